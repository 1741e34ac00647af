"""Marks and attendance from files: good rows are recorded, the others listed; twice is once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from skillmark.domain.standing import RequirementState
from skillmark.protocol.errors_requests import RowsRefused
from skillmark.protocol.requests.define import AddCredential
from skillmark.protocol.requests.judge import AttendanceFile, RecordFile
from skillmark.protocol.requests.look import ListSessions, ReadHistory
from skillmark.protocol.requests.teach import ChangeSession, OfferCredential
from skillmark.store.schema import ExternalPerson
from skillmark.wording.errors import say
from tests.services.school import School, document


def marks(school: School, text: str, **how: Any) -> Any:
    """Records a small CSV of marks."""
    return school.do(RecordFile(Path("marks.csv"), text.encode("utf-8"), **how))


def attendance(school: School, text: str, **how: Any) -> Any:
    """Records a small CSV of attendance."""
    return school.do(AttendanceFile(Path("attendance.csv"), text.encode("utf-8"), **how))


def _said(report: Any) -> list[tuple[int, str]]:
    return [(fault.row, say(fault)) for fault in report.refused]


def _counts(report: Any) -> tuple[int, int, int, int]:
    return report.recorded, report.corrected, report.unchanged, len(report.refused)


ALL_KINDS = """learner,requirement,outcome,mark,level,hours,count,criteria,date,evidence,reason,authority
Ada,TEST,,34,,,,,2026-06-01,,,
Ada,PLAN,,,Proficient,,,,2026-06-01,,,
Ada,FEED,met,,,,,,2026-06-01,,,
Ada,CONF,,,,,1,,2026-06-01,,,
Ada,SEM,,,,9,,,2026-06-01,,,
Ada,PORT,,,,,,EVID=2;ANAL=2;ACT=2;REFL=2,2026-06-01,https://x.example/p,,
Ada,OBS,waived,,,,,,2026-06-01,,Did it before,Head
Ben,TEST,missing,,,,,,2026-06-01,,,
Ben,FEED,returned,,,,,,2026-06-01,,,
Ben,SEM,,,,2:30,,,2026-06-01,,,
"""


def test_every_kind_of_row(school: School) -> None:
    assert _counts(marks(school, ALL_KINDS)) == (10, 0, 0, 0)
    assert str(school.progress("Ada").today.state) == "ready"
    assert school.requirement("Ben", "TEST").standing.missing
    assert school.state("Ben", "FEED") is RequirementState.RETURNED
    assert school.requirement("Ben", "SEM").standing.minutes == 150
    assert _counts(marks(school, ALL_KINDS)) == (0, 0, 10, 0)
    school.sound()


def test_good_rows_are_kept_and_refused_ones_have_number_and_sentence(school: School) -> None:
    report = marks(
        school,
        "learner,requirement,outcome,mark,date\n"
        "Ada,TEST,,34,2026-06-01\n"
        "Nobody,TEST,,34,2026-06-01\n"
        "Ben,NOPE,,34,2026-06-01\n"
        "Ben,TEST,,45,2026-06-01\n"
        "Ben,TEST,,-1,2026-06-01\n"
        "Ben,TEST,met,20,2026-06-01\n"
        "Ben,TEST,,30,2027-01-01\n"
        "Ben,TEST,,NaN,2026-06-01\n"
        "Ben,TEST,,30,1850-06-01\n"
        "Ben,OBS,waived,,2026-06-01\n"
        "Cleo,TEST,,30,2026-06-01\n",
    )
    assert (report.recorded, [row for row, _ in _said(report)]) == (2, [3, 4, 5, 6, 7, 8, 9, 10, 11])
    said = dict(_said(report))
    assert said[5] == "45 is more than the maximum, 40. Type a mark from 0 to 40."
    assert said[8] == "1 January 2027 is in the future. Give today, 12 June 2026, or an earlier day."
    assert said[10] == "1 June 1850 is before 1 January 1900. Look at the year."
    assert all(text.count(". ") >= 1 for text in said.values())
    assert school.state("Cleo", "TEST") is RequirementState.MET
    assert school.state("Ben", "TEST") is RequirementState.NOT_STARTED
    school.sound()


def test_all_or_nothing(school: School) -> None:
    text = "learner,requirement,mark,colour\nAda,TEST,34,red\nBen,TEST,45,\n"
    with pytest.raises(RowsRefused) as refused:
        marks(school, text, all_or_nothing=True)
    assert [fault.row for fault in refused.value.faults] == [3]
    assert [fault.column for fault in refused.value.warnings] == ["colour"]
    assert school.state("Ada", "TEST") is RequirementState.NOT_STARTED


def test_an_attempt_with_another_result_is_a_correction_and_needs_a_reason(school: School) -> None:
    marks(school, "learner,requirement,mark,date\nAda,TEST,20,2026-06-01\n")
    head = "learner,requirement,mark,date,attempt,reason\n"
    assert _counts(marks(school, head + "Ada,TEST,30,2026-06-01,1,\n"))[3] == 1
    assert _counts(marks(school, head + "Ada,TEST,30,2026-06-01,1,Counted again\n")) == (0, 1, 0, 0)
    assert _counts(marks(school, head + "Ada,TEST,30,2026-06-01,1,Counted again\n")) == (0, 0, 1, 0)
    assert school.requirement("Ada", "TEST").standing.attempts_used == 1
    assert _counts(marks(school, head + "Ada,TEST,31,2026-06-02,2,\n")) == (1, 0, 0, 0)
    assert "attempt 5" in _said(marks(school, head + "Ada,TEST,31,2026-06-02,5,\n"))[0][1]
    assert _counts(marks(school, "learner,requirement,mark,date\nAda,TEST,20,2026-06-01\n")) == (0, 0, 1, 0)
    school.sound()


def test_a_void_gives_the_attempt_back_and_the_whole_file_again_changes_nothing(school: School) -> None:
    head = "learner,requirement,outcome,mark,date,attempt,reason\n"
    text = head + "Ada,TEST,,25,2026-06-01,,\nAda,TEST,void,,,1,Wrong person\n"
    assert _counts(marks(school, text)) == (1, 1, 0, 0)
    standing = school.requirement("Ada", "TEST").standing
    assert (standing.state, standing.attempts_used) == (RequirementState.NOT_STARTED, 0)
    assert _counts(marks(school, text)) == (0, 0, 2, 0)
    assert _counts(marks(school, "learner,requirement,mark,date\nAda,TEST,25,2026-06-01\n")) == (1, 0, 0, 0)
    school.sound()


def test_the_second_equal_row_of_one_file_is_a_second_equal_entry(school: School) -> None:
    text = "learner,requirement,hours,date\nAda,SEM,2,2026-06-01\nAda,SEM,2,2026-06-01\n"
    assert _counts(marks(school, text)) == (2, 0, 0, 0)
    assert _counts(marks(school, text)) == (0, 0, 2, 0)
    assert school.requirement("Ada", "SEM").standing.minutes == 240


def test_reviews_by_two_people_and_an_unknown_one_becomes_external(school: School) -> None:
    assert school.cohort is not None
    school.do(OfferCredential(school.cohort, "FE-WEB"))
    head = "learner,credential,requirement,criteria,decision,assessor,date\n"
    first = head + "Ada,FE-WEB,SITE,BUILD=2;CLIENT=2;PRES=2,accept,Guest Marker,2026-06-01\n"
    report = marks(school, first)
    assert (report.recorded, [type(one).__name__ for one in report.warnings]) == (1, ["NewExternalPerson"])
    assert school.state("Ada", "SITE", "FE-WEB") is RequirementState.IN_REVIEW
    same = marks(school, first.replace("2026-06-01", "2026-06-02"))
    assert "another person" in _said(same)[0][1]
    marks(school, head + "Ada,FE-WEB,SITE,BUILD=3;CLIENT=2;PRES=2,accept,grace lindqvist,2026-06-03\n")
    assert school.state("Ada", "SITE", "FE-WEB") is RequirementState.MET
    bad = marks(school, head + "Ben,FE-WEB,SITE,BUILD=3;CLIENT=0;PRES=2,accept,,2026-06-03\n")
    assert "CLIENT is below its floor" in _said(bad)[0][1]
    school.sound()


def test_a_row_that_was_refused_is_refused_again_and_changes_nothing(school: School) -> None:
    head = "learner,requirement,hours,date,basis,evidence\n"
    text = head + "Ada,SEM,4:30,2026-03-01,rpl,\nAda,SEM,4:30,2026-03-01,rpl,https://school.example/a\n"
    assert _counts(marks(school, text)) == (1, 0, 0, 1)
    standing = school.requirement("Ada", "SEM").standing
    assert _counts(marks(school, text)) == (0, 0, 1, 1)
    assert school.requirement("Ada", "SEM").standing == standing


def test_a_refused_row_leaves_no_external_person(school: School) -> None:
    report = marks(school, "learner,requirement,mark,assessor\nAda,TEST,4000,Nobody Known\n")
    assert (len(report.refused), report.warnings) == (1, [])
    with school.sitting.book.read() as connection:
        assert connection.execute(select(ExternalPerson.name)).all() == []
    report = marks(school, "learner,requirement,mark,assessor\nAda,TEST,4000,Nobody Known\nAda,TEST,34,Nobody Known\n")
    assert [(one.row, type(one).__name__) for one in report.warnings] == [(3, "NewExternalPerson")]
    with school.sitting.book.read() as connection:
        assert connection.execute(select(ExternalPerson.name)).scalars().all() == ["Nobody Known"]
    school.sound()


def test_evidence_beside_the_marks_is_kept(school: School, tmp_path: Path) -> None:
    (tmp_path / "work.pdf").write_bytes(b"%PDF-1.7 something")
    text = "learner,requirement,criteria,evidence\nAda,PORT,EVID=2;ANAL=2;ACT=2;REFL=2,work.pdf\n"
    assert _counts(marks(school, text, folder=tmp_path)) == (1, 0, 0, 0)
    entry = school.ask(ReadHistory(school.progress("Ada").candidacy, "PORT")).entries[0]
    title, digest = entry.evidence[0]
    assert (title, digest is not None) == ("work.pdf", True)
    gone = marks(school, "learner,requirement,outcome,evidence\nBen,FEED,met,./none.pdf\n", folder=tmp_path)
    assert "no file ./none.pdf" in _said(gone)[0][1]


def test_evidence_from_elsewhere_is_refused(school: School, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Not for the book", encoding="utf-8")
    folder = tmp_path / "marks"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    for number, name in enumerate((str(tmp_path / "secret.txt"), "../secret.txt", "link.txt")):
        report = marks(school, f"learner,requirement,outcome,evidence\nBen,FEED,met,{name}\n", folder=folder)
        assert "doesn't lie beside the marks" in _said(report)[0][1], number
    assert school.ask(ReadHistory(school.progress("Ben").candidacy, "FEED")).entries == ()


def test_attendance_makes_sessions_and_corrects_marks(school: School) -> None:
    head = "cohort,session,start,minutes,learner,mark,attended_minutes\n"
    text = head + "NORTH,Seminar 1,2026-06-01T17:00,90,Ada,P,\nNORTH,Seminar 1,2026-06-01T17:00,90,Ben,l,45\n"
    assert _counts(attendance(school, text)) == (2, 0, 0, 0)
    assert school.requirement("Ben", "SEM").standing.minutes == 45
    assert _counts(attendance(school, text)) == (0, 0, 2, 0)
    assert _counts(attendance(school, head + "north,seminar 1,2026-06-01 17:00,,Ada,A,\n")) == (0, 1, 0, 0)
    assert school.requirement("Ada", "SEM").standing.minutes == 0
    sessions = school.ask(ListSessions(school.cohort))
    assert [(one.title, one.minutes, one.state, one.requirements) for one in sessions] == [
        ("Seminar 1", 90, "held", (("FORM-ASSESS", "SEM"),))
    ]
    school.sound()


def test_attendance_rows_that_can_not_be(school: School) -> None:
    school.attend("Gone", {"Ada": "P"}, __import__("datetime").date(2026, 6, 2))
    gone = school.ask(ListSessions(school.cohort))[0]
    school.do(ChangeSession(gone.key, state="cancelled"))
    report = attendance(
        school,
        "cohort,session,start,minutes,requirement,learner,mark\n"
        "NOPE,S,2026-06-01T17:00,90,,Ada,P\n"
        "NORTH,S,2026-06-01T17:00,90,,Nobody,P\n"
        "NORTH,S,2026-06-01T17:00,,,Ada,P\n"
        "NORTH,S,2026-06-01T17:00,90,TEST,Ada,P\n"
        "NORTH,Gone,2026-06-02T17:00,90,,Ada,P\n"
        "NORTH,S,yesterday,90,,Ada,P\n"
        "NORTH,S,0850-06-01T17:00,90,,Ada,P\n"
        "NORTH,S,2026-06-01T17:00,90,,Ada,X\n"
        "NORTH,S,2026-06-01T17:00,90,SEM,Ada,P\n",
    )
    assert (report.recorded, [row for row, _ in _said(report)]) == (1, [2, 3, 4, 5, 6, 7, 8, 9])
    assert "was cancelled" in dict(_said(report))[6]
    assert "Look at the year" in dict(_said(report))[8]
    school.sound()


def test_attendance_that_counts_toward_nothing_is_warned_of(school: School) -> None:
    assert school.cohort is not None
    school.do(AddCredential(document("teaching-writing"), publish=True))
    school.do(OfferCredential(school.cohort, "WRITE-HS"))
    report = attendance(school, "cohort,session,start,minutes,learner,mark\nNORTH,S,2026-06-01T17:00,90,Ada,P\n")
    assert [type(one).__name__ for one in report.warnings] == ["NoRequirementFits"]
    assert school.requirement("Ada", "SEM").standing.minutes == 0


def test_a_session_counts_toward_what_any_of_its_rows_says(school: School) -> None:
    assert school.cohort is not None
    head = "cohort,session,start,minutes,requirement,learner,mark\n"
    text = head + "NORTH,S,2026-06-01T17:00,60,SEM,Ada,P\nNORTH,S,2026-06-01T17:00,60,CONF,Ben,P\n"
    assert _counts(attendance(school, text)) == (2, 0, 0, 0)
    (session,) = school.ask(ListSessions(school.cohort))
    assert sorted(code for _, code in session.requirements) == ["CONF", "SEM"]
    assert school.state("Ada", "CONF") is RequirementState.MET
    assert school.requirement("Ben", "SEM").standing.minutes == 60
    school.sound()


def test_a_start_with_an_offset_is_the_books_wall_clock(school: School) -> None:
    assert school.cohort is not None
    head = "cohort,session,start,minutes,learner,mark\n"
    attendance(school, head + "NORTH,S,2026-06-01T18:00+02:00,60,Ada,P\n")
    report = attendance(school, head + "NORTH,S,2026-06-01T17:00,45,Ada,P\n")
    assert (report.unchanged, [type(one).__name__ for one in report.warnings]) == (1, ["LengthDiffers"])
    (session,) = school.ask(ListSessions(school.cohort))
    assert (session.starts.isoformat(" ", "minutes"), session.minutes) == ("2026-06-01 17:00", 60)


def test_attendance_all_or_nothing(school: School) -> None:
    assert school.cohort is not None
    head = "cohort,session,start,minutes,learner,mark,room\n"
    text = head + "NORTH,S,2026-06-01T17:00,60,Ada,P,\nNORTH,S,2026-06-01T17:00,60,Nobody,P,\n"
    with pytest.raises(RowsRefused) as refused:
        attendance(school, text, all_or_nothing=True)
    assert ([one.row for one in refused.value.faults], [one.column for one in refused.value.warnings]) == (
        [3],
        ["room"],
    )
    assert school.ask(ListSessions(school.cohort)) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Ada,TEST,,void,", "Voiding needs the number of the attempt."),
        ("Ada,TEST,1,void,Mistyped", "There is no attempt 1; nothing is recorded yet."),
        ("Ada,TEST,2,,", "There is no attempt 2; nothing is recorded yet."),
        ("Ada,COMP,,met,", "COMP"),
        ("Zed,TEST,,met,", "Zed"),
    ],
)
def test_attempts_and_people_that_are_not_there(school: School, row: str, said: str) -> None:
    report = marks(school, f"learner,requirement,attempt,outcome,reason\n{row}\n")
    assert _counts(report) == (0, 0, 0, 1)
    assert said in _said(report)[0][1]


def test_a_requirement_of_two_credentials_needs_its_credential(school: School) -> None:
    assert school.cohort is not None
    twin = document("formative-assessment") | {"code": "TWIN"}
    school.do(AddCredential(twin, publish=True))
    school.do(OfferCredential(school.cohort, "TWIN"))
    report = marks(school, "learner,credential,requirement,mark\nAda,,TEST,30\nAda,twin,test,31\nAda,NONE,TEST,30\n")
    assert (report.recorded, [row for row, _ in _said(report)]) == (1, [2, 4])
    assert all(code in _said(report)[0][1] for code in ("FORM-ASSESS", "TWIN"))
    assert school.state("Ada", "TEST", "TWIN") is RequirementState.MET
    assert school.state("Ada", "TEST") is RequirementState.NOT_STARTED


def test_contradicting_rows_of_one_file_again_change_nothing(school: School) -> None:
    head = "cohort,session,start,minutes,learner,mark,note\n"
    text = head + "NORTH,S,2026-06-01T17:00,60,Ada,P,\nNORTH,s,2026-06-01T17:00,60,Ada,E,ill\n"
    assert _counts(attendance(school, text)) == (1, 1, 0, 0)
    assert _counts(attendance(school, text)) == (0, 0, 2, 0)
    assert school.requirement("Ada", "SEM").standing.minutes == 0
    school.sound()


def test_a_refused_row_of_attendance_leaves_nothing(school: School) -> None:
    assert school.cohort is not None
    head = "cohort,session,start,minutes,requirement,learner,mark,attended_minutes\n"
    report = attendance(school, head + "NORTH,S,2026-06-01T17:00,60,,Ada,P,1500\n")
    assert ([row for row, _ in _said(report)], school.ask(ListSessions(school.cohort))) == ([2], [])
    good = "NORTH,S,2026-06-01T17:00,60,SEM,Ada,P,\n"
    wrong = "NORTH,S,2026-06-01T17:00,60,NOPE,Ben,P,\nNORTH,S,2026-06-01T17:00,60,NOPE,Cleo,P,\n"
    report = attendance(school, head + good + wrong)
    assert (report.recorded, [row for row, _ in _said(report)]) == (1, [3, 4])


def test_what_is_odd_of_a_session_is_remarked_on_once(school: School) -> None:
    head = "cohort,session,start,minutes,learner,mark\n"
    text = "".join(f"NORTH,S,2026-07-01T17:00,{minutes},{name},P\n" for minutes in (60, 45) for name in ("Ada", "Ben"))
    report = attendance(school, head + text)
    assert [(fault.row, type(fault).__name__) for fault in report.warnings] == [
        (2, "SessionToCome"),
        (4, "LengthDiffers"),
    ]
    assert say(report.warnings[0]).startswith("S is on 1 July 2026, which is to come; its marks count already.")
