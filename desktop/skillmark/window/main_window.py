"""The window: what happens in its frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

from skillmark.window import theme
from skillmark.window.frame import Frame
from skillmark.window.keeper import Keeper
from skillmark.window.words import in_words
from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.protocol.answers import Changes
    from skillmark.protocol.rows import Places
    from skillmark.window.history import Entry
    from skillmark.window.reception import Reception
    from skillmark.window.window_actions import WindowActions


TITLE_BAR = 40
"""Pixels that the system's own title bar takes at most; it isn't known before the window stands."""


COUNTED = frozenset({"cohort", "credential", "award", "book"})
"""Records that the rail counts."""
SAVING_SAID_AFTER = 100
"""Milliseconds that saving takes before it is said: a word that comes and goes with each key tells nothing."""


class MainWindow(Frame):
    """One window, one record book.

    Attributes:
        when_painted: called once, after the first paint.
    """

    reception: Reception
    window_actions: WindowActions

    def __init__(self, keeper: Keeper | None = None) -> None:
        super().__init__(keeper)
        self._going = self._lost = False
        self._saving = QTimer(self, singleShot=True, interval=SAVING_SAID_AFTER)
        self._saving.timeout.connect(self._say_saved)
        self.when_painted: Callable[[], object] | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.when_painted is not None:
            then, self.when_painted = self.when_painted, None
            QTimer.singleShot(0, then)

    def furnish(self) -> None:
        """Fills the frame and shows the welcome page."""
        from skillmark.window.appearance import Appearance
        from skillmark.window.furniture import furnish
        from skillmark.window.reception import Reception
        from skillmark.window.window_actions import WindowActions

        furnish(self)
        self.appearance = Appearance(self.keeper, self.actions_, self)
        self.reception = Reception(self)
        self.window_actions = WindowActions(self, self.reception)
        self._connect()
        self.show_welcome()
        self.furnished = True
        self.appearance.take_height()

    def _connect(self) -> None:
        self.rail.wanted.connect(self.go)
        self.rail.list.entered_page.connect(lambda: self.page().take_keyboard())
        self.footer.refusals_wanted.connect(lambda: self.page().show_refused())
        self.operations.changed.connect(self._changed)
        self.operations.pending.connect(self._pending)
        self.operations.refused.connect(self.say_error)
        self.operations.lost.connect(self._storage_lost)
        self.history.changed.connect(self._history_changed)
        self.history.refused.connect(self._step_refused)
        self.history.remarked.connect(lambda errors: self.said_bar.tell(" ".join(map(in_words, errors))))
        self._quiet.timeout.connect(lambda: self.footer.say(self.page().note()))
        self._again.timeout.connect(self.desk.look)

    # What happens

    def _changed(self, changes: Changes) -> None:
        self.standing_bar.clear()
        if self._lost:
            self._lost = False
            self._say_saved()
        current = self.page()
        for page in self.pages.values():
            page.told(changes, shown=page is current)
        if any(changes.of(kind) is not None for kind in COUNTED):
            self._count()
        if changes.of("issuer") is not None or changes.of("book") is not None:
            self.desk.look()

    def _storage_lost(self, error: BaseException) -> None:
        """Nothing can be saved: that stands across the page and at the foot until something is saved again."""
        self._lost = True
        self.say_error(error)
        self._say_saved()

    def _count(self) -> None:
        from skillmark.protocol.requests.look import CountPlaces

        self.operations.ask(CountPlaces(), self._counted, latest="places")

    def _counted(self, places: Places) -> None:
        for name in ("cohorts", "credentials", "awards"):
            self.rail.places.count(name, getattr(places, name))

    def _pending(self, count: int) -> None:
        if count == 0:
            self._saving.stop()
            self._say_saved()
        elif self.footer.pending.isVisible():
            self._say_saved()
        elif not self._saving.isActive():
            self._saving.start()

    def _say_saved(self) -> None:
        count = self.operations.waiting
        self.footer.show_pending(count)
        if count:
            self.rail.saved.say("loader", "text_2", _("Saving {n}").format(n=count))
        elif self._lost:
            self.rail.saved.say("circle-alert", "state:not_met", _("Not saved"))
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

    def book_stands(self) -> None:
        super().book_stands()
        self._lost = False
        self._pending(self.operations.waiting)
        self._count()

    # Leaving

    def restyle(self) -> None:
        """Draws the icons of the menus anew."""
        if self.furnished:
            from skillmark.window import icons

            self.actions_.restyle()
            self.setWindowIcon(icons.window_icon())

    def keep_size(self) -> None:
        """Remembers the window's size and what was shown."""
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        self.keeper.change(window=(size.width(), size.height()), maximized=self.isMaximized())
        self.keeper.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_size()
        if not self.furnished:
            event.accept()
            return
        if not self._going and not self.window_actions.areas.may_leave():
            event.ignore()
            return
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
    """An empty window in the appearance that the settings name, shown as it was left; `furnish` fills it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    keeper = keeper or Keeper()
    theme.install(app, theme.make(theme.scheme_of(keeper.settings.scheme), keeper.settings.text_size))
    window = MainWindow(keeper)
    room = window.screen().availableGeometry().size() - QSize(0, TITLE_BAR)
    window.resize(window.size().boundedTo(room))
    if keeper.settings.maximized:
        window.showMaximized()
    else:
        window.show()
    return window
