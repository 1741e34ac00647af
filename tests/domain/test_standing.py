"""Groups, shares, what is next and overdue, and the state of a candidacy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from skillmark.domain.award_facts import AwardStatus
from skillmark.domain.outline import Group, path_to, walk, walk_groups
from skillmark.domain.records import CandidacyFacts, CandidacyStatus
from skillmark.domain.requirement_standing import RequirementStanding, RequirementState
from skillmark.domain.standing import (
    BlockReason,
    CandidacyState,
    DayFacts,
    decide_branch,
    decide_candidacy,
    lay_over,
    median_share,
    shown_share,
)
from tests.domain.builders import (
    ANN,
    BEN,
    FORM,
    TODAY,
    WEB,
    all_met,
    award,
    candidacy,
    day,
    event,
    judged,
    met,
    tree,
)

A, B, C, D = (judged(code=code) for code in "ABCD")


def partly(code: str, share: Fraction | int, **fields: Any) -> RequirementStanding:
    return RequirementStanding(code, RequirementState.IN_PROGRESS, Fraction(share), started=True, **fields)


def failed(code: str) -> RequirementStanding:
    return RequirementStanding(code, RequirementState.NOT_MET, open=False, started=True)


def of(group: Group, *standings: RequirementStanding, **facts: Any) -> Any:
    return decide_candidacy(group, {item.code: item for item in standings}, CandidacyFacts(**facts))


def test_all_is_a_weighted_mean() -> None:
    group = tree(replace(A, weight=Fraction(1, 2)), replace(B, weight=Fraction(3, 2)), C)
    standing = of(group, met("A"), partly("B", Fraction(1, 3)))
    assert standing.share == (Fraction(1, 2) + Fraction(3, 2) * Fraction(1, 3)) / 3
    assert (standing.met, standing.required, standing.next) == (1, 3, "B")


def test_at_least_counts_the_highest_shares_and_the_earlier_on_a_tie() -> None:
    inner = tree(B, C)
    group = tree(A, inner, D, at_least=2)
    standing = of(group, partly("A", Fraction(1, 2)), met("B"))
    assert (standing.share, standing.met, standing.required) == (Fraction(1, 2), 1, 3)
    assert standing.pending == ("A", "C")
    assert of(tree(A, B, C, at_least=1), met("C")).satisfied is True
    assert of(tree(A, inner, at_least=1)).required == 1
    assert of(tree(inner, A, at_least=1)).required == 2


def test_next_and_pending_look_at_open_children_only() -> None:
    group = tree(A, B, C, at_least=2)
    closed = replace(failed("A"), share=Fraction(3, 4))
    standing = of(group, closed)
    assert (standing.share, standing.pending, standing.open) == (Fraction(3, 8), ("B", "C"), True)


def test_a_closed_requirement_blocks_and_is_passed_over() -> None:
    inner = tree(A, B)
    standing = of(tree(inner, C, D), failed("A"))
    assert (standing.state, standing.blocked) == (CandidacyState.BLOCKED, (BlockReason.CLOSED,))
    assert (standing.pending, standing.closed) == (("C", "D"), ("A",))


def test_a_choice_is_closed_when_too_few_can_still_be_met() -> None:
    group = tree(A, B, C, at_least=2)
    assert of(group, failed("A")).open is True
    standing = of(group, failed("A"), failed("B"))
    assert (standing.open, standing.closed) == (False, ("A", "B"))
    assert of(group, failed("A"), failed("B")).pending == ("C",)


def test_nothing_is_pending_in_a_satisfied_choice() -> None:
    standing = of(tree(tree(A, B, at_least=1), C), met("A"))
    assert standing.pending == ("C",)


def test_a_renewal_that_asks_nothing_is_ready_at_once() -> None:
    standing = of(Group("", ()))
    assert (standing.state, standing.share, standing.met, standing.required) == (CandidacyState.READY, 1, 0, 0)


def test_standings_of_other_codes_are_left_out() -> None:
    assert of(tree(A), met("A"), partly("Z", 0, minutes=60)).minutes == 0


@pytest.mark.parametrize(
    ("share", "satisfied", "shown"),
    [
        (Fraction(0), False, "0.0000"),
        (Fraction(1, 3), False, "0.3333"),
        (Fraction(125, 1_000_000), False, "0.0001"),
        (Fraction(25, 100_000), False, "0.0002"),
        (Fraction(35, 100_000), False, "0.0004"),
        (Fraction(99_999, 100_000), False, "0.9999"),
        (Fraction(1), True, "1.0000"),
    ],
)
def test_the_shown_share(share: Fraction, satisfied: bool, shown: str) -> None:
    assert str(shown_share(share, satisfied=satisfied)) == shown


def test_sums_over_requirements() -> None:
    standing = of(
        tree(A, B, C),
        replace(met("A", "03-05"), minutes=30, assessors=(ANN,), last_activity=day("03-05")),
        replace(met("B", "03-01"), minutes=20, assessors=(ANN, BEN)),
        partly("C", 0, minutes=10, decided_on=day("04-01"), last_activity=day("04-01"), touched_clock="000900"),
    )
    assert (standing.minutes, standing.assessors) == (60, frozenset({ANN, BEN}))
    assert (standing.last_decided, standing.last_activity) == (day("03-05"), day("04-01"))
    assert (standing.judged_clock, standing.touched_clock) == ("000500", "000900")


@pytest.mark.parametrize(
    ("facts", "state", "blocked"),
    [
        ({}, CandidacyState.READY, ()),
        ({"status": CandidacyStatus.COMPLETED}, CandidacyState.READY, ()),
        ({"status": CandidacyStatus.WITHDRAWN}, CandidacyState.WITHDRAWN, ()),
        ({"status": CandidacyStatus.ON_HOLD}, CandidacyState.ON_HOLD, ()),
        ({"status": CandidacyStatus.ON_HOLD, "held": True}, CandidacyState.ON_HOLD, ()),
        ({"held": True}, CandidacyState.BLOCKED, (BlockReason.HOLD,)),
        ({"sign_off_needed": True}, CandidacyState.BLOCKED, (BlockReason.SIGN_OFF,)),
        ({"sign_off_needed": True, "signed_off": True}, CandidacyState.READY, ()),
        ({"awards": (award(),), "status": CandidacyStatus.ON_HOLD}, CandidacyState.AWARDED, ()),
    ],
)
def test_states_of_a_satisfied_candidacy(facts: dict[str, Any], state: CandidacyState, blocked: tuple) -> None:
    standing = candidacy(all_met(FORM), **facts)
    assert (standing.state, standing.blocked) == (state, blocked)


def test_states_on_the_way() -> None:
    assert of(tree(A, B)).state is CandidacyState.NOT_STARTED
    assert of(tree(A, B), partly("A", 0)).state is CandidacyState.IN_PROGRESS
    assert of(tree(A, B), held=True).state is CandidacyState.NOT_STARTED


def test_revoked_blocks_until_something_is_judged_or_it_is_reopened() -> None:
    revoked = award("06-20", None, event("revoked", "07-01", "000700"))
    standing = candidacy(all_met(FORM), awards=(revoked,))
    assert (standing.state, standing.blocked) == (CandidacyState.BLOCKED, (BlockReason.REVOKED,))
    assert candidacy(all_met(FORM), awards=(revoked,), reopened="000701").state is CandidacyState.READY
    judged_since = all_met(FORM) | {"OBS": met("OBS", "03-01", "000702")}
    assert candidacy(judged_since, awards=(revoked,)).state is CandidacyState.READY


def test_a_replaced_award_is_none() -> None:
    old = award("06-20", None, event("corrected", "07-01", "000700"))
    assert candidacy(all_met(FORM), awards=(old,)).state is CandidacyState.READY
    new = award("06-20", recorded="000701", number="NEW")
    standing = candidacy(all_met(FORM), awards=(old, new))
    assert (standing.state, standing.award) == (CandidacyState.AWARDED, new)


def test_prerequisites_are_laid_over_what_is_satisfied_only() -> None:
    unmet = candidacy({}, prerequisites=("FE-WEB",))
    today = lay_over(unmet, DayFacts(TODAY))
    assert (today.state, today.blocked) == (CandidacyState.NOT_STARTED, ())
    assert today.prerequisites_missing == ("FE-WEB",)
    unsigned = candidacy(all_met(FORM), prerequisites=("FE-WEB",), sign_off_needed=True)
    assert lay_over(unsigned, DayFacts(TODAY)).blocked == (BlockReason.SIGN_OFF, BlockReason.PREREQUISITE)
    given = candidacy(all_met(FORM), prerequisites=("FE-WEB",), awards=(award(),))
    assert lay_over(given, DayFacts(TODAY)).state is CandidacyState.AWARDED


def test_overdue_is_what_still_counts_and_is_not_handed_in() -> None:
    handed_in = RequirementStanding("B", RequirementState.SUBMITTED, started=True)
    standing = of(tree(A, B, C, D), handed_in, met("C"))
    due = {code: day("03-01") for code in "ABC"}
    assert standing.waiting == ("B",)
    assert lay_over(standing, DayFacts(day("03-01"), due=due)).overdue == ()
    assert lay_over(standing, DayFacts(day("03-02"), due=due)).overdue == ("A",)
    gone = of(tree(A), status=CandidacyStatus.WITHDRAWN)
    assert lay_over(gone, DayFacts(day("03-02"), due=due)).overdue == ()


def test_quiet_after_three_weeks() -> None:
    standing = of(tree(A, B), partly("A", 0, last_activity=day("03-01")))
    at = day("03-01") + timedelta(days=21)
    assert (lay_over(standing, DayFacts(at)).quiet, lay_over(standing, DayFacts(at)).days_since) == (True, 21)
    assert lay_over(standing, DayFacts(at - timedelta(days=1))).quiet is False
    assert lay_over(standing, DayFacts(at, quiet_days=30)).quiet is False
    never = of(tree(A), started_on=day("03-01"))
    assert lay_over(never, DayFacts(at)).quiet is True
    unknown = lay_over(of(tree(A)), DayFacts(at))
    assert (unknown.quiet, unknown.days_since) == (False, None)
    assert lay_over(candidacy(all_met(FORM)), DayFacts(TODAY)).quiet is False


def test_behind_the_median() -> None:
    standing = of(tree(A, B), met("A"))
    middle = median_share([Fraction(0), Fraction(3, 4), Fraction(1)])
    assert lay_over(standing, DayFacts(TODAY, median=middle)).behind == Fraction(1, 4)
    assert lay_over(standing, DayFacts(TODAY, median=Fraction(1, 4))).behind == 0
    assert lay_over(standing, DayFacts(TODAY)).behind == 0
    assert median_share([Fraction(0), Fraction(1)]) == Fraction(1, 2)
    assert median_share([]) is None


def test_the_award_status_of_a_day() -> None:
    standing = candidacy(all_met(FORM), awards=(award("06-20", day("12-31")),))
    assert lay_over(standing, DayFacts(day("11-02"))).award_status is AwardStatus.EXPIRING
    assert lay_over(standing, DayFacts(day("11-02"), expiring_days=30)).award_status is AwardStatus.VALID
    after = lay_over(standing, DayFacts(day("12-31") + timedelta(days=1)))
    assert (after.state, after.award_status) == (CandidacyState.AWARDED, AwardStatus.EXPIRED)
    assert lay_over(candidacy({}), DayFacts(TODAY)).award_status is AwardStatus.NONE


def test_any_branch_of_an_outline() -> None:
    standings = all_met(WEB, without=("T1", "CSS"))
    core = WEB.outline.children[0]
    branch = decide_branch(core, standings)
    assert (branch.share, branch.met, branch.required) == (Fraction(1, 3), 1, 3)
    html = next(walk(WEB.outline))
    assert decide_branch(html, standings).satisfied is True


def test_walking_an_outline() -> None:
    assert [item.code for item in walk(WEB.outline)][:4] == ["HTML", "CSS", "T1", "JS"]
    assert [(depth, group.title) for depth, group in walk_groups(WEB.outline)] == [
        (0, ""),
        (1, "Core"),
        (1, "Track"),
        (2, "Interaction"),
        (2, "Accessibility"),
    ]
    assert [group.title for group in path_to(WEB.outline, "AT")] == ["", "Track", "Accessibility"]
    assert path_to(WEB.outline, "NONE") == ()
