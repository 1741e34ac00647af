"""A small record of one requirement, filled entry by entry as a person would."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

from skillmark.domain.definition import Definition, read_definition
from skillmark.domain.history import attempts
from skillmark.domain.outline import (
    Criterion,
    Group,
    Kind,
    Node,
    Requirement,
    Rubric,
    RubricLevel,
    Scheme,
    requirements_by_code,
)
from skillmark.domain.rating import check_entry
from skillmark.domain.records import (
    AttendanceFact,
    AttendanceMark,
    AwardEvent,
    AwardEventKind,
    AwardFact,
    CandidacyFacts,
    Decision,
    Entry,
    ExtraAttempts,
    Outcome,
    RequirementRecord,
    SessionFact,
    SessionState,
    SubmissionFact,
)
from skillmark.domain.standing import RequirementStanding, Standing, decide_candidacy, decide_requirement

HERE = Path(__file__).parent
TODAY = date(2026, 12, 31)
ANN, BEN, CARA = UUID(int=101), UUID(int=102), UUID(int=103)

MET, NOT_MET, RETURNED = Outcome.MET, Outcome.NOT_MET, Outcome.RETURNED
MISSING, WAIVED, VOID = Outcome.MISSING, Outcome.WAIVED, Outcome.VOID
ACCEPT, REVISE, NOT_YET = Decision.ACCEPT, Decision.REVISE, Decision.NOT_YET
EXCUSE = {"authority": "Head of school", "reason": "Ill all term"}


def document(name: str) -> dict[str, Any]:
    """The sample credential of that name as a document."""
    return dict(json.loads((HERE / f"{name}.json").read_text("utf-8")))


FORM = read_definition(document("form_assess"))
WEB = read_definition(document("fe_web"))


def requirement(code: str, definition: Definition = FORM, **changes: Any) -> Requirement:
    """A requirement of a sample credential, with changes."""
    return replace(requirements_by_code(definition.outline)[code], **changes)


def day(text: str) -> date:
    """A day of 2026 from `03-01`."""
    return date.fromisoformat(f"2026-{text}")


def points(text: str) -> dict[str, Decimal]:
    """Criterion points from `EVID=2 ANAL=3`."""
    pairs = (part.split("=") for part in text.split())
    return {code: Decimal(value) for code, value in pairs}


def port(total: str) -> dict[str, Decimal]:
    """Points of PORT's four criteria from `2 2 2 2`."""
    return dict(zip(("EVID", "ANAL", "ACT", "REFL"), map(Decimal, total.split()), strict=True))


def judged(scheme: Scheme = Scheme.PASS_FAIL, code: str = "R", **fields: Any) -> Requirement:
    """An assignment under a scheme, filled in where the scheme needs it."""
    levels = tuple(RubricLevel(str(worth), Decimal(worth)) for worth in range(4))
    rubric = Rubric((Criterion("A", "A", levels, Decimal(2)), Criterion("B", "B", levels)), Decimal(4))
    needed: dict[Scheme, dict[str, Any]] = {
        Scheme.POINTS: {"maximum": Decimal(40), "pass_mark": Decimal(28)},
        Scheme.LEVELS: {"levels": ("Low", "Mid", "High"), "passing": "Mid"},
        Scheme.RUBRIC: {"rubric": rubric},
        Scheme.HOURS: {"needed": 60, "kind": Kind.WORKPLACE},
        Scheme.COUNT: {"needed": 2, "kind": Kind.CONFERENCE},
        Scheme.PERCENT: {"needed": Fraction(8, 10), "kind": Kind.ATTENDANCE},
    }
    values = {"kind": Kind.ASSIGNMENT, **needed.get(scheme, {}), **fields}
    return Requirement(code=code, title=code, scheme=scheme, **values)


