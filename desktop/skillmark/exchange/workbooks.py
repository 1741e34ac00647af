"""Tables in .xlsx spreadsheets. The one place that knows the spreadsheet library.

The library holds a sheet's whole used area in memory, so the file is measured before it is handed over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from skillmark.exchange.archives import check_archive, check_sheets
from skillmark.exchange.limits import Limits
from skillmark.protocol.errors_files import SpreadsheetDamaged, SpreadsheetProtected

RECORDS_LOOKED_AT = 40
MINUTES_AN_HOUR = 60
SECONDS_A_MINUTE = 60
ONLY_TEXT = {str}
Cell = str | float | bool | int | date | datetime | time | timedelta


class Sheet:
    """One sheet; rows can be read from it as often as wanted."""

    def __init__(self, sheet: CalamineSheet, name: str) -> None:
        """Takes the cells of a sheet, from its first row and column on, as values."""
        self.name = name
        self._rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
        self._only_text = {*map(type, chain.from_iterable(self._rows))} == ONLY_TEXT

    def beginning(self) -> list[Sequence[str]]:
        """The first rows, to find the headings in."""
        return [text_row(row) for row in self._rows[:RECORDS_LOOKED_AT]]

    def records(self) -> Iterator[Sequence[str]]:
        """Every row as text, blank ones too."""
        return iter(cast("list[list[str]]", self._rows)) if self._only_text else map(text_row, self._rows)


def sheets(data: bytes, file: str, limits: Limits) -> Iterator[Sheet]:
    """The sheets of a spreadsheet in their order, those with cells only.

    Raises:
        FileTooLarge, TooManyColumns: it is larger than what is taken.
        SpreadsheetDamaged, SpreadsheetProtected: it can't be read.
    """
    check_archive(data, file, limits)
    try:
        workbook = _opened(data, file, limits)
        for details in workbook.sheets_metadata:
            if details.typ == SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_name(details.name)
                if sheet.height:
                    yield Sheet(sheet, details.name)
    except PasswordError as fault:
        raise SpreadsheetProtected(file) from fault
    except (CalamineError, ValueError, OverflowError) as fault:
        raise SpreadsheetDamaged(file, str(fault)) from fault


def _opened(data: bytes, file: str, limits: Limits) -> CalamineWorkbook:
    """The workbook, its texts read and its sheets measured; the cells, which take the memory, are read after that.

    Raises:
        FileTooLarge, TooManyColumns: a sheet is larger than what is taken.
    """
    with ThreadPoolExecutor(1) as second_thread:
        opening = second_thread.submit(CalamineWorkbook.from_filelike, io.BytesIO(data))
        check_sheets(data, file, limits)
        return opening.result()


def text_row(row: list[Cell]) -> Sequence[str]:
    """A row's cells as text; a row of nothing but text is the row itself."""
    if {*map(type, row)} == ONLY_TEXT:
        return cast("list[str]", row)
    return [cell if type(cell) is str else text_of(cell) for cell in row]


def text_of(cell: Cell) -> str:
    """A cell's value as somebody would type it: 40, 6.5, 1989-06-08, 2026-06-12T09:00, 2:30, TRUE.

    Numbers are doubles in the file; the shortest text that means the same double is the one that was typed.
    """
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(timespec=_precision(cell.second))
    if isinstance(cell, time):
        return cell.isoformat(timespec=_precision(cell.second))
    if isinstance(cell, timedelta):
        return _duration(cell)
    return str(cell)


def _precision(second: int) -> str:
    """Seconds are written only where there are any."""
    return "seconds" if second else "minutes"


def _duration(length: timedelta) -> str:
    """A length of time as hours and minutes, with seconds only where there are any."""
    minutes, seconds = divmod(round(length.total_seconds()), SECONDS_A_MINUTE)
    hours, minutes = divmod(minutes, MINUTES_AN_HOUR)
    return f"{hours}:{minutes:02}:{seconds:02}" if seconds else f"{hours}:{minutes:02}"
