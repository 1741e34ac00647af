"""Versions of credentials, read once: a published version never changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from skillmark.domain.definition import Definition, read_definition
from skillmark.domain.outline import Requirement, requirements_by_code
from skillmark.protocol.errors_requests import NotInBook
from skillmark.store.schema import Credential, CredentialVersion
from skillmark.system.canonical import canonical


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a credential with its definition read.

    Attributes:
        key: the version's key.
        credential: the credential's key.
        code: the credential's code.
        requirements: by code, in outline order.
    """

    key: UUID
    credential: UUID
    code: str
    number: int
    state: str
    definition: Definition
    requirements: dict[str, Requirement]


@lru_cache(maxsize=256)
def _definition(document: bytes) -> tuple[Definition, dict[str, Requirement]]:
    import json

    definition = read_definition(json.loads(document))
    return definition, requirements_by_code(definition.outline)


def definition_of(document: dict[str, Any]) -> Definition:
    """The definition that a stored document stands for."""
    return _definition(canonical(document))[0]


_versions: dict[UUID, Version] = {}


def _read(row: Any) -> Version:
    definition, requirements = _definition(canonical(row.document))
    return Version(row.id, row.credential, row.code, row.number, row.state, definition, requirements)


def _query() -> Any:
    table = CredentialVersion
    return select(table.id, table.credential, table.number, table.state, table.document, Credential.code).join(
        Credential, Credential.id == table.credential
    )


def version(connection: Connection, key: UUID) -> Version:
    """A version by its key; kept in memory once it is published.

    Raises:
        NotInBook: there is none.
    """
    known = _versions.get(key)
    if known is not None:
        return known
    row = connection.execute(_query().where(CredentialVersion.id == key)).first()
    if row is None:
        raise NotInBook("credential_version", str(key))
    found = _read(row)
    if found.state != "draft":
        _versions[key] = found
    return found


def forget_version(key: UUID) -> None:
    """Reads the version anew next time: its state changed."""
    _versions.pop(key, None)


def versions_of(connection: Connection, credential: UUID) -> list[Version]:
    """All versions of a credential, oldest first."""
    rows = connection.execute(
        _query().where(CredentialVersion.credential == credential).order_by(CredentialVersion.number)
    )
    return [_read(row) for row in rows]


def published_version(connection: Connection, code: str) -> Version:
    """The newest published version of the credential with that code.

    Raises:
        NotInBook, NothingPublished: there is none.
    """
    from skillmark.protocol.errors_requests import NothingPublished

    credential = credential_key(connection, code)
    found = [one for one in versions_of(connection, credential) if one.state == "published"]
    if not found:
        raise NothingPublished(code)
    return found[-1]


def absent_codes(connection: Connection, codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes under which the book has no credential, whatever their case."""
    known = {code.casefold() for code in connection.scalars(select(Credential.code))}
    return tuple(code for code in codes if code.strip().casefold() not in known)


def credential_key(connection: Connection, code: str) -> UUID:
    """The key of the credential with that code, whatever its case.

    Raises:
        NotInBook: there is none.
    """
    rows = connection.execute(select(Credential.id, Credential.code)).all()
    for row in rows:
        if row.code == code.strip():
            return row.id  # type: ignore[no-any-return]
    for row in rows:
        if row.code.casefold() == code.strip().casefold():
            return row.id  # type: ignore[no-any-return]
    raise NotInBook("credential", code)
