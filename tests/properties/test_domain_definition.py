"""Credential documents: what is read comes back, and nothing breaks the reader."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from skillmark.domain.definition import Definition, read_definition, write_definition
from skillmark.domain.definition_errors import DefinitionRefused
from tests.domain.builders import document
from tests.properties.domain_strategies import outlines

JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates()
    | st.sampled_from(("all", "at_least 2", "none", "points", "attendance", "R1", "9:30")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value below a value."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in below for found in places(item, (*path, key)))]


@given(outlines())
def test_an_outline_comes_back(outline: Any) -> None:
    definition = Definition("C", "C", outline)
    document = json.loads(json.dumps(write_definition(definition)))
    again = read_definition(document)
    assert write_definition(again) == document


@given(st.data())
def test_a_document_with_anything_in_it_is_read_or_refused(data: st.DataObject) -> None:
    doc = copy.deepcopy(document(data.draw(st.sampled_from(("form_assess", "fe_web")))))
    *way, last = data.draw(st.sampled_from([place for place in places(doc) if place]))
    node: Any = doc
    for step in way:
        node = node[step]
    node[last] = data.draw(JUNK)
    try:
        definition = read_definition(doc)
    except DefinitionRefused as refused:
        problems = refused.problems
    else:
        problems = ()
        assert read_definition(json.loads(json.dumps(write_definition(definition)))) == definition
    assert all(problem.path for problem in problems)
