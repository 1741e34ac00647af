"""Checks what an entry says against the scale of its requirement: values, outcome, decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from skillmark.domain.errors import (
    AcceptWithoutPass,
    CriterionMissing,
    CriterionUnknown,
    LevelUnknown,
    MarkOverMaximum,
    OutcomeContradictsDecision,
    OutcomeContradictsResult,
    OutcomeNeeded,
    PointsNotALevel,
    ResultNeeded,
    ResultWithOutcome,
    TooManyDecimals,
    ValueNegative,
    ValueNotFinite,
    ValueNotTaken,
    ValueTooLarge,
)
from skillmark.domain.outline import JUDGED, Requirement, Rubric, Scheme
from skillmark.domain.records import Decision, Entry, Outcome
from skillmark.domain.scoring import below_floor, effective_points, passes

MARK_DECIMALS = 3
"""Marks are kept in thousandths."""
MOST_AMOUNT = 1_000_000
"""More minutes than this, or a higher count, in one entry is a digit too many."""

_FIELD = {
    Scheme.POINTS: "mark",
    Scheme.LEVELS: "level",
    Scheme.RUBRIC: "points",
    Scheme.HOURS: "minutes",
    Scheme.COUNT: "count",
}


def _given(entry: Entry) -> list[str]:
    """The names of the result fields that the entry gives."""
    values = {"mark": entry.mark, "level": entry.level, "minutes": entry.minutes, "count": entry.count}
    given = [name for name, value in values.items() if value is not None]
    if entry.points:
        given.append("points")
    if entry.decision is not None:
        given.append("decision")
    return given


def check_no_result(entry: Entry, outcome: Outcome) -> None:
    """Refuses a result beside an outcome that judges nothing.

    Raises:
        ResultWithOutcome: with the first field that was given.
    """
    for name in _given(entry):
        raise ResultWithOutcome(outcome, name)


def _check_mark(requirement: Requirement, entry: Entry) -> None:
    mark = entry.mark
    if mark is None:
        return
    if not mark.is_finite():
        raise ValueNotFinite("mark")
    if mark < 0:
        raise ValueNegative("mark", mark)
    if mark != round(mark, MARK_DECIMALS):
        raise TooManyDecimals(mark, MARK_DECIMALS)
    if requirement.maximum is not None and mark > requirement.maximum:
        raise MarkOverMaximum(mark, requirement.maximum)


def _check_level(requirement: Requirement, entry: Entry) -> None:
    if entry.level is not None and entry.level not in requirement.levels:
        raise LevelUnknown(entry.level, requirement.levels)


def _check_amount(requirement: Requirement, entry: Entry) -> None:
    for name, value in (("minutes", entry.minutes), ("count", entry.count)):
        if value is not None and value < 0:
            raise ValueNegative(name, value)
        if value is not None and value > MOST_AMOUNT:
            raise ValueTooLarge(name, value, MOST_AMOUNT)


def _check_criterion(rubric: Rubric, code: str, points: Decimal) -> None:
    criterion = rubric.criterion(code)
    if criterion is None:
        raise CriterionUnknown(code, tuple(item.code for item in rubric.criteria))
    if not points.is_finite():
        raise ValueNotFinite(code)
    if points < 0:
        raise ValueNegative(code, points)
    allowed = tuple(level.points for level in criterion.levels)
    if points not in allowed:
        raise PointsNotALevel(code, points, allowed)


def _check_points(requirement: Requirement, entry: Entry) -> None:
    """A rubric needs points for every criterion, save where the entry itself says that it isn't met."""
    rubric = requirement.rubric
    if rubric is None:
        return
    for code, points in entry.points.items():
        _check_criterion(rubric, code, points)
    effective = effective_points(entry)
    missing = tuple(item.code for item in rubric.criteria if item.code not in effective)
    refuses = entry.outcome is Outcome.NOT_MET or entry.decision in (Decision.REVISE, Decision.NOT_YET)
    if entry.points and missing and not refuses:
        raise CriterionMissing(missing)


