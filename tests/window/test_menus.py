"""No entry of a menu does nothing: each opens, says, changes or asks something, or is grey."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from skillmark.protocol.requests.look import FindCohort
from skillmark.protocol.requests.teach import AddSession
from skillmark.services.answer import ask
from skillmark.services.handle import handle
from skillmark.services.opening import open_sitting
from skillmark.window.pages.page import Body
from skillmark.window.widgets.callout import Callout
from tests.window.helper import COHORT, opened, settled

PAGES = ("cohorts", "overview", "marks", "attendance", "learners", "awards", "credentials", "settings")
TABS = ("overview", "marks", "attendance", "learners")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the file dialogs that were opened; each is left."""
    found: list[str] = []

    def left(_parent: Any, title: str, *_rest: Any, **_more: Any) -> tuple[str, str]:
        found.append(title)
        return "", ""

    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, left)
    return found


def show(qtbot, window, page: str) -> None:
    cohort = window.page_of("cohorts").list.rows.shown[0].key
    window.go("cohorts", (cohort, page, None)) if page in TABS else window.go(page)
    settled(qtbot, window)


def menus_open() -> list[QMenu]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]


def what_is_there(window, asked: list[str]) -> tuple[Any, ...]:
    """Everything by which a person would notice that something was done."""
    panels = [one.panel for one in window.findChildren(Body) if one.panel is not None]
    callouts = [one for one in window.findChildren(Callout) if one.isVisible()]
    words = (window.footer.note.text(), window.said_bar.text.text(), window.said_bar.isVisible())
    return len(window.history.done), panels, callouts, words, len(asked), len(menus_open()), window.focusWidget()


def put_away(qtbot, window) -> None:
    for menu in menus_open():
        menu.close()
    for body in window.findChildren(Body):
        body.close_panel()
    for callout in window.findChildren(Callout):
        if callout.isVisible():
            callout.close_it()
    window.leave_message()
    settled(qtbot, window)


@pytest.mark.qt_log_ignore("This plugin does not support")  # A menu that pops up without a screen.
@pytest.mark.parametrize("page", PAGES)
def test_every_entry_of_the_page_does_something_or_is_grey(qtbot, empty_window, book, asked, page) -> None:
    sitting = open_sitting(book)
    handle(sitting, AddSession(ask(sitting, FindCohort(COHORT)).key, "Seminars 1", datetime(2026, 5, 1, 17), 90))
    sitting.close(keep_copy=False)
    window = empty_window
    opened(qtbot, window, book)
    show(qtbot, window, page)
    of_page = [name for name, one in window.actions_.table.items() if one.scope != "window"]
    for name in of_page:
        if not window.actions_[name].isVisible() or not window.actions_[name].isEnabled():
            continue
        before = what_is_there(window, asked)
        window.actions_[name].trigger()
        settled(qtbot, window)
        assert what_is_there(window, asked) != before, name
        opened_now = [one.panel for one in window.findChildren(Body) if one.panel is not None]
        assert not any(one.is_filled() for one in opened_now), f"{name}: nobody typed anything yet"
        put_away(qtbot, window)
        show(qtbot, window, page)


def shown_in(window, menu: str) -> list[QAction]:
    return [one for one in window.menus[menu].actions() if one.isVisible() and not one.isSeparator()]


@pytest.mark.parametrize("page", [*PAGES, "awards of the cohort"])
def test_no_letter_of_a_menu_is_there_twice(qtbot, window, page) -> None:
    if page in PAGES:
        show(qtbot, window, page)
    else:
        window.go("cohorts", (window.page_of("cohorts").list.rows.shown[0].key, "awards", None))
        settled(qtbot, window)
    for menu in window.menus:
        letters = [re.findall("&(.)", one.text())[0].casefold() for one in shown_in(window, menu)]
        assert len(letters) == len(set(letters)), (menu, letters)


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("marks", {"marks.rubric": "Space", "marks.history": "F2", "marks.waive": "W", "marks.void": "Del",
                   "marks.repeat": "."}),
        ("attendance", {"attendance.all": "Shift+P", "attendance.clear": "Del"}),
    ],
)  # fmt: skip
def test_keys_that_the_grid_takes_stand_beside_their_entries(qtbot, window, page, keys) -> None:
    show(qtbot, window, page)
    told = {one.objectName(): one for one in shown_in(window, "record")}
    assert {name: told[name].text().partition("\t")[2] for name in keys} == keys
    # As shortcuts they would take the key from every field of the window.
    assert not any(told[name].shortcuts() for name in keys)
