"""What is wrong with a row by what the book already knows: refused rows and warnings of imports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from skillmark.domain.errors import DomainError
from skillmark.protocol.errors import SurroundingsError
from skillmark.protocol.errors_files import RowFault


@dataclass(eq=False)
class PossibleDuplicate(RowFault):
    """A new learner has the name of another; nothing was merged.

    Attributes:
        name: the name of both.
        code: the other's code; the row where the other is new, too.
    """

    row: int
    column: str
    name: str
    code: str


@dataclass(eq=False)
class EmailShared(RowFault):
    """The row's e-mail address is another learner's, too; it was taken.

    Attributes:
        name: the other's name.
        code: the other's code; the row where the other is new, too.
    """

    row: int
    column: str
    email: str
    name: str
    code: str


@dataclass(eq=False)
class BirthInFuture(RowFault):
    """The date of birth lies after today; it was left out."""

    row: int
    column: str
    day: date


@dataclass(eq=False)
class TimeMissing(RowFault):
    """The cell is a day where the time of day is needed, too."""

    row: int
    column: str
    text: str


@dataclass(eq=False)
class WholeNumberOutOfReach(RowFault):
    """The cell is a whole number, but none that can be meant there."""

    row: int
    column: str
    text: str
    least: int
    most: int


@dataclass(eq=False)
class ColumnNotRead(RowFault):
    """A column has a title that isn't known, so nothing of it is read; `row` is that of the titles."""

    row: int
    column: str


@dataclass(eq=False)
class NoRows(RowFault):
    """There is nothing under the titles; `row` is theirs."""

    row: int
    column: str = ""


@dataclass(eq=False)
class SamePersonTwice(RowFault):
    """The row is about somebody whom an earlier row of the file is about; both were taken together."""

    row: int
    column: str
    name: str
    first: int


@dataclass(eq=False)
class IdentifiersDisagree(RowFault):
    """The identifiers of the row belong to different learners."""

    row: int
    column: str
    names: tuple[str, ...]


@dataclass(eq=False)
class PossibleMixUp(RowFault):
    """The row has somebody's identifier, but a wholly different name and no e-mail address or birth date that agrees.

    Attributes:
        name: who has the identifier.
        code: that learner's code; the row where he or she is new, too.
        told: the name in the row.
    """

    row: int
    column: str
    name: str
    code: str
    told: str


@dataclass(eq=False)
class NameChanged(RowFault):
    """A known learner's name is replaced by the file's."""

    row: int
    column: str
    before: str
    after: str


@dataclass(eq=False)
class NotEnrolledHere(RowFault):
    """The learner is in no cohort, because neither the file nor the command names one."""

    row: int
    column: str


@dataclass(eq=False)
class NoRequirementFits(RowFault):
    """The session counts toward nothing: none was named, and the cohort has not just one of kind attendance."""

    row: int
    column: str
    session: str


@dataclass(eq=False)
class LengthMissing(RowFault):
    """A session that isn't in the book yet needs its length in minutes."""

    row: int
    column: str
    session: str


@dataclass(eq=False)
class SessionToCome(RowFault):
    """The session that was made lies in the future; its marks count already."""

    row: int
    column: str
    session: str
    day: date


@dataclass(eq=False)
class LengthDiffers(RowFault):
    """The session is in the book with another length, which stays."""

    row: int
    column: str
    session: str
    known: int
    told: int


@dataclass(eq=False)
class ReasonMissing(RowFault):
    """The row differs from what is recorded as that attempt, so it is a correction and needs a reason."""

    row: int
    column: str
    attempt: int


@dataclass(eq=False)
class AttemptUnknown(RowFault):
    """There is no attempt of that number to correct or void."""

    row: int
    column: str
    attempt: int
    known: int


@dataclass(eq=False)
class AttemptNeeded(RowFault):
    """Voiding needs to say which attempt."""

    row: int
    column: str


@dataclass(eq=False)
class EarlierThanStart(RowFault):
    """The date lies before the candidacy's start; the entry was recorded and counts."""

    row: int
    column: str
    start: str


@dataclass(eq=False)
class NewExternalPerson(RowFault):
    """Nobody of that name is on the staff, so an external person was added."""

    row: int
    column: str
    name: str


@dataclass(eq=False)
class ProposalsRecorded(RowFault):
    """An assistant recorded the file: from this row on entries are proposals until an instructor confirms them."""

    row: int
    column: str = ""


@dataclass(eq=False)
class EvidenceFileElsewhere(RowFault):
    """The evidence names a file that lies neither beside the marks nor in a folder there."""

    row: int
    column: str
    path: str


@dataclass(eq=False)
class EvidenceFileMissing(RowFault):
    """The evidence names a file that isn't there."""

    row: int
    column: str
    path: str


@dataclass(eq=False)
class RowRefused(RowFault):
    """A rule of the domain or the book refuses the row.

    Attributes:
        cause: the typed refusal.
    """

    row: int
    column: str
    cause: DomainError | SurroundingsError
