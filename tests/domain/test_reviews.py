"""Two reviews: who belongs together, what they decide, what is kept after *revise*."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from skillmark.domain.errors import (
    AssessorNeeded,
    AttemptsExceeded,
    CriterionMissing,
    NothingToAdjudicate,
    ReasonNeeded,
    SameReviewer,
    SubmissionDecided,
    SubmissionUnknown,
)
from skillmark.domain.history import attempts
from skillmark.domain.outline import Deciding, Scheme
from skillmark.domain.records import Basis, Decision, Stage
from tests.domain.builders import (
    ACCEPT,
    ANN,
    BEN,
    CARA,
    MET,
    NOT_MET,
    NOT_YET,
    REVISE,
    WEB,
    Log,
    day,
    judged,
    points,
    requirement,
)

GOOD, FAIR = points("BUILD=3 CLIENT=3 PRES=2"), points("BUILD=2 CLIENT=2 PRES=2")
POOR = points("BUILD=2 CLIENT=0 PRES=2")


@pytest.fixture
def log() -> Log:
    return Log(requirement("SITE", WEB))


def total(log: Log) -> Any:
    result = log.standing.result
    return None if result is None else result.total


def test_two_accepts_give_the_lower_total(log: Log) -> None:
    first = log.add("03-01", points=GOOD)
    assert (log.state, log.standing.disagree, log.standing.attempts_used) == ("in_review", False, 1)
    assert (first.stage, first.decision, first.outcome) == (Stage.FIRST, ACCEPT, MET)
    second = log.add("03-02", points=FAIR, decision=ACCEPT, assessor=BEN)
    assert (log.state, total(log), log.standing.decided_on) == ("met", 6, day("03-02"))
    assert (second.stage, log.standing.assessors) == (Stage.SECOND, (ANN, BEN))


def test_the_second_reviewer_confirms_another_total(log: Log) -> None:
    log.add("03-01", points=FAIR)
    log.add("03-02", points=GOOD, assessor=BEN)
    assert total(log) == 6
    log.add("03-03", points=GOOD, assessor=BEN, stage=Stage.SECOND, decision=ACCEPT)
    assert (log.state, total(log), log.standing.attempts_used) == ("met", 8, 1)


def test_a_second_look_before_both_accepted_confirms_nothing(log: Log) -> None:
    log.add("03-01", points=POOR, decision=NOT_YET)
    log.add("03-02", points=GOOD, assessor=BEN)
    log.add("03-03", points=FAIR, decision=ACCEPT)
    assert (log.state, total(log)) == ("met", 6)


@pytest.mark.parametrize(
    ("one", "two", "together"), [(REVISE, NOT_YET, REVISE), (NOT_YET, REVISE, REVISE), (NOT_YET, NOT_YET, NOT_YET)]
)
def test_of_two_refusals_the_milder_counts(log: Log, one: Decision, two: Decision, together: Decision) -> None:
    log.add("03-01", decision=one)
    log.add("03-02", decision=two, assessor=BEN)
    assert (log.state, log.standing.decision, log.standing.disagree) == ("not_met", together, False)


def test_one_reviews_anew_and_they_agree(log: Log) -> None:
    log.add("03-01", points=GOOD)
    log.add("03-02", points=POOR, decision=REVISE, assessor=BEN)
    assert log.standing.disagree is True
    anew = log.add("03-03", points=POOR, decision=NOT_YET)
    assert (log.state, log.standing.decision, anew.stage) == ("not_met", REVISE, Stage.AGAIN)


def test_the_second_reviews_anew(log: Log) -> None:
    log.add("03-01", points=GOOD)
    log.add("03-02", points=POOR, decision=REVISE, assessor=BEN)
    anew = log.add("03-03", points=FAIR, assessor=BEN)
    assert (log.state, anew.stage) == ("met", Stage.AGAIN)


@pytest.mark.parametrize(("given", "decision", "state"), [(FAIR, ACCEPT, "met"), (POOR, NOT_YET, "not_met")])
def test_a_third_person_decides_with_a_reason(log: Log, given: dict, decision: Decision, state: str) -> None:
    log.add("03-01", points=GOOD)
    log.add("03-02", points=POOR, decision=REVISE, assessor=BEN)
    with pytest.raises(ReasonNeeded):
        log.add("03-03", points=given, decision=decision, assessor=CARA)
    third = log.add("03-03", points=given, decision=decision, assessor=CARA, reason="the brief was kept")
    assert (log.state, third.stage, log.standing.deciding) == (state, Stage.ADJUDICATION, third.id)


def test_neither_of_two_who_disagree_may_adjudicate(log: Log) -> None:
    log.add("03-01", points=GOOD)
    with pytest.raises(NothingToAdjudicate):
        log.add("03-02", points=GOOD, assessor=BEN, stage=Stage.ADJUDICATION, reason="I say so")
    log.add("03-02", points=POOR, decision=REVISE, assessor=BEN)
    with pytest.raises(SameReviewer):
        log.add("03-03", points=GOOD, assessor=BEN, stage=Stage.ADJUDICATION, reason="I say so")


def test_an_adjudication_of_nothing(log: Log) -> None:
    with pytest.raises(NothingToAdjudicate):
        log.add("03-01", points=GOOD, stage=Stage.ADJUDICATION, reason="I say so")


def test_one_person_cannot_review_twice(log: Log) -> None:
    log.add("03-01", points=GOOD)
    with pytest.raises(SameReviewer) as refused:
        log.add("03-02", points=GOOD)
    assert refused.value.assessor == ANN


def test_a_review_needs_an_assessor(log: Log) -> None:
    with pytest.raises(AssessorNeeded):
        log.add("03-01", points=GOOD, assessor=None)


def test_reviews_without_an_assessor_count_as_two_people(log: Log) -> None:
    log.put(log.entry("03-01", points=GOOD, assessor=None))
    log.put(log.entry("03-02", points=FAIR, assessor=None))
    assert log.state == "met"


def test_a_correction_of_a_review_may_be_by_the_same_person(log: Log) -> None:
    first = log.add("03-01", points=POOR, decision=NOT_YET)
    assert log.correct(first, points=GOOD).stage is Stage.FIRST
    log.add("03-02", points=GOOD, assessor=BEN)
    assert (log.state, log.standing.attempts_used) == ("met", 1)


def test_reviews_join_the_submission_under_review(log: Log) -> None:
    handed_in = log.submit("03-01")
    first = log.add("03-02", points=GOOD)
    second = log.add("03-03", points=FAIR, assessor=BEN)
    assert (first.submission, second.submission) == (handed_in.id, handed_in.id)
    assert log.state == "met"
    with pytest.raises(SubmissionDecided):
        log.add("03-04", points=FAIR, assessor=CARA, submission=handed_in.id)
    with pytest.raises(SubmissionUnknown):
        log.add("03-04", points=FAIR, assessor=CARA, submission=CARA)


def test_a_decided_submission_takes_only_a_confirmation_that_accepts(log: Log) -> None:
    handed_in = log.submit("03-01")
    log.add("03-02", points=FAIR)
    log.add("03-03", points=FAIR, assessor=BEN)
    for fields in ({"decision": NOT_YET}, {"points": GOOD, "assessor": CARA}):
        with pytest.raises(SubmissionDecided):
            log.add("03-04", **({"submission": handed_in.id, "stage": Stage.SECOND, "assessor": BEN} | fields))
    log.add("03-04", points=GOOD, submission=handed_in.id, stage=Stage.SECOND, assessor=BEN)
    assert total(log) == 8


def test_a_submission_uses_one_attempt_however_many_reviewed_it() -> None:
    log = Log(requirement("SITE", WEB, attempts=2))
    for when in ("03-01", "03-08"):
        log.submit(when)
        log.add(when, points=POOR, decision=REVISE)
        assert log.standing.open is True
        log.add(when, points=POOR, decision=REVISE, assessor=BEN)
    assert (log.standing.attempts_used, log.standing.open, log.numbers) == (2, False, [1, 2])
    with pytest.raises(AttemptsExceeded) as refused:
        log.add("03-15", points=GOOD)
    assert (refused.value.used, refused.value.allowed) == (2, 2)


def test_three_who_reviewed_apart_and_agree() -> None:
    log = Log(requirement("SITE", WEB))
    handed_in = log.submit("03-01")
    for person, given in ((ANN, FAIR), (BEN, GOOD), (CARA, GOOD)):
        log.put(log.entry("03-02", points=given, decision=ACCEPT, assessor=person, submission=handed_in.id))
    assert (log.state, log.standing.attempts_used, total(log)) == ("met", 1, 6)


def test_a_correction_moves_no_review(log: Log) -> None:
    first = log.add("03-01", points=POOR, decision=NOT_YET)
    log.add("03-02", points=POOR, decision=NOT_YET, assessor=BEN)
    log.add("03-08", points=GOOD)
    log.add("03-09", points=GOOD, assessor=CARA)
    assert (log.state, log.standing.attempts_used) == ("met", 2)
    log.correct(first, points=GOOD)
    assert (log.state, log.standing.attempts_used, log.numbers) == ("met", 2, [1, 2])
    log.add("03-10", points=GOOD, assessor=BEN)
    assert log.numbers == [1, 2, 3]


def test_a_second_review_whose_first_was_voided_finds_another(log: Log) -> None:
    first = log.add("03-01", points=GOOD)
    log.add("03-02", points=GOOD, assessor=BEN)
    log.void(first)
    assert log.state == "in_review"
    again = log.add("03-03", points=FAIR, assessor=CARA)
    assert (log.state, again.stage, log.standing.attempts_used) == ("met", Stage.SECOND, 1)


def test_a_second_review_with_an_earlier_date_finds_the_first(log: Log) -> None:
    log.add("03-05", points=GOOD)
    early = log.add("03-02", points=GOOD, assessor=BEN)
    assert (log.state, early.stage, log.numbers) == ("met", Stage.SECOND, [1])


def test_a_new_submission_can_be_reviewed_while_markers_disagree(log: Log) -> None:
    log.add("03-01", points=GOOD)
    log.add("03-02", points=POOR, decision=NOT_YET, assessor=BEN)
    log.add("03-08", points=GOOD, stage=Stage.FIRST)
    assert (log.state, log.standing.attempts_used) == ("in_review", 2)
    log.add("03-09", points=GOOD, assessor=BEN)
    assert log.state == "met"


def test_an_adjudication_brought_by_a_merge_belongs_to_the_newest() -> None:
    log = Log(requirement("SITE", WEB))
    for person, stage in ((ANN, Stage.FIRST), (BEN, Stage.SECOND), (CARA, Stage.ADJUDICATION), (ANN, Stage.AGAIN)):
        log.put(log.entry("03-01", points=GOOD, decision=ACCEPT, assessor=person, stage=stage))
    log.put(log.entry("03-02", points=GOOD, decision=ACCEPT, assessor=UUID(int=7), stage=Stage.AGAIN))
    assert (log.standing.attempts_used, log.state) == (2, "met")


def test_prior_learning_is_reviewed_apart_from_work(log: Log) -> None:
    log.add("03-01", points=GOOD)
    log.add("03-02", points=GOOD, assessor=BEN, basis=Basis.RPL, evidence=("own site",))
    assert log.state == "in_review"
    log.add("03-03", points=GOOD, basis=Basis.RPL, evidence=("own site",))
    assert (log.state, log.standing.attempts_used) == ("met", 1)


def test_first_waits_for_the_first_submission() -> None:
    log = Log(requirement("SITE", WEB, deciding=Deciding.FIRST))
    log.submit("03-01")
    log.add("03-02", points=GOOD)
    second = log.submit("03-05")
    for person in (ANN, BEN):
        log.put(log.entry("03-06", points=POOR, decision=NOT_YET, assessor=person, submission=second.id))
    assert (log.state, log.standing.open) == ("in_review", True)


def test_an_older_met_stands_while_a_newer_one_is_under_review(log: Log) -> None:
    log.add("03-01", points=GOOD)
    log.add("03-02", points=GOOD, assessor=BEN)
    log.add("03-08", points=POOR, decision=NOT_YET)
    assert (log.state, log.standing.disagree) == ("met", False)


def test_two_reviews_of_pass_or_fail_and_of_marks() -> None:
    plain = Log(judged(reviews=2))
    plain.add("03-01", NOT_MET)
    assert plain.add("03-02", NOT_MET, assessor=BEN).decision is NOT_YET
    assert plain.state == "not_met"
    marks = Log(judged(Scheme.POINTS, reviews=2))
    marks.add("03-01", mark=35)
    marks.add("03-02", mark=30, assessor=BEN)
    assert marks.standing.result is not None
    assert (marks.state, marks.standing.result.mark) == ("met", 30)


def test_a_criterion_that_reached_its_floor_keeps_its_points_after_revise() -> None:
    log = Log(judged(Scheme.RUBRIC))
    log.add("03-01", points=points("A=2 B=1"), decision=REVISE)
    with pytest.raises(CriterionMissing) as refused:
        log.add("03-08", points=points("A=3"), decision=ACCEPT)
    assert refused.value.criteria == ("B",)
    again = log.add("03-08", points=points("A=0 B=2"))
    assert (again.kept, again.outcome, again.points) == (points("A=2"), MET, points("A=0 B=2"))
    assert total(log) == 4


def test_kept_points_go_on_over_several_revisions() -> None:
    log = Log(judged(Scheme.RUBRIC))
    log.add("03-01", points=points("A=3 B=0"), decision=REVISE)
    log.add("03-08", points=points("B=0"), decision=REVISE)
    assert log.add("03-15", points=points("B=1")).outcome is MET


def test_a_history_line_of_reviews_that_do_not_suffice(log: Log) -> None:
    log.add("03-01", points=GOOD)
    (line,) = attempts(log.rule, log.record)
    assert (line.number, line.outcome, line.deciding) == (1, None, False)


def test_nothing_is_kept_after_not_yet_or_below_the_floor() -> None:
    log = Log(judged(Scheme.RUBRIC))
    log.add("03-01", points=points("A=1 B=3"), decision=REVISE)
    assert log.add("03-08", points=points("A=2 B=0"), decision=NOT_YET).kept == {}
    assert log.add("03-15", points=points("A=0 B=3")).outcome is NOT_MET


def test_a_bare_revise_keeps_nothing() -> None:
    log = Log(judged(Scheme.RUBRIC))
    log.add("03-01", decision=REVISE)
    assert log.add("03-08", points=points("A=2 B=2")).kept == {}
    plain = Log(judged())
    plain.add("03-01", decision=REVISE)
    assert plain.add("03-08", MET).kept == {}


def test_two_reviewers_keep_the_lower_points_that_both_found_enough(log: Log) -> None:
    log.add("03-01", points=points("BUILD=3 CLIENT=2 PRES=0"), decision=REVISE)
    log.add("03-01", points=points("BUILD=2 CLIENT=0 PRES=0"), decision=REVISE, assessor=BEN)
    again = log.add("03-08", points=points("CLIENT=2 PRES=2"))
    assert (again.kept, again.decision) == (points("BUILD=2"), ACCEPT)
    second = log.add("03-09", points=points("CLIENT=3 PRES=2"), assessor=BEN)
    assert (second.kept, log.state, total(log)) == (points("BUILD=2"), "met", 6)


def test_a_correction_of_an_older_entry_looks_at_what_came_before_it() -> None:
    log = Log(judged(Scheme.RUBRIC))
    first = log.add("03-01", points=points("A=2 B=0"), decision=REVISE)
    second = log.add("03-08", points=points("A=0 B=2"))
    assert log.correct(first, points=points("A=0 B=0"), decision=REVISE).kept == {}
    assert log.correct(second, points=points("A=1 B=3")).kept == {}
    assert second.kept == points("A=2")
