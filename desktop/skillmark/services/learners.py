"""Learners and what other systems call them."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.days import EARLIEST
from skillmark.domain.numbers import learner_codes
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import BuiltUpon, FieldWrong, IdentifierTaken
from skillmark.protocol.requests.teach import AddLearner, ChangeLearner, DropLearner
from skillmark.services.built import learners_built_upon
from skillmark.services.cohorts import open_cohort
from skillmark.services.enrol import drop_candidacy, make_enrolment
from skillmark.services.folding import fold, sort_key
from skillmark.services.staff import check_email
from skillmark.services.text import clean_line, clean_text
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.keys import new_key
from skillmark.store.schema import Candidacy, Device, Enrolment, Learner, LearnerIdentifier

DISCLOSURES = ("normal", "restricted")
SYSTEM = re.compile(r"[a-z0-9_-]{1,40}")
_LINES = ("given_name", "family_name", "preferred_name", "pronouns")


def next_learner_codes(uow: UnitOfWork, count: int) -> list[str]:
    """Fresh learner codes, in order."""
    device = uow.get(Device, uow.info.device)
    first = uow.next_number("learner", count)
    return learner_codes(device.label, first, count)


def _born(value: date, today: date) -> date:
    if value < EARLIEST or value > today:
        raise FieldWrong("date_of_birth", value.isoformat(), "birth")
    return value


def _name_fields(display: str, given: str, family: str) -> dict[str, object]:
    name = clean_line("display_name", display)
    return {"display_name": name, "folded": fold(name), "sort_key": sort_key(name, given, family)}


def _identifiers(uow: UnitOfWork, learner: UUID, wanted: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    checked: list[tuple[str, str]] = []
    for system, value in wanted:
        if not SYSTEM.fullmatch(system):
            raise FieldWrong("identifier", system, "system")
        text = clean_line("identifier", value, longest=200)
        owner = uow.session.get(LearnerIdentifier, (system, text))
        if owner is not None and owner.learner != learner:
            raise IdentifierTaken(system, text, uow.get(Learner, owner.learner).display_name)
        checked.append((system, text))
    return list(dict.fromkeys(checked))


def add_learner(uow: UnitOfWork, request: AddLearner) -> Outcome[UUID]:
    """Adds a learner; the value is the key.

    Raises:
        FieldWrong, IdentifierTaken, NotInBook, CohortClosed: nothing was added.
    """
    key, code = request.before or (new_key(), None)
    lines = {name: clean_line(name, getattr(request, name), empty=True) for name in _LINES}
    identifiers = _identifiers(uow, key, request.identifiers)
    row = Learner(
        id=key,
        code=code or next_learner_codes(uow, 1)[0],
        email=check_email(request.email),
        date_of_birth=request.date_of_birth and _born(request.date_of_birth, uow.today),
        staff_note="",
        disclosure="normal",
        status="active",
        **lines,
        **_name_fields(request.display_name, lines["given_name"], lines["family_name"]),
    )
    uow.add(row, key, "learner")
    uow.session.flush()
    for system, value in identifiers:
        uow.add(LearnerIdentifier(system=system, value=value, learner=key), key, "learner")
    if request.cohort is not None:
        cohort = open_cohort(uow, request.cohort)
        make_enrolment(uow, key, cohort.id, request.from_on, None)
    return Outcome(key, undo=DropLearner(key))


def _known_identifiers(uow: UnitOfWork, learner: UUID) -> tuple[tuple[str, str], ...]:
    query = select(LearnerIdentifier).where(LearnerIdentifier.learner == learner)
    return tuple((one.system, one.value) for one in uow.session.scalars(query.order_by(LearnerIdentifier.system)))


def _before(uow: UnitOfWork, row: Learner) -> ChangeLearner:
    return ChangeLearner(
        row.id,
        row.display_name,
        row.given_name,
        row.family_name,
        row.preferred_name,
        row.email,
        row.date_of_birth,
        row.pronouns,
        row.staff_note,
        row.disclosure,
        _known_identifiers(uow, row.id),
        () if row.date_of_birth else ("date_of_birth",),
    )


def _changed_fields(uow: UnitOfWork, row: Learner, request: ChangeLearner) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name in _LINES:
        if getattr(request, name) is not None:
            fields[name] = clean_line(name, getattr(request, name), empty=True)
    given = str(fields.get("given_name", row.given_name))
    family = str(fields.get("family_name", row.family_name))
    display = row.display_name if request.display_name is None else request.display_name
    fields |= _name_fields(display, given, family)
    if request.email is not None:
        fields["email"] = check_email(request.email)
    if request.staff_note is not None:
        fields["staff_note"] = clean_text("staff_note", request.staff_note)
    if request.date_of_birth is not None:
        fields["date_of_birth"] = _born(request.date_of_birth, uow.today)
    if "date_of_birth" in request.clear:
        fields["date_of_birth"] = None
    if request.disclosure is not None:
        if request.disclosure not in DISCLOSURES:
            raise FieldWrong("disclosure", request.disclosure, "one_of:normal,restricted")
        fields["disclosure"] = request.disclosure
    return fields


def change_learner(uow: UnitOfWork, request: ChangeLearner) -> Outcome[UUID]:
    """Changes a learner. Awards keep the name that they were issued with.

    Raises:
        NotInBook, FieldWrong, IdentifierTaken: nothing was changed.
    """
    row: Learner = uow.get(Learner, request.learner)
    before = _before(uow, row)
    uow.change(row, row.id, "learner", **_changed_fields(uow, row, request))
    if request.identifiers is not None:
        _set_identifiers(uow, row.id, _identifiers(uow, row.id, request.identifiers))
    return Outcome(row.id, undo=before)


def _set_identifiers(uow: UnitOfWork, learner: UUID, wanted: list[tuple[str, str]]) -> None:
    known = set(_known_identifiers(uow, learner))
    for system, value in known - set(wanted):
        uow.remove(uow.session.get(LearnerIdentifier, (system, value)), learner, "learner")
    for system, value in wanted:
        if (system, value) not in known:
            uow.add(LearnerIdentifier(system=system, value=value, learner=learner), learner, "learner")


def drop_learner(uow: UnitOfWork, request: DropLearner) -> Outcome[None]:
    """Takes a learner back on whom nothing was built.

    Raises:
        NotInBook, BuiltUpon: the learner stays.
    """
    row: Learner = uow.get(Learner, request.learner)
    built = learners_built_upon(uow, [row.id])
    if built:
        raise BuiltUpon("learner", row.display_name, built[row.id])
    known = _known_identifiers(uow, row.id)
    enrolments = list(uow.session.scalars(select(Enrolment).where(Enrolment.learner == row.id)))
    cohort = enrolments[0].cohort if enrolments else None
    again = AddLearner(
        row.display_name,
        row.given_name,
        row.family_name,
        row.preferred_name,
        row.email,
        row.date_of_birth,
        row.pronouns,
        known,
        cohort,
        enrolments[0].from_on if enrolments else None,
        (row.id, row.code),
    )
    for candidacy in uow.session.scalars(select(Candidacy).where(Candidacy.learner == row.id)).all():
        drop_candidacy(uow, candidacy)
    for enrolment in enrolments:
        uow.touch("cohort", enrolment.cohort)
        uow.remove(enrolment, row.id, "learner")
    for one in uow.session.scalars(select(LearnerIdentifier).where(LearnerIdentifier.learner == row.id)).all():
        uow.remove(one, row.id, "learner")
    uow.session.flush()
    uow.remove(row, row.id, "learner")
    return Outcome(None, undo=again)
