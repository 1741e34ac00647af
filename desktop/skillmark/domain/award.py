"""Awards: how long they hold, whether one may be made, whether records still support it, what its snapshot says."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from skillmark.domain.award_errors import (
    AlreadyAwarded,
    AwardDateAfterRetirement,
    AwardDateInFuture,
    AwardDateTooEarly,
    AwardEventOutOfPlace,
    AwardEventReasonNeeded,
    AwardRefused,
    CannotBecomeReady,
    ExceptionReasonNeeded,
    NothingSinceRevocation,
    NotReady,
    OnHold,
    PrerequisiteMissing,
    RenewalOutOfPlace,
    SecondPersonNeeded,
    SignOffMissing,
    Withdrawn,
)
from skillmark.domain.award_facts import (
    AwardStatus,
    award_status,
    confirmed_clock,
    holds_valid,
    is_erased,
    is_live,
    is_replaced,
    is_revoked,
    is_suspended,
    is_valid_on,
    newest_award,
    revoked_clock,
)
from skillmark.domain.definition_parts import Renewal, Validity
from skillmark.domain.records import AwardEventKind, AwardFact, CandidacyFacts, CandidacyStatus
from skillmark.domain.snapshot import build_snapshot
from skillmark.domain.standing import Standing

__all__ = [
    "AwardCase",
    "AwardStatus",
    "Support",
    "add_months",
    "award_status",
    "build_snapshot",
    "check_event",
    "check_renewal",
    "holds_valid",
    "is_live",
    "is_replaced",
    "is_revoked",
    "is_suspended",
    "is_valid_on",
    "may_award",
    "newest_award",
    "renewed_until",
    "support",
    "valid_until",
    "window_opens",
]

NEEDS_REASON = frozenset(
    {
        AwardEventKind.CORRECTED,
        AwardEventKind.CONFIRMED,
        AwardEventKind.SUSPENDED,
        AwardEventKind.LIFTED,
        AwardEventKind.REVOKED,
        AwardEventKind.ERASED,
    }
)
"""Events that say why."""


def add_months(day: date, months: int) -> date:
    """The same day so many months later (earlier where negative), cut to the month's end."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def valid_until(validity: Validity, awarded_on: date) -> date | None:
    """The last valid day of an award made on that date; None for ever."""
    if validity.months is not None:
        return add_months(awarded_on, validity.months)
    return validity.until


def window_opens(renewal: Renewal, ends_on: date) -> date:
    """The first day on which judgements count for a renewal of an award that ends then."""
    return add_months(ends_on, -renewal.window_months)


def renewed_until(validity: Validity, renewal: Renewal, ends_on: date, awarded_on: date) -> date | None:
    """The last valid day of a renewed award.

    Inside the window (to the old award's last day) the validity goes on from there, after it from the new award date.
    """
    if validity.months is None:
        return validity.until
    inside = window_opens(renewal, ends_on) <= awarded_on <= ends_on
    return add_months(ends_on if inside else awarded_on, validity.months)


def check_renewal(award: AwardFact, renewal: Renewal, day: date) -> None:
    """Refuses to renew an award that never ends, is revoked, replaced or suspended, or whose window isn't open yet.

    Raises:
        RenewalOutOfPlace, AwardEventOutOfPlace.
    """
    for applies, why in ((is_revoked, "revoked"), (is_replaced, "replaced"), (is_suspended, "suspended")):
        if applies(award):
            raise AwardEventOutOfPlace(str(AwardEventKind.RENEWED), why)
    if award.valid_until is None:
        raise RenewalOutOfPlace(None)
    opens_on = window_opens(renewal, award.valid_until)
    if day < opens_on:
        raise RenewalOutOfPlace(opens_on)


@dataclass(frozen=True, slots=True)
class AwardCase:
    """A wish to award, with everything that it is checked against.

    Attributes:
        standing: as stored; what depends on the day is looked at for the award date.
        facts: the candidacy's facts, for status and holds.
        others: the learner's awards of the same credential from every candidacy.
        prerequisites_held: codes of the credentials of which a valid award is held on the award date.
        exception: a coordinator's written reason for awarding although the learner isn't ready; None for no exception.
        renewal: the award renews one in `others`, which may still be valid.
        last_award_on: of a retired credential, None where it isn't.
        second_person: the setting that somebody else awards where one assessor alone judged everything.
        actor: who awards.
    """

    standing: Standing
    facts: CandidacyFacts
    awarded_on: date
    today: date
    others: tuple[AwardFact, ...] = ()
    prerequisites_held: frozenset[str] = frozenset()
    exception: str | None = None
    renewal: bool = False
    last_award_on: date | None = None
    second_person: bool = False
    actor: UUID | None = None


