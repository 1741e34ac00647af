"""The list of keys that F1 shows over the page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.panes import Card, Scroll, heading, row
from skillmark.window.widgets.text import KeyCap, Text
from skillmark.wording import _


class KeysOverlay(QFrame):
    """A veil over the window with a card of keys; Esc takes it away.

    Signals:
        closed: it was taken away.
    """

    closed = Signal()

    def __init__(
        self, over: QWidget | None, here: Iterable[Key | Legend], everywhere: tuple[tuple[str, str], ...]
    ) -> None:
        super().__init__(over)
        assert over is not None
        self.setAccessibleName(_("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before = over.window().focusWidget()
        self._over = over
        self.card = Card()
        self.scroller = Scroll("raised")
        inside = QVBoxLayout(self.card)
        margin = theme.current().px(20)
        inside.setContentsMargins(margin, margin, margin, margin)
        inside.addLayout(row(Text(_("Keys"), "title"), None, KeyCap("Esc")))
        inside.addWidget(self.scroller, 1)
        self._grid = QGridLayout(self.scroller.inner)
        self._grid.setVerticalSpacing(theme.current().px(8))
        self._grid.setHorizontalSpacing(theme.current().px(24))
        self._list(_("On this page"), [(one.caps, one.text) for one in here if isinstance(one, Key)], 0)
        self._list(_("In the window"), [(tuple(keys.split("+")), text) for keys, text in everywhere], 2)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        layout = QVBoxLayout(self)
        around = theme.current().px(40)
        layout.setContentsMargins(around, around, around, around)
        layout.addWidget(self.card, 1, Qt.AlignmentFlag.AlignHCenter)
        self.card.setMinimumWidth(min(theme.current().px(720), max(300, over.width() - 2 * around)))

    def _list(self, title: str, keys: list[tuple[tuple[str, ...], str]], column: int) -> None:
        if not keys:
            return
        self._grid.addWidget(heading(title), 0, column, 1, 2)
        for number, (caps, text) in enumerate(keys, start=1):
            holder = QWidget()
            holder.setLayout(row(*(KeyCap(cap) for cap in caps), None, gap=4))
            self._grid.addWidget(holder, number, column)
            self._grid.addWidget(Text(text, "body", "text_2"), number, column + 1)

    def open_it(self) -> None:
        """Covers what it was made for."""
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def close_it(self) -> None:
        """Goes away; the keyboard goes back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.closed.emit()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(theme.current().colour("window"))
        veil.setAlphaF(0.74)
        QPainter(self).fillRect(self.rect(), veil)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)
