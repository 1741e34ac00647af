"""Submissions: what a learner handed in."""

from __future__ import annotations

from uuid import UUID

from skillmark.domain.days import EARLIEST
from skillmark.domain.errors import DateInFuture, DateTooLongAgo
from skillmark.protocol.answers import Outcome
from skillmark.protocol.requests.judge import RecordSubmission
from skillmark.services.assess import bench_for
from skillmark.services.evidence import keep_artifacts
from skillmark.services.recompute import recompute
from skillmark.services.text import clean_text
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.keys import new_key
from skillmark.store.schema import Submission


def record_submission(uow: UnitOfWork, request: RecordSubmission) -> Outcome[UUID]:
    """Records a submission; the value is its key.

    Raises:
        NotInBook, NoSuchRequirement, DateInFuture, DateTooLongAgo, FieldWrong, AttachmentTooLarge: nothing is.
    """
    bench = bench_for(uow, request.candidacy, request.requirement)
    on = request.submitted_on or uow.today
    if on > uow.today:
        raise DateInFuture(on, uow.today)
    if on < EARLIEST:
        raise DateTooLongAgo(on, EARLIEST)
    row = Submission(
        id=new_key(),
        candidacy=request.candidacy,
        requirement=request.requirement,
        submitted_on=on,
        overview=clean_text("overview", request.overview),
        reflection=clean_text("reflection", request.reflection),
        own_work=clean_text("own_work", request.own_work),
        help_used=clean_text("help_used", request.help_used),
        artifacts=keep_artifacts(uow, request.artifacts),
        **uow.recorded(),
    )
    uow.add(row, bench.candidate.key, "candidacy")
    uow.touch("learner", bench.candidate.row.learner)
    uow.session.flush()
    recompute(uow, [bench.candidate.key], [bench.code])
    return Outcome(row.id)
