"""Column headings: comparing them without regard to writing, and finding the row that they stand in."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

# Letters that a keyboard without them replaces, and that don't fall apart into letter and mark.
PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=4096)
def key(heading: str) -> str:
    """A heading reduced to what matters: letters and digits, in lower case, without accents.

    `E-mail address`, `email_address` and `EMAIL ADDRESS` are one.
    """
    folded = unicodedata.normalize("NFKD", heading).casefold().translate(PLAIN)
    return "".join(character for character in folded if character.isalnum())


def hits(cells: Sequence[str], known: Collection[str]) -> int:
    """How many different known headings stand in a row."""
    return len({key(cell) for cell in cells if 0 < len(cell) < 200} & set(known))


def find(records: Sequence[Sequence[str]], known: Collection[str]) -> int | None:
    """The place in `records` of the row that has most known headings, the first of equals; None where none has any."""
    scores = [hits(record, known) for record in records]
    best = max(scores, default=0)
    return scores.index(best) if best else None
