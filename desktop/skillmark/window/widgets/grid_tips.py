"""Tooltips that show text as it is, whatever marks are in it."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """The text for a tooltip; what looks like markup is shown as it was typed."""
    return f"<p>{escape(text)}</p>" if "<" in text or "&" in text else text
