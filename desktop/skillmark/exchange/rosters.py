"""A table of learners as plain records: who they are, by which numbers, in which cohorts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from unicodedata import is_normalized

from skillmark.domain.days import EARLIEST, LATEST
from skillmark.exchange import columns, dates, names
from skillmark.exchange.cells import clean, has_ink
from skillmark.exchange.limits import USUAL, Limits
from skillmark.exchange.tables import Table, read_table
from skillmark.protocol.errors_files import (
    ColumnMissing,
    DateAmbiguous,
    DateImpossible,
    DateOutOfReach,
    DateUnreadable,
    DigitsLost,
    NameMissing,
    NothingToTellApart,
    RowFault,
    TooManyCells,
)

# A row shorter than this, all of printable and composed characters, has nothing to clean but blanks at its ends.
SHORT_ROW = 200
LONGEST_CELL = 200
# A spreadsheet keeps fifteen digits of a number.
KEPT_DIGITS = 15
ROWS_LOOKED_AT = 5_000


class RosterRow(NamedTuple):
    """What one row says of a learner. A tuple, because a hundred thousand of them are made at once.

    Attributes:
        row: as the spreadsheet numbers it.
        display: the name as it is shown and printed.
        given, family, preferred: parts of the name, empty where unknown.
        identifiers: system -> value.
        cohorts: codes or names.
        start_date: from when the learner is in the cohorts.
    """

    row: int
    display: str
    given: str
    family: str
    preferred: str
    email: str
    identifiers: dict[str, str]
    date_of_birth: date | None
    pronouns: str
    cohorts: tuple[str, ...]
    start_date: date | None


class Places(NamedTuple):
    """The number of each field's column; -1, the blank cell at a row's end, where there is none."""

    display_name: int
    given_name: int
    family_name: int
    preferred_name: int
    email: int
    date_of_birth: int
    pronouns: int
    start_date: int


class DateColumn:
    """One column of dates; what can't be read becomes a warning and no date."""

    def __init__(
        self, heading: str, order: dates.Order | None, warnings: list[RowFault], latest: date = LATEST
    ) -> None:
        """Takes the heading for messages, and the order of day and month where it is known."""
        self._latest = latest
        self._heading = heading
        self._order = order
        self._warnings = warnings
        self._doubt: DateAmbiguous | None = None
        self._known: dict[str, date] = {}

    def read(self, row: int, text: str) -> date | None:
        """The date of a cell; None where the cell is blank or can't be read."""
        if not text:
            return None
        found = self._known.get(text)
        if found is None:
            found = self._read(row, text)
            if found is not None:
                self._known[text] = found
        return found

    def _read(self, row: int, text: str) -> date | None:
        """The date of a text not met before. All that is ambiguous is one warning, for it is one question."""
        try:
            found = dates.read_date(text, self._order)
        except dates.OrderUnknown:
            if self._doubt is None:
                self._doubt = DateAmbiguous(row, self._heading, text, 0)
                self._warnings.append(self._doubt)
            self._doubt.rows += 1
        except dates.NoSuchDay:
            self._warnings.append(DateImpossible(row, self._heading, text))
        except dates.NotADate:
            self._warnings.append(DateUnreadable(row, self._heading, text))
        else:
            if EARLIEST <= found <= self._latest:
                return found
            self._warnings.append(DateOutOfReach(row, self._heading, text))
        return None


