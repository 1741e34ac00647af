"""A tree in the looks of the tables: hairlines, a tinted current row with a ring, chevrons for branches."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from skillmark.window import icons, theme
from skillmark.window.widgets.table import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex


class TreeDelegate(QStyledItemDelegate):
    """Draws a cell: icon and text; figures at the right in the last column."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a cell."""
        here = theme.current()
        cell: Any = index.data(CELL_ROLE)
        if cell is None:
            return
        rect = QRectF(option.rect).adjusted(here.px(6), 0, -here.px(8), 0)
        painter.save()
        if cell.icon:
            size = here.size("icon", "control")
            at = QRectF(rect.left(), round(rect.center().y() - size / 2), size, size)
            icons.paint(painter, cell.icon, "text_2", at)
            rect.setLeft(rect.left() + size + here.px(8))
        first = index.column() == 0
        painter.setFont(here.font("body", weight=600 if cell.strong and first else 500 if cell.strong else 400))
        painter.setPen(here.colour("text" if first or cell.strong else "text_2"))
        shown = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, int(rect.width()))
        last = index.column() == index.model().columnCount() - 1
        side = Qt.AlignmentFlag.AlignRight if last else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        here = theme.current()
        return QSize(here.px(80), max(here.px(34), here.line("body") + here.px(12)))


class Tree(QTreeView):
    """A tree with columns of given widths; the first takes the room that is left."""

    def __init__(self, name: str, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._widths = widths
        self.setItemDelegate(TreeDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.header().setAccessibleName(name)
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(theme.current().px(40))
        self.restyle()

    def restyle(self) -> None:
        """Takes fonts and widths from the theme."""
        here = theme.current()
        self.setIndentation(here.px(20))
        self.header().setFont(here.font("caption", weight=600, figures=False))
        self._set_widths()
        self.scheduleDelayedItemsLayout()

    def _set_widths(self) -> None:
        if self.model() is None:
            return
        here = theme.current()
        left = self.viewport().width()
        for number, width in enumerate(self._widths, start=1):
            self.setColumnWidth(number, here.px(width))
            left -= here.px(width)
        self.setColumnWidth(0, max(here.px(200), left))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        here = theme.current()
        rect = option.rect
        current = index.row() == self.currentIndex().row() and index.parent() == self.currentIndex().parent()
        cell: Any = index.data(CELL_ROLE)
        if current:
            painter.fillRect(rect, here.colour("selected"))
        elif cell is not None and cell.strong:
            painter.fillRect(rect, here.colour("sunken"))
        plain = QStyleOptionViewItem(option)
        super().drawRow(painter, plain, index)
        painter.setPen(QPen(here.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if current and self.hasFocus():
            painter.setPen(QPen(here.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self.model().hasChildren(index):
            return
        here = theme.current()
        size = here.size("icon", "control")
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        at = QRectF(rect.right() - size, rect.center().y() - size / 2, size, size)
        icons.paint(painter, name, "text_2", at)
