"""The frame of the window: menu bar, rail, bars, pages, footer; and the shell that pages talk to.

An empty window paints first. What fills it is imported and built by `furniture` after that, so this module and
`main_window` import little by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget

from skillmark.window.keeper import Keeper
from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.window.actions import Actions
    from skillmark.window.appearance import Appearance
    from skillmark.window.context import Context, LongJob
    from skillmark.window.desk import Desk
    from skillmark.window.history import History
    from skillmark.window.operations import Operations
    from skillmark.window.pages.page import Part
    from skillmark.window.pages.registry import Entry
    from skillmark.window.pages.welcome import WelcomePage
    from skillmark.window.runs import Runs, Telling
    from skillmark.window.widgets.footer import Bar, Footer, Key, Legend
    from skillmark.window.widgets.rail import Rail

SAID_FOR = 6_000
"""Milliseconds that a sentence stays in the footer."""
STEPS = {"window.undo": "done", "window.redo": "undone"}
"""Actions that need an entry of the history."""
WITHIN = {
    "window.find": "search_here",
    "window.go_back": "back",
    "window.next_tab": "step",
    "window.previous_tab": "step",
}
"""Actions that need a page with a method of its own."""
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
    appearance: Appearance

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.furnished:
            self.appearance.take_height()

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
        if not again:
            self.leave_message()
        self.stack.setCurrentWidget(page)
        self.welcome.back()
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
        self._again.stop()
        self.rail.hide()
        self.footer.hide()
        self.welcome.activate()
        self.retitle()
        self.page_changed()

    def book_stands(self) -> None:
        """A book is open now: shows what stands around its pages."""
        writable = self.operations.writable
        self.rail.read_only.setVisible(not writable)
        self.rail.saved.setVisible(writable)
        self.rail.show()
        self.footer.show()
        self._again.start()

    # The shell

    def say(self, text: str) -> None:
        """Shows a sentence at the right of the footer for a while."""
        self.footer.say(text)
        self._quiet.start()

    def leave_message(self) -> None:
        """Takes away what was said about what is left now."""
        self.said_bar.clear()
        self._quiet.stop()
        self.footer.say("")

    def say_error(self, error: BaseException) -> None:
        """Shows why something was refused, across the page."""
        from skillmark.window.operations import LOST
        from skillmark.window.words import in_words

        if isinstance(error, LOST):
            self.standing_bar.tell(in_words(error), closable=False)
        else:
            self.said_bar.tell(in_words(error))

    def do_action(self, name: str) -> None:
        """Carries out an action of the table by its id."""
        self.actions_.run(name)

    def page_changed(self) -> None:
        """A page's keys or what can be done on it are others now."""
        from skillmark.window.menus import show_used

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
        show_used(self.menus)
        self.show_keys()
        self.footer.show_refused(page.refused())
        if not self._quiet.isActive():
            self.footer.say(page.note())

    def keys_here(self) -> tuple[Key | Legend, ...]:
        """The keys that work where the keyboard is: those of the panel that has it, else those of the page."""
        from skillmark.window.widgets.forms import panel_around
        from skillmark.window.widgets.grid_callout import callout_around

        focused = self.focusWidget()
        around = callout_around(focused) or panel_around(focused)
        return self.page().keys() if around is None else around.keys()

    def show_keys(self) -> None:
        """Shows at the foot the keys that work where the keyboard is."""
        self.footer.hints.put(self.keys_here())

    def _may(self, name: str) -> bool:
        page = self.page()
        if name in STEPS:
            return bool(getattr(self.history, STEPS[name]))
        if name in WITHIN:
            return page.has(WITHIN[name])
        return page.can(name) if name in self._handled else True

    def run(self, job: LongJob, telling: Telling, done: Callable[[Any, BaseException | None], None]) -> None:
        """Runs a long job with its progress and Cancel in the footer."""
        self.runs.run(job, telling, done)

    def retitle(self) -> None:
        """Names the record book in the title."""
        kept = self.desk.kept if self.operations.path is not None else None
        if kept is None:
            self.setWindowTitle(_("Skillmark"))
            return
        name = _("{name} (demo)").format(name=kept.name) if kept.demo else kept.name
        self.setWindowTitle(_("{name} – Skillmark").format(name=name))
