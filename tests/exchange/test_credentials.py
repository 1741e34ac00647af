"""A credential as a file: exact values in and out, and every way to break it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from skillmark.exchange.credentials import read_document, write_document
from skillmark.protocol.errors import InputUnreadable
from skillmark.protocol.errors_documents import (
    DocumentEmpty,
    DocumentInvalid,
    DocumentNotMapping,
    KeyNotText,
    KeyTwice,
    NestedTooDeep,
    NumberNotFinite,
    NumberTooLong,
    TooManyParts,
)
from skillmark.protocol.errors_files import FileTooLarge, TextUndecodable

DATA = Path(__file__).parent / "data"


def test_the_sample_is_read() -> None:
    document = read_document(DATA / "formative-assessment.yaml")
    assert (document["code"], document["effort_hours"]) == ("FORM-ASSESS", 40)
    assert document["credits"] == {"value": Decimal("1.5"), "system": "ECTS"}
    assert document["duration_weeks"] == [6, 10]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("6.5", Decimal("6.5")),
        ("7", 7),
        ("-3", -3),
        ("1e2", Decimal("1e2")),
        ("007", "007"),
        ("1_000", "1_000"),
        ("2:30", "2:30"),
        ("2026-06-12", "2026-06-12"),
        ("no", "no"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ('"7"', "7"),
        ("[a, 1]", ["a", 1]),
        ("{a: 1}", {"a": 1}),
    ],
)
def test_values_of_yaml(text: str, wanted: object) -> None:
    value = read_document(f"value: {text}\n".encode())["value"]
    assert (value, type(value)) == (wanted, type(wanted))


def test_json_is_read_alike() -> None:
    text = '{"a": 6.5, "b": [1, true, null], "c": "x"}'
    assert read_document(text.encode(), "x.json") == read_document(text.encode(), "x.yaml")
    assert read_document(text.encode())["a"] == Decimal("6.5")


def test_encodings() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read_document("title: Évaluation\n".encode(encoding)) == {"title": "Évaluation"}


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "kind", "row"),
    [
        ("a: 1\nb: 2\na: 3\n", KeyTwice, 3),
        ("a: {b: 1, b: 2}\n", KeyTwice, 1),
        ("? [a]\n: 1\n", KeyNotText, 1),
        ("a: .nan\n", NumberNotFinite, 1),
        ("a: 1e999\n", NumberNotFinite, 1),
        ("a: " + "9" * 5_000, NumberTooLong, 1),
        ("a: [1, 2\nb: 3\n", DocumentInvalid, 2),
        ("a: *nothing\n", DocumentInvalid, 1),
        ("a: &x [*x]\n", DocumentInvalid, 1),
        ("a: !!python/object/apply:os.system [ls]\n", DocumentInvalid, 1),
        ("a: !!binary aGk=\n", DocumentInvalid, 1),
        ("a: 1\n---\nb: 2\n", DocumentInvalid, 2),
        ("a: 1\n\tb: 2\n", DocumentInvalid, 2),
        ("a: \x07\n", DocumentInvalid, None),
    ],
)
def test_broken_yaml_names_its_line(text: str, kind: type[InputUnreadable], row: int | None) -> None:
    with pytest.raises(InputUnreadable) as caught:
        read_document(text.encode(), "c.yaml")
    assert type(caught.value) is kind
    assert vars(caught.value).get("row") == row


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (BOMB, TooManyParts),
        ("a: " + "[" * 100_000, NestedTooDeep),
        ('{"a": ' * 100_000, NestedTooDeep),
        ('{"a": [' + "{}," * 30 + "[" * 70, NestedTooDeep),
        ("- a\n- b\n", DocumentNotMapping),
        ("just text\n", DocumentNotMapping),
        ("# nothing\n", DocumentEmpty),
        ("", DocumentEmpty),
        ("a: " + "x" * 2_100_000, FileTooLarge),
        ('{"a": NaN}', NumberNotFinite),
        ('{"a": 1e999}', NumberNotFinite),
        ('{"a": ' + "9" * 5_000 + "}", NumberTooLong),
        ('{"a": 1, "a": 2}', KeyTwice),
        ('{"a": 1', DocumentInvalid),
    ],
)
def test_hostile_documents(text: str, kind: type[InputUnreadable]) -> None:
    with pytest.raises(InputUnreadable) as caught:
        read_document(text.encode())
    assert type(caught.value) is kind


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(TextUndecodable) as caught:
        read_document("a: 1\nb: Québec\n".encode("cp1252"))
    assert caught.value.row == 2


TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co"), blacklist_characters="\ufeff\u2028\u2029"), max_size=12
)
TRICKY = st.sampled_from(
    ["1e5", "007", "yes", "null", "~", "2026-06-12", "1_0", "0x1F", ".inf", "", " a ", "- b", "#c", "1:30"]
)
NUMBER = st.integers(-(10**9), 10**9) | st.decimals(-1000, 1000, places=3)
VALUE = st.recursive(
    TEXT | TRICKY | NUMBER | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT | TRICKY, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(TEXT | TRICKY, VALUE, max_size=4))
def test_what_is_written_is_read(document: dict[str, object]) -> None:
    text = write_document(document)
    assert read_document(text.encode(), "d.yaml") == document
    assert isinstance(yaml.safe_load(text), dict)


def test_written_yaml_looks_as_people_write_it() -> None:
    text = write_document({"code": "A", "weights": [1, Decimal("6.500")], "title": "Ünïcode", "at": "2026-06-12"})
    assert text == "code: A\nweights:\n  - 1\n  - 6.5\ntitle: Ünïcode\nat: '2026-06-12'\n"


@given(st.dictionaries(st.text("ab", max_size=2), st.integers() | st.text("xyz"), max_size=3))
def test_json_of_others_is_read(document: dict[str, object]) -> None:
    small = {key: value for key, value in document.items() if not isinstance(value, int) or abs(value) < 10**30}
    assert read_document(json.dumps(small).encode(), "x.json") == small
