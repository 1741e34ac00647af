"""Cohorts on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from skillmark.cli.options import DAY, changing, looking, open_to_change, open_to_read
from skillmark.cli.output import show, show_one
from skillmark.wording import _


@click.group("cohort")
def cohort_command() -> None:
    """Add, list and close cohorts.

    Example: skillmark cohort add school.skillmark SPRING-26 --offer FORM-ASSESS
    """


@cohort_command.command("add")
@changing
@click.argument("code")
@click.option("--title", default="", metavar="TEXT", help=_("Its name; without it the code."))
@click.option("--from", "starts_on", type=DAY, metavar="DATE")
@click.option("--to", "ends_on", type=DAY, metavar="DATE")
@click.option("--delivery", type=click.Choice(["online", "classroom", "blended"]), default=None)
@click.option("--offer", multiple=True, metavar="CREDENTIAL", help=_("What it works toward; may be said again."))
@click.option("--due", type=DAY, metavar="DATE", help=_("When what it works toward is due."))
def add(
    book: Path,
    code: str,
    title: str,
    starts_on: date | None,
    ends_on: date | None,
    delivery: str | None,
    offer: tuple[str, ...],
    due: date | None,
    actor: str | None,
    output: str,
    quiet: bool,
) -> None:
    """Add a cohort, and what it works toward. A cohort that is there gets what is given: dates, title, more offers.

    Example: skillmark cohort add school.skillmark SPRING-26 --from 2026-02-02 --to 2026-06-26 --offer FORM-ASSESS
    """
    from skillmark.protocol.errors_requests import NotInBook
    from skillmark.protocol.requests.look import FindCohort
    from skillmark.protocol.requests.teach import AddCohort, ChangeCohort
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    if due is not None and not offer:
        raise click.UsageError(_("--due goes with --offer: say what is due."))
    given: dict[str, Any] = {"title": title or None, "starts_on": starts_on, "ends_on": ends_on, "delivery": delivery}
    with open_to_change(book, actor) as sitting:
        try:
            known = ask(sitting, FindCohort(code))
        except NotInBook:
            known = None
        if known is None or not (offer or any(given.values())):
            handle(sitting, AddCohort(code, title, starts_on, ends_on, delivery or "", offer, due))
        else:
            there = {one.credential for one in known.offerings} if due is None and any(given.values()) else set()
            new = tuple(one for one in offer if one.strip().upper() not in there)
            handle(sitting, ChangeCohort(known.key, **given, offer=new, due_on=due))
        row = ask(sitting, FindCohort(code))
    offers = [one.credential for one in row.offerings]
    value = {"code": row.code, "title": row.title, "offers": offers}
    lines = [] if known is None else [_("{code} was there; what was given is changed.").format(code=row.code)]
    line = _("{code} works toward {offers}.") if offers else _("{code} is added. It works toward nothing yet.")
    if known is not None and not offers:
        line = _("{code} works toward nothing yet.")
    show_one(value, output, [*lines, line.format(code=row.code, offers=", ".join(offers))])


@cohort_command.command("list")
@looking
def list_(book: Path, output: str, quiet: bool) -> None:
    """List cohorts with what they work toward and how their learners stand.

    Example: skillmark cohort list school.skillmark -o json
    """
    from skillmark.protocol.requests.look import ListCohorts
    from skillmark.services.answer import ask

    with open_to_read(book) as sitting:
        rows = ask(sitting, ListCohorts())
    values = [
        {
            "code": row.code,
            "title": row.title,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "delivery": row.delivery or None,
            "closed_on": row.closed_on,
            "learners": row.learners,
            "offers": [one.credential for one in row.offerings],
            "states": dict(row.states),
        }
        for row in rows
    ]
    columns = [
        ("code", _("Code")),
        ("title", _("Title")),
        ("starts_on", _("From")),
        ("ends_on", _("To")),
        ("learners", _("Learners")),
        ("offers", _("Works toward")),
        ("closed_on", _("Closed")),
    ]
    show(values, columns, output, empty=_("No cohorts yet. Add one: skillmark cohort add."))


@cohort_command.command("close")
@changing
@click.argument("code")
@click.option("--on", "closed_on", type=DAY, metavar="DATE", help=_("The day; without it today."))
@click.option("--again", is_flag=True, help=_("Open it again."))
def close(
    book: Path, code: str, closed_on: date | None, again: bool, actor: str | None, output: str, quiet: bool
) -> None:
    """Close a cohort: nobody is enrolled any more, candidates finish.

    Example: skillmark cohort close school.skillmark SPRING-26
    """
    from skillmark.protocol.requests.look import FindCohort, ReadDay
    from skillmark.protocol.requests.teach import CloseCohort
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        row = ask(sitting, FindCohort(code))
        day = None if again else closed_on or ask(sitting, ReadDay())
        handle(sitting, CloseCohort(row.key, day))
    line = _("{code} is open again.") if again else _("{code} is closed.")
    show_one({"code": row.code, "closed_on": day}, output, [line.format(code=row.code)])
