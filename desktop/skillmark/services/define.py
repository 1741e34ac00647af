"""Defining credentials: drafts from documents, publishing, retiring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from skillmark.domain.definition import (
    Definition,
    check_prerequisites,
    missing_elements,
    read_definition,
    write_definition,
)
from skillmark.domain.definition_errors import DefinitionRefused
from skillmark.exchange.credentials import read_document, write_document
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import BuiltUpon, NoDraft, NothingPublished, NotInBook
from skillmark.protocol.requests.define import AddCredential, DropDraft, PublishCredential, RetireCredential
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.services.versions import absent_codes, credential_key, definition_of, forget_version
from skillmark.store.keys import new_key
from skillmark.store.schema import Candidacy, Credential, CredentialVersion, Offering


@dataclass(frozen=True, slots=True)
class Defined:
    """What was added or published.

    Attributes:
        missing: the EU's elements that the definition doesn't give.
        unchanged: True where the book holds the very same definition already.
        absent: those of its prerequisites that the book doesn't have.
    """

    code: str
    title: str
    version: int
    state: str
    missing: tuple[str, ...] = ()
    unchanged: bool = False
    absent: tuple[str, ...] = ()


def json_ready(value: Any) -> Any:
    """A definition's document as JSON without floats: numbers that aren't whole become text."""
    if isinstance(value, Mapping):
        return {str(key): json_ready(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [json_ready(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)


def _find(uow: UnitOfWork, code: str) -> Credential | None:
    try:
        return uow.session.get(Credential, credential_key(uow.connection, code))
    except NotInBook:
        return None


def _versions(uow: UnitOfWork, credential: Credential) -> list[CredentialVersion]:
    query = select(CredentialVersion).where(CredentialVersion.credential == credential.id)
    return list(uow.session.scalars(query.order_by(CredentialVersion.number)))


def _draft(uow: UnitOfWork, code: str) -> tuple[Credential, CredentialVersion]:
    credential = uow.session.get(Credential, credential_key(uow.connection, code))
    assert credential is not None
    for row in _versions(uow, credential):
        if row.state == "draft":
            return credential, row
    raise NoDraft(credential.code)


def _check_cycles(uow: UnitOfWork, definition: Definition) -> None:
    others: dict[str, tuple[str, ...]] = {}
    query = select(Credential.code, CredentialVersion.document).join(
        CredentialVersion, CredentialVersion.credential == Credential.id
    )
    for code, document in uow.session.execute(query.order_by(CredentialVersion.number)):
        others[code] = definition_of(document).prerequisites
    problems = check_prerequisites(definition, others)
    if problems:
        raise DefinitionRefused(problems)


def add_credential(uow: UnitOfWork, request: AddCredential) -> Outcome[Defined]:
    """Adds a draft: version 1 of a new credential, the next version of one, or the draft it has in new words.

    Raises:
        DefinitionRefused: every mistake of the document at once; nothing was added.
    """
    definition = read_definition(request.document)
    _check_cycles(uow, definition)
    document = json_ready(write_definition(definition))
    credential = _find(uow, definition.code)
    if credential is None:
        credential = Credential(id=new_key(), code=definition.code)
        uow.add(credential, credential.id, "credential")
        uow.session.flush()
    rows = _versions(uow, credential)
    if rows and rows[-1].document == document and (rows[-1].state == "published" or not request.publish):
        return Outcome(_defined(uow, definition, rows[-1], unchanged=True))
    row = _write_draft(uow, credential, rows, definition, document)
    if request.publish:
        return publish_credential(uow, PublishCredential(definition.code))
    return Outcome(_defined(uow, definition, row), undo=DropDraft(definition.code))


def _write_draft(
    uow: UnitOfWork,
    credential: Credential,
    rows: list[CredentialVersion],
    definition: Definition,
    document: dict[str, Any],
) -> CredentialVersion:
    if rows and rows[-1].state == "draft":
        row = rows[-1]
        uow.change(row, credential.id, "credential", title=definition.title, document=document)
    else:
        number = rows[-1].number + 1 if rows else 1
        row = CredentialVersion(
            id=new_key(),
            credential=credential.id,
            number=number,
            state="draft",
            title=definition.title,
            document=document,
        )
        uow.add(row, credential.id, "credential")
    uow.session.flush()
    return row


def _defined(uow: UnitOfWork, definition: Definition, row: CredentialVersion, *, unchanged: bool = False) -> Defined:
    missing = tuple(str(element) for element in missing_elements(definition))
    absent = absent_codes(uow.connection, definition.prerequisites)
    return Defined(definition.code, row.title, row.number, row.state, missing, unchanged, absent)


def publish_credential(uow: UnitOfWork, request: PublishCredential) -> Outcome[Defined]:
    """Freezes the draft. Missing EU elements are named and stop nothing.

    Raises:
        NotInBook, NoDraft: there is nothing to publish.
    """
    credential, row = _draft(uow, request.code)
    uow.change(row, credential.id, "credential", state="published", published_on=uow.today)
    uow.session.flush()
    forget_version(row.id)
    return Outcome(_defined(uow, definition_of(row.document), row))


def retire_credential(uow: UnitOfWork, request: RetireCredential) -> Outcome[Defined]:
    """Sets the last start and the last award date of the published version; both empty: today ends both.

    Raises:
        NotInBook, NothingPublished: there is nothing to retire.
    """
    credential = uow.session.get(Credential, credential_key(uow.connection, request.code))
    assert credential is not None
    published = [row for row in _versions(uow, credential) if row.state == "published"]
    if not published:
        raise NothingPublished(credential.code)
    row = published[-1]
    start = request.last_start_on or (uow.today if request.last_award_on is None else request.last_award_on)
    uow.change(row, credential.id, "credential", last_start_on=start, last_award_on=request.last_award_on)
    uow.session.flush()
    forget_version(row.id)
    return Outcome(_defined(uow, definition_of(row.document), row))


def drop_draft(uow: UnitOfWork, request: DropDraft) -> Outcome[None]:
    """Deletes a draft that nobody relied on; with it the credential, where it was the only version.

    Raises:
        NotInBook, NoDraft, BuiltUpon: it stays.
    """
    credential, row = _draft(uow, request.code)
    for table, by in ((Offering, "offering"), (Candidacy, "candidacy")):
        if uow.session.scalars(select(table).where(table.version == row.id)).first() is not None:
            raise BuiltUpon("credential", credential.code, by)
    document = row.document
    uow.remove(row, credential.id, "credential")
    if len(_versions(uow, credential)) == 0:
        uow.remove(credential, credential.id, "credential")
    uow.session.flush()
    return Outcome(None, undo=AddCredential(document))


def read_credential(source: Path | bytes, name: str) -> Mapping[str, Any]:
    """The document of a credential file.

    Raises:
        InputUnreadable: the file is neither YAML nor JSON with a mapping at its top.
    """
    return read_document(source, name)


def document_of(definition: Definition) -> dict[str, Any]:
    """A definition as a document without floats, every default said."""
    document: dict[str, Any] = json_ready(write_definition(definition))
    return document


def document_text(definition: Definition) -> str:
    """A definition as the text of a credential file, every default said."""
    return write_document(write_definition(definition))
