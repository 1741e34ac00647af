"""The parts of the window that F6 goes round: the rail, bars with something to do, the page, the panel beside it.

Esc that nothing nearer takes closes the panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from skillmark.window.widgets.footer import Bar
from skillmark.window.widgets.forms import InlinePanel
from skillmark.window.widgets.stops import stops_in

if TYPE_CHECKING:
    from skillmark.window.frame import Frame


class Areas(QObject):
    """Goes from one part of the window to the next; in each the keyboard goes to where it was last."""

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        self._window = window
        self._last: dict[QWidget, QWidget] = {}
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keyboard_moved)

    def _keyboard_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Shows other keys at the foot where the keyboard goes into a panel, or back to the page."""
        if now is not None and self._window.page().isAncestorOf(now):
            self._window.show_keys()

    def all(self) -> list[QWidget]:
        """The parts that are there now, in their order."""
        window = self._window
        page = window.page()
        bars = [one for one in window.findChildren(Bar) if one.isVisible() and stops_in(one)]
        parts = [window.rail, *bars, page, *self.panels()]
        return [one for one in parts if one.isVisible()]

    def panels(self) -> list[InlinePanel]:
        """The panels that are open on the page."""
        return [one for one in self._window.page().findChildren(InlinePanel) if one.isVisible()]

    def may_leave(self) -> bool:
        """Whether the book can be left now; a form on the page that holds what was typed asks once."""
        return all(one.may_leave() for one in self.panels())

    def step(self, by: int) -> None:
        """Goes to the next part, or to the one before."""
        parts = self.all()
        self._last = {part: last for part, last in self._last.items() if isValid(part)}
        focused = self._window.focusWidget()
        here = self._part_of(parts, focused)
        if here is not None and focused is not None:
            self._last[here] = focused
        place = parts.index(here) if here is not None else (-1 if by > 0 else 0)
        for number in range(1, len(parts) + 1):
            if self._enter(parts[(place + by * number) % len(parts)], parts):
                return

    def _part_of(self, parts: list[QWidget], widget: QWidget | None) -> QWidget | None:
        """The innermost part that a widget is in: a panel and a bar stand in the page."""
        around = [one for one in parts if widget is not None and (one is widget or one.isAncestorOf(widget))]
        return next((one for one in around if one is not self._window.page()), around[0] if around else None)

    def _enter(self, part: QWidget, parts: list[QWidget]) -> bool:
        """Gives the keyboard to a part; False where nothing in it takes it."""
        last = self._last.pop(part, None)
        if last is not None and isValid(last) and last.isVisible() and last.isEnabled():
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        elif part is self._window.page():
            self._window.page().take_keyboard()
        elif isinstance(part, InlinePanel):
            part.begin()
        if self._part_of(parts, self._window.focusWidget()) is not part:
            own = [one for one in stops_in(part) if self._part_of(parts, one) is part]
            if own:
                own[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return self._part_of(parts, self._window.focusWidget()) is part

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            panels = self.panels()
            if panels:
                if panels[-1].may_leave():
                    # A panel that has the keyboard gives it back to where it came from.
                    panels[-1].cancel_button.setFocus()
                    panels[-1].leave()
                return True
        return False
