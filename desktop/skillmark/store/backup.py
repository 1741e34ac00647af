"""Copies of a book: made in one step, opened and checked before they get their name."""

from __future__ import annotations

import contextlib
import os
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, text

from skillmark.protocol.errors import BackupUnusable, BookDamaged, BookExists, FolderMissing, NotBesides
from skillmark.store.book import Book, check_content
from skillmark.store.driver import connect, reading_engine, translated
from skillmark.store.gate import pass_gate

KEPT = 10
SAME_SITTING = timedelta(minutes=10)
"""An automatic copy takes the place of one made less than this before, so that a script's many short sittings
don't push yesterday's copies out."""
_STAMP = "%Y-%m-%d %H%M%S"


def backup_folder(book: Path) -> Path:
    """Where automatic copies of a book are kept: beside it, so that they move with the stick."""
    return book.resolve().with_name(f"{book.stem} backups")


def copies_of(book: Path) -> list[Path]:
    """The automatic copies, oldest first."""
    return sorted(backup_folder(book).glob(f"{_glob(book.stem)} ????-??-?? ??????.skillmark"))


def _glob(stem: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)


def _made_at(copy: Path) -> datetime:
    return datetime.strptime(copy.stem[-17:], _STAMP)  # noqa: DTZ007 - wall-clock time, as in the file's name


def _fingerprint(connection: Connection) -> tuple[int, bytes | None]:
    row = connection.execute(text("SELECT count(*), max(hash) FROM change")).one()
    return row[0], row[1]


def copy_book(book: Book, target: Path) -> Path:
    """Copies an open book to a new file and checks the copy.

    Raises:
        FolderMissing, BookExists, NotBesides: the place is not free.
        BackupUnusable: the copy did not pass its check and was removed.
        DiskFull, StorageFailed, NoPermission: the same.
    """
    if not target.parent.is_dir():
        raise FolderMissing(target.parent)
    if target.exists():
        raise NotBesides(target) if target.samefile(book.path) else BookExists(target)
    unfinished = target.with_name(target.name + ".part")
    try:
        with translated(target):
            _copy(book, unfinished)
            with book.read() as connection:
                expected = _fingerprint(connection)
            _check(unfinished, expected)
            _disown(unfinished)
            _to_disk(unfinished)
            os.replace(unfinished, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            unfinished.unlink()
    return target


def _copy(book: Book, target: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        target.unlink()
    copy = connect(target, "rwc")
    try:
        with book.read() as connection:
            # All pages in one step: stepping starts anew at each write.
            connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]
    finally:
        copy.close()


def _check(copy: Path, expected: tuple[int, bytes | None]) -> None:
    try:
        pass_gate(copy)
        engine = reading_engine(copy, recover=True)
        try:
            with engine.connect() as connection:
                check_content(copy, connection)
                if _fingerprint(connection) != expected:
                    raise BackupUnusable(copy, "the change log of the copy differs")
        finally:
            engine.dispose()
    except BookDamaged as error:
        raise BackupUnusable(copy, error.detail) from error


def _disown(copy: Path) -> None:
    """Whoever writes to the copy first becomes a new device, so that its numbers and its chain don't fork."""
    connection = connect(copy, "rw")
    try:
        connection.execute("UPDATE book SET device = zeroblob(16)")
    finally:
        connection.close()


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def automatic_copy(book: Book, now: datetime) -> Path:
    """Makes the copy that is due at close, and keeps the ten newest."""
    folder = backup_folder(book.path)
    with translated(book.path):
        folder.mkdir(exist_ok=True)
    made = copy_book(book, free_name(folder, book.path.stem, now))
    copies = [copy for copy in copies_of(book.path) if copy != made]
    if copies and now.replace(tzinfo=None) - _made_at(copies[-1]) < SAME_SITTING and len(copies) > 1:
        copies.pop().unlink()
    for old in copies[: max(0, len(copies) + 1 - KEPT)]:
        old.unlink()
    return made


def free_name(folder: Path, stem: str, now: datetime) -> Path:
    """A dated file name that is free in a folder."""
    while True:
        target = folder / f"{stem} {now.strftime(_STAMP)}.skillmark"
        if not target.exists():
            return target
        now += timedelta(seconds=1)


def restore_copy(backup: Path, target: Path, now: datetime) -> Path | None:
    """Puts a checked backup in the place of a book; the book that was there is kept beside it.

    Returns:
        Where the book that was there is now; None where there was none.

    Raises:
        InputUnreadable: the backup can't be used.
        FolderMissing, DiskFull, StorageFailed, NoPermission: nothing was changed.
    """
    if not target.parent.is_dir():
        raise FolderMissing(target.parent)
    pass_gate(backup)
    unfinished = target.with_name(target.name + ".part")
    engine = reading_engine(backup, recover=False)
    try:
        with translated(target), engine.connect() as connection:
            check_content(backup, connection)
            copy = connect(unfinished, "rwc")
            try:
                connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]
            finally:
                copy.close()
            _check(unfinished, _fingerprint(connection))
            _disown(unfinished)
            _to_disk(unfinished)
        kept = None
        if target.exists():
            kept = free_name(target.parent, f"{target.stem} before restore", now)
            os.replace(target, kept)
        os.replace(unfinished, target)
    except BookDamaged as error:
        raise BookDamaged(backup, error.detail) from error
    finally:
        engine.dispose()
        with contextlib.suppress(FileNotFoundError):
            unfinished.unlink()
    return kept
