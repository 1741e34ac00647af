"""What is asked before an award is corrected, revoked or confirmed, or made by exception: always the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from skillmark.protocol.requests.award import AwardLearners, ConfirmAward, CorrectAward, RevokeAward
from skillmark.protocol.rows import AwardRow, ReadyRow
from skillmark.window.models.awards_ready import RefusedLine, refused_line
from skillmark.window.pages.page import Body, Part
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.wording import _
from skillmark.wording.names import isolated

if TYPE_CHECKING:
    from datetime import date

    from skillmark.services.award import RunReport
    from skillmark.services.look_awards import AwardDetail

Then = Callable[[Any], object]


def _reason(help_: str = "") -> FieldSpec:
    return FieldSpec("reason", _("&Reason"), "reason", required=True, help=help_)


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
        _reason(_("Kept in the record book; it isn't printed.")),
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
        _reason(),
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
        _("Confirm the award"), _("Confirm {number}").format(number=row.number), (_reason(),), accept, lead
    )
    body.open_panel(panel)


def award_by_exception(
    part: Part, body: Body, target: ReadyRow, line: RefusedLine, awarded_on: date | None, then: Then
) -> None:
    """Asks why somebody who isn't ready is awarded; the answer is a RunReport with an award."""

    def done(report: RunReport | None, error: BaseException | None) -> None:
        settled = part.settle(panel, body, then)
        if report is not None and not report.awarded:
            again = refused_line(line.learner, line.name, report.refused[0].reasons)
            panel.refuse("", again.reasons)
        else:
            settled(report, error)

    def accept(values: dict[str, Any]) -> None:
        panel.busy(True)
        reason = one_line(values["reason"])
        label = _("award by exception for {name}").format(name=isolated(line.name))
        request = AwardLearners(target.credential, target.cohort, (line.learner,), awarded_on, reason)
        part.do(label, request, done)

    specs = (_reason(_("Kept in the award and in the record book.")),)
    lead = _("{name}: {reasons}").format(name=isolated(line.name), reasons=line.reasons)
    panel = FormPanel(_("Award by exception"), _("Award 1 learner"), specs, accept, lead)
    body.open_panel(panel)
