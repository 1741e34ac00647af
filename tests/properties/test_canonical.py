"""Canonical JSON: the bytes that are hashed and signed are those that Python's own writer gives by the same rules."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from skillmark.system.canonical import canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
KEY = st.text(st.characters(max_codepoint=127))
PLAIN = st.none() | st.booleans() | st.integers() | TEXT
VALUE = st.recursive(PLAIN, lambda one: st.lists(one, max_size=4) | st.dictionaries(KEY, one, max_size=4))


@given(VALUE)
def test_keys_are_sorted_and_escapes_are_the_shortest(value: object) -> None:
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert canonical(value) == said.encode("utf-8")


def test_the_bytes_of_awkward_text() -> None:
    text = 'a"\\/\b\f\n\r\t\x00\x1f\x7f\u2028é高'
    wanted = '{"a":"a\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\u2028é高","b":[null,true,12]}'
    assert canonical({"b": (None, True, 12), "a": text}) == wanted.encode("utf-8")
