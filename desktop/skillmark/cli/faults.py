"""Typed errors on the command line: one sentence and an exit code, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from types import TracebackType

UNREADABLE, REFUSED = 2, 3


def refusals() -> tuple[type[Exception], ...]:
    """The errors that people are told in words; asked only once something was raised, so that `--help` is quick."""
    from skillmark.domain.errors import DomainError
    from skillmark.protocol.errors import SurroundingsError

    return DomainError, SurroundingsError


def exit_code(error: Exception) -> int:
    """2 for an input or a book that can't be understood, 3 for a good request that is refused as a whole."""
    from skillmark.domain.award_errors import NumberRefused
    from skillmark.domain.definition_errors import DefinitionRefused
    from skillmark.protocol.errors import InputUnreadable

    return UNREADABLE if isinstance(error, (InputUnreadable, DefinitionRefused, NumberRefused)) else REFUSED


def report(error: Exception) -> int:
    """Says on stderr why it was refused, and gives the exit code."""
    from skillmark.wording.errors import lines
    from skillmark.wording.names import balanced

    for line in lines(error):
        click.echo(balanced(line), err=True)
    return exit_code(error)


def on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last word on our own bugs: one sentence, and where the report lies; never a traceback."""
    if issubclass(kind, KeyboardInterrupt):
        click.echo("", err=True)
        return
    from skillmark.system.crash import write_report
    from skillmark.wording.bugs import bug_sentence

    click.echo(bug_sentence(write_report(kind, error, trace)), err=True)
