"""The QR code of a certificate: always the same number of characters, so always version 4, level M, 33 modules a side.

With version, level and mask fixed, the modules are an affine function of the data bits over GF(2): each bit flips a
fixed set of modules (its own and those of the error correction). The sets of each codeword are worked out once, from
ISO/IEC 18004; a code is then the sum of 64 of them, many times faster than an encoder that tries all eight masks.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

SIDE = 33
CAPACITY = 90  # Characters of the alphanumeric mode in version 4, level M.
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_KNOWN = frozenset(_ALPHABET)
_PAIRS = {
    first + second: f"{45 * i + j:011b}" for i, first in enumerate(_ALPHABET) for j, second in enumerate(_ALPHABET)
}
_BLOCKS, _DATA, _CORRECTION = 2, 32, 18  # Two blocks of 32 data and 18 correction codewords.
_ROW = 40  # Bits of a row as an image mask has it, whole bytes.
_BITS = _ROW * SIDE
_MASK_FORMAT = 0b101010000010010  # Level M, mask 0, with its own error correction.


def modules(text: str) -> bytes:
    """The code as a bitmap of one bit a module, 1 is dark, each row filled up to whole bytes.

    Raises:
        ValueError: a character that the alphanumeric mode lacks, or too many.
    """
    picture, flips = _table()
    for codeword, flip in zip(_codewords(text), flips, strict=True):
        picture ^= flip[codeword]
    return picture.to_bytes(_BITS // 8, "big")


def _codewords(text: str) -> bytes:
    """The data codewords: mode, length, pairs of characters, end, filling."""
    if len(text) > CAPACITY or not _KNOWN.issuperset(text):
        raise ValueError(f"not a text for the code: {text!r}")
    pairs = [_PAIRS[text[position : position + 2]] for position in range(0, len(text) - 1, 2)]
    last = f"{_ALPHABET.index(text[-1]):06b}" if len(text) % 2 else ""
    length = 8 * _BLOCKS * _DATA
    bits = f"0010{len(text):09b}{''.join(pairs)}{last}0000"[:length]
    bits += "0" * (-len(bits) % 8)
    bits = (bits + "1110110000010001" * (length // 16))[:length]
    return int(bits, 2).to_bytes(length // 8, "big")


@lru_cache(maxsize=1)
def _table() -> tuple[int, list[list[int]]]:
    """The code of all-zero data, and for each data codeword and each of its values the modules that it flips."""
    places = list(_places())
    fixed = _patterns()
    base = sum(1 << (_BITS - 1 - place) for place, dark in fixed.items() if dark)
    base ^= sum(1 << (_BITS - 1 - place) for place in places if (place // _ROW + place % _ROW) % 2 == 0)
    remainders = _remainders()
    flips = []
    for codeword in range(_BLOCKS * _DATA):
        block, row = divmod(codeword, _DATA)
        values = [0]
        for bit in range(8):
            flip = _flip(places, block, row, bit, remainders[row])
            values += [value ^ flip for value in values]
        flips.append(values)
    return base, flips


def _flip(places: list[int], block: int, row: int, bit: int, remainder: list[int]) -> int:
    """The modules that one bit of one data codeword flips."""
    words = {row * _BLOCKS + block: 1 << bit}
    for index, value in enumerate(remainder):
        words[_BLOCKS * _DATA + index * _BLOCKS + block] = _times(value, 1 << bit)
    picture = 0
    for word, value in words.items():
        for position in range(8):
            if value >> (7 - position) & 1:
                picture |= 1 << (_BITS - 1 - places[word * 8 + position])
    return picture


def _times(first: int, second: int) -> int:
    """Product in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1."""
    product = 0
    while second:
        if second & 1:
            product ^= first
        first = first << 1 ^ (0x11D if first & 0x80 else 0)
        second >>= 1
    return product


def _remainders() -> list[list[int]]:
    """For a 1 in each of a block's data codewords, the block's correction codewords (Reed-Solomon)."""
    generator, root = [1], 1
    for _ in range(_CORRECTION):
        shifted = [*generator, 0]
        generator = [left ^ _times(right, root) for left, right in zip(shifted, [0, *generator], strict=True)]
        root = _times(root, 2)
    found, remainder = [], generator[1:]
    for _ in range(_DATA):
        found.append(remainder)
        lead, *rest = [*remainder, 0]
        remainder = [value ^ _times(factor, lead) for value, factor in zip(rest, generator[1:], strict=True)]
    return found[::-1]


def _patterns() -> dict[int, bool]:
    """Modules that are the same in every code: finders, timing, alignment, format; place -> dark."""
    fixed: dict[tuple[int, int], bool] = {}
    for top, left in ((0, 0), (0, SIDE - 7), (SIDE - 7, 0)):
        for row in range(-1, 8):
            for column in range(-1, 8):
                ring = max(abs(row - 3), abs(column - 3))
                fixed[top + row, left + column] = ring in (0, 1, 3)
    for position in range(8, SIDE - 8):
        fixed[6, position] = fixed[position, 6] = position % 2 == 0
    for row in range(-2, 3):
        for column in range(-2, 3):
            fixed[26 + row, 26 + column] = max(abs(row), abs(column)) != 1
    fixed.update(_format())
    inside = {(row, column): dark for (row, column), dark in fixed.items() if 0 <= row < SIDE and 0 <= column < SIDE}
    return {row * _ROW + column: dark for (row, column), dark in inside.items()}


def _format() -> dict[tuple[int, int], bool]:
    """The format information, twice, and the module that is always dark; first bit first."""
    across = [0, 1, 2, 3, 4, 5, 7, SIDE - 8, *range(SIDE - 7, SIDE)]
    down = [*range(SIDE - 1, SIDE - 8, -1), 8, 7, 5, 4, 3, 2, 1, 0]
    fixed: dict[tuple[int, int], bool] = {(SIDE - 8, 8): True}
    for index in range(15):
        dark = bool(_MASK_FORMAT >> (14 - index) & 1)
        fixed[8, across[index]] = fixed[down[index], 8] = dark
    return fixed


def _places() -> Iterator[int]:
    """Places of the data modules in the order of the bits: pairs of columns from the right, up and down in turn."""
    fixed = _patterns()
    upwards = True
    for right in (*range(SIDE - 1, 6, -2), 5, 3, 1):
        for row in range(SIDE - 1, -1, -1) if upwards else range(SIDE):
            for column in (right, right - 1):
                place = row * _ROW + column
                if place not in fixed:
                    yield place
        upwards = not upwards
