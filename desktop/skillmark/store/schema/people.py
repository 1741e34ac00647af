"""Learners, cohorts, enrolments, sessions and attendance."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skillmark.store.schema.base import KEYED, Base, Keyed, Versioned, link


class Learner(Keyed, Versioned, Base):
    """A person who works toward credentials. The display name is the truth."""

    __tablename__ = "learner"
    __table_args__ = KEYED
    code: Mapped[str] = mapped_column(String(16), unique=True)
    display_name: Mapped[str]
    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str] = mapped_column(default="")
    preferred_name: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str]
    folded: Mapped[str]
    """Display name folded for comparing: case, accents and spaces taken out."""
    pronouns: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    date_of_birth: Mapped[date | None]
    staff_note: Mapped[str] = mapped_column(default="")
    disclosure: Mapped[str] = mapped_column(String(10), default="normal")
    status: Mapped[str] = mapped_column(String(10), default="active")
    batch: Mapped[UUID | None]


class LearnerIdentifier(Base):
    """What another system calls a learner. One value of a system is one learner."""

    __tablename__ = "learner_identifier"
    __table_args__ = (Index("ix_learner_identifier_learner", "learner"), KEYED)
    system: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    learner: Mapped[UUID] = link("learner.id")


class Cohort(Keyed, Versioned, Base):
    """Learners taught together from a date to a date."""

    __tablename__ = "cohort"
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    delivery: Mapped[str] = mapped_column(String(10), default="")
    closed_on: Mapped[date | None]
    batch: Mapped[UUID | None]


class CohortStaff(Base):
    """Who teaches a cohort."""

    __tablename__ = "cohort_staff"
    __table_args__ = KEYED
    cohort: Mapped[UUID] = link("cohort.id", primary_key=True)
    staff: Mapped[UUID] = link("staff.id", primary_key=True)
    role: Mapped[str] = mapped_column(String(12), default="instructor")


class Enrolment(Keyed, Versioned, Base):
    """A learner in a cohort."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("cohort", "learner"), Index("ix_enrolment_learner", "learner"), KEYED)
    cohort: Mapped[UUID] = link("cohort.id")
    learner: Mapped[UUID] = link("learner.id")
    status: Mapped[str] = mapped_column(String(10), default="active")
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    batch: Mapped[UUID | None]


class Session(Keyed, Versioned, Base):
    """A lecture, seminar or conference day of a cohort."""

    __tablename__ = "session"
    __table_args__ = (UniqueConstraint("cohort", "starts_at", "title"), KEYED)
    cohort: Mapped[UUID] = link("cohort.id")
    starts_at: Mapped[str] = mapped_column(String(27))
    """UTC; the day it falls on is that of the book's time zone."""
    minutes: Mapped[int]
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20), default="")
    state: Mapped[str] = mapped_column(String(10), default="planned")


class SessionRequirement(Base):
    """A requirement that a session counts toward, by code, so that it is found in each learner's own version."""

    __tablename__ = "session_requirement"
    __table_args__ = (Index("ix_session_requirement_credential", "credential", "requirement"), KEYED)
    session: Mapped[UUID] = link("session.id", primary_key=True)
    credential: Mapped[UUID] = link("credential.id", primary_key=True)
    requirement: Mapped[str] = mapped_column(primary_key=True)


class Attendance(Base):
    """The one mark of a learner for a session."""

    __tablename__ = "attendance"
    __table_args__ = (Index("ix_attendance_learner", "learner", "session"), KEYED)
    session: Mapped[UUID] = link("session.id", primary_key=True)
    learner: Mapped[UUID] = link("learner.id", primary_key=True)
    mark: Mapped[str] = mapped_column(String(1))
    minutes: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    clock: Mapped[str] = mapped_column(String(32))
    recorded_by: Mapped[UUID]
    head: Mapped[UUID | None]


class ImportBatch(Keyed, Base):
    """One import, so that it can be undone as a whole."""

    __tablename__ = "import_batch"
    number: Mapped[int] = mapped_column(unique=True)
    file_name: Mapped[str]
    at: Mapped[str] = mapped_column(String(27))
    actor: Mapped[UUID]
    counts: Mapped[dict[str, Any]]
    undone_at: Mapped[str | None] = mapped_column(String(27))
