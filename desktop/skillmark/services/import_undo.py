"""Taking an import back: what it made goes, where nothing was built on it; what it changed is put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import AlreadyUndone, BuiltUpon, ImportBuiltUpon, NotInBook
from skillmark.protocol.requests.teach import UndoImport
from skillmark.services.built import candidacy_is_bare, learners_built_upon
from skillmark.services.folding import fold, sort_key
from skillmark.services.records import parts
from skillmark.services.unit_of_work import UnitOfWork, plain
from skillmark.store.schema import (
    Attendance,
    Candidacy,
    Cohort,
    Enrolment,
    ImportBatch,
    Learner,
    LearnerIdentifier,
    Offering,
    RequirementStandingRow,
    Session,
    StandingRow,
)


@dataclass(frozen=True, slots=True)
class UndoReport:
    """How many learners, enrolments and cohorts went, and how many known learners are as they were before."""

    batch: int
    learners: int
    enrolments: int
    cohorts: int
    put_back: int


def undo_import(uow: UnitOfWork, request: UndoImport) -> Outcome[UndoReport]:
    """Takes an import back as a whole.

    Learners whom it made go with all that belongs to them; enrolments that it added to learners who were known go;
    cohorts that it made and that are empty then go. Of learners who were known what it changed is put back, save what
    was changed again since.

    Raises:
        NotInBook, AlreadyUndone, BuiltUpon, ImportBuiltUpon: nothing was taken back.
    """
    batch = uow.session.scalars(select(ImportBatch).where(ImportBatch.number == request.batch)).first()
    if batch is None:
        raise NotInBook("import_batch", str(request.batch))
    if batch.undone_at is not None:
        raise AlreadyUndone(request.batch)
    learners = list(uow.session.scalars(select(Learner.id).where(Learner.batch == batch.id)))
    enrolled = list(uow.session.scalars(select(Enrolment).where(Enrolment.batch == batch.id)))
    gone = set(learners)
    kept = [one for one in enrolled if one.learner not in gone]
    _check(uow, learners)
    _check_later(uow, batch, gone)
    for one in kept:
        _check_enrolment(uow, one, batch.id)
    bodies = [(key.bytes, b'{"removed":true}') for key in learners]
    _remove_learners(uow, learners)
    _remove_enrolments(uow, kept, batch.id)
    cohorts = _remove_cohorts(uow, batch.id)
    put_back = sum(_put_back(uow, one) for one in batch.counts["changed"])
    batch.undone_at = uow.now.at
    uow.note(batch.id, "import_batch", undone=True)
    uow.log_many("undo_import", "learner", bodies)
    for kind in ("learner", "cohort", "candidacy"):
        uow.touch_all(kind)
    return Outcome(UndoReport(request.batch, len(learners), len(enrolled), cohorts, put_back))


def _check_later(uow: UnitOfWork, batch: ImportBatch, made: set[UUID]) -> None:
    """Refuses where a later import changed somebody whom this one made or changed."""
    mine = made | {UUID(one["learner"]) for one in batch.counts["changed"]}
    later = select(ImportBatch).where(ImportBatch.number > batch.number, ImportBatch.undone_at.is_(None))
    for row in uow.session.scalars(later.order_by(ImportBatch.number)):
        for one in row.counts["changed"]:
            if UUID(one["learner"]) in mine:
                raise ImportBuiltUpon(batch.number, uow.get(Learner, UUID(one["learner"])).display_name, row.number)


def _put_back(uow: UnitOfWork, one: dict[str, Any]) -> bool:
    """Puts back what an import changed of a known learner; what was changed again since stays."""
    row: Learner | None = uow.session.get(Learner, UUID(one["learner"]))
    if row is None:
        return False
    fields = {name: one["before"][name] for name, now in one["set"].items() if plain(getattr(row, name)) == now}
    if fields.get("date_of_birth"):
        fields["date_of_birth"] = date.fromisoformat(fields["date_of_birth"])
    display, given, family = (
        fields.get(name, getattr(row, name)) for name in ("display_name", "given_name", "family_name")
    )
    fields |= {"folded": fold(display), "sort_key": sort_key(display, given, family)}
    changed = uow.change(row, row.id, "learner", **fields)
    for system, value in one["added"]:
        identifier = uow.session.get(LearnerIdentifier, (system, value))
        if identifier is not None and identifier.learner == row.id:
            uow.remove(identifier, row.id, "learner")
            changed = True
    return changed


def _check(uow: UnitOfWork, learners: Sequence[UUID]) -> None:
    built = learners_built_upon(uow, learners)
    if built:
        key, by = next(iter(built.items()))
        raise BuiltUpon("import_batch", uow.get(Learner, key).display_name, by)


def _check_enrolment(uow: UnitOfWork, one: Enrolment, batch: UUID) -> None:
    """Refuses where something was recorded in the cohort that the import added a known learner to."""
    name = uow.get(Learner, one.learner).display_name
    taken = select(Attendance.session).join(Session, Session.id == Attendance.session)
    if uow.session.scalars(taken.where(Attendance.learner == one.learner, Session.cohort == one.cohort)).first():
        raise BuiltUpon("import_batch", name, "attendance")
    query = select(Candidacy.id).where(Candidacy.learner == one.learner, Candidacy.batch == batch)
    for key in uow.session.scalars(query):
        if not candidacy_is_bare(uow, key):
            raise BuiltUpon("import_batch", name, "assessment")


def _delete(uow: UnitOfWork, table: Any, column: Any, keys: Sequence[UUID]) -> None:
    for part in parts(keys):
        uow.session.execute(delete(table).where(column.in_(part)), execution_options={"synchronize_session": False})


def _remove_standings(uow: UnitOfWork, keys: Sequence[UUID]) -> None:
    _delete(uow, StandingRow, StandingRow.candidacy, keys)
    _delete(uow, RequirementStandingRow, RequirementStandingRow.candidacy, keys)


def _remove_candidacies(uow: UnitOfWork, keys: Sequence[UUID]) -> None:
    _remove_standings(uow, keys)
    _delete(uow, Candidacy, Candidacy.id, keys)


def _remove_learners(uow: UnitOfWork, learners: Sequence[UUID]) -> None:
    for part in parts(learners):
        query = select(Candidacy.id).where(Candidacy.learner.in_(part))
        _remove_candidacies(uow, list(uow.session.scalars(query)))
    _delete(uow, Enrolment, Enrolment.learner, learners)
    _delete(uow, LearnerIdentifier, LearnerIdentifier.learner, learners)
    _delete(uow, Learner, Learner.id, learners)


def _remove_enrolments(uow: UnitOfWork, kept: Sequence[Enrolment], batch: UUID) -> None:
    for one in kept:
        query = select(Candidacy.id).where(Candidacy.learner == one.learner, Candidacy.batch == batch)
        for key in uow.session.scalars(query).all():
            _remove_standings(uow, [key])
            uow.remove(uow.get(Candidacy, key), key, "candidacy")
        uow.session.flush()
        uow.remove(one, one.learner, "learner")


def _remove_cohorts(uow: UnitOfWork, batch: UUID) -> int:
    """Cohorts that the import made, where nobody is in them any more."""
    uow.session.flush()
    count = 0
    for row in uow.session.scalars(select(Cohort).where(Cohort.batch == batch)).all():
        used = (
            uow.session.scalars(select(Enrolment.id).where(Enrolment.cohort == row.id)).first()
            or uow.session.scalars(select(Session.id).where(Session.cohort == row.id)).first()
        )
        if not used:
            for offering in uow.session.scalars(select(Offering).where(Offering.cohort == row.id)).all():
                uow.remove(offering, row.id, "cohort")
            uow.remove(row, row.id, "cohort")
            count += 1
    return count
