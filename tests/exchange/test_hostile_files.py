"""Files that are broken, mislabelled or made to do harm are refused with a typed error that names the place."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from skillmark.exchange import headings
from skillmark.exchange.limits import USUAL
from skillmark.exchange.tables import read_table
from skillmark.protocol.errors import InputUnreadable
from skillmark.protocol.errors_files import (
    FieldTooLong,
    FileEmpty,
    FileTooLarge,
    FileUnreadable,
    NotATable,
    NulCharacter,
    OldSpreadsheet,
    QuoteNotClosed,
    SpreadsheetDamaged,
    SpreadsheetProtected,
    TextUndecodable,
    TooManyColumns,
)
from tests.exchange.books import book, inline, packed, raw_book

KNOWN = frozenset({headings.key("name"), headings.key("email")})
HEAD = b"name,email\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(data: bytes | Path, limits=USUAL) -> InputUnreadable:
    """Why a file is refused when all of it is read."""
    with pytest.raises(InputUnreadable) as caught:
        list(read_table(data, "file", known=KNOWN, limits=limits).rows())
    return caught.value


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", FileEmpty),
        (OLE, OldSpreadsheet),
        (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(64), SpreadsheetProtected),
        (b"PK\x03\x04 and nothing more", SpreadsheetDamaged),
        (book(["name", "email"], ["Ann", "a"])[:-400], SpreadsheetDamaged),
        (packed({"xl/workbook.bin": b"x"}), OldSpreadsheet),
    ],
)
def test_mislabelled_spreadsheets(data: bytes, kind: type[InputUnreadable]) -> None:
    assert type(refusal(data)) is kind


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "image"),
        (b"<html><table><tr><td>name</td></tr></table></html>", "html"),
        (b"SQLite format 3\x00" + bytes(100), "database"),
        (bytes(range(256)) * 20, "binary"),
        (packed({"users.csv": b"a"}), "archive"),
        (packed({"mimetype": b"m", "content.xml": b"<x/>"}), "opendocument"),
        (packed({"word/document.xml": b"<x/>"}), "document"),
    ],
)
def test_other_things_named_as_tables(data: bytes, content: str) -> None:
    fault = refusal(data)
    assert isinstance(fault, NotATable)
    assert fault.content == content


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (HEAD + b'Ann,a\n"Ben,b\nCy,c\nDi,d\n', 3),
        (HEAD + b'Ann,"a" x\nBen,b\n', 2),
        (b'name,email,x\nA,b,c\n"B,b,c\nC,b,c\nD,b,c\nE,b,c\nF",b,c\nG,b,c\n', 3),
        (b'name,email,x\nA,b,c\nB,b,"c\nC,b,c\nD,b,c\nE,b,"c"\n', 3),
    ],
)
def test_an_unclosed_quote_names_its_row(data: bytes, row: int) -> None:
    fault = refusal(data)
    assert isinstance(fault, QuoteNotClosed)
    assert fault.row == row


def test_a_cell_of_many_lines_is_no_unclosed_quote() -> None:
    data = b'name,email,note\nAnn,a,"one\ntwo, and more\nthree\nfour"\nBen,b,\n'
    assert [row for row, _ in read_table(data, known=KNOWN).rows()] == [2, 3]


def test_characters_that_are_none() -> None:
    fault = refusal(HEAD + b"Ann,a\nBen,b\x00c\n")
    assert isinstance(fault, NulCharacter)
    assert fault.row == 3
    broken = "name,email\n" + "Zoë Çelik,é\n" * 10
    fault = refusal(broken.encode() + b"Ann\xff,a\n")
    assert isinstance(fault, TextUndecodable)
    assert (fault.row, fault.encoding) == (12, "utf-8")


def test_half_of_a_character_refuses_nothing_but_its_row() -> None:
    data = HEAD + "Ann\ud800,a\n".encode("utf-8", "surrogatepass") + b"Ben,b\n"
    assert [cells[0] for _, cells in read_table(data, known=KNOWN).rows()] == ["Ann\ud800", "Ben"]


def test_a_field_too_long_names_its_row() -> None:
    fault = refusal(HEAD + b"Ann,a\nBen," + b"x" * 70_000 + b"\n")
    assert isinstance(fault, FieldTooLong)
    assert (fault.row, fault.limit) == (3, USUAL.field)


def test_too_many_columns_and_rows() -> None:
    fault = refusal(HEAD + b"," * 10_000 + b"x\n")
    assert isinstance(fault, TooManyColumns)
    assert (fault.row, fault.limit) == (2, USUAL.columns)
    fault = refusal(HEAD + b"Ann,a\n" * 30, replace(USUAL, rows=20))
    assert isinstance(fault, FileTooLarge)
    assert fault.measure == "rows"


def test_a_file_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"name,email\n" + b"x" * 5_000)
    fault = refusal(path, replace(USUAL, file_bytes=1_000))
    assert isinstance(fault, FileTooLarge)
    assert (fault.measure, fault.limit) == ("bytes", 1_000)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.csv", "missing"), (tmp_path, "folder")):
        fault = refusal(path)
        assert isinstance(fault, FileUnreadable)
        assert fault.reason == reason


@pytest.mark.parametrize("place", ["XFD1", "A1048576", "XFD1048576", "ALM7"])
@pytest.mark.parametrize("quote", ['r="{}"', "r='{}'", 'r = "{}"', 'r\n="{}"'])
def test_one_far_cell_costs_no_memory(place: str, quote: str) -> None:
    cell = inline("@", "x").replace('r="@"', quote.format(place))
    data = raw_book(f'<row r="1">{inline("A1", "name")}</row><row r="2">{cell}</row>')
    tracemalloc.start()
    fault = refusal(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(fault, TooManyColumns | FileTooLarge)
    assert peak < 20_000_000


def test_two_far_cells_that_span_a_large_area() -> None:
    data = raw_book(f"<row>{inline('A200000', 'name')}</row><row>{inline('ZZ1', 'x')}</row>")
    fault = refusal(data)
    assert isinstance(fault, FileTooLarge)
    assert fault.measure == "cells"


def test_a_long_narrow_sheet_is_measured_by_its_real_columns() -> None:
    long = f"<row>{inline('A1', 'name')}</row><row>{inline('A450000', 'Ann')}</row>"
    assert [row for row, _ in read_table(raw_book(long), known=KNOWN).rows()] == [450_000]
    wide = f"<row>{inline('A1', 'name')}</row><row>{inline('Z450000', 'Ann')}</row>"
    fault = refusal(raw_book(wide))
    assert isinstance(fault, FileTooLarge)
    assert fault.measure == "cells"


def test_all_files_inside_together() -> None:
    fault = refusal(
        raw_book("", extra={"a.png": bytes(900), "b.png": bytes(900)}), replace(USUAL, unpacked_bytes=2_000)
    )
    assert isinstance(fault, FileTooLarge)
    assert (fault.measure, fault.limit) == ("unpacked", 2_000)


def test_archives_that_unpack_to_too_much() -> None:
    fault = refusal(raw_book("", extra={"xl/media/x.xml": bytes(30_000_000)}))
    assert isinstance(fault, FileTooLarge)
    assert fault.measure == "ratio"
    fault = refusal(raw_book("", extra={"xl/sharedStrings.xml": bytes(6_000)}), replace(USUAL, member_bytes=5_000))
    assert isinstance(fault, FileTooLarge)
    assert fault.measure == "unpacked"
    fault = refusal(raw_book("", extra={f"x{number}.png": b"" for number in range(1_001)}))
    assert isinstance(fault, FileTooLarge)
    assert fault.measure == "members"


def test_an_archive_that_lies_about_its_sizes() -> None:
    text = b"<sst>" + b"x" * 40_000_000 + b"</sst>"
    data = bytearray(raw_book("", extra={"xl/sharedStrings.xml": text}))
    true, false = len(text).to_bytes(4, "little"), (9_000_000).to_bytes(4, "little")
    assert data.count(true) == 2
    assert type(refusal(bytes(data.replace(true, false)))) is SpreadsheetDamaged


def test_the_hand_made_spreadsheets_are_readable() -> None:
    data = raw_book(f'<row r="1">{inline("A1", "name")}</row><row r="2">{inline("A2", "Ann")}</row>')
    assert [list(cells) for _, cells in read_table(data, known=KNOWN).rows()] == [["Ann"]]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_never_expanded(head: str) -> None:
    data = raw_book(f'<row r="1">{inline("A1", "name")}</row><row r="2">{inline("A2", "&c;")}</row>', head=head)
    try:
        cells = [cell for _, row in read_table(data, known=KNOWN).rows() for cell in row]
    except SpreadsheetDamaged:
        return
    assert not any("root" in cell or "aaaa" in cell for cell in cells)


def test_an_encrypted_archive() -> None:
    flag = 1
    data = bytearray(book(["name"], ["Ann"]))
    for info in zipfile.ZipFile(io.BytesIO(bytes(data))).infolist():
        data[info.header_offset + 6] |= flag
    start = 0
    while (start := data.find(b"PK\x01\x02", start)) >= 0:
        data[start + 8] |= flag
        start += 4
    assert type(refusal(bytes(data))) is SpreadsheetProtected
