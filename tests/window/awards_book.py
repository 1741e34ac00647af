"""Books for the tests of the awards: learners who are ready, awards that hold, one that the records no longer give."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from skillmark.protocol.requests.award import AwardLearners
from skillmark.window.main_window import MainWindow
from skillmark.window.pages.awards_board import AwardsBoard
from tests.services.school import School, make_school
from tests.window.helper import opened, settled

READY = ("Ada Mensah", "João dos Santos", "高橋 結衣")
UNREADY = "Ben Okri"
DAY = date(2026, 6, 1)
CREDENTIAL = "FORM-ASSESS"


def make_book(folder: Path, more: Callable[[School], Any] = lambda school: None) -> Path:
    """A cohort of four, of whom three have met everything; `more` goes on from there."""
    school = make_school(folder, (*READY, UNREADY))
    for name in READY:
        school.meet_everything(name, DAY)
    more(school)
    path = school.sitting.path
    school.sitting.close(keep_copy=False)
    return path


def award_two(school: School) -> None:
    """Awards the first two, and corrects a mark of the second so that the records no longer give the award."""
    keys = tuple(school.learners[name] for name in READY[:2])
    school.do(AwardLearners(CREDENTIAL, school.cohort, keys))
    history = school.progress(READY[1])
    entry = next(one for one in history.requirements if one.requirement.code == "TEST").standing.deciding
    school.correct(entry, mark=10, reason="Marked anew")


def open_awards(qtbot: Any, window: MainWindow, made: Path, folder: Path) -> tuple[AwardsBoard, Path]:
    """Opens a copy of a book in the window at the page Awards; the board and the copy's path."""
    path = folder / "riverside.skillmark"
    shutil.copyfile(made, path)
    window.resize(1440, 900)
    opened(qtbot, window, path)
    window.go("awards")
    settled(qtbot, window)
    return window.page().board, path


def page_stands(qtbot: Any, board: AwardsBoard) -> None:
    """Waits until the page of the chosen award is drawn."""
    qtbot.waitUntil(lambda: board.pane.preview.standing(), timeout=10_000)


def pick(board: AwardsBoard, name: str) -> None:
    """Goes to a holder's award in the list."""
    rows = board.list.rows.shown
    board.list.table.go_to(next(place for place, row in enumerate(rows) if row.holder == name))
