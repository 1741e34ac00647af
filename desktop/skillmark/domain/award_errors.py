"""Refusals: every rule that an award, its events or a human number can break, with the fields of its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from skillmark.domain.errors import DomainError


class AwardRefused(DomainError):
    """An award can't be made, or can't be made so."""


@dataclass(eq=False)
class NotReady(AwardRefused):
    """Requirements are unmet: `missing` holds those that still count, in outline order; `met` of `required` are met."""

    missing: tuple[str, ...]
    met: int
    required: int


@dataclass(eq=False)
class CannotBecomeReady(AwardRefused):
    """The root can't be satisfied any more without a waiver or an extra attempt; `closed` names what is in the way."""

    closed: tuple[str, ...]


@dataclass(eq=False)
class SignOffMissing(AwardRefused):
    """Sampling isn't signed off."""


@dataclass(eq=False)
class NothingSinceRevocation(AwardRefused):
    """The award was revoked, and since then nothing has been judged nor has a coordinator reopened the candidacy."""


@dataclass(eq=False)
class OnHold(AwardRefused):
    """The candidacy is on hold, or an open case with hold (`by_case`) forbids an award."""

    by_case: bool


@dataclass(eq=False)
class Withdrawn(AwardRefused):
    """The learner is withdrawn from this candidacy."""


@dataclass(eq=False)
class AlreadyAwarded(AwardRefused):
    """The learner holds a valid award of this credential."""

    number: str


@dataclass(eq=False)
class StandsInRun(AwardRefused):
    """The learner stands in a prepared run of this credential, which is issued or dropped first."""

    run: int


@dataclass(eq=False)
class ProofListDiffers(AwardRefused):
    """The learner has another name than the proof list shows, which somebody may have checked."""

    proved: str
    name: str


@dataclass(eq=False)
class PrerequisiteMissing(AwardRefused):
    """No valid award of these credentials is held on the award date."""

    credentials: tuple[str, ...]


@dataclass(eq=False)
class AwardDateInFuture(AwardRefused):
    """The award date is after today."""

    day: date
    today: date


@dataclass(eq=False)
class AwardDateTooEarly(AwardRefused):
    """The award date is before the last deciding judgement, which is dated `decided_on`."""

    day: date
    decided_on: date


@dataclass(eq=False)
class AwardDateAfterRetirement(AwardRefused):
    """The credential is retired, and its last award date is over."""

    day: date
    last_award_on: date


@dataclass(eq=False)
class SecondPersonNeeded(AwardRefused):
    """One assessor alone judged everything, so somebody else has to award."""

    assessor: UUID


@dataclass(eq=False)
class ExceptionReasonNeeded(AwardRefused):
    """An award by exception needs a written reason."""


class AwardEventRefused(DomainError):
    """An event can't happen to an award."""


@dataclass(eq=False)
class AwardEventReasonNeeded(AwardEventRefused):
    """The event (its word in `kind`) needs a reason."""

    kind: str


@dataclass(eq=False)
class AwardEventOutOfPlace(AwardEventRefused):
    """The event can't happen to an award in that state; `why` says which.

    Attributes:
        kind: the event's word.
        why: revoked, replaced, not_suspended, suspended or erased.
    """

    kind: str
    why: str


@dataclass(eq=False)
class NothingCorrected(AwardEventRefused):
    """The corrected award would print what the present one prints; `name` is its holder's."""

    name: str


@dataclass(eq=False)
class RenewalOutOfPlace(AwardEventRefused):
    """The award can't be renewed yet (`opens_on` says from when), or never ends (None)."""

    opens_on: date | None


class NumberRefused(DomainError):
    """A human number can't be read."""


@dataclass(eq=False)
class NumberMalformed(NumberRefused):
    """The text hasn't the form of such a number."""

    text: str


@dataclass(eq=False)
class CheckCharacterWrong(NumberRefused):
    """The check character doesn't fit, so something was mistyped."""

    text: str


@dataclass(eq=False)
class NumberPartInvalid(NumberRefused):
    """A part for a new number isn't possible: `part` is prefix, year, device or serial."""

    part: str
    value: str
