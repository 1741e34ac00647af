"""Standing, recomputed where something changed and stored in the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, select, update

from skillmark.domain.award import support
from skillmark.domain.records import AwardFact, CandidacyFacts, CandidacyStatus, RequirementRecord
from skillmark.domain.standing import (
    RequirementStanding,
    Standing,
    decide_candidacy,
    decide_requirement,
)
from skillmark.services.award_facts import award_facts
from skillmark.services.records import PART, Candidate, RecordReader, empty_record, load_candidates, parts
from skillmark.services.standing_rows import (
    nothing_recorded,
    requirement_from_row,
    requirement_values,
    standing_values,
)
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.bulk import upsert_rows
from skillmark.store.schema import (
    Attendance,
    Award,
    Candidacy,
    Enrolment,
    Offering,
    RequirementStandingRow,
    Session,
    SessionRequirement,
    StandingRow,
)

Standings = dict[str, RequirementStanding]
Records = Mapping[tuple[UUID, str], RequirementRecord]


def compute_requirements(
    candidates: Sequence[Candidate], codes: Sequence[str] | None, records: Records
) -> dict[UUID, Standings]:
    """Each candidacy's standings in these requirements (None: all), from their records."""
    found: dict[UUID, Standings] = {}
    for one in candidates:
        mine = found.setdefault(one.key, {})
        for code, requirement in one.version.requirements.items():
            if codes is not None and code not in codes:
                continue
            record = records.get((one.key, code))
            if record is None:
                record = empty_record(one) if one.row.earlier else None
            mine[code] = decide_requirement(requirement, record) if record else nothing_recorded(requirement)
    return found


def stored_requirements(connection: Connection, keys: Sequence[UUID]) -> dict[UUID, Standings]:
    """Each candidacy's standings in its requirements, as stored."""
    found: dict[UUID, Standings] = {key: {} for key in keys}
    table = RequirementStandingRow.__table__
    for part in parts(keys):
        for row in connection.execute(select(table).where(table.c.candidacy.in_(part))):
            found[row.candidacy][row.requirement] = requirement_from_row(row)
    return found


def candidacy_facts(
    connection: Connection, candidates: Sequence[Candidate], zone: ZoneInfo
) -> dict[UUID, CandidacyFacts]:
    """What a candidacy's state depends on besides its requirements."""
    keys = [one.key for one in candidates]
    awards = award_facts(connection, zone, Award.__table__.c.candidacy, keys)
    offered = _sign_offs(connection, candidates)
    found = {}
    for one in candidates:
        needed, signed = offered.get((one.row.cohort, one.row.credential), (False, False))
        found[one.key] = CandidacyFacts(
            status=CandidacyStatus(one.row.status),
            started_on=one.row.started_on,
            prerequisites=one.version.definition.prerequisites,
            sign_off_needed=needed,
            signed_off=signed,
            reopened=one.row.reopened_at or "",
            awards=tuple(awards.get(one.key, ())),
        )
    return found


def _sign_offs(
    connection: Connection, candidates: Sequence[Candidate]
) -> dict[tuple[UUID | None, UUID], tuple[bool, bool]]:
    table = Offering.__table__.c
    cohorts = list({one.row.cohort for one in candidates if one.row.cohort is not None})
    query = select(table.cohort, table.credential, table.signed_off_on).where(table.sign_off_needed)
    rows = [row for part in parts(cohorts) for row in connection.execute(query.where(table.cohort.in_(part)))]
    return {(row.cohort, row.credential): (True, row.signed_off_on is not None) for row in rows}


def compute(
    connection: Connection,
    zone: ZoneInfo,
    candidates: Sequence[Candidate],
    codes: Sequence[str] | None,
    records: Records | None = None,
) -> list[tuple[Candidate, Standings, Standing, CandidacyFacts]]:
    """Standings anew: of these requirements from the records, of the others as stored, then of the candidacies.

    Args:
        records: of these candidacies and requirements, where they are known already.
    """
    if records is None:
        records = RecordReader(connection, zone, candidates, codes).read() if codes != () else {}
    fresh = compute_requirements(candidates, codes, records)
    known = {} if codes is None else stored_requirements(connection, [one.key for one in candidates])
    facts = candidacy_facts(connection, candidates, zone)
    found = []
    for one in candidates:
        changed = fresh.get(one.key, {})
        standings = {**known.get(one.key, {}), **changed}
        standing = decide_candidacy(one.version.definition.outline, standings, facts[one.key])
        found.append((one, changed, standing, facts[one.key]))
    return found


