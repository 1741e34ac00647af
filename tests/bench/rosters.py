"""Importing and reading rosters. `roster import FOLDER N`, `roster xlsx FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.samples import write_roster
from tests.bench.timing import seconds, tell


def run_import(folder: Path, count: int) -> None:
    """The command's own work, from opening the file to the commit: checked, logged, hash-chained."""
    from skillmark.protocol.requests.teach import ImportRoster
    from skillmark.services.handle import handle
    from skillmark.services.new import NewBook, new_book

    write_roster(folder / "roster.csv", count)
    sitting = new_book(folder / f"import{count}.skillmark", NewBook("Bench", "Grace", time_zone="UTC"))
    taken = seconds(lambda: handle(sitting, ImportRoster(folder / "roster.csv")))
    sitting.book.close()
    tell(rate=count / taken, seconds=taken)


def write_csv(path: Path, count: int) -> None:
    """The roster that is imported."""
    write_roster(path, count)
    tell(rows=count)


def read_xlsx(path: Path) -> None:
    """Reading a spreadsheet's rows as our import does."""
    from skillmark.exchange.tables import read_table

    def read() -> int:
        return sum(1 for _ in read_table(path, known=("studentid", "email")).rows())

    tell(rate=(read() + 1) / seconds(read, 3))


def write_xlsx(path: Path, count: int) -> None:
    """A spreadsheet with as many rows."""
    from skillmark.exchange.writing import xlsx_bytes

    rows = [(f"S{n:06d}", f"Given{n % 977}", f"Family{n}", f"s{n}@x.example", "ALL") for n in range(count)]
    path.write_bytes(xlsx_bytes(("student_id", "given_name", "family_name", "email", "cohort"), rows))


if __name__ == "__main__":
    job, *rest = sys.argv[1:]
    globals()[job](*[int(one) if one.isdecimal() else Path(one) for one in rest])
