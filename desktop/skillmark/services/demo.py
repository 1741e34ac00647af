"""A believable school to look round in: made by the same requests as everything else, from a seed."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from skillmark.protocol.requests.define import AddCredential, AddStaff, ChangeIssuer, NewSignatory
from skillmark.protocol.requests.teach import AddCohort, ImportRoster
from skillmark.services.define import read_credential
from skillmark.services.demo_term import WEEKS, Term, play_term
from skillmark.services.handle import handle
from skillmark.services.new import NewBook, new_book
from skillmark.services.sitting import Sitting
from skillmark.services.tables import csv_lines
from skillmark.system import resources

USUAL_LEARNERS = 90
COHORT_SIZE = 30
WHOLE_TERM_UP_TO = 3_000
ZONE = "Europe/Lisbon"
CREDENTIALS = ("formative-assessment", "front-end-web", "leading-a-project", "teaching-writing")
PLACES = ("Northside", "Harbour", "Old Mill", "Riverbank", "Hillcrest", "Station Road")


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo is made from.

    Attributes:
        learners: how many; None is the usual school of three cohorts.
        seed: the same seed gives the same school on the same day.
        today: the day on which the term has nearly ended; None is today.
    """

    learners: int | None = None
    seed: int = 1
    today: datetime | None = None


@dataclass(slots=True)
class DemoClock:
    """A clock that the demo sets as the term goes on."""

    moment: datetime
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(ZONE))

    def now(self) -> datetime:
        """The moment that was set; a second later each time, so that nothing happens at once."""
        self.moment += timedelta(seconds=1)
        return self.moment

    def set(self, day: datetime) -> None:
        """Goes to a moment, never back."""
        self.moment = max(self.moment, day)


def make_demo(path: Path, demo: Demo, told: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Makes the demo book and closes it.

    Args:
        told: told (done, total) steps.

    Raises:
        BookExists, FolderMissing, NoPermission, DiskFull: nothing was made.
    """
    chance = random.Random(demo.seed)
    today = (demo.today or datetime.now(ZoneInfo(ZONE))).astimezone(ZoneInfo(ZONE))
    start = datetime.combine(today.date() - timedelta(weeks=WEEKS), time(8, 30), ZoneInfo(ZONE))
    clock = DemoClock(start)
    wanted = NewBook("Riverside Institute", "Grace Lindqvist", "grace@riverside.example", ZONE, demo=True)
    sitting = new_book(path, wanted, clock, chance)
    try:
        _fill(sitting, demo, clock, chance, today, told)
    except BaseException:
        sitting.close(keep_copy=False)
        path.unlink(missing_ok=True)
        raise
    sitting.close(keep_copy=False)


def _fill(
    sitting: Sitting,
    demo: Demo,
    clock: DemoClock,
    chance: random.Random,
    today: datetime,
    told: Callable[[int, int], None],
) -> None:
    _school(sitting)
    count = demo.learners or USUAL_LEARNERS
    whole = count <= WHOLE_TERM_UP_TO
    cohorts = list(_cohorts(sitting, count, chance, clock.moment, today))
    handle(sitting, ImportRoster(Path("roster.csv"), _roster(_names(count, chance), cohorts).encode("utf-8")))
    steps = len(cohorts) + 1
    told(0, steps)
    play_term(sitting, Term(cohorts, clock, chance, today, whole), lambda done: told(done, steps))
    told(steps, steps)


def _school(sitting: Sitting) -> None:
    """Issuer, staff, credentials."""
    folder = resources.path("demo")
    people = (("Grace Lindqvist", "Course leader"), ("Tomás Reyes", "Head of the institute"))
    files = ("signature-grace-lindqvist.png", "signature-tomas-reyes.png")
    signatories = tuple(
        NewSignatory(name, title, (folder / file).read_bytes())
        for (name, title), file in zip(people, files, strict=True)
    )
    handle(sitting, ChangeIssuer(country="PT", url="https://riverside.example", signatories=signatories))
    handle(sitting, AddStaff("Tomás Reyes", "tomas@riverside.example", ("coordinator", "quality")))
    handle(sitting, AddStaff("Amara Okoye", "amara@riverside.example", ("instructor",)))
    handle(sitting, AddStaff("Mei Chen", "mei@riverside.example", ("instructor",)))
    for name in CREDENTIALS:
        handle(sitting, AddCredential(read_credential(folder / f"{name}.yaml", f"{name}.yaml"), publish=True))


def _cohorts(
    sitting: Sitting, count: int, chance: random.Random, start: datetime, today: datetime
) -> Iterator[tuple[UUID, str, tuple[str, ...]]]:
    """Cohorts for thirty each, as (key, code, what they work toward)."""
    offers = (("FORM-ASSESS",), ("FE-WEB",), ("LEAD-PROJ", "WRITE-HS"))
    for place in range((count - 1) // COHORT_SIZE + 1):
        code = f"{start:%y}-{place + 1:02d}"
        title = f"{PLACES[place % len(PLACES)]} {start:%Y}"
        due = today.date() + timedelta(days=14)
        offer = offers[place % len(offers)]
        end = today.date() + timedelta(weeks=2)
        wanted = AddCohort(code, title, start.date(), end, "blended", offer, due)
        yield handle(sitting, wanted).value, code, offer


def _names(count: int, chance: random.Random) -> list[tuple[str, str]]:
    with resources.path("demo", "people.toml").open("rb") as file:
        told = tomllib.load(file)
    people = [(given, family) for given, family in told["people"]]
    chance.shuffle(people)
    mixed = [(given, family) for given in told["mixed"]["given"] for family in told["mixed"]["family"]]
    chance.shuffle(mixed)
    people += [mixed[place % len(mixed)] for place in range(max(0, count - len(people)))]
    return people[:count]


def _roster(names: list[tuple[str, str]], cohorts: list[tuple[UUID, str, tuple[str, ...]]]) -> str:
    rows = [
        [f"S{place + 1:06d}", given, family, f"s{place + 1:06d}@riverside.example", cohorts[place // COHORT_SIZE][1]]
        for place, (given, family) in enumerate(names)
    ]
    return csv_lines(["student_id", "given_name", "family_name", "email", "cohort"], rows)
