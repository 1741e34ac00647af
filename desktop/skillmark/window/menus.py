"""The menu bar, built from the table of actions."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QMenuBar

from skillmark.window.actions import Actions
from skillmark.wording import _


def titles() -> dict[str, str]:
    """The menus, in their order."""
    return {
        "file": _("&File"),
        "edit": _("&Edit"),
        "record": _("&Record"),
        "view": _("&View"),
        "go": _("&Go"),
        "help": _("&Help"),
    }


def show_used(menus: dict[str, QMenu]) -> None:
    """Shows the menus that have something in them now: the letter of an empty one would open nothing."""
    for menu in menus.values():
        menu.menuAction().setVisible(any(one.isVisible() and not one.isSeparator() for one in menu.actions()))


def build(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Fills a menu bar; what can't be done is grey, what another page is for is not shown."""
    made: dict[str, QMenu] = {}
    for name, title in titles().items():
        menu = bar.addMenu(title)
        menu.setObjectName(f"menu_{name}")
        menu.aboutToShow.connect(partial(actions.draw_icons, name))
        group: int | None = None
        for one in sorted(actions.of_menu(name), key=lambda action: action.group):
            if group is not None and one.group != group:
                menu.addSeparator()
            group = one.group
            menu.addAction(actions[one.id])
        made[name] = menu
    return made
