"""A school for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.school import School, make_school


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    """Three learners in one cohort toward Formative Assessment in Practice."""
    made = make_school(tmp_path)
    yield made
    made.sitting.book.close()
