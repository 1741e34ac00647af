"""Who is ready, each with a tick; and who isn't, each with every reason and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from skillmark.domain.award_errors import (
    AlreadyAwarded,
    CannotBecomeReady,
    NothingSinceRevocation,
    NotReady,
    PrerequisiteMissing,
    SignOffMissing,
    StandsInRun,
    Withdrawn,
)
from skillmark.wording import _
from skillmark.wording.errors import say, sentence

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NAME_ROLE = LINE_ROLE + 1
VERB_ROLE = LINE_ROLE + 2
_NOWHERE = QModelIndex()
EXCUSED = (NotReady, CannotBecomeReady, PrerequisiteMissing, SignOffMissing, Withdrawn)
"""Reasons that a coordinator may set aside by exception."""
EXCEPTION, OPEN = "exception", "open"


class ReadyNames(QAbstractListModel):
    """Names with ticks, all ticked at first; what was unticked stays so when the list is looked up again.

    Signals:
        ticked_changed: other names are ticked.
    """

    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: list[tuple[UUID, str]] = []
        self._left_out: set[UUID] = set()

    def put(self, people: Sequence[tuple[UUID, str]], *, anew: bool) -> None:
        """Shows other people as (key, name); `anew` forgets what was unticked."""
        if not anew and list(people) == self._people:
            return
        self.beginResetModel()
        self._people = list(people)
        self._left_out = set() if anew else self._left_out & {key for key, _ in people}
        self.endResetModel()
        self.ticked_changed.emit()

    def ticked(self) -> tuple[UUID, ...]:
        """The keys of those who are ticked, in their order."""
        return tuple(key for key, _ in self._people if key not in self._left_out)

    def names(self) -> list[str]:
        """All names, ticked or not."""
        return [name for _, name in self._people]

    def tick_all(self, on: bool) -> None:
        """Ticks everybody or nobody."""
        self._left_out = set() if on else {key for key, _ in self._people}
        if self._people:
            self.dataChanged.emit(self.index(0), self.index(len(self._people) - 1))
        self.ticked_changed.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._people):
            return None
        key, name = self._people[index.row()]
        ticked = key not in self._left_out
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return name
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{name}, ticked").format(name=name) if ticked else _("{name}, not ticked").format(name=name)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        key = self._people[index.row()][0]
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._left_out.discard(key)
        else:
            self._left_out.add(key)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        self.ticked_changed.emit()
        return True


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """Somebody who wasn't awarded.

    Attributes:
        reasons: in words.
        way: what can be done here: award by `exception`, `open` an award, or nothing.
        number: of the award to open; empty is the learner's newest.
        run: of the prepared run that the learner stands in; 0 is none.
    """

    learner: UUID
    name: str
    reasons: str
    way: str = ""
    number: str = ""
    run: int = 0

    @property
    def verb(self) -> str:
        """The words on its button."""
        return {EXCEPTION: _("Award by exception…"), OPEN: _("Open award")}.get(self.way, "")


def refused_line(learner: UUID, name: str, reasons: Iterable[BaseException]) -> RefusedLine:
    """A refusal in words, with what can be done about it; where that is a button, the words leave it out."""
    found = tuple(reasons)
    short = " ".join(_without_remedy(one) for one in found)
    held = next((one for one in found if isinstance(one, AlreadyAwarded)), None)
    if held is not None:
        return RefusedLine(learner, name, short, OPEN, held.number)
    if any(isinstance(one, NothingSinceRevocation) for one in found):
        return RefusedLine(learner, name, " ".join(map(say, found)), OPEN)
    if found and all(isinstance(one, EXCUSED) for one in found):
        return RefusedLine(learner, name, short, EXCEPTION)
    run = next((one.run for one in found if isinstance(one, StandsInRun)), 0)
    return RefusedLine(learner, name, " ".join(map(say, found)), run=run)


def _without_remedy(error: BaseException) -> str:
    said = sentence(error)
    return " ".join(part for part in (said.what, said.still) if part)


class RefusedLines(QAbstractListModel):
    """Refusals, one line each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[RefusedLine] = []

    def put(self, lines: Sequence[RefusedLine]) -> None:
        """Shows other refusals."""
        if list(lines) == self.lines:
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        answers = {
            Qt.ItemDataRole.DisplayRole: line.reasons,
            Qt.ItemDataRole.ToolTipRole: f"{line.name}\n{line.reasons}",
            Qt.ItemDataRole.AccessibleTextRole: f"{line.name}: {line.reasons} {line.verb}".strip(),
            LINE_ROLE: line,
            NAME_ROLE: line.name,
            VERB_ROLE: line.verb,
        }
        return answers.get(role)
