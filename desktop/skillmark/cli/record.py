"""Recording files of marks and of attendance."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from skillmark.cli.options import FILE, bytes_of, changing, named, open_to_change
from skillmark.cli.output import remark, show_one
from skillmark.cli.reports import fault_lines, fault_values, listed_rows
from skillmark.wording import _, ngettext


def _say(report: Any, output: str, quiet: bool) -> int:
    value = {
        "recorded": report.recorded,
        "corrected": report.corrected,
        "unchanged": report.unchanged,
        "warnings": fault_values(report.warnings),
        "refused": fault_values(report.refused),
    }
    line = _("{recorded} recorded, {corrected} corrected, {unchanged} recorded before.")
    lines = [line.format(**value)]
    if report.refused:
        count = len(report.refused)
        lines.append(ngettext("{n} row is refused:", "{n} rows are refused:", count).format(n=count))
        lines += fault_lines(report.refused)
    show_one(value, output, lines, listed_rows(_totals(value), report.refused, report.warnings))
    if output == "table":
        for one in fault_lines(report.warnings):
            remark(one, quiet=quiet)
    return 1 if report.refused else 0


def _totals(value: Mapping[str, Any]) -> dict[str, object]:
    return {name: value[name] for name in ("recorded", "corrected", "unchanged")}


def _run(book: Path, request: Any, actor: str | None, output: str, quiet: bool) -> int:
    from skillmark.protocol.errors_requests import RowsRefused
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        try:
            report = handle(sitting, request).value
        except RowsRefused as error:
            _say_refused(error, output, quiet)
            raise
    return _say(report, output, quiet)


def _say_refused(error: Any, output: str, quiet: bool) -> None:
    """Says of a file of which nothing was taken why."""
    if output == "table":
        for line in fault_lines(error.faults):
            remark(line)
        for line in fault_lines(error.warnings):
            remark(line, quiet=quiet)
        return
    totals = {"recorded": 0, "corrected": 0, "unchanged": 0}
    value = totals | {"warnings": fault_values(error.warnings), "refused": fault_values(error.faults)}
    show_one(value, output, [], listed_rows(totals, error.faults, error.warnings))


@click.command("record")
@changing
@click.argument("marks", type=FILE)
@click.option("--all-or-nothing", is_flag=True, help=_("Record nothing where any row is refused."))
def record_command(book: Path, marks: Path, all_or_nothing: bool, actor: str | None, output: str, quiet: bool) -> int:
    """Record a file of marks, reviews and waivers.

    Columns: learner, requirement, and what applies of credential, outcome, mark, level, hours, count, criteria, date,
    attempt, assessor, basis, evidence, decision, feedback, reason, authority. The same file again changes nothing.

    Example: skillmark record school.skillmark marks.csv
    """
    from skillmark.protocol.requests.judge import RecordFile

    data = bytes_of(marks)
    folder = Path.cwd() if data is not None else None
    return _run(book, RecordFile(named(marks), data, all_or_nothing, folder), actor, output, quiet)


@click.command("attendance")
@changing
@click.argument("file", type=FILE)
@click.option("--all-or-nothing", is_flag=True, help=_("Record nothing where any row is refused."))
def attendance_command(
    book: Path, file: Path, all_or_nothing: bool, actor: str | None, output: str, quiet: bool
) -> int:
    """Record a file of attendance; sessions are made as needed.

    Columns: cohort, session, start, minutes, requirement, credential, learner, mark (P, L, E, A), attended_minutes,
    note.

    Example: skillmark attendance school.skillmark seminars.xlsx
    """
    from skillmark.protocol.requests.judge import AttendanceFile

    return _run(book, AttendanceFile(named(file), bytes_of(file), all_or_nothing), actor, output, quiet)
