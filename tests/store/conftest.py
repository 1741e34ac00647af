"""A clock that stands still, and an empty book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from skillmark.store.book import Book, create

NOW = datetime(2026, 6, 12, 10, 42, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book, open for writing."""
    made = create(tmp_path / "riverside.skillmark", "Grace Lindqvist", NOW)
    yield made
    made.close()
