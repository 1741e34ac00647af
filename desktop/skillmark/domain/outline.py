"""What a credential asks: requirements in a tree of groups, with their schemes, rubrics and due dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from math import lcm
from types import MappingProxyType


class Kind(StrEnum):
    """The six kinds of thing that a learner does."""

    ATTENDANCE = "attendance"
    ASSIGNMENT = "assignment"
    PORTFOLIO = "portfolio"
    SKILLS_TEST = "skills_test"
    CONFERENCE = "conference"
    WORKPLACE = "workplace"


class Scheme(StrEnum):
    """How a requirement is judged or added up."""

    PASS_FAIL = "pass_fail"
    POINTS = "points"
    LEVELS = "levels"
    RUBRIC = "rubric"
    HOURS = "hours"
    COUNT = "count"
    PERCENT = "percent"


class Deciding(StrEnum):
    """Which of several judgements decides."""

    LATEST = "latest"
    BEST = "best"
    FIRST = "first"


class Evidence(StrEnum):
    """Whether a judgement that meets the requirement must name evidence."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class Judge(StrEnum):
    """Who may judge a requirement, where its definition restricts it."""

    COORDINATOR = "coordinator"
    INSTRUCTOR = "instructor"
    ASSISTANT = "assistant"
    EXTERNAL = "external"


ALLOWED_SCHEMES: MappingProxyType[Kind, tuple[Scheme, ...]] = MappingProxyType(
    {
        Kind.ATTENDANCE: (Scheme.HOURS, Scheme.COUNT, Scheme.PERCENT),
        Kind.CONFERENCE: (Scheme.HOURS, Scheme.COUNT),
        Kind.ASSIGNMENT: (Scheme.PASS_FAIL, Scheme.POINTS, Scheme.LEVELS, Scheme.RUBRIC),
        Kind.SKILLS_TEST: (Scheme.POINTS, Scheme.LEVELS, Scheme.PASS_FAIL),
        Kind.PORTFOLIO: (Scheme.RUBRIC, Scheme.PASS_FAIL),
        Kind.WORKPLACE: (Scheme.PASS_FAIL, Scheme.POINTS, Scheme.LEVELS, Scheme.RUBRIC, Scheme.HOURS),
    }
)
"""The schemes that each kind may have; the first is what the builder offers first."""

ADDED_UP = frozenset({Scheme.HOURS, Scheme.COUNT})
"""Schemes in which what is recorded adds up, so that attempts don't apply."""

JUDGED = frozenset({Scheme.PASS_FAIL, Scheme.POINTS, Scheme.LEVELS, Scheme.RUBRIC})
"""Schemes in which one dated judgement decides."""


@dataclass(frozen=True, slots=True)
class RubricLevel:
    """One step of a rubric's scale: its title and what it is worth."""

    title: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric. `floor` is the least points that pass, None where there is no floor."""

    code: str
    title: str
    levels: tuple[RubricLevel, ...]
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rubric:
    """Criteria, and the total that passes (None: the floors alone decide)."""

    criteria: tuple[Criterion, ...]
    pass_total: Decimal | None = None

    @property
    def maximum(self) -> Decimal:
        """The highest total that can be reached."""
        return sum((max(level.points for level in item.levels) for item in self.criteria), Decimal())

    def criterion(self, code: str) -> Criterion | None:
        """The criterion with that code, None where there is none."""
        return next((item for item in self.criteria if item.code == code), None)


@dataclass(frozen=True, slots=True)
class Due:
    """When a requirement is due: on a date, or whole weeks after the candidacy's start. Exactly one is set."""

    on: date | None = None
    weeks: int | None = None

    def date_for(self, started_on: date | None) -> date | None:
        """The due date of a candidacy that started then; None where the start isn't known."""
        if self.on is not None:
            return self.on
        if started_on is None or self.weeks is None:
            return None
        return started_on + timedelta(weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a learner does.

    Attributes:
        attempts: the most judgements taken, None for unlimited.
        reviews: 1, or 2 where two people review each submission.
        blind: the second reviewer doesn't see the first one's marks.
        maximum: the highest mark (`points`).
        pass_mark: the least mark that meets it (`points`).
        levels: the titles, lowest first (`levels`).
        passing: the least level that meets it (`levels`).
        needed: whole minutes for `hours`, a whole number for `count`, a share of 0 to 1 for `percent`.
        skills: codes of the skills that it shows.
        judged_by: who may judge it; empty for everybody whose role may judge.
    """

    code: str
    title: str
    kind: Kind
    scheme: Scheme
    description: str = ""
    weight: Fraction = Fraction(1)
    attempts: int | None = None
    deciding: Deciding = Deciding.BEST
    evidence: Evidence = Evidence.OPTIONAL
    reviews: int = 1
    blind: bool = False
    maximum: Decimal | None = None
    pass_mark: Decimal | None = None
    levels: tuple[str, ...] = ()
    passing: str | None = None
    needed: int | Fraction | None = None
    rubric: Rubric | None = None
    due: Due | None = None
    skills: tuple[str, ...] = ()
    judged_by: tuple[Judge, ...] = ()


def _scaled(nodes: tuple[Node, ...]) -> tuple[int, ...]:
    """The children's weights as whole numbers in the same proportion."""
    factor = lcm(*(node.weight.denominator for node in nodes))
    return tuple(int(node.weight * factor) for node in nodes)


@dataclass(frozen=True, slots=True)
class Group:
    """Requirements and groups that belong together.

    Attributes:
        at_least: how many children must be satisfied; None where all must (rule `all`).
        scaled_weights: the children's weights as whole numbers in the same proportion; computed.
        requirements: every requirement below the group in outline order; computed.
    """

    title: str
    children: tuple[Node, ...]
    at_least: int | None = None
    weight: Fraction = Fraction(1)
    scaled_weights: tuple[int, ...] = field(init=False, repr=False, compare=False)
    requirements: tuple[Requirement, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Computes weights and requirements once, since standings are computed at every keystroke."""
        object.__setattr__(self, "scaled_weights", _scaled(self.children))
        below = ((node,) if isinstance(node, Requirement) else node.requirements for node in self.children)
        object.__setattr__(self, "requirements", tuple(chain.from_iterable(below)))


Node = Requirement | Group


def walk(group: Group) -> Iterator[Requirement]:
    """Every requirement below the group, in outline order."""
    return iter(group.requirements)


def walk_groups(group: Group) -> Iterator[tuple[int, Group]]:
    """The group itself and every group below it in outline order, each with its depth (0 for the first)."""
    yield 0, group
    for child in group.children:
        if isinstance(child, Group):
            yield from ((depth + 1, found) for depth, found in walk_groups(child))


def requirements_by_code(group: Group) -> dict[str, Requirement]:
    """Every requirement below the group by its code, in outline order."""
    return {requirement.code: requirement for requirement in walk(group)}


def path_to(group: Group, code: str) -> tuple[Group, ...]:
    """The groups from this one down to the one that holds the requirement; empty where it isn't there."""
    for child in group.children:
        if isinstance(child, Group):
            below = path_to(child, code)
            if below:
                return (group, *below)
        elif child.code == code:
            return (group,)
    return ()
