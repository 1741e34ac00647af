"""Tables whose columns are fixed: each cell is read by its column's kind, each row becomes a record or is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from skillmark.domain.days import is_possible
from skillmark.exchange import dates, headings
from skillmark.exchange.cells import clean, read_word, unescape
from skillmark.exchange.limits import USUAL, Limits
from skillmark.exchange.tables import Table, read_table
from skillmark.protocol.errors_files import (
    CellMissing,
    ColumnMissing,
    ColumnTwice,
    DateAmbiguous,
    DateImpossible,
    DateOutOfReach,
    DateUnreadable,
    DecimalComma,
    NoHeading,
    RowFault,
    TimeUnreadable,
    TooManyCells,
)
from skillmark.protocol.errors_rows import TimeMissing

Record = TypeVar("Record")
# A cell's text, the row and the heading -> what the cell says.
Reader = Callable[[str, int, str], object]
LONGEST_NAME = 200
LONGEST_LINE = 2_000
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    Attributes:
        name: its heading, and the record's attribute.
        read: reads a cell that isn't blank.
        blank: what a blank cell or a missing column gives.
        needed: True where a row without it says nothing.
        decimal: True where numbers in it may have decimals.
    """

    name: str
    read: Reader
    blank: object = ""
    needed: bool = False
    decimal: bool = False


def read_text(text: str, row: int, column: str) -> str:
    """A name, code or address on one line."""
    return clean(text, row, column, LONGEST_NAME)


def read_line(text: str, row: int, column: str) -> str:
    """A sentence or a link."""
    return clean(text, row, column, LONGEST_LINE)


def read_prose(text: str, row: int, column: str) -> str:
    """Text of several lines."""
    return clean(text, row, column, LONGEST_TEXT, lines=True)


def one_of(*words: str) -> Reader:
    """Reads one of some words."""
    return partial(read_word, known=words)


def read_day(text: str, row: int, column: str) -> date:
    """A date that can be read in one way only.

    Raises:
        DateAmbiguous, DateImpossible, DateUnreadable: it can't.
    """
    try:
        return dates.read_date(text)
    except dates.OrderUnknown:
        raise DateAmbiguous(row, column, text, 1) from None
    except dates.NoSuchDay:
        raise DateImpossible(row, column, text) from None
    except dates.NotADate:
        raise DateUnreadable(row, column, text) from None


def read_start(text: str, row: int, column: str) -> datetime:
    """A date with a time.

    Raises:
        DateImpossible, DateOutOfReach, TimeMissing, TimeUnreadable: it can't be read.
    """
    try:
        start = dates.read_moment(text)
    except dates.NoSuchDay:
        raise DateImpossible(row, column, text) from None
    except dates.NoTime:
        raise TimeMissing(row, column, text) from None
    except dates.NotADate:
        raise TimeUnreadable(row, column, text) from None
    if not is_possible(start):
        raise DateOutOfReach(row, column, text)
    return start


def _places(table: Table, fields: Sequence[Field]) -> dict[str, int]:
    """Where each field's column is, of those that are there.

    Raises:
        ColumnTwice, ColumnMissing: the table's headings are wrong.
    """
    names = {headings.key(field.name): field.name for field in fields}
    places: dict[str, int] = {}
    for place, heading in enumerate(table.header):
        name = names.get(headings.key(heading))
        if name in places:
            raise ColumnTwice(table.file, name, (table.header[places[name]], heading))
        if name is not None:
            places[name] = place
    for field in fields:
        if field.needed and field.name not in places:
            raise ColumnMissing(table.file, table.header_row, (field.name,), table.header)
    return places


