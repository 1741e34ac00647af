"""A book of 3,000 learners with 60 requirements and two attempts each, for the measures of standing."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from skillmark.protocol.requests.define import AddCredential
from skillmark.protocol.requests.teach import ImportRoster
from skillmark.services.handle import begin, handle
from skillmark.services.new import NewBook, new_book
from skillmark.services.recompute import recompute_all
from skillmark.services.sitting import Sitting
from skillmark.store.bulk import insert_rows
from skillmark.store.keys import new_key_bytes
from skillmark.store.schema import Assessment, Candidacy
from tests.bench.samples import write_roster

COLUMNS = ("id", "candidacy", "requirement", "outcome", "mark", "assessor", "witness", "assessed_on", "basis",
           "feedback", "staff_note", "evidence", "reason", "authority", "source", "version", "proposed", "recorded_at",
           "recorded_offset", "recorded_by", "clock", "device")  # fmt: skip


def document(requirements: int) -> dict[str, Any]:
    """Groups of ten: all of some, four of six of others."""
    children: list[dict[str, Any]] = []
    for first in range(0, requirements, 10):
        inside = [
            {"code": f"R{number:03d}", "kind": "skills_test", "title": f"Test {number}", "scheme": "points",
             "maximum": 100, "pass_mark": 60, "deciding": "best"}
            for number in range(first, min(first + 10, requirements))
        ]  # fmt: skip
        rule = "all" if first % 20 == 0 else "at_least 4"
        children.append({"group": f"Group {first // 10}", "rule": rule, "children": inside})
    return {"code": "BENCH", "title": "Bench", "outline": {"rule": "all", "children": children}}


def make(folder: Path, learners: int, requirements: int, attempts: int) -> Sitting:
    """The book, with judgements written in bulk and standing recomputed by the program."""
    sitting = new_book(folder / "bench.skillmark", NewBook("Bench", "Grace", time_zone="UTC"))
    handle(sitting, AddCredential(document(requirements), publish=True))
    write_roster(folder / "roster.csv", learners)
    handle(sitting, ImportRoster(folder / "roster.csv", offer=("BENCH",)))
    with sitting.book.write() as session:
        work = begin(sitting, session, sitting.actor)
        chance, stamp = random.Random(1), work.stamp
        actor, device = bytearray(work.actor.bytes), bytearray(work.head.device.bytes)
        day = date(2026, 1, 5).isoformat()
        for candidacy in session.scalars(select(Candidacy.id)).all():
            key, rows = bytearray(candidacy.bytes), []
            for number in range(requirements):
                for _ in range(attempts):
                    mark = chance.randint(20, 100)
                    rows.append(
                        (bytearray(new_key_bytes()), key, f"R{number:03d}", "met" if mark >= 60 else "not_met",
                         mark * 1000, actor, "", day, "work", "", "", "[]", "", "", "file", 1, 0, stamp.at, 0, actor,
                         stamp.clock, device)
                    )  # fmt: skip
            insert_rows(work.connection, Assessment.__table__, COLUMNS, rows)
        recompute_all(work)
        work.log("bench")
    sitting.book.changed = False
    return sitting


def a_mark(value: int) -> Any:
    """A judgement of a mark."""
    from skillmark.protocol.requests.judge import Judgement

    return Judgement(mark=Decimal(value))
