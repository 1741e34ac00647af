"""What people ask for: one frozen dataclass for each thing that people do."""

from __future__ import annotations

from skillmark.protocol.requests.base import Request

__all__ = ["Request"]
