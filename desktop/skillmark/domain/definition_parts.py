"""What a credential's definition holds beside its outline: plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from skillmark.domain.outline import Group


class Delivery(StrEnum):
    """How learners take part."""

    ONLINE = "online"
    CLASSROOM = "classroom"
    BLENDED = "blended"


class Supervision(StrEnum):
    """Whether assessment is supervised, and whether identity is checked in it."""

    NONE = "none"
    SUPERVISED = "supervised"
    IDENTITY_CHECKED = "identity_checked"


@dataclass(frozen=True, slots=True)
class Validity:
    """How long an award holds: `months` after the award date, `until` a last day, or for ever where neither is set."""

    months: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Renewal:
    """How an award is renewed.

    Attributes:
        window_months: how many months before the end the window opens.
        requirements: codes that must be met anew inside it; none means that nothing has to be.
    """

    window_months: int = 6
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credits:
    """Credits in a system such as ECTS."""

    value: Decimal
    system: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a framework such as the EQF."""

    framework: str
    value: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How quality is assured, by whom, described where."""

    text: str = ""
    body: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class LearningOutcome:
    """What the holder can do, and the codes of the requirements that show it."""

    text: str
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill of a framework that requirements are aligned to."""

    code: str
    title: str
    framework: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of a credential, without its number and state.

    Attributes:
        criteria: what the holder did, as the award says it.
        duration_weeks: from and to.
        effort_hours: notional learning hours.
        waivers_max: how many requirements may be waived, None for any number.
        prerequisites: codes of credentials of which a valid award must be held; `stackable` those it leads toward.
        review_due_on: when the definition is to be looked at again.
    """

    code: str
    title: str
    outline: Group
    description: str = ""
    criteria: str = ""
    field_of_study: str = ""
    language: str = "en"
    tags: tuple[str, ...] = ()
    delivery: Delivery | None = None
    duration_weeks: tuple[int, int] | None = None
    effort_hours: Decimal | None = None
    validity: Validity = Validity()
    renewal: Renewal = Renewal()
    credits: Credits | None = None
    level: Level | None = None
    supervision: Supervision | None = None
    quality_assurance: Quality | None = None
    outcomes: tuple[LearningOutcome, ...] = ()
    skills: tuple[Skill, ...] = ()
    prerequisites: tuple[str, ...] = ()
    stackable: tuple[str, ...] = ()
    waivers_max: int | None = None
    review_due_on: date | None = None
