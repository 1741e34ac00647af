"""A credential as a file: YAML or JSON to plain data and back, numbers exact."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import yaml

from skillmark.exchange import yaml_reading
from skillmark.exchange.content import read_bytes
from skillmark.exchange.decoding import decode
from skillmark.exchange.limits import Limits
from skillmark.exchange.yaml_reading import MOST_DEPTH, read_number, read_yaml
from skillmark.protocol.errors_documents import (
    DocumentEmpty,
    DocumentInvalid,
    DocumentNotMapping,
    KeyTwice,
    NestedTooDeep,
    NumberNotFinite,
)
from skillmark.protocol.errors_files import FileEmpty, TextUndecodable

DOCUMENT_LIMITS = Limits(file_bytes=2_000_000)
JSON_STRUCTURE = re.compile(r'"(?:\\.|[^"\\])*"|[\[\]{}]')
SHOWN_WIDTH = 100
Document = dict[str, object]


def read_document(source: Path | bytes, name: str = "") -> Document:
    """The content of a YAML or JSON file whose top is a mapping.

    Returns:
        dict, list, str, int, Decimal, bool and None only; dates are text.

    Raises:
        InputUnreadable: one of errors_files, where the file can't be read or understood.
    """
    file = name or (source.name or str(source) if isinstance(source, Path) else "-")
    try:
        data = read_bytes(source, file, DOCUMENT_LIMITS)
    except FileEmpty:
        raise DocumentEmpty(file) from None
    text, encoding = decode(data, file, lambda _: 0)
    if encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        raise TextUndecodable(file, _first_broken_row(data), "utf-8")
    is_json = file.lower().endswith(".json") or text.lstrip().startswith("{")
    content = _read_json(text, file) if is_json else read_yaml(text, file)
    if content is None:
        raise DocumentEmpty(file)
    if not isinstance(content, dict):
        raise DocumentNotMapping(file)
    return content


def _first_broken_row(data: bytes) -> int:
    """The line at which bytes stop being UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return data.count(b"\n", 0, fault.start) + 1
    return 1


def _check_depth(text: str, file: str) -> None:
    """Counts brackets outside of texts.

    Raises:
        NestedTooDeep: too many are open at once.
    """
    depth = 0
    for found in JSON_STRUCTURE.finditer(text):
        depth += (found[0] in "[{") - (found[0] in "]}")
        if depth > MOST_DEPTH:
            raise NestedTooDeep(file, MOST_DEPTH)


def _read_json(text: str, file: str) -> object:
    """What a JSON text says.

    Raises:
        NestedTooDeep, KeyTwice, NumberNotFinite, NumberTooLong, DocumentInvalid: it breaks a rule.
    """
    _check_depth(text, file)

    def mapping(pairs: list[tuple[str, object]]) -> Document:
        content: Document = {}
        for key, value in pairs:
            if key in content:
                raise KeyTwice(file, None, key)
            content[key] = value
        return content

    def number(digits: str) -> int | Decimal:
        return read_number(digits, file, None)

    def refuse(word: str) -> object:
        raise NumberNotFinite(file, None, word)

    try:
        return json.loads(text, object_pairs_hook=mapping, parse_int=number, parse_float=number, parse_constant=refuse)
    except json.JSONDecodeError as fault:
        raise DocumentInvalid(file, fault.lineno, fault.colno, fault.msg.removesuffix(" at")) from fault


class _Dumper(yaml.SafeDumper):
    """Writes YAML as people write it: lists indented, exact numbers, quotes only where they are needed."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indents lists below their key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        """Writes a value that occurs twice twice."""
        return True


def _represent_decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    """A decimal as a plain number, whole ones without a point."""
    if number == number.to_integral_value():
        return dumper.represent_int(int(number))
    return dumper.represent_scalar("tag:yaml.org,2002:float", format(number.normalize(), "f"))


_Dumper.add_representer(Decimal, _represent_decimal)
# What our own reader takes for a number is quoted where it is text.
for _pattern in (yaml_reading.DECIMAL, yaml_reading.WHOLE):
    _Dumper.add_implicit_resolver(
        "tag:yaml.org,2002:float", re.compile(f"^(?:{_pattern.pattern})$", re.ASCII), list("+-.0123456789")
    )


def write_document(document: Mapping[str, object]) -> str:
    """The YAML text of a document, its keys in the order given; read again it is the same document."""
    text: str = yaml.dump(
        dict(document), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=SHOWN_WIDTH, default_flow_style=False
    )
    return text
