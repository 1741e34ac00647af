"""What becomes of each row of a list that is imported."""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.protocol.errors_files import RowFault

NEW, CHANGED, ENROLLED, UNCHANGED = "new", "changed", "enrolled", "unchanged"
AGAIN, REFUSED, REMARK = "again", "refused", "remark"


@dataclass(frozen=True, slots=True)
class RowFate:
    """What becomes of a row.

    Attributes:
        kind: new, changed, enrolled (a known learner, who is only put into cohorts), unchanged, again (an earlier row
            is of the same person), refused, or remark (the row is no learner's, and something is said of it).
        name: as it will be shown; empty, as all else, where the row couldn't be read.
        cohorts: in which the row puts the learner, as it names them.
        fields: what changes of a known learner: columns of the learner table, systems of identifiers, `start_date`.
        enrolled: those of the cohorts in which a known learner wasn't.
        first: the earlier row of the same person, 0 where there is none.
        fault: why it is refused.
        remarks: what should be looked at.
    """

    row: int
    kind: str
    name: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    email: str = ""
    cohorts: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    enrolled: tuple[str, ...] = ()
    first: int = 0
    fault: RowFault | None = None
    remarks: tuple[RowFault, ...] = ()
