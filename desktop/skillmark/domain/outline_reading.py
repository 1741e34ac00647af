"""Reads the outline of a credential document: groups, requirements, rubrics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from skillmark.domain.definition_errors import (
    AtLeastImpossible,
    AttemptsAgainstDeciding,
    AttemptsDontApply,
    ChoiceUnknown,
    CodeDuplicate,
    DueUnclear,
    GroupEmpty,
    KeyNotForScheme,
    ReviewsNotForScheme,
    SchemeNotAllowed,
    SkillUnknown,
    TreeTooDeep,
    WeightInChoice,
)
from skillmark.domain.document_reading import TITLE_LENGTH, Sheet, as_date, as_decimal, join
from skillmark.domain.outline import (
    ALLOWED_SCHEMES,
    JUDGED,
    Deciding,
    Due,
    Evidence,
    Group,
    Judge,
    Kind,
    Node,
    Requirement,
    Scheme,
)
from skillmark.domain.rubric_reading import read_rubric
from skillmark.domain.scale_reading import read_levels, read_needed, read_points

DEEPEST = 12
UNLIMITED = "unlimited"

_GROUP_KEYS = ("group", "rule", "weight", "children")
_COMMON_KEYS = (
    "code",
    "kind",
    "title",
    "description",
    "scheme",
    "weight",
    "due",
    "attempts",
    "deciding",
    "evidence",
    "reviews",
    "blind",
    "judged_by",
    "skills",
)
_SCHEME_KEYS: dict[Scheme, tuple[str, ...]] = {
    Scheme.PASS_FAIL: (),
    Scheme.POINTS: ("maximum", "pass_mark"),
    Scheme.LEVELS: ("levels", "passing"),
    Scheme.RUBRIC: ("rubric",),
    Scheme.HOURS: ("needed",),
    Scheme.COUNT: ("needed",),
    Scheme.PERCENT: ("needed",),
}
_ALL_SCHEME_KEYS = tuple(dict.fromkeys(key for keys in _SCHEME_KEYS.values() for key in keys))
_AT_LEAST = re.compile(r"at_least\s+(-?[0-9]{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class OutlineContext:
    """The credential's skill codes, and the requirement codes found with their paths."""

    skills: frozenset[str]
    codes: dict[str, str] = field(default_factory=dict)


def _read_rule(sheet: Sheet, children: int) -> int | None:
    """None for `all`, else how many children must be satisfied."""
    value = sheet.values.get("rule")
    if value is None or value == "all":
        return None
    found = _AT_LEAST.fullmatch(value.strip()) if isinstance(value, str) else None
    wanted = as_decimal(found[1]) if found else None
    if isinstance(value, Mapping) and list(value) == ["at_least"]:
        wanted = as_decimal(value["at_least"])
    if wanted is None or wanted != int(wanted):
        sheet.refuse("rule", ChoiceUnknown(str(value), ("all", "at_least n")))
        return None
    if not 1 <= wanted <= children:
        sheet.refuse("rule", AtLeastImpossible(int(wanted), children))
        return None
    return int(wanted)


def _read_weight(sheet: Sheet, in_choice: bool) -> Fraction:
    if in_choice and sheet.given("weight"):
        sheet.refuse("weight", WeightInChoice())
        return Fraction(1)
    weight = sheet.number("weight", least=Decimal("0.001"), most=1000)
    return Fraction(1) if weight is None else Fraction(weight)


def read_group(sheet: Sheet, context: OutlineContext, *, in_choice: bool = False, depth: int = 0) -> Group:
    """The group of a mapping with `children`; the outline itself is one.

    Args:
        sheet: the mapping.
        context: skill codes, and requirement codes that were used before.
        in_choice: the group is a child of an `at_least` group.
        depth: how many groups stand above it.
    """
    sheet.only(_GROUP_KEYS)
    title = sheet.text("group", most=TITLE_LENGTH, needed=depth > 0)
    weight = _read_weight(sheet, in_choice)
    places = list(sheet.items("children"))
    if not places:
        sheet.refuse_empty("children", GroupEmpty())
    at_least = _read_rule(sheet, len(places)) if places else None
    chosen = sheet.values.get("rule") not in (None, "all")
    children: list[Node] = []
    for place, item in places:
        child = sheet.below(place, item)
        if child is not None:
            children.append(_read_node(child, context, chosen, depth + 1))
    return Group(title, tuple(children), at_least, weight)


def _read_node(sheet: Sheet, context: OutlineContext, in_choice: bool, depth: int) -> Node:
    if "children" not in sheet.values and "group" not in sheet.values:
        return _read_requirement(sheet, context, in_choice)
    if depth > DEEPEST:
        sheet.refuse("", TreeTooDeep(DEEPEST))
        return Group("", ())
    return read_group(sheet, context, in_choice=in_choice, depth=depth)


