"""Rows that are refused or warned of, as values and as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from skillmark.cli.output import Listed, remark
from skillmark.wording import ngettext


def fault_values(faults: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows with their sentence, as JSON has them."""
    from skillmark.wording.errors import say

    return [{"row": fault.row, "message": say(fault)} for fault in faults]


def fault_lines(faults: Iterable[Any]) -> list[str]:
    """`Row 7: …`, a line each; rows of which the same is to be said share one: `Rows 7–9, 12: …`."""
    from skillmark.wording.errors import say

    rows: dict[str, list[int]] = {}
    for fault in faults:
        rows.setdefault(say(fault), []).append(fault.row)
    return [
        ngettext("Row {row}: {message}", "Rows {row}: {message}", len(numbers)).format(
            row=_ranges(numbers), message=message
        )
        for message, numbers in rows.items()
    ]


def say_remarks(outcome: Any, *, quiet: bool) -> None:
    """What is to be said of a request that was carried out all the same, on stderr."""
    from skillmark.wording.errors import say

    for one in outcome.remarks:
        remark(say(one), quiet=quiet)


def _ranges(numbers: Iterable[int]) -> str:
    """`7–9, 12` of 7, 8, 9 and 12."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def listed_rows(totals: Mapping[str, object], refused: Iterable[Any], warnings: Iterable[Any]) -> Listed:
    """What CSV prints of a file that was taken: its totals, then each row that is refused or warned of."""
    rows: list[dict[str, object]] = [{"result": name, "number": number} for name, number in totals.items()]
    rows += [{"result": "refused"} | value for value in fault_values(refused)]
    rows += [{"result": "warning"} | value for value in fault_values(warnings)]
    return Listed(("row", "result", "number", "message"), rows)
