"""The list of cohorts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from skillmark.protocol.rows import CohortRow
from skillmark.window.context import Context
from skillmark.window.models.rows import Cell, Column, Rows
from skillmark.window.pages import cohort_forms
from skillmark.window.pages.page import Page
from skillmark.window.widgets.controls import Button, SearchField
from skillmark.window.widgets.empty import EmptyState
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.table import Table
from skillmark.wording import _, ngettext
from skillmark.wording.dates import short_date


def _offers(row: CohortRow) -> str:
    return ", ".join(one.title for one in row.offerings)


def _due(row: CohortRow) -> str:
    return short_date(min((one.due_on for one in row.offerings if one.due_on), default=None), _("no date"))


def _count(state: str) -> Callable[[CohortRow], Cell | str]:
    def show(row: CohortRow) -> Cell | str:
        number = dict(row.states).get(state, 0)
        return Cell(str(number), strong=state in ("ready", "blocked")) if number else ""

    return show


def _title(row: CohortRow) -> Cell:
    closed = _("closed {day}").format(day=short_date(row.closed_on)) if row.closed_on else ""
    name = f"{row.title} · {row.code}" if row.title and row.title != row.code else row.code
    return Cell(name, strong=not closed, icon="lock" if closed else "users", note=closed)


def columns() -> tuple[Column[CohortRow], ...]:
    """The columns of the list."""
    return (
        Column(_("Cohort"), _title, order=lambda row: (row.title or row.code).casefold()),
        Column(_("Works toward"), _offers, order=_offers),
        Column(_("Learners"), lambda row: str(row.learners), 80, right=True, order=lambda row: row.learners),
        Column(_("Ready"), _count("ready"), 66, right=True, order=lambda row: dict(row.states).get("ready", 0)),
        Column(_("Blocked"), _count("blocked"), 72, right=True, order=lambda row: dict(row.states).get("blocked", 0)),
        Column(_("Awarded"), _count("awarded"), 76, right=True, order=lambda row: dict(row.states).get("awarded", 0)),
        Column(_("Starts"), lambda row: short_date(row.starts_on), 104, right=True, order=_starts),
        Column(_("Due"), _due, 104, right=True, order=_due),
    )


def _starts(row: CohortRow) -> str:
    return row.starts_on.isoformat() if row.starts_on else ""


class CohortList(Page):
    """All cohorts; Enter opens one."""

    scope = "cohorts"

    def __init__(self, context: Context, opened: Callable[[UUID], object]) -> None:
        super().__init__(context, _("Cohorts"))
        self._opened = opened
        self.stale = False
        self.rows = Rows(columns(), lambda row: row.key, self)
        self.table = Table(_("Cohorts"))
        self.table.show_model(self.rows)
        self.search = SearchField(_("Name or code"))
        self.new_button = Button(_("New cohort"), "plus", clicked=self.new)
        self.header.add(self.search, self.new_button)
        self.empty = EmptyState(icon="plus")
        self.nothing = EmptyState("")
        self.states = QStackedWidget()
        for one in (self.table, self.empty, self.nothing):
            self.states.addWidget(one)
        self.set_body(self.states)
        self.search.textChanged.connect(self._filter)
        self.search.left.connect(self.table.setFocus)
        self.table.opened.connect(self._open)
        self.table.moved.connect(lambda _: self.page_changed())

    def put(self, rows: list[CohortRow]) -> None:
        """Shows other cohorts."""
        self.table.keep_place(lambda: self.rows.put(rows))
        self.new_button.setVisible(self.writable)
        self._arrange()

    def _arrange(self) -> None:
        had = self.table.hasFocus() or self.empty.has_keyboard() or self.nothing.has_keyboard()
        if self.rows.shown:
            self.states.setCurrentWidget(self.table)
        elif self.rows.everything:
            self.nothing.say(_("No cohort matches “{text}”.").format(text=self.search.text()))
            self.states.setCurrentWidget(self.nothing)
        else:
            words = _("No cohorts yet. Make one, and import its learners or type their names.")
            self.empty.say(words, _("New cohort") if self.writable else "", self.new)
            self.states.setCurrentWidget(self.empty)
        if had:
            self.take_keyboard()
        self.header.say(_("Cohorts"), self._counted())

    def _counted(self) -> str:
        """How many there are, and how many of them the search leaves; empty where there are none."""
        count, shown = len(self.rows.everything), len(self.rows.shown)
        if shown != count:
            words = ngettext("{shown} of {n} cohort", "{shown} of {n} cohorts", count)
        else:
            words = ngettext("{n} cohort", "{n} cohorts", count)
        return words.format(n=f"{count:,}", shown=f"{shown:,}") if count else ""

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()

        def test(row: CohortRow) -> bool:
            words = f"{row.code} {row.title} {_offers(row)} {' '.join(one.credential for one in row.offerings)}"
            return all(word in words.casefold() for word in wanted)

        self.table.keep_place(lambda: self.rows.keep(test if wanted else None))
        self._arrange()

    def _open(self, number: int) -> None:
        row = self.rows.at(number)
        if row is not None:
            self._opened(row.key)

    def new(self) -> None:
        """Shows the form for a new cohort."""
        cohort_forms.new_cohort(self, self.body, self._opened)

    def go_to(self, where: Any) -> None:
        """Shows what `where` names."""
        if where is not None:
            self.table.go_to(self.rows.place_of(where))

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        if self.states.currentWidget() is self.table:
            self.table.setFocus()
        else:
            (self.empty if self.states.currentWidget() is self.empty else self.nothing).take_keyboard()

    def search_here(self) -> None:
        """Goes to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        if not self.rows.everything:
            return (Key(("Ctrl", "N"), _("new cohort")),)
        return (
            Key(("↑", "↓"), _("move")),
            Key(("Enter",), _("open")),
            Key(("Ctrl", "N"), _("new cohort")),
            Key(("Ctrl", "F"), _("find")),
        )

    def note(self) -> str:
        """What stands at the right of the footer."""
        ready = sum(dict(row.states).get("ready", 0) for row in self.rows.everything)
        words = ngettext("{n} learner is ready", "{n} learners are ready", ready)
        return words.format(n=f"{ready:,}") if ready else ""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Who carries out the actions of this place."""
        return {"cohorts.new": self.new}
