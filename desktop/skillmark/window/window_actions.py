"""What the menus do that belongs to no page: books, going places, help."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from skillmark import __version__
from skillmark.system.folders import documents_folder, log_folder
from skillmark.window import jobs
from skillmark.window.areas import Areas
from skillmark.window.desk import SUFFIX, with_suffix
from skillmark.window.frame import Frame
from skillmark.window.history import Entry
from skillmark.window.reception import Reception
from skillmark.window.widgets.footer import Key
from skillmark.window.widgets.overlay import KeysOverlay
from skillmark.wording import _, ngettext


def book_kinds() -> str:
    """The kinds of file that dialogs about record books offer."""
    return _("Record books (*.skillmark)") + ";;" + _("All files (*)")


class WindowActions(QObject):
    """Carries out the actions of scope `window`."""

    def __init__(self, window: Frame, reception: Reception) -> None:
        super().__init__(window)
        self.shell = window
        self.overlay: KeysOverlay | None = None
        self.areas = Areas(window)
        handle = window.actions_.handle
        handle("window.new_book", reception.new)
        handle("window.open_book", self.open_book)
        handle("window.demo", window.desk.demo)
        handle("window.restore", reception.restore)
        handle("window.save_copy", self.save_copy)
        handle("window.check", self.check)
        handle("window.close_book", self.close_book)
        handle("window.quit", window.close)
        handle("window.undo", window.history.undo)
        handle("window.redo", window.history.redo)
        window.history.stepped.connect(self.stepped)
        handle("window.full_screen", self.full_screen)
        for place in window.entries:
            handle(f"window.go_{place}", partial(window.go, place))
        handle("window.go_back", lambda: window.page().back())
        handle("window.next_area", lambda: self.areas.step(1))
        handle("window.previous_area", lambda: self.areas.step(-1))
        handle("window.next_tab", lambda: window.page().step(1))
        handle("window.previous_tab", lambda: window.page().step(-1))
        handle("window.find", lambda: window.page().search_here())
        handle("window.keys", self.keys)
        handle("window.logs", self.logs)
        handle("window.about", self.about)

    def open_book(self) -> None:
        """Asks which book and opens it."""
        name, _kind = QFileDialog.getOpenFileName(
            self.shell, _("Open a record book"), str(documents_folder()), book_kinds()
        )
        if name:
            self.shell.desk.open(Path(name))

    def close_book(self) -> None:
        """Closes the book that is open."""
        if self.areas.may_leave():
            self.shell.desk.leave()

    def save_copy(self) -> None:
        """Asks where to, and copies the book."""
        here = self.shell.operations.path
        assert here is not None
        name, _kind = QFileDialog.getSaveFileName(
            self.shell, _("Save a copy"), str(here.with_name(f"{here.stem} copy{SUFFIX}")), book_kinds(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            self.copy_to(with_suffix(Path(name)))

    def copy_to(self, target: Path) -> None:
        """Copies the book; the copy is opened and checked."""

        def done(path: Path | None, error: BaseException | None) -> None:
            if error is not None:
                self.shell.say_error(error)
            else:
                self.shell.say(_("Copied to {path} and checked.").format(path=path))

        self.shell.run(jobs.save_copy(target), lambda done, total: _("Copying and checking"), done)

    def check(self) -> None:
        """Recomputes everything and says what was found."""

        def done(report: Any, error: BaseException | None) -> None:
            if error is not None:
                self.shell.say_error(error)
                return
            findings = len(report.findings)
            if findings:
                words = ngettext("{n} thing is wrong.", "{n} things are wrong.", findings).format(n=findings)
                first = report.findings[0]
                more = _("The first: {kind} {name}, {detail}").format(
                    kind=first.kind, name=first.name, detail=first.detail
                )
                self.shell.said_bar.tell(f"{words} {more}")
                return
            words = _("Checked: {n} candidacies, {m} changes, {k} awards. Nothing is wrong.")
            self.shell.say(words.format(n=report.candidacies, m=report.changes, k=report.awards))

        self.shell.run(jobs.check, lambda done, total: _("Checking the record book"), done)

    def stepped(self, entry: Entry, way: str) -> None:
        """Says what was taken back or done again: it may lie on another page than the one that is shown."""
        words = _("Taken back: {what}") if way == "undo" else _("Done again: {what}")
        self.shell.say(words.format(what=entry.label))

    def full_screen(self) -> None:
        """Fills the screen, or goes back."""
        self.shell.showNormal() if self.shell.isFullScreen() else self.shell.showFullScreen()
        self.shell.actions_["window.full_screen"].setChecked(self.shell.isFullScreen())

    def keys(self) -> None:
        """Shows every key that works here; the same again takes it away."""
        if self.overlay is not None:
            self.overlay.close_it()
            return
        here = self.shell.keys_here()
        told = {"+".join(one.caps) for one in here if isinstance(one, Key)}
        listed = []
        for one in self.shell.actions_.table.values():
            action = self.shell.actions_[one.id]
            keys = action.shortcut().toString().replace("Return", "Enter")
            if one.shortcuts and action.isEnabled() and keys not in told:
                listed.append((keys, action.text().replace("&", "")))
        self.overlay = KeysOverlay(self.shell.centralWidget(), here, tuple(listed))
        self.overlay.closed.connect(self._overlay_gone)
        self.overlay.open_it()

    def _overlay_gone(self) -> None:
        self.overlay = None

    def logs(self) -> None:
        """Says where the log and crash reports are."""
        self.shell.said_bar.tell(
            _("The log and crash reports are in {path}.").format(path=log_folder()), state="in_progress"
        )

    def about(self) -> None:
        """Says which release this is."""
        words = _("Skillmark {version}. Free software under the Apache licence 2.0. It works without a network.")
        self.shell.said_bar.tell(words.format(version=__version__), state="in_progress")


__all__ = ["WindowActions", "book_kinds"]
