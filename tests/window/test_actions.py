"""The table of actions: shortcuts, menus, icons; and what is enabled when."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence

from skillmark.window import icons
from skillmark.window.action_table import TABLE
from skillmark.window.actions import MENUS, WINDOW

COHORT_TABS = ("overview", "marks", "attendance", "learners", "cohort_awards")


def together(scope: str) -> tuple[str, ...]:
    """The scopes whose actions can be done at the same time as one scope's."""
    return (WINDOW, "cohort", scope) if scope in COHORT_TABS else (WINDOW, scope)


def test_ids_are_unique_and_begin_with_their_scope() -> None:
    assert [one for one, count in Counter(action.id for action in TABLE).items() if count > 1] == []
    assert [action.id for action in TABLE if not action.id.startswith(action.scope + ".")] == []


def test_a_shortcut_is_given_once_where_it_works() -> None:
    for scope in {action.scope for action in TABLE}:
        keys = [
            QKeySequence(text).toString()
            for action in TABLE
            if action.scope in together(scope)
            for text in action.shortcuts
        ]
        assert [key for key, count in Counter(keys).items() if count > 1] == [], scope


def test_every_shortcut_can_be_understood() -> None:
    assert [text for action in TABLE for text in action.shortcuts if QKeySequence(text).isEmpty()] == []


def test_every_icon_is_there() -> None:
    assert [action.id for action in TABLE if action.icon and not icons.exists(action.icon)] == []


def test_every_action_is_in_its_menu(empty_window) -> None:
    for name in MENUS:
        menu = empty_window.menus[name]
        shown = [action.objectName() for action in menu.actions() if not action.isSeparator()]
        assert sorted(shown) == sorted(action.id for action in TABLE if action.menu == name)


def test_mnemonics_of_a_menu_differ_in_each_scope() -> None:
    twice = []
    for name in MENUS:
        for scope in {action.scope for action in TABLE}:
            letters = [
                action.text[action.text.index("&") + 1].lower()
                for action in TABLE
                if action.menu == name and action.scope in together(scope) and "&" in action.text
            ]
            twice += [(name, scope, letter) for letter, count in Counter(letters).items() if count > 1]
    assert twice == []


def test_without_a_book_only_what_needs_none_is_enabled(empty_window) -> None:
    enabled = {one.id for one in TABLE if empty_window.actions_[one.id].isEnabled()}
    assert "window.open_book" in enabled
    assert "window.keys" in enabled
    assert not enabled & {"window.go_cohorts", "window.save_copy", "window.undo", "cohorts.new"}


def test_the_menu_says_what_will_be_undone(window) -> None:
    assert not window.actions_["window.undo"].isEnabled()
    window.page().list.new()


def test_actions_of_another_page_are_not_shown(window) -> None:
    assert window.actions_["cohorts.new"].isVisible()
    assert not window.actions_["credentials.publish"].isVisible()
    window.go("credentials")
    assert not window.actions_["cohorts.new"].isVisible()
    assert window.actions_["credentials.export"].isVisible()
