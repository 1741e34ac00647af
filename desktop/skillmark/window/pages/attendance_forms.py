"""The forms of a session: new, edit, cancel, delete."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from skillmark.domain.outline import Kind, Requirement, Scheme, walk
from skillmark.protocol.requests.look import ShowCredential
from skillmark.protocol.requests.teach import AddSession, ChangeSession, DropSession
from skillmark.protocol.rows import OfferingRow, SessionRow
from skillmark.window.pages.tab import Tab
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.wording import _
from skillmark.wording.names import isolated
from skillmark.wording.results import passes_when
from skillmark.wording.states import session_state_word

COUNTED = (Scheme.HOURS, Scheme.COUNT, Scheme.PERCENT)
TIME = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
TOWARD = "toward:"
USUAL_MINUTES, USUAL_START = 90, time(17)
CANCELLED = "cancelled"

Toward = dict[str, tuple[tuple[str, str], Requirement]]
"""Field name -> (credential code, requirement code), and the requirement."""


def read_time(text: str) -> time | None:
    """A time of day as `17:00` or `9.30`; None where it is none."""
    found = TIME.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found is not None else None


class SessionForms:
    """Opens the forms in the tab's panel."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self._known: dict[tuple[str, int], tuple[Requirement, ...]] = {}

    # What a session may count toward

    def _with_requirements(self, then: Callable[[Toward], object]) -> None:
        """Reads the requirements of everything that the cohort works toward, once each."""
        offerings = self._tab.cohort.offerings if self._tab.cohort is not None else ()
        missing = [one for one in offerings if (one.credential, one.version) not in self._known]
        if not missing:
            then(self._toward(offerings))
            return
        key = (missing[0].credential, missing[0].version)

        def take(detail: Any) -> None:
            found = [one for one in walk(detail.definition.outline) if one.scheme in COUNTED]
            self._known[key] = tuple(found)
            self._with_requirements(then)

        self._tab.ask(ShowCredential(*key), take)

    def _toward(self, offerings: tuple[OfferingRow, ...]) -> Toward:
        return {
            f"{TOWARD}{one.credential}/{requirement.code}": ((one.credential, requirement.code), requirement)
            for one in offerings
            for requirement in self._known[(one.credential, one.version)]
        }

    def _attendance(self, toward: Toward) -> tuple[tuple[str, str], ...]:
        """What a first session counts toward: the attendance of the credential that is shown, where it is one."""
        shown = self._tab.offering.credential if self._tab.offering is not None else ""
        found = [pair for pair, one in toward.values() if pair[0] == shown and one.kind is Kind.ATTENDANCE]
        return tuple(found) if len(found) == 1 else ()

    # The forms

    def _toward_spec(self, name: str, credential: str, requirement: Requirement) -> FieldSpec:
        """The box of one requirement; it names the credential where the cohort works toward several."""
        offerings = self._tab.cohort.offerings if self._tab.cohort is not None else ()
        words = _("Counts toward {title} ({passes})")
        if len(offerings) > 1:
            words = _("Counts toward {title} of {credential} ({passes})")
        of = next((one.title for one in offerings if one.credential == credential), credential)
        said = words.format(title=requirement.title, credential=of, passes=passes_when(requirement))
        return FieldSpec(name, said, "check")

    def _specs(self, toward: Toward, *, state: bool) -> tuple[FieldSpec, ...]:
        specs = [
            FieldSpec("title", _("&Title"), required=True),
            FieldSpec("day", _("&Day"), "date", required=True),
            FieldSpec("time", _("&Start"), required=True, help=_("As 17:00.")),
            FieldSpec("minutes", _("&Minutes"), "int", required=True),
        ]
        for name, ((credential, _code), requirement) in toward.items():
            specs.append(self._toward_spec(name, credential, requirement))
        if state:
            states = tuple((one, session_state_word(one)) for one in ("planned", "held", CANCELLED))
            help_ = _("A cancelled session counts for nobody and keeps its marks.")
            specs.append(FieldSpec("state", _("St&ate"), "choice", choices=states, help=help_))
        return tuple(specs)

    def new(self, today: date, last: SessionRow | None) -> None:
        """Opens the form of a new session."""

        def show(toward: Toward) -> None:
            start = last.starts + timedelta(weeks=1) if last is not None else datetime.combine(today, USUAL_START)
            ticked = last.requirements if last is not None else self._attendance(toward)
            panel = FormPanel(_("New session"), _("Add the session"), self._specs(toward, state=False), accept)
            panel.form.put(
                {
                    "title": _next_title(last.title) if last is not None else "",
                    "day": start.date(),
                    "time": f"{start:%H:%M}",
                    "minutes": last.minutes if last is not None else USUAL_MINUTES,
                    **{name: pair in ticked for name, (pair, _one) in toward.items()},
                }
            )
            self._tab.body.open_panel(panel)

        def accept(values: dict[str, Any]) -> None:
            panel = self._tab.body.panel
            assert isinstance(panel, FormPanel)
            starts = self._starts(panel, values)
            if starts is None or self._tab.cohort is None:
                return
            request = AddSession(
                self._tab.cohort.key, values["title"], starts, values["minutes"], requirements=_ticked(values)
            )
            label = _("new session {title}").format(title=isolated(values["title"]))
            self._tab.do(label, request, self._tab.settle(panel, self._tab.body, self._tab.go_to))

        self._with_requirements(show)

    def edit(self, session: SessionRow) -> None:
        """Opens the form of a session that is there."""

        def show(toward: Toward) -> None:
            panel = FormPanel(_("Edit the session"), _("Save"), self._specs(toward, state=True), accept)
            panel.form.put(
                {
                    "title": session.title,
                    "day": session.starts.date(),
                    "time": f"{session.starts:%H:%M}",
                    "minutes": session.minutes,
                    "state": session.state,
                    **{name: pair in session.requirements for name, (pair, _one) in toward.items()},
                }
            )
            self._tab.body.open_panel(panel)

        def accept(values: dict[str, Any]) -> None:
            panel = self._tab.body.panel
            assert isinstance(panel, FormPanel)
            starts = self._starts(panel, values)
            if starts is None:
                return
            request = ChangeSession(
                session.key,
                values["title"],
                starts,
                values["minutes"],
                state=values["state"],
                requirements=_ticked(values),
            )
            self._tab.do(_changed(session), request, self._tab.settle(panel, self._tab.body))

        self._with_requirements(show)

    def _starts(self, panel: FormPanel, values: dict[str, Any]) -> datetime | None:
        """When it starts; None where the time can't be read, which is said at its field."""
        found = read_time(values["time"])
        if found is None:
            panel.form.mark("time", _("This is no time of day. Type it as 17:00."))
            panel.form.fields["time"].setFocus()
            return None
        return datetime.combine(values["day"], found)

    def cancel(self, session: SessionRow) -> None:
        """Cancels a session, or lets a cancelled one be held after all."""
        state = CANCELLED if session.state != CANCELLED else "held" if session.marks else "planned"
        self._tab.do(_changed(session), ChangeSession(session.key, state=state))

    def drop(self, session: SessionRow) -> None:
        """Deletes a session in which nothing was recorded."""
        label = _("deleted session {title}").format(title=isolated(session.title))
        self._tab.do(label, DropSession(session.key))


def _changed(session: SessionRow) -> str:
    return _("change of session {title}").format(title=isolated(session.title))


def _ticked(values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the form says that the session counts toward."""
    names = [name.removeprefix(TOWARD) for name, value in values.items() if name.startswith(TOWARD) and value]
    pairs = [name.rpartition("/") for name in names]
    return tuple((credential, code) for credential, _slash, code in pairs)


def _next_title(title: str) -> str:
    """`Seminar 4` after `Seminar 3`; the same where there is no number."""
    found = re.fullmatch(r"(.*?)(\d{1,4})", title)
    return f"{found[1]}{int(found[2]) + 1}" if found is not None else title
