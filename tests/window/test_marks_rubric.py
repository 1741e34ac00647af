"""The rubric beside the grid: by digits, with evidence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from skillmark.window.pages.marks import MarksTab
from tests.window.grid_helper import ADA, at, focus, history, keys, press, rests, standing, tab_of

ENTER, ESC, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def marks(qtbot, window, book):
    """The tab Marks with nothing on record."""
    return tab_of(qtbot, window, "marks", MarksTab, book)


def panel_of(qtbot, marks):
    """Opens the panel of the cursor's cell."""
    press(SPACE)
    qtbot.waitUntil(lambda: marks.body.panel is not None)
    return marks.body.panel


def test_digits_fill_the_rubric_and_the_total_runs_along(qtbot, window, book, marks) -> None:
    at(marks, ADA, "PORT")
    panel = panel_of(qtbot, marks)
    keys("22")
    assert panel.rubric.total.text() == "4 of 12 · 8 needed · 1 floor not reached"
    keys("22")
    assert panel.rubric.total.text() == "8 of 12 · 8 needed · every floor is reached"
    assert focus() is panel.form.fields["feedback"]
    keys("Good work")
    panel.form.fields["evidence"].setFocus()
    keys("https://example.org/portfolio")
    press(ENTER)
    rests(qtbot, window, marks)
    assert marks.body.panel is None
    assert focus() is marks.grid
    entry = history(book, ADA, "PORT").entries[0]
    assert (entry.feedback, entry.evidence) == ("Good work", (("https://example.org/portfolio", None),))
    assert standing(book, ADA, "PORT").result.total == Decimal(8)


def test_a_refusal_is_said_in_the_panel(qtbot, window, book, marks) -> None:
    at(marks, ADA, "PORT")
    panel = panel_of(qtbot, marks)
    keys("2222")
    press(ENTER, held=CONTROL)
    qtbot.waitUntil(lambda: panel.form.mistake("evidence") != "")
    assert "asks for evidence" in panel.form.mistake("evidence")
    assert focus() is panel.form.fields["evidence"]
    assert marks.body.panel is panel
    press(ESC)
    rests(qtbot, window, marks)
    assert history(book, ADA, "PORT").entries == ()
    assert marks.refused() == 0


def test_missing_points_are_called_by_their_title_and_gone_to(qtbot, window, book, marks) -> None:
    at(marks, ADA, "PORT")
    panel = panel_of(qtbot, marks)
    keys("222")
    code, line = list(panel.rubric.lines.items())[-1]
    title = panel.rubric.rubric.criteria[-1].title
    panel.form.fields["evidence"].setFocus()
    press(ENTER)
    qtbot.waitUntil(lambda: panel.told.text() != "")
    assert title in panel.told.text()
    assert code not in panel.told.text()
    assert focus() is line
    keys("2")
    panel.form.fields["evidence"].setFocus()
    keys("https://example.org/portfolio")
    press(ENTER)
    rests(qtbot, window, marks)
    assert standing(book, ADA, "PORT").result.total == Decimal(8)


def test_a_file_can_be_the_evidence(qtbot, window, book, marks, tmp_path: Path) -> None:
    file = tmp_path / "work.txt"
    file.write_text("What was done.", encoding="utf-8")
    at(marks, ADA, "PORT")
    panel = panel_of(qtbot, marks)
    keys("3333")
    panel.form.fields["file"].put(file)
    press(ENTER, held=CONTROL)
    rests(qtbot, window, marks)
    title, digest = history(book, ADA, "PORT").entries[0].evidence[0]
    assert title == "work.txt"
    assert digest


def test_ones_own_review_of_today_is_shown_and_corrected(qtbot, window, book, marks) -> None:
    at(marks, ADA, "PORT")
    panel = panel_of(qtbot, marks)
    keys("2222")
    panel.form.put({"evidence": "https://example.org"})
    press(ENTER, held=CONTROL)
    rests(qtbot, window, marks)
    panel = panel_of(qtbot, marks)
    assert panel.rubric.points()["EVID"] == Decimal(2)
    keys("3")
    press(ENTER, held=CONTROL)
    rests(qtbot, window, marks)
    found = standing(book, ADA, "PORT")
    assert (found.result.total, found.attempts_used) == (Decimal(9), 1)


def test_the_form_of_met_or_not_takes_a_note(qtbot, window, book, marks) -> None:
    at(marks, ADA, "OBS")
    panel = panel_of(qtbot, marks)
    keys("p")
    panel.form.put({"staff_note": "Room 12"})
    press(ENTER, held=CONTROL)
    rests(qtbot, window, marks)
    entry = history(book, ADA, "OBS").entries[0]
    assert (entry.outcome, entry.staff_note) == ("met", "Room 12")
