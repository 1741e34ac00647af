"""Names inside sentences and tables: isolated, so that their direction never reorders what stands around them."""

from __future__ import annotations

import unicodedata

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_POP_FORMATTING = "\u202c"
# What opens a stretch of its own direction -> what ends it.
_ENDS = dict.fromkeys("\u202a\u202b\u202d\u202e", _POP_FORMATTING) | dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)

# Kinds of letters and controls that change the direction of a line.
_TURNS = frozenset({"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def balanced(text: str) -> str:
    """The text with every direction that it opens ended, and without ends of what it didn't open.

    Otherwise a name that holds one, such as U+202E, would turn everything after it on its line.
    """
    if text.isascii():
        return text
    kept: list[str] = []
    ends: list[str] = []
    for character in text:
        if character in _ENDS:
            ends.append(_ENDS[character])
        elif character in (_POP_FORMATTING, _POP_ISOLATE):
            if character not in ends:
                continue
            while ends[-1] != character:
                kept.append(ends.pop())
            ends.pop()
        kept.append(character)
    return "".join((*kept, *reversed(ends)))


def isolated(name: str) -> str:
    """The name between U+2068 and U+2069; plain where it is all ASCII and can do no harm."""
    return name if name.isascii() else f"{_FIRST_STRONG_ISOLATE}{balanced(name)}{_POP_ISOLATE}"


def turning(text: str) -> str:
    """The text, isolated where something in it reads from right to left or sets a direction."""
    if text.isascii() or _TURNS.isdisjoint(map(unicodedata.bidirectional, text)):
        return text
    return isolated(text)
