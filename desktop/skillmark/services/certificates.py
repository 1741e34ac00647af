"""Certificates as files: from the snapshot, or the very bytes that were handed out before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark import __version__
from skillmark.exchange.writing import safe_name
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors import Cancelled, FolderMissing, NameTaken, NoOutput, RequestRefused
from skillmark.protocol.errors_requests import AwardNotValid, FieldWrong, KeptFileDamaged
from skillmark.protocol.requests.award import KeepFiles
from skillmark.protocol.requests.export import ExportCertificates
from skillmark.protocol.requests.look import ListAwards
from skillmark.protocol.rows import AwardRow
from skillmark.services.answer import ask, looking
from skillmark.services.attachments import keep, read_attachment
from skillmark.services.handle import handle
from skillmark.services.sitting import Sitting
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.services.write_files import check_place, write_if_new, write_through
from skillmark.store.schema import Award, CertificateFile

PRINTED = ("valid", "expiring", "expired")
KEEP_AT_ONCE = 100
FIELDS = ("number", "name", "code", "credential", "cohort", "date")
"""What a pattern of file names may say in braces."""


@dataclass(frozen=True, slots=True)
class Written:
    """A certificate that is on disk now."""

    number: str
    learner: str
    learner_code: str
    path: Path


@dataclass(frozen=True, slots=True)
class Unwritten:
    """An award without a file, and why."""

    number: str
    learner: str
    reason: Exception


@dataclass(slots=True)
class ExportReport:
    """What an export wrote."""

    written: list[Written] = field(default_factory=list)
    refused: list[Unwritten] = field(default_factory=list)
    combined: Path | None = None
    pages: int = 0
    unsupported: list[AwardRow] = field(default_factory=list)


@dataclass(slots=True)
class _Job:
    row: AwardRow
    snapshot: dict[str, Any]
    path: Path | None = None


def keep_files(uow: UnitOfWork, request: KeepFiles) -> Outcome[int]:
    """Keeps certificate files; one that is kept already stays as it is."""
    count = 0
    for key, data in request.files:
        award: Award = uow.get(Award, key)
        if uow.session.get(CertificateFile, key) is None:
            digest = keep(uow, award.number, data)
            uow.add(CertificateFile(award=key, digest=digest, release=__version__), key, "award")
            count += 1
    return Outcome(count)


def check_pattern(pattern: str) -> None:
    """Looks whether a pattern of file names can be filled in.

    Raises:
        FieldWrong: an unknown field, or a brace that isn't closed.
    """
    rest = pattern
    for name in FIELDS:
        rest = rest.replace("{" + name + "}", "")
    if "{" in rest or "}" in rest or not pattern.strip():
        raise FieldWrong("names", pattern, f"pattern:{','.join(FIELDS)}")


def file_name(pattern: str, row: AwardRow) -> str:
    """The file name of an award's certificate, safe on every system."""
    values = {
        "number": row.number,
        "name": row.holder,
        "code": row.learner_code,
        "credential": row.credential,
        "cohort": row.cohort or "",
        "date": row.awarded_on.isoformat(),
    }
    text = pattern.removesuffix(".pdf")
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return safe_name(text, "certificate") + ".pdf"


