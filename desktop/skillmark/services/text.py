"""Text that people type: trimmed, composed (NFC), without control characters."""

from __future__ import annotations

import unicodedata

from skillmark.exchange.cells import has_ink
from skillmark.protocol.errors_requests import FieldWrong

LONGEST_LINE = 300
LONGEST_TEXT = 20_000


def _forbidden(text: str) -> bool:
    """Whether a character can neither be stored nor shown. Joiners and direction marks belong to names: they stay."""
    return any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in text)


def clean_line(field: str, value: str, *, empty: bool = False, longest: int = LONGEST_LINE) -> str:
    """One line of text.

    Args:
        field: the field's name, for the refusal.
        empty: whether nothing is good, too.

    Raises:
        FieldWrong: empty, too long, or with characters that can't be seen or printed.
    """
    text = " ".join(unicodedata.normalize("NFC", value).split(" ")).strip()
    if not empty and not has_ink(text):
        raise FieldWrong(field, value, "empty")
    if len(text) > longest:
        raise FieldWrong(field, text[:40], "too_long")
    if not text.isprintable() and _forbidden(text):
        raise FieldWrong(field, text, "control")
    return text


def clean_text(field: str, value: str, *, longest: int = LONGEST_TEXT) -> str:
    """Text of several lines; line ends and tabs are kept.

    Raises:
        FieldWrong: too long, or with characters that can't be seen or printed.
    """
    text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > longest:
        raise FieldWrong(field, text[:40], "too_long")
    if _forbidden(text.replace("\n", "").replace("\t", "")):
        raise FieldWrong(field, text[:40], "control")
    return text
