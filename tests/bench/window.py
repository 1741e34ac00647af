"""The window's start and keys. `bare`, `first_paint`, `key FOLDER`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BEGUN = time.perf_counter()
KEYS_A_SECOND = 30
"""As fast as a keyboard repeats a key that is held down; nobody types as fast."""


def bare() -> None:
    """An empty main window, shown and painted."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    window.grab()
    _tell(seconds=time.perf_counter() - BEGUN)


def first_paint() -> None:
    """Our window as it starts, without a book: painted, then filled and painted again."""
    from skillmark.bootstrap import collect_later

    collect_later()
    from skillmark.window.app import after_the_paint, make_app
    from skillmark.window.keeper import Keeper
    from skillmark.window.main_window import shown_window

    app = make_app(sys.argv[:1])
    window = shown_window(Keeper(Path(tempfile.mkdtemp()) / "settings.toml"))
    app.processEvents()
    window.grab()
    painted = time.perf_counter() - BEGUN
    after_the_paint(window, None)
    app.processEvents()
    window.grab()
    _tell(seconds=painted, filled=time.perf_counter() - BEGUN)
    window.operations.shut_down()


def key(folder: str) -> None:
    """A mark typed and sent off, key by key, each until its cell is painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.bench import school

    school.make(Path(folder), 1_000, 60, 1).close(keep_copy=False)
    app, window, grid = _marks_of(Path(folder) / "bench.skillmark")
    seen = _painted_watch(grid.viewport())
    taken: list[float] = []
    grid.setFocus()
    for number in range(60):
        for name in (Qt.Key.Key_7, Qt.Key.Key_0 + number % 10, Qt.Key.Key_Return):
            _let_pass(app, 1 / KEYS_A_SECOND)
            seen.watch(grid.visualRect(grid.currentIndex()))
            begun = time.perf_counter()
            QTest.keyClick(QApplication.focusWidget(), name)
            while not seen.painted:
                app.processEvents()
            taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    window.operations.shut_down()
    _tell(median=taken[len(taken) // 2], p95=taken[int(len(taken) * 0.95)])


def _marks_of(book: Path) -> Any:
    """The window on the marks of a book's only cohort: the application, the window, the grid."""
    from skillmark.protocol.requests.look import ListCohorts
    from skillmark.window.app import after_the_paint, make_app
    from skillmark.window.keeper import Keeper
    from skillmark.window.main_window import shown_window
    from skillmark.window.pages.marks import MarksTab

    app = make_app(sys.argv[:1])
    window = shown_window(Keeper(book.with_name("settings.toml")))
    after_the_paint(window, book)
    _until(app, lambda: window.desk.kept is not None)
    found: list[Any] = []
    window.operations.ask(ListCohorts(), found.append)
    _until(app, lambda: bool(found))
    window.go("cohorts", (found[0][0].key, "marks", None))
    _until(app, lambda: window.findChild(MarksTab) is not None)
    tab = window.findChild(MarksTab)
    _until(app, lambda: tab.isVisible() and tab.model.rowCount() > 0)
    return app, window, tab.grid


def _painted_watch(widget: Any) -> Any:
    """An event filter that notes when a cell of a viewport is painted."""
    from PySide6.QtCore import QEvent, QObject, QRect

    class Painted(QObject):
        painted, cell = False, QRect()

        def watch(self, cell: QRect) -> None:
            self.painted, self.cell = False, cell.adjusted(4, 4, -4, -4)

        def eventFilter(self, watched: Any, event: Any) -> bool:
            if event.type() == QEvent.Type.Paint and event.region().intersects(self.cell):
                self.painted = True
            return False

    watch = Painted(widget)
    widget.installEventFilter(watch)
    return watch


def _let_pass(app: Any, seconds: float) -> None:
    until = time.perf_counter() + seconds
    _until(app, lambda: time.perf_counter() >= until)


def _until(app: Any, true: Callable[[], bool]) -> None:
    while not true():
        app.processEvents()


def _tell(**figures: float) -> None:
    # Imported late: what is measured doesn't pay for it.
    from tests.bench.timing import tell

    tell(**figures)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
