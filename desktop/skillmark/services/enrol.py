"""Enrolments: who is in which cohort, since when, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import AlreadyEnrolled, BuiltUpon, FieldWrong, NotEnrolled, PrerequisiteToCome
from skillmark.protocol.requests.teach import DropEnrolment, Enrol, TransferLearner, Withdraw
from skillmark.services.built import candidacy_is_bare
from skillmark.services.candidacies import OPEN, end_candidacies, make_candidates, reopen_candidacies
from skillmark.services.cohorts import open_cohort
from skillmark.services.recompute import recompute
from skillmark.services.today import prerequisites_held
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.services.versions import version
from skillmark.store.keys import new_key
from skillmark.store.schema import (
    Attendance,
    Candidacy,
    Cohort,
    Enrolment,
    Learner,
    Offering,
    RequirementStandingRow,
    Session,
    StandingRow,
)


def find_enrolment(uow: UnitOfWork, learner: UUID, cohort: UUID) -> Enrolment | None:
    """The learner's enrolment in the cohort, active or ended."""
    query = select(Enrolment).where(Enrolment.cohort == cohort, Enrolment.learner == learner)
    return uow.session.scalars(query).first()


def enrolled_in(uow: UnitOfWork, cohorts: Iterable[UUID]) -> dict[tuple[UUID, UUID], tuple[str, date | None]]:
    """Status and first day of everybody who is or was in the cohorts, by learner and cohort."""
    query = select(Enrolment.learner, Enrolment.cohort, Enrolment.status, Enrolment.from_on)
    query = query.where(Enrolment.cohort.in_(set(cohorts)))
    return {(row.learner, row.cohort): (row.status, row.from_on) for row in uow.connection.execute(query)}


def make_enrolment(uow: UnitOfWork, learner: UUID, cohort: UUID, from_on: date | None, batch: UUID | None) -> Enrolment:
    """Enrols, and makes the learner a candidate for all that the cohort works toward."""
    row = Enrolment(
        id=new_key(), cohort=cohort, learner=learner, status="active", from_on=from_on, to_on=None, batch=batch
    )
    uow.add(row, learner, "learner")
    uow.touch("cohort", cohort)
    uow.session.flush()
    _candidates(uow, row)
    return row


def _candidates(uow: UnitOfWork, row: Enrolment) -> None:
    for offering in uow.session.scalars(select(Offering).where(Offering.cohort == row.cohort)).all():
        make_candidates(uow, offering, [row])
        _warn(uow, offering, row.learner)


def _warn(uow: UnitOfWork, offering: Offering, learner: UUID) -> None:
    """Remarks on prerequisites that a candidate doesn't hold yet; they are asked for when it comes to the award."""
    chosen = version(uow.connection, offering.version)
    wanted = chosen.definition.prerequisites
    held = prerequisites_held(uow, [learner], wanted, uow.today).get(learner, frozenset())
    missing = tuple(code for code in wanted if code not in held)
    if missing:
        uow.remark(PrerequisiteToCome(uow.get(Learner, learner).display_name, chosen.code, missing))


def _again(uow: UnitOfWork, row: Enrolment) -> None:
    uow.change(row, row.learner, "learner", status="active", to_on=None)
    uow.touch("cohort", row.cohort)
    uow.session.flush()
    _candidates(uow, row)


def enrol(uow: UnitOfWork, request: Enrol) -> Outcome[UUID]:
    """Enrols a learner; an ended enrolment goes on, with all its history. The value is the enrolment's key.

    Raises:
        NotInBook, CohortClosed, AlreadyEnrolled: nothing was changed.
    """
    learner: Learner = uow.get(Learner, request.learner)
    cohort = open_cohort(uow, request.cohort)
    row = find_enrolment(uow, learner.id, cohort.id)
    if row is None:
        row = make_enrolment(uow, learner.id, cohort.id, request.from_on, None)
        return Outcome(row.id, undo=DropEnrolment(learner.id, cohort.id))
    if row.status == "active":
        raise AlreadyEnrolled(learner.display_name, cohort.code)
    undo = Withdraw(learner.id, cohort.id, row.to_on)
    _again(uow, row)
    return Outcome(row.id, undo=undo)


def _enrolled(uow: UnitOfWork, learner: UUID, cohort: UUID) -> tuple[Enrolment, Learner, Cohort]:
    person: Learner = uow.get(Learner, learner)
    place: Cohort = uow.get(Cohort, cohort)
    row = find_enrolment(uow, learner, cohort)
    if row is None:
        raise NotEnrolled(person.display_name, place.code)
    return row, person, place


