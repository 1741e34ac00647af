"""Measures a spreadsheet file, which is a ZIP archive of XML, before anything that trusts it opens it.

Nothing is unpacked to the disk. What an archive says of its own sizes may be a lie, so what could be large is counted
while it is unpacked in memory; what its sheets say of their own size may be a lie too, so the cells' places are read.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from skillmark.exchange.limits import Limits
from skillmark.protocol.errors_files import FileTooLarge, SpreadsheetDamaged, SpreadsheetProtected, TooManyColumns

# The most that the compression of ZIP can shrink anything.
GREATEST_RATIO = 1_032
RATIO_FROM_BYTES = 10_000_000
ENCRYPTED_FLAG = 1
LETTERS_IN_THE_ALPHABET = 26
# Places of cells and rows as spreadsheets write them; other ways of writing the same XML are made alike first.
MORE_LETTERS = re.compile(rb'r="([A-Za-z]{2,})\d')
FAR_ROW = re.compile(rb'r="[A-Za-z]*+(\d{6,}+)"')
# One pass for most sheets: no place in another spelling, below row 99,999 or right of column Z.
NOT_NEAR = re.compile(rb'r=(?:[^"]|"[A-Za-z]?+(?:[A-Za-z]++\d|\d{6}))')
NOT_QUOTED = re.compile(rb'r=[^"]')
SPACED = re.compile(rb"r\s+=")
UNUSUAL = re.compile(rb"\br\s*=\s*(?:'([^']*)'|\"([^\"]*)\")")
# Rows below the first that takes six digits.
NEAR_ROWS = 99_999


def check_archive(data: bytes, file: str, limits: Limits) -> None:
    """Refuses a spreadsheet by what its archive says of itself, and everything in it that isn't a sheet.

    Raises:
        FileTooLarge: too many bytes or files inside.
        SpreadsheetProtected: files inside are encrypted.
        SpreadsheetDamaged: the archive is broken.
    """
    with _reading(data, file) as archive:
        _check_sizes(archive.infolist(), file, limits)
        for member in archive.infolist():
            if not _may_be_sheet(member) and member.compress_size * GREATEST_RATIO > RATIO_FROM_BYTES:
                _unpacked(archive, member, file, limits)


def check_sheets(data: bytes, file: str, limits: Limits) -> None:
    """Refuses a spreadsheet with a sheet that is larger than what is taken.

    Raises:
        FileTooLarge: too many bytes, rows or cells.
        TooManyColumns: it has cells further to the right than any that are taken.
        SpreadsheetDamaged: the archive is broken.
    """
    with _reading(data, file) as archive:
        for member in archive.infolist():
            if _may_be_sheet(member):
                content = _unpacked(archive, member, file, limits)
                if b"sheetData" in content:
                    _check_area(content, file, limits)


@contextmanager
def _reading(data: bytes, file: str) -> Iterator[zipfile.ZipFile]:
    """An open archive; its faults become ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error) as fault:
        raise SpreadsheetDamaged(file, str(fault)) from fault


def _may_be_sheet(member: zipfile.ZipInfo) -> bool:
    """Whether a file inside may hold cells: a sheet may have any name, but not that of the texts and styles."""
    return member.filename not in ("xl/sharedStrings.xml", "xl/styles.xml") and member.filename.endswith(".xml")


def _check_sizes(members: list[zipfile.ZipInfo], file: str, limits: Limits) -> None:
    """Refuses an archive by what it says of itself."""
    if len(members) > limits.members:
        raise FileTooLarge(file, "members", limits.members)
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise SpreadsheetProtected(file)
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise FileTooLarge(file, "unpacked", limits.unpacked_bytes)
    for member in members:
        if member.file_size > limits.member_bytes:
            raise FileTooLarge(file, "unpacked", limits.member_bytes)
        if member.file_size > max(RATIO_FROM_BYTES, member.compress_size * limits.ratio):
            raise FileTooLarge(file, "ratio", limits.ratio)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str, limits: Limits) -> bytes:
    """The content of one file inside, unpacked only as far as it may go.

    A file that unpacks to another size than it says ends in an error of the archive.

    Raises:
        FileTooLarge: it goes on.
    """
    with archive.open(member) as stream:
        content = stream.read(limits.member_bytes + 1)
    if len(content) > limits.member_bytes:
        raise FileTooLarge(file, "unpacked", limits.member_bytes)
    return content


def _check_area(sheet: bytes, file: str, limits: Limits) -> None:
    """Refuses a sheet whose used area, from its first to its last cell, is larger than what is taken."""
    rows, far = _measured(sheet, file, limits) if NOT_NEAR.search(sheet) or SPACED.search(sheet) else (NEAR_ROWS, set())
    columns = max(far, default=LETTERS_IN_THE_ALPHABET)
    if columns > limits.columns:
        raise TooManyColumns(file, None, limits.columns)
    if rows * columns > limits.cells and rows * (columns if far else _narrow(sheet)) > limits.cells:
        raise FileTooLarge(file, "cells", limits.cells)


def _measured(sheet: bytes, file: str, limits: Limits) -> tuple[int, set[int]]:
    """The last row, at least NEAR_ROWS, and the columns right of Z, of a sheet written in whatever way.

    Raises:
        FileTooLarge: too many rows.
    """
    if NOT_QUOTED.search(sheet) or SPACED.search(sheet):
        sheet = UNUSUAL.sub(lambda found: b'r="' + (found[1] or found[2] or b"") + b'"', sheet)
    rows = NEAR_ROWS
    for found in FAR_ROW.finditer(sheet):
        rows = max(rows, int(found[1]))
        if rows > limits.rows:
            raise FileTooLarge(file, "rows", limits.rows)
    return rows, {_column(letters) for letters in set(MORE_LETTERS.findall(sheet))}


def _narrow(sheet: bytes) -> int:
    """How many columns a sheet has whose columns have one letter."""
    for number in range(LETTERS_IN_THE_ALPHABET, 1, -1):
        if re.search(rb'r="[%c%c]\d' % (number + 64, number + 96), sheet):
            return number
    return 1


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
