"""Questions about credentials."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from skillmark.domain.definition import Definition, missing_elements
from skillmark.protocol.errors_requests import NotInBook
from skillmark.protocol.requests.look import ListCredentials, ShowCredential
from skillmark.protocol.rows import CredentialRow
from skillmark.services.unit_of_work import Work
from skillmark.services.versions import absent_codes, credential_key, version, versions_of
from skillmark.store.schema import Award, Candidacy, Credential, CredentialVersion


@dataclass(frozen=True, slots=True)
class CredentialDetail:
    """One version with its definition, and the EU elements that it doesn't give.

    Attributes:
        absent: those of its prerequisites that the book doesn't have.
    """

    row: CredentialRow
    definition: Definition
    missing: tuple[str, ...]
    absent: tuple[str, ...] = ()


def _counts(look: Work, column: object) -> dict[UUID, int]:
    query = select(column, func.count()).group_by(column)  # type: ignore[call-overload]
    return {row[0]: row[1] for row in look.connection.execute(query)}


def list_credentials(look: Work, question: ListCredentials) -> list[CredentialRow]:
    """Every version of every credential, by code, newest version first."""
    candidates, awards = _counts(look, Candidacy.version), _counts(look, Award.version)
    query = (
        select(CredentialVersion.__table__, Credential.code)
        .join(Credential, Credential.id == CredentialVersion.credential)
        .order_by(Credential.code, CredentialVersion.number.desc())
    )
    return [
        CredentialRow(
            row.credential,
            row.id,
            row.code,
            row.title,
            row.number,
            "retired" if row.last_start_on and row.last_start_on <= look.today else row.state,
            len(version(look.connection, row.id).requirements),
            row.published_on,
            row.last_start_on,
            row.last_award_on,
            candidates.get(row.id, 0),
            awards.get(row.id, 0),
        )
        for row in look.connection.execute(query)
    ]


def show_credential(look: Work, question: ShowCredential) -> CredentialDetail:
    """A version's definition: the newest, or the one with that number.

    Raises:
        NotInBook: there is no such version.
    """
    key = credential_key(look.connection, question.code)
    found = versions_of(look.connection, key)
    chosen = [one for one in found if question.version in (None, one.number)]
    if not chosen:
        raise NotInBook("credential_version", f"{question.code} {question.version}")
    row = next(one for one in list_credentials(look, ListCredentials()) if one.version_key == chosen[-1].key)
    definition = chosen[-1].definition
    missing = tuple(str(one) for one in missing_elements(definition))
    return CredentialDetail(row, definition, missing, absent_codes(look.connection, definition.prerequisites))
