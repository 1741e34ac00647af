"""Two people review a submission: which reviews belong together, and what they decide together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from skillmark.domain.outline import Requirement
from skillmark.domain.records import Basis, Decision, Entry, Stage
from skillmark.domain.scoring import amount, is_met


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reviews of one submission decide together.

    Attributes:
        met: None while they don't suffice.
        deciding: the review that gives the result; the newest one while undecided.
        decision: None while undecided.
    """

    met: bool | None
    deciding: Entry
    decided_on: date
    decision: Decision | None = None
    disagree: bool = False


def reviewer(entry: Entry) -> UUID:
    """Who reviewed; a review without an assessor counts as a person of its own."""
    return entry.assessor or entry.id


def decision_of(requirement: Requirement, entry: Entry) -> Decision:
    """The review's decision; a review without one accepts where it is met."""
    if is_met(requirement, entry):
        return Decision.ACCEPT
    return Decision.REVISE if entry.decision is Decision.REVISE else Decision.NOT_YET


def _settled(accepts: list[Entry], others: list[Entry]) -> Entry | None:
    """The review that decides where at least two agree and none differs, else None."""
    if accepts and others:
        return None
    return accepts[0] if len(accepts) > 1 else others[0] if len(others) > 1 else None


def _latest(reviews: Sequence[Entry]) -> dict[UUID, Entry]:
    """Each person's newest review, the people in the order of their first."""
    return {reviewer(entry): entry for entry in reviews}


def can_confirm(requirement: Requirement, before: Sequence[Entry], entry: Entry) -> bool:
    """Whether a review is the second reviewer accepting anew after both have accepted, to confirm another total."""
    latest = _latest(before)
    accepted = all(decision_of(requirement, item) is Decision.ACCEPT for item in (*latest.values(), entry))
    return accepted and len(latest) > 1 and list(latest)[1] == reviewer(entry)


def _confirmed(requirement: Requirement, reviews: Sequence[Entry], accepts: list[Entry]) -> Entry:
    """Of the accepts the lowest total, unless the second reviewer has confirmed another."""
    if can_confirm(requirement, reviews[:-1], reviews[-1]):
        return reviews[-1]
    return min(accepts, key=lambda entry: amount(requirement, entry))


def decide_reviews(requirement: Requirement, reviews: Sequence[Entry]) -> Verdict:
    """What the reviews of one submission, in order and at least one, decide together.

    Each person's newest review counts. Two accepts: met, with the lower total. Two that don't accept: not met, with
    the milder decision (`revise`). Otherwise undecided, unless an adjudication says.
    """
    newest = reviews[-1]
    adjudication = next((entry for entry in reversed(reviews) if entry.stage is Stage.ADJUDICATION), None)
    if adjudication is not None:
        decision = decision_of(requirement, adjudication)
        return Verdict(decision is Decision.ACCEPT, adjudication, adjudication.assessed_on, decision)
    latest = _latest(reviews).values()
    accepts = [entry for entry in latest if decision_of(requirement, entry) is Decision.ACCEPT]
    others = [entry for entry in latest if decision_of(requirement, entry) is not Decision.ACCEPT]
    if _settled(accepts, others) is None:
        return Verdict(None, newest, newest.assessed_on, None, bool(accepts and others))
    if accepts:
        return Verdict(True, _confirmed(requirement, reviews, accepts), newest.assessed_on, Decision.ACCEPT)
    milder = min(others, key=lambda entry: entry.decision is not Decision.REVISE)
    return Verdict(False, milder, newest.assessed_on, decision_of(requirement, milder))


def _belongs(group: Sequence[Entry], entry: Entry) -> bool:
    """Whether a review that names no submission belongs to the newest group.

    It depends on who reviewed and at which stage, never on what they decided, so that a correction moves no review.
    """
    people = {reviewer(item) for item in group}
    if group[0].basis is not entry.basis:
        return False
    if entry.stage is Stage.ADJUDICATION:
        return True
    if entry.stage is Stage.AGAIN:
        return reviewer(entry) in people
    return len(people) == 1 and reviewer(entry) not in people


def group_reviews(reviews: Sequence[Entry]) -> list[list[Entry]]:
    """The reviews, given in order, by the submission they judge, in the order of each group's first review.

    Those that name no submission pair up by person: the second of two people joins the first.
    """
    groups: list[list[Entry]] = []
    by_submission: dict[tuple[UUID, Basis], list[Entry]] = {}
    for entry in reviews:
        group: list[Entry] | None = None
        if entry.submission is not None:
            group = by_submission.get((entry.submission, entry.basis))
        elif groups and groups[-1][0].submission is None and _belongs(groups[-1], entry):
            group = groups[-1]
        if group is None:
            group = []
            groups.append(group)
        group.append(entry)
        if entry.submission is not None:
            by_submission[(entry.submission, entry.basis)] = group
    return groups
