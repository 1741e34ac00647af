"""Issuing awards: number, snapshot, hash, signature, event, in one go for many."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.award import valid_until
from skillmark.domain.numbers import award_number
from skillmark.domain.records import AwardEventKind
from skillmark.domain.snapshot import (
    AwardFacts,
    Snapshot,
    SnapshotIssuer,
    SnapshotResult,
    SnapshotSignatory,
    SnapshotTemplate,
    build_snapshot,
)
from skillmark.domain.standing import RequirementState
from skillmark.protocol.errors import RequestRefused
from skillmark.services.issuer import the_issuer
from skillmark.services.recompute import Standings, recompute_known, stored_requirements
from skillmark.services.records import Candidate, parts
from skillmark.services.unit_of_work import UnitOfWork, Work
from skillmark.store.keys import new_key
from skillmark.store.schema import (
    Assessment,
    Award,
    AwardEvent,
    AwardRun,
    Device,
    Issuer,
    Learner,
    SigningKey,
    Submission,
)
from skillmark.store.signing import sign
from skillmark.system.canonical import canonical, sha256
from skillmark.wording.results import result_text

TEMPLATE_VERSION = 1

Said = Mapping[UUID | None, Any]
"""Evidence and reason by deciding entry."""


def unprintable(uow: Work, one: Candidate) -> tuple[RequestRefused, ...]:
    """Why the certificate of a candidacy couldn't be printed; nothing where it can."""
    from skillmark.documents.certificates import check_coverage

    facts = _facts(uow, one, _holder(uow, one), uow.today, {}, the_issuer(uow), "", {})
    try:
        check_coverage(build_snapshot(facts))
    except RequestRefused as error:
        return (error,)
    return ()


def _holder(uow: Work, one: Candidate) -> str:
    learner: Learner = uow.get(Learner, one.row.learner)
    return learner.display_name


def _numbers(uow: UnitOfWork, prefix: str, awarded: int, count: int) -> list[str]:
    device: Device = uow.get(Device, uow.info.device)
    first = uow.next_number(f"award {prefix} {awarded} {device.label}", count)
    return [award_number(prefix, awarded, device.label, serial) for serial in range(first, first + count)]


def issue(uow: UnitOfWork, run: AwardRun, good: Sequence[Candidate], exception: str) -> list[str]:
    """Makes the awards of a run; gives their numbers, in order."""
    issuer = the_issuer(uow)
    numbers = _numbers(uow, issuer.prefix, uow.today.year, len(good))
    standings = stored_requirements(uow.connection, [one.key for one in good])
    said = _said(uow, standings)
    key = signing_key(uow)
    for one, number in zip(good, numbers, strict=True):
        facts = _facts(uow, one, _holder(uow, one), run.awarded_on, standings[one.key], issuer, exception, said)
        award = write_award(uow, one, build_snapshot(_numbered(facts, number)), key, run.id)
        add_event(uow, award, AwardEventKind.ISSUED, exception)
    uow.session.flush()
    for part in parts(good):
        recompute_known(uow, part, (), None)
    return numbers


def _numbered(facts: AwardFacts, number: str) -> AwardFacts:
    from dataclasses import replace

    return replace(facts, number=number, salt=os.urandom(16))


def signing_key(uow: UnitOfWork) -> SigningKey:
    """The issuer's key in force."""
    return uow.session.scalars(select(SigningKey).where(SigningKey.retired_at.is_(None))).one()


