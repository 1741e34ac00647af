"""Starts the window: paint first, then everything else."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication

from skillmark.window import theme
from skillmark.window.keeper import Keeper
from skillmark.window.main_window import MainWindow, shown_window

TURN = 0.0005
"""Seconds after which a thread that saves or reads gives way to the window; Python's own 5 ms can be felt in typing."""


def make_app(arguments: list[str]) -> QApplication:
    """The application, with Fusion."""
    found = QApplication.instance()
    if found is None:
        QApplication.setStyle("Fusion")
    app = found if isinstance(found, QApplication) else QApplication(arguments)
    # Qt tells of every family that it asks in vain for a script before it comes to the one that has it.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    app.setApplicationName("skillmark")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("skillmark")
    return app


def after_the_paint(window: MainWindow, book: Path | None) -> None:
    """What waits until the window stands: the log, what fills it, fonts of other scripts, the book that was named."""
    from skillmark.system.logs import begin_log, end_log
    from skillmark.window import crash, jobs

    app = QApplication.instance()
    assert app is not None
    app.aboutToQuit.connect(partial(end_log, begin_log()))
    sys.setswitchinterval(TURN)
    window.furnish()
    crash.install(window)
    window.repaint()
    gc.freeze()
    gc.enable()
    theme.load_fallback_fonts()
    window.operations.submit(jobs.load_services, lambda value, error: None)
    if book is not None:
        window.desk.open(book)


def run(book: Path | None = None) -> int:
    """Opens the window, on a book where one is named; gives the program's exit code."""
    app = make_app(sys.argv[:1])
    window = shown_window(Keeper())
    window.when_painted = partial(after_the_paint, window, book)
    return app.exec()
