"""What stands above a grid: its columns' heads in three rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from skillmark.window import icons, theme
from skillmark.window.widgets.grid_looks import CENTRE, LEFT, RIGHT
from skillmark.window.widgets.head_words import note_lines, two_lines

NOTE_LINE = 13
"""px at 100 % from one line of a note to the next."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column.

    Attributes:
        note: under the title: what passes, or what is counted.
        group: the group that it belongs to; columns beside each other with one group share its row.
        rule: the group's rule, after its title.
        right: True for figures.
        edge: True where a group begins, for the stronger line before it.
        least, most: px at 100 % between which its width is chosen; equal for a fixed one.
        tip: for the tooltip and screen readers.
        beside: True for the column that stands beside the names where not all columns have room.
    """

    title: str
    note: str = ""
    group: str = ""
    rule: str = ""
    right: bool = False
    edge: bool = False
    least: int = 94
    most: int = 180
    tip: str = ""
    beside: bool = False


class GridHeader(QHeaderView):
    """The heads of a grid's columns: groups, titles, notes. The cursor's head is tinted."""

    def __init__(self, parent: QWidget, *, groups: bool = True) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.heads: Sequence[Head] = ()
        self.marked = -1
        self.sorted: tuple[int, bool] | None = None
        self.fold_groups = False
        self._groups = groups
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def put(self, heads: Sequence[Head]) -> None:
        """Shows other heads."""
        self.heads = tuple(heads)
        self.updateGeometry()
        self.viewport().update()

    def mark(self, column: int) -> None:
        """Tints the head of the cursor's column; only the two heads are drawn anew, none where it stays."""
        before, self.marked = self.marked, column
        if before == column:
            return
        for one in {before, column} - {-1}:
            self.viewport().update(QRect(self.sectionViewportPosition(one), 0, self.sectionSize(one), self.height()))

    def group_height(self) -> int:
        """The height of the groups' row, px; 0 where there is none, or where it is folded in a low window."""
        here = theme.current()
        return here.size("row", "group_header") if self._groups and not (here.low and self.fold_groups) else 0

    def sizeHint(self) -> QSize:
        """One line higher where a note asks for a second line under a title that has two; in a low window as needed."""
        here = theme.current()
        if here.low:
            return QSize(0, self.group_height() + self._low_height())
        title = QFontMetrics(here.font("small", weight=500))
        crowded = any(
            len(self._note_lines(column)) == 2 and len(two_lines(head.title, title, self._room(column))) == 2
            for column, head in enumerate(self.heads)
        )
        more = here.px(NOTE_LINE) if crowded else 0
        return QSize(0, self.group_height() + here.size("row", "column_header") + more)

    def _low_height(self) -> int:
        """The height of the longest title and one line of notes, px."""
        here = theme.current()
        title = QFontMetrics(here.font("small", weight=500))
        lines = max(
            (len(two_lines(head.title, title, self._room(at))) for at, head in enumerate(self.heads)), default=1
        )
        return here.px(4) + lines * here.px(14) + here.px(18)

    def _room(self, column: int) -> int:
        """The width for the words of a head, px."""
        return self.sectionSize(column) - theme.current().px(8) - theme.current().px(4)

    def _note_lines(self, column: int) -> list[str]:
        if theme.current().low:
            return [self.heads[column].note]
        return note_lines(self.heads[column].note, QFontMetrics(theme.current().font("caption")), self._room(column))

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), here.colour("header"))
        bottom = self.height() - 1
        for column in range(len(self.heads)):
            left, wide = self.sectionViewportPosition(column), self.sectionSize(column)
            if left + wide >= event.rect().left() and left <= event.rect().right():
                self._paint_head(painter, column, QRect(left, 0, wide, self.height()))
        if self.group_height():
            self._paint_groups(painter, event.rect())
        painter.setPen(QPen(here.colour("line_strong"), 1))
        painter.drawLine(0, bottom, self.width(), bottom)

    def _paint_head(self, painter: QPainter, column: int, rect: QRect) -> None:
        here, head = theme.current(), self.heads[column]
        top = self.group_height()
        if column == self.marked:
            painter.fillRect(rect.adjusted(0, top, -1, 0), here.colour("selected"))
        painter.setPen(QPen(here.colour("line"), 1))
        painter.drawLine(rect.right(), top, rect.right(), rect.bottom())
        inner = rect.adjusted(here.px(8), top, -here.px(4), 0)
        flags = RIGHT if head.right else LEFT
        painter.setFont(here.font("small", weight=500))
        painter.setPen(here.colour("text"))
        high = here.px(14)
        for number, line in enumerate(two_lines(head.title, painter.fontMetrics(), inner.width())):
            painter.drawText(QRect(inner.left(), top + here.px(4) + number * high, inner.width(), high), flags, line)
        lines, high = self._note_lines(column), here.px(NOTE_LINE)
        for number, line in enumerate(reversed(lines)):
            low = rect.bottom() - here.px(17) - number * high
            room = QRect(inner.left(), low, inner.width(), here.px(15))
            self._paint_note(painter, column, line, room, last=number == 0)

    def _paint_note(self, painter: QPainter, column: int, line: str, rect: QRect, *, last: bool) -> None:
        here, head = theme.current(), self.heads[column]
        if last and self.sorted is not None and self.sorted[0] == column:
            size = here.px(11)
            name = "chevron-down" if self.sorted[1] else "chevron-up"
            icons.paint(painter, name, "text_2", QRectF(rect.right() - size, rect.center().y() - size / 2, size, size))
            rect = rect.adjusted(0, 0, -size - 2, 0)
        painter.setFont(here.font("caption"))
        painter.setPen(here.colour("text_2"))
        text = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, RIGHT if head.right else LEFT, text)

    def _paint_groups(self, painter: QPainter, wanted: QRect) -> None:
        here, high = theme.current(), self.group_height()
        painter.setPen(QPen(here.colour("line"), 1))
        painter.drawLine(0, high, self.width(), high)
        for first, last in self._runs():
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            if right < wanted.left() or left - 1 > wanted.right():
                continue
            painter.setPen(QPen(here.colour("line_strong"), 1))
            painter.drawLine(left - 1, 0, left - 1, self.height())
            start = max(left, 0) + here.px(8)
            self._paint_group(painter, QRect(start, 0, max(0, right - start - here.px(4)), high), self.heads[first])

    def _paint_group(self, painter: QPainter, rect: QRect, head: Head) -> None:
        here = theme.current()
        painter.setFont(here.font("caption", weight=600))
        painter.setPen(here.colour("text"))
        metrics, elide = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        title = metrics.elidedText(head.group, elide, rect.width())
        painter.drawText(rect, LEFT, title)
        wide = metrics.horizontalAdvance(title)
        painter.setFont(here.font("caption"))
        painter.setPen(here.colour("text_2"))
        rest = rect.adjusted(wide + here.px(4), 0, 0, 0)
        if head.rule and rest.width() > here.px(20):
            painter.drawText(rest, LEFT, painter.fontMetrics().elidedText(f"· {head.rule}", elide, rest.width()))

    def _runs(self) -> list[tuple[int, int]]:
        """The first and the last column of each group."""
        runs: list[tuple[int, int]] = []
        for column, head in enumerate(self.heads):
            if runs and not head.edge:
                runs[-1] = (runs[-1][0], column)
            else:
                runs.append((column, column))
        return runs


class PlainHeader(GridHeader):
    """One line of small titles in the middle of narrow columns; the cursor's is in medium weight."""

    def sizeHint(self) -> QSize:
        here = theme.current()
        return QSize(0, here.px(20 if here.low else 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), here.colour("page"))
        short = self._short()
        for column, head in enumerate(self.heads):
            rect = QRect(self.sectionViewportPosition(column), 0, self.sectionSize(column), self.height())
            painter.setFont(here.font("caption", weight=600 if column == self.marked else 400))
            painter.setPen(here.colour("text" if column == self.marked else "text_2"))
            text = head.note if short and head.note else head.title
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 2)
            box = rect.adjusted(0, 0, -here.px(8), 0) if head.right else rect
            painter.drawText(box, RIGHT if head.right else CENTRE, text)

    def _short(self) -> bool:
        """Whether the codes stand in the place of the titles: where one of the titles has no room."""
        metrics = QFontMetrics(theme.current().font("caption", weight=600))
        sizes = [(head.title, self.sectionSize(column)) for column, head in enumerate(self.heads)]
        return any(metrics.horizontalAdvance(title) > wide - 2 for title, wide in sizes)
