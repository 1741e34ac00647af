"""The forms about a cohort: new, edit, offer a micro-credential."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from skillmark.protocol.requests.look import ListCredentials, ReadDay
from skillmark.protocol.requests.teach import AddCohort, ChangeCohort, CloseCohort, OfferCredential
from skillmark.protocol.rows import CohortRow, CredentialRow
from skillmark.window.pages.page import Body, Part
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.wording import _
from skillmark.wording.names import isolated

NONE = ""


def _deliveries() -> tuple[tuple[str, str], ...]:
    return ((NONE, _("Not said")), ("online", _("Online")), ("classroom", _("Classroom")), ("blended", _("Blended")))


def _offers(rows: list[CredentialRow], but: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """The credentials that a cohort can work toward: those with a published version."""
    found: dict[str, str] = {}
    for row in rows:
        if row.state == "published" and row.code not in but:
            found.setdefault(row.code, _("{title}, version {n}").format(title=row.title, n=row.version))
    return tuple(found.items())


def _cohort_specs() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("code", _("&Code"), required=True, help=_("Short, as on a timetable: 26-01.")),
        FieldSpec("title", _("&Title")),
        FieldSpec("starts_on", _("&Starts on"), "date"),
        FieldSpec("ends_on", _("E&nds on"), "date"),
        FieldSpec("delivery", _("&Delivery"), "choice", choices=_deliveries()),
    )


def _offer_specs(choices: tuple[tuple[str, str], ...]) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("offer", _("&Works toward"), "choice", choices=choices),
        FieldSpec("due_on", _("D&ue on"), "date", help=_("Pace is measured against this day.")),
    )


def new_cohort(part: Part, body: Body, then: Callable[[UUID], object]) -> None:
    """Shows the form for a new cohort."""

    def show(rows: list[CredentialRow]) -> None:
        choices = ((NONE, _("None yet")), *_offers(rows))
        specs = (*_cohort_specs(), *_offer_specs(choices))
        panel = FormPanel(_("New cohort"), _("Make the cohort"), specs, accept)
        body.open_panel(panel)

    def accept(values: dict[str, Any]) -> None:
        panel = body.panel
        assert isinstance(panel, FormPanel)
        offer = (values.pop("offer"),) if values["offer"] else ()
        values.pop("offer", None)
        label = _("new cohort {code}").format(code=isolated(values["code"]))
        part.do(label, AddCohort(**values, offer=offer), part.settle(panel, body, then))

    part.ask(ListCredentials(), show, latest="form")


def edit_cohort(part: Part, body: Body, row: CohortRow) -> None:
    """Shows the form of a cohort that is there."""

    def accept(values: dict[str, Any]) -> None:
        clear = tuple(name for name in ("starts_on", "ends_on") if values[name] is None)
        label = _("change of cohort {code}").format(code=isolated(row.code))
        request = ChangeCohort(row.key, **values, clear=clear)
        part.do(label, request, part.settle(panel, body))

    panel = FormPanel(_("Edit the cohort"), _("Save"), _cohort_specs(), accept)
    panel.form.put(
        {
            "code": row.code,
            "title": row.title,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "delivery": row.delivery,
        }
    )
    body.open_panel(panel)


def offer_credential(part: Part, body: Body, row: CohortRow) -> None:
    """Shows the form by which a cohort begins to work toward another credential."""

    def show(rows: list[CredentialRow]) -> None:
        choices = _offers(rows, tuple(one.credential for one in row.offerings))
        if not choices:
            part.context.shell.say(_("No other micro-credential is published."))
            return
        lead = _("All learners of the cohort become candidates.")
        panel = FormPanel(_("Offer a micro-credential"), _("Offer it"), _offer_specs(choices), accept, lead)
        body.open_panel(panel)

    def accept(values: dict[str, Any]) -> None:
        panel = body.panel
        assert isinstance(panel, FormPanel)
        label = _("offer of {code}").format(code=values["offer"])
        request = OfferCredential(row.key, values["offer"], values["due_on"])
        part.do(label, request, part.settle(panel, body))

    part.ask(ListCredentials(), show, latest="form")


def close_cohort(part: Part, row: CohortRow, *, again: bool = False) -> None:
    """Closes a cohort today, or opens it again."""

    def close(day: Any) -> None:
        label = _("closing of cohort {code}").format(code=isolated(row.code))
        part.do(label, CloseCohort(row.key, day), closed)

    def closed(_value: Any, error: BaseException | None) -> None:
        if error is not None:
            part.context.shell.say_error(error)
        else:
            words = _("Cohort {code} is closed. Ctrl+Z takes it back.")
            part.context.shell.say(words.format(code=isolated(row.code)))

    if again:
        label = _("opening of cohort {code}").format(code=isolated(row.code))
        part.do(label, CloseCohort(row.key, None))
    else:
        part.ask(ReadDay(), close, latest="day")
