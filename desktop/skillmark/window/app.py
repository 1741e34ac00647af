"""Starts the window: paint first, then everything else."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, Qt, QTimer
from PySide6.QtWidgets import QApplication

from skillmark.system.logs import begin_log, end_log
from skillmark.window import crash, icons, jobs, theme
from skillmark.window.context import Keeper
from skillmark.window.main_window import MainWindow, shown_window


def make_app(arguments: list[str]) -> QApplication:
    """The application with Fusion and the window's own fonts."""
    found = QApplication.instance()
    if found is None:
        QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = found if isinstance(found, QApplication) else QApplication(arguments)
    # Qt tells of every family that it asks in vain for a script before it comes to the one that has it.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    QApplication.setStyle("Fusion")
    app.setApplicationName("skillmark")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("skillmark")
    app.setWindowIcon(icons.window_icon())
    theme.load_fonts()
    return app


def after_the_paint(window: MainWindow, book: Path | None) -> None:
    """What waits until the window stands: fonts of other scripts, and the book that was named."""
    theme.load_fallback_fonts()
    window.operations.submit(jobs.load_services, lambda value, error: None)
    if book is not None:
        window.desk.open(book)


def run(book: Path | None = None) -> int:
    """Opens the window, on a book where one is named; gives the program's exit code."""
    log = begin_log()
    try:
        app = make_app(sys.argv[:1])
        keeper = Keeper()
        window = shown_window(keeper)
        crash.install(window)
        QTimer.singleShot(0, lambda: after_the_paint(window, book))
        return app.exec()
    finally:
        end_log(log)
