"""Attendance from a file: sessions are made as needed; a different mark corrects the one on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.errors import DomainError
from skillmark.exchange.attendance import AttendanceRow, read_attendance
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors import SurroundingsError
from skillmark.protocol.errors_files import RowFault
from skillmark.protocol.errors_requests import NotEnrolled, NotInBook, SessionCancelled
from skillmark.protocol.errors_rows import (
    LengthDiffers,
    LengthMissing,
    NoRequirementFits,
    RowRefused,
    SessionToCome,
)
from skillmark.protocol.requests.judge import AttendanceFile
from skillmark.protocol.requests.teach import AttendanceEntry
from skillmark.services.attend import check_entry, new_mark, set_mark
from skillmark.services.cohorts import cohorts_by_name
from skillmark.services.folding import fold
from skillmark.services.people import Learners
from skillmark.services.recompute import recompute_sessions
from skillmark.services.record_file import RecordReport, remarks
from skillmark.services.sessions import (
    make_session,
    offered_versions,
    only_attendance,
    resolve_requirement,
    set_requirements,
    start_text,
)
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.schema import Attendance, Cohort, Enrolment, Learner, Session, SessionRequirement


@dataclass(frozen=True, slots=True)
class AttendanceRows:
    """An attendance file as it was read, before the book is asked."""

    rows: tuple[AttendanceRow, ...]
    refused: tuple[RowFault, ...]
    remarks: tuple[RowFault, ...] = ()


def read_file(request: AttendanceFile) -> AttendanceRows:
    """Reads the attendance, outside of any transaction.

    Raises:
        InputUnreadable: the file is no table of attendance.
    """
    table = read_attendance(request.data if request.data is not None else request.path, request.path.name)
    rows = tuple(table)
    refused = tuple(table.refused)
    return AttendanceRows(rows, refused, remarks(table, empty=not rows and not refused))


def attendance_file(uow: UnitOfWork, request: AttendanceFile, file: AttendanceRows) -> Outcome[RecordReport]:
    """Records the rows that can be, in the order of the file.

    Raises:
        RowsRefused: all or nothing was asked for and rows are refused; nothing was recorded.
    """
    return Outcome(_Taker(uow, request, file).run())


class _Taker:
    """Takes the attendance of one file."""

    def __init__(self, uow: UnitOfWork, request: AttendanceFile, file: AttendanceRows) -> None:
        self._uow, self._request, self._file = uow, request, file
        self._report = RecordReport(refused=list(file.refused), warnings=list(file.remarks))
        self._cohorts = cohorts_by_name(uow)
        self._learners = Learners(uow)
        self._sessions: dict[tuple[UUID, str, str], Session] = {}
        self._marks: dict[UUID, dict[UUID, Attendance]] = {}
        self._enrolled: dict[UUID, set[UUID]] = {}
        self._touched: dict[UUID, set[UUID]] = {}
        self._toward: set[tuple[UUID, str, str]] = set()
        self._lengths: set[tuple[UUID, int]] = set()
        self._last = {_place(row): row for row in file.rows}

    def run(self) -> RecordReport:
        """Takes all rows and recomputes what they touched."""
        for row in self._file.rows:
            try:
                self._take(row)
            except RowFault as fault:
                self._report.refused.append(fault)
            except (DomainError, SurroundingsError) as error:
                self._report.refused.append(RowRefused(row.row, "", error))
        report = self._report
        report.sort()
        if self._request.all_or_nothing:
            report.insist(len(self._file.rows) + len(self._file.refused))
        self._uow.session.flush()
        recompute_sessions(self._uow, list(self._touched))
        return report

    def _take(self, row: AttendanceRow) -> None:
        cohort = self._cohorts.get(row.cohort) or self._cohorts.get(fold(row.cohort))
        if cohort is None:
            raise NotInBook("cohort", row.cohort)
        learner = self._learners.find(row.learner)
        if learner not in self._in_cohort(cohort.id):
            raise NotEnrolled(self._uow.get(Learner, learner).display_name, cohort.code)
        entry = check_entry(_entry(learner, row))
        session = self._session(cohort, row)
        marks = self._known(session.id)
        if learner in marks and _says(marks[learner], self._last[_place(row)]):
            # What the file says last of somebody is on record: its earlier rows are what was corrected since.
            self._report.unchanged += 1
            return
        if learner not in marks:
            marks[learner] = new_mark(self._uow, session, entry)
            self._report.recorded += 1
        else:
            set_mark(self._uow, session, marks[learner], entry)
            self._report.corrected += 1
        self._uow.change(session, session.id, "session", state="held")
        self._touched.setdefault(session.id, set()).add(learner)
        self._uow.touch("cohort", cohort.id)

    def _in_cohort(self, cohort: UUID) -> set[UUID]:
        if cohort not in self._enrolled:
            query = select(Enrolment.learner).where(Enrolment.cohort == cohort)
            self._enrolled[cohort] = set(self._uow.session.scalars(query))
        return self._enrolled[cohort]

    def _known(self, session: UUID) -> dict[UUID, Attendance]:
        if session not in self._marks:
            query = select(Attendance).where(Attendance.session == session)
            self._marks[session] = {row.learner: row for row in self._uow.session.scalars(query)}
        return self._marks[session]

    def _session(self, cohort: Cohort, row: AttendanceRow) -> Session:
        start = _wall_clock(row.start, self._uow)
        at = start_text(self._uow, start)
        key = (cohort.id, at, fold(row.session))
        known = self._sessions.get(key) or self._find(cohort.id, at, row.session)
        if known is None:
            if row.minutes is None:
                raise LengthMissing(row.row, "minutes", row.session)
            wanted = self._wanted(cohort.id, row)
            known = make_session(self._uow, cohort.id, row.session, start, row.minutes)
            set_requirements(self._uow, known, wanted)
            if not wanted:
                self._report.warnings.append(NoRequirementFits(row.row, "requirement", row.session))
            if start.date() > self._uow.today:
                self._report.warnings.append(SessionToCome(row.row, "start", row.session, start.date()))
        if known.state == "cancelled":
            raise SessionCancelled(known.title)
        self._look_at_length(known, row)
        if row.requirement and (known.id, row.credential, row.requirement) not in self._toward:
            self._also(known, cohort.id, row)
            self._toward.add((known.id, row.credential, row.requirement))
        self._sessions[key] = known
        return known

    def _look_at_length(self, session: Session, row: AttendanceRow) -> None:
        """Remarks once on each other length that the file gives a session."""
        told = row.minutes
        if told is not None and told != session.minutes and (session.id, told) not in self._lengths:
            self._lengths.add((session.id, told))
            self._report.warnings.append(LengthDiffers(row.row, "minutes", row.session, session.minutes, told))

    def _find(self, cohort: UUID, at: str, title: str) -> Session | None:
        query = select(Session).where(Session.cohort == cohort, Session.starts_at == at)
        return next((one for one in self._uow.session.scalars(query) if fold(one.title) == fold(title)), None)

    def _wanted(self, cohort: UUID, row: AttendanceRow) -> list[tuple[UUID, str]]:
        versions = offered_versions(self._uow, cohort)
        if row.requirement:
            return [resolve_requirement(versions, row.credential, row.requirement)]
        only = only_attendance(versions)
        return [resolve_requirement(versions, *only)] if only else []

    def _also(self, session: Session, cohort: UUID, row: AttendanceRow) -> None:
        """A session that a row says counts toward something else, too."""
        wanted = resolve_requirement(offered_versions(self._uow, cohort), row.credential, row.requirement)
        query = select(SessionRequirement).where(SessionRequirement.session == session.id)
        known = [(one.credential, one.requirement) for one in self._uow.session.scalars(query)]
        if wanted not in known:
            set_requirements(self._uow, session, [*known, wanted])
            self._touched.setdefault(session.id, set())


def _place(row: AttendanceRow) -> tuple[str, str, datetime, str]:
    """What one mark is about, as the file writes it."""
    return fold(row.cohort), fold(row.session), row.start, fold(row.learner)


def _entry(learner: UUID, row: AttendanceRow) -> AttendanceEntry:
    return AttendanceEntry(learner, row.mark, row.attended_minutes, row.note)


def _says(known: Attendance, row: AttendanceRow) -> bool:
    """Whether a row says what is on record."""
    return (known.mark, known.minutes, known.note) == (row.mark, row.attended_minutes, row.note)


def _wall_clock(start: datetime, uow: UnitOfWork) -> datetime:
    """The start as wall-clock time in the book's time zone."""
    return start if start.tzinfo is None else start.astimezone(uow.zone).replace(tzinfo=None)
