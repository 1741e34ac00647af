"""Staff on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from skillmark.cli.options import changing, looking, open_to_change, open_to_read
from skillmark.cli.output import remark, show, show_one
from skillmark.wording import _
from skillmark.wording.names import isolated

ROLES = ("coordinator", "instructor", "assistant", "quality", "auditor")


@click.group("staff")
def staff_command() -> None:
    """Add and list those who act in the record book.

    Example: skillmark staff add school.skillmark "Tomás Reyes" --email tomas@school.example --role instructor
    """


@staff_command.command("add")
@changing
@click.argument("name")
@click.option("--email", default="", metavar="TEXT")
@click.option("--role", multiple=True, type=click.Choice(ROLES), help=_("May be said again; without it instructor."))
def add(book: Path, name: str, email: str, role: tuple[str, ...], actor: str | None, output: str, quiet: bool) -> None:
    """Add somebody who acts in the record book.

    Example: skillmark staff add school.skillmark "Tomás Reyes" --role instructor --role quality
    """
    from skillmark.protocol.requests.define import AddStaff
    from skillmark.protocol.requests.look import ListStaff
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    roles = role or ("instructor",)
    with open_to_change(book, actor) as sitting:
        names = {one.name.casefold() for one in ask(sitting, ListStaff())}
        added = handle(sitting, AddStaff(name, email, roles)).value
    value = {"name": added, "email": email, "roles": list(roles)}
    show_one(value, output, [_("{name} is added as {roles}.").format(name=added, roles=", ".join(roles))])
    if added.casefold() in names and not email:
        told = _("{name} was on the staff already; an e-mail address tells the two apart. Give one with --email.")
        remark(told.format(name=isolated(added)), quiet=quiet)


@staff_command.command("list")
@looking
def list_(book: Path, output: str, quiet: bool) -> None:
    """List those who act in the record book.

    Example: skillmark staff list school.skillmark
    """
    from skillmark.protocol.requests.look import ListStaff
    from skillmark.services.answer import ask

    with open_to_read(book) as sitting:
        rows = ask(sitting, ListStaff())
    values = [
        {"id": str(row.key), "name": row.name, "email": row.email, "roles": list(row.roles), "active": row.active}
        for row in rows
    ]
    columns = [("name", _("Name")), ("email", _("E-mail")), ("roles", _("Roles")), ("active", _("Active"))]
    show(values, columns, output)
