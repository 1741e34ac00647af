"""The frame: places, going back, the foot of the rail, the title, undo by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

from skillmark.protocol.requests.look import ListCohorts
from skillmark.window.pages.cohorts import CohortsPage
from tests.window.helper import look, opened, press, settled, type_into


def test_a_book_that_is_opened_shows_its_cohorts(window, book) -> None:
    assert window.place() == "cohorts"
    assert window.windowTitle() == "Riverside Institute – Skillmark"
    assert window.rail.name.text() == "Riverside Institute"
    assert window.rail.file.text() == book.name
    assert window.rail.places.places[0].count == 1
    assert window.page().list.rows.shown[0].code == "26-01"


def test_enter_opens_a_cohort_and_alt_left_goes_back(window, qtbot) -> None:
    page = window.page()
    assert isinstance(page, CohortsPage)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.shown() is page.one
    assert page.one.header.title.text() == "Northside · 26-01"
    assert "3 learners" in page.one.header.subtitle.text()
    press(qtbot, "Alt+Left")
    assert page.shown() is page.list
    assert page.list.table.current() == 0


def test_the_tab_that_was_left_is_shown_again(window, qtbot) -> None:
    page = window.page()
    key = page.list.rows.shown[0].key
    page.open(key, "learners")
    page.back()
    page.open(key)
    assert page.one.entries[page.one.bar.currentIndex()].name == "learners"
    assert window.keeper.settings.tabs["cohort"] == "learners"


def test_a_cohort_is_made_and_undone_by_keys(window, book, qtbot) -> None:
    page = window.page()
    press(qtbot, "Ctrl+N", window)
    qtbot.waitUntil(lambda: page.list.body.panel is not None)
    form = page.list.body.panel.form
    type_into(qtbot, form.fields["code"], "26-02")
    type_into(qtbot, form.fields["title"], "Harbour")
    qtbot.keyClick(form.fields["title"], Qt.Key.Key_Return)
    settled(qtbot, window)
    assert [row.code for row in look(book, ListCohorts())] == ["26-01", "26-02"]
    assert page.shown() is page.one
    assert window.actions_["window.undo"].text() == "&Undo new cohort 26-02"
    press(qtbot, "Ctrl+Z", window)
    settled(qtbot, window)
    assert [row.code for row in look(book, ListCohorts())] == ["26-01"]
    assert page.shown() is page.list
    press(qtbot, "Ctrl+Shift+Z", window)
    settled(qtbot, window)
    assert len(look(book, ListCohorts())) == 2


def test_a_code_that_is_taken_is_said_at_its_field(window, qtbot) -> None:
    page = window.page()
    page.list.new()
    settled(qtbot, window)
    panel = page.list.body.panel
    type_into(qtbot, panel.form.fields["code"], "26-01")
    panel.accept_button.click()
    settled(qtbot, window)
    assert page.list.body.panel is panel
    assert panel.form.fields["code"].property("state") == "wrong"
    assert "26-01" in panel.form.mistake("code")
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert page.list.body.panel is None


def test_a_book_open_to_read_only_offers_nothing_to_change(window, book, qtbot) -> None:
    opened(qtbot, window, book, read_only=True)
    assert window.standing_bar.isVisible()
    assert window.rail.read_only.isVisible()
    assert not window.actions_["cohorts.new"].isEnabled()


def test_f1_lists_the_keys_and_esc_takes_them_away(window, qtbot) -> None:
    press(qtbot, "F1", window)
    overlay = window.window_actions.overlay
    assert overlay is not None
    assert overlay.isVisible()
    qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    assert window.window_actions.overlay is None
