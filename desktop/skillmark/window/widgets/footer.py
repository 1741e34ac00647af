"""The footer: at most nine keys that work here and now; at the right what is pending, a long run, what was refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from skillmark.window import theme
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.panes import Pane, empty_layout, row
from skillmark.window.widgets.text import ElidedText, Glyph, KeyCap, Text
from skillmark.wording import _, ngettext

KEYS_MOST, KEYS_LEAST = 9, 4
HINTS_SHARE = 0.55
"""The part of the window's width that the first keys have before the note beside them is cut."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that works here: its caps, `("Ctrl", "D")`, and what it does."""

    caps: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What a glyph of a state means, in the place of keys."""

    state: str
    word: str


class Hint(QWidget):
    """One key, or one line of the legend, with its words."""

    def __init__(self, hint: Key | Legend) -> None:
        super().__init__()
        if isinstance(hint, Key):
            caps = [KeyCap(cap) for cap in hint.caps]
            layout = row(*caps, Text(hint.text, "small", "text_2"), gap=4)
            layout.setSpacing(theme.current().px(5))
            self.setAccessibleName(f"{'+'.join(hint.caps)}: {hint.text}")
        else:
            look = theme.current().states[hint.state]
            glyph = Glyph(look.glyph, f"state:{hint.state}", 13, state=True)
            layout = row(glyph, Text(hint.word, "small", "text_2"), gap=5)
        self.setLayout(layout)


class Hints(QWidget):
    """Hints beside each other; those for which there is no room are left out, from the end."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._shown: tuple[Key | Legend, ...] = ()
        self._made: list[Hint] = []

    def put(self, hints: tuple[Key | Legend, ...]) -> None:
        """Shows other hints."""
        wanted = hints[:KEYS_MOST]
        if wanted == self._shown:
            return
        self._shown = wanted
        self._build()

    def _build(self) -> None:
        empty_layout(self._layout)
        self._layout.setSpacing(theme.current().px(16))
        self._made = [Hint(one) for one in self._shown]
        for one in self._made:
            self._layout.addWidget(one)
        self._layout.addStretch(1)
        self.updateGeometry()
        self._fit()

    def restyle(self) -> None:
        """Draws them anew in the theme's sizes."""
        self._build()

    def _fit(self) -> None:
        left, gap = self.width(), self._layout.spacing()
        for number, one in enumerate(self._made):
            left -= one.sizeHint().width() + (gap if number else 0)
            one.setVisible(left >= 0)
        # At once: otherwise those that stay keep the narrow places they had beside the others.
        self._layout.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for the first keys, as far as the window leaves it."""
        first = self._made[:KEYS_LEAST]
        wide = sum(one.sizeHint().width() for one in first) + self._layout.spacing() * max(0, len(first) - 1)
        return QSize(min(wide, round(self.window().width() * HINTS_SHARE)), theme.current().px(20))


class Footer(Pane):
    """The whole footer.

    Signals:
        cancelled: Cancel of the long run was pressed.
        refusals_wanted: the count of refusals was pressed.
    """

    cancelled = Signal()
    refusals_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", ("top",))
        self.hints = Hints()
        self.note = ElidedText("", "small", "text_2")
        self.note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.progress = Text("", "small", "text_2")
        self.progress.setAccessibleName(_("Progress"))
        self.cancel = Button(_("Cancel"), small=True, clicked=self.cancelled.emit)
        self.pending_glyph = Glyph("loader", "text_2", 13)
        self.pending = Text("", "small", "text_2")
        self.refused = Button("", "circle-alert", kind="flat", small=True, clicked=self.refusals_wanted.emit)
        self.line = row(
            self.hints, self.note, self.progress, self.cancel, self.pending_glyph, self.pending, self.refused, gap=12
        )
        self.line.setStretch(0, 1)
        self.setLayout(self.line)
        for one in (self.progress, self.cancel, self.pending_glyph, self.pending, self.refused):
            one.hide()
        self.restyle()

    def restyle(self) -> None:
        """Takes its height from the theme."""
        here = theme.current()
        self.setFixedHeight(here.size("row", "footer"))
        self.line.setContentsMargins(here.px(16), 0, here.px(16), 0)
        self.update()

    def say(self, text: str) -> None:
        """Shows a sentence at the right."""
        self.note.setText(text)
        self.hints._fit()

    def show_pending(self, count: int) -> None:
        """Says how many requests wait to be saved; none says nothing."""
        self.pending.setText(_("Saving {n}").format(n=count) if count else "")
        self.pending.setVisible(count > 0)
        self.pending_glyph.setVisible(count > 0)

    def show_progress(self, text: str, *, stoppable: bool = True) -> None:
        """Shows how far a long run is; no words take it away."""
        self.progress.setText(text)
        self.progress.setVisible(bool(text))
        self.cancel.setVisible(bool(text) and stoppable)
        self.cancel.setEnabled(True)

    def show_refused(self, count: int) -> None:
        """Says how many refusals stand on the page."""
        self.refused.say(ngettext("{n} refused", "{n} refused", count).format(n=count))
        self.refused.setVisible(count > 0)


class Bar(Pane):
    """A bar across the page for what holds until it is over: storage lost, read only, in use; or a refusal."""

    def __init__(self) -> None:
        super().__init__("hover", ("bottom",))
        self.glyph = Glyph("circle-alert", "state:not_met", 15)
        self.text = Text("", "body", wrap=True)
        self.more = Button("", small=True, clicked=self._act)
        self.close_button = Button(_("Close"), kind="flat", small=True, clicked=self.clear)
        self._action: Callable[[], object] = _nothing
        layout = row(self.glyph, self.text, self.more, self.close_button, gap=10)
        layout.setStretch(1, 1)
        layout.setContentsMargins(*(theme.current().px(one) for one in (20, 6, 16, 6)))
        layout.setAlignment(self.glyph, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self.hide()

    def tell(
        self,
        text: str,
        *,
        state: str = "not_met",
        verb: str = "",
        action: Callable[[], object] | None = None,
        closable: bool = True,
    ) -> None:
        """Says something, with at most one thing to do about it."""
        look = theme.current().states[state]
        self.glyph.set_glyph("circle-alert" if state == "not_met" else look.glyph, f"state:{state}")
        self.text.setText(text)
        self.setAccessibleName(text)
        self.more.say(verb)
        self.more.setVisible(bool(verb))
        self._action = action or _nothing
        self.close_button.setVisible(closable)
        self.show()

    def clear(self) -> None:
        """Takes the bar away."""
        self.text.setText("")
        self.hide()

    def _act(self) -> None:
        self._action()


def _nothing() -> None:
    """What is done where there is nothing to do."""
