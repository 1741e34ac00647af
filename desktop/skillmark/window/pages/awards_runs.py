"""Awarding, preparing, proof lists, issuing and dropping: what the buttons of the panel and of the runs do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from skillmark.protocol.errors import FolderMissing, NameTaken, NoOutput
from skillmark.protocol.requests.award import AwardLearners, DropRun, IssueRun
from skillmark.protocol.requests.export import WriteProofList
from skillmark.protocol.rows import ReadyRow, RunRow
from skillmark.window.models.awards_ready import RefusedLine, refused_line
from skillmark.window.operations import Progress
from skillmark.window.pages.awards_panel import AwardAll
from skillmark.window.pages.awards_prepared import Runs
from skillmark.window.pages.awards_side import Side, open_in_desktop, usual_folder
from skillmark.window.pages.awards_told import Done, Refusals
from skillmark.window.pages.page import Part
from skillmark.window.widgets.awards_controls import PDF
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.window.words import in_words
from skillmark.wording import _, ngettext

if TYPE_CHECKING:
    from skillmark.services.award import RunReport
    from skillmark.services.sitting import Sitting


Export = Callable[[Iterable[str]], object]


class Place(Protocol):
    """The part of the page that runs are made in."""

    part: Part
    side: Side
    panel: AwardAll
    done: Done
    refusals: Refusals
    runs: Runs

    def show_award(self, wanted: str | UUID) -> None:
        """Goes to an award."""


def award(place: Place, export: Export) -> None:
    """Awards everybody who is ticked."""
    panel = place.panel
    if not panel.ready() or panel.target is None:
        return
    target, keys = panel.target, panel.names.ticked()
    label = ngettext("award of {n} learner", "award of {n} learners", len(keys)).format(n=len(keys))
    request = AwardLearners(target.credential, target.cohort, keys, panel.awarded_on())
    panel.award_button.setEnabled(False)
    place.part.do(label, request, lambda report, error: awarded(place, export, target, report, error))


def awarded(
    place: Place, export: Export, target: ReadyRow | None, report: RunReport | None, error: BaseException | None = None
) -> None:
    """Says what an award run did; `target` is what it was about, None where several."""
    if error is not None or report is None:
        place.panel.look()
        if error is not None:
            place.part.context.shell.say_error(error)
        return
    numbers = [one.number for one in report.awarded if one.number]
    if numbers:
        place.panel.held = True
        words = ngettext(
            "{n} learner is awarded: {first}.", "{n} learners are awarded: {first} to {last}.", len(numbers)
        )
        said = words.format(n=f"{len(numbers):,}", first=numbers[0], last=numbers[-1])
        place.done.offer(said, numbers, export)
        place.show_award(numbers[0])
    place.refusals.show_refused(_lines(report), target)


def _lines(report: RunReport) -> list[RefusedLine]:
    return [refused_line(one.learner, one.name, one.reasons) for one in report.refused]


def prepare(place: Place, export: Export) -> None:
    """Asks where the proof list goes, prepares the run and writes it."""
    panel = place.panel
    if not panel.ready() or panel.target is None:
        return
    target, keys, day = panel.target, panel.names.ticked(), panel.awarded_on()
    made: list[int] = []

    def accept(values: dict[str, Any]) -> None:
        if made:
            # The list couldn't be written where it was wanted first; the run is there already.
            _write(place, form, made[0], values)
            return
        request = AwardLearners(target.credential, target.cohort, keys, day, prepare=True)
        label = ngettext("prepared run of {n} learner", "prepared run of {n} learners", len(keys)).format(n=len(keys))
        form.busy(True)
        place.part.do(label, request, lambda report, error: prepared(values, report, error))

    def prepared(values: dict[str, Any], report: RunReport | None, error: BaseException | None) -> None:
        if error is not None:
            form.refuse("", in_words(error))
        elif report is not None and not report.awarded:
            place.side.close_panel()
            awarded(place, export, target, report)
        elif report is not None:
            place.refusals.show_refused(_lines(report), target)
            made.append(report.run)
            _write(place, form, report.run, values)

    lead = _(
        "The run is prepared: no award has a number until it is issued. "
        "The list shows each name as it will be set, with room to sign."
    )
    form = FormPanel(_("Prepare a proof list"), _("Prepare and write"), _specs(), accept, lead)
    name = _("Proof list")
    form.form.put({"file": usual_folder() / f"{name}.pdf"})
    place.side.open_panel(form)


def proof(place: Place, run: RunRow) -> None:
    """Asks where the proof list of a prepared run goes, and writes it."""
    form = FormPanel(
        _("Proof list of run {run}").format(run=run.number),
        _("Write it"),
        _specs(),
        lambda values: _write(place, form, run.number, values),
    )
    name = _("Proof list {run}").format(run=run.number)
    form.form.put({"file": usual_folder() / f"{name}.pdf"})
    place.side.open_panel(form)


def _specs() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("file", _("Fi&le"), "save", required=True, kinds=PDF),
        FieldSpec("overwrite", _("Re&place a file of the same name"), "check"),
    )


def _write(place: Place, form: FormPanel, run: int, values: dict[str, Any]) -> None:
    path: Path = values["file"]
    if path.suffix.casefold() != ".pdf":
        path = path.with_name(path.name + ".pdf")

    def done(pages: int | None, error: BaseException | None) -> None:
        form.busy(False)
        if error is not None:
            if place.done.isHidden():
                place.panel.go_on()
            _say_refused(place, form, error)
        else:
            if place.side.panel is form:
                place.side.close_panel()
            words = ngettext(
                "The proof list of run {run} is {n} page.", "The proof list of run {run} is {n} pages.", pages or 0
            )
            place.done.say(words.format(run=run, n=pages), _("Open"), lambda: open_in_desktop(path))

    form.busy(True)
    # Whoever presses the key of the form once more mustn't issue a run whose list nobody has read.
    place.panel.hold()
    place.part.context.shell.run(
        proof_job(WriteProofList(run, path, values["overwrite"])),
        lambda so_far, total: _("Writing the proof list"),
        done,
    )


def _say_refused(place: Place, form: FormPanel, error: BaseException) -> None:
    if place.side.panel is form:
        form.refuse("file" if isinstance(error, (FolderMissing, NameTaken, NoOutput)) else "", in_words(error))
    else:
        place.part.context.shell.say_error(error)


def proof_job(request: WriteProofList) -> Callable[[Sitting, Progress], int]:
    """The proof list as a long job; gives its pages."""

    def job(sitting: Sitting, progress: Progress) -> int:
        from skillmark.services.proof import write_proof_list

        return write_proof_list(sitting, request)

    return job


def issue(place: Place, run: RunRow, export: Export) -> None:
    """Numbers and signs all awards of a prepared run."""
    label = _("issue of run {run}").format(run=run.number)

    def done(report: RunReport | None, error: BaseException | None) -> None:
        awarded(place, export, None, report, error)
        _go_on(place, error)

    place.runs.hold()
    place.part.do(label, IssueRun(run.number), done)


def _go_on(place: Place, error: BaseException | None) -> None:
    """Something about a run is answered: the runs take presses again, and the keyboard stands somewhere."""
    if error is not None:
        place.runs.go_on()
    else:
        place.runs.answered()
    if place.part.isVisible() and place.part.window().focusWidget() is None:
        place.part.take_keyboard()


def drop(place: Place, run: RunRow) -> None:
    """Drops a prepared run."""

    def done(value: Any, error: BaseException | None) -> None:
        if error is not None:
            place.part.context.shell.say_error(error)
        else:
            place.done.say(_("Run {run} is dropped. Nothing was numbered.").format(run=run.number))
        _go_on(place, error)

    place.runs.hold()
    place.part.do(_("dropping of run {run}").format(run=run.number), DropRun(run.number), done)
