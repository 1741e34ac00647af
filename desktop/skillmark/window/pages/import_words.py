"""What is said about an import: its counts, its rows, and what a column can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from skillmark.protocol.rows_import import AGAIN, CHANGED, ENROLLED, NEW, REFUSED, UNCHANGED, RowFate
from skillmark.window.models.rows import Cell
from skillmark.window.words import in_words
from skillmark.wording import _, ngettext
from skillmark.wording.names import isolated

IGNORE = "ignore"


ALL, LOOK = "", "look"


def passes(fate: RowFate, wanted: str) -> bool:
    """Whether a row is one of a tab's: all, those to be looked at, or those of a kind."""
    if wanted == LOOK:
        return bool(fate.remarks)
    return wanted in (ALL, fate.kind)


def tabs_of(rows: Sequence[RowFate]) -> list[tuple[str, str]]:
    """The tabs, each with how many rows it has: all, and those kinds that there are."""
    kinds = Counter(one.kind for one in rows)
    kinds[LOOK] = sum(bool(one.remarks) for one in rows)
    words = (
        (NEW, _("New {n}")),
        (CHANGED, _("Changed {n}")),
        (ENROLLED, _("Enrolled {n}")),
        (UNCHANGED, _("Unchanged {n}")),
        (LOOK, _("Doubtful {n}")),
        (REFUSED, _("Refused {n}")),
    )
    found = [(ALL, _("All {n}").format(n=f"{len(rows):,}"))]
    return found + [(kind, word.format(n=f"{kinds[kind]:,}")) for kind, word in words if kinds[kind]]


def fate_cell(fate: RowFate) -> Cell:
    """What becomes of a row, for its cell."""
    note = sentences(fate)
    if fate.kind == REFUSED:
        words = _("Refused: {why}").format(why=in_words(fate.fault)) if fate.fault is not None else _("Refused")
        return Cell(words, icon="circle-alert", colour="state:not_met", strong=True, note=note)
    words = _becomes(fate)
    if fate.remarks:
        return Cell(words, icon="triangle-alert", colour="state:returned", note=note)
    icons = {NEW: "user-plus", CHANGED: "pencil", ENROLLED: "users", UNCHANGED: "check"}
    colour = "text_2" if fate.kind in (UNCHANGED, AGAIN) else "text"
    return Cell(words, icon=icons.get(fate.kind, "arrow-up"), colour=colour, note=note)


def _becomes(fate: RowFate) -> str:
    enrolled = _("enrolled in {cohorts}").format(cohorts=", ".join(map(isolated, fate.enrolled)))
    if fate.kind == NEW:
        return _("New")
    if fate.kind == CHANGED:
        known = dict(field_choices(list(fate.fields)))
        fields = ", ".join(known[one] for one in fate.fields)
        changed = _("Changed: {fields}").format(fields=fields)
        return f"{changed}; {enrolled}" if fate.enrolled else changed
    if fate.kind == ENROLLED:
        return enrolled[:1].upper() + enrolled[1:]
    if fate.kind == AGAIN:
        return _("The same person as row {n}").format(n=fate.first)
    return _("As before") if fate.kind == UNCHANGED else _("To be looked at")


def sentences(fate: RowFate) -> str:
    """Why a row is refused, and what is to be looked at in it; empty where nothing is."""
    faults = (() if fate.fault is None else (fate.fault,)) + fate.remarks
    return " ".join(in_words(one) for one in faults)


def whole_row(fate: RowFate) -> str:
    """All that is known of a row, as one text."""
    told = [
        isolated(fate.name) if fate.name else "",
        numbers_of(fate),
        fate.email,
        ", ".join(map(isolated, fate.cohorts)),
    ]
    parts = [" · ".join(one for one in told if one)]
    if fate.kind != REFUSED:
        parts.append(_becomes(fate) + ".")
    parts.append(sentences(fate))
    return _("Row {n}: {sentence}").format(n=fate.row, sentence="\n".join(one for one in parts if one))


def numbers_of(fate: RowFate) -> str:
    """The learner's numbers, those of other systems than the school's own with their names."""
    return ", ".join(_number(system, value) for system, value in fate.identifiers)


def _number(system: str, value: str) -> str:
    return value if system == "local" else f"{system} {value}"


def count_lines(report: Any) -> list[str]:
    """What an import does, a line for each kind of record."""
    counts = _("{what}: {new} new, {changed} changed, {unchanged} as they were.")
    lines = [
        counts.format(what=what, new=one.new, changed=one.changed, unchanged=one.unchanged)
        for what, one in ((_("Learners"), report.learners), (_("Enrolments"), report.enrolments))
    ]
    if report.new_cohorts:
        words = ngettext("A new cohort: {codes}.", "New cohorts: {codes}.", len(report.new_cohorts))
        lines.append(words.format(codes=", ".join(report.new_cohorts)))
    if report.refused:
        count = len(report.refused)
        words = ngettext(
            "{n} row is refused; the others are taken.", "{n} rows are refused; the others are taken.", count
        )
        lines.append(words.format(n=count))
    return lines


def field_choices(found: list[str]) -> tuple[tuple[str, str], ...]:
    """What a column can be: the fields of a learner, the systems of identifiers in the list, or nothing."""
    fields = (
        (IGNORE, _("Not read")),
        ("display_name", _("Name")),
        ("given_name", _("Given name")),
        ("family_name", _("Family name")),
        ("preferred_name", _("Preferred name")),
        ("email", _("E-mail")),
        ("local", _("School's own number")),
        ("date_of_birth", _("Date of birth")),
        ("pronouns", _("Pronouns")),
        ("cohort", _("Cohort")),
        ("start_date", _("Since")),
    )
    known = {name for name, _words in fields}
    others = dict.fromkeys(name for name in found if name not in known)
    return (*fields, *((name, _("Number: {system}").format(system=name)) for name in others))
