"""What an award's events make of it: replaced, revoked, suspended, and its status on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from skillmark.domain.records import AwardEvent, AwardEventKind, AwardFact

EXPIRING_DAYS = 60
"""How many days before its last day an award counts as expiring, where nothing else is set."""


class AwardStatus(StrEnum):
    """The status of the newest award that isn't replaced, on a day."""

    NONE = "none"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


def _has(award: AwardFact, kind: AwardEventKind) -> bool:
    return any(event.kind is kind for event in award.events)


def is_revoked(award: AwardFact) -> bool:
    """Whether it was revoked; that is final, wherever the event stands in the order."""
    return _has(award, AwardEventKind.REVOKED)


def is_replaced(award: AwardFact) -> bool:
    """Whether a correction put another award in its place. A renewed award isn't replaced, it runs out."""
    return _has(award, AwardEventKind.CORRECTED)


def is_erased(award: AwardFact) -> bool:
    """Whether its snapshot was erased."""
    return _has(award, AwardEventKind.ERASED)


def _order(event: AwardEvent) -> tuple[str, str]:
    return (event.recorded, event.device)


def is_suspended(award: AwardFact) -> bool:
    """Whether its newest suspension hasn't been lifted."""
    pair = (AwardEventKind.SUSPENDED, AwardEventKind.LIFTED)
    newest = max((event for event in award.events if event.kind in pair), key=_order, default=None)
    return newest is not None and newest.kind is AwardEventKind.SUSPENDED


def revoked_clock(award: AwardFact) -> str:
    """The clock of the newest revocation; empty where there is none."""
    return max((event.recorded for event in award.events if event.kind is AwardEventKind.REVOKED), default="")


def confirmed_clock(award: AwardFact) -> str:
    """The clock of the newest confirmation; empty where there is none."""
    return max((event.recorded for event in award.events if event.kind is AwardEventKind.CONFIRMED), default="")


def award_status(award: AwardFact | None, day: date, expiring_days: int = EXPIRING_DAYS) -> AwardStatus:
    """The status of one award on a day; the last valid day is valid."""
    if award is None:
        return AwardStatus.NONE
    if is_revoked(award):
        return AwardStatus.REVOKED
    if is_suspended(award):
        return AwardStatus.SUSPENDED
    if award.valid_until is None:
        return AwardStatus.VALID
    if award.valid_until < day:
        return AwardStatus.EXPIRED
    near = award.valid_until - day <= timedelta(days=expiring_days)
    return AwardStatus.EXPIRING if near else AwardStatus.VALID


def is_valid_on(award: AwardFact, day: date) -> bool:
    """Whether the award holds on a day: awarded by then, not over, not replaced, suspended or revoked."""
    if award.awarded_on > day or is_replaced(award):
        return False
    return award_status(award, day) in (AwardStatus.VALID, AwardStatus.EXPIRING)


def holds_valid(awards: Iterable[AwardFact], day: date) -> bool:
    """Whether one of a learner's awards of a credential is valid on a day, as a prerequisite needs."""
    return any(is_valid_on(award, day) for award in awards)


def is_live(award: AwardFact) -> bool:
    """Whether the award is neither revoked nor replaced; expired or suspended it still is."""
    return not is_revoked(award) and not is_replaced(award)


def newest_award(awards: Iterable[AwardFact]) -> AwardFact | None:
    """The award that speaks for a candidacy: the newest that isn't replaced.

    Where two copies of a book awarded at the same time, the one with the smaller (awarded on, clock, device) stands.
    """
    known = [award for award in awards if not is_replaced(award)]
    if not known:
        return None
    newest = max(known, key=lambda award: (award.recorded, award.device, award.id))
    rivals = [award for award in known if is_live(award) and not _over_before(award, newest.awarded_on)]
    return min(rivals, key=lambda award: (award.awarded_on, award.recorded, award.device), default=newest)


def _over_before(award: AwardFact, day: date) -> bool:
    return award.valid_until is not None and award.valid_until < day
