"""Where candidacies are today: the answer that scripts and screens build on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.protocol.requests.look import FindLearner, Progress, ProgressOf
from skillmark.protocol.rows import LearnerRow, ProgressRow, RequirementRow
from skillmark.services.look_cohorts import cohort_key
from skillmark.services.look_learners import COLUMNS, find_learner, learner_rows
from skillmark.services.recompute import stored_requirements
from skillmark.services.records import Candidate, load_candidates, parts
from skillmark.services.standing_rows import nothing_recorded
from skillmark.services.today import standings_today
from skillmark.services.unit_of_work import Work
from skillmark.services.versions import credential_key
from skillmark.store.schema import Award, Candidacy, Cohort, Learner


def candidacy_keys(look: Work, question: Progress) -> list[UUID]:
    """The candidacies that a question is about.

    Raises:
        NotInBook, SeveralOfThatName: a cohort, credential or learner isn't there.
    """
    query = select(Candidacy.id)
    if question.cohort is not None:
        query = query.where(Candidacy.cohort == cohort_key(look, question.cohort))
    if question.credential is not None:
        query = query.where(Candidacy.credential == credential_key(look.connection, question.credential))
    if question.learner is not None:
        query = query.where(Candidacy.learner == find_learner(look, FindLearner(question.learner)).key)
    return list(look.connection.execute(query).scalars())


def progress(look: Work, question: Progress) -> list[ProgressRow]:
    """Where the candidacies are, sorted by learner, then credential.

    Raises:
        NotInBook, SeveralOfThatName: a cohort, credential or learner isn't there.
    """
    candidates = load_candidates(look.connection, candidacy_keys(look, question))
    rows = progress_rows(look, candidates)
    rows.sort(key=lambda row: (row.learner.sort_key, row.learner.key, row.credential))
    return rows


def learners_of(look: Work, keys: Sequence[UUID]) -> dict[UUID, LearnerRow]:
    """Learners by key."""
    return {
        row.key: row
        for part in parts(list(dict.fromkeys(keys)))
        for row in learner_rows(look, select(*COLUMNS).where(Learner.id.in_(part)))
    }


def progress_rows(look: Work, candidates: Sequence[Candidate]) -> list[ProgressRow]:
    """Candidacies as rows, in the order given."""
    keys = [one.key for one in candidates]
    today, stored = standings_today(look, candidates), stored_requirements(look.connection, keys)
    learners = learners_of(look, [one.row.learner for one in candidates])
    codes: dict[UUID, str] = {row.id: row.code for row in look.connection.execute(select(Cohort.id, Cohort.code))}
    supported = _supported(look, keys)
    return [_row(one, today[one.key], stored[one.key], learners, codes, supported) for one in candidates]


def _supported(look: Work, keys: Sequence[UUID]) -> dict[UUID, bool]:
    query = select(Award.id, Award.supported)
    return {
        row.id: row.supported
        for part in parts(keys)
        for row in look.connection.execute(query.where(Award.candidacy.in_(part)))
    }


def _row(
    one: Candidate,
    today: Any,
    stored: Any,
    learners: dict[UUID, LearnerRow],
    codes: dict[UUID, str],
    supported: dict[UUID, bool],
) -> ProgressRow:
    award = today.standing.award
    return ProgressRow(
        candidacy=one.key,
        learner=learners[one.row.learner],
        cohort=codes.get(one.row.cohort),
        credential=one.version.code,
        title=one.version.definition.title,
        version=one.version.number,
        today=today,
        requirements=tuple(
            RequirementRow(requirement, stored.get(code) or nothing_recorded(requirement))
            for code, requirement in one.version.requirements.items()
        ),
        award_number=award.number if award else None,
        supported=supported[award.id] if award else None,
        due_on=one.row.due_on,
    )


def progress_of_all(look: Work, question: ProgressOf) -> list[ProgressRow]:
    """Where these candidacies are, in the order given; those that are gone are left out."""
    order = {key: place for place, key in enumerate(question.candidacies)}
    rows = progress_rows(look, load_candidates(look.connection, question.candidacies))
    return sorted(rows, key=lambda row: order[row.candidacy])
