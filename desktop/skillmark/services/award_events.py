"""What happens to an award later: corrected, revoked, confirmed. Events, never edits."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from uuid import UUID

from skillmark.domain.award import check_event
from skillmark.domain.award_errors import AwardEventOutOfPlace, NothingCorrected
from skillmark.domain.award_facts import is_replaced
from skillmark.domain.numbers import award_number
from skillmark.domain.records import AwardEventKind, AwardFact
from skillmark.protocol.answers import Outcome
from skillmark.protocol.requests.award import ConfirmAward, CorrectAward, RevokeAward
from skillmark.services.assess import candidate_of
from skillmark.services.award_facts import award_facts
from skillmark.services.issue import add_event, signing_key, write_award
from skillmark.services.issuer import the_issuer
from skillmark.services.recompute import recompute
from skillmark.services.text import clean_line
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.schema import Award, Device, Learner


@dataclass(frozen=True, slots=True)
class Corrected:
    """The old number and the new one."""

    award: str
    replaced_by: str


def _award(uow: UnitOfWork, key: UUID, kind: AwardEventKind, reason: str) -> tuple[Award, str, AwardFact]:
    row: Award = uow.get(Award, key)
    fact = award_facts(uow.connection, uow.zone, Award.id, [key])[key][0]
    check_event(fact, kind, reason)
    return row, clean_line("reason", reason, longest=2_000), fact


def _recompute(uow: UnitOfWork, award: Award) -> None:
    uow.session.flush()
    recompute(uow, [award.candidacy], codes=())
    uow.touch("learner", award.learner)


def revoke_award(uow: UnitOfWork, request: RevokeAward) -> Outcome[str]:
    """Revokes an award for good; the value is its number.

    Raises:
        NotInBook, AwardEventRefused: nothing was changed.
    """
    row, reason, fact = _award(uow, request.award, AwardEventKind.REVOKED, request.reason)
    if is_replaced(fact):
        # Two copies of a book may each do one of the two; whoever sees both revokes what is held.
        raise AwardEventOutOfPlace(str(AwardEventKind.REVOKED), "replaced")
    authority = clean_line("authority", request.authority, empty=True)
    add_event(uow, row, AwardEventKind.REVOKED, reason, authority)
    _recompute(uow, row)
    return Outcome(row.number)


def confirm_award(uow: UnitOfWork, request: ConfirmAward) -> Outcome[str]:
    """Lets an unsupported award stand; the value is its number.

    Raises:
        NotInBook, AwardEventRefused: nothing was changed.
    """
    row, reason, _ = _award(uow, request.award, AwardEventKind.CONFIRMED, request.reason)
    add_event(uow, row, AwardEventKind.CONFIRMED, reason)
    _recompute(uow, row)
    return Outcome(row.number)


def correct_award(uow: UnitOfWork, request: CorrectAward) -> Outcome[Corrected]:
    """Issues an award anew under a number of its own; awarded-on and validity stay.

    Raises:
        NotInBook, AwardEventRefused, FieldWrong, CharactersMissing: nothing was changed.
    """
    from skillmark.documents.certificates import check_coverage

    row, reason, _ = _award(uow, request.award, AwardEventKind.CORRECTED, request.reason)
    learner: Learner = uow.get(Learner, row.learner)
    name = learner.display_name if request.name is None else clean_line("name", request.name)
    snapshot = json.loads(row.snapshot)
    if name == snapshot["holder"]["name"]:
        raise NothingCorrected(name)
    issuer, device = the_issuer(uow), uow.get(Device, uow.info.device)
    snapshot["holder"]["name"] = name
    snapshot["issued_on"] = uow.today.isoformat()
    check_coverage(snapshot)
    year = uow.today.year
    serial = uow.next_number(f"award {issuer.prefix} {year} {device.label}")
    snapshot["number"] = award_number(issuer.prefix, year, device.label, serial)
    snapshot["salt"] = os.urandom(16).hex()
    new = write_award(uow, candidate_of(uow, row.candidacy), snapshot, signing_key(uow), row.run, row.id)
    add_event(uow, new, AwardEventKind.ISSUED, "")
    add_event(uow, row, AwardEventKind.CORRECTED, reason, other=new.id)
    row.replaced_by = new.id
    _recompute(uow, row)
    return Outcome(Corrected(row.number, new.number))
