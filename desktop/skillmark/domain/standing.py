"""Where a candidacy stands: its requirements' standings, its outline and the facts around it; then what today adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from statistics import median
from uuid import UUID

from skillmark.domain.award_facts import (
    EXPIRING_DAYS,
    AwardStatus,
    award_status,
    is_live,
    is_revoked,
    newest_award,
    revoked_clock,
)
from skillmark.domain.outline import Group, walk
from skillmark.domain.records import AwardFact, CandidacyFacts, CandidacyStatus
from skillmark.domain.requirement_standing import RequirementStanding, RequirementState, decide_requirement
from skillmark.domain.tree import Branch, Standings, Tree, decide_branch, shown_share

__all__ = [
    "AwardStatus",
    "BlockReason",
    "Branch",
    "CandidacyState",
    "DayFacts",
    "RequirementStanding",
    "RequirementState",
    "Standing",
    "StandingToday",
    "Standings",
    "decide_branch",
    "decide_candidacy",
    "decide_requirement",
    "lay_over",
    "median_share",
    "shown_share",
]

QUIET_DAYS = 21
"""After how many days without anything a learner counts as quiet, where nothing else is set."""


class CandidacyState(StrEnum):
    """The state of a candidacy; the first that applies, in this order."""

    AWARDED = "awarded"
    WITHDRAWN = "withdrawn"
    ON_HOLD = "on_hold"
    READY = "ready"
    BLOCKED = "blocked"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"


class BlockReason(StrEnum):
    """Why a learner can't get on."""

    REVOKED = "revoked"
    CLOSED = "closed"
    SIGN_OFF = "sign_off"
    HOLD = "hold"
    PREREQUISITE = "prerequisite"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidacy stands before what depends on today; this is what is stored.

    Attributes:
        state: `ready` here leaves prerequisites aside, since they depend on the day; `lay_over` looks at them.
        satisfied: the root is.
        share: exact; `shown_share` gives the four decimals.
        met: requirements met or waived, of the `required` ones that count.
        minutes: attended or logged, over all requirements.
        open: the root is satisfied or can still become so.
        blocked: why, empty where nothing blocks.
        pending: codes of the unmet requirements that still count, in outline order; `next` is the first.
        waiting: those of them that wait for a reviewer (submitted or in review).
        closed: codes of the requirements that can't be met any more and are in the way.
        prerequisites: codes of the credentials of which a valid award must be held.
        last_decided: the newest date on which a requirement that is met or waived was decided.
        last_activity: the date on which something last came, else the candidacy's start; None where neither is known.
        judged_clock: the clock of the newest judgement or waiver; empty for none.
        touched_clock: the clock of the newest thing recorded at all; empty for none.
        assessors: everybody who made a deciding judgement of a requirement that is met.
        award: the newest award that isn't replaced.
    """

    state: CandidacyState
    satisfied: bool
    share: Fraction
    met: int
    required: int
    minutes: int = 0
    open: bool = True
    blocked: tuple[BlockReason, ...] = ()
    pending: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    last_decided: date | None = None
    last_activity: date | None = None
    judged_clock: str = ""
    touched_clock: str = ""
    assessors: frozenset[UUID] = frozenset()
    award: AwardFact | None = None

    @property
    def next(self) -> str | None:
        """The code of the first unmet requirement that still counts, None where there is none."""
        return self.pending[0] if self.pending else None


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What a standing is laid over with.

    Attributes:
        prerequisites_held: codes of the credentials of which the learner holds a valid award on that day.
        due: effective due dates by requirement code, arrangements already in them.
        median: the median share of the cohort, None where there is none.
    """

    today: date
    prerequisites_held: frozenset[str] = frozenset()
    due: Mapping[str, date] = field(default_factory=dict)
    median: Fraction | None = None
    quiet_days: int = QUIET_DAYS
    expiring_days: int = EXPIRING_DAYS


@dataclass(frozen=True, slots=True)
class StandingToday:
    """A standing as it is shown on a day; never stored.

    Attributes:
        prerequisites_missing: codes of the credentials of which no valid award is held.
        overdue: codes of the requirements that still count, aren't handed in, and were due before today.
        days_since: whole days since something last came, None where that isn't known.
        behind: how far the share is behind the cohort's median, 0 where it isn't.
    """

    standing: Standing
    state: CandidacyState
    blocked: tuple[BlockReason, ...]
    prerequisites_missing: tuple[str, ...]
    award_status: AwardStatus
    overdue: tuple[str, ...]
    days_since: int | None
    quiet: bool
    behind: Fraction


_WAITING = frozenset({RequirementState.SUBMITTED, RequirementState.IN_REVIEW})


