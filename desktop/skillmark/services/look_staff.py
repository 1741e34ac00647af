"""Staff by name."""

from __future__ import annotations

from uuid import UUID

from skillmark.protocol.requests.look import ListStaff
from skillmark.services.answer import ask
from skillmark.services.sitting import Sitting


def staff_keys(sitting: Sitting) -> dict[str, UUID]:
    """The keys of everybody who acts in the book, by name."""
    return {one.name: one.key for one in ask(sitting, ListStaff())}
