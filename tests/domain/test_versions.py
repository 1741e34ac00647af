"""Moving a candidate to another version: what stays met, what is added up again, what comes back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from skillmark.domain.history import attempts
from skillmark.domain.outline import Deciding, Kind, Requirement, Scheme
from skillmark.domain.records import CarriedVersion, CarryChoice
from tests.domain.builders import BEN, EXCUSE, MET, NOT_MET, WAIVED, Log, day, judged, port, requirement

OLD = judged(Scheme.POINTS)
NEW = replace(OLD, maximum=Decimal(100), pass_mark=Decimal(70))


def move(log: Log, new: Requirement, choice: CarryChoice = CarryChoice.RECOGNISE, **fields: Any) -> None:
    """Moves the candidate from the version he is on to the next."""
    step = CarriedVersion(log.record.version, log.rule, choice, **fields)
    log.record = replace(log.record, version=log.record.version + 1, earlier=(*log.record.earlier, step))
    log.rule = new


def back(log: Log, version: int, old: Requirement) -> None:
    move(log, old)
    log.record = replace(log.record, version=version)


def test_recognise_shows_the_old_result_and_version() -> None:
    log = Log(OLD)
    entry = log.add("03-01", mark=30)
    move(log, NEW)
    standing = log.standing
    assert (standing.state, standing.met_version, standing.deciding) == ("met", 1, entry.id)
    assert (standing.share, standing.decided_on, standing.attempts_used) == (1, day("03-01"), 0)
    assert standing.result is not None
    assert (standing.result.mark, standing.result.maximum) == (30, 40)
    lines = attempts(log.rule, log.record)
    assert [(line.number, line.counts) for line in lines] == [(None, False)]


def test_judge_again_starts_anew() -> None:
    log = Log(OLD)
    log.add("03-01", mark=30)
    move(log, NEW, CarryChoice.JUDGE_AGAIN)
    assert (log.state, log.standing.attempts_used) == ("not_started", 0)
    log.add("03-08", mark=75)
    assert (log.state, log.standing.met_version) == ("met", None)


def test_failed_attempts_do_not_count_where_the_scale_differs() -> None:
    log = Log(replace(OLD, attempts=1))
    log.add("03-01", mark=20)
    move(log, replace(NEW, attempts=1))
    assert (log.state, log.standing.open, log.standing.attempts_used) == ("not_started", True, 0)


def test_failed_attempts_count_where_the_scale_is_the_same() -> None:
    log = Log(replace(OLD, attempts=2))
    log.add("03-01", mark=20)
    move(log, replace(OLD, attempts=1, title="Renamed"))
    assert (log.state, log.standing.open, log.standing.attempts_used) == ("not_met", False, 1)


def test_a_code_that_changed_kind_is_not_carried() -> None:
    log = Log(OLD)
    log.add("03-01", mark=30)
    move(log, replace(OLD, kind=Kind.WORKPLACE))
    assert (log.state, log.standing.started) == ("not_started", False)


def test_a_code_that_was_gone_for_a_version() -> None:
    log = Log(OLD)
    log.add("03-01", mark=30)
    move(log, NEW)
    gone = replace(log.record.earlier[0])
    log.record = replace(log.record, version=3, earlier=(gone, CarriedVersion(2, None)))
    assert (log.state, log.standing.met_version) == ("met", 1)
    log.record = replace(log.record, earlier=(CarriedVersion(2, None),))
    assert log.state == "not_met"


def test_a_waiver_has_no_scale() -> None:
    log = Log(OLD)
    log.add("03-01", WAIVED, **EXCUSE)
    move(log, NEW)
    assert log.state == "waived"


def test_hours_are_added_up_again() -> None:
    hours = judged(Scheme.HOURS, needed=60)
    log = Log(hours)
    log.add("03-01", minutes=45)
    move(log, replace(hours, needed=90))
    assert (log.state, log.standing.share) == ("in_progress", Fraction(1, 2))
    log.add("03-08", minutes=45)
    assert (log.state, log.standing.met_version) == ("met", None)


def test_hours_that_were_met_stay_met_unless_added_up_anew() -> None:
    hours = judged(Scheme.HOURS, needed=60)
    log = Log(hours)
    log.add("03-01", minutes=60)
    move(log, replace(hours, needed=90))
    assert (log.state, log.standing.met_version, log.standing.minutes) == ("met", 1, 60)
    log.record = replace(log.record, earlier=(CarriedVersion(1, hours, CarryChoice.JUDGE_AGAIN),))
    assert (log.state, log.standing.share) == ("in_progress", Fraction(2, 3))


def test_what_is_logged_after_the_move_does_not_meet_the_old_version() -> None:
    hours = judged(Scheme.HOURS, needed=60)
    log = Log(hours)
    log.session("03-01", 30, "P")
    move(log, replace(hours, needed=90), until=day("03-05"))
    log.session("03-08", 30, "P")
    assert (log.state, log.standing.met_version) == ("in_progress", None)


def test_hours_met_in_sessions_alone_stay_met() -> None:
    hours = judged(Scheme.HOURS, needed=60)
    log = Log(hours)
    log.session("03-01", 60, "P")
    move(log, replace(hours, needed=90))
    assert (log.state, log.standing.met_version, log.standing.deciding) == ("met", 1, None)


def test_percent_that_was_met_stays_met() -> None:
    percent = judged(Scheme.PERCENT)
    log = Log(percent)
    for place in range(5):
        log.session(f"03-0{place + 1}", 60, "PPPPA"[place])
    move(log, replace(percent, needed=Fraction(9, 10)))
    assert (log.state, log.standing.met_version) == ("met", 1)


def test_another_scheme_recognises_what_was_met() -> None:
    log = Log(OLD)
    log.add("03-01", mark=30)
    move(log, judged(Scheme.LEVELS))
    assert (log.state, log.standing.met_version) == ("met", 1)


def test_a_judgement_on_the_new_scale_comes_after_what_is_recognised() -> None:
    log = Log(replace(OLD, deciding=Deciding.LATEST))
    log.add("03-01", mark=30)
    move(log, replace(NEW, deciding=Deciding.LATEST))
    log.add("03-08", mark=60)
    assert (log.state, log.standing.attempts_used) == ("not_met", 1)
    log.rule = replace(NEW, deciding=Deciding.BEST)
    assert (log.state, log.standing.met_version) == ("met", 1)
    log.rule = replace(NEW, deciding=Deciding.FIRST)
    assert (log.state, log.standing.met_version) == ("met", 1)


def test_what_was_met_stays_met_although_another_judgement_decides_now() -> None:
    log = Log(OLD)
    log.add("03-01", mark=30)
    log.add("03-08", mark=20)
    move(log, replace(OLD, deciding=Deciding.LATEST))
    assert (log.state, log.standing.met_version) == ("met", 1)
    log.add("03-15", mark=20)
    assert log.state == "not_met"


def test_what_was_met_stays_met_although_two_have_to_review_now() -> None:
    rubric = requirement("PORT")
    log = Log(rubric)
    log.add("03-01", points=port("2 2 2 2"), evidence=("folder",))
    move(log, replace(rubric, reviews=2))
    assert (log.state, log.standing.met_version) == ("met", 1)


def test_rubrics_compare_by_what_decides() -> None:
    rubric = requirement("PORT")
    assert rubric.rubric is not None
    renamed = replace(rubric.rubric, criteria=tuple(replace(item, title="X") for item in rubric.rubric.criteria))
    log = Log(rubric)
    log.add("03-01", points=port("2 2 2 2"), evidence=("folder",))
    move(log, replace(rubric, rubric=renamed))
    assert (log.state, log.standing.met_version) == ("met", None)
    log.rule = replace(rubric, rubric=replace(rubric.rubric, pass_total=Decimal(9)))
    assert (log.state, log.standing.met_version) == ("met", 1)


def test_moving_back_gives_the_old_standing_exactly() -> None:
    log = Log(replace(OLD, attempts=3))
    log.add("03-01", mark=20)
    log.add("03-08", mark=25)
    before, old = log.standing, log.rule
    move(log, NEW, CarryChoice.JUDGE_AGAIN)
    assert log.standing != before
    back(log, 1, old)
    assert log.standing == before


def test_moving_back_after_it_was_met_elsewhere() -> None:
    log = Log(OLD)
    log.add("03-01", mark=20)
    move(log, NEW)
    log.add("03-08", mark=80)
    back(log, 1, OLD)
    assert (log.state, log.standing.met_version) == ("met", 2)


def test_over_three_versions() -> None:
    log = Log(OLD)
    log.add("03-01", mark=30)
    move(log, NEW)
    move(log, replace(OLD, maximum=Decimal(50)))
    assert (log.state, log.standing.met_version) == ("met", 1)
    earlier = (log.record.earlier[0], replace(log.record.earlier[1], choice=CarryChoice.JUDGE_AGAIN))
    log.record = replace(log.record, earlier=earlier)
    assert log.state == "not_started"


def test_an_old_judgement_is_corrected_on_its_own_scale() -> None:
    log = Log(OLD)
    entry = log.add("03-01", mark=20)
    move(log, NEW)
    corrected = log.correct(entry, mark=30)
    assert (corrected.version, corrected.outcome, log.state) == (1, MET, "met")
    fresh = log.add("03-08", mark=30, assessor=BEN)
    assert (fresh.version, fresh.outcome) == (2, NOT_MET)


def test_an_entry_without_a_known_version_counts_where_the_candidate_is() -> None:
    log = Log(OLD, version=4)
    log.put(log.entry("03-01", mark=30, version=2))
    assert log.state == "met"


def test_an_extra_attempt_does_not_set_aside_what_was_met_before() -> None:
    log = Log(OLD)
    log.add("03-01", mark=30)
    move(log, replace(NEW, deciding=Deciding.FIRST))
    log.grant("03-02")
    assert (log.state, log.standing.met_version) == ("met", 1)
