"""A few hundred keys by chance: nothing breaks, and everything in the book fits together afterwards."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from skillmark.window.pages.attendance import AttendanceTab
from skillmark.window.pages.marks import MarksTab
from tests.window.grid_helper import check, rests, tab_of

LETTERS = "pnrmw0123456789.,:"
NAMED = (
    Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_F2,
)  # fmt: skip
HELD = (
    (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
)
KEYS = 300


def press_any(chance: random.Random, letters: str, tab) -> None:
    """Presses some key where the keyboard is, within the tab."""
    target = QApplication.focusWidget()
    if target is None or not tab.isAncestorOf(target):
        tab.grid.setFocus()
        target = tab.grid
    dice = chance.random()
    if dice < 0.6:
        QTest.keyClicks(target, chance.choice(letters))
    elif dice < 0.9:
        QTest.keyClick(target, chance.choice(NAMED))
    else:
        key, held = chance.choice(HELD)
        QTest.keyClick(target, key, held)
    if chance.random() < 0.1:
        QApplication.processEvents()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_keys_in_marks(qtbot, window, book, seed) -> None:
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    chance = random.Random(seed)
    for number in range(KEYS):
        press_any(chance, LETTERS, tab)
        if number % 50 == 49:
            tab.model.sort_by(chance.choice(("name", "share", "TEST")), down=chance.random() < 0.5)
    finish(qtbot, window, book, tab)


@pytest.mark.parametrize("seed", [4, 5])
def test_any_keys_in_attendance(qtbot, window, book, seed) -> None:
    from datetime import datetime

    from skillmark.protocol.requests.look import FindCohort
    from skillmark.protocol.requests.teach import AddSession
    from tests.window.helper import COHORT, look, settled

    cohort = look(book, FindCohort(COHORT)).key
    for number in (1, 2, 3):
        window.operations.request(
            AddSession(cohort, f"Seminar {number}", datetime(2026, 5, number, 17), 90, requirements=(("", ""),))
        )
    settled(qtbot, window)
    tab = tab_of(qtbot, window, "attendance", AttendanceTab, book)
    chance = random.Random(seed)
    for _ in range(KEYS):
        press_any(chance, "pleaPLEA0123456789", tab)
    finish(qtbot, window, book, tab)


def finish(qtbot, window, book, tab) -> None:
    """Waits until all is answered; what is on show is what the book says, and the book holds together."""
    tab.callout.dismiss() if hasattr(tab, "callout") else None
    tab.editor.cancel()
    tab.body.close_panel()
    for cell in list(tab.model.states.refused()):
        tab.model.states.put_back(cell)
    rests(qtbot, window, tab)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    check(book)
