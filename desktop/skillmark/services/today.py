"""What today adds to stored standings: prerequisites held, due dates, the validity of awards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from skillmark.domain.award_facts import AwardStatus, award_status
from skillmark.domain.records import AwardFact
from skillmark.domain.standing import DayFacts, StandingToday, lay_over, median_share
from skillmark.services.award_facts import award_facts
from skillmark.services.records import Candidate, in_force, parts
from skillmark.services.standing_rows import standing_from_row
from skillmark.services.unit_of_work import Work
from skillmark.services.versions import Version
from skillmark.store.schema import Arrangement, Award, Credential, StandingRow

HELD = (AwardStatus.VALID, AwardStatus.EXPIRING)


def prerequisites_held(
    look: Work, learners: Sequence[UUID], codes: Sequence[str], on: date
) -> dict[UUID, frozenset[str]]:
    """Of which of these credentials each learner holds a valid award on a day."""
    if not codes:
        return {}
    awards = Award.__table__.c
    owners: dict[UUID, tuple[UUID, str]] = {}
    query = select(awards.id, awards.learner, Credential.code).join(Credential, Credential.id == awards.credential)
    for part in parts(learners):
        for row in look.connection.execute(query.where(awards.learner.in_(part), Credential.code.in_(codes))):
            owners[row.id] = (row.learner, row.code)
    facts = award_facts(look.connection, look.zone, awards.id, list(owners))
    held: dict[UUID, set[str]] = {}
    for key, (learner, code) in owners.items():
        if any(award_status(fact, on, look.info.expiring_days) in HELD for fact in facts[key]):
            held.setdefault(learner, set()).add(code)
    return {learner: frozenset(codes) for learner, codes in held.items()}


def due_dates(version: Version, row: Any, moved: Mapping[str | None, date]) -> dict[str, date]:
    """When each requirement of a candidacy is due: an arrangement's date, its own date, else the candidacy's."""
    found: dict[str, date] = {}
    for code, requirement in version.requirements.items():
        own = requirement.due.date_for(row.started_on) if requirement.due else None
        due = moved.get(code) or moved.get(None) or own or row.due_on
        if due is not None:
            found[code] = due
    return found


def arranged_dates(connection: Connection, keys: Sequence[UUID]) -> dict[UUID, dict[str | None, date]]:
    """Due dates that arrangements moved, by candidacy and requirement (None: all)."""
    table = Arrangement.__table__.c
    found: dict[UUID, dict[str | None, date]] = {}
    for part in parts(keys):
        rows = connection.execute(select(Arrangement.__table__).where(table.candidacy.in_(part)).order_by(table.clock))
        for row in in_force(rows.all()):
            if row.due_on is not None:
                found.setdefault(row.candidacy, {})[row.requirement] = row.due_on
    return found


def stored_standings(connection: Connection, keys: Sequence[UUID]) -> dict[UUID, Any]:
    """The rows of the stored standings, by candidacy."""
    table = StandingRow.__table__
    return {
        row.candidacy: row
        for part in parts(keys)
        for row in connection.execute(select(table).where(table.c.candidacy.in_(part)))
    }


def standings_today(look: Work, candidates: Sequence[Candidate]) -> dict[UUID, StandingToday]:
    """Each candidacy's stored standing with what today adds; the median is that of the candidacies given."""
    keys = [one.key for one in candidates]
    rows = stored_standings(look.connection, keys)
    awards = award_facts(look.connection, look.zone, Award.__table__.c.candidacy, keys)
    moved = arranged_dates(look.connection, keys)
    codes = sorted({code for one in candidates for code in one.version.definition.prerequisites})
    held = prerequisites_held(look, [one.row.learner for one in candidates], codes, look.today)
    middle = median_share(row.share for row in rows.values())
    found = {}
    for one in candidates:
        newest = _newest(awards.get(one.key, []))
        standing = standing_from_row(rows[one.key], one.version.definition.prerequisites, newest)
        found[one.key] = lay_over(
            standing,
            DayFacts(
                look.today,
                held.get(one.row.learner, frozenset()),
                due_dates(one.version, one.row, moved.get(one.key, {})),
                middle,
                look.info.quiet_days,
                look.info.expiring_days,
            ),
        )
    return found


def _newest(awards: Sequence[AwardFact]) -> AwardFact | None:
    from skillmark.domain.award_facts import newest_award

    return newest_award(tuple(awards))
