"""The forms about a learner: new, edit, enrol somebody who is known, transfer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from skillmark.protocol.requests.look import ListCohorts, ListLearners, ShowLearner
from skillmark.protocol.requests.teach import AddLearner, ChangeLearner, Enrol, TransferLearner, Withdraw
from skillmark.protocol.rows import CohortRow, EnrolmentRow, LearnerDetail, LearnerRow
from skillmark.window.models.enrolments import ACTIVE, withdrawn_words
from skillmark.window.models.rows import Cell, Column, Rows
from skillmark.window.pages.page import Body
from skillmark.window.pages.tab import Tab
from skillmark.window.widgets.controls import SearchField
from skillmark.window.widgets.forms import FieldSpec, FormPanel, InlinePanel
from skillmark.window.widgets.table import Table
from skillmark.window.widgets.text import Text
from skillmark.wording import _, ngettext
from skillmark.wording.names import isolated

OWN_NUMBER = "local"
FOUND_MOST = 50
LETTERS_LEAST = 1


def _specs() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("display_name", _("&Name"), required=True, help=_("As it is shown and printed, in any script.")),
        FieldSpec("given_name", _("Given n&ame")),
        FieldSpec("family_name", _("Fami&ly name")),
        FieldSpec("preferred_name", _("&Preferred name")),
        FieldSpec("number", _("School's own n&umber")),
        FieldSpec("email", _("E-&mail")),
        FieldSpec("date_of_birth", _("&Date of birth"), "date"),
        FieldSpec("pronouns", _("Pronoun&s")),
    )


def _with_number(values: Mapping[str, Any], before: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """The form's values as a request takes them: the number becomes an identifier."""
    fields = dict(values)
    number = fields.pop("number")
    others = tuple(pair for pair in before if pair[0] != OWN_NUMBER)
    fields["identifiers"] = (*others, (OWN_NUMBER, number)) if number else others
    return fields


def new_learner(tab: Tab, body: Body) -> None:
    """Shows the form for a new learner of the cohort; it stays open for the next one."""
    specs = (*_specs(), FieldSpec("from_on", _("In the &cohort since"), "date", help=_("Empty is today.")))

    def accept(values: dict[str, Any]) -> None:
        assert tab.cohort is not None
        request = AddLearner(**_with_number(values), cohort=tab.cohort.key)
        label = _("new learner {name}").format(name=isolated(values["display_name"]))
        tab.do(label, request, tab.settle(panel, body))

    panel = FormPanel(_("New learner"), _("Add the learner"), specs, accept)
    body.open_panel(panel)


def edit_learner(tab: Tab, body: Body, row: LearnerRow) -> None:
    """Shows the form of a learner with everything that is known."""

    def show(detail: LearnerDetail) -> None:
        known = detail.row
        panel = FormPanel(_("Edit the learner"), _("Save"), _specs(), lambda values: accept(panel, known, values))
        panel.form.put(
            {
                "display_name": known.display_name,
                "given_name": known.given_name,
                "family_name": known.family_name,
                "preferred_name": known.preferred_name,
                "number": dict(known.identifiers).get(OWN_NUMBER, ""),
                "email": known.email,
                "date_of_birth": detail.date_of_birth,
                "pronouns": detail.pronouns,
            }
        )
        body.open_panel(panel)

    def accept(panel: FormPanel, known: LearnerRow, values: dict[str, Any]) -> None:
        clear = ("date_of_birth",) if values["date_of_birth"] is None else ()
        request = ChangeLearner(known.key, **_with_number(values, known.identifiers), clear=clear)
        label = _("change of {name}").format(name=isolated(known.display_name))
        tab.do(label, request, tab.settle(panel, body))

    tab.ask(ShowLearner(row.key), show, latest="form")


