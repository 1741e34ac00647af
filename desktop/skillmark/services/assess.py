"""Judgements: recorded, corrected, voided. Appended, never edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.errors import AdjudicatorNeeded
from skillmark.domain.outline import Judge, Requirement
from skillmark.domain.rating import WaiverAllowance, check_entry, check_judge
from skillmark.domain.records import Basis, Decision, Entry, RequirementRecord, Stage
from skillmark.domain.records import Outcome as Result
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import NoSuchRequirement, NotInBook, UndoPastAward
from skillmark.protocol.requests.judge import (
    CorrectAssessment,
    Judgement,
    RecordAssessment,
    RecordMany,
)
from skillmark.services.evidence import evidence_titles, keep_evidence
from skillmark.services.recompute import recompute_known
from skillmark.services.records import Candidate, load_candidates, read_record
from skillmark.services.text import clean_line, clean_text
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.keys import new_key
from skillmark.store.schema import Assessment, Award, RequirementStandingRow, Staff

VOID = Judgement(outcome="void", reason="undo")


class Bench:
    """One candidacy and requirement to be judged, with what is on record."""

    def __init__(self, uow: UnitOfWork, candidate: Candidate, code: str, record: RequirementRecord) -> None:
        """Takes what was read.

        Raises:
            NoSuchRequirement: the candidate's version has no such requirement.
        """
        self.uow, self.candidate, self.code, self.record = uow, candidate, code, record
        self.requirement: Requirement = requirement_of(candidate, code)

    def allowance(self) -> WaiverAllowance:
        """How many waivers the version allows, and how many other requirements are waived."""
        table = RequirementStandingRow.__table__.c
        query = select(table.requirement).where(table.candidacy == self.candidate.key, table.state == "waived")
        others = [code for code in self.uow.connection.execute(query).scalars() if code != self.code]
        return WaiverAllowance(self.candidate.version.definition.waivers_max, len(others))

    def check(self, entry: Entry, *, typed_over: bool) -> Entry:
        """The entry completed.

        Raises:
            EntryRefused: why it can't be taken.
        """
        allowance = self.allowance() if entry.outcome is Result.WAIVED else WaiverAllowance()
        return check_entry(
            self.requirement, self.record, entry, self.uow.today, waivers=allowance, typed_over=typed_over
        )

    def recompute(self) -> None:
        """Stores where the candidacy stands by the record as it is now."""
        self.uow.session.flush()
        recompute_known(self.uow, [self.candidate], [self.code], {(self.candidate.key, self.code): self.record})


def requirement_of(candidate: Candidate, code: str) -> Requirement:
    """The requirement with that code in the candidate's version.

    Raises:
        NoSuchRequirement: there is none.
    """
    requirement = candidate.version.requirements.get(code)
    if requirement is None:
        raise NoSuchRequirement(code, candidate.version.code)
    return requirement


def bench_for(uow: UnitOfWork, candidacy: UUID, code: str) -> Bench:
    """A candidacy and requirement, with what is on record.

    Raises:
        NotInBook, NoSuchRequirement: there is no such thing.
    """
    candidate = candidate_of(uow, candidacy)
    requirement_of(candidate, code)
    return Bench(uow, candidate, code, read_record(uow.connection, uow.zone, candidate, code))


def entry_of(
    judgement: Judgement,
    uow: UnitOfWork,
    *,
    assessed_on: date,
    assessor: UUID,
    replaces: UUID | None = None,
    submission: UUID | None = None,
    stage: Stage | None = None,
) -> Entry:
    """A request's judgement as the calculation reads it."""
    return Entry(
        id=new_key(),
        assessed_on=assessed_on,
        recorded=uow.stamp.clock,
        device=uow.head.device.hex,
        outcome=Result(judgement.outcome) if judgement.outcome else None,
        mark=judgement.mark,
        level=judgement.level,
        points=dict(judgement.points or {}),
        minutes=judgement.minutes,
        count=judgement.count,
        basis=Basis(judgement.basis),
        decision=Decision(judgement.decision) if judgement.decision else None,
        stage=stage,
        submission=submission,
        assessor=assessor,
        replaces=replaces,
        reason=clean_line("reason", judgement.reason, empty=True, longest=2_000),
        authority=clean_line("authority", judgement.authority, empty=True),
        evidence=evidence_titles(judgement.evidence),
        proposed="assistant" in uow.roles and not uow.roles & {"coordinator", "instructor"},
    )


