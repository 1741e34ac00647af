"""Awarding, proof lists, correcting, revoking, confirming, and certificates as files."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from skillmark.domain.award_errors import (
    AlreadyAwarded,
    AwardDateInFuture,
    AwardDateTooEarly,
    AwardEventOutOfPlace,
    AwardEventReasonNeeded,
    NothingCorrected,
    NotReady,
    NumberMalformed,
    PrerequisiteMissing,
    ProofListDiffers,
    SecondPersonNeeded,
    StandsInRun,
)
from skillmark.domain.numbers import parse_award_number
from skillmark.domain.standing import CandidacyState
from skillmark.protocol.errors import Cancelled, FolderMissing, NameTaken
from skillmark.protocol.errors_certificates import CharactersMissing
from skillmark.protocol.errors_requests import FieldWrong, NotACandidate, NotAllowed, NotInBook, RunNotOpen
from skillmark.protocol.requests.award import (
    AwardLearners,
    ConfirmAward,
    CorrectAward,
    DropRun,
    IssueRun,
    RevokeAward,
)
from skillmark.protocol.requests.define import AddCredential, AddStaff, ChangeIssuer, ChangeSettings, NewSignatory
from skillmark.protocol.requests.export import ExportCertificates, WriteProofList
from skillmark.protocol.requests.judge import ReopenCandidacy
from skillmark.protocol.requests.look import FindAward, ListAwards, ListReady, ListRuns, PreviewAwards, ReadHistory
from skillmark.protocol.requests.teach import AddCohort, ChangeLearner, Enrol
from skillmark.services.certificates import draw_certificate, export_certificates
from skillmark.services.proof import write_proof_list
from skillmark.store.schema import Award, SigningKey
from skillmark.store.signing import signature_is_good
from skillmark.system import resources
from skillmark.system.canonical import canonical, sha256
from skillmark.wording.errors import say
from tests.services.school import School, document, evidence

DAY = date(2026, 6, 1)


def award(school: School, *names: str, **how: Any) -> Any:
    """Awards Formative Assessment in Practice to these learners."""
    keys = tuple(school.learners[name] for name in names)
    return school.do(AwardLearners("FORM-ASSESS", learners=keys, **how))


def _text(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_those_who_are_ready_are_awarded_and_the_others_told_why(school: School) -> None:
    school.meet_everything("Ada")
    preview = school.ask(PreviewAwards("FORM-ASSESS", school.cohort))
    report = school.do(AwardLearners("FORM-ASSESS", school.cohort))
    assert [one.name for one in report.awarded] == [one.name for one in preview.awarded] == ["Ada"]
    assert [(one.name, type(one.reasons[0])) for one in report.refused] == [("Ben", NotReady), ("Cleo", NotReady)]
    number = parse_award_number(report.awarded[0].number)
    assert (number.prefix, number.year, number.serial) == ("RI", 2026, 1)
    assert school.progress("Ada").today.state is CandidacyState.AWARDED
    again = school.do(AwardLearners("FORM-ASSESS", school.cohort))
    assert type(again.refused[0].reasons[0]) is AlreadyAwarded
    school.sound()


def test_the_snapshot_is_canonical_hashed_and_signed(school: School) -> None:
    school.meet_everything("Ada")
    number = award(school, "Ada").awarded[0].number
    with school.sitting.book.read() as connection:
        row = connection.execute(select(Award.__table__)).one()
        public = connection.execute(select(SigningKey.public)).scalar_one()
    said = json.loads(row.snapshot)
    assert canonical(said).decode() == row.snapshot
    assert sha256(row.snapshot.encode()) == row.hash
    assert signature_is_good(public, row.hash, row.signature)
    assert not signature_is_good(public, sha256(b"other"), row.signature)
    assert (said["number"], said["holder"]["name"], said["valid_until"]) == (number, "Ada", "2029-06-12")
    assert {"code": "TEST", "title": "Assessment literacy test", "kind": "skills_test", "state": "met",
            "result": "34 of 40"} in said["results"]  # fmt: skip
    assert said["evidence"] == ["https://school.example/Portfolio"]
    assert len(said["salt"]) == 32


def test_dates_that_can_not_be(school: School) -> None:
    school.meet_everything("Ada")
    for day, error in ((date(2026, 5, 1), AwardDateTooEarly), (date(2026, 7, 1), AwardDateInFuture)):
        report = award(school, "Ada", awarded_on=day)
        assert [type(one) for one in report.refused[0].reasons] == [error]
    assert award(school, "Ada", awarded_on=DAY).awarded


def test_an_exception_needs_a_coordinator_and_a_reason_and_is_kept(school: School) -> None:
    school.do(AddStaff("Mei Chen", roles=("instructor",)))
    school.sitting.act_as("Mei Chen")
    with pytest.raises(NotAllowed):
        award(school, "Ben", exception="Board decision 7")
    school.sitting.act_as("Grace Lindqvist")
    number = award(school, "Ben", exception="Board decision 7").awarded[0].number
    detail = school.ask(FindAward(number))
    assert detail.row.by_exception
    assert json.loads(detail.snapshot)["exception"] == "Board decision 7"
    assert school.ask(ListAwards())[0].supported
    school.sound()


def test_a_prepared_run_has_no_numbers_until_it_is_issued(school: School, tmp_path: Path) -> None:
    school.meet_everything("Ada")
    school.meet_everything("Ben")
    run = school.do(AwardLearners("FORM-ASSESS", school.cohort, prepare=True))
    assert [one.number for one in run.awarded] == [None, None]
    assert school.ask(ListAwards()) == []
    assert [(one.number, one.count) for one in school.ask(ListRuns())] == [(run.run, 2)]
    write_proof_list(school.sitting, WriteProofList(run.run, tmp_path / "proof.pdf"))
    text = _text(tmp_path / "proof.pdf")
    assert "Ada" in text
    assert "Cleo" in text
    assert "Not ready: 0 of 6 met" in " ".join(text.split())
    school.correct(school.record("Ben", "TEST", mark=35), mark=10)
    issued = school.do(IssueRun(run.run))
    assert [one.name for one in issued.awarded] == ["Ada", "Ben"]
    with pytest.raises(RunNotOpen):
        school.do(IssueRun(run.run))
    with pytest.raises(NotInBook):
        school.do(DropRun(99))
    assert school.ask(ListRuns()) == []
    school.sound()


def test_a_run_that_is_dropped_numbers_nothing(school: School) -> None:
    school.meet_everything("Ada")
    run = school.do(AwardLearners("FORM-ASSESS", school.cohort, prepare=True))
    school.do(DropRun(run.run))
    assert award(school, "Ada").awarded[0].number.split("-")[3] == "0001"


def test_who_stands_in_a_prepared_run_waits_for_it(school: School) -> None:
    school.meet_everything("Ada")
    run = school.do(AwardLearners("FORM-ASSESS", school.cohort, prepare=True)).run
    school.meet_everything("Ben")
    preview = school.ask(PreviewAwards("FORM-ASSESS", school.cohort))
    assert [one.name for one in preview.awarded] == ["Ben"]
    assert say(preview.refused[0].reasons[0]) == "Stands in prepared run 1. Issue that run, or drop it."
    assert [row.ready for row in school.ask(ListReady(None))] == [1]
    report = school.do(AwardLearners("FORM-ASSESS", school.cohort))
    assert [one.name for one in report.awarded] == ["Ben"]
    assert [type(one.reasons[0]) for one in report.refused if one.name == "Ada"] == [StandsInRun]
    assert [one.name for one in school.do(IssueRun(run)).awarded] == ["Ada"]


def test_a_learner_of_a_prepared_run_waits_for_it_when_named_too(school: School) -> None:
    school.meet_everything("Ada")
    run = school.do(AwardLearners("FORM-ASSESS", school.cohort, prepare=True)).run
    refused = award(school, "Ada").refused[0].reasons
    assert [(type(one), one.run) for one in refused] == [(StandsInRun, run)]
    again = AwardLearners("FORM-ASSESS", None, (school.learners["Ada"],), prepare=True)
    assert [type(one) for one in school.do(again).refused[0].reasons] == [StandsInRun]
    assert [one.name for one in school.do(IssueRun(run)).awarded] == ["Ada"]
    assert [type(one) for one in award(school, "Ada").refused[0].reasons] == [AlreadyAwarded]


def test_nobody_is_issued_under_another_name_than_the_proof_list_shows(school: School) -> None:
    school.meet_everything("Ada")
    school.meet_everything("Ben")
    run = school.do(AwardLearners("FORM-ASSESS", school.cohort, prepare=True)).run
    school.do(ChangeLearner(school.learners["Ada"], display_name="Ada Wrong"))
    report = school.do(IssueRun(run))
    assert [one.name for one in report.awarded] == ["Ben"]
    assert [(type(one), one.proved, one.name) for one in report.refused[0].reasons] == [
        (ProofListDiffers, "Ada", "Ada Wrong")
    ]
    school.sound()


def test_who_is_ready_is_awarded_without_the_exception(school: School) -> None:
    school.meet_everything("Ada")
    learners = (school.learners["Ben"], school.learners["Ada"])
    report = school.do(AwardLearners("FORM-ASSESS", None, learners, exception="Ill on the last day"))
    assert [(one.name, one.by_exception) for one in report.awarded] == [("Ada", False), ("Ben", True)]
    shown = {row.holder: school.ask(FindAward(row.number)).snapshot for row in school.ask(ListAwards())}
    assert ("Ill on the last day" in shown["Ben"], "Ill on the last day" in shown["Ada"]) == (True, False)
    newest = school.ask(ReadHistory(school.progress("Ada").candidacy, "TEST")).entries[-1]
    school.correct(newest.key, mark=3, reason="Misread")
    assert (school.progress("Ada").supported, school.progress("Ben").supported) == (False, True)
    school.sound()


def test_a_replaced_award_is_revoked_by_its_newer_number(school: School) -> None:
    school.meet_everything("Ada")
    key = school.ask(FindAward(award(school, "Ada").awarded[0].number)).row.key
    new = school.do(CorrectAward(key, "Misspelt", "Ada L.")).replaced_by
    with pytest.raises(AwardEventOutOfPlace) as refused:
        school.do(RevokeAward(key, "Awarded by mistake"))
    assert refused.value.why == "replaced"
    school.do(RevokeAward(school.ask(FindAward(new)).row.key, "Awarded by mistake"))
    assert {row.status for row in school.ask(ListAwards())} == {"replaced", "revoked"}


def test_a_correction_that_would_print_the_same_is_refused(school: School) -> None:
    school.meet_everything("Ada")
    key = school.ask(FindAward(award(school, "Ada").awarded[0].number)).row.key
    for name in (None, "Ada", " Ada "):
        with pytest.raises(NothingCorrected):
            school.do(CorrectAward(key, "Misspelt", name))
    assert [row.status for row in school.ask(ListAwards())] == ["valid"]


def test_a_corrected_award_is_a_new_issue_with_the_old_dates(school: School) -> None:
    school.meet_everything("Ada")
    old = award(school, "Ada").awarded[0].number
    school.do(ChangeLearner(school.learners["Ada"], display_name="Ada Lovelace"))
    key = school.ask(FindAward(old)).row.key
    with pytest.raises(AwardEventReasonNeeded):
        school.do(CorrectAward(key, " "))
    done = school.do(CorrectAward(key, "Misspelt"))
    before, after = school.ask(FindAward(old)), school.ask(FindAward(done.replaced_by))
    assert (before.row.status, after.row.status, after.row.holder) == ("replaced", "valid", "Ada Lovelace")
    assert (after.row.awarded_on, after.row.valid_until) == (before.row.awarded_on, before.row.valid_until)
    assert old not in after.snapshot
    assert [(one.kind, one.other) for one in after.events] == [("issued", old)]
    assert [(one.kind, one.other) for one in before.events] == [("issued", ""), ("corrected", done.replaced_by)]
    with pytest.raises(AwardEventOutOfPlace):
        school.do(CorrectAward(key, "Again"))
    assert school.progress("Ada").award_number == done.replaced_by
    school.sound()


def test_revoked_is_final_and_something_new_must_be_judged(school: School) -> None:
    school.meet_everything("Ada")
    key = school.ask(FindAward(award(school, "Ada").awarded[0].number)).row.key
    school.do(RevokeAward(key, "Awarded by mistake", "Head"))
    row = school.progress("Ada")
    assert (str(row.today.state), str(row.today.award_status)) == ("blocked", "revoked")
    with pytest.raises(AwardEventOutOfPlace):
        school.do(RevokeAward(key, "Again"))
    events = school.ask(FindAward(school.ask(ListAwards())[0].number)).events
    assert [(one.kind, one.reason, one.authority) for one in events] == [
        ("issued", "", ""),
        ("revoked", "Awarded by mistake", "Head"),
    ]
    school.do(ReopenCandidacy(row.candidacy, "Board decision"))
    assert school.progress("Ada").today.state is CandidacyState.READY
    assert award(school, "Ada").awarded
    school.sound()


def test_an_award_that_todays_records_would_not_give_is_listed_until_confirmed(school: School) -> None:
    school.meet_everything("Ada")
    test = school.record("Ada", "TEST", mark=30)
    number = award(school, "Ada").awarded[0].number
    for entry in (test, *_entries(school, "Ada", "TEST")):
        if entry != test:
            school.correct(entry, mark=10, reason="Copied")
    school.correct(test, mark=10, reason="Copied")
    row = school.ask(ListAwards())[0]
    assert (row.number, row.status, row.supported) == (number, "valid", False)
    school.do(ConfirmAward(row.key, "The board knows"))
    assert school.ask(ListAwards())[0].supported
    school.sound()


def _entries(school: School, name: str, code: str) -> list[Any]:
    from skillmark.protocol.requests.look import ReadHistory

    history = school.ask(ReadHistory(school.progress(name).candidacy, code))
    return [one.key for one in history.entries]


def test_a_prerequisite_comes_first(school: School) -> None:
    after = document("teaching-writing") | {"prerequisites": ["FORM-ASSESS"]}
    school.do(AddCredential(after, publish=True))
    cohort = school.do(AddCohort("W", offer=("WRITE-HS",)))
    school.do(Enrol(school.learners["Ada"], cohort))
    school.record("Ada", "COURSE", "WRITE-HS", on=DAY, count=3)
    school.record("Ada", "SEQ", "WRITE-HS", on=DAY, mark=15)
    school.record("Ada", "QUIZ", "WRITE-HS", on=DAY, mark=20)
    school.record("Ada", "VISIT", "WRITE-HS", on=DAY, outcome="met")
    assert str(school.progress("Ada", "WRITE-HS").today.state) == "blocked"
    refused = school.do(AwardLearners("WRITE-HS", cohort)).refused
    assert type(refused[0].reasons[0]) is PrerequisiteMissing
    school.meet_everything("Ada")
    award(school, "Ada")
    assert school.progress("Ada", "WRITE-HS").today.state is CandidacyState.READY
    assert school.do(AwardLearners("WRITE-HS", cohort)).awarded
    school.sound()


def test_a_second_person_where_the_setting_asks_for_one(school: School) -> None:
    school.do(ChangeSettings(second_person=True))
    school.meet_everything("Ada")
    assert type(award(school, "Ada").refused[0].reasons[0]) is SecondPersonNeeded
    school.do(AddStaff("Mei Chen", roles=("coordinator",)))
    school.sitting.act_as("Mei Chen")
    assert award(school, "Ada").awarded


def test_what_can_not_be_printed_is_refused_by_name(school: School) -> None:
    school.meet_everything("Ada")
    school.do(ChangeLearner(school.learners["Ada"], display_name="Ada 🎓"))
    refused = award(school, "Ada").refused[0]
    assert (refused.name, type(refused.reasons[0])) == ("Ada 🎓", CharactersMissing)
    assert school.ask(ListAwards()) == []


def test_what_is_not_there(school: School) -> None:
    with pytest.raises(NotInBook):
        school.do(AwardLearners("NOPE"))
    with pytest.raises(NotACandidate):
        school.do(AwardLearners("FE-WEB", learners=(school.learners["Ada"],)))
    with pytest.raises(NumberMalformed):
        school.ask(FindAward("nonsense"))


# Certificates


def _awarded(school: School) -> None:
    images = [
        resources.path("demo", f"signature-{name}.png").read_bytes() for name in ("grace-lindqvist", "tomas-reyes")
    ]
    signatories = (
        NewSignatory("Grace Lindqvist", "Course leader", images[0]),
        NewSignatory("Tomás Reyes", "Head", images[1]),
    )
    school.do(ChangeIssuer(signatories=signatories, logo=resources.path("demo", "logo.png").read_bytes()))
    for name in ("Ada", "Ben"):
        school.meet_everything(name)
    award(school, "Ada", "Ben")


def test_certificates_one_each_and_all_in_one(school: School, tmp_path: Path) -> None:
    _awarded(school)
    told: list[tuple[int, int]] = []
    request = ExportCertificates(folder=tmp_path / "out", combined=tmp_path / "all.pdf")
    report = export_certificates(school.sitting, request, lambda done, total: told.append((done, total)))
    assert [one.learner for one in report.written] == ["Ada", "Ben"]
    assert (report.pages, told[-1], report.refused) == (2, (4, 4), [])
    for one in report.written:
        text = _text(one.path)
        assert one.learner in text
        assert one.number in text
        subprocess.run(["qpdf", "--check", one.path], check=True, capture_output=True)
    assert "Ada" in _text(tmp_path / "all.pdf")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == sorted(f"{one.number} {one.learner}.pdf" for one in report.written)


def test_a_certificate_is_handed_out_again_byte_for_byte(school: School, tmp_path: Path) -> None:
    _awarded(school)
    export_certificates(school.sitting, ExportCertificates(folder=tmp_path / "a"))
    school.do(ChangeIssuer(name="Another Name", design="modern", signatories=()))
    school.do(ChangeLearner(school.learners["Ada"], display_name="Somebody Else"))
    export_certificates(school.sitting, ExportCertificates(folder=tmp_path / "b"))
    for path in (tmp_path / "a").iterdir():
        assert (tmp_path / "b" / path.name).read_bytes() == path.read_bytes()
    row = school.ask(ListAwards())[0]
    assert school.ask(FindAward(row.number)).kept
    assert draw_certificate(school.sitting, row.key) in [path.read_bytes() for path in (tmp_path / "a").iterdir()]


def test_drawn_anew_it_has_the_same_bytes_where_nothing_is_kept(school: School, tmp_path: Path) -> None:
    _awarded(school)
    school.do(ChangeSettings(keep_files=False))
    export_certificates(school.sitting, ExportCertificates(folder=tmp_path / "a"))
    row = school.ask(ListAwards())[0]
    assert not school.ask(FindAward(row.number)).kept
    numbers = tuple(one.number for one in school.ask(ListAwards()))
    request = ExportCertificates(folder=tmp_path / "b", numbers=numbers[:1])
    export_certificates(school.sitting, request)
    export_certificates(school.sitting, replace(request, numbers=numbers[1:]))
    for path in (tmp_path / "a").iterdir():
        assert (tmp_path / "b" / path.name).read_bytes() == path.read_bytes()


def test_files_that_are_there_already(school: School, tmp_path: Path) -> None:
    _awarded(school)
    request = ExportCertificates(folder=tmp_path / "out", names="{name}")
    export_certificates(school.sitting, request)
    (tmp_path / "out" / "Ada.pdf").write_bytes(b"mine")
    report = export_certificates(school.sitting, request)
    assert [type(one.reason) for one in report.refused] == [NameTaken]
    assert (tmp_path / "out" / "Ada.pdf").read_bytes() == b"mine"
    assert [one.learner for one in report.written] == ["Ben"]
    report = export_certificates(school.sitting, replace(request, overwrite=True))
    assert (len(report.written), report.refused) == (2, [])


def test_places_and_patterns_that_can_not_be(school: School, tmp_path: Path) -> None:
    _awarded(school)
    with pytest.raises(FolderMissing):
        export_certificates(school.sitting, ExportCertificates(folder=tmp_path / "no" / "out"))
    for pattern in ("{nope}", "{name", " "):
        with pytest.raises(FieldWrong):
            export_certificates(school.sitting, ExportCertificates(folder=tmp_path, names=pattern))
    with pytest.raises(FieldWrong):
        export_certificates(school.sitting, ExportCertificates())
    assert list(tmp_path.glob("*.pdf")) == []


def test_names_that_windows_forbids_and_two_of_one_name(school: School, tmp_path: Path) -> None:
    school.do(ChangeLearner(school.learners["Ada"], display_name="CON"))
    school.do(ChangeLearner(school.learners["Ben"], display_name="con"))
    _awarded(school)
    report = export_certificates(school.sitting, ExportCertificates(folder=tmp_path / "out", names="{name}"))
    names = [one.path.name for one in report.written]
    assert len({name.casefold() for name in names}) == 2
    assert not any(name.casefold().startswith("con.") for name in names)


def test_a_run_that_is_stopped_keeps_what_was_finished(school: School, tmp_path: Path) -> None:
    _awarded(school)
    asked = iter([False, True])
    with pytest.raises(Cancelled) as stopped:
        export_certificates(school.sitting, ExportCertificates(folder=tmp_path / "out"), cancelled=lambda: next(asked))
    assert (stopped.value.done, stopped.value.total) == (1, 2)
    assert len(list((tmp_path / "out").iterdir())) == 1
    request = ExportCertificates(combined=tmp_path / "all.pdf")
    with pytest.raises(Cancelled):
        export_certificates(school.sitting, request, cancelled=lambda: True)
    assert not (tmp_path / "all.pdf").exists()
    assert list(tmp_path.glob(".*")) == []


def test_a_revoked_award_is_not_printed(school: School, tmp_path: Path) -> None:
    _awarded(school)
    row = school.ask(ListAwards())[0]
    school.do(RevokeAward(row.key, "Mistake"))
    report = export_certificates(school.sitting, ExportCertificates(folder=tmp_path / "out"))
    assert len(report.written) == 1
    report = export_certificates(school.sitting, ExportCertificates(folder=tmp_path / "out", numbers=(row.number,)))
    assert (report.written, [one.number for one in report.refused]) == ([], [row.number])


def test_images_that_can_not_be_printed(school: School) -> None:
    from skillmark.protocol.errors_requests import ImageUnusable

    good = resources.path("demo", "logo.png").read_bytes()
    for data, why in ((b"GIF89a", "kind"), (good[:200], "damaged"), (b"\x89PNG\r\n\x1a\n" + bytes(6_000_000), "size")):
        with pytest.raises(ImageUnusable) as refused:
            school.do(ChangeIssuer(logo=data))
        assert refused.value.why == why
    assert evidence("x")
