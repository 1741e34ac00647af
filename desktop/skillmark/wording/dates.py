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
