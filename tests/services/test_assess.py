"""Judgements recorded, corrected, voided, and taken back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from skillmark.domain.errors import (
    AdjudicatorNeeded,
    AttemptsExceeded,
    AuthorityNeeded,
    JudgeNotAllowed,
    MarkOverMaximum,
    OutcomeContradictsResult,
    ReasonNeeded,
)
from skillmark.domain.standing import RequirementState
from skillmark.protocol.errors_requests import NoSuchRequirement, NotInBook, UndoPastAward
from skillmark.protocol.requests.award import AwardLearners
from skillmark.protocol.requests.define import AddStaff
from skillmark.protocol.requests.judge import CorrectAssessment, Judgement, RecordAssessment, RecordMany
from skillmark.protocol.requests.look import ListStaff, ReadHistory
from skillmark.protocol.requests.teach import OfferCredential
from tests.services.school import School, evidence


def test_a_mark_is_there_with_all_that_was_said(school: School) -> None:
    school.record("Ada", "TEST", mark="31.5", feedback="Well argued", evidence=evidence("Sheet"))
    history = school.ask(ReadHistory(school.progress("Ada").candidacy, "TEST"))
    entry = history.entries[0]
    assert (entry.number, entry.result.mark, entry.deciding) == (1, Decimal("31.5"), True)
    assert (entry.recorded_by, entry.feedback, entry.evidence) == (
        "Grace Lindqvist",
        "Well argued",
        (("https://school.example/Sheet", None),),
    )
    assert school.requirement("Ada", "TEST").standing.state is RequirementState.MET


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"mark": 41}, MarkOverMaximum),
        ({"mark": 20, "outcome": "met"}, OutcomeContradictsResult),
        ({"outcome": "waived", "reason": "ill"}, AuthorityNeeded),
    ],
)
def test_a_refusal_leaves_the_record_as_it_was(school: School, said: dict[str, object], error: type[Exception]) -> None:
    school.record("Ada", "TEST", mark=22)
    with pytest.raises(error):
        school.record("Ada", "TEST", **said)
    standing = school.requirement("Ada", "TEST").standing
    assert (standing.attempts_used, standing.result.mark) == (1, 22)
    school.sound()


def test_typing_over_ones_own_entry_of_the_day_needs_no_reason(school: School) -> None:
    first = school.record("Ada", "TEST", mark=25)
    school.correct(first, mark=28)
    standing = school.requirement("Ada", "TEST").standing
    assert (standing.state, standing.attempts_used) == (RequirementState.MET, 1)


def test_correcting_somebody_elses_entry_needs_a_reason(school: School) -> None:
    first = school.record("Ada", "TEST", mark=25)
    school.do(AddStaff("Mei Chen", roles=("instructor",)))
    school.sitting.act_as("Mei Chen")
    with pytest.raises(ReasonNeeded):
        school.correct(first, mark=28)
    school.correct(first, mark=28, reason="Counted again")
    assert school.state("Ada", "TEST") is RequirementState.MET


def test_undo_and_redo_of_a_mark_a_correction_and_a_waiver(school: School) -> None:
    candidacy = school.progress("Ada").candidacy
    done = school.outcome(RecordAssessment(candidacy, "TEST", Judgement(mark=Decimal(31))))
    undone = school.outcome(done.undo)
    standing = school.requirement("Ada", "TEST").standing
    assert (standing.state, standing.attempts_used) == (RequirementState.NOT_STARTED, 0)
    redone = school.outcome(undone.undo)
    assert school.requirement("Ada", "TEST").standing.result.mark == 31
    corrected = school.outcome(CorrectAssessment(redone.value, Judgement(mark=Decimal(20))))
    school.do(corrected.undo)
    assert school.requirement("Ada", "TEST").standing.result.mark == 31
    waived = Judgement(outcome="waived", reason="Did it before", authority="Head")
    waiver = school.outcome(RecordAssessment(candidacy, "OBS", waived))
    assert school.state("Ada", "OBS") is RequirementState.WAIVED
    taken = school.outcome(waiver.undo)
    assert school.state("Ada", "OBS") is RequirementState.NOT_STARTED
    school.do(taken.undo)
    assert school.state("Ada", "OBS") is RequirementState.WAIVED
    school.sound()


def test_where_somebody_adjudicates_only_that_entry_decides(school: School) -> None:
    assert school.cohort is not None
    school.do(OfferCredential(school.cohort, "FE-WEB"))
    candidacy = school.progress("Ada", "FE-WEB").candidacy
    said = {"BUILD": Decimal(2), "CLIENT": Decimal(2), "PRES": Decimal(2)}
    for name, decision in (("Mei Chen", "accept"), ("Tomás Reyes", "not_yet"), ("Amara Okafor", "accept")):
        school.do(AddStaff(name, roles=("coordinator",)))
        school.sitting.act_as(name)
        third = name == "Amara Okafor"
        judgement = Judgement(points=said, decision=decision, reason="Seen with both" if third else "")
        school.do(RecordAssessment(candidacy, "SITE", judgement, adjudicate=third))
    assert school.state("Ada", "SITE", "FE-WEB") is RequirementState.MET
    history = school.ask(ReadHistory(candidacy, "SITE"))
    assert [one.assessor for one in history.entries if one.deciding] == ["Amara Okafor"]


def test_nobody_decides_in_a_coordinators_name(school: School) -> None:
    assert school.cohort is not None
    school.do(OfferCredential(school.cohort, "FE-WEB"))
    candidacy = school.progress("Ada", "FE-WEB").candidacy
    points = {"BUILD": Decimal(2), "CLIENT": Decimal(2), "PRES": Decimal(2)}
    for name, decision in (("Mei Chen", "accept"), ("Vera Ovi", "not_yet")):
        school.do(AddStaff(name, roles=("instructor",)))
        key = next(one.key for one in school.ask(ListStaff()) if one.name == name)
        school.do(RecordAssessment(candidacy, "SITE", Judgement(points=points, decision=decision), assessor=key))
    head = next(one.key for one in school.ask(ListStaff()) if "coordinator" in one.roles)
    third = Judgement(points=points, decision="accept", reason="Seen")
    school.sitting.act_as("Mei Chen")
    with pytest.raises(AdjudicatorNeeded):
        school.do(RecordAssessment(candidacy, "SITE", third, assessor=head, adjudicate=True))
    school.sitting.act_as("Grace Lindqvist")
    school.do(RecordAssessment(candidacy, "SITE", third, adjudicate=True))
    assert school.state("Ada", "SITE", "FE-WEB") is RequirementState.MET


def test_only_a_coordinator_decides_between_two_who_disagree(school: School) -> None:
    assert school.cohort is not None
    school.do(OfferCredential(school.cohort, "FE-WEB"))
    candidacy = school.progress("Ada", "FE-WEB").candidacy
    said = {"BUILD": Decimal(2), "CLIENT": Decimal(2), "PRES": Decimal(2)}
    for name, role, decision in (("Mei Chen", "coordinator", "accept"), ("Tomás Reyes", "instructor", "not_yet")):
        school.do(AddStaff(name, roles=(role,)))
        school.sitting.act_as(name)
        school.do(RecordAssessment(candidacy, "SITE", Judgement(points=said, decision=decision)))
    school.sitting.act_as("Grace Lindqvist")
    school.do(AddStaff("Amara Okafor", roles=("instructor",)))
    school.sitting.act_as("Amara Okafor")
    third = RecordAssessment(candidacy, "SITE", Judgement(points=said, decision="accept", reason="Seen with both"))
    with pytest.raises(AdjudicatorNeeded):
        school.do(third)
    assert school.state("Ada", "SITE", "FE-WEB") is RequirementState.IN_REVIEW
    school.sitting.act_as("Grace Lindqvist")
    school.do(third)
    assert school.state("Ada", "SITE", "FE-WEB") is RequirementState.MET


def test_attempts_run_out(school: School) -> None:
    for mark in (10, 11, 12):
        school.record("Ada", "TEST", mark=mark)
    with pytest.raises(AttemptsExceeded):
        school.record("Ada", "TEST", mark=40)


def test_many_as_one_step_are_all_refused_or_all_taken_back(school: School) -> None:
    keys = [school.progress(name).candidacy for name in ("Ada", "Ben", "Cleo")]
    good = [RecordAssessment(key, "TEST", Judgement(mark=Decimal(30))) for key in keys]
    with pytest.raises(MarkOverMaximum):
        school.do(RecordMany((*good, RecordAssessment(keys[0], "TEST", Judgement(mark=Decimal(99))))))
    assert school.state("Ada", "TEST") is RequirementState.NOT_STARTED
    done = school.outcome(RecordMany(tuple(good)))
    assert school.state("Cleo", "TEST") is RequirementState.MET
    undone = school.outcome(done.undo)
    assert {str(school.state(name, "TEST")) for name in ("Ada", "Ben", "Cleo")} == {"not_started"}
    school.do(undone.undo)
    assert {str(school.state(name, "TEST")) for name in ("Ada", "Ben", "Cleo")} == {"met"}
    school.sound()


def test_undo_never_reaches_past_an_award(school: School) -> None:
    school.meet_everything("Ada")
    candidacy = school.progress("Ada").candidacy
    done = school.outcome(RecordAssessment(candidacy, "TEST", Judgement(mark=Decimal(40))))
    school.do(AwardLearners("FORM-ASSESS", learners=(school.learners["Ada"],)))
    with pytest.raises(UndoPastAward):
        school.do(done.undo)


def test_two_markers_who_disagree_and_a_third_who_decides(school: School) -> None:
    assert school.cohort is not None
    school.do(OfferCredential(school.cohort, "FE-WEB"))
    for name, role in (("Amara", "instructor"), ("Mei", "instructor"), ("Tomas", "coordinator")):
        school.do(AddStaff(name, roles=(role,)))
    staff = {one.name: one.key for one in school.ask(ListStaff())}
    good, bad = {"BUILD": 2, "CLIENT": 2, "PRES": 2}, {"BUILD": 2, "CLIENT": 0, "PRES": 2}
    school.record("Ada", "SITE", "FE-WEB", points=good, decision="accept", assessor=staff["Amara"])
    assert school.state("Ada", "SITE", "FE-WEB") is RequirementState.IN_REVIEW
    school.record("Ada", "SITE", "FE-WEB", points=bad, decision="not_yet", assessor=staff["Mei"])
    assert school.requirement("Ada", "SITE", "FE-WEB").standing.disagree
    school.record("Ada", "SITE", "FE-WEB", points=good, decision="accept", assessor=staff["Tomas"], reason="Client met")
    standing = school.requirement("Ada", "SITE", "FE-WEB").standing
    assert (standing.state, standing.disagree, standing.attempts_used) == (RequirementState.MET, False, 1)
    school.sound()


def test_a_corrected_review_stays_the_review_of_whoever_made_it(school: School) -> None:
    assert school.cohort is not None
    school.do(OfferCredential(school.cohort, "FE-WEB"))
    school.do(AddStaff("Mei", roles=("instructor",)))
    mei = next(one.key for one in school.ask(ListStaff()) if one.name == "Mei")
    good = {code: Decimal(2) for code in ("BUILD", "CLIENT", "PRES")}
    review = school.record("Ada", "SITE", "FE-WEB", points=good, decision="accept", assessor=mei)
    school.correct(review, points={**good, "PRES": Decimal(3)}, decision="accept", reason="Misread")
    candidacy = school.progress("Ada", "FE-WEB").candidacy
    (counting,) = [one for one in school.ask(ReadHistory(candidacy, "SITE")).entries if one.counts]
    assert (counting.assessor, counting.recorded_by) == ("Mei", "Grace Lindqvist")
    school.record("Ada", "SITE", "FE-WEB", points=good, decision="accept")
    assert school.state("Ada", "SITE", "FE-WEB") is RequirementState.MET
    school.sound()


def test_an_assistants_judgement_waits_to_be_confirmed(school: School) -> None:
    school.do(AddStaff("Helper", roles=("assistant",)))
    school.sitting.act_as("Helper")
    entry = school.record("Ada", "TEST", mark=31)
    standing = school.requirement("Ada", "TEST").standing
    assert (standing.state, standing.proposed) == (RequirementState.NOT_STARTED, True)
    school.sitting.act_as("Grace Lindqvist")
    school.correct(entry, mark=31, reason="confirmed")
    assert school.state("Ada", "TEST") is RequirementState.MET
    school.sound()


def test_what_is_not_there(school: School) -> None:
    from uuid import uuid4

    with pytest.raises(NoSuchRequirement):
        school.record("Ada", "NOPE", mark=1)
    with pytest.raises(NotInBook):
        school.do(RecordAssessment(uuid4(), "TEST", Judgement(mark=Decimal(1))))
    with pytest.raises(NotInBook):
        school.do(CorrectAssessment(uuid4(), Judgement(mark=Decimal(1))))


def test_who_may_judge_is_restricted_by_the_requirement(school: School) -> None:
    from skillmark.protocol.requests.define import AddCredential
    from skillmark.protocol.requests.teach import AddCohort, Enrol
    from tests.services.school import document

    credential = document("teaching-writing")
    credential["outline"]["children"][3]["judged_by"] = ["external"]
    school.do(AddCredential(credential, publish=True))
    cohort = school.do(AddCohort("W", offer=("WRITE-HS",)))
    school.do(Enrol(school.learners["Ada"], cohort))
    with pytest.raises(JudgeNotAllowed):
        school.record("Ada", "VISIT", "WRITE-HS", outcome="met")
