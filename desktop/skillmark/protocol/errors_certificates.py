"""Refusals of the certificates. Typed, with fields; the sentences stand in wording."""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.protocol.errors import RequestRefused


@dataclass(eq=False)
class CharactersMissing(RequestRefused):
    """A text on a certificate has characters that no shipped font can print (emoji, private or unassigned characters).

    Attributes:
        holder: the holder's name as recorded.
        characters: each once, in the order of the text.
        where: holder, title, issuer, criteria, results or signatory.
    """

    holder: str
    characters: tuple[str, ...]
    where: str = "holder"


@dataclass(eq=False)
class NameTooLong(RequestRefused):
    """A name doesn't fit the certificate's field at the smallest size that is allowed.

    Attributes:
        holder: the holder's name as recorded.
        letters: how many characters it has.
    """

    holder: str
    letters: int


@dataclass(eq=False)
class ImageUnusable(RequestRefused):
    """A logo or signature is missing from what was handed over, or can't be read as an image.

    Attributes:
        digest: its SHA-256 in hexadecimal.
    """

    digest: str


@dataclass(eq=False)
class TemplateUnknown(RequestRefused):
    """This release has no certificate template of that design, version and paper."""

    design: str
    version: int
    paper: str
