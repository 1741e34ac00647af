"""Refusals: every rule that an entry can break, with the fields that its sentence needs. No sentences here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from skillmark.domain.outline import Judge, Scheme
from skillmark.domain.records import Decision, Outcome


class DomainError(Exception):
    """A rule of the domain refuses something; subclasses hold the facts and no sentences."""


class EntryRefused(DomainError):
    """One judgement can't be recorded."""


@dataclass(eq=False)
class MarkOverMaximum(EntryRefused):
    """The mark is over the requirement's maximum."""

    mark: Decimal
    maximum: Decimal


@dataclass(eq=False)
class ValueNegative(EntryRefused):
    """A mark, minutes or a count is below zero. `field` is mark, minutes, count or the criterion's code."""

    field: str
    value: Decimal | int


@dataclass(eq=False)
class ValueTooLarge(EntryRefused):
    """Minutes or a count are more than one entry can mean. `field` is minutes or count."""

    field: str
    value: int
    most: int


@dataclass(eq=False)
class ValueNotFinite(EntryRefused):
    """A mark or points are no finite number. `field` is mark or the criterion's code."""

    field: str


@dataclass(eq=False)
class TooManyDecimals(EntryRefused):
    """The mark has more decimals than the `most` that are kept."""

    mark: Decimal
    most: int


@dataclass(eq=False)
class LevelUnknown(EntryRefused):
    """The level isn't one of the requirement's levels."""

    level: str
    levels: tuple[str, ...]


@dataclass(eq=False)
class CriterionUnknown(EntryRefused):
    """The rubric has no criterion with that code."""

    criterion: str
    criteria: tuple[str, ...]


@dataclass(eq=False)
class CriterionMissing(EntryRefused):
    """Criteria without points, in the rubric's order."""

    criteria: tuple[str, ...]


@dataclass(eq=False)
class PointsNotALevel(EntryRefused):
    """No level of the criterion is worth these points; `allowed` are those that are."""

    criterion: str
    points: Decimal
    allowed: tuple[Decimal, ...]


@dataclass(eq=False)
class ValueNotTaken(EntryRefused):
    """The scheme takes no such value. `field` is mark, level, points, minutes, count or decision."""

    field: str
    scheme: Scheme


@dataclass(eq=False)
class ResultWithOutcome(EntryRefused):
    """An outcome that judges nothing (returned, missing, waived, void) came with a result in `field`."""

    outcome: Outcome
    field: str


@dataclass(eq=False)
class ResultNeeded(EntryRefused):
    """The scheme needs a result (a mark, a level, points, hours, a count), a bare outcome isn't enough."""

    scheme: Scheme
    outcome: Outcome | None


@dataclass(eq=False)
class OutcomeNeeded(EntryRefused):
    """Pass or fail: the entry says neither an outcome nor a decision."""


@dataclass(eq=False)
class OutcomeNotTaken(EntryRefused):
    """The scheme can't have that outcome (attendance in percent takes waivers only)."""

    outcome: Outcome | None
    scheme: Scheme


@dataclass(eq=False)
class OutcomeContradictsResult(EntryRefused):
    """The outcome that was said isn't the one that the result gives."""

    said: Outcome
    follows: Outcome


@dataclass(eq=False)
class OutcomeContradictsDecision(EntryRefused):
    """The outcome that was said isn't the one that the decision gives."""

    said: Outcome
    decision: Decision


@dataclass(eq=False)
class AcceptWithoutPass(EntryRefused):
    """`accept` was decided although the result doesn't pass.

    Attributes:
        total: points in sum, None where none were given.
        pass_total: the total needed, None where only floors decide.
        below_floor: codes of the criteria that stay below their floor.
    """

    total: Decimal | None
    pass_total: Decimal | None
    below_floor: tuple[str, ...]


@dataclass(eq=False)
class AttemptsExceeded(EntryRefused):
    """All attempts are used."""

    used: int
    allowed: int


@dataclass(eq=False)
class DateInFuture(EntryRefused):
    """The judgement is dated after today."""

    day: date
    today: date


@dataclass(eq=False)
class DateTooLongAgo(EntryRefused):
    """The judgement is dated before any day that can be meant."""

    day: date
    earliest: date


@dataclass(eq=False)
class ReasonNeeded(EntryRefused):
    """A correction, a void, a waiver or an adjudication needs a reason. `what` is one of these words."""

    what: str


@dataclass(eq=False)
class AuthorityNeeded(EntryRefused):
    """A waiver needs somebody who allowed it."""


@dataclass(eq=False)
class TooManyWaivers(EntryRefused):
    """The version allows no further requirement to be waived."""

    allowed: int


@dataclass(eq=False)
class EvidenceNeeded(EntryRefused):
    """The requirement asks for evidence and none was named."""


@dataclass(eq=False)
class RplEvidenceNeeded(EntryRefused):
    """Recognising prior learning needs evidence and none was named."""


@dataclass(eq=False)
class AssessorNeeded(EntryRefused):
    """Where two people review, each review needs to say whose it is."""


@dataclass(eq=False)
class SameReviewer(EntryRefused):
    """The person has reviewed this submission already, and a second person is wanted."""

    assessor: UUID


@dataclass(eq=False)
class SubmissionDecided(EntryRefused):
    """The reviews of this submission are complete; another is a correction."""

    submission: UUID


@dataclass(eq=False)
class SubmissionUnknown(EntryRefused):
    """The record holds no such submission."""

    submission: UUID


@dataclass(eq=False)
class NothingToAdjudicate(EntryRefused):
    """An adjudication was recorded where no two reviews disagree."""


@dataclass(eq=False)
class EntryUnknown(EntryRefused):
    """The entry to be corrected or voided isn't in the record; None where none was named."""

    entry: UUID | None


@dataclass(eq=False)
class EntryReplaced(EntryRefused):
    """The entry to be corrected was corrected already, by the entry `by`."""

    entry: UUID
    by: UUID


@dataclass(eq=False)
class EntryVoided(EntryRefused):
    """The entry to be voided is a void itself."""

    entry: UUID


@dataclass(eq=False)
class AdjudicatorNeeded(EntryRefused):
    """Where two markers disagree only a coordinator who was neither of them decides."""


@dataclass(eq=False)
class JudgeNotAllowed(EntryRefused):
    """The requirement restricts who may judge it, and this person isn't among them."""

    allowed: tuple[Judge, ...]
