"""How far two markers agree: exactly, by one level, and beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over pairs of marks of the same work.

    Attributes:
        pairs: how many.
        exact: the share of pairs that are the same, 0 to 1.
        adjacent: the share of pairs that differ by one level at most, 0 to 1.
        kappa: Cohen's kappa with quadratic weights, up to 1; None where every mark is the same or there are none.
    """

    pairs: int
    exact: Fraction
    adjacent: Fraction
    kappa: Fraction | None


def agree(pairs: Iterable[tuple[int, int]]) -> Agreement:
    """The agreement of two markers.

    kappa = 1 - sum of observed squared differences ÷ sum of those expected by chance (J. Cohen, Weighted kappa,
    Psychological Bulletin 70, 1968).

    Args:
        pairs: for each piece of work the first and the second marker's level, as its position on the scale.
    """
    marks = list(pairs)
    count = len(marks)
    if not count:
        return Agreement(0, Fraction(0), Fraction(0), None)
    exact = sum(first == second for first, second in marks)
    adjacent = sum(abs(first - second) <= 1 for first, second in marks)
    observed = sum((first - second) ** 2 for first, second in marks)
    firsts, seconds = Counter(first for first, _ in marks), Counter(second for _, second in marks)
    expected = sum(
        (first - second) ** 2 * times * others for first, times in firsts.items() for second, others in seconds.items()
    )
    kappa = 1 - Fraction(observed * count, expected) if expected else None
    return Agreement(count, Fraction(exact, count), Fraction(adjacent, count), kappa)