class Roster:
    """The learners of a table, in its order. While it is read, what is wrong with rows gathers beside it.

    Attributes:
        table: where it stands.
        columns: which column is which field.
        refused: why a row gives no learner.
        warnings: what of a row was left out or should be looked at.
    """

    def __init__(self, table: Table, mapping: Mapping[str, str]) -> None:
        """Finds out which column is what.

        Raises:
            MappedFieldWrong, MappedColumnMissing, ColumnTwice: the mapping is wrong.
            ColumnMissing: there is no column of names.
        """
        self.table = table
        self.columns = columns.match(table.header, mapping, table.file)
        if not any(field in self.columns.places for field in columns.NAME_FIELDS):
            raise ColumnMissing(table.file, table.header_row, columns.NAME_FIELDS, table.header)
        self.refused: list[RowFault] = []
        self.warnings: list[RowFault] = []
        places = {field: found[0] for field, found in self.columns.places.items()}
        self._places = Places(*(places.get(field, -1) for field in Places._fields))
        self._systems = [(system, places[system]) for system in self.columns.systems]
        self._cohorts = self.columns.places.get("cohort", ())
        self._read = frozenset(place for found in self.columns.places.values() for place in found)

    def __iter__(self) -> Iterator[RosterRow]:
        """The learners; the lists of what is wrong are begun anew.

        Raises:
            InputUnreadable: the file breaks off or is broken at a row.
        """
        self._begin()
        width = len(self.table.header)
        person = self._person
        for row, cells in self.table.rows():
            text = "".join(cells)
            if len(cells) > width:
                self.refused.append(TooManyCells(row, "", str(cells[width]), self.table.delimiter))
                continue
            if text.isprintable() and len(text) < SHORT_ROW and "'" not in text and is_normalized("NFC", text):
                found = person(row, [cell.strip() for cell in cells])
            else:
                found = self._person_with_care(row, cells)
            if found is not None:
                yield found

    def _begin(self) -> None:
        """Empties the lists, and finds out what only whole columns tell."""
        self.refused.clear()
        self.warnings.clear()
        self._last_first = self._is_last_first()
        order = self._date_order()
        self._births = DateColumn(self._heading("date_of_birth"), order, self.warnings, date.max)
        self._starts = DateColumn(self._heading("start_date"), order, self.warnings)

    def _heading(self, field: str) -> str:
        """The heading of a field's column; empty where there is none."""
        place = self.columns.place(field)
        return "" if place is None else self.table.header[place]

    def _date_order(self) -> dates.Order | None:
        """The order of day and month in all the file's dates, as they show it themselves.

        Where they don't it is as in the headings' language, of which only English is written in both orders.
        """
        found = [place for place in (self._places.date_of_birth, self._places.start_date) if place >= 0]
        if not found:
            return None
        order = dates.find_order(cells[place] for _, cells in self.table.rows() for place in found)
        return order or (None if "en" in self.columns.languages else dates.Order.DAY)

    def _is_last_first(self) -> bool:
        """Whether whole names are written `Last, First`."""
        if self._places.given_name >= 0 or self._places.family_name >= 0:
            return False
        beginning = islice(self.table.rows(), ROWS_LOOKED_AT)
        return names.last_comes_first(cells[self._places.display_name] for _, cells in beginning)

    def _person_with_care(self, row: int, cells: Sequence[str]) -> RosterRow | None:
        """The learner of a row that needs cleaning; None where the row is refused."""
        try:
            return self._person(row, [self._cleaned(row, place, cell) for place, cell in enumerate(cells)])
        except RowFault as fault:
            self.refused.append(fault)
            return None

    def _cleaned(self, row: int, place: int, cell: str) -> str:
        """A cell as it is kept; blank where its column isn't read.

        Raises:
            CharacterForbidden, CellTooLong: it can't be kept.
        """
        return clean(cell, row, self.table.header[place], LONGEST_CELL) if place in self._read else ""

    def _person(self, row: int, cells: list[str]) -> RosterRow | None:
        """The learner of a row of clean cells; None where there is no name."""
        cells.append("")  # what a field without a column reads: its place is -1
        at = self._places
        display, given, family = self._name(cells[at.display_name], cells[at.given_name], cells[at.family_name])
        if not display or not (display.isascii() or has_ink(display)):
            self.refused.append(NameMissing(row))
            return None
        email = cells[at.email]
        identifiers = {system: cells[place] for system, place in self._systems if cells[place]}
        if not email and not identifiers:
            self.warnings.append(NothingToTellApart(row))
        if self.table.sheet and identifiers:
            self._check_digits(row, identifiers)
        return RosterRow(
            row,
            display,
            given,
            family,
            cells[at.preferred_name],
            email,
            identifiers,
            self._births.read(row, cells[at.date_of_birth]),
            cells[at.pronouns],
            tuple([cells[place] for place in self._cohorts if cells[place]]) if self._cohorts else (),
            self._starts.read(row, cells[at.start_date]),
        )

    def _name(self, display: str, given: str, family: str) -> tuple[str, str, str]:
        """Whole, given and family name, from as many of them as there are."""
        family = names.without_stand_in(family)
        if self._last_first:
            given, family = names.split_at_comma(display)
            return names.display_of(given, family) or display, given, family
        return display or names.display_of(given, family), given, family

    def _check_digits(self, row: int, identifiers: Mapping[str, str]) -> None:
        """Warns of a number that has more digits than a spreadsheet keeps, if it was typed as a number."""
        for system, value in identifiers.items():
            if len(value) > KEPT_DIGITS and value.isdecimal() and value.endswith("0"):
                self.warnings.append(DigitsLost(row, self._heading(system), value))


def read_roster(
    source: Path | bytes, name: str = "", mapping: Mapping[str, str] | None = None, limits: Limits = USUAL
) -> Roster:
    """The learners of a file.

    Args:
        source: the file, or its bytes.
        name: what a person calls it, for messages; a path's own name where empty.
        mapping: heading -> field, system of identifiers or `ignore`, for headings that aren't known.
        limits: how much is taken.

    Raises:
        InputUnreadable: one of errors_files, where the file is no table of learners.
    """
    table = read_table(source, name, known=columns.known_headings(mapping or {}), limits=limits)
    return Roster(table, mapping or {})
