"""What the models of grids answer alike: texts, words for screen readers, tooltips that show text as it is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from skillmark.window.widgets.grid_heads import Head
from skillmark.window.widgets.grid_looks import Look


class Cells(Protocol):
    """A model of learners by columns, whose cells have a look and can be said in full."""

    heads: Sequence[Head]

    def rowCount(self) -> int:
        """How many learners there are."""

    def name(self, row: int) -> str:
        """Whose row it is."""

    def look(self, row: int, column: int) -> Look:
        """How a cell looks."""

    def words(self, row: int, column: int) -> str:
        """A cell in full."""


def plain_tip(text: str) -> str:
    """The text for a tooltip; what looks like markup is shown as it was typed."""
    return f"<p>{escape(text)}</p>" if "<" in text or "&" in text else text


def cell_data(cells: Cells, index: QModelIndex | QPersistentModelIndex, role: int) -> Any:
    """What a grid's model answers for one of its cells: the text on show, the words for screen readers, the tooltip."""
    row, column = index.row(), index.column()
    if role == Qt.ItemDataRole.DisplayRole:
        look = cells.look(row, column)
        return f"{look.text} {look.note}".strip()
    if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        return cells.words(row, column)
    return plain_tip(cells.words(row, column)) if role == Qt.ItemDataRole.ToolTipRole else None


def head_data(cells: Cells, section: int, orientation: Qt.Orientation, role: int) -> Any:
    """What a grid's model answers for a learner's name or the head of a column."""
    vertical = orientation is Qt.Orientation.Vertical
    if not 0 <= section < (cells.rowCount() if vertical else len(cells.heads)):
        return None
    text = cells.name(section) if vertical else cells.heads[section].title
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(text if vertical else cells.heads[section].tip or text)
    return text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
