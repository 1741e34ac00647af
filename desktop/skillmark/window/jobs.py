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


def load_services() -> None:
    """Loads what the first book needs, while a person looks at the welcome page."""
    import skillmark.services.answer
    import skillmark.services.handle
    import skillmark.services.opening  # noqa: F401 - loaded for later


def open_book(path: Path, *, write: bool = True) -> Callable[[], Sitting]:
    """Opens a book; to read only, which works while somebody else has it, where it isn't to be written."""

    def job() -> Sitting:
        from skillmark.services.opening import open_sitting

        return open_sitting(path, write=write)

    return job


def new_book(path: Path, name: str, coordinator: str, email: str) -> Callable[[], Sitting]:
    """Makes a book and opens it."""

    def job() -> Sitting:
        from skillmark.services.new import NewBook, new_book

        return new_book(path, NewBook(name, coordinator, email))

    return job


def restore_book(backup: Path, target: Path, told: Callable[[Path | None], object]) -> Callable[[], Sitting]:
    """Puts a backup in the place of a book, or where none is, and opens it.

    Args:
        told: told where the book is now that was there.
    """

    def job() -> Sitting:
        from skillmark.services.keep import restore_backup
        from skillmark.services.opening import open_sitting

        told(restore_backup(backup, target))
        return open_sitting(target)

    return job


def backups_beside(book: Path) -> Path | None:
    """The folder with a book's automatic copies; None where there is none."""
    from skillmark.services.keep import backups_of

    folder = backups_of(book)
    return folder if folder.is_dir() else None


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


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a list: its title, what it is taken for (`ignore` where nothing), the first thing in it."""

    title: str
    field: str
    sample: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was read: its bytes, so that what is imported is what was looked at, and its columns."""

    data: bytes
    headings: list[Heading]


def read_list(path: Path) -> Callable[[Sitting], ReadList]:
    """Reads the columns of a list of learners."""

    def job(sitting: Sitting) -> ReadList:
        from skillmark.exchange.columns import IGNORE, known_headings, match
        from skillmark.exchange.tables import read_table

        table = read_table(path, path.name, known=known_headings({}))
        data = path.read_bytes()
        found = match(table.header, {}, path.name)
        fields = {number: field for field, numbers in found.places.items() for number in numbers}
        first = next((cells for _, cells in table.rows()), ())
        return ReadList(
            data,
            [
                Heading(title, fields.get(number, IGNORE), first[number] if number < len(first) else "")
                for number, title in enumerate(table.header)
            ],
        )

    return job


def read_definition_file(path: Path) -> Callable[[Sitting], Any]:
    """Reads a credential file as a document; what it says is checked when it is added."""

    def job(sitting: Sitting) -> Any:
        from skillmark.services.define import read_credential

        return read_credential(path, path.name)

    return job


def write_definition_file(code: str, version: int, path: Path) -> Callable[[Sitting], Path]:
    """Writes a version of a credential as a file; the dialog has asked about a file that is there."""

    def job(sitting: Sitting) -> Path:
        from skillmark.protocol.requests.look import ShowCredential
        from skillmark.services.answer import ask
        from skillmark.services.define import document_text
        from skillmark.services.write_files import write_if_new

        detail = ask(sitting, ShowCredential(code, version))
        write_if_new(path, document_text(detail.definition).encode("utf-8"), overwrite=True)
        return path

    return job
