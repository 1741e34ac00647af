"""The callout: a frame that stands beside what it is about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.panes import Card


class Callout(Card):
    """One frame beside what it is about, a child of a viewport and kept inside it; Esc closes.

    Where the viewport is too small for it, it stands over the page around it.

    Signals:
        closed: it was closed with Esc or by `close_it`.
    """

    closed = Signal()

    def __init__(self, viewport: QWidget) -> None:
        super().__init__()
        self.setParent(viewport)
        self._beside, self._viewport, self._over = QRect(), viewport, viewport
        self._away = False
        self.body = QVBoxLayout(self)
        margin = theme.current().px(12)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(theme.current().px(6))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        viewport.installEventFilter(self)
        self.hide()

    def show_beside(self, rect: QRect, width: int | None = None) -> None:
        """Shows itself under a rectangle of the viewport, above it where there is no room."""
        self._beside = rect
        wanted = width or theme.current().px(320)
        inside = min(wanted, max(120, self._viewport.width() - 8))
        over = page_around(self._viewport)
        fits = inside == wanted and self._high(inside) <= self._viewport.height() - 8
        self._go_to(self._viewport if fits else over)
        self.setFixedWidth(min(wanted, max(120, self._over.width() - 8)))
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        over = self._over
        room, beside = over.rect(), QRect(self._viewport.mapTo(over, self._beside.topLeft()), self._beside.size())
        high = min(self._high(self.width()), room.height() - 8)
        self.resize(self.width(), high)
        left = min(max(4, beside.left()), room.width() - self.width() - 4)
        below = beside.bottom() + 6
        above = beside.top() - high - 6
        top = below if below + high <= room.height() or above < 4 else above
        self.move(QPoint(max(4, left), max(4, min(top, room.height() - high - 4))))

    def _high(self, width: int) -> int:
        """The height that it asks for at a width, px."""
        if self.body.hasHeightForWidth():
            return self.body.totalHeightForWidth(width)
        return self.body.totalSizeHint().height()

    def _go_to(self, over: QWidget) -> None:
        if self._over is not over:
            self._over = over
            self.setParent(over)

    def close_it(self) -> None:
        """Hides itself and gives the keyboard back to what it stood over."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif event.type() == QEvent.Type.Hide and self.isVisible():
            self._away = True
            self.hide()
        elif event.type() == QEvent.Type.Show and self._away:
            self._away = False
            self.show()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)


def page_around(widget: QWidget) -> QWidget:
    """The page of the window that a widget is in; itself where it is in none."""
    found, one = widget, widget
    while (above := one.parentWidget()) is not None:
        if isinstance(above, QStackedWidget):
            found = one
        one = above
    return found
