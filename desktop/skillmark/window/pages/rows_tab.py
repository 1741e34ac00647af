"""What the tabs with a row for each learner share: the rows, or why there are none and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from skillmark.window.context import Context
from skillmark.window.pages.reading import Reading
from skillmark.window.pages.tab import Tab
from skillmark.window.widgets.empty import EmptyState
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.grid_corner import run_action
from skillmark.wording import _


class RowsTab(Tab):
    """A tab of learners.

    Attributes:
        empty: what stands there while no rows do.
        reading: runs from the question until its answer, where no rows are shown yet.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self.reading = Reading(self, self.show_empty)

    def put_content(self, content: QWidget, first: QWidget) -> None:
        """Takes the widget with the rows, and what has the keyboard in it."""
        self.content, self._first = content, first
        for one in (content, self.empty):
            self.pages.addWidget(one)
        self.set_body(self.pages)

    # What is shown

    def is_empty(self) -> bool:
        """Whether words stand there instead of rows."""
        return self.pages.currentWidget() is self.empty

    def show_content(self) -> None:
        """Shows the rows."""
        self.reading.stop()
        had = self.empty.has_keyboard()
        self.pages.setCurrentWidget(self.content)
        if had:
            self._first.setFocus()

    def show_empty(self, words: str, verb: str = "", action: Callable[[], object] | None = None) -> None:
        """Says why there are no rows, and what to do."""
        self.reading.stop()
        had = self.has_keyboard()
        self.empty.say(words, verb, action)
        self.pages.setCurrentWidget(self.empty)
        if had:
            self.empty.take_keyboard()
        self.page_changed()

    def show_no_offering(self) -> None:
        """Says that the cohort works toward nothing yet."""
        able = self.writable and self.cohort is not None and self.cohort.closed_on is None
        words = _("This cohort works toward no micro-credential yet.")
        verb = _("Offer a micro-credential") if able else ""
        self.show_empty(words, verb, lambda: run_action(self, "cohort.offer"))

    def show_no_learners(self) -> None:
        """Says that nobody is in the cohort yet."""
        words = _("No learners yet. Enrol them in the tab Learners.")
        self.show_empty(words, _("Go to Learners"), self._go_to_learners)

    def _go_to_learners(self) -> None:
        if self.cohort is not None:
            self.context.shell.go("cohorts", (self.cohort.key, "learners", None))

    # Reading

    def begin_reading(self) -> None:
        """Rows were asked for while none are shown: where they take longer than a moment, that is said."""
        self.reading.begin(self.cohort.learners if self.cohort is not None else 0)

    def failed(self, error: BaseException) -> None:
        """A question couldn't be answered."""
        if self.reading.isActive() or self.is_empty():
            self.show_empty(_("This couldn't be read."), _("Try again"), lambda: self.refresh(None))
        super().failed(error)

    # What the shell asks

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the tab, or nowhere while it is shown."""
        focused = self.window().focusWidget()
        return self.isVisible() and (focused is None or self.isAncestorOf(focused))

    def take_keyboard(self) -> None:
        """Gives the keyboard to the rows, or to what stands in their place."""
        if self.is_empty():
            self.empty.take_keyboard()
        else:
            self._first.setFocus()

    def empty_keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work while there are no rows."""
        return (Key(("Enter",), self.empty.button.text()),) if self.is_empty() and self.empty.button.text() else ()
