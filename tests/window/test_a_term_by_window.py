"""The same term by the window: only clicks and keys go in; the record book and the files tell what came of it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from skillmark.protocol.requests.look import ListAwards, ListCredentials, Progress
from skillmark.system import resources
from skillmark.window.main_window import MainWindow
from skillmark.window.pages.attendance import AttendanceTab
from skillmark.window.pages.marks import MarksTab
from tests.window.grid_helper import at, check, keys, press, rests
from tests.window.helper import look, settled, type_into
from tests.window.helper import press as shortcut

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ROSTER = (
    "Student ID,Full name,E-mail\nS1,Ada Mensah,ada@example.org\nS2,João dos Santos,\nS3,高橋 結衣,\nS4,Ben Okri,\n"
)
READY = ("Ada Mensah", "João dos Santos", "高橋 結衣")
WORK = (("TEST", "34"), ("PLAN", "3"), ("FEED", "p"), ("OBS", "p"))


class Teacher:
    """Somebody in front of the window."""

    def __init__(self, qtbot: Any, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        """Sits down."""
        self.bot, self.window, self._patch = qtbot, window, monkeypatch

    def choose_next(self, path: Path) -> None:
        """The system's file dialog, which a test can't see, gives this path."""
        for name in ("getOpenFileName", "getSaveFileName"):
            self._patch.setattr(QFileDialog, name, lambda *_args, **_named: (str(path), ""))

    def rest(self) -> None:
        """Waits until everything is saved and shown."""
        settled(self.bot, self.window)

    def shortcut(self, text: str) -> None:
        """Presses a shortcut and waits."""
        shortcut(self.bot, text, self.window)
        self.rest()

    def fill(self, panel: Any, **texts: str) -> None:
        """Types texts into the fields of a form and sends it off with Ctrl+Enter."""
        for name, text in texts.items():
            type_into(self.bot, panel.form.fields[name], text)
        press(ENTER, held=CONTROL)
        self.rest()

    def tab(self, name: str, kind: type[Any]) -> Any:
        """Clicks on a tab of the cohort's page and waits for it."""
        page = self.window.page().one
        place = [one.name for one in page.entries].index(name)
        QTest.mouseClick(page.bar, Qt.MouseButton.LeftButton, pos=page.bar.tabRect(place).center())
        self.rest()
        tab = page.tab()
        assert isinstance(tab, kind)
        return tab

    def menu(self, title: str, entry: str) -> None:
        """Clicks on an entry of the menu bar."""
        bar = self.window.menuBar()
        action = next(one for one in bar.actions() if one.text().replace("&", "") == title)
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(action).center())
        menu = action.menu()
        assert isinstance(menu, QMenu)
        self.bot.waitUntil(menu.isVisible)
        wanted = next(one for one in menu.actions() if one.text().replace("&", "") == entry)
        assert wanted.isEnabled()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(wanted).center())
        # Without a window manager the window isn't made active again when the menu closes.
        self.window.activateWindow()
        self.rest()


