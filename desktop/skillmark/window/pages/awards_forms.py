"""What is asked before an award is corrected, revoked or confirmed: always the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from skillmark.protocol.requests.award import ConfirmAward, CorrectAward, RevokeAward
from skillmark.protocol.rows import AwardRow
from skillmark.window.pages.page import Body, Part
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.wording import _
from skillmark.wording.names import isolated

if TYPE_CHECKING:
    from skillmark.services.look_awards import AwardDetail

Then = Callable[[Any], object]


def reason_field(help_: str = "") -> FieldSpec:
    """The field that asks for the reason."""
    return FieldSpec("reason", _("Rea&son"), "reason", required=True, help=help_)


def one_line(text: str) -> str:
    """Text of several lines as one."""
    return " ".join(text.split())


def correct_award(part: Part, body: Body, detail: AwardDetail, then: Then) -> None:
    """Asks for the name as it will be printed, and why; the answer is a Corrected."""
    row = detail.row

    def accept(values: dict[str, Any]) -> None:
        label = _("correction of {number}").format(number=row.number)
        request = CorrectAward(row.key, one_line(values["reason"]), one_line(values["name"]))
        part.do(label, request, part.settle(panel, body, then))

    specs = (
        FieldSpec("name", _("&Name as it will be printed"), required=True),
        reason_field(_("Kept in the record book; it isn't printed.")),
    )
    lead = _(
        "A new award with a number of its own takes the place of {number}. Awarded-on and validity stay. "
        "This can't be taken back."
    ).format(number=row.number)
    panel = FormPanel(_("Correct the award"), _("Issue it corrected"), specs, accept, lead)
    panel.form.put({"name": detail.name_now if detail.name_now != row.holder else row.holder})
    body.open_panel(panel)


def revoke_award(part: Part, body: Body, row: AwardRow, then: Then) -> None:
    """Asks why an award is revoked, and by whose authority; the answer is its number."""

    def accept(values: dict[str, Any]) -> None:
        label = _("revocation of {number}").format(number=row.number)
        request = RevokeAward(row.key, one_line(values["reason"]), values["authority"])
        part.do(label, request, part.settle(panel, body, then))

    specs = (
        reason_field(),
        FieldSpec("authority", _("By whose &authority"), help=_("Who decided it, where somebody else did.")),
    )
    lead = _("{name} holds {number} no longer. Revoking is final.").format(name=isolated(row.holder), number=row.number)
    panel = FormPanel(_("Revoke the award"), _("Revoke {number}").format(number=row.number), specs, accept, lead)
    body.open_panel(panel)


def confirm_award(part: Part, body: Body, row: AwardRow, then: Then) -> None:
    """Asks why an award stands although the records wouldn't give it; the answer is its number."""

    def accept(values: dict[str, Any]) -> None:
        label = _("confirmation of {number}").format(number=row.number)
        part.do(label, ConfirmAward(row.key, one_line(values["reason"])), part.settle(panel, body, then))

    lead = _("{name} keeps {number}, although today's records would not give it.").format(
        name=isolated(row.holder), number=row.number
    )
    panel = FormPanel(
        _("Confirm the award"), _("Confirm {number}").format(number=row.number), (reason_field(),), accept, lead
    )
    body.open_panel(panel)
