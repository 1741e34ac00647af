"""Writes simple tables as CSV and XLSX, and makes names that every file system takes."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

from skillmark.exchange.cells import ESCAPE, FORMULA_STARTS

Value = str | int | float | Decimal | bool | date | datetime | None
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format has no time zones
SHEET_NAME_LENGTH = 31
WIDEST_COLUMN = 60
ROWS_MEASURED = 200
LONGEST_CELL = 32_767
# Beyond these a spreadsheet's number isn't the one that was given.
LARGEST_NUMBER = 10**15
FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
DIRECTION_MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"
}
# Most file systems take 255 bytes a name; what is added to it, an ending or a number, needs room too.
LONGEST_NAME_BYTES = 180


def as_text(value: Value) -> str:
    """A value as CSV has it: ISO 8601 dates, a point before decimals, true and false, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def escaped(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before it, which our own import takes away.

    A text that an earlier apostrophe would make look escaped gets another one, so that reading gives it back.
    """
    bare = text.lstrip(ESCAPE)
    return ESCAPE + text if bare.startswith(FORMULA_STARTS) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A table as CSV: UTF-8 with the mark by which spreadsheets know it, commas, CRLF (RFC 4180).

    Texts that look like formulas are escaped; numbers aren't texts, so a negative one stays as it is.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([escaped(text) for text in header])
    for row in rows:
        writer.writerow([escaped(value) if isinstance(value, str) else as_text(value) for value in row])
    return stream.getvalue().encode("utf-8-sig", "replace")


def xlsx_bytes(header: Sequence[str], rows: Iterable[Sequence[Value]], sheet_name: str = "Table") -> bytes:
    """A table as XLSX with typed cells: text is always text, numbers numbers, dates dates; the headings stay in sight.

    The same table gives the same bytes.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet(_sheet_name(sheet_name))
    formats = _formats(book)
    widths = [len(text) for text in header]
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, formats["header"])
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write_cell(sheet, formats, number, column, value)
        if number < ROWS_MEASURED:
            widths = [max(width, len(as_text(value))) for width, value in zip(widths, row, strict=True)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST_COLUMN) + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict[str, xlsxwriter.format.Format]:
    """How each kind of cell looks."""
    return {
        "header": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    formats: dict[str, xlsxwriter.format.Format],
    row: int,
    column: int,
    value: Value,
) -> None:
    """Writes one cell as what it is."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), formats["datetime"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), formats["date"])
    elif not isinstance(value, str) and -LARGEST_NUMBER < value < LARGEST_NUMBER:
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, as_text(value)[:LONGEST_CELL])


def _sheet_name(text: str) -> str:
    """A name that spreadsheets take for a sheet."""
    return re.sub(r"[\[\]:*?/\\']", " ", text).strip()[:SHEET_NAME_LENGTH] or "Table"


def safe_name(text: str, fallback: str = "file") -> str:
    """A text as a file's name, without folder, that Windows, macOS and Linux all take.

    Letters of every script stay. Forbidden signs become `_`; marks of direction, which hide an ending, are left out;
    blanks and dots at the end, which Windows drops, too, and dots at the beginning, which hide a file;
    a name that Windows keeps for devices gets a `_`.
    """
    name = FORBIDDEN_IN_NAMES.sub("_", DIRECTION_MARKS.sub("", unicodedata.normalize("NFC", text)))
    name = _cut(" ".join(name.split()).lstrip(". ")).strip(" ").rstrip(". ")
    if name.partition(".")[0].rstrip().upper() in RESERVED:
        name = f"_{name}"
    return name or fallback


def _cut(name: str) -> str:
    """A name of at most so many bytes, cut between characters and not before a mark that belongs to the last one."""
    raw = name.encode("utf-8")
    if len(raw) <= LONGEST_NAME_BYTES:
        return name
    short = raw[:LONGEST_NAME_BYTES].decode("utf-8", "ignore")
    while short and unicodedata.combining(name[len(short)]):
        short = short[:-1]
    return short
