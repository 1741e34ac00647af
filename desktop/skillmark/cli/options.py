"""Options and arguments that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.services.sitting import Sitting

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date, ISO 8601."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """2026-06-12 to a date."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(_("{value} is not a date. Write 2026-06-12.").format(value=value), param, ctx)


class Start(click.ParamType[datetime]):
    """A date with a time, ISO 8601, in the book's time zone."""

    name = "start"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """2026-06-12T09:00 to a moment without a zone."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is not None or len(value) < 11:
            self.fail(_("{value} is not a start. Write 2026-06-12T09:00.").format(value=value), param, ctx)
        return moment


class NewFile(click.Path):
    """A file that is written. The line that stands for the standard streams elsewhere would be its name here."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A path; `-` is refused."""
        if str(value) == "-":
            self.fail(_("A file is made here: name it. ./- is one of that name."), param, ctx)
        return super().convert(value, param, ctx)


DAY, START = Day(), Start()
NEW_FILE = NewFile(path_type=Path, dir_okay=True)
BOOK = click.Path(path_type=Path, dir_okay=True)
FILE = click.Path(path_type=Path, dir_okay=True, allow_dash=True)


def book_argument(function: F) -> F:
    """The record book."""
    return click.argument("book", type=BOOK)(function)


def output_option(function: F) -> F:
    """How results are printed."""
    option = click.option(
        "--output", "-o", type=click.Choice(["table", "json", "csv"]), default="table", help=_("How to print results.")
    )
    return option(function)


def quiet_option(function: F) -> F:
    """No remarks."""
    return click.option("--quiet", "-q", is_flag=True, help=_("Say nothing but results and errors."))(function)


def as_option(function: F) -> F:
    """Who acts."""
    text = _("Who acts: a staff member's name, e-mail or id. Without it the first coordinator does.")
    return click.option("--as", "actor", metavar="STAFF", help=text)(function)


def changing(function: F) -> F:
    """The book and the options of every command that changes it."""
    return book_argument(as_option(quiet_option(output_option(function))))


def looking(function: F) -> F:
    """The book and the options of every command that only reads it."""
    return book_argument(quiet_option(output_option(function)))


@contextmanager
def open_to_change(book: Path, actor: str | None = None) -> Iterator[Sitting]:
    """The book open for writing; afterwards a copy is kept where it was changed."""
    from skillmark.services.opening import open_sitting

    sitting = open_sitting(book)
    try:
        if actor is not None:
            sitting.act_as(actor)
        yield sitting
    finally:
        sitting.close()


@contextmanager
def open_to_try(book: Path, actor: str | None = None) -> Iterator[Sitting]:
    """The book for what changes nothing in the end; where another program holds it, a copy that is thrown away."""
    from tempfile import TemporaryDirectory

    from skillmark.services.keep import save_copy
    from skillmark.services.opening import open_sitting

    with open_to_look(book) as sitting, TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        tried = sitting if sitting.writable else open_sitting(save_copy(sitting, Path(folder) / book.name))
        try:
            if actor is not None:
                tried.act_as(actor)
            yield tried
        finally:
            tried.close(keep_copy=False)


def open_to_look(book: Path) -> AbstractContextManager[Sitting]:
    """The book open for writing where that is possible now, else to read only."""
    from skillmark.services.opening import open_sitting

    return closing(open_sitting(book, look=True))


def open_to_read(book: Path) -> AbstractContextManager[Sitting]:
    """The book open to read only, which works while the window holds it."""
    from skillmark.services.opening import open_sitting

    return closing(open_sitting(book, write=False))


def bytes_of(file: Path) -> bytes | None:
    """What stands on stdin where the file is `-`; None for a file by its path."""
    if str(file) != "-":
        return None
    return b"" if sys.stdin is None else sys.stdin.buffer.read()


def named(file: Path) -> Path:
    """The file as messages name it."""
    return Path(_("standard input")) if str(file) == "-" else file
