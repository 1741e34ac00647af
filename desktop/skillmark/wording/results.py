"""What a requirement's result says: in sentences and on certificates, and short in a cell."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from skillmark.domain.outline import Kind, Requirement, Scheme
from skillmark.domain.scoring import Result
from skillmark.wording.catalogue import _, ngettext
from skillmark.wording.numbers import NO_BREAK, hours, number, per_cent_of


def things(kind: Kind, count: int) -> str:
    """`1 event`, `3 sessions`: what a requirement of that kind counts."""
    if kind is Kind.CONFERENCE:
        return ngettext("{n} event", "{n} events", count).format(n=count)
    return ngettext("{n} session", "{n} sessions", count).format(n=count)


def _of(got: Decimal | None, maximum: Decimal | None, cell: bool) -> str:
    if got is None:
        return ""
    if maximum is None:
        return number(got)
    form = _("{got} / {maximum}") if cell else _("{got} of {maximum}")
    return form.format(got=number(got), maximum=number(maximum))


def _amount(kind: Kind, result: Result) -> str:
    if result.scheme is Scheme.HOURS:
        got, needed = result.minutes or 0, result.needed or 0
        if got >= needed:
            return _("{hours} h").format(hours=hours(got)).replace(" ", NO_BREAK)
        return _("{got} of {needed} h").format(got=hours(got), needed=hours(int(needed)))
    count = result.count or 0
    if count >= (result.needed or 0):
        return things(kind, count)
    return _("{got} of {needed}").format(got=count, needed=things(kind, int(result.needed or 0)))


def result_text(kind: Kind, result: Result | None, *, cell: bool = False) -> str:
    """A result in words; empty where there is none.

    Args:
        cell: True for the short form of a table's cell: `34 / 40`.
    """
    if result is None:
        return ""
    if result.scheme is Scheme.POINTS:
        return _of(result.mark, result.maximum, cell)
    if result.scheme is Scheme.RUBRIC:
        return _of(result.total, result.maximum, cell)
    if result.scheme is Scheme.LEVELS:
        return result.level or ""
    if result.scheme in (Scheme.HOURS, Scheme.COUNT):
        return _amount(kind, result)
    if result.scheme is Scheme.PERCENT and result.percent is not None:
        return per_cent_of(result.percent, complete=result.percent == 1)
    return ""


def passes_when(requirement: Requirement) -> str:
    """What passes, short: `28 of 40`, `Proficient or above`, `9 hours`, `met or not`."""
    scheme = requirement.scheme
    if scheme is Scheme.POINTS:
        return _of(requirement.pass_mark, requirement.maximum, cell=False)
    if scheme is Scheme.LEVELS:
        if requirement.passing == requirement.levels[-1]:
            return requirement.passing or ""
        return _("{level} or above").format(level=requirement.passing)
    if scheme is Scheme.RUBRIC and requirement.rubric is not None:
        if requirement.rubric.pass_total is None:
            return _("every floor reached")
        return _of(requirement.rubric.pass_total, requirement.rubric.maximum, cell=False)
    if scheme is Scheme.HOURS:
        return _("{n} hours").format(n=hours(int(requirement.needed or 0)))
    if scheme is Scheme.COUNT:
        return things(requirement.kind, int(requirement.needed or 0))
    if scheme is Scheme.PERCENT:
        return _("{share} of the time").format(share=per_cent_of(Fraction(requirement.needed or 0), complete=False))
    return _("met or not")
