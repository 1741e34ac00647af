"""Entries over what is on record: a new try, a correction, a refusal; and undo."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt

from skillmark.protocol.answers import changes
from skillmark.protocol.requests.judge import Judgement, NewArtifact, RecordAssessment
from skillmark.window.pages.marks import MarksTab
from tests.window.grid_helper import (
    ADA,
    JOAO,
    YUI,
    at,
    check,
    focus,
    history,
    keys,
    press,
    progress,
    record,
    rests,
    standing,
    tab_of,
)
from tests.window.helper import opened

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def marks(qtbot, empty_window, book):
    """The tab Marks; two days ago Ada got 22 in the test."""
    record(book, RecordAssessment(progress(book, ADA).candidacy, "TEST", Judgement(mark=Decimal(22))), days=2)
    opened(qtbot, empty_window, book)
    return tab_of(qtbot, empty_window, "marks", MarksTab, book)


def enter(qtbot, window, marks, text: str) -> None:
    """Types a mark into Ada's test and waits until it is asked about or saved."""
    at(marks, ADA, "TEST")
    keys(text)
    press(ENTER)
    qtbot.waitUntil(lambda: marks.callout.isVisible() or window.operations.waiting == 0)


def test_enter_makes_a_new_try_of_it(qtbot, empty_window, book, marks) -> None:
    enter(qtbot, empty_window, marks, "31")
    qtbot.waitUntil(marks.callout.isVisible)
    assert "22 of 40, first try" in marks.callout.told
    press(ENTER)
    rests(qtbot, empty_window, marks)
    found = standing(book, ADA, "TEST")
    assert (found.result.mark, found.attempts_used) == (Decimal(31), 2)


def test_the_question_says_which_try_it_would_be(qtbot, empty_window, book, marks) -> None:
    enter(qtbot, empty_window, marks, "31")
    qtbot.waitUntil(marks.callout.isVisible)
    assert marks.callout._ways[0].text == "New try (2 of 3)"
    assert "not saved" in marks.model.data(marks.model.index(0, marks.model.column_of("TEST")))
    press(ESC)
    rests(qtbot, empty_window, marks)
    assert len(history(book, ADA, "TEST").entries) == 1
    assert marks.model.look(0, marks.model.column_of("TEST")).text == "22 / 40"


def test_a_correction_asks_why(qtbot, empty_window, book, marks) -> None:
    enter(qtbot, empty_window, marks, "30")
    qtbot.waitUntil(marks.callout.isVisible)
    keys("c")
    press(ENTER)
    assert marks.callout.isVisible()
    keys("Added up wrongly")
    press(ENTER)
    rests(qtbot, empty_window, marks)
    found = standing(book, ADA, "TEST")
    assert (found.result.mark, found.attempts_used) == (Decimal(30), 1)
    assert history(book, ADA, "TEST").entries[-1].reason == "Added up wrongly"


def test_voiding_what_is_older_asks_why(qtbot, empty_window, book, marks) -> None:
    at(marks, ADA, "TEST")
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(marks.callout.isVisible)
    keys("Another learner's paper")
    press(ENTER)
    rests(qtbot, empty_window, marks)
    assert standing(book, ADA, "TEST").attempts_used == 0


def test_a_refusal_stands_in_the_cell_with_two_ways_out(qtbot, empty_window, book, marks) -> None:
    at(marks, JOAO, "TEST")
    keys("45")
    press(ENTER)
    qtbot.waitUntil(lambda: marks.refused() == 1)
    at(marks, JOAO, "TEST")
    row, column = marks.grid.currentIndex().row(), marks.grid.currentIndex().column()
    look = marks.model.look(row, column)
    assert (look.kind, look.text, look.note) == ("refused", "45", "not saved")
    tip = marks.model.data(marks.model.index(row, column), Qt.ItemDataRole.ToolTipRole)
    assert "45, not saved: 45 is more than the maximum, 40" in tip
    assert marks.callout.isVisible()
    assert marks.callout.title == "45 is more than the maximum, 40"
    assert "Nothing was saved" in marks.callout.told
    assert "Type a mark from 0 to 40" in marks.callout.told
    press(ENTER)
    assert marks.editor.isVisible()
    assert marks.editor.text() == "45"
    keys("35")
    press(ENTER)
    rests(qtbot, empty_window, marks)
    assert standing(book, JOAO, "TEST").result.mark == Decimal(35)
    assert marks.refused() == 0


@pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_Tab])
def test_a_refusal_takes_the_cursor_back_from_the_step(qtbot, empty_window, book, marks, key) -> None:
    at(marks, JOAO, "TEST")
    keys("45")
    press(key)
    assert marks.current() is None or marks.current().cell != (progress(book, JOAO).candidacy, "TEST")
    qtbot.waitUntil(marks.callout.isVisible)
    press(ENTER)
    assert marks.editor.isVisible()
    keys("35")
    press(ENTER)
    rests(qtbot, empty_window, marks)
    assert standing(book, JOAO, "TEST").result.mark == Decimal(35)
    assert standing(book, YUI, "TEST").attempts_used == 0


def test_a_refusal_leaves_the_cursor_of_who_went_on(qtbot, empty_window, book, marks) -> None:
    told = marks.desk.refused
    held: list[Any] = []
    marks.desk.refused = held.append
    at(marks, JOAO, "TEST")
    keys("45")
    press(ENTER)
    qtbot.waitUntil(lambda: bool(held))
    keys("3")
    told(held[0])
    assert marks.editor.isVisible()
    assert marks.current().row.learner.display_name == YUI
    assert not marks.callout.isVisible()
    press(ESC)
    told(held[0])
    assert marks.current().row.learner.display_name == YUI
    assert not marks.callout.isVisible()
    assert marks.refused() == 1


def test_esc_puts_back_what_is_on_record(qtbot, empty_window, book, marks) -> None:
    enter(qtbot, empty_window, marks, "45")
    qtbot.waitUntil(lambda: marks.refused() == 1)
    at(marks, JOAO, "TEST")
    at(marks, ADA, "TEST")
    assert "still 22 of 40, first try" in marks.callout.told
    press(ESC)
    assert marks.refused() == 0
    assert marks.model.look(0, marks.model.column_of("TEST")).text == "22 / 40"
    assert focus() is marks.grid


def test_what_isnt_a_number_isnt_handed_over(qtbot, empty_window, book, marks) -> None:
    at(marks, JOAO, "TEST")
    keys("3..4")
    press(ENTER)
    rests(qtbot, empty_window, marks)
    assert marks.refused() == 1
    assert history(book, JOAO, "TEST").entries == ()


def test_undo_and_redo_after_the_view_was_sorted(qtbot, empty_window, book, marks) -> None:
    at(marks, YUI, "OBS")
    keys("p")
    rests(qtbot, empty_window, marks)
    marks.corner.sort._chosen("share")
    empty_window.operations.changed.emit(changes(cohort=[marks.cohort.key]))
    press(Qt.Key.Key_Z, held=CONTROL)
    rests(qtbot, empty_window, marks)
    assert str(standing(book, YUI, "OBS").state) == "not_started"
    place = next(number for number, one in enumerate(marks.model.rows) if one.learner.display_name == YUI)
    assert marks.model.look(place, marks.model.column_of("OBS")).text == "Not begun"
    press(Qt.Key.Key_Z, held=CONTROL | SHIFT)
    rests(qtbot, empty_window, marks)
    assert str(standing(book, YUI, "OBS").state) == "met"
    assert marks.model.look(place, marks.model.column_of("OBS")).text.startswith("Met")


def test_the_cursor_stays_with_its_learner_when_sorted(qtbot, empty_window, book, marks) -> None:
    at(marks, YUI, "OBS")
    keys("p")
    rests(qtbot, empty_window, marks)
    marks._sort("share")
    row = marks.grid.currentIndex().row()
    assert marks.model.rows[row].learner.display_name == YUI
    assert row == 0


def test_a_cell_says_saved_for_a_while(qtbot, empty_window, book, marks) -> None:
    at(marks, YUI, "OBS")
    keys("p")
    row, column = marks.grid.currentIndex().row(), marks.grid.currentIndex().column()
    assert marks.model.look(row, column).note == "saving"
    qtbot.waitUntil(lambda: marks.model.look(row, column).note == "saved")
    qtbot.waitUntil(lambda: marks.model.look(row, column).note == "", timeout=4000)


