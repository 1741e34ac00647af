"""What was acknowledged survives a kill at any moment; a full disk leaves nothing half."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from skillmark.protocol.errors import DiskFull, StorageFailed
from skillmark.store.book import Book, create, open_book
from skillmark.store.driver import connect, translated
from skillmark.store.gate import journal_is_hot
from skillmark.store.keys import new_key
from skillmark.store.schema import Counter, Learner
from tests.store.conftest import NOW

WRITER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from skillmark.store.book import open_book
from skillmark.store.schema import Counter
book = open_book(Path(sys.argv[1]), "writer", datetime(2026, 6, 12, tzinfo=UTC), write=True)
for number in range(100_000):
    with book.write() as session:
        session.add(Counter(series=f"a{number:06d}", last=number))
        session.add(Counter(series=f"b{number:06d}", last=number))
    print(number, flush=True)
"""


def _kill_after(path: Path, wanted: int) -> int:
    """Kills a writer once it has acknowledged that many changes; gives the last one that it acknowledged."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = next(number for number in map(int, writer.stdout) if number >= wanted)
        writer.kill()
        rest = [int(line) for line in writer.stdout if line.endswith("\n")]
    return max([acknowledged, *rest])


@pytest.mark.parametrize("seed", range(8))
def test_no_acknowledged_change_is_lost_and_none_is_half(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "riverside.skillmark"
    create(path, "", NOW).close()
    acknowledged = _kill_after(path, random.Random(seed).randint(1, 60))
    book = open_book(path, "", NOW, write=True)
    with book.read() as connection:
        last = {series[0]: int(series[1:]) for series in connection.execute(select(Counter.series)).scalars()}
        count = connection.execute(select(func.count()).select_from(Counter)).scalar_one()
    assert last["a"] >= acknowledged
    assert last["a"] == last["b"]
    assert count == 2 * (last["a"] + 1)
    book.close()


def _interrupted_copy(book: Book, copy: Path) -> None:
    """A copy of the file in the middle of a write, with its journal."""
    connection = connect(book.path, "rw", ("cache_size=10", "journal_mode=TRUNCATE"))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO counter VALUES (?, ?)", [(f"half{number}", number) for number in range(20_000)])
    journal = book.path.with_name(book.path.name + "-journal")
    copy.write_bytes(book.path.read_bytes())
    copy.with_name(copy.name + "-journal").write_bytes(journal.read_bytes())
    connection.execute("ROLLBACK")
    connection.close()


def test_an_interrupted_write_is_finished_at_opening(book: Book, tmp_path: Path) -> None:
    with book.write() as session:
        session.add(Counter(series="kept", last=1))
    before = book.path.read_bytes()
    copy = tmp_path / "copy.skillmark"
    _interrupted_copy(book, copy)
    assert copy.read_bytes() != before
    assert journal_is_hot(copy)
    opened = open_book(copy, "", NOW, write=True)
    with opened.read() as connection:
        assert list(connection.execute(select(Counter.series)).scalars()) == ["kept"]
    opened.close()


def _fill(book: Book, pages: int) -> None:
    with book.write() as session:
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
        session.add_all([Counter(series=f"big{n}" + "x" * 500, last=n) for n in range(2_000)])
        session.flush()


def test_a_full_disk_leaves_nothing_half_and_reading_goes_on(book: Book) -> None:
    with book.write() as session:
        session.add(Counter(series="kept", last=1))
    with pytest.raises(DiskFull):
        _fill(book, len(book.path.read_bytes()) // 4096)
    with book.read() as connection:
        assert list(connection.execute(select(Counter.series)).scalars()) == ["kept"]


def test_faults_of_the_disk_have_their_own_words(tmp_path: Path) -> None:
    import errno

    for number, kind in ((errno.ENOSPC, DiskFull), (errno.EIO, StorageFailed)):
        with pytest.raises(kind), translated(tmp_path):
            raise OSError(number, "x")


def test_a_broken_rule_of_the_schema_is_our_bug_and_stays_one(book: Book) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), book.write() as session:
        session.add(Learner(id=new_key(), code=None, display_name="x", sort_key="x", folded="x"))
