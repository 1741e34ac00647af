"""Entries of the mark grid on their way into the book: a new one, a correction, or the question which of the two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from skillmark.domain.outline import ADDED_UP, Requirement
from skillmark.domain.standing import RequirementState
from skillmark.protocol.requests import Request
from skillmark.protocol.requests.judge import CorrectAssessment, Judgement, RecordAssessment
from skillmark.protocol.requests.look import ReadHistory
from skillmark.protocol.rows import History, HistoryRow, ProgressRow, RequirementRow
from skillmark.window.models.mark_grid import MarkGrid
from skillmark.window.models.mark_grid_cells import typed_state, typed_words
from skillmark.window.models.mark_grid_states import Cell
from skillmark.window.models.mark_grid_typing import as_it_was, out_of_range
from skillmark.window.pages.page import Part
from skillmark.wording import _
from skillmark.wording.names import isolated

Answered = Callable[[BaseException | None], object]
NEITHER = ("returned", "missing")
"""Outcomes that judge nothing: what is typed over them is a new entry."""


@dataclass(frozen=True, slots=True)
class Target:
    """A cell as it was when somebody typed into it."""

    row: ProgressRow
    one: RequirementRow

    @property
    def cell(self) -> tuple[UUID, str]:
        """Its key."""
        return self.row.candidacy, self.one.requirement.code

    @property
    def requirement(self) -> Requirement:
        """What is judged."""
        return self.one.requirement

    def history(self) -> ReadHistory:
        """The question for everything recorded in it."""
        return ReadHistory(*self.cell)


def newest_of(history: History) -> HistoryRow | None:
    """The entry that counts and stands last; None where nothing was entered, or all of it was voided."""
    counting = [one for one in history.entries if one.counts]
    return max(counting, key=lambda one: (one.assessed_on, one.recorded), default=None)


class MarksDesk:
    """Hands entries over and shows in their cells how they fare.

    Attributes:
        last: the judgement that was entered last, to be repeated.
        choose: asked where something of another day or person is on record; it ends in `record`, `correct` or `leave`.
        refused: told where an entry was refused.
    """

    def __init__(self, part: Part, model: MarkGrid) -> None:
        self._part, self.model = part, model
        self.last: Judgement | None = None
        self.choose: Callable[[Target, Judgement, HistoryRow], object] = lambda *_: None
        self.refused: Callable[[Target], object] = lambda _: None

    def target(self, row: int, column: int) -> Target | None:
        """The cell at a place; None where nothing can be entered."""
        one = self.model.cell(row, column)
        return None if one is None else Target(self.model.rows[row], one)

    # Entering

    def enter(self, target: Target, judgement: Judgement, typed: str = "") -> None:
        """Enters a judgement: at once where nothing is on record, else correcting one's own, or after asking."""
        self.last = judgement if judgement.outcome not in ("waived", "void") else self.last
        self._begin(target, judgement, typed, lambda: self._decide(target, judgement))

    def _begin(self, target: Target, judgement: Judgement, typed: str, job: Callable[[], None]) -> None:
        words, state = typed_words(target.requirement, judgement), typed_state(target.requirement, judgement)
        self.model.states.begin(target.cell, words, state, typed, job)

    def _now(self, target: Target) -> Target:
        """The cell as it is known now."""
        row = self.model.row_of(target.row.candidacy)
        return self.target(row, self.model.column_of(target.requirement.code)) or target if row >= 0 else target

    def _decide(self, target: Target, judgement: Judgement) -> None:
        standing = self._now(target).one.standing
        fresh = not standing.touched_clock or standing.state is RequirementState.SUBMITTED
        # What was entered a moment ago isn't in the standing that is shown yet.
        if fresh and target.cell not in self._entered:
            self.record(target, judgement)
        else:
            self.read(target, lambda history: self._with(target, judgement, history))

    @property
    def _entered(self) -> set[Cell]:
        """The cells whose own values haven't come back since the last entry."""
        return self.model.states.ahead()

    def read(self, target: Target, done: Callable[[History], None]) -> None:
        """Reads what is on record in a cell."""

        def failed(error: BaseException) -> None:
            self._answered(target, error)

        self._part.context.operations.ask(target.history(), done, failed)

    def look(self, target: Target, done: Callable[[History], None]) -> None:
        """Reads what is on record in a cell, to show it or to ask about it."""
        self._part.ask(target.history(), done, latest="history")

    def _with(self, target: Target, judgement: Judgement, history: History) -> None:
        newest = newest_of(history)
        reviewing = history.standing.state is RequirementState.IN_REVIEW
        if newest is None:
            self.record(target, judgement)
        elif newest.own_today:
            self.correct(target, judgement, newest)
        elif reviewing or newest.outcome in NEITHER or judgement.outcome in (*NEITHER, "waived"):
            self.record(target, judgement)
        else:
            self._ask(Target(target.row, replace(target.one, standing=history.standing)), judgement, newest)

    def _ask(self, target: Target, judgement: Judgement, newest: HistoryRow) -> None:
        """Asks what the entry is to be, unless it can't be taken at all."""
        error = out_of_range(target.requirement, judgement, newest)
        if error is not None:
            self._answered(target, error)
            return
        self.model.states.ask(target.cell, asking=True)
        self.choose(target, judgement, newest)

    # Handing over

    def record(self, target: Target, judgement: Judgement, **more: Any) -> None:
        """Records a new entry; the cell shows it as saving already."""
        candidacy, code = target.cell
        self._do(target, judgement, RecordAssessment(candidacy, code, judgement, **more))

    def correct(self, target: Target, judgement: Judgement, entry: HistoryRow, reason: str = "") -> None:
        """Puts an entry in the place of another, with the words and the evidence beside it."""
        kept = as_it_was(entry)
        if judgement.outcome == "void":
            kept = {}
        for name, value in list(kept.items()):
            if getattr(judgement, name) not in ("", (), "work") or (
                name == "evidence" and target.requirement.scheme in ADDED_UP and not value
            ):
                kept.pop(name)
        said = replace(judgement, **kept, reason=reason or judgement.reason)
        self._do(target, judgement, CorrectAssessment(entry.key, said))

    def _do(self, target: Target, judgement: Judgement, request: Request) -> None:
        self.model.states.ask(target.cell, asking=False)
        self._part.context.history.do(
            label_of(target, judgement), request, lambda _value, error: self._answered(target, error)
        )

    def _answered(self, target: Target, error: BaseException | None) -> None:
        self.model.states.finish(target.cell, error)
        state = self.model.states.get(target.cell)
        if error is not None and state is not None and state.error is not None:
            self.refused(target)

    def leave(self, target: Target) -> None:
        """Gives an entry up; what is on record is shown again."""
        self.model.states.finish(target.cell, saved=False)
        self.model.states.put_back(target.cell)

    # From a panel, and voiding

    def hand_over(self, target: Target, judgement: Judgement, request: Request, done: Answered) -> None:
        """Hands over what a panel made; the panel is told as well."""

        def job() -> None:
            def finish(_value: Any, error: BaseException | None) -> None:
                # A panel says itself why it was refused; the cell only goes back to what is on record.
                if error is not None:
                    self.leave(target)
                else:
                    self.model.states.finish(target.cell)
                done(error)

            self._part.context.history.do(label_of(target, judgement), request, finish)

        self._begin(target, judgement, "", job)

    def void(self, target: Target, entry: HistoryRow, reason: str = "") -> None:
        """Takes an entry away: it counts as if it had never been made."""
        said = Judgement(outcome="void", reason=reason)
        self._begin(target, said, "", lambda: self.correct(target, said, entry, reason))


def label_of(target: Target, judgement: Judgement) -> str:
    """What Edit, Undo calls an entry."""
    name = isolated(target.row.learner.display_name)
    if judgement.outcome == "void":
        return _("voided entry of {name}").format(name=name)
    if judgement.outcome == "waived":
        return _("waiver for {name}").format(name=name)
    return _("mark for {name}").format(name=name)
