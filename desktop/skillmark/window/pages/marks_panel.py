"""Judging with everything that belongs to it: rubric or mark, evidence, feedback, note; one review by each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from skillmark.domain.outline import Scheme
from skillmark.protocol.requests.judge import CorrectAssessment, Judgement, RecordAssessment
from skillmark.protocol.requests.look import ListStaff
from skillmark.protocol.rows import History, HistoryRow, RequirementRow, StaffRow
from skillmark.window.models.mark_grid_cells import on_record, tries_words
from skillmark.window.models.mark_grid_typing import NotUnderstood, read_typed
from skillmark.window.pages.marks_bench import MarksBench
from skillmark.window.pages.marks_desk import Target, newest_of
from skillmark.window.pages.marks_panel_fields import (
    CORRECT,
    SHOWN,
    evidence_of,
    fields_of,
    result_place,
    result_words,
    shared_evidence,
    shown_of,
    to_correct,
)
from skillmark.window.pages.marks_panel_refused import criterion_of, field_of, words_of
from skillmark.window.pages.marks_reviews import Reviews, adjudicates
from skillmark.window.widgets.forms import Form, InlinePanel
from skillmark.window.widgets.rubric import Levels, RubricForm
from skillmark.window.widgets.text import Text
from skillmark.wording import _
from skillmark.wording.names import isolated
from skillmark.wording.results import passes_when
from skillmark.wording.states import decision_word, outcome_word

DECISIONS = ("accept", "revise", "not_yet")


def open_judging(tab: MarksBench, target: Target) -> None:
    """Opens the panel of a cell, once what is on record and who may review are known."""

    def show(history: History, staff: list[StaffRow]) -> None:
        tab.callout.dismiss()
        tab.body.open_panel(JudgingPanel(tab, target, history, staff))

    def then(history: History) -> None:
        if target.requirement.reviews > 1:
            tab.ask(ListStaff(), lambda staff: show(history, staff), latest="staff")
        else:
            show(history, [])

    tab.desk.look(target, then)


def _record_words(history: History) -> str:
    """What is on record of the cell, and how many tries were used; empty where nothing is."""
    stands = on_record(RequirementRow(history.requirement, history.standing))
    words = [_("On record: {what}.").format(what=stands)] if stands else []
    if history.standing.attempts_used:
        words.append(f"{tries_words(history.standing)}.")
    return " ".join(words)


def _request(
    history: History, target: Target, corrected: HistoryRow | None, judgement: Judgement, values: Mapping[str, Any]
) -> RecordAssessment | CorrectAssessment:
    day = values["assessed_on"]
    if corrected is not None:
        return CorrectAssessment(corrected.key, judgement, day)
    assessor = UUID(values["assessor"]) if values.get("assessor") else None
    candidacy, code = target.cell
    return RecordAssessment(candidacy, code, judgement, day, assessor, adjudicate=adjudicates(history, assessor))


class JudgingPanel(InlinePanel):
    """One judgement of one cell."""

    def __init__(self, tab: MarksBench, target: Target, history: History, staff: list[StaffRow]) -> None:
        requirement = history.requirement
        lead = _("{title} · {passes}").format(title=requirement.title, passes=passes_when(requirement))
        super().__init__(target.row.learner.display_name, _("Save"), self._accept, lead)
        self._tab, self._target, self._history = tab, target, history
        newest = newest_of(history)
        self._own = newest if newest is not None and newest.own_today and requirement.reviews == 1 else None
        self._newest = newest
        self._typed = self._decided = False
        # The result of the entry that is shown, as its field says it.
        self._shown: int | str = -1 if requirement.scheme in (Scheme.LEVELS, Scheme.PASS_FAIL) else ""
        self.rubric: RubricForm | None = None
        self.levels: Levels | None = None
        self.decisions: Levels | None = None
        self.setAccessibleName(_("Judge {name}").format(name=isolated(target.row.learner.display_name)))
        words = _record_words(history)
        if words:
            self.content.addWidget(Text(words, "small", "text_2", wrap=True))
        if requirement.reviews > 1:
            self.reviews = Reviews(requirement, history)
            self.content.addWidget(self.reviews)
        self.form = Form(fields_of(history, self._own, staff))
        self._build_result()
        self.content.addWidget(self.form)
        self.content.addStretch(1)
        self.form.edited.connect(self._edited)
        self.form.edited.connect(self.went_on)
        if requirement.reviews > 1:
            self._own = to_correct(history, self.form.fields["assessor"].value())
        if self._own is not None or shared_evidence(history):
            self._show(self._own)

    # Fields

    def _build_result(self) -> None:
        requirement = self._history.requirement
        if requirement.rubric is not None:
            self.rubric = RubricForm(requirement.rubric, {})
            self.rubric.left.connect(self._go_on)
            self.rubric.edited.connect(self._points_given)
            self.content.addWidget(self.rubric)
        elif requirement.scheme is Scheme.LEVELS:
            digits = tuple(str(place) for place in range(1, len(requirement.levels) + 1))
            self._add_levels(
                tuple(f"{digit} {one}" for digit, one in zip(digits, requirement.levels, strict=True)), digits
            )
        elif requirement.scheme is Scheme.PASS_FAIL and requirement.reviews == 1:
            keys = (_("P"), _("N"))
            words = (outcome_word("met").capitalize(), outcome_word("not_met").capitalize())
            self._add_levels(words, tuple(key.lower() for key in keys))
        if requirement.reviews > 1:
            choices = (_("Accept"), _("Revise"), decision_word("not_yet").capitalize())
            self.decisions = Levels(_("Decision"), choices, (_("a"), _("v"), _("n")))
            self.decisions.chosen.connect(self._decide)
            self.decisions.stepped.connect(lambda by: self._go_on() if by > 0 else self._first().setFocus())
            self.content.addWidget(self.decisions)

    def _add_levels(self, words: tuple[str, ...], digits: tuple[str, ...]) -> None:
        self.levels = Levels(self._history.requirement.title, words, digits)
        self.levels.stepped.connect(lambda by: self._go_on() if by > 0 else None)
        self.content.addWidget(self.levels)

    def _go_on(self) -> None:
        """Behind the result comes the decision, then the feedback."""
        focused = self.window().focusWidget()
        if self.decisions is not None and focused is not self.decisions:
            self.decisions.setFocus()
        else:
            self.form.fields["feedback"].setFocus()

    def is_filled(self) -> bool:
        """Whether points, words or a decision were given."""
        return self._typed or self.form.is_typed()

    def _decide(self) -> None:
        self._typed = self._decided = True

    def _points_given(self) -> None:
        """Proposes the decision that the points give, until a person chose one."""
        self._typed = True
        if self.decisions is not None and self.rubric is not None and not self._decided:
            whole = len(self.rubric.points()) == len(self.rubric.rubric.criteria)
            self.decisions.choose(0 if self.rubric.passes() else 1 if whole else -1)

    def _edited(self, name: str) -> None:
        """Shows the entry that is to be corrected, once it was chosen; another choice takes it away again."""
        if name in ("assessor", "as"):
            chosen = self.form.fields[name].value()
            newest = self._newest if chosen == CORRECT else None
            before, self._own = self._own, newest if name == "as" else to_correct(self._history, chosen)
            if before is not self._own:
                self._show(self._own)
        elif name in SHOWN:
            self._typed = True

    def _show(self, entry: HistoryRow | None) -> None:
        """Shows an entry that is corrected by what is typed over it; what was typed already stays."""
        values = shown_of(entry, self._history)
        if self._typed:
            values = {name: words for name, words in values.items() if not self.form.fields[name].value()}
        self.form.blockSignals(True)
        self.form.put(values)
        self.form.blockSignals(False)
        self._show_result(entry)
        if self.decisions is not None and not (self._typed and self.decisions.place() >= 0):
            decision = entry.decision if entry is not None else None
            self.decisions.choose(DECISIONS.index(decision) if decision else -1)

    def _show_result(self, entry: HistoryRow | None) -> None:
        """Shows the result of an entry, unless a person has given another already."""
        if self.rubric is not None:
            given = {code: Decimal(value) for code, value in entry.points} if entry is not None else {}
            self.rubric.put({**given, **(self.rubric.points() if self._typed else {})})
        elif self.levels is not None:
            place = result_place(self._history.requirement, entry) if entry is not None else -1
            if self.levels.place() == self._shown:
                self.levels.choose(place)
            self._shown = place
        elif "value" in self.form.fields:
            words = result_words(entry) if entry is not None else ""
            if self.form.fields["value"].value() == self._shown:
                self.form.put({"value": words})
            self._shown = words

    # The keyboard

    def _first(self) -> QWidget:
        if self.rubric is not None:
            return next(iter(self.rubric.lines.values()))
        return self.levels or self.decisions or self.form.fields[self.form.specs[0].name]

    def begin(self) -> None:
        """Gives the keyboard to the first criterion, or to the field of the mark."""
        self._first().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.window().focusWidget(), Levels):
            self.accept_button.click()
        else:
            super().keyPressEvent(event)

    # Handing over

    def _accept(self) -> None:
        self.say_wrong("")
        values = self.form.values()
        judgement = self._judgement(values) if values is not None else None
        if values is None or judgement is None:
            return
        self.busy(True)
        desk = self._tab.desk
        desk.last = judgement
        request = _request(self._history, self._target, self._own, judgement, values)
        desk.hand_over(self._target, judgement, request, self._answered)

    def _judgement(self, values: dict[str, Any]) -> Judgement | None:
        """What the panel says; None where the mark can't be understood, or a file can't be read, which is said."""
        try:
            said = self._result(values)
        except NotUnderstood:
            self._mark("value", _("Type a number such as 34 or 6.5; hours also as 2:30."))
            return None
        try:
            evidence = evidence_of(values, self._own, self._history)
        except OSError:
            self._mark("file", _("This file can't be read. Choose another."))
            return None
        return replace(
            said,
            basis=self._own.basis if self._own is not None else "work",
            decision=DECISIONS[self.decisions.place()]
            if self.decisions is not None and self.decisions.place() >= 0
            else None,
            feedback=values["feedback"],
            staff_note=values["staff_note"],
            evidence=evidence,
            reason=values.get("reason", ""),
        )

    def _result(self, values: dict[str, Any]) -> Judgement:
        requirement = self._history.requirement
        if self.rubric is not None:
            return Judgement(points=self.rubric.points())
        if "value" in values:
            return read_typed(requirement, values["value"])
        place = self.levels.place() if self.levels is not None else -1
        if requirement.scheme is Scheme.LEVELS:
            return Judgement(level=requirement.levels[place] if place >= 0 else None)
        return Judgement(outcome=("met", "not_met")[place] if place >= 0 else None)

    def _answered(self, error: BaseException | None) -> None:
        here = self._tab.body.panel is self
        if error is None:
            if here:
                self._tab.body.close_panel()
        elif here:
            self.busy(False)
            self._refuse(error)
        else:
            self._tab.context.shell.say_error(error)

    def _mark(self, field: str, words: str) -> bool:
        """Says at a field what is wrong and gives it the keyboard; False where there is no such field."""
        found = self.form.mark(field, words)
        if found:
            self.form.fields[field].setFocus()
        return found

    def _refuse(self, error: BaseException) -> None:
        """Says why it was refused, and goes to where that can be mended."""
        words = words_of(error, self._history.requirement.rubric)
        line = self.rubric.lines.get(criterion_of(error)) if self.rubric is not None else None
        if line is None and self._mark(field_of(error), words):
            return
        self.say_wrong(words)
        if line is not None:
            line.setFocus()
