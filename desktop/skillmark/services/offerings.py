"""Offerings: what a cohort works toward."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import AlreadyOffered, CredentialRetired
from skillmark.protocol.requests.teach import ChangeOffering, OfferCredential, SignOff
from skillmark.services.candidacies import make_candidates
from skillmark.services.recompute import recompute
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.services.versions import published_version, version
from skillmark.store.keys import new_key
from skillmark.store.schema import Candidacy, Cohort, CredentialVersion, Enrolment, Offering


def offer_credential(uow: UnitOfWork, request: OfferCredential) -> Outcome[UUID]:
    """Lets a cohort work toward the published version; those enrolled become candidates. The value is the key.

    Raises:
        NotInBook, NothingPublished, AlreadyOffered, CredentialRetired: nothing was changed.
    """
    cohort: Cohort = uow.get(Cohort, request.cohort)
    chosen = published_version(uow.connection, request.credential)
    last = uow.get(CredentialVersion, chosen.key).last_start_on
    if last is not None and uow.today > last:
        raise CredentialRetired(chosen.code, last)
    query = select(Offering).where(Offering.cohort == cohort.id, Offering.credential == chosen.credential)
    if uow.session.scalars(query).first() is not None:
        raise AlreadyOffered(cohort.code, chosen.code)
    row = Offering(
        id=new_key(),
        cohort=cohort.id,
        credential=chosen.credential,
        version=chosen.key,
        due_on=request.due_on,
        sampling="",
        sign_off_needed=request.sign_off_needed,
    )
    uow.add(row, cohort.id, "cohort")
    uow.session.flush()
    enrolled = select(Enrolment).where(Enrolment.cohort == cohort.id, Enrolment.status == "active")
    make_candidates(uow, row, list(uow.session.scalars(enrolled)))
    return Outcome(row.id)


def change_offering(uow: UnitOfWork, request: ChangeOffering) -> Outcome[UUID]:
    """Changes an offering's due date and whether its sampling must be signed off."""
    row: Offering = uow.get(Offering, request.offering)
    before = ChangeOffering(row.id, row.due_on, row.sign_off_needed)
    fields = {"due_on": request.due_on, "sign_off_needed": request.sign_off_needed}
    if uow.change(row, row.cohort, "cohort", **fields):
        _recompute_offering(uow, row)
    return Outcome(row.id, undo=before)


def sign_off(uow: UnitOfWork, request: SignOff) -> Outcome[UUID]:
    """Signs the sampling of an offering off: those who wait for it alone become ready."""
    row: Offering = uow.get(Offering, request.offering)
    signed = (uow.today, uow.actor) if request.signed else (None, None)
    if (row.signed_off_on is None) == request.signed:
        uow.change(row, row.cohort, "cohort", signed_off_on=signed[0], signed_off_by=signed[1])
        _recompute_offering(uow, row)
    return Outcome(row.id, undo=SignOff(row.id, not request.signed))


def _recompute_offering(uow: UnitOfWork, row: Offering) -> None:
    uow.session.flush()
    query = select(Candidacy.id).where(Candidacy.cohort == row.cohort, Candidacy.credential == row.credential)
    recompute(uow, list(uow.session.scalars(query)), codes=())


def requirement_codes(uow: UnitOfWork, row: Offering) -> tuple[str, ...]:
    """The requirement codes of an offering's version, in outline order."""
    return tuple(version(uow.connection, row.version).requirements)
