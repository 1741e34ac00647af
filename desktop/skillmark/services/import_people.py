"""Who the rows of a roster are: known learners by identifier, then by e-mail and name; everybody else is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.exchange.rosters import RosterRow
from skillmark.protocol.errors_files import RowFault
from skillmark.protocol.errors_rows import (
    BirthInFuture,
    EmailShared,
    IdentifiersDisagree,
    NameChanged,
    PossibleDuplicate,
    PossibleMixUp,
    SamePersonTwice,
)
from skillmark.services.folding import alike, fold
from skillmark.services.import_counts import Counts
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.schema import Learner, LearnerIdentifier

Identifier = tuple[str, str]
_FIELDS = ("given_name", "family_name", "preferred_name", "pronouns")


@dataclass(slots=True)
class Person:
    """Somebody whom rows are about.

    Attributes:
        row: the first row.
        key: of a known learner; None for a new one.
        fields: what the rows say, by column of the learner table.
        before: the same as it is in the book.
    """

    row: int
    key: UUID | None
    display_name: str
    folded: str
    email: str
    given_name: str
    family_name: str
    preferred_name: str
    pronouns: str
    date_of_birth: date | None
    start_date: date | None
    identifiers: dict[str, str]
    new_identifiers: list[Identifier]
    cohorts: tuple[str, ...]
    before: dict[str, Any] = field(default_factory=dict)

    def changes(self) -> dict[str, Any]:
        """The fields of a known learner that the rows say otherwise."""
        names = ("display_name", "email", "date_of_birth", *_FIELDS)
        pairs = ((name, getattr(self, name)) for name in names)
        return {name: value for name, value in pairs if value and value != self.before[name]}


class People:
    """Finds out, row by row, who is meant."""

    def __init__(self, uow: UnitOfWork, headings: Mapping[str, str]) -> None:
        """Reads who is known.

        Args:
            headings: field -> the file's heading of its column, for messages.
        """
        self._headings = headings
        self.warnings: list[RowFault] = []
        self.refused: list[RowFault] = []
        self._people: list[Person] = []
        self._by_identifier: dict[Identifier, Person | UUID] = {}
        self._by_name: dict[str, list[Person | UUID]] = {}
        self._by_email: dict[str, Person | UUID] = {}
        self._by_key: dict[UUID, Person] = {}
        self._known: dict[UUID, Any] = {}
        self._identifiers: dict[UUID, dict[str, str]] = {}
        self._today = uow.today
        self._read(uow)

    @property
    def everybody(self) -> Iterator[Person]:
        """Those whom rows are about, in the order of the rows."""
        return iter(self._people)

    @property
    def counts(self) -> Counts:
        """How many are new, changed, unchanged."""
        counts = Counts()
        for person in self._people:
            if person.key is None:
                counts.new += 1
            elif person.new_identifiers or person.changes():
                counts.changed += 1
            else:
                counts.unchanged += 1
        return counts

    def _read(self, uow: UnitOfWork) -> None:
        table = Learner
        query = select(
            table.id, table.code, table.display_name, table.folded, table.email, table.given_name, table.family_name,
            table.preferred_name, table.pronouns, table.date_of_birth,
        )  # fmt: skip
        for row in uow.connection.execute(query):
            self._known[row.id] = row
            self._by_name.setdefault(row.folded, []).append(row.id)
            if row.email:
                self._by_email.setdefault(row.email.lower(), row.id)
        for one in uow.connection.execute(select(LearnerIdentifier.__table__)):
            self._by_identifier[one.system, one.value] = one.learner
            self._identifiers.setdefault(one.learner, {})[one.system] = one.value

    def take(self, row: RosterRow) -> Person | None:
        """Finds whom a row is about and takes what it says; None where it is refused."""
        name = fold(row.display)
        try:
            found = self._by_numbers(row, name) if row.identifiers else None
        except RowFault as fault:
            self.refused.append(fault)
            return None
        if row.date_of_birth is not None and row.date_of_birth > self._today:
            self.warnings.append(BirthInFuture(row.row, self._headings.get("date_of_birth", ""), row.date_of_birth))
            row = row._replace(date_of_birth=None)
        person = found or self._by_mail_or_name(row, name)
        if person is None:
            person = self._add(row, name)
        else:
            self._say(person, row)
        if row.email:
            self._look_at_email(person, row)
        return person

    def _look_at_email(self, person: Person, row: RosterRow) -> None:
        """Remarks on an address that somebody else has, save where it stood so in the book before."""
        email = row.email.lower()
        owner = self._by_email.setdefault(email, person)
        if owner is person or owner == person.key or person.before.get("email", "").lower() == email:
            return
        if isinstance(owner, UUID):
            known = self._by_key.get(owner)
            if known is not None and known.email.lower() != email:
                return  # an earlier row gave that learner another address
            name, where = self._known[owner].display_name, self._known[owner].code
        else:
            name, where = owner.display_name, str(owner.row)
        self.warnings.append(EmailShared(row.row, self._headings.get("email", ""), email, name, where))

    def _by_numbers(self, row: RosterRow, name: str) -> Person | None:
        """Who has the row's identifiers; refuses the row where several have, or somebody who can't be meant."""
        owners: list[Person | UUID] = []
        for item in row.identifiers.items():
            owner = self._by_identifier.get(item)
            if owner is not None and owner not in owners:
                owners.append(owner)
        if not owners:
            return None
        if len(owners) > 1:
            names = tuple(self._person(owner, row.row).display_name for owner in owners)
            raise IdentifiersDisagree(row.row, "", names)
        person = self._person(owners[0], row.row)
        if person.folded != name and not _may_be(person, row):
            where = str(person.row) if person.key is None else str(self._known[person.key].code)
            raise PossibleMixUp(row.row, "", person.display_name, where, row.display)
        return person

    def _person(self, owner: Person | UUID, row: int) -> Person:
        """The person of an owner; a known learner is taken up when a row first means him or her."""
        if isinstance(owner, Person):
            return owner
        known = self._by_key.get(owner)
        if known is not None:
            return known
        found = self._known[owner]
        before = {name: getattr(found, name) for name in ("display_name", "email", "date_of_birth", *_FIELDS)}
        person = Person(
            row=0,
            key=owner,
            folded=found.folded,
            start_date=None,
            identifiers=dict(self._identifiers.get(owner, {})),
            new_identifiers=[],
            cohorts=(),
            before=before,
            **before,
        )
        self._by_key[owner] = person
        return person

    def _by_mail_or_name(self, row: RosterRow, name: str) -> Person | None:
        """Somebody of the same name whom the row may mean; who is only similar gets a warning."""
        same = self._by_name.get(name)
        if not same:
            return None
        for owner in same:
            if self._is_same(owner, row, len(same)):
                return self._person(owner, row.row)
        other = same[0]
        code = str(other.row) if isinstance(other, Person) else str(self._known[other].code)
        self.warnings.append(PossibleDuplicate(row.row, "", row.display, code))
        return None

    def _is_same(self, owner: Person | UUID, row: RosterRow, how_many: int) -> bool:
        """Whether somebody of the same name is the one: the same e-mail, or neither tells more than the name."""
        if isinstance(owner, Person):
            email, identifiers = owner.email, owner.identifiers
        else:
            email, identifiers = self._known[owner].email, self._identifiers.get(owner, {})
        if any(identifiers.get(system, value) != value for system, value in row.identifiers.items()):
            return False
        if row.email and email:
            return email == row.email.lower()
        # Without anything that tells them apart, a name that only one has means that one, so that the same file
        # imported twice changes nothing.
        return not row.email and not row.identifiers and how_many == 1

    def _add(self, row: RosterRow, name: str) -> Person:
        identifiers = row.identifiers
        person = Person(
            row.row, None, row.display, name, row.email.lower(), row.given, row.family, row.preferred, row.pronouns,
            row.date_of_birth, row.start_date, identifiers, list(identifiers.items()), row.cohorts,
        )  # fmt: skip
        self._people.append(person)
        for item in identifiers.items():
            self._by_identifier[item] = person
        self._by_name.setdefault(name, []).append(person)
        return person

    def _say(self, person: Person, row: RosterRow) -> None:
        """Takes what a further row says of somebody."""
        if person.row:
            if person.cohorts == row.cohorts or not row.cohorts:
                self.warnings.append(SamePersonTwice(row.row, "", row.display, person.row))
        else:
            person.row = row.row
            self._people.append(person)
            if person.display_name != row.display:
                self.warnings.append(NameChanged(row.row, "", person.display_name, row.display))
            person.display_name, person.folded = row.display, fold(row.display)
        person.email = row.email.lower() or person.email
        person.given_name = row.given or person.given_name
        person.family_name = row.family or person.family_name
        person.preferred_name = row.preferred or person.preferred_name
        person.pronouns = row.pronouns or person.pronouns
        person.date_of_birth = row.date_of_birth or person.date_of_birth
        person.start_date = row.start_date or person.start_date
        person.cohorts = tuple(dict.fromkeys((*person.cohorts, *row.cohorts)))
        for system, value in row.identifiers.items():
            if (system, value) not in self._by_identifier:
                person.new_identifiers.append((system, value))
                person.identifiers.setdefault(system, value)
                self._by_identifier[system, value] = person


def _may_be(person: Person, row: RosterRow) -> bool:
    """Whether a row of another name can be about somebody: e-mail address, birth date or part of the name agrees."""
    if row.email and row.email.lower() == person.email.lower():
        return True
    if row.date_of_birth is not None and row.date_of_birth == person.date_of_birth:
        return True
    known = " ".join((person.display_name, person.given_name, person.family_name, person.preferred_name))
    return alike(known, f"{row.display} {row.preferred}") or alike(person.display_name, row.display)