def recompute(uow: UnitOfWork, keys: Iterable[UUID], codes: Sequence[str] | None) -> None:
    """Recomputes and stores.

    Args:
        keys: candidacies.
        codes: which requirements' records changed; None for all, empty where only what surrounds them changed.
    """
    for part in parts(list(dict.fromkeys(keys))):
        recompute_known(uow, load_candidates(uow.connection, part), codes, None)


def recompute_known(
    uow: UnitOfWork, candidates: Sequence[Candidate], codes: Sequence[str] | None, records: Records | None
) -> None:
    """Recomputes candidacies that are read already, and with `records` requirements whose records are."""
    for one, changed, standing, facts in compute(uow.connection, uow.zone, candidates, codes, records):
        _note(uow, one, changed, standing, facts)
    _store(uow)
    uow.touch("candidacy", *(one.key for one in candidates))


def _note(uow: UnitOfWork, one: Candidate, changed: Standings, standing: Standing, facts: CandidacyFacts) -> None:
    uow.pending_standings.append((one, changed, standing))
    for award in facts.awards:
        _support(uow, standing, award)


def _support(uow: UnitOfWork, standing: Standing, award: AwardFact) -> None:
    supported = support(standing, award).supported
    uow.connection.execute(
        update(Award).where(Award.id == award.id, Award.supported != supported).values(supported=supported)
    )


def _store(uow: UnitOfWork) -> None:
    requirement_rows: list[dict[str, Any]] = []
    gone: dict[str, list[UUID]] = {}
    standing_rows = []
    for one, changed, standing in uow.pending_standings:
        for code, value in changed.items():
            if value == nothing_recorded(one.version.requirements[code]):
                gone.setdefault(code, []).append(one.key)
            else:
                requirement_rows.append(requirement_values(one.key, value))
        standing_rows.append(standing_values(one.key, standing))
    uow.pending_standings.clear()
    table = RequirementStandingRow
    for code, keys in gone.items():
        uow.connection.execute(delete(table).where(table.requirement == code, table.candidacy.in_(keys)))
    upsert_rows(uow.connection, RequirementStandingRow.__table__, requirement_rows)
    upsert_rows(uow.connection, StandingRow.__table__, standing_rows)


def recompute_all(uow: UnitOfWork) -> None:
    """Recomputes every candidacy of the book."""
    recompute(uow, list(uow.session.scalars(select(Candidacy.id))), codes=None)
    uow.touch_all("candidacy")


def candidacies_of_sessions(
    uow: UnitOfWork, sessions: Sequence[UUID], learners: Sequence[UUID] | None = None
) -> dict[UUID, set[str]]:
    """Candidacies that a session may count for, with the requirement codes; of these learners alone where given."""
    counts, session = SessionRequirement.__table__.c, Session.__table__.c
    candidacy, enrolled, marks = Candidacy.__table__.c, Enrolment.__table__.c, Attendance.__table__.c
    found: dict[UUID, set[str]] = {}
    taught = (
        select(candidacy.id, counts.requirement)
        .join(SessionRequirement.__table__, counts.credential == candidacy.credential)
        .join(Session.__table__, session.id == counts.session)
        .join(Enrolment.__table__, (enrolled.learner == candidacy.learner) & (enrolled.cohort == session.cohort))
    )
    marked = (
        select(candidacy.id, counts.requirement)
        .join(SessionRequirement.__table__, counts.credential == candidacy.credential)
        .join(Attendance.__table__, (marks.learner == candidacy.learner) & (marks.session == counts.session))
    )
    for part in parts(sessions):
        for query in (taught, marked):
            wanted = query.where(counts.session.in_(part))
            if learners is not None and len(learners) <= PART:
                wanted = wanted.where(candidacy.learner.in_(learners))
            for row in uow.connection.execute(wanted):
                found.setdefault(row.id, set()).add(row.requirement)
    return found


def recompute_sessions(
    uow: UnitOfWork, sessions: Sequence[UUID], *, learners: Sequence[UUID] | None = None, just_note: bool = False
) -> None:
    """Recomputes what sessions count for; with `just_note` remembers it first, before the sessions change.

    Args:
        learners: whose marks changed, where nothing else did.
    """
    for key, codes in candidacies_of_sessions(uow, sessions, learners).items():
        uow.noted_candidacies.setdefault(key, set()).update(codes)
    if just_note:
        return
    by_codes: dict[tuple[str, ...], list[UUID]] = {}
    for key, codes in uow.noted_candidacies.items():
        by_codes.setdefault(tuple(sorted(codes)), []).append(key)
    uow.noted_candidacies.clear()
    for wanted, keys in by_codes.items():
        recompute(uow, keys, wanted)
