"""Rows that are refused or warned of, as values and as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from skillmark.wording import _


def fault_values(faults: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows with their sentence, as JSON has them."""
    from skillmark.wording.errors import say

    return [{"row": fault.row, "message": say(fault)} for fault in faults]


def fault_lines(faults: Iterable[Any]) -> list[str]:
    """`Row 7: …`, a line each."""
    from skillmark.wording.errors import say

    return [_("Row {row}: {message}").format(row=fault.row, message=say(fault)) for fault in faults]
