"""What holds for every record, every requirement and every outline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st

from skillmark.domain.attempts import resolve
from skillmark.domain.errors import EntryRefused
from skillmark.domain.history import attempts
from skillmark.domain.outline import JUDGED, Requirement, Scheme, walk
from skillmark.domain.rating import check_entry
from skillmark.domain.records import (
    AttendanceMark,
    CandidacyFacts,
    CarriedVersion,
    CarryChoice,
    Entry,
    Outcome,
    RequirementRecord,
    Stage,
    SubmissionFact,
)
from skillmark.domain.scoring import is_met
from skillmark.domain.standing import (
    CandidacyState,
    RequirementStanding,
    Standing,
    decide_branch,
    decide_candidacy,
    decide_requirement,
    shown_share,
)
from tests.domain.builders import ANN, BEN, CARA
from tests.properties.domain_strategies import START, entries, outlines, records, requirements

TODAY = date(2026, 12, 31)
STAGES = (Stage.FIRST, Stage.SECOND, Stage.ADJUDICATION)
PEOPLE = (ANN, BEN, CARA)
FACTS = CandidacyFacts()


@st.composite
def cases(draw: st.DrawFn) -> tuple[Requirement, RequirementRecord]:
    rule = draw(requirements())
    return rule, draw(records(rule))


@st.composite
def candidacies(draw: st.DrawFn) -> tuple[Any, dict[str, RequirementRecord]]:
    outline = draw(outlines())
    return outline, {rule.code: draw(records(rule)) for rule in walk(outline)}


def decide_all(outline: Any, filled: dict[str, RequirementRecord]) -> dict[str, RequirementStanding]:
    return {rule.code: decide_requirement(rule, filled[rule.code]) for rule in walk(outline)}


def better(draw: st.DrawFn, rule: Requirement, entry: Entry) -> dict[str, Any]:
    """What a judgement that is as good or better says."""
    if rule.scheme is Scheme.POINTS:
        return {"mark": Decimal(draw(st.integers(int(entry.mark or 0), 40)))}
    if rule.scheme is Scheme.LEVELS:
        place = rule.levels.index(str(entry.level))
        return {"level": draw(st.sampled_from(rule.levels[place:]))}
    if rule.scheme is Scheme.RUBRIC:
        raised = {code: Decimal(draw(st.integers(int(worth), 3))) for code, worth in entry.points.items()}
        return {"points": raised, "decision": draw(st.sampled_from((entry.decision, None)))}
    if rule.scheme is Scheme.HOURS:
        return {"minutes": draw(st.integers(entry.minutes or 0, 90))}
    if rule.scheme is Scheme.COUNT:
        return {"count": draw(st.integers(entry.count or 0, 5))}
    return {"outcome": Outcome.MET, "decision": None}


@given(st.data())
def test_a_better_judgement_never_lowers_state_or_share(data: st.DataObject) -> None:
    outline, filled = data.draw(candidacies())
    judged_codes = [rule for rule in walk(outline) if rule.scheme is not Scheme.PERCENT and rule.reviews == 1]
    assume(judged_codes)
    rule = data.draw(st.sampled_from(judged_codes))
    record = filled[rule.code]
    counted = [item.entry for item in resolve(record.entries)]
    chosen = [entry for entry in counted if entry.outcome in (None, Outcome.MET, Outcome.NOT_MET)]
    assume(chosen)
    old = data.draw(st.sampled_from(chosen))
    new = replace(
        old, id=UUID(int=999), recorded="9999", replaces=old.id, proposed=False, **better(data.draw, rule, old)
    )
    before = decide_all(outline, filled)
    after = decide_all(outline, filled | {rule.code: replace(record, entries=(*record.entries, new))})
    assert after[rule.code].share >= before[rule.code].share
    assert after[rule.code].satisfied >= before[rule.code].satisfied
    one, two = decide_candidacy(outline, before, FACTS), decide_candidacy(outline, after, FACTS)
    assert two.share >= one.share
    assert two.open >= one.open
    assert not (one.state is CandidacyState.READY and two.state is not CandidacyState.READY)


@st.composite
def reviewed(draw: st.DrawFn) -> tuple[Requirement, RequirementRecord]:
    """Two or three submissions, each with up to three reviews; named, or paired by the order."""
    rule = replace(draw(requirements(schemes=st.sampled_from(sorted(JUDGED)))), reviews=2)
    named = draw(st.booleans())
    handed_in = tuple(SubmissionFact(UUID(int=100 + n), START, "0000", "K7") for n in range(3))
    known: list[Entry] = []
    for place in range(draw(st.integers(1, 3))):
        for stage in draw(st.sampled_from((STAGES[:1], STAGES[:2], STAGES[:2], STAGES))):
            number = len(known) + 1
            entry = replace(draw(entries(rule, number, judge=True)), recorded=f"{number:04d}", assessed_on=START)
            submission = handed_in[place].id if named else None
            known.append(replace(entry, submission=submission, stage=stage, assessor=PEOPLE[STAGES.index(stage)]))
    return rule, RequirementRecord(tuple(known), handed_in if named else ())


@given(st.data())
def test_a_better_review_never_lowers_state_or_share(data: st.DataObject) -> None:
    rule, record = data.draw(reviewed())
    before = decide_requirement(rule, record)
    old = data.draw(st.sampled_from(record.entries))
    said = better(data.draw, rule, old) | {"decision": None}
    new = replace(old, id=UUID(int=999), recorded="9999", replaces=old.id, **said)
    assume(is_met(rule, new) >= is_met(rule, old))
    after = decide_requirement(rule, replace(record, entries=(*record.entries, new)))
    assert after.share >= before.share
    assert after.attempts_used == before.attempts_used


@given(st.data())
def test_coming_instead_of_being_absent_never_lowers_a_share(data: st.DataObject) -> None:
    rule = data.draw(requirements(schemes=st.sampled_from((Scheme.PERCENT, Scheme.HOURS, Scheme.COUNT))))
    record = data.draw(records(rule))
    absent = [key for key, fact in record.attendance.items() if fact.mark is AttendanceMark.ABSENT]
    assume(absent)
    key = data.draw(st.sampled_from(absent))
    come = {key: replace(record.attendance[key], mark=AttendanceMark.PRESENT)}
    after = decide_requirement(rule, replace(record, attendance={**record.attendance, **come}))
    assert after.share >= decide_requirement(rule, record).share


@given(st.data())
def test_the_order_of_records_does_not_matter(data: st.DataObject) -> None:
    rule, record = data.draw(cases())
    shuffled = replace(
        record,
        entries=tuple(data.draw(st.permutations(record.entries))),
        submissions=tuple(data.draw(st.permutations(record.submissions))),
        sessions=tuple(data.draw(st.permutations(record.sessions))),
        attendance=dict(data.draw(st.permutations(list(record.attendance.items())))),
    )
    assert decide_requirement(rule, shuffled) == decide_requirement(rule, record)
    assert attempts(rule, shuffled) == attempts(rule, record)


@given(st.data())
def test_what_is_recorded_twice_counts_once(data: st.DataObject) -> None:
    rule, record = data.draw(cases())
    twice = replace(
        record, entries=record.entries * 2, sessions=record.sessions * 2, submissions=record.submissions * 2
    )
    assert decide_requirement(rule, twice) == decide_requirement(rule, record)


@given(cases())
def test_a_share_is_one_exactly_when_satisfied(case: tuple[Requirement, RequirementRecord]) -> None:
    standing = decide_requirement(*case)
    assert 0 <= standing.share <= 1
    assert (standing.share == 1) == standing.satisfied
    assert standing.open or not standing.satisfied


@given(candidacies())
def test_every_branch_has_a_share_of_one_exactly_when_satisfied(case: tuple[Any, Any]) -> None:
    outline, filled = case
    standings = decide_all(outline, filled)
    waiting: list[Any] = [outline]
    while waiting:
        node = waiting.pop()
        branch = decide_branch(node, standings)
        assert 0 <= branch.share <= 1
        assert (branch.share == 1) == branch.satisfied == (shown_share(branch.share, satisfied=branch.satisfied) == 1)
        assert 0 <= branch.met <= branch.required
        assert branch.open or not branch.satisfied
        waiting += getattr(node, "children", ())


@given(st.fractions(0, 1))
def test_a_shown_share_is_near_and_one_only_when_satisfied(share: Fraction) -> None:
    shown = shown_share(share, satisfied=share == 1)
    assert (shown == 1) == (share == 1)
    assert abs(Fraction(shown) - share) <= Fraction(1, 10_000)


@given(candidacies())
def test_next_is_unmet_open_and_first(case: tuple[Any, Any]) -> None:
    outline, filled = case
    standings = decide_all(outline, filled)
    standing = decide_candidacy(outline, standings, FACTS)
    codes = [rule.code for rule in walk(outline)]
    assert sorted(standing.pending, key=codes.index) == list(standing.pending)
    assert all(not standings[code].satisfied and standings[code].open for code in standing.pending)
    assert (standing.next is None) or not standing.satisfied
    assert standing.pending or standing.satisfied or not standing.open
    assert bool(standing.closed) == (not standing.open)


@given(st.data())
def test_one_requirement_at_a_time_equals_all_at_once(data: st.DataObject) -> None:
    outline, filled = data.draw(candidacies())
    standings = decide_all(outline, filled)
    for _ in range(3):
        rule = data.draw(st.sampled_from(list(walk(outline))))
        filled[rule.code] = data.draw(records(rule))
        standings[rule.code] = decide_requirement(rule, filled[rule.code])
        whole: Standing = decide_candidacy(outline, decide_all(outline, filled), FACTS)
        assert decide_candidacy(outline, standings, FACTS) == whole


@given(cases())
def test_attempt_numbers_run_from_one_without_a_gap(case: tuple[Requirement, RequirementRecord]) -> None:
    rule, record = case
    numbers = [line.number for line in attempts(rule, record) if line.number is not None]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(set(numbers)) + 1))
    if rule.scheme in JUDGED:
        assert len(set(numbers)) == decide_requirement(rule, record).attempts_used


@given(st.data())
def test_an_entry_is_either_refused_in_a_typed_way_or_taken_as_it_says(data: st.DataObject) -> None:
    rule, record = data.draw(cases())
    entry = replace(data.draw(entries(rule, 999)), evidence=("link",), reason="since", authority="Head")
    if record.entries and data.draw(st.booleans()):
        entry = replace(entry, replaces=data.draw(st.sampled_from(record.entries)).id)
    before = decide_requirement(rule, record)
    try:
        taken = check_entry(rule, record, entry, TODAY)
    except EntryRefused:
        return
    after = decide_requirement(rule, replace(record, entries=(*record.entries, taken)))
    assert (taken.id, taken.assessed_on, taken.points) == (entry.id, entry.assessed_on, entry.points)
    if taken.outcome in (Outcome.MET, Outcome.NOT_MET):
        assert is_met(rule, taken) == (taken.outcome is Outcome.MET)
    assert before.over_maximum or not after.over_maximum


@given(st.data())
def test_moving_to_a_version_and_back_changes_nothing(data: st.DataObject) -> None:
    rule, record = data.draw(cases())
    other = replace(data.draw(requirements()), kind=rule.kind)
    choice = data.draw(st.sampled_from(CarryChoice))
    path = (CarriedVersion(1, rule, choice, TODAY), CarriedVersion(2, other, choice, TODAY + timedelta(days=1)))
    moved = replace(record, version=2, earlier=path[:1])
    if decide_requirement(rule, record).state == "met" and choice is CarryChoice.RECOGNISE:
        assert decide_requirement(other, moved).satisfied
    back = replace(record, version=1, earlier=path)
    assert decide_requirement(rule, back) == decide_requirement(rule, record)
