"""Agreement of two markers, against figures worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from skillmark.domain.agreement import agree


def test_no_pairs() -> None:
    found: Any = agree([])
    assert (found.pairs, found.exact, found.adjacent, found.kappa) == (0, 0, 0, None)


def test_figures() -> None:
    found: Any = agree([(0, 0), (1, 1), (2, 1), (2, 2)])
    assert (found.pairs, found.exact, found.adjacent) == (4, Fraction(3, 4), 1)
    # Squared differences: 1 over 4 pairs; of 0 1 2 2 with 0 1 1 2 each with each: 6 + 2 + 6 + 6 over 16.
    assert found.kappa == 1 - Fraction(1, 4) / Fraction(20, 16)
    far: Any = agree([(0, 2), (1, 1)])
    assert (far.adjacent, far.kappa) == (Fraction(1, 2), 1 - Fraction(4, 2) / Fraction(6, 4))


def test_full_agreement_and_one_mark_only() -> None:
    assert agree([(0, 0), (1, 1), (2, 2)]).kappa == 1
    assert agree([(2, 2), (2, 2)]).kappa is None
