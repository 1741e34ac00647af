"""The one place where a question is answered, over one consistent look at the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from skillmark.protocol.requests.look import Question
from skillmark.services.sitting import Sitting
from skillmark.services.unit_of_work import Work
from skillmark.store.schema import BookInfo

# question -> (module of services, function). One line a question.
TABLE: dict[str, tuple[str, str]] = {
    "ListLearners": ("look_learners", "list_learners"),
    "FindLearner": ("look_learners", "find_learner"),
    "ListCohorts": ("look_cohorts", "list_cohorts"),
    "FindCohort": ("look_cohorts", "find_cohort"),
    "ListCredentials": ("look_credentials", "list_credentials"),
    "ShowCredential": ("look_credentials", "show_credential"),
    "ShowIssuer": ("look_book", "show_issuer"),
    "ListStaff": ("look_book", "list_staff"),
    "ReadImage": ("look_book", "read_image"),
    "ReadDay": ("look_book", "read_day"),
    "ListSessions": ("look_cohorts", "list_sessions"),
    "FindSession": ("look_cohorts", "find_session"),
    "Progress": ("progress", "progress"),
    "ProgressOf": ("progress", "progress_of_all"),
    "ReadHistory": ("look_history", "read_history"),
    "ReadSheet": ("look_sheet", "read_sheet"),
    "ListEnrolments": ("look_sheet", "list_enrolments"),
    "PreviewAwards": ("award", "preview_awards"),
    "ListReady": ("look_awards", "list_ready"),
    "ListRuns": ("look_awards", "list_runs"),
    "CountPlaces": ("look_book", "count_places"),
    "ReadSettings": ("look_book", "read_settings"),
    "ShowLearner": ("look_learner", "show_learner"),
    "ListAwards": ("look_awards", "list_awards"),
    "FindAward": ("look_awards", "find_award"),
}


@contextmanager
def looking(sitting: Sitting) -> Iterator[Work]:
    """One consistent look at the book.

    Raises:
        SurroundingsError: the book can't be read.
    """
    with sitting.book.read() as connection, Session(bind=connection, join_transaction_mode="rollback_only") as session:
        yield Work(session, session.scalars(select(BookInfo)).one(), sitting.now(), sitting.actor)


def ask(sitting: Sitting, question: Question) -> Any:
    """The answer: rows of protocol/rows.py.

    Raises:
        NotInBook, SeveralOfThatName: what is asked for isn't there, or not alone.
        SurroundingsError: the book can't be read.
    """
    module, name = TABLE[type(question).__name__]
    function: Callable[[Work, Any], Any] = getattr(import_module(f"skillmark.services.{module}"), name)
    with looking(sitting) as look:
        return function(look, question)
