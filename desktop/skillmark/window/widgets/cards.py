"""The welcome page's choices and recent books: buttons that draw themselves."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from skillmark.window import icons, theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DrawnButton(QAbstractButton):
    """A button of several lines that draws itself; Enter presses it, Up and Down go to the next."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def restyle(self) -> None:
        """Measures and draws anew."""
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _text(
        painter: QPainter, font: QFont, colour: str, rect: QRectF, text: str, flags: Qt.AlignmentFlag = LEFT
    ) -> None:
        painter.setFont(font)
        painter.setPen(theme.current().colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, flags, shown)


class ChoiceCard(DrawnButton):
    """One of the choices: icon, title, a sentence, the key that chooses it."""

    def __init__(self, icon: str, title: str, sentence: str, key: str) -> None:
        super().__init__(title, sentence)
        self._icon, self._title, self._sentence, self.key = icon, title, sentence, key

    def sizeHint(self) -> QSize:
        here = theme.current()
        return QSize(here.px(300), here.line("strong") + here.line("small") + here.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(QPen(here.colour("focus" if focus else "line"), 2 if focus else 1))
        fill = "selected" if focus else "hover" if self.underMouse() else "page"
        painter.setBrush(here.colour(fill))
        radius = here.size("radius", "card")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        size, margin = here.size("icon", "choice"), here.px(18)
        icons.paint(painter, self._icon, "accent", QRectF(margin, (self.height() - size) // 2, size, size))
        left, wide = margin + size + here.px(16), self.width() - here.px(120)
        top = (self.height() - here.line("strong") - here.line("small")) / 2
        strong = here.font("strong")
        self._text(painter, strong, "text", QRectF(left, top, wide, here.line("strong")), self._title)
        below = QRectF(left, top + here.line("strong"), wide, here.line("small"))
        self._text(painter, here.font("small"), "text_2", below, self._sentence)
        cap = QRectF(self.width() - margin - here.px(20), (self.height() - here.px(19)) / 2, here.px(20), here.px(19))
        painter.setPen(QPen(here.colour("text_2" if focus else "line_strong"), 1))
        painter.setBrush(here.colour("page"))
        painter.drawRoundedRect(cap, here.px(4), here.px(4))
        painter.setFont(here.font("caption", weight=500))
        painter.setPen(here.colour("text_2"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)


@dataclass(frozen=True, slots=True)
class RecentLook:
    """What a recent book shows: its name, where it lies, when it was open, and what stands in the way."""

    name: str
    place: str
    when: str
    warning: str = ""


class RecentCard(DrawnButton):
    """A recent book; it says who has it before it is opened."""

    def __init__(self, look: RecentLook) -> None:
        super().__init__(look.name, f"{look.place} {look.when}")
        self._look = look

    def tell(self, warning: str) -> None:
        """Says what stands in the way: in use by whom, or gone."""
        self._look = RecentLook(self._look.name, self._look.place, self._look.when, warning)
        self.setAccessibleDescription(f"{self._look.place} {self._look.when} {warning}")
        self.restyle()

    def sizeHint(self) -> QSize:
        here = theme.current()
        lines = here.line("strong") + here.line("small") * (2 if self._look.warning else 1)
        return QSize(here.px(200), lines + here.px(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), here.colour("selected" if self.hasFocus() else "hover"))
        painter.setPen(QPen(here.colour("line_strong"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.hasFocus():
            painter.setPen(QPen(here.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 2, 2)
        size, left, top = here.size("icon", "rail"), here.px(34), here.px(8)
        icons.paint(painter, "book-open", "text_2", QRectF(here.px(4), (self.height() - size) // 2, size, size))
        wide = self.width() - left - here.px(6)
        when = QFontMetrics(here.font("small")).horizontalAdvance(self._look.when) + here.px(10)
        first = QRectF(left, top, wide, here.line("strong"))
        self._text(painter, here.font("strong"), "text", first.adjusted(0, 0, -when, 0), self._look.name)
        self._text(painter, here.font("small"), "text_2", first, self._look.when, RIGHT)
        second = QRectF(left, top + here.line("strong"), wide, here.line("small"))
        self._text(painter, here.font("small"), "text_2", second, self._look.place)
        if self._look.warning:
            third = second.translated(0, here.line("small"))
            look, glyph = here.states["returned"], here.size("icon", "cell")
            icons.paint(
                painter, "clock", look.fg, QRectF(left, third.top() + (third.height() - glyph) // 2, glyph, glyph)
            )
            painter.setFont(here.font("small"))
            painter.setPen(look.fg)
            painter.drawText(third.adjusted(glyph + here.px(6), 0, 0, 0), LEFT, self._look.warning)
