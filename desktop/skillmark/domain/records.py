"""What the calculation reads: judgements, submissions, sessions, attendance, arrangements, awards. Plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from skillmark.domain.outline import Requirement


class Outcome(StrEnum):
    """What a judgement says. For `hours` and `count` a recorded amount has none."""

    MET = "met"
    NOT_MET = "not_met"
    RETURNED = "returned"
    MISSING = "missing"
    WAIVED = "waived"
    VOID = "void"


class Decision(StrEnum):
    """What a review decides; only `accept` meets the requirement."""

    ACCEPT = "accept"
    REVISE = "revise"
    NOT_YET = "not_yet"


class Basis(StrEnum):
    """What was judged: work done for this credential, or prior learning that is recognised (uses no attempt)."""

    WORK = "work"
    RPL = "rpl"


class Stage(StrEnum):
    """Which review of a submission it is; `again` is another look by somebody who has reviewed it."""

    FIRST = "first"
    SECOND = "second"
    AGAIN = "again"
    ADJUDICATION = "adjudication"


class SessionState(StrEnum):
    """Whether a session is still to come, took place, or counts for nobody."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class AttendanceMark(StrEnum):
    """Present, late, excused, absent."""

    PRESENT = "P"
    LATE = "L"
    EXCUSED = "E"
    ABSENT = "A"


class CarryChoice(StrEnum):
    """What a coordinator chose for a requirement whose scale differs in the version a candidate was moved to."""

    RECOGNISE = "recognise"
    JUDGE_AGAIN = "judge_again"


class CandidacyStatus(StrEnum):
    """What people have set for a candidacy."""

    ACTIVE = "active"
    ON_HOLD = "on_hold"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated judgement of one requirement (an assessment or a review), as appended and never edited.

    Attributes:
        assessed_on: the date of the judgement; a correction carries the date of what it replaces unless that was wrong.
        recorded: the hybrid clock as text that sorts.
        outcome: None where it follows from the result, and always for amounts that add up.
        mark: for `points`, at most three decimals; `level` (a title), `minutes` and `count` are for the other schemes.
        points: for `rubric`, points by criterion code, as the assessor gave them.
        kept: for `rubric`, points that earlier reviews earned and that are kept after `revise`.
        decision: for reviews; None elsewhere.
        stage: which review it is; None where the requirement has one review.
        submission: the submission that it judges.
        assessor: staff or external person, None where unknown.
        replaces: the entry that it corrects or voids.
        reason: why it was corrected, voided, waived or adjudicated.
        authority: who allowed a waiver.
        evidence: links, texts or file names.
        version: the number of the credential version on whose scale it was judged.
        proposed: an assistant's judgement that no instructor has confirmed by an entry that replaces it; never counts.
    """

    id: UUID
    assessed_on: date
    recorded: str
    device: str = ""
    outcome: Outcome | None = None
    mark: Decimal | None = None
    level: str | None = None
    points: Mapping[str, Decimal] = field(default_factory=dict)
    kept: Mapping[str, Decimal] = field(default_factory=dict)
    minutes: int | None = None
    count: int | None = None
    basis: Basis = Basis.WORK
    decision: Decision | None = None
    stage: Stage | None = None
    submission: UUID | None = None
    assessor: UUID | None = None
    replaces: UUID | None = None
    reason: str = ""
    authority: str = ""
    evidence: tuple[str, ...] = ()
    version: int = 1
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class SubmissionFact:
    """Work that a learner handed in for one requirement."""

    id: UUID
    submitted_on: date
    recorded: str
    device: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A session that counts toward the requirement; `minutes` is its length."""

    id: UUID
    starts_on: date
    minutes: int
    state: SessionState = SessionState.HELD


@dataclass(frozen=True, slots=True)
class AttendanceFact:
    """The learner's mark in one session; `minutes` is what was noted, None where nothing was."""

    mark: AttendanceMark
    minutes: int | None = None
    recorded: str = ""


@dataclass(frozen=True, slots=True)
class ExtraAttempts:
    """An arrangement of further attempts. The other fields are its place in the order of judgements."""

    attempts: int
    granted_on: date
    recorded: str
    id: UUID
    device: str = ""


@dataclass(frozen=True, slots=True)
class CarriedVersion:
    """A version on which the candidate was before.

    Attributes:
        requirement: the requirement with this code in that version, None where it had none.
        choice: what was chosen for it at the move away from that version.
        until: the day of that move; later sessions don't count under that version. None where the day isn't known.
    """

    version: int
    requirement: Requirement | None
    choice: CarryChoice = CarryChoice.RECOGNISE
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RequirementRecord:
    """Everything recorded of one requirement in one candidacy. The order of the tuples doesn't matter, save `earlier`.

    Attributes:
        sessions: those that count toward the requirement, of the cohorts that taught the candidate.
        attendance: the learner's marks by session id; no mark, no key.
        version: the number of the version that the candidate is on.
        earlier: the versions that the candidate was on before, in the order of the moves, oldest first.
        started_on: when the candidacy started, None where everything on record counts (matters for `percent` only).
        ended_on: the last day of the candidacy, None while it goes on (matters for `percent` only).
        not_before: in a renewal's candidacy, the day before which nothing counts.
    """

    entries: tuple[Entry, ...] = ()
    submissions: tuple[SubmissionFact, ...] = ()
    sessions: tuple[SessionFact, ...] = ()
    attendance: Mapping[UUID, AttendanceFact] = field(default_factory=dict)
    extras: tuple[ExtraAttempts, ...] = ()
    version: int = 1
    earlier: tuple[CarriedVersion, ...] = ()
    started_on: date | None = None
    ended_on: date | None = None
    not_before: date | None = None


class AwardEventKind(StrEnum):
    """What happens to an award. `corrected` and `renewed` stand on the old award and lead to a new one."""

    ISSUED = "issued"
    REPRINTED = "reprinted"
    CORRECTED = "corrected"
    RENEWED = "renewed"
    CONFIRMED = "confirmed"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    REVOKED = "revoked"
    ENQUIRED = "enquired"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class AwardEvent:
    """One dated event of an award."""

    kind: AwardEventKind
    on: date
    recorded: str
    device: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AwardFact:
    """An award as the calculation sees it.

    Attributes:
        valid_until: the last valid day, None for ever.
        recorded: the hybrid clock of its issue; with `device` it says which of two awards is newer.
        by_exception: awarded by a coordinator's written exception.
    """

    id: UUID
    number: str
    awarded_on: date
    valid_until: date | None
    recorded: str
    device: str = ""
    by_exception: bool = False
    events: tuple[AwardEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class CandidacyFacts:
    """What the state of a candidacy depends on besides its requirements.

    Attributes:
        started_on: the start, None where unknown.
        prerequisites: codes of the credentials of which a valid award must be held.
        held: an open case with hold forbids an award meanwhile.
        sign_off_needed: sampling must be signed off before the candidate is ready.
        signed_off: it is.
        reopened: the hybrid clock at which a coordinator reopened the candidacy after a revocation; empty for never.
        awards: every award of this candidacy.
    """

    status: CandidacyStatus = CandidacyStatus.ACTIVE
    started_on: date | None = None
    prerequisites: tuple[str, ...] = ()
    held: bool = False
    sign_off_needed: bool = False
    signed_off: bool = False
    reopened: str = ""
    awards: tuple[AwardFact, ...] = ()
