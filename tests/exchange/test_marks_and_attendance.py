"""The files of `record` and `attendance`: typed cells, refusals with row and column."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from skillmark.exchange.attendance import AttendanceRow, read_attendance
from skillmark.exchange.marks import MarkRow, read_marks
from skillmark.protocol.errors_files import (
    CellMissing,
    CellTooLong,
    ColumnMissing,
    ColumnTwice,
    CriteriaUnreadable,
    DateAmbiguous,
    DateImpossible,
    DateUnreadable,
    DecimalComma,
    HoursUnreadable,
    NoHeading,
    NumberAmbiguous,
    NumberInfinite,
    RowFault,
    TimeUnreadable,
    TooManyCells,
    WholeNumberNeeded,
    WordUnknown,
)
from skillmark.protocol.errors_rows import TimeMissing, WholeNumberOutOfReach
from skillmark.wording.errors import say
from tests.exchange.books import book

BLANK = MarkRow(2, "L1", "", "TEST", "", None, "", None, None, (), None, None, "", "", "", "", "", "", "")


def marks(text: str) -> list[MarkRow]:
    """The judgements of a text."""
    return list(read_marks(text.encode()))


def test_a_row_with_everything() -> None:
    header = (
        "learner;credential;requirement;outcome;mark;level;hours;count;criteria;date;attempt;assessor;basis;evidence;"
        "decision;feedback;reason;authority"
    )
    row = 'L1;FA;PORT;Not met;7,5;Secure;2:30;1;"EVID=2;ANAL=3";2026-06-12;2;Ann;rpl;x.pdf;not_yet;"a\nb";late;Head'
    assert marks(f"{header}\n{row}\n") == [
        MarkRow(
            2, "L1", "FA", "PORT", "not_met", Decimal("7.5"), "Secure", 150, 1,
            (("EVID", Decimal(2)), ("ANAL", Decimal(3))), date(2026, 6, 12),
            2, "Ann", "rpl", "x.pdf", "not_yet", "a\nb", "late", "Head",
        )
    ]  # fmt: skip


def test_a_row_with_hardly_anything() -> None:
    assert marks("Requirement,Learner\nTEST,L1\n") == [BLANK]


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("mark", '"1.234,5"', NumberAmbiguous),
        ("mark", "NaN", NumberInfinite),
        ("mark", "1e999", NumberInfinite),
        ("mark", "7,5", DecimalComma),
        ("hours", "7,5", DecimalComma),
        ("criteria", "EVID=2,5;ANAL=3", DecimalComma),
        ("feedback", "good, but late", TooManyCells),
        ("outcome", "passed", WordUnknown),
        ("decision", "reject", WordUnknown),
        ("basis", "guess", WordUnknown),
        ("hours", "2:75", HoursUnreadable),
        ("count", "1.5", WholeNumberNeeded),
        ("count", "-1", WholeNumberOutOfReach),
        ("count", "1000001", WholeNumberOutOfReach),
        ("count", "9" * 60, WholeNumberOutOfReach),
        ("attempt", "first", WholeNumberNeeded),
        ("criteria", "EVID", CriteriaUnreadable),
        ("date", "2026-02-30", DateImpossible),
        ("date", "05/06/2026", DateAmbiguous),
        ("date", "soon", DateUnreadable),
        ("learner", "x" * 300, CellTooLong),
    ],
)
def test_a_wrong_cell_refuses_its_row_only(column: str, cell: str, kind: type[RowFault]) -> None:
    header = ["learner", "requirement", column] if column != "learner" else ["credential", "requirement", column]
    fill = "" if column != "learner" else "L9"
    lines = [",".join(header), f"L1,TEST,{fill}", f"L1,TEST,{cell}", f"L2,TEST,{fill}"]
    table = read_marks("\n".join(lines).encode())
    assert [row.row for row in table] == [2, 4]
    assert [(type(fault), fault.row) for fault in table.refused] == [(kind, 3)]
    assert table.refused[0].column == ("" if kind is TooManyCells else column)


def test_a_quoted_decimal_comma_is_taken_anywhere() -> None:
    assert marks('learner,requirement,mark\nL1,TEST,"7,5"\n')[0].mark == Decimal("7.5")
    assert marks("learner\trequirement\tmark\nL1\tTEST\t7,5\n")[0].mark == Decimal("7.5")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("learner,requirement,mark,date", "L1,TEST,27,5,2026-06-12"),
        ("learner,requirement,mark,date", "L1,TEST,27,5"),
        ("learner,requirement,mark,date", "L1,TEST,27,5,,"),
        ("learner,requirement,mark,feedback", "L1,TEST,27,5,"),
        ("learner,requirement,mark,feedback,", "L1,TEST,27,5,,"),
    ],
)
def test_a_decimal_comma_that_parts_cells_is_named(header: str, row: str) -> None:
    table = read_marks(f"{header}\n{row}\nL2,TEST,3\n".encode())
    assert [record.row for record in table] == [3]
    (fault,) = table.refused
    assert isinstance(fault, DecimalComma)
    assert (fault.row, fault.column, fault.text) == (2, "mark", "27,5")
    assert say(fault) == (
        "There is one cell too many: the comma in mark 27,5 parts two cells in this file. "
        'Put it in quotation marks, "27,5", or write a point, 27.5.'
    )


def test_commas_at_the_end_of_every_row_are_no_cells() -> None:
    assert [row.feedback for row in marks("learner,requirement,mark,feedback,,\nL1,TEST,27,5,,\n")] == ["5"]
    assert [row.mark for row in marks("learner,requirement,mark,feedback\nL1,TEST,27,good,\n")] == [Decimal(27)]


def test_negative_marks_are_for_the_rules_to_judge() -> None:
    assert marks("learner,requirement,mark\nL1,TEST,-3\n")[0].mark == Decimal(-3)


def test_needed_cells_and_columns() -> None:
    table = read_marks(b"learner,requirement,mark\n,TEST,3\nL1,,3\n")
    assert list(table) == []
    assert [(type(fault), fault.column) for fault in table.refused] == [
        (CellMissing, "learner"),
        (CellMissing, "requirement"),
    ]
    with pytest.raises(ColumnMissing) as caught:
        read_marks(b"learner,mark\nL1,3\n")
    assert caught.value.needed == ("requirement",)
    with pytest.raises(ColumnTwice):
        read_marks(b"learner,requirement,mark,Mark\nL1,TEST,3,4\n")
    with pytest.raises(NoHeading) as unknown:
        read_marks(b"L1,TEST,3\n")
    assert unknown.value.titles[:5] == ("learner", "requirement", "credential", "outcome", "mark")


def test_columns_that_are_not_known_are_named() -> None:
    assert read_marks(b"learner,requirement,colour\nL1,TEST,red\n").ignored == ("colour",)


def test_a_spreadsheet_of_marks() -> None:
    header = ["learner", "requirement", "mark", "hours", "date"]
    first = ["0042", "TEST", 6.5, timedelta(hours=2, minutes=30), date(2026, 6, 12)]
    row, other = read_marks(book(header, first, [7, "TEST", None, 2.5, 46185]))
    assert (row.learner, row.mark, row.minutes, row.date) == ("0042", Decimal("6.5"), 150, date(2026, 6, 12))
    assert (other.learner, other.mark, other.minutes, other.date) == ("7", None, 150, date(2026, 6, 12))


ATTENDANCE = "cohort,session,start,minutes,requirement,credential,learner,mark,attended_minutes,note\n"


def test_attendance() -> None:
    table = read_attendance((ATTENDANCE + "WF-1,Seminar 1,2026-04-17T09:00,90,SEM,,L1,p,,\n").encode())
    wanted = AttendanceRow(2, "WF-1", "Seminar 1", datetime(2026, 4, 17, 9), 90, "SEM", "", "L1", "P", None, "")
    assert list(table) == [wanted]
    assert table.refused == []


@pytest.mark.parametrize(
    ("row", "kind", "column"),
    [
        ("WF,S,2026-04-17T09:00,90,,,L1,X,,", WordUnknown, "mark"),
        ("WF,S,17 April,90,,,L1,P,,", TimeUnreadable, "start"),
        ("WF,S,2026-04-31T09:00,90,,,L1,P,,", DateImpossible, "start"),
        ("WF,S,2026-04-17,90,,,L1,P,,", TimeMissing, "start"),
        ("WF,S,2026-04-17T09:00,-5,,,L1,P,,", WholeNumberOutOfReach, "minutes"),
        ("WF,S,2026-04-17T09:00,0,,,L1,P,,", WholeNumberOutOfReach, "minutes"),
        ("WF,S,2026-04-17T09:00,90,,,L1,P,1441,", WholeNumberOutOfReach, "attended_minutes"),
        ("WF,S,2026-04-17T09:00,90,,,L1,P,half,", WholeNumberNeeded, "attended_minutes"),
        (",S,2026-04-17T09:00,90,,,L1,P,,", CellMissing, "cohort"),
        ("WF,S,2026-04-17T09:00,90,,,L1,,,", CellMissing, "mark"),
    ],
)
def test_attendance_refusals(row: str, kind: type[RowFault], column: str) -> None:
    table = read_attendance(f"{ATTENDANCE}{row}\n".encode())
    assert list(table) == []
    assert [(type(fault), fault.row, fault.column) for fault in table.refused] == [(kind, 2, column)]


def test_attendance_in_a_spreadsheet() -> None:
    header = ATTENDANCE.strip().split(",")
    data = book(header, ["WF", "S", datetime(2026, 4, 17, 9), 90, None, None, 42, "L", 45, "=late"])
    (row,) = read_attendance(data)
    assert (row.start, row.minutes, row.learner, row.mark, row.attended_minutes) == (
        datetime(2026, 4, 17, 9),
        90,
        "42",
        "L",
        45,
    )
