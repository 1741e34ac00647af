"""The window: menu bar, rail, pages, footer; and the shell that pages talk to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from skillmark.protocol.answers import Changes
from skillmark.protocol.errors import DiskFull, StorageFailed
from skillmark.protocol.requests.look import CountPlaces
from skillmark.protocol.rows import Places
from skillmark.window import icons, menus, theme
from skillmark.window.action_table import TABLE
from skillmark.window.actions import Actions
from skillmark.window.appearance import Appearance
from skillmark.window.context import Context, Keeper, LongJob
from skillmark.window.desk import Desk, in_use
from skillmark.window.history import Entry, History
from skillmark.window.jobs import Kept
from skillmark.window.operations import Operations
from skillmark.window.pages.page import Part
from skillmark.window.pages.registry import places
from skillmark.window.pages.welcome import WelcomePage
from skillmark.window.runs import Runs, Telling
from skillmark.window.widgets.footer import Bar, Footer
from skillmark.window.widgets.panes import Pane
from skillmark.window.widgets.rail import Place, Rail
from skillmark.window.window_actions import WindowActions
from skillmark.window.words import in_words
from skillmark.wording import _

SAID_FOR = 6_000
"""Milliseconds that a sentence stays in the footer."""
BACKED_UP_AGAIN = 60_000
"""Milliseconds after which the foot of the rail looks again when the last backup was made."""


class MainWindow(QMainWindow):
    """One window, one record book."""

    def __init__(self, keeper: Keeper | None = None) -> None:
        super().__init__()
        self.keeper = keeper or Keeper(parent=self)
        self.operations = Operations(self)
        self.history = History(self.operations, self)
        self.desk = Desk(self.operations, self.keeper, self)
        self.context = Context(self.operations, self.history, self.keeper, self)
        self.actions_ = Actions(TABLE, _, self)
        self.menus = menus.build(self.menuBar(), self.actions_)
        self.entries = {one.name: one for one in places()}
        self.pages: dict[str, Part] = {}
        self._handled: frozenset[str] = frozenset()
        self._going = False
        self._build()
        self.runs = Runs(self.operations, self.footer, self)
        self.appearance = Appearance(self.keeper, self.actions_, self)
        self.window_actions = WindowActions(self)
        self._connect()
        self.show_welcome()

    # Building

    def _build(self) -> None:
        self.setWindowIcon(icons.window_icon())
        self.setObjectName("main")
        self.rail = Rail([Place(one.name, one.title, one.icon) for one in self.entries.values()])
        self.standing_bar, self.said_bar = Bar(), Bar()
        self.footer = Footer()
        self.welcome = WelcomePage(self.context, self.desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        page = Pane("page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for one in (self.standing_bar, self.said_bar, self.stack, self.footer):
            layout.addWidget(one, 1 if one is self.stack else 0)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(page, 1)
        self.setCentralWidget(middle)
        self.setMinimumSize(640, 480)
        self.resize(*self.keeper.settings.window)
        self._quiet = QTimer(self, singleShot=True, interval=SAID_FOR)
        self._again = QTimer(self, interval=BACKED_UP_AGAIN)

    def _connect(self) -> None:
        self.rail.wanted.connect(self.go)
        self.rail.list.entered_page.connect(lambda: self.page().take_keyboard())
        self.footer.refusals_wanted.connect(lambda: self.page().show_refused())
        self.operations.changed.connect(self._changed)
        self.operations.pending.connect(self._pending)
        self.operations.refused.connect(self.say_error)
        self.history.changed.connect(self._history_changed)
        self.history.refused.connect(self._step_refused)
        self.desk.opened.connect(self._opened)
        self.desk.closed.connect(self._closed)
        self.desk.refused.connect(self._not_opened)
        self.desk.known.connect(self._known)
        self.desk.busy.connect(self._busy)
        self.desk.progress.connect(self._demo_progress)
        self._quiet.timeout.connect(lambda: self.footer.say(self.page().note()))
        self._again.timeout.connect(self.desk.look)

    # Places

    def page(self) -> Part:
        """The page that is shown."""
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
        self._title()
        self.page_changed()

    # The shell

    def say(self, text: str) -> None:
        """Shows a sentence at the right of the footer for a while."""
        self.footer.say(text)
        self._quiet.start()

    def say_error(self, error: BaseException) -> None:
        """Shows why something was refused, across the page."""
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
        for one in TABLE:
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
        return self.page().can(name) if name in self._handled else True

    def run(self, job: LongJob, telling: Telling, done: Callable[[Any, BaseException | None], None]) -> None:
        """Runs a long job with its progress and Cancel in the footer."""
        self.runs.run(job, telling, done)

    # What happens

    def _changed(self, changes: Changes) -> None:
        self.standing_bar.clear()
        current = self.page()
        for page in self.pages.values():
            page.told(changes, shown=page is current)
        self._count()
        if changes.of("issuer") is not None or changes.of("book") is not None:
            self.desk.look()

    def _count(self) -> None:
        self.operations.ask(CountPlaces(), self._counted, latest="places")

    def _counted(self, places: Places) -> None:
        for name in ("cohorts", "credentials", "awards"):
            self.rail.places.count(name, getattr(places, name))

    def _pending(self, count: int) -> None:
        self.footer.show_pending(count)
        if count:
            self.rail.saved.say("loader", "text_2", _("Saving {n}").format(n=count))
        else:
            self.rail.saved.say(
                "check", "state:met", _("All saved, {time}").format(time=f"{datetime.now().astimezone():%H:%M}")
            )

    def _history_changed(self) -> None:
        done, undone = self.history.done, self.history.undone
        texts = {
            "window.undo": _("&Undo {what}").format(what=done[-1].label) if done else _("&Undo"),
            "window.redo": _("&Redo {what}").format(what=undone[-1].label) if undone else _("&Redo"),
        }
        for name, text in texts.items():
            self.actions_[name].setText(text)
        writable = self.operations.writable
        self.actions_["window.undo"].setEnabled(writable and bool(done))
        self.actions_["window.redo"].setEnabled(writable and bool(undone))

    def _step_refused(self, entry: Entry, way: str, error: BaseException) -> None:
        self.say_error(error)

    # Books

    def _busy(self, what: str) -> None:
        words = {
            "": "",
            "open": _("Opening the record book"),
            "new": _("Making the record book"),
            "demo": _("Making the demo"),
            "restore": _("Checking and restoring the backup"),
        }
        self.said_bar.clear()
        self.welcome.set_busy(words[what])
        self.footer.show_progress(words[what], stoppable=False)

    def _demo_progress(self, done: int, total: int) -> None:
        words = _("Making the demo, {done} of {total}").format(done=done, total=total)
        self.welcome.set_busy(words)
        self.footer.show_progress(words, stoppable=False)

    def _opened(self) -> None:
        self._forget_pages()
        writable = self.operations.writable
        self.rail.read_only.setVisible(not writable)
        self.rail.saved.setVisible(writable)
        self.rail.show()
        self.footer.show()
        self._pending(self.operations.waiting)
        self.standing_bar.clear()
        if not writable:
            self.standing_bar.tell(
                _("Open to read only. Nothing can be changed here."), state="on_hold", closable=False
            )
        self._count()
        self._again.start()
        self.go(self.keeper.settings.place if self.keeper.settings.place in self.entries else "cohorts")

    def _closed(self) -> None:
        self._again.stop()
        self._forget_pages()
        self.standing_bar.clear()
        self.show_welcome()

    def _forget_pages(self) -> None:
        self.history.clear()
        self.stack.setCurrentWidget(self.welcome)
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self.pages.clear()
        self.desk.kept = None

    def _not_opened(self, path: Path | None, error: BaseException) -> None:
        verb, action = "", None
        if path is not None and in_use(error):
            verb, action = _("Open to read only"), lambda: self.desk.open(path, read_only=True)
        self.said_bar.tell(in_words(error), verb=verb, action=action)

    def _known(self, kept: Kept) -> None:
        self.rail.name.setText(kept.name)
        self.rail.file.setText(self.operations.path.name if self.operations.path else "")
        when = _("Not backed up yet")
        if kept.backed_up is not None:
            today = kept.backed_up.date() == datetime.now().astimezone().date()
            when = _("Backed up, {when}").format(
                when=f"{kept.backed_up:%H:%M}" if today else f"{kept.backed_up:%d.%m.}"
            )
        self.rail.backed_up.say("hard-drive", "text_2", when)
        self._title()

    def _title(self) -> None:
        kept = self.desk.kept if self.operations.path is not None else None
        if kept is None:
            self.setWindowTitle(_("Skillmark"))
            return
        name = _("{name} (demo)").format(name=kept.name) if kept.demo else kept.name
        self.setWindowTitle(_("{name} – Skillmark").format(name=name))

    def welcome_new(self) -> None:
        """Leaves the book that is open and shows the form for a new one."""
        self._on_welcome(self.welcome.new)

    def welcome_restore(self) -> None:
        """Leaves the book that is open and asks for a backup."""
        self._on_welcome(self.welcome.restore)

    def _on_welcome(self, then: Callable[[], object]) -> None:
        if self.operations.path is None:
            then()
        else:
            self.desk.leave(then)

    # Leaving

    def restyle(self) -> None:
        """Draws the icons of the menus anew."""
        self.actions_.restyle()
        self.setWindowIcon(icons.window_icon())

    def keep_size(self) -> None:
        """Remembers the window's size and what was shown."""
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        self.keeper.change(window=(size.width(), size.height()), maximized=self.isMaximized())
        self.keeper.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_size()
        if self.operations.path is None:
            self.operations.shut_down()
            event.accept()
            return
        event.ignore()
        if not self._going:
            self._going = True
            self.footer.show_progress(_("Saving and making a copy"), stoppable=False)
            self.desk.leave(self.close)


def shown_window(keeper: Keeper | None = None) -> MainWindow:
    """The window in the appearance that the settings name, shown as it was left."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    keeper = keeper or Keeper()
    theme.install(app, theme.make(theme.scheme_of(keeper.settings.scheme), keeper.settings.text_size))
    window = MainWindow(keeper)
    if keeper.settings.maximized:
        window.showMaximized()
    else:
        window.show()
    return window
