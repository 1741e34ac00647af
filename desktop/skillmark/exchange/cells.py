"""One cell of text: cleaned, and read as a number, hours, a whole number, criteria or a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from skillmark.protocol.errors_files import (
    CellTooLong,
    CharacterForbidden,
    CriteriaUnreadable,
    HoursUnreadable,
    NumberAmbiguous,
    NumberInfinite,
    NumberUnreadable,
    WholeNumberNeeded,
    WordUnknown,
)
from skillmark.protocol.errors_rows import WholeNumberOutOfReach

# A spreadsheet takes a cell that begins so for a formula; writing.py puts an apostrophe before it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ESCAPE = "'"
LINE_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x85\u2028\u2029]\s*")
FORBIDDEN_CATEGORIES = ("Cc", "Cs")
# Hangul fillers and the empty Braille pattern: letters and signs without ink.
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
BARE_DECIMALS = re.compile(r"[+-]?[.,]\d+")
AMBIGUOUS_NUMBER = re.compile(r"[+-]?\d[\d.,'’\s]*[.,'’\s][\d.,'’\s]*\d")
SCIENTIFIC = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)[eE][+-]?\d+")
NOT_FINITE = {"nan", "snan", "inf", "infinity", "∞"}
# Longer than any mark that is meant; keeps arithmetic with hostile numbers cheap.
MOST_DIGITS = 20
HOURS_AND_MINUTES = re.compile(r"(\d{1,6}):([0-5]\d)(?::00)?")
MINUTES_AN_HOUR = 60
WHOLE = re.compile(r"([+-]?\d+)(?:[.,]0+)?")
MOST = 1_000_000


def has_ink(text: str) -> bool:
    """Whether there is anything to be seen in a text: a letter, digit or sign that isn't a mere filler."""
    return any(unicodedata.category(one)[0] in "LNPS" and one not in FILLERS for one in text)


def unescape(text: str) -> str:
    """Takes away the apostrophe that our own export puts before what a spreadsheet would take for a formula."""
    return text[1:] if text.startswith(ESCAPE) and text.lstrip(ESCAPE).startswith(FORMULA_STARTS) else text


def clean(text: str, row: int, column: str, limit: int, *, lines: bool = False) -> str:
    """A cell as it is kept: composed characters (NFC), trimmed, line breaks made spaces unless `lines`.

    Direction and joining marks stay, for names need them.

    Raises:
        CharacterForbidden: a control character or half of a character.
        CellTooLong: more characters than `limit`.
    """
    text = unescape(text.strip())
    text = text.replace("\r\n", "\n").replace("\r", "\n") if lines else LINE_BREAKS.sub(" ", text)
    for character in text:
        if unicodedata.category(character) in FORBIDDEN_CATEGORIES and character not in "\n\t":
            raise CharacterForbidden(row, column, ord(character))
    text = unicodedata.normalize("NFC", text)
    if len(text) > limit:
        raise CellTooLong(row, column, len(text), limit)
    return text


def read_number(text: str, row: int, column: str) -> Decimal:
    """A decimal number, exact. One comma or one point begins the decimals; nothing may part the thousands.

    A comma can only stand in a cell of a comma-separated file if the cell is quoted, so it is taken wherever it is met.

    Raises:
        NumberAmbiguous: `1.234,5`, `1,234.5`, `1 234`.
        NumberInfinite: `NaN`, `inf`, `1e999`.
        NumberUnreadable: anything else that is no number.
    """
    text = text.strip()
    if NUMBER.fullmatch(text) or BARE_DECIMALS.fullmatch(text):
        if len(text) > MOST_DIGITS:
            raise NumberInfinite(row, column, text)
        return Decimal(text.replace(",", "."))
    if text.lstrip("+-").lower() in NOT_FINITE:
        raise NumberInfinite(row, column, text)
    if SCIENTIFIC.fullmatch(text):
        return _scientific(text, row, column)
    if AMBIGUOUS_NUMBER.fullmatch(text):
        raise NumberAmbiguous(row, column, text)
    raise NumberUnreadable(row, column, text)


def _scientific(text: str, row: int, column: str) -> Decimal:
    """A number such as 1.5e1, written out.

    Raises:
        NumberInfinite: it has more digits than can be meant.
    """
    exponent = int(re.split("[eE]", text)[1][:7])
    if abs(exponent) > MOST_DIGITS or len(text) > MOST_DIGITS:
        raise NumberInfinite(row, column, text)
    return Decimal(format(Decimal(text.replace(",", ".")), "f"))


def read_minutes(text: str, row: int, column: str) -> int:
    """Whole minutes from hours: `2.5`, `2,5` or `2:30`.

    Raises:
        HoursUnreadable: neither, negative, or no whole minutes.
        NumberAmbiguous, NumberInfinite: as of any number.
    """
    text = text.strip()
    clock = HOURS_AND_MINUTES.fullmatch(text)
    if clock:
        return int(clock[1]) * MINUTES_AN_HOUR + int(clock[2])
    try:
        minutes = read_number(text, row, column) * MINUTES_AN_HOUR
    except NumberUnreadable:
        raise HoursUnreadable(row, column, text) from None
    if minutes < 0 or minutes != minutes.to_integral_value():
        raise HoursUnreadable(row, column, text)
    return int(minutes)


def read_whole(text: str, row: int, column: str, least: int = 0, most: int = MOST) -> int:
    """A whole number from the least to the most that can be meant.

    Raises:
        WholeNumberNeeded, WholeNumberOutOfReach: anything else.
    """
    text = text.strip()
    found = WHOLE.fullmatch(text)
    if found is None:
        raise WholeNumberNeeded(row, column, text)
    if len(found[1]) > MOST_DIGITS or not least <= int(found[1]) <= most:
        raise WholeNumberOutOfReach(row, column, text, least, most)
    return int(found[1])


def read_criteria(text: str, row: int, column: str) -> tuple[tuple[str, Decimal], ...]:
    """Points by criterion, from `EVID=2;ANAL=3`, in the order of the cell.

    Raises:
        CriteriaUnreadable: a part isn't CODE=POINTS, or a code stands twice.
        NumberAmbiguous, NumberInfinite, NumberUnreadable: as of any number.
    """
    points: dict[str, Decimal] = {}
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        code, equals, value = (piece.strip() for piece in part.partition("="))
        if not code or not equals or not value or code in points:
            raise CriteriaUnreadable(row, column, part)
        points[code] = read_number(value, row, column)
    return tuple(points.items())


def read_word(text: str, row: int, column: str, known: Sequence[str]) -> str:
    """One of the words that a column takes, in any case, with blanks or hyphens for underscores.

    Raises:
        WordUnknown: another word.
    """
    word = re.sub(r"[\s-]+", "_", text.strip()).lower()
    if word not in known:
        raise WordUnknown(row, column, text, tuple(known))
    return word
