"""The worked cases of the domain, row by row, on the two sample credentials."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from skillmark.domain.attempts import resolve
from skillmark.domain.award import AwardCase, Support, may_award, renewed_until, support
from skillmark.domain.award_errors import AwardDateTooEarly
from skillmark.domain.definition import Renewal, Validity
from skillmark.domain.errors import AcceptWithoutPass, OutcomeContradictsResult, ResultNeeded
from skillmark.domain.history import attempts
from skillmark.domain.outline import Deciding, Scheme
from skillmark.domain.records import CandidacyFacts, CandidacyStatus, CarriedVersion, SessionState
from skillmark.domain.repeats import entries_like
from skillmark.domain.standing import (
    AwardStatus,
    BlockReason,
    CandidacyState,
    DayFacts,
    decide_candidacy,
    lay_over,
    shown_share,
)
from tests.domain.builders import (
    ACCEPT,
    BEN,
    FORM,
    MET,
    NOT_MET,
    NOT_YET,
    RETURNED,
    REVISE,
    TODAY,
    WEB,
    Log,
    all_met,
    award,
    candidacy,
    day,
    event,
    judged,
    met,
    points,
    port,
    requirement,
    tree,
)


def test_25_typed_then_voided() -> None:
    log = Log(requirement("TEST"))
    log.void(log.add("03-01", mark=25))
    assert (log.state, log.standing.attempts_used) == ("not_started", 0)


def test_typed_over_the_same_day_then_a_second_attempt() -> None:
    log = Log(requirement("TEST"))
    first = log.add("03-01", mark=25)
    log.add("03-01", mark=28, replaces=first.id, over=True)
    log.add("03-15", mark=31)
    lines = attempts(log.rule, log.record)
    assert [(line.number, line.entries[-1].mark) for line in lines] == [(1, Decimal(28)), (2, Decimal(31))]
    assert log.standing.attempts_used == 2


def test_first_corrected_later() -> None:
    log = Log(requirement("TEST", deciding=Deciding.FIRST, attempts=None))
    entry = log.add("03-01", mark=20)
    assert log.state == "not_met"
    log.correct(entry, mark=30)
    assert log.state == "met"
    assert log.standing.decided_on == day("03-01")


def test_best_keeps_the_met_one_before_a_higher_total_with_a_broken_floor() -> None:
    log = Log(requirement("PORT", deciding=Deciding.BEST))
    log.add("03-01", points=port("2 2 2 2"), evidence=("folder",))
    log.add("03-08", points=port("1 3 3 3"), evidence=("folder",))
    assert log.state == "met"
    assert log.standing.result is not None
    assert log.standing.result.total == 8


@pytest.mark.parametrize(("deciding", "state"), [(Deciding.BEST, "met"), (Deciding.LATEST, "not_met")])
def test_met_then_not_met(deciding: Deciding, state: str) -> None:
    log = Log(requirement("JS", WEB, deciding=deciding))
    log.add("03-01", MET)
    log.add("03-08", NOT_MET)
    assert log.state == state


def test_returned_after_not_met_and_after_met() -> None:
    failed = Log(requirement("JS", WEB))
    failed.add("03-01", NOT_MET)
    failed.add("03-08", RETURNED)
    passed = Log(requirement("JS", WEB))
    passed.add("03-01", MET)
    passed.add("03-08", RETURNED)
    assert (failed.state, passed.state) == ("returned", "met")


def test_met_against_the_mark_and_without_one() -> None:
    log = Log(requirement("TEST"))
    with pytest.raises(OutcomeContradictsResult):
        log.add("03-01", MET, mark=20)
    with pytest.raises(ResultNeeded):
        log.add("03-01", MET)


def test_three_sessions_of_twenty_minutes() -> None:
    log = Log(requirement("SEM", needed=60))
    for when in ("03-01", "03-08", "03-15"):
        assert log.state != "met"
        log.session(when, 20, "P")
    assert log.state == "met"
    assert log.standing.decided_on == day("03-15")


def test_minutes_noted_and_counts() -> None:
    short, capped = Log(requirement("SEM")), Log(requirement("SEM"))
    short.session("03-01", 90, "P", 45)
    capped.session("03-01", 90, "L", 200)
    counted = Log(requirement("CONF"))
    counted.session("03-01", 90, "L", 10)
    assert (short.standing.minutes, capped.standing.minutes) == (45, 90)
    assert counted.standing.result is not None
    assert (counted.standing.result.count, counted.state) == (1, "met")


def test_a_share_of_nearly_one_is_never_shown_as_one() -> None:
    hours = judged(Scheme.HOURS, "R9", needed=2400)
    log = Log(hours)
    log.add("03-01", minutes=2399)
    rules = [judged(code=f"R{n}") for n in range(1, 9)]
    standings = {rule.code: met(rule.code) for rule in rules} | {"R9": log.standing}
    standing = decide_candidacy(tree(*rules, hours), standings, CandidacyFacts())
    assert standing.share == 1 - Fraction(1, 2400 * 9)
    assert shown_share(standing.share, satisfied=standing.satisfied) == Decimal("0.9999")
    assert standing.state is CandidacyState.IN_PROGRESS


def test_the_track_takes_its_share_from_interaction_and_goes_on_with_accessibility() -> None:
    script = Log(requirement("T2", WEB))
    for when in ("03-01", "03-08", "03-15"):
        script.add(when, mark=40)
    standings = all_met(WEB, without=("A11Y", "AT")) | {"T2": script.standing}
    standing = candidacy(standings, WEB)
    track = next(node for node in WEB.outline.children if node.title == "Track")
    assert decide_candidacy(tree(track), standings, CandidacyFacts()).share == Fraction(1, 2)
    assert (standing.next, standing.open) == ("A11Y", True)


def test_awarded_then_left_school() -> None:
    standing = candidacy(all_met(FORM), status=CandidacyStatus.WITHDRAWN, awards=(award(),))
    today = lay_over(standing, DayFacts(TODAY))
    assert (today.state, today.award_status) == (CandidacyState.AWARDED, AwardStatus.VALID)


def test_revoked_and_all_met_again() -> None:
    revoked = award("06-20", None, event("revoked", "07-01", "000700"))
    again = {code: met(code, "09-01", "000800") for code in all_met(FORM)}
    standing = candidacy(again, awards=(revoked,))
    today = lay_over(standing, DayFacts(TODAY))
    assert (today.state, today.award_status) == (CandidacyState.READY, AwardStatus.REVOKED)


def test_two_reviews_that_differ() -> None:
    log = Log(requirement("SITE", WEB))
    log.add("03-01", points=points("BUILD=2 CLIENT=2 PRES=2"), decision=ACCEPT)
    log.add("03-02", points=points("BUILD=2 CLIENT=0 PRES=2"), decision=NOT_YET, assessor=BEN)
    assert (log.state, log.standing.disagree) == ("in_review", True)


def test_accept_below_a_floor() -> None:
    log = Log(requirement("SITE", WEB))
    with pytest.raises(AcceptWithoutPass) as refused:
        log.add("03-01", points=points("BUILD=3 CLIENT=0 PRES=3"), decision=ACCEPT)
    assert refused.value.below_floor == ("CLIENT",)


def test_revisions_use_attempts_and_returns_do_not() -> None:
    revised, returned = Log(requirement("PORT", attempts=3)), Log(requirement("PORT", attempts=3))
    for when in ("03-01", "03-08", "03-15"):
        revised.add(when, decision=REVISE)
        returned.add(when, RETURNED)
    assert (revised.standing.attempts_used, returned.standing.attempts_used) == (3, 0)
    assert (revised.standing.open, returned.standing.open) == (False, True)


def test_absences_alone() -> None:
    log = Log(requirement("SEM"))
    for when in ("03-01", "03-08", "03-15"):
        log.session(when, 90, "A")
    assert log.state == "not_started"
    assert candidacy({"SEM": log.standing}).state is CandidacyState.NOT_STARTED


def test_attendance_in_percent() -> None:
    rule = requirement("SEM", scheme=Scheme.PERCENT, needed=Fraction(80, 100))
    log = Log(rule, started_on=day("03-20"))
    for when in ("03-01", "03-08"):
        log.session(when, 90)
    for place, mark in enumerate("EPPPPPA", 1):
        log.session(f"04-{place:02d}", 90, mark)
    last = log.session("04-08", 90, state=SessionState.PLANNED)
    assert log.state == "in_progress"
    held = replace(last, state=SessionState.HELD)
    log.record = replace(log.record, sessions=tuple(held if item == last else item for item in log.record.sessions))
    assert log.state == "in_progress"
    marks = dict(log.record.attendance)
    marks[last.id] = next(mark for mark in marks.values() if mark.mark == "P")
    log.record = replace(log.record, attendance=marks)
    assert log.state == "met"
    assert log.standing.result is not None
    assert log.standing.result.percent == Fraction(6, 7)


def test_an_expired_prerequisite() -> None:
    standing = candidacy(all_met(FORM), prerequisites=("FE-WEB",))
    today = lay_over(standing, DayFacts(TODAY))
    assert (today.state, today.blocked) == (CandidacyState.BLOCKED, (BlockReason.PREREQUISITE,))
    assert lay_over(standing, DayFacts(TODAY, frozenset({"FE-WEB"}))).state is CandidacyState.READY


@pytest.mark.parametrize(
    ("awarded_on", "until"), [(date(2029, 5, 1), date(2032, 6, 20)), (date(2029, 8, 1), date(2032, 8, 1))]
)
def test_renewed(awarded_on: date, until: date) -> None:
    assert renewed_until(Validity(months=36), Renewal(6, ("OBS",)), date(2029, 6, 20), awarded_on) == until


def test_awarded_then_a_judgement_is_corrected() -> None:
    log = Log(requirement("TEST"))
    entry = log.add("03-01", mark=30)
    given = award()
    assert support(candidacy(all_met(FORM) | {"TEST": log.standing}, awards=(given,)), given) is Support.SUPPORTED
    log.correct(entry, mark=20)
    standing = candidacy(all_met(FORM) | {"TEST": log.standing}, awards=(given,))
    assert support(standing, given) is Support.UNSUPPORTED
    assert lay_over(standing, DayFacts(TODAY)).award_status is AwardStatus.VALID


def test_awarded_before_the_last_deciding_judgement() -> None:
    standings = all_met(FORM) | {"OBS": met("OBS", "05-05")}
    reasons = may_award(AwardCase(candidacy(standings), CandidacyFacts(), day("05-04"), TODAY))
    assert [type(reason) for reason in reasons] == [AwardDateTooEarly]
    assert may_award(AwardCase(candidacy(standings), CandidacyFacts(), day("05-05"), TODAY)) == ()


def test_moved_to_another_version_and_back() -> None:
    old = requirement("TEST")
    new = replace(old, maximum=Decimal(100), pass_mark=Decimal(70))
    log = Log(old)
    log.add("03-01", mark=20)
    log.add("03-08", mark=30)
    before = log.standing
    log.record = replace(log.record, version=2, earlier=(CarriedVersion(1, old),))
    log.rule = new
    moved = log.standing
    assert (moved.state, moved.met_version, moved.attempts_used) == ("met", 1, 0)
    log.record = replace(log.record, version=1, earlier=(CarriedVersion(1, old), CarriedVersion(2, new)))
    log.rule = old
    assert log.standing == before


def test_the_same_row_twice() -> None:
    log = Log(requirement("TEST"))
    stored = log.add("03-01", mark=30)
    row = log.entry("03-01", MET, mark=30)
    assert entries_like(log.rule, resolve(log.record.entries), row) == (stored,)


def test_a_session_marked_by_both_copies_counts_once() -> None:
    log = Log(requirement("CONF", needed=2))
    session = log.session("03-01", 90, "P")
    log.record = replace(log.record, sessions=(*log.record.sessions, session))
    assert log.standing.result is not None
    assert log.standing.result.count == 1
