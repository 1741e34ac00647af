"""Tooltips that show text as it is, whatever marks are in it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt


def plain_tip(text: str) -> str:
    """The text for a tooltip; what looks like markup is shown as it was typed."""
    return f"<p>{escape(text)}</p>" if Qt.mightBeRichText(text) else text
