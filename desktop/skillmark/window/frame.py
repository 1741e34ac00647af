"""The frame of the window: menu bar, rail, bars, pages, footer; and the shell that pages talk to.

An empty window paints first. What fills it is imported and built by `furniture` after that, so this module and
`main_window` import little by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget

from skillmark.window.keeper import Keeper
from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.window.actions import Actions
    from skillmark.window.context import Context, LongJob
    from skillmark.window.desk import Desk
    from skillmark.window.history import History
    from skillmark.window.operations import Operations
    from skillmark.window.pages.page import Part
    from skillmark.window.pages.registry import Entry
    from skillmark.window.pages.welcome import WelcomePage
    from skillmark.window.runs import Runs, Telling
    from skillmark.window.widgets.footer import Bar, Footer
    from skillmark.window.widgets.rail import Rail

SAID_FOR = 6_000
"""Milliseconds that a sentence stays in the footer."""
BACKED_UP_AGAIN = 60_000
"""Milliseconds after which the foot of the rail looks again when the last backup was made."""


class Frame(QMainWindow):
    """The window without what happens in it: its parts, the places, and what pages ask of it.

    Attributes:
        furnished: whether its parts stand; before that only `keeper` is there.
    """

    operations: Operations
    history: History
    desk: Desk
    context: Context
    actions_: Actions
    entries: dict[str, Entry]
    menus: dict[str, QMenu]
    rail: Rail
    standing_bar: Bar
    said_bar: Bar
    footer: Footer
    welcome: WelcomePage
    stack: QStackedWidget
    runs: Runs

    def __init__(self, keeper: Keeper | None = None) -> None:
        super().__init__()
        self.keeper = keeper or Keeper(parent=self)
        self.furnished = False
        self.pages: dict[str, Part] = {}
        self._handled: frozenset[str] = frozenset()
        self._quiet = QTimer(self, singleShot=True, interval=SAID_FOR)
        self._again = QTimer(self, interval=BACKED_UP_AGAIN)
        self.setObjectName("main")
        self.setWindowTitle(_("Skillmark"))
        self.setMinimumSize(640, 480)
        self.resize(*self.keeper.settings.window)

    # Places

    def page(self) -> Part:
        """The page that is shown."""
        from skillmark.window.pages.page import Part

        shown = self.stack.currentWidget()
        assert isinstance(shown, Part)
        return shown

    def place(self) -> str:
        """The name of the place that is shown; empty on the welcome page."""
        return next((name for name, page in self.pages.items() if page is self.page()), "")

    def page_of(self, place: str) -> Part:
        """The page of a place, made where it wasn't yet."""
        if place not in self.pages:
            self.pages[place] = self.entries[place].load()(self.context)
            self.stack.addWidget(self.pages[place])
        return self.pages[place]

    def go(self, place: str, where: Any = None) -> None:
        """Shows a place, and within it what `where` names."""
        if self.operations.path is None or place not in self.entries:
            return
        page = self.page_of(place)
        again = page is self.page()
        self.said_bar.clear()
        self.stack.setCurrentWidget(page)
        self.rail.show_place(place)
        self.keeper.change(place=place)
        if where is not None or again:
            page.go_to(where)
        keep_in_rail = self.rail.list.hasFocus()
        page.activate()
        if keep_in_rail:
            self.rail.list.setFocus()
        self.page_changed()

    def show_welcome(self) -> None:
        """Shows the welcome page, without rail and footer."""
        self.stack.setCurrentWidget(self.welcome)
        self.rail.hide()
        self.footer.hide()
        self.welcome.activate()
        self.retitle()
        self.page_changed()

    # The shell

    def say(self, text: str) -> None:
        """Shows a sentence at the right of the footer for a while."""
        self.footer.say(text)
        self._quiet.start()

    def say_error(self, error: BaseException) -> None:
        """Shows why something was refused, across the page."""
        from skillmark.protocol.errors import DiskFull, StorageFailed
        from skillmark.window.words import in_words

        if isinstance(error, (StorageFailed, DiskFull)):
            self.standing_bar.tell(in_words(error), closable=False)
        else:
            self.said_bar.tell(in_words(error))

    def do_action(self, name: str) -> None:
        """Carries out an action of the table by its id."""
        self.actions_.run(name)

    def page_changed(self) -> None:
        """A page's keys or what can be done on it are others now."""
        page = self.page()
        handlers = dict(page.handlers())
        for name in self._handled - handlers.keys():
            self.actions_.forget(name)
        for name, function in handlers.items():
            self.actions_.handle(name, function)
        self._handled = frozenset(handlers)
        book = self.operations.path is not None
        self.actions_.enable(book=book, writable=self.operations.writable, allowed=self._may)
        for one in self.actions_.table.values():
            if one.scope != "window":
                self.actions_[one.id].setVisible(one.id in handlers)
        self.footer.hints.put(page.keys())
        self.footer.show_refused(page.refused())
        if not self._quiet.isActive():
            self.footer.say(page.note())

    def _may(self, name: str) -> bool:
        if name == "window.undo":
            return bool(self.history.done)
        if name == "window.redo":
            return bool(self.history.undone)
        if name == "window.find":
            return self.page().has_search()
        return self.page().can(name) if name in self._handled else True

    def run(self, job: LongJob, telling: Telling, done: Callable[[Any, BaseException | None], None]) -> None:
        """Runs a long job with its progress and Cancel in the footer."""
        self.runs.run(job, telling, done)

    def welcome_new(self) -> None:
        """Leaves the book that is open and shows the form for a new one."""
        self._on_welcome(self.welcome.new)

    def welcome_restore(self) -> None:
        """Asks for a backup and where to, then leaves the book that is open and restores it."""
        from skillmark.window.jobs import backups_beside

        here = self.operations.path
        if here is None:
            self.welcome.restore()
            return
        chosen = self.welcome.choose_backup(here)
        if chosen is not None:
            # A copy made on leaving could push out the very backup that was chosen; the book itself stays as it is.
            own = chosen[0].resolve().parent == backups_beside(here)
            self.desk.leave(lambda: self.desk.restore(*chosen), keep_copy=not own)

    def _on_welcome(self, then: Callable[[], object]) -> None:
        if self.operations.path is None:
            then()
        else:
            self.desk.leave(then)

    def retitle(self) -> None:
        """Names the record book in the title."""
        kept = self.desk.kept if self.operations.path is not None else None
        if kept is None:
            self.setWindowTitle(_("Skillmark"))
            return
        name = _("{name} (demo)").format(name=kept.name) if kept.demo else kept.name
        self.setWindowTitle(_("{name} – Skillmark").format(name=name))
