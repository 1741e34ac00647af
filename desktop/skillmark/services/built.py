"""What was built on a record, so that it can't simply be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.schema import Arrangement, Assessment, Attendance, Award, Candidacy, Submission

_ON_CANDIDACY: tuple[tuple[Any, str], ...] = (
    (Assessment, "assessment"),
    (Submission, "submission"),
    (Arrangement, "arrangement"),
    (Award, "award"),
)


def candidacy_is_bare(uow: UnitOfWork, candidacy: UUID) -> bool:
    """Whether nothing was recorded for a candidacy."""
    return not any(
        uow.session.scalars(select(table.id).where(table.candidacy == candidacy)).first() for table, _ in _ON_CANDIDACY
    )


def learners_built_upon(uow: UnitOfWork, learners: Sequence[UUID]) -> dict[UUID, str]:
    """Learners on whom something was built, and what."""
    found: dict[UUID, str] = {}
    for table, by in _ON_CANDIDACY:
        query = select(Candidacy.learner).join(table, table.candidacy == Candidacy.id)
        for start in range(0, len(learners), 500):
            part = learners[start : start + 500]
            for learner in uow.session.scalars(query.where(Candidacy.learner.in_(part))):
                found.setdefault(learner, by)
    for start in range(0, len(learners), 500):
        part = learners[start : start + 500]
        for learner in uow.session.scalars(select(Attendance.learner).where(Attendance.learner.in_(part))):
            found.setdefault(learner, "attendance")
    return found
