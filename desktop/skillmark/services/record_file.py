"""Recording a file of marks: good rows are recorded, the others listed; asked twice it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.attempts import resolve
from skillmark.domain.errors import DomainError
from skillmark.domain.history import find_attempt
from skillmark.domain.records import Entry, RequirementRecord
from skillmark.domain.records import Outcome as Result
from skillmark.domain.repeats import entries_like, same_result
from skillmark.exchange.marks import MarkRow, read_marks
from skillmark.exchange.records import RecordTable
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors import SurroundingsError
from skillmark.protocol.errors_files import RowFault
from skillmark.protocol.errors_requests import (
    NoSuchRequirement,
    NotACandidate,
    RequirementAmbiguous,
    RowsRefused,
)
from skillmark.protocol.errors_rows import (
    AttemptNeeded,
    AttemptUnknown,
    ColumnNotRead,
    EarlierThanStart,
    EvidenceFileElsewhere,
    EvidenceFileMissing,
    NewExternalPerson,
    NoRows,
    ProposalsRecorded,
    ReasonMissing,
    RowRefused,
)
from skillmark.protocol.requests.judge import Judgement, NewArtifact, RecordFile
from skillmark.services.assess import Bench, append, entry_of
from skillmark.services.people import Assessors, Learners
from skillmark.services.recompute import recompute_known
from skillmark.services.records import Candidate, RecordReader, empty_record, load_candidates, parts
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.schema import Candidacy, Learner

OPEN_FIRST = {"active": 0, "on_hold": 1, "completed": 2, "withdrawn": 3}


@dataclass(frozen=True, slots=True)
class MarksFile:
    """A marks file as it was read, before the book is asked."""

    rows: tuple[MarkRow, ...]
    refused: tuple[RowFault, ...]
    folder: Path
    remarks: tuple[RowFault, ...] = ()


@dataclass(slots=True)
class RecordReport:
    """What a file of marks or attendance did: counts, and what is to be said of rows."""

    recorded: int = 0
    corrected: int = 0
    unchanged: int = 0
    refused: list[RowFault] = field(default_factory=list)
    warnings: list[RowFault] = field(default_factory=list)

    def sort(self) -> None:
        """Put what is said of rows in the order of the file."""
        self.refused.sort(key=lambda fault: fault.row)
        self.warnings.sort(key=lambda fault: fault.row)

    def insist(self, total: int) -> None:
        """Refuse the whole file where any of its rows is refused.

        Raises:
            RowsRefused: with everything that is to be said.
        """
        if self.refused:
            raise RowsRefused(len(self.refused), total, tuple(self.refused), tuple(self.warnings))


def remarks(table: RecordTable[Any], *, empty: bool) -> tuple[RowFault, ...]:
    """What is to be said of a file as a whole: columns that aren't read, and that there are no rows."""
    row = table.table.header_row
    found: list[RowFault] = [ColumnNotRead(row, heading) for heading in table.ignored]
    if empty:
        found.append(NoRows(row))
    return tuple(found)


def read_file(request: RecordFile) -> MarksFile:
    """Reads the marks, outside of any transaction.

    Raises:
        InputUnreadable: the file is no table of marks.
    """
    table = read_marks(request.data if request.data is not None else request.path, request.path.name)
    rows = tuple(table)
    refused = tuple(table.refused)
    said = remarks(table, empty=not rows and not refused)
    return MarksFile(rows, refused, request.folder or request.path.parent, said)


@dataclass(slots=True)
class _Target:
    """A row with whom and what it is about."""

    row: MarkRow
    candidate: Candidate
    code: str
    assessor: UUID


def record_file(uow: UnitOfWork, request: RecordFile, file: MarksFile) -> Outcome[RecordReport]:
    """Records the rows that can be, in the order of the file.

    Raises:
        RowsRefused: all or nothing was asked for and rows are refused; nothing was recorded.
    """
    return Outcome(_Recorder(uow, request, file).run())


