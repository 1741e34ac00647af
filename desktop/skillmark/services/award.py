"""Awarding: a person awards those who are ready; the others are refused in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.award import AwardCase, may_award
from skillmark.domain.award_errors import AlreadyAwarded, AwardRefused, ProofListDiffers, StandsInRun
from skillmark.domain.records import AwardFact, CandidacyFacts
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors import RequestRefused
from skillmark.protocol.errors_requests import (
    NotACandidate,
    NotAllowed,
    NotInBook,
    RunNotOpen,
)
from skillmark.protocol.requests.award import AwardLearners, DropRun, IssueRun
from skillmark.protocol.requests.look import PreviewAwards
from skillmark.services.award_facts import award_facts, in_runs
from skillmark.services.candidacies import OPEN
from skillmark.services.issue import issue, unprintable
from skillmark.services.recompute import candidacy_facts
from skillmark.services.records import Candidate, load_candidates, parts
from skillmark.services.standing_rows import standing_from_row
from skillmark.services.today import prerequisites_held, stored_standings
from skillmark.services.unit_of_work import UnitOfWork, Work
from skillmark.services.versions import credential_key
from skillmark.store.keys import new_key
from skillmark.store.schema import Award, AwardRun, Candidacy, CredentialVersion, Learner, Staff
from skillmark.wording.errors import say

Reason = AwardRefused | RequestRefused
_NO_NAMES: Mapping[UUID, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Awarded:
    """An award that was made, or is prepared and has no number yet."""

    learner: UUID
    code: str
    name: str
    number: str | None
    by_exception: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody who wasn't awarded, and every reason why."""

    learner: UUID
    code: str
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What an award run did: its number, who was awarded, who was refused."""

    run: int
    awarded: tuple[Awarded, ...]
    refused: tuple[Refused, ...]


def _chosen(uow: Work, request: AwardLearners, credential: UUID) -> list[UUID]:
    """The candidacies to award: the newest of each learner."""
    query = select(Candidacy).where(Candidacy.credential == credential).order_by(Candidacy.id)
    if request.cohort is not None:
        query = query.where(Candidacy.cohort == request.cohort)
    if not request.learners:
        return list(uow.session.scalars(query.where(Candidacy.status.in_(OPEN)).with_only_columns(Candidacy.id)))
    newest: dict[UUID, UUID] = {}
    for part in parts(request.learners):
        for row in uow.session.scalars(query.where(Candidacy.learner.in_(part))):
            newest[row.learner] = row.id
    for learner in request.learners:
        if learner not in newest:
            raise NotACandidate(uow.get(Learner, learner).display_name, request.credential)
    return [newest[learner] for learner in dict.fromkeys(request.learners)]


@dataclass(slots=True)
class _Wish:
    one: Candidate
    case: AwardCase


def _cases(uow: Work, keys: Sequence[UUID], awarded_on: date, exception: str) -> Iterable[_Wish]:
    for part in parts(keys):
        order = {key: place for place, key in enumerate(part)}
        candidates = sorted(load_candidates(uow.connection, part), key=lambda one: order[one.key])
        rows = stored_standings(uow.connection, part)
        facts = candidacy_facts(uow.connection, candidates, uow.zone)
        others = _others(uow, candidates)
        codes = sorted({code for one in candidates for code in one.version.definition.prerequisites})
        held = prerequisites_held(uow, [one.row.learner for one in candidates], codes, awarded_on)
        retired = {one.version.key: uow.get(CredentialVersion, one.version.key).last_award_on for one in candidates}
        for one in candidates:
            mine = facts[one.key]
            standing = standing_from_row(rows[one.key], one.version.definition.prerequisites, _newest(mine))
            yield _Wish(
                one,
                AwardCase(
                    standing,
                    mine,
                    awarded_on,
                    uow.today,
                    tuple(others.get((one.row.learner, one.row.credential), ())),
                    held.get(one.row.learner, frozenset()),
                    exception or None,
                    last_award_on=retired[one.version.key],
                    second_person=uow.info.second_person,
                    actor=uow.actor,
                ),
            )


def _newest(facts: CandidacyFacts) -> AwardFact | None:
    from skillmark.domain.award import newest_award

    return newest_award(facts.awards)


def _others(uow: Work, candidates: Sequence[Candidate]) -> dict[tuple[UUID, UUID], list[AwardFact]]:
    """Every award of the same credential that a learner has, from whatever candidacy."""
    learners = [one.row.learner for one in candidates]
    credentials = {one.row.credential for one in candidates}
    owners: dict[UUID, tuple[UUID, UUID]] = {}
    for part in parts(learners):
        query = select(Award.id, Award.learner, Award.credential).where(Award.learner.in_(part))
        for row in uow.connection.execute(query):
            if row.credential in credentials:
                owners[row.id] = (row.learner, row.credential)
    facts = award_facts(uow.connection, uow.zone, Award.id, list(owners))
    found: dict[tuple[UUID, UUID], list[AwardFact]] = {}
    for key, owner in owners.items():
        found.setdefault(owner, []).extend(facts[key])
    return found


class _Good(NamedTuple):
    """Somebody who may be awarded; `exception` is empty where none is needed."""

    one: Candidate
    exception: str


def _sort(
    uow: Work, wishes: Iterable[_Wish], waiting: Mapping[UUID, int], names: Mapping[UUID, str] = _NO_NAMES
) -> tuple[list[_Good], list[tuple[Candidate, tuple[Reason, ...]]]]:
    """Who may be awarded, and who is refused with every reason.

    Args:
        waiting: who stands in these runs and waits for them.
        names: as a proof list shows them; nobody is awarded under another.
    """
    good, bad = [], []
    for wish in wishes:
        reasons = _to_say(may_award(wish.case))
        if not reasons:
            reasons = _hindrances(uow, wish.one, waiting.get(wish.one.key), names.get(wish.one.key))
        if reasons:
            bad.append((wish.one, reasons))
        else:
            # Who is ready needs no exception, and with one could never become unsupported.
            ready = wish.case.exception is None or not may_award(replace(wish.case, exception=None))
            good.append(_Good(wish.one, "" if ready else wish.case.exception or ""))
    good.sort(key=lambda one: one.exception != "")
    return good, bad


def _hindrances(uow: Work, one: Candidate, run: int | None, proved: str | None) -> tuple[Reason, ...]:
    """What hinders the award of somebody who may be awarded."""
    if run is not None:
        return (StandsInRun(run),)
    name = uow.get(Learner, one.row.learner).display_name
    if proved is not None and proved != name:
        return (ProofListDiffers(proved, name),)
    return unprintable(uow, one)


def _to_say(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Who holds a valid award is told that alone: nothing of the rest needs to be mended."""
    held = tuple(one for one in reasons if isinstance(one, AlreadyAwarded))
    return held or reasons


