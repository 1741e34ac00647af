"""Results on stdout as a table, JSON or CSV; remarks on stderr."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import click

from skillmark.cli.faults import tell
from skillmark.wording.names import balanced

GAP = 2
LEAST_WIDTH = 8


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
        click.echo(as_json(list(rows)))
    elif output == "csv":
        click.echo(
            csv_text([key for key, _title in columns], ([_cell(row.get(key)) for key, _ in columns] for row in rows))
        )
    elif rows:
        show_table([title for _key, title in columns], [[_cell(row.get(key)) for key, _ in columns] for row in rows])
    elif empty:
        click.echo(empty)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV text, cells that a spreadsheet would take for formulas escaped."""
    from skillmark.services.tables import csv_lines

    return csv_lines(header, rows)


def show_one(value: Mapping[str, Any], output: str, lines: Iterable[str]) -> None:
    """Prints one result: whole as JSON, its plain fields as CSV, sentences else."""
    if output == "json":
        click.echo(as_json(value))
    elif output == "csv":
        flat = {key: item for key, item in value.items() if not isinstance(item, (list, dict))}
        click.echo(csv_text(list(flat), [[_cell(item) for item in flat.values()]]))
    else:
        for line in lines:
            click.echo(balanced(line))


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
    """A text cut to a width, with an ellipsis where it was cut."""
    text = text.replace("\n", " ")
    if _width(text) <= width:
        return text + " " * (width - _width(text))
    cut = text
    while cut and _width(cut) > width - 1:
        cut = cut[:-1]
    return balanced(cut) + "…" + " " * (width - 1 - _width(cut))


def show_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints a table; on a terminal its titles are underlined and it is cut to the width, piped it is plain."""
    terminal = sys.stdout.isatty()
    rows = [[balanced(cell) for cell in row] for row in rows]
    widths = [max(_width(cell) for cell in column) for column in zip(titles, *rows, strict=True)]
    if terminal:
        _narrow(widths, shutil.get_terminal_size().columns)
    gap = " " * GAP
    heading = gap.join(_fit(title, width) for title, width in zip(titles, widths, strict=True)).rstrip()
    click.echo(click.style(heading, bold=True) if terminal else heading)
    for row in rows:
        click.echo(gap.join(_fit(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _narrow(widths: list[int], room: int) -> None:
    """Takes from the widest columns until the table fits."""
    while sum(widths) + GAP * (len(widths) - 1) > room and max(widths) > LEAST_WIDTH:
        widths[widths.index(max(widths))] -= 1
