"""A term of the demo: sessions with attendance, marks, submissions, reviews, and some awards."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from skillmark.domain.outline import Kind, Requirement, Scheme
from skillmark.protocol.requests.award import AwardLearners, CorrectAward, RevokeAward
from skillmark.protocol.requests.judge import (
    Arrange,
    AttendanceFile,
    Judgement,
    NewArtifact,
    RecordAssessment,
    RecordFile,
    RecordSubmission,
)
from skillmark.protocol.requests.look import ListAwards, Progress
from skillmark.protocol.rows import ProgressRow
from skillmark.services.answer import ask
from skillmark.services.handle import handle
from skillmark.services.sitting import Sitting
from skillmark.services.tables import csv_lines

MARKS = ("learner", "credential", "requirement", "outcome", "mark", "level", "hours", "count", "criteria", "date",
         "assessor", "evidence")  # fmt: skip
WEEKS = 16
ROWS_A_FILE = 20_000
ASSESSORS = ("Amara Okoye", "Mei Chen", "Grace Lindqvist")
GOING = ("done", "done", "done", "well", "well", "fair", "late", "quiet")
"""How learners get on: everything is met, nearly, half, little, or nothing has come for weeks."""
REACHED = {"done": 1.0, "well": 0.85, "fair": 0.6, "late": 0.3, "quiet": 0.15}


@dataclass(slots=True)
class Term:
    """What a term is played from.

    Attributes:
        cohorts: (key, code, credentials).
        whole: False for the marks of one requirement only.
    """

    cohorts: list[tuple[UUID, str, tuple[str, ...]]]
    clock: Any
    chance: random.Random
    today: datetime
    whole: bool
    going: dict[str, str] = field(default_factory=dict)

    def way(self, learner: str) -> str:
        """How a learner gets on."""
        if learner not in self.going:
            self.going[learner] = self.chance.choice(GOING)
        return self.going[learner]


def play_term(sitting: Sitting, term: Term, told: Callable[[int], None]) -> None:
    """Plays the term, cohort by cohort, and then awards."""
    waiting: list[list[str]] = []
    for done, (_, code, credentials) in enumerate(term.cohorts, start=1):
        rows: list[ProgressRow] = ask(sitting, Progress(cohort=code))
        if term.whole:
            _play_cohort(sitting, term, code, credentials, rows)
        else:
            waiting += _one_requirement(term, rows)
        if len(waiting) >= ROWS_A_FILE or done == len(term.cohorts):
            _record(sitting, term, waiting)
            waiting = []
        told(done)
    if term.whole:
        term.clock.set(term.today - timedelta(days=2))
        _award(sitting, term)


def _learners(rows: Sequence[ProgressRow]) -> list[str]:
    return list(dict.fromkeys(row.learner.code for row in rows))


def _start(term: Term) -> datetime:
    return term.today - timedelta(weeks=WEEKS)


def _play_cohort(
    sitting: Sitting, term: Term, code: str, credentials: tuple[str, ...], rows: Sequence[ProgressRow]
) -> None:
    term.clock.set(term.today - timedelta(days=3))
    for credential in credentials:
        mine = [row for row in rows if row.credential == credential]
        requirements = [one.requirement for one in mine[0].requirements]
        for requirement in requirements:
            if requirement.kind in (Kind.ATTENDANCE, Kind.CONFERENCE):
                _attend(sitting, term, code, credential, requirement, _learners(mine))
        _record(sitting, term, list(_marks(term, credential, requirements, mine)))
        for requirement in requirements:
            if requirement.reviews > 1:
                _reviews(sitting, term, requirement, mine)
            elif requirement.kind is Kind.PORTFOLIO:
                _hand_in(sitting, term, requirement, mine)
    _exceptions(sitting, term, rows)


def _sessions(requirement: Requirement) -> tuple[int, int, str]:
    """How many sessions, of how many minutes, called what."""
    if requirement.kind is Kind.CONFERENCE:
        return (1, 360, "Conference day") if requirement.scheme is Scheme.HOURS else (1, 300, requirement.title)
    if requirement.scheme is Scheme.COUNT:
        return int(requirement.needed or 1) + 1, 180, requirement.title
    if requirement.scheme is Scheme.PERCENT:
        return 10, 90, requirement.title
    return int(requirement.needed or 540) // 90 + 1, 90, requirement.title


def _attend(
    sitting: Sitting, term: Term, cohort: str, credential: str, requirement: Requirement, learners: Sequence[str]
) -> None:
    count, minutes, title = _sessions(requirement)
    rows, step = [], max(1, (WEEKS - 2) // count)
    first = _start(term).replace(hour=17, minute=0, second=0, microsecond=0) + timedelta(days=3)
    for number in range(count):
        start = first + timedelta(weeks=step * number + 1)
        if start > term.today - timedelta(days=3):
            break
        name = f"{title} {number + 1}" if count > 1 else title
        for learner in learners:
            row = [cohort, name, start.strftime("%Y-%m-%dT%H:%M"), str(minutes), requirement.code, credential, learner]
            mark, attended = _mark(term, learner, minutes, requirement)
            if mark:
                rows.append([*row, mark, attended])
    header = [
        "cohort",
        "session",
        "start",
        "minutes",
        "requirement",
        "credential",
        "learner",
        "mark",
        "attended_minutes",
    ]
    data = csv_lines(header, rows).encode("utf-8")
    handle(sitting, AttendanceFile(Path("attendance.csv"), data))


def _mark(term: Term, learner: str, minutes: int, requirement: Requirement) -> tuple[str, str]:
    way, dice = term.way(learner), term.chance.random()
    if requirement.kind is Kind.CONFERENCE and way not in ("done", "well"):
        return ("", "") if dice < 0.5 else ("P", "")
    if way == "quiet":
        return ("A", "") if dice < 0.6 else ("E", "") if dice < 0.7 else ("P", "")
    if dice < (0.01 if way == "done" else 0.06):
        return "A", ""
    if dice < 0.1 and way != "done":
        return "E", ""
    if dice < 0.25:
        return "L", str(minutes - 15)
    return "P", ""


def _day(term: Term, place: int, count: int) -> str:
    """A day of the term for the place-th of `count` requirements."""
    weeks = 3 + (WEEKS - 5) * place // max(1, count)
    day = _start(term) + timedelta(weeks=weeks, days=term.chance.randint(0, 5))
    return min(day, term.today - timedelta(days=3)).date().isoformat()


def _marks(
    term: Term, credential: str, requirements: Sequence[Requirement], rows: Sequence[ProgressRow]
) -> Iterator[list[str]]:
    judged = [one for one in requirements if one.kind not in (Kind.ATTENDANCE, Kind.CONFERENCE) and one.reviews == 1]
    for place, requirement in enumerate(judged):
        for row in rows:
            learner = row.learner.code
            way = term.way(learner)
            if place >= round(len(judged) * REACHED[way]):
                continue
            day, assessor = _day(term, place, len(judged)), term.chance.choice(ASSESSORS)
            if way != "done" and term.chance.random() < 0.18 and requirement.scheme is not Scheme.HOURS:
                yield _row(learner, credential, requirement, _result(requirement, term, good=False), day, assessor)
                if term.chance.random() < 0.5:
                    continue
            yield _row(learner, credential, requirement, _result(requirement, term, good=True), day, assessor)


def _row(
    learner: str, credential: str, requirement: Requirement, said: dict[str, str], day: str, assessor: str
) -> list[str]:
    values = {"learner": learner, "credential": credential, "requirement": requirement.code, "date": day}
    values |= {"assessor": assessor} | said
    if requirement.evidence == "required":
        values["evidence"] = f"https://portfolio.riverside.example/{learner.lower()}"
    return [values.get(column, "") for column in MARKS]


def _result(requirement: Requirement, term: Term, *, good: bool) -> dict[str, str]:
    chance = term.chance
    if requirement.scheme is Scheme.POINTS:
        maximum, passing = int(requirement.maximum or 0), int(requirement.pass_mark or 0)
        mark = chance.randint(passing + 1, maximum) if good else chance.randint(passing // 2, passing - 1)
        return {"mark": str(mark)}
    if requirement.scheme is Scheme.LEVELS:
        at = requirement.levels.index(requirement.passing or "")
        return {"level": chance.choice(requirement.levels[at:] if good else requirement.levels[:at])}
    if requirement.scheme is Scheme.RUBRIC and requirement.rubric is not None:
        return {"criteria": ";".join(f"{code}={points}" for code, points in _points(requirement, chance, good))}
    if requirement.scheme is Scheme.HOURS:
        return {"hours": str(int(requirement.needed or 0) // 60)}
    return {"outcome": "met" if good else "not_met"}


def _points(requirement: Requirement, chance: random.Random, good: bool) -> Iterator[tuple[str, Decimal]]:
    assert requirement.rubric is not None
    for criterion in requirement.rubric.criteria:
        worth = sorted(level.points for level in criterion.levels)
        yield criterion.code, (chance.choice(worth[-2:]) if good else worth[0] if chance.random() < 0.6 else worth[1])


def _record(sitting: Sitting, term: Term, rows: list[list[str]]) -> None:
    if rows:
        term.clock.set(term.today - timedelta(days=3))
        handle(sitting, RecordFile(Path("marks.csv"), csv_lines(MARKS, rows).encode("utf-8")))


def _one_requirement(term: Term, rows: Sequence[ProgressRow]) -> Iterator[list[str]]:
    """A mark for each learner in the first requirement that is judged."""
    for row in rows:
        requirement = next(one.requirement for one in row.requirements if one.requirement.attempts)
        good = term.chance.random() < 0.8
        said = _result(requirement, term, good=good)
        yield _row(row.learner.code, row.credential, requirement, said, _day(term, 1, 4), ASSESSORS[0])


def _reviews(sitting: Sitting, term: Term, requirement: Requirement, rows: Sequence[ProgressRow]) -> None:
    """Submissions that two people review: some agree, some disagree, some wait."""
    from skillmark.services.look_staff import staff_keys

    staff = staff_keys(sitting)
    for row in rows:
        way = term.way(row.learner.code)
        if way in ("late", "quiet"):
            continue
        day = (term.today - timedelta(days=term.chance.randint(7, 20))).date()
        artifact = NewArtifact("Client site", f"https://sites.riverside.example/{row.learner.code.lower()}")
        handle(sitting, RecordSubmission(row.candidacy, requirement.code, day, artifacts=(artifact,)))
        first = way != "fair" or term.chance.random() < 0.6
        second = way == "done" or term.chance.random() < 0.6
        agree = way == "done" or term.chance.random() < 0.7
        if first:
            _review(sitting, term, row, requirement, staff["Amara Okoye"], day, good=True)
        if first and second:
            _review(sitting, term, row, requirement, staff["Mei Chen"], day, good=agree)


def _review(
    sitting: Sitting, term: Term, row: ProgressRow, requirement: Requirement, assessor: UUID, day: Any, *, good: bool
) -> None:
    points = dict(_points(requirement, term.chance, good))
    judged = Judgement(points=points, decision="accept" if good else "revise", feedback="Reads well on a phone.")
    on = min(day + timedelta(days=term.chance.randint(1, 4)), (term.today - timedelta(days=3)).date())
    handle(sitting, RecordAssessment(row.candidacy, requirement.code, judged, on, assessor))


def _hand_in(sitting: Sitting, term: Term, requirement: Requirement, rows: Sequence[ProgressRow]) -> None:
    """Portfolios that wait to be reviewed."""
    for row in rows:
        if term.way(row.learner.code) == "fair" and term.chance.random() < 0.5:
            artifact = NewArtifact("Portfolio", f"https://portfolio.riverside.example/{row.learner.code.lower()}")
            day = (term.today - timedelta(days=term.chance.randint(4, 9))).date()
            handle(sitting, RecordSubmission(row.candidacy, requirement.code, day, artifacts=(artifact,)))


def _exceptions(sitting: Sitting, term: Term, rows: Sequence[ProgressRow]) -> None:
    """A waiver, an extra try: what every term has."""
    fair = [row for row in rows if term.way(row.learner.code) == "fair"]
    if len(fair) < 2:
        return
    waived = fair[0].requirements[-1].requirement
    said = Judgement(outcome="waived", reason="Did this at the former school", authority="Grace Lindqvist")
    handle(sitting, RecordAssessment(fair[0].candidacy, waived.code, said))
    with_tries = next((one.requirement for one in fair[1].requirements if one.requirement.attempts), None)
    if with_tries is not None:
        granted = Arrange(fair[1].candidacy, with_tries.code, 1, authority="Grace Lindqvist", reason="Was ill")
        handle(sitting, granted)


def _award(sitting: Sitting, term: Term) -> None:
    """Half of those who are ready are awarded; one award is corrected, one revoked."""
    for _, code, credentials in term.cohorts[:2]:
        rows = ask(sitting, Progress(cohort=code, credential=credentials[0]))
        ready = [row.learner.key for row in rows if str(row.today.state) == "ready"]
        chosen = tuple(ready[: (len(ready) + 1) // 2])
        if chosen:
            handle(sitting, AwardLearners(credentials[0], learners=chosen))
    awards = ask(sitting, ListAwards())
    if len(awards) > 3:
        handle(sitting, RevokeAward(awards[-1].key, "Awarded to the wrong person", "Tomás Reyes"))
        name = f"{awards[-2].holder} Vega"
        handle(sitting, CorrectAward(awards[-2].key, "The second surname was missing", name))
