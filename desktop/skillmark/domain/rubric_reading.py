"""Reads a rubric: its scale, its criteria with floors, its pass total."""

from __future__ import annotations

from decimal import Decimal

from skillmark.domain.definition_errors import (
    CodeDuplicate,
    FloorOverLevels,
    LevelDuplicate,
    ListEmpty,
    PassTotalOverMaximum,
    RubricCannotFail,
    WrongType,
)
from skillmark.domain.document_reading import TITLE_LENGTH, Sheet, join
from skillmark.domain.outline import Criterion, Rubric, RubricLevel

_RUBRIC_KEYS = ("pass_total", "levels", "criteria")
_CRITERION_KEYS = ("code", "title", "floor", "levels")


def _read_level(sheet: Sheet, place: str, item: object) -> RubricLevel | None:
    """A level as `[title, points]` or `{title: …, points: …}`."""
    if isinstance(item, list | tuple):
        if len(item) != 2:
            sheet.refuse(place, WrongType("mapping"))
            return None
        item = {"title": item[0], "points": item[1]}
    level = sheet.below(place, item)
    if level is None:
        return None
    level.only(("title", "points"))
    title = level.text("title", needed=True, most=TITLE_LENGTH)
    points = level.number("points") if level.need("points") else None
    return None if points is None else RubricLevel(title, points)


def _read_levels(sheet: Sheet) -> tuple[RubricLevel, ...]:
    levels: list[RubricLevel] = []
    for place, item in sheet.items("levels"):
        level = _read_level(sheet, place, item)
        if level is None:
            continue
        if any(level.points == other.points or level.title == other.title for other in levels):
            sheet.refuse(place, LevelDuplicate(level.title))
        levels.append(level)
    return tuple(levels)


def _read_criterion(sheet: Sheet, common: tuple[RubricLevel, ...]) -> Criterion:
    sheet.only(_CRITERION_KEYS)
    levels = _read_levels(sheet) if sheet.given("levels") else common
    if not levels:
        sheet.refuse_empty("levels", ListEmpty())
    floor = sheet.number("floor")
    highest = max((level.points for level in levels), default=Decimal())
    if floor is not None and levels and floor > highest:
        sheet.refuse("floor", FloorOverLevels(floor, highest))
    return Criterion(sheet.code("code"), sheet.text("title", needed=True, most=TITLE_LENGTH), levels, floor)


def _read_criteria(sheet: Sheet, common: tuple[RubricLevel, ...]) -> tuple[Criterion, ...]:
    criteria: list[Criterion] = []
    seen: dict[str, str] = {}
    for below in sheet.mappings("criteria"):
        criterion = _read_criterion(below, common)
        if criterion.code in seen:
            below.refuse("code", CodeDuplicate(criterion.code, seen[criterion.code]))
        elif criterion.code:
            seen[criterion.code] = join(below.path, "code")
        criteria.append(criterion)
    if not criteria:
        sheet.refuse_empty("criteria", ListEmpty())
    return tuple(criteria)


def read_rubric(requirement: Sheet) -> Rubric | None:
    """The rubric of a requirement; None where it isn't given or isn't a mapping."""
    sheet = requirement.mapping("rubric") if requirement.need("rubric") else None
    if sheet is None:
        return None
    sheet.only(_RUBRIC_KEYS)
    rubric = Rubric(_read_criteria(sheet, _read_levels(sheet)), sheet.number("pass_total"))
    if rubric.pass_total is None:
        if not sheet.given("pass_total") and all(item.floor is None for item in rubric.criteria):
            sheet.refuse("pass_total", RubricCannotFail())
    elif all(item.levels for item in rubric.criteria) and rubric.pass_total > rubric.maximum:
        sheet.refuse("pass_total", PassTotalOverMaximum(rubric.pass_total, rubric.maximum))
    return rubric
