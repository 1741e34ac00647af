"""Certificates as files: one or many, each by itself or all in one, with progress, Cancel and the result in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillmark.protocol.errors import Cancelled, FolderMissing, NameTaken, NoOutput
from skillmark.protocol.errors_requests import FieldWrong
from skillmark.protocol.requests.export import ExportCertificates
from skillmark.protocol.rows import AwardRow
from skillmark.window.models.awards import PRINTED
from skillmark.window.operations import Progress
from skillmark.window.pages.awards_side import open_in_desktop, usual_folder
from skillmark.window.pages.page import Body, Part
from skillmark.window.widgets import awards_controls
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.forms import FieldSpec, FormPanel, InlinePanel
from skillmark.window.widgets.text import Text
from skillmark.window.words import in_words
from skillmark.wording import _, ngettext
from skillmark.wording.names import isolated

if TYPE_CHECKING:
    from skillmark.services.certificates import ExportReport
    from skillmark.services.sitting import Sitting

REFUSALS_SHOWN = 200
PATTERN = "{number} {name}"
PDF = awards_controls.PDF


@dataclass(frozen=True, slots=True)
class Asked:
    """Which certificates an export is about: those of these awards, or all that the other filters leave."""

    rows: tuple[AwardRow, ...]
    credential: str | None = None
    cohort: str | None = None
    all_of_it: bool = False

    @property
    def numbers(self) -> tuple[str, ...]:
        """The awards by number; none where the filters say it."""
        return () if self.all_of_it else tuple(row.number for row in self.rows)

    @property
    def count(self) -> int:
        """How many certificates there will be."""
        return sum(row.status in PRINTED for row in self.rows)


def export_job(request: ExportCertificates) -> Callable[[Sitting, Progress], ExportReport]:
    """The export as a long job."""

    def job(sitting: Sitting, progress: Progress) -> ExportReport:
        from skillmark.services.certificates import export_certificates

        return export_certificates(sitting, request, progress.told, progress.stopped)

    return job


class Telling:
    """What the footer says of an export: `Making certificates, 312 of 800`, then `Putting them into one file, …`.

    Attributes:
        done: how far the export was when it was told last.
    """

    def __init__(self, count: int) -> None:
        """Takes how many certificates there will be, as far as that is known."""
        self._count = self._total = count
        self.done = 0

    def __call__(self, done: int, total: int) -> str:
        """The words; an export into a folder and into one file counts each certificate twice."""
        self.done = done
        both = self._count > 0 and total == 2 * self._count
        words = _("Making certificates, {done} of {total}")
        if both and done > self._count:
            done, words = done - self._count, _("Putting them into one file, {done} of {total}")
        self._total = self._count if both else total or self._count
        return words.format(done=f"{done:,}", total=f"{self._total:,}")

    def stopped(self, request: ExportCertificates) -> str:
        """What is said after Cancel: how far it came, where that is, and what isn't there."""
        made = min(self.done, self._total)
        words = _("Stopped at {n} of {total}.").format(n=f"{made:,}", total=f"{self._total:,}")
        if request.folder is not None and made:
            words += " " + ngettext(
                "The file that was made is in {folder}.", "The files that were made are in {folder}.", made
            ).format(folder=isolated(str(request.folder)))
        if request.combined is not None:
            words += " " + _("The file with all pages isn't written.")
        return words


def export_awards(part: Part, body: Body, asked: Asked) -> None:
    """Shows the form of an export."""

    def accept(values: dict[str, Any]) -> None:
        if values["folder"] is None and values["combined"] is None:
            panel.refuse("folder", _("Name a folder, or a file for all of them, or both."))
            return
        request = ExportCertificates(
            asked.credential, asked.cohort, asked.numbers, values["folder"], _with_suffix(values["combined"]),
            values["names"], values["overwrite"],
        )  # fmt: skip
        _run(part, body, panel, request, asked.count)

    count = asked.count
    title = ngettext("Export {n} certificate", "Export {n} certificates", count).format(n=f"{count:,}")
    verb = ngettext("Export {n} certificate", "Export {n} certificates", count).format(n=f"{count:,}")
    left = len(asked.rows) - count
    lead = ""
    if left:
        lead = ngettext(
            "{n} award is revoked, suspended or replaced; it has no certificate.",
            "{n} awards are revoked, suspended or replaced; they have no certificate.",
            left,
        ).format(n=left)
    panel = FormPanel(title, verb, _specs(), accept, lead)
    panel.form.put({"folder": usual_folder() / _("Certificates"), "names": PATTERN})
    panel.accept_button.setEnabled(count > 0)
    body.open_panel(panel)


