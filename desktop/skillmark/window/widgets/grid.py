"""The grid: a table of learners by what they do, with its cursor, its widths and its keys.

A key repaints its cell only. The model answers `looks(row)`, `name(row)` and `heads`; everything else is Qt's table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from skillmark.window import theme
from skillmark.window.widgets.grid_fit import FittedTable
from skillmark.window.widgets.grid_heads import Head
from skillmark.window.widgets.grid_looks import Look
from skillmark.window.widgets.grid_paint import GridModel

Index = QModelIndex | QPersistentModelIndex


class Grid(FittedTable):
    """A grid of tiles to be used by keyboard alone.

    Signals:
        moved: the cursor stands in another cell: row, column.
        opened: a cell was double-clicked.
    """

    moved = Signal(int, int)
    opened = Signal(int, int)

    def __init__(self, name: str, *, groups: bool = True, lines: bool = True) -> None:
        super().__init__(groups=groups, lines=lines)
        self.setAccessibleName(name)
        self.on_key: Callable[[QKeyEvent], bool] | None = None
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(self.names)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.heads.sectionResized.connect(self._resized)
        self.heads.geometriesChanged.connect(self._place_corner)
        self.names.sectionClicked.connect(self._name_clicked)
        self.restyle()

    # Set-up

    def restyle(self) -> None:
        """Takes sizes from the theme and draws every tile anew."""
        here = theme.current()
        high = max(here.size("row", "compact"), here.line("small") + here.px(4))
        # The least first: rows don't get lower than the least that larger text had.
        self.names.setMinimumSectionSize(high)
        self.names.setDefaultSectionSize(high)
        self.names.take_width()
        self.forget_tiles()
        self.heads.setMinimumSectionSize(here.px(32))
        self.heads.updateGeometry()
        self.updateGeometries()
        self._place_corner()

    def show_model(self, model: Any) -> None:
        """Shows a model of looks."""
        self._model = model
        self.setModel(model)
        model.modelReset.connect(self._was_reset)
        model.dataChanged.connect(self._cells_changed)
        model.headerDataChanged.connect(self._heads_changed)
        self.heads.put(model.heads)

    # The cursor

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell is in the viewport."""
        return self.visualRect(self._model.index(row, column))

    def go_to(self, row: int, column: int) -> None:
        """Puts the cursor into a cell and brings it into sight."""
        model = self._model
        if model is not None and 0 <= row < model.rowCount() and 0 <= column < model.columnCount():
            index = model.index(row, column)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def step(self, down: int, right: int) -> None:
        """Moves the cursor within the grid."""
        index, model = self.currentIndex(), self._model
        if index.isValid() and model is not None:
            row = min(max(0, index.row() + down), model.rowCount() - 1)
            column = min(max(0, index.column() + right), self.last_column())
            self.go_to(row, column)

    def chosen_rows(self) -> list[int]:
        """The rows of the selected rectangle, from above."""
        selection = self.selectionModel().selection() if self.selectionModel() else None
        if not selection or selection.count() == 0:
            return []
        return list(range(selection.first().top(), selection.first().bottom() + 1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # The ring is drawn over the lines of the cells beside.
        for one in (current, previous):
            if one.isValid():
                self.viewport().update(self.visualRect(one).adjusted(-2, -2, 2, 2))
        self.heads.mark(current.column())
        self.names.mark(current.row())
        self.moved.emit(current.row(), current.column())

    def _name_clicked(self, row: int) -> None:
        self.go_to(row, max(0, self.currentIndex().column()))
        self.setFocus()

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.on_key is not None and self.on_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab walks the cells; a field that goes away hands the keyboard on without moving the cursor."""
        if self.hasFocus():
            return super().focusNextPrevChild(forwards)
        return QWidget.focusNextPrevChild(self, forwards)

    def keyboardSearch(self, search: str) -> None:
        """Letters are entries here and find nothing."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.row(), index.column())

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt's own would draw the whole grid anew each time that the field over a cell comes and goes.
        if not self.currentIndex().isValid():
            self.go_to(0, 0)
        self._update_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._update_ring()

    def _update_ring(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.viewport().update(self.visualRect(index).adjusted(-2, -2, 2, 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_corner()
        # Columns change with the window; they don't shrink while a panel stands beside them.
        wider = self.width() > self._widest and not self._kept
        if self.heads.heads and (wider or self.window().width() != self._window_wide):
            self.fit(self.kept_widths() if self._kept else ())
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())


__all__ = ["Grid", "GridModel", "Head", "Look"]
