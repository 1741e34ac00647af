"""A credential as a document: what is read, what is written, every mistake with its path."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from skillmark.domain import definition_errors as errors
from skillmark.domain.definition import (
    Definition,
    Delivery,
    Element,
    LearningOutcome,
    Level,
    Quality,
    Renewal,
    Supervision,
    Validity,
    check_prerequisites,
    find_cycle,
    missing_elements,
    read_definition,
    renewal_outline,
    write_definition,
)
from skillmark.domain.outline import (
    Deciding,
    Due,
    Evidence,
    Group,
    Judge,
    Kind,
    RubricLevel,
    Scheme,
    requirements_by_code,
    walk,
)
from tests.domain.builders import FORM, WEB, document

D = Decimal
PLAIN: dict[str, Any] = {"code": "R", "kind": "assignment", "title": "R", "scheme": "pass_fail"}
POINTS = {**PLAIN, "scheme": "points", "maximum": 10, "pass_mark": 6}
LEVELS = {**PLAIN, "scheme": "levels", "levels": ["Low", "High"], "passing": "High"}
HOURS = {**PLAIN, "kind": "attendance", "scheme": "hours", "needed": 9}
CRITERION = {"code": "A", "title": "A", "floor": 1}
SCALE = {"levels": [["No", 0], ["Yes", 2]], "criteria": [CRITERION]}
RUBRIC: dict[str, Any] = {**PLAIN, "scheme": "rubric", "rubric": SCALE}


def credential(*children: Any, **keys: Any) -> dict[str, Any]:
    """A small credential document."""
    return {"code": "C", "title": "C", "outline": {"children": list(children or (PLAIN,))}, **keys}


def only(definition: Definition) -> Any:
    return next(walk(definition.outline))


def problems(doc: Mapping[str, Any]) -> list[errors.Problem]:
    with pytest.raises(errors.DefinitionRefused) as refused:
        read_definition(doc)
    return list(refused.value.problems)


def test_the_sample_credentials() -> None:
    assert (FORM.code, FORM.delivery, FORM.duration_weeks) == ("FORM-ASSESS", Delivery.BLENDED, (6, 10))
    assert (FORM.validity, FORM.renewal) == (Validity(months=36), Renewal(6, ("OBS",)))
    assert (FORM.level, FORM.supervision) == (Level("EQF", "6"), Supervision.SUPERVISED)
    assert FORM.outcomes[0].requirements == ("TEST", "PLAN")
    found: Any = requirements_by_code(FORM.outline)
    assert list(found) == ["SEM", "TEST", "PLAN", "FEED", "CONF", "PORT", "OBS"]
    assert (found["SEM"].needed, found["SEM"].weight) == (540, 2)
    assert (found["PORT"].evidence, found["PORT"].deciding) == (Evidence.REQUIRED, Deciding.LATEST)
    rubric = found["PORT"].rubric
    assert rubric is not None
    assert (rubric.pass_total, rubric.maximum, rubric.criteria[0].floor) == (8, 12, 2)
    practice = FORM.outline.children[1]
    assert isinstance(practice, Group)
    assert (practice.title, practice.at_least) == ("Practice", 2)
    web = requirements_by_code(WEB.outline)
    assert (web["HTML"].pass_mark, web["SITE"].reviews, web["SITE"].blind) == (D("6.5"), 2, True)


@pytest.mark.parametrize("name", ["form_assess", "fe_web"])
def test_the_sample_credentials_come_back_with_every_default(name: str) -> None:
    definition = read_definition(document(name))
    written = json.loads(json.dumps(write_definition(definition)))
    assert read_definition(written) == definition
    assert write_definition(read_definition(written)) == written


def test_defaults() -> None:
    definition = read_definition(credential())
    rule = only(definition)
    assert (definition.validity, definition.renewal, definition.language) == (Validity(), Renewal(), "en")
    assert (rule.weight, rule.deciding, rule.attempts, rule.reviews) == (1, Deciding.BEST, None, 1)
    assert (rule.blind, rule.evidence, rule.due) == (False, Evidence.OPTIONAL, None)
    assert (definition.outline.at_least, definition.waivers_max) == (None, None)
    written: Any = write_definition(definition)
    assert (written["validity"], written["outline"]["rule"]) == ("none", "all")
    child = written["outline"]["children"][0]
    wanted = {"weight": 1, "deciding": "best", "attempts": "unlimited", "reviews": 1, "blind": False}
    assert {key: child[key] for key in wanted} == wanted
    assert (child["evidence"], child["due"]) == ("optional", None)


FULL = credential(
    {
        "group": "G",
        "rule": {"at_least": 1},
        "children": [
            {**POINTS, "due": {"weeks": 3}, "judged_by": ["instructor"], "attempts": "unlimited", "maximum": "10.5"},
            {**LEVELS, "code": "L", "due": "2026-06-30", "skills": ["S"]},
            {**HOURS, "code": "H", "needed": "2:20", "due": {"on": "2026-07-01"}},
        ],
    },
    {**HOURS, "code": "P", "scheme": "percent", "needed": "80", "weight": 2.5},
    {**HOURS, "code": "N", "scheme": "count", "needed": 3, "attempts": None},
    {
        **RUBRIC,
        "code": "Q",
        "rubric": {
            "pass_total": 1,
            "criteria": [
                {**CRITERION, "levels": [{"title": "No", "points": 0}, {"title": "Yes", "points": 1.5}]},
                {"code": "B", "title": "B", "levels": [["No", 0], ["Yes", 1]]},
            ],
        },
    },
    validity={"until": "2030-06-30"},
    renewal="none",
    duration_weeks=6,
    credits={"value": 1.5, "system": "ECTS"},
    level={"framework": "EQF", "value": 6},
    supervision=False,
    quality_assurance="Sampled",
    waivers_max=0,
    outcomes=["Can do", {"text": "Can say", "requirements": ["R"]}],
    skills=[{"code": "S", "title": "S"}],
    prerequisites=["X"],
    stackable=["Y"],
    review_due_on="2027-01-01",
    effort_hours=40,
    tags=["a"],
)


def test_everything_that_can_be_said() -> None:
    definition = read_definition(FULL)
    found = requirements_by_code(definition.outline)
    assert (found["R"].due, found["R"].judged_by, found["R"].maximum) == (Due(weeks=3), (Judge.INSTRUCTOR,), D("10.5"))
    assert (found["L"].due, found["H"].needed) == (Due(on=date(2026, 6, 30)), 140)
    assert (found["P"].needed, found["P"].weight, found["N"].needed) == (Fraction(4, 5), Fraction(5, 2), 3)
    assert found["Q"].rubric is not None
    assert found["Q"].rubric.criteria[0].levels == (RubricLevel("No", D(0)), RubricLevel("Yes", D("1.5")))
    assert (definition.validity, definition.renewal) == (Validity(until=date(2030, 6, 30)), Renewal())
    assert (definition.duration_weeks, definition.supervision) == ((6, 6), Supervision.NONE)
    assert (definition.quality_assurance, definition.waivers_max) == (Quality("Sampled"), 0)
    assert definition.outcomes == (LearningOutcome("Can do"), LearningOutcome("Can say", ("R",)))
    assert (definition.prerequisites, definition.stackable) == (("X",), ("Y",))
    written = json.loads(json.dumps(write_definition(definition)))
    assert read_definition(written) == definition


def test_dates_of_yaml() -> None:
    definition = read_definition(credential({**PLAIN, "due": date(2026, 6, 30)}, review_due_on=date(2027, 1, 1)))
    assert (only(definition).due, definition.review_due_on) == (Due(on=date(2026, 6, 30)), date(2027, 1, 1))


def test_a_renewal_and_the_longest_code() -> None:
    definition = read_definition(credential({**PLAIN, "code": "A" * 40}, renewal={"window_months": 3}))
    assert (definition.renewal, only(definition).code) == (Renewal(3), "A" * 40)
    assert read_definition(credential(renewal={"requirements": ["R"]})).renewal == Renewal(6, ("R",))


def test_a_due_date() -> None:
    assert Due(weeks=2).date_for(date(2026, 3, 1)) == date(2026, 3, 15)
    assert Due(weeks=2).date_for(None) is None
    assert Due(on=date(2026, 3, 1)).date_for(None) == date(2026, 3, 1)


def test_a_title_of_the_outline_and_a_rubric_without_a_total() -> None:
    doc = credential(RUBRIC)
    doc["outline"]["group"] = "All of it"
    definition = read_definition(doc)
    assert definition.outline.title == "All of it"
    assert only(definition).rubric.pass_total is None
    assert read_definition(json.loads(json.dumps(write_definition(definition)))) == definition


C0 = "outline.children[0]"
REFUSED: list[tuple[dict[str, Any], str, errors.DefinitionError]] = [
    ({}, "", errors.KeyMissing("code")),
    (credential(wieght=1), "wieght", errors.KeyUnknown("wieght", "")),
    (credential(descripton="x"), "descripton", errors.KeyUnknown("descripton", "description")),
    (credential({**PLAIN, "pass_marks": 1}), f"{C0}.pass_marks", errors.KeyUnknown("pass_marks", "pass_mark")),
    (credential(PLAIN, PLAIN), "outline.children[1].code", errors.CodeDuplicate("R", f"{C0}.code")),
    (credential({**PLAIN, "code": None}), f"{C0}.code", errors.KeyMissing("code")),
    (credential({**PLAIN, "code": "A B"}), f"{C0}.code", errors.CodeMalformed("A B", 40)),
    (credential({**PLAIN, "code": "A" * 41}), f"{C0}.code", errors.CodeMalformed("A" * 41, 40)),
    (credential({**PLAIN, "title": " "}), f"{C0}.title", errors.TextEmpty()),
    (credential({**PLAIN, "title": "A" * 301}), f"{C0}.title", errors.TextTooLong(301, 300)),
    (credential({**PLAIN, "title": True}), f"{C0}.title", errors.WrongType("text")),
    (credential({**PLAIN, "kind": None}), f"{C0}.kind", errors.KeyMissing("kind")),
    (credential({**PLAIN, "scheme": None}), f"{C0}.scheme", errors.KeyMissing("scheme")),
    (credential({**PLAIN, "kind": "exam"}), f"{C0}.kind", errors.ChoiceUnknown("exam", tuple(map(str, Kind)))),
    (credential({**PLAIN, "kind": 3}), f"{C0}.kind", errors.WrongType("text")),
    (
        credential({**POINTS, "kind": "portfolio"}),
        f"{C0}.scheme",
        errors.SchemeNotAllowed(Kind.PORTFOLIO, Scheme.POINTS, (Scheme.RUBRIC, Scheme.PASS_FAIL)),
    ),
    (credential({**PLAIN, "needed": 3}), f"{C0}.needed", errors.KeyNotForScheme("needed", Scheme.PASS_FAIL)),
    (credential({**POINTS, "pass_mark": 11}), f"{C0}.pass_mark", errors.PassMarkOverMaximum(D(11), D(10))),
    (credential({**POINTS, "pass_mark": None}), f"{C0}.pass_mark", errors.KeyMissing("pass_mark")),
    (credential({**POINTS, "maximum": None}), f"{C0}.maximum", errors.KeyMissing("maximum")),
    (credential({**POINTS, "maximum": "ten"}), f"{C0}.maximum", errors.WrongType("number")),
    (credential({**POINTS, "maximum": [1]}), f"{C0}.maximum", errors.WrongType("number")),
    (credential({**POINTS, "maximum": True}), f"{C0}.maximum", errors.WrongType("number")),
    (credential({**POINTS, "maximum": float("nan")}), f"{C0}.maximum", errors.WrongType("number")),
    (credential({**POINTS, "pass_mark": -1}), f"{C0}.pass_mark", errors.NumberOutOfRange(D(-1), D(0), D(1_000_000))),
    (credential({**POINTS, "pass_mark": 5.0001}), f"{C0}.pass_mark", errors.NumberTooFine(D("5.0001"), 3)),
    (credential({**LEVELS, "passing": "Top"}), f"{C0}.passing", errors.LevelUnlisted("Top", ("Low", "High"))),
    (credential({**LEVELS, "levels": ["Low", "High", "Low"]}), f"{C0}.levels", errors.LevelDuplicate("Low")),
    (credential({**LEVELS, "levels": []}), f"{C0}.levels", errors.ListEmpty()),
    (credential({**LEVELS, "levels": "Low"}), f"{C0}.levels", errors.WrongType("list")),
    (credential({**LEVELS, "levels": None}), f"{C0}.levels", errors.KeyMissing("levels")),
    (credential({**HOURS, "needed": None}), f"{C0}.needed", errors.KeyMissing("needed")),
    (credential({**HOURS, "needed": 0.333}), f"{C0}.needed", errors.NotWholeMinutes(D("0.333"))),
    (credential({**HOURS, "needed": "x"}), f"{C0}.needed", errors.WrongType("number")),
    (credential({**HOURS, "needed": "0:00"}), f"{C0}.needed", errors.NumberOutOfRange(D(0), D(1), D(100_000))),
    (credential({**HOURS, "scheme": "count", "needed": 1.5}), f"{C0}.needed", errors.WrongType("whole_number")),
    (
        credential({**HOURS, "scheme": "percent", "needed": 0.8}),
        f"{C0}.needed",
        errors.NumberOutOfRange(D("0.8"), D(1), D(100)),
    ),
    (credential({**HOURS, "attempts": 3}), f"{C0}.attempts", errors.AttemptsDontApply(Scheme.HOURS)),
    (credential({**HOURS, "reviews": 2}), f"{C0}.reviews", errors.ReviewsNotForScheme(Scheme.HOURS)),
    (credential({**PLAIN, "reviews": 3}), f"{C0}.reviews", errors.NumberOutOfRange(D(3), D(1), D(2))),
    (
        credential({**PLAIN, "deciding": "first", "attempts": 2}),
        f"{C0}.attempts",
        errors.AttemptsAgainstDeciding(Deciding.FIRST, 2),
    ),
    (credential({**PLAIN, "blind": "yes"}), f"{C0}.blind", errors.WrongType("yes_no")),
    (credential({**PLAIN, "weight": 0}), f"{C0}.weight", errors.NumberOutOfRange(D(0), D("0.001"), D(1000))),
    (credential({**PLAIN, "due": "soon"}), f"{C0}.due", errors.DueUnclear()),
    (credential({**PLAIN, "due": {"weeks": 1, "on": "2026-01-01"}}), f"{C0}.due", errors.DueUnclear()),
    (credential({**PLAIN, "due": {"weeks": 0}}), f"{C0}.due.weeks", errors.NumberOutOfRange(D(0), D(1), D(1000))),
    (credential({**PLAIN, "skills": ["S"]}), f"{C0}.skills[0]", errors.SkillUnknown("S")),
    (
        credential({**PLAIN, "judged_by": ["baker"]}),
        f"{C0}.judged_by[0]",
        errors.ChoiceUnknown("baker", tuple(map(str, Judge))),
    ),
    (credential({"group": "G", "children": []}), f"{C0}.children", errors.GroupEmpty()),
    (credential({"group": "G"}), f"{C0}.children", errors.GroupEmpty()),
    (credential({"children": [PLAIN]}), f"{C0}.group", errors.KeyMissing("group")),
    (credential(outline={"children": "R"}), "outline.children", errors.WrongType("list")),
    (credential("R"), C0, errors.WrongType("mapping")),
    (credential(outline={"rule": "at_least 4", "children": [PLAIN]}), "outline.rule", errors.AtLeastImpossible(4, 1)),
    (credential(outline={"rule": "at_least 0", "children": [PLAIN]}), "outline.rule", errors.AtLeastImpossible(0, 1)),
    (
        credential(outline={"rule": "any", "children": [PLAIN]}),
        "outline.rule",
        errors.ChoiceUnknown("any", ("all", "at_least n")),
    ),
    (
        credential(outline={"rule": {"at_least": 0.5}, "children": [PLAIN]}),
        "outline.rule",
        errors.ChoiceUnknown("{'at_least': 0.5}", ("all", "at_least n")),
    ),
    (
        credential(outline={"rule": "at_least 1", "children": [{**PLAIN, "weight": 2}]}),
        f"{C0}.weight",
        errors.WeightInChoice(),
    ),
    (credential(outline=[PLAIN]), "outline", errors.WrongType("mapping")),
    (credential(outline=None), "outline", errors.KeyMissing("outline")),
    (credential(validity="forever"), "validity", errors.ValidityUnclear()),
    (credential(validity={"months": 3, "until": "2030-01-01"}), "validity", errors.ValidityUnclear()),
    (credential(validity={"months": 0}), "validity.months", errors.NumberOutOfRange(D(0), D(1), D(1200))),
    (credential(validity={"until": "2030-13-01"}), "validity.until", errors.WrongType("date")),
    (credential(validity={"until": datetime(2030, 1, 1)}), "validity.until", errors.WrongType("date")),
    (credential(renewal={"requirements": ["X"]}), "renewal.requirements[0]", errors.RequirementUnknown("X")),
    (credential(renewal={"window": 3}), "renewal.window", errors.KeyUnknown("window", "window_months")),
    (
        credential(outcomes=[{"text": "T", "requirements": ["X"]}]),
        "outcomes[0].requirements[0]",
        errors.RequirementUnknown("X"),
    ),
    (credential(outcomes=[3]), "outcomes[0]", errors.WrongType("mapping")),
    (credential(duration_weeks=[9, 6]), "duration_weeks", errors.RangeBackwards(9, 6)),
    (credential(duration_weeks=[9]), "duration_weeks", errors.WrongType("list")),
    (credential(duration_weeks=[9, "x"]), "duration_weeks[1]", errors.WrongType("whole_number")),
    (credential(credits={"system": "ECTS"}), "credits.value", errors.KeyMissing("value")),
    (credential(level={"framework": "EQF"}), "level.value", errors.KeyMissing("value")),
    (credential(quality_assurance=3), "quality_assurance", errors.WrongType("mapping")),
    (credential(delivery="post"), "delivery", errors.ChoiceUnknown("post", ("online", "classroom", "blended"))),
    (credential(tags=[""]), "tags[0]", errors.TextEmpty()),
    (credential(prerequisites=["X", "C"]), "prerequisites[1]", errors.PrerequisiteOfItself("C")),
    (credential({**PLAIN, "scheme": "rubric"}), f"{C0}.rubric", errors.KeyMissing("rubric")),
]


@pytest.mark.parametrize(("doc", "path", "error"), REFUSED)
def test_refused(doc: dict[str, Any], path: str, error: errors.DefinitionError) -> None:
    found = [problem for problem in problems(doc) if problem.path == (path or "code")]
    assert [type(problem.error) for problem in found] == [type(error)]
    assert vars(found[0].error) == vars(error)


def rubric(**keys: Any) -> dict[str, Any]:
    return credential({**RUBRIC, "rubric": {**RUBRIC["rubric"], **keys}})


BAD_RUBRICS: list[tuple[dict[str, Any], str, errors.DefinitionError]] = [
    (rubric(criteria=[{"code": "A", "title": "A"}]), "pass_total", errors.RubricCannotFail()),
    (rubric(pass_total=3), "pass_total", errors.PassTotalOverMaximum(D(3), D(2))),
    (rubric(criteria=[{**CRITERION, "floor": 3}]), "criteria[0].floor", errors.FloorOverLevels(D(3), D(2))),
    (rubric(criteria=[]), "criteria", errors.ListEmpty()),
    (rubric(levels=[]), "criteria[0].levels", errors.ListEmpty()),
    (rubric(levels=[["No", 0], ["Yes", 0]]), "levels[1]", errors.LevelDuplicate("Yes")),
    (rubric(levels=[["No", 0], ["No", 1]]), "levels[1]", errors.LevelDuplicate("No")),
    (rubric(levels=[["No", 0], ["Yes"]]), "levels[1]", errors.WrongType("mapping")),
    (rubric(levels=[["No", 0], "Yes"]), "levels[1]", errors.WrongType("mapping")),
    (rubric(levels=[["No", 0], ["Yes", None]]), "levels[1].points", errors.KeyMissing("points")),
    (
        rubric(criteria=[CRITERION, CRITERION]),
        "criteria[1].code",
        errors.CodeDuplicate("A", f"{C0}.rubric.criteria[0].code"),
    ),
    (rubric(criteria=[CRITERION, "B"]), "criteria[1]", errors.WrongType("mapping")),
    (rubric(criteria=[{**CRITERION, "code": None}]), "criteria[0].code", errors.KeyMissing("code")),
    (rubric(pass_total="x"), "pass_total", errors.WrongType("number")),
    (rubric(total=3), "total", errors.KeyUnknown("total", "pass_total")),
]


@pytest.mark.parametrize(("doc", "key", "error"), BAD_RUBRICS)
def test_refused_rubrics(doc: dict[str, Any], key: str, error: errors.DefinitionError) -> None:
    path = f"{C0}.rubric.{key}"
    found = [problem.error for problem in problems(doc) if problem.path == path]
    assert [type(item) for item in found] == [type(error)]
    assert vars(found[0]) == vars(error)


def test_all_mistakes_at_once() -> None:
    doc = copy.deepcopy(document("form_assess"))
    children = doc["outline"]["children"]
    children[0]["children"][1]["pass_mark"] = 50
    children[1]["rule"] = "at_least 4"
    children[2]["code"] = "OBS"
    doc["color"] = "red"
    found = problems(doc)
    assert [(problem.path, type(problem.error)) for problem in found] == [
        ("color", errors.KeyUnknown),
        ("outline.children[0].children[1].pass_mark", errors.PassMarkOverMaximum),
        ("outline.children[1].rule", errors.AtLeastImpossible),
        ("outline.children[3].code", errors.CodeDuplicate),
        ("outcomes[1].requirements[1]", errors.RequirementUnknown),
    ]


def test_no_mapping_at_all() -> None:
    assert [(item.path, vars(item.error)) for item in problems([1])] == [("", {"wanted": "mapping"})]


def test_a_bottomless_outline() -> None:
    node: dict[str, Any] = PLAIN
    for _ in range(500):
        node = {"group": "G", "children": [node]}
    found = problems(credential(node))
    assert [type(problem.error) for problem in found] == [errors.TreeTooDeep]
    assert found[0].path.count("children") == 13


def test_every_mistake_is_tested() -> None:
    here = {type(error) for _, _, error in REFUSED + BAD_RUBRICS}
    elsewhere = {errors.PrerequisiteCycle, errors.TreeTooDeep}
    assert set(errors.DefinitionError.__subclasses__()) == here | elsewhere


def test_missing_elements() -> None:
    assert missing_elements(FORM) == ()
    assert missing_elements(read_definition(credential())) == (
        Element.LEARNING_OUTCOMES,
        Element.WORKLOAD,
        Element.LEVEL,
        Element.PARTICIPATION,
        Element.QUALITY_ASSURANCE,
    )
    assert len(Element) == 11


def test_cycles_of_prerequisites() -> None:
    others = {"X": ("Y",), "Y": ("C", "Z"), "Z": ()}
    assert find_cycle("C", {"C": ("X",), **others}) == ("C", "X", "Y", "C")
    assert find_cycle("C", {"C": ("Z", "Z"), **others}) is None
    assert find_cycle("C", {"C": ("D",), "D": ("E", "E"), "E": ("D",)}) is None
    definition = read_definition(credential(prerequisites=["Z", "X"]))
    found = check_prerequisites(definition, {**others, "C": ("Q",)})
    assert [problem.path for problem in found] == ["prerequisites[1]"]
    assert vars(found[0].error) == {"cycle": ("C", "X", "Y", "C")}
    assert check_prerequisites(definition, {}) == ()


def test_the_outline_of_a_renewal() -> None:
    assert [item.code for item in walk(renewal_outline(FORM))] == ["OBS"]
    assert renewal_outline(WEB).children == ()


def test_a_definition_without_a_rubric_can_still_be_written() -> None:
    portfolio = replace(requirements_by_code(FORM.outline)["PORT"], rubric=None)
    written: Any = write_definition(replace(FORM, outline=Group("", (portfolio,))))
    assert "rubric" not in written["outline"]["children"][0]
