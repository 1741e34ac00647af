"""Versions: what a candidate who was moved to another version brings along. Nothing is copied, all is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from skillmark.domain.attempts import NO_JUDGEMENT, Counted, Judgement
from skillmark.domain.cores import Core, attended_of, core_of
from skillmark.domain.outline import ADDED_UP, Requirement, Rubric
from skillmark.domain.records import CarriedVersion, CarryChoice, RequirementRecord

_NO_AMOUNT = Decimal(-1)
_FIRST_OF_ALL = (date.min, "", "", UUID(int=0))


def _rubric_scale(rubric: Rubric | None) -> object:
    """What of a rubric decides: its pass total, and each criterion's code, floor and points."""
    if rubric is None:
        return None
    criteria = ((item.code, item.floor, tuple(level.points for level in item.levels)) for item in rubric.criteria)
    return (rubric.pass_total, tuple(criteria))


def same_scale(old: Requirement, new: Requirement) -> bool:
    """Whether a judgement under the old requirement is one under the new one.

    For hours and counts the amount needed may differ, since they are added up again.
    """
    if (old.kind, old.scheme) != (new.kind, new.scheme):
        return False
    if new.scheme in ADDED_UP:
        return True
    scale_old = (old.reviews, old.maximum, old.pass_mark, old.levels, old.passing, _rubric_scale(old.rubric))
    scale_new = (new.reviews, new.maximum, new.pass_mark, new.levels, new.passing, _rubric_scale(new.rubric))
    return scale_old == scale_new


def usable(requirement: Requirement, record: RequirementRecord, counted: Sequence[Counted]) -> list[Counted]:
    """The chains that count as they are under the record's version.

    Those of that version, those judged on the same scale in an earlier one, and waivers, returns and missings of
    requirements of the same kind, which have no scale.
    """
    if not record.earlier:
        return list(counted)
    earlier = {carried.version: carried.requirement for carried in record.earlier if carried.version != record.version}
    found = []
    for item in counted:
        if item.entry.version not in earlier:
            found.append(item)
            continue
        old = earlier[item.entry.version]
        if old is None or old.kind is not requirement.kind:
            continue
        if item.entry.outcome in NO_JUDGEMENT or same_scale(old, requirement):
            found.append(item)
    return found


def core_with_versions(requirement: Requirement, record: RequirementRecord, counted: Sequence[Counted]) -> Core:
    """What the scheme says under the record's version; what was met in an earlier version stays met."""
    own = usable(requirement, record, counted)
    attended = attended_of(requirement, record)
    core = core_of(requirement, record, own, attended, None)
    if core.met or not record.earlier:
        return core
    recognised = _recognise(requirement, record, counted)
    return core if recognised is None else core_of(requirement, record, own, attended, recognised)


def _before_the_move(record: RequirementRecord, carried: CarriedVersion) -> RequirementRecord:
    """The record as it stood under the version that the candidate was on last."""
    sessions = record.sessions
    if carried.until is not None:
        sessions = tuple(session for session in sessions if session.starts_on <= carried.until)
    return replace(record, version=carried.version, earlier=record.earlier[:-1], sessions=sessions)


def _recognise(requirement: Requirement, record: RequirementRecord, counted: Sequence[Counted]) -> Judgement | None:
    """What was met under the earlier versions, as one judgement that is met and uses no attempt; None for nothing.

    A candidate who is moved back to a version has the standing that he had there; of the versions since then only
    what was judged under them can be recognised, else moving away and back would change something.
    """
    versions = [carried.version for carried in record.earlier]
    found = _from_last(requirement, record, counted)
    if record.version not in versions:
        return found
    first = versions.index(record.version)
    since = set(versions[first:]) - set(versions[: first + 1])
    if found is not None and found.deciding is not None and found.deciding.version in since:
        return found
    return _recognise(requirement, replace(record, earlier=record.earlier[:first]), counted)


def _from_last(requirement: Requirement, record: RequirementRecord, counted: Sequence[Counted]) -> Judgement | None:
    """What was met under the version that the candidate was on last.

    That version is decided in the same way, so a path over several versions is followed move by move.
    """
    if not record.earlier:
        return None
    carried = record.earlier[-1]
    stage = _before_the_move(record, carried)
    if carried.requirement is None:
        return _from_last(requirement, replace(record, earlier=record.earlier[:-1]), counted)
    if carried.requirement.kind is not requirement.kind or carried.choice is CarryChoice.JUDGE_AGAIN:
        return None
    path = {carried.version, *(item.version for item in stage.earlier)}
    then = [item for item in counted if item.entry.version in path]
    core = core_with_versions(carried.requirement, stage, then)
    version = core.met_version or carried.version
    if not core.met or version == record.version:
        return None
    return _as_judgement(core, version, then)


def _as_judgement(core: Core, version: int, then: Sequence[Counted]) -> Judgement:
    """The recognised result, placed after everything that was judged before the move."""
    deciding = tuple(item for item in then if item.entry.id == core.deciding)
    key = then[-1].key if then else _FIRST_OF_ALL
    return Judgement(
        deciding,
        key,
        key,
        True,
        _NO_AMOUNT,
        deciding[0].entry if deciding else None,
        core.decided_on,
        core.result,
        core.decision,
        version=version,
    )
