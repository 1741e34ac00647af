"""The open gate: whether a file may be opened, decided from its header's bytes before SQLite touches it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from skillmark.protocol.errors import BookDamaged, BookEmpty, BookMissing, BookNewer, NoPermission, NotABook
from skillmark.store.ddl import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes of the file say. See https://sqlite.org/fileformat.html, 1.3.

    Attributes:
        pages: the file's size in pages as the header has it; 0 where the header leaves it open.
    """

    page_size: int
    pages: int
    version: int
    application: int


def _number(head: bytes, start: int, length: int = 4) -> int:
    return int.from_bytes(head[start : start + length], "big")


def read_header(path: Path) -> Header:
    """Reads the header.

    Raises:
        BookMissing, BookEmpty, NotABook, NoPermission: what the file is instead.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except FileNotFoundError as error:
        raise BookMissing(path) from error
    except IsADirectoryError as error:
        raise NotABook(path) from error
    except PermissionError as error:
        # Windows says "permission denied" of a folder.
        raise (NotABook(path) if path.is_dir() else NoPermission(path, writing=False)) from error
    if not head:
        raise BookEmpty(path)
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise NotABook(path)
    page_size = _number(head, 16, 2)
    # The header's page count is only good where the change counter agrees with the version-valid-for number.
    pages = _number(head, 28) if head[24:28] == head[92:96] else 0
    return Header(65536 if page_size == 1 else page_size, pages, _number(head, 60), _number(head, 68))


def journal_is_hot(path: Path) -> bool:
    """Whether an interrupted write waits to be finished."""
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def pass_gate(path: Path) -> Header:
    """Decides from the outside whether the file may be opened; never writes.

    Raises:
        BookMissing, BookEmpty, NotABook, BookNewer, BookDamaged, NoPermission: why not.
    """
    header = read_header(path)
    if header.application != APPLICATION_ID:
        raise NotABook(path)
    if header.version > SCHEMA_VERSION:
        raise BookNewer(path, header.version, SCHEMA_VERSION)
    if not journal_is_hot(path):
        check_length(path, header)
    return header


def is_book(path: Path) -> bool:
    """Whether a plain file is a record book, also a damaged one or one that can't be opened for its version."""
    if not path.is_file():
        return False
    try:
        return read_header(path).application == APPLICATION_ID
    except (BookEmpty, NotABook):
        return False


def check_length(path: Path, header: Header) -> None:
    """Refuses a file that was cut.

    Raises:
        BookDamaged: fewer bytes than the header promises.
    """
    size = path.stat().st_size
    if header.page_size < 512 or header.page_size & (header.page_size - 1):
        raise BookDamaged(path, f"page size {header.page_size}")
    if header.pages * header.page_size > size:
        raise BookDamaged(path, f"{size} bytes, {header.pages * header.page_size} expected")


def may_write(path: Path) -> bool:
    """Whether both the file and its folder can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
