"""Whom the names in a file mean: learners, staff, external persons."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from skillmark.protocol.errors_requests import NotInBook, SeveralOfThatName
from skillmark.services.folding import fold
from skillmark.services.text import clean_line
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.keys import new_key
from skillmark.store.schema import ExternalPerson, Learner, LearnerIdentifier, Staff


class Learners:
    """Everybody in the book by whatever a file may call them; read once a file."""

    def __init__(self, uow: UnitOfWork) -> None:
        """Reads all names and numbers."""
        self._steps: tuple[dict[str, set[UUID]], ...] = ({}, {}, {}, {})
        codes, numbers, mails, names = self._steps
        self.codes: dict[UUID, str] = {}
        query = select(Learner.id, Learner.code, Learner.email, Learner.folded)
        for row in uow.connection.execute(query):
            codes.setdefault(row.code, set()).add(row.id)
            names.setdefault(row.folded, set()).add(row.id)
            self.codes[row.id] = row.code
            if row.email:
                mails.setdefault(row.email, set()).add(row.id)
        for one in uow.connection.execute(select(LearnerIdentifier.value, LearnerIdentifier.learner)):
            numbers.setdefault(one.value, set()).add(one.learner)

    def find(self, name: str) -> UUID:
        """The one learner with that code, identifier, e-mail or display name, in this order.

        Raises:
            NotInBook, SeveralOfThatName: none, or several.
        """
        for found, text in zip(self._steps, (name.upper(), name, name.lower(), fold(name)), strict=True):
            keys = found.get(text)
            if keys and len(keys) > 1:
                raise SeveralOfThatName("learner", name, tuple(sorted(self.codes[key] for key in keys)))
            if keys:
                return next(iter(keys))
        raise NotInBook("learner", name)


class Assessors:
    """Staff and external persons by name or e-mail; an unknown name becomes an external person where it is kept."""

    def __init__(self, uow: UnitOfWork) -> None:
        """Reads who is known."""
        self._uow = uow
        self._known: dict[str, set[UUID]] = {}
        self._pending: dict[UUID, ExternalPerson] = {}
        for row in uow.connection.execute(select(Staff.id, Staff.folded, Staff.email)):
            self._add(row.folded, row.id)
            self._add(row.email, row.id)
        for person in uow.connection.execute(select(ExternalPerson.id, ExternalPerson.folded, ExternalPerson.contact)):
            if person.folded not in self._known:
                self._add(person.folded, person.id)
            self._add(person.contact.lower(), person.id)

    def _add(self, name: str, key: UUID) -> None:
        if name:
            self._known.setdefault(name, set()).add(key)

    def find(self, name: str) -> UUID:
        """Who is meant; empty is who acts. Somebody unknown has a key, and is written when it is first kept.

        Raises:
            SeveralOfThatName, FieldWrong: several are, or it is no name.
        """
        if not name:
            return self._uow.actor
        keys = self._known.get(name.lower()) or self._known.get(fold(name))
        if keys:
            if len(keys) > 1:
                raise SeveralOfThatName("staff", name, ())
            return next(iter(keys))
        return self._external(name)

    def keep(self, key: UUID) -> bool:
        """Writes somebody unknown who judged; whether that is the first time."""
        row = self._pending.pop(key, None)
        if row is not None:
            self._uow.add(row, row.id, "external_person")
        return row is not None

    def _external(self, name: str) -> UUID:
        mail = name.lower() if "@" in name else ""
        shown = clean_line("assessor", name)
        row = ExternalPerson(
            id=new_key(), name=shown, folded=fold(shown), organisation="", job="", contact=mail, relation=""
        )
        self._pending[row.id] = row
        self._add(fold(shown), row.id)
        self._add(mail, row.id)
        return row.id
