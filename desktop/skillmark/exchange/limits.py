"""How much of a file is taken before it is refused, so that no file can exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of each thing that is taken.

    Attributes:
        file_bytes: of the file as it lies on the disk.
        field: characters in one cell.
        columns: of a table; 702 is a spreadsheet's column ZZ.
        rows: of a table.
        cells: rows times columns of a spreadsheet's used area, all of which the reader holds in memory.
        members: files inside a spreadsheet file.
        member_bytes: of one file inside, unpacked.
        unpacked_bytes: of all files inside together, unpacked.
        ratio: unpacked to packed size of a large file inside.
    """

    file_bytes: int = 100_000_000
    field: int = 65_536
    columns: int = 702
    rows: int = 500_000
    cells: int = 6_000_000
    members: int = 1_000
    member_bytes: int = 120_000_000
    unpacked_bytes: int = 240_000_000
    ratio: int = 200


USUAL = Limits()
