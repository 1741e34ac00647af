"""Tables are found in text files and spreadsheets of every usual kind."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.exchange import headings
from skillmark.exchange.tables import Table, read_table
from skillmark.protocol.errors import InputUnreadable
from skillmark.protocol.errors_files import FileEmpty, NoHeading
from tests.exchange.books import book, inline, raw_book

DATA = Path(__file__).parent / "data"
KNOWN = frozenset(headings.key(name) for name in ("name", "email", "id", "note", "imię", "soyadı"))


def rows_of(table: Table) -> list[tuple[int, list[str]]]:
    """All rows with their numbers."""
    return [(row, list(cells)) for row, cells in table.rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends(delimiter: str, line_end: str) -> None:
    lines = [delimiter.join(cells) for cells in (["name", "email", "note"], ["Ann", "a@x.example", '"1,2;3|4\t5"'])]
    table = read_table(line_end.join(lines).encode(), "x.csv", known=KNOWN)
    assert table.delimiter == delimiter
    assert rows_of(table) == [(2, ["Ann", "a@x.example", "1,2;3|4\t5"])]


@pytest.mark.parametrize(
    ("encoding", "wanted"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "windows-1252"),
    ],
)
def test_encoding(encoding: str, wanted: str) -> None:
    text = "name,email,note\nZoë Bœuf,z@x.example,80 €\nJosé,j@x.example,\n"
    table = read_table(text.encode(encoding), known=KNOWN)
    assert table.encoding == wanted
    assert rows_of(table)[0] == (2, ["Zoë Bœuf", "z@x.example", "80 €"])


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Imię;E-mail\nŁukasz Świątek;l@x.example\n"),
        ("cp1254", "Soyadı;E-mail\nİnci;i@x.example\n"),
        ("cp1251", "Name;E-mail\nДмитрий Ёлкин;d@x.example\n"),
    ],
)
def test_an_older_encoding_is_known_by_headings_and_words(encoding: str, text: str) -> None:
    table = read_table(text.encode(encoding), known=KNOWN | {"email"})
    assert table.encoding == encoding
    assert list(table.header) == text.splitlines()[0].split(";")


def test_title_rows_blank_rows_and_numbers() -> None:
    text = '\ufeffList of 2026\r\n\r\n,,\r\nname,email,\r\nAnn,"two\r\nlines",\r\n,,\r\n  ,,\r\nBen,,\r\n\r\n,,\r\n'
    table = read_table(text.encode(), known=KNOWN)
    assert (table.header, table.header_row) == (("name", "email"), 4)
    assert rows_of(table) == [(5, ["Ann", "two\r\nlines"]), (8, ["Ben", ""])]


def test_short_and_long_rows() -> None:
    table = read_table(b"name,email,note\nAnn\nBen,b@x.example,n,,\nCy,c@x.example,7,5\n", known=KNOWN)
    assert rows_of(table) == [
        (2, ["Ann", "", ""]),
        (3, ["Ben", "b@x.example", "n"]),
        (4, ["Cy", "c@x.example", "7", "5"]),
    ]


def test_rows_can_be_read_again() -> None:
    table = read_table(b"name,email\nAnn,a\n", known=KNOWN)
    assert rows_of(table) == rows_of(table)


def test_one_column_and_header_only() -> None:
    assert rows_of(read_table(b"Name\nAnn\nLee, Bo\n", known=KNOWN)) == [(2, ["Ann"]), (3, ["Lee", " Bo"])]
    assert rows_of(read_table(b"name,email\n", known=KNOWN)) == []


@pytest.mark.parametrize("data", [b"\n\n\n", b"\xef\xbb\xbf", b" \r\n,,\r\n", book([None, None])])
def test_nothing_but_blanks(data: bytes) -> None:
    with pytest.raises(FileEmpty):
        read_table(data, known=KNOWN)


@pytest.mark.parametrize("data", [b"Ann,a@x.example\nBen,b@x.example\n", book(["Ann", "a@x.example"])])
def test_no_heading_says_what_stands_there(data: bytes) -> None:
    with pytest.raises(NoHeading) as caught:
        read_table(data, "list", known=KNOWN)
    assert (caught.value.file, caught.value.row, caught.value.found) == ("list", 1, ("Ann", "a@x.example"))


def test_without_known_headings_the_first_row_is_it() -> None:
    assert read_table(b"\na;b\n1;2\n").header == ("a", "b")


def test_cells_of_a_spreadsheet_are_what_was_typed() -> None:
    cells = [
        "0042",
        42,
        6.5,
        0.1,
        date(1989, 6, 8),
        datetime(2026, 6, 12, 9, 5),
        time(2, 30),
        timedelta(hours=30),
        True,
    ]
    data = book(["name", *["note"] * (len(cells) - 1)], cells)
    assert rows_of(read_table(data, known=KNOWN))[0] == (
        2,
        ["0042", "42", "6.5", "0.1", "1989-06-08", "2026-06-12T09:05", "02:30", "30:00", "TRUE"],
    )


def test_formulas_give_the_value_kept_with_them_and_faults_nothing() -> None:
    cells = '<c r="A2" t="str"><f>HYPERLINK("x","Ann")</f><v>Ann</v></c><c r="B2"><f>1+1</f><v>2</v></c>'
    faulty = '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2" t="b"><v>0</v></c><c r="E2"><f>A1</f></c>'
    data = raw_book(f'<row r="1">{inline("A1", "name")}{inline("E1", "id")}</row><row r="2">{cells}{faulty}</row>')
    assert rows_of(read_table(data, known=KNOWN)) == [(2, ["Ann", "2", "", "FALSE", ""])]


def test_the_sheet_with_the_headings_is_read() -> None:
    table = read_table(DATA / "roster.xlsx", known=KNOWN | {"studentno", "lastname"})
    assert (table.sheet, table.header_row, table.file) == ("Roster", 4, "roster.xlsx")
    assert [row for row, _ in table.rows()] == list(range(5, 17))


def test_messy_file() -> None:
    table = read_table(DATA / "messy_cp1252.csv", known=frozenset({"nom", "prenom", "courriel"}))
    assert (table.encoding, table.delimiter, table.header_row) == ("windows-1252", ";", 3)
    assert [row for row, _ in table.rows()] == [4, 5, 6, 7, 8, 9, 10]


CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff"), max_size=8)


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=8), delimiter=st.sampled_from(",;\t|"))
def test_what_a_csv_writer_writes_is_read(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([("name", "email", "note"), *rows])
    table = read_table(stream.getvalue().encode(), known=KNOWN)
    filled = [(place, list(row)) for place, row in enumerate(rows, 2) if "".join(row).strip()]
    assert rows_of(table) == filled


@given(data=st.binary(max_size=300))
def test_no_bytes_give_another_error(data: bytes) -> None:
    try:
        table = read_table(data, known=KNOWN)
        found = rows_of(table)
    except InputUnreadable:
        return
    numbers = [number for number, _ in found]
    assert numbers == sorted(set(numbers))
    assert all(number > table.header_row and "".join(cells).strip() for number, cells in found)


def test_thousands_of_rows_keep_their_numbers() -> None:
    text = "id,name\n" + "".join(f"{number:05},Name {number}\n" for number in range(2, 5_002))
    table = read_table(text.encode(), known=KNOWN)
    assert all(row == int(cells[0]) for row, cells in table.rows())
