"""What somebody typed into a cell as a judgement, and an entry on record as one to be said again."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from skillmark.domain.errors import EntryRefused
from skillmark.domain.outline import Requirement, Scheme
from skillmark.domain.rating_values import check_values
from skillmark.domain.records import Entry
from skillmark.protocol.requests.judge import Judgement, NewArtifact
from skillmark.protocol.rows import HistoryRow
from skillmark.wording import _
from skillmark.wording.names import isolated

PLAIN = re.compile(r"[+-]?\d{1,9}([.,]\d{1,9})?|[+-]?[.,]\d{1,9}")
CLOCK = re.compile(r"(\d{1,4})[:h](\d{1,2})")


class NotUnderstood(ValueError):
    """What was typed is no number that the cell can take."""


class NoSuchChoice(NotUnderstood):
    """A digit that stands for nothing in this cell; `remedy` says what can be pressed."""

    def __init__(self, typed: str, remedy: str) -> None:
        super().__init__(typed)
        self.remedy = remedy


def why_refused(error: BaseException | None) -> str:
    """What was wrong with an entry, as the end of a sentence; empty where nothing was."""
    if error is None:
        return ""
    if isinstance(error, NoSuchChoice):
        return _("{text} stands for nothing here").format(text=isolated(str(error)))
    if isinstance(error, NotUnderstood):
        return _("{text} is no mark").format(text=isolated(str(error)))
    from skillmark.wording.errors import sentence

    return sentence(error).what.removesuffix(".")


def read_number(text: str) -> Decimal:
    """A number with its decimals after a point or a comma.

    Raises:
        NotUnderstood: it is none.
    """
    text = text.strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if not PLAIN.fullmatch(text):
        raise NotUnderstood(text)
    return Decimal(text.replace(",", "."))


def read_minutes(text: str) -> int:
    """Whole minutes from hours as `2.5`, `2,5`, `2:30` or `2h30`.

    Raises:
        NotUnderstood: it is none of these.
    """
    clock = CLOCK.fullmatch(text.strip())
    if clock is not None:
        hours, minutes = int(clock[1]), int(clock[2])
        if minutes >= 60:
            raise NotUnderstood(text)
        return hours * 60 + minutes
    return round(read_number(text) * 60)


def read_typed(requirement: Requirement, text: str) -> Judgement:
    """The judgement that was typed: a mark, hours, a count, or a level's position or name.

    Raises:
        NotUnderstood: the cell can't take it.
    """
    scheme = requirement.scheme
    if scheme is Scheme.POINTS:
        return Judgement(mark=read_number(text))
    if scheme is Scheme.HOURS:
        return Judgement(minutes=read_minutes(text))
    if scheme is Scheme.COUNT:
        value = read_number(text)
        if value != value.to_integral_value():
            raise NotUnderstood(text)
        return Judgement(count=int(value))
    raise NotUnderstood(text)


def level_at(requirement: Requirement, digit: int) -> Judgement | None:
    """The level at a position from 1; None where there is none."""
    if 1 <= digit <= len(requirement.levels):
        return Judgement(level=requirement.levels[digit - 1])
    return None


def out_of_range(requirement: Requirement, judgement: Judgement, newest: HistoryRow) -> EntryRefused | None:
    """Why a value can't stand over the newest entry, neither as a new one nor as a correction; None where it can."""
    if requirement.scheme is Scheme.RUBRIC:
        # What earlier reviews kept decides there, and only the record knows it.
        return None
    entry = Entry(
        newest.key,
        newest.assessed_on,
        "",
        mark=judgement.mark,
        level=judgement.level,
        minutes=judgement.minutes,
        count=judgement.count,
    )
    try:
        check_values(requirement, entry)
    except EntryRefused as error:
        return error
    return None


def said_again(entry: HistoryRow) -> Judgement:
    """What an entry says, without its evidence, feedback and notes, to be said of somebody else."""
    result = entry.result
    plain = result is None and not entry.points
    return Judgement(
        outcome=entry.outcome if plain or entry.outcome in ("returned", "missing") else None,
        mark=result.mark if result else None,
        level=result.level if result else None,
        minutes=entry.minutes,
        count=entry.count,
        points={code: Decimal(value) for code, value in entry.points} or None,
        decision=entry.decision,
    )


def as_it_was(entry: HistoryRow) -> dict[str, Any]:
    """What a correction keeps of the entry that it replaces: the words and the evidence beside the result."""
    return {
        "feedback": entry.feedback,
        "staff_note": entry.staff_note,
        "basis": entry.basis,
        "evidence": tuple(
            NewArtifact(title, title) if digest is None else NewArtifact(title, digest=digest)
            for title, digest in entry.evidence
        ),
    }
