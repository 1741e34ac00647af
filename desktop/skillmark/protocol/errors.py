"""Faults of the surroundings: files, disks, fonts, other programs. Typed; the sentences stand in wording."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class SurroundingsError(Exception):
    """Something around the program is not as it must be; a person can do something about it."""


class InputUnreadable(SurroundingsError):
    """An input or a book can't be read or understood. The command line exits with 2."""


class RequestRefused(SurroundingsError):
    """A good request is refused as a whole. The command line exits with 3."""


@dataclass(eq=False)
class BookMissing(InputUnreadable):
    """There is no file at that place."""

    path: Path


@dataclass(eq=False)
class BookGone(InputUnreadable):
    """The file was moved, renamed or deleted while the book was open."""

    path: Path


@dataclass(eq=False)
class BookEmpty(InputUnreadable):
    """The file has no bytes in it."""

    path: Path


@dataclass(eq=False)
class NotABook(InputUnreadable):
    """The file is something else than a record book."""

    path: Path


@dataclass(eq=False)
class BookNewer(InputUnreadable):
    """The book was written by a newer release.

    Attributes:
        version: the schema version in the file.
        known: the newest schema version that this release knows.
    """

    path: Path
    version: int
    known: int


@dataclass(eq=False)
class BookDamaged(InputUnreadable):
    """The file is a record book but its content is damaged.

    Attributes:
        detail: what the storage engine found, for the log file.
    """

    path: Path
    detail: str


@dataclass(eq=False)
class BookInUse(RequestRefused):
    """Another program holds the book for writing.

    Attributes:
        holder: who said so when it was opened, empty where unknown.
        host: the computer, empty where unknown.
        since: local time of opening as text, empty where unknown.
    """

    path: Path
    holder: str
    host: str
    since: str


@dataclass(eq=False)
class NoPermission(RequestRefused):
    """The operating system doesn't let us read or write at that place.

    Attributes:
        writing: True where it was writing that was refused.
    """

    path: Path
    writing: bool


@dataclass(eq=False)
class DiskFull(RequestRefused):
    """The disk has no room left; nothing of the change was saved."""

    path: Path


@dataclass(eq=False)
class StorageFailed(RequestRefused):
    """Reading or writing the disk failed (stick pulled, network gone); nothing of the change was saved."""

    path: Path
    detail: str


@dataclass(eq=False)
class BookExists(RequestRefused):
    """A new book or a copy was asked for where a file already stands."""

    path: Path


@dataclass(eq=False)
class FolderMissing(RequestRefused):
    """The folder that a file should go into doesn't exist."""

    path: Path


@dataclass(eq=False)
class NameTaken(RequestRefused):
    """A file of that name, with other content, already stands there."""

    path: Path


@dataclass(eq=False)
class ReadOnlyBook(RequestRefused):
    """The book was opened to read only and a change was asked for."""

    path: Path


@dataclass(eq=False)
class BackupUnusable(InputUnreadable):
    """A backup was made or named but did not pass its check."""

    path: Path
    detail: str


@dataclass(eq=False)
class Cancelled(RequestRefused):
    """A long run was stopped by the person.

    Attributes:
        done: how many things were finished.
        total: how many there would have been.
    """

    done: int
    total: int


@dataclass(eq=False)
class ChangedOutside(RequestRefused):
    """Another program wrote to the book while it was open here; nothing of the change was saved."""

    path: Path


@dataclass(eq=False)
class NotBesides(RequestRefused):
    """A copy was asked for at the place of the open book itself."""

    path: Path


@dataclass(eq=False)
class NoOutput(RequestRefused):
    """A file was to be written where something is that no output replaces, asked or unasked.

    Attributes:
        found: folder, device (or a pipe, or a socket), book, or guard (a file that goes with a record book).
    """

    path: Path
    found: str
