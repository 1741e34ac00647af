"""Requests that write files beside the book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from skillmark.protocol.requests.base import Request


@dataclass(frozen=True)
class ExportCertificates(Request):
    """Writes the certificates of awards as PDF.

    Attributes:
        numbers: just these awards; else all valid ones that the other filters leave.
        folder: where to write one file each; made where its parent exists.
        combined: the one file with a page each.
        names: the pattern of file names; see services/certificates.py for its fields.
        overwrite: True to replace files of the same name with other content.
    """

    credential: str | None = None
    cohort: str | None = None
    numbers: tuple[str, ...] = ()
    folder: Path | None = None
    combined: Path | None = None
    names: str = "{number} {name}"
    overwrite: bool = False


@dataclass(frozen=True)
class WriteProofList(Request):
    """Writes the proof list of a prepared award run as PDF."""

    run: int
    path: Path
    overwrite: bool = False