def award_learners(uow: UnitOfWork, request: AwardLearners) -> Outcome[RunReport]:
    """Awards those who are ready, or prepares their awards; the value says who was, and who was refused and why.

    Raises:
        NotInBook, NotACandidate, NotAllowed: nobody was awarded.
    """
    credential = credential_key(uow.connection, request.credential)
    if request.exception and "coordinator" not in uow.roles:
        raise NotAllowed(uow.get(Staff, uow.actor).display_name, "award_by_exception")
    awarded_on = request.awarded_on or uow.today
    keys = _chosen(uow, request, credential)
    waiting = in_runs(uow.connection, credential)
    good, bad = _sort(uow, _cases(uow, keys, awarded_on, request.exception), waiting)
    refused = tuple(_refused(uow, one, reasons) for one, reasons in bad)
    if not good:
        return Outcome(RunReport(0, (), refused))
    run = _make_run(uow, credential, awarded_on, good, refused)
    if request.prepare:
        return Outcome(RunReport(run.number, tuple(_prepared(uow, good)), refused), undo=DropRun(run.number))
    return Outcome(RunReport(run.number, _issue(uow, run, good), refused))


def preview_awards(look: Work, question: PreviewAwards) -> RunReport:
    """Who would be awarded and who would be refused; nothing is made.

    Raises:
        NotInBook, NotACandidate: a credential or candidate isn't there.
    """
    credential = credential_key(look.connection, question.credential)
    request = AwardLearners(question.credential, question.cohort, question.learners)
    keys = _chosen(look, request, credential)
    waiting = in_runs(look.connection, credential)
    good, bad = _sort(look, _cases(look, keys, question.awarded_on or look.today, question.exception), waiting)
    return RunReport(0, tuple(_prepared(look, good)), tuple(_refused(look, one, reasons) for one, reasons in bad))


