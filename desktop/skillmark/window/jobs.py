"""Jobs for the two threads that are no request and no question: opening, making, restoring, copying, checking a book.

Each function gives a callable; services are imported by it, on the thread, after the window has painted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillmark.window.operations import Progress

if TYPE_CHECKING:
    from skillmark.services.sitting import Sitting


def open_book(path: Path, *, write: bool = True, look: bool = False) -> Callable[[], Sitting]:
    """Opens a book; with `look` it is opened to read only where somebody else has it."""

    def job() -> Sitting:
        from skillmark.services.opening import open_sitting

        return open_sitting(path, write=write, look=look)

    return job


def new_book(path: Path, name: str, coordinator: str, email: str) -> Callable[[], Sitting]:
    """Makes a book and opens it."""

    def job() -> Sitting:
        from skillmark.services.new import NewBook, new_book

        return new_book(path, NewBook(name, coordinator, email))

    return job


def restore_book(backup: Path, target: Path) -> Callable[[], Sitting]:
    """Puts a backup in the place of a book, or where none is, and opens it."""

    def job() -> Sitting:
        from skillmark.services.keep import restore_backup
        from skillmark.services.opening import open_sitting

        restore_backup(backup, target)
        return open_sitting(target)

    return job


@dataclass(frozen=True, slots=True)
class Kept:
    """Whose book it is, for the head of the rail, and when the last backup was made (None: never)."""

    name: str
    demo: bool
    backed_up: datetime | None


def read_kept(sitting: Sitting) -> Kept:
    """Reads the head and the foot of the rail."""
    from skillmark.protocol.requests.look import ReadSettings, ShowIssuer
    from skillmark.services.answer import ask
    from skillmark.services.keep import backups_of

    newest = max((one.stat().st_mtime for one in backups_of(sitting.path).glob("*.skillmark")), default=None)
    made = None if newest is None else datetime.fromtimestamp(newest).astimezone()
    return Kept(ask(sitting, ShowIssuer()).name, ask(sitting, ReadSettings()).demo, made)


def save_copy(target: Path) -> Callable[[Sitting, Progress], Path]:
    """Copies the open book to a new file."""

    def job(sitting: Sitting, progress: Progress) -> Path:
        from skillmark.services.keep import save_copy

        return save_copy(sitting, target)

    return job


def back_up(sitting: Sitting, progress: Progress) -> Path:
    """Makes a dated copy beside the book."""
    from skillmark.services.keep import back_up as make

    return make(sitting)


def check(sitting: Sitting, progress: Progress) -> Any:
    """Recomputes everything that can be computed and compares it; a CheckReport."""
    from skillmark.services.keep import check_book

    return check_book(sitting)


def who_has(path: Path) -> tuple[bool, BaseException | None]:
    """Whether a recent book is still there, and the refusal that says who has it; None where nobody has."""
    from skillmark.protocol.errors import BookInUse, NoPermission
    from skillmark.store.guard import Guard, guard_path

    if not path.is_file():
        return False, None
    if guard_path(path).exists():
        # A guard that nobody holds was left by a crash; taking it and giving it back removes it.
        try:
            Guard(path, "", datetime.now().astimezone()).release()
        except BookInUse as held:
            return True, held
        except NoPermission:
            return True, None
    return True, None


def open_demo(path: Path, told: Callable[[int, int], None]) -> Callable[[], Sitting]:
    """Makes the demo anew and opens it."""

    def job() -> Sitting:
        from skillmark.services.demo import Demo, make_demo
        from skillmark.services.opening import open_sitting

        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        make_demo(path, Demo(), told)
        return open_sitting(path)

    return job
