"""Making a new record book: issuer, signing key, device, first coordinator."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from skillmark.domain.numbers import ALPHABET
from skillmark.services.folding import fold
from skillmark.services.issuer import zone_name
from skillmark.services.sitting import Sitting, computer_user, first_coordinator
from skillmark.services.staff import check_email
from skillmark.services.text import clean_line
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.book import Book, create
from skillmark.store.change_log import GENESIS, Head, Stamp
from skillmark.store.driver import translated
from skillmark.store.keys import new_key
from skillmark.store.schema import BookInfo, Change, Device, Issuer, SigningKey, Staff
from skillmark.store.signing import make_key
from skillmark.system.clock import Clock, HybridClock, Instant, SystemClock, instant
from skillmark.system.zone import local_zone_name


@dataclass(frozen=True, slots=True)
class NewBook:
    """What a new book is made from.

    Attributes:
        name: the institution's name.
        coordinator: the first coordinator's name; empty takes the computer's user.
        time_zone: IANA name; empty takes the computer's.
        demo: True for a book of invented records.
    """

    name: str
    coordinator: str = ""
    email: str = ""
    time_zone: str = ""
    demo: bool = False


def prefix_from(name: str) -> str:
    """The prefix of award numbers that a name suggests: the first letters of its words, 2 to 5."""
    folded = fold(name).upper()
    words = ["".join(one for one in word if "A" <= one <= "Z") for word in folded.split()]
    words = [word for word in words if word]
    initials = "".join(word[0] for word in words)
    if len(initials) < 2:
        initials = "".join(words)
    return (initials + "SM")[:5] if len(initials) < 2 else initials[:5]


def new_book(path: Path, wanted: NewBook, clock: Clock | None = None, chance: random.Random | None = None) -> Sitting:
    """Makes a book and opens it.

    Args:
        chance: where the device's two characters come from; given for a reproducible demo.

    Raises:
        BookExists, FolderMissing, NoPermission, DiskFull, FieldWrong: nothing was made.
    """
    clock = clock or SystemClock()
    if wanted.email:
        check_email(wanted.email)
    name = clean_line("name", wanted.name)
    coordinator = clean_line("coordinator", wanted.coordinator, empty=True)
    zone = zone_name(wanted.time_zone or local_zone_name())
    wanted = replace(wanted, name=name, coordinator=coordinator, time_zone=zone)
    with translated(path):
        book = create(path, computer_user(), clock.now())
    try:
        _fill(book, wanted, clock, chance or random.SystemRandom())
        sitting = Sitting(book, clock)
        sitting.act_as(None)
    except BaseException:
        book.close()
        path.unlink(missing_ok=True)
        raise
    return sitting


def _fill(book: Book, wanted: NewBook, clock: Clock, chance: random.Random) -> None:
    now = instant(clock.now())
    with book.write() as session:
        device = _device(now, chance, taken=frozenset())
        staff = _coordinator(wanted)
        info = BookInfo(
            id=new_key(),
            time_zone=wanted.time_zone,
            created_at=now.at,
            device=device.id,
            demo=wanted.demo,
            expiring_days=60,
            quiet_days=21,
            keep_files=True,
            second_person=False,
        )
        stamp = Stamp(HybridClock("").tick(now.at), now.at, now.offset, staff.id)
        uow = UnitOfWork(session, Head(device.id, 0, GENESIS), stamp, now, info, frozenset(staff.roles))
        for row, kind in ((device, "device"), (info, "book"), (staff, "staff")):
            uow.add(row, row.id, kind)
        _issuer(uow, session, wanted.name, now.at)
        uow.log("new_book")


def _coordinator(wanted: NewBook) -> Staff:
    name = wanted.coordinator or computer_user() or "Coordinator"
    return Staff(
        id=new_key(),
        display_name=name,
        folded=fold(name),
        email=wanted.email.strip().lower(),
        roles=["coordinator"],
        active=True,
        position=1,
    )


def _issuer(uow: UnitOfWork, session: Session, name: str, at: str) -> None:
    issuer = Issuer(id=new_key(), name=name, prefix=prefix_from(name), design="classic", paper="a4")
    uow.add(issuer, issuer.id, "issuer")
    private, public = make_key()
    key = SigningKey(id=new_key(), public=public, private=private, created_at=at)
    session.add(key)
    # The private half never goes into the change log.
    uow.note(key.id, "signing_key", public=public)


def _device(now: Instant, chance: random.Random, taken: frozenset[str]) -> Device:
    while True:
        label = "".join(chance.choices(ALPHABET, k=2))
        if label not in taken:
            return Device(id=new_key(), label=label, created_at=now.at)


def own_copy(sitting: Sitting) -> None:
    """Makes a copy of a book a device of its own: its own chain, its own characters in award numbers."""
    now = sitting.now()
    with sitting.book.write() as session:
        device = _device(now, random.SystemRandom(), frozenset(session.scalars(select(Device.label))))
        info = session.scalars(select(BookInfo)).one()
        staff = first_coordinator(session)
        hybrid = HybridClock(session.scalar(select(func.max(Change.clock))) or "")
        stamp = Stamp(hybrid.tick(now.at), now.at, now.offset, staff.id)
        uow = UnitOfWork(session, Head(device.id, 0, GENESIS), stamp, now, info, frozenset(staff.roles))
        uow.add(device, device.id, "device")
        uow.change(info, info.id, "book", device=device.id)
        uow.log("own_copy")
