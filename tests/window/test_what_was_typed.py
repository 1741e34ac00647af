"""A form that is filled isn't thrown away in silence: the key asks once, the same key again leaves it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from skillmark.window.pages.marks import MarksTab
from tests.window.grid_helper import ADA, at, history, keys, tab_of
from tests.window.grid_helper import press as press_keys
from tests.window.helper import press, settled, type_into

ASKED = "What was typed isn't saved"


@pytest.fixture
def form(qtbot, window):
    """The form of a new cohort, with a code typed."""
    found = window.page().list
    found.new()
    qtbot.waitUntil(lambda: found.body.panel is not None)
    type_into(qtbot, found.body.panel.form.fields["code"], "26-02")
    return found.body


def test_esc_asks_once(qtbot, form) -> None:
    panel = form.panel
    press(qtbot, "Esc")
    assert form.panel is panel
    assert ASKED in panel.told.text()
    press(qtbot, "Esc")
    assert form.panel is None


def test_going_on_typing_answers_the_question(qtbot, form) -> None:
    panel = form.panel
    press(qtbot, "Esc")
    keys("7")
    assert not panel.told.isVisible()
    press(qtbot, "Esc")
    assert form.panel is panel


def test_esc_leaves_a_form_with_nothing_typed_at_once(qtbot, window, form) -> None:
    type_into(qtbot, form.panel.form.fields["code"], "")
    press(qtbot, "Esc")
    assert form.panel is None


@pytest.mark.parametrize("keyed", ["Ctrl+W", "Ctrl+Q"])
def test_the_book_is_left_only_when_that_is_wanted_again(qtbot, window, form, keyed) -> None:
    press(qtbot, keyed)
    settled(qtbot, window)
    assert window.operations.path is not None
    assert window.isVisible()
    assert form.panel.form.values()["code"] == "26-02"
    assert ASKED in form.panel.told.text()
    press(qtbot, keyed)
    qtbot.waitUntil(lambda: window.operations.path is None, timeout=10_000)


def test_esc_in_the_grid_asks_in_the_panel_that_has_feedback(qtbot, window, book) -> None:
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    at(tab, ADA, "OBS")
    press_keys(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.body.panel is not None)
    panel = tab.body.panel
    type_into(qtbot, panel.form.fields["feedback"], "Well led")
    tab.grid.setFocus()
    press(qtbot, "Esc")
    assert tab.body.panel is panel
    assert ASKED in panel.told.text()
    QApplication.processEvents()
    press(qtbot, "Esc")
    assert tab.body.panel is None
    assert history(book, ADA, "OBS").entries == ()
