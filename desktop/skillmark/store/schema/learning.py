"""Credentials, offerings, candidacies, judgements, and where each candidacy stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from skillmark.store.schema.base import KEYED, Base, Keyed, Recorded, Versioned, link


class Credential(Keyed, Versioned, Base):
    """A micro-credential across its versions."""

    __tablename__ = "credential"
    code: Mapped[str] = mapped_column(String(40), unique=True)


class CredentialVersion(Keyed, Versioned, Base):
    """One version of a credential. Its definition is one document, because once published it is frozen whole."""

    __tablename__ = "credential_version"
    __table_args__ = (UniqueConstraint("credential", "number"), KEYED)
    credential: Mapped[UUID] = link("credential.id")
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="draft")
    title: Mapped[str]
    document: Mapped[dict[str, Any]]
    published_on: Mapped[date | None]
    last_start_on: Mapped[date | None]
    last_award_on: Mapped[date | None]


class Offering(Keyed, Versioned, Base):
    """A cohort works toward a version."""

    __tablename__ = "offering"
    __table_args__ = (UniqueConstraint("cohort", "credential"), KEYED)
    cohort: Mapped[UUID] = link("cohort.id")
    credential: Mapped[UUID] = link("credential.id", index=True)
    version: Mapped[UUID] = link("credential_version.id")
    due_on: Mapped[date | None]
    sampling: Mapped[str] = mapped_column(default="")
    sign_off_needed: Mapped[bool] = mapped_column(default=False)
    signed_off_on: Mapped[date | None]
    signed_off_by: Mapped[UUID | None]


class Candidacy(Keyed, Versioned, Base):
    """One learner working toward one credential, on one version."""

    __tablename__ = "candidacy"
    __table_args__ = (
        Index(
            "uq_candidacy_open",
            "learner",
            "credential",
            unique=True,
            sqlite_where=text("status IN ('active', 'on_hold')"),
            postgresql_where=text("status IN ('active', 'on_hold')"),
        ),
        Index("ix_candidacy_cohort", "cohort", "credential"),
        Index("ix_candidacy_credential", "credential"),
        KEYED,
    )
    learner: Mapped[UUID] = link("learner.id")
    credential: Mapped[UUID] = link("credential.id")
    version: Mapped[UUID] = link("credential_version.id")
    cohort: Mapped[UUID | None] = link("cohort.id")
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    due_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(10), default="active")
    hold_reason: Mapped[str] = mapped_column(default="")
    earlier: Mapped[list[Any]] = mapped_column(default=list)
    """Earlier versions, oldest first: {"version", "moved_on", "choices"}."""
    renews: Mapped[UUID | None]
    reopened_at: Mapped[str | None] = mapped_column(String(32))
    batch: Mapped[UUID | None]


class Submission(Keyed, Recorded, Base):
    """What a learner handed in for a requirement. Never edited."""

    __tablename__ = "submission"
    __table_args__ = (Index("ix_submission_candidacy", "candidacy", "requirement"), KEYED)
    candidacy: Mapped[UUID] = link("candidacy.id")
    requirement: Mapped[str] = mapped_column(String(40))
    submitted_on: Mapped[date]
    overview: Mapped[str] = mapped_column(default="")
    reflection: Mapped[str] = mapped_column(default="")
    own_work: Mapped[str] = mapped_column(default="")
    help_used: Mapped[str] = mapped_column(default="")
    artifacts: Mapped[list[Any]] = mapped_column(default=list)
    """In order: {"title", "kind": file | link | text, "text", "digest": SHA-256 in hex or null}."""


class Assessment(Keyed, Recorded, Base):
    """One dated judgement. Appended, never edited: a trigger refuses both change and deletion."""

    __tablename__ = "assessment"
    __table_args__ = (Index("ix_assessment_candidacy", "candidacy", "requirement"), KEYED)
    candidacy: Mapped[UUID] = link("candidacy.id")
    requirement: Mapped[str] = mapped_column(String(40))
    cohort: Mapped[UUID | None]
    outcome: Mapped[str | None] = mapped_column(String(10))
    """None for amounts that add up."""
    mark: Mapped[Decimal | None]
    level: Mapped[str | None]
    minutes: Mapped[int | None]
    count: Mapped[int | None]
    points: Mapped[dict[str, Any] | None]
    """Criterion code -> points as decimal text."""
    kept: Mapped[dict[str, Any] | None]
    """The same, for points that earlier reviews earned and that are kept after `revise`."""
    decision: Mapped[str | None] = mapped_column(String(10))
    stage: Mapped[str | None] = mapped_column(String(12))
    submission: Mapped[UUID | None] = link("submission.id")
    assessor: Mapped[UUID]
    """A staff member's or an external person's key."""
    witness: Mapped[str] = mapped_column(default="")
    assessed_on: Mapped[date]
    basis: Mapped[str] = mapped_column(String(4), default="work")
    feedback: Mapped[str] = mapped_column(default="")
    staff_note: Mapped[str] = mapped_column(default="")
    evidence: Mapped[list[Any]] = mapped_column(default=list)
    """Links, texts, or {"title", "digest"} of kept files."""
    replaces: Mapped[UUID | None] = link("assessment.id", index=True)
    reason: Mapped[str] = mapped_column(default="")
    authority: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(String(20), default="entry")
    version: Mapped[int]
    """The number of the credential version on whose scale it was judged."""
    proposed: Mapped[bool] = mapped_column(default=False)
    """An assistant's judgement, which counts once an instructor's entry takes its place."""


class Arrangement(Keyed, Recorded, Base):
    """What a learner is granted, for one requirement or, with none named, for all."""

    __tablename__ = "arrangement"
    __table_args__ = (Index("ix_arrangement_candidacy", "candidacy"), KEYED)
    candidacy: Mapped[UUID] = link("candidacy.id")
    requirement: Mapped[str | None] = mapped_column(String(40))
    granted_on: Mapped[date]
    extra_attempts: Mapped[int] = mapped_column(default=0)
    due_on: Mapped[date | None]
    extra_time: Mapped[int] = mapped_column(default=0)
    format: Mapped[str] = mapped_column(default="")
    other: Mapped[str] = mapped_column(default="")
    authority: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    withdrawn: Mapped[UUID | None]
    """The arrangement that this row takes back; then its other fields say nothing."""


class StandingRow(Base):
    """Where a candidacy is: computed, stored for speed, checked by recomputing."""

    __tablename__ = "standing"
    __table_args__ = (Index("ix_standing_state", "state"), KEYED)
    candidacy: Mapped[UUID] = link("candidacy.id", primary_key=True)
    state: Mapped[str] = mapped_column(String(12))
    share: Mapped[Fraction]
    shown: Mapped[int]
    """The share in ten-thousandths, half-even, 10000 only when satisfied."""
    met: Mapped[int]
    required: Mapped[int]
    minutes: Mapped[int]
    satisfied: Mapped[bool]
    open: Mapped[bool]
    blocked: Mapped[list[Any]]
    pending: Mapped[list[Any]]
    """Codes of unmet requirements that still count; the first is what is next."""
    waiting: Mapped[list[Any]]
    closed: Mapped[list[Any]]
    last_decided: Mapped[date | None]
    last_activity: Mapped[date | None]
    judged_clock: Mapped[str] = mapped_column(String(32))
    touched_clock: Mapped[str] = mapped_column(String(32))
    assessors: Mapped[list[Any]]


class RequirementStandingRow(Base):
    """Where a candidacy is in one requirement. No row: nothing is recorded."""

    __tablename__ = "requirement_standing"
    __table_args__ = KEYED
    candidacy: Mapped[UUID] = link("candidacy.id", primary_key=True)
    requirement: Mapped[str] = mapped_column(String(40), primary_key=True)
    state: Mapped[str] = mapped_column(String(12))
    share: Mapped[Fraction]
    open: Mapped[bool]
    attempts: Mapped[int]
    allowed: Mapped[int | None]
    deciding: Mapped[UUID | None]
    result: Mapped[dict[str, Any] | None]
    """The fields of domain's Result that are set."""
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_on: Mapped[date | None]
    minutes: Mapped[int] = mapped_column(default=0)
    last_on: Mapped[date | None]
    flags: Mapped[int] = mapped_column(default=0)
    """Bits: 1 missing, 2 markers disagree, 4 over the maximum, 8 a proposal waits, 16 started."""
    met_version: Mapped[int | None]
    judged_clock: Mapped[str] = mapped_column(String(32), default="")
    touched_clock: Mapped[str] = mapped_column(String(32), default="")
    assessors: Mapped[list[Any]] = mapped_column(default=list)
