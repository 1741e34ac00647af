"""What a screen is told of awards: who is ready where, and whether an award proves itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from skillmark.protocol.requests.award import AwardLearners
from skillmark.protocol.requests.look import FindAward, ListReady
from skillmark.protocol.requests.teach import AddCohort, ChangeLearner
from skillmark.store.schema import Award
from tests.services.school import School


def test_who_is_ready_is_counted_for_each_cohort_and_credential(school: School) -> None:
    assert school.ask(ListReady()) == []
    none = school.ask(ListReady(school.cohort))
    assert [(one.credential, one.ready) for one in none] == [("FORM-ASSESS", 0)]
    school.meet_everything("Ada")
    school.meet_everything("Ben")
    found = school.ask(ListReady())
    assert [(one.cohort, one.cohort_title, one.credential, one.version, one.ready) for one in found] == [
        (school.cohort, "Northside", "FORM-ASSESS", 1, 2)
    ]
    assert found[0].validity.months == 36
    school.do(AwardLearners("FORM-ASSESS", school.cohort))
    assert school.ask(ListReady()) == []


def test_the_newest_cohort_comes_first(school: School) -> None:
    late = school.do(AddCohort("LATE", "", date(2026, 5, 1), offer=("FORM-ASSESS",)))
    early = school.do(AddCohort("EARLY", "", date(2026, 2, 1), offer=("FORM-ASSESS",)))
    rows = [school.ask(ListReady(key))[0] for key in (late, early)]
    assert [one.cohort_title for one in rows] == ["LATE", "EARLY"]


def test_an_award_proves_itself_until_its_snapshot_is_another(school: School) -> None:
    school.meet_everything("Ada")
    number = school.do(AwardLearners("FORM-ASSESS", school.cohort)).awarded[0].number
    school.do(ChangeLearner(school.learners["Ada"], display_name="Ada Lovelace"))
    detail = school.ask(FindAward(number))
    assert (detail.proved, detail.row.holder, detail.name_now) == (True, "Ada", "Ada Lovelace")
    with school.sitting.book.write() as session:
        session.execute(update(Award).values(snapshot=detail.snapshot.replace("Ada", "Eve")))
    assert not school.ask(FindAward(number)).proved
    with school.sitting.book.write() as session:
        session.execute(update(Award).values(snapshot=detail.snapshot, signature=bytes(64)))
    assert not school.ask(FindAward(number)).proved
