"""Rosters give learners, warnings and refusals; the sample files give what is said to be in them."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path
from unicodedata import normalize

import pytest

from skillmark.exchange.names import display_of
from skillmark.exchange.rosters import Roster, RosterRow, read_roster
from skillmark.protocol.errors_files import (
    CellTooLong,
    CharacterForbidden,
    ColumnMissing,
    DateAmbiguous,
    DateImpossible,
    DateUnreadable,
    DigitsLost,
    NameMissing,
    NothingToTellApart,
    TooManyCells,
)
from tests.exchange.books import book

DATA = Path(__file__).parent / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text("utf-8"))


def read(text: str, **mapping: str) -> tuple[list[RosterRow], Roster]:
    """The learners of a text, and the roster with what was wrong."""
    roster = read_roster(text.encode("utf-8", "surrogatepass"), "list.csv", mapping)
    return list(roster), roster


def test_every_name_comes_back_as_written() -> None:
    roster = read_roster(DATA / "names.csv")
    rows = list(roster)
    composed = partial(normalize, "NFC")
    people = EXPECTED["names.csv"]["all"]
    wanted = {(each["id"], composed(each["given"]), composed(each["family"])) for each in people}
    assert {(row.identifiers["local"], row.given, row.family) for row in rows} == wanted
    assert len(rows) == EXPECTED["names.csv"]["learners"]
    assert (roster.refused, roster.warnings) == ([], [])


def test_spreadsheet() -> None:
    roster = read_roster(DATA / "roster.xlsx")
    rows = {row.identifiers["local"]: row for row in roster}
    expected = EXPECTED["roster.xlsx"]
    assert len(rows) == expected["learners"]
    for each in expected["spot"]:
        row = rows[each["id"]]
        assert (row.given, row.family, row.email) == (each["given"], each["family"], each["email"])
    for each in expected["spot_dates"]:
        row = rows[each["id"]]
        assert (str(row.date_of_birth), str(row.start_date)) == (each["born"], each["enrolled"])
    assert (roster.refused, roster.warnings) == ([], [])


def test_messy_file() -> None:
    roster = read_roster(DATA / "messy_cp1252.csv")
    rows = {row.email.lower(): row for row in roster}
    for each in EXPECTED["messy_cp1252.csv"]["spot"]:
        row = rows[each["email"]]
        if each["email"] != "gaelle.cote@riverside.example":
            assert (row.given, row.family) == (each["given"], each["family"])
    assert len(rows) == EXPECTED["messy_cp1252.csv"]["learners"]
    assert [(type(fault), fault.row) for fault in roster.warnings] == [(DateImpossible, 8), (NothingToTellApart, 10)]
    assert rows["inacio@riverside.example"].start_date is None
    assert rows["jurg@riverside.example"].start_date == date(2026, 2, 11)


def test_parts_of_a_name_make_the_display_name() -> None:
    rows, _ = read("id,first name,last name,known as\n1,Ann,Lee,Annie\n2,Wulandari,,\n3,,Cher,\n4,Bo,.,\n")
    assert [row.display for row in rows] == ["Ann Lee", "Wulandari", "Cher", "Bo"]
    assert [row.family for row in rows] == ["Lee", "", "Cher", ""]
    assert rows[0].preferred == "Annie"


@pytest.mark.parametrize(
    ("given", "family", "wanted"),
    [
        ("子涵", "司马", "司马子涵"),
        ("하준", "선우", "선우하준"),
        ("さくら", "髙橋", "髙橋 さくら"),
        ("Văn Đức", "Trần", "Văn Đức Trần"),
        ("سلمى", "الحداد", "سلمى الحداد"),
        ("子涵", "Sima", "子涵 Sima"),
    ],
)
def test_order_of_names(given: str, family: str, wanted: str) -> None:
    assert display_of(given, family) == wanted


def test_last_first_in_one_column() -> None:
    rows, _ = read(
        'id,name\n1,"Lee, Ann"\n2,"van den Heuvel, Joost"\n3,Wulandari\n4,"O\'Dwyer, Niamh"\n5,"Côté, Zoë"\n'
    )
    assert [row.display for row in rows] == [
        "Ann Lee",
        "Joost van den Heuvel",
        "Wulandari",
        "Niamh O'Dwyer",
        "Zoë Côté",
    ]
    assert (rows[1].given, rows[1].family) == ("Joost", "van den Heuvel")
    rows, _ = read('id,name\n1,"Ruth Stone, PhD"\n2,Ann Lee\n3,Bo Ek\n')
    assert rows[0].display == "Ruth Stone, PhD"


def test_identifiers_and_cohorts() -> None:
    text = "name,student id,Login,Group 1,Group 2\nAnn,0042,ann1,WF,KS\nBo,7,,WF,\n"
    rows, _ = read(text, Login="sso", **{"Group 1": "cohort", "Group 2": "cohort"})
    assert [row.identifiers for row in rows] == [{"local": "0042", "sso": "ann1"}, {"local": "7"}]
    assert [row.cohorts for row in rows] == [("WF", "KS"), ("WF",)]


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        (("01/02/2001", "13/02/2001"), date(2001, 2, 1)),
        (("01/02/2001", "02/13/2001"), date(2001, 1, 2)),
        (("2001-02-01", ""), date(2001, 2, 1)),
        (("36923", ""), date(2001, 2, 1)),
    ],
)
def test_dates_of_birth(dates: tuple[str, str], wanted: date) -> None:
    rows, roster = read(f"id,name,dob\n1,Ann,{dates[0]}\n2,Bo,{dates[1]}\n")
    assert rows[0].date_of_birth == wanted
    assert roster.warnings == []


def test_an_ambiguous_column_is_one_warning_and_no_dates() -> None:
    rows, roster = read("id,name,dob\n1,Ann,01/02/2001\n2,Bo,03/04/2001\n3,Cy,05/05/2001\n")
    assert [row.date_of_birth for row in rows] == [None, None, date(2001, 5, 5)]
    assert [(type(fault), fault.row, fault.rows) for fault in roster.warnings] == [(DateAmbiguous, 2, 2)]
    rows, roster = read("matrikelnummer,name,geburtsdatum\n1,Ann,01/02/2001\n")
    assert rows[0].date_of_birth == date(2001, 2, 1)


def test_what_is_wrong_with_a_date_leaves_the_learner() -> None:
    rows, roster = read("id,name,dob\n1,Ann,31/02/2001\n2,Bo,soon\n3,Cy,13/01/2001\n")
    assert [row.date_of_birth for row in rows] == [None, None, date(2001, 1, 13)]
    assert [type(fault) for fault in roster.warnings] == [DateImpossible, DateUnreadable]


def test_refused_rows_name_row_and_column() -> None:
    text = (
        "id,first name,last name\n1,Ann,Lee\n2,,\n3,A\x07nn,Lee\n4,Ann,L\ud800\n5,"
        + "x" * 5_000
        + ",Lee\n6,Ann,Lee,x\n"
    )
    rows, roster = read(text)
    assert [row.row for row in rows] == [2]
    assert [(type(fault), fault.row, fault.column) for fault in roster.refused] == [
        (NameMissing, 3, ""),
        (CharacterForbidden, 4, "first name"),
        (CharacterForbidden, 5, "last name"),
        (CellTooLong, 6, "first name"),
        (TooManyCells, 7, ""),
    ]


def test_what_a_column_that_is_not_read_holds_does_not_matter() -> None:
    rows, roster = read("id,name,remarks\n1,Ann," + "x" * 5_000 + "\n2,Bo,\x07\n")
    assert [row.display for row in rows] == ["Ann", "Bo"]
    assert roster.refused == []


def test_names_that_look_like_something_else_stay_names() -> None:
    names = ["=HYPERLINK('x')", "<b>Ann</b>", "@home", "+1", "-1", "{l.__init__}"]
    rows, _ = read("id,name\n" + "".join(f'{number},"{name}"\n' for number, name in enumerate(names)))
    assert [row.display for row in rows] == names


def test_spaces_accents_and_line_breaks() -> None:
    rows, _ = read('id,name,email\n 1 , Zoe\u0308 ,"  z@x.example "\n2,"Ann\nLee",a\n')
    assert [(row.display, row.email, row.identifiers["local"]) for row in rows] == [
        ("Zoë", "z@x.example", "1"),
        ("Ann Lee", "a", "2"),
    ]


def test_numbers_that_lost_digits_are_said() -> None:
    roster = read_roster(
        book(["student id", "name"], [12345678901234567890, "Ann"], ["12345678901234567890", "Bo"], [7, "C"])
    )
    assert [row.identifiers["local"] for row in roster][2] == "7"
    assert {type(fault) for fault in roster.warnings} == {DigitsLost}


def test_no_column_of_names() -> None:
    with pytest.raises(ColumnMissing) as caught:
        read("email,student id\na,1\n")
    assert "display_name" in caught.value.needed


def test_reading_twice_gives_the_same() -> None:
    roster = read_roster(DATA / "messy_cp1252.csv")
    first = (list(roster), [vars(fault) for fault in roster.warnings])
    assert (list(roster), [vars(fault) for fault in roster.warnings]) == first
