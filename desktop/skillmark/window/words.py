"""The window's own short cuts to words: a refusal as one line, and which field it is about."""

from __future__ import annotations

# A field of a form is named as in the request; these are named otherwise in a refusal.
_CODE_FIELDS = {"cohort": "code", "staff": "email", "credential": "code"}


def in_words(error: BaseException) -> str:
    """Why something was refused: what happened, what is still true, what to do."""
    from skillmark.wording.errors import sentence

    said = sentence(error)
    return " ".join(part for part in (said.what, said.still, said.remedy) if part)


def field_of(error: BaseException) -> str:
    """The field that a refusal is about; empty where it isn't about one."""
    from skillmark.protocol.errors_requests import CodeTaken, FieldWrong, IdentifierTaken, ImageUnusable

    if isinstance(error, (FieldWrong, ImageUnusable)):
        return error.field
    if isinstance(error, CodeTaken):
        return _CODE_FIELDS.get(error.kind, "code")
    if isinstance(error, IdentifierTaken):
        return "identifiers"
    return ""
