"""What happens to cells between a key and the book's answer: saving, saved, refused."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from skillmark.window import theme

Cell = tuple[Hashable, str]
"""(key of the row, code of the column)."""


@dataclass(slots=True)
class CellState:
    """A cell that isn't at rest.

    Attributes:
        waiting: how many requests about it aren't answered yet.
        text: what was typed, as it is shown meanwhile; empty once the book's own value is there.
        state: the state that goes with it.
        until: when the word *saved* goes, by `monotonic`; 0 where nothing was saved.
        error: why the last entry was refused.
        typed: what was typed last, to be typed again.
        asking: a person is asked what the entry is meant to be.
        running: an entry is on its way; the next one begins when it is answered, since it depends on it.
        saved: the number of the last answer, while the row on show doesn't know what was saved; else 0.
        later: the entries that wait for it, in order.
    """

    waiting: int = 0
    text: str = ""
    state: str = ""
    until: float = 0.0
    error: BaseException | None = None
    typed: str = ""
    asking: bool = False
    running: bool = False
    saved: int = 0
    later: list[Callable[[], None]] = field(default_factory=list)


class CellStates(QObject):
    """The cells that aren't at rest.

    Attributes:
        answers: how many entries were saved so far.

    Signals:
        changed: a cell looks otherwise.
        refusals_changed: a cell is refused, or no longer.
    """

    changed = Signal(object)
    refusals_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answers = 0
        self._cells: dict[Cell, CellState] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._sweep)

    def clear(self) -> None:
        """Forgets what is at rest or was refused: other cells are shown. What is on its way goes on."""
        self._cells = {cell: one for cell, one in self._cells.items() if one.waiting}
        self.refusals_changed.emit()

    def get(self, cell: Cell) -> CellState | None:
        """What happens to a cell; None where it is at rest."""
        return self._cells.get(cell)

    def busy_rows(self) -> set[Hashable]:
        """The rows in which something isn't at rest."""
        return {row for row, _ in self._cells}

    def waiting(self, cell: Cell) -> bool:
        """Whether a request about a cell isn't answered yet."""
        one = self._cells.get(cell)
        return one is not None and one.waiting > 0

    def ahead(self) -> set[Cell]:
        """The cells that were saved and whose own values haven't come back yet."""
        return {cell for cell, one in self._cells.items() if one.saved}

    def refused(self) -> list[Cell]:
        """The cells whose last entry was refused, in the order of the refusals."""
        return [cell for cell, one in self._cells.items() if one.error is not None]

    def begin(self, cell: Cell, text: str, state: str, typed: str, job: Callable[[], None]) -> None:
        """Shows what was typed as saving, and does the job once earlier entries of the cell are answered.

        Args:
            job: ends in one call of `finish` for the cell.
        """
        one = self._cells.setdefault(cell, CellState())
        was = one.error is not None
        one.waiting += 1
        one.text, one.state, one.typed, one.until, one.error = text, state, typed or text, 0.0, None
        self.changed.emit(cell)
        if was:
            self.refusals_changed.emit()
        if one.running:
            one.later.append(job)
        else:
            one.running = True
            job()

    def finish(self, cell: Cell, error: BaseException | None = None, *, saved: bool = True) -> None:
        """An entry was answered: saved, refused, or with neither given up."""
        one = self._cells.get(cell)
        if one is None:
            return
        one.waiting, one.running, one.asking = max(0, one.waiting - 1), False, False
        if error is not None and one.waiting == 0:
            one.error = error
            self.refusals_changed.emit()
        elif error is None and saved:
            self.answers += 1
            one.saved = self.answers
            one.until = monotonic() + theme.tokens()["motion"]["saved_word"] / 1000
        elif one.waiting == 0 and not saved:
            one.text = ""
        self._wind()
        self.changed.emit(cell)
        if one.later:
            one.running = True
            one.later.pop(0)()

    def ask(self, cell: Cell, *, asking: bool) -> None:
        """A person is asked what an entry is meant to be, or has said it; meanwhile nothing is being saved."""
        one = self._cells.get(cell)
        if one is not None:
            one.asking = asking
            self.changed.emit(cell)

    def refuse(self, cell: Cell, typed: str, error: BaseException) -> None:
        """What was typed isn't even handed over."""
        one = self._cells.setdefault(cell, CellState())
        one.text, one.state, one.typed, one.error = typed, "not_met", typed, error
        self.changed.emit(cell)
        self.refusals_changed.emit()

    def put_back(self, cell: Cell) -> None:
        """Shows what is on record again; what is on its way goes on."""
        one = self._cells.get(cell)
        if one is None:
            return
        was, one.error, one.text = one.error, None, ""
        if not one.waiting and not one.saved:
            del self._cells[cell]
        self.changed.emit(cell)
        if was is not None:
            self.refusals_changed.emit()

    def arrived(self, row: Hashable, asked: int) -> None:
        """The book's own values of a row are there.

        Args:
            asked: `answers` when they were asked for; what was saved later isn't in them.
        """
        for cell in [cell for cell in self._cells if cell[0] == row]:
            one = self._cells[cell]
            if one.saved <= asked:
                # Also where more is on its way: should that be refused, nothing is read again.
                one.saved = 0
            if one.waiting or one.saved:
                continue
            if one.error is None:
                one.text = ""
                if one.until <= monotonic():
                    del self._cells[cell]

    def _wind(self) -> None:
        ends = [one.until for one in self._cells.values() if one.until]
        if ends:
            self._timer.start(max(1, round((min(ends) - monotonic()) * 1000)))

    def _sweep(self) -> None:
        now = monotonic()
        for cell in [cell for cell, one in self._cells.items() if one.until and one.until <= now]:
            one = self._cells[cell]
            one.until = 0.0
            if one.waiting == 0 and not one.saved and one.error is None:
                del self._cells[cell]
            self.changed.emit(cell)
        self._wind()
