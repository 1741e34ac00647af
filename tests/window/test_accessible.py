"""Every field, table and button has a name for screen readers, labels take no markup, and all of it fits at 200 %."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from skillmark.window import theme
from skillmark.window.models.rows import Column, Rows
from skillmark.window.widgets import awards_controls  # noqa: F401 - it makes the fields of folders
from skillmark.window.widgets.forms import FieldSpec, Form
from skillmark.window.widgets.panes import Scroll
from tests.window.helper import settled

NAMED = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
SETTINGS = ("institution", "certificate", "staff", "book", "computer")
OWN_PARTS = ("qt_spinbox_lineedit", "qt_scrollarea_viewport", "ScrollLeftButton", "ScrollRightButton")


def shown(window: QWidget, kind: type[Any]) -> list[Any]:
    return [one for one in window.findChildren(kind) if one.isVisible()]


def nameless(window: QWidget) -> list[str]:
    found = []
    for kind in NAMED:
        for one in shown(window, kind):
            interface = QAccessible.queryAccessibleInterface(one)
            said = one.accessibleName() or (interface.text(QAccessible.Text.Name) if interface else "")
            labelled = any(label.buddy() is one for label in window.findChildren(QLabel))
            if not said and not labelled and one.objectName() not in OWN_PARTS:
                found.append(f"{type(one).__name__} {one.objectName()}")
    return found


def unlabelled(window: QWidget) -> list[str]:
    """Combo boxes without a label: a screen reader on Linux then reads only what is chosen."""
    found = []
    for one in shown(window, QComboBox):
        relations = QAccessible.queryAccessibleInterface(one).relations(QAccessible.RelationFlag.Label)
        if not any(said.text(QAccessible.Text.Name) for said, _flag in relations):
            found.append(f"{one.accessibleName()} {one.currentText()}")
    return found


def marked_up(window: QWidget) -> list[str]:
    wrong = [one for one in window.findChildren(QLabel) if one.text() and one.textFormat() != Qt.TextFormat.PlainText]
    return [f"{type(one).__name__}: {one.text()}" for one in wrong]


def go(window, qtbot, place: str) -> None:
    if place == "welcome":
        window.desk.leave()
        qtbot.waitUntil(lambda: window.page() is window.welcome)
    elif place == "learners":
        page = window.page()
        page.open(page.list.rows.shown[0].key, "learners")
    elif place in SETTINGS:
        window.go("settings")
        window.page().go_to(place)
    else:
        window.go(place)
    settled(qtbot, window)


@pytest.mark.parametrize("place", ["welcome", "cohorts", "learners", "credentials", "awards", *SETTINGS])
def test_everything_that_can_be_used_has_a_name(window, qtbot, place: str) -> None:
    go(window, qtbot, place)
    assert nameless(window) == []
    assert unlabelled(window) == []
    assert marked_up(window) == []


@pytest.mark.parametrize("place", ["cohorts", "learners", "credentials", "institution", "certificate", "staff"])
def test_at_200_per_cent_no_button_is_cut(window, qtbot, qapp: QApplication, place: str) -> None:
    go(window, qtbot, place)
    window.keeper.change(text_size=200)
    settled(qtbot, window)
    assert theme.current().scale == 2.0
    cut = [
        button.accessibleName()
        for button in shown(window, QAbstractButton)
        if button.width() < button.minimumSizeHint().width() and button.objectName() not in OWN_PARTS
    ]
    window.keeper.change(text_size=100)
    assert cut == []


def focused_without_name(window: QWidget) -> list[str]:
    """What a screen reader takes for focused and has no name for."""
    found, waiting = [], [QAccessible.queryAccessibleInterface(window)]
    while waiting:
        one = waiting.pop()
        if one.state().focused and not one.text(QAccessible.Text.Name):
            found.append(f"{one.role()} {type(one.object()).__name__}")
        waiting += [child for child in (one.child(place) for place in range(one.childCount())) if child is not None]
    return found


def multiline_forms(window, qtbot, form: str) -> None:
    """Opens a form with a field of several lines, or what is only to be read."""
    if form == "institution":
        go(window, qtbot, "institution")
        return
    page = window.page()
    page.open(page.list.rows.shown[0].key, "marks")
    settled(qtbot, window)
    tab = page.shown().tab()
    qtbot.waitUntil(lambda: tab.model.rowCount() > 0)
    tab.open_history() if form == "history" else tab.open_panel()
    qtbot.waitUntil(lambda: tab.body.panel is not None)


@pytest.mark.parametrize("form", ["institution", "judging", "history"])
def test_what_has_the_keyboard_in_a_form_has_a_name(window, qtbot, form: str) -> None:
    multiline_forms(window, qtbot, form)
    fields = [*shown(window, QPlainTextEdit), *(one for one in shown(window, Scroll) if one.focusPolicy())]
    for field in fields:
        field.setFocus()
        assert field.hasFocus()
        assert focused_without_name(window) == []
    assert fields


def test_each_button_that_chooses_a_file_says_for_what(qtbot) -> None:
    kinds = (("folder", "&Folder", "folder"), ("combined", "&One file", "save"), ("proof", "&Proof", "file"))
    form = Form(tuple(FieldSpec(*one) for one in kinds))
    qtbot.addWidget(form)
    said = [form.fields[name].look.accessibleName() for name, _label, _kind in kinds]
    assert said == ["Choose: Folder", "Choose: One file", "Choose: Proof"]


def test_an_empty_cell_says_that_there_is_none(window) -> None:
    rows = Rows((Column("To do", str),), str)
    rows.put(["", "Confirm"])
    assert [rows.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole) for place in (0, 1)] == [
        "To do: none",
        "To do: Confirm",
    ]
