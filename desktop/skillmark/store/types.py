"""Column types: keys as 16 bytes, marks as thousandths, shares as exact fractions, documents as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, LargeBinary, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from skillmark.system.canonical import canonical

E = TypeVar("E", bound=StrEnum)

THOUSAND = Decimal(1000)


class Key(TypeDecorator[UUID]):
    """A UUID as 16 bytes, bound as bytearray: the driver takes bytes through a slow adapter look-up."""

    impl = LargeBinary(16)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[UUID | None], bytearray | None]:
        """UUID to bytearray, without the generic wrapper."""

        def process(value: UUID | None) -> bytearray | None:
            return None if value is None else bytearray(value.bytes)

        return process

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[bytes | None], UUID | None]:
        """16 bytes to UUID."""

        def process(value: bytes | None) -> UUID | None:
            return None if value is None else UUID(bytes=bytes(value))

        return process


class Bytes(TypeDecorator[bytes]):
    """Bytes of any length, bound as bytearray."""

    impl = LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[bytes | None], bytearray | None]:
        """Bytes to bytearray."""
        return lambda value: None if value is None else bytearray(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[bytes | None], bytes | None]:
        """What the driver gives to bytes."""
        return lambda value: None if value is None else bytes(value)


class Mark(TypeDecorator[Decimal]):
    """A decimal with at most three places as whole thousandths, so that it compares and adds up in SQL."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Decimal to thousandths; more than three decimals are a mistake of the caller."""
        if value is None:
            return None
        scaled = value * THOUSAND
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than three decimals")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Thousandths to Decimal without trailing noughts."""
        return None if value is None else mark_from_thousandths(value)


def mark_from_thousandths(value: int) -> Decimal:
    """Thousandths as the shortest Decimal: 6500 is 6.5, 7000 is 7."""
    mark = Decimal(value) / THOUSAND
    return mark.quantize(Decimal(1)) if mark == mark.to_integral_value() else mark.normalize()


class Share(TypeDecorator[Fraction]):
    """An exact fraction as text, `2/3`."""

    impl = String(80)
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:
        """Fraction to text."""
        return None if value is None else f"{value.numerator}/{value.denominator}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:
        """Text to Fraction."""
        return None if value is None else Fraction(value)


class Document(TypeDecorator[Any]):
    """A JSON value in its canonical spelling."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:
        """Value to canonical JSON."""
        return None if value is None else canonical(value).decode("utf-8")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any | None:
        """JSON to value."""
        return None if value is None else json.loads(value)


class Word(TypeDecorator[E], Generic[E]):
    """One of the words of an enumeration."""

    impl = String(20)
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        """Takes the enumeration whose words the column holds."""
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Member to word."""
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Word to member."""
        return None if value is None else self.words(value)
