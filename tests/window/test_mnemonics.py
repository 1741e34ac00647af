"""Every underlined letter does what stands beside it, and none is there twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from skillmark.window import menus, pages
from skillmark.window.pages import cohort_forms, learner_forms
from skillmark.window.pages.marks import MarksTab
from tests.window import grid_helper
from tests.window.helper import settled

SETTINGS = ("institution", "certificate", "staff", "book", "computer", "staff+new", "certificate+new")


def letters(window: QWidget) -> list[tuple[str, QWidget]]:
    """The letters that are underlined in what can be seen of the page, each with what it is for."""
    found = []
    for one in window.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, (QLabel, QAbstractButton)):
            continue
        letter = QKeySequence.mnemonic(one.text()).toString().removeprefix("Alt+")
        target = one.buddy() if isinstance(one, QLabel) else one
        if letter and target is not None:
            found.append((letter, target))
    return found


def of_menus() -> list[str]:
    return [QKeySequence.mnemonic(title).toString().removeprefix("Alt+") for title in menus.titles().values()]


def doubled(found: list[tuple[str, QWidget]]) -> list[str]:
    count = Counter([*of_menus(), *(letter for letter, _target in found)])
    return [letter for letter, times in count.items() if times > 1]


def show(window, qtbot, place: str) -> None:
    name, _, form = place.partition("+")
    window.go("settings")
    window.page().go_to(name)
    settled(qtbot, window)
    if form:
        window.page().part().new()
        QApplication.processEvents()


@pytest.mark.parametrize("place", SETTINGS)
def test_each_letter_of_the_settings_is_there_once_and_goes_where_it_says(window, qtbot, place) -> None:
    show(window, qtbot, place)
    found = letters(window)
    assert found or place == "staff"
    assert doubled(found) == []
    for letter, target in found:
        before = target.isChecked() if isinstance(target, QAbstractButton) else None
        QTest.keyClick(window, Qt.Key(ord(letter)), Qt.KeyboardModifier.AltModifier)
        assert QApplication.focusWidget() is (target.focusProxy() or target), f"Alt+{letter}"
        if before is not None:
            qtbot.waitUntil(lambda box=target, before=before: box.isChecked() is not before)
    settled(qtbot, window)


@pytest.mark.parametrize("place", [*SETTINGS, "cohorts", "credentials", "awards"])
def test_no_menu_in_the_bar_is_empty(window, qtbot, place) -> None:
    if place in SETTINGS:
        show(window, qtbot, place)
    else:
        window.go(place)
        settled(qtbot, window)
    shown = [menu for menu in window.menus.values() if menu.menuAction().isVisible()]
    assert [menu.title() for menu in shown if not any(one.isVisible() for one in menu.actions())] == []
    assert ("&Record" in [menu.title() for menu in shown]) == (place not in SETTINGS or place.startswith("staff"))


def test_the_letters_of_the_judging_panel_are_free(window, qtbot, book) -> None:
    tab = grid_helper.tab_of(qtbot, window, "marks", MarksTab, book)
    for code in (place.requirement.code for place in tab.model.places):
        grid_helper.at(tab, grid_helper.ADA, code)
        tab.open_panel()
        qtbot.waitUntil(lambda: tab.body.panel is not None)
        assert doubled(letters(window)) == []
        tab.body.close_panel()


def test_no_field_of_any_form_takes_a_letter_of_the_menu_bar() -> None:
    taken, found = [], 0
    for path in Path(pages.__file__).parent.glob("*.py"):
        for label in re.findall(r'FieldSpec\(\s*"\w+",\s*_\("([^"]*)"', path.read_text(encoding="utf-8")):
            found += 1
            letter = QKeySequence.mnemonic(label).toString().removeprefix("Alt+")
            taken += [f"{path.name}: {label}"] if letter in of_menus() else []
    assert found > 30
    assert taken == []


def test_the_letters_of_learners_and_cohorts_are_free() -> None:
    for specs in (learner_forms._specs(), (*cohort_forms._cohort_specs(), *cohort_forms._offer_specs(()))):
        marked = [QKeySequence.mnemonic(one.label).toString().removeprefix("Alt+") for one in specs]
        count = Counter([*of_menus(), *(letter for letter in marked if letter)])
        assert [letter for letter, times in count.items() if times > 1] == []
