"""Tables as data: columns that say what of a row they show, and one model for all of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from skillmark.wording import _

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = CELL_ROLE + 1
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows beside its text.

    Attributes:
        state: the name of a state: the text is drawn as its chip.
        share: 0 to 1: a share bar before the text.
        complete: the bar's colour is that of what is done.
        colour: of text and icon, by name in the tokens or `state:` and a state; empty is the usual one.
        strong: True for medium weight.
        icon: before the text.
        note: more for a screen reader and the tooltip.
    """

    text: str
    state: str = ""
    share: float | None = None
    complete: bool = False
    colour: str = ""
    strong: bool = False
    icon: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its title, what it shows of a row, and how.

    Attributes:
        width: px at 100 %; 0 takes the room that is left.
        right: True for figures.
        order: what a row is sorted by; None where the column can't be sorted.
        check: True where the first column has a tick.
    """

    title: str
    show: Callable[[T], Cell | str]
    width: int = 0
    right: bool = False
    order: Callable[[T], Any] | None = None


class Rows(QAbstractTableModel, Generic[T]):
    """A table of plain rows. Rows are known by a key, so that selection outlives a refresh."""

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._all: list[T] = []
        self._shown: list[T] = []
        self._keep: Callable[[T], bool] | None = None
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    # What there is

    @property
    def everything(self) -> list[T]:
        """All rows, filtered or not, in the order they came."""
        return self._all

    @property
    def shown(self) -> list[T]:
        """The rows that are shown."""
        return self._shown

    def at(self, number: int) -> T | None:
        """The row at a place; None where there is none."""
        return self._shown[number] if 0 <= number < len(self._shown) else None

    def key_at(self, number: int) -> Hashable | None:
        """The key of the row at a place."""
        return self._key(self._shown[number]) if 0 <= number < len(self._shown) else None

    def place_of(self, key: Hashable) -> int:
        """The place of the row with that key; -1 where it isn't shown."""
        return next((number for number, one in enumerate(self._shown) if self._key(one) == key), -1)

    # Changing it

    def put(self, rows: Sequence[T]) -> None:
        """Takes other rows. Rows that stay are told as changed, so that the view keeps its place."""
        self._all = list(rows)
        self._arrange()

    def keep(self, test: Callable[[T], bool] | None) -> None:
        """Shows only rows that pass a test; None shows all."""
        self._keep = test
        self._arrange()

    def _arrange(self) -> None:
        wanted = [one for one in self._all if self._keep is None or self._keep(one)]
        if self._sorted is not None:
            number, direction = self._sorted
            order = self.columns[number].order
            if order is not None:
                wanted.sort(key=order, reverse=direction is Qt.SortOrder.DescendingOrder)
        same = [self._key(one) for one in wanted] == [self._key(one) for one in self._shown]
        if same and wanted:
            self._shown = wanted
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._shown = wanted
        self.endResetModel()

    # Qt's own

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, index: Index) -> Cell:
        """What a cell shows."""
        shown = self.columns[index.column()].show(self._shown[index.row()])
        return shown if isinstance(shown, Cell) else Cell(shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says in one of Qt's roles."""
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        if role == CELL_ROLE:
            return self.cell(index)
        if role == ROW_ROLE:
            return self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.cell(index).note or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell = self.cell(index)
            said = f"{cell.text} {cell.note}".strip() or _("none")
            return f"{self.columns[index.column()].title}: {said}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column."""
        if 0 <= column < len(self.columns) and self.columns[column].order is not None:
            self._sorted = (column, order)
        else:
            self._sorted = None
        self._arrange()
