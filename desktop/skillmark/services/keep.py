"""Looking after a book's file: check, back up, save a copy, restore."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.award import support
from skillmark.domain.standing import Standing
from skillmark.protocol.errors import NotABook
from skillmark.services.answer import looking
from skillmark.services.award_facts import award_facts
from skillmark.services.check_kept import counter_findings, kept_file_findings, key_findings
from skillmark.services.check_rows import Finding, award_findings, row_findings
from skillmark.services.recompute import Standings, compute, stored_requirements
from skillmark.services.records import load_candidates, parts
from skillmark.services.sitting import Sitting, computer_user
from skillmark.services.standing_rows import nothing_recorded, standing_values
from skillmark.services.today import stored_standings
from skillmark.services.unit_of_work import Work
from skillmark.store.backup import backup_folder, copy_book, free_name, restore_copy
from skillmark.store.book import check_content
from skillmark.store.change_log import verify
from skillmark.store.driver import translated
from skillmark.store.guard import Guard
from skillmark.store.schema import Award, Candidacy, Change, SigningKey
from skillmark.store.signing import signature_is_good
from skillmark.system.canonical import sha256
from skillmark.system.clock import Clock, SystemClock


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at and what was found; no findings is a sound book."""

    candidacies: int
    changes: int
    awards: int
    findings: tuple[Finding, ...]


def check_book(sitting: Sitting) -> CheckReport:
    """Recomputes everything that can be computed and compares it with what is stored. Changes nothing.

    Raises:
        BookDamaged: the file itself can't be trusted.
    """
    with looking(sitting) as look:
        connection = look.connection
        check_content(sitting.path, connection)
        findings = [Finding("chain", fault.change.hex, fault.what) for fault in verify(connection)]
        findings += [*row_findings(connection), *kept_file_findings(connection)]
        findings += [*counter_findings(connection), *key_findings(connection)]
        keys = list(connection.execute(select(Candidacy.id)).scalars())
        for part in parts(keys):
            try:
                findings += _standings(look, part)
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                # A value that can't be one: whoever wrote it went around Skillmark.
                findings.append(Finding("content", part[0].hex, f"{type(error).__name__}: {error}"))
        awards = _awards(look)
        changes = connection.execute(select(Change.id)).scalars().all()
    return CheckReport(len(keys), len(changes), awards[0], (*findings, *awards[1]))


def _standings(look: Work, keys: Any) -> list[Finding]:
    candidates = load_candidates(look.connection, keys)
    rows, stored = stored_standings(look.connection, keys), stored_requirements(look.connection, keys)
    findings: list[Finding] = []
    facts = award_facts(look.connection, look.zone, Award.candidacy, keys)
    supported = {
        row.id: row.supported
        for row in look.connection.execute(select(Award.id, Award.supported).where(Award.candidacy.in_(keys)))
    }
    for one, fresh, standing, _ in compute(look.connection, look.zone, candidates, None):
        findings += _requirement_findings(one, fresh, stored[one.key])
        findings += _row_findings(one.key, standing, rows.get(one.key))
        for award in facts.get(one.key, ()):
            was = supported[award.id]
            if support(standing, award).supported != was:
                findings.append(Finding("support", award.number, f"supported is {was}, should be {not was}"))
    return findings


def _requirement_findings(one: Any, fresh: Standings, stored: Standings) -> list[Finding]:
    findings = []
    for code, value in fresh.items():
        known = stored.pop(code, None) or nothing_recorded(one.version.requirements[code])
        if known != value:
            findings.append(Finding("requirement_standing", f"{one.key.hex} {code}", _unlike(known, value)))
    # What remains is of a code that this version hasn't; it is stored only for versions that had it.
    return findings


def _unlike(stored: Any, computed: Any) -> str:
    """The fields in which a stored standing differs from the computed one."""
    pairs = [(one.name, getattr(stored, one.name), getattr(computed, one.name)) for one in fields(computed)]
    return "; ".join(f"{name} is {was}, should be {now}" for name, was, now in pairs if was != now)


def _row_findings(key: UUID, standing: Standing, row: Any) -> list[Finding]:
    if row is None:
        return [Finding("standing", key.hex, "no standing is stored")]
    values = standing_values(key, standing)
    wrong = [
        f"{name} is {getattr(row, name)}, should be {value}"
        for name, value in values.items()
        if getattr(row, name) != value
    ]
    return [Finding("standing", key.hex, "; ".join(wrong))] if wrong else []


def _awards(look: Work) -> tuple[int, list[Finding]]:
    keys = {row.id: row.public for row in look.connection.execute(select(SigningKey.id, SigningKey.public))}
    findings, count = [], 0
    columns = (Award.number, Award.holder, Award.awarded_on, Award.valid_until)
    signed = (Award.snapshot, Award.hash, Award.signature, Award.key)
    for row in look.connection.execute(select(*columns, *signed)):
        count += 1
        if sha256(row.snapshot.encode("utf-8")) != row.hash:
            findings.append(Finding("snapshot", row.number, "the snapshot is not the one that was signed"))
        elif not signature_is_good(keys[row.key], row.hash, row.signature):
            findings.append(Finding("signature", row.number, "the signature is not the issuer's"))
        else:
            findings += award_findings(row)
    return count, findings


def save_copy(sitting: Sitting, target: Path) -> Path:
    """Copies the open book to a new file; the copy is opened and checked.

    Raises:
        FolderMissing, BookExists, NotBesides, BackupUnusable, DiskFull, StorageFailed, NoPermission: no copy was made.
    """
    return copy_book(sitting.book, target)


def back_up(sitting: Sitting, folder: Path | None = None) -> Path:
    """Makes a dated copy in a folder; without one, among the automatic copies, where it stays until it is removed.

    Raises:
        FolderMissing, BackupUnusable, DiskFull, StorageFailed, NoPermission: no copy was made.
    """
    now, stem = sitting.clock.now(), sitting.path.stem
    if folder is not None:
        return copy_book(sitting.book, free_name(folder, stem, now))
    # Named unlike the automatic copies, so that none of them takes its place.
    folder = backup_folder(sitting.path)
    with translated(folder):
        folder.mkdir(exist_ok=True)
    return copy_book(sitting.book, free_name(folder, f"{stem} backup", now))


def restore_backup(backup: Path, target: Path, clock: Clock | None = None) -> Path | None:
    """Puts a backup in the place of a book, which is kept beside it under another name.

    Returns:
        Where the book that was there is now; None where there was none.

    Raises:
        InputUnreadable: the backup can't be used, or something is in the place that is no file.
        BookInUse: the book is open somewhere.
        FolderMissing, DiskFull, StorageFailed, NoPermission: nothing was changed.
    """
    if target.exists() and not target.is_file():
        raise NotABook(target)
    # A link stays a link: what it names is restored.
    target = target.resolve()
    now = (clock or SystemClock()).now()
    if not target.parent.is_dir():
        return restore_copy(backup, target, now)
    guard = Guard(target, computer_user(), now)
    try:
        return restore_copy(backup, target, now)
    finally:
        guard.release()


def backups_of(path: Path) -> Path:
    """Where the automatic copies of a book are."""
    return backup_folder(path)
