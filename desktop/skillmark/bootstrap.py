"""Puts the parts together: the command line, and the window that it may open."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def collect_later() -> None:
    """Leaves garbage alone until the window stands: a start makes none, and looking for it costs a tenth of it."""
    import gc

    gc.disable()


def open_window(book: Path | None = None) -> int:
    """Opens the window, on a book where one is named; gives the program's exit code."""
    from skillmark.system.display import has_display

    if not has_display():
        from skillmark.cli.faults import no_display

        return no_display()
    collect_later()
    from skillmark.window.app import run

    return run(book)


def run_command(arguments: Sequence[str]) -> int:
    """Runs the command line; gives its exit code."""
    from skillmark.cli.main import run

    return run(arguments, open_window)


def is_book(word: str) -> bool:
    """Whether a first word is a record book rather than a command."""
    return word.endswith(".skillmark") or os.path.isfile(word)


def as_path(word: str) -> Path:
    """A word of the command line as a path."""
    from pathlib import Path

    return Path(word)


def start(arguments: Sequence[str]) -> int:
    """Decides between window and command line before either is loaded."""
    if not arguments:
        return open_window()
    if len(arguments) == 1 and not arguments[0].startswith("-") and is_book(arguments[0]):
        return open_window(as_path(arguments[0]))
    return run_command(arguments)


def start_window() -> int:
    """The window without a console, for desktop icons."""
    return start(sys.argv[1:2])
