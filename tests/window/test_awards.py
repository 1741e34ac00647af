"""The award-all panel: awarding by keys, refusals in words, exceptions, prepared runs."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from skillmark.protocol.requests.award import AwardLearners
from skillmark.protocol.requests.judge import HoldCandidacy
from skillmark.protocol.requests.look import FindAward, ListAwards, ListRuns, Progress
from skillmark.window.pages.awards_board import TOUCHED
from skillmark.window.widgets.controls import Button
from tests.window.awards_book import READY, UNREADY, award_two, make_book, open_awards, pick
from tests.window.helper import look, press, settled, type_into


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_book(tmp_path_factory.mktemp("ready"))


@pytest.fixture(scope="module")
def awarded(tmp_path_factory) -> Path:
    return make_book(tmp_path_factory.mktemp("awarded"), award_two)


@pytest.fixture
def board(qtbot, empty_window, made, tmp_path):
    found, path = open_awards(qtbot, empty_window, made, tmp_path)
    found.book = path
    return found


def unfold(qtbot, board) -> None:
    board.refusals.button.click()
    assert board.refusals.list.isVisible()


def test_the_panel_says_who_is_ready_and_what_awarding_does(board) -> None:
    assert board.panel.isVisible()
    assert board.panel.names.names() == list(READY)
    assert board.panel.title.text() == "3 learners of Northside are ready"
    assert board.panel.award_button.text() == "Award 3 learners"
    assert "Formative Assessment in Practice, version 1. Awarded today, valid until" in board.panel.lead.text()
    assert board.refusals.title.text() == "1 learner isn't ready"
    assert not board.refusals.list.isVisible()


def test_everybody_who_is_ready_is_awarded_by_keys(qtbot, empty_window, board) -> None:
    press(qtbot, "Ctrl+Return", board.list.table)
    settled(qtbot, empty_window)
    rows = look(board.book, ListAwards())
    assert {row.holder for row in rows} == set(READY)
    assert "3 learners are awarded: RI-" in board.done.text.text()
    assert len(board.list.rows.shown) == 3
    assert empty_window.page().header.subtitle.text() == "3"
    assert "3 valid" in empty_window.page().note()
    assert not board.panel.isVisible()
    # The same keys again award nobody, and what was awarded can't be undone.
    press(qtbot, "Ctrl+Return", board.list.table)
    settled(qtbot, empty_window)
    assert len(look(board.book, ListAwards())) == 3
    assert not empty_window.history.done


def test_space_unticks_a_learner_who_is_then_left_out(qtbot, empty_window, board) -> None:
    board.panel.list.setFocus()
    qtbot.keyClick(board.panel.list, Qt.Key.Key_Right)
    qtbot.keyClick(board.panel.list, Qt.Key.Key_Space)
    assert board.panel.award_button.text() == "Award 2 learners"
    board.panel.award_button.click()
    settled(qtbot, empty_window)
    assert {row.holder for row in look(board.book, ListAwards())} == {READY[0], READY[2]}


def test_nobody_ticked_awards_nobody(qtbot, empty_window, board) -> None:
    board.panel.tick_button.click()
    assert board.panel.tick_button.text() == "Tick all"
    assert not board.panel.award_button.isEnabled()
    press(qtbot, "Ctrl+Return", board.list.table)
    settled(qtbot, empty_window)
    assert look(board.book, ListAwards()) == []
    board.panel.tick_button.click()
    assert len(board.panel.names.ticked()) == 3


def test_the_day_is_asked_about_and_kept(qtbot, empty_window, board) -> None:
    type_into(qtbot, board.panel.day, "2026-05-01")
    qtbot.waitUntil(lambda: not board.panel.names.rowCount(), timeout=5_000)
    settled(qtbot, empty_window)
    assert "the last judgement is of 1 June 2026" in board.refusals.lines.lines[0].reasons
    board.panel.day.setText("nonsense")
    board.panel.day.edited.emit()
    qtbot.waitUntil(lambda: bool(board.panel.wrong.text()), timeout=5_000)
    assert board.panel.day.property("state") == "wrong"
    board.panel.day.setText("2 June 2026")
    board.panel.day.edited.emit()
    qtbot.waitUntil(lambda: board.panel.names.rowCount() == 3, timeout=5_000)
    assert "Awarded on 2 June 2026, valid until 2 June 2029." in board.panel.lead.text()
    board.panel.award_button.click()
    settled(qtbot, empty_window)
    assert {row.awarded_on for row in look(board.book, ListAwards())} == {date(2026, 6, 2)}


def test_who_is_not_ready_is_told_why_and_awarded_by_exception(qtbot, empty_window, board) -> None:
    unfold(qtbot, board)
    line = board.refusals.lines.lines[0]
    assert (line.name, line.way) == (UNREADY, "exception")
    assert line.reasons.startswith("Not ready: 0 of 6 met")
    qtbot.keyClick(board.refusals.list, Qt.Key.Key_Return)
    panel = board.side.panel
    panel.accept_button.click()
    assert panel.form.mistake("reason") == "This is needed."
    panel.form.fields["reason"].put("Board decision 7,\nof 3 June")
    press(qtbot, "Ctrl+Return", panel.form.fields["reason"])
    settled(qtbot, empty_window)
    rows = look(board.book, ListAwards())
    assert [(row.holder, row.by_exception) for row in rows] == [(UNREADY, True)]
    assert (
        json.loads(look(board.book, FindAward(rows[0].number)).snapshot)["exception"] == "Board decision 7, of 3 June"
    )
    assert board.side.panel is None
    assert board.chosen().holder == UNREADY


def test_an_exception_that_is_refused_is_said_in_its_panel(qtbot, empty_window, board) -> None:
    unfold(qtbot, board)
    board.acts.exception()
    type_into(qtbot, board.panel.day, "2031-01-01")
    board.side.panel.form.fields["reason"].put("Board decision")
    board.acts.exception()
    board.side.panel.form.fields["reason"].put("Board decision")
    board.side.panel.accept_button.click()
    settled(qtbot, empty_window)
    assert "is in the future" in board.side.panel.told.text()
    assert look(board.book, ListAwards()) == []


def test_who_was_awarded_meanwhile_is_refused_and_the_award_is_opened(qtbot, empty_window, board) -> None:
    found = next(row for row in look(board.book, Progress()) if row.learner.display_name == READY[0])
    board.part.touched_by = frozenset({"nothing"})
    empty_window.operations.request(AwardLearners("FORM-ASSESS", learners=(found.learner.key,)))
    settled(qtbot, empty_window)
    board.part.touched_by = TOUCHED
    board.acts.award()
    settled(qtbot, empty_window)
    settled(qtbot, empty_window)
    assert board.refusals.title.text() == "1 asked for and refused"
    held = board.refusals.lines.lines[0]
    assert held.reasons.startswith("Already holds a valid award, RI-")
    pick(board, READY[1])
    board.refusals.list.setFocus()
    qtbot.keyClick(board.refusals.list, Qt.Key.Key_Return)
    assert board.chosen().number == held.number
    assert empty_window.page().refused() == 1
    empty_window.page().show_refused()
    assert board.refusals.list.hasFocus()
    board.refusals.button.click()
    assert not board.refusals.isVisible()
    assert empty_window.page().refused() == 0


def test_who_holds_the_award_is_not_listed_as_unready(qtbot, empty_window, awarded, tmp_path) -> None:
    board, _ = open_awards(qtbot, empty_window, awarded, tmp_path)
    assert [one.name for one in board.refusals.lines.lines] == [UNREADY]
    assert board.panel.names.names() == [READY[2]]


def test_those_who_became_unready_are_refused_beneath(qtbot, empty_window, board) -> None:
    found = next(row for row in look(board.book, Progress()) if row.learner.display_name == READY[1])
    board.part.touched_by = frozenset({"nothing"})
    empty_window.operations.request(HoldCandidacy(found.candidacy, "Query"))
    board.panel.award_button.click()
    settled(qtbot, empty_window)
    assert board.refusals.title.text() == "1 asked for and refused"
    assert board.refusals.list.isVisible()
    line = board.refusals.lines.lines[0]
    assert (line.name, line.way) == (READY[1], "")
    assert "The candidacy is on hold." in line.reasons
    assert "2 learners are awarded" in board.done.text.text()


def test_a_run_is_prepared_with_its_proof_list_and_issued(qtbot, empty_window, board, tmp_path) -> None:
    board.panel.prepare_button.click()
    panel = board.side.panel
    assert not board.acts.can("awards.award")
    type_into(qtbot, panel.form.fields["file"].path, str(tmp_path / "nowhere" / "deep" / "proof.pdf"))
    panel.accept_button.click()
    settled(qtbot, empty_window)
    assert "nowhere" in panel.form.mistake("file")
    # The run is there; the second try only writes.
    type_into(qtbot, panel.form.fields["file"].path, str(tmp_path / "proof"))
    panel.accept_button.click()
    settled(qtbot, empty_window)
    assert [(run.number, run.count) for run in look(board.book, ListRuns())] == [(1, 3)]
    text = subprocess.run(["pdftotext", tmp_path / "proof.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert all(name.replace(" ", "") in text.replace(" ", "") for name in READY)
    assert board.done.text.text() == "The proof list of run 1 is 1 page."
    assert board.runs.isVisible()
    assert look(board.book, ListAwards()) == []
    board.acts.issue(board.runs.rows[0])
    settled(qtbot, empty_window)
    assert len(look(board.book, ListAwards())) == 3
    assert not board.runs.isVisible()


def test_a_run_is_dropped(qtbot, empty_window, board, tmp_path) -> None:
    board.panel.prepare_button.click()
    type_into(qtbot, board.side.panel.form.fields["file"].path, str(tmp_path / "proof.pdf"))
    qtbot.keyClick(board.side.panel.form.fields["file"].path, Qt.Key.Key_Return)
    settled(qtbot, empty_window)
    board.acts.proof(board.runs.rows[0])
    assert board.side.panel.title.text() == "Proof list of run 1"
    board.side.panel.leave()
    board.acts.drop(board.runs.rows[0])
    settled(qtbot, empty_window)
    assert look(board.book, ListRuns()) == []
    assert look(board.book, ListAwards()) == []
    assert board.done.text.text() == "Run 1 is dropped. Nothing was numbered."


def prepare(qtbot, window, board, folder: Path) -> None:
    """Prepares a run of everybody who is ticked, as a person does."""
    board.panel.prepare_button.click()
    board.side.panel.form.put({"file": folder / "proof.pdf"})
    board.side.panel.accept_button.click()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: board.runs.isVisible() and board.side.panel is None, timeout=20_000)
    settled(qtbot, window)


def test_the_key_issues_a_run_while_nobody_else_is_ready(qtbot, empty_window, board, tmp_path) -> None:
    prepare(qtbot, empty_window, board, tmp_path)
    board.done.close_button.click()
    settled(qtbot, empty_window)
    assert not board.panel.isVisible()
    assert not board.acts.can("awards.award")
    issue = next(one for one in board.runs.findChildren(Button) if one.text() == "Issue 3 awards")
    assert issue.property("kind") == "primary"
    assert board.keys()[0].text == "issue"
    press(qtbot, "Ctrl+Return", board.list.table)
    settled(qtbot, empty_window)
    assert {row.holder for row in look(board.book, ListAwards())} == set(READY)
    assert look(board.book, ListRuns()) == []


def test_who_is_ready_besides_a_prepared_run_is_awarded_by_the_key(qtbot, empty_window, board, tmp_path) -> None:
    board.panel.list.setFocus()
    qtbot.keyClick(board.panel.list, Qt.Key.Key_Space)
    prepare(qtbot, empty_window, board, tmp_path)
    assert board.panel.title.text() == "1 learner of Northside is ready"
    assert board.refusals.title.text() == "1 learner isn't ready · 2 learners stand in a prepared run"
    assert "Stands in prepared run 1. Issue that run, or drop it." in [
        line.reasons for line in board.refusals.lines.lines
    ]
    issue = next(one for one in board.runs.findChildren(Button) if one.text() == "Issue 2 awards")
    assert issue.property("kind") != "primary"
    board.panel.tick_button.click()
    press(qtbot, "Ctrl+Return", board.list.table)
    settled(qtbot, empty_window)
    # The same keys again don't issue the run unseen: what was awarded has to be read first.
    press(qtbot, "Ctrl+Return", board.list.table)
    settled(qtbot, empty_window)
    assert [row.holder for row in look(board.book, ListAwards())] == [READY[0]]
    assert [run.count for run in look(board.book, ListRuns())] == [2]


@pytest.mark.parametrize(("action", "awards"), [("awards.issue", 3), ("awards.drop", 0)])
def test_a_run_is_issued_or_dropped_from_the_menu(qtbot, empty_window, board, tmp_path, action, awards) -> None:
    assert not empty_window.actions_[action].isEnabled()
    prepare(qtbot, empty_window, board, tmp_path)
    assert empty_window.actions_[action].isEnabled()
    empty_window.actions_[action].trigger()
    settled(qtbot, empty_window)
    assert look(board.book, ListRuns()) == []
    assert len(look(board.book, ListAwards())) == awards
    assert not empty_window.actions_[action].isEnabled()


def test_a_cohorts_tab_awards_its_own(qtbot, empty_window, made, tmp_path) -> None:
    _, path = open_awards(qtbot, empty_window, made, tmp_path)
    page = empty_window.page_of("cohorts")
    empty_window.go("cohorts")
    settled(qtbot, empty_window)
    key = page.list.rows.shown[0].key
    empty_window.go("cohorts", (key, "awards", None))
    settled(qtbot, empty_window)
    board = page.one.tab().board
    assert board.panel.title.text() == "3 learners of Northside are ready"
    press(qtbot, "Ctrl+Return", board.list.table)
    settled(qtbot, empty_window)
    assert len(look(path, ListAwards())) == 3
    assert "3 valid" in page.note()
    assert board.refusals.title.text() == "1 learner isn't ready"


def revoke(qtbot, window, board, name: str) -> None:
    """Revokes somebody's award as a person does."""
    pick(board, name)
    settled(qtbot, window)
    board.pane.facts.buttons["revoke"].click()
    field = board.pane.under.panel.form.fields["reason"]
    type_into(qtbot, field, "Plagiarism")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled(qtbot, window)