def _specs() -> tuple[FieldSpec, ...]:
    fields = "{number} {name} {code} {credential} {cohort} {date}"
    return (
        FieldSpec("folder", _("Fol&der, one file each"), "folder", help=_("It is made where it isn't there yet.")),
        FieldSpec("names", _("&Names of the files"), help=_("These are filled in: {fields}").format(fields=fields)),
        FieldSpec("combined", _("&One file with all pages"), "save", kinds=PDF),
        FieldSpec("overwrite", _("Re&place files of the same name"), "check"),
    )


def save_pdf(part: Part, body: Body, row: AwardRow) -> None:
    """Shows the form that saves the certificate of one award."""

    def accept(values: dict[str, Any]) -> None:
        path = _with_suffix(values["file"])
        assert path is not None
        if "{" in path.stem or "}" in path.stem:
            panel.refuse("file", _("A name can't have braces. Name the file otherwise."))
            return
        request = ExportCertificates(
            numbers=(row.number,), folder=path.parent, names=path.stem, overwrite=values["overwrite"]
        )
        _run(part, body, panel, request, 1)

    lead = _("{name}, {number}").format(name=isolated(row.holder), number=row.number)
    specs = (
        FieldSpec("file", _("Fi&le"), "save", required=True, kinds=PDF),
        FieldSpec("overwrite", _("Re&place a file of the same name"), "check"),
    )
    panel = FormPanel(_("Save the certificate"), _("Save PDF"), specs, accept, lead)
    panel.form.put({"file": usual_folder() / f"{row.number}.pdf"})
    body.open_panel(panel)


def _with_suffix(path: Path | None) -> Path | None:
    if path is None or path.suffix.casefold() == ".pdf":
        return path
    return path.with_name(path.name + ".pdf")


def _run(part: Part, body: Body, panel: FormPanel, request: ExportCertificates, count: int) -> None:
    def done(report: ExportReport | None, error: BaseException | None) -> None:
        panel.busy(False)
        here = body.panel is panel
        if isinstance(error, Cancelled):
            words = telling.stopped(request)
            part.context.shell.say(words)
            if here:
                panel.say(words)
        elif error is not None and here:
            panel.refuse(_field(error, request), in_words(error))
        elif error is not None:
            part.context.shell.say_error(error)
        elif report is not None:
            part.context.shell.say(result_in_words(report))
            if here or report.refused:
                body.open_panel(ResultPanel(report, request))

    telling = Telling(count)
    panel.say_wrong("")
    panel.busy(True)
    part.context.shell.run(export_job(request), telling, done)


def _field(error: BaseException, request: ExportCertificates) -> str:
    """Which field of the form an error is about."""
    if isinstance(error, FieldWrong):
        return "names" if error.field == "names" else "folder"
    if isinstance(error, (FolderMissing, NameTaken, NoOutput)):
        combined = request.combined is not None and error.path in (request.combined, request.combined.parent)
        return "combined" if combined else "folder"
    return ""


def result_in_words(report: ExportReport) -> str:
    """What was written: `800 certificates, 1 file with all pages`."""
    parts = []
    if report.written or report.combined is None:
        count = len(report.written)
        parts.append(ngettext("{n} certificate", "{n} certificates", count).format(n=f"{count:,}"))
    if report.combined is not None:
        parts.append(
            ngettext("one file with {n} page", "one file with {n} pages", report.pages).format(n=f"{report.pages:,}")
        )
    if report.refused:
        parts.append(_("{n} refused").format(n=f"{len(report.refused):,}"))
    return ", ".join(parts)


def _open(path: Path) -> None:
    open_in_desktop(path)


class ResultPanel(InlinePanel):
    """What an export wrote, where it is, and what it refused."""

    def __init__(self, report: ExportReport, request: ExportCertificates) -> None:
        super().__init__(result_in_words(report), "", None)
        places: Sequence[tuple[str, Path | None]] = (
            (_("Open the folder"), request.folder if report.written else None),
            (_("Open the file"), report.combined),
        )
        if len(report.written) == 1 and report.combined is None:
            places = ((_("Open the file"), report.written[0].path),)
        for verb, path in places:
            if path is not None:
                self.content.addWidget(Text(str(path), "body", "text_2", wrap=True))
                self.content.addWidget(Button(verb, "external-link", clicked=partial(_open, path)))
        for one in report.refused[:REFUSALS_SHOWN]:
            self.content.addWidget(Text(f"{isolated(one.learner)}, {one.number}", "body", weight=500, wrap=True))
            self.content.addWidget(Text(in_words(one.reason), "small", "text_2", wrap=True))
        more = len(report.refused) - REFUSALS_SHOWN
        if more > 0:
            self.content.addWidget(Text(_("and {n} more").format(n=more), "small", "text_2"))
        self.content.addStretch(1)
