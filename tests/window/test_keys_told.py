"""The keys that are told: at the foot those that work where the keyboard is, in the list of F1 each once."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from skillmark.window.pages.learners import LearnersTab
from skillmark.window.pages.marks import MarksTab
from skillmark.window.widgets.text import KeyCap
from tests.window import grid_helper
from tests.window.helper import press, settled


def foot(window) -> list[str]:
    """What the footer tells."""
    return [one.accessibleName() for one in window.footer.hints._made]


def listed(overlay) -> list[str]:
    """The keys of the list, as they are spelled in it."""
    grid = overlay.scroller.inner.layout()
    assert isinstance(grid, QGridLayout)
    holders = [grid.itemAt(place).widget() for place in range(grid.count())]
    caps = [[cap.text() for cap in holder.findChildren(KeyCap)] for holder in holders]
    return ["+".join(one) for one in caps if one]


@pytest.mark.parametrize(("name", "once"), [("marks", ("Ctrl+D", "Ctrl+Shift+S")), ("learners", ("Ctrl+N", "Ctrl+T"))])
def test_the_list_of_keys_tells_each_once(qtbot, window, book, name, once) -> None:
    tab = grid_helper.tab_of(qtbot, window, "marks", MarksTab, book)
    if name == "learners":
        window.page().open(tab.cohort.key, "learners")
        settled(qtbot, window)
    press(qtbot, "F1")
    found = Counter(listed(window.window_actions.overlay))
    assert [keys for keys, count in found.items() if count > 1] == []
    assert set(once) < set(found)
    press(qtbot, "F1")


def test_in_a_panel_the_footer_tells_the_panels_keys(qtbot, window, book) -> None:
    tab = grid_helper.tab_of(qtbot, window, "marks", MarksTab, book)
    grid_helper.at(tab, grid_helper.ADA, "TEST")
    before = foot(window)
    assert "F2: history" in before
    grid_helper.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.body.panel is not None)
    settled(qtbot, window)
    assert foot(window) == ["Ctrl+Enter: save", "Esc: cancel", "Tab: next field", "F6: to the page"]
    press(qtbot, "F6")
    qtbot.waitUntil(lambda: not tab.body.panel.isAncestorOf(grid_helper.focus()))
    press(qtbot, "Shift+F6")
    assert tab.body.panel.isAncestorOf(grid_helper.focus())
    assert foot(window)[0] == "Ctrl+Enter: save"
    tab.grid.setFocus()
    assert foot(window) == before, "beside the panel the grid's keys work again"
    press(qtbot, "Shift+F6")
    press(qtbot, "Esc")
    assert tab.body.panel is None
    assert foot(window) == before


def test_a_form_and_what_is_only_to_be_read_tell_their_keys(qtbot, window, book) -> None:
    marks = grid_helper.tab_of(qtbot, window, "marks", MarksTab, book)
    marks.open_history()
    qtbot.waitUntil(lambda: marks.body.panel is not None)
    assert foot(window) == ["↑+↓: scroll", "Esc: close", "F6: to the page"]
    press(qtbot, "Esc")
    page = window.page()
    page.open(page.list.rows.shown[0].key, "learners")
    settled(qtbot, window)
    learners = window.findChild(LearnersTab)
    learners.table.setFocus()
    press(qtbot, "Ctrl+N")
    qtbot.waitUntil(lambda: learners.body.panel is not None)
    assert foot(window)[1:] == ["Esc: cancel", "Tab: next field", "F6: to the page"]
    assert foot(window)[0].startswith("Ctrl+Enter: ")
    press(qtbot, "Esc")
    assert "Ctrl+N: new learner" in foot(window)


def test_a_callout_tells_its_ways_out(qtbot, window, book) -> None:
    tab = grid_helper.tab_of(qtbot, window, "marks", MarksTab, book)
    grid_helper.at(tab, grid_helper.ADA, "TEST")
    before = foot(window)
    grid_helper.keys("w")
    assert foot(window) == ["Enter: waive", "Esc: leave it", "Tab: next field"]
    press(qtbot, "Esc")
    assert foot(window) == before


def test_a_panel_whose_button_waits_does_not_tell_its_key(qtbot, window) -> None:
    found = window.page().list
    found.new()
    qtbot.waitUntil(lambda: found.body.panel is not None)
    assert foot(window)[0].startswith("Ctrl+Enter: ")
    found.body.panel.busy(True)
    assert foot(window)[0] == "Esc: cancel"
    found.body.panel.busy(False)
    assert foot(window)[0].startswith("Ctrl+Enter: ")
