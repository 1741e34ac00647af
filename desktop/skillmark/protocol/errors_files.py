"""Faults of files that come in: why a whole file can't be read, and what is wrong with one row of it.

`file` is the name as a person knows it. Rows are numbered as a spreadsheet shows them, from 1; a column is named by its
heading. `row` is None where the fault has no row, `column` is empty where it has no column.
"""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.protocol.errors import InputUnreadable, SurroundingsError


@dataclass(eq=False)
class FileUnreadable(InputUnreadable):
    """The operating system doesn't hand the file over: it is missing, a folder, or closed to us.

    Attributes:
        reason: `missing`, `folder`, `permission` or `device`.
    """

    file: str
    reason: str


@dataclass(eq=False)
class FileEmpty(InputUnreadable):
    """There is nothing in the file, or nothing but blank rows."""

    file: str


@dataclass(eq=False)
class FileTooLarge(InputUnreadable):
    """The file is larger than anything that is read.

    Attributes:
        measure: what there is too much of: `bytes`, `unpacked`, `ratio`, `members`, `rows` or `cells`.
        limit: how much is taken.
    """

    file: str
    measure: str
    limit: int


@dataclass(eq=False)
class NotATable(InputUnreadable):
    """The file's content is something else than a table, whatever its name says.

    Attributes:
        content: what it is: `pdf`, `image`, `archive`, `html`, `opendocument`, `program`, `database`, `document`
            or `binary`.
    """

    file: str
    content: str


@dataclass(eq=False)
class OldSpreadsheet(InputUnreadable):
    """A spreadsheet in a format before .xlsx, whatever its name says; it has to be saved as .xlsx first."""

    file: str


@dataclass(eq=False)
class SpreadsheetProtected(InputUnreadable):
    """The spreadsheet is protected by a password, so nothing of it can be read."""

    file: str


@dataclass(eq=False)
class SpreadsheetDamaged(InputUnreadable):
    """The spreadsheet is cut or damaged.

    Attributes:
        detail: what the reader found, for the log file.
    """

    file: str
    detail: str


@dataclass(eq=False)
class TextUndecodable(InputUnreadable):
    """The bytes of a row are no text in the file's own encoding."""

    file: str
    row: int
    encoding: str


@dataclass(eq=False)
class NulCharacter(InputUnreadable):
    """A character of number zero stands in the text, as it does in damaged files."""

    file: str
    row: int


@dataclass(eq=False)
class QuoteNotClosed(InputUnreadable):
    """A quotation mark opens in this row and isn't closed where its field ends."""

    file: str
    row: int


@dataclass(eq=False)
class FieldTooLong(InputUnreadable):
    """A field of this row is longer than `limit` characters."""

    file: str
    row: int
    limit: int


@dataclass(eq=False)
class TooManyColumns(InputUnreadable):
    """The table has more columns than are taken."""

    file: str
    row: int | None
    limit: int


@dataclass(eq=False)
class NoHeading(InputUnreadable):
    """No row names columns that are known.

    Attributes:
        row: the first row that isn't blank.
        found: its cells.
        titles: those that the file may have, the needed ones first; empty for a list of learners.
    """

    file: str
    row: int
    found: tuple[str, ...]
    titles: tuple[str, ...] = ()


@dataclass(eq=False)
class ColumnMissing(InputUnreadable):
    """The table lacks a column without which its rows say nothing.

    Attributes:
        row: the row of the headings.
        needed: the fields of which at least one is needed.
        found: the headings.
    """

    file: str
    row: int
    needed: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(eq=False)
class ColumnTwice(InputUnreadable):
    """Two columns say the same thing.

    Attributes:
        columns: their headings.
    """

    file: str
    field: str
    columns: tuple[str, ...]


@dataclass(eq=False)
class MappedColumnMissing(InputUnreadable):
    """A column was mapped that the table doesn't have."""

    file: str
    column: str
    found: tuple[str, ...]


@dataclass(eq=False)
class MappedFieldWrong(InputUnreadable):
    """A column was mapped to something that is no field and can't name a system of identifiers."""

    column: str
    field: str


class RowFault(SurroundingsError):
    """Something is wrong with one row; the others are read."""

    row: int
    column: str


@dataclass(eq=False)
class NameMissing(RowFault):
    """The row has no name of a person."""

    row: int
    column: str = ""


@dataclass(eq=False)
class CellMissing(RowFault):
    """A cell without which the row says nothing is empty."""

    row: int
    column: str


@dataclass(eq=False)
class CellTooLong(RowFault):
    """A cell holds more characters than its field takes."""

    row: int
    column: str
    length: int
    limit: int


@dataclass(eq=False)
class CharacterForbidden(RowFault):
    """A cell holds a control character or half of a character.

    Attributes:
        code_point: the character's number.
    """

    row: int
    column: str
    code_point: int


@dataclass(eq=False)
class TooManyCells(RowFault):
    """The row has more cells than the table has columns.

    Attributes:
        text: the first cell too many.
        delimiter: what parts the cells; empty in a spreadsheet.
    """

    row: int
    column: str
    text: str
    delimiter: str


@dataclass(eq=False)
class DecimalComma(RowFault):
    """The row has one cell too many, because the comma in a number parts the cells of this file, too.

    Attributes:
        text: the number as it was meant.
    """

    row: int
    column: str
    text: str


@dataclass(eq=False)
class DateImpossible(RowFault):
    """The cell is written as a date, but there is no such day."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class DateOutOfReach(RowFault):
    """The cell is a date so long ago, or so far ahead, that its year must be mistyped."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class DateUnreadable(RowFault):
    """The cell isn't written as a date."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class DateAmbiguous(RowFault):
    """Nothing tells whether the day or the month comes first.

    Attributes:
        rows: how many cells of the column are in doubt, this one counted.
    """

    row: int
    column: str
    text: str
    rows: int


@dataclass(eq=False)
class TimeUnreadable(RowFault):
    """The cell isn't written as a date with a time."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class NumberUnreadable(RowFault):
    """The cell isn't written as a number."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class NumberAmbiguous(RowFault):
    """The cell has both a comma and a point, or several, so nothing tells which one begins the decimals."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class NumberInfinite(RowFault):
    """The cell is no finite number, or one too large or too small to be meant."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class WholeNumberNeeded(RowFault):
    """The cell holds something else than a whole number that isn't negative."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class HoursUnreadable(RowFault):
    """The cell is neither hours with decimals (2.5) nor hours and minutes (2:30), in whole minutes."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class CriteriaUnreadable(RowFault):
    """A part of the cell isn't written as CODE=POINTS, or a code stands twice in it."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class WordUnknown(RowFault):
    """The cell holds none of the words that its column takes."""

    row: int
    column: str
    text: str
    known: tuple[str, ...]


@dataclass(eq=False)
class DigitsLost(RowFault):
    """The spreadsheet kept a number of more digits than it can hold, so the last ones aren't what was typed."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class NothingToTellApart(RowFault):
    """The row has neither an e-mail address nor a number, so that only the name tells who it is."""

    row: int
    column: str = ""
