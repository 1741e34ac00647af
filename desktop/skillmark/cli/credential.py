"""Micro-credentials on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skillmark.cli.options import (
    DAY,
    FILE,
    NEW_FILE,
    bytes_of,
    changing,
    looking,
    named,
    open_to_change,
    open_to_read,
)
from skillmark.cli.output import remark, show, show_one
from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.services.define import Defined


@click.group("credential")
def credential_command() -> None:
    """Add, list, show, export, publish and retire micro-credentials.

    Example: skillmark credential add school.skillmark assessment.yaml --publish
    """


def _say(done: Defined, output: str, quiet: bool) -> None:
    from skillmark.wording.passing import absent_words
    from skillmark.wording.states import element_word

    value: dict[str, Any] = {
        "code": done.code,
        "title": done.title,
        "version": done.version,
        "state": done.state,
        "unchanged": done.unchanged,
        "missing_elements": list(done.missing),
    }
    if done.unchanged:
        line = _("{code} version {version} is in the book already, just so.")
    elif done.state == "published":
        line = _("{code} version {version} is published.")
    else:
        line = _("{code} version {version} is a draft. Publish it when it is right.")
    show_one(value, output, [line.format(code=done.code, version=done.version)])
    if done.missing and output == "table":
        words = ", ".join(element_word(one) for one in done.missing)
        remark(_("Not given, of what the EU recommends: {words}.").format(words=words), quiet=quiet)
    if done.absent and done.state == "published":
        remark(absent_words(done.absent), quiet=quiet)


@credential_command.command("add")
@changing
@click.argument("file", type=FILE)
@click.option("--publish", is_flag=True, help=_("Publish it at once, if nothing is wrong."))
def add(book: Path, file: Path, publish: bool, actor: str | None, output: str, quiet: bool) -> None:
    """Add a micro-credential from a YAML or JSON file, or the next version of one.

    Everything that is wrong with the file is listed at once, each with the place.

    Example: skillmark credential add school.skillmark assessment.yaml --publish
    """
    from skillmark.protocol.requests.define import AddCredential
    from skillmark.services.define import read_credential
    from skillmark.services.handle import handle

    data = bytes_of(file)
    document = read_credential(data if data is not None else file, named(file).name)
    with open_to_change(book, actor) as sitting:
        done = handle(sitting, AddCredential(document, publish)).value
    _say(done, output, quiet)


@credential_command.command("list")
@looking
def list_(book: Path, output: str, quiet: bool) -> None:
    """List every version of every micro-credential.

    Example: skillmark credential list school.skillmark -o json
    """
    from skillmark.protocol.requests.look import ListCredentials
    from skillmark.services.answer import ask

    with open_to_read(book) as sitting:
        rows = ask(sitting, ListCredentials())
    values = [
        {
            "code": row.code,
            "version": row.version,
            "state": row.state,
            "title": row.title,
            "requirements": row.requirements,
            "candidates": row.candidates,
            "awards": row.awards,
            "published_on": row.published_on,
            "last_start_on": row.last_start_on,
            "last_award_on": row.last_award_on,
        }
        for row in rows
    ]
    columns = [
        ("code", _("Code")),
        ("version", _("Version")),
        ("state", _("State")),
        ("title", _("Title")),
        ("requirements", _("Requirements")),
        ("candidates", _("Candidates")),
        ("awards", _("Awards")),
    ]
    show(values, columns, output, empty=_("No micro-credentials yet. Add one from a file: skillmark credential add."))


@credential_command.command("show")
@looking
@click.argument("code")
@click.option("--version", type=int, metavar="N", help=_("Another version than the newest."))
def show_(book: Path, code: str, version: int | None, output: str, quiet: bool) -> None:
    """Show a micro-credential: how a learner passes, and its whole definition with every default.

    Example: skillmark credential show school.skillmark FORM-ASSESS
    """
    from skillmark.protocol.requests.look import ShowCredential
    from skillmark.services.answer import ask
    from skillmark.services.define import document_of, document_text
    from skillmark.wording.passing import how_a_learner_passes
    from skillmark.wording.states import element_word

    with open_to_read(book) as sitting:
        detail = ask(sitting, ShowCredential(code, version))
    row = detail.row
    value = {
        "code": row.code,
        "version": row.version,
        "state": row.state,
        "how_a_learner_passes": how_a_learner_passes(detail.definition),
        "missing_elements": list(detail.missing),
        "definition": document_of(detail.definition),
    }
    number = _("version {n}").format(n=row.version)
    lines = [f"{row.title} ({row.code}, {number}, {row.state})"]
    lines += [value["how_a_learner_passes"], "", document_text(detail.definition).rstrip()]
    if detail.missing:
        words = ", ".join(element_word(one) for one in detail.missing)
        lines += ["", _("Not given, of what the EU recommends: {words}.").format(words=words)]
    show_one(value, output, lines)


@credential_command.command("export")
@looking
@click.argument("code")
@click.option("--out", type=NEW_FILE, required=True, metavar="FILE", help=_("The YAML file to write."))
@click.option("--version", type=int, metavar="N", help=_("Another version than the newest."))
@click.option("--overwrite", is_flag=True, help=_("Replace a file of that name."))
def export(book: Path, code: str, out: Path, version: int | None, overwrite: bool, output: str, quiet: bool) -> None:
    """Write a micro-credential as a file to share.

    Example: skillmark credential export school.skillmark FORM-ASSESS --out assessment.yaml
    """
    from skillmark.protocol.requests.look import ShowCredential
    from skillmark.services.answer import ask
    from skillmark.services.define import document_text
    from skillmark.services.write_files import write_if_new

    with open_to_read(book) as sitting:
        detail = ask(sitting, ShowCredential(code, version))
    write_if_new(out, document_text(detail.definition).encode("utf-8"), overwrite=overwrite)
    show_one({"path": str(out)}, output, [_("{code} is written to {path}.").format(code=detail.row.code, path=out)])


@credential_command.command("publish")
@changing
@click.argument("code")
def publish(book: Path, code: str, actor: str | None, output: str, quiet: bool) -> None:
    """Publish a draft: from then on it is frozen.

    Example: skillmark credential publish school.skillmark FORM-ASSESS
    """
    from skillmark.protocol.requests.define import PublishCredential
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        done = handle(sitting, PublishCredential(code)).value
    _say(done, output, quiet)


@credential_command.command("retire")
@changing
@click.argument("code")
@click.option("--last-start", type=DAY, metavar="DATE", help=_("The last day on which somebody may start."))
@click.option("--last-award", type=DAY, metavar="DATE", help=_("The last day on which it is awarded."))
def retire(
    book: Path,
    code: str,
    last_start: date | None,
    last_award: date | None,
    actor: str | None,
    output: str,
    quiet: bool,
) -> None:
    """Retire a micro-credential: nobody starts any more; candidates finish until the last award date.

    Example: skillmark credential retire school.skillmark FORM-ASSESS --last-award 2027-06-30
    """
    from skillmark.protocol.requests.define import RetireCredential
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        done = handle(sitting, RetireCredential(code, last_start, last_award)).value
    value = {"code": done.code, "version": done.version, "last_start_on": last_start, "last_award_on": last_award}
    show_one(value, output, [_("{code} is retired.").format(code=done.code)])