class RecordTable(Generic[Record]):
    """The records of a table, in its order. While it is read, refused rows gather beside it.

    Attributes:
        table: where it stands.
        ignored: headings of columns that aren't read.
        refused: the first fault of each row that gives no record.
    """

    def __init__(self, table: Table, fields: Sequence[Field], make: Callable[..., Record]) -> None:
        """Finds the columns.

        Args:
            table: where the rows stand.
            fields: the columns that may be there.
            make: makes a record of `row` and the fields' values by name.

        Raises:
            ColumnTwice, ColumnMissing: the table's headings are wrong.
        """
        self.table = table
        self.refused: list[RowFault] = []
        self._make = make
        places = _places(table, fields)
        self.ignored = tuple(text for place, text in enumerate(table.header) if text and place not in places.values())
        self._columns = [
            (field, places[field.name], table.header[places[field.name]]) for field in fields if field.name in places
        ]
        self._blank = {field.name: field.blank for field in fields}

    def __iter__(self) -> Iterator[Record]:
        """The records; the list of refused rows is begun anew.

        Raises:
            InputUnreadable: the file breaks off or is broken at a row.
        """
        self.refused.clear()
        for row, cells in self.table.rows(whole=True):
            try:
                self._check_width(row, cells)
                values = self._values(row, cells)
            except RowFault as fault:
                self.refused.append(fault)
            else:
                yield self._make(row=row, **values)

    def _values(self, row: int, cells: Sequence[str]) -> dict[str, object]:
        """What a row says by field.

        Raises:
            RowFault: the first of its cells that can't be read.
        """
        values = dict(self._blank)
        for field, place, heading in self._columns:
            text = cells[place].strip()
            if text:
                values[field.name] = self._value(field, row, (place, heading), cells)
            elif field.needed:
                raise CellMissing(row, heading)
        return values

    def _value(self, field: Field, row: int, column: tuple[int, str], cells: Sequence[str]) -> object:
        """What a cell says; where it can't be read because it is a number's decimals, that is the fault."""
        place, heading = column
        try:
            return field.read(unescape(cells[place].strip()), row, heading)
        except RowFault:
            cut = self._cut_number(cells)
            if cut is None or cut[0] + 1 != place:
                raise
        raise DecimalComma(row, self.table.header[cut[0]], cut[1])

    def _check_width(self, row: int, cells: Sequence[str]) -> None:
        """Refuse a row with more cells than columns, as an unquoted decimal comma makes it.

        Blank cells at the end are let be, unless the row has more of them than the headings and a number cut in two.

        Raises:
            DecimalComma, TooManyCells: the row is too long.
        """
        width = len(self.table.header)
        if len(cells) <= width:
            return
        more = "".join(cells[width:]).strip()
        cut = self._cut_number(cells) if more or len(cells) > self.table.cells else None
        if cut:
            raise DecimalComma(row, self.table.header[cut[0]], cut[1])
        if more:
            raise TooManyCells(row, "", cells[width], self.table.delimiter)

    def _cut_number(self, cells: Sequence[str]) -> tuple[int, str] | None:
        """Column and text of a number that a decimal comma has cut into two cells of a comma-separated file."""
        if self.table.delimiter != ",":
            return None
        for field, place, _heading in self._columns:
            if field.decimal and place + 1 < len(cells):
                whole, decimals = cells[place].strip(), cells[place + 1].strip()
                if whole[-1:].isdecimal() and decimals.split(";")[0].isdecimal():
                    return place, f"{whole},{decimals}"
        return None


def read_records(
    source: Path | bytes, name: str, fields: Sequence[Field], make: Callable[..., Record], limits: Limits = USUAL
) -> RecordTable[Record]:
    """The records of a file.

    Raises:
        InputUnreadable: one of errors_files, where the file is no table of them.
    """
    known = frozenset(headings.key(field.name) for field in fields)
    try:
        table = read_table(source, name, known=known, limits=limits)
    except NoHeading as fault:
        titles = tuple(field.name for field in sorted(fields, key=lambda field: not field.needed))
        raise NoHeading(fault.file, fault.row, fault.found, titles) from None
    return RecordTable(table, fields, make)
