"""The group of all commands; each is loaded when it is called, so that `--help` answers at once."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple

import click

from skillmark import __version__
from skillmark.cli.faults import OUTPUT_FAULTS, on_bug, output_lost, refusals, report, tell
from skillmark.wording import _


class Command(NamedTuple):
    """A command's module of cli, and in one line what it does: here, so that the overview loads no command."""

    module: str
    line: str


COMMANDS = {
    "new": Command("book", "Make a new record book."),
    "check": Command("book", "Recompute everything and compare it with what is stored."),
    "backup": Command("book", "Make a checked copy of a record book."),
    "restore": Command("book", "Put a backup in the place of a record book."),
    "credential": Command("credential", "Add, list, show, export, publish and retire micro-credentials."),
    "issuer": Command("issuer", "Show and set who awards, and the certificate's design."),
    "cohort": Command("cohort", "Add, list and close cohorts."),
    "staff": Command("staff", "Add and list those who act in the record book."),
    "session": Command("session", "Add, list and cancel sessions of a cohort."),
    "learner": Command("learner", "Add, list, show and transfer learners."),
    "import": Command("import_", "Import a list of learners, or take an import back."),
    "record": Command("record", "Record a file of marks, reviews and waivers."),
    "attendance": Command("record", "Record a file of attendance."),
    "progress": Command("progress", "Show where learners are."),
    "award": Command("award", "Award those who are ready."),
    "certificates": Command("certificates", "Write certificates as PDF."),
    "correct": Command("award", "Issue an award anew with the right name."),
    "revoke": Command("award", "Revoke an award."),
    "confirm": Command("award", "Let an award stand that today's records would not give."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Loads a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"skillmark.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the overview without loading any command."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(command.line)) for name, command in COMMANDS.items()])


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Skillmark")
@click.pass_context
def skillmark(context: click.Context) -> None:
    """Track micro-credentials: what learners can do, and award what they have shown.

    Without a command, or with a record book alone, the window opens.

    Example: skillmark new school.skillmark --name "Riverside Institute"
    """
    if context.invoked_subcommand is None:
        context.exit(context.obj())


def _prepare_streams() -> None:
    """Lets every name be printed: UTF-8 where a program reads it, escapes for what a terminal hasn't.

    Where nobody listens, nothing is said.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def run(arguments: Sequence[str], open_window: Callable[[], int]) -> int:
    """Runs a command and gives its exit code: 0 done, 1 rows refused, 2 not understood, 3 refused as a whole."""
    sys.excepthook = on_bug
    _prepare_streams()
    try:
        code = skillmark.main(list(arguments), prog_name="skillmark", standalone_mode=False, obj=open_window)
    except click.exceptions.Abort:
        tell(_("Stopped."))
        return 130
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        return error.exit_code
    except SystemExit:
        # So click ends where who reads the help, such as `head`, has seen enough.
        return 0
    except OSError as error:
        if error.filename is not None or error.errno not in OUTPUT_FAULTS:
            raise
        return output_lost(error)
    except refusals() as error:
        return report(error)
    return code if isinstance(code, int) else 0
