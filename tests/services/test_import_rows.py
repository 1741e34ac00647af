"""What a dry run says of each row is what then becomes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from skillmark.protocol.requests.look import FindCohort, ListEnrolments, ListLearners
from skillmark.protocol.requests.teach import AddCohort, AddLearner, ImportRoster, Withdraw
from skillmark.protocol.rows_import import RowFate
from tests.services.school import School

LIST = """Student ID,First name,Last name,E-mail,Cohort,Start date
L1,Ada,Byron,ada@new.example,,
L2,Ben,Okri,,SOUTH,
,,,nobody@example.org,,
L4,Niamh,O'Dwyer,niamh@example.org,,
L4,Niamh,O'Dwyer,niamh@example.org,SOUTH,
L5,Cleo,Marsh,,NORTH,
L5,Quite,Another,,NORTH,
L6,Dan,Field,,NORTH,
L7,Eve,Gray,,NORTH,2026-05-04
,Cleo,Marsh,cleo@other.example,,
"""


def people(school: School) -> None:
    """Learners of whom the list says something."""
    school.do(AddCohort("SOUTH", "Southside"))
    names = {"L1": "Ada Byron", "L2": "Ben Okri", "L5": "Cleo Marsh", "L6": "Dan Field", "L7": "Eve Gray"}
    for number, name in names.items():
        given, family = name.split()
        numbers = (("local", number),)
        school.learners[name] = school.do(AddLearner(name, given, family, identifiers=numbers, cohort=school.cohort))
    school.do(Withdraw(school.learners["Dan Field"], school.cohort))


def wanted(**how: Any) -> ImportRoster:
    """The request to look at the list."""
    return ImportRoster(Path("list.csv"), LIST.encode("utf-8"), "NORTH", dry_run=True, each_row=True, **how)


def fates(school: School) -> dict[int, RowFate]:
    """What becomes of each row, by its number."""
    return {one.row: one for one in school.do(wanted()).rows}


def test_every_row_is_said_with_what_becomes_of_it(school: School) -> None:
    people(school)
    found = fates(school)
    assert list(found) == list(range(2, 12))
    assert {row: one.kind for row, one in found.items()} == {
        2: "changed", 3: "enrolled", 4: "refused", 5: "new", 6: "again", 7: "unchanged", 8: "refused",
        9: "enrolled", 10: "changed", 11: "new",
    }  # fmt: skip
    assert (found[2].name, found[2].email, found[2].fields) == ("Ada Byron", "ada@new.example", ("email",))
    assert (found[3].enrolled, found[3].cohorts) == (("SOUTH",), ("SOUTH",))
    assert (found[4].name, type(found[4].fault).__name__) == ("", "NameMissing")
    assert (found[5].name, found[5].identifiers) == ("Niamh O'Dwyer", (("local", "L4"),))
    assert found[6].first == 5
    assert (found[8].name, type(found[8].fault).__name__) == ("Quite Another", "PossibleMixUp")
    assert found[9].enrolled == ("NORTH",)
    assert found[10].fields == ("start_date",)
    assert [type(one).__name__ for one in found[11].remarks] == ["PossibleDuplicate"]
    assert found[11].cohorts == ("NORTH",)


def test_what_is_said_is_what_is_counted_and_then_done(school: School) -> None:
    people(school)
    report = school.do(wanted())
    kinds = [one.kind for one in report.rows]
    assert kinds.count("new") == report.learners.new
    assert kinds.count("refused") == len(report.refused)
    assert sum(len(one.remarks) for one in report.rows) == len(report.warnings)
    school.do(replace(wanted(), dry_run=False, each_row=False))
    names = {row.display_name: row.email for row in school.ask(ListLearners())}
    assert {one.name for one in report.rows if one.kind != "refused"} <= set(names)
    assert names["Ada Byron"] == "ada@new.example"
    active = {
        (row.learner.display_name, cohort)
        for cohort in ("NORTH", "SOUTH")
        for row in school.ask(ListEnrolments(school.ask(FindCohort(cohort)).key))
        if row.status == "active"
    }
    assert {(one.name, cohort) for one in report.rows for cohort in one.enrolled} <= active
    again = school.do(wanted())
    assert {one.kind for one in again.rows} <= {"unchanged", "again", "refused"}


def test_rows_are_told_only_where_that_is_asked(school: School) -> None:
    assert school.do(replace(wanted(), each_row=False)).rows == ()
