"""A window that is low for its size of text: the grids have its height, and everything else is still there."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from skillmark.protocol.requests.look import FindCohort
from skillmark.protocol.requests.teach import AddLearner, AddSession
from skillmark.services.answer import ask
from skillmark.services.handle import handle
from skillmark.services.opening import open_sitting
from skillmark.window import theme
from skillmark.window.pages.attendance import AttendanceTab
from skillmark.window.pages.marks import MarksTab
from skillmark.window.pages.overview import OverviewTab
from tests.window.grid_helper import focus, tab_of
from tests.window.helper import COHORT, opened, press, settled

TABS = {"overview": OverviewTab, "marks": MarksTab, "attendance": AttendanceTab}
ROWS = 7


@pytest.fixture
def full_book(book: Path) -> Path:
    """The small book with 15 learners and ten sessions."""
    sitting = open_sitting(book)
    cohort = ask(sitting, FindCohort(COHORT)).key
    for number in range(12):
        handle(sitting, AddLearner(f"Learner {number}", cohort=cohort, from_on=date(2026, 4, 17)))
    for number in range(10):
        handle(sitting, AddSession(cohort, f"Seminars {number + 1}", datetime(2026, 5, number + 1, 17), 90))
    sitting.close(keep_copy=False)
    return book


@pytest.fixture
def low_window(qtbot, empty_window, full_book):
    """1280 x 720 at 200 %."""
    empty_window.resize(1280, 720)
    empty_window.keeper.change(text_size=200)
    opened(qtbot, empty_window, full_book)
    yield empty_window
    empty_window.keeper.change(text_size=100)


def whole_rows(grid) -> int:
    """How many rows can be seen from their upper to their lower edge."""
    return grid.viewport().height() // grid.names.defaultSectionSize()


@pytest.mark.parametrize("name", TABS)
def test_seven_learners_are_in_sight(qtbot, low_window, full_book, name) -> None:
    tab = tab_of(qtbot, low_window, name, TABS[name], full_book)
    assert whole_rows(tab.grid) >= ROWS
    header = low_window.page().one.header
    for one in (header.title, header, low_window.footer, tab.grid):
        corner = one.mapTo(low_window, QPoint(one.width() - 1, one.height() - 1))
        assert low_window.rect().contains(corner)
    assert header.title.width() >= header.title.fontMetrics().horizontalAdvance(header.title.text())


def test_what_stands_in_the_footer_and_the_strip_is_whole(qtbot, low_window, full_book) -> None:
    tab = tab_of(qtbot, low_window, "attendance", AttendanceTab, full_book)
    footer = low_window.footer
    footer.show_progress("Making certificates, 3 of 9")
    QApplication.processEvents()
    strip = tab.all_button.parentWidget()
    buttons = (tab.all_button, tab.new_button, tab.edit_button)
    for inner, outer in ((footer.cancel, footer), *((one, strip) for one in buttons)):
        assert inner.height() >= inner.sizeHint().height()
        assert outer.rect().contains(inner.geometry())
    assert len({one.geometry().center().y() for one in buttons}) == 1
    assert tab.new_button.toolTip() == tab.new_button.accessibleName() == "New session"
    footer.show_progress("")


def test_what_stands_beside_the_map_is_reached_by_keys_and_left_again(qtbot, low_window, full_book) -> None:
    tab = tab_of(qtbot, low_window, "overview", OverviewTab, full_book)
    assert not tab.side.isVisible()
    for _step in range(4):
        if focus() is tab.halves.to_side:
            break
        qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert tab.side.isVisible()
    assert not tab.grid.isVisible()
    assert focus() is tab.halves.to_map
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is tab.grid
    assert not tab.side.isVisible()
    tab.halves.show_side()
    press(qtbot, "Ctrl+PgDown", low_window)
    press(qtbot, "Ctrl+PgUp", low_window)
    assert focus() is tab.grid


def test_with_height_enough_everything_is_as_usual(qtbot, low_window, full_book) -> None:
    tab = tab_of(qtbot, low_window, "overview", OverviewTab, full_book)
    tab.halves.show_side()
    assert theme.current().low
    low_window.keeper.change(text_size=100)
    settled(qtbot, low_window)
    assert not theme.current().low
    assert tab.side.isVisible()
    assert tab.grid.isVisible()
    assert not tab.halves.to_side.isVisible()
    assert low_window.footer.height() == theme.current().size("row", "footer") == 32
    low_window.resize(1280, 480)
    QApplication.processEvents()
    assert theme.current().low
    low_window.resize(1280, 720)
    QApplication.processEvents()
    assert not theme.current().low


def test_a_window_that_is_low_from_the_start_is_told(qtbot, keeper) -> None:
    from skillmark.window.main_window import shown_window
    from tests.window.conftest import close

    keeper.change(window=(1280, 720), text_size=200)
    window = shown_window(keeper)
    window.furnish()
    QApplication.processEvents()
    assert theme.current().low
    keeper.change(text_size=100)
    close(qtbot, window)
