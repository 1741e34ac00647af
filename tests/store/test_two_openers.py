"""Two programs at one book: the second is told who has it, and may read."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from skillmark.protocol.errors import BookInUse, ChangedOutside, DiskFull, NoPermission, ReadOnlyBook
from skillmark.store.book import Book, open_book, open_to_look
from skillmark.store.guard import Guard, guard_path
from skillmark.store.keys import new_key
from skillmark.store.schema import Device
from tests.store.conftest import NOW

OTHER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from skillmark.protocol.errors import BookInUse
from skillmark.store.book import open_book
path, write = Path(sys.argv[1]), sys.argv[2] == "write"
try:
    book = open_book(path, "other", datetime(2026, 6, 12, tzinfo=UTC), write=write)
except BookInUse as error:
    print("in use by", error.holder, "since", error.since)
else:
    with book.read() as connection:
        print(connection.exec_driver_sql("SELECT label FROM device").scalars().all())
    book.close()
"""


def _other(path: Path, way: str) -> str:
    done = subprocess.run([sys.executable, "-c", OTHER, str(path), way], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_link_to_a_book_is_held_with_it(book: Book, tmp_path: Path) -> None:
    link = tmp_path / "desk" / "link.skillmark"
    link.parent.mkdir()
    link.symlink_to(book.path)
    assert _other(link, "write") == "in use by Grace Lindqvist since 2026-06-12 10:42"
    book.close()
    through = open_book(link, "Grace Lindqvist", NOW, write=True)
    assert _other(book.path, "write") == "in use by Grace Lindqvist since 2026-06-12 10:42"
    through.close()
    assert [path.name for path in link.parent.iterdir()] == ["link.skillmark"]


def test_a_full_disk_leaves_no_guard_file(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book.path
    book.close()

    def full(self: Guard, holder: str, now: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Guard, "_tell", full)
    with pytest.raises(DiskFull):
        open_book(path, "Grace Lindqvist", NOW, write=True)
    assert not guard_path(path).exists()


def _device(label: str) -> Device:
    return Device(id=new_key(), label=label, created_at="2026-06-12T10:42:00.000000Z")


def test_the_second_process_is_told_who_has_it_and_may_read(book: Book) -> None:
    with book.write() as session:
        session.add(_device("K7"))
    assert _other(book.path, "write") == "in use by Grace Lindqvist since 2026-06-12 10:42"
    assert _other(book.path, "read") == "['K7']"


def test_reading_goes_on_while_a_change_is_being_made(book: Book) -> None:
    with book.write() as session:
        session.add(_device("K7"))
        session.flush()
        assert _other(book.path, "read") == "[]"
        with book.read() as connection:
            assert connection.execute(select(Device.label)).all() == []


def test_the_guard_goes_when_the_book_is_closed(book: Book) -> None:
    assert guard_path(book.path).exists()
    book.close()
    assert not guard_path(book.path).exists()
    assert _other(book.path, "write") == "[]"


def test_a_guard_file_that_a_crash_left_behind_is_no_hindrance(book: Book) -> None:
    book.close()
    guard_path(book.path).write_text('{"holder": "ghost"}')
    assert _other(book.path, "write") == "[]"


def test_the_same_process_twice(book: Book) -> None:
    with pytest.raises(BookInUse) as caught:
        open_book(book.path, "", NOW, write=True)
    assert caught.value.holder == "Grace Lindqvist"
    looked = open_to_look(book.path, "", NOW)
    assert not looked.writable
    with pytest.raises(ReadOnlyBook), looked.write():
        pass
    looked.close()


def test_a_writer_that_ignores_the_guard_is_noticed(book: Book) -> None:
    with book.write() as session:
        session.add(_device("K7"))
    import sqlite3

    foreign = sqlite3.connect(book.path)
    foreign.execute("DELETE FROM device")
    foreign.commit()
    foreign.close()
    with pytest.raises(ChangedOutside), book.write() as session:
        session.add(_device("K8"))
    with book.read() as connection:
        assert connection.execute(select(Device.label)).all() == []


def test_a_folder_that_can_only_be_read(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.close()
    monkeypatch.setattr("skillmark.store.gate.os.access", lambda path, mode: False)
    with pytest.raises(NoPermission) as caught:
        open_book(book.path, "", NOW, write=True)
    assert caught.value.writing
    looked = open_to_look(book.path, "", NOW)
    with looked.read() as connection:
        assert connection.execute(select(Device.label)).all() == []
    looked.close()
