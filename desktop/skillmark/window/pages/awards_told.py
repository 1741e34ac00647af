"""What an award run did, in words; who was refused, each with what can be done; which runs are prepared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skillmark.protocol.rows import ReadyRow, RunRow
from skillmark.window import theme
from skillmark.window.models.awards_ready import RefusedLine, RefusedLines
from skillmark.window.widgets.awards_lists import RefusalList
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.key_button import KeyButton
from skillmark.window.widgets.panes import Pane, column, empty_layout, row
from skillmark.window.widgets.text import ElidedText, Glyph, Text
from skillmark.wording import _, ngettext
from skillmark.wording.dates import long_date

RUNS_SHOWN = 4
ISSUE_KEY = "Ctrl+Return"
"""The key that awards those who are ready, taken while nobody is but those of a prepared run."""


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


class Runs(Pane):
    """Runs that are prepared and wait to be issued or dropped.

    Attributes:
        leads: issuing the newest run is the primary thing to do, because nobody else can be awarded.
    """

    def __init__(
        self,
        proof: Callable[[RunRow], object],
        issue: Callable[[RunRow], object],
        drop: Callable[[RunRow], object],
    ) -> None:
        super().__init__("page", ("bottom",))
        self._do = (proof, issue, drop)
        self.rows: tuple[RunRow, ...] = ()
        self.leads = False
        self._writable = self._room = True
        self._answered = False
        self._resting = False
        self._key_button: KeyButton | None = None
        self._shortcut: QShortcut | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(theme.current().px(6))
        self._layout.setContentsMargins(*(theme.current().px(one) for one in (20, 8, 16, 8)))
        self.hide()

    def put(self, rows: Sequence[RunRow], *, writable: bool) -> None:
        """Shows these runs, the newest ones where there are many."""
        if self._answered:
            self.go_on()
        if (tuple(rows), writable) == (self.rows, self._writable):
            return
        self.rows, self._writable = tuple(rows), writable
        self._show_runs()

    def lead(self, leads: bool) -> None:
        """Whether issuing is the primary thing to do now."""
        if leads != self.leads:
            self.leads = leads
            self._show_runs()

    def rest(self, resting: bool) -> None:
        """While something else is decided its keys are that panel's; a click still issues."""
        self._resting = resting
        if self._key_button is not None:
            self._key_button.key_works(not resting)
        if self._shortcut is not None:
            self._shortcut.setEnabled(not resting)

    def hold(self) -> None:
        """Takes nothing more while something is done about a run."""
        # All at once: the keyboard would else go on to the next button, and a second press would press that.
        self.setEnabled(False)

    def answered(self) -> None:
        """It is done: goes on once the runs are read anew, so that nobody presses what is over."""
        self._answered = True

    def go_on(self) -> None:
        """Takes presses again."""
        self._answered = False
        self.setEnabled(True)

    def has_key(self) -> bool:
        """Whether the key issues the newest run now."""
        free = self.isVisible() and self.isEnabled() and not self._resting
        return self._key_button is not None and self._writable and free

    def newest(self) -> RunRow | None:
        """The run that was prepared last, where runs are shown."""
        return self.rows[-1] if self.rows and self.isVisible() and self.isEnabled() else None

    def _show_runs(self) -> None:
        empty_layout(self._layout)
        self._key_button = self._shortcut = None
        for run in self.rows[-RUNS_SHOWN:]:
            self._layout.addWidget(self._line(run))
        more = len(self.rows) - RUNS_SHOWN
        if more > 0:
            words = ngettext("{n} older run is prepared", "{n} older runs are prepared", more)
            self._layout.addWidget(Text(words.format(n=more), "small", "text_2"))
        self.rest(self._resting)
        self.show_room(self._room)

    def show_room(self, room: bool) -> None:
        """Whether there is room for it."""
        self._room = room
        self.setVisible(bool(self.rows) and room)

    def _line(self, run: RunRow) -> QWidget:
        line = QWidget()
        buttons = self._buttons(run)
        layout = row(Glyph("list-checks"), Text(_prepared_words(run), "body", wrap=True), *buttons, gap=8)
        layout.setStretch(1, 1)
        line.setLayout(layout)
        return line

    def _buttons(self, run: RunRow) -> tuple[Button, ...]:
        proof, issue, drop = self._do
        verb = ngettext("Issue {n} award", "Issue {n} awards", run.count).format(n=f"{run.count:,}")
        first = Button(verb, small=True, clicked=lambda: issue(run))
        if self.leads and run is self.rows[-1]:
            first = self._key_button = KeyButton(verb, "Ctrl ↵", lambda: issue(run), kind="primary", small=True)
            # A button's own shortcut presses it a moment later; this one stands for the key that awards.
            self._shortcut = QShortcut(QKeySequence(ISSUE_KEY), first, autoRepeat=False)
            self._shortcut.activated.connect(first.click)
        buttons = (
            Button(_("Proof list…"), small=True, clicked=lambda: proof(run)),
            first,
            Button(_("Drop the run"), kind="flat", small=True, clicked=lambda: drop(run)),
        )
        for button in buttons:
            button.setAccessibleName(_("{verb}, run {run}").format(verb=button.text(), run=run.number))
            button.setEnabled(self._writable or button is buttons[0])
        return buttons


def _prepared_words(run: RunRow) -> str:
    words = _("Run {run} is prepared: {who}, {credential}, {day}. Nothing has a number yet.")
    return words.format(run=run.number, who=_who(run), credential=run.credential, day=long_date(run.awarded_on))


def _who(run: RunRow) -> str:
    count = f"{run.count:,}"
    if run.here is None:
        return ngettext("{n} learner", "{n} learners", run.count).format(n=count)
    if run.here == run.count:
        return ngettext("{n} learner of this cohort", "{n} learners of this cohort", run.count).format(n=count)
    words = ngettext("{n} learner, {here} of this cohort", "{n} learners, {here} of this cohort", run.count)
    return words.format(n=count, here=f"{run.here:,}")