def test_a_refused_fill_leaves_every_cell_as_it_was(qtbot, empty_window, book, marks) -> None:
    at(marks, JOAO, "PORT")
    keys("r")
    rests(qtbot, empty_window, marks)
    press(Qt.Key.Key_Down, held=SHIFT)
    press(Qt.Key.Key_D, held=CONTROL)
    rests(qtbot, empty_window, marks)
    assert str(standing(book, YUI, "PORT").state) == "returned"
    empty_window.close()
    qtbot.waitUntil(lambda: not empty_window.isVisible(), timeout=10_000)
    check(book)


def test_an_impossible_mark_over_another_is_refused_before_anything_is_asked(
    qtbot, empty_window, book, marks, monkeypatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(marks.desk, "choose", lambda *told: asked.append(told))
    at(marks, ADA, "TEST")
    keys("99")
    press(ENTER)
    qtbot.waitUntil(lambda: marks.refused() == 1 or bool(asked))
    assert asked == []
    at(marks, ADA, "TEST")
    look = marks.model.look(marks.grid.currentIndex().row(), marks.grid.currentIndex().column())
    assert (look.kind, look.text, look.note) == ("refused", "99", "not saved")
    assert marks.callout.title == "99 is more than the maximum, 40"
    assert "still 22 of 40, first try" in marks.callout.told
    assert len(history(book, ADA, "TEST").entries) == 1


def form_of(qtbot, marks):
    """Opens the form of Ada's test."""
    at(marks, ADA, "TEST")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: marks.body.panel is not None)
    return marks.body.panel


def test_the_form_takes_a_second_try_on_the_same_day(qtbot, empty_window, book, marks) -> None:
    enter(qtbot, empty_window, marks, "25")
    qtbot.waitUntil(marks.callout.isVisible)
    press(ENTER)
    rests(qtbot, empty_window, marks)
    form = form_of(qtbot, marks).form
    assert (form.fields["as"].value(), form.fields["value"].value()) == ("correct", "25")
    form.fields["as"].setFocus()
    press(Qt.Key.Key_Down)
    assert (form.fields["as"].value(), form.fields["value"].value()) == ("new", "")
    form.fields["value"].setFocus()
    keys("33")
    press(ENTER, held=CONTROL)
    rests(qtbot, empty_window, marks)
    found = standing(book, ADA, "TEST")
    assert (found.result.mark, found.attempts_used) == (Decimal(33), 3)


def test_what_was_typed_stays_when_it_becomes_a_correction(qtbot, empty_window, book, marks) -> None:
    form = form_of(qtbot, marks).form
    assert (form.fields["as"].value(), form.fields["value"].value()) == ("new", "")
    form.fields["as"].setFocus()
    press(Qt.Key.Key_Down)
    assert form.fields["value"].value() == "22"
    form.fields["value"].setFocus()
    form.fields["value"].selectAll()
    keys("24")
    form.fields["as"].setFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    form.fields["reason"].setFocus()
    keys("Misread")
    press(ENTER, held=CONTROL)
    rests(qtbot, empty_window, marks)
    found = standing(book, ADA, "TEST")
    assert (found.result.mark, found.attempts_used) == (Decimal(24), 1)


def test_a_correction_keeps_prior_learning_and_its_evidence(qtbot, empty_window, book) -> None:
    prior = Judgement(mark=Decimal(30), basis="rpl", evidence=(NewArtifact("paper.txt", data=b"Passed."),))
    record(book, RecordAssessment(progress(book, ADA).candidacy, "TEST", prior), days=2)
    opened(qtbot, empty_window, book)
    marks = tab_of(qtbot, empty_window, "marks", MarksTab, book)
    form = form_of(qtbot, marks).form
    form.fields["as"].setFocus()
    press(Qt.Key.Key_Down)
    form.fields["value"].setFocus()
    form.fields["value"].selectAll()
    keys("31")
    form.fields["reason"].setFocus()
    keys("Misread")
    press(ENTER, held=CONTROL)
    rests(qtbot, empty_window, marks)
    entry = next(one for one in history(book, ADA, "TEST").entries if one.counts)
    assert (entry.basis, [title for title, digest in entry.evidence if digest]) == ("rpl", ["paper.txt"])
    assert standing(book, ADA, "TEST").attempts_used == 0
