"""Everything recorded in a cell, newest first, with notes and reasons."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from skillmark.domain.outline import Requirement
from skillmark.protocol.rows import History, HistoryRow
from skillmark.window.models.mark_grid_cells import cell_words, ordinal, shown_state
from skillmark.window.pages.marks_desk import Target
from skillmark.window.widgets.forms import InlinePanel
from skillmark.window.widgets.panes import Pane, column, row
from skillmark.window.widgets.text import StateChip, Text
from skillmark.wording import _
from skillmark.wording.dates import date_and_time, long_date
from skillmark.wording.names import isolated
from skillmark.wording.numbers import hours
from skillmark.wording.results import result_text, things
from skillmark.wording.states import decision_word, outcome_word


def entry_words(requirement: Requirement, entry: HistoryRow) -> str:
    """What an entry said: its result, else its decision or outcome."""
    said = result_text(requirement.kind, entry.result)
    if entry.minutes is not None:
        said = _("{hours} h").format(hours=hours(entry.minutes))
    if entry.count is not None:
        said = things(requirement.kind, entry.count)
    if entry.outcome == "void":
        return outcome_word("void").capitalize()
    words = decision_word(entry.decision) if entry.decision else outcome_word(entry.outcome) if entry.outcome else ""
    return _("{result}, {outcome}").format(result=said, outcome=words) if said and words else said or words.capitalize()


class HistoryPanel(InlinePanel):
    """The history of a cell, to be read."""

    def __init__(self, target: Target, history: History) -> None:
        lead = _("{title} · history").format(title=target.requirement.title)
        super().__init__(target.row.learner.display_name, "", None, lead)
        self.history = history
        chip = StateChip(shown_state(history.standing), cell_words(target.requirement, history.standing))
        self.content.addLayout(row(chip, None))
        replaced = {one.replaces for one in history.entries}
        for entry in reversed(history.entries):
            self.content.addWidget(self._line(target.requirement, entry, entry.key in replaced))
        for _key, day, titles in reversed(history.submissions):
            words = _("Handed in {day}").format(day=long_date(day))
            self.content.addWidget(self._block(words, titles, ()))
        if not history.entries and not history.submissions:
            self.content.addWidget(Text(_("Nothing was entered here yet."), "body", "text_2", wrap=True))
        self.content.addStretch(1)

    def _line(self, requirement: Requirement, entry: HistoryRow, replaced: bool) -> QWidget:
        title = entry_words(requirement, entry)
        if entry.number is not None:
            title = _("{result} · {which} try").format(result=title, which=ordinal(entry.number))
        notes = []
        if replaced:
            notes.append(_("Replaced by a later entry."))
        if entry.deciding:
            notes.append(_("This one decides."))
        if entry.stage == "adjudication":
            notes.append(_("Adjudication."))
        day = _("{day}, by {who}").format(day=long_date(entry.assessed_on), who=isolated(entry.assessor or "–"))
        return self._block(title, day, (*notes, *self._words(entry)), quiet=replaced or not entry.counts)

    def _words(self, entry: HistoryRow) -> list[str]:
        """What was said beside the result."""
        pairs = (
            (_("Why: {text}"), entry.reason if entry.reason != "undo" else _("taken back")),
            (_("Allowed by: {text}"), entry.authority),
            (_("To the learner: {text}"), entry.feedback),
            (_("Staff note: {text}"), entry.staff_note),
            (_("Evidence: {text}"), ", ".join(title for title, _digest in entry.evidence)),
        )
        found = [form.format(text=text) for form, text in pairs if text]
        recorded = _("Recorded {when} by {who}.").format(
            when=date_and_time(entry.recorded), who=isolated(entry.recorded_by)
        )
        return [*found, recorded]

    def _block(self, title: str, day: str, notes: tuple[str, ...], *, quiet: bool = False) -> QWidget:
        block = Pane("sunken", ("top",))
        layout = column(block, 0, 2)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.addWidget(Text(title, "body", "text_3" if quiet else "text", weight=500, wrap=True))
        layout.addWidget(Text(day, "small", "text_2", wrap=True))
        for note in notes:
            layout.addWidget(Text(note, "small", "text_3" if quiet else "text_2", wrap=True))
        return block
