"""What waivers, returns, missings and submissions say of a requirement beside its judgements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from skillmark.domain.attempts import NO_JUDGEMENT, Counted, OrderKey
from skillmark.domain.records import Outcome, RequirementRecord, SubmissionFact


@dataclass(frozen=True, slots=True)
class Signals:
    """What waivers, returns, missings and submissions say beside the judgements."""

    waiver: Counted | None
    submitted: bool
    returned: bool
    missing: bool
    judged_clock: str


def _newest(counted: Iterable[Counted], *outcomes: Outcome) -> Counted | None:
    """The newest counted chain with one of these outcomes."""
    return max((item for item in counted if item.entry.outcome in outcomes), key=lambda item: item.key, default=None)


def counted_submissions(record: RequirementRecord) -> list[SubmissionFact]:
    """The submissions that count: in a renewal's candidacy none from before it."""
    first = record.not_before
    return [item for item in record.submissions if first is None or item.submitted_on >= first]


def _submission_key(submission: SubmissionFact) -> OrderKey:
    return (submission.submitted_on, submission.recorded, submission.device, submission.id)


def pending_submissions(record: RequirementRecord, counted: list[Counted]) -> list[SubmissionFact]:
    """Submissions newer than the last judgement and the last return, and named by neither."""
    seen = [item for item in counted if item.entry.outcome not in (Outcome.WAIVED, Outcome.MISSING)]
    named = {item.entry.submission for item in seen}
    last = max((item.key for item in seen), default=None)
    return [
        submission
        for submission in counted_submissions(record)
        if submission.id not in named and (last is None or _submission_key(submission) > last)
    ]


def signals_of(record: RequirementRecord, counted: list[Counted]) -> Signals:
    """Reads waivers, returns, missings and submissions out of the record."""
    judged = [item for item in counted if item.entry.outcome not in NO_JUDGEMENT]
    returned = _newest(counted, Outcome.RETURNED)
    newest = counted[-1] if counted else None
    pending = pending_submissions(record, counted)
    missing = newest is not None and newest.entry.outcome is Outcome.MISSING
    if missing and newest is not None:
        missing = all(_submission_key(submission) < newest.key for submission in record.submissions)
    clocks = [item.entry.recorded for item in counted if item.entry.outcome not in (Outcome.RETURNED, Outcome.MISSING)]
    return Signals(
        _newest(counted, Outcome.WAIVED),
        bool(pending),
        returned is not None and (not judged or returned.key > judged[-1].key),
        missing,
        max(clocks, default=""),
    )
