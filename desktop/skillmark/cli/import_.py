"""Importing lists of learners."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from skillmark.cli.faults import typed
from skillmark.cli.groups import OWN, BookGroup, OwnCommand
from skillmark.cli.options import (
    FILE,
    as_option,
    bytes_of,
    changing,
    named,
    open_to_change,
    open_to_try,
    output_option,
    quiet_option,
)
from skillmark.cli.output import remark, show_one
from skillmark.cli.reports import fault_lines, fault_values, listed_rows
from skillmark.wording import _, ngettext


@click.group("import", cls=BookGroup)
def import_command() -> None:
    """Import a list of learners from CSV or XLSX, or take an import back.

    Learners, identifiers, cohorts and enrolments are made as needed; the same list again changes nothing. Rows that
    can't be taken are listed with their numbers, and the others are kept. FIELD is display_name, given_name,
    family_name, preferred_name, email, date_of_birth, pronouns, cohort, ignore, or a system of identifiers (local is
    the school's own number).

    Example: skillmark import school.skillmark roster.csv --cohort SPRING-26 --offer FORM-ASSESS --dry-run

    Example: skillmark import undo school.skillmark 3
    """


@import_command.command(OWN, cls=OwnCommand, hidden=True)
@click.argument("book", type=click.Path(path_type=Path))
@click.argument("file", type=FILE)
@click.option(
    "--format", "form", type=click.Choice(["auto", "csv", "xlsx"]), default="auto", help=_("Found out by itself.")
)
@click.option("--cohort", metavar="CODE", help=_("The cohort of rows that name none; it is made where it isn't there."))
@click.option(
    "--offer", multiple=True, metavar="CREDENTIAL", help=_("What the cohorts work toward; may be said again.")
)
@click.option(
    "--map", "mapping", multiple=True, metavar="COLUMN=FIELD", help=_("What a column is, where its title doesn't tell.")
)
@click.option("--dry-run", is_flag=True, help=_("Say what would happen and change nothing."))
@as_option
@quiet_option
@output_option
def run_(
    book: Path,
    file: Path,
    form: str,
    cohort: str | None,
    offer: tuple[str, ...],
    mapping: tuple[str, ...],
    dry_run: bool,
    actor: str | None,
    quiet: bool,
    output: str,
) -> int:
    """Import a list of learners from CSV or XLSX.

    Example: skillmark import school.skillmark roster.csv --cohort SPRING-26 --offer FORM-ASSESS --dry-run
    """
    return _import(book, file, form, cohort, offer, _mapping(mapping), dry_run, actor, quiet, output)


def _mapping(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for one in given:
        column, equals, field = one.rpartition("=")
        if not equals or not column or not field:
            raise click.UsageError(_("{text} is not COLUMN=FIELD.").format(text=one))
        pairs[column] = field
    return pairs


def _import(
    book: Path,
    file: Path,
    form: str,
    cohort: str | None,
    offer: tuple[str, ...],
    mapping: dict[str, str],
    dry_run: bool,
    actor: str | None,
    quiet: bool,
    output: str,
) -> int:
    from skillmark.protocol.requests.teach import ImportRoster
    from skillmark.services.handle import handle

    wanted = ImportRoster(named(file), bytes_of(file), cohort, offer, mapping, dry_run)
    with open_to_try(book, actor) if dry_run else open_to_change(book, actor) as sitting:
        report = handle(sitting, wanted).value
    value = {
        "batch": report.batch,
        "learners": report.learners.as_dict(),
        "enrolments": report.enrolments.as_dict(),
        "cohorts": list(report.cohorts),
        "warnings": fault_values(report.warnings),
        "refused": fault_values(report.refused),
    }
    totals = {"batch": report.batch, "cohorts": list(report.cohorts)}
    totals |= {f"{what}_{name}": count for what in ("learners", "enrolments") for name, count in value[what].items()}
    listed = listed_rows(totals, report.refused, report.warnings)
    unused = _unused(offer, report)
    value["warnings"] += [{"row": None, "message": message} for message in unused]
    rows = [*listed.rows, *({"result": "warning", "message": message} for message in unused)]
    show_one(value, output, _lines(value, report, book, dry_run=dry_run), listed._replace(rows=rows))
    if output == "table":
        for line in [*fault_lines(report.warnings), *unused]:
            remark(line, quiet=quiet)
    return 1 if report.refused else 0


def _unused(offer: tuple[str, ...], report: Any) -> list[str]:
    """What is said of credentials that were to be offered where no cohort is named."""
    if report.cohorts or not offer:
        return []
    told = _("No row that was taken names a cohort, so nobody works toward {offer} by this. Name one with --cohort.")
    return [told.format(offer=", ".join(offer))]


def _lines(value: dict[str, Any], report: Any, book: Path, *, dry_run: bool) -> list[str]:
    learners, enrolments = value["learners"], value["enrolments"]
    counts = _("{what}: {new} new, {changed} changed, {unchanged} as they were.")
    lines = [_("Nothing is changed; this is what would happen.")] if dry_run else []
    lines.append(counts.format(what=_("Learners"), **learners))
    lines.append(counts.format(what=_("Enrolments"), **enrolments))
    if value["cohorts"]:
        lines.append(_("Cohorts: {codes}.").format(codes=", ".join(value["cohorts"])))
    if report.refused:
        count = len(report.refused)
        lines.append(ngettext("{n} row is refused:", "{n} rows are refused:", count).format(n=count))
        lines += fault_lines(report.refused)
    if value["batch"] is not None:
        told = _("To take it back: skillmark import undo {book} {batch}")
        lines.append(told.format(book=typed(book), batch=value["batch"]))
    return lines


@import_command.command("undo")
@changing
@click.argument("batch")
def undo(book: Path, batch: str, actor: str | None, output: str, quiet: bool) -> None:
    """Take an import back: what it made and nothing was built upon goes.

    Example: skillmark import undo school.skillmark 3
    """
    from skillmark.protocol.requests.teach import UndoImport
    from skillmark.services.handle import handle

    if not batch.isdecimal():
        raise click.UsageError(_("{text} is not the number of an import.").format(text=batch))
    with open_to_change(book, actor) as sitting:
        report = handle(sitting, UndoImport(int(batch))).value
    value = {
        "batch": report.batch,
        "learners": report.learners,
        "enrolments": report.enrolments,
        "cohorts": report.cohorts,
        "put_back": report.put_back,
    }
    gone = _("Import {batch} is taken back. Gone: learners {learners}, enrolments {enrolments}, cohorts {cohorts}.")
    lines = [gone.format(**value)]
    if report.put_back:
        back = ngettext("{n} learner is as before.", "{n} learners are as before.", report.put_back)
        lines.append(back.format(n=report.put_back))
    show_one(value, output, lines)
