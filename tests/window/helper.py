"""What tests of the window do again and again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from skillmark.window.main_window import MainWindow

LEARNERS = ("Ada Mensah", "João dos Santos", "高橋 結衣")
COHORT = "26-01"
CREDENTIAL = "FORM-ASSESS"


class Telling(QPainter):
    """A painter that takes down what is written."""

    def __init__(self, image: QImage) -> None:
        """Paints on an image."""
        super().__init__(image)
        self.texts: list[str] = []

    def drawText(self, *what: Any) -> None:  # type: ignore[override]
        """Writes, and takes it down."""
        self.texts.append(what[-1])
        super().drawText(*what)


def settled(qtbot: Any, window: MainWindow) -> None:
    """Waits until nothing is asked, saved or painted any more."""
    for _ in range(3):
        answered: list[Any] = []
        if window.operations.path is None:
            break
        window.operations.look(lambda sitting: True, answered.append)
        qtbot.waitUntil(lambda found=answered: bool(found) and window.operations.waiting == 0, timeout=10_000)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def opened(qtbot: Any, window: MainWindow, book: Path, *, read_only: bool = False) -> None:
    """Opens a book in the window and waits until it stands."""
    window.desk.kept = None
    window.desk.open(book, read_only=read_only)
    qtbot.waitUntil(lambda: window.desk.kept is not None, timeout=10_000)
    settled(qtbot, window)


def look(path: Path, question: Any) -> Any:
    """Asks a book by services, over a reading connection of its own."""
    from skillmark.services.answer import ask
    from skillmark.services.opening import open_sitting

    sitting = open_sitting(path, write=False)
    try:
        return ask(sitting, question)
    finally:
        sitting.close()


def type_into(qtbot: Any, widget: QWidget, text: str) -> None:
    """Types text into a field, in the place of what stands there."""
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(widget, Qt.Key.Key_Delete)
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(widget, letter)
        else:
            # Qt's own helper knows no other letters.
            QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))


def press(qtbot: Any, keys: str, widget: QWidget | None = None) -> None:
    """Presses a shortcut, spelled as in the table of actions, where the keyboard is."""
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest

    target = widget or QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keySequence(target, QKeySequence(keys))


def texts(widget: QWidget, kind: type[Any]) -> list[str]:
    """The texts of all labels or buttons of a class that can be seen."""
    return [one.text() for one in widget.findChildren(kind) if one.isVisibleTo(widget)]


Run = Callable[[], None]
