"""Reports of our own bugs: kept on this computer, sent nowhere."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from skillmark import __version__
from skillmark.system.folders import log_folder


def write_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Path | None:
    """Writes what went wrong into the log folder; None where even that fails."""
    now = datetime.now(UTC)
    lines = [
        f"Skillmark {__version__}, Python {platform.python_version()}, {platform.platform()}",
        now.isoformat(),
        *traceback.format_exception(kind, error, trace),
    ]
    folder = log_folder()
    path = folder / f"crash {now:%Y-%m-%d %H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    except OSError:
        return None
    return path
