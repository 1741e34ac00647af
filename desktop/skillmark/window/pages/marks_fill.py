"""Filling down: what stands in the uppermost cell goes into the cells below it that have nothing yet."""

from __future__ import annotations

from typing import Any

from skillmark.domain.standing import RequirementStanding
from skillmark.protocol.requests.judge import Judgement, RecordAssessment, RecordMany
from skillmark.protocol.rows import History
from skillmark.window.models.mark_grid_cells import typed_state, typed_words
from skillmark.window.models.mark_grid_typing import said_again
from skillmark.window.pages.marks_bench import MarksBench
from skillmark.window.pages.marks_desk import Target, newest_of
from skillmark.wording import _, ngettext


def fill_down(tab: MarksBench) -> None:
    """Fills the selected cells below the uppermost with its entry; a single cell takes the entry of the one above."""
    rows, column = tab.grid.chosen_rows(), tab.grid.currentIndex().column()
    alone = len(rows) == 1
    if alone and rows[0] > 0:
        rows = [rows[0] - 1, *rows]
    source = tab.desk.target(rows[0], column) if len(rows) > 1 else None
    if source is None:
        tab.context.shell.say(
            _("Choose the cells to fill, from the one with the entry downwards: Shift and the arrow.")
        )
        return
    targets = [one for row in rows[1:] if (one := tab.desk.target(row, column)) is not None]

    def then(history: History) -> None:
        newest = newest_of(history)
        if newest is None:
            tab.context.shell.say(_("The uppermost cell has no entry that could be filled down."))
        else:
            _fill(tab, targets, said_again(newest), alone=alone)

    tab.desk.look(source, then)


def _is_empty(standing: RequirementStanding) -> bool:
    """Whether nothing that counts is on record; what was voided counts as if it had never been made."""
    return standing.last_activity is None and not (standing.missing or standing.proposed or standing.satisfied)


def _fill(tab: MarksBench, targets: list[Target], judgement: Judgement, *, alone: bool) -> None:
    """One request for all cells that have nothing on record; the others are left as they are."""
    ahead = tab.model.states.ahead()
    wanted = [
        one
        for one in targets
        if _is_empty(one.one.standing) and one.cell not in ahead and not tab.model.states.waiting(one.cell)
    ]
    left = len(targets) - len(wanted)
    if not wanted:
        words = _("This cell has an entry already.") if alone else _("Every cell below has an entry already.")
        tab.context.shell.say(" ".join((words, _("Nothing was filled."))))
        return
    request = RecordMany(tuple(RecordAssessment(*one.cell, judgement, source="fill") for one in wanted))
    for one in wanted:
        words, state = typed_words(one.requirement, judgement), typed_state(one.requirement, judgement)
        tab.model.states.begin(one.cell, words, state, "", lambda: None)

    def finish(_value: Any, error: BaseException | None) -> None:
        for one in wanted:
            tab.model.states.finish(one.cell, error)
        if error is not None:
            tab.desk.refused(wanted[0])
        else:
            tab.context.shell.say(_said(len(wanted), left))

    label = ngettext("filling of {n} cell", "filling of {n} cells", len(wanted)).format(n=len(wanted))
    tab.context.history.do(label, request, finish)


def _said(filled: int, left: int) -> str:
    words = ngettext("{n} cell filled.", "{n} cells filled.", filled).format(n=filled)
    if not left:
        return words
    more = ngettext(
        "{n} has an entry already and is as it was.", "{n} have an entry already and are as they were.", left
    )
    return f"{words} {more.format(n=left)}"
