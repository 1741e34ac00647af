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
from skillmark.domain.reviews import can_confirm, decide_reviews, reviewer
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


def _stage_among(group: Sequence[Entry], entry: Entry) -> Stage:
    """The stage of a review beside those that don't suffice yet."""
    people = {reviewer(item) for item in group}
    me = reviewer(entry)
    if len(people) == 1:
        if entry.stage is Stage.ADJUDICATION:
            raise NothingToAdjudicate
        if me in people:
            raise SameReviewer(me)
        return Stage.SECOND
    if me in people:
        if entry.stage is Stage.ADJUDICATION:
            raise SameReviewer(me)
        return Stage.AGAIN
    if not entry.reason.strip():
        raise ReasonNeeded("adjudication")
    return Stage.ADJUDICATION


def _group_of(requirement: Requirement, others: Sequence[Counted], entry: Entry) -> list[Entry]:
    """The reviews of the submission that the entry judges, else those of the newest one that names none."""
    groups = [[item.entry for item in judgement.counted] for judgement in judgements(requirement, others)]
    fitting = [group for group in groups if (group[0].submission, group[0].basis) == (entry.submission, entry.basis)]
    return fitting[-1] if fitting else []


def _stage(requirement: Requirement, group: list[Entry], entry: Entry) -> Stage:
    """The stage of a new review, by the reviews that it stands beside."""
    starts_anew = entry.stage is Stage.FIRST and entry.submission is None
    if group and not starts_anew:
        if decide_reviews(requirement, group).met is None:
            return _stage_among(group, entry)
        if entry.stage in (Stage.SECOND, Stage.AGAIN) and can_confirm(requirement, group, entry):
            return Stage.AGAIN
        if entry.submission is not None:
            raise SubmissionDecided(entry.submission)
    if entry.stage is Stage.ADJUDICATION:
        raise NothingToAdjudicate
    return Stage.FIRST


def check_review(requirement: Requirement, others: Sequence[Counted], entry: Entry) -> Entry:
    """A new review with its stage: first, second, again, or adjudication by a third person with a reason.

    A review that names no submission belongs to the newest one under review; with the stage `first` it starts another.

    Args:
        requirement: one with two reviews.
        others: what else counts, in order.
        entry: the new review.

    Raises:
        AssessorNeeded, SameReviewer, SubmissionDecided, NothingToAdjudicate, ReasonNeeded.
    """
    if entry.assessor is None:
        raise AssessorNeeded
    group = _group_of(requirement, others, entry)
    return replace(entry, stage=_stage(requirement, group, entry))
