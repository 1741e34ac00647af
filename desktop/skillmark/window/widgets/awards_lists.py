"""Two lists that draw themselves: names with ticks in three columns, and refusals with what can be done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from skillmark.window import icons, theme
from skillmark.window.widgets.controls import paint_check
from skillmark.window.widgets.text import cut_to

Index = QModelIndex | QPersistentModelIndex
NAME_ROLE = int(Qt.ItemDataRole.UserRole) + 2
VERB_ROLE = NAME_ROLE + 1
COLUMNS = 3


class TickDelegate(QStyledItemDelegate):
    """Draws a name with its tick, and the ring where the keyboard is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, TickList)
        here = theme.current()
        rect = QRectF(option.rect)
        size = here.size("control", "check_box")
        box = QRectF(rect.left() + 3.5, rect.center().y() - size / 2 + 0.5, size - 1, size - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_check(painter, box, checked=index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)
        if view.hasFocus() and index == view.currentIndex():
            painter.setPen(QPen(here.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -here.px(8), -1), here.px(4), here.px(4))
        painter.setFont(here.font("body"))
        painter.setPen(here.colour("text"))
        words = rect.adjusted(size + here.px(12), 0, -here.px(12), 0)
        text = cut_to(index.data(), painter.fontMetrics(), int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, TickList)
        return view.gridSize()

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            on = index.data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked
            return bool(model.setData(index, Qt.CheckState(on * 2), Qt.ItemDataRole.CheckStateRole))
        return False


class TickList(QListView):
    """Names with ticks, across in columns; Space ticks, the arrows go about.

    Signals:
        focused: it got or lost the keyboard.
    """

    focused = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(TickDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self._most = 4

    def line(self) -> int:
        """The height of a name, px."""
        here = theme.current()
        return max(here.px(25), here.line("body") + here.px(5))

    def show_at_most(self, lines: int) -> None:
        """How many lines of names stand there before they scroll."""
        self._most = lines
        self._fit()

    def restyle(self) -> None:
        """Takes its sizes from the theme."""
        self._fit()

    def _fit(self) -> None:
        here = theme.current()
        across = max(1, min(COLUMNS, self.width() // here.px(150)))
        self.setGridSize(QSize(max(1, (self.width() - here.size("width", "scroll_bar") - 2) // across), self.line()))
        model: QAbstractItemModel | None = self.model()  # Qt has none before one is set; its stubs don't say so
        lines = -(-(model.rowCount() if model is not None else 0) // across)
        # Half a line more shows that there is more to come.
        high = lines * self.line() if lines <= self._most else int((self._most + 0.5) * self.line())
        self.setFixedHeight(max(self.line(), high) + 2)

    def fit_anew(self) -> None:
        """Takes its height from how many names there are."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            index = self.currentIndex()
            on = index.data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked
            self.model().setData(index, Qt.CheckState(on * 2), Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None:
            self.setCurrentIndex(self.model().index(0, 0))
        self.focused.emit()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.focused.emit()


class RefusalDelegate(QStyledItemDelegate):
    """Draws a refusal: sign, name, reasons under it, its button at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, RefusalList)
        here = theme.current()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row():
            painter.setPen(QPen(here.colour("line"), 1))
            painter.drawLine(rect.topLeft(), rect.topRight())
        size = here.size("icon", "control")
        red = here.states["not_met"].fg
        icons.paint(painter, "circle-alert", red, QRectF(rect.left() + 2, rect.center().y() - size / 2, size, size))
        words = rect.adjusted(size + here.px(12), here.px(4), 0, -here.px(4))
        verb = str(index.data(VERB_ROLE))
        if verb:
            button = QRectF(view.button_rect(option.rect, verb))
            words.setRight(button.left() - here.px(12))
            self._button(painter, button, verb, current=view.hasFocus() and index == view.currentIndex())
        elif view.hasFocus() and index == view.currentIndex():
            painter.setPen(QPen(here.colour("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 2, 2)
        self._words(painter, words, str(index.data(NAME_ROLE)), str(index.data()))
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, name: str, reasons: str) -> None:
        here = theme.current()
        half = rect.height() / 2
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for top, role, colour, text in ((0.0, "body", "text", name), (half, "small", "text_2", reasons)):
            line = QRectF(rect.left(), rect.top() + top, rect.width(), half)
            painter.setFont(here.font(role, weight=500 if role == "body" else 400))
            painter.setPen(here.colour(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line, flags, shown)

    def _button(self, painter: QPainter, rect: QRectF, verb: str, *, current: bool) -> None:
        here = theme.current()
        painter.setPen(QPen(here.colour("focus" if current else "line_strong"), 2 if current else 1))
        painter.setBrush(here.colour("page"))
        radius = here.size("radius", "control")
        inset = 1.0 if current else 0.5
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.setFont(here.font("body", weight=500))
        painter.setPen(here.colour("text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, verb)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, RefusalList)
        return QSize(theme.current().px(200), view.line())


class RefusalList(QListView):
    """Refusals; Enter, or a click on its button, does what can be done about one.

    Signals:
        wanted: the place of a line whose button was pressed.
    """

    wanted = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(RefusalDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self._most = 3

    def line(self) -> int:
        """The height of a refusal, px."""
        here = theme.current()
        return max(here.px(44), here.line("body") + here.line("small") + here.px(8))

    def show_at_most(self, lines: int) -> None:
        """How many refusals stand there before they scroll."""
        self._most = lines
        self.fit_anew()

    def restyle(self) -> None:
        """Takes its sizes from the theme."""
        self.fit_anew()

    def fit_anew(self) -> None:
        """Takes its height from how many refusals there are."""
        model = self.model()
        count = model.rowCount() if model is not None else 0
        shown = count if count <= self._most else self._most + 0.4
        self.setFixedHeight(int(shown * self.line()) + 2)
        self.scheduleDelayedItemsLayout()

    def button_rect(self, rect: QRect, verb: str) -> QRect:
        """Where a line's button stands."""
        here = theme.current()
        wide = QFontMetrics(here.font("body", weight=500)).horizontalAdvance(verb) + here.px(24)
        high = here.size("control", "button_small")
        return QRect(rect.right() - wide - here.px(2), rect.center().y() - high // 2, wide, high)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        verb = str(index.data(VERB_ROLE) or "")
        if verb and self.button_rect(self.visualRect(index), verb).contains(place):
            self.wanted.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        verb = str(index.data(VERB_ROLE) or "")
        over = bool(verb) and self.button_rect(self.visualRect(index), verb).contains(place)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.wanted.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None:
            self.setCurrentIndex(self.model().index(0, 0))
