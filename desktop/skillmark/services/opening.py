"""Opening a record book."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from skillmark.services.new import own_copy
from skillmark.services.sitting import NOBODY, Sitting, computer_user
from skillmark.store.book import open_book, open_to_look
from skillmark.store.driver import translated
from skillmark.store.schema import BookInfo
from skillmark.system.clock import Clock, SystemClock


def open_sitting(path: Path, *, write: bool = True, look: bool = False, clock: Clock | None = None) -> Sitting:
    """Opens a book.

    Args:
        write: False to read only.
        look: True to fall back to reading only, where another program holds the book.
    """
    clock = clock or SystemClock()
    with translated(path):
        opener = open_to_look(path, computer_user(), clock.now()) if look else None
        sitting = Sitting(opener or open_book(path, computer_user(), clock.now(), write=write), clock)
    try:
        sitting.act_as(None)
        if sitting.writable:
            _own_device(sitting)
    except BaseException:
        sitting.book.close()
        raise
    return sitting


def _own_device(sitting: Sitting) -> None:
    """A copy that is written to for the first time goes on as a new device."""
    with sitting.book.read() as connection:
        device = connection.execute(select(BookInfo.device)).scalar_one()
    if device == NOBODY:
        own_copy(sitting)
