"""What the tests of the grids do again and again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from skillmark.domain.standing import RequirementStanding
from skillmark.protocol.requests.look import FindCohort, Progress, ReadHistory, ReadSheet
from skillmark.protocol.rows import History, ProgressRow, Sheet
from skillmark.window.main_window import MainWindow
from tests.window.helper import COHORT, CREDENTIAL, LEARNERS, look, settled

ADA, JOAO, YUI = LEARNERS


def tab_of(qtbot: Any, window: MainWindow, name: str, kind: type[Any], book: Path) -> Any:
    """Goes to a tab of the small cohort and waits until its rows are there."""
    window.go("cohorts", (look(book, FindCohort(COHORT)).key, name, None))
    qtbot.waitUntil(lambda: window.findChild(kind) is not None)
    tab = window.findChild(kind)
    qtbot.waitUntil(lambda: tab.isVisible() and tab.model.rowCount() > 0, timeout=10_000)
    settled(qtbot, window)
    QApplication.processEvents()
    return tab


def at(tab: Any, learner: str, code: str) -> None:
    """Puts the cursor into a cell of the mark grid."""
    row = next(number for number, one in enumerate(tab.model.rows) if one.learner.display_name == learner)
    tab.grid.setFocus()
    tab.grid.go_to(row, tab.model.column_of(code))


def keys(text: str) -> None:
    """Types text where the keyboard is, key by key."""
    for letter in text:
        QTest.keyClicks(focus(), letter)


def press(*names: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses keys where the keyboard is."""
    for name in names:
        QTest.keyClick(focus(), name, held)


def focus() -> Any:
    """The widget that has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def rests(qtbot: Any, window: MainWindow, tab: Any) -> None:
    """Waits until every entry is answered and its row is read again."""
    qtbot.waitUntil(lambda: window.operations.waiting == 0, timeout=10_000)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: not tab.model.states.ahead() and window.operations.waiting == 0, timeout=10_000)
    settled(qtbot, window)


def progress(book: Path, learner: str) -> ProgressRow:
    """Where a learner is, by the book itself."""
    rows: list[ProgressRow] = look(book, Progress(credential=CREDENTIAL))
    return next(row for row in rows if row.learner.display_name == learner)


def standing(book: Path, learner: str, code: str) -> RequirementStanding:
    """Where a learner is in one requirement, by the book itself."""
    return next(one.standing for one in progress(book, learner).requirements if one.requirement.code == code)


def history(book: Path, learner: str, code: str) -> History:
    """Everything recorded in a cell, by the book itself."""
    found: History = look(book, ReadHistory(progress(book, learner).candidacy, code))
    return found


def sheet(book: Path) -> Sheet:
    """The attendance sheet, by the book itself."""
    found: Sheet = look(book, ReadSheet(look(book, FindCohort(COHORT)).key))
    return found


class Earlier:
    """A clock that is some days behind."""

    def __init__(self, days: int) -> None:
        self.days = days

    def now(self) -> datetime:
        """Now, those days ago."""
        return datetime.now(UTC) - timedelta(days=self.days)


def record(book: Path, *requests: Any, days: int = 0) -> list[Any]:
    """Hands requests over before the window opens the book, as if some days ago."""
    from skillmark.services.handle import handle
    from skillmark.services.opening import open_sitting

    sitting = open_sitting(book, clock=Earlier(days))
    try:
        return [handle(sitting, one).value for one in requests]
    finally:
        sitting.close(keep_copy=False)


def check(book: Path) -> None:
    """Recomputes everything and expects nothing to differ; the window must be closed."""
    from skillmark.services.keep import check_book
    from skillmark.services.opening import open_sitting

    sitting = open_sitting(book, write=False)
    try:
        assert check_book(sitting).findings == ()
    finally:
        sitting.close()
