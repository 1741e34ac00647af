"""Chains of corrections and voids, the order of judgements, numbered attempts, what decides."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from skillmark.domain.attempts import resolve
from skillmark.domain.history import attempts, find_attempt, own_entry
from skillmark.domain.outline import Deciding, Scheme
from skillmark.domain.records import Basis
from skillmark.domain.repeats import same_result
from tests.domain.builders import (
    ACCEPT,
    ANN,
    BEN,
    EXCUSE,
    MET,
    MISSING,
    NOT_MET,
    RETURNED,
    REVISE,
    VOID,
    WAIVED,
    Log,
    day,
    judged,
)


def marks(log: Log) -> list[str]:
    return [str(item.entry.mark) for item in resolve(log.record.entries)]


def test_a_correction_takes_the_place_and_the_clock_of_what_it_replaces() -> None:
    log = Log(judged(Scheme.POINTS))
    first = log.add("03-01", mark=10)
    log.add("03-01", mark=20)
    log.correct(first, mark=30)
    assert marks(log) == ["30", "20"]
    assert log.numbers == [1, 2]


def test_a_correction_of_the_date_moves_the_entry() -> None:
    log = Log(judged(Scheme.POINTS))
    first = log.add("03-01", mark=10)
    log.add("03-02", mark=20)
    log.correct(first, "03-05", mark=10)
    assert marks(log) == ["20", "10"]


def test_a_void_gives_the_attempt_back_and_can_be_taken_back() -> None:
    log = Log(judged(Scheme.POINTS, attempts=1))
    entry = log.add("03-01", mark=30)
    void = log.void(entry)
    assert (log.standing.attempts_used, log.state) == (0, "not_started")
    log.correct(void, mark=30)
    assert (log.standing.attempts_used, log.state) == (1, "met")


def test_of_two_corrections_of_one_entry_the_greater_clock_wins() -> None:
    log = Log(judged(Scheme.POINTS))
    first = log.add("03-01", mark=10)
    late = log.put(log.entry("03-01", mark=30, replaces=first.id))
    early = replace(late, id=UUID(int=77), mark=Decimal(12), recorded="000001", device="ZZ")
    log.put(early)
    assert marks(log) == ["30"]
    log.put(replace(late, id=UUID(int=78), mark=Decimal(14), device="ZZ"))
    assert marks(log) == ["14"]


def test_a_correction_of_something_unknown_stands_for_itself() -> None:
    log = Log(judged(Scheme.POINTS))
    log.put(log.entry("03-01", mark=30, replaces=UUID(int=999)))
    assert log.state == "met"


def test_a_long_chain_of_corrections() -> None:
    log = Log(judged(Scheme.POINTS))
    entry = log.put(log.entry("03-01", mark=1))
    for _ in range(3000):
        entry = log.put(log.entry("03-01", mark=29, replaces=entry.id))
    assert marks(log) == ["29"]


def test_a_proposal_counts_only_once_somebody_confirmed_it() -> None:
    log = Log(judged())
    proposal = log.put(log.entry("03-01", MET, proposed=True))
    assert (log.state, log.standing.proposed) == ("not_started", True)
    log.put(log.entry("03-01", MET, replaces=proposal.id, assessor=BEN))
    assert (log.state, log.standing.proposed) == ("met", False)


def test_a_proposed_correction_leaves_what_it_would_correct() -> None:
    log = Log(judged())
    entry = log.add("03-01", MET)
    proposal = log.put(log.entry("03-01", NOT_MET, replaces=entry.id, proposed=True))
    assert log.state == "met"
    log.put(log.entry("03-01", NOT_MET, replaces=proposal.id))
    assert log.state == "not_met"


def test_an_unconfirmed_proposal_gives_way_to_a_real_correction() -> None:
    log = Log(judged())
    entry = log.add("03-01", MET)
    log.put(log.entry("03-01", NOT_MET, replaces=entry.id))
    log.put(log.entry("03-01", MET, replaces=entry.id, proposed=True))
    assert log.state == "not_met"


@pytest.mark.parametrize(
    ("deciding", "typed", "decides"),
    [
        (Deciding.BEST, (20, 35, 30), 1),
        (Deciding.BEST, (30, 30, 29), 0),
        (Deciding.BEST, (10, 27, 12), 1),
        (Deciding.LATEST, (30, 35, 20), 2),
        (Deciding.FIRST, (20, 35, 30), 0),
    ],
)
def test_which_judgement_decides(deciding: Deciding, typed: tuple[int, ...], decides: int) -> None:
    log = Log(judged(Scheme.POINTS, deciding=deciding))
    entries = [log.add(f"03-0{place + 1}", mark=mark) for place, mark in enumerate(typed)]
    assert log.standing.deciding == entries[decides].id
    assert [attempt.deciding for attempt in attempts(log.rule, log.record)].index(True) == decides


def test_best_of_levels_and_of_a_bare_not_met() -> None:
    log = Log(judged(Scheme.LEVELS))
    log.add("03-01", NOT_MET)
    low = log.add("03-02", level="Low")
    assert (log.standing.deciding, log.state) == (low.id, "not_met")
    high = log.add("03-03", level="High")
    log.add("03-04", level="Mid")
    assert log.standing.deciding == high.id
    assert log.standing.result is not None
    assert log.standing.result.level == "High"


def test_first_with_extra_attempts() -> None:
    log = Log(judged(Scheme.POINTS, deciding=Deciding.FIRST, attempts=1))
    log.add("03-01", mark=20)
    assert (log.state, log.standing.open, log.standing.attempts_allowed) == ("not_met", False, 1)
    log.grant("03-05")
    assert (log.state, log.standing.open, log.standing.attempts_allowed) == ("not_started", True, 2)
    log.add("03-10", mark=30)
    assert (log.state, log.standing.attempts_used) == ("met", 2)
    lines = attempts(log.rule, log.record)
    assert [(line.number, line.set_aside, line.deciding) for line in lines] == [(1, True, False), (2, False, True)]


def test_recognised_prior_learning_uses_no_attempt() -> None:
    log = Log(judged(Scheme.POINTS, attempts=1))
    log.add("03-01", mark=20)
    log.add("03-02", mark=30, basis=Basis.RPL, evidence=("licence",))
    assert (log.state, log.standing.attempts_used, log.numbers) == ("met", 1, [1, None])


def test_numbers_of_what_is_no_judgement() -> None:
    log = Log(judged(Scheme.POINTS))
    log.add("03-01", mark=20)
    log.add("03-02", RETURNED)
    log.add("03-03", MISSING)
    log.add("03-04", WAIVED, **EXCUSE)
    log.add("03-05", mark=30)
    assert log.numbers == [1, None, None, None, 2]
    found = find_attempt(log.rule, log.record, 2)
    assert found is not None
    assert (found.decided_on, found.outcome) == (day("03-05"), MET)
    assert find_attempt(log.rule, log.record, 3) is None


def test_amounts_are_numbered_but_use_no_attempt() -> None:
    log = Log(judged(Scheme.HOURS))
    log.add("03-01", minutes=20)
    log.add("03-02", minutes=20)
    assert (log.numbers, log.standing.attempts_used) == ([1, 2], 0)


def test_two_judgements_of_one_submission_use_one_attempt() -> None:
    log = Log(judged(Scheme.PASS_FAIL, attempts=2))
    handed_in = log.submit("03-01")
    log.add("03-02", NOT_MET)
    log.add("03-03", MET, submission=handed_in.id)
    assert (log.standing.attempts_used, log.numbers, log.state) == (1, [1, 1], "met")
    found = find_attempt(log.rule, log.record, 1)
    assert found is not None
    assert found.outcome == MET


def test_typing_over_is_for_ones_own_entry_of_that_day() -> None:
    log = Log(judged(Scheme.POINTS))
    assert own_entry(log.rule, log.record, ANN, day("03-01")) is None
    entry = log.add("03-01", mark=25)
    assert own_entry(log.rule, log.record, ANN, day("03-01")) == entry
    assert own_entry(log.rule, log.record, BEN, day("03-01")) is None
    assert own_entry(log.rule, log.record, ANN, day("03-02")) is None
    log.add("03-01", mark=25, basis=Basis.RPL, evidence=("licence",))
    assert own_entry(log.rule, log.record, ANN, day("03-01")) is None


def test_an_attempt_over_the_maximum_that_a_merge_brings_is_kept_and_flagged() -> None:
    log = Log(judged(Scheme.POINTS, attempts=1))
    log.add("03-01", mark=20)
    assert log.standing.over_maximum is False
    log.put(log.entry("03-02", mark=30))
    assert (log.state, log.standing.over_maximum, log.standing.attempts_used) == ("met", True, 2)


def test_rows_that_say_the_same() -> None:
    points = judged(Scheme.POINTS)
    log = Log(points)
    stored = log.add("03-01", mark="30.0")
    assert same_result(points, stored, log.entry("03-01", mark=30))
    assert same_result(points, stored, log.entry("03-01", MET, mark=30))
    assert not same_result(points, stored, log.entry("03-01", mark=31))
    assert not same_result(points, stored, log.entry("03-02", mark=30))
    assert not same_result(points, stored, log.entry("03-01", mark=30, assessor=BEN))
    assert not same_result(points, stored, log.entry("03-01", RETURNED))
    hours = judged(Scheme.HOURS)
    amount = Log(hours).add("03-01", minutes=60)
    assert same_result(hours, amount, log.entry("03-01", MET, minutes=60))


def test_rows_of_decisions_that_say_the_same() -> None:
    one, two = judged(), judged(reviews=2)
    log = Log(one)
    stored = log.add("03-01", decision=REVISE)
    assert same_result(one, stored, log.entry("03-01", NOT_MET))
    assert same_result(one, stored, log.entry("03-01", decision=REVISE))
    assert not same_result(one, stored, log.entry("03-01", MET))
    assert not same_result(one, stored, log.entry("03-01", decision=ACCEPT))
    review = Log(two).add("03-01", MET)
    assert same_result(two, review, log.entry("03-01", decision=ACCEPT))
    assert not same_result(two, review, log.entry("03-01", decision=REVISE))


def test_a_row_under_kept_points_says_the_same() -> None:
    rubric = judged(Scheme.RUBRIC)
    log = Log(rubric)
    log.add("03-01", points={"A": Decimal(2), "B": Decimal(0)}, decision=REVISE)
    stored = log.add("03-08", points={"A": Decimal(1), "B": Decimal(2)}, decision=ACCEPT)
    row = log.entry("03-08", points={"A": Decimal(1), "B": Decimal(2)}, decision=ACCEPT)
    assert same_result(rubric, stored, row)
    assert stored.kept == {"A": Decimal(2)}


def test_an_entry_before_a_renewal_does_not_count() -> None:
    log = Log(judged())
    log.add("03-01", MET)
    log.record = replace(log.record, not_before=day("03-02"))
    assert log.state == "not_started"
    log.add("03-02", MET)
    assert log.state == "met"


def test_voiding_a_waiver_ends_it() -> None:
    log = Log(judged())
    waiver = log.add("03-01", WAIVED, **EXCUSE)
    assert (log.state, log.standing.share, log.standing.decided_on) == ("waived", 1, day("03-01"))
    log.add("03-02", NOT_MET)
    assert (log.state, log.standing.attempts_used) == ("waived", 1)
    log.add("03-03", VOID, replaces=waiver.id, reason="not agreed")
    assert log.state == "not_met"
