"""The overview: the map goes to Marks, the side says who is blocked or quiet and lets a try be granted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from skillmark.protocol.requests.judge import Judgement, RecordAssessment
from skillmark.window.pages.learners import LearnersTab
from skillmark.window.pages.marks import MarksTab
from skillmark.window.pages.overview import OverviewTab
from skillmark.window.widgets.footer import Key
from tests.window.grid_helper import ADA, JOAO, at, focus, keys, press, progress, record, rests, standing, tab_of
from tests.window.helper import CREDENTIAL, opened, settled

ENTER = Qt.Key.Key_Return


@pytest.fixture
def overview(qtbot, empty_window, book):
    """The tab Overview; Ada has used both tries of the observed lesson, João has met it."""
    ada, joao = progress(book, ADA).candidacy, progress(book, JOAO).candidacy
    record(
        book,
        RecordAssessment(ada, "OBS", Judgement(outcome="not_met")),
        RecordAssessment(ada, "OBS", Judgement(outcome="not_met")),
        RecordAssessment(joao, "OBS", Judgement(outcome="met")),
        RecordAssessment(joao, "TEST", Judgement(mark=Decimal(20))),
        RecordAssessment(joao, "TEST", Judgement(mark=Decimal(21))),
    )
    opened(qtbot, empty_window, book)
    return tab_of(qtbot, empty_window, "overview", OverviewTab, book)


def test_the_most_complete_stands_first_or_the_name_decides(overview) -> None:
    names = [row.learner.display_name for row in overview.model.rows]
    assert names[0] == JOAO
    overview._sort("name")
    assert overview.model.name(0) == ADA


def test_enter_opens_the_cell_in_marks(qtbot, empty_window, book, overview) -> None:
    at(overview, ADA, "OBS")
    press(ENTER)
    qtbot.waitUntil(lambda: empty_window.findChild(MarksTab) is not None)
    marks = empty_window.findChild(MarksTab)
    qtbot.waitUntil(lambda: marks.isVisible() and marks.current() is not None)
    qtbot.waitUntil(lambda: marks.current().requirement.code == "OBS")
    assert marks.current().row.learner.display_name == ADA
    qtbot.waitUntil(lambda: focus() is marks.grid)
    keys("m")
    rests(qtbot, empty_window, marks)
    assert standing(book, ADA, "OBS").missing


def test_the_side_says_who_is_blocked_and_who_has_one_try_left(overview) -> None:
    lines = overview.side.lines.lines
    assert [line.button.text() for line in lines] == ["Grant a try", "Open", "Open"]
    why = [line.button.accessibleDescription() for line in lines]
    assert "All 2 tries of Observed lesson are used" in why[0]
    assert why[1].startswith("Nothing for ")
    assert "one try left" in why[2]


def test_a_try_is_granted_where_its_want_is_said(qtbot, empty_window, book, overview) -> None:
    overview.side.lines.lines[0].button.click()
    panel = overview.body.panel
    assert panel.form.fields["extra_attempts"].text() == "1"
    press(ENTER)
    assert panel.form.mistake("reason") == "This is needed."
    panel.form.fields["reason"].setFocus()
    keys("Ill on both days")
    press(ENTER)
    rests(qtbot, empty_window, overview)
    assert standing(book, ADA, "OBS").attempts_allowed == 3
    assert [line.button.text() for line in overview.side.lines.lines] == ["Open", "Open", "Open"]
    assert empty_window.history.done[-1].label == f"extra try for {ADA}"


def test_the_figures_of_the_chart_stand_in_a_table(overview) -> None:
    table = overview.side.chart.table
    figures = [int(table.item(row, 1).text()) for row in range(table.rowCount())]
    assert sum(figures) == 3
    assert list(overview.side.chart.bars.bins) == figures
    assert table.accessibleName()


def test_a_cohort_that_works_toward_nothing_says_so(qtbot, empty_window, book) -> None:
    from skillmark.protocol.requests.teach import AddCohort

    (key,) = record(book, AddCohort("26-02", "Harbour"))
    opened(qtbot, empty_window, book)
    empty_window.go("cohorts", (key, "overview", None))
    qtbot.waitUntil(lambda: empty_window.findChild(OverviewTab) is not None)
    tab = empty_window.findChild(OverviewTab)
    settled(qtbot, empty_window)
    qtbot.waitUntil(lambda: tab.pages.currentWidget() is tab.empty)
    assert "no micro-credential" in tab.empty.label.text()
    assert tab.empty.button.isVisible()


def test_a_cohort_without_learners_leads_to_them(qtbot, empty_window, book) -> None:
    from skillmark.protocol.requests.teach import AddCohort

    (key,) = record(book, AddCohort("26-02", "Harbour", offer=(CREDENTIAL,)))
    opened(qtbot, empty_window, book)
    empty_window.go("cohorts", (key, "overview", None))
    qtbot.waitUntil(lambda: empty_window.findChild(OverviewTab) is not None)
    tab = empty_window.findChild(OverviewTab)
    qtbot.waitUntil(lambda: tab.pages.currentWidget() is tab.empty)
    settled(qtbot, empty_window)
    assert "No learners yet" in tab.empty.label.text()
    assert focus() is tab.empty.button
    assert focus().text() == "Go to Learners"
    assert tab.keys() == (Key(("Enter",), "Go to Learners"),)
    press(ENTER)
    settled(qtbot, empty_window)
    assert isinstance(empty_window.page().one.tab(), LearnersTab)
