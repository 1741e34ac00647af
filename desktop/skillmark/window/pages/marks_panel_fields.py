"""The fields under the result in the panel of a judgement."""

from __future__ import annotations

from skillmark.domain.outline import Requirement, Scheme
from skillmark.protocol.rows import History, HistoryRow, StaffRow
from skillmark.window.pages.marks_desk import newest_of
from skillmark.window.pages.marks_reviews import reviews_of
from skillmark.window.widgets.forms import FieldSpec
from skillmark.wording import _
from skillmark.wording.dates import long_date
from skillmark.wording.numbers import hours, number

NEW, CORRECT = "new", "correct"
MARKERS = frozenset({"coordinator", "instructor", "assistant"})


def fields_of(history: History, own: HistoryRow | None, staff: list[StaffRow]) -> tuple[FieldSpec, ...]:
    """The fields that a judgement of this cell has.

    Args:
        own: the entry of today that is corrected by what is typed over it; None where there is none.
        staff: who may review, where people do.
    """
    requirement = history.requirement
    reviewed = requirement.reviews > 1
    newest = newest_of(history)
    specs: list[FieldSpec] = []
    if requirement.scheme in (Scheme.POINTS, Scheme.HOURS, Scheme.COUNT):
        labels = {Scheme.POINTS: _("&Mark"), Scheme.HOURS: _("&Hours"), Scheme.COUNT: _("C&ount")}
        specs.append(FieldSpec("value", labels[requirement.scheme], required=True))
    if reviewed:
        specs.append(FieldSpec("assessor", _("&Reviewed by"), "choice", choices=_reviewers(history, staff)))
    elif newest is not None and own is None and newest.outcome not in ("returned", "missing"):
        day = long_date(newest.assessed_on)
        choices = ((NEW, _("New try")), (CORRECT, _("Correct the entry of {day}").format(day=day)))
        specs.append(FieldSpec("as", _("Record &as"), "choice", choices=choices))
    if reviewed or (newest is not None and own is None):
        specs.append(FieldSpec("reason", _("&Why"), help=_("Needed for a correction, and where markers disagree.")))
    return (
        *specs,
        FieldSpec("feedback", _("&Feedback to the learner"), "multiline"),
        FieldSpec("evidence", _("&Evidence: a link or text")),
        FieldSpec("file", _("Evidence: a f&ile"), "file"),
        FieldSpec("staff_note", _("Staff &note"), "multiline", help=_("Seen by staff alone.")),
        FieldSpec("assessed_on", _("&Judged on"), "date", help=_("Empty is today.")),
    )


def _reviewers(history: History, staff: list[StaffRow]) -> tuple[tuple[str, str], ...]:
    """Those who may review; first those who haven't yet."""
    under_review = str(history.standing.state) == "in_review"
    there = {one.reviewer for one in reviews_of(history)} if under_review else set()
    people = [one for one in staff if one.active and MARKERS & set(one.roles)]
    people.sort(key=lambda one: one.key in there)
    return tuple((one.key.hex, one.name) for one in people)


def result_place(requirement: Requirement, entry: HistoryRow) -> int:
    """Which of the levels an entry gave, or of met and not met; -1 where none."""
    result = entry.result
    if requirement.scheme is Scheme.LEVELS and result is not None and result.level:
        return requirement.levels.index(result.level)
    return ("met", "not_met").index(entry.outcome) if entry.outcome in ("met", "not_met") else -1


def result_words(entry: HistoryRow) -> str:
    """The mark, hours or count of an entry, as they are typed; empty where it has none."""
    if entry.result is not None and entry.result.mark is not None:
        return number(entry.result.mark)
    if entry.minutes is not None:
        return hours(entry.minutes)
    return "" if entry.count is None else str(entry.count)
