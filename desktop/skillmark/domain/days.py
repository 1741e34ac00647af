"""Days that can be meant: a mistyped year is refused before anything counts by it."""

from __future__ import annotations

from datetime import date

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def is_possible(day: date) -> bool:
    """Whether a day lies where anything that is recorded can have happened or be planned."""
    return EARLIEST.year <= day.year <= LATEST.year
