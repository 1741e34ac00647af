"""The book itself, its issuer, its staff, its devices and its change log."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skillmark.store.schema.base import KEYED, Base, Keyed, Versioned


class BookInfo(Keyed, Versioned, Base):
    """The one row about the book: its settings and this copy's device."""

    __tablename__ = "book"
    time_zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[str] = mapped_column(String(27))
    device: Mapped[UUID]
    demo: Mapped[bool]
    expiring_days: Mapped[int] = mapped_column(default=60)
    quiet_days: Mapped[int] = mapped_column(default=21)
    keep_files: Mapped[bool] = mapped_column(default=True)
    second_person: Mapped[bool] = mapped_column(default=False)


class Issuer(Keyed, Versioned, Base):
    """The institution that awards."""

    __tablename__ = "issuer"
    name: Mapped[str]
    prefix: Mapped[str] = mapped_column(String(5))
    legal_name: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    awarding_body: Mapped[str] = mapped_column(default="")
    legal_identifiers: Mapped[list[Any]] = mapped_column(default=list)
    url: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    logo: Mapped[bytes | None]
    languages: Mapped[list[Any]] = mapped_column(default=list)
    design: Mapped[str] = mapped_column(default="classic")
    paper: Mapped[str] = mapped_column(default="a4")
    portrait: Mapped[bool] = mapped_column(default=False)
    signatories: Mapped[list[Any]] = mapped_column(default=list)
    """In order: {"name", "title", "image": SHA-256 in hex or null}."""


class SigningKey(Keyed, Base):
    """An Ed25519 key of the issuer; the private half is kept in the book."""

    __tablename__ = "signing_key"
    public: Mapped[bytes]
    private: Mapped[bytes | None]
    created_at: Mapped[str] = mapped_column(String(27))
    retired_at: Mapped[str | None] = mapped_column(String(27))


class Staff(Keyed, Versioned, Base):
    """Somebody who acts in the book."""

    __tablename__ = "staff"
    display_name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    email: Mapped[str] = mapped_column(default="")
    roles: Mapped[list[Any]]
    active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int]


class ExternalPerson(Keyed, Versioned, Base):
    """A workplace assessor, witness or guest marker who doesn't sign in."""

    __tablename__ = "external_person"
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    organisation: Mapped[str] = mapped_column(default="")
    job: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    relation: Mapped[str] = mapped_column(default="")
    checked_by: Mapped[UUID | None]


class Device(Keyed, Base):
    """One copy of the book on one computer: its own chain, its own two characters in award numbers."""

    __tablename__ = "device"
    label: Mapped[str] = mapped_column(String(2), unique=True)
    created_at: Mapped[str] = mapped_column(String(27))


class Counter(Base):
    """The last number given, by series (award numbers of a year, learner codes)."""

    __tablename__ = "counter"
    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class Change(Keyed, Base):
    """One link of a device's hash chain; see store/change_log.py."""

    __tablename__ = "change"
    __table_args__ = (UniqueConstraint("device", "sequence"), Index("ix_change_subject", "subject"), KEYED)
    device: Mapped[UUID]
    sequence: Mapped[int]
    clock: Mapped[str] = mapped_column(String(32))
    at: Mapped[str] = mapped_column(String(27))
    offset: Mapped[int]
    actor: Mapped[UUID]
    action: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject: Mapped[UUID | None]
    commitment: Mapped[bytes]
    previous: Mapped[bytes]
    hash: Mapped[bytes]


class ChangePayload(Base):
    """What a change says of one subject. Erasing empties salt and body and keeps the leaf."""

    __tablename__ = "change_payload"
    __table_args__ = (Index("ix_change_payload_subject", "subject"), KEYED)
    change: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[UUID]
    leaf: Mapped[bytes | None]
    """Kept only where salt and body are erased; else it is computed."""
    salt: Mapped[bytes | None]
    body: Mapped[bytes | None]


class Attachment(Base):
    """A file kept in the book, once, by its content."""

    __tablename__ = "attachment"
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str]
    data: Mapped[bytes]
    added_on: Mapped[date]
