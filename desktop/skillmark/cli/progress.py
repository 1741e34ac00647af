"""Where learners are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from skillmark.cli.learner import learner_value
from skillmark.cli.options import looking, open_to_read
from skillmark.cli.output import show
from skillmark.wording import _


def progress_value(row: Any) -> dict[str, Any]:
    """Where a candidacy is, as JSON has it."""
    from skillmark.domain.standing import shown_share
    from skillmark.wording.results import result_text

    standing = row.today.standing
    learner = learner_value(row.learner)
    return {
        "learner": {key: learner[key] for key in ("id", "code", "display_name", "identifiers")},
        "cohort": row.cohort,
        "credential": row.credential,
        "version": row.version,
        "state": str(row.today.state),
        "blocked": [str(reason) for reason in row.today.blocked],
        "award_status": str(row.today.award_status),
        "award_supported": row.supported,
        "share_complete": float(shown_share(standing.share, satisfied=standing.satisfied)),
        "met": standing.met,
        "required": standing.required,
        "minutes": standing.minutes,
        "overdue": list(row.today.overdue),
        "requirements": [
            {
                "code": one.requirement.code,
                "title": one.requirement.title,
                "kind": str(one.requirement.kind),
                "state": str(one.standing.state),
                "share": float(shown_share(one.standing.share, satisfied=one.standing.satisfied)),
                "attempts": one.standing.attempts_used,
                "result": result_text(one.requirement.kind, one.standing.result) or None,
                "decided_on": one.standing.decided_on,
            }
            for one in row.requirements
        ],
        "next": standing.next,
        "award": row.award_number,
    }


def progress_lines(row: Any) -> list[str]:
    """Where a candidacy is, in lines."""
    from skillmark.wording.results import result_text
    from skillmark.wording.states import requirement_state_word, state_word

    standing = row.today.standing
    lines = [f"{row.title}: {state_word(row.today.state)}, {standing.met} / {standing.required}"]
    for one in row.requirements:
        said = result_text(one.requirement.kind, one.standing.result)
        word = requirement_state_word(one.standing.state)
        lines.append(f"  {one.requirement.code}  {one.requirement.title}: {word}{', ' + said if said else ''}")
    return lines


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
    from skillmark.wording.states import state_word

    with open_to_read(book) as sitting:
        rows = ask(sitting, Progress(cohort, credential, learner))
    values = [progress_value(row) for row in rows]
    if output != "json":
        for value in values:
            shown = per_cent(round(value["share_complete"] * 10_000))
            value |= {
                "name": value["learner"]["display_name"],
                "code": value["learner"]["code"],
                "word": state_word(value["state"]),
                "share": shown if output == "table" else value["share_complete"],
                "of": f"{value['met']} / {value['required']}",
            }
    columns = [
        ("code", _("Code")),
        ("name", _("Name")),
        ("cohort", _("Cohort")),
        ("credential", _("Credential")),
        ("word" if output == "table" else "state", _("State")),
        ("of", _("Met")),
        ("share", _("Complete")),
        ("next", _("Next")),
        ("award", _("Award")),
    ]
    show(values, columns, output, empty=_("Nobody works toward a micro-credential there."))
