"""What can be done about awards, by its name in the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from skillmark.protocol.rows import AwardRow, RunRow
from skillmark.window.models.awards_ready import EXCEPTION, RefusedLine
from skillmark.window.pages import awards_exception, awards_export, awards_forms, awards_runs
from skillmark.window.pages.awards_detail import AwardPane
from skillmark.window.pages.awards_panel import AwardAll
from skillmark.window.pages.awards_prepared import Runs
from skillmark.window.pages.awards_side import Side
from skillmark.window.pages.awards_told import Done, Refusals
from skillmark.window.pages.page import Part
from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.services.award_events import Corrected


class Board(Protocol):
    """What is needed of the board."""

    part: Part
    pane: AwardPane
    side: Side
    panel: AwardAll
    done: Done
    refusals: Refusals
    runs: Runs

    def chosen(self) -> AwardRow | None:
        """The award where the list is."""

    def shown(self) -> awards_export.Asked:
        """The awards that the search leaves."""

    def known(self) -> list[AwardRow]:
        """All awards, shown or not."""

    def show_award(self, wanted: str | UUID) -> None:
        """Goes to an award."""

    def show_large(self, large: bool) -> None:
        """Gives the whole page to the certificate, or takes it back."""


class Acts:
    """Carries out what can be done about awards."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def about_one(self) -> Mapping[str, Callable[[], object]]:
        """What can be done about the award that is chosen."""
        return {"save_pdf": self.save_pdf, "correct": self.correct, "revoke": self.revoke, "confirm": self.confirm}

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """All of it, by action."""
        own = {f"awards.{name}": function for name, function in self.about_one().items()}
        return own | {
            "awards.award": self.award,
            "awards.prepare": self.prepare,
            "awards.tick": lambda: self._board.panel.tick_button.click(),
            "awards.why": lambda: self._board.refusals.button.click(),
            "awards.exception": self.exception,
            "awards.issue": lambda: self._newest(self.issue),
            "awards.drop": lambda: self._newest(self.drop),
            "awards.export": self.export,
            "awards.large": lambda: self._board.show_large(not self._board.pane.large),
        }

    def can(self, action: str) -> bool:
        """Whether an action makes sense now."""
        board, name = self._board, action.removeprefix("awards.")
        if name == "award":
            # While something is asked, Ctrl+Enter answers it.
            return board.panel.ready() and not board.panel.resting
        if name in ("issue", "drop"):
            return board.runs.newest() is not None
        if name == "prepare":
            return board.panel.ready()
        if name == "tick":
            return board.panel.is_open()
        if name == "why":
            return board.refusals.isVisible()
        if name in ("exception", "export"):
            # Where it can't be done, doing it says why.
            return True
        return self.able(name)

    def able(self, name: str) -> bool:
        """Whether something can be done about the award that is chosen."""
        row = self._board.chosen()
        if row is None:
            return False
        return name == "large" or self._board.pane.facts.able(row, self._board.part.writable)[name]

    # Awarding

    def award(self) -> None:
        """Awards everybody who is ticked."""
        awards_runs.award(self._board, self.export_numbers)

    def prepare(self) -> None:
        """Prepares a run and writes its proof list."""
        awards_runs.prepare(self._board, self.export_numbers)

    def proof(self, run: RunRow) -> None:
        """Writes the proof list of a run."""
        awards_runs.proof(self._board, run)

    def issue(self, run: RunRow) -> None:
        """Issues a run."""
        awards_runs.issue(self._board, run, self.export_numbers)

    def drop(self, run: RunRow) -> None:
        """Drops a run."""
        awards_runs.drop(self._board, run)

    def _newest(self, act: Callable[[RunRow], object]) -> None:
        run = self._board.runs.newest()
        if run is not None:
            act(run)

    # Refusals

    def about(self, line: RefusedLine) -> None:
        """Does what can be done about a refusal."""
        if line.way == EXCEPTION:
            awards_exception.award_one(self._board, line, self.export_numbers)
        elif line.way:
            wanted = line.number or line.learner
            if any(wanted in (row.number, row.learner) for row in self._board.known()):
                self._board.show_award(wanted)
            else:
                self._board.part.context.shell.go("awards", wanted)

    def exception(self) -> None:
        """Awards one of those who aren't ready, by exception; says why where nobody can be."""
        awards_exception.award_any(self._board, self.export_numbers)

    # One award

    def _under(self) -> Side:
        self._board.show_large(False)
        self._board.side.close_panel()
        return self._board.pane.under

    def correct(self) -> None:
        """Issues the award anew, corrected."""
        detail = self._board.pane.detail

        def then(value: Corrected) -> None:
            words = _("{old} is replaced by {new}.").format(old=value.award, new=value.replaced_by)
            self._board.part.context.shell.say(words)
            self._board.show_award(value.replaced_by)

        if detail is not None and self.able("correct"):
            awards_forms.correct_award(self._board.part, self._under(), detail, then)

    def revoke(self) -> None:
        """Revokes the award for good."""
        row = self._board.chosen()
        if row is not None and self.able("revoke"):
            words = _("{number} is revoked.").format(number=row.number)
            awards_forms.revoke_award(self._board.part, self._under(), row, self._saying(words))

    def confirm(self) -> None:
        """Lets an unsupported award stand."""
        row = self._board.chosen()
        if row is not None and self.able("confirm"):
            words = _("{number} stands.").format(number=row.number)
            awards_forms.confirm_award(self._board.part, self._under(), row, self._saying(words))

    def _saying(self, words: str) -> Callable[[object], object]:
        return lambda value: self._board.part.context.shell.say(words)

    def save_pdf(self) -> None:
        """Saves the certificate of the chosen award."""
        row = self._board.chosen()
        if row is not None and self.able("save_pdf"):
            awards_export.save_pdf(self._board.part, self._under(), row)

    # Many awards

    def export(self) -> None:
        """Exports the certificates of all awards that are shown."""
        asked = self._board.shown()
        if asked.count:
            self._board.show_large(False)
            awards_export.export_awards(self._board.part, self._board.side, asked)
        else:
            self._board.part.context.shell.say(_("None of the awards shown here has a certificate to export."))

    def export_numbers(self, numbers: Iterable[str]) -> None:
        """Exports the certificates of these awards."""
        wanted = set(numbers)
        rows = tuple(row for row in self._board.known() if row.number in wanted)
        if rows:
            awards_export.export_awards(self._board.part, self._board.side, awards_export.Asked(rows))
