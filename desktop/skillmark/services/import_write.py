"""Writes the people of an import: new ones in bulk, known ones field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.records import CandidacyFacts
from skillmark.domain.standing import decide_candidacy
from skillmark.services.candidacies import make_candidates, takes_in
from skillmark.services.enrol import enrolled_in, find_enrolment, make_enrolment
from skillmark.services.folding import fold, sort_key
from skillmark.services.import_counts import Counts
from skillmark.services.import_people import People, Person
from skillmark.services.learners import next_learner_codes
from skillmark.services.recompute import recompute
from skillmark.services.standing_rows import standing_values
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.services.versions import version
from skillmark.store.bulk import bound_values, insert_rows
from skillmark.store.keys import new_key_bytes
from skillmark.store.schema import (
    Candidacy,
    Enrolment,
    Learner,
    LearnerIdentifier,
    Offering,
    StandingRow,
)
from skillmark.system.canonical import canonical

_LEARNER = (
    "id", "code", "display_name", "given_name", "family_name", "preferred_name", "sort_key", "folded", "pronouns",
    "email", "date_of_birth", "staff_note", "disclosure", "status", "batch",
)  # fmt: skip
_ENROLMENT = ("id", "cohort", "learner", "status", "from_on", "batch")
_CANDIDACY = (
    "id", "learner", "credential", "version", "cohort", "started_on", "due_on", "status", "hold_reason", "earlier",
    "batch",
)  # fmt: skip


@dataclass(slots=True)
class _Bulk:
    """Rows of new learners, as the driver takes them."""

    learners: list[tuple[Any, ...]]
    identifiers: list[tuple[Any, ...]]
    enrolments: list[tuple[Any, ...]]
    candidacies: list[tuple[Any, ...]]
    standings: list[tuple[Any, ...]]
    bodies: list[tuple[bytes, bytes]]


def write_people(
    uow: UnitOfWork, people: People, cohorts: dict[str, UUID], batch: UUID, fallback: str | None
) -> Counts:
    """Writes everybody; gives how many enrolments are new, changed and unchanged."""
    counts = Counts()
    everybody = list(people.everybody)
    _write_new(uow, [one for one in everybody if one.key is None], cohorts, batch, fallback, counts)
    known = [one for one in everybody if one.key is not None]
    before = enrolled_in(uow, cohorts.values()) if known else {}
    for person in known:
        _write_known(uow, person)
        for cohort in _places(person, cohorts, fallback):
            _enrol_known(uow, person, cohort, batch, counts, before)
    return counts


def _places(person: Person, cohorts: dict[str, UUID], fallback: str | None) -> list[UUID]:
    names = person.cohorts or ((fallback,) if fallback else ())
    if len(names) == 1:
        return [cohorts[names[0]]]
    return list(dict.fromkeys(cohorts[name] for name in names))


class _Offers:
    """What each cohort offers, with the standing that a new candidate starts from."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self._by_cohort: dict[UUID, list[Offering]] = {}
        self._standings: dict[tuple[UUID, date | None], tuple[Any, ...]] = {}

    def of(self, cohort: UUID) -> list[Offering]:
        """The cohort's offerings."""
        if cohort not in self._by_cohort:
            query = select(Offering).where(Offering.cohort == cohort).order_by(Offering.id)
            self._by_cohort[cohort] = list(self.uow.session.scalars(query))
        return self._by_cohort[cohort]

    def standing(self, offering: Offering, started_on: date | None) -> tuple[Any, ...]:
        """The standing row, without its candidacy, of somebody of whom nothing is recorded."""
        key = (offering.id, started_on)
        if key not in self._standings:
            chosen = version(self.uow.connection, offering.version)
            facts = CandidacyFacts(started_on=started_on, prerequisites=chosen.definition.prerequisites)
            standing = decide_candidacy(chosen.definition.outline, {}, facts)
            values = standing_values(offering.id, standing)
            self._standings[key] = bound_values(StandingRow.__table__, values)[1:]
        return self._standings[key]


def _write_new(
    uow: UnitOfWork,
    new: Sequence[Person],
    cohorts: dict[str, UUID],
    batch: UUID,
    fallback: str | None,
    counts: Counts,
) -> None:
    if not new:
        return
    bulk, offers = _Bulk([], [], [], [], [], []), _Offers(uow)
    raw_batch = bytearray(batch.bytes)
    for person, code in zip(new, next_learner_codes(uow, len(new)), strict=True):
        key = new_key_bytes()
        _learner(bulk, person, code, key, raw_batch)
        toward: set[UUID] = set()
        for cohort in _places(person, cohorts, fallback):
            counts.new += 1
            _enrolment(bulk, offers, person, key, cohort, raw_batch, toward)
    uow.session.flush()
    connection = uow.connection
    insert_rows(connection, Learner.__table__, _LEARNER, bulk.learners)
    insert_rows(connection, LearnerIdentifier.__table__, ("learner", "system", "value"), bulk.identifiers)
    insert_rows(connection, Enrolment.__table__, _ENROLMENT, bulk.enrolments)
    insert_rows(connection, Candidacy.__table__, _CANDIDACY, bulk.candidacies)
    columns = [column.name for column in StandingRow.__table__.columns]
    insert_rows(connection, StandingRow.__table__, columns, bulk.standings)
    uow.log_many("import_roster", "learner", bulk.bodies)


