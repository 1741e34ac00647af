"""Reads values out of a credential document and collects every mistake with the path of its key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from skillmark.domain.definition_errors import (
    ChoiceUnknown,
    CodeMalformed,
    DefinitionError,
    KeyMissing,
    KeyUnknown,
    NumberOutOfRange,
    NumberTooFine,
    Problem,
    TextEmpty,
    TextTooLong,
    WrongType,
)

Choice = TypeVar("Choice", bound=StrEnum)

TITLE_LENGTH = 300
TEXT_LENGTH = 20_000
CODE_LENGTH = 40
NUMBER_PLACES = 3
LARGEST = Decimal(1_000_000)

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)
_CODE = re.compile(r"[\w.\-]+")


def join(path: str, key: str) -> str:
    """The path of a key below a path."""
    return f"{path}.{key}" if path else key


@dataclass(frozen=True, slots=True)
class Sheet:
    """A mapping of the document at its path; what can't be read is noted in `problems` and replaced by a default."""

    values: Mapping[str, object]
    path: str
    problems: list[Problem]

    def refuse(self, key: str, error: DefinitionError) -> None:
        """Notes a mistake at a key; an empty key is the mapping itself."""
        self.problems.append(Problem(join(self.path, key) if key else self.path, error))

    def refuse_empty(self, key: str, error: DefinitionError) -> None:
        """Notes that a list has no items, save where a mistake stands at the key already."""
        path = join(self.path, key)
        if all(problem.path != path for problem in self.problems):
            self.refuse(key, error)

    def given(self, key: str) -> bool:
        """Whether the key has a value; null is none."""
        return self.values.get(key) is not None

    def only(self, known: Collection[str]) -> None:
        """Notes every key that isn't known here."""
        for key in self.values:
            if key not in known:
                near = get_close_matches(str(key), known, 1)
                self.refuse(str(key), KeyUnknown(str(key), near[0] if near else ""))

    def need(self, key: str) -> bool:
        """Notes the key where it is missing, and says whether it is there."""
        if not self.given(key):
            self.refuse(key, KeyMissing(key))
            return False
        return True

    def text(self, key: str, *, needed: bool = False, most: int = TEXT_LENGTH, default: str = "") -> str:
        """A text, without spaces around it; whole numbers are taken as text."""
        if not self.given(key):
            if needed:
                self.need(key)
            return default
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, str | int):
            self.refuse(key, WrongType("text"))
            return default
        text = str(value).strip()
        if needed and not text:
            self.refuse(key, TextEmpty())
        if len(text) > most:
            self.refuse(key, TextTooLong(len(text), most))
        return text

    def code(self, key: str) -> str:
        """A code that must be there; empty where it isn't or is malformed."""
        text = self.text(key, needed=True)
        if text and (len(text) > CODE_LENGTH or _CODE.fullmatch(text) is None):
            self.refuse(key, CodeMalformed(text, CODE_LENGTH))
            return ""
        return text

    def number(
        self, key: str, *, least: Decimal | int = 0, most: Decimal | int = LARGEST, places: int = NUMBER_PLACES
    ) -> Decimal | None:
        """A decimal inside its limits; None where it isn't given or wrong."""
        if not self.given(key):
            return None
        value = as_decimal(self.values[key])
        if value is None:
            self.refuse(key, WrongType("number"))
            return None
        if value < least or value > most:
            self.refuse(key, NumberOutOfRange(value, Decimal(least), Decimal(most)))
            return None
        if value != round(value, places):
            self.refuse(key, NumberTooFine(value, places))
            return None
        return value

    def whole(self, key: str, *, least: int = 1, most: int = 100_000) -> int | None:
        """A whole number inside its limits; None where it isn't given or wrong."""
        if self.given(key):
            value = as_decimal(self.values[key])
            if value is None or value != int(value):
                self.refuse(key, WrongType("whole_number"))
                return None
        value = self.number(key, least=least, most=most)
        return None if value is None else int(value)

    def flag(self, key: str) -> bool:
        """Yes or no; no where it isn't given or wrong."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            self.refuse(key, WrongType("yes_no"))
        return value is True

    def choice(self, key: str, kind: type[Choice], default: Choice | None) -> Choice | None:
        """One of the words of an enumeration."""
        value = self.values.get(key)
        if value is None:
            return default
        allowed = tuple(str(item) for item in kind)
        if value is False and "none" in allowed:  # YAML reads an unquoted `no` as false
            value = "none"
        if not isinstance(value, str):
            self.refuse(key, WrongType("text"))
            return default
        if value not in allowed:
            self.refuse(key, ChoiceUnknown(value, allowed))
            return default
        return kind(value)

    def items(self, key: str) -> Iterator[tuple[str, object]]:
        """The items of a list, each with its key such as `tags[0]`."""
        value = self.values.get(key)
        if value is None:
            return
        if not isinstance(value, list | tuple):
            self.refuse(key, WrongType("list"))
            return
        for index, item in enumerate(value):
            yield f"{key}[{index}]", item

    def texts(self, key: str, *, most: int = TITLE_LENGTH) -> tuple[str, ...]:
        """A list of texts."""
        found = []
        for place, item in self.items(key):
            text = Sheet({place: item}, self.path, self.problems).text(place, needed=True, most=most)
            if text:
                found.append(text)
        return tuple(found)

    def below(self, key: str, value: object) -> Sheet | None:
        """A value as a mapping at its path; None where it isn't one."""
        if not isinstance(value, Mapping):
            self.refuse(key, WrongType("mapping"))
            return None
        return Sheet(value, join(self.path, key), self.problems)

    def mapping(self, key: str) -> Sheet | None:
        """The mapping at a key; None where it isn't given or isn't one."""
        return self.below(key, self.values[key]) if self.given(key) else None

    def mappings(self, key: str) -> Iterator[Sheet]:
        """The mappings in the list at a key."""
        for place, item in self.items(key):
            sheet = self.below(place, item)
            if sheet is not None:
                yield sheet

    def date(self, key: str) -> date | None:
        """A date, or its ISO text; None where it isn't given or wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        found = as_date(value)
        if found is None:
            self.refuse(key, WrongType("date"))
        return found


def as_decimal(value: object) -> Decimal | None:
    """A number of YAML or JSON, or its plain text, as a decimal; None for anything else, also for NaN and infinity."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return Decimal(value.strip()) if _NUMBER.fullmatch(value.strip()) else None
    if not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return number if number.is_finite() else None


def as_date(value: object) -> date | None:
    """A date or its text `2026-06-30`; None for anything else, also for a date with a time."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
