"""A small record book, the window open on it, and nothing left over afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from skillmark.window import theme
from skillmark.window.app import make_app
from skillmark.window.keeper import Keeper
from skillmark.window.main_window import MainWindow
from tests.window.helper import COHORT, CREDENTIAL, LEARNERS, opened


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Plain Qt application."""
    return QApplication


@pytest.fixture(autouse=True)
def _nothing_is_left(qapp: QApplication) -> Iterator[None]:
    """The usual theme before, and no window left after, each test."""
    make_app([])
    theme.install(qapp, theme.make("light"))
    yield
    for widget in list(QApplication.topLevelWidgets()):
        if isinstance(widget, MainWindow):
            pytest.fail("a window was left open")


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a published credential, a cohort that works toward it, and three learners. Never written to."""
    from skillmark.protocol.requests.define import AddCredential
    from skillmark.protocol.requests.teach import AddCohort, AddLearner
    from skillmark.services.define import read_credential
    from skillmark.services.handle import handle
    from skillmark.services.new import NewBook, new_book
    from skillmark.system import resources

    path = tmp_path_factory.mktemp("small") / "small.skillmark"
    sitting = new_book(path, NewBook("Riverside Institute", "Grace Lindqvist", time_zone="Europe/Lisbon"))
    file = resources.path("demo", "formative-assessment.yaml")
    handle(sitting, AddCredential(read_credential(file, file.name), publish=True))
    begin = date(2026, 4, 17)
    cohort = handle(
        sitting, AddCohort(COHORT, "Northside", begin, offer=(CREDENTIAL,), due_on=date(2026, 12, 18))
    ).value
    for name in LEARNERS:
        handle(sitting, AddLearner(name, cohort=cohort, from_on=begin))
    sitting.close(keep_copy=False)
    return path


@pytest.fixture
def book(small_book: Path, tmp_path: Path) -> Path:
    """A copy of the small book to write to."""
    path = tmp_path / "riverside.skillmark"
    path.write_bytes(small_book.read_bytes())
    return path


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """Settings of their own for each test."""
    return Keeper(tmp_path / "settings.json")


@pytest.fixture
def empty_window(qtbot, keeper: Keeper) -> Iterator[MainWindow]:
    """The window with no book open, shown and active."""
    window = MainWindow(keeper)
    window.furnish()
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    yield window
    close(qtbot, window)


@pytest.fixture
def window(qtbot, empty_window: MainWindow, book: Path) -> MainWindow:
    """The window open on the small book."""
    opened(qtbot, empty_window, book)
    return empty_window


def close(qtbot, window: MainWindow) -> None:
    """Closes a window as a person does, and waits for its threads."""
    window.close()
    if window.isVisible():
        # A form that a test left filled asks once.
        window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    window.hide()
    window.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    QApplication.processEvents()
