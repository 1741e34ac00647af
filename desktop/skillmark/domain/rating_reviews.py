"""Checks a review where two people review, and keeps what an earlier review earned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from skillmark.domain.attempts import Counted, Judgement, judgements
from skillmark.domain.errors import (
    AssessorNeeded,
    NothingToAdjudicate,
    ReasonNeeded,
    SameReviewer,
    SubmissionDecided,
)
from skillmark.domain.outline import Requirement
from skillmark.domain.records import Decision, Entry, Stage
from skillmark.domain.reviews import decide_reviews, decision_of, reviewer
from skillmark.domain.scoring import effective_points


def _kept_from(requirement: Requirement, judgement: Judgement) -> dict[str, Decimal]:
    """Points of the criteria that reached their floor with everybody who gave points, the lowest of them."""
    rubric = requirement.rubric
    if rubric is None:
        return {}
    given = [effective_points(item.entry) for item in judgement.counted if item.entry.points]
    kept: dict[str, Decimal] = {}
    for criterion in rubric.criteria:
        if criterion.floor is None or not given:
            continue
        least = min(points.get(criterion.code, Decimal(-1)) for points in given)
        if least >= criterion.floor:
            kept[criterion.code] = least
    return kept


def keep_points(requirement: Requirement, before: Sequence[Counted], entry: Entry) -> Entry:
    """The entry with the points that it keeps.

    Where the last decided judgement before it says `revise`, a criterion that reached its floor there keeps at least
    its points; the others, and all without a floor, are judged again.
    """
    decided = [judgement for judgement in judgements(requirement, before) if judgement.met is not None]
    if not decided or decided[-1].decision is not Decision.REVISE:
        return replace(entry, kept={})
    return replace(entry, kept=_kept_from(requirement, decided[-1]))


def _confirms(requirement: Requirement, group: Sequence[Entry], entry: Entry) -> bool:
    """Whether the second reviewer confirms another total after both have accepted."""
    if entry.stage is not Stage.SECOND or decision_of(requirement, entry) is not Decision.ACCEPT:
        return False
    mine = [item for item in group if reviewer(item) == reviewer(entry)]
    return bool(mine) and all(decision_of(requirement, item) is Decision.ACCEPT for item in group)


def _stage_among(group: Sequence[Entry], entry: Entry) -> Stage:
    """The stage of a review beside those that don't suffice yet."""
    people = dict.fromkeys(reviewer(item) for item in group)
    me = reviewer(entry)
    if len(people) == 1:
        if entry.stage is Stage.ADJUDICATION:
            raise NothingToAdjudicate
        if me in people:
            raise SameReviewer(me)
        return Stage.SECOND
    if me not in people:
        if not entry.reason.strip():
            raise ReasonNeeded("adjudication")
        return Stage.ADJUDICATION
    if entry.stage is Stage.ADJUDICATION:
        raise SameReviewer(me)
    return Stage.FIRST if me == next(iter(people)) else Stage.SECOND


def check_review(requirement: Requirement, others: Sequence[Counted], own: Counted) -> Entry:
    """A new review with its stage: first, second, or adjudication by a third person with a reason.

    Args:
        requirement: one with two reviews.
        others: what else counts, in order.
        own: the new review at its place.

    Raises:
        AssessorNeeded, SameReviewer, SubmissionDecided, NothingToAdjudicate, ReasonNeeded.
    """
    entry = own.entry
    if entry.assessor is None:
        raise AssessorNeeded
    everything = sorted((*others, own), key=lambda item: item.key)
    groups = [[item.entry for item in judgement.counted] for judgement in judgements(requirement, everything)]
    group = [item for found in groups if entry in found for item in found if item is not entry]
    if not group:
        if entry.stage is Stage.ADJUDICATION:
            raise NothingToAdjudicate
        return replace(entry, stage=Stage.FIRST)
    if decide_reviews(requirement, group).met is None:
        return replace(entry, stage=_stage_among(group, entry))
    if entry.submission is not None and not _confirms(requirement, group, entry):
        raise SubmissionDecided(entry.submission)
    return replace(entry, stage=Stage.SECOND)
