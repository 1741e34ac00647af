"""What becomes of each row of a roster, for a person who looks at an import before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from skillmark.exchange.rosters import RosterRow
from skillmark.protocol.errors_files import RowFault
from skillmark.protocol.rows_import import AGAIN, CHANGED, ENROLLED, NEW, REFUSED, REMARK, UNCHANGED, RowFate
from skillmark.services.enrol import enrolled_in
from skillmark.services.import_people import Person
from skillmark.services.unit_of_work import UnitOfWork

_NOTHING: tuple[str, ...] = ()


class Fates:
    """Finds out what becomes of rows, before anything of it is written."""

    def __init__(self, uow: UnitOfWork, cohorts: Mapping[str, UUID], fallback: str | None) -> None:
        """Reads who is in the cohorts.

        Args:
            cohorts: key by the name that rows give.
            fallback: the cohort of those whose rows name none.
        """
        self._cohorts, self._fallback = cohorts, fallback
        self._places = enrolled_in(uow, cohorts.values())

    def of(
        self,
        rows: Sequence[RosterRow],
        taken: Sequence[Person | None],
        refused: Iterable[RowFault],
        warnings: Iterable[RowFault],
    ) -> tuple[RowFate, ...]:
        """All rows in their order.

        Args:
            taken: whom each row means; None where it is refused.
            refused: why rows are, also those that couldn't be read.
        """
        faults = {one.row: one for one in refused}
        remarks: dict[int, list[RowFault]] = {}
        for one in warnings:
            remarks.setdefault(one.row, []).append(one)
        found = [self._fate(row, person) for row, person in zip(rows, taken, strict=True)]
        read = {row.row for row in rows}
        found += [RowFate(row, REFUSED) for row in faults if row not in read]
        found += [RowFate(row, REMARK) for row in remarks if row not in read and row not in faults]
        found.sort(key=lambda one: one.row)
        return tuple(
            replace(one, fault=faults.get(one.row), remarks=tuple(remarks.get(one.row, ())))
            if one.row in remarks or one.row in faults
            else one
            for one in found
        )

    def _fate(self, row: RosterRow, person: Person | None) -> RowFate:
        cohorts = row.cohorts
        if not cohorts and self._fallback and not (person is not None and person.cohorts):
            cohorts = (self._fallback,)
        if person is None or person.row != row.row:
            kind, first = (REFUSED, 0) if person is None else (AGAIN, person.row)
            identifiers = tuple(row.identifiers.items())
            return RowFate(row.row, kind, row.display, identifiers, row.email, cohorts, first=first)
        kind, fields, enrolled = NEW, _NOTHING, _NOTHING
        if person.key is not None:
            fields, enrolled = self._differences(person, person.key)
            kind = CHANGED if fields else ENROLLED if enrolled else UNCHANGED
        identifiers = tuple(person.identifiers.items())
        return RowFate(row.row, kind, person.display_name, identifiers, person.email, cohorts, fields, enrolled)

    def _differences(self, person: Person, key: UUID) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What changes of a known learner, and in which cohorts he or she is only from now on."""
        fields = [*person.changes(), *(system for system, _value in person.new_identifiers)]
        enrolled = []
        for name in person.cohorts or ((self._fallback,) if self._fallback else ()):
            status, since = self._places.get((key, self._cohorts[name]), ("", None))
            if status != "active":
                enrolled.append(name)
            elif person.start_date is not None and person.start_date != since:
                fields.append("start_date")
        return tuple(dict.fromkeys(fields)), tuple(enrolled)
