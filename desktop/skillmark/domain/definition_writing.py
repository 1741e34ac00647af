"""Writes a definition as a credential document, with every default printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from skillmark.domain.definition_parts import Definition, Quality, Validity
from skillmark.domain.outline import Criterion, Due, Group, Node, Requirement, Rubric, RubricLevel, Scheme

Document = dict[str, object]


def _number(value: Decimal | Fraction | None) -> int | float | None:
    """A number as JSON has it; three decimals survive the way over a float."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _hours(minutes: int) -> int | float | str:
    """Whole minutes as hours, as `2:20` where hours would need many decimals."""
    hours = Fraction(minutes, 60)
    if (hours * 100).denominator == 1:
        return _number(hours) or 0
    return f"{minutes // 60}:{minutes % 60:02d}"


def _due(due: Due | None) -> object:
    if due is None:
        return None
    return {"weeks": due.weeks} if due.on is None else due.on.isoformat()


def _levels(levels: tuple[RubricLevel, ...]) -> list[list[object]]:
    return [[level.title, _number(level.points)] for level in levels]


def _criterion(criterion: Criterion, common: tuple[RubricLevel, ...]) -> Document:
    document: Document = {"code": criterion.code, "title": criterion.title, "floor": _number(criterion.floor)}
    if criterion.levels != common:
        document["levels"] = _levels(criterion.levels)
    return document


def _rubric(rubric: Rubric) -> Document:
    common = rubric.criteria[0].levels
    return {
        "pass_total": _number(rubric.pass_total),
        "levels": _levels(common),
        "criteria": [_criterion(criterion, common) for criterion in rubric.criteria],
    }


def _scale(requirement: Requirement) -> Document:
    """The keys of the requirement's scheme."""
    scheme, needed = requirement.scheme, requirement.needed or 0
    if scheme is Scheme.POINTS:
        return {"maximum": _number(requirement.maximum), "pass_mark": _number(requirement.pass_mark)}
    if scheme is Scheme.LEVELS:
        return {"levels": list(requirement.levels), "passing": requirement.passing}
    if scheme is Scheme.RUBRIC:
        return {} if requirement.rubric is None else {"rubric": _rubric(requirement.rubric)}
    if scheme is Scheme.PASS_FAIL:
        return {}
    if scheme is Scheme.HOURS:
        return {"needed": _hours(int(needed))}
    return {"needed": _number(Fraction(needed) * 100) if scheme is Scheme.PERCENT else needed}


def _requirement(requirement: Requirement) -> Document:
    return {
        "code": requirement.code,
        "kind": str(requirement.kind),
        "title": requirement.title,
        "description": requirement.description,
        "scheme": str(requirement.scheme),
        **_scale(requirement),
        "due": _due(requirement.due),
        "attempts": "unlimited" if requirement.attempts is None else requirement.attempts,
        "deciding": str(requirement.deciding),
        "evidence": str(requirement.evidence),
        "reviews": requirement.reviews,
        "blind": requirement.blind,
        "judged_by": [str(judge) for judge in requirement.judged_by],
        "skills": list(requirement.skills),
    }


def _node(node: Node, *, in_choice: bool) -> Document:
    document = _requirement(node) if isinstance(node, Requirement) else {"group": node.title, **_group(node)}
    if not in_choice:
        document["weight"] = _number(node.weight)
    return document


def _group(group: Group) -> Document:
    in_choice = group.at_least is not None
    return {
        "rule": f"at_least {group.at_least}" if in_choice else "all",
        "children": [_node(child, in_choice=in_choice) for child in group.children],
    }


def _validity(validity: Validity) -> object:
    if validity.months is not None:
        return {"months": validity.months}
    return "none" if validity.until is None else {"until": validity.until.isoformat()}


def _quality(quality: Quality | None) -> object:
    return None if quality is None else {"text": quality.text, "body": quality.body, "url": quality.url}


def _facts(definition: Definition) -> Document:
    """The keys that describe the credential, save lists."""
    credit, level, renewal = definition.credits, definition.level, definition.renewal
    return {
        "code": definition.code,
        "title": definition.title,
        "description": definition.description,
        "criteria": definition.criteria,
        "field_of_study": definition.field_of_study,
        "language": definition.language,
        "tags": list(definition.tags),
        "delivery": None if definition.delivery is None else str(definition.delivery),
        "duration_weeks": None if definition.duration_weeks is None else list(definition.duration_weeks),
        "effort_hours": _number(definition.effort_hours),
        "validity": _validity(definition.validity),
        "renewal": {"window_months": renewal.window_months, "requirements": list(renewal.requirements)},
        "credits": None if credit is None else {"value": _number(credit.value), "system": credit.system},
        "level": None if level is None else {"framework": level.framework, "value": level.value},
        "supervision": None if definition.supervision is None else str(definition.supervision),
        "quality_assurance": _quality(definition.quality_assurance),
    }


def write_definition(definition: Definition) -> Document:
    """The document that reads as this definition: plain text, numbers, lists and mappings, dates as ISO text."""
    outcomes = [{"text": item.text, "requirements": list(item.requirements)} for item in definition.outcomes]
    skills = [
        {"code": item.code, "title": item.title, "framework": item.framework, "url": item.url}
        for item in definition.skills
    ]
    due = definition.review_due_on
    title = {"group": definition.outline.title} if definition.outline.title else {}
    return {
        **_facts(definition),
        "outcomes": outcomes,
        "skills": skills,
        "prerequisites": list(definition.prerequisites),
        "stackable": list(definition.stackable),
        "waivers_max": definition.waivers_max,
        "review_due_on": None if due is None else due.isoformat(),
        "outline": {**title, **_group(definition.outline)},
    }