class _Recorder:
    """Records the rows of one file."""

    def __init__(self, uow: UnitOfWork, request: RecordFile, file: MarksFile) -> None:
        self._uow, self._request, self._file = uow, request, file
        self._report = RecordReport(refused=list(file.refused), warnings=list(file.remarks))
        self._assessors = Assessors(uow)
        self._benches: dict[tuple[UUID, str], Bench] = {}
        self._used: dict[tuple[UUID, str], set[UUID]] = {}
        self._touched: dict[tuple[UUID, str], None] = {}
        self._voids: set[tuple[UUID, str]] = set()

    def run(self) -> RecordReport:
        """Records all rows and recomputes what they touched."""
        targets = list(self._targets())
        self._voids = {(one.candidate.key, one.code) for one in targets if one.row.outcome == "void"}
        self._read(targets)
        for target in targets:
            self._guarded(target)
        report = self._report
        report.sort()
        if self._request.all_or_nothing:
            report.insist(len(self._file.rows) + len(self._file.refused))
        self._uow.session.flush()
        self._recompute()
        return report

    def _targets(self) -> Iterator[_Target]:
        people = Learners(self._uow)
        found: list[tuple[MarkRow, UUID]] = []
        for row in self._file.rows:
            try:
                found.append((row, people.find(row.learner)))
            except SurroundingsError as error:
                self._report.refused.append(RowRefused(row.row, "learner", error))
        candidacies = _Candidacies(self._uow, [learner for _, learner in found])
        for row, learner in found:
            try:
                candidate, code = candidacies.find(learner, row.credential, row.requirement)
                assessor = self._assessors.find(row.assessor)
            except SurroundingsError as error:
                self._report.refused.append(RowRefused(row.row, "requirement", error))
                continue
            yield _Target(row, candidate, code, assessor)

    def _read(self, targets: Sequence[_Target]) -> None:
        """Reads what is on record of every candidacy and requirement that the file is about, at once."""
        codes = sorted({target.code for target in targets})
        candidates = {target.candidate.key: target.candidate for target in targets}
        for part in parts(list(candidates.values())):
            records = RecordReader(self._uow.connection, self._uow.zone, part, codes).read()
            for one in part:
                for code in codes:
                    if code in one.version.requirements:
                        record = records.get((one.key, code)) or empty_record(one)
                        self._benches[one.key, code] = Bench(self._uow, one, code, record)

    def _guarded(self, target: _Target) -> None:
        try:
            self._take(target)
        except RowFault as fault:
            self._report.refused.append(fault)
        except (DomainError, SurroundingsError) as error:
            self._report.refused.append(RowRefused(target.row.row, "", error))

    def _take(self, target: _Target) -> None:
        row, bench = target.row, self._benches[target.candidate.key, target.code]
        judgement = self._judgement(row)
        day = row.date or self._uow.today
        if row.attempt is not None or judgement.outcome == "void":
            self._take_attempt(target, bench, judgement)
            return
        entry = entry_of(judgement, self._uow, assessed_on=day, assessor=target.assessor)
        # A row that can't be taken by itself is never the one that is recorded already, however alike they look.
        Bench(self._uow, target.candidate, target.code, empty_record(target.candidate)).check(entry, typed_over=False)
        if self._is_known(target, bench, entry):
            self._report.unchanged += 1
            return
        self._append(target, bench, entry, judgement)
        self._report.recorded += 1

    def _append(self, target: _Target, bench: Bench, entry: Entry, judgement: Judgement) -> None:
        row = append(bench, entry, judgement, "file", typed_over=False)
        if self._assessors.keep(target.assessor):
            self._report.warnings.append(NewExternalPerson(target.row.row, "assessor", target.row.assessor))
        if entry.proposed and not self._touched:
            self._report.warnings.append(ProposalsRecorded(target.row.row))
        key = (target.candidate.key, target.code)
        self._used.setdefault(key, set()).add(row.id)
        self._touched[key] = None
        start = target.candidate.row.started_on
        if start is not None and entry.assessed_on < start and entry.replaces is None:
            self._report.warnings.append(EarlierThanStart(target.row.row, "date", start.isoformat()))

    def _is_known(self, target: _Target, bench: Bench, entry: Entry) -> bool:
        """Whether the row says what is recorded; each recorded entry answers for one row of the file.

        What was corrected since is known, too: an old file recorded again must not bring the mistake back. What was
        voided is known only to a file that says so itself.
        """
        key = (target.candidate.key, target.code)
        used = self._used.setdefault(key, set())
        known = list(entries_like(bench.requirement, resolve(bench.record.entries), entry))
        known += _since_corrected(bench, entry, voided=key in self._voids)
        if entry.proposed:
            proposals = [one for one in bench.record.entries if one.proposed]
            known += [one for one in proposals if same_result(bench.requirement, one, entry)]
        for one in known:
            if one.id not in used:
                used.add(one.id)
                return True
        return False

    def _take_attempt(self, target: _Target, bench: Bench, judgement: Judgement) -> None:
        """A row that names an attempt: the same again, a correction, a void, or the next attempt by its number."""
        row, number = target.row, target.row.attempt
        if number is None:
            raise AttemptNeeded(row.row, "attempt")
        found = find_attempt(bench.requirement, bench.record, number)
        if found is None:
            self._take_next(target, bench, judgement, number)
            return
        own = [one for one in found.entries if one.assessor == target.assessor]
        known = (own or list(found.entries))[-1]
        day = row.date or known.assessed_on
        entry = entry_of(judgement, self._uow, assessed_on=day, assessor=target.assessor, replaces=known.id)
        if entry.outcome is not Result.VOID and same_result(bench.requirement, known, entry):
            self._report.unchanged += 1
            return
        if not row.reason:
            raise ReasonMissing(row.row, "reason", number)
        self._append(target, bench, entry, judgement)
        self._report.corrected += 1

    def _take_next(self, target: _Target, bench: Bench, judgement: Judgement, number: int) -> None:
        count = _highest_attempt(bench.requirement, bench.record)
        if judgement.outcome == "void" and _was_voided(bench.record):
            self._report.unchanged += 1
            return
        if number != count + 1 or judgement.outcome == "void":
            raise AttemptUnknown(target.row.row, "attempt", number, count)
        entry = entry_of(judgement, self._uow, assessed_on=target.row.date or self._uow.today, assessor=target.assessor)
        self._append(target, bench, entry, judgement)
        self._report.recorded += 1

    def _judgement(self, row: MarkRow) -> Judgement:
        return Judgement(
            outcome=row.outcome or None,
            mark=row.mark,
            level=row.level or None,
            minutes=row.minutes,
            count=row.count,
            points=dict(row.criteria) or None,
            decision=row.decision or None,
            basis=row.basis or "work",
            feedback=row.feedback,
            evidence=self._evidence(row),
            reason=row.reason,
            authority=row.authority,
        )

    def _evidence(self, row: MarkRow) -> tuple[NewArtifact, ...]:
        """A link, a text, or a file beside the marks, whose bytes are kept."""
        text = row.evidence
        if not text:
            return ()
        if "://" in text or len(text) > 250:
            return (NewArtifact(text, text),)
        path = self._file.folder / text
        if path.is_file():
            # Marks come from anybody: a file is taken from beside them, and never from elsewhere on this computer.
            if not path.resolve().is_relative_to(self._file.folder.resolve()):
                raise EvidenceFileElsewhere(row.row, "evidence", text)
            return (NewArtifact(path.name, data=path.read_bytes()),)
        if text.startswith(("./", ".\\", "/")) or ("/" in text.replace("\\", "/") and " " not in text):
            raise EvidenceFileMissing(row.row, "evidence", text)
        return (NewArtifact(text, text),)

    def _recompute(self) -> None:
        by_codes: dict[UUID, set[str]] = {}
        for key, code in self._touched:
            by_codes.setdefault(key, set()).add(code)
        groups: dict[tuple[str, ...], list[Candidate]] = {}
        for key, codes in by_codes.items():
            bench = self._benches[key, next(iter(codes))]
            groups.setdefault(tuple(sorted(codes)), []).append(bench.candidate)
        records = {key: self._benches[key].record for key in self._touched}
        for codes_of, candidates in groups.items():
            for part in parts(candidates):
                recompute_known(self._uow, part, codes_of, records)


