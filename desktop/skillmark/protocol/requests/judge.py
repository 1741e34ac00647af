"""Requests about judgements: marks, reviews, submissions, waivers, arrangements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from skillmark.protocol.requests.base import Request


@dataclass(frozen=True)
class NewArtifact:
    """Something handed in or shown: a link or text, or a file's bytes with its name."""

    title: str
    text: str = ""
    data: bytes | None = None
    digest: str | None = None
    """The digest, in hex, of a file that the book already has."""


@dataclass(frozen=True)
class Judgement:
    """What an entry says. What applies is given, the rest is None or empty.

    Attributes:
        outcome: met, not_met, returned, missing, waived or void; None lets the result decide.
        minutes: of `hours` requirements.
        points: criterion code -> points.
        decision: accept, revise or not_yet.
    """

    outcome: str | None = None
    mark: Decimal | None = None
    level: str | None = None
    minutes: int | None = None
    count: int | None = None
    points: Mapping[str, Decimal] | None = None
    decision: str | None = None
    basis: str = "work"
    feedback: str = ""
    staff_note: str = ""
    evidence: tuple[NewArtifact, ...] = ()
    reason: str = ""
    authority: str = ""
    witness: str = ""


@dataclass(frozen=True)
class RecordAssessment(Request):
    """Records a new judgement of a candidacy in one requirement.

    Attributes:
        assessed_on: the day of the judgement; None is today.
        assessor: a staff member's or external person's key; None is who acts.
        adjudicate: True where markers disagree and this decides.
    """

    candidacy: UUID
    requirement: str
    judgement: Judgement
    assessed_on: date | None = None
    assessor: UUID | None = None
    submission: UUID | None = None
    adjudicate: bool = False
    source: str = "entry"


@dataclass(frozen=True)
class CorrectAssessment(Request):
    """Puts a corrected entry in the place of another; a void judgement takes it away, another brings it back."""

    replaces: UUID
    judgement: Judgement
    assessed_on: date | None = None
    source: str = "entry"


@dataclass(frozen=True)
class RecordMany(Request):
    """Records several entries as one step: fill down, paste, rate a column."""

    requests: tuple[RecordAssessment | CorrectAssessment, ...]


@dataclass(frozen=True)
class RecordSubmission(Request):
    """Records what a learner handed in."""

    candidacy: UUID
    requirement: str
    submitted_on: date | None = None
    overview: str = ""
    reflection: str = ""
    own_work: str = ""
    help_used: str = ""
    artifacts: tuple[NewArtifact, ...] = ()


@dataclass(frozen=True)
class Arrange(Request):
    """Grants an arrangement for one requirement or, with none named, for all."""

    candidacy: UUID
    requirement: str | None = None
    extra_attempts: int = 0
    due_on: date | None = None
    extra_time: int = 0
    format: str = ""
    other: str = ""
    authority: str = ""
    reason: str = ""


@dataclass(frozen=True)
class WithdrawArrangement(Request):
    """Takes an arrangement back."""

    arrangement: UUID


@dataclass(frozen=True)
class HoldCandidacy(Request):
    """Puts a candidacy on hold with a reason; no reason lifts the hold."""

    candidacy: UUID
    reason: str


@dataclass(frozen=True)
class ReopenCandidacy(Request):
    """Lets a learner whose award was revoked become ready again, with a reason."""

    candidacy: UUID
    reason: str


@dataclass(frozen=True)
class RecordFile(Request):
    """Records the rows of a marks file.

    Attributes:
        all_or_nothing: True to record nothing where any row is refused.
        folder: where evidence files named in the rows lie; the file's own folder where None.
    """

    path: Path
    data: bytes | None = None
    all_or_nothing: bool = False
    folder: Path | None = None


@dataclass(frozen=True)
class AttendanceFile(Request):
    """Records the rows of an attendance file; sessions are made as needed."""

    path: Path
    data: bytes | None = None
    all_or_nothing: bool = False
