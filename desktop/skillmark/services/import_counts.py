"""How much an import did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """How many records an import made, changed, and found as they are."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}
