"""Awarding somebody who isn't ready: who, and always why; or why nobody can be awarded so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from skillmark.protocol.requests.award import AwardLearners
from skillmark.protocol.rows import ReadyRow
from skillmark.window.models.awards_ready import EXCEPTION, RefusedLine, refused_line
from skillmark.window.pages import awards_runs
from skillmark.window.pages.awards_forms import one_line, reason_field
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.wording import _
from skillmark.wording.names import isolated

if TYPE_CHECKING:
    from skillmark.services.award import RunReport


class Room(awards_runs.Place, Protocol):
    """The part of the page that exceptions are made in."""

    def show_large(self, large: bool) -> None:
        """Gives the whole page to the certificate, or takes it back."""


def award_any(room: Room, export: awards_runs.Export) -> None:
    """Asks who of those who aren't ready is awarded, and why; says why where nobody can be."""
    target, lines = _who(room)
    able = [one for one in lines if one.way == EXCEPTION]
    if target is None or not able:
        room.part.context.shell.say(_why_not(room, target, lines))
        return
    current = room.refusals.current()
    _ask(room, export, target, able, current if current in able else able[0])


def award_one(room: Room, line: RefusedLine, export: awards_runs.Export) -> None:
    """Asks why one who isn't ready is awarded."""
    target = room.refusals.target
    if not room.part.writable:
        return
    if target is None:
        # After a run was issued: whom it refused may be of several cohorts.
        words = _("Close this list first. Who isn't ready is listed again then, and can be awarded by exception.")
        room.part.context.shell.say(words)
        return
    _ask(room, export, target, [line], line)


def _who(room: Room) -> tuple[ReadyRow | None, Sequence[RefusedLine]]:
    """Who was refused a moment ago, or isn't ready, shown or folded away; and what it is about."""
    told = room.refusals
    if told.after and told.target is not None:
        return told.target, told.lines.lines
    return room.panel.target, room.panel.unready


def _why_not(room: Room, target: ReadyRow | None, lines: Sequence[RefusedLine]) -> str:
    if not room.panel.known:
        return _("It is still being looked up who is ready.")
    if target is None and room.panel.scope is None:
        return _("Nobody is ready in any cohort. For an award by exception open the tab Awards of the cohort.")
    if target is None:
        return _("This cohort works toward no micro-credential, so nobody can be awarded by exception.")
    if not lines:
        return _("Everybody is ready or awarded: nobody needs an exception.")
    words = _("No exception is possible. {name}: {reasons}")
    return words.format(name=isolated(lines[0].name), reasons=lines[0].reasons)


def _ask(
    room: Room, export: awards_runs.Export, target: ReadyRow, lines: Sequence[RefusedLine], first: RefusedLine
) -> None:
    """Shows the form: with one line it is about that one, with several it asks who."""
    by_key = {str(one.learner): one for one in lines}

    day = room.panel.day_or_none()

    def accept(values: dict[str, Any]) -> None:
        panel.busy(True)
        line = by_key[values.get("learner") or str(first.learner)]
        label = _("award by exception for {name}").format(name=isolated(line.name))
        request = AwardLearners(target.credential, target.cohort, (line.learner,), day, one_line(values["reason"]))
        room.part.do(label, request, lambda report, error: done(line, report, error))

    def done(line: RefusedLine, report: RunReport | None, error: BaseException | None) -> None:
        if report is not None and not report.awarded:
            again = refused_line(line.learner, line.name, report.refused[0].reasons)
            panel.refuse("", again.reasons)
        else:
            then = partial(_awarded, room, export, target, line.learner)
            room.part.settle(panel, room.side, then)(report, error)

    panel = FormPanel(_("Award by exception"), _("Award 1 learner"), _specs(lines), accept, _lead(first))
    if len(lines) > 1:
        learner = panel.form.fields["learner"]
        learner.put(str(first.learner))
        learner.edited.connect(lambda: panel.lead.setText(_lead(by_key[learner.value()])))
    room.show_large(False)
    room.side.open_panel(panel)


def _specs(lines: Sequence[RefusedLine]) -> tuple[FieldSpec, ...]:
    reason = reason_field(_("Kept in the award and in the record book."))
    if len(lines) == 1:
        return (reason,)
    choices = tuple((str(one.learner), one.name) for one in lines)
    return (FieldSpec("learner", _("&Learner"), "choice", required=True, choices=choices), reason)


def _lead(line: RefusedLine) -> str:
    return _("{name}: {reasons}").format(name=isolated(line.name), reasons=line.reasons)


def _awarded(room: Room, export: awards_runs.Export, target: ReadyRow, learner: UUID, report: RunReport) -> None:
    told = room.refusals
    if told.after:
        told.show_refused([one for one in told.lines.lines if one.learner != learner], target)
    awards_runs.awarded(room, export, target, report)
