"""Names as they are compared and sorted: case, accents and spacing taken out."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Text as it is compared: compatibility forms, accents, case and runs of spaces taken out.

    Marks that make letters in scripts without case (Devanagari vowels, Thai tones) are kept, since there they are no
    ornament.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text)
    kept = [one for one in decomposed if not ("̀" <= one <= "ͯ")]
    folded = unicodedata.normalize("NFKC", "".join(kept)).casefold()
    return " ".join(folded.split())


def sort_key(display: str, given: str, family: str) -> str:
    """What learners are sorted by: family name first where it is known."""
    return fold(f"{family} {given}") if family else fold(display)
