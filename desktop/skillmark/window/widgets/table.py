"""The one table of lists: hairlines between rows, chips and bars drawn by its delegate, a ring at the current row.

It shows any model that answers `CELL_ROLE` with an object that has the fields of models.rows.Cell.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from skillmark.window import icons, theme
from skillmark.window.widgets.text import chip_width, cut_to, paint_chip, paint_share

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class TableHeader(QHeaderView):
    """The titles of a table's columns, with a chevron at the one that it is sorted by."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        here = theme.current()
        view, model = self.parent(), self.model()
        assert isinstance(view, Table)
        painter.save()
        painter.fillRect(rect, here.colour("page"))
        painter.setPen(QPen(here.colour("line_strong"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = view.inside(QRectF(rect), section)
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        if sorted_by:
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            size = here.size("icon", "chip")
            at = QRectF(inner.right() - size, inner.center().y() - size / 2, size, size)
            icons.paint(painter, "chevron-up" if up else "chevron-down", "text_2", at)
            inner.setRight(at.left() - here.px(2))
        painter.setFont(here.font("caption", weight=600, figures=False))
        painter.setPen(here.colour("text_2"))
        flags = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, flags or Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class RowDelegate(QStyledItemDelegate):
    """Draws a cell: tint of the selection, icon, share bar, text or chip, and the hairline under it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a cell."""
        view = self.parent()
        assert isinstance(view, Table)
        here = theme.current()
        cell: Any = index.data(CELL_ROLE)
        rect = QRectF(option.rect)
        chosen = view.is_chosen(index.row())
        painter.save()
        if chosen:
            painter.fillRect(rect, here.colour("selected"))
        painter.setPen(QPen(here.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if cell is not None:
            self._content(painter, view.inside(rect, index.column()), cell, index, chosen)
        painter.restore()
        if index.row() == view.currentIndex().row():
            self._ring(painter, view, option, index)

    def _ring(self, painter: QPainter, view: Table, option: QStyleOptionViewItem, index: Index) -> None:
        if not view.hasFocus():
            return
        rect = option.rect
        painter.setPen(QPen(theme.current().colour("focus"), 2))
        last = view.model().columnCount() - 1
        painter.drawLine(rect.left(), rect.top() + 1, rect.right() + 1, rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
        if index.column() == 0:
            painter.drawLine(rect.left() + 1, rect.top() + 1, rect.left() + 1, rect.bottom())
        if index.column() == last:
            painter.drawLine(rect.right(), rect.top() + 1, rect.right(), rect.bottom())

    def _content(self, painter: QPainter, rect: QRectF, cell: Any, index: Index, chosen: bool) -> None:
        here = theme.current()
        if cell.state:
            high = min(here.size("control", "chip"), rect.height() - 2)
            wide = min(chip_width(cell.state, cell.text), rect.width())
            paint_chip(
                painter, QRectF(rect.left(), rect.center().y() - high / 2, wide, high), cell.state, cell.text,
                selected=chosen,
            )  # fmt: skip
            return
        if cell.icon:
            size = here.size("icon", "control")
            icons.paint(
                painter,
                cell.icon,
                here.shade(cell.colour or "text_2"),
                QRectF(rect.left(), rect.center().y() - size / 2, size, size),
            )
            rect.setLeft(rect.left() + size + here.px(8))
        if cell.share is not None:
            bar = QRectF(rect.left(), rect.top(), here.size("width", "share_bar"), rect.height())
            paint_share(painter, bar, cell.share, complete=cell.complete)
            rect.setLeft(bar.right() + here.px(8))
        font = here.font("body", weight=500 if cell.strong else 400)
        painter.setFont(font)
        painter.setPen(here.shade(cell.colour or ("text" if index.column() == 0 or cell.strong else "text_2")))
        text = cut_to(cell.text, painter.fontMetrics(), int(rect.width()))
        painter.drawText(rect, index.data(Qt.ItemDataRole.TextAlignmentRole), text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.current().px(80), theme.current().size("row", "cosy"))


class Table(QTableView):
    """A list with columns, to be used by keyboard alone.

    Signals:
        opened: the place of a row on which Enter or a double click was given.
        moved: the current row is another one: its place, -1 for none.
        chosen_changed: other rows are selected.
    """

    opened = Signal(int)
    moved = Signal(int)
    chosen_changed = Signal()

    def __init__(self, name: str, *, many: bool = False, indent: int = 12) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._indent, self._chosen_rows = indent, frozenset[int]()
        self.setItemDelegate(RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setHorizontalHeader(TableHeader(Qt.Orientation.Horizontal, self))
        header = self.horizontalHeader()
        header.setAccessibleName(name)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(theme.current().px(40))
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.restyle()

    def inside(self, rect: QRectF, column: int) -> QRectF:
        """The room for text in a cell; the first and the last column keep off the edges."""
        here = theme.current()
        last = self.model().columnCount() - 1
        left = here.px(8 + (self._indent if column == 0 else 0))
        right = here.px(8 + (self._indent if column == last else 0))
        return rect.adjusted(left, 0, -right, 0)

    def restyle(self) -> None:
        """Takes heights and widths from the theme."""
        here = theme.current()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(here.size("row", "cosy"), here.line("body") + here.px(10)))
        self.horizontalHeader().setFixedHeight(here.px(28))
        self._set_widths()

    def show_model(self, model: Any, *, sort: bool = True) -> None:
        """Shows a model of models.rows; its columns give the widths."""
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        if sort:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        model.modelReset.connect(self._selection)
        self.selectionModel().selectionChanged.connect(lambda *_: self._selection())
        self.selectionModel().currentRowChanged.connect(self._row_moved)
        self._set_widths()

    def _set_widths(self) -> None:
        model: Any = self.model()
        if model is None:
            return
        here = theme.current()
        for number, column in enumerate(model.columns):
            if column.width:
                extra = self._indent * ((number == 0) + (number == len(model.columns) - 1))
                self.setColumnWidth(number, here.px(column.width + extra))
        self._stretch()

    def _stretch(self) -> None:
        """Gives the room that is left to the columns without a width of their own."""
        model: Any = self.model()
        if model is None:
            return
        here = theme.current()
        open_ones = [number for number, column in enumerate(model.columns) if not column.width]
        fixed = sum(self.columnWidth(number) for number in range(len(model.columns)) if number not in open_ones)
        if open_ones:
            each = max(here.px(140), (self.viewport().width() - fixed) // len(open_ones))
            for number in open_ones:
                self.setColumnWidth(number, each)

    def is_chosen(self, number: int) -> bool:
        """Whether the row at that place is selected."""
        return number in self._chosen_rows

    def chosen(self) -> list[int]:
        """The places of the selected rows, in order."""
        return sorted(self._chosen_rows)

    def current(self) -> int:
        """The place of the current row; -1 where there is none."""
        return self.currentIndex().row()

    def go_to(self, number: int) -> None:
        """Makes the row at a place the current one and selects it."""
        model = self.model()
        if model is not None and 0 <= number < model.rowCount():
            self.setCurrentIndex(model.index(number, 0))

    def keep_place(self, change: Callable[[], object]) -> None:
        """Changes the model and stays at the row with the same key, or else at the same place."""
        model: Any = self.model()
        place = self.current()
        key: Hashable | None = model.key_at(place)
        keys = [model.key_at(number) for number in self.chosen()]
        change()
        found = model.place_of(key) if key is not None else -1
        if found < 0 <= place:
            found = min(place, model.rowCount() - 1)
        if found < 0 and self.hasFocus():
            found = 0
        self.go_to(found)
        if len(keys) > 1:
            self._choose([model.place_of(one) for one in keys])

    def _choose(self, places: list[int]) -> None:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for number in places:
            if number >= 0:
                self.selectionModel().select(self.model().index(number, 0), flags)

    def _selection(self) -> None:
        selection = self.selectionModel()
        self._chosen_rows = frozenset(index.row() for index in selection.selectedRows()) if selection else frozenset()
        self.viewport().update()
        self.chosen_changed.emit()

    def _row_moved(self, current: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()
        self.moved.emit(current.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def focusInEvent(self, event: Any) -> None:
        # Qt's own gives the first row the cursor without selecting it.
        fresh = self.current() < 0
        super().focusInEvent(event)
        if fresh:
            self.go_to(max(0, self.current()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.current() >= 0:
            self.opened.emit(self.current())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self.model():
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.row())