def _read_code(sheet: Sheet, context: OutlineContext) -> str:
    code = sheet.code("code")
    if code in context.codes:
        sheet.refuse("code", CodeDuplicate(code, context.codes[code]))
    elif code:
        context.codes[code] = join(sheet.path, "code")
    return code


def _read_kind(sheet: Sheet) -> tuple[Kind, Scheme | None]:
    """Kind and scheme; no scheme where either is missing or wrong."""
    kind = sheet.choice("kind", Kind, None) if sheet.need("kind") else None
    scheme = sheet.choice("scheme", Scheme, None) if sheet.need("scheme") else None
    if kind is None:
        return Kind.ASSIGNMENT, scheme
    if scheme is not None and scheme not in ALLOWED_SCHEMES[kind]:
        sheet.refuse("scheme", SchemeNotAllowed(kind, scheme, ALLOWED_SCHEMES[kind]))
        return kind, None
    return kind, scheme


def _read_attempts(sheet: Sheet, scheme: Scheme | None, deciding: Deciding) -> int | None:
    if sheet.values.get("attempts") == UNLIMITED:
        return None
    attempts = sheet.whole("attempts", most=1000)
    if attempts is None:
        return None
    if scheme is not None and scheme not in JUDGED:
        sheet.refuse("attempts", AttemptsDontApply(scheme))
        return None
    if deciding is Deciding.FIRST and attempts > 1:
        sheet.refuse("attempts", AttemptsAgainstDeciding(deciding, attempts))
    return attempts


def _read_due(sheet: Sheet) -> Due | None:
    """A date, `{on: date}` or `{weeks: n}`."""
    value = sheet.values.get("due")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        if as_date(value) is None:
            sheet.refuse("due", DueUnclear())
        return Due(on=as_date(value))
    below = Sheet(value, join(sheet.path, "due"), sheet.problems)
    below.only(("on", "weeks"))
    if below.given("on") == below.given("weeks"):
        sheet.refuse("due", DueUnclear())
    return Due(on=below.date("on"), weeks=below.whole("weeks", most=1000))


def _read_judges(sheet: Sheet) -> tuple[Judge, ...]:
    found = []
    for place, item in sheet.items("judged_by"):
        judge = Sheet({place: item}, sheet.path, sheet.problems).choice(place, Judge, None)
        if judge is not None:
            found.append(judge)
    return tuple(found)


def _read_skills(sheet: Sheet, context: OutlineContext) -> tuple[str, ...]:
    skills = sheet.texts("skills")
    for index, code in enumerate(skills):
        if code not in context.skills:
            sheet.refuse(f"skills[{index}]", SkillUnknown(code))
    return skills


def _check_keys(sheet: Sheet, scheme: Scheme | None) -> None:
    """Notes keys that nobody knows, and those of another scheme."""
    sheet.only((*_COMMON_KEYS, *_ALL_SCHEME_KEYS))
    if scheme is None:
        return
    for key in _ALL_SCHEME_KEYS:
        if sheet.given(key) and key not in _SCHEME_KEYS[scheme]:
            sheet.refuse(key, KeyNotForScheme(key, scheme))


def _read_reviews(sheet: Sheet, scheme: Scheme | None) -> int:
    reviews = sheet.whole("reviews", most=2) or 1
    if reviews > 1 and scheme is not None and scheme not in JUDGED:
        sheet.refuse("reviews", ReviewsNotForScheme(scheme))
    return reviews


def _read_requirement(sheet: Sheet, context: OutlineContext, in_choice: bool) -> Requirement:
    kind, scheme = _read_kind(sheet)
    _check_keys(sheet, scheme)
    code = _read_code(sheet, context)
    deciding = sheet.choice("deciding", Deciding, Deciding.BEST) or Deciding.BEST
    maximum, pass_mark = read_points(sheet) if scheme is Scheme.POINTS else (None, None)
    levels, passing = read_levels(sheet) if scheme is Scheme.LEVELS else ((), None)
    return Requirement(
        code=code,
        title=sheet.text("title", needed=True, most=TITLE_LENGTH),
        kind=kind,
        scheme=scheme or ALLOWED_SCHEMES[kind][0],
        description=sheet.text("description"),
        weight=_read_weight(sheet, in_choice),
        attempts=_read_attempts(sheet, scheme, deciding),
        deciding=deciding,
        evidence=sheet.choice("evidence", Evidence, Evidence.OPTIONAL) or Evidence.OPTIONAL,
        reviews=_read_reviews(sheet, scheme),
        blind=sheet.flag("blind"),
        maximum=maximum,
        pass_mark=pass_mark,
        levels=levels,
        passing=passing,
        needed=read_needed(sheet, scheme) if scheme is not None and "needed" in _SCHEME_KEYS[scheme] else None,
        rubric=read_rubric(sheet) if scheme is Scheme.RUBRIC else None,
        due=_read_due(sheet),
        skills=_read_skills(sheet, context),
        judged_by=_read_judges(sheet),
    )
