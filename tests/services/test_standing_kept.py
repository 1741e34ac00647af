"""Stored standing equals recomputed, also after what touches many."""

from __future__ import annotations

import random
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from skillmark.domain.errors import DomainError
from skillmark.domain.standing import BlockReason, CandidacyState, RequirementState
from skillmark.protocol.errors import SurroundingsError
from skillmark.protocol.requests.define import ChangeSettings
from skillmark.protocol.requests.judge import Arrange, HoldCandidacy, Judgement, RecordAssessment, RecordSubmission
from skillmark.protocol.requests.look import FindCohort, ListSessions, Progress
from skillmark.protocol.requests.teach import (
    AddCohort,
    AddSession,
    AttendanceEntry,
    ChangeOffering,
    ChangeSession,
    DropSession,
    Enrol,
    MarkAttendance,
    OfferCredential,
    SignOff,
    TransferLearner,
    Withdraw,
)
from tests.services.school import School, evidence, make_school

DAY = date(2026, 6, 1)


def test_a_session_cancelled_counts_for_nobody_and_comes_back(school: School) -> None:
    session = school.attend("Seminar", {"Ada": "P", "Ben": "L"}, DAY)
    assert school.requirement("Ada", "SEM").standing.minutes == 90
    cancelled = school.outcome(ChangeSession(session, state="cancelled"))
    assert school.requirement("Ada", "SEM").standing.minutes == 0
    assert school.state("Ben", "SEM") is RequirementState.NOT_STARTED
    school.sound()
    school.do(cancelled.undo)
    assert school.requirement("Ben", "SEM").standing.minutes == 90
    school.sound()


def test_a_shorter_session_and_one_that_counts_toward_something_else(school: School) -> None:
    session = school.attend("Seminar", {"Ada": "P"}, DAY)
    school.do(ChangeSession(session, minutes=45))
    assert school.requirement("Ada", "SEM").standing.minutes == 45
    school.do(ChangeSession(session, requirements=(("", "CONF"),)))
    assert school.requirement("Ada", "SEM").standing.minutes == 0
    assert school.state("Ada", "CONF") is RequirementState.MET
    school.sound()


def test_an_offering_added_later_makes_candidates_of_those_enrolled(school: School) -> None:
    assert school.cohort is not None
    school.do(OfferCredential(school.cohort, "FE-WEB"))
    assert school.progress("Ada", "FE-WEB").today.state is CandidacyState.NOT_STARTED
    school.sound()


def test_the_time_zone_decides_on_which_day_a_session_falls(tmp_path: Path) -> None:
    school = make_school(tmp_path)
    from skillmark.protocol.requests.define import AddCredential
    from tests.services.school import document

    school.do(AddCredential(document("leading-a-project"), publish=True))
    cohort = school.do(AddCohort("LATE", offer=("LEAD-PROJ",)))
    school.do(Enrol(school.learners["Ada"], cohort, from_on=date(2026, 6, 2)))
    late = school.do(AddSession(cohort, "Night", datetime(2026, 6, 1, 23, 30), 60, requirements=(("", ""),), held=True))
    school.do(MarkAttendance(late, (AttendanceEntry(school.learners["Ada"], "P"),)))
    assert school.requirement("Ada", "WORK", "LEAD-PROJ").standing.minutes == 0
    school.do(ChangeSettings(time_zone="Europe/Helsinki"))
    assert school.requirement("Ada", "WORK", "LEAD-PROJ").standing.minutes == 60
    school.sound()
    school.sitting.book.close()


def test_a_sign_off_makes_those_who_waited_for_it_ready(school: School) -> None:
    offering = school.ask(FindCohort("NORTH")).offerings[0].key
    school.do(ChangeOffering(offering, None, sign_off_needed=True))
    school.meet_everything("Ada")
    blocked = school.progress("Ada").today
    assert (blocked.state, blocked.blocked) == (CandidacyState.BLOCKED, (BlockReason.SIGN_OFF,))
    signed = school.outcome(SignOff(offering))
    assert school.progress("Ada").today.state is CandidacyState.READY
    school.sound()
    school.do(signed.undo)
    assert school.progress("Ada").today.state is CandidacyState.BLOCKED
    school.sound()


def test_a_learner_who_changes_cohort_keeps_the_history(school: School) -> None:
    assert school.cohort is not None
    school.record("Ada", "TEST", on=DAY, mark=31)
    session = school.attend("Seminar", {"Ada": "P"}, DAY)
    south = school.do(AddCohort("SOUTH", offer=("FORM-ASSESS",)))
    school.do(TransferLearner(school.learners["Ada"], school.cohort, south))
    row = school.progress("Ada")
    assert (row.cohort, str(school.state("Ada", "TEST"))) == ("SOUTH", "met")
    assert school.requirement("Ada", "SEM").standing.minutes == 90
    school.do(ChangeSession(session, state="cancelled"))
    assert school.requirement("Ada", "SEM").standing.minutes == 0
    school.sound()


