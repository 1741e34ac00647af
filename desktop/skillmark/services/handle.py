"""The one place where a request becomes a change: who may, one transaction, one line in the change log."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import InactiveStaff, NotAllowed
from skillmark.protocol.requests import Request
from skillmark.services.days import check_days
from skillmark.services.sitting import Sitting
from skillmark.services.unit_of_work import DryRun, UnitOfWork
from skillmark.store.schema import BookInfo, Staff
from skillmark.system.memory import collection_paused

Service = Callable[..., Outcome[Any]]

COORDINATORS = frozenset({"coordinator"})
TEACHERS = frozenset({"coordinator", "instructor"})
MARKERS = frozenset({"coordinator", "instructor", "assistant"})
QUALITY = frozenset({"coordinator", "quality"})

# request -> (module of services, function, who may). One line a request.
TABLE: dict[str, tuple[str, str, frozenset[str]]] = {
    "AddCredential": ("define", "add_credential", COORDINATORS),
    "PublishCredential": ("define", "publish_credential", COORDINATORS),
    "RetireCredential": ("define", "retire_credential", COORDINATORS),
    "DropDraft": ("define", "drop_draft", COORDINATORS),
    "ChangeIssuer": ("issuer", "change_issuer", COORDINATORS),
    "ChangeSettings": ("issuer", "change_settings", COORDINATORS),
    "AddStaff": ("staff", "add_staff", COORDINATORS),
    "ChangeStaff": ("staff", "change_staff", COORDINATORS),
    "AddCohort": ("cohorts", "add_cohort", TEACHERS),
    "ChangeCohort": ("cohorts", "change_cohort", TEACHERS),
    "CloseCohort": ("cohorts", "close_cohort", TEACHERS),
    "DropCohort": ("cohorts", "drop_cohort", TEACHERS),
    "OfferCredential": ("offerings", "offer_credential", TEACHERS),
    "ChangeOffering": ("offerings", "change_offering", TEACHERS),
    "SignOff": ("offerings", "sign_off", QUALITY),
    "AddSession": ("sessions", "add_session", TEACHERS),
    "ChangeSession": ("sessions", "change_session", TEACHERS),
    "DropSession": ("sessions", "drop_session", TEACHERS),
    "MarkAttendance": ("attend", "mark_attendance", MARKERS),
    "AttendanceFile": ("attend_file", "attendance_file", MARKERS),
    "AddLearner": ("learners", "add_learner", TEACHERS),
    "ChangeLearner": ("learners", "change_learner", TEACHERS),
    "DropLearner": ("learners", "drop_learner", TEACHERS),
    "Enrol": ("enrol", "enrol", TEACHERS),
    "Withdraw": ("enrol", "withdraw", TEACHERS),
    "DropEnrolment": ("enrol", "drop_enrolment", TEACHERS),
    "TransferLearner": ("enrol", "transfer_learner", TEACHERS),
    "ImportRoster": ("import_", "import_roster", TEACHERS),
    "UndoImport": ("import_undo", "undo_import", TEACHERS),
    "RecordAssessment": ("assess", "record_assessment", MARKERS),
    "CorrectAssessment": ("assess", "correct_assessment", MARKERS),
    "RecordMany": ("assess", "record_many", MARKERS),
    "RecordFile": ("record_file", "record_file", MARKERS),
    "RecordSubmission": ("submit", "record_submission", MARKERS),
    "Arrange": ("arrange", "arrange", TEACHERS),
    "WithdrawArrangement": ("arrange", "withdraw_arrangement", TEACHERS),
    "HoldCandidacy": ("arrange", "hold_candidacy", TEACHERS),
    "ReopenCandidacy": ("arrange", "reopen_candidacy", COORDINATORS),
    "AwardLearners": ("award", "award_learners", TEACHERS),
    "IssueRun": ("award", "issue_run", TEACHERS),
    "DropRun": ("award", "drop_run", TEACHERS),
    "CorrectAward": ("award_events", "correct_award", COORDINATORS),
    "RevokeAward": ("award_events", "revoke_award", COORDINATORS),
    "ConfirmAward": ("award_events", "confirm_award", COORDINATORS),
    "KeepFiles": ("certificates", "keep_files", MARKERS),
}


# request -> (module, function) that reads its file before the transaction begins.
READ_FIRST: dict[str, tuple[str, str]] = {
    "ImportRoster": ("import_", "read_file"),
    "RecordFile": ("record_file", "read_file"),
    "AttendanceFile": ("attend_file", "read_file"),
}


def action_name(request: Request) -> str:
    """What the change log calls a request: `record_assessment`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(request).__name__).lower()


def service_for(request: Request) -> tuple[Service, frozenset[str]]:
    """The function that carries a request out, and the roles that may ask for it."""
    module, name, roles = TABLE[type(request).__name__]
    function: Service = getattr(import_module(f"skillmark.services.{module}"), name)
    return function, roles


def handle(sitting: Sitting, request: Request, actor: UUID | None = None) -> Outcome[Any]:
    """Carries a request out in one transaction.

    Args:
        actor: who acts, where it isn't the sitting's own actor.

    Raises:
        DomainError, SurroundingsError: the request is refused; nothing was changed.
    """
    if type(request).__name__ in READ_FIRST:
        with collection_paused():
            return _carry_out(sitting, request, actor, _read_first(request))
    return _carry_out(sitting, request, actor, ())


def _carry_out(sitting: Sitting, request: Request, actor: UUID | None, read: tuple[Any, ...]) -> Outcome[Any]:
    check_days(request)
    service, roles = service_for(request)
    try:
        with sitting.book.write() as session:
            uow = begin(sitting, session, actor or sitting.actor)
            _check_role(uow, request, roles)
            outcome = service(uow, request, *read)
            uow.log(action_name(request))
    except DryRun as dry:
        sitting.forget_chain()
        return Outcome(dry.value)
    except BaseException:
        sitting.forget_chain()
        raise
    return Outcome(outcome.value, uow.changes, outcome.undo, tuple(uow.remarks))


def _read_first(request: Request) -> tuple[Any, ...]:
    module, name = READ_FIRST[type(request).__name__]
    return (getattr(import_module(f"skillmark.services.{module}"), name)(request),)


def begin(sitting: Sitting, session: Any, actor: UUID | None) -> UnitOfWork:
    """A unit of work in an open transaction.

    Raises:
        InactiveStaff: who acts doesn't work here any more.
    """
    info = session.scalars(select(BookInfo)).one()
    staff = session.get(Staff, actor)
    if not staff.active:
        raise InactiveStaff(staff.display_name)
    head, hybrid = sitting.chain(session)
    now = sitting.now()
    return UnitOfWork(session, head, sitting.stamp(hybrid, now, staff.id), now, info, frozenset(staff.roles))


def _check_role(uow: UnitOfWork, request: Request, roles: frozenset[str]) -> None:
    if not roles & uow.roles:
        staff = uow.session.get(Staff, uow.actor)
        raise NotAllowed(staff.display_name if staff else "", action_name(request))