class EnrolPanel(InlinePanel):
    """Finds somebody who is in the book and enrols them in the cohort."""

    def __init__(self, tab: Tab, body: Body, here: Callable[[], set[UUID]]) -> None:
        super().__init__(_("Enrol a known learner"), _("Enrol"), self._accept)
        self.tab, self.host, self.here = tab, body, here
        self.search = SearchField(_("Name, number, code or e-mail"))
        self.rows: Rows[LearnerRow] = Rows(self._columns(), lambda one: one.key, self)
        self.table = Table(_("Learners who were found"), indent=0)
        self.table.show_model(self.rows, sort=False)
        self.hint = Text(_("Type a part of the name, the number or the e-mail."), "small", "text_2", wrap=True)
        for one in (self.search, self.hint, self.table):
            self.content.addWidget(one, 1 if one is self.table else 0)
        self.search.textChanged.connect(self._look)
        self.search.left.connect(self.table.setFocus)
        self.table.opened.connect(lambda _: self._accept())
        self.table.moved.connect(lambda _: self.accept_button.setEnabled(self.table.current() >= 0))
        self.accept_button.setEnabled(False)

    @staticmethod
    def _columns() -> tuple[Column[LearnerRow], ...]:
        return (
            Column(_("Learner"), lambda one: Cell(one.display_name, strong=True)),
            Column(_("Now in"), lambda one: ", ".join(code for code, state in one.cohorts if state == "active"), 110),
        )

    def begin(self) -> None:
        """Gives the keyboard to the search field."""
        self.search.setFocus()

    def _look(self, text: str) -> None:
        if len(text.strip()) < LETTERS_LEAST:
            self.rows.put([])
            return
        self.tab.ask(ListLearners(text=text.strip()), self._take, latest="enrol")

    def _take(self, found: list[LearnerRow]) -> None:
        assert self.tab.cohort is not None
        here = self.here()
        others = [one for one in found if one.key not in here]
        self.rows.put(others[:FOUND_MOST])
        more = len(others) - FOUND_MOST
        words = ngettext("{n} learner found.", "{n} learners found.", len(others)).format(n=len(others))
        if more > 0:
            words = _("The first {most} of {n}. Type more of the name.").format(most=FOUND_MOST, n=len(others))
        self.hint.setText(words)
        self.table.go_to(0)

    def _accept(self) -> None:
        found = self.rows.at(self.table.current())
        if found is None or self.tab.cohort is None:
            return
        label = _("enrolment of {name}").format(name=isolated(found.display_name))
        self.tab.do(label, Enrol(found.key, self.tab.cohort.key), self._settled)

    def _settled(self, value: object, error: BaseException | None) -> None:
        if error is not None:
            self.tab.context.shell.say_error(error)
        elif self.host.panel is self:
            self.host.close_panel()


def enrol_learner(tab: Tab, body: Body, here: Callable[[], set[UUID]]) -> None:
    """Shows the search for somebody who is in the book already; who is `here` isn't offered."""
    body.open_panel(EnrolPanel(tab, body, here))


def transfer_learners(tab: Tab, body: Body, chosen: list[EnrolmentRow]) -> None:
    """Shows the form that moves learners to another cohort, with their history."""

    def show(rows: list[CohortRow]) -> None:
        assert tab.cohort is not None
        here = tab.cohort.key
        choices = tuple((one.key.hex, _words(one)) for one in rows if one.key != here and one.closed_on is None)
        if not choices:
            tab.context.shell.say(_("There is no other open cohort."))
            return
        specs = (
            FieldSpec("target", _("&To"), "choice", choices=choices),
            FieldSpec("on", _("&On"), "date", help=_("Empty is today.")),
        )
        names = ", ".join(isolated(one.learner.display_name) for one in chosen[:5])
        more = _(" and {n} more").format(n=len(chosen) - 5) if len(chosen) > 5 else ""
        lead = _("{names}{more}. Everything that is recorded goes along.").format(names=names, more=more)
        title = ngettext("Transfer {n} learner", "Transfer {n} learners", len(chosen)).format(n=len(chosen))
        keys = {one.key.hex: one.key for one in rows}
        panel = FormPanel(title, _("Transfer"), specs, lambda values: accept(panel, keys, values), lead)
        body.open_panel(panel)

    def accept(panel: FormPanel, keys: Mapping[str, Any], values: dict[str, Any]) -> None:
        assert tab.cohort is not None
        for one in chosen:
            label = _("transfer of {name}").format(name=isolated(one.learner.display_name))
            request = TransferLearner(one.learner.key, tab.cohort.key, keys[values["target"]], values["on"])
            tab.do(label, request, tab.settle(panel, body))

    tab.ask(ListCohorts(), show, latest="form")


def _words(row: CohortRow) -> str:
    return f"{row.title} · {row.code}" if row.title and row.title != row.code else row.code


def withdraw_learners(tab: Tab, cohort: UUID, chosen: Sequence[EnrolmentRow]) -> None:
    """Ends the enrolments of learners, or takes their withdrawal back where all of them left."""
    again = bool(chosen) and all(one.status != ACTIVE for one in chosen)
    wanted = [one for one in chosen if again or one.status == ACTIVE]
    label = _("return of {name}") if again else _("withdrawal of {name}")
    done: list[str] = []

    def say(who: str, _value: Any, error: BaseException | None) -> None:
        if error is not None:
            tab.failed(error)
            return
        done.append(who)
        tab.context.shell.say(withdrawn_words(done, again=again))

    for one in wanted:
        who = isolated(one.learner.display_name)
        request = Withdraw(one.learner.key, cohort, again=again)
        tab.do(label.format(name=who), request, partial(say, who))
