"""Every refusal of an entry, with its fields; and what a checked entry is completed by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from skillmark.domain import errors
from skillmark.domain.outline import Evidence, Judge, Requirement, Scheme
from skillmark.domain.rating import WaiverAllowance, check_entry, check_judge
from skillmark.domain.records import Basis, Decision, Outcome
from tests.domain.builders import (
    ACCEPT,
    ANN,
    EXCUSE,
    MET,
    MISSING,
    NOT_MET,
    NOT_YET,
    RETURNED,
    REVISE,
    TODAY,
    VOID,
    WAIVED,
    Log,
    day,
    judged,
    points,
)

POINTS, LEVELS, RUBRIC = judged(Scheme.POINTS), judged(Scheme.LEVELS), judged(Scheme.RUBRIC)
HOURS, COUNT, PERCENT, PLAIN = judged(Scheme.HOURS), judged(Scheme.COUNT), judged(Scheme.PERCENT), judged()
PROVEN = judged(evidence=Evidence.REQUIRED)
D = Decimal

REFUSED: list[tuple[Requirement, dict[str, Any], errors.EntryRefused]] = [
    (POINTS, {"mark": D(41)}, errors.MarkOverMaximum(D(41), D(40))),
    (POINTS, {"mark": D(-1)}, errors.ValueNegative("mark", D(-1))),
    (POINTS, {"mark": D("NaN")}, errors.ValueNotFinite("mark")),
    (POINTS, {"mark": D("Infinity")}, errors.ValueNotFinite("mark")),
    (POINTS, {"mark": D("30.0001")}, errors.TooManyDecimals(D("30.0001"), 3)),
    (POINTS, {"level": "Mid"}, errors.ValueNotTaken("level", Scheme.POINTS)),
    (POINTS, {"mark": D(30), "minutes": 5}, errors.ValueNotTaken("minutes", Scheme.POINTS)),
    (POINTS, {"mark": D(30), "count": 5}, errors.ValueNotTaken("count", Scheme.POINTS)),
    (POINTS, {}, errors.ResultNeeded(Scheme.POINTS, None)),
    (POINTS, {"outcome": MET}, errors.ResultNeeded(Scheme.POINTS, MET)),
    (POINTS, {"outcome": MET, "mark": D(20)}, errors.OutcomeContradictsResult(MET, NOT_MET)),
    (POINTS, {"outcome": NOT_MET, "mark": D(28)}, errors.OutcomeContradictsResult(NOT_MET, MET)),
    (POINTS, {"decision": ACCEPT}, errors.ResultNeeded(Scheme.POINTS, MET)),
    (POINTS, {"decision": ACCEPT, "mark": D(20)}, errors.AcceptWithoutPass(None, None, ())),
    (LEVELS, {"level": "Top"}, errors.LevelUnknown("Top", ("Low", "Mid", "High"))),
    (LEVELS, {"mark": D(1)}, errors.ValueNotTaken("mark", Scheme.LEVELS)),
    (LEVELS, {"level": "Low", "outcome": MET}, errors.OutcomeContradictsResult(MET, NOT_MET)),
    (RUBRIC, {"points": points("A=2 X=1")}, errors.CriterionUnknown("X", ("A", "B"))),
    (RUBRIC, {"points": points("A=2")}, errors.CriterionMissing(("B",))),
    (RUBRIC, {"points": points("A=2 B=1.5")}, errors.PointsNotALevel("B", D("1.5"), (D(0), D(1), D(2), D(3)))),
    (RUBRIC, {"points": points("A=2 B=-1")}, errors.ValueNegative("B", D(-1))),
    (RUBRIC, {"points": points("A=2 B=NaN")}, errors.ValueNotFinite("B")),
    (RUBRIC, {"points": points("A=1 B=3"), "decision": ACCEPT}, errors.AcceptWithoutPass(D(4), D(4), ("A",))),
    (RUBRIC, {"points": points("A=2 B=1"), "decision": ACCEPT}, errors.AcceptWithoutPass(D(3), D(4), ())),
    (RUBRIC, {"points": points("A=1 B=3"), "outcome": MET}, errors.OutcomeContradictsResult(MET, NOT_MET)),
    (RUBRIC, {"outcome": MET}, errors.ResultNeeded(Scheme.RUBRIC, MET)),
    (RUBRIC, {"decision": ACCEPT}, errors.ResultNeeded(Scheme.RUBRIC, MET)),
    (RUBRIC, {"mark": D(3)}, errors.ValueNotTaken("mark", Scheme.RUBRIC)),
    (replace(RUBRIC, rubric=None), {"points": points("A=2")}, errors.ResultNeeded(Scheme.RUBRIC, None)),
    (PLAIN, {}, errors.OutcomeNeeded()),
    (PLAIN, {"mark": D(3), "outcome": MET}, errors.ValueNotTaken("mark", Scheme.PASS_FAIL)),
    (PLAIN, {"points": points("A=2"), "outcome": MET}, errors.ValueNotTaken("points", Scheme.PASS_FAIL)),
    (PLAIN, {"outcome": NOT_MET, "decision": ACCEPT}, errors.OutcomeContradictsDecision(NOT_MET, ACCEPT)),
    (PLAIN, {"outcome": MET, "decision": REVISE}, errors.OutcomeContradictsDecision(MET, REVISE)),
    (HOURS, {}, errors.ResultNeeded(Scheme.HOURS, None)),
    (HOURS, {"outcome": MET}, errors.ResultNeeded(Scheme.HOURS, MET)),
    (HOURS, {"outcome": MET, "minutes": 59}, errors.OutcomeContradictsResult(MET, NOT_MET)),
    (HOURS, {"outcome": NOT_MET, "minutes": 60}, errors.OutcomeContradictsResult(NOT_MET, MET)),
    (HOURS, {"minutes": -1}, errors.ValueNegative("minutes", -1)),
    (HOURS, {"count": 1}, errors.ValueNotTaken("count", Scheme.HOURS)),
    (HOURS, {"minutes": 1, "decision": ACCEPT}, errors.ValueNotTaken("decision", Scheme.HOURS)),
    (COUNT, {"count": -1}, errors.ValueNegative("count", -1)),
    (COUNT, {"minutes": 60}, errors.ValueNotTaken("minutes", Scheme.COUNT)),
    (PERCENT, {"outcome": MET}, errors.OutcomeNotTaken(MET, Scheme.PERCENT)),
    (PERCENT, {"minutes": 60}, errors.OutcomeNotTaken(None, Scheme.PERCENT)),
    (PERCENT, {"outcome": RETURNED}, errors.OutcomeNotTaken(RETURNED, Scheme.PERCENT)),
    (POINTS, {"outcome": RETURNED, "mark": D(3)}, errors.ResultWithOutcome(RETURNED, "mark")),
    (POINTS, {"outcome": MISSING, "level": "Mid"}, errors.ResultWithOutcome(MISSING, "level")),
    (POINTS, {"outcome": WAIVED, "mark": D(3), **EXCUSE}, errors.ResultWithOutcome(WAIVED, "mark")),
    (POINTS, {"outcome": WAIVED, "reason": "Ill"}, errors.AuthorityNeeded()),
    (POINTS, {"outcome": WAIVED, "authority": "Head"}, errors.ReasonNeeded("waiver")),
    (POINTS, {"outcome": VOID, "reason": "mistake"}, errors.EntryUnknown(None)),
    (POINTS, {"mark": D(3), "replaces": UUID(int=9), "reason": "x"}, errors.EntryUnknown(UUID(int=9))),
    (HOURS, {"minutes": 1_000_001}, errors.ValueTooLarge("minutes", 1_000_001, 1_000_000)),
    (COUNT, {"count": 1_000_001}, errors.ValueTooLarge("count", 1_000_001, 1_000_000)),
    (PLAIN, {"outcome": MET, "submission": UUID(int=9)}, errors.SubmissionUnknown(UUID(int=9))),
    (PROVEN, {"outcome": MET}, errors.EvidenceNeeded()),
    (PROVEN, {"outcome": MET, "evidence": ("  ",)}, errors.EvidenceNeeded()),
    (replace(HOURS, evidence=Evidence.REQUIRED), {"minutes": 5}, errors.EvidenceNeeded()),
    (PLAIN, {"outcome": MET, "basis": Basis.RPL}, errors.RplEvidenceNeeded()),
    (PLAIN, {"outcome": NOT_MET, "basis": Basis.RPL}, errors.RplEvidenceNeeded()),
]


@pytest.mark.parametrize(("rule", "fields", "error"), REFUSED)
def test_refused(rule: Requirement, fields: dict[str, Any], error: errors.EntryRefused) -> None:
    log = Log(rule)
    with pytest.raises(errors.EntryRefused) as refused:
        log.add("03-01", **fields)
    assert type(refused.value) is type(error)
    assert vars(refused.value) == vars(error)
    assert log.record.entries == ()


TAKEN: list[tuple[Requirement, dict[str, Any], Outcome | None]] = [
    (POINTS, {"mark": D(28)}, MET),
    (POINTS, {"mark": D("27.999")}, NOT_MET),
    (POINTS, {"mark": D(0)}, NOT_MET),
    (POINTS, {"outcome": NOT_MET}, NOT_MET),
    (POINTS, {"mark": D(28), "outcome": MET}, MET),
    (POINTS, {"mark": D(28), "decision": ACCEPT}, MET),
    (LEVELS, {"level": "Mid"}, MET),
    (LEVELS, {"level": "Low"}, NOT_MET),
    (RUBRIC, {"points": points("A=2 B=2")}, MET),
    (RUBRIC, {"points": points("A=1 B=3")}, NOT_MET),
    (RUBRIC, {"points": points("A=2"), "outcome": NOT_MET}, NOT_MET),
    (RUBRIC, {"points": points("A=2"), "decision": REVISE}, NOT_MET),
    (RUBRIC, {"points": points("A=3 B=3"), "decision": NOT_YET}, NOT_MET),
    (RUBRIC, {"points": points("A=2 B=2"), "decision": ACCEPT}, MET),
    (PLAIN, {"decision": ACCEPT}, MET),
    (PLAIN, {"decision": NOT_YET}, NOT_MET),
    (HOURS, {"minutes": 60, "outcome": MET}, None),
    (HOURS, {"minutes": 59, "outcome": NOT_MET}, None),
    (HOURS, {"minutes": 0}, None),
    (HOURS, {"minutes": 1_000_000}, None),
    (COUNT, {"count": 1}, None),
    (PERCENT, {"outcome": WAIVED, **EXCUSE}, WAIVED),
    (PROVEN, {"outcome": NOT_MET}, NOT_MET),
    (PROVEN, {"outcome": MET, "evidence": ("folder",)}, MET),
    (PLAIN, {"outcome": MET, "basis": Basis.RPL, "evidence": ("licence",)}, MET),
]


@pytest.mark.parametrize(("rule", "fields", "outcome"), TAKEN)
def test_taken(rule: Requirement, fields: dict[str, Any], outcome: Outcome | None) -> None:
    log = Log(rule)
    entry = log.add("03-01", **fields)
    assert (entry.outcome, entry.version) == (outcome, 1)


def test_every_refusal_of_an_entry_is_tested_somewhere() -> None:
    def below(kind: type[errors.DomainError]) -> set[str]:
        return {kind.__name__} | {name for child in kind.__subclasses__() for name in below(child)}

    elsewhere = {
        "AttemptsExceeded",
        "DateInFuture",
        "DateTooLongAgo",
        "TooManyWaivers",
        "EntryReplaced",
        "EntryVoided",
        "JudgeNotAllowed",
        "AssessorNeeded",
        "SameReviewer",
        "SubmissionDecided",
        "NothingToAdjudicate",
        "AdjudicatorNeeded",
    }
    here = {type(error).__name__ for _, _, error in REFUSED}
    assert below(errors.EntryRefused) == here | elsewhere | {"EntryRefused"}


def test_a_date_in_the_future() -> None:
    log = Log(PLAIN)
    entry = replace(log.entry("03-01", MET), assessed_on=TODAY + timedelta(days=1))
    with pytest.raises(errors.DateInFuture) as refused:
        check_entry(PLAIN, log.record, entry, TODAY)
    assert (refused.value.day, refused.value.today) == (entry.assessed_on, TODAY)
    assert check_entry(PLAIN, log.record, replace(entry, assessed_on=TODAY), TODAY).outcome is MET


def test_a_date_before_anybody_was_judged() -> None:
    log = Log(PLAIN)
    entry = replace(log.entry("03-01", MET), assessed_on=date(1899, 12, 31))
    with pytest.raises(errors.DateTooLongAgo) as refused:
        check_entry(PLAIN, log.record, entry, TODAY)
    assert (refused.value.day, refused.value.earliest) == (entry.assessed_on, date(1900, 1, 1))
    assert check_entry(PLAIN, log.record, replace(entry, assessed_on=date(1900, 1, 1)), TODAY).outcome is MET


def test_an_attempt_over_the_maximum() -> None:
    log = Log(judged(Scheme.POINTS, attempts=2))
    first = log.add("03-01", mark=10)
    log.add("03-02", mark=10)
    with pytest.raises(errors.AttemptsExceeded) as refused:
        log.add("03-03", mark=30)
    assert (refused.value.used, refused.value.allowed) == (2, 2)
    log.correct(first, mark=12)
    log.add("03-03", RETURNED)
    log.add("03-03", mark=30, basis=Basis.RPL, evidence=("licence",))
    log.grant("03-04")
    log.add("03-05", mark=20)
    with pytest.raises(errors.AttemptsExceeded):
        log.add("03-06", mark=30)


def test_a_return_corrected_into_a_judgement_uses_an_attempt() -> None:
    log = Log(judged(Scheme.POINTS, attempts=1))
    returned = log.add("03-01", RETURNED)
    log.add("03-02", mark=10)
    with pytest.raises(errors.AttemptsExceeded):
        log.correct(returned, mark=30)


def test_what_a_merge_brought_over_the_maximum_can_be_corrected() -> None:
    log = Log(judged(Scheme.POINTS, attempts=1))
    log.add("03-01", mark=10)
    over = log.put(log.entry("03-02", mark=10))
    log.correct(over, mark=12)
    with pytest.raises(errors.AttemptsExceeded):
        log.add("03-03", mark=12)


def test_waivers_may_be_limited() -> None:
    log = Log(PLAIN)
    entry = log.entry("03-01", WAIVED, **EXCUSE)
    assert check_entry(PLAIN, log.record, entry, TODAY, waivers=WaiverAllowance(2, 1)) == entry
    assert check_entry(PLAIN, log.record, entry, TODAY, waivers=WaiverAllowance(None, 9)) == entry
    with pytest.raises(errors.TooManyWaivers) as refused:
        check_entry(PLAIN, log.record, entry, TODAY, waivers=WaiverAllowance(2, 2))
    assert refused.value.allowed == 2


def test_a_correction_needs_a_reason_and_the_end_of_the_chain() -> None:
    log = Log(POINTS)
    entry = log.add("03-01", mark=20)
    for outcome, what in ((None, "correction"), (VOID, "void")):
        with pytest.raises(errors.ReasonNeeded) as refused:
            log.add("03-01", outcome, replaces=entry.id, **({} if outcome else {"mark": 30}))
        assert refused.value.what == what
    with pytest.raises(errors.ReasonNeeded):
        check_entry(POINTS, log.record, log.entry("03-01", mark=Decimal(30), replaces=entry.id), TODAY)
    corrected = log.correct(entry, mark=30)
    with pytest.raises(errors.EntryReplaced) as stale:
        log.correct(entry, mark=31)
    assert (stale.value.entry, stale.value.by) == (entry.id, corrected.id)


def test_typing_over_asks_no_reason() -> None:
    log = Log(POINTS)
    entry = log.add("03-01", mark=20)
    assert log.add("03-01", mark=30, replaces=entry.id, over=True).outcome is MET


def test_a_void_takes_no_result_and_no_void() -> None:
    log = Log(POINTS)
    entry = log.add("03-01", mark=20)
    with pytest.raises(errors.ResultWithOutcome):
        log.add("03-01", VOID, replaces=entry.id, reason="x", mark=3)
    void = log.void(entry)
    with pytest.raises(errors.EntryVoided) as refused:
        log.void(void)
    assert refused.value.entry == void.id


def test_a_correction_takes_over_what_it_does_not_name() -> None:
    log = Log(PROVEN)
    entry = log.add("03-01", MET, evidence=("folder",))
    corrected = log.correct(entry, outcome=MET)
    assert corrected.evidence == ("folder",)
    assert log.correct(corrected, outcome=MET, evidence=("link",)).evidence == ("link",)


def test_a_correction_keeps_its_submission_or_names_another() -> None:
    log = Log(PLAIN)
    first, second = log.submit("03-01"), log.submit("03-02")
    entry = log.add("03-05", MET, submission=first.id)
    assert log.correct(entry, outcome=MET).submission == first.id
    again = log.add("03-06", MET, submission=first.id)
    assert log.correct(again, outcome=MET, submission=second.id).submission == second.id
    loose = Log(PLAIN)
    entry = loose.add("03-01", MET)
    loose.submit("03-01")
    assert loose.correct(entry, outcome=NOT_MET).submission is None


def test_a_judgement_is_linked_to_the_newest_submission_that_waits() -> None:
    log = Log(PROVEN)
    log.submit("03-01")
    second = log.submit("03-02")
    log.submit("03-09")
    entry = log.add("03-05", MET)
    assert entry.submission == second.id
    assert log.add("03-05", MET, basis=Basis.RPL, evidence=("licence",)).submission is None


def test_a_return_is_linked_too_and_a_missing_is_not() -> None:
    log = Log(PLAIN)
    handed_in = log.submit("03-01")
    assert log.entry("03-02", MISSING).submission is None
    assert log.add("03-02", MISSING).submission is None
    assert log.add("03-03", RETURNED).submission == handed_in.id


def test_hours_add_up_with_sessions_when_an_outcome_is_said() -> None:
    log = Log(HOURS)
    log.session("03-01", 30, "P")
    log.add("03-02", minutes=10)
    log.add("03-02", RETURNED)
    log.add("03-03", MET, minutes=20)
    assert log.state == "met"


def test_who_may_judge() -> None:
    check_judge(PLAIN, Judge.ASSISTANT)
    restricted = judged(judged_by=(Judge.INSTRUCTOR,))
    check_judge(restricted, Judge.INSTRUCTOR)
    with pytest.raises(errors.JudgeNotAllowed) as refused:
        check_judge(restricted, Judge.EXTERNAL)
    assert refused.value.allowed == (Judge.INSTRUCTOR,)


def test_a_second_waiver_is_another_entry() -> None:
    log = Log(PLAIN)
    log.add("03-01", WAIVED, **EXCUSE)
    log.add("03-02", WAIVED, **EXCUSE)
    assert (len(log.record.entries), log.state, log.standing.decided_on) == (2, "waived", day("03-02"))


def test_a_decision_can_stand_where_one_person_reviews() -> None:
    log = Log(RUBRIC)
    entry = log.add("03-01", decision=Decision.REVISE)
    assert (entry.outcome, entry.stage, log.standing.decision) == (NOT_MET, None, REVISE)
    assert entry.assessor == ANN


def test_a_confirmed_proposal_needs_an_attempt_too() -> None:
    log = Log(judged(Scheme.POINTS, attempts=1))
    proposal = log.put(log.entry("03-01", mark=Decimal(20), proposed=True))
    log.add("03-02", mark=30)
    with pytest.raises(errors.AttemptsExceeded) as refused:
        log.correct(proposal, mark=20)
    assert (refused.value.used, refused.value.allowed) == (1, 1)


def test_a_proposal_is_confirmed_without_a_reason_and_bars_no_correction() -> None:
    log = Log(PLAIN)
    entry = log.add("03-01", MET)
    proposal = log.put(log.entry("03-01", NOT_MET, replaces=entry.id, proposed=True))
    assert check_entry(PLAIN, log.record, log.entry("03-01", NOT_MET, replaces=entry.id, reason="x"), TODAY)
    confirmed = log.add("03-01", NOT_MET, replaces=proposal.id)
    assert log.state == "not_met"
    with pytest.raises(errors.EntryReplaced) as refused:
        log.correct(entry, outcome=MET)
    assert refused.value.by == proposal.id
    assert log.correct(confirmed, outcome=MET).outcome is MET
