"""The numbered attempts of a requirement, as a history shows them and a correction names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from skillmark.domain.attempts import NO_JUDGEMENT, Counted, Judgement, OrderKey, judgements, resolve
from skillmark.domain.carrying import usable
from skillmark.domain.cores import choose, not_set_aside
from skillmark.domain.outline import ADDED_UP, Requirement
from skillmark.domain.records import Basis, Entry, Outcome, RequirementRecord
from skillmark.domain.scoring import Result


@dataclass(frozen=True, slots=True)
class Attempt:
    """One line of a history: a judgement, the reviews of one submission, an amount, a waiver, a return, a missing.

    Attributes:
        number: computed from the order; None where it can't be named by one (returned, missing, waived, prior learning,
            judged under another version's scale). Amounts are numbered so that they can be corrected.
        entries: the ends of the chains that count, in order; several where two people reviewed.
        outcome: None for amounts, and while reviews don't suffice.
        deciding: it decides.
        set_aside: an extra attempt under `first` set it aside.
        counts: it counts under the candidate's version.
    """

    number: int | None
    key: OrderKey
    entries: tuple[Entry, ...]
    outcome: Outcome | None
    result: Result | None = None
    deciding: bool = False
    set_aside: bool = False
    counts: bool = True

    @property
    def decided_on(self) -> date:
        """The date of its newest entry."""
        return self.entries[-1].assessed_on


def _unnumbered(item: Counted, *, counts: bool) -> Attempt:
    return Attempt(None, item.key, (item.entry,), item.entry.outcome, counts=counts)


def _amounts(counted: list[Counted]) -> list[Attempt]:
    numbered = [item for item in counted if item.entry.outcome not in NO_JUDGEMENT]
    return [Attempt(number, item.key, (item.entry,), None) for number, item in enumerate(numbered, 1)]


def _outcome(judgement: Judgement) -> Outcome | None:
    if judgement.met is None:
        return None
    return Outcome.MET if judgement.met else Outcome.NOT_MET


def _judged(requirement: Requirement, record: RequirementRecord, counted: list[Counted]) -> list[Attempt]:
    judged = judgements(requirement, counted)
    eligible = not_set_aside(requirement, record, judged)
    chosen = choose(requirement, eligible)
    numbers: dict[UUID, int] = {}
    found = []
    for judgement in judged:
        number = None
        if judgement.uses_attempt:
            work = judgement.submission or judgement.counted[0].root.id
            number = numbers.setdefault(work, len(numbers) + 1)
        found.append(
            Attempt(
                number,
                judgement.key,
                tuple(item.entry for item in judgement.counted),
                _outcome(judgement),
                judgement.result,
                judgement is chosen,
                judgement not in eligible,
            )
        )
    return found


def attempts(requirement: Requirement, record: RequirementRecord) -> tuple[Attempt, ...]:
    """Everything that counts of a requirement, in order, with attempt numbers."""
    counted = resolve(record.entries, record.not_before)
    own = usable(requirement, record, counted)
    used = {item.entry.id for item in own}
    lines = _amounts(own) if requirement.scheme in ADDED_UP else _judged(requirement, record, own)
    lines += [_unnumbered(item, counts=True) for item in own if item.entry.outcome in NO_JUDGEMENT]
    lines += [_unnumbered(item, counts=False) for item in counted if item.entry.id not in used]
    return tuple(sorted(lines, key=lambda line: line.key))


def find_attempt(requirement: Requirement, record: RequirementRecord, number: int) -> Attempt | None:
    """The newest line with that attempt number, None where there is none."""
    lines = [line for line in attempts(requirement, record) if line.number == number]
    return lines[-1] if lines else None


def own_entry(requirement: Requirement, record: RequirementRecord, assessor: UUID, day: date) -> Entry | None:
    """The newest entry that counts, where this person made it that day: typing over it corrects it."""
    lines = [line for line in attempts(requirement, record) if line.counts]
    newest = lines[-1].entries[-1] if lines else None
    if newest is None or newest.assessor != assessor or newest.assessed_on != day or newest.basis is not Basis.WORK:
        return None
    return newest
