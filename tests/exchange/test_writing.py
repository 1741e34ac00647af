"""What is written opens elsewhere as it was meant, and comes back through our own import."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from skillmark.exchange.cells import FORMULA_STARTS
from skillmark.exchange.rosters import read_roster
from skillmark.exchange.writing import csv_bytes, safe_name, xlsx_bytes

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'=1", "''@x"]


def test_csv_is_what_spreadsheets_expect() -> None:
    data = csv_bytes(
        ["a", "b"], [["x, y", None], [Decimal("6.50"), True], [date(2026, 6, 12), datetime(2026, 6, 12, 9)]]
    )
    assert data == '\ufeffa,b\r\n"x, y",\r\n6.50,true\r\n2026-06-12,2026-06-12T09:00\r\n'.encode()


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula_and_our_import_takes_it_back(text: str) -> None:
    data = csv_bytes(["id", "name"], [["1", text]])
    (_, row) = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert not row[1].startswith(FORMULA_STARTS)
    assert [learner.display for learner in read_roster(data)] == [text]


def test_numbers_in_csv_stay_numbers() -> None:
    assert csv_bytes(["n"], [[-3], [Decimal("-0.5")]]).splitlines()[1:] == [b"-3", b"-0.5"]


def test_xlsx_has_typed_cells() -> None:
    rows = [
        ["=1+1", 7, Decimal("6.5")],
        ["0042", date(2026, 6, 12), datetime(2026, 6, 12, 9)],
        ["https://x.example", True, None],
    ]
    sheet = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes(["a", "b", "c"], rows, "Marks: 'all' [2026] and a long title"))
    ).active
    cells = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert cells == [
        [("=1+1", "s"), (7, "n"), (6.5, "n")],
        [("0042", "s"), (datetime(2026, 6, 12), "d"), (datetime(2026, 6, 12, 9), "d")],
        [("https://x.example", "s"), (True, "b"), (None, "n")],
    ]
    assert sheet.freeze_panes == "A2"
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_numbers_that_a_spreadsheet_would_change_stay_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(["n"], [[12345678901234567890], [float("nan")]]))).active
    assert isinstance(sheet, Worksheet)
    assert [sheet["A2"].value, sheet["A3"].value] == ["12345678901234567890", "nan"]


def test_the_same_table_gives_the_same_bytes() -> None:
    assert xlsx_bytes(["a"], [["x"]]) == xlsx_bytes(["a"], [["x"]])


@pytest.mark.parametrize("write", [csv_bytes, xlsx_bytes])
def test_names_come_back(write) -> None:
    names = ["Zoë", "=2+5", "@home", "Ruth, PhD", 'William "Bill"', "लक्\u200dष्मी", "two  spaces", "O'Dwyer"]
    data = write(["id", "name"], [[f"{number:03}", name] for number, name in enumerate(names)])
    roster = read_roster(data)
    assert [(row.identifiers["local"], row.display) for row in roster] == [
        (f"{number:03}", name) for number, name in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("RI-2026-K7-0418-X Ann Lee.pdf", "RI-2026-K7-0418-X Ann Lee.pdf"),
        ("سلمى الحداد", "سلمى الحداد"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\x", "C__x"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Lpt1 .pdf", "_Lpt1 .pdf"),
        ("console", "console"),
        (".hidden", "hidden"),
        ("ends. . ", "ends"),
        ("...", "file"),
        ("", "file"),
        ("tab\tand\nline", "tab_and_line"),
        ("Tom\u202efdp.scr", "Tomfdp.scr"),
        ("e\u0301", "é"),
        ("a\x00b\ud800", "a_b_"),
    ],
)
def test_safe_names(text: str, wanted: str) -> None:
    assert safe_name(text) == wanted


def test_a_long_name_is_cut_between_letters() -> None:
    name = safe_name("é" * 200)
    assert name == "é" * 90
    assert safe_name("a" * 179 + "x\u0323\u0302") == "a" * 179
    assert safe_name("क्ष" * 100).startswith("क्ष")


@given(st.text(max_size=300))
def test_every_name_is_safe_and_stays_so(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name.encode()) <= 181
    assert safe_name(name) == name
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert name[0] not in ". "
    assert name[-1] not in ". "
