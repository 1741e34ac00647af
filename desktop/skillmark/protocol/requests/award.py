"""Requests about awards and certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from skillmark.protocol.requests.base import Request


@dataclass(frozen=True)
class AwardLearners(Request):
    """Awards a credential to those who are ready; the others are refused in words.

    Attributes:
        credential: its code.
        cohort: all of a cohort; with `learners` too, just these of it. Neither: all candidates.
        awarded_on: None is today.
        exception: a coordinator's written reason to award somebody who isn't ready.
        prepare: True to stop before numbers are given, for the proof list.
    """

    credential: str
    cohort: UUID | None = None
    learners: tuple[UUID, ...] = ()
    awarded_on: date | None = None
    exception: str = ""
    prepare: bool = False


@dataclass(frozen=True)
class IssueRun(Request):
    """Numbers and signs all awards of a prepared run."""

    run: int


@dataclass(frozen=True)
class DropRun(Request):
    """Drops a prepared run."""

    run: int


@dataclass(frozen=True)
class CorrectAward(Request):
    """Issues an award anew, with the name as it is now or as given."""

    award: UUID
    reason: str
    name: str | None = None


@dataclass(frozen=True)
class RevokeAward(Request):
    """Revokes an award for good."""

    award: UUID
    reason: str
    authority: str = ""


@dataclass(frozen=True)
class ConfirmAward(Request):
    """Lets an unsupported award stand, with a reason."""

    award: UUID
    reason: str


@dataclass(frozen=True)
class KeepFiles(Request):
    """Keeps the certificate files that were written for the first time."""

    files: tuple[tuple[UUID, bytes], ...]
