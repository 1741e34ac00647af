"""The institution that awards, and the book's own settings."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from sqlalchemy import select

from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import FieldWrong
from skillmark.protocol.requests.define import ChangeIssuer, ChangeSettings, NewSignatory
from skillmark.services.attachments import keep_image
from skillmark.services.staff import check_email
from skillmark.services.text import clean_line, clean_text
from skillmark.services.unit_of_work import UnitOfWork, Work
from skillmark.store.schema import Issuer

DESIGNS = ("classic", "modern", "plain")
PAPERS = ("a4", "letter")
MOST_SIGNATORIES = 4
_PREFIX = re.compile(r"[A-Z]{2,5}")
_LINES = ("legal_name", "country", "awarding_body", "url", "telephone")


def the_issuer(uow: Work) -> Issuer:
    """The book's issuer."""
    return uow.session.scalars(select(Issuer)).one()


def _choice(field: str, value: str, among: tuple[str, ...]) -> str:
    if value not in among:
        raise FieldWrong(field, value, f"one_of:{','.join(among)}")
    return value


def _signatory(uow: UnitOfWork, one: NewSignatory) -> dict[str, str | None]:
    image = one.keep_image
    if one.image is not None:
        image = keep_image(uow, "signature", one.image).hex()
    title = clean_line("signatory", one.title, empty=True)
    return {"name": clean_line("signatory", one.name), "title": title, "image": image}


def _fields(uow: UnitOfWork, request: ChangeIssuer) -> dict[str, object]:
    fields: dict[str, object] = {}
    if request.name is not None:
        fields["name"] = clean_line("name", request.name)
    if request.prefix is not None:
        prefix = request.prefix.strip().upper()
        if not _PREFIX.fullmatch(prefix):
            raise FieldWrong("prefix", request.prefix, "prefix")
        fields["prefix"] = prefix
    for field in _LINES:
        value = getattr(request, field)
        if value is not None:
            fields[field] = clean_line(field, value, empty=True)
    if request.email is not None:
        fields["email"] = check_email(request.email)
    if request.address is not None:
        fields["address"] = clean_text("address", request.address)
    return fields


def _certificate_fields(uow: UnitOfWork, request: ChangeIssuer) -> dict[str, object]:
    fields: dict[str, object] = {}
    if request.keep_logo is not None:
        fields["logo"] = bytes.fromhex(request.keep_logo)
    elif request.logo is not None:
        fields["logo"] = keep_image(uow, "logo", request.logo) if request.logo else None
    if request.signatories is not None:
        if len(request.signatories) > MOST_SIGNATORIES:
            raise FieldWrong("signatory", str(len(request.signatories)), f"at_most:{MOST_SIGNATORIES}")
        fields["signatories"] = [_signatory(uow, one) for one in request.signatories]
    if request.design is not None:
        fields["design"] = _choice("design", request.design, DESIGNS)
    if request.paper is not None:
        fields["paper"] = _choice("paper", request.paper, PAPERS)
    if request.portrait is not None:
        fields["portrait"] = request.portrait
    return fields


def _before(issuer: Issuer) -> ChangeIssuer:
    return ChangeIssuer(
        name=issuer.name,
        prefix=issuer.prefix,
        legal_name=issuer.legal_name,
        country=issuer.country,
        awarding_body=issuer.awarding_body,
        url=issuer.url,
        email=issuer.email,
        telephone=issuer.telephone,
        address=issuer.address,
        logo=b"" if issuer.logo is None else None,
        keep_logo=None if issuer.logo is None else issuer.logo.hex(),
        signatories=tuple(
            NewSignatory(one["name"], one["title"], keep_image=one["image"]) for one in issuer.signatories
        ),
        design=issuer.design,
        paper=issuer.paper,
        portrait=issuer.portrait,
    )


def change_issuer(uow: UnitOfWork, request: ChangeIssuer) -> Outcome[str]:
    """Changes the issuer; awards that were issued before keep what they were issued with.

    Raises:
        FieldWrong, ImageUnusable: nothing was changed.
    """
    issuer = the_issuer(uow)
    before = _before(issuer)
    uow.change(issuer, issuer.id, "issuer", **_fields(uow, request), **_certificate_fields(uow, request))
    return Outcome(issuer.name, undo=before)


def zone_name(name: str) -> str:
    """The name of a time zone that this computer knows.

    Raises:
        FieldWrong: it knows none of that name.
    """
    try:
        return ZoneInfo(name).key
    except (LookupError, ValueError, OSError) as error:
        raise FieldWrong("time_zone", name, "time_zone") from error


def change_settings(uow: UnitOfWork, request: ChangeSettings) -> Outcome[None]:
    """Changes the book's settings; a new time zone recomputes every standing that dates of sessions decide.

    Raises:
        FieldWrong: nothing was changed.
    """
    from skillmark.services.recompute import recompute_all

    info, fields = uow.info, {}
    before = ChangeSettings(info.time_zone, info.expiring_days, info.quiet_days, info.keep_files, info.second_person)
    if request.time_zone is not None:
        fields["time_zone"] = zone_name(request.time_zone)
    for field in ("expiring_days", "quiet_days"):
        value = getattr(request, field)
        if value is not None:
            if not 1 <= value <= 3650:
                raise FieldWrong(field, str(value), "days")
            fields[field] = value
    for field in ("keep_files", "second_person"):
        if getattr(request, field) is not None:
            fields[field] = getattr(request, field)
    moved = "time_zone" in fields and fields["time_zone"] != info.time_zone
    uow.change(info, info.id, "book", **fields)
    if moved:
        uow.session.flush()
        recompute_all(uow)
    return Outcome(None, undo=before)
