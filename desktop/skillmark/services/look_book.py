"""Questions about the book, its issuer and its staff."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from skillmark.protocol.errors_requests import NotInBook
from skillmark.protocol.requests.look import ListStaff, ReadDay, ReadImage, ShowIssuer
from skillmark.protocol.rows import IssuerRow, SignatoryRow, StaffRow
from skillmark.services.sitting import Look
from skillmark.store.schema import Attachment, Issuer, SigningKey, Staff


def show_issuer(look: Look, question: ShowIssuer) -> IssuerRow:
    """The issuer and the certificate's design."""
    row = look.connection.execute(select(Issuer.__table__)).one()
    key = look.connection.execute(select(SigningKey.public).where(SigningKey.retired_at.is_(None))).scalars().first()
    return IssuerRow(
        name=row.name,
        prefix=row.prefix,
        legal_name=row.legal_name,
        country=row.country,
        awarding_body=row.awarding_body,
        url=row.url,
        email=row.email,
        telephone=row.telephone,
        address=row.address,
        logo=row.logo.hex() if row.logo else None,
        signatories=tuple(SignatoryRow(one["name"], one["title"], one["image"]) for one in row.signatories),
        design=row.design,
        paper=row.paper,
        portrait=row.portrait,
        public_key=key.hex() if key else "",
    )


def list_staff(look: Look, question: ListStaff) -> list[StaffRow]:
    """Everybody, in the order they were added."""
    rows = look.connection.execute(select(Staff.__table__).order_by(Staff.position))
    return [StaffRow(row.id, row.display_name, row.email, tuple(row.roles), row.active) for row in rows]


def read_image(look: Look, question: ReadImage) -> bytes:
    """The bytes of a kept file.

    Raises:
        NotInBook: nothing has that digest.
    """
    query = select(Attachment.data).where(Attachment.digest == bytes.fromhex(question.digest))
    data = look.connection.execute(query).scalar()
    if data is None:
        raise NotInBook("attachment", question.digest)
    return data


def read_day(look: Look, question: ReadDay) -> date:
    """The day in the book's time zone."""
    return look.today
