"""An open record book: the guard, one connection that writes, one that reads, and the gate between them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from skillmark.protocol.errors import (
    BookDamaged,
    BookExists,
    BookInUse,
    ChangedOutside,
    FolderMissing,
    NoPermission,
    ReadOnlyBook,
)
from skillmark.store import ddl
from skillmark.store.driver import reading_engine, translated, writing_engine
from skillmark.store.gate import check_length, may_write, pass_gate, read_header
from skillmark.store.guard import Guard

WAIT_FOR_READERS = 0.1
"""Seconds that a commit waits at most for reads that have begun."""
THOROUGH_BELOW = 50_000_000
"""Bytes; smaller files get the check that also compares indexes with their tables."""


class ReadGate:
    """Lets reads that wait go before the next commit; under commits back to back they would starve."""

    def __init__(self) -> None:
        """Starts with nobody reading."""
        self._turn = threading.Condition()
        self._reading = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Holds the next commit back, for at most WAIT_FOR_READERS."""
        with self._turn:
            self._reading += 1
        try:
            yield
        finally:
            with self._turn:
                self._reading -= 1
                self._turn.notify_all()

    def wait(self) -> None:
        """Waits until nobody reads."""
        with self._turn:
            self._turn.wait_for(lambda: self._reading == 0, timeout=WAIT_FOR_READERS)


class Book:
    """A record book that is open. Make one with `create` or `open_book`."""

    def __init__(self, path: Path, writer: Engine | None, reader: Engine, guard: Guard | None) -> None:
        """Takes the ready parts; without a writer the book is open to read only."""
        self.path = path
        self.changed = False
        self._writer, self._reader, self._guard = writer, reader, guard
        self._gate = ReadGate()
        # One connection reads: a second thread's rollback would take the rows of the first away while it fetches.
        self._one_look = threading.RLock()
        self._data_version: int | None = None

    @property
    def writable(self) -> bool:
        """Whether changes can be made."""
        return self._writer is not None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed when the block ends well, undone when it raises.

        Raises:
            ReadOnlyBook, ChangedOutside, BookGone, DiskFull, StorageFailed, NoPermission: nothing was saved.
        """
        if self._writer is None:
            raise ReadOnlyBook(self.path)
        with translated(self.path, is_open=True), self._writer.connect() as connection:
            with connection.begin() as transaction:
                self._expect_own_data(connection)
                with Session(bind=connection, join_transaction_mode="rollback_only", expire_on_commit=False) as session:
                    yield session
                    session.flush()
                self._gate.wait()
                transaction.commit()
            self.changed = True

    def _expect_own_data(self, connection: Connection) -> None:
        version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        if self._data_version not in (None, version):
            raise ChangedOutside(self.path)
        self._data_version = version

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent look at what is committed; never on the window's main thread."""
        with (
            self._one_look,
            self._gate.reading(),
            translated(self.path, is_open=True),
            self._reader.connect() as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Gives up the connections and the guard."""
        if self._writer is not None:
            with contextlib.suppress(DBAPIError), self._writer.connect() as connection:
                # TRUNCATE leaves an empty journal file behind; nobody wants to carry that along.
                connection.connection.cursor().execute("PRAGMA journal_mode=DELETE")
            self._writer.dispose()
        self._reader.dispose()
        if self._guard is not None:
            self._guard.release()


def create(path: Path, holder: str, now: datetime) -> Book:
    """Makes a new, empty book: schema only.

    Raises:
        FolderMissing, BookExists, NoPermission, BookInUse: nothing was made.
    """
    if not path.parent.is_dir():
        raise FolderMissing(path.parent)
    if path.exists():
        raise BookExists(path)
    guard = Guard(path, holder, now)
    try:
        with translated(path):
            engine = writing_engine(path, new=True)
            with engine.begin() as connection:
                ddl.create_schema(connection)
            return Book(path, engine, reading_engine(path, recover=True), guard)
    except BaseException:
        guard.release()
        raise


def open_book(path: Path, holder: str, now: datetime, *, write: bool) -> Book:
    """Opens a book after the gate's checks.

    Args:
        holder: who opens it, told to whoever comes second.
        write: False to read only, which works while another program holds the book.

    Raises:
        BookMissing, BookEmpty, NotABook, BookNewer, BookDamaged: the file is not opened.
        BookInUse, NoPermission: it can't be opened for writing now.
    """
    pass_gate(path)
    recover = may_write(path)
    if write and not recover:
        raise NoPermission(path, writing=True)
    guard = Guard(path, holder, now) if write else None
    reader = reading_engine(path, recover=recover)
    try:
        with translated(path), reader.connect() as connection:
            check_content(path, connection)
        writer = writing_engine(path) if write else None
        return Book(path, writer, reader, guard)
    except BaseException:
        reader.dispose()
        if guard is not None:
            guard.release()
        raise


def open_to_look(path: Path, holder: str, now: datetime) -> Book:
    """Opens for writing where that is possible, else to read only."""
    try:
        return open_book(path, holder, now, write=True)
    except (BookInUse, NoPermission):
        return open_book(path, holder, now, write=False)


def check_content(path: Path, connection: Connection) -> None:
    """Looks through the whole file, after an interrupted write was finished.

    Raises:
        BookDamaged: what the storage engine found, or a schema that isn't ours.
    """
    thorough = path.stat().st_size < THOROUGH_BELOW
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)" if thorough else "PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise BookDamaged(path, str(found))
    check_length(path, read_header(path))
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is not None:
        raise BookDamaged(path, f"a row of {orphan[0]} names a row of {orphan[2]} that isn't there")
    if ddl.schema_digest(connection) != ddl.SCHEMA_DIGEST:
        raise BookDamaged(path, "its tables are not those of this version")
