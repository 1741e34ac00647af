"""Which runs are prepared, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skillmark.protocol.rows import RunRow
from skillmark.window import theme
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.key_button import KeyButton
from skillmark.window.widgets.panes import Pane, empty_layout, row
from skillmark.window.widgets.text import Glyph, Text
from skillmark.wording import _, ngettext
from skillmark.wording.dates import long_date

RUNS_SHOWN = 4
ISSUE_KEY = "Ctrl+Return"
"""The key that awards those who are ready, taken while nobody is but those of a prepared run."""


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
