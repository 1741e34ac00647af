"""Lines of people with one thing to do about each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.panes import Pane, column, empty_layout, row
from skillmark.window.widgets.text import ElidedText, Glyph, Text

LOOKS = {
    "blocked": ("octagon-alert", "state:not_met"),
    "quiet": ("message-square", "text_2"),
    "watch": ("clock", "text_2"),
}


class PersonLine(Pane):
    """Whose line it is, why in grey, a button."""

    def __init__(self, kind: str, name: str, why: str, verb: str, act: Callable[[], object]) -> None:
        super().__init__("page", ("bottom",))
        here = theme.current()
        texts = QWidget()
        inner = column(texts, 0, 0)
        inner.addWidget(ElidedText(name, "body", weight=500))
        inner.addWidget(Text(why, "small", "text_2", wrap=True))
        self.button = Button(verb, clicked=act)
        self.button.setAccessibleName(f"{verb}: {name}")
        self.button.setAccessibleDescription(why)
        glyph, colour = LOOKS[kind]
        sign = Glyph(glyph, colour, 16)
        layout = row(sign, texts, self.button, gap=10)
        layout.setStretch(1, 1)
        layout.setAlignment(sign, Qt.AlignmentFlag.AlignVCenter)
        layout.setContentsMargins(0, here.px(7), 0, here.px(7))
        self.setLayout(layout)


class PersonLines(QWidget):
    """Lines under each other, or why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[PersonLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def put(self, lines: list[PersonLine], empty: str, more: str = "") -> None:
        """Shows other lines; the keyboard stays at the same place."""
        focused = self.window().focusWidget()
        place = next((at for at, one in enumerate(self.lines) if one.button is focused), -1)
        empty_layout(self._layout)
        self.lines = lines
        for one in lines:
            self._layout.addWidget(one)
        if not lines:
            self._layout.addWidget(Text(empty, "body", "text_2", wrap=True))
        if more:
            self._layout.addWidget(Text(more, "small", "text_2", wrap=True))
        if 0 <= place < len(lines):
            lines[place].button.setFocus()
