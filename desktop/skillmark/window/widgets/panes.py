"""Areas of the window: panes with a tint and hairlines, tabs, the callout, the panel with a form, cards."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.text import Text


class Pane(QFrame):
    """An area that fills itself with a colour of the tokens and draws hairlines at the edges named."""

    def __init__(self, fill: str = "page", edges: Collection[str] = ()) -> None:
        super().__init__()
        self._fill, self._edges = fill, frozenset(edges)

    def set_fill(self, fill: str) -> None:
        """Another colour, by name."""
        self._fill = fill
        self.update()

    def restyle(self) -> None:
        """Draws itself in the theme's colours."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        painter.fillRect(event.rect(), here.colour(self._fill))
        painter.setPen(QPen(here.colour("line"), 1))
        right, bottom = self.width() - 1, self.height() - 1
        lines = {
            "left": (0, 0, 0, bottom),
            "right": (right, 0, right, bottom),
            "top": (0, 0, right, 0),
            "bottom": (0, bottom, right, bottom),
        }
        for edge in self._edges:
            painter.drawLine(*lines[edge])


class Card(QFrame):
    """One decision or one object: a rounded frame."""

    def __init__(self, fill: str = "raised", line: str = "line_strong") -> None:
        super().__init__()
        self._fill, self._line = fill, line

    def set_look(self, fill: str, line: str) -> None:
        """Other colours, by name; `wrong` is the line of a mistake."""
        self._fill, self._line = fill, line
        self.update()

    def restyle(self) -> None:
        """Draws itself in the theme's colours."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = here.states["not_met"].fg if self._line == "wrong" else here.colour(self._line)
        focused = self.hasFocus()
        painter.setPen(QPen(here.colour("focus") if focused else line, 2 if focused else 1))
        painter.setBrush(here.colour(self._fill))
        inset = 1.0 if focused else 0.5
        radius = here.size("radius", "card")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)


class Tabs(QTabBar):
    """Tabs of a page: words, the chosen one underlined."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._hover = -1

    def restyle(self) -> None:
        """Measures anew."""
        self.setFont(theme.current().font("body"))

    def tabSizeHint(self, index: int) -> QSize:
        here = theme.current()
        wide = self.fontMetrics().horizontalAdvance(self.tabText(index))
        return QSize(wide + here.px(22), here.size("row", "page_header"))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        for index in range(self.count()):
            rect = self.tabRect(index)
            chosen = index == self.currentIndex()
            painter.setFont(here.font("body", weight=600 if chosen else 400))
            painter.setPen(here.colour("text" if chosen else "text_2"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
            if chosen:
                inner = rect.adjusted(here.px(9), 0, -here.px(9), 0)
                painter.fillRect(QRect(inner.left(), rect.bottom() - 1, inner.width(), 2), here.colour("accent"))
                if self.hasFocus():
                    painter.setPen(QPen(here.colour("focus"), 2))
                    painter.drawRoundedRect(rect.adjusted(2, here.px(8), -2, -here.px(8)), 3, 3)


class Callout(Card):
    """One frame beside what it is about, a child of a viewport and kept inside it; Esc closes.

    Signals:
        closed: it was closed with Esc or by `close_it`.
    """

    closed = Signal()

    def __init__(self, viewport: QWidget) -> None:
        super().__init__()
        self.setParent(viewport)
        self._beside, self._viewport = QRect(), viewport
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
        self.setFixedWidth(min(width or theme.current().px(320), max(120, self._viewport.width() - 8)))
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        room = self._viewport.rect()
        high = self.body.totalHeightForWidth(self.width()) if self.body.hasHeightForWidth() else -1
        high = min(max(high, self.body.totalSizeHint().height()), room.height() - 8)
        self.resize(self.width(), high)
        left = min(max(4, self._beside.left()), room.width() - self.width() - 4)
        below = self._beside.bottom() + 6
        above = self._beside.top() - high - 6
        top = below if below + high <= room.height() or above < 4 else above
        self.move(QPoint(max(4, left), max(4, min(top, room.height() - high - 4))))

    def close_it(self) -> None:
        """Hides itself and gives the keyboard back to what it stood over."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)


class Scroll(QScrollArea):
    """A pane that scrolls up and down when there is no room; its content is `inner`."""

    def __init__(self, fill: str = "page") -> None:
        super().__init__()
        self.inner = Pane(fill)
        self.setWidget(self.inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._ringed = False

    def hold_keyboard(self, name: str) -> None:
        """Can have the keyboard from now on, so that what stands in it is read and scrolled with the arrows."""
        self._ringed = True
        self.setObjectName("ringed")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.restyle()

    def restyle(self) -> None:
        """Takes the ring of the keyboard from the theme."""
        if self._ringed:
            ring = theme.current().colour("focus").name()
            rules = "#ringed {{ border: 2px solid transparent; }} #ringed:focus {{ border-color: {ring}; }}"
            self.setStyleSheet(rules.format(ring=ring))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), theme.current().px(60))


def row(*widgets: QWidget | None, gap: int = 8) -> QHBoxLayout:
    """Widgets beside each other; None is the room that is left."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.current().px(gap))
    for one in widgets:
        if one is None:
            layout.addStretch(1)
        else:
            layout.addWidget(one)
    return layout


def column(widget: QWidget, margin: int = 0, gap: int = 8) -> QVBoxLayout:
    """A layout from top to bottom in a widget."""
    layout = QVBoxLayout(widget)
    scaled = theme.current().px(margin) if margin else 0
    layout.setContentsMargins(scaled, scaled, scaled, scaled)
    layout.setSpacing(theme.current().px(gap) if gap else 0)
    return layout


def empty_layout(layout: QLayout) -> None:
    """Takes everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_layout(inner)


def heading(text: str) -> Text:
    """A small heading within a pane."""
    return Text(text, "caption", "text_2", weight=600)
