"""Candidacies: one learner working toward one credential, on one version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from skillmark.protocol.errors_requests import NobodyStarts
from skillmark.services.recompute import recompute
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.keys import new_key
from skillmark.store.schema import Candidacy, Credential, CredentialVersion, Enrolment, Offering

OPEN = ("active", "on_hold")


def make_candidates(uow: UnitOfWork, offering: Offering, enrolments: Sequence[Enrolment]) -> None:
    """Makes each enrolled learner a candidate for what is offered.

    An open candidacy is kept and, where its own cohort doesn't teach it any more, taken over; one that was withdrawn
    is opened again with all its history.
    """
    learners = [one.learner for one in enrolments]
    known: dict[UUID, list[Candidacy]] = {}
    query = select(Candidacy).where(Candidacy.credential == offering.credential, Candidacy.learner.in_(learners))
    for row in uow.session.scalars(query.order_by(Candidacy.id)):
        known.setdefault(row.learner, []).append(row)
    touched = [_candidate(uow, offering, one, known.get(one.learner, [])) for one in enrolments]
    uow.session.flush()
    recompute(uow, [key for key in touched if key is not None], codes=None)


def takes_in(uow: UnitOfWork, offering: Offering, start: date | None) -> bool:
    """Whether somebody can start now, or on a day; where the credential was retired before it is remarked on."""
    row = uow.get(CredentialVersion, offering.version)
    if row.last_start_on is None or (start or uow.today) <= row.last_start_on:
        return True
    uow.remark(NobodyStarts(uow.get(Credential, offering.credential).code, row.last_start_on))
    return False


def _candidate(uow: UnitOfWork, offering: Offering, enrolment: Enrolment, known: list[Candidacy]) -> UUID | None:
    for row in known:
        if row.status in OPEN:
            if not teaches(uow, row):
                uow.change(row, row.id, "candidacy", cohort=offering.cohort, due_on=offering.due_on)
            return row.id
    withdrawn = [row for row in known if row.status == "withdrawn"]
    if withdrawn:
        row = withdrawn[-1]
        fields = {"status": "active", "ended_on": None, "cohort": offering.cohort, "due_on": offering.due_on}
        uow.change(row, row.id, "candidacy", **fields)
        return row.id
    if not takes_in(uow, offering, enrolment.from_on):
        return None
    row = Candidacy(
        id=new_key(),
        learner=enrolment.learner,
        credential=offering.credential,
        version=offering.version,
        cohort=offering.cohort,
        started_on=enrolment.from_on,
        due_on=offering.due_on,
        status="active",
        hold_reason="",
        earlier=[],
        batch=enrolment.batch,
    )
    uow.add(row, row.id, "candidacy")
    uow.touch("learner", enrolment.learner)
    return row.id


def teaches(uow: UnitOfWork, row: Candidacy) -> bool:
    """Whether the candidacy's cohort still has the learner."""
    query = select(Enrolment.id).where(
        Enrolment.cohort == row.cohort, Enrolment.learner == row.learner, Enrolment.status == "active"
    )
    return row.cohort is not None and uow.session.scalar(query) is not None


def end_candidacies(uow: UnitOfWork, enrolment: Enrolment, on: date | None, *, keep: bool = False) -> tuple[UUID, ...]:
    """After an enrolment: another cohort that has the learner and offers the credential takes over, else it ends.

    With the last enrolment also ends what a transfer left open with a cohort that the learner isn't in any more.

    Args:
        keep: True after a transfer, which ends no candidacy: it stays open with the cohort that taught it.

    Returns:
        The candidacies that ended.
    """
    query = select(Candidacy).where(Candidacy.learner == enrolment.learner, Candidacy.status.in_(OPEN))
    if keep or _is_enrolled(uow, enrolment.learner):
        query = query.where(Candidacy.cohort == enrolment.cohort)
    rows, ended = list(uow.session.scalars(query)), []
    for row in rows:
        other = _other_cohort(uow, row)
        if other is not None:
            uow.change(row, row.id, "candidacy", cohort=other)
        elif not keep:
            uow.change(row, row.id, "candidacy", status="withdrawn", ended_on=on or uow.today)
            ended.append(row.id)
    uow.session.flush()
    recompute(uow, [row.id for row in rows], codes=None)
    return tuple(ended)


def reopen_candidacies(uow: UnitOfWork, keys: Sequence[UUID]) -> None:
    """Opens candidacies again that a withdrawal ended."""
    for key in keys:
        row: Candidacy = uow.get(Candidacy, key)
        if row.status == "withdrawn":
            status = "on_hold" if row.hold_reason else "active"
            uow.change(row, row.id, "candidacy", status=status, ended_on=None)
    uow.session.flush()
    recompute(uow, list(keys), codes=None)


def _is_enrolled(uow: UnitOfWork, learner: UUID) -> bool:
    query = select(Enrolment.id).where(Enrolment.learner == learner, Enrolment.status == "active")
    return uow.session.scalar(query) is not None


def _other_cohort(uow: UnitOfWork, row: Candidacy) -> UUID | None:
    query = (
        select(Offering.cohort)
        .join(Enrolment, Enrolment.cohort == Offering.cohort)
        .where(
            Offering.credential == row.credential,
            Enrolment.learner == row.learner,
            Enrolment.status == "active",
            Offering.cohort != row.cohort,
        )
        .order_by(Offering.id.desc())
    )
    return uow.session.scalars(query).first()
