"""Places without rows: they say why, what to do, and have the keyboard; a long reading is said."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from skillmark.protocol.requests.teach import AddCohort, AddLearner
from skillmark.window.pages.attendance import AttendanceTab
from skillmark.window.pages.learners import LearnersTab
from skillmark.window.pages.reading import AFTER
from skillmark.window.widgets.empty import EmptyState
from tests.window.grid_helper import focus, press, record
from tests.window.helper import CREDENTIAL, opened, settled

ENTER = Qt.Key.Key_Return


def at_tab(qtbot, window, book: Path, cohort, tab: str):
    """Opens the book at a cohort's tab."""
    opened(qtbot, window, book)
    window.go("cohorts", (cohort, tab, None))
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.page().one.tab() is not None)
    settled(qtbot, window)
    return window.page().one.tab()


@pytest.mark.parametrize("name", ["overview", "marks"])
def test_a_cohort_that_works_toward_nothing_offers_something(qtbot, empty_window, book, name: str) -> None:
    (key,) = record(book, AddCohort("26-02", "Harbour"))
    at_tab(qtbot, empty_window, book, key, name)
    assert focus().accessibleName() == "Offer a micro-credential"
    press(ENTER)
    settled(qtbot, empty_window)
    assert empty_window.page().one.body.panel.title.text() == "Offer a micro-credential"


@pytest.mark.parametrize("name", ["overview", "marks", "attendance"])
def test_a_cohort_without_learners_leads_to_them(qtbot, empty_window, book, name: str) -> None:
    (key,) = record(book, AddCohort("26-02", "Harbour", offer=(CREDENTIAL,)))
    at_tab(qtbot, empty_window, book, key, name)
    assert focus().accessibleName() == "Go to Learners"
    press(ENTER)
    settled(qtbot, empty_window)
    assert isinstance(empty_window.page().one.tab(), LearnersTab)
    assert focus().accessibleName() == "Import a list"


def test_a_cohort_without_sessions_offers_the_first(qtbot, empty_window, book) -> None:
    (key,) = record(book, AddCohort("26-02", "Harbour", offer=(CREDENTIAL,)))
    record(book, AddLearner("Ben Okri", cohort=key))
    tab = at_tab(qtbot, empty_window, book, key, "attendance")
    assert isinstance(tab, AttendanceTab)
    assert focus().accessibleName() == "New session"
    press(ENTER)
    settled(qtbot, empty_window)
    assert tab.body.panel.title.text() == "New session"


@pytest.mark.parametrize("tab", ["overview", "marks", "attendance", "learners", "awards"])
def test_an_empty_tab_that_is_read_only_names_what_has_the_keyboard(qtbot, empty_window, book, tab: str) -> None:
    (key,) = record(book, AddCohort("26-02", "Harbour"))
    opened(qtbot, empty_window, book, read_only=True)
    empty_window.go("cohorts", (key, tab, None))
    settled(qtbot, empty_window)
    assert empty_window.page().one.tab().isAncestorOf(focus())
    assert focus().accessibleName()


@pytest.mark.parametrize("part", ["institution", "certificate", "staff", "book", "computer"])
def test_settings_that_are_read_only_have_the_keyboard(qtbot, empty_window, book, part: str) -> None:
    opened(qtbot, empty_window, book, read_only=True)
    empty_window.go("settings")
    empty_window.page().go_to(part)
    settled(qtbot, empty_window)
    assert empty_window.page().part().isAncestorOf(focus())
    assert focus().accessibleName()


def test_an_empty_list_of_awards_has_the_keyboard(qtbot, window) -> None:
    window.go("awards")
    settled(qtbot, window)
    assert isinstance(focus(), EmptyState)
    assert focus().accessibleName().startswith("No awards yet.")


@pytest.mark.parametrize("name", ["overview", "marks", "attendance", "learners"])
def test_a_long_reading_is_said_and_gives_way_to_the_rows(qtbot, empty_window, book, name: str) -> None:
    (key,) = record(book, AddCohort("26-02", "Harbour", offer=(CREDENTIAL,)))
    record(book, *(AddLearner(f"Learner {number}", cohort=key) for number in range(4)))
    opened(qtbot, empty_window, book)
    empty_window.go("cohorts", (key, "awards", None))
    settled(qtbot, empty_window)
    gate = threading.Event()
    empty_window.operations.look(lambda sitting: gate.wait(20), lambda _: None)
    empty_window.page().one.show_tab(name)
    tab = empty_window.page().one.tab()
    said = tab.nothing if name == "learners" else tab.empty
    assert not said.isVisible()
    qtbot.waitUntil(said.isVisible, timeout=AFTER + 5_000)
    assert said.label.text() == "Reading 4 learners…"
    assert focus() is said
    gate.set()
    settled(qtbot, empty_window)
    if name == "attendance":
        assert focus().accessibleName() == "New session"
    else:
        assert not said.isVisible()
        assert focus() is (tab.table if name == "learners" else tab.grid)
