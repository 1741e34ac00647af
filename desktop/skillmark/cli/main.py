"""The group of all commands; each is loaded when it is called, so that `--help` answers at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import click

from skillmark import __version__
from skillmark.cli.faults import on_bug, refusals, report
from skillmark.wording import _

# command -> (module of cli, what it does in one line). The line stands here so that the overview loads no command.
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("book", "Make a new record book."),
    "check": ("book", "Recompute everything and compare it with what is stored."),
    "backup": ("book", "Make a checked copy of a record book."),
    "restore": ("book", "Put a backup in the place of a record book."),
    "credential": ("credential", "Add, list, show, export, publish and retire micro-credentials."),
    "issuer": ("issuer", "Show and set who awards, and the certificate's design."),
    "cohort": ("cohort", "Add, list and close cohorts."),
    "staff": ("staff", "Add and list those who act in the record book."),
    "session": ("session", "Add, list and cancel sessions of a cohort."),
    "learner": ("learner", "Add, list, show and transfer learners."),
    "import": ("import_", "Import a list of learners, or take an import back."),
    "record": ("record", "Record a file of marks, reviews and waivers."),
    "attendance": ("record", "Record a file of attendance."),
    "progress": ("progress", "Show where learners are."),
    "award": ("award", "Award those who are ready."),
    "certificates": ("certificates", "Write certificates as PDF."),
    "correct": ("award", "Issue an award anew with the right name."),
    "revoke": ("award", "Revoke an award."),
    "confirm": ("award", "Let an award stand that today's records would not give."),
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
        module = import_module(f"skillmark.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the overview without loading any command."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(line)) for name, (_module, line) in COMMANDS.items()])


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


def run(arguments: Sequence[str], open_window: Callable[[], int]) -> int:
    """Runs a command and gives its exit code: 0 done, 1 rows refused, 2 not understood, 3 refused as a whole."""
    sys.excepthook = on_bug
    try:
        code = skillmark.main(list(arguments), prog_name="skillmark", standalone_mode=False, obj=open_window)
    except click.exceptions.Abort:
        click.echo(_("Stopped."), err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except refusals() as error:
        return report(error)
    return code if isinstance(code, int) else 0
