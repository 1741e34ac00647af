"""What a certificate says: an award's snapshot as the texts of a template, its check text, the text of its QR code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skillmark.documents.template import Template, template, words, written_date
from skillmark.domain.numbers import base32, check_text
from skillmark.system.canonical import canonical, sha256

_NUMBER_WIDTH = 24  # Of the award number in the QR code: five letters, year, device, nine digits, check character.
_EARNED = ("met", "waived")


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: name, title, SHA-256 of the signature's image or None."""

    name: str
    title: str
    image: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """The texts of one certificate.

    Attributes:
        texts: field of a template -> text.
        common: what certificates that share their background have in common.
        results: title and result of each requirement that was met or waived.
        code: text of the QR code.
        digest: SHA-256 of the snapshot.
    """

    template: Template
    language: str
    texts: Mapping[str, Any]
    common: tuple[object, ...]
    results: tuple[tuple[str, str], ...]
    signatories: tuple[Signatory, ...]
    logo: str | None
    code: str
    digest: bytes


def read_content(snapshot: Mapping[str, Any]) -> Content:
    """The certificate's texts.

    Raises:
        TemplateUnknown: this release has no such template.
    """
    wanted, achievement = snapshot["template"], snapshot["achievement"]
    page = template(wanted["design"], wanted["version"], wanted["paper"], wanted["portrait"])
    language = achievement.get("language") or "en"
    digest = sha256(canonical(snapshot))
    signatories = tuple(Signatory(item["name"], item["title"], item["image"]) for item in snapshot["signatories"][:4])
    texts = _texts(snapshot, language) | {"check": check_text(digest)}
    said = (texts["issuer"], texts["statement"], texts["shown"], texts["title"])
    common = (page, language, signatories, snapshot["logo"], said)
    results, code = _results(snapshot, language), qr_text(snapshot["number"], digest)
    return Content(page, language, texts, common, results, signatories, snapshot["logo"], code, digest)


def _texts(snapshot: Mapping[str, Any], language: str) -> dict[str, Any]:
    achievement, spoken = snapshot["achievement"], words(language)
    until = snapshot["valid_until"]
    by_rule = not snapshot["exception"] and not snapshot["waivers"]
    return {
        "words": _Words(spoken),
        "holder": snapshot["holder"]["name"],
        "issuer": snapshot["issuer"]["name"],
        "title": achievement["title"],
        "shown": shown(achievement),
        "statement": spoken["has_met" if by_rule else "is_awarded"],
        "awarded_on": written_date(snapshot["awarded_on"], language),
        "valid_until": written_date(until, language) if until else spoken["no_end"],
        "valid": spoken["valid_until_inline" if until else "valid_inline"],
        "until": written_date(until, language) if until else spoken["no_end_inline"],
        "number": snapshot["number"],
    }


def shown(achievement: Mapping[str, Any]) -> str:
    """What the holder has shown: the criteria, else the description, else the learning outcomes."""
    return str(achievement["criteria"] or achievement["description"] or "; ".join(achievement["outcomes"]))


class _Words:
    """The fixed words as attributes, which is how a template names them."""

    def __init__(self, spoken: Mapping[str, Any]) -> None:
        self.__dict__.update(spoken)


def _results(snapshot: Mapping[str, Any], language: str) -> tuple[tuple[str, str], ...]:
    spoken = words(language)
    return tuple(
        (item["title"], item["result"] if item["result"] and item["state"] == "met" else spoken[item["state"]])
        for item in snapshot["results"]
        if item["state"] in _EARNED
    )


def qr_text(number: str, digest: bytes) -> str:
    """What the QR code says, always 87 characters.

    The award number filled up with dots, then the snapshot's SHA-256 in base 32, which begins with the check text that
    is printed beside the code.
    """
    return f"SKILLMARK:{number:.<{_NUMBER_WIDTH}}:{base32(digest)}"
