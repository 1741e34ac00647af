"""Dates in every usual writing, and which of day and month comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.exchange.dates import (
    NoSuchDay,
    NotADate,
    NoTime,
    Order,
    OrderUnknown,
    find_order,
    read_date,
    read_moment,
)

DAY = date(2026, 6, 12)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-12",
        "2026-06-12T09:00",
        "2026-06-12 09:00:00",
        "2026/6/12",
        "2026.06.12",
        "20260612",
        "2026年6月12日",
        "12.06.2026",
        "12.6.2026.",
        " 12. 6. 2026 ",
        "46185",
        "46185.375",
        "٢٠٢٦-٠٦-١٢",
    ],
)
def test_dates_that_say_one_day(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "order", "wanted"),
    [
        ("12/06/2026", Order.DAY, date(2026, 6, 12)),
        ("06/12/2026", Order.MONTH, date(2026, 6, 12)),
        ("12.06.2026", Order.MONTH, date(2026, 12, 6)),
        ("13/06/2026", None, date(2026, 6, 13)),
        ("06-13-2026", None, date(2026, 6, 13)),
        ("06/06/2026", None, date(2026, 6, 6)),
    ],
)
def test_order(text: str, order: Order | None, wanted: date) -> None:
    assert read_date(text, order) == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31/02/2026", NoSuchDay),
        ("2026-02-30", NoSuchDay),
        ("2026-13-01", NoSuchDay),
        ("05/06/2026", OrderUnknown),
        ("12/06/26", NotADate),
        ("1990", NotADate),
        ("yesterday", NotADate),
        ("12 June 2026", NotADate),
        ("", NotADate),
    ],
)
def test_what_is_no_date(text: str, kind: type[ValueError]) -> None:
    with pytest.raises(kind):
        read_date(text)


def test_an_order_that_does_not_fit_is_no_day() -> None:
    with pytest.raises(NoSuchDay):
        read_date("13/25/2026", Order.DAY)


def test_the_order_of_a_column() -> None:
    assert find_order(["01/02/2026", "2026-01-01", "13/02/2026"]) is Order.DAY
    assert find_order(["01/02/2026", "02/13/2026", "x"]) is Order.MONTH
    assert find_order(["01/02/2026", ""]) is None
    assert find_order(["13/02/2026", "02/13/2026"]) is None
    assert find_order(["1.2.2026"]) is Order.DAY


@given(st.dates(date(1927, 6, 1), date(2170, 1, 1)), st.sampled_from(Order))
def test_a_written_date_comes_back(day: date, order: Order) -> None:
    pattern = "%d/%m/%Y" if order is Order.DAY else "%m/%d/%Y"
    assert read_date(day.strftime(pattern), order) == day
    assert read_date(day.isoformat()) == day
    assert read_date(str((day - date(1899, 12, 30)).days)) == day


def test_moments() -> None:
    assert read_moment("2026-06-12T09:00") == read_moment(" 2026-06-12 09:00:00 ") == datetime(2026, 6, 12, 9)
    assert read_moment("46185.375") == datetime(2026, 6, 12, 9)
    assert read_moment("2026-06-12T09:00Z") == datetime(2026, 6, 12, 9, tzinfo=UTC)
    with pytest.raises(NoSuchDay):
        read_moment("2026-02-30T09:00")
    for text in ("2026-06-12", " 2026-06-12 ", "46185"):
        with pytest.raises(NoTime):
            read_moment(text)
    for text in ("2026-06-12T25:00", "12/06/2026 9:00", "9:00", "2026-06-12 at nine"):
        with pytest.raises(NotADate):
            read_moment(text)
