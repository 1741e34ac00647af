"""A credential as a document: read with every mistake at once, and checked for what is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from skillmark.domain.definition_errors import (
    DefinitionRefused,
    PrerequisiteCycle,
    PrerequisiteOfItself,
    Problem,
    RangeBackwards,
    RequirementUnknown,
    ValidityUnclear,
    WrongType,
)
from skillmark.domain.definition_parts import (
    Credits,
    Definition,
    Delivery,
    LearningOutcome,
    Level,
    Quality,
    Renewal,
    Skill,
    Supervision,
    Validity,
)
from skillmark.domain.definition_writing import write_definition
from skillmark.domain.document_reading import TITLE_LENGTH, Sheet
from skillmark.domain.outline import Group, walk
from skillmark.domain.outline_reading import OutlineContext, read_group

__all__ = [
    "Credits",
    "Definition",
    "Delivery",
    "Element",
    "LearningOutcome",
    "Level",
    "Quality",
    "Renewal",
    "Skill",
    "Supervision",
    "Validity",
    "check_prerequisites",
    "find_cycle",
    "missing_elements",
    "read_definition",
    "renewal_outline",
    "write_definition",
]

NONE = "none"

KEYS = (
    "code",
    "title",
    "description",
    "criteria",
    "field_of_study",
    "language",
    "tags",
    "delivery",
    "duration_weeks",
    "effort_hours",
    "validity",
    "renewal",
    "credits",
    "level",
    "supervision",
    "quality_assurance",
    "outcomes",
    "skills",
    "prerequisites",
    "stackable",
    "waivers_max",
    "review_due_on",
    "outline",
)


class Element(StrEnum):
    """The standard elements of a micro-credential.

    Source: Annex I of the Council Recommendation of 16 June 2022 (2022/C 243/02).

    The learner's identity and the date of issue come with every award; the others with the definition or the issuer.
    """

    LEARNER = "learner"
    TITLE = "title"
    COUNTRY = "country"
    AWARDING_BODY = "awarding_body"
    DATE_OF_ISSUE = "date_of_issue"
    LEARNING_OUTCOMES = "learning_outcomes"
    WORKLOAD = "workload"
    LEVEL = "level"
    ASSESSMENT = "assessment"
    PARTICIPATION = "participation"
    QUALITY_ASSURANCE = "quality_assurance"


def _read_validity(sheet: Sheet) -> Validity:
    """`none`, `{months: n}` or `{until: date}`."""
    value = sheet.values.get("validity")
    if value is None or value == NONE:
        return Validity()
    below = sheet.mapping("validity") if isinstance(value, Mapping) else None
    if below is None:
        sheet.refuse("validity", ValidityUnclear())
        return Validity()
    below.only(("months", "until"))
    if below.given("months") == below.given("until"):
        sheet.refuse("validity", ValidityUnclear())
    return Validity(months=below.whole("months", most=1200), until=below.date("until"))


def _read_codes(sheet: Sheet, known: Collection[str]) -> tuple[str, ...]:
    """Codes of requirements, which the outline must hold."""
    codes = sheet.texts("requirements")
    for index, code in enumerate(codes):
        if code not in known:
            sheet.refuse(f"requirements[{index}]", RequirementUnknown(code))
    return codes


def _read_renewal(sheet: Sheet, known: Collection[str]) -> Renewal:
    if sheet.values.get("renewal") == NONE:
        return Renewal()
    below = sheet.mapping("renewal")
    if below is None:
        return Renewal()
    below.only(("window_months", "requirements"))
    return Renewal(below.whole("window_months", most=1200) or 6, _read_codes(below, known))


def _read_duration(sheet: Sheet) -> tuple[int, int] | None:
    """`[from, to]` in weeks, or one number for both."""
    value = sheet.values.get("duration_weeks")
    if not isinstance(value, list | tuple):
        weeks = sheet.whole("duration_weeks", most=1000)
        return None if weeks is None else (weeks, weeks)
    places = list(sheet.items("duration_weeks"))
    below = Sheet(dict(places), sheet.path, sheet.problems)
    weeks_read = [below.whole(place, most=1000) for place, _ in places]
    known = [number for number in weeks_read if number is not None]
    if len(places) != 2 or len(known) != 2:
        if len(places) != 2:
            sheet.refuse("duration_weeks", WrongType("list"))
        return None
    if known[0] > known[1]:
        sheet.refuse("duration_weeks", RangeBackwards(known[0], known[1]))
    return known[0], known[1]


def _read_credits(sheet: Sheet) -> Credits | None:
    below = sheet.mapping("credits")
    if below is None:
        return None
    below.only(("value", "system"))
    value = below.number("value") if below.need("value") else None
    return Credits(value if value is not None else Decimal(), below.text("system", needed=True, most=TITLE_LENGTH))


def _read_level(sheet: Sheet) -> Level | None:
    below = sheet.mapping("level")
    if below is None:
        return None
    below.only(("framework", "value"))
    framework = below.text("framework", needed=True, most=TITLE_LENGTH)
    return Level(framework, below.text("value", needed=True, most=TITLE_LENGTH))


def _read_quality(sheet: Sheet) -> Quality | None:
    """A text, or `{text, body, url}`."""
    if isinstance(sheet.values.get("quality_assurance"), str):
        return Quality(sheet.text("quality_assurance", needed=True))
    below = sheet.mapping("quality_assurance")
    if below is None:
        return None
    below.only(("text", "body", "url"))
    return Quality(below.text("text"), below.text("body", most=TITLE_LENGTH), below.text("url", most=2000))


def _read_outcomes(sheet: Sheet, known: Collection[str]) -> tuple[LearningOutcome, ...]:
    """Texts, or `{text, requirements}`."""
    found = []
    for place, item in sheet.items("outcomes"):
        if isinstance(item, str):
            item = {"text": item}
        below = sheet.below(place, item)
        if below is not None:
            below.only(("text", "requirements"))
            found.append(LearningOutcome(below.text("text", needed=True), _read_codes(below, known)))
    return tuple(found)


def _read_skills(sheet: Sheet) -> tuple[Skill, ...]:
    found = []
    for below in sheet.mappings("skills"):
        below.only(("code", "title", "framework", "url"))
        found.append(
            Skill(
                below.text("code", needed=True, most=TITLE_LENGTH),
                below.text("title", needed=True, most=TITLE_LENGTH),
                below.text("framework", most=TITLE_LENGTH),
                below.text("url", most=2000),
            )
        )
    return tuple(found)


def _read_prerequisites(sheet: Sheet, code: str) -> tuple[str, ...]:
    prerequisites = sheet.texts("prerequisites")
    if code and code in prerequisites:
        sheet.refuse(f"prerequisites[{prerequisites.index(code)}]", PrerequisiteOfItself(code))
    return prerequisites


def _read_outline(sheet: Sheet, context: OutlineContext) -> Group:
    below = sheet.mapping("outline") if sheet.need("outline") else None
    return Group("", ()) if below is None else read_group(below, context)


def _read(sheet: Sheet) -> Definition:
    sheet.only(KEYS)
    code = sheet.code("code")
    skills = _read_skills(sheet)
    context = OutlineContext(frozenset(skill.code for skill in skills))
    outline = _read_outline(sheet, context)
    return Definition(
        code=code,
        title=sheet.text("title", needed=True, most=TITLE_LENGTH),
        outline=outline,
        description=sheet.text("description"),
        criteria=sheet.text("criteria"),
        field_of_study=sheet.text("field_of_study", most=TITLE_LENGTH),
        language=sheet.text("language", most=35, default="en"),
        tags=sheet.texts("tags"),
        delivery=sheet.choice("delivery", Delivery, None),
        duration_weeks=_read_duration(sheet),
        effort_hours=sheet.number("effort_hours", most=100_000),
        validity=_read_validity(sheet),
        renewal=_read_renewal(sheet, context.codes),
        credits=_read_credits(sheet),
        level=_read_level(sheet),
        supervision=sheet.choice("supervision", Supervision, None),
        quality_assurance=_read_quality(sheet),
        outcomes=_read_outcomes(sheet, context.codes),
        skills=skills,
        prerequisites=_read_prerequisites(sheet, code),
        stackable=sheet.texts("stackable"),
        waivers_max=sheet.whole("waivers_max", least=0, most=10_000),
        review_due_on=sheet.date("review_due_on"),
    )


def read_definition(document: Mapping[str, object]) -> Definition:
    """Reads a credential document, as YAML or JSON gives it.

    Raises:
        DefinitionRefused: with every mistake and the path of its key.
    """
    problems: list[Problem] = []
    if not isinstance(document, Mapping):
        raise DefinitionRefused((Problem("", WrongType("mapping")),))
    definition = _read(Sheet(document, "", problems))
    if problems:
        raise DefinitionRefused(tuple(problems))
    return definition


def missing_elements(definition: Definition) -> tuple[Element, ...]:
    """The standard elements that the definition should give and doesn't; they never stop publishing."""
    given = (
        (Element.LEARNING_OUTCOMES, bool(definition.outcomes)),
        (Element.WORKLOAD, definition.effort_hours is not None or definition.credits is not None),
        (Element.LEVEL, definition.level is not None),
        (Element.PARTICIPATION, definition.delivery is not None),
        (Element.QUALITY_ASSURANCE, definition.quality_assurance is not None),
    )
    return tuple(element for element, there in given if not there)


def find_cycle(code: str, prerequisites: Mapping[str, Sequence[str]]) -> tuple[str, ...] | None:
    """A way from the credential over prerequisites back to it, with its code at both ends; None where there is none."""
    paths: list[tuple[str, ...]] = [(code,)]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        for following in prerequisites.get(path[-1], ()):
            if following == code:
                return (*path, code)
            if following not in seen:
                seen.add(following)
                paths.append((*path, following))
    return None


def check_prerequisites(definition: Definition, others: Mapping[str, Sequence[str]]) -> tuple[Problem, ...]:
    """The mistakes that the prerequisites make together with those of the other credentials, by their codes."""
    known = {**others, definition.code: ()}
    problems = []
    for index, code in enumerate(definition.prerequisites):
        cycle = find_cycle(definition.code, {**known, definition.code: (code,)})
        if cycle is not None:
            problems.append(Problem(f"prerequisites[{index}]", PrerequisiteCycle(cycle)))
    return tuple(problems)


def renewal_outline(definition: Definition) -> Group:
    """What a renewal's candidacy asks: all of the requirements named, satisfied at once where none is."""
    named = set(definition.renewal.requirements)
    return Group("", tuple(item for item in walk(definition.outline) if item.code in named))
