"""Where in the panel of a judgement a refusal belongs, and its words with titles in the place of codes."""

from __future__ import annotations

from skillmark.domain.errors import (
    AcceptWithoutPass,
    AssessorNeeded,
    CriterionMissing,
    DateInFuture,
    DateTooLongAgo,
    EvidenceNeeded,
    MarkOverMaximum,
    PointsNotALevel,
    ReasonNeeded,
    ResultNeeded,
    RplEvidenceNeeded,
    SameReviewer,
    TooManyDecimals,
    ValueNegative,
    ValueTooLarge,
)
from skillmark.domain.outline import Rubric
from skillmark.window.words import in_words

_FIELDS: tuple[tuple[str, tuple[type[BaseException], ...]], ...] = (
    ("reason", (ReasonNeeded,)),
    ("evidence", (EvidenceNeeded, RplEvidenceNeeded)),
    ("assessed_on", (DateInFuture, DateTooLongAgo)),
    ("assessor", (SameReviewer, AssessorNeeded)),
    ("value", (MarkOverMaximum, ResultNeeded, TooManyDecimals, ValueNegative, ValueTooLarge)),
)


def field_of(error: BaseException) -> str:
    """The field of the form that a refusal is about; empty where it is about none."""
    return next((field for field, kinds in _FIELDS if isinstance(error, kinds)), "")


def criterion_of(error: BaseException) -> str:
    """The code of the first criterion that a refusal is about; empty where it is about none."""
    if isinstance(error, CriterionMissing):
        return error.criteria[0] if error.criteria else ""
    if isinstance(error, AcceptWithoutPass):
        return error.below_floor[0] if error.below_floor else ""
    return error.criterion if isinstance(error, PointsNotALevel) else ""


def words_of(error: BaseException, rubric: Rubric | None) -> str:
    """A refusal in words; criteria are called by their titles, as the panel calls them."""
    titles = {one.code: one.title for one in rubric.criteria} if rubric is not None else {}
    if isinstance(error, CriterionMissing):
        error = CriterionMissing(tuple(titles.get(code, code) for code in error.criteria))
    elif isinstance(error, AcceptWithoutPass):
        below = tuple(titles.get(code, code) for code in error.below_floor)
        error = AcceptWithoutPass(error.total, error.pass_total, below)
    elif isinstance(error, PointsNotALevel):
        error = PointsNotALevel(titles.get(error.criterion, error.criterion), error.points, error.allowed)
    return in_words(error)
