"""Sessions on the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from skillmark.cli.options import START, changing, looking, open_to_change, open_to_read
from skillmark.cli.output import remark, show, show_one
from skillmark.wording import _


@click.group("session")
def session_command() -> None:
    """Add, list and cancel sessions of a cohort.

    Example: skillmark session add school.skillmark SPRING-26 "Seminar 1" --start 2026-02-03T17:00 --minutes 90
    """


def _toward(given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """CREDENTIAL:REQUIREMENT or just a requirement's code; nothing is the only attendance requirement."""
    if not given:
        return (("", ""),)
    return tuple((one.rpartition(":")[0], one.rpartition(":")[2]) for one in given)


@session_command.command("add")
@changing
@click.argument("cohort")
@click.argument("title")
@click.option("--start", type=START, required=True, metavar="START", help=_("In the book's time zone."))
@click.option("--minutes", type=int, required=True, metavar="N", help=_("How long it is."))
@click.option("--kind", default="", metavar="TEXT", help=_("Such as lecture, seminar, conference day."))
@click.option(
    "--requirement",
    multiple=True,
    metavar="[CREDENTIAL:]CODE",
    help=_("What it counts toward; without it the cohort's only attendance requirement."),
)
@click.option("--held", is_flag=True, help=_("It took place already."))
def add(
    book: Path,
    cohort: str,
    title: str,
    start: datetime,
    minutes: int,
    kind: str,
    requirement: tuple[str, ...],
    held: bool,
    actor: str | None,
    output: str,
    quiet: bool,
) -> None:
    """Add a session of a cohort.

    Example: skillmark session add school.skillmark SPRING-26 "Seminar 1" --start 2026-02-03T17:00 --minutes 90
    """
    from skillmark.protocol.requests.look import FindCohort, ListSessions
    from skillmark.protocol.requests.teach import AddSession
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        row = ask(sitting, FindCohort(cohort))
        wanted = AddSession(row.key, title, start, minutes, kind, _toward(requirement), held)
        key = handle(sitting, wanted).value
        added = next(one for one in ask(sitting, ListSessions(row.key)) if one.key == key)
    toward = [f"{credential}:{code}" for credential, code in added.requirements]
    value = {"cohort": row.code, "title": added.title, "start": start, "minutes": minutes, "requirements": toward}
    line = _("{title} of {cohort} is added.").format(title=added.title, cohort=row.code)
    show_one(value, output, [line])
    if not toward:
        remark(_("It counts toward nothing. Name what it counts toward with --requirement."), quiet=quiet)


@session_command.command("list")
@looking
@click.argument("cohort")
def list_(book: Path, cohort: str, output: str, quiet: bool) -> None:
    """List the sessions of a cohort.

    Example: skillmark session list school.skillmark SPRING-26
    """
    from skillmark.protocol.requests.look import FindCohort, ListSessions
    from skillmark.services.answer import ask

    with open_to_read(book) as sitting:
        rows = ask(sitting, ListSessions(ask(sitting, FindCohort(cohort)).key))
    values = [
        {
            "cohort": row.cohort,
            "title": row.title,
            "start": row.starts,
            "minutes": row.minutes,
            "kind": row.kind,
            "state": row.state,
            "requirements": [f"{credential}:{code}" for credential, code in row.requirements],
            "marks": row.marks,
        }
        for row in rows
    ]
    columns = [
        ("start", _("Start")),
        ("title", _("Title")),
        ("minutes", _("Minutes")),
        ("state", _("State")),
        ("requirements", _("Counts toward")),
        ("marks", _("Marks")),
    ]
    show(values, columns, output, empty=_("No sessions yet. Add one: skillmark session add."))


@session_command.command("cancel")
@changing
@click.argument("cohort")
@click.argument("title")
@click.option("--start", metavar="START", help=_("Which one, where several have that title."))
def cancel(book: Path, cohort: str, title: str, start: str | None, actor: str | None, output: str, quiet: bool) -> None:
    """Cancel a session: it counts for nobody; its marks are kept.

    Example: skillmark session cancel school.skillmark SPRING-26 "Seminar 1" --start 2026-02-03T17:00
    """
    from skillmark.protocol.requests.look import FindCohort, FindSession
    from skillmark.protocol.requests.teach import ChangeSession
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        row = ask(sitting, FindSession(ask(sitting, FindCohort(cohort)).key, title, start))
        before = row.state == "cancelled"
        if not before:
            handle(sitting, ChangeSession(row.key, state="cancelled"))
    value = {"cohort": row.cohort, "title": row.title, "start": row.starts, "state": "cancelled"}
    line = _("{title} of {cohort} was cancelled already.") if before else _("{title} of {cohort} is cancelled.")
    show_one(value, output, [line.format(title=row.title, cohort=row.cohort)])
