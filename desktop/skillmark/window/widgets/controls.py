"""Buttons, check boxes, choices and the search field, as the tokens want them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from skillmark.window import icons, theme


class Button(QPushButton):
    """A button; its kind is `primary`, `flat` or plain. One that `folds` shows only its icon in a low window."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        kind: str = "",
        small: bool = False,
        folds: bool = False,
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(_spaced(text, icon))
        self._icon, self._kind, self._folds = icon, kind, folds
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setAccessibleName(text.replace("&", ""))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if clicked is not None:
            self.clicked.connect(lambda _=False: clicked())
        self.restyle()

    def set_kind(self, kind: str) -> None:
        """Another kind."""
        self._kind = kind
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.restyle()

    def say(self, text: str) -> None:
        """Other words on the button."""
        self.setText(_spaced(text, self._icon))
        self.setAccessibleName(text.replace("&", ""))

    def restyle(self) -> None:
        """Draws the icon in the theme's colours."""
        if self._icon:
            self.setIcon(icons.icon(self._icon, "on_accent" if self._kind == "primary" else "text_2"))
            size = theme.current().size("icon", "control")
            self.setIconSize(QSize(size, size))
        if self._folds:
            low = theme.current().low
            self.setText("" if low else _spaced(self.accessibleName(), self._icon))
            self.setToolTip(self.accessibleName() if low else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # With Ctrl it is the panel's, wherever in it the keyboard is.
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.click()
            return
        super().keyPressEvent(event)


class CheckBox(QCheckBox):
    """A check box that draws itself: 16 px, filled with the accent when ticked."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(text.replace("&", ""))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _beside(self) -> int:
        """The width of the box and the gap behind it, px."""
        return theme.current().size("control", "check_box") + theme.current().px(12)

    def _line(self) -> int:
        """The height of the box and of one line of words, px."""
        here = theme.current()
        return max(here.size("control", "check_box") + here.px(8), self.fontMetrics().height() + here.px(6))

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(self._beside() + words.width(), self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.current().px(160)), self._line())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - self._beside()), 10_000)
        flags = Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextWordWrap
        words = self.fontMetrics().boundingRect(room, flags, self.text())
        return self._line() + max(0, words.height() - self.fontMetrics().height())

    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload,no-any-return]

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = here.size("control", "check_box")
        box = QRectF(2.5, (self._line() - size) / 2 + 0.5, size - 1, size - 1)
        paint_check(painter, box, checked=self.isChecked(), enabled=self.isEnabled())
        if self.hasFocus():
            painter.setPen(QPen(here.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), here.px(5), here.px(5))
        painter.setPen(here.colour("text" if self.isEnabled() else "text_3"))
        words = QRect(size + here.px(10), 0, self.width() - size - here.px(10), self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, flags | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextWordWrap, self.text())


def paint_check(painter: QPainter, box: QRectF, *, checked: bool, enabled: bool = True) -> None:
    """Draws a check box's square."""
    here = theme.current()
    ticked = here.colour("accent" if enabled else "control_line")
    painter.setPen(QPen(ticked if checked else here.colour("control_line"), 1))
    painter.setBrush(ticked if checked else here.colour("page"))
    painter.drawRoundedRect(box, here.px(4), here.px(4))
    if checked:
        pen = QPen(here.colour("on_accent"), max(1.6, box.width() / 8))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        at = [(0.24, 0.52), (0.43, 0.70), (0.77, 0.32)]
        painter.drawPolyline([QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in at])


class Choice(QComboBox):
    """A drop-down list of (value, words), with a chevron in the theme's colour."""

    chosen = Signal(str)

    def __init__(self, choices: tuple[tuple[str, str], ...] = (), name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        # A screen reader on Linux reads what is chosen as the name; only a label beside it says what is chosen.
        self._label = QLabel(name)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.hide()
        self.destroyed.connect(self._label.deleteLater)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(choices)
        self.activated.connect(lambda _: self.chosen.emit(self.value()))

    def offer(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Other choices; what was chosen stays chosen where it is still there."""
        before = self.value()
        self.blockSignals(True)
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        self.blockSignals(False)
        self.choose(before)

    def value(self) -> str:
        """The value that is chosen; empty where nothing is."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Chooses a value; the first where it isn't there."""
        self.setCurrentIndex(max(0, self.findData(value)) if self.count() else -1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange and self._label.text():
            self._label.setParent(self.parentWidget())
            self._label.setBuddy(self)
        return super().event(event)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.current().px(16), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        size = here.size("icon", "control")
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - size - here.px(26)
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        self.setToolTip(self.currentText() if option.currentText != self.currentText() else "")
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        left = here.px(8) if self.isRightToLeft() else self.width() - size - here.px(8)
        icons.paint(painter, "chevron-down", "text_2", QRectF(left, (self.height() - size) // 2, size, size))


class SearchField(QLineEdit):
    """Find as you type; Esc empties it, Down goes to what was found.

    Signals:
        left: Down or Enter was pressed.
    """

    left = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(False)
        self.setProperty("glyph", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Takes its width from the theme."""
        self.setMinimumWidth(theme.current().px(140))

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(220), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        here = theme.current()
        size = here.size("icon", "control")
        left = self.width() - size - here.px(9) if self.isRightToLeft() else here.px(9)
        icons.paint(QPainter(self), "search", "text_3", QRectF(left, (self.height() - size) // 2, size, size))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _spaced(text: str, icon: str) -> str:
    """The style puts icon and words closer together than the tokens want."""
    return f"\u2009{text}" if icon and text else text
