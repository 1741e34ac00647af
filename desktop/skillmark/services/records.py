"""Reads from the book what the calculation needs: the records of candidacies, by requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from skillmark.domain.outline import Scheme
from skillmark.domain.records import (
    AttendanceFact,
    AttendanceMark,
    Basis,
    CarriedVersion,
    CarryChoice,
    Decision,
    Entry,
    ExtraAttempts,
    Outcome,
    RequirementRecord,
    SessionFact,
    SessionState,
    Stage,
    SubmissionFact,
)
from skillmark.services.versions import Version, version
from skillmark.store.schema import (
    Arrangement,
    Assessment,
    Attendance,
    Candidacy,
    Enrolment,
    Session,
    SessionRequirement,
    Submission,
)
from skillmark.system.clock import local_date

T = TypeVar("T")
PART = 500
"""Keys a query; SQLite takes at most 32,766 values."""
ADDED_UP = (Scheme.HOURS, Scheme.COUNT, Scheme.PERCENT)


def parts(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """The keys in lists short enough for one query."""
    for start in range(0, len(keys), PART):
        yield keys[start : start + PART]


@dataclass(slots=True)
class Candidate:
    """A candidacy's row with the version it is on."""

    row: Any
    version: Version

    @property
    def key(self) -> UUID:
        """The candidacy's key."""
        return self.row.id  # type: ignore[no-any-return]


@dataclass(slots=True)
class _Draft:
    entries: list[Entry] = field(default_factory=list)
    submissions: list[SubmissionFact] = field(default_factory=list)
    sessions: dict[UUID, SessionFact] = field(default_factory=dict)
    attendance: dict[UUID, AttendanceFact] = field(default_factory=dict)
    extras: list[ExtraAttempts] = field(default_factory=list)


def load_candidates(connection: Connection, keys: Sequence[UUID]) -> list[Candidate]:
    """The candidacies with these keys."""
    table = Candidacy.__table__
    rows = [row for part in parts(keys) for row in connection.execute(select(table).where(table.c.id.in_(part)))]
    return [Candidate(row, version(connection, row.version)) for row in rows]


def _decimals(points: Mapping[str, str] | None) -> dict[str, Decimal]:
    return {code: Decimal(value) for code, value in (points or {}).items()}


def entry_from_row(row: Any) -> Entry:
    """An assessment's row as the calculation reads it."""
    return Entry(
        id=row.id,
        assessed_on=row.assessed_on,
        recorded=row.clock,
        device=row.device.hex,
        outcome=Outcome(row.outcome) if row.outcome else None,
        mark=row.mark,
        level=row.level,
        points=_decimals(row.points),
        kept=_decimals(row.kept),
        minutes=row.minutes,
        count=row.count,
        basis=Basis(row.basis),
        decision=Decision(row.decision) if row.decision else None,
        stage=Stage(row.stage) if row.stage else None,
        submission=row.submission,
        assessor=row.assessor,
        replaces=row.replaces,
        reason=row.reason,
        authority=row.authority,
        evidence=tuple(one if isinstance(one, str) else one["title"] for one in row.evidence),
        version=row.version,
        proposed=row.proposed,
    )


def in_force(rows: Sequence[Any]) -> list[Any]:
    """Arrangements that weren't taken back; a taking back can be taken back itself."""
    taken_by = {row.withdrawn: row.id for row in rows if row.withdrawn}

    def holds(key: UUID) -> bool:
        return key not in taken_by or not holds(taken_by[key])

    return [row for row in rows if not row.withdrawn and holds(row.id)]


