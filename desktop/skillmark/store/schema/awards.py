"""Award runs, awards and their events."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from skillmark.store.schema.base import KEYED, Base, Keyed, Recorded, link


class AwardRun(Keyed, Recorded, Base):
    """Awards made together: prepared, checked against the proof list, issued, or dropped."""

    __tablename__ = "award_run"
    number: Mapped[int] = mapped_column(unique=True)
    credential: Mapped[UUID]
    awarded_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    prepared: Mapped[list[Any]] = mapped_column(default=list)
    """Before issuing: {"candidacy", "exception"}; emptied when issued or dropped."""
    refused: Mapped[list[Any]] = mapped_column(default=list)
    """{"learner", "reason"}, for the proof list."""


class Award(Keyed, Base):
    """A frozen, signed snapshot that somebody holds a credential."""

    __tablename__ = "award"
    __table_args__ = (
        Index("ix_award_candidacy", "candidacy"),
        Index("ix_award_learner", "learner"),
        Index("ix_award_credential", "credential", "awarded_on"),
        KEYED,
    )
    number: Mapped[str] = mapped_column(String(24), unique=True)
    candidacy: Mapped[UUID] = link("candidacy.id")
    learner: Mapped[UUID] = link("learner.id")
    credential: Mapped[UUID] = link("credential.id")
    version: Mapped[UUID] = link("credential_version.id")
    cohort: Mapped[UUID | None]
    run: Mapped[UUID | None] = link("award_run.id", index=True)
    awarded_on: Mapped[date]
    issued_on: Mapped[date]
    valid_until: Mapped[date | None]
    holder: Mapped[str]
    exception: Mapped[str] = mapped_column(default="")
    snapshot: Mapped[str]
    """Canonical JSON, the text that is hashed and signed."""
    hash: Mapped[bytes]
    signature: Mapped[bytes]
    key: Mapped[UUID] = link("signing_key.id")
    replaces: Mapped[UUID | None]
    replaced_by: Mapped[UUID | None]
    supported: Mapped[bool] = mapped_column(default=True)
    """False where today's records would no longer give it; computed with the standing."""


class AwardEvent(Keyed, Recorded, Base):
    """Something that happened to an award."""

    __tablename__ = "award_event"
    __table_args__ = (Index("ix_award_event_award", "award"), KEYED)
    award: Mapped[UUID] = link("award.id")
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(default="")
    authority: Mapped[str] = mapped_column(default="")
    other: Mapped[UUID | None]


class CertificateFile(Base):
    """The PDF of an award as it was first written, handed out again byte for byte."""

    __tablename__ = "certificate_file"
    __table_args__ = KEYED
    award: Mapped[UUID] = link("award.id", primary_key=True)
    digest: Mapped[bytes] = link("attachment.digest")
    release: Mapped[str] = mapped_column(String(20))