@pytest.fixture
def teacher(qtbot: Any, empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Teacher:
    empty_window.resize(1440, 900)
    return Teacher(qtbot, empty_window, monkeypatch)


def make_the_book(teacher: Teacher, path: Path) -> None:
    """A new record book with two micro-credentials, published."""
    window = teacher.window
    teacher.choose_next(path)
    teacher.bot.keyClick(window.welcome, Qt.Key.Key_N)
    teacher.fill(window.welcome.body.panel, name="Riverside Institute", coordinator="Grace Lindqvist")
    teacher.bot.waitUntil(lambda: window.desk.kept is not None, timeout=30_000)
    teacher.rest()
    teacher.shortcut("Ctrl+2")
    for name in ("formative-assessment", "front-end-web"):
        teacher.choose_next(resources.path("demo", f"{name}.yaml"))
        teacher.shortcut("Ctrl+N")
        teacher.shortcut("Ctrl+P")
        shortcut(teacher.bot, "Ctrl+Return")
        teacher.rest()
    assert {(row.code, row.state) for row in look(path, ListCredentials())} == {
        ("FORM-ASSESS", "published"), ("FE-WEB", "published")
    }  # fmt: skip


def gather_the_learners(teacher: Teacher, folder: Path) -> None:
    """A cohort, and its learners from a list."""
    roster = folder / "roster.csv"
    roster.write_text(ROSTER, "utf-8")
    teacher.shortcut("Ctrl+1")
    teacher.shortcut("Ctrl+N")
    panel = teacher.window.page().list.body.panel
    offer = panel.form.fields["offer"]
    while offer.value() != "FORM-ASSESS":
        teacher.bot.keyClick(offer, Qt.Key.Key_Down)
    teacher.fill(panel, code="SPRING-26", title="Spring", starts_on="2026-03-01")
    tab = teacher.tab("learners", object)
    teacher.choose_next(roster)
    teacher.shortcut("Ctrl+I")
    assert tab.importing.import_button.accessibleName() == "Import 4 learners"
    teacher.bot.keyClick(tab.importing, ENTER)
    teacher.rest()
    assert len(tab.rows.shown) == 4


def take_attendance(teacher: Teacher) -> None:
    """Six seminars, everybody there."""
    tab = teacher.tab("attendance", AttendanceTab)
    for number in range(1, 7):
        teacher.shortcut("Ctrl+N")
        panel = tab.body.panel
        if number == 1:
            teacher.fill(panel, title="Seminar 1", day="2026-03-03", time="17:00", minutes="90")
        else:
            teacher.fill(panel)
        assert tab.body.panel is None
        assert tab.current().title == f"Seminar {number}"
        tab.grid.setFocus()
        press(Qt.Key.Key_P, held=SHIFT)
        rests(teacher.bot, teacher.window, tab)


def enter_the_marks(teacher: Teacher) -> None:
    """Marks down the grid, and a portfolio judged by its rubric with a link."""
    tab = teacher.tab("marks", MarksTab)
    for name in READY:
        for code, text in WORK:
            at(tab, name, code)
            keys(text)
            press(ENTER)
        at(tab, name, "PORT")
        press(SPACE)
        teacher.bot.waitUntil(lambda: tab.body.panel is not None)
        keys("2222")
        type_into(teacher.bot, tab.body.panel.form.fields["evidence"], f"https://portfolio.example/{len(name)}")
        press(ENTER, held=CONTROL)
        rests(teacher.bot, teacher.window, tab)
    assert not tab.refused()


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, without a screen
def test_a_term(teacher: Teacher, tmp_path: Path) -> None:
    book = tmp_path / "school.skillmark"
    make_the_book(teacher, book)
    gather_the_learners(teacher, tmp_path)
    take_attendance(teacher)
    enter_the_marks(teacher)
    states = {row.learner.display_name: row.today.state.value for row in look(book, Progress())}
    assert states == dict.fromkeys(READY, "ready") | {"Ben Okri": "in_progress"}

    board = teacher.tab("awards", object).board
    teacher.shortcut("Ctrl+Return")
    awards = look(book, ListAwards())
    assert {row.holder for row in awards} == set(READY)
    teacher.shortcut("Ctrl+Shift+E")
    panel = board.side.panel
    type_into(teacher.bot, panel.form.fields["folder"].path, str(tmp_path / "Certificates"))
    type_into(teacher.bot, panel.form.fields["combined"].path, str(tmp_path / "all.pdf"))
    press(ENTER, held=CONTROL)
    teacher.rest()
    assert len(list((tmp_path / "Certificates").iterdir())) == 3
    together = text_of(tmp_path / "all.pdf")
    assert all(row.holder in together and row.number in together for row in awards)

    teacher.menu("Record", "Offer a micro-credential…")
    page = teacher.window.page()
    teacher.fill(page.one.body.panel, due_on="2027-06-30")
    found = {(row.learner.display_name, row.credential) for row in look(book, Progress(credential="FE-WEB"))}
    assert len(found) == 4
    teacher.window.desk.leave()
    teacher.bot.waitUntil(lambda: teacher.window.operations.path is None)
    QApplication.processEvents()
    check(book)
