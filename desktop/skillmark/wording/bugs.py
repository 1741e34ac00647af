"""What is said of our own bugs."""

from __future__ import annotations

from pathlib import Path

from skillmark.wording.catalogue import _


def bug_sentence(report: Path | None) -> str:
    """That it is ours, what is still true, and where the report lies."""
    what = _("Something went wrong in Skillmark itself. What was saved is safe.")
    if report is None:
        return what
    return what + " " + _("The report is {path}; it stays on this computer.").format(path=report)