def write_award(
    uow: UnitOfWork, one: Candidate, snapshot: Snapshot, key: SigningKey, run: UUID | None, replaces: UUID | None = None
) -> Award:
    """Hashes and signs a snapshot and adds the award."""
    text = canonical(snapshot)
    digest = sha256(text)
    assert key.private is not None
    ends = snapshot["valid_until"]
    holder = snapshot["holder"]
    assert isinstance(holder, dict)
    row = Award(
        id=new_key(),
        number=snapshot["number"],
        candidacy=one.key,
        learner=one.row.learner,
        credential=one.row.credential,
        version=one.version.key,
        cohort=one.row.cohort,
        run=run,
        awarded_on=date.fromisoformat(str(snapshot["awarded_on"])),
        issued_on=date.fromisoformat(str(snapshot["issued_on"])),
        valid_until=date.fromisoformat(str(ends)) if ends else None,
        holder=holder["name"],
        exception=snapshot["exception"] or "",
        snapshot=text.decode("utf-8"),
        hash=digest,
        signature=sign(key.private, digest),
        key=key.id,
        replaces=replaces,
        supported=True,
    )
    uow.add(row, row.id, "award")
    uow.touch("learner", row.learner)
    return row


def add_event(
    uow: UnitOfWork, award: Award, kind: AwardEventKind, reason: str, authority: str = "", other: UUID | None = None
) -> None:
    """Adds an event of an award."""
    row = AwardEvent(
        id=new_key(), award=award.id, kind=str(kind), reason=reason, authority=authority, other=other, **uow.recorded()
    )
    uow.add(row, award.id, "award")


def _facts(
    uow: Work,
    one: Candidate,
    holder: str,
    awarded_on: date,
    standings: Standings,
    issuer: Issuer,
    exception: str,
    said: Said,
) -> AwardFacts:
    definition = one.version.definition
    deciding = [said[found.deciding] for found in standings.values() if found.deciding in said]
    return AwardFacts(
        number="",
        salt=b"",
        holder=holder,
        definition=definition,
        version=one.version.number,
        issuer=SnapshotIssuer(issuer.name, issuer.legal_name, issuer.country, issuer.url),
        awarded_on=awarded_on,
        issued_on=uow.today,
        valid_until=valid_until(definition.validity, awarded_on),
        results=_results(one, standings),
        evidence=tuple(dict.fromkeys(text for row in deciding for text in row["evidence"])),
        waivers=_waivers(standings, said),
        exception=exception or None,
        signatories=tuple(SnapshotSignatory(s["name"], s["title"], s["image"]) for s in issuer.signatories),
        logo=issuer.logo.hex() if issuer.logo else None,
        template=SnapshotTemplate(issuer.design, TEMPLATE_VERSION, issuer.paper, issuer.portrait),
    )


def _results(one: Candidate, standings: Standings) -> tuple[SnapshotResult, ...]:
    """What was shown: requirements that are met or waived, in outline order."""
    return tuple(
        SnapshotResult(requirement, str(found.state), result_text(requirement.kind, found.result) or None)
        for code, requirement in one.version.requirements.items()
        if (found := standings.get(code)) is not None and found.satisfied
    )


def _waivers(standings: Standings, said: Said) -> tuple[tuple[str, str], ...]:
    return tuple(
        (code, said[found.deciding]["reason"] if found.deciding in said else "")
        for code, found in standings.items()
        if found.state is RequirementState.WAIVED
    )


def _said(uow: UnitOfWork, standings: Mapping[UUID, Standings]) -> Said:
    """Evidence and reason of the deciding entries, with what was handed in for them."""
    keys = [found.deciding for mine in standings.values() for found in mine.values() if found.deciding is not None]
    said: dict[UUID | None, Any] = {}
    columns = (Assessment.id, Assessment.evidence, Assessment.reason, Assessment.submission)
    for part in parts(keys):
        rows = uow.connection.execute(select(*columns).where(Assessment.id.in_(part))).all()
        handed = _artifacts(uow, [row.submission for row in rows if row.submission])
        for row in rows:
            titles = [one if isinstance(one, str) else one["title"] for one in row.evidence]
            said[row.id] = {"reason": row.reason, "evidence": [*titles, *handed.get(row.submission, ())]}
    return said


def _artifacts(uow: UnitOfWork, keys: Sequence[UUID]) -> dict[UUID | None, list[str]]:
    query = select(Submission.id, Submission.artifacts)
    return {
        row.id: [one["title"] for one in row.artifacts]
        for part in parts(keys)
        for row in uow.connection.execute(query.where(Submission.id.in_(part)))
    }
