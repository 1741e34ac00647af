"""What every request is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """Something that a person asks for. Each kind is a frozen dataclass; services/handle.py has the table."""
