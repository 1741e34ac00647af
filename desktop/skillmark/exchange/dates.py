"""Dates as people and spreadsheets write them, and the order of day and month in a column of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
HAN = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})\.?(?: \d{1,2}:\d{2}.*)?")
# Days since the last one of 1899, as spreadsheets count; five digits reach from 1927 to 2173, so a year is none.
SERIAL = re.compile(r"([1-9]\d{4})(?:\.\d+)?")
SERIAL_START = date(1899, 12, 30)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$")
MONTHS = 12
MINUTES_A_DAY = 1_440
# So written dates put the day first in every language.
DAY_FIRST_SEPARATOR = "."


class Order(StrEnum):
    """Which comes first in dates that end with the year."""

    DAY = "day"
    MONTH = "month"


class NotADate(ValueError):
    """The text isn't written as a date."""


class NoSuchDay(ValueError):
    """The text is written as a date that doesn't exist."""


class NoTime(ValueError):
    """The text is a day where a time of day is needed, too."""


class OrderUnknown(ValueError):
    """The text is two dates, by whether the day or the month comes first."""


def read_date(text: str, order: Order | None = None) -> date:
    """The date that a text says.

    It may be ISO 8601, its time left out; year first with other signs; 20260612; year last in the order given, with
    none only where one order is possible; a spreadsheet's count of days.

    Raises:
        NotADate, NoSuchDay, OrderUnknown: why it can't be read.
    """
    text = text.strip()
    for pattern, places in ((YEAR_FIRST, (1, 3, 4)), (HAN, (1, 2, 3)), (COMPACT, (1, 2, 3))):
        found = pattern.fullmatch(text)
        if found:
            return _day(*(int(found[place]) for place in places))
    found = YEAR_LAST.fullmatch(text)
    if found:
        return _year_last(int(found[1]), int(found[3]), int(found[4]), order or _sure_order(found[2]))
    found = SERIAL.fullmatch(text)
    if found:
        return SERIAL_START + timedelta(days=int(found[1]))
    raise NotADate(text)


def _sure_order(separator: str) -> Order | None:
    """The order that the sign between the numbers tells."""
    return Order.DAY if separator == DAY_FIRST_SEPARATOR else None


def _year_last(first: int, second: int, year: int, order: Order | None) -> date:
    """A date from two numbers and the year.

    Raises:
        NoSuchDay, OrderUnknown: why there is none.
    """
    if order is None and first <= MONTHS and second <= MONTHS and first != second:
        raise OrderUnknown
    if order is None:
        order = Order.MONTH if second > MONTHS else Order.DAY
    day, month = (first, second) if order is Order.DAY else (second, first)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date:
    """The day of those numbers.

    Raises:
        NoSuchDay: there is none.
    """
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay from None


def find_order(texts: Iterable[str]) -> Order | None:
    """The order of day and month that more of a column's dates need; None where none shows it."""
    day_first = month_first = 0
    for text in texts:
        found = YEAR_LAST.fullmatch(text.strip())
        if found:
            first, second = int(found[1]), int(found[3])
            day_first += first > MONTHS >= second or found[2] == DAY_FIRST_SEPARATOR
            month_first += second > MONTHS >= first
    if day_first == month_first:
        return None
    return Order.DAY if day_first > month_first else Order.MONTH


def read_moment(text: str) -> datetime:
    """A date with a time of day: ISO 8601 as `2026-06-12T09:00`, or a spreadsheet's count of days.

    A blank may stand for the T. An offset from UTC is kept where there is one.

    Raises:
        NotADate, NoSuchDay, NoTime: why it can't be read; an hour that doesn't exist is no date with a time.
    """
    text = text.strip()
    if SERIAL.fullmatch(text):
        if "." not in text:
            raise NoTime(text)
        days = float(text)
        minutes = round(days % 1 * MINUTES_A_DAY)
        return datetime.combine(SERIAL_START, time()) + timedelta(days=int(days), minutes=minutes)
    if not MOMENT.match(text):
        raise NotADate(text)
    day = _day(int(text[:4]), int(text[5:7]), int(text[8:10]))
    if text == day.isoformat():
        raise NoTime(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise NotADate(text) from None
