"""Questions about one learner."""

from __future__ import annotations

from sqlalchemy import select

from skillmark.protocol.requests.look import ListAwards, ShowLearner
from skillmark.protocol.rows import LearnerDetail
from skillmark.services.look_awards import list_awards
from skillmark.services.look_learners import COLUMNS, learner_rows
from skillmark.services.progress import progress_rows
from skillmark.services.records import load_candidates
from skillmark.services.unit_of_work import Work
from skillmark.store.schema import Candidacy, Learner


def show_learner(look: Work, question: ShowLearner) -> LearnerDetail:
    """One learner with candidacies and awards.

    Raises:
        NotInBook: there is none.
    """
    person: Learner = look.get(Learner, question.learner)
    row = learner_rows(look, select(*COLUMNS).where(Learner.id == person.id))[0]
    keys = list(look.session.scalars(select(Candidacy.id).where(Candidacy.learner == person.id).order_by(Candidacy.id)))
    return LearnerDetail(
        row,
        person.date_of_birth,
        person.pronouns,
        person.staff_note,
        person.disclosure,
        tuple(progress_rows(look, load_candidates(look.connection, keys))),
        tuple(list_awards(look, ListAwards(learner=person.id))),
    )
