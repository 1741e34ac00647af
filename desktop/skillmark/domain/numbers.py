"""Human numbers: award numbers and learner codes with a check character, and the check text of a snapshot.

The check character is a linear code over the field of 32 elements (polynomial x^5 + x^2 + 1): every place is weighted
with a power of x, so that each wrong character and each swap of two neighbours changes the sum. The characters are
those of Crockford's base 32 (https://www.crockford.com/base32.html), which has no I, L, O and U.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass

from skillmark.domain.award_errors import CheckCharacterWrong, NumberMalformed, NumberPartInvalid

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode("ascii"))
"""Crockford's base 32: letters that can't be misread."""

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_PREFIX_VALUES = _VALUES | {"I": 1, "L": 2, "O": 3, "U": 4}  # values that no other letter has: prefixes hold no digits
_MISREAD = str.maketrans("OIL", "011")
_DASHES = re.compile(r"[\s\-‐‑‒–—−]+")
_AWARD = re.compile(r"([A-Z]{2,5})-([0-9OIL]{4})-([0-9A-Z]{2})-([0-9OIL]{4,15})-([0-9A-Z])", re.ASCII)
_LEARNER = re.compile(r"([0-9A-Z]{2})(-?)([0-9OIL]{4,15})\2([0-9A-Z])", re.ASCII)  # both dashes or none
_PREFIX = re.compile(r"[A-Z]{2,5}", re.ASCII)
_SERIAL_DIGITS = 4


@dataclass(frozen=True, slots=True)
class AwardNumber:
    """An award number in its parts; `device` are two characters of the alphabet."""

    prefix: str
    year: int
    device: str
    serial: int

    def __str__(self) -> str:
        """The number as it is printed, `RI-2026-K7-0418-` and the check character."""
        return award_number(self.prefix, self.year, self.device, self.serial)


@dataclass(frozen=True, slots=True)
class LearnerCode:
    """A learner code in its parts."""

    device: str
    serial: int

    def __str__(self) -> str:
        """The code as it is printed, `K7-0042-` and the check character."""
        return learner_code(self.device, self.serial)


# The product of each element of the field with x.
_TIMES_X = tuple((value << 1) ^ 0b100101 if value & 0b10000 else value << 1 for value in range(32))


def _run(total: int, characters: str, values: Mapping[str, int] = _VALUES) -> int:
    """The running check after some more characters."""
    for character in characters:
        total = _TIMES_X[total] ^ values[character]
    return total


def _check(prefix: str, rest: str) -> str:
    """The check character of a prefix of letters and the characters after it."""
    return ALPHABET[_TIMES_X[_run(_run(0, prefix, _PREFIX_VALUES), rest)]]


def _check_parts(device: str, serial: int) -> None:
    if len(device) != 2 or not _VALUES.keys() >= set(device):
        raise NumberPartInvalid("device", device)
    if not 1 <= serial < 10**15:
        raise NumberPartInvalid("serial", str(serial))


def award_number(prefix: str, year: int, device: str, serial: int) -> str:
    """The award number with its check character.

    Args:
        prefix: the issuer's, 2 to 5 letters A to Z.
        year: of the award date, four digits.
        device: two characters of the alphabet.
        serial: from 1; printed with at least four digits.

    Raises:
        NumberPartInvalid: a part isn't possible.
    """
    if _PREFIX.fullmatch(prefix) is None:
        raise NumberPartInvalid("prefix", prefix)
    if not 1000 <= year <= 9999:
        raise NumberPartInvalid("year", str(year))
    _check_parts(device, serial)
    digits = f"{serial:0{_SERIAL_DIGITS}d}"
    return f"{prefix}-{year}-{device}-{digits}-{_check(prefix, f'{year}{device}{digits}')}"


def learner_code(device: str, serial: int) -> str:
    """The learner code with its check character, as `K7-0042-` and that character.

    Raises:
        NumberPartInvalid: a part isn't possible.
    """
    return learner_codes(device, serial, 1)[0]


def learner_codes(device: str, first: int, count: int) -> list[str]:
    """The codes of several learners, one after the other.

    Args:
        first: the serial of the first.
        count: how many, at least one.

    Raises:
        NumberPartInvalid: a part isn't possible.
    """
    _check_parts(device, first)
    _check_parts(device, first + count - 1)
    begun = _run(0, device)
    codes = []
    for serial in range(first, first + count):
        digits = f"{serial:0{_SERIAL_DIGITS}d}"
        codes.append(f"{device}-{digits}-{ALPHABET[_TIMES_X[_run(begun, digits)]]}")
    return codes


def _read(text: str, *parts: str) -> list[str]:
    """Parts with the letters that are misread for digits read as those; they stand in no number."""
    read = [part.translate(_MISREAD) for part in parts]
    if any(character not in _VALUES for part in read for character in part):
        raise NumberMalformed(text)
    return read


def parse_award_number(text: str) -> AwardNumber:
    """Reads an award number as somebody types it: case and the kind of dash don't matter, O is 0, I and L are 1.

    The five parts must be set off by dashes or spaces, else a mistyped letter could move where the prefix ends.

    Raises:
        NumberMalformed: the text hasn't the form of an award number.
        CheckCharacterWrong: something in it was mistyped.
    """
    found = _AWARD.fullmatch(_DASHES.sub("-", text.strip()).upper())
    if found is None:
        raise NumberMalformed(text)
    prefix = found[1]
    year, device, digits, check = _read(text, found[2], found[3], found[4], found[5])
    if _check(prefix, year + device + digits) != check:
        raise CheckCharacterWrong(text)
    return _checked_award(text, AwardNumber(prefix, int(year), device, int(digits)), digits)


def _checked_award(text: str, number: AwardNumber, digits: str) -> AwardNumber:
    """Refuses what no number has: the year 0000, the running number 0, more leading zeros than it is printed with."""
    if number.year < 1000 or number.serial < 1 or len(digits) > max(_SERIAL_DIGITS, len(str(number.serial))):
        raise NumberMalformed(text)
    return number


def parse_learner_code(text: str) -> LearnerCode:
    """Reads a learner code as somebody types it.

    Raises:
        NumberMalformed: the text hasn't the form of a learner code.
        CheckCharacterWrong: something in it was mistyped.
    """
    found = _LEARNER.fullmatch(_DASHES.sub("-", text.strip()).upper())
    if found is None:
        raise NumberMalformed(text)
    device, digits, check = _read(text, found[1], found[3], found[4])
    if _check("", device + digits) != check:
        raise CheckCharacterWrong(text)
    serial = int(digits)
    if serial < 1 or len(digits) > max(_SERIAL_DIGITS, len(str(serial))):
        raise NumberMalformed(text)
    return LearnerCode(device, serial)


def base32(data: bytes) -> str:
    """Bytes in Crockford's base 32, five bits a character from the front, the last filled up with zeros."""
    return b32encode(data).rstrip(b"=").translate(_TO_CROCKFORD).decode("ascii")


def check_text(digest: bytes) -> str:
    """The first twelve characters of a hash in base 32, in fours, to be compared by eye: `8F2K-PM3T-0XQ9`."""
    text = base32(digest)[:12]
    return "-".join(text[start : start + 4] for start in range(0, 12, 4))


def normal_check_text(text: str) -> str:
    """A check text as somebody typed it, in the form in which it is printed.

    Raises:
        NumberMalformed: it hasn't twelve characters of the alphabet.
    """
    plain = _DASHES.sub("", text).upper().translate(_MISREAD)
    if len(plain) != 12 or any(character not in _VALUES for character in plain):
        raise NumberMalformed(text)
    return "-".join(plain[start : start + 4] for start in range(0, 12, 4))
