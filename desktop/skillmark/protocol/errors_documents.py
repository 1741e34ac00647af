"""Faults of YAML and JSON files that come in.

`file` is the name as a person knows it; `row` is a line from 1, None where it is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.protocol.errors import InputUnreadable


@dataclass(eq=False)
class DocumentInvalid(InputUnreadable):
    """A YAML or JSON file breaks the rules of its format.

    Attributes:
        row: line of the file, None where unknown.
        position: character in the line from 1, None where unknown.
        detail: what the parser found.
    """

    file: str
    row: int | None
    position: int | None
    detail: str


@dataclass(eq=False)
class DocumentEmpty(InputUnreadable):
    """There is nothing in the file, or nothing but comments."""

    file: str


@dataclass(eq=False)
class DocumentNotMapping(InputUnreadable):
    """The file is valid YAML or JSON but not a list of keys with values at its top."""

    file: str


@dataclass(eq=False)
class KeyTwice(InputUnreadable):
    """A key stands twice at one place of the file."""

    file: str
    row: int | None
    key: str


@dataclass(eq=False)
class KeyNotText(InputUnreadable):
    """A key of the file is no text, such as a list or a date."""

    file: str
    row: int | None
    key: str


@dataclass(eq=False)
class NestedTooDeep(InputUnreadable):
    """The file's parts stand inside each other more than `limit` deep."""

    file: str
    limit: int


@dataclass(eq=False)
class TooManyParts(InputUnreadable):
    """The file has, with what its references repeat, more than `limit` parts."""

    file: str
    limit: int


@dataclass(eq=False)
class NumberNotFinite(InputUnreadable):
    """A number of the file is infinite, or no number."""

    file: str
    row: int | None
    text: str


@dataclass(eq=False)
class NumberTooLong(InputUnreadable):
    """A number of the file has more than `limit` digits."""

    file: str
    row: int | None
    limit: int
