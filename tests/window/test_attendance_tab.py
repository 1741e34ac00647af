"""The attendance sheet by keyboard, looked up in the record book."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from skillmark.protocol.requests.look import FindCohort
from skillmark.protocol.requests.teach import AddSession
from skillmark.window.pages.attendance import AttendanceTab
from tests.window.grid_helper import ADA, JOAO, YUI, focus, keys, press, record, rests, sheet, standing, tab_of
from tests.window.helper import COHORT, look, opened, settled

ENTER, CONTROL, SHIFT = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tab(qtbot, empty_window, book):
    """The tab Attendance with one planned session of 90 minutes that counts toward the seminars."""
    cohort = look(book, FindCohort(COHORT)).key
    record(book, AddSession(cohort, "Seminar 1", datetime(2026, 5, 5, 17), 90, requirements=(("", ""),)))
    opened(qtbot, empty_window, book)
    found = tab_of(qtbot, empty_window, "attendance", AttendanceTab, book)
    found.grid.setFocus()
    found.grid.go_to(0, 0)
    return found


def marks_of(book) -> dict[str, tuple[str, int | None]]:
    """Mark and minutes by learner, of the first session."""
    found = sheet(book)
    names = dict(found.learners)
    return {names[learner]: (mark.mark, mark.minutes) for (_session, learner), mark in found.marks.items()}


def test_a_letter_marks_and_goes_to_the_next(qtbot, empty_window, book, tab) -> None:
    keys("pea")
    rests(qtbot, empty_window, tab)
    assert marks_of(book) == {ADA: ("P", None), JOAO: ("E", None), YUI: ("A", None)}
    assert sheet(book).sessions[0].state == "held"
    assert standing(book, ADA, "SEM").minutes == 90


def test_digits_after_l_are_minutes_late(qtbot, empty_window, book, tab) -> None:
    keys("l15pl")
    press(ENTER)
    rests(qtbot, empty_window, tab)
    assert marks_of(book) == {ADA: ("L", 75), JOAO: ("P", None), YUI: ("L", None)}
    assert tab.model.look(0, 0).text == "L"
    assert "15 minutes late" in tab.model.words(0, 0)


def test_all_present_and_then_the_exceptions(qtbot, empty_window, book, tab) -> None:
    press(Qt.Key.Key_P, held=SHIFT)
    rests(qtbot, empty_window, tab)
    assert set(marks_of(book).values()) == {("P", None)}
    tab.grid.go_to(1, 0)
    keys("a")
    rests(qtbot, empty_window, tab)
    assert marks_of(book)[JOAO] == ("A", None)
    assert [one.label for one in empty_window.history.done] == [
        "all present in Seminar 1",
        "attendance of ⁨João dos Santos⁩",
    ]


def test_undo_takes_the_marks_back(qtbot, empty_window, book, tab) -> None:
    press(Qt.Key.Key_P, held=SHIFT)
    rests(qtbot, empty_window, tab)
    press(Qt.Key.Key_Z, held=CONTROL)
    rests(qtbot, empty_window, tab)
    assert marks_of(book) == {}
    assert sheet(book).sessions[0].state == "planned"
    press(Qt.Key.Key_Z, held=CONTROL | SHIFT)
    rests(qtbot, empty_window, tab)
    assert len(marks_of(book)) == 3


def test_delete_takes_a_mark_away(qtbot, empty_window, book, tab) -> None:
    keys("pp")
    rests(qtbot, empty_window, tab)
    tab.grid.go_to(0, 0)
    press(Qt.Key.Key_Delete)
    rests(qtbot, empty_window, tab)
    assert list(marks_of(book)) == [JOAO]


def test_hours_against_what_is_needed_stand_at_the_right(qtbot, empty_window, book, tab) -> None:
    keys("p")
    rests(qtbot, empty_window, tab)
    assert tab.model.look(0, 1).text == "1.5 of 9 h"


def test_a_new_session_is_made_in_the_page(qtbot, empty_window, book, tab) -> None:
    press(Qt.Key.Key_N, held=CONTROL)
    qtbot.waitUntil(lambda: tab.body.panel is not None)
    form = tab.body.panel.form
    assert form.fields["title"].text() == "Seminar 2"
    assert form.fields["day"].text() == "2026-05-12"
    form.put({"time": "9 o'clock"})
    form.fields["title"].setFocus()
    press(ENTER)
    assert "17:00" in form.mistake("time")
    assert focus() is form.fields["time"]
    form.put({"time": "9:30"})
    press(ENTER)
    rests(qtbot, empty_window, tab)
    made = sheet(book).sessions[1]
    assert (made.title, made.starts, made.requirements) == (
        "Seminar 2",
        datetime(2026, 5, 12, 9, 30),
        (("FORM-ASSESS", "SEM"),),
    )
    assert tab.model.columnCount() == 3


def test_a_session_is_edited_and_cancelled(qtbot, empty_window, book, tab) -> None:
    keys("p")
    rests(qtbot, empty_window, tab)
    tab.grid.go_to(0, 0)
    press(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: tab.body.panel is not None)
    tab.body.panel.form.put({"minutes": 60, "state": "cancelled"})
    press(ENTER, held=CONTROL)
    rests(qtbot, empty_window, tab)
    assert (sheet(book).sessions[0].minutes, sheet(book).sessions[0].state) == (60, "cancelled")
    assert standing(book, ADA, "SEM").minutes == 0
    assert focus() is tab.grid


def test_a_cancelled_session_takes_no_marks(qtbot, empty_window, book, tab) -> None:
    tab.cancel_session()
    rests(qtbot, empty_window, tab)
    tab.grid.go_to(0, 0)
    keys("p")
    rests(qtbot, empty_window, tab)
    assert marks_of(book) == {}
    assert tab.refused() == 1


def test_a_session_names_the_credentials_and_counts_toward_the_one_that_is_shown(qtbot, empty_window, book) -> None:
    from skillmark.protocol.requests.define import AddCredential
    from skillmark.protocol.requests.teach import OfferCredential
    from skillmark.services.define import read_credential
    from skillmark.system import resources

    cohort = look(book, FindCohort(COHORT)).key
    file = resources.path("demo", "teaching-writing.yaml")
    document = read_credential(file, file.name)
    record(book, AddCredential(document, publish=True), OfferCredential(cohort, document["code"]))
    opened(qtbot, empty_window, book)
    empty_window.go("cohorts", (cohort, "attendance", None))
    settled(qtbot, empty_window)
    page = empty_window.page().one
    ticked = {}
    for offering in page.cohort.offerings:
        page.offer.choose(offering.credential)
        page.offer.chosen.emit(offering.credential)
        settled(qtbot, empty_window)
        tab = page.tab()
        tab.new_session()
        qtbot.waitUntil(lambda found=tab: found.body.panel is not None)
        fields = tab.body.panel.form.fields
        boxes = {name: one for name, one in fields.items() if name.startswith("toward:")}
        ticked[offering.credential] = [name for name, one in boxes.items() if one.isChecked()]
        titles = {one.credential: one.title for one in page.cohort.offerings}
        assert len({name.removeprefix("toward:").split("/")[0] for name in boxes}) == 2
        for name, box in boxes.items():
            assert f" of {titles[name.removeprefix('toward:').split('/')[0]]} (" in box.text()
        tab.body.close_panel()
    assert ticked["FORM-ASSESS"] == ["toward:FORM-ASSESS/SEM"]
    assert all(name.startswith(f"toward:{code}/") for code, names in ticked.items() for name in names)
    assert max(len(names) for names in ticked.values()) == 1
