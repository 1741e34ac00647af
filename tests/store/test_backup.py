"""Copies: opened and checked before they get their name, ten kept, a new device where they are written to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from skillmark.protocol.errors import BackupUnusable, BookDamaged, BookExists, FolderMissing, NotABook, NotBesides
from skillmark.store import backup
from skillmark.store.book import Book, open_book
from skillmark.store.keys import new_key
from skillmark.store.schema import BookInfo, Device
from tests.store.conftest import NOW


@pytest.fixture
def filled(book: Book) -> Book:
    """A book with a device and its one row."""
    device = Device(id=new_key(), label="K7", created_at="2026-06-12T10:42:00.000000Z")
    info = BookInfo(
        id=new_key(), time_zone="UTC", created_at="2026-06-12T10:42:00.000000Z", device=device.id, demo=False
    )
    with book.write() as session:
        session.add_all([device, info])
    return book


def _labels(path: Path) -> list[str]:
    opened = open_book(path, "", NOW, write=False)
    with opened.read() as connection:
        found = list(connection.execute(select(Device.label)).scalars())
    opened.close()
    return found


def test_a_copy_has_all_of_it_and_belongs_to_no_device(filled: Book, tmp_path: Path) -> None:
    copy = backup.copy_book(filled, tmp_path / "copy.skillmark")
    assert _labels(copy) == ["K7"]
    opened = open_book(copy, "", NOW, write=False)
    with opened.read() as connection:
        assert connection.execute(select(BookInfo.device)).scalar_one().int == 0
    opened.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "copy.skillmark", "riverside.skillmark", "riverside.skillmark-journal", "riverside.skillmark.lock",
    ]  # fmt: skip


def test_ten_automatic_copies_are_kept_the_newest_ones(filled: Book) -> None:
    for day in range(14):
        backup.automatic_copy(filled, NOW + timedelta(days=day))
    copies = backup.copies_of(filled.path)
    assert len(copies) == 10
    assert copies[0].stem.endswith("2026-06-16 104200")
    assert copies[-1].stem.endswith("2026-06-25 104200")


def test_many_short_sittings_do_not_push_yesterday_out(filled: Book) -> None:
    backup.automatic_copy(filled, NOW)
    for minute in range(30):
        backup.automatic_copy(filled, NOW + timedelta(days=1, seconds=30 * minute))
    names = [copy.stem[-17:] for copy in backup.copies_of(filled.path)]
    assert names[0] == "2026-06-12 104200"
    assert len(names) <= 4
    assert names[-1] == "2026-06-13 105630"


def test_copies_of_another_book_in_the_folder_are_left_alone(filled: Book) -> None:
    folder = backup.backup_folder(filled.path)
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    (folder / "riverside north 2026-06-12 104200.skillmark").write_text("other")
    for day in range(12):
        backup.automatic_copy(filled, NOW + timedelta(days=day))
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "riverside north 2026-06-12 104200.skillmark").read_text() == "other"


def test_places_that_are_not_free(filled: Book, tmp_path: Path) -> None:
    (tmp_path / "taken.skillmark").write_text("mine")
    for place, error in (
        (tmp_path / "taken.skillmark", BookExists),
        (tmp_path / "none" / "copy.skillmark", FolderMissing),
        (filled.path, NotBesides),
    ):
        with pytest.raises(error):
            backup.copy_book(filled, place)
    assert (tmp_path / "taken.skillmark").read_text() == "mine"


def test_a_copy_that_does_not_pass_its_check_is_not_kept(
    filled: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = backup._copy

    def spoil(book: Book, target: Path) -> None:
        copied(book, target)
        data = bytearray(target.read_bytes())
        data[4096 * 4 : 4096 * 5] = bytes(4096)
        target.write_bytes(data)

    monkeypatch.setattr(backup, "_copy", spoil)
    with pytest.raises(BackupUnusable):
        backup.copy_book(filled, tmp_path / "copy.skillmark")
    assert not list(tmp_path.glob("copy*"))


def test_a_restored_book_takes_the_place_of_the_one_that_is_kept(filled: Book, tmp_path: Path) -> None:
    copy = backup.copy_book(filled, tmp_path / "copy.skillmark")
    with filled.write() as session:
        session.add(Device(id=new_key(), label="K8", created_at="2026-06-12T10:42:00.000000Z"))
    filled.close()
    kept = backup.restore_copy(copy, filled.path, NOW)
    assert kept is not None
    assert _labels(filled.path) == ["K7"]
    assert sorted(_labels(kept)) == ["K7", "K8"]


def test_a_damaged_backup_is_named_and_changes_nothing(filled: Book, tmp_path: Path) -> None:
    copy = backup.copy_book(filled, tmp_path / "copy.skillmark")
    filled.close()
    data = bytearray(copy.read_bytes())
    data[4096 * 4 : 4096 * 5] = bytes(4096)
    copy.write_bytes(data)
    with pytest.raises(BookDamaged) as refused:
        backup.restore_copy(copy, filled.path, NOW)
    assert refused.value.path == copy
    assert _labels(filled.path) == ["K7"]


def test_what_is_no_backup_changes_nothing(filled: Book, tmp_path: Path) -> None:
    filled.close()
    (tmp_path / "other.txt").write_text("x" * 500)
    with pytest.raises(NotABook):
        backup.restore_copy(tmp_path / "other.txt", filled.path, NOW)
    assert _labels(filled.path) == ["K7"]
