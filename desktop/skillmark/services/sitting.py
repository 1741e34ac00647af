"""An open record book with somebody at it: what the skins hold on to between requests."""

from __future__ import annotations

import getpass
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from skillmark.protocol.errors_requests import InactiveStaff, NotInBook, SeveralOfThatName
from skillmark.services.folding import fold
from skillmark.store.backup import automatic_copy
from skillmark.store.book import Book
from skillmark.store.change_log import Head, Stamp, read_head
from skillmark.store.schema import BookInfo, Change, Staff
from skillmark.system.clock import Clock, HybridClock, Instant, instant


def computer_user() -> str:
    """The login name, told to whoever finds the book in use."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


NOBODY = UUID(int=0)
"""The device of a copy that nobody has written to yet."""


class Sitting:
    """A book that is open, the clock, and who acts."""

    def __init__(self, book: Book, clock: Clock) -> None:
        """Takes an open book; reads what stays the same during the sitting."""
        self.book, self.clock = book, clock
        self.actor: UUID | None = None
        self._head: Head | None = None
        self._hybrid: HybridClock | None = None

    @property
    def path(self) -> Path:
        """The book's file."""
        return self.book.path

    @property
    def writable(self) -> bool:
        """Whether changes can be made."""
        return self.book.writable

    def now(self) -> Instant:
        """The present instant."""
        return instant(self.clock.now())

    def act_as(self, name: str | None) -> None:
        """Says who acts from now on: a staff member by name, e-mail or id; None is the book's first coordinator.

        Raises:
            NotInBook, SeveralOfThatName, InactiveStaff: no such person can act.
        """
        with self.book.read() as connection, Session(bind=connection) as session:
            if name is None:
                self.actor = first_coordinator(session).id
            else:
                self.actor = staff_named(session, name).id

    def chain(self, session: Session) -> tuple[Head, HybridClock]:
        """The device's chain and the hybrid clock, read at the first change of the sitting."""
        if self._head is None or self._hybrid is None:
            connection = session.connection()
            device = session.scalars(select(BookInfo.device)).one()
            self._head = read_head(connection, device)
            self._hybrid = HybridClock(session.scalar(select(func.max(Change.clock))) or "")
        return self._head, self._hybrid

    def forget_chain(self) -> None:
        """Reads the chain anew at the next change: the last one was undone."""
        self._head = self._hybrid = None

    def stamp(self, hybrid: HybridClock, now: Instant, actor: UUID) -> Stamp:
        """When and by whom a change is made."""
        return Stamp(hybrid.tick(now.at), now.at, now.offset, actor)

    def close(self, *, keep_copy: bool = True) -> Path | None:
        """Closes the book; where it was changed, a checked copy is made first.

        Returns:
            The copy, None where none was due.
        """
        made = None
        try:
            if keep_copy and self.book.changed:
                made = automatic_copy(self.book, self.clock.now())
        finally:
            self.book.close()
        return made


def first_coordinator(session: Session) -> Staff:
    """Who acts where nobody is named."""
    for one in session.scalars(select(Staff).order_by(Staff.position)):
        if one.active and "coordinator" in one.roles:
            return one
    raise NotInBook("staff", "coordinator")


def _key(text: str) -> UUID:
    """The id that a text is; one that nobody has where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return NOBODY


def staff_named(session: Session, name: str) -> Staff:
    """The active staff member with that name, e-mail or id.

    Raises:
        NotInBook, SeveralOfThatName, InactiveStaff: no such person can act.
    """
    wanted = name.strip()
    meant = (Staff.folded == fold(wanted)) | (Staff.email == wanted.lower()) | (Staff.id == _key(wanted))
    found = list(session.scalars(select(Staff).where(meant)))
    if not found:
        raise NotInBook("staff", wanted)
    active = [one for one in found if one.active]
    if not active:
        raise InactiveStaff(found[0].display_name)
    if len(active) > 1:
        raise SeveralOfThatName("staff", wanted, tuple(one.email or str(one.id) for one in active))
    return active[0]
