"""What a scheme alone says of a requirement: judgements that decide, amounts that add up, attendance in percent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from skillmark.domain.amounts import Attended, add_up, attend, percent_share, reached_on
from skillmark.domain.attempts import NO_JUDGEMENT, Counted, Judgement, OrderKey, judgements
from skillmark.domain.outline import ADDED_UP, Deciding, Requirement, Scheme
from skillmark.domain.records import Decision, ExtraAttempts, RequirementRecord
from skillmark.domain.scoring import Result

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Core:
    """What a scheme alone says of a requirement, before waivers, submissions and returns are looked at."""

    met: bool = False
    judged: bool = False
    in_review: bool = False
    going_on: bool = False
    share: Fraction = ZERO
    open: bool = True
    used: int = 0
    deciding: UUID | None = None
    result: Result | None = None
    decision: Decision | None = None
    decided_on: date | None = None
    disagree: bool = False
    met_version: int | None = None
    assessors: tuple[UUID, ...] = ()


def extra_key(extra: ExtraAttempts) -> OrderKey:
    """The place of an arrangement in the order of judgements."""
    return (extra.granted_on, extra.recorded, extra.device, extra.id)


def attempts_allowed(requirement: Requirement, record: RequirementRecord) -> int | None:
    """The maximum of attempts with what was granted on top; None for unlimited, and where amounts add up."""
    if requirement.attempts is None or requirement.scheme in ADDED_UP or requirement.scheme is Scheme.PERCENT:
        return None
    return requirement.attempts + sum(extra.attempts for extra in record.extras)


def attempts_used(judged: Iterable[Judgement]) -> int:
    """How many attempts the judgements use: one for each submission, however often it was judged."""
    used: set[UUID] = set()
    for judgement in judged:
        if judgement.uses_attempt:
            used.add(judgement.submission or judgement.counted[0].root.id)
    return len(used)


def not_set_aside(requirement: Requirement, record: RequirementRecord, judged: list[Judgement]) -> list[Judgement]:
    """The judgements that may decide: with `first`, those after the newest extra attempt was granted.

    What was met under an earlier version stays met, so that it is never set aside.
    """
    if requirement.deciding is not Deciding.FIRST or not record.extras:
        return judged
    granted = max(extra_key(extra) for extra in record.extras)
    return [judgement for judgement in judged if judgement.version is not None or judgement.key > granted]


def choose(requirement: Requirement, eligible: list[Judgement]) -> Judgement | None:
    """The deciding judgement among those that may decide, in order; None where there is none yet."""
    if requirement.deciding is Deciding.FIRST:
        return eligible[0] if eligible and eligible[0].met is not None else None
    decided = [judgement for judgement in eligible if judgement.met is not None]
    if not decided or requirement.deciding is Deciding.LATEST:
        return decided[-1] if decided else None
    return max(decided, key=lambda judgement: (judgement.met is True, judgement.amount))


def _still_open(
    requirement: Requirement, record: RequirementRecord, eligible: list[Judgement], used: int, undecided: bool
) -> bool:
    """Whether an unmet judged requirement can still be met with the attempts it has."""
    if undecided:
        return True
    if requirement.deciding is Deciding.FIRST and eligible:
        return False
    allowed = attempts_allowed(requirement, record)
    return allowed is None or used < allowed


def judged_core(requirement: Requirement, record: RequirementRecord, judged: list[Judgement]) -> Core:
    """What the judgements, in order, say: pass or fail, points, levels, rubrics."""
    if not judged:
        return Core()
    eligible = not_set_aside(requirement, record, judged)
    used = attempts_used(judged)
    undecided = [judgement for judgement in eligible if judgement.met is None]
    chosen = choose(requirement, eligible)
    still = _still_open(requirement, record, eligible, used, bool(undecided))
    disagree = any(judgement.disagree for judgement in undecided)
    if chosen is None:
        return Core(in_review=bool(undecided), open=still, used=used, disagree=disagree)
    met = chosen.met is True
    people = dict.fromkeys(item.entry.assessor for item in chosen.counted if item.entry.assessor is not None)
    deciding = chosen.deciding.id if chosen.deciding else None
    return Core(
        met,
        True,
        bool(undecided),
        False,
        ONE if met else ZERO,
        met or still,
        used,
        deciding,
        chosen.result,
        chosen.decision,
        chosen.decided_on,
        disagree,
        chosen.version,
        tuple(people),
    )


def added_core(requirement: Requirement, counted: list[Counted], attended: Attended) -> Core:
    """What hours or counts say."""
    needed = requirement.needed or 1
    amounts = [item for item in counted if item.entry.outcome not in NO_JUDGEMENT]
    parts = add_up(requirement, amounts, attended)
    got = sum(part for _, part in parts)
    if requirement.scheme is Scheme.HOURS:
        result = Result(Scheme.HOURS, minutes=got, needed=requirement.needed)
    else:
        result = Result(Scheme.COUNT, count=got, needed=requirement.needed)
    people = dict.fromkeys(item.entry.assessor for item in amounts if item.entry.assessor is not None)
    met = got >= needed
    return Core(
        met,
        False,
        False,
        got > 0,
        ONE if met else Fraction(got) / needed,
        True,
        0,
        None,
        result if parts else None,
        None,
        reached_on(parts, needed) if met else None,
        assessors=tuple(people),
    )


def percent_core(requirement: Requirement, attended: Attended) -> Core:
    """What attendance in percent says."""
    needed = Fraction(requirement.needed or 1)
    if attended.counted == 0:
        return Core()
    got = Fraction(attended.minutes, attended.counted)
    result = Result(Scheme.PERCENT, percent=got, minutes=attended.minutes, needed=needed)
    share = percent_share(attended, needed)
    if attended.outstanding:
        return Core(going_on=attended.minutes > 0, share=share, result=result)
    met = got >= needed
    return Core(met, True, share=share, open=met, result=result, decided_on=attended.decided_on)


def core_of(
    requirement: Requirement,
    record: RequirementRecord,
    counted: list[Counted],
    attended: Attended,
    recognised: Judgement | None,
) -> Core:
    """What the requirement's scheme says, with what an earlier version brings in as one judgement that is met."""
    if requirement.scheme in ADDED_UP or requirement.scheme is Scheme.PERCENT:
        if recognised is not None:
            return judged_core(requirement, RequirementRecord(), [recognised])
        percent = requirement.scheme is Scheme.PERCENT
        return percent_core(requirement, attended) if percent else added_core(requirement, counted, attended)
    judged = judgements(requirement, counted)
    if recognised is not None:
        judged.append(recognised)
        first = requirement.deciding is Deciding.FIRST
        judged.sort(key=lambda item: (not (first and item.version is not None), item.key))
    return judged_core(requirement, record, judged)


def attended_of(requirement: Requirement, record: RequirementRecord) -> Attended:
    """What the sessions of the record add up to under the requirement's scheme."""
    return attend(record, percent=requirement.scheme is Scheme.PERCENT)
