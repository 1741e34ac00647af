"""Everything that was ever recorded of a candidacy in one requirement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.history import Attempt, attempts
from skillmark.domain.outline import Requirement
from skillmark.domain.records import Entry, Stage
from skillmark.domain.records import Outcome as Result
from skillmark.domain.scoring import result_of
from skillmark.domain.standing import decide_requirement
from skillmark.protocol.errors_requests import NoSuchRequirement, NotInBook
from skillmark.protocol.requests.look import ReadHistory
from skillmark.protocol.rows import History, HistoryRow
from skillmark.services.records import entry_from_row, load_candidates, read_record
from skillmark.services.unit_of_work import Work
from skillmark.store.schema import Assessment, ExternalPerson, Staff, Submission
from skillmark.system.clock import Instant


def read_history(look: Work, question: ReadHistory) -> History:
    """The entries of a cell, oldest first, with those that were replaced or voided.

    Raises:
        NotInBook, NoSuchRequirement: there is no such cell.
    """
    candidates = load_candidates(look.connection, [question.candidacy])
    if not candidates:
        raise NotInBook("candidacy", str(question.candidacy))
    requirement = candidates[0].version.requirements.get(question.requirement)
    if requirement is None:
        raise NoSuchRequirement(question.requirement, candidates[0].version.code)
    record = read_record(look.connection, look.zone, candidates[0], question.requirement)
    table = Assessment.__table__
    query = select(table).where(table.c.candidacy == question.candidacy, table.c.requirement == question.requirement)
    rows = look.connection.execute(query.order_by(table.c.clock, table.c.id)).all()
    lines = _lines(attempts(requirement, record))
    names = _names(look, rows)
    return History(
        requirement,
        decide_requirement(requirement, record),
        tuple(_row(look, row, requirement, lines, names) for row in rows),
        _submissions(look, question),
    )


def _lines(found: Sequence[Attempt]) -> dict[UUID, Attempt]:
    return {entry.id: line for line in found for entry in line.entries}


def _names(look: Work, rows: Sequence[Any]) -> dict[UUID, str]:
    keys = {row.assessor for row in rows} | {row.recorded_by for row in rows}
    names: dict[UUID, str] = {}
    for query in (select(ExternalPerson.id, ExternalPerson.name), select(Staff.id, Staff.display_name)):
        names |= {row[0]: row[1] for row in look.connection.execute(query) if row[0] in keys}
    return names


def _submissions(look: Work, question: ReadHistory) -> tuple[tuple[UUID, Any, str], ...]:
    table = Submission.__table__
    query = select(table).where(table.c.candidacy == question.candidacy, table.c.requirement == question.requirement)
    rows = look.connection.execute(query.order_by(table.c.submitted_on, table.c.clock)).all()
    return tuple((row.id, row.submitted_on, ", ".join(one["title"] for one in row.artifacts)) for row in rows)


def _decides(entry: Entry, line: Attempt) -> bool:
    """Whether an entry of the deciding attempt decides: where somebody adjudicated, the reviews before don't."""
    return entry.stage is Stage.ADJUDICATION or all(one.stage is not Stage.ADJUDICATION for one in line.entries)


def _row(
    look: Work, row: Any, requirement: Requirement, lines: dict[UUID, Attempt], names: dict[UUID, str]
) -> HistoryRow:
    entry: Entry = entry_from_row(row)
    line = lines.get(row.id)
    said = None if entry.outcome in (Result.VOID, Result.WAIVED) else result_of(requirement, entry)
    return HistoryRow(
        key=row.id,
        number=line.number if line else None,
        outcome=row.outcome,
        result=said,
        points=tuple((row.points or {}).items()),
        decision=row.decision,
        stage=row.stage,
        assessed_on=row.assessed_on,
        recorded=Instant(row.recorded_at, row.recorded_offset).local(),
        recorded_by=names.get(row.recorded_by, ""),
        assessor=names.get(row.assessor, ""),
        basis=row.basis,
        feedback=row.feedback,
        staff_note=row.staff_note,
        evidence=tuple((one, None) if isinstance(one, str) else (one["title"], one["digest"]) for one in row.evidence),
        reason=row.reason,
        authority=row.authority,
        counts=line is not None and line.counts,
        deciding=line is not None and line.deciding and _decides(entry, line),
        own_today=row.recorded_by == look.actor and row.recorded_at[:10] == look.now.at[:10],
        replaces=row.replaces,
        minutes=row.minutes,
        count=row.count,
        reviewer=row.assessor,
    )
