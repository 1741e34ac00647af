"""Prepared runs and exceptions: what needs a deliberate act, what a cohort's tab shows, what the menu reaches."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from skillmark.protocol.requests.award import AwardLearners
from skillmark.protocol.requests.look import ListAwards, ListCohorts, ListRuns
from skillmark.protocol.requests.teach import AddCohort, AddLearner, TransferLearner
from skillmark.window.pages.awards_export import ResultPanel
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.text import Text
from tests.window.awards_book import CREDENTIAL, READY, UNREADY, make_book, open_awards
from tests.window.helper import look, press, settled, texts, type_into


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_book(tmp_path_factory.mktemp("runs"))


@pytest.fixture
def board(qtbot, empty_window, made, tmp_path):
    found, path = open_awards(qtbot, empty_window, made, tmp_path)
    found.book = path
    return found


def open_tab(qtbot, window, title: str):
    """Opens the tab Awards of a cohort; its board."""
    page = window.page_of("cohorts")
    window.go("cohorts")
    settled(qtbot, window)
    key = next(row.key for row in page.list.rows.shown if row.title == title)
    window.go("cohorts", (key, "awards", None))
    settled(qtbot, window)
    return page.one.tab().board


def test_the_key_of_the_form_pressed_once_more_issues_nothing(qtbot, empty_window, board, tmp_path) -> None:
    board.panel.prepare_button.click()
    field = board.side.panel.form.fields["file"].path
    type_into(qtbot, field, str(tmp_path / "proof.pdf"))
    press(qtbot, "Ctrl+Return", field)
    qtbot.waitUntil(lambda: board.side.panel is None, timeout=20_000)
    for _ in range(2):
        press(qtbot, "Ctrl+Return")
        settled(qtbot, empty_window)
    assert look(board.book, ListAwards()) == []
    named = board.keys()
    assert not {"issue", "award"} & {key.text for key in named}
    # Once that the list is written was read and closed, the key issues the run.
    board.done.close_button.click()
    settled(qtbot, empty_window)
    press(qtbot, "Ctrl+Return")
    settled(qtbot, empty_window)
    assert len(look(board.book, ListAwards())) == 3


def test_a_list_that_was_not_written_leaves_the_key_as_it_was(qtbot, empty_window, board, tmp_path) -> None:
    board.panel.prepare_button.click()
    board.side.panel.form.put({"file": tmp_path / "nowhere" / "deep" / "proof.pdf"})
    board.side.panel.accept_button.click()
    settled(qtbot, empty_window)
    board.side.panel.leave()
    settled(qtbot, empty_window)
    assert board.runs.has_key()
    # Written again for a run that is there: the key waits as well.
    board.acts.proof(board.runs.rows[0])
    board.side.panel.form.put({"file": tmp_path / "proof.pdf"})
    board.side.panel.accept_button.click()
    qtbot.waitUntil(lambda: board.side.panel is None, timeout=20_000)
    settled(qtbot, empty_window)
    assert board.runs.isVisible()
    assert not board.runs.has_key()


def prepare_one(school) -> None:
    """Prepares a run of everybody who is ready."""
    school.do(AwardLearners(CREDENTIAL, learners=tuple(school.learners[name] for name in READY), prepare=True))


def test_a_second_press_while_a_run_is_issued_does_nothing(qtbot, empty_window, tmp_path) -> None:
    (tmp_path / "made").mkdir()
    board, path = open_awards(qtbot, empty_window, make_book(tmp_path / "made", prepare_one), tmp_path)
    button = next(one for one in board.runs.findChildren(Button) if one.text().startswith("Issue 3"))
    button.setFocus()
    for _ in range(2):
        press(qtbot, "Space", QApplication.focusWidget() or empty_window)
    assert not board.acts.can("awards.issue")
    settled(qtbot, empty_window)
    assert not empty_window.said_bar.isVisible()
    assert len(look(path, ListAwards())) == 3
    assert QApplication.focusWidget() is not None


def run_of_two_cohorts(school) -> None:
    """Prepares a run of three, of whom one is in another cohort, and one more in the first cohort alone."""
    other = school.do(AddCohort("26-02", "Southside", date(2026, 4, 1), offer=(CREDENTIAL,)))
    school.do(AddCohort("26-03", "Westside", date(2026, 4, 1), offer=(CREDENTIAL,)))
    school.do(TransferLearner(school.learners[READY[2]], school.cohort, other))
    keys = tuple(school.learners[name] for name in READY)
    school.do(AwardLearners(CREDENTIAL, learners=keys[:1], prepare=True))
    school.do(AwardLearners(CREDENTIAL, learners=keys[1:], prepare=True))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory) -> Path:
    return make_book(tmp_path_factory.mktemp("mixed"), run_of_two_cohorts)


def test_a_cohorts_tab_lists_the_runs_of_its_learners(qtbot, empty_window, mixed, tmp_path) -> None:
    board, path = open_awards(qtbot, empty_window, mixed, tmp_path)
    keys: dict[str, UUID] = {row.title: row.key for row in look(path, ListCohorts())}
    assert [(run.number, run.here) for run in look(path, ListRuns(keys["Northside"]))] == [(1, 1), (2, 1)]
    assert [run.number for run in board.runs.rows] == [1, 2]
    assert not any("of this cohort" in text for text in texts(board.runs, Text))
    found = {}
    for title in ("Northside", "Southside", "Westside"):
        tab = open_tab(qtbot, empty_window, title)
        said = [text for text in texts(tab.runs, Text) if "is prepared" in text]
        found[title] = [text[: text.index(", FORM")] for text in said]
    assert found["Northside"] == [
        "Run 1 is prepared: 1 learner of this cohort",
        "Run 2 is prepared: 2 learners, 1 of this cohort",
    ]
    assert found["Southside"] == ["Run 2 is prepared: 2 learners, 1 of this cohort"]
    assert found["Westside"] == []


def test_an_exception_is_reached_from_the_menu_and_asks_for_the_reason(qtbot, empty_window, board) -> None:
    assert not board.refusals.list.isVisible()
    action = empty_window.actions_["awards.exception"]
    assert action.isEnabled()
    action.trigger()
    panel = board.side.panel
    assert panel.lead.text().replace("\u2068", "").startswith(f"{UNREADY}: Not ready: 0 of 6 met")
    assert list(panel.form.fields) == ["reason"]
    panel.form.fields["reason"].put("Board decision 7")
    press(qtbot, "Ctrl+Return", panel.form.fields["reason"])
    settled(qtbot, empty_window)
    assert [(row.holder, row.by_exception) for row in look(board.book, ListAwards())] == [(UNREADY, True)]
    # Now everybody is ready or awarded, and that is said.
    action.trigger()
    assert board.side.panel is None
    assert "nobody needs an exception" in empty_window.footer.note.text()


def two_more(school) -> None:
    """Enrols two more, who aren't ready."""
    for name in ("Zoë Adeyemi", "Yusuf Demir"):
        school.do(AddLearner(name, cohort=school.cohort))


