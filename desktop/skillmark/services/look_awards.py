"""Questions about awards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm import aliased

from skillmark.domain.award_facts import award_status, is_replaced
from skillmark.domain.numbers import parse_award_number
from skillmark.domain.records import AwardFact
from skillmark.protocol.errors_requests import NotInBook
from skillmark.protocol.requests.look import FindAward, ListAwards, ListReady, ListRuns
from skillmark.protocol.rows import AwardRow, ReadyRow, RunRow
from skillmark.services.award_facts import award_facts, in_runs
from skillmark.services.look_cohorts import cohort_key
from skillmark.services.unit_of_work import Work
from skillmark.services.versions import credential_key, version
from skillmark.store.schema import (
    Award,
    AwardEvent,
    AwardRun,
    Candidacy,
    CertificateFile,
    Cohort,
    Credential,
    CredentialVersion,
    Learner,
    Offering,
    SigningKey,
    Staff,
    StandingRow,
)
from skillmark.store.signing import signature_is_good
from skillmark.system.canonical import sha256
from skillmark.system.clock import Instant


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to an award: when by wall clock, what, by whom, why.

    Attributes:
        other: the number of the award that it replaces, where it was issued, or by which it was replaced.
    """

    at: datetime
    kind: str
    actor: str
    reason: str
    authority: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class AwardDetail:
    """An award with its events, and the text that is hashed and signed.

    Attributes:
        digest: SHA-256 of the snapshot.
        kept: whether its certificate's file is kept in the book.
        proved: whether the snapshot has that hash and the issuer signed it, checked just now.
        name_now: the learner's display name as it is today.
    """

    row: AwardRow
    snapshot: str
    digest: bytes
    events: tuple[EventRow, ...]
    kept: bool
    proved: bool
    name_now: str


_COLUMNS = (
    Award.id, Award.number, Award.holder, Award.learner, Learner.code.label("learner_code"),
    Credential.code.label("credential_code"), CredentialVersion.title, Cohort.code.label("cohort_code"),
    Award.awarded_on, Award.issued_on, Award.valid_until, Award.supported, Award.exception,
)  # fmt: skip


def _query() -> Any:
    return (
        select(*_COLUMNS)
        .join(Learner, Learner.id == Award.learner)
        .join(Credential, Credential.id == Award.credential)
        .join(CredentialVersion, CredentialVersion.id == Award.version)
        .outerjoin(Cohort, Cohort.id == Award.cohort)
        .order_by(Award.issued_on.desc(), Award.id.desc())
    )


def list_awards(look: Work, question: ListAwards) -> list[AwardRow]:
    """Awards, newest first.

    Raises:
        NotInBook: a credential, cohort or award isn't there.
        NumberRefused: a number can't be one.
    """
    query = _query()
    if question.credential is not None:
        query = query.where(Award.credential == credential_key(look.connection, question.credential))
    if question.cohort is not None:
        query = query.where(Award.cohort == cohort_key(look, question.cohort))
    if question.learner is not None:
        query = query.where(Award.learner == question.learner)
    numbers = [str(parse_award_number(number)) for number in question.numbers]
    if numbers:
        query = query.where(Award.number.in_(numbers))
    rows = look.connection.execute(query).all()
    known = {row.number for row in rows}
    for number in numbers:
        if number not in known:
            raise NotInBook("award", number)
    return award_rows(look, rows)


def award_rows(look: Work, rows: Any) -> list[AwardRow]:
    """Rows of the query with their status today."""
    facts = award_facts(look.connection, look.zone, Award.id, [row.id for row in rows])
    return [
        AwardRow(
            row.id,
            row.number,
            row.holder,
            row.learner,
            row.learner_code,
            row.credential_code,
            row.title,
            row.cohort_code,
            row.awarded_on,
            row.issued_on,
            row.valid_until,
            status_word(look, facts[row.id][0]),
            row.supported,
            bool(row.exception),
        )
        for row in rows
    ]


def status_word(look: Work, fact: AwardFact) -> str:
    """The status of one award today; `replaced` where a correction took its place."""
    if is_replaced(fact):
        return "replaced"
    return str(award_status(fact, look.today, look.info.expiring_days))


