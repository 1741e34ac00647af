"""The place Cohorts: the list of cohorts, and one cohort with its tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from skillmark.protocol.answers import Changes
from skillmark.protocol.requests.look import ListCohorts
from skillmark.protocol.rows import CohortRow
from skillmark.window.context import Context
from skillmark.window.pages.cohort import CohortPage
from skillmark.window.pages.cohort_list import CohortList
from skillmark.window.pages.page import Part
from skillmark.window.widgets.footer import Key, Legend

TOUCHED = frozenset({"cohort", "candidacy", "learner", "credential"})
MARKED = frozenset({"candidacy"})
"""What a mark touches; nobody sees at once what that does to the list."""
SOON = 250
"""Milliseconds without another mark, before the list is read anew behind a cohort."""


class CohortsPage(Part):
    """Shows the list, or the cohort that was opened from it."""

    touched_by = TOUCHED

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = CohortList(context, self.open)
        self.one = CohortPage(context, self.back)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(lambda: self.refresh(None))
        self._wanted: tuple[UUID, str, Any] | None = None
        self._rows: dict[UUID, CohortRow] = {}

    def shown(self) -> CohortList | CohortPage:
        """What is shown of the two."""
        return self.one if self.stack.currentWidget() is self.one else self.list

    def open(self, key: UUID, tab: str = "", where: Any = None) -> None:
        """Shows a cohort; `tab` is the one that was left last where none is named."""
        row = self._rows.get(key)
        if row is None:
            self._wanted = (key, tab, where)
            self.refresh(None)
            return
        self._wanted = None
        before = self.one.cohort
        if self.shown() is self.list or before is None or before.key != key:
            self.context.shell.leave_message()
        self.stack.setCurrentWidget(self.one)
        self.one.turn_to(row)
        self.one.show_tab(tab or self.context.keeper.settings.tabs.get("cohort", ""), where)
        self.page_changed()

    def go_to(self, where: Any) -> None:
        """Shows a cohort: (key, tab, what in the tab); None is the list."""
        if where is None:
            if self.shown() is self.one:
                self.back()
        else:
            key, tab, inner = where
            self.open(key, tab, inner)

    def back(self) -> bool:
        """From a cohort to the list."""
        if self.shown() is self.list:
            return False
        self.context.shell.leave_message()
        self._to_list()
        return True

    def _to_list(self) -> None:
        key = self.one.cohort.key if self.one.cohort is not None else None
        self.stack.setCurrentWidget(self.list)
        self.list.activate()
        self.list.go_to(key)
        self.page_changed()

    # Delegated to what is shown

    def refresh(self, changes: Changes | None) -> None:
        """Looks again."""
        self._soon.stop()
        self.ask(ListCohorts(), self._take, latest="cohorts")

    def told(self, changes: Changes, *, shown: bool) -> None:
        """Passes a change on to what is shown."""
        if shown and self.shown() is self.one and not any(changes.of(kind) is not None for kind in TOUCHED - MARKED):
            if changes.of("candidacy") is not None:
                self._soon.start()
        else:
            super().told(changes, shown=shown)
        self.one.told(changes, shown=shown and self.shown() is self.one)

    def _take(self, rows: list[CohortRow]) -> None:
        self._rows = {row.key: row for row in rows}
        self.list.put(rows)
        if self._wanted is not None:
            key, tab, where = self._wanted
            self._wanted = None
            if key in self._rows:
                self.open(key, tab, where)
        elif self.one.cohort is not None:
            row = self._rows.get(self.one.cohort.key)
            if row is not None:
                self.one.turn_to(row)
            elif self.shown() is self.one:
                # What was said stays: it tells why the cohort is gone.
                self._to_list()
        self.page_changed()

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        self.shown().activate()

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        return self.shown().keys()

    def note(self) -> str:
        """What stands at the right of the footer."""
        return self.shown().note()

    def refused(self) -> int:
        """How many refusals stand here."""
        return self.shown().refused()

    def show_refused(self) -> None:
        """Goes to the first refusal."""
        self.shown().show_refused()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Who carries out the actions of this place."""
        return self.shown().handlers()

    def can(self, action: str) -> bool:
        """Whether an action makes sense now."""
        return self.shown().can(action)

    def has(self, what: str) -> bool:
        """Whether there are tabs, or a search field, in what is shown; only from a cohort it goes back."""
        return self.shown() is self.one if what == "back" else self.shown().has(what)

    def search_here(self) -> None:
        """Goes to the search field."""
        self.shown().search_here()

    def step(self, by: int) -> None:
        """The next tab, or the one before."""
        self.shown().step(by)
