"""Names of persons as rosters have them: in one column or in parts."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Scripts in which the family name comes first and nothing parts it from the given one: Han, Hangul.
UNPARTED = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\uac00-\ud7af\u1100-\u11ff々〇]+")
KANA = re.compile(r"[\u3040-\u30ff]")
# What systems that insist on two names put in the place of a missing one.
STAND_INS = {".", "-", "–", "—", "_"}
LAST_FIRST_SHARE = 0.8


def display_of(given: str, family: str) -> str:
    """The name as it is shown and printed, from its parts.

    The given name comes first, save in Chinese and Korean writing, where the parts also stand together. Japanese
    names with kana keep a space between.
    """
    if not given or not family:
        return given or family
    if given.isascii() or family.isascii():
        return f"{given} {family}"
    both = given + family
    if UNPARTED.fullmatch(both):
        return family + given
    if KANA.search(both) and UNPARTED.fullmatch(KANA.sub("", both) or "々"):
        return f"{family} {given}"
    return f"{given} {family}"


def without_stand_in(part: str) -> str:
    """A part of a name; empty where there is only a sign that stands for a missing one."""
    return "" if part in STAND_INS else part


def last_comes_first(names: Iterable[str]) -> bool:
    """Whether a column of whole names has them as `Last, First`: four in five with exactly one comma."""
    counted = [name.count(",") for name in names if name.strip()]
    return bool(counted) and counted.count(1) >= LAST_FIRST_SHARE * len(counted)


def split_at_comma(name: str) -> tuple[str, str]:
    """Given and family name of `Last, First`; empty both where the name isn't written so."""
    family, _, given = name.partition(",")
    if name.count(",") != 1 or not family.strip() or not given.strip():
        return "", ""
    return given.strip(), family.strip()
