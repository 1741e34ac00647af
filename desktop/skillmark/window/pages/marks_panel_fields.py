"""The fields under the result in the panel of a judgement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skillmark.domain.outline import Requirement, Scheme
from skillmark.domain.standing import RequirementState
from skillmark.protocol.requests.judge import NewArtifact
from skillmark.protocol.rows import History, HistoryRow, StaffRow
from skillmark.window.pages.marks_desk import newest_of
from skillmark.window.pages.marks_reviews import correctable, is_hidden, must_be_second, reviews_of
from skillmark.window.widgets.forms import FieldSpec
from skillmark.wording import _
from skillmark.wording.dates import long_date
from skillmark.wording.names import isolated
from skillmark.wording.numbers import hours, number

NEW, CORRECT = "new", "correct"
SHOWN = ("feedback", "evidence", "staff_note")
Evidence = tuple[tuple[str, str | None], ...]
"""Titles, each with the digest of its file; None for a link or text."""
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
        labels = {Scheme.POINTS: _("&Mark"), Scheme.HOURS: _("Ho&urs"), Scheme.COUNT: _("C&ount")}
        specs.append(FieldSpec("value", labels[requirement.scheme], required=True))
    if reviewed:
        specs.append(FieldSpec("assessor", _("Reviewed &by"), "choice", choices=_reviewers(history, staff)))
    elif newest is not None and newest.outcome not in ("returned", "missing"):
        specs.append(FieldSpec("as", _("Record &as"), "choice", choices=_ways(requirement, newest, own)))
    if reviewed or (newest is not None and own is None):
        needed = _("Needed to correct what is of another day or person, and where markers disagree.")
        specs.append(FieldSpec("reason", _("&Why"), help=needed))
    return (
        *specs,
        FieldSpec("feedback", _("Feedback to the &learner"), "multiline"),
        FieldSpec("evidence", _("Evidence: a link or &text")),
        FieldSpec("file", _("Evidence: a f&ile"), "file"),
        FieldSpec("staff_note", _("Staff &note"), "multiline", help=_("Seen by staff alone.")),
        FieldSpec("assessed_on", _("&Judged on"), "date", help=_("Empty is today.")),
    )


def _ways(requirement: Requirement, newest: HistoryRow, own: HistoryRow | None) -> tuple[tuple[str, str], ...]:
    """A new try or a correction; first what typing over the cell does."""
    adds_up = requirement.scheme in (Scheme.HOURS, Scheme.COUNT)
    new = (NEW, _("New entry") if adds_up else _("New try"))
    correct = (CORRECT, _("Correct the entry of {day}").format(day=long_date(newest.assessed_on)))
    return (new, correct) if own is None else (correct, new)


def _reviewers(history: History, staff: list[StaffRow]) -> tuple[tuple[str, str], ...]:
    """Those who may review, first those who haven't yet; then each review that is there, to be corrected."""
    there = correctable(history)
    made = {one.reviewer for one in there}
    people = [one for one in staff if one.active and MARKERS & set(one.roles)]
    if must_be_second(history):
        people = [one for one in people if one.key not in made]
    people.sort(key=lambda one: history.standing.disagree and one.key in made)
    anew = _("{name}, anew") if history.standing.disagree else "{name}"
    new = [(one.key.hex, anew.format(name=one.name) if one.key in made else one.name) for one in people]
    words = _("{name}: correct the review of {day}")
    corrections = [
        (f"{CORRECT} {one.key.hex}", words.format(name=isolated(one.assessor), day=long_date(one.assessed_on)))
        for one in there
    ]
    return (*corrections, *new) if _begins_with_own(history, there) else (*new, *corrections)


def _begins_with_own(history: History, there: list[HistoryRow]) -> bool:
    """Whether the only review is one's own of today, which typing over corrects; a blind one isn't shown unasked."""
    mine = [one.own_today and one.assessor == one.recorded_by for one in there]
    return must_be_second(history) and all(mine) and not history.requirement.blind


def to_correct(history: History, chosen: str) -> HistoryRow | None:
    """The review that is to be corrected by what was chosen; None where a new one is made."""
    return next((one for one in correctable(history) if chosen == f"{CORRECT} {one.key.hex}"), None)


def shared_evidence(history: History) -> Evidence:
    """The evidence of what is under review, as the review before has it: whoever reviews next judges the same."""
    if history.standing.state is not RequirementState.IN_REVIEW:
        return ()
    return next((one.evidence for one in reversed(reviews_of(history)) if one.evidence), ())


def shown_of(entry: HistoryRow | None, history: History) -> dict[str, str]:
    """What the fields show of an entry that is corrected by typing over it; without one only shared evidence."""
    if entry is not None:
        return {"feedback": entry.feedback, "evidence": _links(entry.evidence), "staff_note": entry.staff_note}
    hidden = is_hidden(history.requirement, history)
    return {**dict.fromkeys(SHOWN, ""), "evidence": "" if hidden else _links(shared_evidence(history))}


def _links(evidence: Evidence) -> str:
    return " ".join(title for title, digest in evidence if digest is None)


def evidence_of(values: Mapping[str, Any], own: HistoryRow | None, history: History) -> tuple[NewArtifact, ...]:
    """The evidence that the fields name, after the files that are kept and what a blind review doesn't show.

    Raises:
        OSError: the file that is named can't be read.
    """
    kept = own.evidence if own is not None else shared_evidence(history)
    found = [NewArtifact(title, digest=digest) for title, digest in kept if digest is not None]
    if own is None and is_hidden(history.requirement, history):
        found += [NewArtifact(title, title) for title, digest in kept if digest is None]
    if values["evidence"] and values["evidence"] not in {one.text for one in found}:
        found.append(NewArtifact(values["evidence"], values["evidence"]))
    path = values["file"]
    if path is not None:
        found.append(NewArtifact(path.name, data=path.read_bytes()))
    return tuple(found)


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
