"""Cohorts, learners, enrolments, staff, the issuer: added, changed, taken back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from skillmark.domain.errors import DateInFuture, DateTooLongAgo
from skillmark.protocol.errors_requests import (
    AlreadyEnrolled,
    AlreadyOffered,
    BuiltUpon,
    CodeTaken,
    CohortClosed,
    CredentialRetired,
    FieldWrong,
    IdentifierTaken,
    NobodyStarts,
    NotEnrolled,
    NothingPublished,
    NotInBook,
    PrerequisiteToCome,
    SessionExists,
)
from skillmark.protocol.requests.award import AwardLearners
from skillmark.protocol.requests.define import (
    AddCredential,
    AddStaff,
    ChangeIssuer,
    ChangeSettings,
    ChangeStaff,
    NewSignatory,
    RetireCredential,
)
from skillmark.protocol.requests.judge import HoldCandidacy, RecordSubmission
from skillmark.protocol.requests.look import (
    CountPlaces,
    FindCohort,
    FindLearner,
    ListCohorts,
    ListCredentials,
    ListEnrolments,
    ListLearners,
    ListSessions,
    ListStaff,
    ProgressOf,
    ReadDay,
    ReadImage,
    ReadSettings,
    ReadSheet,
    ShowCredential,
    ShowIssuer,
    ShowLearner,
)
from skillmark.protocol.requests.teach import (
    AddCohort,
    AddLearner,
    AddSession,
    ChangeCohort,
    ChangeLearner,
    ChangeSession,
    CloseCohort,
    DropEnrolment,
    DropLearner,
    Enrol,
    ImportRoster,
    OfferCredential,
    TransferLearner,
    Withdraw,
)
from tests.services.school import School, document, evidence, key_of

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def _back_and_again(school: School, request: Any, before: Any, after: Any, question: Any) -> None:
    """Carries a request out, takes it back and does it again, looking each time."""
    done = school.outcome(request)
    assert after(school.ask(question))
    undone = school.outcome(done.undo)
    assert before(school.ask(question))
    school.do(undone.undo)
    assert after(school.ask(question))
    school.sound()


def test_a_cohort_added_and_taken_back(school: School) -> None:
    wanted = AddCohort("SOUTH", "Southside", MAY, JUNE, "blended", ("FE-WEB",), JUNE)
    _back_and_again(school, wanted, lambda rows: len(rows) == 1, lambda rows: len(rows) == 2, ListCohorts())
    row = school.ask(FindCohort("south"))
    assert (row.title, row.starts_on, row.delivery, row.offerings[0].due_on) == ("Southside", MAY, "blended", JUNE)


def test_a_cohort_changed_and_closed(school: School) -> None:
    key = school.cohort
    change = ChangeCohort(key, "NORD", "Nord", MAY, JUNE, "online")
    done = school.outcome(change)
    assert school.ask(FindCohort("nord")).title == "Nord"
    school.do(done.undo)
    row = school.ask(FindCohort("NORTH"))
    assert (row.title, row.starts_on, row.delivery) == ("Northside", None, "")
    closed = school.outcome(CloseCohort(key, JUNE))
    with pytest.raises(CohortClosed):
        school.do(AddLearner("Dora", cohort=key))
    school.do(closed.undo)
    assert school.do(AddLearner("Dora", cohort=key))


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (AddCohort("north"), CodeTaken),
        (AddCohort(" "), FieldWrong),
        (AddCohort("X", starts_on=JUNE, ends_on=MAY), FieldWrong),
        (AddCohort("X", delivery="by post"), FieldWrong),
        (AddCohort("X", offer=("NOPE",)), NotInBook),
        (AddCohort("X", starts_on=date(1850, 1, 1)), FieldWrong),
        (AddCohort("X", offer=("FE-WEB",), due_on=date(2626, 1, 1)), FieldWrong),
        (AddLearner(""), FieldWrong),
        (AddLearner("A\x07"), FieldWrong),
        (AddLearner("x" * 301), FieldWrong),
        (AddLearner("Zoe", email="nonsense"), FieldWrong),
        (AddLearner("Zoe", date_of_birth=date(1850, 1, 1)), FieldWrong),
        (AddLearner("Zoe", identifiers=(("UPPER CASE", "1"),)), FieldWrong),
        (AddLearner("Zoe", identifiers=(("local", "Ada"),)), IdentifierTaken),
        (AddLearner("Zoe", cohort=uuid4()), NotInBook),
        (AddStaff("X", roles=()), FieldWrong),
        (AddStaff("X", roles=("king",)), FieldWrong),
        (AddStaff("X", "GRACE@riverside.example"), CodeTaken),
        (ChangeIssuer(prefix="R"), FieldWrong),
        (ChangeIssuer(design="gothic"), FieldWrong),
        (ChangeIssuer(signatories=tuple(NewSignatory(str(n), "") for n in range(5))), FieldWrong),
        (ChangeSettings(time_zone="Mars/Olympus"), FieldWrong),
        (ChangeSettings(quiet_days=0), FieldWrong),
        (RetireCredential("NOPE"), NotInBook),
    ],
)
def test_what_can_not_be_is_refused_and_leaves_nothing(school: School, request_: Any, error: type[Exception]) -> None:
    before = (school.ask(CountPlaces()), school.ask(ListStaff()), school.ask(ShowIssuer()), school.ask(ReadSettings()))
    with pytest.raises(error):
        school.do(request_)
    after = (school.ask(CountPlaces()), school.ask(ListStaff()), school.ask(ShowIssuer()), school.ask(ReadSettings()))
    assert before == after


def test_a_learner_added_and_taken_back_keeps_key_and_code(school: School) -> None:
    wanted = AddLearner("Zoë Lee", "Zoë", "Lee", "Zo", "Zoe@School.example", date(2001, 2, 3), "they",
                        (("local", "Z1"), ("ldap", "zoe")), school.cohort, MAY)  # fmt: skip
    done = school.outcome(wanted)
    row = school.ask(FindLearner("Z1"))
    undone = school.outcome(done.undo)
    with pytest.raises(NotInBook):
        school.ask(FindLearner("Z1"))
    school.do(undone.undo)
    assert school.ask(FindLearner("zoe")) == row
    detail = school.ask(ShowLearner(row.key))
    assert (detail.date_of_birth, detail.pronouns, row.email) == (date(2001, 2, 3), "they", "zoe@school.example")
    assert [one.credential for one in detail.progress] == ["FORM-ASSESS"]
    school.sound()


def test_a_learner_changed_and_changed_back(school: School) -> None:
    key = key_of(school, "Ada")
    change = ChangeLearner(
        key, "Ada King", "Ada", "King", "Ada", "ada@x.example", date(2000, 1, 1), "she", "A note\nof two lines",
        "restricted", (("local", "Ada"), ("ldap", "ada")),
    )  # fmt: skip
    done = school.outcome(change)
    after = school.ask(ShowLearner(key))
    assert (after.row.display_name, after.staff_note, after.disclosure) == (
        "Ada King",
        "A note\nof two lines",
        "restricted",
    )
    assert after.row.identifiers == (("ldap", "ada"), ("local", "Ada"))
    school.do(done.undo)
    before = school.ask(ShowLearner(key))
    assert (before.row.display_name, before.date_of_birth, before.row.email) == ("Ada", None, "")
    assert before.row.identifiers == (("local", "Ada"),)
    with pytest.raises(FieldWrong):
        school.do(ChangeLearner(key, disclosure="secret"))


def test_who_was_built_upon_stays(school: School) -> None:
    school.record("Ada", "TEST", mark=30)
    school.attend("Seminar", {"Ben": "P"}, JUNE)
    for name in ("Ada", "Ben"):
        with pytest.raises(BuiltUpon):
            school.do(DropLearner(key_of(school, name)))
        with pytest.raises(BuiltUpon):
            school.do(DropEnrolment(key_of(school, name), school.cohort))
    assert len(school.ask(ListLearners())) == 3


def test_enrolments(school: School) -> None:
    south, cleo = school.do(AddCohort("SOUTH")), key_of(school, "Cleo")
    _back_and_again(
        school, Enrol(cleo, south, MAY), lambda rows: rows == [], lambda rows: [one.from_on for one in rows] == [MAY],
        ListEnrolments(south),
    )  # fmt: skip
    with pytest.raises(AlreadyEnrolled):
        school.do(Enrol(cleo, south))
    with pytest.raises(AlreadyEnrolled):
        school.do(TransferLearner(cleo, school.cohort, south))
    with pytest.raises(FieldWrong):
        school.do(Withdraw(cleo, south, date(2026, 4, 1)))
    school.do(Withdraw(cleo, south, JUNE))
    assert [(one.status, one.to_on) for one in school.ask(ListEnrolments(south))] == [("withdrawn", JUNE)]
    for request in (Withdraw(cleo, south), TransferLearner(cleo, south, school.cohort)):
        with pytest.raises(NotEnrolled):
            school.do(request)
    with pytest.raises(NotEnrolled):
        school.do(DropEnrolment(key_of(school, "Ada"), south))
    again = school.outcome(Enrol(cleo, south))
    school.do(again.undo)
    assert school.ask(ListEnrolments(south))[0].status == "withdrawn"
    school.sound()


def test_a_transfer_there_and_back(school: School) -> None:
    south, ada = school.do(AddCohort("SOUTH", offer=("FORM-ASSESS",))), key_of(school, "Ada")
    done = school.outcome(TransferLearner(ada, school.cohort, south))
    assert school.progress("Ada").cohort == "SOUTH"
    school.do(done.undo)
    assert school.progress("Ada").cohort == "NORTH"
    statuses = {row.learner.display_name: row.status for row in school.ask(ListEnrolments(south))}
    assert statuses == {"Ada": "withdrawn"}
    school.sound()


def test_a_transfer_ends_no_candidacy_that_the_new_cohort_does_not_teach(school: School) -> None:
    south, ada = school.do(AddCohort("SOUTH")), key_of(school, "Ada")
    school.record("Ada", "TEST", mark=30)
    done = school.outcome(TransferLearner(ada, school.cohort, south))
    assert (school.progress("Ada").cohort, str(school.progress("Ada").today.state)) == ("NORTH", "in_progress")
    school.sound()
    school.do(done.undo)
    assert (school.progress("Ada").cohort, str(school.progress("Ada").today.state)) == ("NORTH", "in_progress")
    school.sound()


def test_withdrawn_from_the_last_cohort_nothing_stays_open_with_an_older_one(school: School) -> None:
    south, ada = school.do(AddCohort("SOUTH")), key_of(school, "Ada")
    school.record("Ada", "TEST", mark=30)
    school.do(TransferLearner(ada, school.cohort, south))
    gone = school.outcome(Withdraw(ada, south))
    assert (school.progress("Ada").cohort, str(school.progress("Ada").today.state)) == ("NORTH", "withdrawn")
    school.sound()
    again = school.outcome(gone.undo)
    assert (school.progress("Ada").cohort, str(school.progress("Ada").today.state)) == ("NORTH", "in_progress")
    school.sound()
    school.do(again.undo)
    assert str(school.progress("Ada").today.state) == "withdrawn"
    school.sound()


def test_a_hold_outlives_a_withdrawal_taken_back(school: School) -> None:
    ada = key_of(school, "Ada")
    school.do(HoldCandidacy(school.progress("Ada").candidacy, "appeal"))
    gone = school.outcome(Withdraw(ada, school.cohort, JUNE))
    school.do(gone.undo)
    assert str(school.progress("Ada").today.state) == "on_hold"
    school.sound()


def test_who_comes_after_the_last_start_is_no_candidate_and_it_is_said(school: School) -> None:
    south = school.do(AddCohort("SOUTH", offer=("FORM-ASSESS",)))
    school.do(RetireCredential("FORM-ASSESS", last_start_on=MAY))
    late = school.outcome(AddLearner("Late Larsen", cohort=south))
    assert [(type(one), one.last) for one in late.remarks] == [(NobodyStarts, MAY)]
    assert school.ask(ShowLearner(late.value)).progress == ()
    earlier = school.outcome(AddLearner("Early Larsen", cohort=south, from_on=MAY))
    assert (earlier.remarks, len(school.ask(ShowLearner(earlier.value)).progress)) == ((), 1)
    text = b"Name,Student number\nDora Dee,D1\nEli Eek,D2\n"
    report = school.do(ImportRoster(Path("late.csv"), text, cohort="SOUTH"))
    assert [(one.row, type(one.cause)) for one in report.warnings] == [(2, NobodyStarts)]
    assert school.ask(ShowLearner(key_of(school, "D1"))).progress == ()
    assert school.progress("Ada").today.state is not None
    school.sound()


def test_a_prerequisite_that_is_not_held_is_said_at_enrolment(school: School) -> None:
    wanted = {**document("teaching-writing"), "prerequisites": ["FORM-ASSESS"]}
    school.do(AddCredential(wanted, publish=True))
    west = school.do(AddCohort("WEST", offer=("WRITE-HS",)))
    done = school.outcome(Enrol(key_of(school, "Ada"), west))
    assert [(type(one), one.learner, one.missing) for one in done.remarks] == [
        (PrerequisiteToCome, "Ada", ("FORM-ASSESS",))
    ]
    school.meet_everything("Ben")
    school.do(AwardLearners("FORM-ASSESS", learners=(key_of(school, "Ben"),)))
    assert school.outcome(Enrol(key_of(school, "Ben"), west)).remarks == ()


def test_withdrawn_from_one_of_two_cohorts_the_other_takes_over(school: School) -> None:
    south, ada = school.do(AddCohort("SOUTH", offer=("FORM-ASSESS",))), key_of(school, "Ada")
    school.do(Enrol(ada, south))
    school.record("Ada", "TEST", mark=30)
    school.do(Withdraw(ada, school.cohort))
    assert (school.progress("Ada").cohort, str(school.progress("Ada").today.state)) == ("SOUTH", "in_progress")
    school.sound()


def test_offerings_that_can_not_be(school: School) -> None:
    with pytest.raises(AlreadyOffered):
        school.do(OfferCredential(school.cohort, "form-assess"))
    school.do(AddCredential(document("teaching-writing")))
    with pytest.raises(NothingPublished):
        school.do(OfferCredential(school.cohort, "WRITE-HS"))
    school.do(RetireCredential("FE-WEB", last_start_on=MAY))
    with pytest.raises(CredentialRetired):
        school.do(OfferCredential(school.cohort, "FE-WEB"))
    states = {row.code: row.state for row in school.ask(ListCredentials())}
    assert states == {"FORM-ASSESS": "published", "FE-WEB": "retired", "WRITE-HS": "draft"}


def test_staff_changed_and_the_last_coordinator_stays(school: School) -> None:
    done = school.outcome(AddStaff("Mei Chen", "mei@x.example", ("instructor", "quality")))
    mei = next(one for one in school.ask(ListStaff()) if one.name == "Mei Chen")
    change = school.outcome(ChangeStaff(mei.key, "Mei Li", "li@x.example", ("assistant",)))
    changed = next(one for one in school.ask(ListStaff()) if one.key == mei.key)
    assert (changed.name, changed.email, changed.roles) == ("Mei Li", "li@x.example", ("assistant",))
    school.do(change.undo)
    school.do(done.undo)
    assert not next(one for one in school.ask(ListStaff()) if one.key == mei.key).active
    grace = school.ask(ListStaff())[0]
    for request in (ChangeStaff(grace.key, roles=("instructor",)), ChangeStaff(grace.key, active=False)):
        with pytest.raises(FieldWrong):
            school.do(request)


def test_the_issuer_changed_and_changed_back(school: School) -> None:
    from skillmark.system import resources

    logo = resources.path("demo", "logo.png").read_bytes()
    change = ChangeIssuer(
        "New Name", "NN", "New Name Ltd", "PT", "Board", "https://n.example", "n@n.example", "+351 1", "Street 1\nTown",
        logo, signatories=(NewSignatory("Grace", "Head"),), design="modern", paper="letter", portrait=True,
    )  # fmt: skip
    before = school.ask(ShowIssuer())
    done = school.outcome(change)
    after = school.ask(ShowIssuer())
    assert (after.name, after.prefix, after.address, after.paper, after.portrait) == (
        "New Name", "NN", "Street 1\nTown", "letter", True)  # fmt: skip
    assert school.ask(ReadImage(after.logo)) == logo
    undone = school.outcome(done.undo)
    assert school.ask(ShowIssuer()) == before
    school.do(undone.undo)
    assert school.ask(ShowIssuer()) == after
    school.do(ChangeIssuer(logo=b""))
    assert school.ask(ShowIssuer()).logo is None
    with pytest.raises(NotInBook):
        school.ask(ReadImage("00"))


def test_settings_changed_and_changed_back(school: School) -> None:
    before = school.ask(ReadSettings())
    done = school.outcome(ChangeSettings("Asia/Tokyo", 30, 14, False, True))
    after = school.ask(ReadSettings())
    assert (after.time_zone, after.expiring_days, after.quiet_days, after.keep_files) == ("Asia/Tokyo", 30, 14, False)
    school.do(done.undo)
    assert school.ask(ReadSettings()) == before
    assert school.ask(ReadDay()) == date(2026, 6, 12)


def test_the_attendance_sheet_and_progress_by_key(school: School) -> None:
    session = school.attend("Seminar", {"Ada": "P", "Ben": "A"}, JUNE)
    sheet = school.ask(ReadSheet(school.cohort))
    assert [name for _, name in sheet.learners] == ["Ada", "Ben", "Cleo"]
    ada = school.learners["Ada"]
    assert (sheet.marks[session, ada].mark, len(sheet.marks)) == ("P", 2)
    assert [(one.code, standing.minutes) for one, standing in sheet.needed[ada]] == [("SEM", 90)]
    keys = [school.progress(name).candidacy for name in ("Ben", "Ada")]
    rows = school.ask(ProgressOf((*keys, uuid4())))
    assert [row.learner.display_name for row in rows] == ["Ben", "Ada"]


def test_a_credential_shown_and_its_places_counted(school: School) -> None:
    detail = school.ask(ShowCredential("fe-web"))
    assert (detail.row.version, detail.row.requirements, detail.missing) == (
        1, 10, ("learning_outcomes", "level", "quality_assurance"))  # fmt: skip
    with pytest.raises(NotInBook):
        school.ask(ShowCredential("FE-WEB", 7))
    places = school.ask(CountPlaces())
    assert (places.cohorts, places.learners, places.credentials, places.awards) == (1, 3, 2, 0)


def test_attachments_are_kept_once_and_have_a_limit(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy import func, select

    from skillmark.protocol.errors_requests import AttachmentTooLarge
    from skillmark.protocol.requests.judge import NewArtifact
    from skillmark.store.schema import Attachment

    for name in ("Ada", "Ben"):
        artifact = NewArtifact("work.pdf", data=b"%PDF-1.7 same")
        school.do(RecordSubmission(school.progress(name).candidacy, "PORT", artifacts=(artifact, *evidence("Link"))))
    with school.sitting.book.read() as connection:
        assert connection.execute(select(func.count()).select_from(Attachment)).scalar() == 1
    monkeypatch.setattr("skillmark.services.attachments.LARGEST", 10)
    big = NewArtifact("big.bin", data=bytes(11))
    with pytest.raises(AttachmentTooLarge):
        school.do(RecordSubmission(school.progress("Ada").candidacy, "PORT", artifacts=(big,)))
    school.sound()


@pytest.mark.parametrize("on", [date(2030, 1, 1), date(1850, 1, 1)])
def test_a_submission_on_a_day_that_can_not_be(school: School, on: date) -> None:
    candidacy = school.progress("Ada").candidacy
    with pytest.raises((DateInFuture, DateTooLongAgo)):
        school.do(RecordSubmission(candidacy, "PORT", on))
    for overview, rule in (("x" * 20_001, "too_long"), ("a\x07", "control")):
        with pytest.raises(FieldWrong) as wrong:
            school.do(RecordSubmission(candidacy, "PORT", overview=overview))
        assert wrong.value.rule == rule
    assert str(school.state("Ada", "PORT")) == "not_started"


@pytest.mark.parametrize(
    "change",
    [
        {"starts": datetime(1850, 6, 1, 17)},
        {"starts": datetime(2350, 6, 1, 17)},
        {"minutes": 0},
        {"minutes": 1441},
        {"state": "dreamt"},
        {"title": " "},
    ],
)
def test_a_session_that_can_not_be(school: School, change: dict[str, Any]) -> None:
    assert school.cohort is not None
    wanted = {"title": "S", "starts": datetime(2026, 6, 1, 17), "minutes": 60}
    key = school.do(AddSession(school.cohort, **wanted))
    before = school.ask(ListSessions(school.cohort))
    with pytest.raises(FieldWrong):
        school.do(ChangeSession(key, **change))
    if "state" not in change:
        with pytest.raises(FieldWrong):
            school.do(AddSession(school.cohort, **wanted | {"title": "Another"} | change))
    with pytest.raises(SessionExists):
        school.do(AddSession(school.cohort, **wanted))
    assert school.ask(ListSessions(school.cohort)) == before


def test_a_session_can_not_take_anothers_place(school: School) -> None:
    assert school.cohort is not None
    start = datetime(2026, 6, 1, 17)
    school.do(AddSession(school.cohort, "S", start, 60))
    other = school.do(AddSession(school.cohort, "T", start, 60))
    with pytest.raises(SessionExists):
        school.do(ChangeSession(other, title="S"))
