"""Sessions of a cohort, and which requirements they count toward."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from skillmark.domain.outline import Kind, Scheme
from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors_requests import BuiltUpon, FieldWrong, NoSuchRequirement, SessionExists
from skillmark.protocol.requests.teach import AddSession, ChangeSession, DropSession
from skillmark.services.days import check_day
from skillmark.services.recompute import recompute_sessions
from skillmark.services.text import clean_line
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.services.versions import Version, version
from skillmark.store.keys import new_key
from skillmark.store.schema import Attendance, Cohort, Offering, Session, SessionRequirement
from skillmark.system.clock import instant, parse_instant

STATES = ("planned", "held", "cancelled")
ADDED_UP = (Scheme.HOURS, Scheme.COUNT, Scheme.PERCENT)


def start_text(uow: UnitOfWork, starts: datetime) -> str:
    """A wall-clock start in the book's time zone as UTC text."""
    return instant(starts.replace(tzinfo=uow.zone)).at


def local_start(uow: UnitOfWork, row: Session) -> datetime:
    """When a session starts, as wall-clock time in the book's time zone."""
    return parse_instant(row.starts_at).astimezone(uow.zone).replace(tzinfo=None)


def _length(minutes: int) -> int:
    if not 1 <= minutes <= 24 * 60:
        raise FieldWrong("minutes", str(minutes), "minutes")
    return minutes


def offered_versions(uow: UnitOfWork, cohort: UUID) -> list[Version]:
    """The versions that a cohort works toward, oldest offering first."""
    query = select(Offering.version).where(Offering.cohort == cohort).order_by(Offering.id)
    return [version(uow.connection, key) for key in uow.session.scalars(query)]


def only_attendance(versions: list[Version]) -> tuple[str, str] | None:
    """The cohort's only requirement of kind attendance, as (credential, requirement); None where it isn't the only."""
    found = [
        (one.code, requirement.code)
        for one in versions
        for requirement in one.requirements.values()
        if requirement.kind is Kind.ATTENDANCE
    ]
    return found[0] if len(found) == 1 else None


def resolve_requirement(versions: list[Version], credential: str, code: str) -> tuple[UUID, str]:
    """The requirement that a session counts toward, as (credential's key, requirement code).

    Raises:
        NoSuchRequirement, RequirementAmbiguous: none or several answer.
    """
    from skillmark.protocol.errors_requests import RequirementAmbiguous

    wanted = [one for one in versions if not credential or one.code.casefold() == credential.casefold()]
    found = [
        (one, requirement.code)
        for one in wanted
        for requirement in one.requirements.values()
        if requirement.code.casefold() == code.casefold() and requirement.scheme in ADDED_UP
    ]
    if not found:
        raise NoSuchRequirement(code, credential)
    if len(found) > 1:
        raise RequirementAmbiguous(code, tuple(one.code for one, _ in found))
    return found[0][0].credential, found[0][1]


def set_requirements(uow: UnitOfWork, row: Session, wanted: list[tuple[UUID, str]]) -> None:
    """Makes a session count toward exactly these requirements."""
    query = select(SessionRequirement).where(SessionRequirement.session == row.id)
    known = {(one.credential, one.requirement): one for one in uow.session.scalars(query)}
    for key, one in known.items():
        if key not in wanted:
            uow.remove(one, row.id, "session")
    for credential, code in wanted:
        if (credential, code) not in known:
            one = SessionRequirement(session=row.id, credential=credential, requirement=code)
            uow.add(one, row.id, "session")
    uow.session.flush()


def make_session(
    uow: UnitOfWork,
    cohort: UUID,
    title: str,
    starts: datetime,
    minutes: int,
    *,
    kind: str = "",
    held: bool = False,
    key: UUID | None = None,
) -> Session:
    """Adds a bare session.

    Raises:
        FieldWrong, SessionExists: nothing was added.
    """
    title = clean_line("title", title)
    check_day("start", starts)
    at = start_text(uow, starts)
    same = select(Session).where(Session.cohort == cohort, Session.starts_at == at, Session.title == title)
    if uow.session.scalars(same).first() is not None:
        raise SessionExists(title, starts.isoformat(" ", "minutes"))
    row = Session(
        id=key or new_key(),
        cohort=cohort,
        starts_at=at,
        minutes=_length(minutes),
        title=title,
        kind=clean_line("kind", kind, empty=True, longest=20),
        state="held" if held else "planned",
    )
    uow.add(row, row.id, "session")
    uow.touch("cohort", cohort)
    uow.session.flush()
    return row


