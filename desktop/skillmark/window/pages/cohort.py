"""One cohort: its header and its tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from skillmark.protocol.answers import Changes
from skillmark.protocol.rows import CohortRow, OfferingRow
from skillmark.window.context import Context
from skillmark.window.pages import cohort_forms
from skillmark.window.pages.page import Page
from skillmark.window.pages.registry import cohort_tabs
from skillmark.window.pages.tab import Tab
from skillmark.window.widgets.controls import Choice
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.panes import Tabs
from skillmark.wording import _, ngettext
from skillmark.wording.dates import long_date


class CohortPage(Page):
    """A cohort with its tabs; the tab that was left is shown again."""

    scope = "cohort"

    def __init__(self, context: Context, back: Callable[[], object]) -> None:
        super().__init__(context)
        self._back = back
        self.cohort: CohortRow | None = None
        self.offering: OfferingRow | None = None
        self.entries = cohort_tabs()
        self._tabs: dict[str, Tab] = {}
        self.bar = Tabs(_("Tabs of the cohort"))
        for entry in self.entries:
            self.bar.addTab(entry.title)
        self.offer = Choice((), _("Micro-credential"))
        self.header.lead.insertWidget(2, self.offer)
        self.header.add_tabs(self.bar)
        self.pages = QStackedWidget()
        self.set_body(self.pages)
        self.bar.currentChanged.connect(self._changed)
        self.offer.chosen.connect(self._choose)

    # What is shown

    def turn_to(self, row: CohortRow) -> None:
        """Shows a cohort, or the same one as it is now."""
        before = self.offering
        self.cohort = row
        same = [one for one in row.offerings if before is not None and one.credential == before.credential]
        self.offering = next(iter(same or row.offerings), None)
        self.offer.offer(tuple((one.credential, one.title) for one in row.offerings))
        self.offer.setVisible(len(row.offerings) > 1)
        if self.offering is not None:
            self.offer.choose(self.offering.credential)
        self._say()
        for tab in self._tabs.values():
            tab.turn_to(row, self.offering)
        current = self.tab()
        if current is not None and current.stale and current.isVisible():
            current.stale = False
            current.refresh(None)

    def _say(self) -> None:
        row = self.cohort
        assert row is not None
        title = f"{row.title} · {row.code}" if row.title and row.title != row.code else row.code
        parts = [ngettext("{n} learner", "{n} learners", row.learners).format(n=row.learners)]
        if self.offering is not None:
            words = _("version {n}").format(n=self.offering.version)
            several = len(row.offerings) > 1
            parts.append(words if several else f"{self.offering.title}, {words}")
        if row.closed_on:
            parts.append(_("closed {day}").format(day=long_date(row.closed_on)))
        self.header.say(title, " · ".join(parts))

    def _choose(self, credential: str) -> None:
        if self.cohort is not None:
            self.offering = next(one for one in self.cohort.offerings if one.credential == credential)
            self.turn_to(self.cohort)

    # Tabs

    def tab(self) -> Tab | None:
        """The tab that is shown."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Tab) else None

    def tab_named(self, name: str) -> Tab | None:
        """The tab of that name, made where it wasn't yet."""
        entry = next((one for one in self.entries if one.name == name), None)
        if entry is None:
            return None
        if name not in self._tabs:
            made: Tab = entry.load()(self.context)
            if self.cohort is not None:
                made.turn_to(self.cohort, self.offering)
            self._tabs[name] = made
            self.pages.addWidget(made)
        return self._tabs[name]

    def show_tab(self, name: str, where: Any = None) -> None:
        """Shows a tab; the first where there is none of that name."""
        names = [one.name for one in self.entries]
        number = names.index(name) if name in names else 0
        if self.bar.currentIndex() == number:
            self._changed(number)
        else:
            self.bar.setCurrentIndex(number)
        tab = self.tab()
        if where is not None and tab is not None:
            tab.go_to(where)

    def _changed(self, number: int) -> None:
        entry = self.entries[number]
        tab = self.tab_named(entry.name)
        assert tab is not None
        self.body.close_panel()
        self.pages.setCurrentWidget(tab)
        keeper = self.context.keeper
        keeper.change(tabs={**keeper.settings.tabs, "cohort": entry.name})
        if self.cohort is not None and self.isVisible():
            tab.activate()
        self.page_changed()

    def step(self, by: int) -> None:
        """The next tab, or the one before."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    # What the shell asks

    def told(self, changes: Changes, *, shown: bool) -> None:
        """Passes a change on to what is shown."""
        current = self.tab()
        for tab in self._tabs.values():
            tab.told(changes, shown=shown and tab is current)

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        tab = self.tab()
        if tab is not None:
            tab.activate()

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        tab = self.tab()
        return tab.keys() if tab is not None else ()

    def note(self) -> str:
        """What stands at the right of the footer."""
        tab = self.tab()
        return tab.note() if tab is not None else ""

    def refused(self) -> int:
        """How many refusals stand here."""
        tab = self.tab()
        return tab.refused() if tab is not None else 0

    def show_refused(self) -> None:
        """Goes to the first refusal."""
        tab = self.tab()
        if tab is not None:
            tab.show_refused()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Who carries out the actions of this place."""
        own: dict[str, Callable[[], object]] = {
            "cohort.edit": self.edit,
            "cohort.offer": self.offer_more,
            "cohort.close": lambda: self._close(again=False),
            "cohort.open_again": lambda: self._close(again=True),
        }
        tab = self.tab()
        return own if tab is None else own | dict(tab.handlers())

    def can(self, action: str) -> bool:
        """Whether an action makes sense now."""
        closed = self.cohort is not None and self.cohort.closed_on is not None
        if action == "cohort.open_again":
            return closed
        if action in ("cohort.close", "cohort.offer"):
            return not closed
        tab = self.tab()
        return True if tab is None or action.startswith("cohort.") else tab.can(action)

    def has(self, what: str) -> bool:
        """Whether there is a search field to go to is for the tab to say."""
        tab = self.tab()
        return super().has(what) if what != "search_here" else tab is not None and tab.has(what)

    def search_here(self) -> None:
        """Goes to the search field."""
        tab = self.tab()
        if tab is not None:
            tab.search_here()

    def edit(self) -> None:
        """Shows the cohort's form."""
        if self.cohort is not None:
            cohort_forms.edit_cohort(self, self.body, self.cohort)

    def offer_more(self) -> None:
        """Shows the form by which it works toward another credential."""
        if self.cohort is not None:
            cohort_forms.offer_credential(self, self.body, self.cohort)

    def _close(self, *, again: bool) -> None:
        if self.cohort is not None:
            cohort_forms.close_cohort(self, self.cohort, again=again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self._back()
        else:
            super().keyPressEvent(event)