def test_what_was_revoked_is_no_longer_offered_for_export(qtbot, empty_window, board) -> None:
    press(qtbot, "Ctrl+Return", board.list.table)
    settled(qtbot, empty_window)
    assert board.done.next.text() == "Export 3 certificates…"
    revoke(qtbot, empty_window, board, READY[0])
    assert board.done.next.text() == "Export 2 certificates…"
    board.done.next.click()
    assert board.side.panel.title.text() == "Export 2 certificates"
    board.side.close_panel()
    for name in READY[1:]:
        revoke(qtbot, empty_window, board, name)
    assert board.done.isVisible()
    assert not board.done.next.isVisible()


def test_the_keyboard_stays_on_the_page_when_its_button_goes(qtbot, empty_window, board, tmp_path) -> None:
    board.panel.award_button.setFocus()
    qtbot.keyClick(board.panel.award_button, Qt.Key.Key_Return)
    settled(qtbot, empty_window)
    assert not board.panel.isVisible()
    assert QApplication.focusWidget() is board.list.table


def test_the_keyboard_stays_on_the_page_when_a_run_was_issued(qtbot, empty_window, board, tmp_path) -> None:
    board.panel.prepare_button.click()
    panel = board.side.panel
    panel.form.put({"file": tmp_path / "proof.pdf"})
    press(qtbot, "Ctrl+Return", panel.form.fields["file"].path)
    qtbot.waitUntil(lambda: board.runs.isVisible() and board.side.panel is None, timeout=20_000)
    settled(qtbot, empty_window)
    issue = next(one for one in board.runs.findChildren(Button) if one.text() == "Issue 3 awards")
    issue.setFocus()
    qtbot.keyClick(issue, Qt.Key.Key_Return)
    settled(qtbot, empty_window)
    assert len(look(board.book, ListAwards())) == 3
    assert QApplication.focusWidget() is board.list.table


def test_enter_hands_a_reason_over(qtbot, empty_window, awarded, tmp_path) -> None:
    board, path = open_awards(qtbot, empty_window, awarded, tmp_path)
    revoke(qtbot, empty_window, board, READY[0])
    assert board.pane.under.panel is None
    assert [row.status for row in look(path, ListAwards()) if row.holder == READY[0]] == ["revoked"]


def test_the_buttons_work_beside_an_open_panel_and_its_keys_are_the_panels(qtbot, empty_window, board) -> None:
    board.refusals.button.click()
    qtbot.keyClick(board.refusals.list, Qt.Key.Key_Return)
    assert board.side.panel is not None
    assert board.panel.award_button.isEnabled()
    assert board.panel.prepare_button.isEnabled()
    assert not board.panel.award_button.cap.isVisible()
    # Ctrl+Enter is the panel's, which asks for its reason.
    press(qtbot, "Ctrl+Return")
    settled(qtbot, empty_window)
    assert board.side.panel.form.mistake("reason") == "This is needed."
    assert look(board.book, ListAwards()) == []
    board.panel.award_button.click()
    settled(qtbot, empty_window)
    assert len(look(board.book, ListAwards())) == 3
