"""Checks one entry against its requirement and record before it is appended, and completes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from skillmark.domain.amounts import add_up
from skillmark.domain.attempts import NO_JUDGEMENT, Counted, corrections_of, judgements, resolve, winner
from skillmark.domain.carrying import usable
from skillmark.domain.cores import attempts_allowed, attempts_used, attended_of
from skillmark.domain.days import EARLIEST
from skillmark.domain.errors import (
    AttemptsExceeded,
    AuthorityNeeded,
    DateInFuture,
    DateTooLongAgo,
    EntryReplaced,
    EntryUnknown,
    EntryVoided,
    EvidenceNeeded,
    JudgeNotAllowed,
    OutcomeNotTaken,
    ReasonNeeded,
    RplEvidenceNeeded,
    SubmissionUnknown,
    TooManyWaivers,
)
from skillmark.domain.outline import ADDED_UP, Evidence, Judge, Requirement, Scheme
from skillmark.domain.rating_reviews import check_review, keep_points
from skillmark.domain.rating_values import check_no_result, check_values, complete_amount, complete_judgement
from skillmark.domain.records import Basis, Entry, Outcome, RequirementRecord
from skillmark.domain.signals import pending_submissions


@dataclass(frozen=True, slots=True)
class WaiverAllowance:
    """How many requirements of a candidacy may be waived (None: any number), and how many others are."""

    allowed: int | None = None
    used: int = 0


NO_LIMIT = WaiverAllowance()


@dataclass(frozen=True, slots=True)
class _Case:
    """An entry with everything that it is checked against.

    Attributes:
        scale: the requirement on whose scale it is judged; an older version's where it corrects such an entry.
        target: the entry that it replaces.
        counted: what counts on that scale so far, in order.
        others: the same without the chain that the entry belongs to.
        own: the entry at its place.
    """

    scale: Requirement
    record: RequirementRecord
    entry: Entry
    target: Entry | None
    counted: tuple[Counted, ...]
    others: tuple[Counted, ...]
    own: Counted


def _find_target(record: RequirementRecord, entry: Entry) -> Entry | None:
    """The entry to be replaced, which must be the end of its chain."""
    if entry.replaces is None:
        if entry.outcome is Outcome.VOID:
            raise EntryUnknown(None)
        return None
    target = next((item for item in record.entries if item.id == entry.replaces), None)
    if target is None:
        raise EntryUnknown(entry.replaces)
    newer = winner(target, corrections_of(record.entries))
    if newer is not None:
        raise EntryReplaced(target.id, newer.id)
    if entry.outcome is Outcome.VOID and target.outcome is Outcome.VOID:
        raise EntryVoided(target.id)
    return target


def _root_of(record: RequirementRecord, entry: Entry) -> Entry:
    """The first entry of the chain that the entry belongs to."""
    known = {item.id: item for item in record.entries}
    root = entry
    while root.replaces is not None and root.replaces in known:
        root = known[root.replaces]
    return root


def _take_over(entry: Entry, target: Entry | None, record: RequirementRecord) -> Entry:
    """A correction keeps the version, submission, stage and evidence of what it replaces, where it names no others."""
    if target is None:
        return replace(entry, version=record.version)
    return replace(
        entry,
        version=target.version,
        submission=entry.submission or target.submission,
        stage=entry.stage or target.stage,
        evidence=entry.evidence or target.evidence,
    )


def _prepare(requirement: Requirement, record: RequirementRecord, entry: Entry) -> _Case:
    target = _find_target(record, entry)
    entry = _take_over(entry, target, record)
    root = _root_of(record, entry)
    counted = resolve(record.entries, record.not_before)
    earlier = {carried.version: carried.requirement for carried in record.earlier if carried.version != record.version}
    old = earlier.get(entry.version)
    scale = old or requirement
    peers = (
        [item for item in counted if item.entry.version == entry.version]
        if old
        else (usable(requirement, record, counted))
    )
    others = tuple(item for item in peers if item.root.id != root.id)
    own = Counted(entry, root, (entry.assessed_on, root.recorded, root.device, root.id))
    return _Case(scale, record, entry, target, tuple(peers), others, own)


def _with(case: _Case, entry: Entry) -> _Case:
    own = replace(case.own, entry=entry, root=entry if case.own.root.id == entry.id else case.own.root)
    return replace(case, entry=entry, own=own)


def _before(case: _Case) -> list[Counted]:
    """What counts and stands before the entry in the order."""
    return [item for item in case.others if item.key < case.own.key]


def _link_submission(case: _Case) -> _Case:
    """An entry that names no submission judges the one that is being reviewed, else the newest that waits."""
    entry = case.entry
    known = {submission.id for submission in case.record.submissions}
    if entry.submission is not None:
        if entry.submission not in known:
            raise SubmissionUnknown(entry.submission)
        return case
    if entry.basis is Basis.RPL or case.target is not None:
        return case
    if case.scale.reviews > 1:
        for judgement in reversed(judgements(case.scale, case.others)):
            if judgement.met is None:
                return _with(case, replace(entry, submission=judgement.submission))
    waiting = [
        submission
        for submission in pending_submissions(case.record, list(case.others))
        if submission.submitted_on <= entry.assessed_on
    ]
    if not waiting:
        return case
    newest = max(waiting, key=lambda item: (item.submitted_on, item.recorded, item.device, item.id))
    return _with(case, replace(entry, submission=newest.id))


def _check_attempts(case: _Case) -> None:
    """Refuses a judgement that uses an attempt more than there are; those over it that a merge brought are kept."""
    allowed = attempts_allowed(case.scale, case.record)
    if allowed is None:
        return
    before = attempts_used(judgements(case.scale, case.counted))
    after = attempts_used(judgements(case.scale, sorted((*case.others, case.own), key=lambda item: item.key)))
    if after > max(allowed, before):
        raise AttemptsExceeded(before, allowed)


def _check_evidence(case: _Case) -> None:
    entry = case.entry
    has_evidence = entry.submission is not None or any(item.strip() for item in entry.evidence)
    if has_evidence:
        return
    if entry.basis is Basis.RPL:
        raise RplEvidenceNeeded
    if case.scale.evidence is Evidence.REQUIRED and entry.outcome is not Outcome.NOT_MET:
        raise EvidenceNeeded


def _check_waiver(case: _Case, waivers: WaiverAllowance) -> Entry:
    check_no_result(case.entry, Outcome.WAIVED)
    if not case.entry.authority.strip():
        raise AuthorityNeeded
    if not case.entry.reason.strip():
        raise ReasonNeeded("waiver")
    if waivers.allowed is not None and waivers.used >= waivers.allowed:
        raise TooManyWaivers(waivers.allowed)
    return case.entry


def _check_amount(case: _Case) -> Entry:
    amounts = [item for item in case.others if item.entry.outcome not in NO_JUDGEMENT]
    attended = attended_of(case.scale, case.record)
    before = sum(part for _, part in add_up(case.scale, amounts, attended))
    case = _with(case, complete_amount(case.scale, case.entry, before))
    _check_evidence(case)
    return case.entry


def _check_judgement(case: _Case) -> Entry:
    if case.scale.scheme is Scheme.PERCENT:
        raise OutcomeNotTaken(case.entry.outcome, case.scale.scheme)
    case = _link_submission(case)
    case = _with(case, keep_points(case.scale, _before(case), case.entry))
    check_values(case.scale, case.entry)
    if case.scale.scheme in ADDED_UP:
        return _check_amount(case)
    case = _with(case, complete_judgement(case.scale, case.entry))
    if case.scale.reviews > 1 and case.target is None:
        case = _with(case, check_review(case.scale, case.others, case.entry))
    _check_evidence(case)
    _check_attempts(case)
    return case.entry


def _check_kind(case: _Case, waivers: WaiverAllowance) -> Entry:
    """What each kind of outcome asks."""
    outcome = case.entry.outcome
    if outcome is Outcome.VOID:
        check_no_result(case.entry, outcome)
        return case.entry
    if outcome is Outcome.WAIVED:
        return _check_waiver(case, waivers)
    if outcome is Outcome.RETURNED or outcome is Outcome.MISSING:
        if case.scale.scheme is Scheme.PERCENT:
            raise OutcomeNotTaken(outcome, case.scale.scheme)
        check_no_result(case.entry, outcome)
        return _link_submission(case).entry if outcome is Outcome.RETURNED else case.entry
    return _check_judgement(case)


def check_entry(
    requirement: Requirement,
    record: RequirementRecord,
    entry: Entry,
    today: date,
    *,
    waivers: WaiverAllowance = NO_LIMIT,
    typed_over: bool = False,
) -> Entry:
    """The entry as it is to be appended: checked, and completed by what follows from it.

    Completed are the outcome (none for amounts), where two review the decision and the stage, the submission, the
    points kept after `revise`, the version, and what a correction takes over.

    Args:
        requirement: as the candidate's version has it.
        record: what is recorded so far, without the entry.
        entry: the new entry; a correction carries the date of what it replaces unless that was wrong.
        today: in the book's time zone.
        waivers: what the version allows and the candidacy has.
        typed_over: somebody typed over his own entry of the same day, or undid it, so that no reason is asked.

    Raises:
        EntryRefused: one of its subclasses, with the facts.
    """
    case = _prepare(requirement, record, entry)
    if case.entry.assessed_on > today:
        raise DateInFuture(case.entry.assessed_on, today)
    if case.entry.assessed_on < EARLIEST:
        raise DateTooLongAgo(case.entry.assessed_on, EARLIEST)
    if case.target is not None and not case.entry.reason.strip() and not (typed_over or case.target.proposed):
        raise ReasonNeeded("void" if case.entry.outcome is Outcome.VOID else "correction")
    return _check_kind(case, waivers)


def check_judge(requirement: Requirement, judge: Judge) -> None:
    """Refuses a judge whom the requirement doesn't admit.

    Raises:
        JudgeNotAllowed: with those who are.
    """
    if requirement.judged_by and judge not in requirement.judged_by:
        raise JudgeNotAllowed(requirement.judged_by)
