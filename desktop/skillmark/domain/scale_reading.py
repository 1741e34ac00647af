"""Reads the scale of a requirement out of a credential document: points, levels, what amounts need."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from skillmark.domain.definition_errors import (
    LevelDuplicate,
    LevelUnlisted,
    ListEmpty,
    NotWholeMinutes,
    PassMarkOverMaximum,
)
from skillmark.domain.document_reading import Sheet
from skillmark.domain.outline import Scheme

_CLOCK = re.compile(r"([0-9]{1,5}):([0-5][0-9])", re.ASCII)


def _read_hours(sheet: Sheet) -> int | None:
    """Hours as a number or as `2:30`, in whole minutes."""
    value = sheet.values["needed"]
    clock = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if clock is not None:
        minutes = int(clock[1]) * 60 + int(clock[2])
        return Sheet({"needed": minutes}, sheet.path, sheet.problems).whole("needed")
    hours = sheet.number("needed", least=Decimal("0.01"), most=10_000, places=6)
    if hours is None:
        return None
    if hours * 60 != int(hours * 60):
        sheet.refuse("needed", NotWholeMinutes(hours))
        return None
    return int(hours * 60)


def read_needed(sheet: Sheet, scheme: Scheme) -> int | Fraction | None:
    """What hours (in whole minutes), a count or a percentage (as a share) need; None where that can't be read."""
    if not sheet.need("needed"):
        return None
    if scheme is Scheme.HOURS:
        return _read_hours(sheet)
    if scheme is Scheme.COUNT:
        return sheet.whole("needed", most=10_000)
    percent = sheet.number("needed", least=1, most=100)
    return None if percent is None else Fraction(percent) / 100


def read_points(sheet: Sheet) -> tuple[Decimal | None, Decimal | None]:
    """Maximum and pass mark."""
    maximum = sheet.number("maximum", least=Decimal("0.001")) if sheet.need("maximum") else None
    pass_mark = sheet.number("pass_mark") if sheet.need("pass_mark") else None
    if maximum is not None and pass_mark is not None and pass_mark > maximum:
        sheet.refuse("pass_mark", PassMarkOverMaximum(pass_mark, maximum))
    return maximum, pass_mark


def read_levels(sheet: Sheet) -> tuple[tuple[str, ...], str | None]:
    """The levels' titles, lowest first, and the passing one."""
    levels = sheet.texts("levels") if sheet.need("levels") else ()
    if sheet.given("levels") and not levels:
        sheet.refuse_empty("levels", ListEmpty())
    for title in dict.fromkeys(level for level in levels if levels.count(level) > 1):
        sheet.refuse("levels", LevelDuplicate(title))
    passing = sheet.text("passing", needed=True) or None
    if passing is not None and levels and passing not in levels:
        sheet.refuse("passing", LevelUnlisted(passing, levels))
    return levels, passing
