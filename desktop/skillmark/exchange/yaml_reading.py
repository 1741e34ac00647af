"""YAML text to plain data, built from the parser's events, so that nothing is made before it was counted.

With credentials.py the one place that knows the YAML library. Words are read as in YAML 1.2: only `true`, `false` and
`null` aren't text, so `no` stays the language it is. Dates stay text, numbers are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import yaml

from skillmark.protocol.errors_documents import (
    DocumentInvalid,
    KeyNotText,
    KeyTwice,
    NestedTooDeep,
    NumberNotFinite,
    NumberTooLong,
    TooManyParts,
)

MOST_DEPTH = 64
MOST_PARTS = 100_000
MOST_DIGITS = 40
WHOLE = re.compile(r"[+-]?(?:0|[1-9]\d*)", re.ASCII)
DECIMAL = re.compile(r"[+-]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][+-]?\d+)?", re.ASCII)
NOT_FINITE = re.compile(r"[+-]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
COLLECTION_TAGS = (None, "!", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")
WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Part:
    """A value with how much there is of it: values in it, itself counted, and how deep they stand in each other."""

    value: object
    parts: int = 1
    depth: int = 1


def read_number(text: str, file: str, row: int | None) -> int | Decimal:
    """An exact number from its text.

    Raises:
        NumberTooLong, NumberNotFinite: it has more digits than any that is meant.
    """
    if len(text) > MOST_DIGITS:
        raise NumberTooLong(file, row, MOST_DIGITS)
    if WHOLE.fullmatch(text):
        return int(text)
    number = Decimal(text)
    if abs(number.adjusted()) > MOST_DIGITS:
        raise NumberNotFinite(file, row, text)
    return number


@dataclass(slots=True)
class Builder:
    """Builds values from events."""

    file: str
    events: Iterator[yaml.Event]
    anchors: dict[str, Part | None] = field(default_factory=dict)

    def document(self) -> object:
        """The one document of the stream.

        Raises:
            InputUnreadable: it is wrong, too large, or not the only one.
        """
        self._next(yaml.StreamStartEvent)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self._part(next(self.events), 1).value
        self._next(yaml.DocumentEndEvent)
        self._next(yaml.StreamEndEvent)
        return value

    def _next(self, kind: type[yaml.Event]) -> yaml.Event:
        """The next event, which must be of that kind.

        Raises:
            DocumentInvalid: it isn't: the file holds several documents.
        """
        event = next(self.events)
        if not isinstance(event, kind):
            raise self._invalid(event, "it holds more than one document")
        return event

    def _part(self, event: yaml.Event, depth: int) -> Part:
        """The value that begins with an event, `depth` deep in the document."""
        if depth > MOST_DEPTH:
            raise NestedTooDeep(self.file, MOST_DEPTH)
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event, depth)
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.anchors[anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            part = Part(self._scalar(event))
        elif (tag := getattr(event, "tag", None)) not in COLLECTION_TAGS:
            raise self._invalid(event, f"it has the tag {tag}, which isn't taken")
        elif isinstance(event, yaml.SequenceStartEvent):
            part = self._list(depth)
        else:
            part = self._mapping(depth)
        if part.parts > MOST_PARTS:
            raise TooManyParts(self.file, MOST_PARTS)
        if anchor:
            self.anchors[anchor] = part
        return part

    def _repeated(self, event: yaml.AliasEvent, depth: int) -> Part:
        """The value that a reference names."""
        part = self.anchors.get(event.anchor or "")
        if part is None:
            raise self._invalid(event, f"nothing before it is named {event.anchor}")
        if depth + part.depth > MOST_DEPTH:
            raise NestedTooDeep(self.file, MOST_DEPTH)
        return part

    def _list(self, depth: int) -> Part:
        """A list, up to its end."""
        values: list[object] = []
        parts, deepest = 1, 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            part = self._part(event, depth + 1)
            values.append(part.value)
            parts, deepest = self._added(parts, part), max(deepest, part.depth)
        return Part(values, parts, deepest + 1)

    def _mapping(self, depth: int) -> Part:
        """A mapping, up to its end.

        Raises:
            KeyTwice, KeyNotText: its keys aren't different texts.
        """
        values: dict[str, object] = {}
        parts, deepest = 1, 0
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            row = _row(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise KeyNotText(self.file, row, type(event).__name__.removesuffix("StartEvent").lower())
            if event.value in values:
                raise KeyTwice(self.file, row, event.value)
            part = self._part(next(self.events), depth + 1)
            values[event.value] = part.value
            parts, deepest = self._added(parts, part), max(deepest, part.depth)
        return Part(values, parts, deepest + 1)

    def _added(self, parts: int, part: Part) -> int:
        """The count with a part in it.

        Raises:
            TooManyParts: it is over the limit.
        """
        if parts + part.parts > MOST_PARTS:
            raise TooManyParts(self.file, MOST_PARTS)
        return parts + part.parts

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        """Text, a number, true, false or nothing.

        Raises:
            DocumentInvalid: it has a tag, which could make it anything.
            NumberNotFinite, NumberTooLong: a number that can't be meant.
        """
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            raise self._invalid(event, f"it has the tag {event.tag}, which isn't taken")
        text = event.value
        if event.style is not None or event.tag is not None:
            return text
        if text.lower() in WORDS:
            return WORDS[text.lower()]
        if NOT_FINITE.fullmatch(text):
            raise NumberNotFinite(self.file, _row(event), text)
        if WHOLE.fullmatch(text) or DECIMAL.fullmatch(text):
            return read_number(text, self.file, _row(event))
        return text

    def _invalid(self, event: yaml.Event, detail: str) -> DocumentInvalid:
        """A mistake at an event's place."""
        position = None if event.start_mark is None else event.start_mark.column + 1
        return DocumentInvalid(self.file, _row(event), position, detail)


def _row(event: yaml.Event) -> int | None:
    """The line of the file at which an event begins, from 1."""
    return None if event.start_mark is None else int(event.start_mark.line) + 1


def read_yaml(text: str, file: str) -> object:
    """What a YAML text says.

    Raises:
        InputUnreadable: one of errors_files.
    """
    try:
        return Builder(file, iter(yaml.parse(text, Loader=yaml.SafeLoader))).document()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        row, position = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise DocumentInvalid(file, row, position, fault.problem or fault.context or "") from fault
    except yaml.YAMLError as fault:
        raise DocumentInvalid(file, None, None, str(fault).splitlines()[0]) from fault
