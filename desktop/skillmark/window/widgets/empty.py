"""What stands where there is nothing to show: why, and the one thing to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.text import Text


class EmptyState(QWidget):
    """Why a place is empty and the one thing to do, where the first row would be.

    It has the keyboard where there would be rows: its button, or where there is none itself, named by what it says.
    """

    def __init__(
        self, text: str = "", verb: str = "", action: Callable[[], object] | None = None, icon: str = ""
    ) -> None:
        super().__init__()
        self.label = Text("", "body", "text_2", wrap=True)
        self.button = Button("", icon, clicked=self._act)
        self._action: Callable[[], object] = _nothing
        layout = QVBoxLayout(self)
        margin = theme.current().px(20)
        layout.setContentsMargins(margin, theme.current().px(16), margin, 0)
        layout.setSpacing(theme.current().px(12))
        layout.addWidget(self.label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.say(text, verb, action)

    def say(self, text: str, verb: str = "", action: Callable[[], object] | None = None) -> None:
        """Says something else, with at most one thing to do."""
        had = self.button.hasFocus()
        self.label.setText(text)
        self.setAccessibleName(text)
        self.button.say(verb)
        self.button.setVisible(bool(verb))
        self._action = action or _nothing
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if verb or not text else Qt.FocusPolicy.StrongFocus)
        if had and not verb:
            self.setFocus()

    def take_keyboard(self) -> None:
        """Gives the keyboard to the button, or to itself."""
        (self if self.button.isHidden() else self.button).setFocus()

    def has_keyboard(self) -> bool:
        """Whether the keyboard is here."""
        return self.hasFocus() or self.button.hasFocus()

    def _act(self) -> None:
        self._action()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            here = theme.current()
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(here.colour("focus"), 2))
            around = QRectF(self.label.geometry()).adjusted(-here.px(8), -here.px(5), here.px(8), here.px(5))
            painter.drawRoundedRect(around, here.size("radius", "control"), here.size("radius", "control"))


def _nothing() -> None:
    """What is done where there is nothing to do."""