_CHECKS: dict[Scheme, Callable[[Requirement, Entry], None]] = {
    Scheme.POINTS: _check_mark,
    Scheme.LEVELS: _check_level,
    Scheme.RUBRIC: _check_points,
    Scheme.HOURS: _check_amount,
    Scheme.COUNT: _check_amount,
}


def check_values(requirement: Requirement, entry: Entry) -> None:
    """Refuses a value that the scheme doesn't take, and one that its scale doesn't have.

    Raises:
        ValueNotTaken, ValueNegative, ValueTooLarge, ValueNotFinite, TooManyDecimals, MarkOverMaximum, LevelUnknown,
        CriterionUnknown, PointsNotALevel, CriterionMissing.
    """
    scheme = requirement.scheme
    for name in _given(entry):
        taken = scheme in JUDGED if name == "decision" else name == _FIELD.get(scheme)
        if not taken:
            raise ValueNotTaken(name, scheme)
    check = _CHECKS.get(scheme)
    if check is not None:
        check(requirement, entry)


def _check_accept(requirement: Requirement, entry: Entry, passed: bool | None) -> None:
    if passed is None and requirement.scheme is not Scheme.PASS_FAIL:
        raise ResultNeeded(requirement.scheme, Outcome.MET)
    if passed is False:
        points = effective_points(entry)
        rubric = requirement.rubric
        raise AcceptWithoutPass(
            sum(points.values(), Decimal()) if points else None,
            rubric.pass_total if rubric is not None else None,
            below_floor(rubric, points) if rubric is not None else (),
        )


def _follow_decision(requirement: Requirement, entry: Entry, decision: Decision) -> Outcome:
    follows = Outcome.MET if decision is Decision.ACCEPT else Outcome.NOT_MET
    if entry.outcome is not None and entry.outcome is not follows:
        raise OutcomeContradictsDecision(entry.outcome, decision)
    if decision is Decision.ACCEPT:
        _check_accept(requirement, entry, passes(requirement, entry))
    return follows


def _follow_result(requirement: Requirement, entry: Entry) -> Outcome:
    passed = passes(requirement, entry)
    if passed is None:
        if entry.outcome is None and requirement.scheme is Scheme.PASS_FAIL:
            raise OutcomeNeeded
        if entry.outcome is None or (entry.outcome is Outcome.MET and requirement.scheme is not Scheme.PASS_FAIL):
            raise ResultNeeded(requirement.scheme, entry.outcome)
        return entry.outcome
    follows = Outcome.MET if passed else Outcome.NOT_MET
    if entry.outcome is not None and entry.outcome is not follows:
        raise OutcomeContradictsResult(entry.outcome, follows)
    return follows


def complete_judgement(requirement: Requirement, entry: Entry) -> Entry:
    """The entry with the outcome that follows from its decision or result, and with a decision where two review.

    Raises:
        OutcomeNeeded, ResultNeeded, OutcomeContradictsResult, OutcomeContradictsDecision, AcceptWithoutPass.
    """
    if entry.decision is not None:
        return replace(entry, outcome=_follow_decision(requirement, entry, entry.decision))
    outcome = _follow_result(requirement, entry)
    if requirement.reviews == 1:
        return replace(entry, outcome=outcome)
    return replace(entry, outcome=outcome, decision=Decision.ACCEPT if outcome is Outcome.MET else Decision.NOT_YET)


def complete_amount(requirement: Requirement, entry: Entry, before: int) -> Entry:
    """An amount that adds up, without an outcome; one that was said must be true of the sum.

    Args:
        requirement: one of hours or count.
        entry: the amount.
        before: what the record adds up to without it.

    Raises:
        ResultNeeded, OutcomeContradictsResult.
    """
    part = entry.minutes if requirement.scheme is Scheme.HOURS else entry.count
    if part is None:
        raise ResultNeeded(requirement.scheme, entry.outcome)
    follows = Outcome.MET if before + part >= (requirement.needed or 1) else Outcome.NOT_MET
    if entry.outcome is not None and entry.outcome is not follows:
        raise OutcomeContradictsResult(entry.outcome, follows)
    return replace(entry, outcome=None)
