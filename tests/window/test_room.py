"""What stands in little room: tabs, headers, the rail, choices, check boxes, keys on buttons."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QStackedWidget, QTableView, QToolButton, QVBoxLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.controls import CheckBox, Choice
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.window.widgets.grid_callout import CellCallout, Way
from skillmark.window.widgets.header import Header
from skillmark.window.widgets.key_button import KeyButton
from skillmark.window.widgets.rail import Place, Rail
from skillmark.window.widgets.text import ElidedText
from tests.window.awards_book import READY, award_two, make_book, open_awards, pick
from tests.window.helper import settled


@pytest.fixture
def large(qapp):
    """Text at 200 %."""
    theme.install(qapp, theme.make("light", 200))


@pytest.mark.parametrize("part", ["cohort", "settings"])
def test_every_tab_is_in_sight_at_200_per_cent(qtbot, window, part: str) -> None:
    window.resize(1280, 720)
    window.keeper.change(text_size=200)
    if part == "cohort":
        window.page().open(window.page().list.rows.shown[0].key, "overview")
        bar = window.page().one.bar
    else:
        window.go("settings")
        bar = window.page().bar
    settled(qtbot, window)
    for number in range(bar.count()):
        bar.setCurrentIndex(number)
        settled(qtbot, window)
        cut = [bar.tabText(one) for one in range(bar.count()) if not bar.rect().contains(bar.tabRect(one))]
        assert cut == []
        assert not [one for one in bar.findChildren(QToolButton) if one.isVisible()]
    window.keeper.change(text_size=100)


def test_the_words_of_a_tab_have_room_when_they_are_close(qtbot, large) -> None:
    from skillmark.window.widgets.panes import Tabs

    tabs = Tabs("Tabs")
    qtbot.addWidget(tabs)
    for title in ("Institution", "Certificate", "Staff"):
        tabs.addTab(title)
    tabs.fit(10)
    metrics = QFontMetrics(theme.current().font("body", weight=600))
    for place in range(tabs.count()):
        assert tabs.tabSizeHint(place).width() >= metrics.horizontalAdvance(tabs.tabText(place)) + 8
    close = tabs.sizeHint().width()
    tabs.fit(10_000)
    assert tabs.sizeHint().width() > close


def test_a_subtitle_is_whole_where_there_is_room(qtbot) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.resize(1096, 58)
    header.say("Northside 2026 · 26-01", "30 learners · Formative Assessment in Practice, version 1")
    header.show()
    QApplication.processEvents()
    for one in (header.title, header.subtitle):
        assert one.width() >= one.fontMetrics().horizontalAdvance(one.text())


def test_a_place_and_its_count_dont_touch(qtbot) -> None:
    rail = Rail([Place("credentials", "Micro-credentials", "library"), Place("awards", "Awards", "award")])
    qtbot.addWidget(rail)
    rail.show()
    least, title = theme.current().size("width", "rail"), "Micro-credentials"
    for count in (4, 412, 41_200):
        rail.places.count("credentials", count)
        QApplication.processEvents()
        words = QFontMetrics(theme.current().font("body", weight=600, figures=False)).horizontalAdvance(title)
        figures = QFontMetrics(theme.current().font("body")).horizontalAdvance(f"{count:,}")
        icon = theme.current().size("icon", "rail")
        assert rail.list.viewport().width() - icon - words - figures >= 3 * 7 + 8
        assert rail.width() >= least
    assert rail.width() > least


def test_a_choice_says_what_is_cut(qtbot) -> None:
    choice = Choice((("a", "Harbour 2026, 1 ready · Front-End Web Development"),), "Cohort")
    qtbot.addWidget(choice)
    choice.resize(160, 30)
    choice.show()
    choice.grab()
    assert choice.toolTip() == choice.currentText()
    choice.resize(600, 30)
    choice.grab()
    assert choice.toolTip() == ""


def test_the_words_of_a_check_box_wrap(qtbot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    box = CheckBox("&Ask for a second person where one assessor judged everything")
    layout = QVBoxLayout(holder)
    layout.addWidget(box)
    layout.addStretch(1)
    holder.resize(220, 200)
    holder.show()
    QApplication.processEvents()
    assert box.width() <= 220
    assert box.height() >= 2 * box.fontMetrics().height()
    one_line = CheckBox("Upright")
    qtbot.addWidget(one_line)
    assert one_line.heightForWidth(400) == one_line.sizeHint().height()


def test_a_flow_lays_nothing_over_another(qtbot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    text = ElidedText("Seminars 7 · 6 November 2026, 17:00 · 90 min · counts toward SEM")
    text.setMinimumWidth(200)
    button = KeyButton("Edit the session", "F2", None)
    holder.setLayout(Flow(text, button, grow=0))
    holder.resize(260, 100)
    holder.show()
    QApplication.processEvents()
    assert not text.geometry().intersects(button.geometry())


def test_a_key_stands_in_its_button_and_goes_where_it_does_nothing(qtbot) -> None:
    pressed = []
    button = KeyButton("Award 3 learners", "Ctrl ↵", lambda: pressed.append(1), kind="primary")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.show()
    QApplication.processEvents()
    words = button.fontMetrics().horizontalAdvance(button.text())
    assert button.cap.isVisible()
    assert button.rect().contains(button.cap.geometry())
    assert button.cap.x() >= words
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.cap.geometry().center())
    assert pressed == [1]
    wide = button.sizeHint().width()
    button.key_works(False)
    assert not button.cap.isVisible()
    assert button.sizeHint().width() < wide
    button.key_works(True)
    button.setEnabled(False)
    assert not button.cap.isVisible()


def test_a_panel_shows_the_keys_of_its_buttons(qtbot) -> None:
    panel = FormPanel("Revoke", "Revoke", (FieldSpec("reason", "&Reason", "reason"),), lambda values: None)
    qtbot.addWidget(panel)
    panel.show()
    assert (panel.accept_button.cap.text(), panel.cancel_button.cap.text()) == ("Ctrl ↵", "Esc")


def test_ctrl_enter_is_the_panels_on_any_of_its_buttons(qtbot) -> None:
    handed: list[Any] = []
    panel = FormPanel("Revoke", "Revoke", (FieldSpec("reason", "&Reason", "reason"),), handed.append)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.keyClick(panel.cancel_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert handed == [{"reason": ""}]
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.cancel_button, Qt.Key.Key_Return)


def test_the_footer_keeps_its_first_keys_beside_a_long_note(qtbot, window) -> None:
    window.resize(1000, 700)
    window.footer.say("A note that is as long as a note can be, and then goes on for quite a while after that, and on")
    QApplication.processEvents()
    hints = window.footer.hints
    assert [one.isVisible() for one in hints._made[:4]] == [True] * len(hints._made[:4])
    window.footer.note.grab()
    assert window.footer.note.toolTip() == window.footer.note.text()


def test_a_callout_without_room_stands_over_its_page_and_goes_with_its_tab(qtbot) -> None:
    stack, page, tabs, table, other = QStackedWidget(), QWidget(), QStackedWidget(), QTableView(), QWidget()
    qtbot.addWidget(stack)
    QVBoxLayout(page).addWidget(tabs)
    tabs.setFixedHeight(80)
    for one in (table, other):
        tabs.addWidget(one)
    stack.addWidget(page)
    stack.resize(600, 500)
    stack.show()
    callout = CellCallout(table.viewport())
    ways = [Way("New try (2 of 3)", "Enter", lambda _: None), Way("Correct…", "C", lambda _: None)]
    callout.ask(QRect(10, 10, 80, 24), "45 / 40", "On record: 37 of 40, first try, 25 August 2026.", ways)
    QApplication.processEvents()
    assert callout.parentWidget() is page
    buttons = callout.findChildren(KeyButton)
    assert len(buttons) == 2
    assert all(callout.rect().contains(one.geometry()) for one in buttons)
    assert not buttons[0].geometry().intersects(buttons[1].geometry())
    assert callout.focusWidget() is not None or callout.hasFocus()
    tabs.setCurrentWidget(other)
    assert not callout.isVisible()
    tabs.setCurrentWidget(table)
    assert callout.isVisible()
    callout.dismiss()
    tabs.setFixedHeight(450)
    QApplication.processEvents()
    callout.ask(QRect(10, 10, 80, 24), "45 / 40", "On record: 37 of 40.", ways)
    assert callout.parentWidget() is table.viewport()


def test_a_short_page_shows_the_awards_and_opens_one_as_a_whole(qtbot, empty_window, tmp_path) -> None:
    window, made = empty_window, make_book(tmp_path, award_two)
    copies = tmp_path / "copies"
    copies.mkdir()
    board, _path = open_awards(qtbot, window, made, copies)
    window.keeper.change(text_size=200)
    window.resize(1280, 640)
    settled(qtbot, window)
    assert board.list.isVisible()
    assert not board.side.isVisible()
    board.list.table.setFocus()
    pick(board, READY[0])
    qtbot.keyClick(board.list.table, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert board.pane.preview.hasFocus()
    assert not board.pane.facts.isVisible()
    qtbot.keyClick(board.pane.preview, Qt.Key.Key_Escape)
    qtbot.keyClick(board.list.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert board.pane.facts.hasFocus()
    assert not board.list.isVisible()
    first, *_others = board.keys()
    assert first.text == "back to the list"
    qtbot.keyClick(board.pane.facts, Qt.Key.Key_Escape)
    assert board.list.table.hasFocus()
    assert board.list.isVisible()
    assert not board.side.isVisible()
    window.keeper.change(text_size=100)
