"""Opening, making, restoring and leaving record books, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from skillmark.protocol.errors import BookInUse, BookMissing
from skillmark.system.folders import demo_folder
from skillmark.system.settings import Recent, with_recent, without_recent
from skillmark.window import jobs
from skillmark.window.jobs import Kept
from skillmark.window.keeper import Keeper
from skillmark.window.operations import Operations

SUFFIX = ".skillmark"
DEMO_NAME = "Demo" + SUFFIX


class Desk(QObject):
    """The record book on the desk.

    Signals:
        busy: what is being done, in words' id: `open`, `new`, `demo`, `restore`; empty when it is over.
        progress: (done, total) of making the demo.
        refused: a book couldn't be opened: the path, the error.
        opened: a book is open now.
        closed: no book is open any more.
        restored: a backup stands in a book's place: the backup, and where the book is now that was there, or None.
        known: whose book it is and when it was backed up: a jobs.Kept.
    """

    busy = Signal(str)
    progress = Signal(int, int)
    refused = Signal(object, object)
    opened = Signal()
    closed = Signal()
    restored = Signal(object, object)
    known = Signal(object)

    def __init__(self, operations: Operations, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations, self._keeper = operations, keeper
        self.kept: Kept | None = None

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Opens a book; read only where it is asked for, even when somebody else has it.

        One that is open already is closed first, to open it anew; another stays open until this one stands.
        """
        path, here = path.absolute(), self._operations.path
        faults: list[BaseException] | None = None if here is None or here.resolve() == path.resolve() else []
        self._open(path, "open", jobs.open_book(path, write=not read_only), faults=faults)

    def new(self, path: Path, name: str, coordinator: str, email: str = "") -> None:
        """Makes a book and opens it; the one that is open is left only when the new one is made."""
        path = with_suffix(path)
        self._open(path, "new", jobs.new_book(path, name, coordinator, email), faults=[])

    def restore(self, backup: Path, target: Path) -> None:
        """Restores a backup to a place and opens it."""
        target = with_suffix(target)
        beside: list[Path | None] = []
        job = jobs.restore_book(backup, target, beside.append)
        self._open(target, "restore", job, lambda: self.restored.emit(backup, beside[0]))

    def demo(self) -> None:
        """Opens the demo; it is made anew each time, so that what was done there is gone."""
        path = demo_folder() / DEMO_NAME
        self._open(path, "demo", jobs.open_demo(path, self.progress.emit))

    def leave(self, then: Callable[[], object] = lambda: None, *, keep_copy: bool = True) -> None:
        """Closes the book; a copy is made first where it was changed. A copy that failed is said, and `then` waits."""

        def done(error: BaseException | None) -> None:
            if error is not None:
                self.refused.emit(None, error)
            self.closed.emit()
            if error is None:
                then()

        self._operations.close(done, keep_copy=keep_copy)

    def _open(
        self,
        path: Path,
        what: str,
        job: Callable[[], Any],
        then: Callable[[], object] = lambda: None,
        *,
        faults: list[BaseException] | None = None,
    ) -> None:
        self.busy.emit(what)

        def done(error: BaseException | None) -> None:
            self.busy.emit("")
            if error is None:
                self.opened.emit()
                self.look()
                then()
                for fault in faults or ():
                    self.refused.emit(None, fault)
                return
            if isinstance(error, BookMissing):
                self._keeper.put(without_recent(self._keeper.settings, str(path)))
            if self._operations.path is None:
                self.closed.emit()
            self.refused.emit(path, error)

        self._operations.open(job, done, faults=faults)

    def look(self) -> None:
        """Reads again whose book it is and when it was backed up."""
        self._operations.look(jobs.read_kept, self._know, latest="desk")

    def _know(self, kept: Kept) -> None:
        first = self.kept is None or self.kept.name != kept.name
        self.kept = kept
        path = self._operations.path
        if path is not None and not kept.demo and first:
            now = datetime.now().astimezone().isoformat(timespec="minutes")
            self._keeper.put(with_recent(self._keeper.settings, Recent(str(path), kept.name, now)))
        self.known.emit(kept)


def with_suffix(path: Path) -> Path:
    """A book's path with its ending."""
    path = path.absolute()
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def in_use(error: BaseException) -> bool:
    """Whether a book was refused because somebody else has it, so that it can be opened to read only."""
    return isinstance(error, BookInUse)