def _points_text(points: Mapping[str, Decimal]) -> dict[str, str] | None:
    return {code: str(value) for code, value in points.items()} or None


def row_of(entry: Entry, bench: Bench, judgement: Judgement, source: str) -> Assessment:
    """A completed entry as its row."""
    uow = bench.uow
    return Assessment(
        id=entry.id,
        candidacy=bench.candidate.key,
        requirement=bench.code,
        cohort=bench.candidate.row.cohort,
        outcome=str(entry.outcome) if entry.outcome else None,
        mark=entry.mark,
        level=entry.level,
        minutes=entry.minutes,
        count=entry.count,
        points=_points_text(entry.points),
        kept=_points_text(entry.kept),
        decision=str(entry.decision) if entry.decision else None,
        stage=str(entry.stage) if entry.stage else None,
        submission=entry.submission,
        assessor=entry.assessor,
        witness=clean_line("witness", judgement.witness, empty=True),
        assessed_on=entry.assessed_on,
        basis=str(entry.basis),
        feedback=clean_text("feedback", judgement.feedback),
        staff_note=clean_text("staff_note", judgement.staff_note),
        evidence=keep_evidence(uow, judgement.evidence) if judgement.evidence else list(entry.evidence),
        replaces=entry.replaces,
        reason=entry.reason,
        authority=entry.authority,
        source=source,
        version=entry.version,
        proposed=entry.proposed,
        **uow.recorded(),
    )


def judge_of(uow: UnitOfWork, assessor: UUID) -> Judge:
    """As what an assessor judges: by the highest of a staff member's roles, else as an external person."""
    if assessor not in uow.judges:
        staff = uow.session.get(Staff, assessor)
        roles = staff.roles if staff is not None else []
        known = (Judge.COORDINATOR, Judge.INSTRUCTOR, Judge.ASSISTANT)
        uow.judges[assessor] = next((judge for judge in known if judge in roles), Judge.EXTERNAL)
    return uow.judges[assessor]


def _check_adjudicator(uow: UnitOfWork, assessor: UUID | None) -> None:
    decides = assessor is not None and judge_of(uow, assessor) is Judge.COORDINATOR
    # Nor can somebody else decide in a coordinator's name.
    if not decides or "coordinator" not in uow.roles:
        raise AdjudicatorNeeded


def append(bench: Bench, entry: Entry, judgement: Judgement, source: str, *, typed_over: bool) -> Assessment:
    """Checks an entry and appends its row; standing is not recomputed yet.

    Raises:
        EntryRefused: nothing was appended.
    """
    if entry.assessor is not None and entry.outcome is not Result.VOID:
        check_judge(bench.requirement, judge_of(bench.uow, entry.assessor))
    completed = bench.check(entry, typed_over=typed_over)
    if completed.stage is Stage.ADJUDICATION:
        _check_adjudicator(bench.uow, completed.assessor)
    row = row_of(completed, bench, judgement, source)
    bench.record = replace(bench.record, entries=(*bench.record.entries, completed))
    bench.uow.add(row, bench.candidate.key, "candidacy")
    bench.uow.touch("learner", bench.candidate.row.learner)
    return row


