"""One keystroke: from the key to the painted cell, and to the commit, beside a raw insert and commit. `keys FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import select

from skillmark.protocol.requests.judge import RecordAssessment
from skillmark.services.handle import handle
from skillmark.store.driver import connect
from skillmark.store.schema import Candidacy
from tests.bench.school import a_mark, make
from tests.bench.timing import each, tell

PRAGMAS = ("journal_mode=TRUNCATE", "synchronous=FULL")


def _raw(folder: Path) -> list[float]:
    """The least that any program does for a mark: one row, one commit."""
    connection = connect(folder / "raw.db", "rwc", PRAGMAS)
    connection.execute("CREATE TABLE mark (id INTEGER PRIMARY KEY, body TEXT)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO mark (body) VALUES (?)", ("x" * 200,))
        connection.execute("COMMIT")

    return each([commit] * 200)


def main(folder: Path) -> None:
    """The durable half, through the program; a cohort of thirty in a book of three thousand learners."""
    sitting = make(folder, 3_000, 7, 1)
    with sitting.book.read() as connection:
        keys = list(connection.execute(select(Candidacy.id)).scalars())[:200]
    jobs = [lambda key=key: handle(sitting, RecordAssessment(key, "R003", a_mark(70))) for key in keys]
    ours, raw = each(jobs), _raw(folder)
    tell(durable=ours[100] * 1000, durable_p95=ours[190] * 1000, raw=raw[100] * 1000)
    sitting.book.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