def export_certificates(
    sitting: Sitting,
    request: ExportCertificates,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Writes certificates; what can't be printed is refused by name before anything is written.

    Args:
        progress: told (done, total) now and then.
        cancelled: asked between two certificates.

    Raises:
        NotInBook, FieldWrong, FolderMissing, NoOutput: nothing was written.
        Cancelled: stopped; files that were finished stay, a combined file does not.
        DiskFull, StorageFailed, NoPermission: the same.
    """
    if request.folder is None and request.combined is None:
        raise FieldWrong("out", "", "out_or_combined")
    check_pattern(request.names)
    _places(request)
    report = ExportReport()
    jobs = _jobs(sitting, request, report)
    images = _images(sitting, jobs)
    total = len(jobs) * ((request.folder is not None) + (request.combined is not None))
    if request.folder is not None:
        _write_files(sitting, request, jobs, images, report, lambda done: progress(done, total), cancelled)
    if request.combined is not None and jobs:
        before = total - len(jobs)
        _write_combined(request, jobs, images, report, lambda done: progress(before + done, total), cancelled)
    return report


def _places(request: ExportCertificates) -> None:
    for place in (request.folder, request.combined):
        if place is not None and not place.parent.is_dir():
            raise FolderMissing(place.parent)
    if request.combined is not None:
        check_place(request.combined)
    if request.folder is not None and request.folder.exists() and not request.folder.is_dir():
        raise NameTaken(request.folder)


def _jobs(sitting: Sitting, request: ExportCertificates, report: ExportReport) -> list[_Job]:
    from skillmark.documents.certificates import check_coverage

    question = ListAwards(request.credential, request.cohort, request.numbers)
    rows: list[AwardRow] = ask(sitting, question)
    jobs: list[_Job] = []
    with sitting.book.read() as connection:
        for row in reversed(rows):
            if row.status not in PRINTED:
                if request.numbers:
                    report.refused.append(Unwritten(row.number, row.holder, AwardNotValid(row.number, row.status)))
                continue
            text = connection.execute(select(Award.snapshot).where(Award.id == row.key)).scalar_one()
            job = _Job(row, json.loads(text))
            try:
                check_coverage(job.snapshot)
            except RequestRefused as error:
                report.refused.append(Unwritten(row.number, row.holder, error))
            else:
                jobs.append(job)
    report.unsupported = [job.row for job in jobs if not job.row.supported]
    if request.folder is not None:
        _name(jobs, request.folder, request.names)
    return jobs


def _name(jobs: Sequence[_Job], folder: Path, pattern: str) -> None:
    """Gives each job its path; two that would share one are told apart by the award number."""
    taken: dict[str, int] = {}
    for job in jobs:
        name = file_name(pattern, job.row)
        taken[name.casefold()] = taken.get(name.casefold(), 0) + 1
    for job in jobs:
        name = file_name(pattern, job.row)
        if taken[name.casefold()] > 1:
            name = file_name(pattern.removesuffix(".pdf") + " {number}", job.row)
        job.path = folder / name


def _images(sitting: Sitting, jobs: Sequence[_Job]) -> dict[str, bytes]:
    wanted = {one["image"] for job in jobs for one in job.snapshot["signatories"]} | {
        job.snapshot["logo"] for job in jobs
    }
    with sitting.book.read() as connection:
        return {digest: read_attachment(connection, bytes.fromhex(digest)) for digest in wanted if digest}


def kept_file(sitting: Sitting, key: UUID) -> bytes | None:
    """The certificate file of an award as it was first written; None where it never was, or isn't kept."""
    with sitting.book.read() as connection:
        digest = connection.execute(select(CertificateFile.digest).where(CertificateFile.award == key)).scalar()
        return None if digest is None else read_attachment(connection, digest)


def _write_files(
    sitting: Sitting,
    request: ExportCertificates,
    jobs: Sequence[_Job],
    images: dict[str, bytes],
    report: ExportReport,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    from skillmark.documents.certificates import CertificateMaker

    maker = CertificateMaker(images)
    fresh: list[tuple[UUID, bytes]] = []
    keeps = _keeps(sitting)
    assert request.folder is not None
    try:
        for done, job in enumerate(jobs, start=1):
            if cancelled():
                raise Cancelled(done - 1, len(jobs))
            try:
                data = kept_file(sitting, job.row.key)
            except KeptFileDamaged as error:
                report.refused.append(Unwritten(job.row.number, job.row.holder, error))
                continue
            if data is None:
                data = maker.one(job.snapshot)
                fresh.append((job.row.key, data))
            _write_one(request, job, data, report)
            if keeps and len(fresh) >= KEEP_AT_ONCE:
                handle(sitting, KeepFiles(tuple(fresh)))
                fresh.clear()
            progress(done)
    finally:
        if keeps and fresh:
            handle(sitting, KeepFiles(tuple(fresh)))


def _write_one(request: ExportCertificates, job: _Job, data: bytes, report: ExportReport) -> None:
    assert job.path is not None
    try:
        write_if_new(job.path, data, overwrite=request.overwrite)
    except (NameTaken, NoOutput) as error:
        report.refused.append(Unwritten(job.row.number, job.row.holder, error))
    else:
        report.written.append(Written(job.row.number, job.row.holder, job.row.learner_code, job.path))


def _keeps(sitting: Sitting) -> bool:
    if not sitting.writable:
        return False
    with looking(sitting) as look:
        return look.info.keep_files


def _write_combined(
    request: ExportCertificates,
    jobs: Sequence[_Job],
    images: dict[str, bytes],
    report: ExportReport,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    from skillmark.documents.certificates import write_combined

    def snapshots() -> Iterator[dict[str, Any]]:
        for job in jobs:
            yield job.snapshot

    assert request.combined is not None
    with write_through(request.combined, overwrite=request.overwrite) as out:
        report.pages = write_combined(snapshots(), images, out, progress, cancelled)
    report.combined = request.combined


def draw_certificate(sitting: Sitting, key: UUID) -> bytes:
    """An award's certificate: its kept file, else drawn from the snapshot. For a preview; nothing is kept."""
    from skillmark.documents.certificates import CertificateMaker

    kept = kept_file(sitting, key)
    if kept is not None:
        return kept
    with sitting.book.read() as connection:
        snapshot = json.loads(connection.execute(select(Award.snapshot).where(Award.id == key)).scalar_one())
        digests = [one["image"] for one in snapshot["signatories"]] + [snapshot["logo"]]
        images = {one: read_attachment(connection, bytes.fromhex(one)) for one in digests if one}
    return CertificateMaker(images).one(snapshot)
