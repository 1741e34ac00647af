"""Text on a page: labels in the roles of the tokens, key-caps, state chips."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from skillmark.window import icons, theme
from skillmark.wording.names import turning


class Text(QLabel):
    """A label in a role of the tokens and a colour by name. It never takes markup for what it is."""

    def __init__(
        self, text: str = "", role: str = "body", colour: str = "text", *, weight: int | None = None, wrap: bool = False
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role, self._colour, self._weight = role, colour, weight
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.restyle()

    def set_role(self, role: str) -> None:
        """Another role of the tokens."""
        if role != self._role:
            self._role = role
            self.restyle()

    def set_colour(self, colour: str) -> None:
        """Another colour, by its name in the tokens or `wrong`."""
        self._colour = colour
        self.restyle()

    def restyle(self) -> None:
        """Takes font and colour from the theme."""
        here = theme.current()
        self.setFont(here.font(self._role, weight=self._weight, figures=False))
        colour = here.states["not_met"].fg if self._colour == "wrong" else None
        shades = self.palette()
        shades.setColor(QPalette.ColorRole.WindowText, colour or here.colour(self._colour))
        self.setPalette(shades)


def cut_to(text: str, metrics: QFontMetrics, room: int) -> str:
    """The text as far as there is room for it; one that reads from right to left is cut at its own end as well."""
    return turning(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))


class ElidedText(Text):
    """A label that cuts its text at the end, with the whole in the tooltip."""

    def __init__(self, text: str = "", role: str = "body", colour: str = "text", *, weight: int | None = None) -> None:
        super().__init__(text, role, colour, weight=weight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.current().px(24))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = cut_to(self.text(), self.fontMetrics(), self.width())
        self.setToolTip("" if shown == turning(self.text()) else self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class KeyCap(QLabel):
    """A key as it stands on the keyboard."""

    def __init__(self, text: str, *, on_primary: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._on_primary = on_primary
        self.restyle()

    def restyle(self) -> None:
        """Takes font and size from the theme."""
        here = theme.current()
        self.setFont(here.font("caption", weight=500))
        high = here.px(20)
        self.setFixedSize(max(high, self.fontMetrics().horizontalAdvance(self.text()) + here.px(12)), high)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = "on_accent" if self._on_primary else "line_strong"
        painter.setPen(QPen(here.colour(shade), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if self._on_primary else here.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), here.px(4), here.px(4))
        painter.setPen(here.colour("on_accent" if self._on_primary else "text_2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class StateChip(QLabel):
    """A state outside of a table: glyph and word on its tint."""

    def __init__(self, state: str, word: str) -> None:
        super().__init__(word)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._state = state
        self.restyle()

    def set_state(self, state: str, word: str) -> None:
        """Shows another state."""
        self._state = state
        self.setText(word)
        self.restyle()

    def restyle(self) -> None:
        """Takes font and size from the theme."""
        self.setFont(theme.current().font("small", weight=500))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        here = theme.current()
        wide = self.fontMetrics().horizontalAdvance(self.text()) + here.size("icon", "chip") + here.px(22)
        return QSize(wide, max(here.size("control", "chip"), self.fontMetrics().height() + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._state, self.text())


def chip_width(state: str, word: str) -> int:
    """How wide a chip with that word is."""
    from PySide6.QtGui import QFontMetrics

    here = theme.current()
    metrics = QFontMetrics(here.font("small", weight=500))
    return metrics.horizontalAdvance(word) + here.size("icon", "chip") + here.px(22)


def paint_chip(painter: QPainter, rect: QRectF, state: str, word: str, *, selected: bool = False) -> None:
    """Draws a chip into a rectangle of its own size; on a selected row its tint becomes the page's."""
    here = theme.current()
    look = here.states[state]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    solid = state in ("ready", "blocked")
    painter.setBrush(here.colour("page") if selected and not solid else look.bg)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    size, gap = here.size("icon", "chip"), here.px(7)
    top = rect.top() + (rect.height() - size) / 2
    icons.paint(painter, look.glyph, look.fg, QRectF(rect.left() + gap, round(top), size, size), state=True)
    painter.setFont(here.font("small", weight=500))
    painter.setPen(look.fg)
    words = rect.adjusted(gap + size + here.px(5), 0, -here.px(4), 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    painter.restore()


def paint_share(painter: QPainter, rect: QRectF, share: float, *, complete: bool) -> None:
    """Draws a share bar: two rounded rectangles in the middle of `rect`."""
    here = theme.current()
    high = here.size("control", "share_bar_height")
    bar = QRectF(rect.left(), rect.center().y() - high / 2, rect.width(), high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(here.colour("track"))
    painter.drawRoundedRect(bar, high / 2, high / 2)
    if share > 0:
        painter.setBrush(here.states["met"].fg if complete else here.colour("bar"))
        filled = QRectF(bar.topLeft(), bar.size())
        filled.setWidth(max(high / 2, bar.width() * min(1.0, share)))
        painter.drawRoundedRect(filled, high / 2, high / 2)
    painter.restore()


class Glyph(QLabel):
    """An icon beside text."""

    def __init__(self, name: str, colour: str = "text_2", size: int = 15, *, state: bool = False) -> None:
        super().__init__()
        self._name, self._colour, self._size, self._state = name, colour, size, state
        self.restyle()

    def set_glyph(self, name: str, colour: str) -> None:
        """Another icon; its colour by name in the tokens, or by `state:` and a state's name."""
        self._name, self._colour = name, colour
        self.restyle()

    def restyle(self) -> None:
        """Takes size and colour from the theme."""
        here = theme.current()
        shade = here.shade(self._colour)
        size = here.px(self._size)
        ratio = self.devicePixelRatioF()
        self.setPixmap(icons.pixmap(self._name, shade, size, ratio, state=self._state))
        self.setFixedSize(size, size)


class Spinner(QWidget):
    """A still sign that something is going on; nothing moves that need not."""

    def __init__(self) -> None:
        super().__init__()
        self.restyle()

    def restyle(self) -> None:
        """Takes its size from the theme."""
        size = theme.current().size("icon", "chip")
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, "loader", "text_2", QRectF(QPointF(0, 0), self.rect().size().toSizeF()))