class RecordReader:
    """Reads the records of some candidacies, all codes or just some."""

    def __init__(
        self, connection: Connection, zone: ZoneInfo, candidates: Sequence[Candidate], codes: Sequence[str] | None
    ) -> None:
        """Takes what to read; `codes` None is every requirement."""
        self._connection, self._zone, self._candidates, self._codes = connection, zone, candidates, codes
        self._drafts: dict[tuple[UUID, str], _Draft] = {}
        self._wanted = [
            (one, code) for one in candidates for code in one.version.requirements if codes is None or code in codes
        ]

    def read(self) -> dict[tuple[UUID, str], RequirementRecord]:
        """The records by candidacy and requirement code; those on which nothing is recorded are left out."""
        self._rows(Assessment, lambda draft, row: draft.entries.append(entry_from_row(row)))
        self._rows(
            Submission,
            lambda draft, row: draft.submissions.append(
                SubmissionFact(row.id, row.submitted_on, row.clock, row.device.hex)
            ),
        )
        self._arrangements()
        if any(one.version.requirements[code].scheme in ADDED_UP for one, code in self._wanted):
            self._attended()
            self._taught()
        return {
            (one.key, code): self._finish(one, code, self._drafts[one.key, code])
            for one, code in self._wanted
            if (one.key, code) in self._drafts
        }

    def _draft(self, candidacy: UUID, code: str) -> _Draft:
        return self._drafts.setdefault((candidacy, code), _Draft())

    def _rows(self, mapped: Any, take: Any) -> None:
        table = mapped.__table__
        for part in parts([one.key for one in self._candidates]):
            query = select(table).where(table.c.candidacy.in_(part))
            if self._codes is not None:
                query = query.where(table.c.requirement.in_(self._codes))
            for row in self._connection.execute(query):
                take(self._draft(row.candidacy, row.requirement), row)

    def _arrangements(self) -> None:
        table = Arrangement.__table__
        for part in parts([one.key for one in self._candidates]):
            for row in in_force(self._connection.execute(select(table).where(table.c.candidacy.in_(part))).all()):
                if row.extra_attempts:
                    self._extra(row)

    def _extra(self, row: Any) -> None:
        fact = ExtraAttempts(row.extra_attempts, row.granted_on, row.clock, row.device.hex, row.id)
        for one, code in self._wanted:
            if one.key == row.candidacy and row.requirement in (None, code):
                self._draft(one.key, code).extras.append(fact)

    def _by_learner(self) -> dict[UUID, list[Candidate]]:
        found: dict[UUID, list[Candidate]] = {}
        for one in self._candidates:
            found.setdefault(one.row.learner, []).append(one)
        return found

    def _session_columns(self) -> Any:
        session, counts = Session.__table__.c, SessionRequirement.__table__.c
        return (session.id, session.starts_at, session.minutes, session.state, counts.credential, counts.requirement)

    def _attended(self) -> None:
        marks, counts = Attendance.__table__.c, SessionRequirement.__table__.c
        by_learner = self._by_learner()
        for part in parts(list(by_learner)):
            query = (
                select(*self._session_columns(), marks.learner, marks.mark, marks.minutes.label("noted"), marks.clock)
                .join(Session.__table__, Session.__table__.c.id == marks.session)
                .join(SessionRequirement.__table__, counts.session == marks.session)
                .where(marks.learner.in_(part))
            )
            for row in self._connection.execute(query):
                for draft in self._session(by_learner[row.learner], row):
                    fact = AttendanceFact(AttendanceMark(row.mark), row.noted, row.clock)
                    draft.attendance[row.id] = fact

    def _session(self, candidates: Sequence[Candidate], row: Any) -> Iterator[_Draft]:
        if self._codes is not None and row.requirement not in self._codes:
            return
        for one in candidates:
            if one.row.credential == row.credential and row.requirement in one.version.requirements:
                draft = self._draft(one.key, row.requirement)
                if row.id not in draft.sessions:
                    day = local_date(row.starts_at, self._zone)
                    draft.sessions[row.id] = SessionFact(row.id, day, row.minutes, SessionState(row.state))
                yield draft

    def _taught(self) -> None:
        """Sessions without a mark matter where a share of them is needed."""
        by_learner: dict[UUID, list[Candidate]] = {}
        for one, code in self._wanted:
            if one.version.requirements[code].scheme is Scheme.PERCENT:
                by_learner.setdefault(one.row.learner, []).append(one)
        session, counts = Session.__table__.c, SessionRequirement.__table__.c
        enrolled = Enrolment.__table__.c
        for part in parts(list(by_learner)):
            query = (
                select(*self._session_columns(), enrolled.learner, enrolled.from_on, enrolled.to_on)
                .join(Session.__table__, session.cohort == enrolled.cohort)
                .join(SessionRequirement.__table__, counts.session == session.id)
                .where(enrolled.learner.in_(part))
            )
            for row in self._connection.execute(query):
                if _within(local_date(row.starts_at, self._zone), row.from_on, row.to_on):
                    for _ in self._session(by_learner[row.learner], row):
                        pass

    def _finish(self, one: Candidate, code: str, draft: _Draft) -> RequirementRecord:
        return RequirementRecord(
            entries=tuple(draft.entries),
            submissions=tuple(draft.submissions),
            sessions=tuple(draft.sessions.values()),
            attendance=draft.attendance,
            extras=tuple(draft.extras),
            version=one.version.number,
            earlier=tuple(self._carried(step, code) for step in one.row.earlier),
            started_on=one.row.started_on,
            ended_on=one.row.ended_on,
        )

    def _carried(self, step: Mapping[str, Any], code: str) -> CarriedVersion:
        earlier = version(self._connection, UUID(step["version"]))
        choice = CarryChoice(step["choices"].get(code, CarryChoice.RECOGNISE))
        return CarriedVersion(earlier.number, earlier.requirements.get(code), choice)


def _within(day: date, from_on: date | None, to_on: date | None) -> bool:
    return (from_on is None or day >= from_on) and (to_on is None or day <= to_on)


def empty_record(one: Candidate) -> RequirementRecord:
    """The record of a requirement on which nothing is recorded."""
    return RequirementRecord(version=one.version.number, started_on=one.row.started_on, ended_on=one.row.ended_on)


def read_record(connection: Connection, zone: ZoneInfo, one: Candidate, code: str) -> RequirementRecord:
    """The record of one candidacy in one requirement."""
    found = RecordReader(connection, zone, [one], [code]).read()
    return found.get((one.key, code)) or empty_record(one)
