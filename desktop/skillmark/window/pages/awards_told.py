"""What an award run did, in words; who was refused, each with what can be done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal

from skillmark.protocol.rows import ReadyRow
from skillmark.window import theme
from skillmark.window.models.awards_ready import RefusedLine, RefusedLines
from skillmark.window.widgets.awards_lists import RefusalList
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.panes import Pane, column, row
from skillmark.window.widgets.text import ElidedText, Glyph, Text
from skillmark.wording import _, ngettext


class Done(Pane):
    """What was done just now, with at most one thing to do next.

    Signals:
        closed: it was read and closed.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__("page", ("bottom",))
        self.text = Text("", "body", weight=500, wrap=True)
        self.next = Button("", small=True, clicked=self._act)
        self.close_button = Button(_("Close"), kind="flat", small=True, clicked=self.close_it)
        self._action: Callable[[], object] = lambda: None
        self.numbers: tuple[str, ...] = ()
        layout = row(Glyph("check", "state:met", 15, state=True), self.text, self.next, self.close_button, gap=10)
        layout.setStretch(1, 1)
        layout.setContentsMargins(*(theme.current().px(one) for one in (20, 8, 16, 8)))
        self.setLayout(layout)
        self.hide()

    def say(self, text: str, verb: str = "", action: Callable[[], object] | None = None) -> None:
        """Says what was done."""
        self.numbers = ()
        self.text.setText(text)
        self.setAccessibleName(text)
        self.next.say(verb)
        self.next.setVisible(bool(verb))
        self._action = action or (lambda: None)
        self.show()

    def offer(self, text: str, numbers: Sequence[str], export: Callable[[Sequence[str]], object]) -> None:
        """Says who was awarded, and offers their certificates."""
        self.say(text, _export_words(len(numbers)), lambda: export(self.numbers))
        self.numbers = tuple(numbers)

    def keep(self, printed: Collection[str]) -> None:
        """Offers no other certificates any more than these: an award that was revoked has none."""
        if self.numbers:
            self.numbers = tuple(one for one in self.numbers if one in printed)
            self.next.say(_export_words(len(self.numbers)))
            self.next.setVisible(bool(self.numbers))

    def close_it(self) -> None:
        """Goes away."""
        self.hide()
        self.closed.emit()

    def _act(self) -> None:
        self._action()


def _export_words(count: int) -> str:
    return ngettext("Export {n} certificate…", "Export {n} certificates…", count).format(n=f"{count:,}")


class Refusals(Pane):
    """Who was refused, or isn't ready; folded to one line until somebody wants to know why."""

    def __init__(self, wanted: Callable[[RefusedLine], object], changed: Callable[[], object]) -> None:
        super().__init__("page", ("bottom",))
        self._changed = changed
        self.title = ElidedText("", "strong")
        self.side = Text(_("nothing was changed for them"), "small", "text_2")
        self.button = Button("", kind="flat", small=True, clicked=self._toggle)
        self.lines = RefusedLines(self)
        self.list = RefusalList(_("Who was refused, and why"))
        self.list.setModel(self.lines)
        self.list.wanted.connect(lambda place: wanted(self.lines.lines[place]))
        self.unfolded = False
        self.after = False
        self.target: ReadyRow | None = None
        layout = column(self, 0, 4)
        layout.setContentsMargins(*(theme.current().px(one) for one in (20, 8, 16, 8)))
        top = row(self.title, self.side, self.button, gap=10)
        top.setStretch(0, 1)
        layout.addLayout(top)
        layout.addWidget(self.list)
        self.hide()

    def show_unready(self, lines: Sequence[RefusedLine], target: ReadyRow | None) -> None:
        """Says how many aren't ready; what was refused a moment ago stays until it is closed."""
        if self.after:
            return
        self.target = target
        self._put(lines)
        waiting = sum(1 for one in lines if one.run)
        count = len(lines) - waiting
        words = ngettext("{n} learner isn't ready", "{n} learners aren't ready", count)
        in_run = ngettext("{n} learner stands in a prepared run", "{n} learners stand in a prepared run", waiting)
        said = [one.format(n=f"{n:,}") for one, n in ((words, count), (in_run, waiting)) if n]
        self.title.setText(" · ".join(said))

    def show_refused(self, lines: Sequence[RefusedLine], target: ReadyRow | None) -> None:
        """Says who was asked for and refused."""
        if not lines:
            self.after = False
            return
        self.target = target
        self.after, self.unfolded = True, True
        self._put(lines)
        count = len(lines)
        words = ngettext("{n} asked for and refused", "{n} asked for and refused", count)
        self.title.setText(words.format(n=f"{count:,}"))

    def forget(self) -> None:
        """Forgets who was refused."""
        self.after = self.unfolded = False
        self.show_unready((), None)

    def _put(self, lines: Sequence[RefusedLine]) -> None:
        self.lines.put(lines)
        self.list.fit_anew()
        self.setVisible(bool(lines))
        self._arrange()

    def _arrange(self) -> None:
        self.list.setVisible(self.unfolded)
        self.side.setVisible(self.after)
        self.button.say(_("Close") if self.after else _("Hide") if self.unfolded else _("Show why"))

    def _toggle(self) -> None:
        if self.after:
            self.after, self.unfolded = False, False
        else:
            self.unfolded = not self.unfolded
        self._arrange()
        self._changed()
        if self.unfolded:
            self.list.setFocus()

    def current(self) -> RefusedLine | None:
        """The line where the keyboard is."""
        place = self.list.currentIndex().row()
        return self.lines.lines[place] if self.unfolded and 0 <= place < len(self.lines.lines) else None
