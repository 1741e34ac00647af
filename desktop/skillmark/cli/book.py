"""Making, checking, backing up and restoring record books."""

from __future__ import annotations

from pathlib import Path

import click

from skillmark.cli.options import BOOK, NEW_FILE, book_argument, looking, open_to_read, output_option, quiet_option
from skillmark.cli.output import Listed, remark, show_one
from skillmark.wording import _, ngettext


@click.command("new")
@click.argument("book", type=NEW_FILE)
@click.option("--name", metavar="TEXT", help=_("The institution's name. Without it the file's name is taken."))
@click.option(
    "--coordinator", metavar="NAME", help=_("The first coordinator. Without it the computer's user is taken.")
)
@click.option("--time-zone", metavar="ZONE", help=_("The book's time zone, such as Europe/Lisbon."))
@click.option("--demo", is_flag=True, help=_("Fill it with an invented school."))
@click.option("--learners", type=click.IntRange(1, 100_000), metavar="N", help=_("How many learners the demo has."))
@click.option("--seed", type=int, default=1, show_default=True, help=_("The same seed gives the same demo."))
@quiet_option
@output_option
def new_command(
    book: Path,
    name: str | None,
    coordinator: str | None,
    time_zone: str | None,
    demo: bool,
    learners: int | None,
    seed: int,
    quiet: bool,
    output: str,
) -> None:
    """Make a new record book.

    It holds the issuer with a signing key, and a first coordinator. The file must not exist.

    Example: skillmark new school.skillmark --name "Riverside Institute"
    """
    from skillmark.services.new import NewBook, new_book

    if demo or learners:
        _demo(book, learners, seed, quiet)
    else:
        wanted = NewBook(name or book.stem, coordinator or "", time_zone=time_zone or "")
        new_book(book, wanted).close(keep_copy=False)
    from skillmark.protocol.requests.look import ShowIssuer
    from skillmark.services.answer import ask

    with open_to_read(book) as sitting:
        issuer = ask(sitting, ShowIssuer())
    value = {"book": str(book), "name": issuer.name, "prefix": issuer.prefix, "public_key": issuer.public_key}
    made = _("{book} is made for {name}. Award numbers begin with {prefix}.")
    show_one(value, output, [made.format(book=book, name=issuer.name, prefix=issuer.prefix)])
    remark(_("It isn't encrypted yet: keep no real records on a machine that others use."), quiet=quiet)


def _demo(book: Path, learners: int | None, seed: int, quiet: bool) -> None:
    from skillmark.services.demo import Demo, make_demo

    def told(done: int, total: int) -> None:
        remark(_("Making the demo, {done} of {total} steps.").format(done=done, total=total), quiet=quiet)

    make_demo(book, Demo(learners=learners, seed=seed), told)


@click.command("check")
@looking
def check_command(book: Path, output: str, quiet: bool) -> int:
    """Recompute everything and compare it with what is stored.

    Looks at the file, the change log's chain, every standing, and every award's snapshot and signature; changes
    nothing.

    Example: skillmark check school.skillmark
    """
    from skillmark.services.keep import check_book

    with open_to_read(book) as sitting:
        report = check_book(sitting)
    findings = [{"kind": one.kind, "name": one.name, "detail": one.detail} for one in report.findings]
    value = {
        "candidacies": report.candidacies,
        "changes": report.changes,
        "awards": report.awards,
        "sound": not findings,
        "findings": findings,
    }
    looked = _("Looked at {candidacies} candidacies, {changes} changes and {awards} awards.")
    lines = [looked.format(candidacies=report.candidacies, changes=report.changes, awards=report.awards)]
    lines += [f"{one['kind']} {one['name']}: {one['detail']}" for one in findings]
    if findings:
        many = ngettext("{n} thing is wrong.", "{n} things are wrong.", len(findings)).format(n=len(findings))
        lines.append(many + " " + _("Restore a backup, and keep this file for whoever looks into it."))
    else:
        lines.append(_("Everything agrees."))
    listed = Listed(("kind", "name", "detail"), findings)
    show_one(value, output, lines, listed)
    return 1 if findings else 0


@click.command("backup")
@looking
@click.option("--to", "folder", type=BOOK, metavar="DIR", help=_("The folder for the copy, which must exist."))
def backup_command(book: Path, folder: Path | None, output: str, quiet: bool) -> None:
    """Make a checked copy of a record book.

    Without --to the copy is kept beside the book, where the ten newest stay.

    Example: skillmark backup school.skillmark --to /media/stick
    """
    from skillmark.protocol.errors import DiskFull
    from skillmark.services.keep import back_up

    with open_to_read(book) as sitting:
        try:
            copy = back_up(sitting, folder)
        except DiskFull as error:
            # Reading fills no disk: it is the copy's.
            raise DiskFull(folder or error.path) from error
    show_one({"backup": str(copy)}, output, [_("The copy is {copy}. It was opened and checked.").format(copy=copy)])


@click.command("restore")
@click.argument("backup", type=BOOK)
@book_argument
@quiet_option
@output_option
def restore_command(backup: Path, book: Path, output: str, quiet: bool) -> None:
    """Put a backup in the place of a record book.

    The backup is checked first. A book that stands there is kept beside it under another name.

    Example: skillmark restore "school backups/school 2026-06-12 104200.skillmark" school.skillmark
    """
    from skillmark.services.keep import restore_backup

    kept = restore_backup(backup, book)
    lines = [_("{book} is restored.").format(book=book)]
    if kept is not None:
        lines.append(_("The book that was there is now {kept}.").format(kept=kept))
    show_one({"book": str(book), "kept": str(kept) if kept else None}, output, lines)
