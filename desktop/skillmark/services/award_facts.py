"""Awards as the calculation reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from skillmark.domain.records import AwardEvent, AwardEventKind, AwardFact
from skillmark.services.records import parts
from skillmark.store.schema import Award, AwardRun
from skillmark.store.schema import AwardEvent as EventRow
from skillmark.system.clock import local_date


def in_runs(connection: Connection, credential: UUID | None = None) -> dict[UUID, int]:
    """The candidacies that stand in prepared runs, of one credential or of all, each with its run's number."""
    query = select(AwardRun.number, AwardRun.prepared).where(AwardRun.state == "prepared").order_by(AwardRun.number)
    if credential is not None:
        query = query.where(AwardRun.credential == credential)
    return {UUID(one["candidacy"]): row.number for row in connection.execute(query) for one in row.prepared}


def award_facts(
    connection: Connection, zone: ZoneInfo, column: Any, keys: Sequence[UUID]
) -> dict[UUID, list[AwardFact]]:
    """Awards with their events, grouped by a column of the award table (candidacy, learner or the award's own key)."""
    awards, events = Award.__table__, EventRow.__table__
    found: dict[UUID, list[AwardFact]] = {}
    for part in parts(keys):
        rows = connection.execute(
            select(awards.c.id, awards.c.number, awards.c.awarded_on, awards.c.valid_until, awards.c.exception,
                   column.label("group_key")).where(column.in_(part)).order_by(awards.c.id)
        ).all()  # fmt: skip
        happened: dict[UUID, list[Any]] = {}
        for chunk in parts([row.id for row in rows]):
            for event in connection.execute(select(events).where(events.c.award.in_(chunk)).order_by(events.c.clock)):
                happened.setdefault(event.award, []).append(event)
        for row in rows:
            found.setdefault(row.group_key, []).append(_fact(row, happened.get(row.id, []), zone))
    return found


def _fact(row: Any, events: list[Any], zone: ZoneInfo) -> AwardFact:
    return AwardFact(
        id=row.id,
        number=row.number,
        awarded_on=row.awarded_on,
        valid_until=row.valid_until,
        recorded=events[0].clock if events else "",
        device=events[0].device.hex if events else "",
        by_exception=bool(row.exception),
        events=tuple(
            AwardEvent(
                AwardEventKind(one.kind), local_date(one.recorded_at, zone), one.clock, one.device.hex, one.reason
            )
            for one in events
        ),
    )
