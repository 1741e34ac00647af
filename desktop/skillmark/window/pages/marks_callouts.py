"""What the mark grid asks or says at a cell: a new try or a correction, a waiver, a voiding, a refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect

from skillmark.domain.errors import AttemptsExceeded, EvidenceNeeded, ResultNeeded, RplEvidenceNeeded
from skillmark.domain.outline import ADDED_UP
from skillmark.protocol.requests.judge import Judgement
from skillmark.protocol.rows import History, HistoryRow
from skillmark.window.models.mark_grid_cells import is_points, on_record, typed_words
from skillmark.window.models.mark_grid_typing import NoSuchChoice, NotUnderstood, why_refused
from skillmark.window.pages.marks_bench import MarksBench
from skillmark.window.pages.marks_desk import Target, newest_of
from skillmark.window.widgets.grid_callout import Ask, Values, Way
from skillmark.wording import _
from skillmark.wording.dates import long_date
from skillmark.wording.errors import sentence
from skillmark.wording.names import isolated
from skillmark.wording.numbers import number

FOR_THE_PANEL = (EvidenceNeeded, RplEvidenceNeeded, ResultNeeded)
"""Refusals that the rubric or its form can settle."""


class MarksCallouts:
    """The callouts of the grid."""

    def __init__(self, tab: MarksBench) -> None:
        self._tab = tab
        self._told: Target | None = None
        self._later: list[Callable[[], None]] = []
        tab.callout.decided.connect(self._next)

    def _rect(self, target: Target) -> QRect:
        model, grid = self._tab.model, self._tab.grid
        row, column = model.row_of(target.row.candidacy), model.column_of(target.requirement.code)
        return grid.cell_rect(row, column)

    def _go(self, target: Target) -> None:
        model = self._tab.model
        self._tab.grid.go_to(model.row_of(target.row.candidacy), model.column_of(target.requirement.code))

    # Asking

    def _ask(self, target: Target, title: str, words: str, ways: Sequence[Way], *more: Any) -> None:
        """Asks at a cell, after what is asked already; a refusal that was told gives way."""

        def show() -> None:
            self._told = None
            self._go(target)
            self._tab.callout.ask(self._rect(target), title, words, ways, *more)

        if self._tab.callout.asking:
            self._later.append(show)
        else:
            show()

    def _next(self) -> None:
        """Asks what waited while something else was asked."""
        if self._later and not self._tab.callout.asking:
            self._later.pop(0)()

    def choose(self, target: Target, judgement: Judgement, entry: HistoryRow) -> None:
        """Something of another day or person is on record: a new try, or a correction of it?"""
        new = Way(self._new_words(target, judgement), "Enter", lambda _: self._tab.desk.record(target, judgement))
        correct = Way(_("Correct…"), _("C"), lambda _: self._why(target, judgement, entry))
        back = Way(_("Leave it"), "Esc", lambda _: self._tab.desk.leave(target))
        standing = target.one.standing
        spent = standing.attempts_allowed is not None and standing.attempts_used >= standing.attempts_allowed
        ways = [correct, back] if spent and target.requirement.scheme not in ADDED_UP else [new, correct, back]
        words = _("On record: {what}, {day}, by {who}.").format(
            what=on_record(target.one) or typed_words(target.requirement, judgement),
            day=long_date(entry.assessed_on),
            who=isolated(entry.assessor),
        )
        if len(ways) == 2:
            words = f"{words} {sentence(AttemptsExceeded(standing.attempts_used, standing.attempts_allowed or 0)).what}"
        self._ask(target, typed_words(target.requirement, judgement), words, ways)

    def _new_words(self, target: Target, judgement: Judgement) -> str:
        standing = target.one.standing
        if target.requirement.scheme in ADDED_UP:
            return _("Add {what}").format(what=typed_words(target.requirement, judgement).removeprefix("+ "))
        if standing.attempts_allowed is not None:
            return _("New try ({n} of {most})").format(n=standing.attempts_used + 1, most=standing.attempts_allowed)
        return _("New try")

    def _why(self, target: Target, judgement: Judgement, entry: HistoryRow) -> None:
        """A correction asks for its reason."""

        def take(values: Values) -> None:
            self._tab.desk.correct(target, judgement, entry, values["reason"])

        ways = (
            Way(_("Correct"), "Enter", take, ("reason",)),
            Way(_("Leave it"), "Esc", lambda _: self._tab.desk.leave(target)),
        )
        title = _("Correct to {what}").format(what=typed_words(target.requirement, judgement))
        words = _("It takes the place of the entry of {day}.").format(day=long_date(entry.assessed_on))
        self._ask(target, title, words, ways, (Ask("reason", _("Why")),))

    def waive(self, target: Target) -> None:
        """A waiver asks for its authority and its reason."""

        def take(values: Values) -> None:
            said = Judgement(outcome="waived", authority=values["authority"], reason=values["reason"])
            self._tab.desk.enter(target, said)

        ways = (
            Way(_("Waive"), "Enter", take, ("authority", "reason")),
            Way(_("Leave it"), "Esc", lambda _: None),
        )
        title = _("Waive {title}").format(title=target.requirement.title)
        words = _("{name} needn't do it. The award lists it with the reason.").format(
            name=isolated(target.row.learner.display_name)
        )
        fields = (Ask("authority", _("Who allows it")), Ask("reason", _("Why")))
        self._ask(target, title, words, ways, fields, "skip-forward")

    def void(self, target: Target) -> None:
        """Voids the newest entry: at once where it is one's own of today, else after asking why."""

        def then(history: History) -> None:
            newest = newest_of(history)
            if newest is None:
                self._nothing_to_void(history)
            elif newest.own_today:
                self._tab.desk.void(target, newest)
            else:
                self._ask_void(target, newest)

        self._tab.desk.look(target, then)

    def _nothing_to_void(self, history: History) -> None:
        if history.standing.minutes or history.standing.started:
            self._tab.context.shell.say(_("This comes from attendance or from what was handed in; there is no entry."))
        else:
            self._tab.context.shell.say(_("There is no entry to void."))

    def _ask_void(self, target: Target, entry: HistoryRow) -> None:
        ways = (
            Way(_("Void"), "Enter", lambda values: self._tab.desk.void(target, entry, values["reason"]), ("reason",)),
            Way(_("Leave it"), "Esc", lambda _: None),
        )
        words = _("The entry of {day} by {who} counts as if it had never been made, and gives its try back.").format(
            day=long_date(entry.assessed_on), who=isolated(entry.assessor)
        )
        fields = (Ask("reason", _("Why")),)
        self._ask(target, _("Void the entry"), words, ways, fields, "trash-2")

    # Refusals

    def refused(self, target: Target) -> None:
        """Says at the cell of the cursor why its entry was refused; elsewhere the look of the cell says enough."""
        here = self._tab.current()
        if not self._tab.isVisible() or self._tab.callout.asking or here is None or here.cell != target.cell:
            return
        self._told = target
        title, words = self._refusal_words(target)
        self._tab.callout.tell(self._rect(target), title, words, self._refusal_ways(target))

    def _refusal_words(self, target: Target) -> tuple[str, str]:
        state = self._tab.model.states.get(target.cell)
        error = state.error if state is not None else None
        stands = self._now_on_record(target)
        still = (
            _("Nothing was saved. The mark on record is still {what}.").format(what=stands)
            if stands
            else _("Nothing was saved; nothing is on record yet.")
        )
        if isinstance(error, NotUnderstood) or error is None:
            what = why_refused(error or NotUnderstood(""))
            remedy = _("Type a number such as 34 or 6.5; hours also as 2:30.")
            if isinstance(error, NoSuchChoice):
                remedy = error.remedy
        else:
            said = sentence(error)
            what, still, remedy = said.what, said.still or still, said.remedy
        return what.removesuffix("."), f"{still} {remedy}"

    def _now_on_record(self, target: Target) -> str:
        model = self._tab.model
        row = model.row_of(target.row.candidacy)
        return model.on_record(row, model.column_of(target.requirement.code)) if row >= 0 else ""

    def _refusal_ways(self, target: Target) -> list[Way]:
        state = self._tab.model.states.get(target.cell)
        error = state.error if state is not None else None
        standing, requirement = target.one.standing, target.requirement
        words = _("Put back what is on record")
        if standing.result is not None and standing.result.mark is not None:
            words = _("Put {mark} back").format(mark=number(standing.result.mark))
        back = Way(words, "Esc", lambda _: self._tab.model.states.put_back(target.cell))
        if isinstance(error, FOR_THE_PANEL):
            return [Way(_("Open the form"), "Enter", lambda _: self._open_panel(target)), back]
        if is_points(requirement.scheme):
            return [Way(_("Type again"), "Enter", lambda _: self._again(target)), back]
        return [Way(_("Choose again"), "Enter", lambda _: self._tab.model.states.put_back(target.cell)), back]

    def _open_panel(self, target: Target) -> None:
        self._tab.model.states.put_back(target.cell)
        self._go(target)
        self._tab.open_panel()

    def _again(self, target: Target) -> None:
        state = self._tab.model.states.get(target.cell)
        typed = state.typed if state is not None else ""
        self._tab.model.states.put_back(target.cell)
        self._tab.begin_typing(target, typed, whole=True)

    def stands_here(self) -> bool:
        """Whether a refusal is told at the cell of the cursor, so that Enter and Esc are its ways out."""
        here = self._tab.current()
        told = self._told
        return self._tab.callout.isVisible() and told is not None and here is not None and told.cell == here.cell

    def moved(self, row: int, column: int) -> None:
        """The cursor stands elsewhere: a refusal there is told, one that it left is not."""
        here = self._tab.desk.target(row, column)
        self._take_back()
        state = self._tab.model.states.get(here.cell) if here is not None else None
        if here is not None and state is not None and state.error is not None:
            self.refused(here)

    def refusals_changed(self) -> None:
        """A refusal that is over, because something else was entered since, is told no longer."""
        if self._told is not None and self._told.cell not in self._tab.model.states.refused():
            self._take_back()

    def _take_back(self) -> None:
        if self._told is not None:
            self._tab.callout.hide()
            self._told = None

    def show_first(self) -> None:
        """Goes to the first refusal."""
        found = self._tab.model.states.refused()
        if found:
            model = self._tab.model
            row, column = model.row_of(found[0][0]), model.column_of(found[0][1])  # type: ignore[arg-type]
            self._tab.grid.setFocus()
            self._tab.grid.go_to(row, column)
            self.moved(row, column)