def test_withdrawn_and_enrolled_again(school: School) -> None:
    assert school.cohort is not None
    school.record("Ada", "TEST", on=DAY, mark=31)
    gone = school.outcome(Withdraw(school.learners["Ada"], school.cohort))
    assert school.progress("Ada").today.state is CandidacyState.WITHDRAWN
    school.sound()
    school.do(gone.undo)
    assert school.progress("Ada").today.state is CandidacyState.IN_PROGRESS
    assert len(school.ask(Progress(learner="Ada"))) == 1
    school.sound()


def test_a_hold_and_an_extra_try(school: School) -> None:
    row = school.progress("Ada")
    held = school.outcome(HoldCandidacy(row.candidacy, "Moves house"))
    assert school.progress("Ada").today.state is CandidacyState.ON_HOLD
    school.do(held.undo)
    for mark in (20, 21, 22):
        school.record("Ada", "TEST", on=DAY, mark=mark)
    assert school.progress("Ada").today.state is CandidacyState.BLOCKED
    granted = school.outcome(Arrange(row.candidacy, "TEST", 1, reason="Was ill", authority="Head"))
    assert school.progress("Ada").today.state is CandidacyState.IN_PROGRESS
    school.do(granted.undo)
    assert school.progress("Ada").today.state is CandidacyState.BLOCKED
    school.sound()


def _judgement(dice: random.Random, code: str) -> Judgement:
    if dice.random() < 0.1:
        return Judgement(outcome=dice.choice(["returned", "missing"]))
    if code == "TEST":
        return Judgement(mark=Decimal(dice.randint(0, 44)))
    if code == "PLAN":
        return Judgement(level=dice.choice(["Beginning", "Developing", "Proficient", "Exemplary"]))
    if code == "PORT":
        points = {key: Decimal(dice.randint(0, 3)) for key in ("EVID", "ANAL", "ACT", "REFL")}
        return Judgement(points=points, decision=dice.choice([None, "revise"]), evidence=evidence("Work"))
    if code == "CONF":
        return Judgement(count=1)
    return Judgement(outcome=dice.choice(["met", "not_met"]))


def _request(school: School, dice: random.Random) -> Any:
    learner = dice.choice(list(school.learners))
    rows = school.ask(Progress(learner=learner, credential="FORM-ASSESS"))
    sessions = school.ask(ListSessions(school.cohort))
    way = dice.random()
    if way < 0.5:
        code = dice.choice(["TEST", "PLAN", "PORT", "CONF", "FEED", "OBS"])
        return RecordAssessment(rows[0].candidacy, code, _judgement(dice, code))
    if way < 0.6:
        return RecordSubmission(rows[0].candidacy, dice.choice(["PORT", "FEED"]))
    if way < 0.7:
        start = datetime(2026, 5, dice.randint(1, 30), dice.randint(8, 20))
        wanted = ("", dice.choice(["SEM", "CONF"]))
        return AddSession(school.cohort, f"S{dice.random()}", start, 90, requirements=(wanted,))
    if way < 0.85 and sessions:
        mark = dice.choice(["P", "L", "E", "A", None])
        minutes = dice.choice([None, 30, 200]) if mark else None
        entry = AttendanceEntry(school.learners[learner], mark, minutes)
        return MarkAttendance(dice.choice(sessions).key, (entry,))
    if way < 0.92 and sessions:
        one = dice.choice(sessions).key
        return dice.choice([ChangeSession(one, state="cancelled"), ChangeSession(one, state="held"), DropSession(one)])
    key = school.learners[learner]
    return dice.choice([Withdraw(key, school.cohort), Withdraw(key, school.cohort, again=True)])


@pytest.mark.parametrize("seed", range(6))
def test_after_any_work_stored_equals_recomputed_and_undoing_all_gives_the_start(tmp_path: Path, seed: int) -> None:
    school, dice = make_school(tmp_path), random.Random(seed)
    before = [_seen(row) for row in school.ask(Progress())]
    undo, refused = [], 0
    for _step in range(60):
        try:
            undo.append(school.outcome(_request(school, dice)).undo)
        except (DomainError, SurroundingsError):
            refused += 1
    school.sound()
    assert refused < 50
    for request in reversed([one for one in undo if one is not None]):
        school.do(request)
    school.sound()
    submitted = any(one is None for one in undo)
    if not submitted:
        assert [_seen(row) for row in school.ask(Progress())] == before
    school.sitting.book.close()


def _seen(row: Any) -> Any:
    states = [(one.requirement.code, one.standing.state, one.standing.share) for one in row.requirements]
    return row.learner.code, row.today.state, row.today.standing.share, states
