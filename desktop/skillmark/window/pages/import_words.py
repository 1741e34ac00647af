"""What is said about an import: its counts, its rows, and what a column can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from skillmark.window.models.rows import Cell
from skillmark.window.words import in_words
from skillmark.wording import _, ngettext

IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of the list that is refused, or taken with a remark."""

    row: int
    refused: bool
    sentence: str

    def cell(self) -> Cell:
        """What becomes of the row."""
        if self.refused:
            return Cell(_("Refused"), icon="circle-alert", colour="state:not_met", strong=True)
        return Cell(_("Look at it"), icon="info", colour="state:returned")


def faults_of(report: Any) -> list[Fault]:
    """The rows of an ImportReport: refused ones first, then remarks, each in the order of the list."""
    refused = [Fault(one.row, True, in_words(one)) for one in report.refused]
    return refused + [Fault(one.row, False, in_words(one)) for one in report.warnings]


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
