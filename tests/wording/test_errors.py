"""Every refusal that people may meet has its sentence: what happened, what is still true, what to do."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from skillmark.domain.award_errors import RenewalOutOfPlace
from skillmark.domain.definition_errors import DefinitionRefused, NumberOutOfRange, Problem, TextEmpty
from skillmark.domain.errors import AcceptWithoutPass, DomainError, MarkOverMaximum, TooManyWaivers
from skillmark.protocol.errors import BookInUse, NoPermission, SurroundingsError
from skillmark.protocol.errors_files import ColumnMissing, ColumnTwice, FileTooLarge, NoHeading, NotATable, TooManyCells
from skillmark.protocol.errors_requests import BuiltUpon, FieldWrong
from skillmark.protocol.errors_rows import AttemptUnknown, RowRefused
from skillmark.wording.errors import SENTENCES, lines, say, sentence
from skillmark.wording.errors_requests import _rules

MODULES = (
    "domain.errors", "domain.award_errors", "domain.definition_errors", "protocol.errors", "protocol.errors_files",
    "protocol.errors_documents", "protocol.errors_certificates", "protocol.errors_requests", "protocol.errors_rows",
)  # fmt: skip
WORDS = {
    "reason": ("missing", "folder", "permission", "device"),
    "why": ("revoked", "replaced", "suspended", "not_suspended", "erased"),
    "measure": ("bytes", "unpacked", "ratio", "members", "rows", "cells"),
    "content": ("pdf", "image", "archive", "html", "opendocument", "program", "database", "document", "binary"),
    "wanted": ("text", "number", "whole_number", "list", "mapping", "yes_no", "date"),
    "where": ("holder", "title", "issuer", "criteria", "results", "signatory"),
    "what": ("correction", "void", "waiver", "adjudication"),
    "state": ("issued", "dropped"),
    "found": ("folder", "device", "book", "guard"),
    "rule": tuple(f"{rule}:a,b" for rule in _rules()),
}


def _leaves(base: type[BaseException]) -> Iterator[type[BaseException]]:
    for one in base.__subclasses__():
        if one.__subclasses__():
            yield from _leaves(one)
        elif one.__module__.startswith("skillmark."):
            yield one


def _classes() -> list[type[BaseException]]:
    for module in MODULES:
        import_module(f"skillmark.{module}")
    found = [*_leaves(DomainError), *_leaves(SurroundingsError)]
    return [one for one in found if one is not RowRefused]


def _value(kind: Any) -> Any:
    """Some value of a type."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return (_value(inner[0]),)
    if inner:
        return _value(next(one for one in inner if one is not type(None)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    plain = {
        str: "text", int: 3, Decimal: Decimal("7.5"), date: date(2026, 6, 12), Path: Path("a/b.csv"), bool: True,
        UUID: UUID(int=7), Problem: Problem("outline", TextEmpty()),
    }  # fmt: skip
    return plain.get(kind, MarkOverMaximum(Decimal(4), Decimal(3)))


def _examples(kind: type[BaseException]) -> Iterator[BaseException]:
    """Instances of an error: one for each of the words that one of its fields may hold."""
    hints = typing.get_type_hints(kind)
    fields: list[str] = [one.name for one in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
    values = {name: _value(hints[name]) for name in fields}
    choices = [name for name in fields if name in WORDS and hints[name] is str]
    for name in choices:
        words = ("kind", "size", "damaged") if (kind.__name__, name) == ("ImageUnusable", "why") else WORDS[name]
        if kind.__name__ == "AwardNotValid":
            words = ("revoked", "replaced", "suspended")
        for word in words:
            yield kind(*{**values, name: word}.values())
    if not choices:
        yield kind(*values.values())


@pytest.mark.parametrize("kind", _classes(), ids=lambda kind: kind.__name__)
def test_every_error_says_what_happened_and_what_to_do(kind: type[BaseException]) -> None:
    assert kind in SENTENCES, f"{kind.__name__} has no sentence"
    for example in _examples(kind):
        said = sentence(example)
        for part in (said.what, said.remedy):
            assert part.strip().endswith((".", "?")), part
            assert "{" not in part.replace("{months: 36}", "").replace("{until: 2029-12-31}", "").replace(
                "{weeks: 6}", ""
            )
        assert str(said).startswith(said.what)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (AcceptWithoutPass(Decimal(8), Decimal(9), ("CLIENT",)), "It can't be accepted: CLIENT is below its floor."),
        (AcceptWithoutPass(Decimal(8), Decimal(9), ()), "It can't be accepted: 8 is below the 9 that pass."),
        (AcceptWithoutPass(None, None, ()), "It can't be accepted: the rubric isn't passed."),
        (TooManyWaivers(0), "No requirement may be waived."),
        (TooManyWaivers(1), "Only 1 requirement may be waived."),
        (RenewalOutOfPlace(None), "The award has no end, so it isn't renewed."),
        (RenewalOutOfPlace(date(2026, 6, 12)), "The award can't be renewed yet. Renew it from 12 June 2026 on."),
        (NumberOutOfRange(Decimal(7), Decimal(1), Decimal(5)), "7 can't be. Use 1 to 5."),
        (NumberOutOfRange(Decimal(0), Decimal(1), None), "0 can't be. Use 1 or more."),
        (NumberOutOfRange(Decimal(7), None, Decimal(5)), "7 can't be. Use 5 or less."),
        (NoPermission(Path("a.csv"), writing=False), "a.csv can't be read. Ask for the right to read it."),
        (FileTooLarge("a.yaml", "bytes", 2_000_000), "a.yaml has more than 2 MB. Look whether it is the right file."),
        (NotATable("a.zip", "archive"), "a.zip is an archive, and no table."),
        (NotATable("a.CSV", "archive"), "a.CSV is an archive, whatever its name says."),
        (
            NoPermission(Path("a.skillmark"), writing=True),
            "Copy it to a folder of yours, or ask for the right to write.",
        ),
        (NoPermission(Path("a.pdf"), writing=True), "Choose another folder, or ask for the right to write."),
        (NoHeading("a.csv", 1, ("x",), ()), "or say --map COLUMN=FIELD."),
        (NoHeading("a.csv", 1, ("x",), ("learner", "mark")), "Add a row of titles such as learner, mark."),
        (BuiltUpon("import_batch", "Ada", "assessment"), "The import can't be taken back: Ada has an"),
        (AttemptUnknown(2, "attempt", 3, 0), "There is no attempt 3; nothing is recorded yet."),
        (AttemptUnknown(2, "attempt", 3, 1), "There is no attempt 3; there is 1."),
        (TooManyCells(2, "", "x", "\t"), "Where a tab belongs to a text, put that text in quotation marks."),
        (TooManyCells(2, "", "x", ""), "Give the column a title, or empty the cell."),
    ],
)
def test_sentences_that_depend_on_what_is_known(error: Exception, said: str) -> None:
    assert said in say(error)


def test_a_single_mistake_is_one_line() -> None:
    error = MarkOverMaximum(Decimal(45), Decimal(40))
    assert lines(error) == [say(error)]


def test_no_sentence_for_what_is_gone() -> None:
    assert set(SENTENCES) <= set(_classes())


def test_a_row_says_what_its_cause_says() -> None:
    cause = MarkOverMaximum(Decimal(45), Decimal(40))
    assert (
        say(RowRefused(7, "mark", cause)) == say(cause) == "45 is more than the maximum, 40. Type a mark from 0 to 40."
    )


def test_a_document_says_each_mistake_with_its_place() -> None:
    refused = DefinitionRefused((Problem("code", TextEmpty()), Problem("", TextEmpty())))
    said = lines(refused)
    assert said[0].startswith("2 things in the credential are wrong.")
    assert said[1] == "code: The text is empty. Write something, or take the key out."
    assert said[2].startswith("the whole: ")


def test_every_rule_of_a_field_that_services_give_is_known() -> None:
    import re

    given = set()
    rule = re.compile(r'FieldWrong\([^()]*(?:\([^()]*\)[^()]*)*, f?"([a-z_]+)(?::[^"]*)?"\)')
    for path in (Path(__file__).parents[2] / "desktop" / "skillmark" / "services").glob("*.py"):
        given |= set(rule.findall(path.read_text("utf-8")))
    assert given
    assert given <= set(_rules())
    assert say(FieldWrong("prefix", "R2", "prefix")).startswith("R2 can't begin an award number.")


def test_remedies_name_nothing_that_only_one_of_window_and_command_line_has() -> None:
    assert say(BookInUse(Path("a.skillmark"), "Grace", "", "")).endswith("Close it there; it can be read meanwhile.")
    for error in (ColumnMissing("m.csv", 1, ("mark",), ("learner",)), ColumnTwice("m.csv", "mark", ("Mark", "mark"))):
        assert "--map" not in say(error)


def test_our_own_bug_is_no_refusal() -> None:
    with pytest.raises(KeyError):
        sentence(ValueError("x"))


def test_what_is_built_upon_names_what_can_be_done_with_it_instead() -> None:
    remedies = {
        kind: sentence(BuiltUpon(kind, "X", "attendance")).remedy.split(" instead")[0]
        for kind in ("session", "cohort", "credential", "enrolment")
    }
    assert remedies == {
        "session": "Cancel the session",
        "cohort": "Close the cohort",
        "credential": "Retire it",
        "enrolment": "Withdraw",
    }
