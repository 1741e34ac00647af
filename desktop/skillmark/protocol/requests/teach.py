"""Requests about cohorts, offerings, sessions, attendance, learners and enrolments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from skillmark.protocol.requests.base import Request


@dataclass(frozen=True)
class AddCohort(Request):
    """Adds a cohort, and the credentials that it works toward."""

    code: str
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    delivery: str = ""
    offer: tuple[str, ...] = ()
    due_on: date | None = None
    key: UUID | None = None
    """The key that it had before it was taken back."""


@dataclass(frozen=True)
class ChangeCohort(Request):
    """Changes what is given of a cohort; None leaves a field as it is."""

    cohort: UUID
    code: str | None = None
    title: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    delivery: str | None = None
    clear: tuple[str, ...] = ()
    """Dates to empty: `starts_on`, `ends_on`."""
    offer: tuple[str, ...] = ()
    """Credentials that it works toward from now on."""
    due_on: date | None = None
    """When what it works toward from now on is due."""


@dataclass(frozen=True)
class CloseCohort(Request):
    """Closes a cohort, or with no date opens it again."""

    cohort: UUID
    closed_on: date | None


@dataclass(frozen=True)
class DropCohort(Request):
    """Takes an empty cohort back, as undo."""

    cohort: UUID


@dataclass(frozen=True)
class OfferCredential(Request):
    """Lets a cohort work toward the published version of a credential; its learners become candidates."""

    cohort: UUID
    credential: str
    due_on: date | None = None
    sign_off_needed: bool = False


@dataclass(frozen=True)
class ChangeOffering(Request):
    """Changes an offering's due date, and whether sampling must be signed off."""

    offering: UUID
    due_on: date | None
    sign_off_needed: bool


@dataclass(frozen=True)
class SignOff(Request):
    """Signs the sampling of an offering off, or takes that back."""

    offering: UUID
    signed: bool = True


@dataclass(frozen=True)
class AddSession(Request):
    """Adds a session of a cohort. `starts` is wall-clock time in the book's time zone."""

    cohort: UUID
    title: str
    starts: datetime
    minutes: int
    kind: str = ""
    requirements: tuple[tuple[str, str], ...] = ()
    """What it counts toward: (credential code, requirement code). Both empty: the only attendance requirement."""
    held: bool = False
    key: UUID | None = None
    """The key that it had before it was taken back."""


@dataclass(frozen=True)
class ChangeSession(Request):
    """Changes what is given of a session; `state` is planned, held or cancelled."""

    session: UUID
    title: str | None = None
    starts: datetime | None = None
    minutes: int | None = None
    kind: str | None = None
    state: str | None = None
    requirements: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class DropSession(Request):
    """Takes a session back on which nothing was recorded, as undo."""

    session: UUID


@dataclass(frozen=True)
class AttendanceEntry:
    """One mark: P, L, E, A, or none to take the mark away."""

    learner: UUID
    mark: str | None
    minutes: int | None = None
    note: str = ""


@dataclass(frozen=True)
class MarkAttendance(Request):
    """Sets marks of one session, one or many learners at once; a planned session becomes held.

    Attributes:
        state: the state that the session gets instead, as undo puts `planned` back.
    """

    session: UUID
    entries: tuple[AttendanceEntry, ...]
    state: str | None = None


@dataclass(frozen=True)
class AddLearner(Request):
    """Adds a learner, and enrols where a cohort is named."""

    display_name: str
    given_name: str = ""
    family_name: str = ""
    preferred_name: str = ""
    email: str = ""
    date_of_birth: date | None = None
    pronouns: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    cohort: UUID | None = None
    from_on: date | None = None
    before: tuple[UUID, str] | None = None
    """The key and the code that the learner had before being taken back."""


@dataclass(frozen=True)
class ChangeLearner(Request):
    """Changes what is given of a learner; None leaves a field as it is."""

    learner: UUID
    display_name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    preferred_name: str | None = None
    email: str | None = None
    date_of_birth: date | None = None
    pronouns: str | None = None
    staff_note: str | None = None
    disclosure: str | None = None
    identifiers: tuple[tuple[str, str], ...] | None = None
    clear: tuple[str, ...] = ()
    """Fields to empty: `date_of_birth`."""


@dataclass(frozen=True)
class DropLearner(Request):
    """Takes a learner back on whom nothing was built, as undo."""

    learner: UUID


@dataclass(frozen=True)
class Enrol(Request):
    """Enrols a learner in a cohort, anew or again."""

    learner: UUID
    cohort: UUID
    from_on: date | None = None


@dataclass(frozen=True)
class Withdraw(Request):
    """Ends an enrolment; what is recorded stays. `again` takes the withdrawal back."""

    learner: UUID
    cohort: UUID
    on: date | None = None
    again: bool = False
    reopen: tuple[UUID, ...] = ()
    """With `again`: candidacies that the withdrawal ended and that are open again."""


@dataclass(frozen=True)
class DropEnrolment(Request):
    """Takes an enrolment back on which nothing was built, as undo."""

    learner: UUID
    cohort: UUID


@dataclass(frozen=True)
class TransferLearner(Request):
    """Moves a learner from one cohort to another; the candidacies and their history go along."""

    learner: UUID
    source: UUID
    target: UUID
    on: date | None = None


@dataclass(frozen=True)
class ImportRoster(Request):
    """Imports a roster file: learners, identifiers, cohorts, enrolments.

    Attributes:
        data: the file's bytes where it doesn't come from a path.
        columns: column title -> field, where the title alone doesn't tell.
        dry_run: answers what would happen and changes nothing.
        each_row: answers also what becomes of each row.
    """

    path: Path
    data: bytes | None = None
    cohort: str | None = None
    offer: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    each_row: bool = False


@dataclass(frozen=True)
class UndoImport(Request):
    """Takes a whole import back, as far as nothing was built on it."""

    batch: int
