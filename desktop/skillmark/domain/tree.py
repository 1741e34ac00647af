"""The tree: what the standings of requirements make of their groups, and which of them still count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import repeat
from typing import NamedTuple

from skillmark.domain.outline import Group, Node, Requirement
from skillmark.domain.requirement_standing import RequirementStanding

Standings = Mapping[str, RequirementStanding]
"""Standings by requirement code; a missing code means that nothing is recorded."""

_PLACES = Decimal("0.0001")
_NEARLY = Decimal("0.9999")


class Branch(NamedTuple):
    """Where a group or a requirement stands in the tree.

    Attributes:
        share: exact, 0 to 1; 1 exactly when satisfied.
        met: requirements met or waived, of the `required` ones that count.
        open: satisfied, or can still become so without a waiver or an extra attempt.
    """

    satisfied: bool
    share: Fraction
    met: int
    required: int
    open: bool


_UNTOUCHED = Branch(False, Fraction(0), 0, 1, True)
_DONE = Branch(True, Fraction(1), 1, 1, True)


def _rank(branch: Branch) -> int | Fraction:
    """The share to sort by, as an integer where it is one, since most are and integers compare quickly."""
    return 1 if branch.satisfied else branch.share or 0


def _weighted(weights: Iterable[int], branches: Iterable[Branch]) -> int | Fraction:
    """The sum of weight times share; most of it are integers."""
    whole, rest = 0, Fraction(0)
    for weight, branch in zip(weights, branches, strict=True):
        if branch.satisfied:
            whole += weight
        elif branch.share:
            rest += weight * branch.share
    return whole + rest if rest else whole


def _all_of(group: Group, branches: list[Branch]) -> Branch:
    """Rule `all`: the weighted mean, in whole-number weights so that most additions are of integers."""
    satisfied = all(branch.satisfied for branch in branches)
    met = sum(branch.met for branch in branches)
    required = sum(branch.required for branch in branches)
    if satisfied:
        return Branch(True, Fraction(1), met, required, True)
    share = Fraction(_weighted(group.scaled_weights, branches)) / sum(group.scaled_weights)
    return Branch(False, share, met, required, all(branch.open for branch in branches))


def _best(branches: Iterable[Branch], n: int) -> list[Branch]:
    """The n branches with the highest exact share, the earlier position on a tie."""
    return sorted(branches, key=_rank, reverse=True)[:n]


def _at_least(n: int, branches: list[Branch]) -> Branch:
    """Rule `at_least n`: the plain mean of the n best."""
    counted = _best(branches, n)
    met = sum(branch.met for branch in counted)
    required = sum(branch.required for branch in counted)
    if all(branch.satisfied for branch in counted):
        return Branch(True, Fraction(1), met, required, True)
    share = Fraction(_weighted(repeat(1, n), counted)) / n
    return Branch(False, share, met, required, sum(branch.open for branch in branches) >= n)


class Tree:
    """The standings of an outline, group by group, computed once."""

    def __init__(self, outline: Group, standings: Standings) -> None:
        self._standings = standings
        self._branches: dict[int, Branch] = {}
        self._outline = outline
        self.root = self._visit(outline)

    def _visit(self, node: Node) -> Branch:
        if isinstance(node, Requirement):
            standing = self._standings.get(node.code)
            if standing is None:
                branch = _UNTOUCHED
            elif standing.satisfied:
                branch = _DONE
            elif standing.open and not standing.share:
                branch = _UNTOUCHED
            else:
                branch = Branch(False, standing.share, 0, 1, standing.open)
        else:
            below = [self._visit(child) for child in node.children]
            branch = _all_of(node, below) if node.at_least is None else _at_least(node.at_least, below)
        self._branches[id(node)] = branch
        return branch

    def _relevant(self, group: Group) -> list[Node]:
        """The open children that still count, in outline order: all, or the n best of `at_least n`."""
        children = [child for child in group.children if self._branches[id(child)].open]
        if group.at_least is None:
            return children
        ranked = sorted(children, key=lambda child: _rank(self._branches[id(child)]), reverse=True)
        chosen = {id(child) for child in ranked[: group.at_least]}
        return [child for child in children if id(child) in chosen]

    def pending(self) -> tuple[str, ...]:
        """Codes of the unmet requirements on the branches that are open and still count, in outline order."""
        return tuple(self._pending(self._outline))

    def _pending(self, group: Group) -> list[str]:
        found: list[str] = []
        for child in self._relevant(group):
            if self._branches[id(child)].satisfied:
                continue
            if isinstance(child, Group):
                found += self._pending(child)
            else:
                found.append(child.code)
        return found

    def closed(self) -> tuple[str, ...]:
        """Codes of the requirements that can't be met any more and stand in the way of the root."""
        return tuple(self._closed(self._outline)) if not self.root.open else ()

    def _closed(self, group: Group) -> list[str]:
        found: list[str] = []
        for child in group.children:
            if self._branches[id(child)].open:
                continue
            if isinstance(child, Group):
                found += self._closed(child)
            else:
                found.append(child.code)
        return found


def decide_branch(node: Node, standings: Standings) -> Branch:
    """Where any group or requirement of an outline stands."""
    outline = node if isinstance(node, Group) else Group("", (node,))
    return Tree(outline, standings).root


def shown_share(share: Fraction, *, satisfied: bool) -> Decimal:
    """A share as it is shown: rounded half-even to four decimals, and never 1 unless satisfied (0.9999 then)."""
    scaled = round(share * 10_000)
    rounded = (Decimal(scaled) / 10_000).quantize(_PLACES, ROUND_HALF_EVEN)
    return min(rounded, _NEARLY) if not satisfied else rounded
