"""A refusal in three parts: what happened, what is still true, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """What an error says to people.

    Attributes:
        what: what happened.
        remedy: what to do next.
        still: what is still true, where that isn't plain.
    """

    what: str
    remedy: str
    still: str = ""

    def __str__(self) -> str:
        """All of it on one line."""
        return " ".join(part for part in (self.what, self.still, self.remedy) if part)


Table = dict[type[BaseException], Callable[[Any], Sentence]]


def listed(words: tuple[Any, ...]) -> str:
    """Words in a row: `A, B, C`."""
    return ", ".join(str(word) for word in words)
