"""Standing read and written, beside an ORM loop, a raw sum and a bare append. `standing FOLDER`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from skillmark.protocol.requests.judge import RecordAssessment
from skillmark.services import assess
from skillmark.services.handle import handle
from skillmark.services.sitting import Sitting
from skillmark.store.keys import new_key
from skillmark.store.schema import Assessment, Candidacy, StandingRow
from tests.bench.school import a_mark, make
from tests.bench.timing import each, seconds, tell

LEARNERS, REQUIREMENTS, ATTEMPTS, COHORT = 3_000, 60, 2, 30
_SHOWN = select(StandingRow.candidacy, StandingRow.state, StandingRow.shown, StandingRow.met, StandingRow.required)


def _orm_loop(sitting: Sitting, keys: list[UUID]) -> int:
    """What a first program does: load each learner's judgements as objects and add up."""
    done = 0
    with sitting.book.read() as connection, Session(bind=connection) as session:
        for key in keys:
            met: dict[str, bool] = {}
            for row in session.scalars(select(Assessment).where(Assessment.candidacy == key)):
                met[row.requirement] = met.get(row.requirement, False) or row.outcome == "met"
            done += sum(met.values())
            session.expunge_all()
    return done


def _times(sitting: Sitting, query: Any, times: int) -> float:
    """The median time of a query, inside one look at the book."""
    with sitting.book.read() as connection:
        return seconds(lambda: connection.execute(query).all(), times)


def _writes(sitting: Sitting, keys: list[UUID]) -> tuple[float, float, float]:
    """Milliseconds: a mark through the program, the same without standing, a bare append of its row."""
    marks = [partial(handle, sitting, RecordAssessment(key, "R001", a_mark(70))) for key in keys[:120]]
    whole = each(marks)
    recompute = assess.Bench.recompute
    assess.Bench.recompute = lambda self: self.uow.session.flush()  # type: ignore[method-assign]
    try:
        without = each([partial(handle, sitting, RecordAssessment(key, "R002", a_mark(70))) for key in keys[:120]])
    finally:
        assess.Bench.recompute = recompute  # type: ignore[method-assign]
    with sitting.book.read() as connection:
        row = dict(connection.execute(select(Assessment.__table__).limit(1)).one()._mapping)

    def append() -> None:
        with sitting.book.write() as session:
            session.connection().execute(Assessment.__table__.insert().values({**row, "id": new_key()}))

    bare = each([append] * 120)
    return whole[60] * 1000, without[60] * 1000, bare[60] * 1000


def main(folder: Path) -> None:
    """Measures all of it on one book."""
    sitting = make(folder, LEARNERS, REQUIREMENTS, ATTEMPTS)
    with sitting.book.read() as connection:
        keys = list(connection.execute(select(Candidacy.id)).scalars())
    cohort = keys[:COHORT]
    read_all = _times(sitting, _SHOWN, 9)
    read_cohort = _times(sitting, _SHOWN.where(StandingRow.candidacy.in_(cohort)), 25)
    raw_sum = _times(sitting, select(func.sum(Assessment.mark)), 9)
    orm_all = seconds(lambda: _orm_loop(sitting, keys))
    orm_cohort = seconds(lambda: _orm_loop(sitting, cohort), 3)
    whole, without, bare = _writes(sitting, keys)
    tell(read_all=read_all, read_cohort=read_cohort, raw_sum=raw_sum, orm_all=orm_all, orm_cohort=orm_cohort,
         write=whole, write_without_standing=without, bare_append=bare)  # fmt: skip
    sitting.book.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
