"""The corner of a grid: what the rows are, and how they are sorted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from skillmark.window import icons, theme
from skillmark.window.widgets.grid_heads import Head
from skillmark.window.widgets.grid_looks import LEFT
from skillmark.wording import _


class SortButton(QPushButton):
    """How the rows are sorted, in words; a press lists the other ways."""

    def __init__(self, ways: tuple[tuple[str, str], ...], chosen: Callable[[str], object]) -> None:
        super().__init__()
        self._ways, self._chosen, self.value = ways, chosen, ways[0][0]
        self.setFlat(True)
        self.setStyleSheet("QPushButton { min-height: 0; padding: 0; border: 0; }")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Sorted: {way}").format(way=ways[0][1]))
        self.clicked.connect(self.open_menu)

    def words(self) -> str:
        """The way in words; empty where a column's head says it."""
        return dict(self._ways).get(self.value, _("by a column"))

    def choose(self, value: str) -> None:
        """Shows another way."""
        self.value = value
        self.setAccessibleName(_("Sorted: {way}").format(way=self.words()))
        self.update()

    def open_menu(self) -> None:
        """Lists the ways."""
        menu = QMenu(self)
        for value, words in self._ways:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(lambda _=False, way=value: self._chosen(way))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        painter.setFont(here.font("caption"))
        painter.setPen(here.colour("text_2"))
        painter.drawText(self.rect(), LEFT, self.words())
        size = here.px(11)
        left = painter.fontMetrics().horizontalAdvance(self.words()) + here.px(4)
        icons.paint(painter, "chevron-down", "text_2", QRectF(left, round((self.height() - size) / 2), size, size))
        if self.hasFocus():
            painter.setPen(QPen(here.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class Corner(QWidget):
    """The corner with its title and the way of sorting.

    Attributes:
        top: the height of the groups' row beside it, px.
        names: the width of the names alone, px.
        beside: the head of the column that stands beside the names; None where none does.
    """

    def __init__(
        self,
        title: str,
        ways: tuple[tuple[str, str], ...],
        chosen: Callable[[str], object],
        *,
        plain: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._plain = title, plain
        self.top, self.names = 0, 0
        self.beside: Head | None = None
        self.sort = SortButton(ways, chosen)
        self.sort.setParent(self)
        self.sort.setVisible(len(ways) > 1 and not plain)

    def choose(self, value: str) -> None:
        """Shows another way of sorting."""
        self.sort.choose(value)

    def resizeEvent(self, event: object) -> None:
        here = theme.current()
        high = here.px(18)
        room = (self.names if self.beside is not None else self.width()) - here.px(20)
        self.sort.setGeometry(here.px(16), self.height() - high, room, high - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), here.colour("page" if self._plain else "header"))
        if self._plain:
            painter.setFont(here.font("caption"))
            painter.setPen(here.colour("text_2"))
            painter.drawText(self.rect().adjusted(here.px(16), 0, 0, 0), LEFT, self._title)
            return
        top, right, bottom = self.top, self.width() - 1, self.height() - 1
        painter.setPen(QPen(here.colour("line"), 1))
        if top:
            painter.drawLine(0, top, right, top)
        painter.setPen(QPen(here.colour("line_strong"), 1))
        painter.drawLine(right, 0, right, bottom)
        painter.drawLine(0, bottom, right, bottom)
        painter.setFont(here.font("small", weight=500))
        painter.setPen(here.colour("text"))
        painter.drawText(QRect(here.px(16), top + here.px(4), right - here.px(16), here.px(14)), LEFT, self._title)
        if self.beside is not None:
            painter.setPen(QPen(here.colour("line_strong"), 1))
            painter.drawLine(self.names - 1, 0, self.names - 1, bottom)
            painter.setPen(here.colour("text"))
            room = right - self.names - here.px(12)
            _paint_beside(painter, self.beside, QRect(self.names + here.px(8), top, room, bottom - top + 1))


def _paint_beside(painter: QPainter, head: Head, rect: QRect) -> None:
    """The head of the column beside the names, as heads are painted: title above, note below."""
    here = theme.current()
    painter.drawText(QRect(rect.left(), rect.top() + here.px(4), rect.width(), here.px(14)), LEFT, head.title)
    painter.setFont(here.font("caption"))
    painter.setPen(here.colour("text_2"))
    note = painter.fontMetrics().elidedText(head.note, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(QRect(rect.left(), rect.bottom() - here.px(17), rect.width(), here.px(15)), LEFT, note)


def run_action(widget: QWidget, name: str) -> None:
    """Does what an action of the window's table does."""
    action = widget.window().findChild(QAction, name)
    if isinstance(action, QAction):
        action.trigger()
