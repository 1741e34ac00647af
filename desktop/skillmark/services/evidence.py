"""Evidence and artifacts: links and texts as they are, files kept in the book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from skillmark.protocol.requests.judge import NewArtifact
from skillmark.services.attachments import keep
from skillmark.services.text import clean_line, clean_text
from skillmark.services.unit_of_work import UnitOfWork

LINK = ("http://", "https://")


def evidence_titles(evidence: Iterable[NewArtifact]) -> tuple[str, ...]:
    """What evidence is called in a list."""
    return tuple(one.title or one.text for one in evidence)


def keep_evidence(uow: UnitOfWork, evidence: Iterable[NewArtifact]) -> list[Any]:
    """Evidence of a judgement as it is stored.

    Raises:
        FieldWrong, AttachmentTooLarge: one can't be kept.
    """
    kept: list[Any] = []
    for one in evidence:
        digest = _digest(uow, one)
        if digest is None:
            kept.append(clean_text("evidence", one.text or one.title, longest=2_000))
        else:
            kept.append({"title": clean_line("evidence", one.title), "digest": digest})
    return kept


def keep_artifacts(uow: UnitOfWork, artifacts: Iterable[NewArtifact]) -> list[dict[str, Any]]:
    """Artifacts of a submission as they are stored.

    Raises:
        FieldWrong, AttachmentTooLarge: one can't be kept.
    """
    kept = []
    for one in artifacts:
        digest = _digest(uow, one)
        text = clean_text("artifact", one.text)
        kind = "file" if digest else "link" if text.startswith(LINK) else "text"
        title = clean_line("artifact", one.title or text[:80])
        kept.append({"title": title, "kind": kind, "text": text, "digest": digest})
    return kept


def _digest(uow: UnitOfWork, one: NewArtifact) -> str | None:
    if one.data is not None:
        return keep(uow, one.title, one.data).hex()
    return one.digest
