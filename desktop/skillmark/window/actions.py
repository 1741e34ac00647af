"""What can be done, declared once: words, icon, shortcut, menu, scope. Menus and the footer refer to ids.

An action of scope `window` is always there. One of another scope can be done while the page or tab of that name is
shown and says so (`Page.handlers`, `Page.can`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from skillmark.window import icons

WINDOW = "window"
MENUS = ("file", "edit", "record", "view", "go", "help")
NOTHING, BOOK, WRITABLE = "", "book", "writable"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    Attributes:
        id: `scope.verb`, for example `cohorts.new`.
        text: as in the menu, with its mnemonic; English, translated where it is shown.
        menu: one of MENUS.
        scope: `window`, or the name of a page or tab.
        shortcuts: portable spellings; the first is shown.
        needs: nothing, an open `book`, or a `writable` one.
        group: the actions of one menu are parted by a line where this changes.
        checkable: True where it is switched on and off.
        key: shown beside the text, of an action whose key the view takes itself: as a shortcut it would take the
            letter from every field.
    """

    id: str
    text: str
    menu: str
    icon: str = ""
    scope: str = WINDOW
    shortcuts: tuple[str, ...] = ()
    needs: str = NOTHING
    group: int = 0
    checkable: bool = False
    key: str = ""


class Actions(QObject):
    """The table of actions as QActions, each with whoever carries it out."""

    def __init__(self, table: tuple[Action, ...], translate: Callable[[str], str], parent: QObject) -> None:
        """Makes all of them, disabled; `translate` puts the words into the language of the window."""
        super().__init__(parent)
        self.table = {one.id: one for one in table}
        self._made: dict[str, QAction] = {}
        self._handlers: dict[str, Callable[[], object]] = {}
        for one in table:
            words = translate(one.text)
            action = QAction(f"{words}\t{translate(one.key)}" if one.key else words, self)
            action.setObjectName(one.id)
            action.setShortcuts([QKeySequence(text) for text in one.shortcuts])
            action.setCheckable(one.checkable)
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.triggered.connect(lambda _=False, name=one.id: self.run(name))
            self._made[one.id] = action
        self._drawn: set[str] = set()

    def __getitem__(self, name: str) -> QAction:
        """The QAction of that id."""
        return self._made[name]

    def restyle(self) -> None:
        """Forgets the icons, which are drawn in the theme's colours when a menu is next opened."""
        self._drawn.clear()

    def draw_icons(self, menu: str) -> None:
        """Draws the icons of a menu that is about to be shown; not before, since a start needs none of them."""
        for one in self.of_menu(menu):
            if one.icon and one.id not in self._drawn:
                self._made[one.id].setIcon(icons.icon(one.icon))
                self._drawn.add(one.id)

    def handle(self, name: str, function: Callable[[], object]) -> None:
        """Says who carries an action out; the last one who says so does."""
        self._handlers[name] = function

    def forget(self, name: str) -> None:
        """Nobody carries the action out any more."""
        self._handlers.pop(name, None)

    def run(self, name: str) -> None:
        """Carries an action out."""
        function = self._handlers.get(name)
        if function is not None:
            function()

    def enable(self, *, book: bool, writable: bool, allowed: Callable[[str], bool]) -> None:
        """Enables what can be done now.

        Args:
            allowed: asked for the actions that have a handler and the book that they need.
        """
        have = {NOTHING: True, BOOK: book, WRITABLE: writable}
        for name, action in self._made.items():
            known = name in self._handlers and have[self.table[name].needs]
            action.setEnabled(known and allowed(name))

    def of_menu(self, menu: str) -> list[Action]:
        """The actions of a menu, in their order."""
        return [one for one in self.table.values() if one.menu == menu]
