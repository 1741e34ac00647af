"""Instants, the day in the book's time zone, and the hybrid clock that orders changes of one book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

_SPELLING = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment: UTC as text of fixed width, and the local offset that was in force where it was recorded.

    Attributes:
        at: UTC, ISO 8601 with microseconds, so that text order is time order.
        offset: minutes to add to UTC for the local time.
    """

    at: str
    offset: int

    def local(self) -> datetime:
        """The wall-clock time where it was recorded, without a zone."""
        moment = parse_instant(self.at).replace(tzinfo=None)
        return moment + timedelta(minutes=self.offset)


class Clock(Protocol):
    """Tells the time; tests give their own."""

    def now(self) -> datetime:
        """The present moment with a time zone."""


class SystemClock:
    """This computer's clock."""

    def now(self) -> datetime:
        """The present moment in the computer's zone."""
        return datetime.now(UTC).astimezone()


def instant(moment: datetime) -> Instant:
    """A moment with a zone as an Instant.

    Raises:
        ValueError: the moment has no time zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a moment needs a time zone")
    return Instant(moment.astimezone(UTC).strftime(_SPELLING), int(offset.total_seconds()) // 60)


def parse_instant(text: str) -> datetime:
    """The moment, in UTC, that an Instant's text stands for."""
    return datetime.strptime(text, _SPELLING).replace(tzinfo=UTC)


def local_date(at: str, zone: ZoneInfo) -> date:
    """The date that an Instant's text falls on in a time zone."""
    return parse_instant(at).astimezone(zone).date()


class HybridClock:
    """Spells clock values that never go back within one book, even where the computer's clock does.

    A value is the Instant's text, `-` and a counter of four hexadecimal digits. See Kulkarni et al., "Logical Physical
    Clocks", 2014.
    """

    def __init__(self, last: str) -> None:
        """Goes on after `last`, the greatest value in the book; empty for a new book."""
        self._last = last

    def tick(self, at: str) -> str:
        """The value for a change made at this Instant's text, greater than all before."""
        value = f"{at}-0000"
        if value <= self._last:
            stem, counter = self._last.rsplit("-", 1)
            value = f"{stem}-{int(counter, 16) + 1:04x}"
        self._last = value
        return value
