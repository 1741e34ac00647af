"""Groups that are commands themselves: `award BOOK …` awards, `award issue BOOK RUN` is a command of the group."""

from __future__ import annotations

import click

from skillmark.wording import _

OWN = "run"


class _OwnContext(click.Context):
    """The context of a group's own command, which nobody types by a name of its own."""

    @property
    def command_path(self) -> str:
        """The words that are typed: the group's."""
        return self.parent.command_path if self.parent is not None else super().command_path


class OwnCommand(click.Command):
    """What a `BookGroup` does where its first word is no command of it."""

    context_class = _OwnContext


class BookGroup(click.Group):
    """A group with a command of its own, called `run` inside: its help is the group's, with the other commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """A first word that is no command belongs to the group's own one."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [OWN, *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The arguments of the own command, then the other commands."""
        others = [name for name, command in self.commands.items() if not command.hidden]
        return [*self.commands[OWN].collect_usage_pieces(ctx), "|", f"{'|'.join(others)} ..."]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of the own command, then the other commands."""
        options = [one for one in self.commands[OWN].get_params(ctx) if isinstance(one, click.Option)]
        records = [one.get_help_record(ctx) for one in options]
        with formatter.section(_("Options")):
            formatter.write_dl([record for record in records if record is not None])
        self.format_commands(ctx, formatter)