def withdraw(uow: UnitOfWork, request: Withdraw) -> Outcome[UUID]:
    """Ends an enrolment and the candidacies that no other cohort teaches; what is recorded stays.

    Raises:
        NotInBook, NotEnrolled, FieldWrong: nothing was changed.
    """
    row, person, place = _enrolled(uow, request.learner, request.cohort)
    if request.again:
        if row.status == "active":
            raise AlreadyEnrolled(person.display_name, place.code)
        on = row.to_on
        reopen_candidacies(uow, request.reopen)
        _again(uow, row)
        return Outcome(row.id, undo=Withdraw(request.learner, request.cohort, on))
    if row.status != "active":
        raise NotEnrolled(person.display_name, place.code)
    _end(uow, row, request.on or uow.today)
    ended = end_candidacies(uow, row, row.to_on)
    return Outcome(row.id, undo=Withdraw(request.learner, request.cohort, again=True, reopen=ended))


def _end(uow: UnitOfWork, row: Enrolment, on: date) -> None:
    if row.from_on is not None and on < row.from_on:
        raise FieldWrong("to", on.isoformat(), "before_start")
    uow.change(row, row.learner, "learner", status="withdrawn", to_on=on)
    uow.touch("cohort", row.cohort)
    uow.session.flush()


def drop_enrolment(uow: UnitOfWork, request: DropEnrolment) -> Outcome[None]:
    """Takes an enrolment back on which nothing was built.

    Raises:
        NotInBook, NotEnrolled, BuiltUpon: it stays.
    """
    row, person, _ = _enrolled(uow, request.learner, request.cohort)
    taken = select(Attendance.session).join(Session, Session.id == Attendance.session)
    query = taken.where(Attendance.learner == row.learner, Session.cohort == row.cohort)
    if uow.session.scalars(query).first() is not None:
        raise BuiltUpon("enrolment", person.display_name, "attendance")
    candidacies = select(Candidacy).where(Candidacy.learner == row.learner, Candidacy.cohort == row.cohort)
    for candidacy in uow.session.scalars(candidacies).all():
        if not candidacy_is_bare(uow, candidacy.id):
            raise BuiltUpon("enrolment", person.display_name, "assessment")
        drop_candidacy(uow, candidacy)
    again = Enrol(row.learner, row.cohort, row.from_on)
    uow.remove(row, row.learner, "learner")
    uow.touch("cohort", row.cohort)
    return Outcome(None, undo=again)


def drop_candidacy(uow: UnitOfWork, candidacy: Candidacy) -> None:
    """Removes a candidacy on which nothing was built, with its standing."""
    for table in (StandingRow, RequirementStandingRow):
        uow.session.execute(table.__table__.delete().where(table.__table__.c.candidacy == candidacy.id))  # type: ignore[attr-defined]
    uow.remove(candidacy, candidacy.id, "candidacy")


def transfer_learner(uow: UnitOfWork, request: TransferLearner) -> Outcome[UUID]:
    """Moves a learner; every candidacy is kept, with the new cohort where that offers the credential.

    Raises:
        NotInBook, NotEnrolled, AlreadyEnrolled, CohortClosed, FieldWrong: nothing was changed.
    """
    row, person, place = _enrolled(uow, request.learner, request.source)
    if row.status != "active":
        raise NotEnrolled(person.display_name, place.code)
    target = open_cohort(uow, request.target)
    there = find_enrolment(uow, person.id, target.id)
    if there is not None and there.status == "active":
        raise AlreadyEnrolled(person.display_name, target.code)
    on = request.on or uow.today
    if on > uow.today:
        raise FieldWrong("on", on.isoformat(), "to_come")
    _move_candidacies(uow, row, target.id)
    _end(uow, row, on)
    if there is None:
        make_enrolment(uow, person.id, target.id, on, None)
    else:
        _again(uow, there)
    end_candidacies(uow, row, on, keep=True)
    return Outcome(target.id, undo=TransferLearner(person.id, request.target, request.source, on))


def _move_candidacies(uow: UnitOfWork, row: Enrolment, target: UUID) -> None:
    offered = select(Offering.credential).where(Offering.cohort == target)
    query = select(Candidacy).where(
        Candidacy.learner == row.learner,
        Candidacy.cohort == row.cohort,
        Candidacy.status.in_(OPEN),
        Candidacy.credential.in_(offered),
    )
    moved = list(uow.session.scalars(query))
    for one in moved:
        uow.change(one, one.id, "candidacy", cohort=target)
    uow.session.flush()
    recompute(uow, [one.id for one in moved], codes=None)
