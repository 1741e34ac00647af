"""Refusals: every mistake that a credential document can hold, each with the path of its key."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from skillmark.domain.errors import DomainError
from skillmark.domain.outline import Deciding, Kind, Scheme


class DefinitionError(DomainError):
    """One mistake in a credential document; the path of its key stands beside it in `Problem`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake and the path of its key, such as `outline.children[1].children[0].pass_mark`; empty for the whole."""

    path: str
    error: DefinitionError


@dataclass(eq=False)
class DefinitionRefused(DomainError):
    """A credential document holds mistakes; all of them, in the order of the document."""

    problems: tuple[Problem, ...]


@dataclass(eq=False)
class KeyUnknown(DefinitionError):
    """There is no such key here; `near` is a known one that is spelt much like it, or empty."""

    key: str
    near: str


@dataclass(eq=False)
class KeyMissing(DefinitionError):
    """The key is needed here."""

    key: str


@dataclass(eq=False)
class KeyNotForScheme(DefinitionError):
    """The scheme has no use for the key."""

    key: str
    scheme: Scheme


@dataclass(eq=False)
class WrongType(DefinitionError):
    """The value is of another type. `wanted` is text, number, whole_number, list, mapping, yes_no or date."""

    wanted: str


@dataclass(eq=False)
class TextEmpty(DefinitionError):
    """The text is empty."""


@dataclass(eq=False)
class TextTooLong(DefinitionError):
    """The text is longer than the `most` characters that are kept."""

    length: int
    most: int


@dataclass(eq=False)
class CodeMalformed(DefinitionError):
    """A code holds letters, digits, dot, dash and underscore, at most `most` of them."""

    code: str
    most: int


@dataclass(eq=False)
class CodeDuplicate(DefinitionError):
    """The code was used before, at `first` (a path)."""

    code: str
    first: str


@dataclass(eq=False)
class RequirementUnknown(DefinitionError):
    """The outline has no requirement with that code."""

    code: str


@dataclass(eq=False)
class SkillUnknown(DefinitionError):
    """The credential names no skill with that code."""

    code: str


@dataclass(eq=False)
class ChoiceUnknown(DefinitionError):
    """The value isn't one of those allowed here."""

    value: str
    allowed: tuple[str, ...]


@dataclass(eq=False)
class SchemeNotAllowed(DefinitionError):
    """The kind can't be judged by that scheme."""

    kind: Kind
    scheme: Scheme
    allowed: tuple[Scheme, ...]


@dataclass(eq=False)
class NumberOutOfRange(DefinitionError):
    """The number is too small or too large; None where that side has no limit."""

    value: Decimal
    least: Decimal | None
    most: Decimal | None


@dataclass(eq=False)
class NumberTooFine(DefinitionError):
    """The number has more decimals than the `most` that are kept."""

    value: Decimal
    most: int


@dataclass(eq=False)
class NotWholeMinutes(DefinitionError):
    """The hours are no whole number of minutes."""

    value: Decimal


@dataclass(eq=False)
class PassMarkOverMaximum(DefinitionError):
    """Nobody could reach the pass mark."""

    pass_mark: Decimal
    maximum: Decimal


@dataclass(eq=False)
class LevelUnlisted(DefinitionError):
    """The passing level isn't one of the levels."""

    level: str
    levels: tuple[str, ...]


@dataclass(eq=False)
class LevelDuplicate(DefinitionError):
    """Two levels of one scale have the same title or the same points."""

    level: str


@dataclass(eq=False)
class AtLeastImpossible(DefinitionError):
    """The group asks for more children than it has, or for fewer than one."""

    wanted: int
    children: int


@dataclass(eq=False)
class GroupEmpty(DefinitionError):
    """The group has no children."""


@dataclass(eq=False)
class TreeTooDeep(DefinitionError):
    """Groups are nested deeper than `most` levels."""

    most: int


@dataclass(eq=False)
class WeightInChoice(DefinitionError):
    """A child of an `at_least` group has no weight, since the best children count alike."""


@dataclass(eq=False)
class RubricCannotFail(DefinitionError):
    """The rubric has neither a pass total nor a floor."""


@dataclass(eq=False)
class PassTotalOverMaximum(DefinitionError):
    """Nobody could reach the pass total."""

    pass_total: Decimal
    maximum: Decimal


@dataclass(eq=False)
class FloorOverLevels(DefinitionError):
    """No level of the criterion reaches its floor."""

    floor: Decimal
    maximum: Decimal


@dataclass(eq=False)
class AttemptsDontApply(DefinitionError):
    """Amounts add up, so that the scheme has no attempts."""

    scheme: Scheme


@dataclass(eq=False)
class AttemptsAgainstDeciding(DefinitionError):
    """With `first` the first judgement decides, so a written maximum over 1 contradicts it."""

    deciding: Deciding
    attempts: int


@dataclass(eq=False)
class ReviewsNotForScheme(DefinitionError):
    """Two people can review only what is judged, not what adds up."""

    scheme: Scheme


@dataclass(eq=False)
class ListEmpty(DefinitionError):
    """The list needs at least one item."""


@dataclass(eq=False)
class RangeBackwards(DefinitionError):
    """The first number of a range is greater than the second."""

    first: int
    second: int


@dataclass(eq=False)
class ValidityUnclear(DefinitionError):
    """A validity is `none`, a number of months, or a last day, and only one of them."""


@dataclass(eq=False)
class DueUnclear(DefinitionError):
    """A due date is a date or a number of weeks after the start, and only one of them."""


@dataclass(eq=False)
class PrerequisiteOfItself(DefinitionError):
    """A credential can't be its own prerequisite."""

    code: str


@dataclass(eq=False)
class PrerequisiteCycle(DefinitionError):
    """The prerequisites lead back to the credential; `cycle` starts and ends with the same code."""

    cycle: tuple[str, ...]
