"""Names as they are compared and sorted: case, accents and spacing taken out."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_CLOSE = 0.7  # Of the letters of both names, those that stand in both in the same order.


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


def alike(known: str, told: str) -> bool:
    """Whether two names can be one person's: a part in common, or a spelling so close that one was mistyped.

    Names of scripts that are written without spaces have a part in common where they have a character in common.
    """
    first, second = fold(known), fold(told)
    if not _parts(first).isdisjoint(_parts(second)):
        return True
    return SequenceMatcher(None, first, second).ratio() >= _CLOSE


def _parts(folded: str) -> set[str]:
    words = {word for word in re.split(r"[\W_]+", folded) if word}
    return words | {one for one in folded if unicodedata.east_asian_width(one) == "W"}


def sort_key(display: str, given: str, family: str) -> str:
    """What learners are sorted by: family name first where it is known."""
    return fold(f"{family} {given}") if family else fold(display)
