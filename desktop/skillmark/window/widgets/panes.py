"""Areas of the window: panes with a tint and hairlines, tabs, the callout, the panel with a form, cards."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

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

    WIDE, CLOSE = 22, 8
    """px at 100 % text beside the words of a tab: with room enough, and with little."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._around = self.WIDE

    def restyle(self) -> None:
        """Measures anew."""
        self.setFont(theme.current().font("body"))

    def fit(self, room: int) -> None:
        """Brings the tabs closer together where `room` px are too few for all of them."""
        here = theme.current()
        words = sum(self._words(index) for index in range(self.count()))
        left = (room - words) / max(1, self.count()) / here.scale
        around = min(self.WIDE, max(self.CLOSE, int(left)))
        if around != self._around:
            self._around = around
            # Nothing else makes Qt measure tabs anew.
            QApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
            self.updateGeometry()

    def _words(self, index: int) -> int:
        return QFontMetrics(theme.current().font("body", weight=600)).horizontalAdvance(self.tabText(index))

    def tabSizeHint(self, index: int) -> QSize:
        here = theme.current()
        return QSize(self._words(index) + here.px(self._around), here.size("row", "page_header"))

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
                edge = here.px(min(9, self._around // 2 - 2))
                inner = rect.adjusted(edge, 0, -edge, 0)
                painter.fillRect(QRect(inner.left(), rect.bottom() - 1, inner.width(), 2), here.colour("accent"))
                if self.hasFocus():
                    painter.setPen(QPen(here.colour("focus"), 2))
                    painter.drawRoundedRect(rect.adjusted(2, here.px(8), -2, -here.px(8)), 3, 3)


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
        self.viewport().setAccessibleName(name)
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
