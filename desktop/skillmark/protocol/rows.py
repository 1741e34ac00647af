"""What screens and the command line show: plain rows, with keys to ask on and words left to wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from skillmark.domain.definition_parts import Validity
from skillmark.domain.outline import Requirement
from skillmark.domain.scoring import Result
from skillmark.domain.standing import RequirementStanding, StandingToday


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """A learner in a list.

    Attributes:
        identifiers: (system, value) in the order of the systems.
        cohorts: (cohort code, enrolment status).
    """

    key: UUID
    code: str
    display_name: str
    given_name: str
    family_name: str
    preferred_name: str
    email: str
    sort_key: str
    identifiers: tuple[tuple[str, str], ...]
    cohorts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """Where a candidacy is in one requirement."""

    requirement: Requirement
    standing: RequirementStanding


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """Where a candidacy is today.

    Attributes:
        award_number: of the newest award not replaced; None where there is none.
        supported: whether today's records would give that award; None where there is none.
    """

    candidacy: UUID
    learner: LearnerRow
    cohort: str | None
    credential: str
    title: str
    version: int
    today: StandingToday
    requirements: tuple[RequirementRow, ...]
    award_number: str | None
    supported: bool | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class OfferingRow:
    """What a cohort works toward."""

    key: UUID
    credential: str
    version_key: UUID
    version: int
    title: str
    due_on: date | None
    sign_off_needed: bool
    signed_off_on: date | None


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort in a list; `states` counts its candidacies by stored state."""

    key: UUID
    code: str
    title: str
    starts_on: date | None
    ends_on: date | None
    delivery: str
    closed_on: date | None
    learners: int
    offerings: tuple[OfferingRow, ...]
    states: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A version of a credential in a list."""

    key: UUID
    version_key: UUID
    code: str
    title: str
    version: int
    state: str
    requirements: int
    published_on: date | None
    last_start_on: date | None
    last_award_on: date | None
    candidates: int
    awards: int


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who acts in the book."""

    key: UUID
    name: str
    email: str
    roles: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    """Somebody who signs certificates; `image` is the digest of the signature's picture in hex."""

    name: str
    title: str
    image: str | None


@dataclass(frozen=True, slots=True)
class IssuerRow:
    """The issuer and the certificate's design."""

    name: str
    prefix: str
    legal_name: str
    country: str
    awarding_body: str
    url: str
    email: str
    telephone: str
    address: str
    logo: str | None
    signatories: tuple[SignatoryRow, ...]
    design: str
    paper: str
    portrait: bool
    public_key: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list.

    Attributes:
        starts: wall-clock time in the book's time zone.
        requirements: (credential code, requirement code) that it counts toward.
        marks: how many learners have a mark.
    """

    key: UUID
    cohort: str
    title: str
    starts: datetime
    minutes: int
    kind: str
    state: str
    requirements: tuple[tuple[str, str], ...]
    marks: int


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award in a list.

    Attributes:
        status: valid, expiring, expired, suspended, revoked or replaced, today.
    """

    key: UUID
    number: str
    holder: str
    learner: UUID
    learner_code: str
    credential: str
    title: str
    cohort: str | None
    awarded_on: date
    issued_on: date
    valid_until: date | None
    status: str
    supported: bool
    by_exception: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry as it was recorded.

    Attributes:
        number: of the attempt that it is, computed; None where it uses none or doesn't count.
        counts: False where it was replaced or voided, or a mistake took it back.
        deciding: it decides.
        replaces: what it took the place of.
        minutes, count: what it adds, of `hours` and `count` requirements.
        reviewer: the assessor's key.
    """

    key: UUID
    number: int | None
    outcome: str | None
    result: Result | None
    points: tuple[tuple[str, str], ...]
    decision: str | None
    stage: str | None
    assessed_on: date
    recorded: datetime
    recorded_by: str
    assessor: str
    basis: str
    feedback: str
    staff_note: str
    evidence: tuple[tuple[str, str | None], ...]
    reason: str
    authority: str
    counts: bool
    deciding: bool
    own_today: bool
    replaces: UUID | None
    minutes: int | None = None
    count: int | None = None
    reviewer: UUID | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A cell with everything behind it: the requirement, where it stands, its entries oldest first."""

    requirement: Requirement
    standing: RequirementStanding
    entries: tuple[HistoryRow, ...]
    submissions: tuple[tuple[UUID, date, str], ...]


@dataclass(frozen=True, slots=True)
class SheetMark:
    """An attendance mark."""

    mark: str
    minutes: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The attendance sheet of a cohort.

    Attributes:
        learners: (key, display name) of those enrolled, by sort key.
        marks: by (session, learner).
        needed: by learner, what attendance requirements have got and need, in words' parts (got, needed minutes).
    """

    sessions: tuple[SessionRow, ...]
    learners: tuple[tuple[UUID, str], ...]
    marks: Mapping[tuple[UUID, UUID], SheetMark]
    needed: Mapping[UUID, tuple[tuple[Requirement, RequirementStanding], ...]]


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """A learner in a cohort."""

    learner: LearnerRow
    status: str
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True, slots=True)
class RunRow:
    """An award run that is prepared.

    Attributes:
        here: how many of its learners are of the cohort that was asked about; None where none was.
    """

    number: int
    credential: str
    awarded_on: date
    count: int
    here: int | None = None


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A cohort, what it works toward, and how many of its learners stand ready for the award.

    Attributes:
        version: the number of the version that the cohort works toward; `validity` is that version's.
    """

    cohort: UUID
    cohort_title: str
    credential: str
    title: str
    version: int
    validity: Validity
    ready: int


@dataclass(frozen=True, slots=True)
class Places:
    """How many records each place holds."""

    cohorts: int
    learners: int
    credentials: int
    awards: int


@dataclass(frozen=True, slots=True)
class SettingsRow:
    """The book's own settings."""

    time_zone: str
    expiring_days: int
    quiet_days: int
    keep_files: bool
    second_person: bool
    demo: bool


@dataclass(frozen=True, slots=True)
class LearnerDetail:
    """One learner with candidacies and awards."""

    row: LearnerRow
    date_of_birth: date | None
    pronouns: str
    staff_note: str
    disclosure: str
    progress: tuple[ProgressRow, ...]
    awards: tuple[AwardRow, ...]
