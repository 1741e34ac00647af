"""Standings as they are stored, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any
from uuid import UUID

from skillmark.domain.outline import Requirement, Scheme
from skillmark.domain.records import AwardFact, Decision
from skillmark.domain.scoring import Result
from skillmark.domain.standing import (
    BlockReason,
    CandidacyState,
    RequirementStanding,
    RequirementState,
    Standing,
    shown_share,
)

MISSING, DISAGREE, OVER, PROPOSED, STARTED = 1, 2, 4, 8, 16


def shown_ten_thousandths(share: Fraction, satisfied: bool) -> int:
    """The shown share, four decimals, as a whole number."""
    return int(shown_share(share, satisfied=satisfied) * 10_000)


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    return str(value) if isinstance(value, (Decimal, Scheme)) else value


def result_document(result: Result | None) -> dict[str, Any] | None:
    """A result's fields that are set, as JSON."""
    if result is None:
        return None
    pairs = ((field.name, getattr(result, field.name)) for field in fields(result))
    return {name: _plain(value) for name, value in pairs if value is not None}


_DECIMALS = frozenset({"mark", "total", "maximum"})


def _result_value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return Fraction(*value)
    return Decimal(value) if name in _DECIMALS else value


def result_from_document(document: Mapping[str, Any] | None) -> Result | None:
    """The result that a stored document stands for."""
    if document is None:
        return None
    values = {name: _result_value(name, value) for name, value in document.items() if name != "scheme"}
    return Result(Scheme(document["scheme"]), **values)


def requirement_values(candidacy: UUID, standing: RequirementStanding) -> dict[str, Any]:
    """The columns of a requirement's standing."""
    bits = (standing.missing, standing.disagree, standing.over_maximum, standing.proposed, standing.started)
    return {
        "candidacy": candidacy,
        "requirement": standing.code,
        "state": str(standing.state),
        "share": standing.share,
        "open": standing.open,
        "attempts": standing.attempts_used,
        "allowed": standing.attempts_allowed,
        "deciding": standing.deciding,
        "result": result_document(standing.result),
        "decision": str(standing.decision) if standing.decision else None,
        "decided_on": standing.decided_on,
        "minutes": standing.minutes,
        "last_on": standing.last_activity,
        "flags": sum(1 << place for place, bit in enumerate(bits) if bit),
        "met_version": standing.met_version,
        "judged_clock": standing.judged_clock,
        "touched_clock": standing.touched_clock,
        "assessors": [one.hex for one in standing.assessors],
    }


def requirement_from_row(row: Any) -> RequirementStanding:
    """A requirement's standing from its row."""
    flags = row.flags
    return RequirementStanding(
        code=row.requirement,
        state=RequirementState(row.state),
        share=row.share,
        open=row.open,
        attempts_used=row.attempts,
        attempts_allowed=row.allowed,
        deciding=row.deciding,
        result=result_from_document(row.result),
        decision=Decision(row.decision) if row.decision else None,
        decided_on=row.decided_on,
        minutes=row.minutes,
        missing=bool(flags & MISSING),
        disagree=bool(flags & DISAGREE),
        met_version=row.met_version,
        over_maximum=bool(flags & OVER),
        proposed=bool(flags & PROPOSED),
        started=bool(flags & STARTED),
        last_activity=row.last_on,
        judged_clock=row.judged_clock,
        touched_clock=row.touched_clock,
        assessors=tuple(UUID(one) for one in row.assessors),
    )


@lru_cache(maxsize=4096)
def nothing_recorded(requirement: Requirement) -> RequirementStanding:
    """The standing that has no row."""
    return RequirementStanding(requirement.code, attempts_allowed=requirement.attempts)


def standing_values(candidacy: UUID, standing: Standing) -> dict[str, Any]:
    """The columns of a candidacy's standing."""
    return {
        "candidacy": candidacy,
        "state": str(standing.state),
        "share": standing.share,
        "shown": shown_ten_thousandths(standing.share, standing.satisfied),
        "met": standing.met,
        "required": standing.required,
        "minutes": standing.minutes,
        "satisfied": standing.satisfied,
        "open": standing.open,
        "blocked": [str(one) for one in standing.blocked],
        "pending": list(standing.pending),
        "waiting": list(standing.waiting),
        "closed": list(standing.closed),
        "last_decided": standing.last_decided,
        "last_activity": standing.last_activity,
        "judged_clock": standing.judged_clock,
        "touched_clock": standing.touched_clock,
        "assessors": sorted(one.hex for one in standing.assessors),
    }


def standing_from_row(row: Any, prerequisites: tuple[str, ...], award: AwardFact | None) -> Standing:
    """A candidacy's standing from its row; prerequisites and award are not in it."""
    return Standing(
        state=CandidacyState(row.state),
        satisfied=row.satisfied,
        share=row.share,
        met=row.met,
        required=row.required,
        minutes=row.minutes,
        open=row.open,
        blocked=tuple(BlockReason(one) for one in row.blocked),
        pending=tuple(row.pending),
        waiting=tuple(row.waiting),
        closed=tuple(row.closed),
        prerequisites=prerequisites,
        last_decided=row.last_decided,
        last_activity=row.last_activity,
        judged_clock=row.judged_clock,
        touched_clock=row.touched_clock,
        assessors=frozenset(UUID(one) for one in row.assessors),
        award=award,
    )
