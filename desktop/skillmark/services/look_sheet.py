"""Questions about attendance and enrolments of a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.outline import Requirement
from skillmark.domain.standing import RequirementStanding
from skillmark.protocol.requests.look import ListEnrolments, ListSessions, ReadSheet
from skillmark.protocol.rows import EnrolmentRow, Sheet, SheetMark
from skillmark.services.look_cohorts import list_sessions
from skillmark.services.look_learners import COLUMNS, learner_rows
from skillmark.services.recompute import stored_requirements
from skillmark.services.records import ADDED_UP, load_candidates, parts
from skillmark.services.standing_rows import nothing_recorded
from skillmark.services.unit_of_work import Work
from skillmark.store.schema import Attendance, Candidacy, Enrolment, Learner, Session


def read_sheet(look: Work, question: ReadSheet) -> Sheet:
    """The attendance sheet: those enrolled by sort key, sessions by start, marks."""
    query = (
        select(Learner.id, Learner.display_name)
        .join(Enrolment, Enrolment.learner == Learner.id)
        .where(Enrolment.cohort == question.cohort, Enrolment.status == "active")
        .order_by(Learner.sort_key, Learner.id)
    )
    learners = tuple((row.id, row.display_name) for row in look.connection.execute(query))
    sessions = tuple(list_sessions(look, ListSessions(question.cohort)))
    marks = select(Attendance.__table__).join(Session, Session.id == Attendance.session)
    found = {
        (row.session, row.learner): SheetMark(row.mark, row.minutes, row.note)
        for row in look.connection.execute(marks.where(Session.cohort == question.cohort))
    }
    toward = {pair for session in sessions for pair in session.requirements}
    return Sheet(sessions, learners, found, _needed(look, question.cohort, [key for key, _ in learners], toward))


def _needed(
    look: Work, cohort: UUID, learners: Sequence[UUID], toward: set[tuple[str, str]]
) -> dict[UUID, tuple[tuple[Requirement, RequirementStanding], ...]]:
    """By learner, the requirements that the sessions count toward and where they stand."""
    found: dict[UUID, list[tuple[Requirement, RequirementStanding]]] = {}
    for part in parts(learners):
        query = select(Candidacy.id).where(Candidacy.learner.in_(part), Candidacy.status.in_(("active", "on_hold")))
        candidates = load_candidates(look.connection, list(look.connection.execute(query).scalars()))
        stored = stored_requirements(look.connection, [one.key for one in candidates])
        for one in candidates:
            for code, requirement in one.version.requirements.items():
                if requirement.scheme in ADDED_UP and (one.version.code, code) in toward:
                    standing = stored[one.key].get(code) or nothing_recorded(requirement)
                    found.setdefault(one.row.learner, []).append((requirement, standing))
    return {key: tuple(value) for key, value in found.items()}


def list_enrolments(look: Work, question: ListEnrolments) -> list[EnrolmentRow]:
    """Who is or was in a cohort, by sort key."""
    query = select(Enrolment.learner, Enrolment.status, Enrolment.from_on, Enrolment.to_on)
    found = {row.learner: row for row in look.connection.execute(query.where(Enrolment.cohort == question.cohort))}
    people = select(*COLUMNS).join(Enrolment, Enrolment.learner == Learner.id)
    rows = learner_rows(look, people.where(Enrolment.cohort == question.cohort).order_by(Learner.sort_key, Learner.id))
    return [EnrolmentRow(row, found[row.key].status, found[row.key].from_on, found[row.key].to_on) for row in rows]
