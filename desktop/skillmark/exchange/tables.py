"""A table out of a file, whatever kind of file: headings and rows of text, numbered as a spreadsheet numbers them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from skillmark.exchange import headings
from skillmark.exchange.content import is_workbook, read_bytes
from skillmark.exchange.limits import USUAL, Limits
from skillmark.exchange.text_tables import TextSource
from skillmark.exchange.workbooks import sheets
from skillmark.protocol.errors_files import FileEmpty, NoHeading, TooManyColumns

Records = Callable[[], Iterator[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file.

    Attributes:
        file: the file's name as a person knows it.
        header: the headings, trimmed, without blank ones at the end.
        header_row: the row that they stand in; the first row of the file is 1.
        encoding: of a text file, empty for a spreadsheet.
        delimiter: of a text file, empty for a spreadsheet.
        sheet: the name of the spreadsheet's sheet, empty for a text file.
        records: gives every record of the file from the first on.
        cells: how many cells the heading row has, blank ones at its end too.
    """

    file: str
    header: tuple[str, ...]
    header_row: int
    encoding: str
    delimiter: str
    sheet: str
    records: Records
    cells: int

    def rows(self, *, whole: bool = False) -> Iterator[tuple[int, Sequence[str]]]:
        """Number and cells of every row below the headings that isn't blank; can be read as often as wanted.

        A row has at least as many cells as there are headings. It has more only where there is something in them, or
        where rows are wanted whole.

        Raises:
            QuoteNotClosed, FieldTooLong, TooManyColumns, FileTooLarge: when that row is reached.
        """
        width, first = len(self.header), self.header_row
        row = 0
        for cells in self.records():
            row += 1
            if row <= first:
                continue
            count = len(cells)
            if count < width or (count > width and not whole):
                cells = fitted(cells, width)
            if (cells and cells[0].strip()) or "".join(cells).strip():
                yield row, cells


def fitted(cells: Sequence[str], width: int) -> Sequence[str]:
    """A row with blank cells added at its end, or taken from it, so that it has `width` cells if it can."""
    if len(cells) < width:
        return [*cells, *[""] * (width - len(cells))]
    return cells if "".join(cells[width:]).strip() else cells[:width]


def read_table(source: Path | bytes, name: str = "", *, known: Collection[str] = (), limits: Limits = USUAL) -> Table:
    """Finds the table in a file.

    Args:
        source: the file, or its bytes.
        name: what a person calls it, for messages; a path's own name where empty.
        known: headings that may occur, as `headings.key` gives them. The row that has most of them is the heading
            row, the sheet that has any of them is the table; where none is given, the first row that isn't blank.
        limits: how much is taken.

    Raises:
        InputUnreadable: one of errors_files, where the file is no table or has no known heading.
    """
    file = name or (source.name or str(source) if isinstance(source, Path) else "-")
    data = read_bytes(source, file, limits)
    return (
        _from_workbook(data, file, known, limits) if is_workbook(data, file) else _from_text(data, file, known, limits)
    )


def _from_text(data: bytes, file: str, known: Collection[str], limits: Limits) -> Table:
    """The table in a text file."""
    text = TextSource(data, file, known, limits)
    beginning = text.beginning()
    place = _heading_place(beginning, known)
    if place is None:
        raise _no_heading(file, beginning)
    header = _header(beginning[place], file, place + 1, limits)
    return Table(file, header, place + 1, text.encoding, text.delimiter, "", text.records, len(beginning[place]))


def _from_workbook(data: bytes, file: str, known: Collection[str], limits: Limits) -> Table:
    """The table in the first sheet of a spreadsheet that has known headings."""
    first: list[Sequence[str]] = []
    for sheet in sheets(data, file, limits):
        beginning = sheet.beginning()
        place = _heading_place(beginning, known)
        if place is not None:
            header = _header(beginning[place], file, place + 1, limits)
            return Table(file, header, place + 1, "", "", sheet.name, sheet.records, len(header))
        first = first or beginning
    raise _no_heading(file, first)


def _heading_place(beginning: Sequence[Sequence[str]], known: Collection[str]) -> int | None:
    """Where among the first records the headings are; None where there are none."""
    if known:
        return headings.find(beginning, known)
    return next((place for place, cells in enumerate(beginning) if "".join(cells).strip()), None)


def _header(cells: Sequence[str], file: str, row: int, limits: Limits) -> tuple[str, ...]:
    """The headings of a table, trimmed, a line break in one made a space, blank ones at the end left out."""
    trimmed = [" ".join(cell.split()) for cell in cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    if len(trimmed) > limits.columns:
        raise TooManyColumns(file, row, limits.columns)
    return tuple(trimmed)


def _no_heading(file: str, beginning: Sequence[Sequence[str]]) -> FileEmpty | NoHeading:
    """Why there is no table: nothing but blank rows, or no row with a heading that is known."""
    for place, cells in enumerate(beginning):
        if "".join(cells).strip():
            return NoHeading(file, place + 1, tuple(" ".join(cell.split())[:60] for cell in cells[:30]))
    return FileEmpty(file)
