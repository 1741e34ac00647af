"""Dates in requests: one whose year is mistyped is refused, whatever the request."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from skillmark.domain.days import is_possible
from skillmark.protocol.errors_requests import FieldWrong

if TYPE_CHECKING:
    from skillmark.protocol.requests import Request

_OWN_RULES = frozenset(
    {"assessed_on", "submitted_on", "date_of_birth"}
)  # Refused in other words, nearer to the matter.


def check_day(field: str, day: date) -> None:
    """Refuses a day that can't be meant.

    Raises:
        FieldWrong: with the day.
    """
    if not is_possible(day):
        raise FieldWrong(field, day.isoformat()[:10], "year")


def check_days(request: Request) -> None:
    """Refuses a request with a day that can't be meant.

    Raises:
        FieldWrong: with the first such day.
    """
    for field in fields(request):
        value = getattr(request, field.name)
        if isinstance(value, date) and field.name not in _OWN_RULES:
            check_day(field.name, value)
