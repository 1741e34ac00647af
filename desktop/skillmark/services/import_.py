"""Importing rosters: learners, identifiers, cohorts and enrolments from a file; asked twice it changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from skillmark.exchange.rosters import RosterRow, read_roster
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_files import RowFault
from skillmark.protocol.errors_requests import NobodyStarts
from skillmark.protocol.errors_rows import NoRows, RowRefused
from skillmark.protocol.requests.teach import ImportRoster, OfferCredential, UndoImport
from skillmark.protocol.rows_import import RowFate
from skillmark.services.cohorts import add_bare_cohort, cohorts_by_name, still_open
from skillmark.services.folding import fold
from skillmark.services.import_counts import Counts
from skillmark.services.import_people import People, Person
from skillmark.services.import_rows import Fates
from skillmark.services.import_write import write_people
from skillmark.services.offerings import offer_credential
from skillmark.services.unit_of_work import DryRun, UnitOfWork, plain
from skillmark.services.versions import credential_key
from skillmark.store.keys import new_key
from skillmark.store.schema import ImportBatch, Offering


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A roster as it was read, before the book is asked.

    Attributes:
        headings: field -> the heading of its column.
    """

    name: str
    rows: tuple[RosterRow, ...]
    refused: tuple[RowFault, ...]
    warnings: tuple[RowFault, ...]
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with a dry run would do.

    Attributes:
        batch: its number, to take it back by; None where nothing changed or it was a dry run.
        cohorts: the codes of the cohorts in which somebody is.
        new_cohorts: those of them that were made.
        rows: what becomes of each row, where that was asked.
    """

    batch: int | None
    learners: Counts
    enrolments: Counts
    cohorts: tuple[str, ...]
    new_cohorts: tuple[str, ...]
    warnings: tuple[RowFault, ...]
    refused: tuple[RowFault, ...]
    rows: tuple[RowFate, ...] = ()


def read_file(request: ImportRoster) -> RosterFile:
    """Reads the roster, outside of any transaction.

    Raises:
        InputUnreadable: the file is no roster.
    """
    roster = read_roster(request.data if request.data is not None else request.path, request.path.name, request.columns)
    rows = tuple(roster)
    warnings = tuple(roster.warnings)
    if not rows and not roster.refused:
        warnings = (NoRows(roster.table.header_row), *warnings)
    headings = {field: roster.table.header[places[0]] for field, places in roster.columns.places.items()}
    return RosterFile(request.path.name, rows, tuple(roster.refused), warnings, headings)


def import_roster(uow: UnitOfWork, request: ImportRoster, file: RosterFile) -> Outcome[ImportReport]:
    """Imports the rows that can be taken and lists the others.

    Raises:
        NotInBook, CohortClosed, NothingPublished: nothing was imported.
        DryRun: with the report, so that nothing is kept.
    """
    people = People(uow, file.headings)
    taken = [people.take(row) for row in file.rows]
    batch = new_key()
    cohorts, made = _cohorts(uow, request, people, batch)
    warnings = tuple(sorted((*file.warnings, *people.warnings), key=lambda fault: fault.row))
    refused = tuple(sorted((*file.refused, *people.refused), key=lambda fault: fault.row))
    rows = Fates(uow, cohorts, request.cohort).of(file.rows, taken, refused, warnings) if request.each_row else ()
    enrolments = write_people(uow, people, cohorts, batch, request.cohort)
    _offer(uow, request, cohorts)
    closed = [RowRefused(file.rows[0].row, "", one) for one in uow.remarks if isinstance(one, NobodyStarts)]
    number = _write_batch(uow, batch, file, people, enrolments) if _changed(people.counts, enrolments, made) else None
    report = ImportReport(
        None if request.dry_run else number,
        people.counts,
        enrolments,
        tuple(sorted(cohorts)),
        made,
        (*closed, *warnings),
        refused,
        rows,
    )
    if request.dry_run:
        raise DryRun(report)
    return Outcome(report, undo=UndoImport(number) if number is not None else None)


def _changed(learners: Counts, enrolments: Counts, made: tuple[str, ...]) -> bool:
    return bool(learners.new or learners.changed or enrolments.new or enrolments.changed or made)


def _named(person: Person, fallback: str | None) -> tuple[str, ...]:
    return person.cohorts or ((fallback,) if fallback else ())


def _cohorts(
    uow: UnitOfWork, request: ImportRoster, people: People, batch: UUID
) -> tuple[dict[str, UUID], tuple[str, ...]]:
    """The cohorts that rows name, by the name as it stands there; those that aren't in the book are made."""
    found: dict[str, UUID] = {}
    made: list[str] = []
    wanted = dict.fromkeys(name for person in people.everybody for name in _named(person, request.cohort))
    if request.cohort:
        wanted.setdefault(request.cohort)
    known = cohorts_by_name(uow)
    for name in wanted:
        row = known.get(name) or known.get(fold(name))
        if row is None:
            row = known[fold(name)] = add_bare_cohort(uow, name, batch)
            made.append(row.code)
        found[name] = still_open(row).id
    uow.session.flush()
    return found, tuple(made)


def _offer(uow: UnitOfWork, request: ImportRoster, cohorts: dict[str, UUID]) -> None:
    for code in request.offer:
        credential = credential_key(uow.connection, code)
        for cohort in dict.fromkeys(cohorts.values()):
            if not _offers(uow, cohort, credential):
                offer_credential(uow, OfferCredential(cohort, code))


def _offers(uow: UnitOfWork, cohort: UUID, credential: UUID) -> bool:
    from sqlalchemy import select

    query = select(Offering.id).where(Offering.cohort == cohort, Offering.credential == credential)
    return uow.session.scalars(query).first() is not None


def _put_over(people: People) -> list[dict[str, Any]]:
    """What the import changed of known learners, so that it can be put back."""
    return [
        {
            "learner": one.key.hex,
            "set": {name: plain(value) for name, value in one.changes().items()},
            "before": {name: plain(one.before[name]) for name in one.changes()},
            "added": [list(identifier) for identifier in one.new_identifiers],
        }
        for one in people.everybody
        if one.key is not None and (one.new_identifiers or one.changes())
    ]


def _write_batch(uow: UnitOfWork, key: UUID, file: RosterFile, people: People, enrolments: Counts) -> int:
    number = uow.next_number("import")
    row = ImportBatch(
        id=key,
        number=number,
        # A name of bytes that are no text is kept as far as it is one.
        file_name=file.name.encode("utf-8", "replace").decode()[:200],
        at=uow.now.at,
        actor=uow.actor,
        counts={"learners": people.counts.as_dict(), "enrolments": enrolments.as_dict(), "changed": _put_over(people)},
    )
    uow.add(row, key, "import_batch")
    uow.touch_all("learner")
    uow.touch_all("cohort")
    uow.touch_all("candidacy")
    return number