def _learner(bulk: _Bulk, person: Person, code: str, key: bytes, batch: bytearray) -> None:
    born = person.date_of_birth.isoformat() if person.date_of_birth else None
    raw = bytearray(key)
    order = sort_key(person.folded, person.given_name, person.family_name)
    bulk.learners.append(
        (raw, code, person.display_name, person.given_name, person.family_name, person.preferred_name, order,
         person.folded, person.pronouns, person.email, born, "", "normal", "active", batch)
    )  # fmt: skip
    bulk.identifiers += [(raw, system, value) for system, value in person.identifiers.items()]
    said = {
        "code": code, "display_name": person.display_name, "given_name": person.given_name,
        "family_name": person.family_name, "preferred_name": person.preferred_name, "pronouns": person.pronouns,
        "email": person.email, "date_of_birth": born, "identifiers": person.identifiers,
        "cohorts": person.cohorts, "row": person.row,
    }  # fmt: skip
    bulk.bodies.append((key, canonical(said)))


def _enrolment(
    bulk: _Bulk, offers: _Offers, person: Person, key: bytes, cohort: UUID, batch: bytearray, toward: set[UUID]
) -> None:
    """Enrols in a cohort; of several that offer the same the first teaches it, as everywhere.

    Args:
        toward: the credentials that the learner works toward already; grows.
    """
    start = person.start_date.isoformat() if person.start_date else None
    learner, place = bytearray(key), bytearray(cohort.bytes)
    bulk.enrolments.append((bytearray(new_key_bytes()), place, learner, "active", start, batch))
    for offering in offers.of(cohort):
        if offering.credential in toward or not takes_in(offers.uow, offering, person.start_date):
            continue
        toward.add(offering.credential)
        candidacy = bytearray(new_key_bytes())
        due = offering.due_on.isoformat() if offering.due_on else None
        bulk.candidacies.append(
            (candidacy, learner, bytearray(offering.credential.bytes), bytearray(offering.version.bytes), place,
             start, due, "active", "", "[]", batch)
        )  # fmt: skip
        bulk.standings.append((candidacy, *offers.standing(offering, person.start_date)))


def _write_known(uow: UnitOfWork, person: Person) -> None:
    assert person.key is not None
    changes = person.changes()
    if changes or person.new_identifiers:
        row: Learner = uow.get(Learner, person.key)
        names = {"folded": fold(person.display_name)}
        names["sort_key"] = sort_key(person.display_name, person.given_name, person.family_name)
        uow.change(row, row.id, "learner", **changes, **names)
        for system, value in person.new_identifiers:
            uow.add(LearnerIdentifier(system=system, value=value, learner=row.id), row.id, "learner")


def _enrol_known(
    uow: UnitOfWork,
    person: Person,
    cohort: UUID,
    batch: UUID,
    counts: Counts,
    before: dict[tuple[UUID, UUID], tuple[str, date | None]],
) -> None:
    assert person.key is not None
    status, since = before.get((person.key, cohort), ("", None))
    if not status:
        make_enrolment(uow, person.key, cohort, person.start_date, batch)
        counts.new += 1
        return
    fields: dict[str, Any] = {}
    if status != "active":
        fields |= {"status": "active", "to_on": None}
    if person.start_date is not None and since != person.start_date:
        fields["from_on"] = person.start_date
    row = find_enrolment(uow, person.key, cohort) if fields else None
    if row is None:
        counts.unchanged += 1
        return
    uow.change(row, person.key, "learner", **fields)
    counts.changed += 1
    uow.session.flush()
    for offering in uow.session.scalars(select(Offering).where(Offering.cohort == cohort)).all():
        make_candidates(uow, offering, [row])
    if "from_on" in fields:
        _start_anew(uow, person, cohort)


def _start_anew(uow: UnitOfWork, person: Person, cohort: UUID) -> None:
    query = select(Candidacy).where(Candidacy.learner == person.key, Candidacy.cohort == cohort)
    for row in uow.session.scalars(query).all():
        uow.change(row, row.id, "candidacy", started_on=person.start_date)
        uow.session.flush()
        recompute(uow, [row.id], codes=None)
