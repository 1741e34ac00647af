"""Every single wrong character and every swap of two neighbours in a human number is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillmark.domain.award_errors import NumberRefused
from skillmark.domain.numbers import (
    ALPHABET,
    award_number,
    base32,
    check_text,
    learner_code,
    normal_check_text,
    parse_award_number,
    parse_learner_code,
)

DEVICES = st.text(ALPHABET, min_size=2, max_size=2)
SERIALS = st.integers(1, 10**7)
PREFIXES = st.text(ascii_uppercase, min_size=2, max_size=5)
EVERYTHING = sorted({*ALPHABET, *ascii_uppercase, *digits, "-", "Ä", "."})
# Read aloud these are the digits, so that a number spelt with them is the same number and no other.
SAME = {"O": "0", "I": "1", "L": "1"}


def misspelt(text: str) -> Iterator[str]:
    """The text with every single character changed, and with every two neighbours swapped."""
    for place, right in enumerate(text):
        for wrong in EVERYTHING:
            if wrong not in (right, "-") and SAME.get(wrong) != right:
                yield text[:place] + wrong + text[place + 1 :]
    for place in range(len(text) - 1):
        one, two = text[place], text[place + 1]
        if one != two:
            yield text[:place] + two + one + text[place + 2 :]


@given(PREFIXES, st.integers(2000, 2099), DEVICES, SERIALS)
def test_award_numbers(prefix: str, year: int, device: str, serial: int) -> None:
    text = award_number(prefix, year, device, serial)
    found = parse_award_number(text)
    assert (found.prefix, found.year, found.device, found.serial) == (prefix, year, device, serial)
    for wrong in misspelt(text):
        with pytest.raises(NumberRefused):
            parse_award_number(wrong)


@given(DEVICES, SERIALS)
def test_learner_codes(device: str, serial: int) -> None:
    text = learner_code(device, serial)
    found = parse_learner_code(text)
    assert (found.device, found.serial) == (device, serial)
    for wrong in (*misspelt(text), *misspelt(text.replace("-", ""))):
        with pytest.raises(NumberRefused):
            parse_learner_code(wrong)


@given(st.text())
def test_any_text_is_refused_or_read_as_what_is_printed(text: str) -> None:
    for parse in (parse_award_number, parse_learner_code, normal_check_text):
        try:
            found = str(parse(text))
        except NumberRefused:
            continue
        assert str(parse(found)) == found


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_check_texts(one: bytes, two: bytes) -> None:
    assert normal_check_text(check_text(one).lower().replace("-", " ")) == check_text(one)
    assert (check_text(one) == check_text(two)) == (one[:7] == two[:7] and one[7] >> 4 == two[7] >> 4)
    assert len(base32(one)) == 52
