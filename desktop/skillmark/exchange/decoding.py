"""From bytes to text: finds out the encoding of a text file."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable

from skillmark.exchange.content import SAMPLE, looks_like_utf16
from skillmark.protocol.errors_files import TextUndecodable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What spreadsheets and school systems wrote before UTF-8, the most usual first.
LEGACY = ("cp1252", "cp1250", "cp1254", "cp1256", "cp1251", "cp1253", "gb18030", "cp1257", "cp1255")
NAMES = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}
# In a UTF-8 file with a damaged place right sequences outnumber wrong ones; in other encodings they hardly occur.
MOSTLY = 4
WORDS = re.compile(r"[^\s!-@\[-`{-~]+")
SIGNS = {"Sc", "Sm", "So", "Sk", "No", "Cc", "Co", "Cn"}
ACCENTED_LETTERS = 4


def decode(data: bytes, file: str, fits: Callable[[str], int]) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    A file in UTF-8 or UTF-16 is known for certain. Of the older encodings the one is taken in which `fits` finds
    most, which counts what it knows (headings) in the beginning of the text; of equals the one with the fewest words
    that nobody writes, of those the most usual.
    Halves of characters are kept as they are, so that only their rows are refused.

    Raises:
        TextUndecodable: the file is UTF-8 or UTF-16 and damaged at one place.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding.removesuffix("-sig"), file)
    encoding = looks_like_utf16(data[:SAMPLE])
    if encoding:
        return _strictly(data, encoding, file)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _guess(data, file, fits)


def _strictly(data: bytes, encoding: str, file: str) -> tuple[str, str]:
    """Text in a known encoding, halves of characters kept.

    Raises:
        TextUndecodable: naming the row.
    """
    try:
        return data.decode(encoding, "surrogatepass"), encoding
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode(encoding, "replace")
        raise TextUndecodable(file, row_at(before, len(before)), encoding) from fault


def _guess(data: bytes, file: str, fits: Callable[[str], int]) -> tuple[str, str]:
    """Text that isn't strictly UTF-8: damaged UTF-8, UTF-8 with halves of characters, or an older encoding."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for character in text if character > "\x7f") - wrong
    if right >= MOSTLY * wrong or _only_halves(data):
        return _strictly(data, "utf-8", file)
    readings = [
        (encoding, reading) for encoding in LEGACY if (reading := _reading(data[:SAMPLE], encoding)) is not None
    ]
    best = max(readings, key=lambda each: (fits(each[1]), -doubts(each[1])), default=("latin-1", ""))[0]
    try:
        return data.decode(best), NAMES.get(best, best)
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def doubts(text: str) -> int:
    """How many words look as if they were read in a wrong encoding.

    Such words have signs or raised numbers inside (Wies³awa), letters of two scripts, or accents on every letter.
    """
    found = 0
    for word in WORDS.findall(text):
        if word.isascii():
            continue
        letters = [character for character in word if character.isalpha()]
        latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
        signs = any(unicodedata.category(character) in SIGNS for character in word if character > "\x7f")
        accented = len(letters) >= ACCENTED_LETTERS and latin == len(letters) and not any(map(str.isascii, letters))
        found += bool(letters) and (signs or 0 < latin < len(letters) or accented)
    return found


def _only_halves(data: bytes) -> bool:
    """Whether halves of characters are all that keeps the bytes from being UTF-8."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _reading(sample: bytes, encoding: str) -> str | None:
    """The beginning of a file in an older encoding; None where it can't be that."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return None


def row_at(text: str, position: int) -> int:
    """The line of a place in a text, from 1, whatever ends its lines."""
    before = text[:position]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1