def _highest_attempt(requirement: object, record: RequirementRecord) -> int:
    from skillmark.domain.history import attempts

    return max((line.number or 0 for line in attempts(requirement, record)), default=0)  # type: ignore[arg-type]


def _since_corrected(bench: Bench, entry: Entry, *, voided: bool) -> list[Entry]:
    """Entries that say what the row says and that others took the place of."""
    followers = {one.replaces: one for one in bench.record.entries if one.replaces is not None}
    found = []
    for one in bench.record.entries:
        end = one
        while end.id in followers:
            end = followers[end.id]
        taken_over = end is not one and (voided or end.outcome is not Result.VOID)
        if taken_over and one.outcome is not Result.VOID and same_result(bench.requirement, one, entry):
            found.append(one)
    return found


def _was_voided(record: RequirementRecord) -> bool:
    return any(entry.outcome is Result.VOID for entry in record.entries)


class _Candidacies:
    """The candidacies of the file's learners."""

    def __init__(self, uow: UnitOfWork, learners: Sequence[UUID]) -> None:
        self._uow = uow
        self._by_learner: dict[UUID, list[Candidate]] = {}
        wanted = list(dict.fromkeys(learners))
        for part in parts(wanted):
            keys = list(uow.session.scalars(select(Candidacy.id).where(Candidacy.learner.in_(part))))
            for one in load_candidates(uow.connection, keys):
                self._by_learner.setdefault(one.row.learner, []).append(one)
        for found in self._by_learner.values():
            found.sort(key=lambda one: (OPEN_FIRST[one.row.status], one.key))

    def find(self, learner: UUID, credential: str, code: str) -> tuple[Candidate, str]:
        """The candidacy and requirement code that a row means.

        Raises:
            NotACandidate, NoSuchRequirement, RequirementAmbiguous: none, or several.
        """
        known = self._by_learner.get(learner, [])
        wanted = [one for one in known if not credential or one.version.code.casefold() == credential.casefold()]
        if not wanted:
            name = self._uow.get(Learner, learner).display_name
            raise NotACandidate(name, credential or code)
        found: dict[UUID, tuple[Candidate, str]] = {}
        for one in wanted:
            for known_code in one.version.requirements:
                if known_code.casefold() == code.casefold():
                    found.setdefault(one.row.credential, (one, known_code))
        if not found:
            raise NoSuchRequirement(code, credential or ", ".join(dict.fromkeys(one.version.code for one in wanted)))
        if len(found) > 1:
            raise RequirementAmbiguous(code, tuple(one.version.code for one, _ in found.values()))
        return next(iter(found.values()))
