"""Award numbers, learner codes, check texts."""

from __future__ import annotations

import hashlib

import pytest

from skillmark.domain.award_errors import CheckCharacterWrong, NumberMalformed, NumberPartInvalid
from skillmark.domain.numbers import (
    ALPHABET,
    AwardNumber,
    LearnerCode,
    award_number,
    base32,
    check_text,
    learner_code,
    normal_check_text,
    parse_award_number,
    parse_learner_code,
)

NUMBER = AwardNumber("RI", 2026, "K7", 418)
TEXT = "RI-2026-K7-0418-C"


def test_an_award_number() -> None:
    assert str(NUMBER) == TEXT
    assert parse_award_number(TEXT) == NUMBER
    assert award_number("SCHOL", 2026, "00", 12345)[:-1] == "SCHOL-2026-00-12345-"
    assert not set(ALPHABET) & set("ILOU")


@pytest.mark.parametrize("text", ["ri-2026-k7-0418-c", " RI 2026 K7 0418 C ", "RI–2026–K7–O4I8–C", "ri-2o26-k7-o4l8-c"])
def test_an_award_number_as_somebody_types_it(text: str) -> None:
    assert parse_award_number(text) == NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RI-2026-K7-0418",
        "R-2026-K7-0418-C",
        "RI2026K70418C",
        "RI-2026-K7-418-C",
        "RI-2026-KU-0418-C",
        "RI-2026-K7-0418-U",
        "RIDERS-2026-K7-0418-C",
        "R1-2026-K7-0418-C",
        "ＲＩ-2026-K7-0418-C",
        "RI-२०२६-K7-0418-C",
    ],
)
def test_what_has_not_the_form_of_an_award_number(text: str) -> None:
    with pytest.raises(NumberMalformed) as refused:
        parse_award_number(text)
    assert refused.value.text == text


def with_check(stem: str) -> str:
    """The stem with the one check character that fits."""
    for character in ALPHABET:
        try:
            parse_award_number(stem + character)
        except CheckCharacterWrong:
            continue
        except NumberMalformed:
            return stem + character
    raise AssertionError(stem)


@pytest.mark.parametrize("stem", ["RI-0026-K7-0418-", "RI-2026-K7-0000-", "RI-2026-K7-00418-"])
def test_numbers_that_are_never_given(stem: str) -> None:
    with pytest.raises(NumberMalformed):
        parse_award_number(with_check(stem))


def test_a_wrong_check_character() -> None:
    with pytest.raises(CheckCharacterWrong) as refused:
        parse_award_number("RI-2026-K7-0418-D")
    assert refused.value.text == "RI-2026-K7-0418-D"


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        (("R", 2026, "K7", 1), "prefix"),
        (("RIDERS", 2026, "K7", 1), "prefix"),
        (("R1", 2026, "K7", 1), "prefix"),
        (("ri", 2026, "K7", 1), "prefix"),
        (("RI", 999, "K7", 1), "year"),
        (("RI", 2026, "K", 1), "device"),
        (("RI", 2026, "KI", 1), "device"),
        (("RI", 2026, "K7", 0), "serial"),
        (("RI", 2026, "K7", 10**15), "serial"),
    ],
)
def test_parts_that_make_no_number(parts: tuple[str, int, str, int], part: str) -> None:
    with pytest.raises(NumberPartInvalid) as refused:
        award_number(*parts)
    assert refused.value.part == part


def test_a_learner_code() -> None:
    text = learner_code("K7", 42)
    assert text == "K7-0042-0"
    assert parse_learner_code(text.lower()) == parse_learner_code("k70o420") == LearnerCode("K7", 42)
    assert str(LearnerCode("K7", 42)) == text
    with pytest.raises(CheckCharacterWrong):
        parse_learner_code("K7-0042-1")
    with pytest.raises(NumberMalformed):
        parse_learner_code("K7-42-1")
    for stem in ("K70000", "K700042"):
        fitting = [stem + character for character in ALPHABET]
        assert not any(_readable(text) for text in fitting)


def _readable(text: str) -> bool:
    try:
        parse_learner_code(text)
    except (CheckCharacterWrong, NumberMalformed):
        return False
    return True


def test_base32_and_check_texts() -> None:
    assert base32(b"") == ""
    assert base32(b"\x00") == "00"
    assert base32(b"\xff") == "ZW"
    assert base32(bytes.fromhex("f8000000ff")) == "Z000007Z"
    digest = hashlib.sha256(b"").digest()
    assert check_text(digest) == "WERC-8GMR-ZGE1"
    assert normal_check_text("werc 8gmr zge1") == check_text(digest)
    for text in ("WERC-8GMR-ZGE", "WERC-8GMR-ZGEU"):
        with pytest.raises(NumberMalformed):
            normal_check_text(text)
