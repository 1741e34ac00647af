"""What `check` finds where nothing is logged row by row: kept files, counters, the issuer's keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, LargeBinary, cast, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import NullType

from skillmark.domain.errors import DomainError
from skillmark.domain.numbers import parse_award_number, parse_learner_code
from skillmark.services.attachments import media_type
from skillmark.services.check_rows import GONE, Finding
from skillmark.store.schema import (
    Assessment,
    Attachment,
    Award,
    AwardRun,
    Counter,
    ImportBatch,
    Issuer,
    Learner,
    SigningKey,
    Submission,
)
from skillmark.store.signing import is_pair
from skillmark.system.canonical import sha256

_DIGEST = re.compile(r'"(?:digest|image)":"([0-9a-f]{64})"')


def kept_file_findings(connection: Connection) -> Iterator[Finding]:
    """Every kept file, certificates among them, whose bytes aren't those that were kept, and every one that is gone."""
    data = cast(Attachment.data, LargeBinary).label("data")
    query = select(Attachment.digest, Attachment.size, Attachment.media_type, data)
    there = set()
    for row in connection.execute(query):
        there.add(row.digest.hex())
        if sha256(row.data) != row.digest:
            yield Finding("kept_file", row.digest.hex(), "its bytes are not those that were kept")
        elif (row.size, row.media_type) != (len(row.data), media_type(row.data)):
            yield Finding("kept_file", row.digest.hex(), "its size or kind is not that of its bytes")
    for digest in sorted(_named(connection) - there):
        yield Finding("kept_file", digest, GONE)


def _named(connection: Connection) -> set[str]:
    """The digests of all files that something names."""
    found = {logo.hex() for logo in connection.execute(select(Issuer.logo)).scalars() if logo}
    for document in (Submission.artifacts, Assessment.evidence, Issuer.signatories):
        text = type_coerce(document, NullType())
        for value in connection.execute(select(text).where(text != "[]")).scalars():
            found.update(_DIGEST.findall(str(value)))
    return found


def counter_findings(connection: Connection) -> Iterator[Finding]:
    """Every counter that would give a number that is in use."""
    last = {row.series: row.last for row in connection.execute(select(Counter.series, Counter.last))}
    for series, greatest in _in_use(connection).items():
        if last.get(series, 0) < greatest:
            yield Finding("counter", series, f"the last number is {last.get(series, 0)}, and {greatest} is in use")


def _in_use(connection: Connection) -> dict[str, int]:
    """The greatest number in use of each series."""
    found: dict[str, int] = {}

    def use(series: str, number: int) -> None:
        found[series] = max(number, found.get(series, 0))

    for code in _texts(connection, Learner.code):
        try:
            use("learner", parse_learner_code(code).serial)
        except DomainError:
            continue  # what is no code differs from the change log
    for text in _texts(connection, Award.number):
        try:
            number = parse_award_number(text)
        except DomainError:
            continue
        use(f"award {number.prefix} {number.year} {number.device}", number.serial)
    for series, table in (("award_run", AwardRun), ("import", ImportBatch)):
        for run in connection.execute(select(table.number)).scalars():
            use(series, run)
    return found


def _texts(connection: Connection, column: InstrumentedAttribute[str]) -> list[str]:
    return [str(value) for value in connection.execute(select(column)).scalars()]


def key_findings(connection: Connection) -> Iterator[Finding]:
    """Every key of the issuer whose two halves don't go together."""
    for row in connection.execute(select(SigningKey.id, SigningKey.public, SigningKey.private)):
        if row.private is None or not is_pair(row.private, row.public):
            yield Finding("signing_key", row.id.hex, "its private half doesn't go with its public half")
