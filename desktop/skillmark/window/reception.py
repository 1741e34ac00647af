"""What the window shows while a record book comes, stands and goes: opened, made, restored, left, refused."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from skillmark.window.desk import in_use
from skillmark.window.jobs import Kept, backups_beside
from skillmark.window.words import in_words
from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.window.frame import Frame


class Reception(QObject):
    """Takes what the desk tells, and asks before the book that is open is left."""

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        self._window = window
        desk = window.desk
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)
        desk.refused.connect(self._refused)
        desk.restored.connect(self._restored)
        desk.known.connect(self._known)
        desk.busy.connect(self._busy)
        desk.progress.connect(self._demo_progress)

    # What a person wants

    def new(self) -> None:
        """Shows the form for a new book. The one that is open stays open until the new one is made."""
        window = self._window
        here = window.operations.path

        def back() -> None:
            if here is not None and window.operations.path == here and window.page() is window.welcome:
                window.go(window.keeper.settings.place)

        if here is not None:
            window.leave_message()
            window.stack.setCurrentWidget(window.welcome)
        window.welcome.new(back)
        window.page_changed()

    def restore(self) -> None:
        """Asks for a backup and where to, then leaves the book that is open and restores it."""
        window = self._window
        here = window.operations.path
        if here is None:
            window.welcome.restore()
            return
        chosen = window.welcome.choose_backup(here)
        if chosen is not None:
            # A copy made on leaving could push out the very backup that was chosen; the book itself stays as it is.
            own = chosen[0].resolve().parent == backups_beside(here)
            window.desk.leave(lambda: window.desk.restore(*chosen), keep_copy=not own)

    # What the desk tells

    def _busy(self, what: str) -> None:
        words = {
            "": "",
            "open": _("Opening the record book"),
            "new": _("Making the record book"),
            "demo": _("Making the demo"),
            "restore": _("Checking and restoring the backup"),
        }
        self._window.said_bar.clear()
        self._say_busy(words[what])

    def _demo_progress(self, done: int, total: int) -> None:
        self._say_busy(_("Making the demo, {done} of {total}").format(done=done, total=total))

    def _say_busy(self, words: str) -> None:
        self._window.welcome.set_busy(words)
        self._window.footer.show_progress(words, stoppable=False)

    def _opened(self) -> None:
        window = self._window
        self._forget_pages()
        window.book_stands()
        window.standing_bar.clear()
        if not window.operations.writable:
            words = _("Open to read only. Nothing can be changed here.")
            window.standing_bar.tell(words, state="on_hold", closable=False)
        kept = window.keeper.settings.place
        window.go(kept if kept in window.entries else "cohorts")

    def _restored(self, backup: Path, beside: Path | None) -> None:
        words = _("{backup} is restored, and open now.").format(backup=backup.name)
        if beside is not None:
            words += " " + _("The record book that was there is kept beside it as {name}.").format(name=beside.name)
        self._window.said_bar.tell(words, state="met")

    def _closed(self) -> None:
        self._forget_pages()
        self._window.standing_bar.clear()
        self._window.show_welcome()

    def _forget_pages(self) -> None:
        window = self._window
        window.history.clear()
        window.stack.setCurrentWidget(window.welcome)
        for page in window.pages.values():
            window.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        window.pages.clear()
        window.desk.kept = None

    def _refused(self, path: Path | None, error: BaseException) -> None:
        verb, action = "", None
        if path is not None and in_use(error):
            verb, action = _("Open to read only"), lambda: self._window.desk.open(path, read_only=True)
        self._window.said_bar.tell(in_words(error), verb=verb, action=action)

    def _known(self, kept: Kept) -> None:
        window, path = self._window, self._window.operations.path
        window.rail.name.setText(kept.name)
        window.rail.file.setText(path.name if path else "")
        when = _("Not backed up yet")
        if kept.backed_up is not None:
            today = kept.backed_up.date() == datetime.now().astimezone().date()
            when = _("Backed up, {when}").format(
                when=f"{kept.backed_up:%H:%M}" if today else f"{kept.backed_up:%d.%m.}"
            )
        window.rail.backed_up.say("hard-drive", "text_2", when)
        window.retitle()