def _blocks(root: Branch, facts: CandidacyFacts, award: AwardFact | None, judged_clock: str) -> tuple[BlockReason, ...]:
    """Everything that blocks, save prerequisites."""
    reasons: list[BlockReason] = []
    if award is not None and is_revoked(award) and max(judged_clock, facts.reopened) <= revoked_clock(award):
        reasons.append(BlockReason.REVOKED)
    if not root.open:
        reasons.append(BlockReason.CLOSED)
    if root.satisfied and facts.sign_off_needed and not facts.signed_off:
        reasons.append(BlockReason.SIGN_OFF)
    if root.satisfied and facts.held:
        reasons.append(BlockReason.HOLD)
    return tuple(reasons)


def _state(root: Branch, facts: CandidacyFacts, blocked: bool, started: bool) -> CandidacyState:
    """The first state that applies, prerequisites aside."""
    steps = (
        (any(is_live(award) for award in facts.awards), CandidacyState.AWARDED),
        (facts.status is CandidacyStatus.WITHDRAWN, CandidacyState.WITHDRAWN),
        (facts.status is CandidacyStatus.ON_HOLD, CandidacyState.ON_HOLD),
        (blocked, CandidacyState.BLOCKED),
        (root.satisfied, CandidacyState.READY),
        (started, CandidacyState.IN_PROGRESS),
    )
    return next((state for applies, state in steps if applies), CandidacyState.NOT_STARTED)


def _newest_day(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def decide_candidacy(outline: Group, standings: Standings, facts: CandidacyFacts) -> Standing:
    """Where the candidacy stands, by its requirements' standings and the facts around it; not even today is looked at.

    Standings of codes that the outline hasn't are left out; a code without one counts as nothing recorded.
    """
    tree = Tree(outline, standings)
    known = [found for node in walk(outline) if (found := standings.get(node.code)) is not None]
    done = [item for item in known if item.satisfied]
    award = newest_award(facts.awards)
    judged_clock = max((item.judged_clock for item in known), default="")
    blocked = _blocks(tree.root, facts, award, judged_clock)
    pending = tree.pending()
    waiting = {item.code for item in known if item.state in _WAITING}
    state = _state(tree.root, facts, bool(blocked), any(item.started for item in known))
    return Standing(
        state=state,
        satisfied=tree.root.satisfied,
        share=tree.root.share,
        met=tree.root.met,
        required=tree.root.required,
        minutes=sum(item.minutes for item in known),
        open=tree.root.open,
        blocked=blocked if state is CandidacyState.BLOCKED else (),
        pending=pending,
        waiting=tuple(code for code in pending if code in waiting),
        closed=tree.closed(),
        prerequisites=facts.prerequisites,
        last_decided=_newest_day(item.decided_on for item in done),
        last_activity=_newest_day(item.last_activity for item in known) or facts.started_on,
        judged_clock=judged_clock,
        touched_clock=max((item.touched_clock for item in known), default=""),
        assessors=frozenset(person for item in done for person in item.assessors),
        award=award,
    )


_OVER = frozenset({CandidacyState.AWARDED, CandidacyState.WITHDRAWN})
_GOING_ON = frozenset({CandidacyState.IN_PROGRESS, CandidacyState.NOT_STARTED, CandidacyState.BLOCKED})


def _overdue(standing: Standing, day: DayFacts) -> tuple[str, ...]:
    """Only what still counts, and isn't waiting for a reviewer; the due date itself is in time."""
    if standing.state in _OVER:
        return ()
    late = (code for code in standing.pending if code in day.due and day.due[code] < day.today)
    return tuple(code for code in late if code not in standing.waiting)


def lay_over(standing: Standing, day: DayFacts) -> StandingToday:
    """Adds what depends on the day: prerequisites, award status, overdue, quiet, behind."""
    missing = tuple(code for code in standing.prerequisites if code not in day.prerequisites_held)
    state, blocked = standing.state, standing.blocked
    if missing and standing.satisfied and state in (CandidacyState.READY, CandidacyState.BLOCKED):
        state, blocked = CandidacyState.BLOCKED, (*blocked, BlockReason.PREREQUISITE)
    since = None if standing.last_activity is None else (day.today - standing.last_activity).days
    behind = Fraction(0) if day.median is None else max(Fraction(0), day.median - standing.share)
    return StandingToday(
        standing=standing,
        state=state,
        blocked=blocked,
        prerequisites_missing=missing,
        award_status=award_status(standing.award, day.today, day.expiring_days),
        overdue=_overdue(standing, day),
        days_since=since,
        quiet=state in _GOING_ON and since is not None and since >= day.quiet_days,
        behind=behind,
    )


def median_share(shares: Iterable[Fraction]) -> Fraction | None:
    """The median of a cohort's shares, None where there are none."""
    known = list(shares)
    return Fraction(median(known)) if known else None