def find_award(look: Work, question: FindAward) -> AwardDetail:
    """The award with that number.

    Raises:
        NotInBook, NumberRefused: there is none.
    """
    row = list_awards(look, ListAwards(numbers=(question.number,)))[0]
    return award_detail(look, row)


def award_detail(look: Work, row: AwardRow) -> AwardDetail:
    """An award with all that is known of it."""
    query = (
        select(Award.snapshot, Award.hash, Award.signature, SigningKey.public, Learner.display_name)
        .join(SigningKey, SigningKey.id == Award.key)
        .join(Learner, Learner.id == Award.learner)
        .where(Award.id == row.key)
    )
    found = look.connection.execute(query).one()
    kept = look.connection.execute(select(CertificateFile.award).where(CertificateFile.award == row.key)).first()
    same = sha256(found.snapshot.encode()) == found.hash
    proved = same and signature_is_good(found.public, found.hash, found.signature)
    events = _events(look, row.key)
    return AwardDetail(row, found.snapshot, found.hash, events, kept is not None, proved, found.display_name)


def _events(look: Work, key: UUID) -> tuple[EventRow, ...]:
    other = aliased(Award)
    linked = case((AwardEvent.kind == "issued", Award.replaces), else_=AwardEvent.other)
    query = (
        select(AwardEvent.__table__, Staff.display_name, other.number.label("other_number"))
        .join(Award, Award.id == AwardEvent.award)
        .outerjoin(Staff, Staff.id == AwardEvent.recorded_by)
        .outerjoin(other, other.id == linked)
        .where(AwardEvent.award == key)
        .order_by(AwardEvent.clock, AwardEvent.id)
    )
    return tuple(
        EventRow(
            Instant(row.recorded_at, row.recorded_offset).local(),
            row.kind,
            row.display_name or "",
            row.reason,
            row.authority,
            row.other_number or "",
        )
        for row in look.connection.execute(query)
    )


def list_runs(look: Work, question: ListRuns) -> list[RunRow]:
    """Award runs that wait to be issued, oldest first: all, or those in which somebody of a cohort stands."""
    query = (
        select(AwardRun.number, Credential.code, AwardRun.awarded_on, AwardRun.prepared)
        .join(Credential, Credential.id == AwardRun.credential)
        .where(AwardRun.state == "prepared")
        .order_by(AwardRun.number)
    )
    rows = look.connection.execute(query).all()
    if question.cohort is None:
        return [RunRow(row.number, row.code, row.awarded_on, len(row.prepared)) for row in rows]
    of_cohort = set(look.connection.scalars(select(Candidacy.id).where(Candidacy.cohort == question.cohort)))
    found = []
    for row in rows:
        here = sum(UUID(one["candidacy"]) in of_cohort for one in row.prepared)
        if here:
            found.append(RunRow(row.number, row.code, row.awarded_on, len(row.prepared), here))
    return found


def _ready(look: Work) -> Counter[tuple[UUID | None, UUID]]:
    """How many of a cohort stand ready for a credential; those of a prepared run wait for that run."""
    query = (
        select(Candidacy.id, Candidacy.cohort, Candidacy.credential)
        .join(StandingRow, StandingRow.candidacy == Candidacy.id)
        .where(StandingRow.state == "ready")
    )
    waiting = in_runs(look.connection)
    rows = look.connection.execute(query)
    return Counter((cohort, credential) for key, cohort, credential in rows if key not in waiting)


def list_ready(look: Work, question: ListReady) -> list[ReadyRow]:
    """What cohorts work toward and how many of their learners stand ready: newest cohort first, then by code."""
    ready = _ready(look)
    offered = (
        select(Offering.cohort, Offering.credential, Offering.version, Cohort.code, Cohort.title, Cohort.starts_on)
        .join(Cohort, Cohort.id == Offering.cohort)
        .order_by(Cohort.code, Offering.id)
    )
    rows = look.connection.execute(offered).all()
    rows = sorted(rows, key=lambda row: -(row.starts_on.toordinal() if row.starts_on else 0))
    found = []
    for row in rows:
        count = ready[row.cohort, row.credential]
        if question.cohort == row.cohort or (question.cohort is None and count):
            of = version(look.connection, row.version)
            found.append(
                ReadyRow(
                    row.cohort,
                    row.title or row.code,
                    of.code,
                    of.definition.title,
                    of.number,
                    of.definition.validity,
                    count,
                )
            )
    return found