class Log:
    """The record of one requirement; the clock goes on by one with everything that is recorded."""

    def __init__(self, rule: Requirement, **record: Any) -> None:
        self.rule = rule
        self.record = RequirementRecord(**record)
        self.clock = 0

    def tick(self) -> str:
        self.clock += 1
        return f"{self.clock:06d}"

    def entry(self, when: str, outcome: Outcome | None = None, **fields: Any) -> Entry:
        """A new entry that isn't recorded yet."""
        clock = self.tick()
        if isinstance(fields.get("mark"), int | str):
            fields["mark"] = Decimal(fields["mark"])
        fields.setdefault("assessor", ANN)
        return Entry(UUID(int=self.clock), day(when), clock, "K7", outcome=outcome, **fields)

    def put(self, entry: Entry) -> Entry:
        """Appends without a check, as a merge does."""
        self.record = replace(self.record, entries=(*self.record.entries, entry))
        return entry

    def add(self, when: str, outcome: Outcome | None = None, *, over: bool = False, **fields: Any) -> Entry:
        """Checks and appends."""
        entry = self.entry(when, outcome, **fields)
        return self.put(check_entry(self.rule, self.record, entry, TODAY, typed_over=over))

    def void(self, entry: Entry) -> Entry:
        return self.add(entry.assessed_on.isoformat()[5:], VOID, replaces=entry.id, reason="typed by mistake")

    def correct(self, entry: Entry, when: str | None = None, **fields: Any) -> Entry:
        when = when or entry.assessed_on.isoformat()[5:]
        return self.add(when, replaces=entry.id, **({"reason": "misread"} | fields))

    def submit(self, when: str) -> SubmissionFact:
        clock = self.tick()
        fact = SubmissionFact(UUID(int=self.clock), day(when), clock, "K7", len(self.record.submissions) + 1)
        self.record = replace(self.record, submissions=(*self.record.submissions, fact))
        return fact

    def session(
        self,
        when: str,
        minutes: int,
        mark: str = "",
        noted: int | None = None,
        state: SessionState = SessionState.HELD,
    ) -> SessionFact:
        """A session that counts toward the requirement; without a mark it is unmarked."""
        clock = self.tick()
        fact = SessionFact(UUID(int=self.clock), day(when), minutes, state)
        marks = dict(self.record.attendance)
        if mark:
            marks[fact.id] = AttendanceFact(AttendanceMark(mark), noted, clock)
        self.record = replace(self.record, sessions=(*self.record.sessions, fact), attendance=marks)
        return fact

    def grant(self, when: str, extra: int = 1) -> None:
        clock = self.tick()
        fact = ExtraAttempts(extra, day(when), clock, UUID(int=self.clock), "K7")
        self.record = replace(self.record, extras=(*self.record.extras, fact))

    @property
    def standing(self) -> Any:
        """Untyped, so that fractions and decimals compare with plain numbers."""
        return decide_requirement(self.rule, self.record)

    @property
    def state(self) -> str:
        return str(self.standing.state)

    @property
    def numbers(self) -> list[int | None]:
        return [attempt.number for attempt in attempts(self.rule, self.record)]


def met(code: str, when: str = "03-01", clock: str = "000500") -> RequirementStanding:
    """A requirement that was met on a day."""
    log = Log(judged(code=code))
    log.put(replace(log.entry(when, MET), recorded=clock))
    return log.standing


def all_met(definition: Definition, *, without: tuple[str, ...] = ()) -> dict[str, RequirementStanding]:
    """Standings in which everything is met, save some."""
    return {code: met(code) for code in requirements_by_code(definition.outline) if code not in without}


def tree(*children: Node, at_least: int | None = None) -> Group:
    """A group of children."""
    return Group("Group", children, at_least)


def candidacy(standings: dict[str, RequirementStanding], definition: Definition = FORM, **facts: Any) -> Standing:
    """The standing of a candidacy on a sample credential."""
    return decide_candidacy(definition.outline, standings, CandidacyFacts(**facts))


def event(kind: str, when: str, clock: str) -> AwardEvent:
    """An event of an award."""
    return AwardEvent(AwardEventKind(kind), day(when), clock, "K7", "said so")


def award(when: str = "06-20", until: date | None = None, *events: AwardEvent, **fields: Any) -> AwardFact:
    """An award made on a day."""
    values: dict[str, Any] = {"id": UUID(int=900), "number": "RI-2026-K7-0418-C", "recorded": "000600", "device": "K7"}
    return AwardFact(awarded_on=day(when), valid_until=until, events=events, **(values | fields))
