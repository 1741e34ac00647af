"""The state of each learner is in sight in Marks without scrolling: at the right, or beside the names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

from skillmark.protocol.requests.define import AddCredential
from skillmark.protocol.requests.look import FindCohort
from skillmark.protocol.requests.teach import OfferCredential
from skillmark.window.pages.cohort import CohortPage
from skillmark.window.pages.marks import MarksTab
from tests.window.grid_helper import ADA, at, keys, record, rests, tab_of
from tests.window.helper import COHORT, look, opened, settled


def state_column(tab) -> int:
    return tab.model.columnCount() - 1


def at_the_right(tab) -> bool:
    """Whether the column of the state is wholly in sight without scrolling."""
    rect = tab.grid.cell_rect(0, state_column(tab))
    return not rect.isEmpty() and tab.grid.viewport().rect().contains(rect)


def beside_names(tab, row: int) -> QImage:
    """What stands between the name of a row and its first cell."""
    names = tab.grid.names
    left, high = names.names_width(), names.defaultSectionSize()
    room = QRect(left, names.sectionViewportPosition(row), names.width() - left, high)
    return names.viewport().grab(room).toImage()


def sized(qtbot, window, tab, wide: int, high: int) -> None:
    window.resize(wide, high)
    settled(qtbot, window)
    tab.grid.horizontalScrollBar().setValue(0)


def test_in_a_narrow_window_the_state_stands_beside_the_names(qtbot, window, book) -> None:
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    sized(qtbot, window, tab, 1280, 800)
    assert tab.grid.names.beside == state_column(tab)
    assert tab.grid.corner.beside.title == "State"
    assert beside_names(tab, 1) == beside_names(tab, 2) != QImage(), "nobody has begun"
    at(tab, ADA, "OBS")
    row = tab.grid.currentIndex().row()
    before = beside_names(tab, row)
    tab.grid.horizontalScrollBar().setValue(tab.grid.horizontalScrollBar().maximum())
    assert beside_names(tab, row) == before, "it stays while the columns are scrolled"
    keys("p")
    rests(qtbot, window, tab)
    qtbot.waitUntil(lambda: beside_names(tab, row) != before)
    assert tab.model.look(row, state_column(tab)).text == "In progress"


def test_in_a_wide_window_it_stands_at_the_right_and_goes_with_the_window(qtbot, window, book) -> None:
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    sized(qtbot, window, tab, 1440, 900)
    assert tab.grid.names.beside == -1
    assert at_the_right(tab)
    assert tab.grid.names.width() == tab.grid.names.names_width()
    sized(qtbot, window, tab, 1280, 800)
    assert tab.grid.names.beside == state_column(tab)
    sized(qtbot, window, tab, 1440, 900)
    assert tab.grid.names.beside == -1
    assert at_the_right(tab)


def test_the_cursor_never_goes_where_nothing_is_seen(qtbot, window, book) -> None:
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    sized(qtbot, window, tab, 1440, 900)
    tab.grid.go_to(0, state_column(tab))
    sized(qtbot, window, tab, 1280, 800)
    assert not tab.grid.visualRect(tab.grid.currentIndex()).isEmpty()
    tab.grid.step(0, 1)
    tab.grid.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Right):
        qtbot.keyClick(tab.grid, key)
        assert not tab.grid.visualRect(tab.grid.currentIndex()).isEmpty()


def test_a_width_that_a_person_chose_is_kept_with_the_state_beside_the_names(qtbot, window, book) -> None:
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    sized(qtbot, window, tab, 1280, 800)
    tab.grid.setColumnWidth(1, 150)
    kept = tab.grid.kept_widths()
    assert (kept[1], kept[-1]) == (150, 118)
    sized(qtbot, window, tab, 1440, 900)
    assert tab.grid.columnWidth(1) == 150
    assert tab.grid.names.beside == state_column(tab) or at_the_right(tab)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_with_many_requirements_the_state_is_in_sight(qtbot, empty_window, book, size) -> None:
    from skillmark.services.define import read_credential
    from skillmark.system import resources

    file = resources.path("demo", "front-end-web.yaml")
    record(book, AddCredential(read_credential(file, file.name), publish=True))
    record(book, OfferCredential(look(book, FindCohort(COHORT)).key, "FE-WEB"))
    opened(qtbot, empty_window, book)
    tab = tab_of(qtbot, empty_window, "marks", MarksTab, book)
    empty_window.findChild(CohortPage)._choose("FE-WEB")
    qtbot.waitUntil(lambda: tab.model.column_of("SITE") >= 0)
    sized(qtbot, empty_window, tab, *size)
    assert tab.grid.names.beside == state_column(tab)
    assert beside_names(tab, 0) != QImage()
