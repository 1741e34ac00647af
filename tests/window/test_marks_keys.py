"""The keys of the mark grid, typed as a person types them and looked up in the record book."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from skillmark.window.pages.marks import MarksTab
from tests.window.grid_helper import ADA, JOAO, YUI, at, focus, history, keys, press, progress, rests, standing, tab_of
from tests.window.helper import settled

ENTER, TAB, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Delete
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def marks(qtbot, window, book):
    """The tab Marks with three learners and nothing on record."""
    return tab_of(qtbot, window, "marks", MarksTab, book)


@pytest.mark.parametrize(
    ("key", "state", "missing"),
    [("p", "met", False), ("N", "not_met", False), ("r", "returned", False), ("m", "not_started", True)],
)
def test_a_letter_records_an_outcome(qtbot, window, book, marks, key, state, missing) -> None:
    at(marks, ADA, "FEED")
    keys(key)
    rests(qtbot, window, marks)
    found = standing(book, ADA, "FEED")
    assert (str(found.state), found.missing) == (state, missing)
    assert len(history(book, ADA, "FEED").entries) == 1


def test_digits_and_enter_record_a_mark_and_go_down(qtbot, window, book, marks) -> None:
    at(marks, ADA, "TEST")
    keys("31,5")
    press(ENTER)
    assert marks.grid.currentIndex().row() == 1
    rests(qtbot, window, marks)
    assert standing(book, ADA, "TEST").result.mark == Decimal("31.5")


def test_tab_records_and_goes_right(qtbot, window, book, marks) -> None:
    at(marks, JOAO, "TEST")
    keys("20")
    press(TAB)
    assert marks.grid.currentIndex().column() == marks.model.column_of("PLAN")
    rests(qtbot, window, marks)
    assert str(standing(book, JOAO, "TEST").state) == "not_met"


def test_esc_leaves_what_is_on_record(qtbot, window, book, marks) -> None:
    at(marks, ADA, "TEST")
    keys("31")
    press(Qt.Key.Key_Escape)
    rests(qtbot, window, marks)
    assert history(book, ADA, "TEST").entries == ()
    assert focus() is marks.grid


def test_a_digit_chooses_a_level_by_its_position(qtbot, window, book, marks) -> None:
    at(marks, ADA, "PLAN")
    keys("3")
    rests(qtbot, window, marks)
    assert standing(book, ADA, "PLAN").result.level == "Proficient"


@pytest.mark.parametrize(("code", "key", "remedy"), [("PLAN", "9", "The levels are 1 "), ("OBS", "1", "press P or N")])
def test_a_digit_that_stands_for_nothing_is_said_at_the_cell(qtbot, window, book, marks, code, key, remedy) -> None:
    at(marks, ADA, code)
    keys(key)
    assert marks.callout.isVisible()
    assert f"{key} stands for nothing here" in marks.callout.title
    assert remedy in marks.callout.told
    look = marks.model.look(0, marks.model.column_of(code))
    assert (look.kind, look.text, look.note) == ("refused", key, "not saved")
    press(Qt.Key.Key_Escape)
    assert marks.model.look(0, marks.model.column_of(code)).kind == "state"
    rests(qtbot, window, marks)
    assert history(book, ADA, code).entries == ()


@pytest.mark.parametrize(("typed", "minutes"), [("2.5", 150), ("2,5", 150), ("2:30", 150)])
def test_hours_are_typed_as_decimals_or_as_a_clock(qtbot, window, book, marks, typed, minutes) -> None:
    at(marks, ADA, "SEM")
    keys(typed)
    press(ENTER)
    rests(qtbot, window, marks)
    assert standing(book, ADA, "SEM").minutes == minutes


def test_a_count_is_typed_as_a_whole_number(qtbot, window, book, marks) -> None:
    at(marks, ADA, "CONF")
    keys("1")
    press(ENTER)
    rests(qtbot, window, marks)
    assert str(standing(book, ADA, "CONF").state) == "met"


def test_w_asks_for_authority_and_reason(qtbot, window, book, marks) -> None:
    at(marks, ADA, "OBS")
    keys("w")
    keys("Head of school")
    press(ENTER)
    keys("Observed last year")
    press(ENTER)
    rests(qtbot, window, marks)
    entry = history(book, ADA, "OBS").entries[0]
    assert (entry.outcome, entry.authority, entry.reason) == ("waived", "Head of school", "Observed last year")
    assert focus() is marks.grid


def test_w_waives_nothing_without_a_reason(qtbot, window, book, marks) -> None:
    at(marks, ADA, "OBS")
    keys("w")
    keys("Head of school")
    press(ENTER, ENTER)
    assert marks.callout.isVisible()
    press(Qt.Key.Key_Escape)
    rests(qtbot, window, marks)
    assert history(book, ADA, "OBS").entries == ()


def test_delete_voids_ones_own_entry(qtbot, window, book, marks) -> None:
    at(marks, ADA, "TEST")
    keys("25")
    press(ENTER)
    rests(qtbot, window, marks)
    at(marks, ADA, "TEST")
    press(DELETE)
    rests(qtbot, window, marks)
    found = standing(book, ADA, "TEST")
    assert (str(found.state), found.attempts_used) == ("not_started", 0)


def test_typing_over_ones_own_entry_corrects_it(qtbot, window, book, marks) -> None:
    for mark in ("25", "28"):
        at(marks, ADA, "TEST")
        keys(mark)
        press(ENTER)
    rests(qtbot, window, marks)
    found = standing(book, ADA, "TEST")
    assert (found.result.mark, found.attempts_used) == (Decimal(28), 1)
    assert len(history(book, ADA, "TEST").entries) == 2


def test_a_full_stop_repeats_the_last_entry(qtbot, window, book, marks) -> None:
    at(marks, ADA, "TEST")
    keys("33")
    press(ENTER)
    keys(".")
    press(ENTER)
    keys(".")
    rests(qtbot, window, marks)
    assert [standing(book, name, "TEST").result.mark for name in (ADA, JOAO, YUI)] == [Decimal(33)] * 3


def test_control_d_fills_the_selection_down_as_one_step(qtbot, window, book, marks) -> None:
    at(marks, ADA, "FEED")
    keys("p")
    rests(qtbot, window, marks)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, held=SHIFT)
    press(Qt.Key.Key_D, held=CONTROL)
    qtbot.waitUntil(lambda: len(window.history.done) == 2)
    rests(qtbot, window, marks)
    assert [str(standing(book, name, "FEED").state) for name in (ADA, JOAO, YUI)] == ["met"] * 3
    press(Qt.Key.Key_Z, held=CONTROL)
    rests(qtbot, window, marks)
    assert [str(standing(book, name, "FEED").state) for name in (ADA, JOAO, YUI)] == ["met", *["not_started"] * 2]


def test_filling_down_leaves_cells_that_have_an_entry(qtbot, window, book, marks) -> None:
    at(marks, JOAO, "FEED")
    keys("n")
    at(marks, ADA, "FEED")
    keys("p")
    rests(qtbot, window, marks)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, held=SHIFT)
    press(Qt.Key.Key_D, held=CONTROL)
    qtbot.waitUntil(lambda: len(window.history.done) == 3)
    rests(qtbot, window, marks)
    states = [str(standing(book, name, "FEED").state) for name in (ADA, JOAO, YUI)]
    assert states == ["met", "not_met", "met"]


def test_filling_down_fills_a_cell_whose_entry_was_voided(qtbot, window, book, marks) -> None:
    at(marks, JOAO, "FEED")
    keys("n")
    rests(qtbot, window, marks)
    press(DELETE)
    qtbot.waitUntil(lambda: len(window.history.done) == 2)
    rests(qtbot, window, marks)
    at(marks, ADA, "FEED")
    keys("p")
    rests(qtbot, window, marks)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, held=SHIFT)
    press(Qt.Key.Key_D, held=CONTROL)
    qtbot.waitUntil(lambda: len(window.history.done) == 4)
    rests(qtbot, window, marks)
    assert [str(standing(book, name, "FEED").state) for name in (ADA, JOAO, YUI)] == ["met"] * 3


def test_a_single_cell_that_has_an_entry_is_not_filled_and_says_so(qtbot, window, book, marks) -> None:
    at(marks, JOAO, "FEED")
    keys("n")
    at(marks, ADA, "FEED")
    keys("p")
    rests(qtbot, window, marks)
    at(marks, JOAO, "FEED")
    press(Qt.Key.Key_D, held=CONTROL)
    settled(qtbot, window)
    assert window.footer.note.text() == "This cell has an entry already. Nothing was filled."
    assert str(standing(book, JOAO, "FEED").state) == "not_met"


def test_f2_shows_the_history(qtbot, window, book, marks) -> None:
    at(marks, ADA, "TEST")
    keys("30")
    press(ENTER)
    rests(qtbot, window, marks)
    at(marks, ADA, "TEST")
    press(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: marks.body.panel is not None)
    assert len(marks.body.panel.history.entries) == 1
    press(Qt.Key.Key_Escape)
    assert marks.body.panel is None
    assert focus() is marks.grid


def test_the_step_has_a_name_that_says_whose_mark_it_is(qtbot, window, book, marks) -> None:
    at(marks, ADA, "FEED")
    keys("p")
    rests(qtbot, window, marks)
    assert window.history.done[-1].label == f"mark for {ADA}"


def test_the_standing_at_the_right_follows(qtbot, window, book, marks) -> None:
    at(marks, ADA, "OBS")
    keys("p")
    rests(qtbot, window, marks)
    row = marks.grid.currentIndex().row()
    shown = [marks.model.look(row, len(marks.model.places) + place).text for place in range(3)]
    now = progress(book, ADA).today.standing
    assert shown[0] == f"{now.met} of {now.required}"
    assert shown[2] == "In progress"
