"""Tables in text files: delimiter, heading row, quoted cells.

Format: RFC 4180 with any of four delimiters and any line ends; a spreadsheet's row is one record, however many
lines it takes.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice

from skillmark.exchange import headings
from skillmark.exchange.decoding import decode, row_at
from skillmark.exchange.limits import Limits
from skillmark.protocol.errors_files import (
    FieldTooLong,
    FileTooLarge,
    NulCharacter,
    QuoteNotClosed,
    TooManyColumns,
)

DELIMITERS = (",", ";", "\t", "|")
BEGINNING = 65_536
RECORDS_LOOKED_AT = 40
# From so many lines in one cell on, it is looked whether they are rows that a quotation mark swallowed.
SUSPICIOUS_LINES = 3


class TextSource:
    """The text of a file and how to cut it; rows can be read from it as often as wanted."""

    def __init__(self, data: bytes, file: str, known: Collection[str], limits: Limits) -> None:
        """Finds out encoding and delimiter.

        Raises:
            TextUndecodable, NulCharacter: it is no proper text.
        """
        self.file = file
        self.limits = limits
        self.text, self.encoding = decode(data, file, lambda sample: _best(sample, known)[0])
        if "\0" in self.text:
            raise NulCharacter(file, row_at(self.text, self.text.index("\0")))
        self.delimiter = _best(self.text[:BEGINNING], known)[2]

    def beginning(self) -> list[list[str]]:
        """The first records, to find the headings in."""
        return list(islice(self.records(), RECORDS_LOOKED_AT))

    def records(self) -> Iterator[list[str]]:
        """Every record of the file, blank ones too, in the order of a spreadsheet's rows.

        Raises:
            QuoteNotClosed, FieldTooLong, TooManyColumns, FileTooLarge: naming the row.
        """
        csv.field_size_limit(self.limits.field)
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        checked = '"' in self.text
        row = lines = 0
        most = self.limits.columns
        try:
            for record in reader:
                row += 1
                if len(record) > most:
                    raise TooManyColumns(self.file, row, most)
                if checked:
                    if reader.line_num - lines > SUSPICIOUS_LINES and self._swallowed(record):
                        raise QuoteNotClosed(self.file, row)
                    lines = reader.line_num
                yield record
        except csv.Error as fault:
            if "field limit" in str(fault):
                raise FieldTooLong(self.file, row + 1, self.limits.field) from fault
            raise QuoteNotClosed(self.file, row + 1) from fault
        if row > self.limits.rows:
            raise FileTooLarge(self.file, "rows", self.limits.rows)

    def _swallowed(self, record: list[str]) -> bool:
        """Whether a cell holds whole rows of the table, because a quotation mark was closed by another row's.

        The lines inside, the first and last left out, then all have as many cells as the table.
        """
        width = max(len(record), self._usual_width())
        for cell in record:
            inner = cell.splitlines()[1:-1]
            if width > 2 and len(inner) > 1 and all(line.count(self.delimiter) == width - 1 for line in inner):
                return True
        return False

    def _usual_width(self) -> int:
        """How many cells most lines of the file's beginning have."""
        lines = self.text[:BEGINNING].splitlines()[:RECORDS_LOOKED_AT]
        widths = Counter(line.count(self.delimiter) + 1 for line in lines if line.strip())
        return widths.most_common(1)[0][0] if widths else 0


def _best(sample: str, known: Collection[str]) -> tuple[int, float, str]:
    """Known headings found, evenness, delimiter: for the delimiter with which the text looks most like a table."""
    return max((_score(sample, delimiter, known) for delimiter in DELIMITERS), key=lambda score: score[:2])


def _score(sample: str, delimiter: str, known: Collection[str]) -> tuple[int, float, str]:
    """How well a delimiter fits: known headings in the best row, and the share of rows as wide as most rows are.

    A delimiter that never occurs leaves rows of one cell, which is no table: 0.
    """
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    records = []
    try:
        for record in islice(reader, RECORDS_LOOKED_AT):
            records.append(record)
    except csv.Error:
        pass
    found = max((headings.hits(record, known) for record in records), default=0)
    widths = Counter(len(record) for record in records if any(record))
    wide = {width: count for width, count in widths.items() if width > 1}
    evenness = max(wide.values(), default=0) / max(sum(widths.values()), 1)
    return found, evenness, delimiter