def _make_run(
    uow: UnitOfWork,
    credential: UUID,
    awarded_on: date,
    good: Sequence[_Good],
    refused: Sequence[Refused],
) -> AwardRun:
    run = AwardRun(
        id=new_key(),
        number=uow.next_number("award_run"),
        credential=credential,
        awarded_on=awarded_on,
        state="prepared",
        prepared=[
            {"candidacy": one.key.hex, "exception": exception, "name": uow.get(Learner, one.row.learner).display_name}
            for one, exception in good
        ],
        refused=[{"learner": one.learner.hex, "reason": " ".join(map(say, one.reasons))} for one in refused],
        **uow.recorded(),
    )
    uow.add(run, run.id, "award_run")
    uow.session.flush()
    return run


def _issue(uow: UnitOfWork, run: AwardRun, good: Sequence[_Good]) -> tuple[Awarded, ...]:
    """Numbers and signs; first those who are ready, then those by exception."""
    numbers: list[str] = []
    for exception, some in groupby(good, key=lambda one: one.exception):
        numbers += issue(uow, run, [one for one, _ in some], exception)
    _settle(uow, run, "issued")
    return tuple(replace(one, number=number) for one, number in zip(_prepared(uow, good), numbers, strict=True))


def _settle(uow: UnitOfWork, run: AwardRun, state: str) -> None:
    run.state, run.prepared = state, []
    uow.note(run.id, "award_run", state=state)
    uow.session.flush()


def _prepared(uow: Work, good: Sequence[_Good]) -> Iterable[Awarded]:
    for one, exception in good:
        learner: Learner = uow.get(Learner, one.row.learner)
        yield Awarded(learner.id, learner.code, learner.display_name, None, bool(exception))


def _refused(uow: Work, one: Candidate, reasons: tuple[Reason, ...]) -> Refused:
    learner: Learner = uow.get(Learner, one.row.learner)
    return Refused(learner.id, learner.code, learner.display_name, reasons)


def _open_run(uow: UnitOfWork, number: int) -> AwardRun:
    run = uow.session.scalars(select(AwardRun).where(AwardRun.number == number)).first()
    if run is None:
        raise NotInBook("award_run", str(number))
    if run.state != "prepared":
        raise RunNotOpen(number, run.state)
    return run


def issue_run(uow: UnitOfWork, request: IssueRun) -> Outcome[RunReport]:
    """Numbers and signs the awards of a prepared run; who isn't ready any more or has another name is refused.

    Raises:
        NotInBook, RunNotOpen: nothing was issued.
    """
    run = _open_run(uow, request.run)
    exceptions = {UUID(one["candidacy"]): str(one["exception"]) for one in run.prepared}
    names = {UUID(one["candidacy"]): str(one["name"]) for one in run.prepared}
    ready: list[_Good] = []
    refused: list[Refused] = []
    for exception in sorted(set(exceptions.values())):
        keys = [key for key, reason in exceptions.items() if reason == exception]
        good, bad = _sort(uow, _cases(uow, keys, run.awarded_on, exception), {}, names)
        refused += [_refused(uow, one, reasons) for one, reasons in bad]
        ready += good
    ready.sort(key=lambda one: one.exception)
    return Outcome(RunReport(run.number, _issue(uow, run, ready), tuple(refused)))


def drop_run(uow: UnitOfWork, request: DropRun) -> Outcome[int]:
    """Drops a prepared run; nothing was numbered.

    Raises:
        NotInBook, RunNotOpen: nothing was dropped.
    """
    run = _open_run(uow, request.run)
    _settle(uow, run, "dropped")
    return Outcome(run.number)
