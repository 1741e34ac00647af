"""Where one requirement stands: a function of the requirement and its records alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from skillmark.domain.amounts import Attended
from skillmark.domain.attempts import Counted, resolve
from skillmark.domain.carrying import core_with_versions, usable
from skillmark.domain.cores import ONE, ZERO, Core, attempts_allowed, attended_of
from skillmark.domain.outline import Requirement
from skillmark.domain.records import Decision, Outcome, RequirementRecord
from skillmark.domain.scoring import Result
from skillmark.domain.signals import Signals, counted_submissions, signals_of


class RequirementState(StrEnum):
    """The state of a requirement; the first that applies, in this order."""

    WAIVED = "waived"
    MET = "met"
    IN_REVIEW = "in_review"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    NOT_MET = "not_met"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True)
class RequirementStanding:
    """Where one requirement of one candidacy stands.

    Attributes:
        share: exact, 0 to 1; 1 exactly when met or waived.
        open: met, waived, or can still become so without a waiver or a further extra attempt.
        attempts_used: judgements that use an attempt; 0 where amounts add up.
        attempts_allowed: the maximum with arrangements, None for unlimited.
        deciding: the entry that decides, None where none does.
        result: typed, None where there is none to show.
        decision: of the deciding reviews (`revise` is worded *to revise*).
        decided_on: when it was met, waived or last judged; for amounts the date that reached what is needed.
        minutes: attended or logged, in sessions and entries.
        missing: the newest thing recorded is a *missing*.
        disagree: two markers disagree.
        met_version: the earlier version under which it was met and is recognised, else None.
        over_maximum: more attempts than allowed, as a merge may bring.
        proposed: an assistant's judgement waits for confirmation.
        started: a judgement, waiver, submission or attended minute exists.
        last_activity: the date of the newest judgement, return, waiver, submission or attended session.
        judged_clock: the clock of the newest judgement or waiver that counts; empty for none.
        touched_clock: the clock of the newest thing recorded at all, voids too; empty for none.
        assessors: who made the deciding judgement (for amounts: who recorded them).
    """

    code: str
    state: RequirementState = RequirementState.NOT_STARTED
    share: Fraction = ZERO
    open: bool = True
    attempts_used: int = 0
    attempts_allowed: int | None = None
    deciding: UUID | None = None
    result: Result | None = None
    decision: Decision | None = None
    decided_on: date | None = None
    minutes: int = 0
    missing: bool = False
    disagree: bool = False
    met_version: int | None = None
    over_maximum: bool = False
    proposed: bool = False
    started: bool = False
    last_activity: date | None = None
    judged_clock: str = ""
    touched_clock: str = ""
    assessors: tuple[UUID, ...] = ()

    @property
    def satisfied(self) -> bool:
        """Met or waived."""
        return self.state is RequirementState.MET or self.state is RequirementState.WAIVED


def _state(core: Core, signals: Signals) -> RequirementState:
    """The first state that applies."""
    steps = (
        (signals.waiver is not None, RequirementState.WAIVED),
        (core.met, RequirementState.MET),
        (core.in_review, RequirementState.IN_REVIEW),
        (signals.submitted, RequirementState.SUBMITTED),
        (signals.returned, RequirementState.RETURNED),
        (core.judged, RequirementState.NOT_MET),
        (core.going_on, RequirementState.IN_PROGRESS),
    )
    return next((state for applies, state in steps if applies), RequirementState.NOT_STARTED)


def _last_activity(record: RequirementRecord, counted: Iterable[Counted], attended: Attended) -> date | None:
    """The date on which something last came of the learner; absences and missings are none."""
    days = [item.entry.assessed_on for item in counted if item.entry.outcome is not Outcome.MISSING]
    days += [submission.submitted_on for submission in counted_submissions(record)]
    if attended.last_on is not None:
        days.append(attended.last_on)
    return max(days, default=None)


def _touched(record: RequirementRecord) -> str:
    """The newest clock in the record."""
    clocks = [entry.recorded for entry in record.entries]
    clocks += [submission.recorded for submission in record.submissions]
    clocks += [fact.recorded for fact in record.attendance.values()]
    return max(clocks, default="")


def _proposed(record: RequirementRecord) -> bool:
    """Whether an assistant's judgement waits: a proposal that no later entry replaces."""
    if not any(entry.proposed for entry in record.entries):
        return False
    replaced = {entry.replaces for entry in record.entries}
    return any(entry.proposed and entry.id not in replaced for entry in record.entries)


def _started(record: RequirementRecord, core: Core, signals: Signals, attended: Attended) -> bool:
    """Whether a judgement, waiver, submission or attended minute exists; absences alone don't start anything."""
    if core.met or core.going_on or signals.judged_clock or attended.minutes > 0:
        return True
    return bool(counted_submissions(record))


def decide_requirement(requirement: Requirement, record: RequirementRecord) -> RequirementStanding:
    """Where the requirement stands by its records; nothing else is looked at, not even today."""
    counted = resolve(record.entries, record.not_before)
    own = usable(requirement, record, counted)
    attended = attended_of(requirement, record)
    core = core_with_versions(requirement, record, counted)
    signals = signals_of(record, own)
    state = _state(core, signals)
    waiver = signals.waiver.entry if signals.waiver is not None else None
    allowed = attempts_allowed(requirement, record)
    return RequirementStanding(
        code=requirement.code,
        state=state,
        share=ONE if waiver else core.share,
        open=core.open or waiver is not None,
        attempts_used=core.used,
        attempts_allowed=allowed,
        deciding=waiver.id if waiver else core.deciding,
        result=None if waiver else core.result,
        decision=None if waiver else core.decision,
        decided_on=waiver.assessed_on if waiver else core.decided_on,
        minutes=attended.minutes + sum(item.entry.minutes or 0 for item in own),
        missing=signals.missing,
        disagree=core.disagree,
        met_version=None if waiver else core.met_version,
        over_maximum=allowed is not None and core.used > allowed,
        proposed=_proposed(record),
        started=_started(record, core, signals, attended),
        last_activity=_last_activity(record, own, attended),
        judged_clock=signals.judged_clock,
        touched_clock=_touched(record),
        assessors=() if waiver else core.assessors,
    )
