"""Questions about cohorts and sessions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from skillmark.protocol.errors_requests import NotInBook, SeveralOfThatName
from skillmark.protocol.requests.look import FindCohort, FindSession, ListCohorts, ListSessions
from skillmark.protocol.rows import CohortRow, OfferingRow, SessionRow
from skillmark.services.folding import fold
from skillmark.services.unit_of_work import Work
from skillmark.store.schema import (
    Attendance,
    Candidacy,
    Cohort,
    Credential,
    CredentialVersion,
    Enrolment,
    Offering,
    Session,
    SessionRequirement,
    StandingRow,
)
from skillmark.system.clock import parse_instant


def cohort_key(look: Work, code: str) -> UUID:
    """The key of the cohort with that code, whatever its case.

    Raises:
        NotInBook: there is none.
    """
    rows: list[tuple[UUID, str]] = [(row[0], row[1]) for row in look.connection.execute(select(Cohort.id, Cohort.code))]
    for key, known in rows:
        if known == code.strip():
            return key
    for key, known in rows:
        if fold(known) == fold(code):
            return key
    raise NotInBook("cohort", code)


def _offerings(look: Work) -> dict[UUID, list[OfferingRow]]:
    query = (
        select(
            Offering.cohort,
            Offering.id,
            Credential.code,
            CredentialVersion.id,
            CredentialVersion.number,
            CredentialVersion.title,
            Offering.due_on,
            Offering.sign_off_needed,
            Offering.signed_off_on,
        )
        .join(Credential, Credential.id == Offering.credential)
        .join(CredentialVersion, CredentialVersion.id == Offering.version)
        .order_by(Offering.id)
    )
    found: dict[UUID, list[OfferingRow]] = {}
    for row in look.connection.execute(query):
        found.setdefault(row[0], []).append(OfferingRow(*row[1:]))
    return found


def _states(look: Work) -> dict[UUID, list[tuple[str, int]]]:
    query = (
        select(Candidacy.cohort, StandingRow.state, func.count())
        .join(StandingRow, StandingRow.candidacy == Candidacy.id)
        .group_by(Candidacy.cohort, StandingRow.state)
    )
    found: dict[UUID, list[tuple[str, int]]] = {}
    for cohort, state, count in look.connection.execute(query):
        if cohort is not None:
            found.setdefault(cohort, []).append((state, count))
    return found


def list_cohorts(look: Work, question: ListCohorts) -> list[CohortRow]:
    """All cohorts: open before closed, then the latest start first."""
    counts = select(Enrolment.cohort, func.count()).where(Enrolment.status == "active").group_by(Enrolment.cohort)
    learners: dict[UUID, int] = {row[0]: row[1] for row in look.connection.execute(counts)}
    offerings, states = _offerings(look), _states(look)
    columns = (
        Cohort.id,
        Cohort.code,
        Cohort.title,
        Cohort.starts_on,
        Cohort.ends_on,
        Cohort.delivery,
        Cohort.closed_on,
    )
    rows = [
        CohortRow(*row, learners.get(row.id, 0), tuple(offerings.get(row.id, ())), tuple(states.get(row.id, ())))
        for row in look.connection.execute(select(*columns).order_by(Cohort.code))
    ]
    rows.sort(key=lambda row: -(row.starts_on.toordinal() if row.starts_on else 0))
    rows.sort(key=lambda row: row.closed_on is not None)
    return rows


def find_cohort(look: Work, question: FindCohort) -> CohortRow:
    """The cohort with that code.

    Raises:
        NotInBook: there is none.
    """
    key = cohort_key(look, question.code)
    return next(row for row in list_cohorts(look, ListCohorts()) if row.key == key)


def _counts_toward(look: Work, cohort: UUID) -> dict[UUID, list[tuple[str, str]]]:
    query = (
        select(SessionRequirement.session, Credential.code, SessionRequirement.requirement)
        .join(Credential, Credential.id == SessionRequirement.credential)
        .join(Session, Session.id == SessionRequirement.session)
        .where(Session.cohort == cohort)
    )
    found: dict[UUID, list[tuple[str, str]]] = {}
    for session, code, requirement in look.connection.execute(query):
        found.setdefault(session, []).append((code, requirement))
    return found


def list_sessions(look: Work, question: ListSessions) -> list[SessionRow]:
    """The sessions of a cohort, by start."""
    counts = select(Attendance.session, func.count()).join(Session, Session.id == Attendance.session)
    marks: dict[UUID, int] = {
        row[0]: row[1]
        for row in look.connection.execute(counts.where(Session.cohort == question.cohort).group_by(Attendance.session))
    }
    toward = _counts_toward(look, question.cohort)
    code = look.connection.execute(select(Cohort.code).where(Cohort.id == question.cohort)).scalar() or ""
    query = select(Session).where(Session.cohort == question.cohort).order_by(Session.starts_at, Session.title)
    return [
        _session_row(look, row, code, toward.get(row.id, []), marks.get(row.id, 0))
        for row in look.connection.execute(query)
    ]


def _session_row(look: Work, row: Any, code: str, toward: list[tuple[str, str]], marks: int) -> SessionRow:
    starts = parse_instant(row.starts_at).astimezone(look.zone).replace(tzinfo=None)
    return SessionRow(row.id, code, row.title, starts, row.minutes, row.kind, row.state, tuple(toward), marks)


def find_session(look: Work, question: FindSession) -> SessionRow:
    """The session with that title.

    Raises:
        NotInBook, SeveralOfThatName: none, or several and no start that tells them apart.
    """
    rows = [
        row
        for row in list_sessions(look, ListSessions(question.cohort))
        if fold(row.title) == fold(question.title)
        and (question.start is None or row.starts.isoformat().startswith(question.start.replace(" ", "T")))
    ]
    if not rows:
        raise NotInBook("session", question.title)
    if len(rows) > 1:
        raise SeveralOfThatName("session", question.title, tuple(row.starts.isoformat("T", "minutes") for row in rows))
    return rows[0]
