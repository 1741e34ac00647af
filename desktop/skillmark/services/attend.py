"""Attendance: one mark per learner and session."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.records import AttendanceMark
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import FieldWrong, NotEnrolled, SessionCancelled
from skillmark.protocol.requests.teach import AttendanceEntry, MarkAttendance
from skillmark.services.recompute import recompute_sessions
from skillmark.services.text import clean_line
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.schema import Attendance, Cohort, Enrolment, Learner, Session

MARKS = tuple(str(mark) for mark in AttendanceMark)


def check_entry(entry: AttendanceEntry) -> AttendanceEntry:
    """An entry with its mark in capitals.

    Raises:
        FieldWrong: an unknown mark, or minutes that can't be.
    """
    if entry.mark is None:
        return entry
    mark = entry.mark.strip().upper()
    if mark not in MARKS:
        raise FieldWrong("mark", entry.mark, "one_of:P,L,E,A")
    if entry.minutes is not None and not 0 <= entry.minutes <= 24 * 60:
        raise FieldWrong("attended_minutes", str(entry.minutes), "minutes")
    return AttendanceEntry(entry.learner, mark, entry.minutes, clean_line("note", entry.note, empty=True))


def new_mark(uow: UnitOfWork, session: Session, entry: AttendanceEntry) -> Attendance:
    """Adds a learner's first mark for a session."""
    row = Attendance(
        session=session.id,
        learner=entry.learner,
        mark=entry.mark,
        minutes=entry.minutes,
        note=entry.note,
        clock=uow.stamp.clock,
        recorded_by=uow.actor,
    )
    uow.add(row, entry.learner, "learner")
    return row


def set_mark(uow: UnitOfWork, session: Session, known: Attendance | None, entry: AttendanceEntry) -> bool:
    """Sets, changes or takes away one mark; True where anything changed."""
    if known is None:
        if entry.mark is not None:
            new_mark(uow, session, entry)
        return entry.mark is not None
    if entry.mark is None:
        uow.remove(known, entry.learner, "learner")
        return True
    if (known.mark, known.minutes, known.note) == (entry.mark, entry.minutes, entry.note):
        return False
    known.mark, known.minutes, known.note = entry.mark, entry.minutes, entry.note
    known.clock, known.recorded_by = uow.stamp.clock, uow.actor
    uow.rewrote(known, entry.learner, "learner")
    return True


def known_marks(uow: UnitOfWork, session: UUID, learners: Sequence[UUID]) -> dict[UUID, Attendance]:
    """The marks of a session, by learner."""
    query = select(Attendance).where(Attendance.session == session)
    wanted = set(learners)
    return {row.learner: row for row in uow.session.scalars(query) if row.learner in wanted}


def _check_enrolled(uow: UnitOfWork, session: Session, learners: Sequence[UUID]) -> None:
    query = select(Enrolment.learner).where(Enrolment.cohort == session.cohort)
    enrolled = set(uow.session.scalars(query))
    for learner in learners:
        if learner not in enrolled:
            person: Learner = uow.get(Learner, learner)
            raise NotEnrolled(person.display_name, uow.get(Cohort, session.cohort).code)


def mark_attendance(uow: UnitOfWork, request: MarkAttendance) -> Outcome[int]:
    """Sets marks; the value is how many changed.

    Raises:
        NotInBook, SessionCancelled, NotEnrolled, FieldWrong: no mark was set.
    """
    session: Session = uow.get(Session, request.session)
    if session.state == "cancelled":
        raise SessionCancelled(session.title)
    learners = [entry.learner for entry in request.entries]
    _check_enrolled(uow, session, learners)
    known = known_marks(uow, session.id, learners)
    before = tuple(_before(known.get(learner), learner) for learner in learners)
    state = session.state
    checked = [check_entry(entry) for entry in request.entries]
    count = sum(set_mark(uow, session, known.get(entry.learner), entry) for entry in checked)
    moved = uow.change(session, session.id, "session", state=request.state or "held")
    uow.touch("cohort", session.cohort)
    uow.touch("learner", *learners)
    uow.session.flush()
    recompute_sessions(uow, [session.id], learners=None if moved else learners)
    return Outcome(count, undo=MarkAttendance(session.id, before, state))


def _before(row: Attendance | None, learner: UUID) -> AttendanceEntry:
    if row is None:
        return AttendanceEntry(learner, None)
    return AttendanceEntry(learner, row.mark, row.minutes, row.note)
