"""What may not be opened is refused in words, and stays as it was byte for byte."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import struct
from pathlib import Path

import pytest

from skillmark.protocol.errors import (
    BookDamaged,
    BookEmpty,
    BookExists,
    BookGone,
    BookMissing,
    BookNewer,
    FolderMissing,
    InputUnreadable,
    NotABook,
)
from skillmark.store import ddl
from skillmark.store.book import Book, create, open_book
from skillmark.store.keys import new_key
from skillmark.store.schema import Device
from tests.store.conftest import NOW


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _refused(path: Path, error: type[InputUnreadable]) -> InputUnreadable:
    before = _digest(path)
    with pytest.raises(error) as caught:
        open_book(path, "", NOW, write=True)
    assert _digest(path) == before
    assert os.listdir(path.parent) == [path.name]
    return caught.value


def _closed(tmp_path: Path, devices: int = 1) -> Path:
    path = tmp_path / "riverside.skillmark"
    made = create(path, "", NOW)
    with made.write() as session:
        for serial in range(devices):
            session.add(Device(id=new_key(), label=f"{serial:02d}", created_at="2026-06-12T10:42:00.000000Z"))
    made.close()
    return path


def _patch(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def test_a_book_that_was_moved_while_open_is_told_from_one_that_can_not_be_written(tmp_path: Path) -> None:
    path = _closed(tmp_path)
    made = open_book(path, "", NOW, write=True)
    path.rename(tmp_path / "elsewhere.skillmark")
    with pytest.raises(BookGone), made.write() as session:
        session.add(Device(id=new_key(), label="99", created_at="2026-06-12T10:42:00.000000Z"))
    made.close()


def test_schema_digest_is_that_of_a_new_book(book: Book) -> None:
    with book.read() as connection:
        assert ddl.schema_digest(connection) == ddl.SCHEMA_DIGEST


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BookMissing):
        open_book(tmp_path / "none.skillmark", "", NOW, write=True)
    assert os.listdir(tmp_path) == []


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.skillmark"
    path.touch()
    _refused(path, BookEmpty)


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.skillmark").mkdir()
    with pytest.raises(NotABook):
        open_book(tmp_path / "folder.skillmark", "", NOW, write=True)


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(200), b"SQLite format 3\x00", b"x" * 99])
def test_another_kind_of_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.skillmark"
    path.write_bytes(content)
    _refused(path, NotABook)


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "anki.skillmark"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (id)")
    connection.close()
    _refused(path, NotABook)


def test_a_newer_version_is_told_from_the_header_alone(tmp_path: Path) -> None:
    path = _closed(tmp_path)
    _patch(path, 60, struct.pack(">I", ddl.SCHEMA_VERSION + 7))
    error = _refused(path, BookNewer)
    assert isinstance(error, BookNewer)
    assert (error.version, error.known) == (ddl.SCHEMA_VERSION + 7, ddl.SCHEMA_VERSION)


def test_a_cut_file(tmp_path: Path) -> None:
    path = _closed(tmp_path)
    os.truncate(path, path.stat().st_size - 4096)
    _refused(path, BookDamaged)


def test_a_page_of_noise(tmp_path: Path) -> None:
    path = _closed(tmp_path)
    _patch(path, 4096 * 3, random.Random(1).randbytes(4096))
    _refused(path, BookDamaged)


@pytest.mark.parametrize(
    "planted",
    ["CREATE VIEW v AS SELECT * FROM device", "CREATE TRIGGER t AFTER INSERT ON device BEGIN DELETE FROM learner; END",
     "DROP TRIGGER assessment_no_update"],
)  # fmt: skip
def test_a_schema_that_is_not_ours(tmp_path: Path, planted: str) -> None:
    path = _closed(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute(planted)
    connection.close()
    _refused(path, BookDamaged)


def test_a_row_that_names_nothing(tmp_path: Path) -> None:
    path = _closed(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO learner_identifier VALUES ('local', '7', x'00112233445566778899aabbccddeeff')")
    connection.commit()
    connection.close()
    _refused(path, BookDamaged)


def test_a_new_book_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "notes.skillmark"
    path.write_text("mine")
    with pytest.raises(BookExists):
        create(path, "", NOW)
    assert path.read_text() == "mine"


def test_a_new_book_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        create(tmp_path / "none" / "riverside.skillmark", "", NOW)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "name", ["a b.skillmark", "100%?#&.skillmark", "ظلال.skillmark", "'quote\".skillmark", "-x.skillmark"]
)
def test_every_awkward_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    create(folder / name, "", NOW).close()
    opened = open_book(folder / name, "", NOW, write=True)
    with opened.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM learner").scalar() == 0
    opened.close()
    assert os.listdir(folder) == [name]