def record_assessment(uow: UnitOfWork, request: RecordAssessment) -> Outcome[UUID]:
    """Records a judgement; the value is its key.

    Raises:
        EntryRefused, NotInBook, NoSuchRequirement: nothing was recorded.
    """
    bench = bench_for(uow, request.candidacy, request.requirement)
    entry = entry_of(
        request.judgement,
        uow,
        assessed_on=request.assessed_on or uow.today,
        assessor=request.assessor or uow.actor,
        submission=request.submission,
        stage=Stage.ADJUDICATION if request.adjudicate else None,
    )
    row = append(bench, entry, request.judgement, request.source, typed_over=False)
    bench.recompute()
    return Outcome(row.id, undo=CorrectAssessment(row.id, VOID, source="undo"))


def _same_sitting(bench: Bench, target: Assessment) -> bool:
    """Whether who acts types over an own entry of the same day."""
    uow = bench.uow
    return target.recorded_by == uow.actor and target.recorded_at[:10] == uow.now.at[:10]


def _not_past_award(bench: Bench, target: Assessment) -> None:
    awards = Award.__table__.c
    query = select(awards.number).where(awards.candidacy == bench.candidate.key, awards.id > target.id)
    number = bench.uow.connection.execute(query).scalar()
    if number is not None:
        raise UndoPastAward(number)


def correct_assessment(uow: UnitOfWork, request: CorrectAssessment) -> Outcome[UUID]:
    """Puts an entry in the place of another; the value is its key.

    Raises:
        EntryRefused, NotInBook, UndoPastAward: nothing was recorded.
    """
    target: Assessment = uow.get(Assessment, request.replaces)
    bench = bench_for(uow, target.candidacy, target.requirement)
    undoing = request.source == "undo"
    if undoing:
        _not_past_award(bench, target)
    entry = entry_of(
        request.judgement,
        uow,
        assessed_on=request.assessed_on or target.assessed_on,
        # A review stays the review of whoever made it: reviews belong together by their reviewers.
        assessor=target.assessor if undoing or bench.requirement.reviews > 1 else uow.actor,
        replaces=target.id,
    )
    typed_over = undoing or _same_sitting(bench, target)
    row = append(bench, entry, request.judgement, request.source, typed_over=typed_over)
    bench.recompute()
    undo = CorrectAssessment(row.id, judgement_of(target), target.assessed_on, source="undo")
    return Outcome(row.id, undo=undo)


def judgement_of(row: Assessment) -> Judgement:
    """What an entry says, to be said again."""
    from skillmark.protocol.requests.judge import NewArtifact

    decimals: dict[str, Decimal] | None = None
    if row.points:
        decimals = {code: Decimal(value) for code, value in row.points.items()}
    evidence: list[NewArtifact] = []
    for one in row.evidence:
        kept: Any = one
        evidence.append(
            NewArtifact(kept, kept) if isinstance(one, str) else NewArtifact(kept["title"], digest=kept["digest"])
        )
    return Judgement(
        outcome=row.outcome,
        mark=row.mark,
        level=row.level,
        minutes=row.minutes,
        count=row.count,
        points=decimals,
        decision=row.decision,
        basis=row.basis,
        feedback=row.feedback,
        staff_note=row.staff_note,
        evidence=tuple(evidence),
        reason=row.reason or "undo",
        authority=row.authority,
        witness=row.witness,
    )


def record_many(uow: UnitOfWork, request: RecordMany) -> Outcome[tuple[UUID, ...]]:
    """Records several entries as one step; one refusal refuses all.

    Raises:
        EntryRefused, NotInBook, NoSuchRequirement: nothing was recorded.
    """
    keys, undo = [], []
    for one in request.requests:
        done = record_assessment(uow, one) if isinstance(one, RecordAssessment) else correct_assessment(uow, one)
        keys.append(done.value)
        undo.append(done.undo)
    backwards = tuple(one for one in reversed(undo) if isinstance(one, CorrectAssessment))
    return Outcome(tuple(keys), undo=RecordMany(backwards))


def candidate_of(uow: UnitOfWork, key: UUID) -> Candidate:
    """A candidacy with its version.

    Raises:
        NotInBook: there is none.
    """
    found = load_candidates(uow.connection, [key])
    if not found:
        raise NotInBook("candidacy", str(key))
    return found[0]
