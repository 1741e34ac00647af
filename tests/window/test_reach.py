"""Getting about with the keyboard alone: parts of the window, panels, what has the keyboard after they close."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from skillmark.window.models.rows import Cell, Column, Rows
from skillmark.window.pages.learners import LearnersTab
from skillmark.window.pages.marks import MarksTab
from skillmark.window.widgets.forms import InlinePanel
from skillmark.window.widgets.table import Table
from tests.window.grid_helper import ADA, at, focus, press, tab_of
from tests.window.helper import settled

ESC, F2, F6, TAB, ENTER = Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_Tab, Qt.Key.Key_Return
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PLACES = ("cohorts", "credentials", "awards", "settings")


@pytest.fixture
def marks(qtbot, window, book) -> MarksTab:
    """Marks of the small book, with the keyboard in the grid."""
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    tab.grid.setFocus()
    return tab


def inside(part: QWidget) -> bool:
    """Whether the keyboard is in a part of the window."""
    return part is focus() or part.isAncestorOf(focus())


@pytest.mark.parametrize("place", PLACES)
def test_f6_goes_between_rail_and_page(qtbot, window, place: str) -> None:
    window.go(place)
    settled(qtbot, window)
    here = focus()
    assert inside(window.page())
    press(F6)
    assert focus() is window.rail.list
    press(F6)
    assert focus() is here
    press(F6, held=SHIFT)
    assert focus() is window.rail.list


def test_f6_leaves_the_grid_and_comes_back_to_its_cell(marks, window) -> None:
    at(marks, ADA, "TEST")
    cell = marks.grid.currentIndex()
    press(F6)
    assert focus() is window.rail.list
    press(F6)
    assert focus() is marks.grid
    assert marks.grid.currentIndex() == cell


def test_f6_goes_into_the_panel_and_back_to_its_field(qtbot, marks, window) -> None:
    at(marks, ADA, "PLAN")
    press(Qt.Key.Key_Space)
    settled(qtbot, window)
    panel = marks.body.panel
    field = panel.form.fields["feedback"]
    field.setFocus()
    press(F6)
    assert focus() is window.rail.list
    press(F6)
    assert focus() is marks.grid
    press(F6)
    assert focus() is field
    press(F6, held=SHIFT)
    assert focus() is marks.grid


def test_f6_reaches_a_bar_that_has_something_to_do(marks, window) -> None:
    window.window_actions.about()
    press(F6)
    press(F6)
    assert focus() is window.said_bar.close_button
    press(F6)
    assert focus() is marks.grid


def test_tab_stays_in_the_history_and_esc_gives_the_cell_back(qtbot, marks, window) -> None:
    at(marks, ADA, "TEST")
    press(F2)
    settled(qtbot, window)
    panel = marks.body.panel
    seen = set()
    for _step in range(4):
        assert inside(panel)
        seen.add(focus())
        press(TAB)
    assert len(seen) > 1
    press(ESC)
    assert marks.body.panel is None
    assert focus() is marks.grid
    assert marks.current().requirement.code == "TEST"


def test_a_history_is_scrolled_with_the_arrows(qtbot, marks, window) -> None:
    at(marks, ADA, "TEST")
    press(F2)
    settled(qtbot, window)
    panel = marks.body.panel
    panel.scroller.inner.setMinimumHeight(3000)
    QApplication.processEvents()
    press(Qt.Key.Key_PageDown)
    assert panel.scroller.verticalScrollBar().value() > 0


def test_a_panel_scrolls_to_the_field_that_is_wrong(qtbot, window) -> None:
    window.resize(1000, 480)
    window.go("cohorts")
    settled(qtbot, window)
    page = window.page().list
    page.new()
    settled(qtbot, window)
    panel = page.body.panel
    field = panel.form.fields["due_on"]
    field.put("nonsense")
    panel.form.fields["code"].put("X")
    press(ENTER, held=CONTROL)
    assert focus() is field
    seen = panel.scroller.viewport().rect()
    qtbot.waitUntil(lambda: seen.contains(field.mapTo(panel.scroller.viewport(), field.rect().bottomLeft())))


@pytest.mark.parametrize("where", ["grid", "rail", "tabs"])
def test_esc_closes_the_panel_wherever_the_keyboard_is(qtbot, marks, window, where: str) -> None:
    at(marks, ADA, "TEST")
    press(F2)
    settled(qtbot, window)
    assert marks.body.panel is not None
    {"grid": marks.grid, "rail": window.rail.list, "tabs": window.page().one.bar}[where].setFocus()
    press(ESC)
    assert marks.body.panel is None
    assert focus() is marks.grid
    assert marks.current().requirement.code == "TEST"


def test_esc_in_a_search_that_is_empty_closes_the_panel(qtbot, window, book) -> None:
    window.go("cohorts")
    settled(qtbot, window)
    page = window.page().list
    page.new()
    settled(qtbot, window)
    page.search.setFocus()
    QTest.keyClicks(focus(), "26")
    press(ESC)
    assert page.search.text() == ""
    assert page.body.panel is not None
    press(ESC)
    assert page.body.panel is None


@pytest.mark.parametrize("where", ["grid", "bar"])
def test_saving_the_cohort_gives_the_keyboard_back(qtbot, marks, window, where: str) -> None:
    before = {"grid": marks.grid, "bar": window.page().one.bar}[where]
    before.setFocus()
    press(Qt.Key.Key_E, held=CONTROL)
    settled(qtbot, window)
    panel = window.page().one.body.panel
    assert inside(panel)
    panel.form.fields["title"].setFocus()
    QTest.keyClicks(focus(), "X")
    press(ENTER)
    qtbot.waitUntil(lambda: window.page().one.body.panel is None)
    settled(qtbot, window)
    assert focus() is before


def test_saving_gives_the_keyboard_to_the_page_where_its_button_is_gone(qtbot, window, book) -> None:
    window.go("cohorts")
    settled(qtbot, window)
    page = window.page().list
    page.new_button.setFocus()
    press(ENTER)
    settled(qtbot, window)
    page.new_button.hide()
    press(ESC)
    assert focus() is page.table


def test_one_panel_at_a_time(qtbot, marks, window) -> None:
    at(marks, ADA, "TEST")
    press(F2)
    settled(qtbot, window)
    press(Qt.Key.Key_E, held=CONTROL)
    settled(qtbot, window)
    assert [one for one in window.findChildren(InlinePanel) if one.isVisible()] == [window.page().one.body.panel]


def test_a_table_that_gets_the_keyboard_selects_its_first_row(qtbot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    table = Table("Things", many=True)
    table.setParent(holder)
    rows: Rows[str] = Rows((Column("Thing", lambda one: Cell(one)),), lambda one: one)
    table.show_model(rows)
    rows.put(["a", "b"])
    holder.show()
    holder.activateWindow()
    qtbot.waitActive(holder)
    assert (table.current(), table.chosen()) == (-1, [])
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert (table.current(), table.chosen()) == (0, [0])


def test_the_first_learner_is_chosen_when_the_tab_is_shown(qtbot, window, book) -> None:
    window.go("cohorts")
    settled(qtbot, window)
    window.page().open(window.page().list.rows.shown[0].key, "learners")
    settled(qtbot, window)
    tab = window.page().one.tab()
    assert isinstance(tab, LearnersTab)
    assert focus() is tab.table
    assert tab.table.chosen() == [0]
    assert window.actions_["learners.withdraw"].isEnabled()
