"""Questions about the book, its issuer and its staff."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from skillmark.protocol.errors_requests import NotInBook
from skillmark.protocol.requests.look import CountPlaces, ListStaff, ReadDay, ReadImage, ReadSettings, ShowIssuer
from skillmark.protocol.rows import IssuerRow, Places, SettingsRow, SignatoryRow, StaffRow
from skillmark.services.unit_of_work import Work
from skillmark.store.schema import Attachment, Award, Cohort, Credential, Issuer, Learner, SigningKey, Staff


def show_issuer(look: Work, question: ShowIssuer) -> IssuerRow:
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


def list_staff(look: Work, question: ListStaff) -> list[StaffRow]:
    """Everybody, in the order they were added."""
    rows = look.connection.execute(select(Staff.__table__).order_by(Staff.position))
    return [StaffRow(row.id, row.display_name, row.email, tuple(row.roles), row.active) for row in rows]


def read_image(look: Work, question: ReadImage) -> bytes:
    """The bytes of a kept file.

    Raises:
        NotInBook: nothing has that digest.
    """
    query = select(Attachment.data).where(Attachment.digest == bytes.fromhex(question.digest))
    data = look.connection.execute(query).scalar()
    if data is None:
        raise NotInBook("attachment", question.digest)
    return data


def read_day(look: Work, question: ReadDay) -> date:
    """The day in the book's time zone."""
    return look.today


def count_places(look: Work, question: CountPlaces) -> Places:
    """How many records each place holds."""
    counts = [
        look.connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (Cohort, Learner, Credential, Award)
    ]
    return Places(*counts)


def read_settings(look: Work, question: ReadSettings) -> SettingsRow:
    """The book's own settings."""
    info = look.info
    return SettingsRow(
        info.time_zone, info.expiring_days, info.quiet_days, info.keep_files, info.second_person, info.demo
    )
