"""Words, dates, numbers and results as people read them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from skillmark.domain import award_facts, definition, outline, records, standing
from skillmark.domain.outline import Kind, Requirement, Rubric, Scheme
from skillmark.domain.scoring import Result
from skillmark.exchange.credentials import read_document
from skillmark.system import resources
from skillmark.wording import catalogue, dates, names, numbers, states
from skillmark.wording.bugs import bug_sentence
from skillmark.wording.passing import group_rule, how_a_learner_passes
from skillmark.wording.results import passes_when, result_text

JUNE = date(2026, 6, 12)


@pytest.mark.parametrize(
    ("word", "members"),
    [
        (states.state_word, standing.CandidacyState),
        (states.requirement_state_word, standing.RequirementState),
        (states.award_status_word, award_facts.AwardStatus),
        (states.outcome_word, records.Outcome),
        (states.decision_word, records.Decision),
        (states.kind_word, outline.Kind),
        (states.scheme_word, outline.Scheme),
        (states.attendance_word, records.AttendanceMark),
        (states.session_state_word, records.SessionState),
        (states.award_event_word, records.AwardEventKind),
        (states.block_reason_word, standing.BlockReason),
        (states.element_word, definition.Element),
        (states.role_word, ("coordinator", "instructor", "assistant", "quality", "auditor")),
        (states.version_state_word, ("draft", "published", "retired")),
    ],
)
def test_every_member_has_its_word(word: Any, members: Any) -> None:
    said = [word(member) for member in members]
    assert all(said)
    assert len(set(said)) == len(said)


def test_dates() -> None:
    assert dates.long_date(JUNE) == "12 June 2026"
    assert dates.short_date(JUNE) == "12 Jun 2026"
    assert dates.day_and_month(JUNE) == "12 June"
    assert (dates.long_date(None, "no end"), dates.short_date(None, "-")) == ("no end", "-")
    assert dates.near_date(JUNE, JUNE) == "today"
    assert dates.near_date(date(2026, 6, 16), JUNE) == "Tuesday"
    assert dates.near_date(date(2026, 6, 19), JUNE) == "19 June 2026"
    assert dates.date_and_time(datetime(2026, 6, 12, 9, 5)) == "12 June 2026, 09:05"


def test_dates_in_the_heads_of_columns() -> None:
    assert (dates.short_day(JUNE), dates.short_day(date(2026, 1, 2))) == ("12 Jun", "2 Jan")
    assert (dates.month_and_year(JUNE), dates.month_and_year(date(1999, 12, 31))) == ("June 2026", "December 1999")


@pytest.mark.parametrize("day", [date(2026, month, 28) for month in range(1, 13)])
def test_a_date_that_is_shown_can_be_typed(day: date) -> None:
    for shown in (dates.long_date(day), dates.short_date(day), day.isoformat(), dates.long_date(day).upper()):
        assert dates.read_date(shown) == day


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (" 2026-06-12 ", JUNE),
        ("12. June, 2026", JUNE),
        ("12 june 2026", JUNE),
        ("31 June 2026", None),
        ("12 June", None),
        ("June 12 2026", None),
        ("12 Brumaire 2026", None),
        ("12/06/2026", None),
        ("12 June ²⁰", None),
        ("", None),
    ],
)
def test_a_date_that_a_person_types(text: str, wanted: date | None) -> None:
    assert dates.read_date(text) == wanted


def test_numbers() -> None:
    assert [numbers.number(Decimal(one)) for one in ("34", "6.5", "6.50", "100")] == ["34", "6.5", "6.5", "100"]
    assert numbers.number(100) == "100"
    assert [numbers.per_cent(one) for one in (0, 5_849, 9_999, 10_000)] == ["0 %", "58 %", "99 %", "100 %"]
    assert numbers.per_cent_of(Fraction(6, 7), complete=False) == "86 %"
    assert numbers.per_cent_of(Fraction(1), complete=True) == "100 %"
    assert (numbers.hours(450), numbers.hours_of(450, 540)) == ("7.5", "7.5 of 9 h")


def test_results() -> None:
    points = Result(Scheme.POINTS, mark=Decimal(34), maximum=Decimal(40))
    assert result_text(Kind.SKILLS_TEST, points) == "34 of 40"
    assert result_text(Kind.SKILLS_TEST, points, cell=True) == "34 / 40"
    assert result_text(Kind.SKILLS_TEST, Result(Scheme.POINTS, mark=Decimal(34))) == "34"
    assert result_text(Kind.SKILLS_TEST, Result(Scheme.POINTS)) == ""
    assert result_text(Kind.PORTFOLIO, Result(Scheme.RUBRIC, total=Decimal(8), maximum=Decimal(12))) == "8 of 12"
    assert result_text(Kind.ASSIGNMENT, Result(Scheme.LEVELS, level="Proficient")) == "Proficient"
    assert result_text(Kind.ATTENDANCE, Result(Scheme.HOURS, minutes=540, needed=540)) == "9 h"
    assert result_text(Kind.ATTENDANCE, Result(Scheme.HOURS, minutes=450, needed=540)) == "7.5 of 9 h"
    assert result_text(Kind.CONFERENCE, Result(Scheme.COUNT, count=1, needed=1)) == "1 event"
    assert result_text(Kind.ATTENDANCE, Result(Scheme.COUNT, count=1, needed=3)) == "1 of 3 sessions"
    assert result_text(Kind.ATTENDANCE, Result(Scheme.PERCENT, percent=Fraction(6, 7))) == "86 %"
    assert result_text(Kind.ATTENDANCE, None) == ""
    assert result_text(Kind.ASSIGNMENT, Result(Scheme.PASS_FAIL)) == ""


def test_what_passes() -> None:
    found = definition.read_definition(read_document(resources.path("demo", "formative-assessment.yaml")))
    said = {one.code: passes_when(one) for one in outline.walk(found.outline)}
    assert said == {
        "SEM": "9 hours", "TEST": "28 of 40", "PLAN": "Proficient or above", "FEED": "met or not", "CONF": "1 event",
        "PORT": "8 of 12", "OBS": "met or not",
    }  # fmt: skip
    top = Requirement("A", "A", Kind.ASSIGNMENT, Scheme.LEVELS, levels=("Low", "High"), passing="High")
    assert passes_when(top) == "High"
    floors = Requirement("A", "A", Kind.PORTFOLIO, Scheme.RUBRIC, rubric=Rubric(()))
    assert passes_when(floors) == "every floor reached"
    share = Requirement("A", "A", Kind.ATTENDANCE, Scheme.PERCENT, needed=Fraction(4, 5))
    assert passes_when(share) == "80 % of the time"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("formative-assessment", "does at least 2 of 3 (does “Unit plan with checks for understanding” at Proficient"),
        ("front-end-web", "either completes “Interactive component” and scores 60 of 100 in “Scripting test”"),
        ("leading-a-project", "attends 80 % of “Workshops”"),
        ("teaching-writing", "attends 3 sessions of “Course days”"),
    ],
)
def test_the_sentence_how_a_learner_passes(name: str, said: str) -> None:
    found = definition.read_definition(read_document(resources.path("demo", f"{name}.yaml")))
    text = how_a_learner_passes(found)
    assert said.casefold() in text.casefold()
    assert (text[0].isupper(), text.endswith("."), "{" in text) == (True, True, False)
    assert group_rule(found.outline) == f"all of {len(found.outline.children)}"


def test_a_group_of_which_some_are_needed() -> None:
    found = definition.read_definition(read_document(resources.path("demo", "formative-assessment.yaml")))
    practice = next(one for one in found.outline.children if getattr(one, "at_least", None))
    assert group_rule(practice) == "at least 2 of 3"


def test_only_what_turns_a_line_is_isolated_in_a_cell() -> None:
    assert [names.turning(one) for one in ("Ada", "Zoë", "司马")] == ["Ada", "Zoë", "司马"]
    assert names.turning("سلمى") == "\u2068سلمى\u2069"
    assert names.turning("Zoë\u202e") == "\u2068Zoë\u202e\u202c\u2069"


def test_names_inside_sentences_are_isolated() -> None:
    assert names.isolated("Ada") == "Ada"
    assert names.isolated("سلمى") == "⁨سلمى⁩"


def test_a_bug_says_where_its_report_lies() -> None:
    from pathlib import Path

    assert "crash.txt" in bug_sentence(Path("crash.txt"))
    assert bug_sentence(None).endswith("is safe.")


def test_another_language_and_back() -> None:
    catalogue.use_language("xx")
    try:
        assert catalogue._("Met") == "Met"
        assert catalogue.ngettext("{n} event", "{n} events", 2) == "{n} events"
    finally:
        catalogue._translations = None
    assert [catalogue.ngettext("one", "many", count) for count in (1, 2)] == ["one", "many"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tom", "Tom"),
        ("سلمى", "سلمى"),
        ("Tom\u202efdp", "Tom\u202efdp\u202c"),
        ("\u2067a\u202eb", "\u2067a\u202eb\u202c\u2069"),
        ("\u2067a\u202eb\u2069c", "\u2067a\u202eb\u202c\u2069c"),
        ("a\u2069\u202cb", "ab"),
        ("\u202eab\u202c", "\u202eab\u202c"),
    ],
)
def test_every_direction_that_a_text_opens_is_ended(text: str, wanted: str) -> None:
    assert names.balanced(text) == names.balanced(names.balanced(text)) == wanted