def test_of_several_who_are_not_ready_one_is_chosen(qtbot, empty_window, tmp_path) -> None:
    (tmp_path / "made").mkdir()
    board, path = open_awards(qtbot, empty_window, make_book(tmp_path / "made", two_more), tmp_path)
    board.acts.exception()
    panel = board.side.panel
    panel.form.fields["reason"].put("Board decision 7")
    learner = panel.form.fields["learner"]
    names = [learner.itemText(place) for place in range(learner.count())]
    assert set(names) == {UNREADY, "Zoë Adeyemi", "Yusuf Demir"}
    learner.setCurrentIndex(names.index("Yusuf Demir"))
    learner.chosen.emit(learner.value())
    assert "Yusuf Demir" in panel.lead.text()
    panel.accept_button.click()
    settled(qtbot, empty_window)
    assert [(row.holder, row.by_exception) for row in look(path, ListAwards())] == [("Yusuf Demir", True)]


def test_where_nobody_is_ready_it_is_said_where_exceptions_are_made(qtbot, empty_window, board) -> None:
    board.panel.award_button.click()
    settled(qtbot, empty_window)
    board.panel.go_on()
    settled(qtbot, empty_window)
    board.acts.exception()
    assert "open the tab Awards of the cohort" in empty_window.footer.note.text()
    tab = open_tab(qtbot, empty_window, "Northside")
    tab.acts.exception()
    assert UNREADY in tab.side.panel.lead.text()


def test_ticks_and_reasons_are_in_the_menu_with_their_keys(qtbot, empty_window, board) -> None:
    shown = {one.objectName(): one for one in empty_window.menus["record"].actions() if one.isVisible()}
    assert shown["awards.tick"].isEnabled()
    press(qtbot, shown["awards.tick"].shortcut().toString())
    assert board.panel.names.ticked() == ()
    press(qtbot, shown["awards.tick"].shortcut().toString())
    assert len(board.panel.names.ticked()) == 3
    press(qtbot, shown["awards.why"].shortcut().toString())
    assert board.refusals.list.isVisible()
    press(qtbot, shown["awards.why"].shortcut().toString())
    assert not board.refusals.list.isVisible()


def test_the_export_form_opens_again_over_the_result(qtbot, empty_window, board, tmp_path) -> None:
    press(qtbot, "Ctrl+Shift+E", board.list.table)
    assert board.side.panel is None
    assert "None of the awards shown here has a certificate" in empty_window.footer.note.text()
    board.panel.award_button.click()
    settled(qtbot, empty_window)
    press(qtbot, "Ctrl+Shift+E", board.list.table)
    form = board.side.panel
    form.form.put({"folder": tmp_path / "out"})
    press(qtbot, "Ctrl+Return")
    qtbot.waitUntil(lambda: isinstance(board.side.panel, ResultPanel), timeout=20_000)
    press(qtbot, "Ctrl+Shift+E")
    assert board.side.panel.title.text() == "Export 3 certificates"
    assert board.side.panel.accept_button.isVisible()
