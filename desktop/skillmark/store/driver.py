"""Connections to a book's file: the driver, its pragmas, and its errors in our own words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from skillmark.protocol.errors import (
    BookDamaged,
    BookGone,
    BookInUse,
    DiskFull,
    NoPermission,
    StorageFailed,
    SurroundingsError,
)

BUSY_MS = 5_000
_COMMON = ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON", "cache_size=-32000", "temp_store=MEMORY")
_WRITER = (
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "fullfsync=ON",
    "locking_mode=NORMAL",
    "cache_spill=OFF",
    "secure_delete=ON",
)


def uri(path: Path, mode: str) -> str:
    """The file name as SQLite's URI; `mode` is rwc, rw or ro."""
    return f"file:{quote(os.fsencode(path.resolve()))}?mode={mode}"


def connect(path: Path, mode: str, pragmas: tuple[str, ...] = ()) -> dbapi2.Connection:
    """A bare connection with the common pragmas set, autocommitting."""
    connection = dbapi2.connect(
        uri(path, mode), uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
    )
    for pragma in (*_COMMON, *pragmas):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _engine(path: Path, mode: str, pragmas: tuple[str, ...], begin: str) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, mode, pragmas),
        poolclass=StaticPool,
        insertmanyvalues_page_size=200,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def writing_engine(path: Path, *, new: bool = False) -> Engine:
    """The engine of the one connection that writes."""
    return _engine(path, "rwc" if new else "rw", _WRITER, "BEGIN IMMEDIATE")


def reading_engine(path: Path, *, recover: bool) -> Engine:
    """The engine of the connection that only reads.

    Args:
        recover: True where the file may be written, so that an interrupted write can be finished.
    """
    return _engine(path, "rw" if recover else "ro", ("query_only=ON",), "BEGIN")


def _meaning(path: Path, error: BaseException) -> SurroundingsError:
    """The typed fault that an error of the driver or the operating system stands for."""
    if isinstance(error, OSError):
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return NoPermission(path, writing=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return DiskFull(path)
        return StorageFailed(path, str(error))
    text = str(error).lower()
    if "disk is full" in text:
        return DiskFull(path)
    if "readonly" in text or "unable to open" in text:
        return NoPermission(path, writing="readonly" in text)
    if "locked" in text or "busy" in text:
        return BookInUse(path, "", "", "")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return BookDamaged(path, str(error))
    return StorageFailed(path, str(error))


@contextmanager
def translated(path: Path, *, is_open: bool = False) -> Iterator[None]:
    """Turns faults of the driver and the disk into typed errors; a broken rule of the schema stays our bug.

    Args:
        is_open: True where the file was there when the book was opened; BookGone is raised where it isn't any more.
    """
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        if isinstance(cause, (dbapi2.IntegrityError, dbapi2.ProgrammingError, dbapi2.InterfaceError)) or cause is None:
            raise
        if isinstance(cause, dbapi2.OperationalError) and "no such" in str(cause).lower():
            raise
        if is_open and not path.exists():
            # The driver calls a file that was moved away one that can't be written.
            raise BookGone(path) from error
        raise _meaning(path, cause) from error
    except (dbapi2.OperationalError, dbapi2.DatabaseError, OSError) as error:
        if isinstance(error, (dbapi2.IntegrityError, dbapi2.ProgrammingError, dbapi2.InterfaceError)):
            raise
        raise _meaning(path, error) from error