def _not_ready(case: AwardCase) -> Iterable[AwardRefused]:
    """What keeps the learner from being ready; a coordinator may make an exception from it."""
    standing, facts = case.standing, case.facts
    if facts.status is CandidacyStatus.WITHDRAWN:
        yield Withdrawn()
    award = standing.award
    if award is not None and is_revoked(award) and (max(standing.judged_clock, facts.reopened) <= revoked_clock(award)):
        yield NothingSinceRevocation()
    if not standing.open:
        yield CannotBecomeReady(standing.closed)
    elif not standing.satisfied:
        yield NotReady(standing.pending, standing.met, standing.required)
    if facts.sign_off_needed and not facts.signed_off:
        yield SignOffMissing()
    missing = tuple(code for code in standing.prerequisites if code not in case.prerequisites_held)
    if missing:
        yield PrerequisiteMissing(missing)


def _dates(case: AwardCase) -> Iterable[AwardRefused]:
    decided_on = case.standing.last_decided
    if case.awarded_on > case.today:
        yield AwardDateInFuture(case.awarded_on, case.today)
    if decided_on is not None and case.awarded_on < decided_on:
        yield AwardDateTooEarly(case.awarded_on, decided_on)
    if case.last_award_on is not None and case.awarded_on > case.last_award_on:
        yield AwardDateAfterRetirement(case.awarded_on, case.last_award_on)


def _always(case: AwardCase) -> Iterable[AwardRefused]:
    """What no exception helps against."""
    if case.facts.held or case.facts.status is CandidacyStatus.ON_HOLD:
        yield OnHold(case.facts.held)
    if case.exception is not None and not case.exception.strip():
        yield ExceptionReasonNeeded()
    if not case.renewal:
        held = next((award for award in case.others if _stands_on(award, case.awarded_on)), None)
        if held is not None:
            yield AlreadyAwarded(held.number)
    alone = case.standing.assessors
    if case.second_person and case.actor is not None and alone == {case.actor}:
        yield SecondPersonNeeded(case.actor)
    yield from _dates(case)


def _stands_on(award: AwardFact, day: date) -> bool:
    """Whether an award stands in the way of another one: it isn't over on the day; suspended it still stands."""
    return is_live(award) and (award.valid_until is None or award.valid_until >= day)


def may_award(case: AwardCase) -> tuple[AwardRefused, ...]:
    """Every reason against the award; none where it may be made."""
    excused = case.exception is not None and bool(case.exception.strip())
    reasons = [] if excused else list(_not_ready(case))
    return (*reasons, *_always(case))


class Support(StrEnum):
    """Whether today's records would still give an award."""

    SUPPORTED = "supported"
    EXCEPTION = "exception"
    CONFIRMED = "confirmed"
    UNSUPPORTED = "unsupported"

    @property
    def supported(self) -> bool:
        """Whether nobody has to look at it."""
        return self is not Support.UNSUPPORTED


def support(standing: Standing, award: AwardFact) -> Support:
    """Whether the records give the award, by the standing of its candidacy.

    A confirmation holds until something is recorded after it. A revoked or replaced award asks nothing of anybody.
    """
    if award.by_exception:
        return Support.EXCEPTION
    if standing.satisfied or not is_live(award):
        return Support.SUPPORTED
    confirmed = confirmed_clock(award)
    if confirmed and confirmed >= standing.touched_clock:
        return Support.CONFIRMED
    return Support.UNSUPPORTED


def _why_not(award: AwardFact, kind: AwardEventKind) -> str | None:
    """Why the event can't happen to the award, None where it can."""
    if kind in (AwardEventKind.ENQUIRED, AwardEventKind.ERASED):
        return "erased" if kind is AwardEventKind.ERASED and is_erased(award) else None
    if is_revoked(award):
        return "revoked"
    if is_replaced(award) and kind is not AwardEventKind.REVOKED:
        return "replaced"
    if kind is AwardEventKind.LIFTED and not is_suspended(award):
        return "not_suspended"
    if kind in (AwardEventKind.SUSPENDED, AwardEventKind.RENEWED) and is_suspended(award):
        return "suspended"
    if kind in (AwardEventKind.REPRINTED, AwardEventKind.CORRECTED) and is_erased(award):
        return "erased"
    return None


def check_event(award: AwardFact, kind: AwardEventKind, reason: str) -> None:
    """Refuses an event that can't happen to the award, or that lacks its reason.

    Raises:
        AwardEventOutOfPlace, AwardEventReasonNeeded.
    """
    why = _why_not(award, kind)
    if why is not None:
        raise AwardEventOutOfPlace(str(kind), why)
    if kind in NEEDS_REASON and not reason.strip():
        raise AwardEventReasonNeeded(str(kind))


def expires_within(award: AwardFact, day: date, days: int) -> bool:
    """Whether the award is valid on the day and ends within so many days."""
    return is_valid_on(award, day) and award.valid_until is not None and award.valid_until <= day + timedelta(days=days)
