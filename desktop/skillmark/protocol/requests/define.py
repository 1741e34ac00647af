"""Requests about credentials, the issuer and staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from skillmark.protocol.requests.base import Request


@dataclass(frozen=True)
class AddCredential(Request):
    """Adds a credential, or a draft of its next version, from a document as in a credential file."""

    document: Mapping[str, Any]
    publish: bool = False


@dataclass(frozen=True)
class PublishCredential(Request):
    """Freezes the draft version of a credential."""

    code: str


@dataclass(frozen=True)
class RetireCredential(Request):
    """Ends a credential's published version: nobody starts after one date, nobody is awarded after another."""

    code: str
    last_start_on: date | None = None
    last_award_on: date | None = None


@dataclass(frozen=True)
class DropDraft(Request):
    """Deletes a draft version that nobody relied on."""

    code: str


@dataclass(frozen=True)
class NewSignatory:
    """Somebody who signs certificates; `image` is a PNG or JPEG of the signature."""

    name: str
    title: str
    image: bytes | None = None
    keep_image: str | None = None
    """The digest, in hex, of an image that the book already has."""


@dataclass(frozen=True)
class ChangeIssuer(Request):
    """Changes what is given; None leaves a field as it is."""

    name: str | None = None
    prefix: str | None = None
    legal_name: str | None = None
    country: str | None = None
    awarding_body: str | None = None
    url: str | None = None
    email: str | None = None
    telephone: str | None = None
    address: str | None = None
    logo: bytes | None = None
    """A PNG or JPEG; no bytes take the logo away."""
    keep_logo: str | None = None
    """The digest, in hex, of a logo that the book already has."""
    signatories: tuple[NewSignatory, ...] | None = None
    design: str | None = None
    paper: str | None = None
    portrait: bool | None = None


@dataclass(frozen=True)
class ChangeSettings(Request):
    """Changes the book's own settings; None leaves a setting as it is."""

    time_zone: str | None = None
    expiring_days: int | None = None
    quiet_days: int | None = None
    keep_files: bool | None = None
    second_person: bool | None = None


@dataclass(frozen=True)
class AddStaff(Request):
    """Adds somebody who acts in the book."""

    name: str
    email: str = ""
    roles: tuple[str, ...] = ("instructor",)


@dataclass(frozen=True)
class ChangeStaff(Request):
    """Changes what is given of a staff member; None leaves a field as it is."""

    staff: UUID
    name: str | None = None
    email: str | None = None
    roles: tuple[str, ...] | None = None
    active: bool | None = None
