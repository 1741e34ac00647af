"""Cohorts: learners taught together from a date to a date."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import BuiltUpon, CodeTaken, CohortClosed, FieldWrong
from skillmark.protocol.requests.teach import (
    AddCohort,
    ChangeCohort,
    CloseCohort,
    DropCohort,
    OfferCredential,
)
from skillmark.services.folding import fold
from skillmark.services.offerings import offer_credential
from skillmark.services.text import clean_line
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.keys import new_key
from skillmark.store.schema import Cohort, Enrolment, Offering, Session

DELIVERIES = ("", "online", "classroom", "blended")


def find_cohort(uow: UnitOfWork, code: str) -> Cohort | None:
    """The cohort with that code, whatever its case; None where there is none."""
    known = cohorts_by_name(uow)
    return known.get(code.strip()) or known.get(fold(code))


def cohorts_by_name(uow: UnitOfWork) -> dict[str, Cohort]:
    """Every cohort by its code as it is, and folded."""
    rows = list(uow.session.scalars(select(Cohort)))
    return {fold(row.code): row for row in rows} | {row.code: row for row in rows}


def open_cohort(uow: UnitOfWork, key: UUID) -> Cohort:
    """A cohort that isn't closed.

    Raises:
        NotInBook, CohortClosed: it can't be worked in.
    """
    row: Cohort = uow.get(Cohort, key)
    return still_open(row)


def still_open(row: Cohort) -> Cohort:
    """The cohort itself.

    Raises:
        CohortClosed: it is closed.
    """
    if row.closed_on is not None:
        raise CohortClosed(row.code, row.closed_on)
    return row


def _span(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise FieldWrong("ends_on", ends_on.isoformat(), "before_start")


def _delivery(value: str) -> str:
    if value not in DELIVERIES:
        raise FieldWrong("delivery", value, "one_of:online,classroom,blended")
    return value


def make_cohort(uow: UnitOfWork, code: str, title: str = "", key: UUID | None = None) -> Cohort:
    """Adds a bare cohort.

    Raises:
        FieldWrong, CodeTaken: the code can't be taken.
    """
    if find_cohort(uow, code) is not None:
        raise CodeTaken("cohort", code)
    row = add_bare_cohort(uow, code, None, title, key)
    uow.session.flush()
    return row


def add_bare_cohort(uow: UnitOfWork, code: str, batch: UUID | None, title: str = "", key: UUID | None = None) -> Cohort:
    """Adds a bare cohort whose code nobody has.

    Raises:
        FieldWrong: the code can't be one.
    """
    code = clean_line("code", code, longest=60)
    title = clean_line("title", title, empty=True) or code
    row = Cohort(id=key or new_key(), code=code, title=title, delivery="", batch=batch)
    uow.add(row, row.id, "cohort")
    return row


def add_cohort(uow: UnitOfWork, request: AddCohort) -> Outcome[UUID]:
    """Adds a cohort and what it works toward; the value is its key.

    Raises:
        FieldWrong, CodeTaken, NotInBook, NothingPublished: nothing was added.
    """
    _span(request.starts_on, request.ends_on)
    row = make_cohort(uow, request.code, request.title, request.key)
    fields = {"starts_on": request.starts_on, "ends_on": request.ends_on, "delivery": _delivery(request.delivery)}
    uow.change(row, row.id, "cohort", **fields)
    for code in request.offer:
        offer_credential(uow, OfferCredential(row.id, code, request.due_on))
    return Outcome(row.id, undo=DropCohort(row.id))


def change_cohort(uow: UnitOfWork, request: ChangeCohort) -> Outcome[UUID]:
    """Changes a cohort; with offers it can't be undone.

    Raises:
        NotInBook, FieldWrong, CodeTaken, NothingPublished, AlreadyOffered: nothing was changed.
    """
    row: Cohort = uow.get(Cohort, request.cohort)
    cleared = tuple(name for name in ("starts_on", "ends_on") if getattr(row, name) is None)
    before = ChangeCohort(row.id, row.code, row.title, row.starts_on, row.ends_on, row.delivery, cleared)
    fields: dict[str, object] = {name: None for name in request.clear if name in ("starts_on", "ends_on")}
    if request.code is not None:
        code = clean_line("code", request.code, longest=60)
        taken = find_cohort(uow, code)
        if taken is not None and taken is not row:
            raise CodeTaken("cohort", code)
        fields["code"] = code
    if request.title is not None:
        fields["title"] = clean_line("title", request.title, empty=True) or row.code
    for name in ("starts_on", "ends_on"):
        if getattr(request, name) is not None:
            fields[name] = getattr(request, name)
    if request.delivery is not None:
        fields["delivery"] = _delivery(request.delivery)
    uow.change(row, row.id, "cohort", **fields)
    _span(row.starts_on, row.ends_on)
    for offered in request.offer:
        offer_credential(uow, OfferCredential(row.id, offered, request.due_on))
    return Outcome(row.id, undo=None if request.offer else before)


def close_cohort(uow: UnitOfWork, request: CloseCohort) -> Outcome[UUID]:
    """Closes a cohort: nobody is enrolled any more; candidates finish. One that never began can be closed today.

    Raises:
        NotInBook, FieldWrong: nothing was changed.
    """
    row: Cohort = uow.get(Cohort, request.cohort)
    on = request.closed_on
    if on is not None and row.starts_on is not None and on < row.starts_on and on != uow.today:
        raise FieldWrong("closed_on", on.isoformat(), "before_start")
    before = CloseCohort(row.id, row.closed_on)
    uow.change(row, row.id, "cohort", closed_on=request.closed_on)
    return Outcome(row.id, undo=before)


def drop_cohort(uow: UnitOfWork, request: DropCohort) -> Outcome[None]:
    """Takes a cohort back that nobody was enrolled in.

    Raises:
        NotInBook, BuiltUpon: it stays.
    """
    row: Cohort = uow.get(Cohort, request.cohort)
    for table, by in ((Enrolment, "enrolment"), (Session, "session")):
        if uow.session.scalars(select(table).where(table.cohort == row.id)).first() is not None:
            raise BuiltUpon("cohort", row.code, by)
    offers = list(uow.session.scalars(select(Offering).where(Offering.cohort == row.id)))
    codes, due = codes_of(uow, offers), next((one.due_on for one in offers), None)
    again = AddCohort(row.code, row.title, row.starts_on, row.ends_on, row.delivery, codes, due, row.id)
    for offering in offers:
        uow.remove(offering, row.id, "cohort")
    uow.remove(row, row.id, "cohort")
    return Outcome(None, undo=again)


def codes_of(uow: UnitOfWork, offers: list[Offering]) -> tuple[str, ...]:
    """The credential codes of offerings."""
    from skillmark.store.schema import Credential

    return tuple(uow.get(Credential, one.credential).code for one in offers)
