"""Writing certificates."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from skillmark.cli.options import BOOK, NEW_FILE, book_argument, open_to_look, output_option, quiet_option
from skillmark.cli.output import Listed, remark, show_one
from skillmark.wording import _, ngettext
from skillmark.wording.names import isolated


@click.command("certificates")
@book_argument
@quiet_option
@output_option
@click.option("--credential", metavar="CODE", help=_("Only awards of this micro-credential."))
@click.option("--cohort", metavar="CODE", help=_("Only awards of this cohort."))
@click.option("--award", "awards", multiple=True, metavar="NUMBER", help=_("Only this award; may be said again."))
@click.option("--out", type=BOOK, metavar="DIR", help=_("A folder for one file each; its parent must exist."))
@click.option("--combined", type=NEW_FILE, metavar="FILE.pdf", help=_("One file with a page each."))
@click.option(
    "--names",
    default="{number} {name}",
    show_default=True,
    metavar="PATTERN",
    help=_("How files are named: {number} {name} {code} {credential} {cohort} {date}."),
)
@click.option("--overwrite", is_flag=True, help=_("Replace files of the same name."))
def certificates_command(
    book: Path,
    credential: str | None,
    cohort: str | None,
    awards: tuple[str, ...],
    out: Path | None,
    combined: Path | None,
    names: str,
    overwrite: bool,
    output: str,
    quiet: bool,
) -> int:
    """Write the certificates of awards as PDF, one file each or all in one.

    A certificate that was written before is handed out again byte for byte.

    Example: skillmark certificates school.skillmark --cohort SPRING-26 --out certificates --combined all.pdf
    """
    from skillmark.protocol.errors_requests import FieldWrong
    from skillmark.protocol.requests.export import ExportCertificates
    from skillmark.services.certificates import check_pattern, export_certificates
    from skillmark.wording.errors import say

    if out is None and combined is None:
        raise click.UsageError(_("Say where to: --out DIR, --combined FILE.pdf, or both."))
    try:
        check_pattern(names)
    except FieldWrong as error:
        raise click.UsageError(say(error)) from error
    wanted = ExportCertificates(credential, cohort, awards, out, combined, names, overwrite)
    with open_to_look(book) as sitting:
        report = _with_progress(lambda tell: export_certificates(sitting, wanted, tell), quiet)
    return _say(report, output, quiet)


def _with_progress(job: Any, quiet: bool) -> Any:
    """Runs a job with a progress bar on stderr, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        return job(lambda done, total: None)
    with click.progressbar(length=1, label=_("Writing certificates"), file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        return job(tell)


def _say(report: Any, output: str, quiet: bool) -> int:
    from skillmark.wording.errors import say

    value: dict[str, Any] = {
        "written": [
            {"award_number": one.number, "learner": one.learner, "path": str(one.path)} for one in report.written
        ],
        "combined": str(report.combined) if report.combined else None,
        "refused": [
            {"award_number": one.number, "learner": one.learner, "reason": say(one.reason)} for one in report.refused
        ],
    }
    show_one(value, output, _lines(value, report), _listed(value))
    for one in report.unsupported:
        remark(
            _("{number} {name}: awarded, no longer supported.").format(number=one.number, name=isolated(one.holder)),
            quiet=quiet,
        )
    return 1 if report.refused else 0


def _lines(value: dict[str, Any], report: Any) -> list[str]:
    lines = []
    if report.written:
        count = len(report.written)
        line = ngettext("{n} certificate is in {folder}.", "{n} certificates are in {folder}.", count)
        lines.append(line.format(n=count, folder=report.written[0].path.parent))
    if report.combined:
        line = ngettext("{n} page is in {path}.", "{n} pages are in {path}.", report.pages)
        lines.append(line.format(n=report.pages, path=report.combined))
    if not lines:
        nothing = (
            _("No certificate was written.") if report.refused else _("No certificate was written: no award fits.")
        )
        lines.append(nothing)
    if report.refused:
        count = len(report.refused)
        lines.append(ngettext("{n} is refused:", "{n} are refused:", count).format(n=count))
    return lines + [f"{one['award_number']} {isolated(one['learner'])}: {one['reason']}" for one in value["refused"]]


def _listed(value: dict[str, Any]) -> Listed:
    """A row for each file, and for each award whose certificate is refused."""
    rows = [{"result": "written"} | one for one in value["written"]]
    if value["combined"] is not None:
        rows.append({"result": "combined", "path": value["combined"]})
    rows += [{"result": "refused"} | one for one in value["refused"]]
    return Listed(("result", "award_number", "learner", "path", "reason"), rows)
