"""Learners on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from skillmark.cli.options import DAY, changing, looking, open_to_change, open_to_read
from skillmark.cli.output import Listed, remark, show, show_one
from skillmark.cli.progress import LISTED
from skillmark.cli.reports import say_remarks
from skillmark.cli.values import award_words, learner_value, progress_lines, progress_value
from skillmark.wording import _
from skillmark.wording.names import isolated


@click.group("learner")
def learner_command() -> None:
    """Add, list, show and transfer learners.

    Example: skillmark learner list school.skillmark --cohort SPRING-26
    """


@learner_command.command("add")
@changing
@click.argument("display_name")
@click.option("--given", default="", metavar="TEXT")
@click.option("--family", default="", metavar="TEXT")
@click.option("--preferred", default="", metavar="TEXT")
@click.option("--email", default="", metavar="TEXT")
@click.option("--born", type=DAY, metavar="DATE")
@click.option("--pronouns", default="", metavar="TEXT")
@click.option(
    "--id", "identifiers", multiple=True, metavar="[SYSTEM=]VALUE", help=_("The school's number, or another.")
)
@click.option("--cohort", metavar="CODE", help=_("Where the learner is enrolled."))
@click.option("--from", "from_on", type=DAY, metavar="DATE", help=_("Since when."))
def add(
    book: Path,
    display_name: str,
    given: str,
    family: str,
    preferred: str,
    email: str,
    born: date | None,
    pronouns: str,
    identifiers: tuple[str, ...],
    cohort: str | None,
    from_on: date | None,
    actor: str | None,
    output: str,
    quiet: bool,
) -> None:
    """Add a learner by the name that certificates print.

    Example: skillmark learner add school.skillmark "Niamh O'Dwyer" --id 0042 --cohort SPRING-26
    """
    from skillmark.protocol.requests.look import FindCohort, FindLearner
    from skillmark.protocol.requests.teach import AddLearner
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    pairs = tuple((one.rpartition("=")[0] or "local", one.rpartition("=")[2]) for one in identifiers)
    with open_to_change(book, actor) as sitting:
        place = ask(sitting, FindCohort(cohort)).key if cohort else None
        wanted = AddLearner(display_name, given, family, preferred, email, born, pronouns, pairs, place, from_on)
        outcome = handle(sitting, wanted)
        key = outcome.value
        row = ask(sitting, FindLearner(str(key)))
    line = _("{name} is added with the code {code}.").format(name=isolated(row.display_name), code=row.code)
    show_one(learner_value(row), output, [line])
    say_remarks(outcome, quiet=quiet)


@learner_command.command("list")
@looking
@click.option("--cohort", metavar="CODE", help=_("Only those of a cohort."))
@click.option("--find", metavar="TEXT", help=_("Only those whom the text names."))
def list_(book: Path, cohort: str | None, find: str | None, output: str, quiet: bool) -> None:
    """List learners by family name.

    Example: skillmark learner list school.skillmark --find zoe -o json
    """
    from skillmark.protocol.requests.look import ListLearners
    from skillmark.services.answer import ask

    with open_to_read(book) as sitting:
        rows = ask(sitting, ListLearners(cohort, find))
    values = [learner_value(row) for row in rows]
    if output != "json":
        for value in values:
            value["identifiers"] = [one["value"] for one in value["identifiers"]]
            value["cohorts"] = [one["code"] for one in value["cohorts"] if one["status"] == "active"]
    columns = [
        ("code", _("Code")),
        ("display_name", _("Name")),
        ("email", _("E-mail")),
        ("identifiers", _("Identifiers")),
        ("cohorts", _("Cohorts")),
    ]
    empty = _("No learners. Import a list: skillmark import.")
    if find:
        empty = _("There is no learner whom {text} names.").format(text=isolated(find))
    show(values, columns, output, empty=empty)


@learner_command.command("show")
@looking
@click.argument("learner")
def show_(book: Path, learner: str, output: str, quiet: bool) -> None:
    """Show one learner: identity, where he or she is in each credential, awards.

    LEARNER is a code, an identifier, an e-mail address or a name that only one has.

    Example: skillmark learner show school.skillmark "Niamh O'Dwyer"
    """
    from skillmark.protocol.requests.look import FindLearner, ShowLearner
    from skillmark.services.answer import ask

    with open_to_read(book) as sitting:
        detail = ask(sitting, ShowLearner(ask(sitting, FindLearner(learner)).key))
    value = learner_value(detail.row) | {
        "date_of_birth": detail.date_of_birth,
        "pronouns": detail.pronouns,
        "progress": [progress_value(row) for row in detail.progress],
        "awards": [
            {"award_number": row.number, "credential": row.credential, "awarded_on": row.awarded_on,
             "valid_until": row.valid_until, "status": row.status, "supported": row.supported}
            for row in detail.awards
        ],
    }  # fmt: skip
    places = ", ".join(code for code, status in detail.row.cohorts if status == "active")
    lines = [f"{isolated(detail.row.display_name)} ({detail.row.code})"]
    lines += [f"{_('Cohorts')}: {places}"] if places else []
    for row in detail.progress:
        lines += ["", *progress_lines(row)]
    lines += [""] if detail.awards else []
    lines += [f"{row.number}  {row.title}, {row.awarded_on}, {award_words(row)}" for row in detail.awards]
    show_one(value, output, lines, _listed(value))


def _listed(value: dict[str, Any]) -> Listed:
    """A learner as CSV has it: a line for each credential, or one where there is none."""
    who = {name: value[name] for name in ("code", "display_name", "email", "date_of_birth", "pronouns")}
    toward = LISTED[2:]
    rows = [who | {name: one[name] for name in toward} for one in value["progress"]]
    return Listed([*who, *toward], rows or [who])


@learner_command.command("transfer")
@changing
@click.argument("learner")
@click.option("--from", "source", required=True, metavar="COHORT")
@click.option("--to", "target", required=True, metavar="COHORT")
@click.option("--on", type=DAY, metavar="DATE", help=_("The day; without it today."))
def transfer(
    book: Path,
    learner: str,
    source: str,
    target: str,
    on: date | None,
    actor: str | None,
    output: str,
    quiet: bool,
) -> None:
    """Move a learner to another cohort; everything recorded goes along.

    Example: skillmark learner transfer school.skillmark 0042 --from SPRING-26 --to AUTUMN-26
    """
    from skillmark.protocol.requests.look import FindCohort, FindLearner, Progress
    from skillmark.protocol.requests.teach import TransferLearner
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        row = ask(sitting, FindLearner(learner))
        old, new = ask(sitting, FindCohort(source)), ask(sitting, FindCohort(target))
        outcome = handle(sitting, TransferLearner(row.key, old.key, new.key, on))
        row = ask(sitting, FindLearner(str(row.key)))
        stayed = [
            one for one in ask(sitting, Progress(old.code, learner=str(row.key))) if one.today.state != "withdrawn"
        ]
    warnings = [
        _("{cohort} doesn't work toward {credential}: that goes on with {old}.").format(
            cohort=new.code, credential=one.credential, old=old.code
        )
        for one in stayed
    ]
    line = _("{name} is in {cohort} now.").format(name=isolated(row.display_name), cohort=new.code)
    show_one(learner_value(row) | {"warnings": warnings}, output, [line])
    for warning in warnings:
        remark(warning, quiet=quiet)
    say_remarks(outcome, quiet=quiet)
