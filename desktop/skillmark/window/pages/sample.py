"""A sample certificate: the real page with the issuer as it is now and an invented award."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from skillmark.protocol.rows import IssuerRow
from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.domain.definition import Definition
    from skillmark.services.sitting import Sitting

USUAL, LONGEST = "usual", "longest"
USUAL_NAME = "Chiara D’Alessandro"
NUMBER = "{prefix}-{year}-K7-0000-X"


@dataclass(frozen=True, slots=True)
class Sample:
    """What a sample shows: the issuer, and whose name."""

    issuer: IssuerRow
    whose: str


def draw_sample(sitting: Sitting, key: Hashable) -> bytes:
    """The sample as PDF."""
    from skillmark.documents.certificates import CertificateMaker
    from skillmark.protocol.requests.look import ReadImage
    from skillmark.services.answer import ask

    assert isinstance(key, Sample)
    issuer = key.issuer
    digests = [one.image for one in issuer.signatories] + [issuer.logo]
    images: dict[str, bytes] = {one: ask(sitting, ReadImage(one)) for one in digests if one}
    return CertificateMaker(images).one(_snapshot(sitting, key))


def _snapshot(sitting: Sitting, key: Sample) -> dict[str, Any]:
    from skillmark.domain import snapshot as s
    from skillmark.domain.award import valid_until
    from skillmark.protocol.requests.look import ReadDay
    from skillmark.services.answer import ask

    issuer, day, definition = key.issuer, ask(sitting, ReadDay()), _definition(sitting)
    facts = s.AwardFacts(
        number=NUMBER.format(prefix=issuer.prefix, year=day.year),
        salt=bytes(16),
        holder=_longest(sitting) if key.whose == LONGEST else USUAL_NAME,
        definition=definition,
        version=1,
        issuer=s.SnapshotIssuer(issuer.name, issuer.legal_name, issuer.country, issuer.url),
        awarded_on=day,
        issued_on=day,
        valid_until=valid_until(definition.validity, day),
        signatories=tuple(s.SnapshotSignatory(one.name, one.title, one.image) for one in issuer.signatories),
        logo=issuer.logo,
        template=s.SnapshotTemplate(issuer.design, 1, issuer.paper, issuer.portrait),
    )
    return s.build_snapshot(facts)


def _longest(sitting: Sitting) -> str:
    from skillmark.protocol.requests.look import ListLearners
    from skillmark.services.answer import ask

    return max((one.display_name for one in ask(sitting, ListLearners())), key=len, default=USUAL_NAME)


def _definition(sitting: Sitting) -> Definition:
    """The first credential of the book; an invented one where there is none yet."""
    from skillmark.domain.definition import read_definition
    from skillmark.protocol.requests.look import ListCredentials, ShowCredential
    from skillmark.services.answer import ask

    found = ask(sitting, ListCredentials())
    if found:
        definition: Definition = ask(sitting, ShowCredential(found[0].code, found[0].version)).definition
        return definition
    asked = {"code": "T", "title": _("Test"), "kind": "skills_test", "scheme": "pass_fail"}
    return read_definition(
        {
            "code": "SAMPLE",
            "title": _("Title of the micro-credential"),
            "validity": {"months": 36},
            "criteria": _("What the holder has shown stands here."),
            "outline": {"children": [asked]},
        }
    )
