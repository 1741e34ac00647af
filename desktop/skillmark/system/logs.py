"""The log file: what was opened, refused and failed, kept on this computer."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from skillmark.system.folders import log_folder

LARGEST = 1_000_000
"""Bytes after which a new file is begun; one old one is kept."""
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def begin_log(folder: Path | None = None) -> logging.Handler | None:
    """Writes the program's log to a file from now on; None where the folder can't be written."""
    place = folder or log_folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(place / "skillmark.log", maxBytes=LARGEST, backupCount=1, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(FORM))
    root = logging.getLogger("skillmark")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def end_log(handler: logging.Handler | None) -> None:
    """Closes the file."""
    if handler is not None:
        logging.getLogger("skillmark").removeHandler(handler)
        handler.close()
