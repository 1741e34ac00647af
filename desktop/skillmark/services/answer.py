"""The one place where a question is answered, over one consistent look at the book."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from skillmark.protocol.requests.look import Question
from skillmark.services.sitting import Look, Sitting
from skillmark.store.schema import BookInfo
from skillmark.system.clock import local_date

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
    "ListAwards": ("look_awards", "list_awards"),
    "FindAward": ("look_awards", "find_award"),
}


def look_at(sitting: Sitting, connection: Connection) -> Look:
    """A look on an open read."""
    with Session(bind=connection) as session:
        info = session.query(BookInfo).one()
        session.expunge(info)
    zone = ZoneInfo(info.time_zone)
    return Look(connection, local_date(sitting.now().at, zone), zone, info)


def ask(sitting: Sitting, question: Question) -> Any:
    """The answer: rows of protocol/rows.py.

    Raises:
        NotInBook, SeveralOfThatName: what is asked for isn't there, or not alone.
        SurroundingsError: the book can't be read.
    """
    module, name = TABLE[type(question).__name__]
    function: Callable[[Look, Any], Any] = getattr(import_module(f"skillmark.services.{module}"), name)
    with sitting.book.read() as connection:
        return function(look_at(sitting, connection), question)
