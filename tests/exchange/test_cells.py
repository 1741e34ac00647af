"""Cells are read exactly, or refused with what stood in them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.exchange.cells import (
    clean,
    read_criteria,
    read_minutes,
    read_number,
    read_whole,
    read_word,
    unescape,
)
from skillmark.protocol.errors_files import (
    CellTooLong,
    CharacterForbidden,
    CriteriaUnreadable,
    HoursUnreadable,
    NumberAmbiguous,
    NumberInfinite,
    NumberUnreadable,
    RowFault,
    WholeNumberNeeded,
    WordUnknown,
)
from skillmark.protocol.errors_rows import WholeNumberOutOfReach

AT = (7, "mark")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("40", "40"),
        ("6.5", "6.5"),
        ("7,5", "7.5"),
        (" -3 ", "-3"),
        ("+2", "2"),
        (".5", "0.5"),
        ("007", "7"),
        ("1.5e1", "15"),
        ("٢٥", "25"),
        ("0.10", "0.10"),
    ],
)
def test_numbers(text: str, wanted: str) -> None:
    assert str(read_number(text, *AT)) == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.234,5", NumberAmbiguous),
        ("1,234.5", NumberAmbiguous),
        ("1 234", NumberAmbiguous),
        ("1'234", NumberAmbiguous),
        ("1,2,3", NumberAmbiguous),
        ("NaN", NumberInfinite),
        ("-inf", NumberInfinite),
        ("Infinity", NumberInfinite),
        ("1e999", NumberInfinite),
        ("1e-999", NumberInfinite),
        ("9" * 5_000, NumberInfinite),
        ("1e" + "9" * 5_000, NumberInfinite),
        ("7,", NumberUnreadable),
        ("0x10", NumberUnreadable),
        ("34/40", NumberUnreadable),
        ("1_000", NumberUnreadable),
        ("five", NumberUnreadable),
        ("--1", NumberUnreadable),
    ],
)
def test_what_is_no_number(text: str, kind: type[RowFault]) -> None:
    with pytest.raises(RowFault) as caught:
        read_number(text, *AT)
    assert type(caught.value) is kind
    assert (caught.value.row, caught.value.column) == AT


@given(st.decimals(min_value=-99_999, max_value=99_999, places=3), st.sampled_from(".,"))
def test_every_decimal_comes_back(number: Decimal, sign: str) -> None:
    assert read_number(str(number).replace(".", sign), *AT) == number


@pytest.mark.parametrize(
    ("text", "minutes"), [("2.5", 150), ("2,5", 150), ("2:30", 150), ("02:30:00", 150), ("0", 0), ("30:00", 1_800)]
)
def test_hours(text: str, minutes: int) -> None:
    assert read_minutes(text, *AT) == minutes


@pytest.mark.parametrize("text", ["2:75", "2h", "-1", "0.001", "2:3"])
def test_what_is_no_hours(text: str) -> None:
    with pytest.raises(HoursUnreadable):
        read_minutes(text, *AT)


def test_whole_numbers() -> None:
    assert [read_whole(text, *AT) for text in ("3", " 12 ", "3.0", "0")] == [3, 12, 3, 0]
    for text in ("2.5", "", "two"):
        with pytest.raises(WholeNumberNeeded):
            read_whole(text, *AT)
    for text in ("-1", "1000001", "1" * 5000):
        with pytest.raises(WholeNumberOutOfReach):
            read_whole(text, *AT)


def test_criteria() -> None:
    wanted = (("EVID", Decimal(2)), ("ANAL", Decimal("3.5")))
    assert read_criteria("EVID=2; ANAL = 3,5 ;", *AT) == wanted
    for text in ("EVID", "=2", "EVID=", "A=1;A=2", "EVID 2"):
        with pytest.raises(CriteriaUnreadable):
            read_criteria(text, *AT)
    with pytest.raises(NumberUnreadable):
        read_criteria("EVID=x", *AT)


def test_words() -> None:
    known = ("met", "not_met")
    assert [read_word(text, *AT, known) for text in ("met", "Not met", "NOT-MET ")] == ["met", "not_met", "not_met"]
    with pytest.raises(WordUnknown) as caught:
        read_word("passed", *AT, known)
    assert (caught.value.text, caught.value.known) == ("passed", known)


def test_cleaning_keeps_names_as_typed() -> None:
    for name in ("लक्\u200dष्मी", "Tom\u202efdp.scr", "<i>Ivy</i>", "O'Dwyer", "=2+5", "D’Alessandro", "\u200fאורי"):
        assert clean(name, *AT, 200) == name
    assert clean(" e\u0301va\r\n maria ", *AT, 200) == "éva maria"
    assert clean("one\r\ntwo\tx", *AT, 200, lines=True) == "one\ntwo\tx"


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x7f", "\ud800"])
def test_characters_that_are_refused(character: str) -> None:
    with pytest.raises(CharacterForbidden) as caught:
        clean(f"Ann{character}a", *AT, 200)
    assert caught.value.code_point == ord(character)


def test_too_long() -> None:
    with pytest.raises(CellTooLong) as caught:
        clean("x" * 5_000, *AT, 200)
    assert (caught.value.length, caught.value.limit) == (5_000, 200)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("'=1+1", "=1+1"), ("'-x", "-x"), ("''=1", "'=1"), ("'t Hart", "'t Hart"), ("'", "'"), ("", "")],
)
def test_the_apostrophe_of_our_export_goes(text: str, wanted: str) -> None:
    assert unescape(text) == wanted
