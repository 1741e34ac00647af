"""Arrangements, holds, and reopening after a revocation."""

from __future__ import annotations

from uuid import UUID

from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import FieldWrong, NoSuchRequirement
from skillmark.protocol.requests.judge import Arrange, HoldCandidacy, ReopenCandidacy, WithdrawArrangement
from skillmark.services.assess import candidate_of
from skillmark.services.recompute import recompute
from skillmark.services.text import clean_line
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.keys import new_key
from skillmark.store.schema import Arrangement, Candidacy

MOST_EXTRA = 100


def arrange(uow: UnitOfWork, request: Arrange) -> Outcome[UUID]:
    """Grants an arrangement; the value is its key.

    Raises:
        NotInBook, NoSuchRequirement, FieldWrong: nothing was granted.
    """
    candidate = candidate_of(uow, request.candidacy)
    if request.requirement is not None and request.requirement not in candidate.version.requirements:
        raise NoSuchRequirement(request.requirement, candidate.version.code)
    if not 0 <= request.extra_attempts <= MOST_EXTRA:
        raise FieldWrong("extra_attempts", str(request.extra_attempts), f"at_most:{MOST_EXTRA}")
    row = Arrangement(
        id=new_key(),
        candidacy=request.candidacy,
        requirement=request.requirement,
        granted_on=uow.today,
        extra_attempts=request.extra_attempts,
        due_on=request.due_on,
        extra_time=request.extra_time,
        format=clean_line("format", request.format, empty=True),
        other=clean_line("other", request.other, empty=True),
        authority=clean_line("authority", request.authority, empty=True),
        reason=clean_line("reason", request.reason),
        evidence="",
        **uow.recorded(),
    )
    _store(uow, row)
    return Outcome(row.id, undo=WithdrawArrangement(row.id))


def withdraw_arrangement(uow: UnitOfWork, request: WithdrawArrangement) -> Outcome[UUID]:
    """Takes an arrangement back, or the taking back; what was recorded under it stays."""
    taken: Arrangement = uow.get(Arrangement, request.arrangement)
    row = Arrangement(
        id=new_key(),
        candidacy=taken.candidacy,
        requirement=taken.requirement,
        granted_on=uow.today,
        withdrawn=taken.id,
        extra_attempts=0,
        extra_time=0,
        **uow.recorded(),
    )
    _store(uow, row)
    return Outcome(row.id, undo=WithdrawArrangement(row.id))


def _store(uow: UnitOfWork, row: Arrangement) -> None:
    uow.add(row, row.candidacy, "candidacy")
    uow.session.flush()
    recompute(uow, [row.candidacy], None if row.requirement is None else [row.requirement])


def hold_candidacy(uow: UnitOfWork, request: HoldCandidacy) -> Outcome[UUID]:
    """Puts a candidacy on hold, or with no reason lets it go on.

    Raises:
        NotInBook, FieldWrong: nothing was changed.
    """
    row: Candidacy = uow.get(Candidacy, request.candidacy)
    if row.status not in ("active", "on_hold"):
        raise FieldWrong("status", row.status, "not_active")
    before = HoldCandidacy(row.id, row.hold_reason)
    reason = clean_line("reason", request.reason, empty=True)
    uow.change(row, row.id, "candidacy", status="on_hold" if reason else "active", hold_reason=reason)
    uow.session.flush()
    recompute(uow, [row.id], codes=())
    return Outcome(row.id, undo=before)


def reopen_candidacy(uow: UnitOfWork, request: ReopenCandidacy) -> Outcome[UUID]:
    """Lets a learner whose award was revoked be awarded again, with a reason in the change log."""
    row: Candidacy = uow.get(Candidacy, request.candidacy)
    uow.change(row, row.id, "candidacy", reopened_at=uow.stamp.clock)
    uow.note(row.id, "candidacy", reason=clean_line("reason", request.reason))
    uow.session.flush()
    recompute(uow, [row.id], codes=())
    return Outcome(row.id)
