"""Who acts in the book."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import CodeTaken, FieldWrong
from skillmark.protocol.requests.define import AddStaff, ChangeStaff
from skillmark.services.folding import fold
from skillmark.services.text import clean_line
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.keys import new_key
from skillmark.store.schema import Staff

ROLES = ("coordinator", "instructor", "assistant", "quality", "auditor")
_EMAIL = re.compile(r"[^\s@<>\"(),;:\\]+@[^\s@<>\"(),;:\\]+\.[^\s@<>\"(),;:\\.]+")


def check_email(email: str) -> str:
    """The address in lower case, trimmed.

    Raises:
        FieldWrong: it doesn't look like an address.
    """
    trimmed = email.strip().lower()
    if trimmed and not _EMAIL.fullmatch(trimmed):
        raise FieldWrong("email", email, "email")
    return trimmed


def _roles(roles: tuple[str, ...]) -> list[str]:
    for role in roles:
        if role not in ROLES:
            raise FieldWrong("roles", role, "role")
    if not roles:
        raise FieldWrong("roles", "", "empty")
    return [role for role in ROLES if role in roles]


def _free_email(uow: UnitOfWork, email: str, but: Staff | None = None) -> None:
    if not email:
        return
    taken = uow.session.scalars(select(Staff).where(Staff.email == email)).first()
    if taken is not None and taken is not but:
        raise CodeTaken("staff", email)


def add_staff(uow: UnitOfWork, request: AddStaff) -> Outcome[str]:
    """Adds a staff member; the value is the name.

    Raises:
        FieldWrong, CodeTaken: the name is empty, the address or role is wrong, or the address is somebody else's.
    """
    name, email = clean_line("name", request.name), check_email(request.email)
    _free_email(uow, email)
    position = (uow.session.scalar(select(func.max(Staff.position))) or 0) + 1
    row = Staff(
        id=new_key(),
        display_name=name,
        folded=fold(name),
        email=email,
        roles=_roles(request.roles),
        active=True,
        position=position,
    )
    uow.add(row, row.id, "staff")
    return Outcome(name, undo=ChangeStaff(row.id, active=False))


def change_staff(uow: UnitOfWork, request: ChangeStaff) -> Outcome[str]:
    """Changes a staff member. The last coordinator stays one.

    Raises:
        NotInBook, FieldWrong, CodeTaken: nothing was changed.
    """
    row: Staff = uow.get(Staff, request.staff)
    before = ChangeStaff(row.id, row.display_name, row.email, tuple(row.roles), row.active)
    fields: dict[str, object] = {}
    if request.name is not None:
        fields["display_name"] = clean_line("name", request.name)
        fields["folded"] = fold(request.name)
    if request.email is not None:
        fields["email"] = check_email(request.email)
        _free_email(uow, str(fields["email"]), row)
    if request.roles is not None:
        fields["roles"] = _roles(request.roles)
    if request.active is not None:
        fields["active"] = request.active
    uow.change(row, row.id, "staff", **fields)
    uow.session.flush()
    everybody = uow.session.scalars(select(Staff).where(Staff.active))
    if not any("coordinator" in one.roles for one in everybody):
        raise FieldWrong("roles", row.display_name, "last_coordinator")
    return Outcome(row.display_name, undo=before)
