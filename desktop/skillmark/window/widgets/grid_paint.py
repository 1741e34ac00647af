"""The paint loop of the grid: cells are tiles, drawn once for each look and width, then only copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QTableView

from skillmark.window import theme
from skillmark.window.widgets.grid_heads import GridHeader, Head, PlainHeader
from skillmark.window.widgets.grid_looks import Look, paint_look
from skillmark.window.widgets.grid_names import NameHeader

Tiles = dict[Look, QPixmap]
TILES_KEPT = 20_000


class GridModel(Protocol):
    """What the grid asks of its model beside what Qt asks."""

    heads: Sequence[Head]

    def looks(self, row: int) -> Sequence[Look | None]:
        """How the cells of a row look, as far as that is known already."""

    def look(self, row: int, column: int) -> Look:
        """How a cell looks."""

    def name(self, row: int) -> str:
        """Whose row it is."""


class TileTable(QTableView):
    """A table whose cells are tiles; names stand at its left, three rows of heads above."""

    def __init__(self, *, groups: bool, lines: bool) -> None:
        super().__init__()
        self._lines, self._count = lines, 0
        self._tiles: dict[tuple[int, int], Tiles] = {}
        self._model: Any = None
        self.heads = GridHeader(self, groups=groups) if lines else PlainHeader(self, groups=False)
        self.names = NameHeader(self)
        self.names.plain = not lines

    def fit_heads(self) -> None:
        """Gives the heads the height that their words ask for at the columns' widths."""
        if self.heads.height() != self.heads.sizeHint().height():
            self.heads.updateGeometry()
            self.updateGeometries()

    def forget_tiles(self) -> None:
        """Draws every tile anew: another theme, or another size of text."""
        self._tiles.clear()
        self._count = 0
        self.names.forget()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        here, model = theme.current(), self._model
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), here.colour("page"))
        count, high = (model.rowCount() if model is not None else 0), self.names.defaultSectionSize()
        if not count:
            return
        top, rect = self.names.offset(), event.rect()
        first, last = max(0, (rect.top() + top) // high), min(count - 1, (rect.bottom() + top) // high)
        columns = self._columns(rect)
        draw, make = painter.drawPixmap, model.look
        for row in range(first, last + 1):
            looks, y = model.looks(row), row * high - top
            for column, x, tiles in columns:
                look = looks[column] or make(row, column)
                draw(x, y, tiles.get(look) or self._draw(tiles, column, look))
        self._paint_selection(painter)
        self._paint_ring(painter)

    def _columns(self, rect: QRect) -> list[tuple[int, int, Tiles]]:
        """The columns in a rectangle of the viewport: number, left edge, tiles of their width."""
        found = []
        heads = self.heads.heads
        for column in range(len(heads)):
            x, wide = self.columnViewportPosition(column), self.columnWidth(column)
            if wide and x + wide > rect.left() and x <= rect.right():
                key = (wide, self._border(column))
                tiles = self._tiles.get(key)
                if tiles is None:
                    tiles = self._tiles[key] = {}
                found.append((column, x, tiles))
        return found

    def _border(self, column: int) -> int:
        """The line at the right of a column: 2 where a group ends, 1 within one, 0 where the grid has no lines."""
        if not self._lines:
            return 0
        heads = self.heads.heads
        return 2 if column + 1 < len(heads) and heads[column + 1].edge else 1

    def _draw(self, tiles: Tiles, column: int, look: Look) -> QPixmap:
        here, ratio = theme.current(), self.devicePixelRatioF()
        wide, high = self.columnWidth(column), self.names.defaultSectionSize()
        if self._count > TILES_KEPT:
            for one in self._tiles.values():
                one.clear()
            self._count = 0
        tile = QPixmap(round(wide * ratio), round(high * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(here.colour("page"))
        painter = QPainter(tile)
        border = self._border(column)
        line = 1 if border else 0
        paint_look(painter, QRectF(0, 0, wide - line, high - line), look)
        if border:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(here.colour("line"), 1))
            painter.drawLine(0, high - 1, wide, high - 1)
            painter.setPen(QPen(here.colour("line_strong" if border == 2 else "line"), 1))
            painter.drawLine(wide - 1, 0, wide - 1, high)
        painter.end()
        tiles[look] = tile
        self._count += 1
        return tile

    def _paint_selection(self, painter: QPainter) -> None:
        selection = self.selectionModel().selection()
        if selection.count() != 1:
            return
        chosen = selection.first()
        if chosen.width() * chosen.height() > 1:
            shade = QColor(theme.current().colour("focus"))
            shade.setAlpha(34)
            painter.fillRect(self.visualRect(chosen.topLeft()).united(self.visualRect(chosen.bottomRight())), shade)

    def _paint_ring(self, painter: QPainter) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        here = theme.current()
        inside = self.isAncestorOf(self.window().focusWidget() or self.window())
        painter.setPen(QPen(here.colour("focus" if self.hasFocus() or inside else "control_line"), 2))
        rect = self.visualRect(index)
        if self._lines:
            painter.drawRect(QRectF(rect).adjusted(0, 0, -1, -1))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
