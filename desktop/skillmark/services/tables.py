"""Tables as text files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skillmark.exchange.writing import csv_bytes


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV for a terminal or a pipe; what looks like a formula is escaped as our own import undoes it."""
    return csv_bytes(header, rows).decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
