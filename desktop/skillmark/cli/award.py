"""Awarding, correcting, revoking."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skillmark.cli.faults import typed
from skillmark.cli.groups import OWN, BookGroup, OwnCommand
from skillmark.cli.options import DAY, NEW_FILE, changing, open_to_change
from skillmark.cli.output import Listed, remark, show_one
from skillmark.wording import _, ngettext
from skillmark.wording.names import isolated

if TYPE_CHECKING:
    from skillmark.protocol.requests.export import WriteProofList
    from skillmark.services.sitting import Sitting


@click.group("award", cls=BookGroup)
def award_command() -> None:
    """Award those who are ready; the others are refused in words.

    With --prepare nothing is numbered yet: print the proof list, have the names checked, then issue the run or drop it.

    Example: skillmark award school.skillmark --credential FORM-ASSESS --cohort SPRING-26

    Example: skillmark award issue school.skillmark 4
    """


def _reasons(one: Any) -> str:
    from skillmark.wording.errors import say

    return " ".join(say(reason) for reason in one.reasons)


def _say(report: Any, book: Path, output: str, quiet: bool, *, prepared: bool) -> int:
    value = {
        "run": report.run or None,
        "awarded": [{"learner": one.code, "name": one.name, "award_number": one.number} for one in report.awarded],
        "refused": [{"learner": one.code, "name": one.name, "reason": _reasons(one)} for one in report.refused],
    }
    show_one(value, output, _lines(report, prepared=prepared), _listed(value, prepared=prepared))
    if prepared and report.run:
        told = _("When the names are checked: skillmark award issue {book} {run}")
        remark(told.format(book=typed(book), run=report.run), quiet=quiet)
    return 1 if report.refused else 0


def _listed(value: dict[str, Any], *, prepared: bool) -> Listed:
    """A row for each award and each refusal."""
    done = {"run": value["run"], "result": "prepared" if prepared else "awarded"}
    rows = [done | one for one in value["awarded"]]
    rows += [{"run": value["run"], "result": "refused"} | one for one in value["refused"]]
    return Listed(("run", "result", "learner", "name", "award_number", "reason"), rows)


def _lines(report: Any, *, prepared: bool) -> list[str]:
    count = len(report.awarded)
    if prepared:
        line = ngettext("{n} award is prepared as run {run}.", "{n} awards are prepared as run {run}.", count)
    else:
        line = ngettext("{n} learner is awarded.", "{n} learners are awarded.", count)
    lines = [line.format(n=count, run=report.run)]
    told = _("{award}, by exception")
    named = [(f"{one.number or ''}  {isolated(one.name)}".strip(), one.by_exception) for one in report.awarded]
    lines += [told.format(award=award) if by_exception else award for award, by_exception in named]
    if report.refused:
        count = len(report.refused)
        lines.append(ngettext("{n} is refused:", "{n} are refused:", count).format(n=count))
        lines += [f"{isolated(one.name)}: {_reasons(one)}" for one in report.refused]
    return lines


@award_command.command(OWN, cls=OwnCommand, hidden=True)
@changing
@click.option("--credential", required=True, metavar="CODE")
@click.option("--cohort", metavar="CODE")
@click.option("--learner", multiple=True, metavar="LEARNER", help=_("May be said again."))
@click.option("--date", "awarded_on", type=DAY, metavar="DATE", help=_("Awarded on; without it today."))
@click.option("--exception", default="", metavar="REASON", help=_("A coordinator's reason to award who isn't ready."))
@click.option("--prepare", is_flag=True, help=_("Stop before anything is numbered."))
@click.option("--proof", type=NEW_FILE, metavar="FILE", help=_("With --prepare: the proof list as PDF."))
@click.option("--overwrite", is_flag=True, help=_("Replace a proof list that is there already."))
def run_(
    book: Path,
    credential: str,
    cohort: str | None,
    learner: tuple[str, ...],
    awarded_on: date | None,
    exception: str,
    prepare: bool,
    proof: Path | None,
    overwrite: bool,
    actor: str | None,
    output: str,
    quiet: bool,
) -> int:
    """Award those who are ready; the others are refused in words.

    Example: skillmark award school.skillmark --credential FORM-ASSESS --cohort SPRING-26 --date 2026-06-12
    """
    from skillmark.protocol.requests.award import AwardLearners
    from skillmark.protocol.requests.export import WriteProofList
    from skillmark.protocol.requests.look import FindCohort, FindLearner
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle
    from skillmark.services.write_files import check_free

    if proof is not None and not prepare:
        raise click.UsageError(_("A proof list goes with --prepare."))
    if proof is not None:
        check_free(proof, overwrite=overwrite)
    with open_to_change(book, actor) as sitting:
        place = ask(sitting, FindCohort(cohort)).key if cohort else None
        people = tuple(ask(sitting, FindLearner(one)).key for one in learner)
        wanted = AwardLearners(credential, place, people, awarded_on, exception, prepare)
        report = handle(sitting, wanted).value
        if proof is not None and report.run:
            _write_proof(sitting, WriteProofList(report.run, proof, overwrite=overwrite), book)
    return _say(report, book, output, quiet, prepared=prepare)


def _write_proof(sitting: Sitting, request: WriteProofList, book: Path) -> None:
    """Writes the proof list; where that fails, its run is dropped, so that asking again makes no second one."""
    from skillmark.services.proof import write_proof_list

    written = False
    try:
        write_proof_list(sitting, request)
        written = True
    finally:
        # Whatever it is, also our own bug: nobody is told of the run, so it mustn't stay.
        if not written:
            _drop_unproved(sitting, request.run, book)


def _drop_unproved(sitting: Sitting, run: int, book: Path) -> None:
    """Drops a run without its proof list; where even that fails, says that it stands."""
    from skillmark.protocol.errors import SurroundingsError
    from skillmark.protocol.requests.award import DropRun
    from skillmark.services.handle import handle

    try:
        handle(sitting, DropRun(run))
    except SurroundingsError:
        told = _("Run {run} stays prepared without its proof list. Drop it: skillmark award drop {book} {run}")
        remark(told.format(run=run, book=typed(book)))


@award_command.command("issue")
@changing
@click.argument("run", type=int)
def issue(book: Path, run: int, actor: str | None, output: str, quiet: bool) -> int:
    """Number and sign the awards of a prepared run, after its proof list was checked.

    Example: skillmark award issue school.skillmark 4
    """
    from skillmark.protocol.requests.award import IssueRun
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        report = handle(sitting, IssueRun(run)).value
    return _say(report, book, output, quiet, prepared=False)


@award_command.command("drop")
@changing
@click.argument("run", type=int)
def drop(book: Path, run: int, actor: str | None, output: str, quiet: bool) -> None:
    """Drop a prepared run; nothing was numbered.

    Example: skillmark award drop school.skillmark 4
    """
    from skillmark.protocol.requests.award import DropRun
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        handle(sitting, DropRun(run))
    show_one({"run": run, "state": "dropped"}, output, [_("Run {run} is dropped.").format(run=run)])


@click.command("correct")
@changing
@click.argument("award")
@click.option("--reason", required=True, metavar="TEXT", help=_("Why; it is kept in the record book."))
@click.option("--name", metavar="TEXT", help=_("The name to print; without it the learner's name as it is now."))
def correct_command(
    book: Path, award: str, reason: str, name: str | None, actor: str | None, output: str, quiet: bool
) -> None:
    """Issue an award anew under a number of its own; awarded-on and validity stay.

    Example: skillmark correct school.skillmark RI-2026-K7-0418-X --reason "Misspelt"
    """
    from skillmark.protocol.requests.award import CorrectAward
    from skillmark.protocol.requests.look import FindAward
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        key = ask(sitting, FindAward(award)).row.key
        done = handle(sitting, CorrectAward(key, reason, name)).value
    value = {"award_number": done.award, "replaced_by": done.replaced_by}
    line = _("{old} is replaced by {new}.").format(old=done.award, new=done.replaced_by)
    show_one(value, output, [line])


@click.command("revoke")
@changing
@click.argument("award")
@click.option("--reason", required=True, metavar="TEXT", help=_("Why; it is kept in the record book."))
@click.option("--authority", default="", metavar="TEXT", help=_("Who decided it."))
def revoke_command(
    book: Path, award: str, reason: str, authority: str, actor: str | None, output: str, quiet: bool
) -> None:
    """Revoke an award for good.

    Example: skillmark revoke school.skillmark RI-2026-K7-0418-X --reason "Awarded by mistake"
    """
    from skillmark.protocol.requests.award import RevokeAward
    from skillmark.protocol.requests.look import FindAward
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        number = handle(sitting, RevokeAward(ask(sitting, FindAward(award)).row.key, reason, authority)).value
    show_one({"award_number": number, "status": "revoked"}, output, [_("{number} is revoked.").format(number=number)])


@click.command("confirm")
@changing
@click.argument("award")
@click.option("--reason", required=True, metavar="TEXT", help=_("Why; it is kept in the record book."))
def confirm_command(book: Path, award: str, reason: str, actor: str | None, output: str, quiet: bool) -> None:
    """Let an award stand that today's records would not give any more.

    Example: skillmark confirm school.skillmark RI-2026-K7-0418-X --reason "Marks were moved to another system"
    """
    from skillmark.protocol.requests.award import ConfirmAward
    from skillmark.protocol.requests.look import FindAward
    from skillmark.services.answer import ask
    from skillmark.services.handle import handle

    with open_to_change(book, actor) as sitting:
        number = handle(sitting, ConfirmAward(ask(sitting, FindAward(award)).row.key, reason)).value
    show_one({"award_number": number}, output, [_("{number} stands.").format(number=number)])
