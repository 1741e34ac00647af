"""Typed errors on the command line: one sentence and an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import errno
import io
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

UNREADABLE, REFUSED = 2, 3
# Of writing to stdout; our own files are named in their errors.
OUTPUT_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})


def tell(text: str) -> None:
    """Says something on stderr; where that can't be written, the exit code alone tells."""
    with contextlib.suppress(OSError):
        click.echo(text, err=True)


def typed(path: Path) -> str:
    """A path as it is typed in a command: in quotes where it needs them."""
    import shlex
    import subprocess

    return subprocess.list2cmdline([str(path)]) if sys.platform == "win32" else shlex.quote(str(path))


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
        tell(balanced(line))
    return exit_code(error)


def output_lost(error: OSError) -> int:
    """Says that the results could not be written, and gives the exit code."""
    from skillmark.wording import _

    what = _("The output can't be written: {reason}. What was saved is safe. Choose another place for the output.")
    tell(what.format(reason=error.strerror))
    # What still waits to be written would fail once more at the end.
    sys.stdout = io.StringIO()
    return REFUSED


def no_display() -> int:
    """Says that there is no screen for the window, and gives the exit code."""
    from skillmark.wording import _

    tell(_("There is no display here to open the window on. The commands work without one: skillmark --help."))
    return REFUSED


def on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last word on our own bugs: one sentence, and where the report lies; never a traceback."""
    if issubclass(kind, KeyboardInterrupt):
        tell("")
        return
    from skillmark.system.crash import write_report
    from skillmark.wording.bugs import bug_sentence

    tell(bug_sentence(write_report(kind, error, trace)))
