"""A button with the key that presses it on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout

from skillmark.window import theme
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.text import KeyCap


class KeyButton(Button):
    """A button that shows its key; where it can't be pressed the key isn't shown either."""

    def __init__(
        self, text: str, cap: str, clicked: Callable[[], object] | None, *, kind: str = "", small: bool = False
    ) -> None:
        super().__init__(text, kind=kind, small=small, clicked=clicked)
        self.setStyleSheet("text-align: left;")
        self.cap = KeyCap(cap, on_primary=kind == "primary")
        self.cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._works = True
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.current().px(8), 0)
        layout.addStretch(1)
        layout.addWidget(self.cap)
        self._show_cap()

    def key_works(self, works: bool) -> None:
        """Whether the key presses it now; a click does in any case."""
        self._works = works
        self._show_cap()

    def _show_cap(self) -> None:
        self.cap.setVisible(bool(self.cap.text()) and self._works and self.isEnabled())
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and hasattr(self, "cap"):
            self._show_cap()

    def sizeHint(self) -> QSize:
        if self.cap.isHidden():
            return super().sizeHint()
        return super().sizeHint() + QSize(self.cap.width() + theme.current().px(6), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
