"""The names at the left of a grid."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHeaderView, QWidget

from skillmark.window import theme
from skillmark.window.widgets.grid_looks import LEFT, Look, paint_look

NAMES_KEPT = 4000
"""Drawn names that are kept, before they are all forgotten."""


class NameHeader(QHeaderView):
    """The learners' names at the left, always in sight. The cursor's name is tinted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.marked = -1
        self.plain = False
        self.beside, self._more = -1, 0
        self._drawn: dict[tuple[str, bool, Look | None], Any] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def put_beside(self, column: int, more: int) -> None:
        """Shows a column of the model beside the names as well; -1 for none.

        Args:
            more: px at 100 % that it takes.
        """
        self.beside, self._more = column, more if column >= 0 else 0
        self.take_width()

    def take_width(self) -> None:
        """Takes its width at the theme's size of text."""
        self.setFixedWidth(self.sizeHint().width())
        self.forget()

    def names_width(self) -> int:
        """The width of the names alone, px."""
        return theme.current().size("width", "name_column")

    def mark(self, row: int) -> None:
        """Tints the cursor's name; only the two names are drawn anew, none where it stays."""
        before, self.marked = self.marked, row
        if before == row:
            return
        for one in {before, row} - {-1}:
            self.viewport().update(QRect(0, self.sectionViewportPosition(one), self.width(), self.sectionSize(one)))

    def forget(self) -> None:
        """Draws names anew: another theme, or another width."""
        self._drawn.clear()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        more = theme.current().px(self._more) if self._more else 0
        return QSize(self.names_width() + more, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), here.colour("page"))
        model: Any = self.model()
        count, high = (model.rowCount() if model is not None else 0), self.defaultSectionSize()
        if not count:
            return
        first = max(0, (event.rect().top() + self.offset()) // high)
        last = min(count - 1, (event.rect().bottom() + self.offset()) // high)
        for row in range(first, last + 1):
            name = model.name(row)
            look = model.look(row, self.beside) if self.beside >= 0 else None
            key = (name, row == self.marked, look)
            tile = self._drawn.get(key) or self._draw(*key)
            painter.drawPixmap(0, row * high - self.offset(), tile)

    def _draw(self, name: str, marked: bool, look: Look | None = None) -> Any:
        here, ratio = theme.current(), self.devicePixelRatioF()
        wide, high = self.width(), self.defaultSectionSize()
        if len(self._drawn) > NAMES_KEPT:
            self._drawn.clear()
        tile = QPixmap(round(wide * ratio), round(high * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(here.colour("selected" if marked else "page"))
        painter = QPainter(tile)
        painter.setFont(here.font("body" if not self.plain else "small"))
        painter.setPen(here.colour("text"))
        room = self.names_width() - here.px(24) if look is not None else wide - here.px(24)
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(here.px(16), 0, room, high), LEFT, text)
        if not self.plain:
            painter.setPen(QPen(here.colour("line"), 1))
            painter.drawLine(0, high - 1, wide, high - 1)
            painter.setPen(QPen(here.colour("line_strong"), 1))
            painter.drawLine(wide - 1, 0, wide - 1, high)
        if look is not None:
            left = self.names_width()
            painter.drawLine(left - 1, 0, left - 1, high)
            paint_look(painter, QRectF(left, 0, wide - left - 1, high - 1), look)
        painter.end()
        self._drawn[(name, marked, look)] = tile
        return tile
