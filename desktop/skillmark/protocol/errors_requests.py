"""Why a good request is refused: what it names isn't there, is taken, or is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from skillmark.protocol.errors import RequestRefused
from skillmark.protocol.errors_files import RowFault


@dataclass(eq=False)
class NotInBook(RequestRefused):
    """Nothing in the book has that name.

    Attributes:
        kind: the kind of record: learner, cohort, credential, session, award, staff, import_batch, award_run …
        name: the code, name or key that was given.
    """

    kind: str
    name: str


@dataclass(eq=False)
class SeveralOfThatName(RequestRefused):
    """More than one record answers to the name; `codes` tell them apart."""

    kind: str
    name: str
    codes: tuple[str, ...]


@dataclass(eq=False)
class CodeTaken(RequestRefused):
    """Another record of the kind has that code already."""

    kind: str
    code: str


@dataclass(eq=False)
class IdentifierTaken(RequestRefused):
    """The identifier belongs to somebody else."""

    system: str
    value: str
    learner: str


@dataclass(eq=False)
class FieldWrong(RequestRefused):
    """A field's value can't be taken.

    Attributes:
        field: the field's name as on the command line.
        value: what was given.
        rule: why not; one of the words in wording/errors_requests.py.
    """

    field: str
    value: str
    rule: str


@dataclass(eq=False)
class NotAllowed(RequestRefused):
    """Who acts has no role that may do this."""

    actor: str
    action: str


@dataclass(eq=False)
class InactiveStaff(RequestRefused):
    """Who acts doesn't work here any more."""

    name: str


@dataclass(eq=False)
class NoDraft(RequestRefused):
    """The credential has no draft version to publish."""

    code: str


@dataclass(eq=False)
class DraftExists(RequestRefused):
    """The credential has a draft already; it is published or dropped first."""

    code: str
    number: int


@dataclass(eq=False)
class NothingPublished(RequestRefused):
    """The credential has no published version to work toward."""

    code: str


@dataclass(eq=False)
class AlreadyOffered(RequestRefused):
    """The cohort works toward the credential already."""

    cohort: str
    credential: str


@dataclass(eq=False)
class CredentialRetired(RequestRefused):
    """Nobody starts, or is awarded, after that date any more."""

    code: str
    last: date


@dataclass(eq=False)
class NobodyStarts(RequestRefused):
    """Whoever came to the cohort after a retirement's last start isn't made a candidate; as a remark."""

    code: str
    last: date


@dataclass(eq=False)
class PrerequisiteToCome(RequestRefused):
    """A new candidate doesn't hold a prerequisite yet; as a remark."""

    learner: str
    code: str
    missing: tuple[str, ...]


@dataclass(eq=False)
class CohortClosed(RequestRefused):
    """The cohort is closed."""

    code: str
    on: date


@dataclass(eq=False)
class AlreadyEnrolled(RequestRefused):
    """The learner is in the cohort already."""

    learner: str
    cohort: str


@dataclass(eq=False)
class NotEnrolled(RequestRefused):
    """The learner is not in the cohort."""

    learner: str
    cohort: str


@dataclass(eq=False)
class BuiltUpon(RequestRefused):
    """It can't be taken back, because something was built on it.

    Attributes:
        kind: what was to be taken back.
        name: which one.
        by: what stands on it: assessment, attendance, award, enrolment, candidacy …
    """

    kind: str
    name: str
    by: str


@dataclass(eq=False)
class AlreadyUndone(RequestRefused):
    """The import was taken back before."""

    batch: int


@dataclass(eq=False)
class ImportBuiltUpon(RequestRefused):
    """A later import changed somebody whom this one made or changed."""

    batch: int
    name: str
    later: int


@dataclass(eq=False)
class SessionExists(RequestRefused):
    """The cohort has a session of that title and start already."""

    title: str
    start: str


@dataclass(eq=False)
class SessionCancelled(RequestRefused):
    """The session was cancelled; no attendance is taken for it."""

    title: str


@dataclass(eq=False)
class NoSuchRequirement(RequestRefused):
    """No requirement has that code in the learner's credentials."""

    code: str
    credential: str


@dataclass(eq=False)
class RequirementAmbiguous(RequestRefused):
    """More than one credential of the learner has a requirement of that code."""

    code: str
    credentials: tuple[str, ...]


@dataclass(eq=False)
class NotACandidate(RequestRefused):
    """The learner doesn't work toward the credential."""

    learner: str
    credential: str


@dataclass(eq=False)
class RunNotOpen(RequestRefused):
    """The award run was issued or dropped before."""

    run: int
    state: str


@dataclass(eq=False)
class AwardNotValid(RequestRefused):
    """The award was revoked or replaced, so this can't be done with it."""

    number: str
    state: str


@dataclass(eq=False)
class KeptFileDamaged(RequestRefused):
    """A file that the book keeps has other bytes than those that were kept; `digest` names it."""

    digest: str


@dataclass(eq=False)
class NothingToUndo(RequestRefused):
    """What it would take back was refused itself."""

    label: str


@dataclass(eq=False)
class RowsRefused(RequestRefused):
    """Nothing was recorded, because some rows are refused and all or nothing was asked for.

    Attributes:
        faults: why, row by row; warnings: what is to be said of the file beside that.
    """

    refused: int
    total: int
    faults: tuple[RowFault, ...] = ()
    warnings: tuple[RowFault, ...] = ()


@dataclass(eq=False)
class AttachmentTooLarge(RequestRefused):
    """The file has more bytes than the book takes."""

    name: str
    size: int
    largest: int


@dataclass(eq=False)
class ImageUnusable(RequestRefused):
    """The image can't be printed.

    Attributes:
        why: kind (neither PNG nor JPEG), size (too large) or damaged.
    """

    field: str
    why: str


@dataclass(eq=False)
class UndoPastAward(RequestRefused):
    """What would be taken back was recorded before an award was made on it; a correction with a reason can do it."""

    award: str
