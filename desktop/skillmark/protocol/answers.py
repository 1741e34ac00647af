"""What comes back from a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID

from skillmark.protocol.errors import SurroundingsError
from skillmark.protocol.requests import Request

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """Which records a request touched, so that views refresh just these.

    Attributes:
        touched: kind (`learner`, `candidacy`, `cohort`, `credential`, `award` …) -> keys. An empty set means
            "any of that kind".
    """

    touched: Mapping[str, frozenset[UUID]] = field(default_factory=dict)

    def of(self, kind: str) -> frozenset[UUID] | None:
        """The keys of a kind; None where nothing of that kind was touched."""
        return self.touched.get(kind)

    def __bool__(self) -> bool:
        """Whether anything was touched."""
        return bool(self.touched)


def changes(**touched: Iterable[UUID]) -> Changes:
    """Changes from keyword arguments: `changes(learner=[key])`."""
    return Changes({kind: frozenset(keys) for kind, keys in touched.items()})


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The answer to a request that was carried out.

    Attributes:
        value: what the request is for: a key, counts, a report.
        changes: what it touched.
        undo: the request that takes it back; None where nothing can or needs to be taken back.
        remarks: what a person should know of it although it was carried out, each said as an error is.
    """

    value: T
    changes: Changes = Changes()
    undo: Request | None = None
    remarks: tuple[SurroundingsError, ...] = ()