def _wanted(uow: UnitOfWork, cohort: UUID, requirements: tuple[tuple[str, str], ...]) -> list[tuple[UUID, str]]:
    versions = offered_versions(uow, cohort)
    wanted = []
    for credential, code in requirements:
        if not code:
            only = only_attendance(versions)
            if only is None:
                continue
            credential, code = only
        wanted.append(resolve_requirement(versions, credential, code))
    return wanted


def add_session(uow: UnitOfWork, request: AddSession) -> Outcome[UUID]:
    """Adds a session; the value is its key.

    Raises:
        NotInBook, FieldWrong, SessionExists, NoSuchRequirement, RequirementAmbiguous: nothing was added.
    """
    cohort: Cohort = uow.get(Cohort, request.cohort)
    row = make_session(
        uow,
        cohort.id,
        request.title,
        request.starts,
        request.minutes,
        kind=request.kind,
        held=request.held,
        key=request.key,
    )
    set_requirements(uow, row, _wanted(uow, cohort.id, request.requirements))
    recompute_sessions(uow, [row.id])
    return Outcome(row.id, undo=DropSession(row.id))


def _codes(uow: UnitOfWork, row: Session) -> tuple[tuple[str, str], ...]:
    from skillmark.store.schema import Credential

    query = select(Credential.code, SessionRequirement.requirement).join(
        SessionRequirement, SessionRequirement.credential == Credential.id
    )
    return tuple((one[0], one[1]) for one in uow.session.execute(query.where(SessionRequirement.session == row.id)))


def change_session(uow: UnitOfWork, request: ChangeSession) -> Outcome[UUID]:
    """Changes a session; cancelling it makes it count for nobody, and keeps its marks.

    Raises:
        NotInBook, FieldWrong, SessionExists, NoSuchRequirement, RequirementAmbiguous: nothing was changed.
    """
    row: Session = uow.get(Session, request.session)
    before = ChangeSession(row.id, row.title, local_start(uow, row), row.minutes, row.kind, row.state, _codes(uow, row))
    recompute_sessions(uow, [row.id], just_note=True)
    uow.change(row, row.id, "session", **_changed_fields(uow, row, request))
    uow.touch("cohort", row.cohort)
    uow.session.flush()
    if request.requirements is not None:
        set_requirements(uow, row, _wanted(uow, row.cohort, request.requirements))
    recompute_sessions(uow, [row.id])
    return Outcome(row.id, undo=before)


def _changed_fields(uow: UnitOfWork, row: Session, request: ChangeSession) -> dict[str, object]:
    fields: dict[str, object] = {}
    if request.title is not None:
        fields["title"] = clean_line("title", request.title)
    if request.starts is not None:
        fields["starts_at"] = start_text(uow, request.starts)
    if request.minutes is not None:
        fields["minutes"] = _length(request.minutes)
    if request.kind is not None:
        fields["kind"] = clean_line("kind", request.kind, empty=True, longest=20)
    if request.state is not None:
        if request.state not in STATES:
            raise FieldWrong("state", request.state, "one_of:planned,held,cancelled")
        fields["state"] = request.state
    same = select(Session).where(
        Session.cohort == row.cohort,
        Session.starts_at == fields.get("starts_at", row.starts_at),
        Session.title == fields.get("title", row.title),
        Session.id != row.id,
    )
    if uow.session.scalars(same).first() is not None:
        raise SessionExists(str(fields.get("title", row.title)), str(local_start(uow, row)))
    return fields


def drop_session(uow: UnitOfWork, request: DropSession) -> Outcome[None]:
    """Takes a session back for which no attendance was taken.

    Raises:
        NotInBook, BuiltUpon: it stays.
    """
    row: Session = uow.get(Session, request.session)
    if uow.session.scalars(select(Attendance).where(Attendance.session == row.id)).first() is not None:
        raise BuiltUpon("session", row.title, "attendance")
    codes = _codes(uow, row)
    start, held = local_start(uow, row), row.state == "held"
    again = AddSession(row.cohort, row.title, start, row.minutes, row.kind, codes, held, row.id)
    recompute_sessions(uow, [row.id], just_note=True)
    set_requirements(uow, row, [])
    uow.remove(row, row.id, "session")
    uow.touch("cohort", row.cohort)
    uow.session.flush()
    recompute_sessions(uow, [])
    return Outcome(None, undo=again)
