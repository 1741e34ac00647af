"""States, shares and flags of one requirement."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from skillmark.domain.amounts import reached_on, session_minutes
from skillmark.domain.outline import Deciding, Scheme
from skillmark.domain.records import AttendanceFact, AttendanceMark, Basis, SessionState
from tests.domain.builders import (
    ANN,
    BEN,
    EXCUSE,
    MET,
    MISSING,
    NOT_MET,
    RETURNED,
    WAIVED,
    Log,
    day,
    judged,
)


def test_nothing_recorded() -> None:
    standing = Log(judged(attempts=3)).standing
    assert (standing.state, standing.share, standing.open) == ("not_started", 0, True)
    assert (standing.attempts_allowed, standing.decided_on, standing.started) == (3, None, False)
    assert standing.touched_clock == ""


def test_submitted_then_judged_then_submitted_again() -> None:
    log = Log(judged())
    log.submit("03-01")
    assert (log.state, log.standing.started) == ("submitted", True)
    log.add("03-02", NOT_MET)
    assert log.state == "not_met"
    log.submit("03-02")
    assert log.state == "submitted"


def test_a_submission_of_the_same_day_counts_by_its_clock() -> None:
    log = Log(judged())
    log.submit("03-02")
    log.put(log.entry("03-02", NOT_MET))
    assert log.state == "not_met"


def test_a_judgement_that_names_a_later_submission_has_seen_it() -> None:
    log = Log(judged())
    handed_in = log.submit("03-05")
    log.put(log.entry("03-01", NOT_MET, submission=handed_in.id))
    assert log.state == "not_met"


def test_a_returned_submission_is_returned_until_the_next() -> None:
    log = Log(judged())
    log.submit("03-01")
    log.add("03-02", RETURNED)
    assert log.state == "returned"
    log.submit("03-03")
    assert log.state == "submitted"


def test_a_missing_shows_until_the_next_entry_or_submission() -> None:
    log = Log(judged())
    log.add("03-01", MISSING)
    assert (log.state, log.standing.missing, log.standing.last_activity) == ("not_started", True, None)
    log.submit("03-02")
    assert (log.state, log.standing.missing) == ("submitted", False)
    log.add("03-03", MISSING)
    assert (log.state, log.standing.missing) == ("submitted", True)
    log.add("03-04", NOT_MET)
    assert (log.state, log.standing.missing) == ("not_met", False)


def test_in_a_renewal_an_older_submission_does_not_count() -> None:
    log = Log(judged(), not_before=day("03-02"))
    log.submit("03-01")
    assert (log.state, log.standing.started, log.standing.last_activity) == ("not_started", False, None)
    log.submit("03-02")
    assert log.state == "submitted"


def test_attempts_used_up_close_a_requirement() -> None:
    log = Log(judged(Scheme.POINTS, attempts=2))
    log.add("03-01", mark=10)
    assert log.standing.open is True
    log.add("03-02", mark=10)
    assert log.standing.open is False
    log.grant("03-03", 2)
    assert (log.standing.open, log.standing.attempts_allowed) == (True, 4)


def test_a_waiver_keeps_a_requirement_open() -> None:
    log = Log(judged(attempts=1))
    log.add("03-01", NOT_MET)
    log.add("03-02", WAIVED, **EXCUSE)
    assert (log.state, log.standing.open, log.standing.result) == ("waived", True, None)


def test_first_is_decided_once_judged() -> None:
    log = Log(judged(deciding=Deciding.FIRST))
    assert log.standing.open is True
    log.add("03-01", NOT_MET)
    assert log.standing.open is False
    log.add("03-02", MET)
    assert log.state == "not_met"


def test_hours_from_entries_and_sessions() -> None:
    log = Log(judged(Scheme.HOURS, needed=120))
    log.add("03-01", minutes=30)
    assert (log.state, log.standing.share) == ("in_progress", Fraction(1, 4))
    log.session("03-02", 60, "P")
    log.add("03-03", RETURNED)
    assert (log.state, log.standing.share, log.standing.minutes) == ("returned", Fraction(3, 4), 90)
    log.add("03-04", minutes=45, assessor=BEN)
    assert (log.state, log.standing.share, log.standing.decided_on) == ("met", 1, day("03-04"))
    assert log.standing.assessors == (ANN, BEN)


def test_a_cancelled_session_counts_for_nobody() -> None:
    log = Log(judged(Scheme.HOURS))
    log.session("03-01", 60, "P", state=SessionState.CANCELLED)
    assert (log.state, log.standing.minutes) == ("not_started", 0)


def test_the_minutes_of_one_session() -> None:
    log = Log(judged(Scheme.HOURS))
    held = log.session("03-01", 60)
    late = AttendanceFact(AttendanceMark.LATE, 50)
    assert session_minutes(held, late) == 50
    assert session_minutes(held, None) == 0
    assert session_minutes(held, AttendanceFact(AttendanceMark.EXCUSED, 50)) == 0
    assert session_minutes(replace(held, state=SessionState.CANCELLED), late) == 0
    assert reached_on([(day("03-02"), 30), (day("03-01"), 29)], 60) is None


def test_hours_count_although_they_are_older_than_the_candidacy() -> None:
    log = Log(judged(Scheme.HOURS), started_on=day("03-10"))
    log.session("03-01", 60, "P")
    assert log.state == "met"


def test_in_a_renewal_an_older_session_does_not_count() -> None:
    log = Log(judged(Scheme.HOURS), not_before=day("03-10"))
    log.session("03-09", 60, "P")
    assert log.state == "not_started"
    log.session("03-10", 60, "P")
    assert log.state == "met"


def test_counts_from_entries_and_sessions() -> None:
    log = Log(judged(Scheme.COUNT, needed=3))
    log.session("03-01", 90, "P")
    log.session("03-02", 90, "E")
    log.add("03-03", count=1)
    assert log.standing.share == Fraction(2, 3)
    assert log.standing.minutes == 90
    log.add("03-04", count=1, basis=Basis.RPL, evidence=("programme",))
    assert log.state == "met"


def percent(marks: str, planned: int = 0, unmarked: int = 0) -> Log:
    """Sessions of 60 minutes: those with marks, then unmarked, then planned ones."""
    log = Log(judged(Scheme.PERCENT))
    for place, mark in enumerate(marks, 1):
        log.session(f"03-{place:02d}", 60, mark)
    for place in range(unmarked):
        log.session(f"04-{place + 1:02d}", 60)
    for place in range(planned):
        log.session(f"05-{place + 1:02d}", 60, state=SessionState.PLANNED)
    return log


@pytest.mark.parametrize(
    ("marks", "planned", "unmarked", "state", "share", "is_open"),
    [
        ("", 3, 0, "not_started", Fraction(0), True),
        ("EE", 0, 0, "not_started", Fraction(0), True),
        ("A", 3, 0, "not_started", Fraction(0), True),
        ("AAA", 0, 0, "not_met", Fraction(0), False),
        ("PPPP", 1, 0, "in_progress", Fraction(4, 5), True),
        ("PPPP", 0, 1, "in_progress", Fraction(4, 5), True),
        ("PA", 1, 1, "in_progress", Fraction(5, 8) * Fraction(2, 4), True),
        ("PPPPAE", 0, 0, "met", Fraction(1), True),
        ("PPPAA", 0, 0, "not_met", Fraction(3, 4), False),
    ],
)
def test_percent(marks: str, planned: int, unmarked: int, state: str, share: Fraction, is_open: bool) -> None:
    standing = percent(marks, planned, unmarked).standing
    assert (standing.state, standing.share, standing.open) == (state, share, is_open)


@pytest.mark.parametrize(("marks", "started"), [("AAA", False), ("EE", False), ("AP", True), ("PP", True)])
def test_absences_start_nothing(marks: str, started: bool) -> None:
    assert percent(marks).standing.started is started


def test_a_counted_session_without_minutes_starts() -> None:
    log = Log(judged(Scheme.COUNT))
    log.session("03-01", 60, "P", 0)
    assert (log.state, log.standing.started, log.standing.minutes) == ("in_progress", True, 0)


def test_percent_looks_at_the_time_as_a_candidate_only() -> None:
    log = percent("AAPP")
    assert log.state == "not_met"
    log.record = replace(log.record, started_on=day("03-03"))
    assert (log.state, log.standing.decided_on) == ("met", day("03-04"))
    log.record = replace(log.record, ended_on=day("03-03"))
    assert (log.state, log.standing.decided_on) == ("met", day("03-03"))


def test_a_mark_in_a_planned_session_means_that_it_was_held() -> None:
    log = percent("PPPP")
    log.session("05-01", 60, "E", state=SessionState.PLANNED)
    assert log.state == "met"


def test_minutes_noted_in_percent() -> None:
    log = Log(judged(Scheme.PERCENT))
    log.session("03-01", 60, "L", 45)
    assert log.standing.result is not None
    assert (log.standing.result.percent, log.state) == (Fraction(3, 4), "not_met")
    assert log.standing.share == Fraction(15, 16)


def test_a_waiver_of_percent() -> None:
    log = percent("AAA")
    log.add("04-01", WAIVED, **EXCUSE)
    assert log.state == "waived"


def test_last_activity_and_clocks() -> None:
    log = Log(judged())
    entry = log.add("03-01", NOT_MET)
    assert (log.standing.last_activity, log.standing.judged_clock) == (day("03-01"), entry.recorded)
    handed_in = log.submit("03-05")
    assert (log.standing.last_activity, log.standing.touched_clock) == (day("03-05"), handed_in.recorded)
    log.add("03-07", RETURNED)
    assert (log.standing.last_activity, log.standing.judged_clock) == (day("03-07"), entry.recorded)
    hours = Log(judged(Scheme.HOURS))
    hours.session("03-01", 60, "P")
    hours.session("03-02", 60, "A")
    assert hours.standing.last_activity == day("03-01")
    assert hours.standing.touched_clock > hours.standing.judged_clock == ""
