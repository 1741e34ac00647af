"""Typed errors on the command line: one sentence and an exit code, never a traceback."""

from __future__ import annotations

import click

from skillmark.domain.errors import DomainError
from skillmark.protocol.errors import InputUnreadable, SurroundingsError

UNREADABLE, REFUSED = 2, 3


def exit_code(error: BaseException) -> int | None:
    """The exit code of a refusal; None for what is our own bug."""
    if isinstance(error, InputUnreadable) or type(error).__name__ == "DefinitionRefused":
        return UNREADABLE
    if isinstance(error, (DomainError, SurroundingsError)):
        return REFUSED
    return None


def report(error: Exception) -> int:
    """Says on stderr why it was refused, and gives the exit code."""
    from skillmark.wording.errors import lines

    for line in lines(error):
        click.echo(line, err=True)
    return exit_code(error) or REFUSED
