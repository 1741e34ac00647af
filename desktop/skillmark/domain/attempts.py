"""The order of judgements: chains of corrections and voids, reviews of one submission, numbered attempts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from skillmark.domain.outline import Requirement
from skillmark.domain.records import Basis, Decision, Entry, Outcome
from skillmark.domain.reviews import decide_reviews, group_reviews
from skillmark.domain.scoring import Result, amount, is_met, result_of

OrderKey = tuple[date, str, str, UUID]
"""The order of judgements: assessed on, clock, device, id."""

NO_JUDGEMENT = frozenset({Outcome.RETURNED, Outcome.MISSING, Outcome.WAIVED, Outcome.VOID})
"""Outcomes that are no judgement and use no attempt."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A chain of corrections that counts: `entry` is its end, `root` the entry whose place it takes."""

    entry: Entry
    root: Entry
    key: OrderKey


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement that may decide: an entry, or the reviews of one submission.

    Attributes:
        counted: the chains in order; several where two people review.
        key: its place in the order.
        last_key: the place of its newest review.
        met: None while reviews don't suffice.
        amount: total, mark or level position; -1 where there is none.
        deciding: the entry that gives the result; the newest one while undecided; None where sessions alone did.
        decision: the reviews' decision, None where there is none.
        disagree: the markers disagree.
        version: the number of the earlier version under which it was met and is recognised, else None.
    """

    counted: tuple[Counted, ...]
    key: OrderKey
    last_key: OrderKey
    met: bool | None
    amount: Decimal
    deciding: Entry | None
    decided_on: date | None
    result: Result | None
    decision: Decision | None = None
    disagree: bool = False
    version: int | None = None

    @property
    def uses_attempt(self) -> bool:
        """Whether it is one of the attempts; recognised prior learning and earlier versions use none."""
        return self.version is None and self.deciding is not None and self.deciding.basis is Basis.WORK

    @property
    def submission(self) -> UUID | None:
        """The submission that was judged, None where none was named."""
        return next((item.entry.submission for item in self.counted if item.entry.submission is not None), None)


def _clock(entry: Entry) -> tuple[str, str, UUID]:
    """Which of two corrections of one entry wins: the greater."""
    return (entry.recorded, entry.device, entry.id)


def corrections_of(entries: Iterable[Entry]) -> dict[UUID, list[Entry]]:
    """The corrections and voids by the id of what they replace, the greatest clock first."""
    corrections: dict[UUID, list[Entry]] = {}
    for entry in sorted(entries, key=_clock, reverse=True):
        if entry.replaces is not None:
            corrections.setdefault(entry.replaces, []).append(entry)
    return corrections


def winner(entry: Entry, corrections: Mapping[UUID, list[Entry]]) -> Entry | None:
    """The correction of an entry that wins; one that is a proposal only where somebody confirmed it."""
    for correction in corrections.get(entry.id, ()):
        if not correction.proposed or winner(correction, corrections) is not None:
            return correction
    return None


def _end_of_chain(root: Entry, corrections: Mapping[UUID, list[Entry]]) -> Entry | None:
    """The last entry of the winning path that is no unconfirmed proposal; None where all are proposals."""
    end = None if root.proposed else root
    step = winner(root, corrections)
    while step is not None:
        end = end if step.proposed else step
        step = winner(step, corrections)
    return end


def resolve(entries: Iterable[Entry], not_before: date | None = None) -> tuple[Counted, ...]:
    """Every chain whose end counts, in the order of judgements.

    A correction takes the place of what it replaces: the clock of the chain's first entry, and the date that the end
    carries. Voided chains and unconfirmed proposals are left out, and so is what was judged before `not_before`.
    """
    known = {entry.id: entry for entry in entries}
    corrections = corrections_of(known.values())
    found = []
    for root in known.values():
        end = None if root.replaces in known else _end_of_chain(root, corrections)
        if end is None or end.outcome is Outcome.VOID or (not_before is not None and end.assessed_on < not_before):
            continue
        found.append(Counted(end, root, (end.assessed_on, root.recorded, root.device, root.id)))
    found.sort(key=lambda counted: counted.key)
    return tuple(found)


def _single(requirement: Requirement, counted: Counted) -> Judgement:
    entry = counted.entry
    return Judgement(
        (counted,),
        counted.key,
        counted.key,
        is_met(requirement, entry),
        amount(requirement, entry),
        entry,
        entry.assessed_on,
        result_of(requirement, entry),
        entry.decision,
    )


def _reviewed(requirement: Requirement, group: tuple[Counted, ...]) -> Judgement:
    verdict = decide_reviews(requirement, tuple(counted.entry for counted in group))
    return Judgement(
        group,
        group[0].key,
        group[-1].key,
        verdict.met,
        amount(requirement, verdict.deciding),
        verdict.deciding,
        verdict.decided_on,
        result_of(requirement, verdict.deciding),
        verdict.decision,
        verdict.disagree,
    )


def judgements(requirement: Requirement, counted: Iterable[Counted]) -> list[Judgement]:
    """The judgements among the counted chains, in order; where two people review, one for each submission."""
    judged = [item for item in counted if item.entry.outcome not in NO_JUDGEMENT]
    if requirement.reviews == 1:
        return [_single(requirement, item) for item in judged]
    entries = tuple(item.entry for item in judged)
    by_entry = {item.entry.id: item for item in judged}
    groups = group_reviews(entries)
    return [_reviewed(requirement, tuple(by_entry[entry.id] for entry in group)) for group in groups]
