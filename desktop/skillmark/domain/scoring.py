"""What one entry is worth on its requirement's scale: totals, floors, whether it passes, how two compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from skillmark.domain.outline import Requirement, Rubric, Scheme
from skillmark.domain.records import Decision, Entry, Outcome


@dataclass(frozen=True, slots=True)
class Result:
    """A typed result; only the fields of its scheme are set.

    Attributes:
        mark: with `maximum`, for `points`.
        level: for `levels`.
        total: with `maximum`, for `rubric`.
        minutes: what adds up for `hours`, or was attended for `percent`.
        count: for `count`.
        percent: the share attended, 0 to 1, for `percent`.
        needed: what the requirement needs, for `hours` (minutes), `count` and `percent` (share).
    """

    scheme: Scheme
    mark: Decimal | None = None
    level: str | None = None
    total: Decimal | None = None
    maximum: Decimal | None = None
    minutes: int | None = None
    count: int | None = None
    percent: Fraction | None = None
    needed: int | Fraction | None = None


def effective_points(entry: Entry) -> Mapping[str, Decimal]:
    """Points by criterion code, none below what was kept from earlier reviews."""
    if not entry.kept:
        return entry.points
    points = dict(entry.points)
    for code, kept in entry.kept.items():
        points[code] = max(points.get(code, kept), kept)
    return points


def below_floor(rubric: Rubric, points: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Codes of the criteria whose points don't reach their floor, in the rubric's order; no points count as 0."""
    floors = ((item.code, item.floor) for item in rubric.criteria)
    return tuple(code for code, floor in floors if floor is not None and points.get(code, Decimal()) < floor)


def rubric_passes(rubric: Rubric, points: Mapping[str, Decimal]) -> bool:
    """Whether every criterion has points, the total reaches the pass total, and every floor is kept."""
    if any(item.code not in points for item in rubric.criteria):
        return False
    if rubric.pass_total is not None and sum(points.values(), Decimal()) < rubric.pass_total:
        return False
    return not below_floor(rubric, points)


def passes(requirement: Requirement, entry: Entry) -> bool | None:
    """Whether the entry's result meets the requirement; None where the entry has no result on that scale."""
    if entry.mark is not None and requirement.pass_mark is not None:
        return entry.mark >= requirement.pass_mark
    if entry.level is not None and requirement.passing is not None and entry.level in requirement.levels:
        return requirement.levels.index(entry.level) >= requirement.levels.index(requirement.passing)
    if requirement.rubric is not None:
        points = effective_points(entry)
        return rubric_passes(requirement.rubric, points) if points else None
    return None


def is_met(requirement: Requirement, entry: Entry) -> bool:
    """Whether a judgement says met: by its decision where it has one, else by its result, else by its outcome."""
    passed = passes(requirement, entry)
    if entry.decision is not None:
        return entry.decision is Decision.ACCEPT and passed is not False
    if passed is not None:
        return passed
    return entry.outcome is Outcome.MET


def amount(requirement: Requirement, entry: Entry) -> Decimal:
    """The total, mark or position of the level by which judgements compare; -1 where the entry has none."""
    if entry.mark is not None:
        return entry.mark
    if entry.level is not None and entry.level in requirement.levels:
        return Decimal(requirement.levels.index(entry.level))
    points = effective_points(entry)
    return sum(points.values(), Decimal()) if points else Decimal(-1)


def result_of(requirement: Requirement, entry: Entry) -> Result | None:
    """The typed result of one judgement; None for pass or fail and for a bare outcome."""
    if entry.mark is not None:
        return Result(Scheme.POINTS, mark=entry.mark, maximum=requirement.maximum)
    if entry.level is not None:
        return Result(Scheme.LEVELS, level=entry.level)
    points = effective_points(entry)
    if points and requirement.rubric is not None:
        return Result(Scheme.RUBRIC, total=sum(points.values(), Decimal()), maximum=requirement.rubric.maximum)
    return None
