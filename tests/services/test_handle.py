"""The one place where a request becomes a change."""

from __future__ import annotations

from importlib import import_module

import pytest
from sqlalchemy import func, select

from skillmark.protocol.errors_requests import CodeTaken, InactiveStaff, NotAllowed, NotInBook, SeveralOfThatName
from skillmark.protocol.requests import Request, award, define, judge, teach
from skillmark.protocol.requests.define import AddStaff, ChangeStaff
from skillmark.protocol.requests.look import ListStaff, Question
from skillmark.protocol.requests.teach import AddCohort, AddLearner
from skillmark.services import answer
from skillmark.services.handle import READ_FIRST, TABLE, action_name
from skillmark.store import change_log
from skillmark.store.schema import Change, Cohort, Staff
from tests.services.school import School, make_school

MODULES = (define, teach, judge, award)


def _requests(base: type, *modules: object) -> set[str]:
    found = [value for module in modules for value in vars(module).values()]
    return {one.__name__ for one in found if isinstance(one, type) and issubclass(one, base) and one is not base}


def test_every_request_has_its_line_and_its_function() -> None:
    assert _requests(Request, *MODULES) == set(TABLE)
    for module, name, roles in TABLE.values():
        assert callable(getattr(import_module(f"skillmark.services.{module}"), name))
        assert roles
    for module, name in READ_FIRST.values():
        assert callable(getattr(import_module(f"skillmark.services.{module}"), name))


def test_every_question_has_its_line_and_its_function() -> None:
    from skillmark.protocol.requests import look

    assert _requests(Question, look) == set(answer.TABLE)
    for module, name in answer.TABLE.values():
        assert callable(getattr(import_module(f"skillmark.services.{module}"), name))


def test_a_change_stands_in_the_log_with_its_actor_in_the_same_transaction(school: School) -> None:
    school.do(AddStaff("Mei Chen", roles=("instructor",)))
    school.sitting.act_as("mei chen")
    school.do(AddLearner("Dora"))
    with school.sitting.book.read() as connection:
        last = connection.execute(select(Change.action, Change.actor).order_by(Change.sequence.desc())).first()
        mei = connection.execute(select(Staff.id).where(Staff.display_name == "Mei Chen")).scalar()
        assert last is not None
        assert (last.action, last.actor) == ("add_learner", mei)
        assert list(change_log.verify(connection)) == []


def test_a_refusal_leaves_nothing_and_the_chain_goes_on(school: School) -> None:
    with pytest.raises(CodeTaken):
        school.do(AddCohort("north"))
    school.do(AddCohort("SOUTH"))
    with school.sitting.book.read() as connection:
        assert connection.execute(select(func.count()).select_from(Cohort)).scalar() == 2
        assert list(change_log.verify(connection)) == []


def test_an_altered_log_is_noticed(school: School) -> None:
    with school.sitting.book.write() as session:
        session.connection().exec_driver_sql("DROP TRIGGER change_no_update")
        session.connection().exec_driver_sql("UPDATE change SET action = 'nothing' WHERE sequence = 3")
    with school.sitting.book.read() as connection:
        assert [(fault.sequence, fault.what) for fault in change_log.verify(connection)] == [(3, "hash")]


def test_an_altered_payload_is_noticed(school: School) -> None:
    with school.sitting.book.write() as session:
        session.connection().exec_driver_sql("UPDATE change_payload SET body = x'7b7d'")
    with school.sitting.book.read() as connection:
        assert {fault.what for fault in change_log.verify(connection)} == {"commitment"}


def test_roles(school: School) -> None:
    school.do(AddStaff("Olu Auditor", roles=("auditor",)))
    school.do(AddStaff("Mei Chen", roles=("instructor",)))
    school.sitting.act_as("Olu Auditor")
    with pytest.raises(NotAllowed) as refused:
        school.do(AddLearner("Dora"))
    assert (refused.value.actor, refused.value.action) == ("Olu Auditor", "add_learner")
    school.sitting.act_as("Mei Chen")
    with pytest.raises(NotAllowed):
        school.do(AddStaff("Somebody"))
    assert school.do(AddLearner("Dora"))


def test_who_acts_must_work_here(school: School) -> None:
    school.do(AddStaff("Mei Chen", "mei@riverside.example"))
    mei = next(one for one in school.ask(ListStaff()) if one.name == "Mei Chen")
    school.do(ChangeStaff(mei.key, active=False))
    with pytest.raises(InactiveStaff):
        school.sitting.act_as("mei@riverside.example")
    with pytest.raises(NotInBook):
        school.sitting.act_as("Nobody")
    school.do(AddStaff("Twin"))
    school.do(AddStaff("Twin"))
    with pytest.raises(SeveralOfThatName):
        school.sitting.act_as("TWIN")


def test_names_of_actions() -> None:
    assert action_name(AddCohort("X")) == "add_cohort"


def test_judgements_can_neither_be_changed_nor_deleted(school: School) -> None:
    from sqlalchemy.exc import DBAPIError

    school.record("Ada", "TEST", mark=31)
    for statement in ("UPDATE assessment SET mark = 40000", "DELETE FROM assessment"):
        with pytest.raises(DBAPIError, match="append-only"), school.sitting.book.write() as session:
            session.connection().exec_driver_sql(statement)
    assert school.requirement("Ada", "TEST").standing.result.mark == 31


def test_two_sittings_one_after_the_other_go_on_with_the_chain(tmp_path: object) -> None:
    from pathlib import Path

    from skillmark.services.handle import handle
    from skillmark.services.keep import check_book
    from skillmark.services.opening import open_sitting

    assert isinstance(tmp_path, Path)
    made = make_school(tmp_path)
    made.sitting.close(keep_copy=False)
    again = open_sitting(tmp_path / "riverside.skillmark", clock=made.clock)
    handle(again, AddCohort("SOUTH"))
    report = check_book(again)
    again.close(keep_copy=False)
    assert report.findings == ()
    assert report.changes > 10
