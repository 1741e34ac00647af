"""The guard file `NAME.lock`: held by an operating system's lock as long as a book is open for writing."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

from skillmark.protocol.errors import BookInUse, DiskFull, NoPermission

# A byte far behind the text, so that others can still read who holds the book (Windows locks are mandatory).
_FAR = 1 << 30


def guard_path(book: Path) -> Path:
    """The guard file beside a book; beside the book itself where it is named by a link."""
    real = book.resolve()
    return real.with_name(real.name + ".lock")


def _lock(file: IO[str]) -> bool:
    """Takes the lock; False where another program has it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _same_file(file: IO[str], path: Path) -> bool:
    """Whether the opened file is still the one with that name: its last holder may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def holder_of(book: Path) -> BookInUse:
    """Who holds a book, as the guard file tells."""
    try:
        told = json.loads(guard_path(book).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    return BookInUse(book, *(str(told.get(field, "")) for field in ("holder", "host", "since")))


def _refusal(book: Path, error: OSError) -> DiskFull | NoPermission:
    return DiskFull(book) if error.errno == errno.ENOSPC else NoPermission(book, writing=True)


class Guard:
    """Holds the lock of one book."""

    def __init__(self, book: Path, holder: str, now: datetime) -> None:
        """Takes the lock and writes down who has it.

        Raises:
            BookInUse: another program holds it.
            NoPermission, DiskFull: the guard file can't be written; none is left.
        """
        self._path = guard_path(book)
        while True:
            try:
                file = self._path.open("a+", encoding="utf-8")
            except OSError as error:
                raise _refusal(book, error) from error
            if not _lock(file):
                file.close()
                raise holder_of(book)
            if _same_file(file, self._path):
                break
            file.close()
        self._file = file
        try:
            self._tell(holder, now)
        except OSError as error:
            self.release()
            raise _refusal(book, error) from error

    def _tell(self, holder: str, now: datetime) -> None:
        told = {"holder": holder, "host": socket.gethostname(), "pid": os.getpid()}
        told["since"] = now.strftime("%Y-%m-%d %H:%M")
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(told))
        self._file.flush()

    def release(self) -> None:
        """Gives the lock back and removes the file."""
        if sys.platform == "win32":
            self._file.close()
            with contextlib.suppress(OSError):
                self._path.unlink()
            return
        # Removed while still locked: whoever waits for this file notices that the name is gone and starts anew.
        with contextlib.suppress(OSError):
            self._path.unlink()
        with contextlib.suppress(OSError):
            self._file.close()
