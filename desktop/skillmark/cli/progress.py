"""Where learners are."""

from __future__ import annotations

from pathlib import Path

import click

from skillmark.cli.options import looking, open_to_read
from skillmark.cli.output import show
from skillmark.cli.values import award_cell, next_words, progress_value, state_words
from skillmark.wording import _

LISTED = (
    "code", "display_name", "cohort", "credential", "version", "state", "award_status", "award_supported",
    "share_complete", "met", "required", "minutes", "overdue", "next", "award",
)  # fmt: skip
"""What CSV has of each candidacy; names and values are those of JSON."""


@click.command("progress")
@looking
@click.option("--cohort", metavar="CODE")
@click.option("--credential", metavar="CODE")
@click.option("--learner", metavar="LEARNER", help=_("A code, identifier, e-mail address or name."))
def progress_command(
    book: Path, cohort: str | None, credential: str | None, learner: str | None, output: str, quiet: bool
) -> None:
    """Show where learners are: state, share, what is met and what is next.

    Example: skillmark progress school.skillmark --cohort SPRING-26 -o json
    """
    from skillmark.protocol.requests.look import Progress
    from skillmark.services.answer import ask
    from skillmark.wording.numbers import per_cent

    with open_to_read(book) as sitting:
        rows = ask(sitting, Progress(cohort, credential, learner))
    values = [progress_value(row) for row in rows]
    if output != "json":
        for row, value in zip(rows, values, strict=True):
            shown = per_cent(round(value["share_complete"] * 10_000))
            value |= {
                "display_name": value["learner"]["display_name"],
                "code": value["learner"]["code"],
                "word": state_words(row),
                "then": next_words(row),
                "number": award_cell(row),
                "share": shown,
                "of": f"{value['met']} / {value['required']}",
            }
    columns = [
        ("code", _("Code")),
        ("display_name", _("Name")),
        ("cohort", _("Cohort")),
        ("credential", _("Credential")),
        ("word", _("State")),
        ("of", _("Met")),
        ("share", _("Complete")),
        ("then", _("Next")),
        ("number", _("Award")),
    ]
    if output == "csv":
        columns = [(key, key) for key in LISTED]
    show(values, columns, output, empty=_("Nobody works toward a micro-credential there."))
