"""The window's start and keys. `bare`, `first_paint`, `key FOLDER`."""

from __future__ import annotations

import sys
import time

BEGUN = time.perf_counter()


def bare() -> None:
    """An empty main window, shown and painted."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    window.grab()
    _tell()


def first_paint() -> None:
    """Our window as it starts, without a book, shown and painted."""
    from skillmark.window.app import make_window

    app, window = make_window()
    window.show()
    app.processEvents()
    window.grab()
    _tell()
    window.operations.shut_down()


def _tell() -> None:
    from tests.bench.timing import tell

    tell(seconds=time.perf_counter() - BEGUN)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
