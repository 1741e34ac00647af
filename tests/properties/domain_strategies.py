"""Made-up requirements, records and outlines of every scheme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from skillmark.domain.outline import JUDGED, Deciding, Group, Node, Requirement, Scheme
from skillmark.domain.records import (
    AttendanceFact,
    AttendanceMark,
    Basis,
    Decision,
    Entry,
    ExtraAttempts,
    Outcome,
    RequirementRecord,
    SessionFact,
    SessionState,
    SubmissionFact,
)
from tests.domain.builders import ANN, BEN, CARA, judged

START = date(2026, 3, 1)
DAYS = st.integers(0, 9).map(lambda number: START + timedelta(days=number))
CLOCKS = st.integers(0, 60).map(lambda number: f"{number:04d}")
DEVICES = st.sampled_from(("K7", "M3"))
PEOPLE = st.sampled_from((ANN, BEN, CARA))
ANY_SCHEME = st.sampled_from(Scheme)
SHARES = st.sampled_from((Fraction(8, 10), Fraction(1, 2), Fraction(1)))


@st.composite
def requirements(draw: st.DrawFn, code: str = "R", schemes: Any = ANY_SCHEME) -> Requirement:
    """A requirement of any scheme."""
    scheme = draw(schemes)
    deciding = draw(st.sampled_from(Deciding))
    attempts = draw(st.sampled_from((None, 1, 2, 3)))
    if deciding is Deciding.FIRST and attempts is not None:
        attempts = 1
    weight = Fraction(draw(st.integers(1, 7)), draw(st.sampled_from((1, 2, 4))))
    rule = judged(scheme, code, deciding=deciding, weight=weight)
    if scheme in JUDGED:
        return replace(rule, attempts=attempts, reviews=draw(st.sampled_from((1, 1, 2))))
    return replace(rule, needed=draw(SHARES if scheme is Scheme.PERCENT else st.integers(1, 90)))


def values(rule: Requirement) -> st.SearchStrategy[dict[str, Any]]:
    """What one judgement of the requirement says."""
    worth = st.integers(0, 3).map(Decimal)
    said: dict[Scheme, st.SearchStrategy[dict[str, Any]]] = {
        Scheme.POINTS: st.fixed_dictionaries({"mark": st.integers(0, 40).map(Decimal)}),
        Scheme.LEVELS: st.fixed_dictionaries({"level": st.sampled_from(rule.levels or ("",))}),
        Scheme.RUBRIC: st.fixed_dictionaries({"points": st.fixed_dictionaries({"A": worth, "B": worth})}),
        Scheme.HOURS: st.fixed_dictionaries({"minutes": st.integers(0, 40)}),
        Scheme.COUNT: st.fixed_dictionaries({"count": st.integers(0, 3)}),
    }
    plain = st.fixed_dictionaries({"outcome": st.sampled_from((Outcome.MET, Outcome.NOT_MET))})
    return said.get(rule.scheme, plain)


def _other_outcomes(rule: Requirement) -> st.SearchStrategy[dict[str, Any]]:
    outcomes = [Outcome.WAIVED]
    if rule.scheme is not Scheme.PERCENT:
        outcomes += [Outcome.RETURNED, Outcome.MISSING]
    return st.fixed_dictionaries({"outcome": st.sampled_from(outcomes)})


@st.composite
def entries(draw: st.DrawFn, rule: Requirement, number: int, judge: bool | None = None) -> Entry:
    """One entry, nine of ten a judgement."""
    judgement = rule.scheme is not Scheme.PERCENT and draw(st.integers(0, 9)) > 0 if judge is None else judge
    fields = draw(values(rule) if judgement else _other_outcomes(rule))
    if judgement and rule.reviews > 1 and draw(st.booleans()):
        fields = fields | {"decision": draw(st.sampled_from((Decision.REVISE, Decision.NOT_YET)))}
        fields.pop("outcome", None)
    return Entry(
        UUID(int=number),
        draw(DAYS),
        draw(CLOCKS),
        draw(DEVICES),
        assessor=draw(PEOPLE),
        basis=draw(st.sampled_from((Basis.WORK, Basis.WORK, Basis.WORK, Basis.RPL))),
        **fields,
    )


@st.composite
def _corrected(draw: st.DrawFn, rule: Requirement, known: list[Entry], number: int) -> Entry:
    """A correction or a void of an entry that is there; a branch where two correct the same."""
    target = draw(st.sampled_from(known))
    if draw(st.integers(0, 3)) == 0:
        void = Entry(UUID(int=number), target.assessed_on, draw(CLOCKS), draw(DEVICES), outcome=Outcome.VOID)
        return replace(void, replaces=target.id)
    return replace(draw(entries(rule, number)), replaces=target.id, proposed=draw(st.integers(0, 4)) == 0)


@st.composite
def records(draw: st.DrawFn, rule: Requirement) -> RequirementRecord:
    """A record with chains, submissions, sessions and arrangements."""
    known: list[Entry] = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        corrects = known and draw(st.integers(0, 3)) == 0
        known.append(draw(_corrected(rule, known, number) if corrects else entries(rule, number)))
    handed_in = [
        SubmissionFact(UUID(int=100 + number), draw(DAYS), draw(CLOCKS), draw(DEVICES), number)
        for number in range(draw(st.integers(0, 2)))
    ]
    if handed_in:
        chosen = st.sampled_from((None, *(item.id for item in handed_in)))
        known = [replace(item, submission=draw(chosen)) for item in known]
    extras = [
        ExtraAttempts(1, draw(DAYS), draw(CLOCKS), UUID(int=300 + number), draw(DEVICES))
        for number in range(draw(st.sampled_from((0, 0, 0, 1))))
    ]
    sessions, marks = draw(attendance()) if rule.scheme not in JUDGED else ((), {})
    return RequirementRecord(tuple(known), tuple(handed_in), sessions, marks, tuple(extras))


@st.composite
def attendance(draw: st.DrawFn) -> tuple[tuple[SessionFact, ...], dict[UUID, AttendanceFact]]:
    """Up to five sessions, some of them marked."""
    sessions = tuple(
        SessionFact(UUID(int=200 + number), draw(DAYS), draw(st.integers(1, 60)), draw(st.sampled_from(SessionState)))
        for number in range(draw(st.integers(0, 5)))
    )
    fact = st.builds(AttendanceFact, st.sampled_from(AttendanceMark), st.none() | st.integers(0, 90))
    marks = {session.id: draw(fact) for session in sessions if draw(st.booleans())}
    return sessions, marks


@st.composite
def outlines(draw: st.DrawFn, depth: int = 2) -> Group:
    """A tree of groups with requirements R1, R2 … in outline order."""
    numbers = iter(range(1, 100))

    def group(below: int) -> Group:
        children: list[Node] = []
        for _ in range(draw(st.integers(1, 3))):
            if below and draw(st.booleans()):
                children.append(group(below - 1))
            else:
                children.append(draw(requirements(f"R{next(numbers)}")))
        at_least = draw(st.none() | st.integers(1, len(children)))
        return Group("G", tuple(children), at_least, Fraction(draw(st.integers(1, 5))))

    return group(depth)
