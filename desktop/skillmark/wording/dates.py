"""Dates and times as people read them: day, month, year."""

from __future__ import annotations

from datetime import date, datetime

from skillmark.wording.catalogue import _


def _months() -> tuple[str, ...]:
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip


def _short_months() -> tuple[str, ...]:
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip


def _weekdays() -> tuple[str, ...]:
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def long_date(day: date | None, none: str = "") -> str:
    """`12 June 2026`; `none` where there is no date."""
    if day is None:
        return none
    return _("{day} {month} {year}").format(day=day.day, month=_months()[day.month - 1], year=day.year)


def short_date(day: date | None, none: str = "") -> str:
    """`12 Jun 2026`, where a column is narrow."""
    if day is None:
        return none
    return _("{day} {month} {year}").format(day=day.day, month=_short_months()[day.month - 1], year=day.year)


def day_and_month(day: date) -> str:
    """`12 June`."""
    return _("{day} {month}").format(day=day.day, month=_months()[day.month - 1])


def short_day(day: date) -> str:
    """`12 Jun`, in the head of a narrow column."""
    return _("{day} {month}").format(day=day.day, month=_short_months()[day.month - 1])


def month_and_year(day: date) -> str:
    """`June 2026`."""
    return _("{month} {year}").format(month=_months()[day.month - 1], year=day.year)


def near_date(day: date, today: date) -> str:
    """`today`, `Tuesday` within six days, else the long date."""
    away = (day - today).days
    if away == 0:
        return _("today")
    if abs(away) <= 6:
        return _weekdays()[day.weekday()]
    return long_date(day)


def date_and_time(moment: datetime) -> str:
    """`12 June 2026, 10:42`."""
    return _("{date}, {time}").format(date=long_date(moment.date()), time=f"{moment:%H:%M}")


def read_date(text: str) -> date | None:
    """The date that a person typed: `2026-06-12`, `12 June 2026` or `12 Jun 2026`; None where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    parts = text.replace(",", " ").replace(".", " ").split()
    if len(parts) != 3 or not (parts[0].isdecimal() and parts[2].isdecimal()):
        return None
    names = [name.casefold() for name in (*_months(), *_short_months())]
    if parts[1].casefold() not in names:
        return None
    try:
        return date(int(parts[2]), names.index(parts[1].casefold()) % 12 + 1, int(parts[0]))
    except ValueError:
        return None
