"""The field in which a mark, hours or a count is typed, over its cell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from skillmark.window import theme

Committed = Callable[[str, int, int], None]
"""Told what was typed, and how many rows down and columns right the cursor goes."""


class CellEditor(QLineEdit):
    """One line over a cell. Enter and Down commit and go down, Tab goes right, Esc leaves what is on record."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._table: QWidget = viewport.parentWidget() or viewport
        self._committed: Committed | None = None
        self._blank = False
        self._styled: theme.Theme | None = None
        self._letter: Callable[[str], bool] | None = None
        self.hide()

    def restyle(self) -> None:
        """Takes font and colours from the theme."""
        here = self._styled = theme.current()
        self.setFont(here.font("small", weight=600))
        focus, page = here.colour("focus").name(), here.colour("page").name()
        self.setStyleSheet(
            f"QLineEdit {{ min-height: 0; padding: 0 {here.px(6)}px; border: 2px solid {focus};"
            f" border-radius: 0; background: {page}; }}"
        )

    def begin(
        self,
        rect: QRect,
        text: str,
        name: str,
        committed: Committed,
        *,
        whole: bool = False,
        blank: bool = False,
        letter: Callable[[str], bool] | None = None,
    ) -> None:
        """Opens itself over a cell.

        Args:
            text: what was typed already.
            name: what is typed here, for screen readers.
            whole: True to select the text, so that typing replaces it.
            blank: True to commit even where nothing is typed.
            letter: asked for each letter; one that it knows ends the field and begins the next cell.
        """
        if self._styled is not theme.current():
            self.restyle()
        self._committed, self._blank, self._letter = committed, blank, letter
        self.setAccessibleName(name)
        self.setGeometry(rect.adjusted(-1, -1, 0, 0))
        self.setText(text)
        if whole:
            self.selectAll()
        self.show()
        self.raise_()
        self.setFocus()

    def finish(self, down: int, right: int) -> None:
        """Hands over what was typed and goes."""
        committed, self._committed = self._committed, None
        text = self.text().strip()
        self._leave()
        if committed is not None and (text or self._blank):
            committed(text, down, right)

    def cancel(self) -> None:
        """Goes, and leaves what is on record."""
        self._committed = None
        self._leave()

    def _leave(self) -> None:
        if self.hasFocus():
            self._table.setFocus()
        self.hide()

    def event(self, event: object) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == event.Type.KeyPress:
            steps = {Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1)}
            if Qt.Key(event.key()) in steps:
                self.finish(*steps[Qt.Key(event.key())])
                return True
        return super().event(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish(-1 if shift else 1, 0)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.finish(1 if key == Qt.Key.Key_Down else -1, 0)
        elif key == Qt.Key.Key_Escape:
            self.cancel()
        elif self._letter is not None and event.text().isalpha() and self._letter(event.text()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finish(0, 0)
