"""Importing lists: the dry run is the run, twice is once, and the whole can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from skillmark.protocol.errors_requests import (
    AlreadyUndone,
    BuiltUpon,
    CohortClosed,
    FieldWrong,
    ImportBuiltUpon,
    NotInBook,
)
from skillmark.protocol.requests.look import FindLearner, ListCohorts, ListLearners, Progress, ShowLearner
from skillmark.protocol.requests.teach import (
    AddCohort,
    AddLearner,
    AddSession,
    AttendanceEntry,
    ChangeLearner,
    CloseCohort,
    ImportRoster,
    MarkAttendance,
    UndoImport,
)
from skillmark.wording.errors import say
from tests.services.school import School, key_of

DATA = Path(__file__).parents[1] / "exchange" / "data"


def roster(text: str, **how: Any) -> ImportRoster:
    """A request to import a small CSV."""
    return ImportRoster(Path("list.csv"), text.encode("utf-8"), **how)


def _kinds(faults: Any) -> list[tuple[int, str]]:
    return [(fault.row, type(fault).__name__) for fault in faults]


@pytest.mark.parametrize("name", ["names.csv", "messy_cp1252.csv", "roster.xlsx"])
def test_the_dry_run_is_the_run_and_twice_is_once(school: School, name: str) -> None:
    request = ImportRoster(DATA / name, cohort="IMP", offer=("FORM-ASSESS",))
    before = len(school.ask(ListLearners()))
    dry = school.do(replace(request, dry_run=True))
    assert len(school.ask(ListLearners())) == before
    assert [row.code for row in school.ask(ListCohorts())] == ["NORTH"]
    done = school.do(request)
    assert (dry.learners, dry.enrolments, dry.cohorts) == (done.learners, done.enrolments, done.cohorts)
    assert _kinds(dry.warnings) == _kinds(done.warnings)
    assert len(school.ask(ListLearners())) == before + done.learners.new
    again = school.do(request)
    assert again.batch is None
    assert (again.learners.new, again.learners.changed) == (0, 0)
    assert (again.enrolments.new, again.enrolments.changed) == (0, 0)
    school.sound()


def test_every_name_comes_back_as_it_was_written(school: School) -> None:
    import csv
    import unicodedata

    school.do(ImportRoster(DATA / "names.csv", cohort="IMP"))
    with (DATA / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = school.ask(FindLearner(row["student_id"]))
            assert found.given_name == unicodedata.normalize("NFC", row["given_name"])
            assert found.family_name == unicodedata.normalize("NFC", row["family_name"])


def test_an_import_is_taken_back_as_a_whole(school: School) -> None:
    before = [row.display_name for row in school.ask(ListLearners())]
    done = school.do(ImportRoster(DATA / "names.csv", cohort="IMP", offer=("FORM-ASSESS",)))
    report = school.do(UndoImport(done.batch))
    assert (report.learners, report.cohorts) == (40, 1)
    assert [row.display_name for row in school.ask(ListLearners())] == before
    assert [row.code for row in school.ask(ListCohorts())] == ["NORTH"]
    with pytest.raises(AlreadyUndone):
        school.do(UndoImport(done.batch))
    with pytest.raises(NotInBook):
        school.do(UndoImport(99))
    school.sound()


def test_what_was_built_on_an_import_keeps_it(school: School) -> None:
    done = school.do(roster("Name,Student number\nDora Dee,D1\n", cohort="NORTH"))
    school.record("D1", "TEST", mark=30)
    with pytest.raises(BuiltUpon):
        school.do(UndoImport(done.batch))
    assert school.ask(FindLearner("D1")).display_name == "Dora Dee"


def test_a_known_learner_keeps_everything_and_gets_what_is_new(school: School) -> None:
    school.record("Ada", "TEST", mark=30)
    done = school.do(roster("Student number,Name,E-mail,Cohort\nAda,Ada Byron,ada@school.example,SOUTH\n"))
    assert (done.learners.changed, done.enrolments.new, done.new_cohorts) == (1, 1, ("SOUTH",))
    assert _kinds(done.warnings) == [(2, "NameChanged")]
    row = school.ask(FindLearner("Ada"))
    assert (row.display_name, row.email) == ("Ada Byron", "ada@school.example")
    assert [code for code, _ in row.cohorts] == ["NORTH", "SOUTH"]
    assert school.requirement("Ada", "TEST").standing.attempts_used == 1
    report = school.do(UndoImport(done.batch))
    assert (report.learners, report.enrolments, report.put_back) == (0, 1, 1)
    row = school.ask(FindLearner("Ada"))
    assert (row.display_name, row.email, [code for code, _ in row.cohorts]) == ("Ada", "", ["NORTH"])
    school.sound()


def test_an_import_is_not_taken_back_from_under_a_later_one(school: School) -> None:
    first = school.do(roster("Student number,Name,E-mail\n1,Ann Lee,ann@x.example\n2,Bob,bob@x.example\n"))
    text = "Student number,Name,E-mail,Badge,Date of birth\n1,Ann Leigh,ann@x.example,B7,2001-02-03\n"
    later = school.do(roster(text, columns={"Badge": "badge"}))
    with pytest.raises(ImportBuiltUpon) as refused:
        school.do(UndoImport(first.batch))
    assert (refused.value.later, refused.value.name) == (later.batch, "Ann Leigh")
    assert school.do(UndoImport(later.batch)).put_back == 1
    detail = school.ask(ShowLearner(school.ask(FindLearner("1")).key))
    assert (detail.row.display_name, detail.date_of_birth) == ("Ann Lee", None)
    assert dict(detail.row.identifiers) == {"local": "1"}
    assert [row.display_name for row in school.ask(ListLearners(None, "ann lee"))] == ["Ann Lee"]
    assert school.do(UndoImport(first.batch)).learners == 2
    school.sound()


def test_in_two_cohorts_that_offer_the_same_the_first_teaches_it(school: School) -> None:
    school.do(AddCohort("SOUTH", offer=("FORM-ASSESS", "FE-WEB")))
    text = "Name,Student number,Cohort\nDora Dee,D1,NORTH\nDora Dee,D1,SOUTH\nEli Eek,D2,SOUTH\n"
    report = school.do(roster(text))
    assert (report.learners.new, report.enrolments.new, report.refused) == (2, 3, ())
    found = school.ask(ShowLearner(key_of(school, "D1"))).progress
    assert sorted((one.credential, one.cohort) for one in found) == [("FE-WEB", "SOUTH"), ("FORM-ASSESS", "NORTH")]
    school.sound()


def test_what_was_changed_again_since_an_import_stays(school: School) -> None:
    done = school.do(roster("Student number,Name,E-mail\nAda,Ada Byron,ada@school.example\n"))
    school.do(ChangeLearner(school.ask(FindLearner("Ada")).key, email="byron@school.example"))
    school.do(UndoImport(done.batch))
    row = school.ask(FindLearner("Ada"))
    assert (row.display_name, row.email) == ("Ada", "byron@school.example")


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u2060\u00ad", "\u0301"])
def test_a_name_without_ink_is_no_name(school: School, name: str) -> None:
    report = school.do(roster(f"Student number,Name\nZ1,{name}\n"))
    assert _kinds(report.refused) == [(2, "NameMissing")]
    with pytest.raises(FieldWrong):
        school.do(AddLearner(name))


def test_by_any_identifier_and_a_second_one_is_learnt(school: School) -> None:
    school.do(roster("Name,Student number,Login\nDora,D1,dora.d\n", columns={"Login": "ldap"}))
    done = school.do(roster("Name,Login\nDora,dora.d\n", columns={"Login": "ldap"}))
    assert done.learners.unchanged == 1
    assert school.ask(FindLearner("dora.d")).identifiers == (("ldap", "dora.d"), ("local", "D1"))


def test_identifiers_that_disagree_refuse_their_row_alone(school: School) -> None:
    school.do(roster("Name,Student number,Login\nDora,D1,dora\nEmil,E1,emil\n", columns={"Login": "ldap"}))
    done = school.do(roster("Name,Student number,Login\nDora,D1,emil\nFay,F1,fay\n", columns={"Login": "ldap"}))
    assert _kinds(done.refused) == [(2, "IdentifiersDisagree")]
    assert done.learners.new == 1
    assert school.ask(FindLearner("F1")).display_name == "Fay"


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("Dora Dee,D1,dora@a.example", "Zoë Quark,D1,zoe@b.example"),
        ("Dora Dee,D1,", "Zoë Quark,D1,"),
        ("王小明,D1,", "陳鈺琪,D1,"),
        ("سلمى الحداد,D1,", "علاء الأحمد,D1,"),
    ],
)
def test_somebody_elses_number_is_refused_as_a_mix_up(school: School, known: str, told: str) -> None:
    school.do(roster(f"Name,Student number,E-mail\n{known}\n"))
    done = school.do(roster(f"Name,Student number,E-mail\n{told}\nFay,F1,\n"))
    assert _kinds(done.refused) == [(2, "PossibleMixUp")]
    assert (done.learners.new, done.learners.changed) == (1, 0)
    assert school.ask(FindLearner("D1")).display_name == known.split(",")[0]
    same = school.do(roster(f"Name,Student number,E-mail\nGil,D2,\n{told.replace('D1', 'D2')}\n"))
    assert _kinds(same.refused) == [(3, "PossibleMixUp")]
    assert "row 2" in say(same.refused[0])


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("Dora Dee,D1,dora@a.example,", "Zoë Quark,D1,DORA@a.example,"),
        ("Dora Dee,D1,,2001-02-03", "Zoë Quark,D1,,2001-02-03"),
        ("Dora Dee,D1,,", "DÓRA Quark-Dee,D1,,"),
        ("Wulandri,D1,,", "Wulandari,D1,,"),
        ("王小明,D1,,", "王曉明,D1,,"),
    ],
)
def test_a_corrected_name_is_taken_by_its_number(school: School, known: str, told: str) -> None:
    school.do(roster(f"Name,Student number,E-mail,Date of birth\n{known}\n"))
    done = school.do(roster(f"Name,Student number,E-mail,Date of birth\n{told}\n"))
    assert (done.refused, done.learners.changed) == ((), 1)
    assert _kinds(done.warnings) == [(2, "NameChanged")]
    assert school.ask(FindLearner("D1")).display_name == told.split(",")[0]


def test_people_of_one_name_are_reported_and_never_merged(school: School) -> None:
    done = school.do(roster("Name,E-mail\nJo Lee,jo@a.example\nJo Lee,jo@b.example\n"))
    assert (done.learners.new, _kinds(done.warnings)) == (2, [(3, "PossibleDuplicate")])
    done = school.do(roster("Name,E-mail\nJO LEE,Jo@A.example\n"))
    assert done.learners.changed == 1
    assert len(school.ask(ListLearners(text="jo lee"))) == 2


def test_the_same_person_twice_in_one_list(school: School) -> None:
    done = school.do(roster("Name,Student number,Cohort\nDora,D1,X\nDora,D1,Y\nDora,D1,X\n"))
    assert (done.learners.new, done.enrolments.new) == (1, 2)
    assert _kinds(done.warnings) == [(4, "SamePersonTwice")] or not done.warnings


def test_a_start_date_starts_the_candidacy_and_without_one_all_counts(school: School) -> None:
    school.do(roster("Name,Student number,Cohort,Start date\nDora,D1,NORTH,2026-03-02\nEmil,E1,NORTH,\n"))
    rows = {row.learner.display_name: row for row in school.ask(Progress(cohort="NORTH"))}
    assert rows["Dora"].today.standing.last_activity is not None
    assert rows["Emil"].today.standing.last_activity is None
    school.do(roster("Name,Student number,Cohort,Start date\nDora,D1,NORTH,2026-03-09\n"))
    assert str(school.progress("D1").today.standing.last_activity) == "2026-03-09"
    school.sound()


def test_dates_that_can_not_be_are_left_out_and_named_by_their_heading(school: School) -> None:
    text = "Name,Student number,Born on,E-Mail,Start date\n"
    text += "Dora,D1,2031-01-01,d@a.example,1850-01-01\nEmil,E1,1850-01-01,d@a.example,\n"
    done = school.do(roster(text, columns={"Born on": "date_of_birth"}))
    assert [(fault.row, fault.column) for fault in done.warnings] == [
        (2, "Start date"), (2, "Born on"), (3, "Born on"), (3, "E-Mail"),
    ]  # fmt: skip
    said = [say(fault) for fault in done.warnings]
    assert said[1] == "Born on says 1 January 2031, which is in the future and was left out. Look at the year."
    assert said[2] == "Born on says 1850-01-01, which can't be right: dates run from 1900 to 2199. Look at the year."
    assert done.learners.new == 2


def test_a_closed_cohort_takes_nobody(school: School) -> None:
    from datetime import date

    assert school.cohort is not None
    school.do(CloseCohort(school.cohort, date(2026, 6, 1)))
    with pytest.raises(CohortClosed):
        school.do(roster("Name\nDora\n", cohort="NORTH"))
    assert len(school.ask(ListLearners())) == 3


def test_somebody_withdrawn_is_enrolled_again(school: School) -> None:
    from skillmark.protocol.requests.teach import Withdraw

    assert school.cohort is not None
    school.record("Ada", "TEST", mark=30)
    school.do(Withdraw(key_of(school, "Ada"), school.cohort))
    done = school.do(roster("Name,Student number\nAda,Ada\n", cohort="NORTH"))
    assert (done.enrolments.changed, str(school.progress("Ada").today.state)) == (1, "in_progress")
    assert school.requirement("Ada", "TEST").standing.attempts_used == 1
    school.sound()


def test_learner_codes_go_on_after_an_import(school: School) -> None:
    school.do(ImportRoster(DATA / "names.csv"))
    school.do(AddLearner("Zed"))
    codes = [row.code for row in school.ask(ListLearners())]
    assert len(codes) == len(set(codes)) == 44


def test_an_address_that_a_known_learner_has_is_remarked_on(school: School) -> None:
    school.do(AddLearner("Zoe", email="zoe@x.example", identifiers=(("local", "Z1"),)))
    done = school.do(roster("Name,Student number,E-mail\nYan,Y1,Zoe@X.example\n"))
    assert [(type(fault).__name__, fault.column) for fault in done.warnings] == [("EmailShared", "E-mail")]
    text = "Name,Student number,E-mail\nZoe,Z1,new@x.example\nXim,X1,zoe@x.example\n"
    assert _kinds(school.do(roster(text)).warnings) == []


def test_a_list_without_rows_says_so(school: School) -> None:
    done = school.do(roster("Name,Student number\n"))
    assert (_kinds(done.warnings), done.batch) == ([(1, "NoRows")], None)


def test_a_cohort_that_the_import_made_stays_where_somebody_was_added_since(school: School) -> None:
    done = school.do(roster("Name,Student number\nDora,D1\n", cohort="EAST"))
    east = next(row for row in school.ask(ListCohorts()) if row.code == "EAST")
    school.do(AddLearner("Emil", cohort=east.key))
    report = school.do(UndoImport(done.batch))
    assert (report.learners, report.cohorts) == (1, 0)
    assert [row.code for row in school.ask(ListCohorts())] == ["EAST", "NORTH"]


@pytest.mark.parametrize("what", ["mark", "attendance"])
def test_a_known_learner_of_whom_something_was_recorded_keeps_the_import(school: School, what: str) -> None:
    from datetime import datetime

    done = school.do(roster("Name,Student number\nAda,Ada\n", cohort="EAST", offer=("FE-WEB",)))
    east = next(row for row in school.ask(ListCohorts()) if row.code == "EAST")
    if what == "mark":
        school.record("Ada", "JS", "FE-WEB", outcome="met")
    else:
        session = school.do(AddSession(east.key, "S", datetime(2026, 6, 1, 17), 60))
        school.do(MarkAttendance(session, (AttendanceEntry(school.learners["Ada"], "P"),)))
    with pytest.raises(BuiltUpon):
        school.do(UndoImport(done.batch))
    school.sound()


def test_taking_a_long_list_back_is_work_that_grows_with_it_alone(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    real = UUID.__hash__

    def counted(self: UUID) -> int:
        asked[-1] += 1
        return real(self)

    for count in (50, 200):
        rows = "".join(f"Learner {number},L{count}-{number}\n" for number in range(count))
        done = school.do(roster("Name,Student number\n" + rows, cohort="EAST"))
        asked.append(0)
        with monkeypatch.context() as patch:
            patch.setattr(UUID, "__hash__", counted)
            school.do(UndoImport(done.batch))
    assert asked[1] < 6 * asked[0]
