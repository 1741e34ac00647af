"""Direction of text: which way each character runs, and the order in which runs are drawn.

The Unicode Bidirectional Algorithm (UAX #9) for one line without explicit controls, which names never keep: base
direction from the first strong character (P2), weak types reduced to what names and titles hold (W1, W7), neutrals
(N1, N2), levels (I1, I2) and reordering (L2).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_STRONG = {"L": "L", "R": "R", "AL": "R"}


def base_level(text: str) -> int:
    """0 where the first strong character runs left to right (or there is none), 1 where right to left."""
    for character in text:
        strong = _STRONG.get(unicodedata.bidirectional(character))
        if strong:
            return int(strong == "R")
    return 0


def _classes(text: str) -> list[str]:
    """One of L, R, EN, AN, N (neutral) a character; marks take after what they stand on."""
    found: list[str] = []
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("NSM", "BN"):
            found.append(found[-1] if found else "N")
        else:
            found.append(_STRONG.get(kind, kind if kind in ("EN", "AN") else "N"))
    return found


def _numbers(classes: list[str], base: str) -> list[str]:
    """European numbers after left-to-right text belong to it (W7)."""
    strong, result = base, []
    for kind in classes:
        if kind in ("L", "R"):
            strong = kind
        result.append("L" if kind == "EN" and strong == "L" else kind)
    return result


def _neutrals(classes: list[str], base: str) -> list[str]:
    """Neutrals between two of one direction join them, the others follow the base (N1, N2)."""
    result = list(classes)
    start = 0
    while start < len(result):
        if result[start] != "N":
            start += 1
            continue
        end = start
        while end < len(result) and result[end] == "N":
            end += 1
        before = base if start == 0 else _side(result[start - 1])
        after = base if end == len(result) else _side(result[end])
        result[start:end] = [before if before == after else base] * (end - start)
        start = end
    return result


def _side(kind: str) -> str:
    """Numbers count as right to left beside neutrals."""
    return "L" if kind == "L" else "R"


def levels(text: str) -> list[int]:
    """The embedding level of each character: even runs left to right, odd right to left."""
    base = base_level(text)
    if base == 0 and all(unicodedata.bidirectional(character) not in ("R", "AL", "AN") for character in text):
        return [0] * len(text)
    side = "R" if base else "L"
    classes = _neutrals(_numbers(_classes(text), side), side)
    if base:
        return [1 if kind == "R" else 2 for kind in classes]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in classes]


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """Indices of runs as drawn from left to right (L2)."""
    order = list(range(len(run_levels)))
    odd = [level for level in run_levels if level % 2]
    if not odd:
        return order
    for level in range(max(run_levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order
