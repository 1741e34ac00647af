"""The words that everything shares, through one gettext catalogue."""

from __future__ import annotations

from skillmark.wording.catalogue import _, ngettext

__all__ = ["_", "ngettext"]
