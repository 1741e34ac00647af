"""Results on stdout as a table, JSON or CSV; remarks on stderr."""

from __future__ import annotations

import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import click

from skillmark.cli.faults import tell
from skillmark.wording.names import balanced, turning

GAP = 2
LEAST_WIDTH = 4


class Listed(NamedTuple):
    """What CSV prints of a result that is several things: a row each, by the names of its columns."""

    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]


def say(text: str) -> None:
    """Prints on stdout; where who reads it, such as `head`, has seen enough, the command still ends as it would."""
    try:
        click.echo(text)
    except BrokenPipeError:
        sys.stdout = io.StringIO()


def remark(text: str, *, quiet: bool = False) -> None:
    """Says something beside the results, on stderr."""
    if not quiet:
        tell(balanced(text))


def as_json(value: Any) -> str:
    """Any result as JSON: dates as ISO 8601, keys as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def show(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[tuple[str, str]], output: str, *, empty: str = ""
) -> None:
    """Prints rows.

    Args:
        rows: values by key; JSON prints them whole.
        columns: (key, title) of what a table and CSV show.
        empty: what a table says where there are no rows.
    """
    if output == "json":
        say(as_json(list(rows)))
    elif output == "csv":
        say(csv_text([key for key, _title in columns], ([_cell(row.get(key)) for key, _ in columns] for row in rows)))
    elif rows:
        show_table([title for _key, title in columns], [[_cell(row.get(key)) for key, _ in columns] for row in rows])
    elif empty:
        say(empty)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV text, cells that a spreadsheet would take for formulas escaped."""
    from skillmark.services.tables import csv_lines

    return csv_lines(header, rows)


def show_one(value: Mapping[str, Any], output: str, lines: Iterable[str], listed: Listed | None = None) -> None:
    """Prints one result: whole as JSON, as CSV what is listed of it or else its plain fields, sentences else."""
    if output == "json":
        say(as_json(value))
    elif output == "csv":
        columns, rows = listed or Listed([key for key, item in value.items() if _is_plain(item)], [value])
        say(csv_text(columns, ([_cell(row.get(key)) for key in columns] for row in rows)))
    else:
        for line in lines:
            say(balanced(line))


def _is_plain(value: object) -> bool:
    """Whether a value can stand in one cell."""
    items = value if isinstance(value, (list, tuple)) else [value]
    return not any(isinstance(one, (list, dict)) for one in items)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def _width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in text)
    none = sum(unicodedata.category(one) in ("Mn", "Me", "Cf") for one in text)
    return len(text) + wide - none


def _fit(text: str, width: int) -> str:
    """A text cut to a width, with an ellipsis where it was cut; its direction reorders no other column."""
    text = text.replace("\n", " ")
    if _width(text) <= width:
        return turning(text) + " " * (width - _width(text))
    cut = text
    while cut and _width(cut) > width - 1:
        cut = cut[:-1]
    return turning(cut) + "…" + " " * (width - 1 - _width(cut))


def show_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints a table; on a terminal its titles are underlined and it is cut to the width, piped it is plain."""
    terminal = sys.stdout.isatty()
    widths = [max(_width(cell) for cell in column) for column in zip(titles, *rows, strict=True)]
    if terminal:
        _narrow(widths, shutil.get_terminal_size().columns)
    gap = " " * GAP
    heading = gap.join(_fit(title, width) for title, width in zip(titles, widths, strict=True)).rstrip()
    say(click.style(heading, bold=True) if terminal else heading)
    for row in rows:
        say(gap.join(_fit(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _narrow(widths: list[int], room: int) -> None:
    """Takes from the widest columns until the table fits."""
    while sum(widths) + GAP * (len(widths) - 1) > room and max(widths) > LEAST_WIDTH:
        widths[widths.index(max(widths))] -= 1
