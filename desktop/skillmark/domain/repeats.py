"""Rows that say what is already recorded: recording the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skillmark.domain.attempts import NO_JUDGEMENT, Counted
from skillmark.domain.outline import ADDED_UP, Requirement
from skillmark.domain.records import Entry
from skillmark.domain.reviews import decision_of
from skillmark.domain.scoring import is_met


def _sides(requirement: Requirement, entry: Entry) -> tuple[object, ...]:
    """What two equal rows have in common, outcome and decision derived where they weren't said."""
    outcome: object = entry.outcome
    decision: object = entry.decision
    if requirement.scheme in ADDED_UP and entry.outcome not in NO_JUDGEMENT:
        outcome = None
    elif entry.outcome not in NO_JUDGEMENT:
        outcome = is_met(requirement, entry)
        decision = decision_of(requirement, entry) if requirement.reviews > 1 else entry.decision
    values = (entry.mark, entry.level, sorted(entry.points.items()), entry.minutes, entry.count)
    return (entry.assessed_on, entry.assessor, entry.basis, outcome, decision, *values)


def same_result(requirement: Requirement, stored: Entry, row: Entry) -> bool:
    """Whether a row says what is already recorded: date, result, assessor, basis.

    The row may leave out what follows: an outcome beside a mark, a decision beside an outcome.
    """
    row = replace(row, kept=stored.kept)
    if row.decision is None and requirement.reviews == 1:
        stored = replace(stored, decision=None) if is_met(requirement, stored) == is_met(requirement, row) else stored
    return _sides(requirement, stored) == _sides(requirement, row)


def entries_like(requirement: Requirement, counted: Sequence[Counted], row: Entry) -> tuple[Entry, ...]:
    """The counted entries that say what the row says, in order; a second equal row of one file is a second entry."""
    return tuple(item.entry for item in counted if same_result(requirement, item.entry, row))
