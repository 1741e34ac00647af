"""The snapshot of an award: everything that is ever printed or exported of it, in the form that is hashed, signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from skillmark.domain.definition_parts import Definition
from skillmark.domain.outline import Requirement

FORMAT = "skillmark-award/1"

Snapshot = dict[str, object]


@dataclass(frozen=True, slots=True)
class SnapshotIssuer:
    """The issuer as it is printed."""

    name: str
    legal_name: str = ""
    country: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotResult:
    """What one requirement contributed: its state, and its result in words as the certificate says it (or None)."""

    requirement: Requirement
    state: str
    result: str | None = None


@dataclass(frozen=True, slots=True)
class SnapshotSignatory:
    """Who signs; `image` is the SHA-256 of a signature image in hex, None for a line."""

    name: str
    title: str = ""
    image: str | None = None


@dataclass(frozen=True, slots=True)
class SnapshotTemplate:
    """The frozen look: a design of a version, on a paper."""

    design: str = "classic"
    version: int = 1
    paper: str = "a4"
    portrait: bool = False


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """What goes into a snapshot.

    Attributes:
        salt: 128 random bits.
        holder: the name as printed.
        version: the number of the credential's version.
        waivers: (requirement code, reason) of each waiver.
        exception: the written reason of an award by exception, None for none.
        logo: SHA-256 of the logo in hex, None for none.
    """

    number: str
    salt: bytes
    holder: str
    definition: Definition
    version: int
    issuer: SnapshotIssuer
    awarded_on: date
    issued_on: date
    valid_until: date | None = None
    results: tuple[SnapshotResult, ...] = ()
    evidence: tuple[str, ...] = ()
    waivers: tuple[tuple[str, str], ...] = ()
    exception: str | None = None
    signatories: tuple[SnapshotSignatory, ...] = ()
    logo: str | None = None
    template: SnapshotTemplate = SnapshotTemplate()


def _plain_number(value: Decimal | None) -> int | str | None:
    """A number without floats: whole numbers as such, others as text, so that the canonical form is one everywhere."""
    if value is None:
        return None
    return int(value) if value == int(value) else format(value.normalize(), "f")


def _achievement(definition: Definition, version: int) -> Snapshot:
    credit, level = definition.credits, definition.level
    quality = definition.quality_assurance
    return {
        "code": definition.code,
        "title": definition.title,
        "version": version,
        "description": definition.description,
        "criteria": definition.criteria,
        "outcomes": [outcome.text for outcome in definition.outcomes],
        "field_of_study": definition.field_of_study,
        "language": definition.language,
        "hours": _plain_number(definition.effort_hours),
        "credits": None if credit is None else {"value": _plain_number(credit.value), "system": credit.system},
        "level": None if level is None else {"framework": level.framework, "value": level.value},
        "delivery": None if definition.delivery is None else str(definition.delivery),
        "supervision": None if definition.supervision is None else str(definition.supervision),
        "quality_assurance": None
        if quality is None
        else {
            "text": quality.text,
            "body": quality.body,
            "url": quality.url,
        },
    }


def _results(results: Iterable[SnapshotResult]) -> list[Mapping[str, object]]:
    return [
        {
            "code": item.requirement.code,
            "title": item.requirement.title,
            "kind": str(item.requirement.kind),
            "state": item.state,
            "result": item.result,
        }
        for item in results
    ]


def build_snapshot(facts: AwardFacts) -> Snapshot:
    """The snapshot as plain JSON data without floats, ready to be written canonically (RFC 8785), hashed and signed."""
    template = facts.template
    return {
        "format": FORMAT,
        "number": facts.number,
        "salt": facts.salt.hex(),
        "holder": {"name": facts.holder},
        "achievement": _achievement(facts.definition, facts.version),
        "issuer": {
            "name": facts.issuer.name,
            "legal_name": facts.issuer.legal_name,
            "country": facts.issuer.country,
            "url": facts.issuer.url,
        },
        "awarded_on": facts.awarded_on.isoformat(),
        "issued_on": facts.issued_on.isoformat(),
        "valid_until": None if facts.valid_until is None else facts.valid_until.isoformat(),
        "results": _results(facts.results),
        "evidence": list(facts.evidence),
        "waivers": [{"code": code, "reason": reason} for code, reason in facts.waivers],
        "exception": facts.exception,
        "signatories": [{"name": item.name, "title": item.title, "image": item.image} for item in facts.signatories],
        "logo": facts.logo,
        "template": {
            "design": template.design,
            "version": template.version,
            "paper": template.paper,
            "portrait": template.portrait,
        },
    }
