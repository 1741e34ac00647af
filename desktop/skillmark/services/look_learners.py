"""Questions about learners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from skillmark.protocol.errors_requests import NotInBook, SeveralOfThatName
from skillmark.protocol.requests.look import FindLearner, ListLearners
from skillmark.protocol.rows import LearnerRow
from skillmark.services.folding import fold
from skillmark.services.records import parts
from skillmark.services.unit_of_work import Work
from skillmark.store.schema import Cohort, Enrolment, Learner, LearnerIdentifier

COLUMNS = (
    Learner.id,
    Learner.code,
    Learner.display_name,
    Learner.given_name,
    Learner.family_name,
    Learner.preferred_name,
    Learner.email,
    Learner.sort_key,
)


def learner_rows(look: Work, query: Any) -> list[LearnerRow]:
    """The learners that a query over COLUMNS finds, with identifiers and cohorts."""
    found: list[Any] = list(look.connection.execute(query))
    keys = [row.id for row in found]
    identifiers = identifiers_of(look, keys)
    cohorts = _cohorts_of(look, keys)
    rows = []
    for row in found:
        values: list[Any] = [*row, tuple(identifiers.get(row.id, ())), tuple(cohorts.get(row.id, ()))]
        rows.append(LearnerRow(*values))
    return rows


def identifiers_of(look: Work, keys: Sequence[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """(system, value) by learner, in the order of the systems."""
    table = LearnerIdentifier
    found: dict[UUID, list[tuple[str, str]]] = {}
    for part in parts(keys):
        query = select(table.learner, table.system, table.value).where(table.learner.in_(part))
        for row in look.connection.execute(query.order_by(table.system, table.value)):
            found.setdefault(row.learner, []).append((row.system, row.value))
    return found


def _cohorts_of(look: Work, keys: Sequence[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = {}
    for part in parts(keys):
        query = select(Enrolment.learner, Cohort.code, Enrolment.status).join(Cohort, Cohort.id == Enrolment.cohort)
        for row in look.connection.execute(query.where(Enrolment.learner.in_(part)).order_by(Enrolment.id)):
            found.setdefault(row.learner, []).append((row.code, row.status))
    return found


def list_learners(look: Work, question: ListLearners) -> list[LearnerRow]:
    """Learners by sort key.

    Raises:
        NotInBook: no cohort has that code.
    """
    from skillmark.services.look_cohorts import cohort_key

    query = select(*COLUMNS).order_by(Learner.sort_key, Learner.id)
    if question.cohort is not None:
        key = cohort_key(look, question.cohort)
        query = query.join(Enrolment, Enrolment.learner == Learner.id).where(Enrolment.cohort == key)
    if question.text:
        query = query.where(_named(question.text))
    return learner_rows(look, query)


def _named(text: str) -> Any:
    part = f"%{_escaped(fold(text))}%"
    known = select(LearnerIdentifier.learner).where(LearnerIdentifier.value == text.strip())
    return or_(
        Learner.folded.like(part, escape="\\"),
        Learner.email.like(f"%{_escaped(text.strip().lower())}%", escape="\\"),
        Learner.code == text.strip().upper(),
        Learner.id.in_(known),
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def find_learner(look: Work, question: FindLearner) -> LearnerRow:
    """The one learner with that name.

    Raises:
        NotInBook, SeveralOfThatName: none, or several.
    """
    keys = learner_keys(look, question.name)
    if not keys:
        raise NotInBook("learner", question.name)
    rows = learner_rows(look, select(*COLUMNS).where(Learner.id.in_(keys)))
    if len(rows) > 1:
        raise SeveralOfThatName("learner", question.name, tuple(row.code for row in rows))
    return rows[0]


def learner_keys(look: Work, name: str) -> list[UUID]:
    """Whom a name means: by key, code or identifier first, then by e-mail, then by display name."""
    text = name.strip()
    try:
        key = UUID(text)
    except ValueError:
        key = None
    wheres = [
        Learner.id == key if key else None,
        Learner.code == text.upper(),
        Learner.id.in_(select(LearnerIdentifier.learner).where(LearnerIdentifier.value == text)),
        Learner.email == text.lower() if "@" in text else None,
        Learner.folded == fold(text),
    ]
    for where in wheres:
        if where is not None:
            keys = list(look.connection.execute(select(Learner.id).where(where)).scalars())
            if keys:
                return keys
    return []
