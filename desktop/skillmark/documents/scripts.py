"""Cuts text into pieces that one font can set: scripts, grapheme clusters, and which characters are never drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from fontTools import unicodedata as script_data

_EAST_ASIAN = frozenset({"Hani", "Hira", "Kana", "Bopo"})
_HANGUL = "Hang"
_UNSPACED = frozenset({"Hani", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})  # Scripts without spaces between words.
# Format characters that shape what stands beside them; others (direction overrides, tags) leave no trace on paper.
_KEPT_FORMATS = frozenset({*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x08E2, 0x110BD, 0x180E, 0x200C, 0x200D})
_JOINERS = frozenset("\u200c\u200d\u180e")
# Regions whose standard has all Han characters of a text, tried in this order where nothing else tells the language.
_REGIONS = (("zh-hans", "gb2312"), ("zh-hant", "big5"), ("ja", "cp932"), ("ko", "euc_kr"))


def printable(text: str) -> str:
    """The text as it is set: composed (NFC), line ends and tabs as spaces, without controls and direction overrides."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_kept(character) for character in unicodedata.normalize("NFC", text))


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " " if character in "\t\n\r" else ""
    if category == "Cf":
        return character if ord(character) in _KEPT_FORMATS else ""
    return " " if category in ("Zl", "Zp") else character


def is_ignorable(character: str) -> bool:
    """Whether a font need not have the character: joiners, variation selectors, spaces, which HarfBuzz makes itself."""
    code = ord(character)
    if character in _JOINERS or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x180B <= code <= 0x180F:
        return True
    return unicodedata.category(character) == "Zs"


def is_unsettable(character: str) -> bool:
    """Whether the character has no shape that all agree on: surrogates, private use, unassigned, pictographs."""
    return 0x1F000 <= ord(character) <= 0x1FBFF or unicodedata.category(character) in ("Cs", "Co", "Cn")


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """ISO 15924 code, East Asian scripts that are set together as one; Zyyy for what every script uses."""
    script: str = script_data.script(character)
    if script in _EAST_ASIAN:
        return "Hani"
    return "Zyyy" if script in ("Zinh", "Zzzz") else script


def scripts(text: str) -> list[str]:
    """The script of each character; common ones take after what stands before them, else after what follows."""
    found = [script_of(character) for character in text]
    own = next((script for script in found if script != "Zyyy"), "Latn")
    for position, script in enumerate(found):
        if script == "Zyyy":
            found[position] = own
        else:
            own = script
    return found


def has_spaces(text: str) -> bool:
    """Whether words stand apart, so that a line never ends inside one."""
    return _UNSPACED.isdisjoint(scripts(text))


def clusters(text: str) -> Iterator[str]:
    """Pieces that must stay in one font and on one line: a character with its marks and joiners, a consonant stack."""
    start = 0
    for position in range(1, len(text)):
        character, before = text[position], text[position - 1]
        joined = character in _JOINERS or before in _JOINERS or unicodedata.category(character)[0] == "M"
        stacked = unicodedata.combining(before) == 9 and unicodedata.category(character)[0] == "L"
        if not joined and not stacked and not _is_hangul_tail(before, character):
            yield text[start:position]
            start = position
    if text:
        yield text[start:]


def _is_hangul_tail(before: str, character: str) -> bool:
    """Conjoining vowels and finals belong to the syllable before them."""
    return 0x1160 <= ord(character) <= 0x11FF and script_of(before) == _HANGUL


def east_asian_language(text: str, language: str) -> str:
    """Which regional forms of Han characters to draw, as a language tag.

    Kana and Hangul decide; then the language of the paper where it is East Asian; then the first national standard that
    has every Han character of the text.
    """
    if any(script_data.script(character) in ("Hira", "Kana") for character in text):
        return "ja"
    if any(script_data.script(character) == _HANGUL for character in text):
        return "ko"
    tag = language.lower()
    if tag[:2] in ("ja", "ko"):
        return tag[:2]
    if tag[:2] == "zh":
        return "zh-hant" if any(part in tag for part in ("hant", "tw", "hk", "mo")) else "zh-hans"
    han = "".join(character for character in text if script_data.script(character) == "Hani")
    return next((region for region, codec in _REGIONS if _is_encodable(han, codec)), "zh-hans")


def _is_encodable(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
