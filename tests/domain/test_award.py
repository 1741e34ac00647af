"""How long awards hold, what stands against one, their events, their support, their snapshot."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from skillmark.domain import award_errors as errors
from skillmark.domain.award import (
    AwardCase,
    AwardStatus,
    Support,
    add_months,
    award_status,
    build_snapshot,
    check_event,
    check_renewal,
    expires_within,
    holds_valid,
    is_valid_on,
    may_award,
    newest_award,
    renewed_until,
    support,
    valid_until,
    window_opens,
)
from skillmark.domain.definition import Renewal, Validity
from skillmark.domain.records import AwardEventKind, CandidacyFacts, CandidacyStatus
from skillmark.domain.snapshot import (
    AwardFacts,
    SnapshotIssuer,
    SnapshotResult,
    SnapshotSignatory,
    SnapshotTemplate,
)
from tests.domain.builders import (
    ANN,
    BEN,
    FORM,
    MET,
    NOT_MET,
    TODAY,
    WEB,
    Log,
    all_met,
    award,
    candidacy,
    day,
    event,
    judged,
    requirement,
)

YEAR = timedelta(days=365)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 6, 20), 36, date(2029, 6, 20)),
    ],
)
def test_months_keep_the_day(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


def test_the_last_valid_day() -> None:
    assert valid_until(Validity(), day("06-20")) is None
    assert valid_until(Validity(months=6), day("08-31")) == date(2027, 2, 28)
    assert valid_until(Validity(until=day("12-31")), day("06-20")) == day("12-31")


def test_a_renewal_before_on_and_after_the_edges_of_its_window() -> None:
    validity, renewal, end = Validity(months=36), Renewal(6), date(2029, 6, 20)
    assert window_opens(renewal, end) == date(2028, 12, 20)
    for awarded_on, until in (
        (date(2028, 12, 19), date(2031, 12, 19)),
        (date(2028, 12, 20), date(2032, 6, 20)),
        (end, date(2032, 6, 20)),
        (date(2029, 6, 21), date(2032, 6, 21)),
    ):
        assert renewed_until(validity, renewal, end, awarded_on) == until
    assert renewed_until(Validity(), renewal, end, end) is None


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("10-31", AwardStatus.VALID),
        ("11-01", AwardStatus.EXPIRING),
        ("12-31", AwardStatus.EXPIRING),
    ],
)
def test_the_status_of_a_day(at: str, status: AwardStatus) -> None:
    assert award_status(award("06-20", day("12-31")), day(at)) is status


def test_expired_suspended_revoked() -> None:
    ended = award("06-20", day("12-31"))
    assert award_status(ended, date(2027, 1, 1)) is AwardStatus.EXPIRED
    assert award_status(None, TODAY) is AwardStatus.NONE
    suspended = award("06-20", None, event("suspended", "07-01", "000700"))
    assert award_status(suspended, TODAY) is AwardStatus.SUSPENDED
    lifted = replace(suspended, events=(event("lifted", "08-01", "000800"), *suspended.events))
    assert award_status(lifted, TODAY) is AwardStatus.VALID
    revoked = replace(lifted, events=(event("revoked", "05-01", "000100"), *lifted.events))
    assert award_status(revoked, TODAY) is AwardStatus.REVOKED


def test_valid_on_a_day() -> None:
    given = award("06-20", day("12-31"))
    assert [is_valid_on(given, day(at)) for at in ("06-19", "06-20", "12-31")] == [False, True, True]
    assert is_valid_on(given, date(2027, 1, 1)) is False
    assert is_valid_on(award("06-20", None, event("corrected", "07-01", "000700")), TODAY) is False
    assert is_valid_on(award("06-20", None, event("renewed", "07-01", "000700")), TODAY) is True
    assert holds_valid((award("06-20", None, event("revoked", "07-01", "1")), given), day("07-01")) is True
    assert holds_valid((), TODAY) is False
    assert expires_within(given, day("12-01"), 30) is True
    assert expires_within(given, day("12-01"), 29) is False
    assert expires_within(award(), day("12-01"), 29) is False


def test_the_newest_award_speaks() -> None:
    assert newest_award(()) is None
    first = award("03-01", day("06-30"), recorded="000100", number="A")
    second = award("08-01", recorded="000200", number="B")
    assert newest_award((first, second)) == second
    revoked = replace(second, events=(event("revoked", "09-01", "000300"),))
    assert newest_award((first, revoked)) == revoked
    replaced = replace(first, events=(event("corrected", "09-01", "000300"),))
    assert newest_award((replaced,)) is None


def test_of_two_awards_by_two_copies_the_smaller_stands() -> None:
    one = award("06-20", recorded="000100", device="K7", number="A", id=UUID(int=1))
    two = award("06-20", recorded="000100", device="M3", number="B", id=UUID(int=2))
    late = award("06-19", recorded="000200", device="M3", number="C", id=UUID(int=3))
    assert newest_award((two, one)) == one
    assert newest_award((one, late)) == late
    until_then = award("01-01", day("06-20"), recorded="000050", number="E")
    assert newest_award((until_then, one)) == until_then


def case(standings: dict[str, Any] | None = None, facts: dict[str, Any] | None = None, **fields: Any) -> AwardCase:
    facts = facts or {}
    standing = candidacy(all_met(FORM) if standings is None else standings, **facts)
    values: dict[str, Any] = {"awarded_on": day("06-20"), "today": TODAY}
    return AwardCase(standing, CandidacyFacts(**facts), **(values | fields))


def closed_test() -> dict[str, Any]:
    log = Log(requirement("TEST", attempts=1))
    log.add("03-01", mark=10)
    return all_met(FORM, without=("TEST",)) | {"TEST": log.standing}


REVOKED = award("06-20", None, event("revoked", "07-01", "000700"))
ON_HOLD, WITHDRAWN = {"status": CandidacyStatus.ON_HOLD}, {"status": CandidacyStatus.WITHDRAWN}
REFUSED: list[tuple[AwardCase, errors.AwardRefused, bool]] = [
    (case(all_met(FORM, without=("OBS",))), errors.NotReady(("OBS",), 5, 6), True),
    (case(closed_test()), errors.CannotBecomeReady(("TEST",)), True),
    (case(facts=WITHDRAWN), errors.Withdrawn(), True),
    (case(facts={"sign_off_needed": True}), errors.SignOffMissing(), True),
    (case(facts={"awards": (REVOKED,)}), errors.NothingSinceRevocation(), True),
    (
        case(facts={"prerequisites": ("X", "Y")}, prerequisites_held=frozenset("X")),
        errors.PrerequisiteMissing(("Y",)),
        True,
    ),
    (case(facts=ON_HOLD), errors.OnHold(False), False),
    (case(facts={"held": True}), errors.OnHold(True), False),
    (case(others=(award(),)), errors.AlreadyAwarded("RI-2026-K7-0418-C"), False),
    (case(awarded_on=TODAY + YEAR), errors.AwardDateInFuture(TODAY + YEAR, TODAY), False),
    (case(awarded_on=day("02-28")), errors.AwardDateTooEarly(day("02-28"), day("03-01")), False),
    (case(last_award_on=day("06-19")), errors.AwardDateAfterRetirement(day("06-20"), day("06-19")), False),
    (case(second_person=True, actor=ANN), errors.SecondPersonNeeded(ANN), False),
]


@pytest.mark.parametrize(("wish", "error", "excusable"), REFUSED)
def test_refused(wish: AwardCase, error: errors.AwardRefused, excusable: bool) -> None:
    found = may_award(wish)
    assert [type(reason) for reason in found] == [type(error)]
    assert vars(found[0]) == vars(error)
    excused = may_award(replace(wish, exception="Fell ill at the very end"))
    assert [type(reason) for reason in excused] == ([] if excusable else [type(error)])


def test_every_refusal_of_an_award_is_tested() -> None:
    here = {type(error) for _, error, _ in REFUSED}
    assert set(errors.AwardRefused.__subclasses__()) == here | {
        errors.ExceptionReasonNeeded,
        errors.StandsInRun,
        errors.ProofListDiffers,
    }


def test_an_exception_needs_words() -> None:
    found = may_award(case(all_met(FORM, without=("OBS",)), exception=" "))
    assert [type(reason) for reason in found] == [errors.NotReady, errors.ExceptionReasonNeeded]


def test_may_award() -> None:
    assert may_award(case()) == ()
    assert may_award(case(last_award_on=day("06-20"), awarded_on=day("06-20"))) == ()
    assert may_award(case(awarded_on=TODAY)) == ()
    assert may_award(case(second_person=True, actor=BEN)) == ()
    assert may_award(case(second_person=True)) == ()
    assert may_award(case(actor=ANN)) == ()
    assert may_award(case(others=(award(),), renewal=True)) == ()
    assert may_award(case(others=(award("01-01", day("06-19")),))) == ()
    assert may_award(case({}, {"prerequisites": ()}, exception="x")) == ()
    suspended = award("01-01", None, event("suspended", "02-01", "000700"))
    assert [type(reason) for reason in may_award(case(others=(suspended,)))] == [errors.AlreadyAwarded]


def test_two_assessors_are_two_people() -> None:
    log = Log(judged(code="OBS"))
    log.add("03-01", MET, assessor=BEN)
    both = all_met(FORM) | {"OBS": log.standing}
    assert may_award(case(both, second_person=True, actor=ANN)) == ()


def test_support() -> None:
    given, log = award(), Log(judged(code="OBS"))
    log.put(log.entry("03-01", NOT_MET))
    standing = candidacy(all_met(FORM) | {"OBS": log.standing})
    assert support(candidacy(all_met(FORM)), given) is Support.SUPPORTED
    assert support(standing, given) is Support.UNSUPPORTED
    assert support(standing, replace(given, by_exception=True)) is Support.EXCEPTION
    assert support(standing, replace(given, events=(event("revoked", "07-01", "1"),))) is Support.SUPPORTED
    confirmed = replace(given, events=(event("confirmed", "07-01", "000700"),))
    assert support(standing, confirmed) is Support.CONFIRMED
    later = replace(standing, touched_clock="000701")
    assert support(later, confirmed) is Support.UNSUPPORTED
    assert [item.supported for item in Support] == [True, True, True, False]


SUSPENDED = award("06-20", None, event("suspended", "07-01", "000700"))
CORRECTED = award("06-20", None, event("corrected", "07-01", "000700"))
ERASED = award("06-20", None, event("erased", "07-01", "000700"))


@pytest.mark.parametrize(
    ("given", "kind", "why"),
    [
        (REVOKED, "revoked", "revoked"),
        (REVOKED, "lifted", "revoked"),
        (REVOKED, "reprinted", "revoked"),
        (CORRECTED, "corrected", "replaced"),
        (CORRECTED, "suspended", "replaced"),
        (award(), "lifted", "not_suspended"),
        (SUSPENDED, "suspended", "suspended"),
        (SUSPENDED, "renewed", "suspended"),
        (ERASED, "erased", "erased"),
        (ERASED, "reprinted", "erased"),
        (ERASED, "corrected", "erased"),
    ],
)
def test_events_out_of_place(given: Any, kind: str, why: str) -> None:
    with pytest.raises(errors.AwardEventOutOfPlace) as refused:
        check_event(given, AwardEventKind(kind), "said so")
    assert (refused.value.kind, refused.value.why) == (kind, why)


def test_events_in_their_place() -> None:
    for given, kind in (
        (award(), "revoked"),
        (award(), "suspended"),
        (SUSPENDED, "lifted"),
        (SUSPENDED, "revoked"),
        (CORRECTED, "revoked"),
        (REVOKED, "enquired"),
        (REVOKED, "erased"),
        (award(), "corrected"),
        (award(), "confirmed"),
    ):
        check_event(given, AwardEventKind(kind), "said so")
    check_event(award(), AwardEventKind.REPRINTED, "")
    for kind in ("revoked", "suspended", "corrected", "confirmed", "erased"):
        with pytest.raises(errors.AwardEventReasonNeeded) as refused:
            check_event(award(), AwardEventKind(kind), " ")
        assert refused.value.kind == kind


def test_renewing() -> None:
    given = award("06-20", date(2029, 6, 20))
    check_renewal(given, Renewal(6), date(2028, 12, 20))
    with pytest.raises(errors.RenewalOutOfPlace) as refused:
        check_renewal(given, Renewal(6), date(2028, 12, 19))
    assert refused.value.opens_on == date(2028, 12, 20)
    with pytest.raises(errors.RenewalOutOfPlace) as endless:
        check_renewal(award(), Renewal(6), TODAY)
    assert endless.value.opens_on is None
    for barred, why in ((REVOKED, "revoked"), (CORRECTED, "replaced"), (SUSPENDED, "suspended")):
        with pytest.raises(errors.AwardEventOutOfPlace) as out:
            check_renewal(barred, Renewal(6), TODAY)
        assert out.value.why == why


def test_the_snapshot() -> None:
    facts = AwardFacts(
        "RI-2026-K7-0418-C",
        bytes(range(16)),
        "王小明",
        FORM,
        1,
        SnapshotIssuer("Riverside", "Riverside Ltd", "IE"),
        day("06-20"),
        day("06-21"),
        date(2029, 6, 20),
        results=(SnapshotResult(requirement("TEST"), "met", "31 of 40"), SnapshotResult(requirement("OBS"), "waived")),
        evidence=("Unit plan",),
        waivers=(("OBS", "Ill"),),
        exception="By the board",
        signatories=(SnapshotSignatory("A. Head", "Principal", "ab" * 32),),
        logo="cd" * 32,
        template=SnapshotTemplate("modern", 2, "letter", portrait=True),
    )
    shot: Any = build_snapshot(facts)
    assert json.loads(json.dumps(shot)) == shot
    assert (shot["format"], shot["salt"]) == ("skillmark-award/1", "000102030405060708090a0b0c0d0e0f")
    assert shot["holder"] == {"name": "王小明"}
    assert shot["achievement"]["credits"] == {"value": "1.5", "system": "ECTS"}
    assert (shot["achievement"]["hours"], shot["achievement"]["delivery"]) == (40, "blended")
    assert shot["achievement"]["quality_assurance"]["body"] == "School quality board"
    assert shot["results"][0] == {
        "code": "TEST",
        "title": "Assessment literacy test",
        "kind": "skills_test",
        "state": "met",
        "result": "31 of 40",
    }
    assert shot["waivers"] == [{"code": "OBS", "reason": "Ill"}]
    assert (shot["awarded_on"], shot["issued_on"], shot["valid_until"]) == ("2026-06-20", "2026-06-21", "2029-06-20")
    assert shot["template"] == {"design": "modern", "version": 2, "paper": "letter", "portrait": True}


def test_a_snapshot_of_little() -> None:
    facts = AwardFacts("N", bytes(16), "A", WEB, 1, SnapshotIssuer("I"), day("06-20"), day("06-20"))
    shot: Any = build_snapshot(facts)
    assert (shot["valid_until"], shot["exception"], shot["logo"]) == (None, None, None)
    achievement = shot["achievement"]
    assert [achievement[key] for key in ("credits", "level", "supervision", "quality_assurance")] == [None] * 4
    bare = replace(facts, definition=replace(WEB, effort_hours=None, delivery=None))
    assert json.loads(json.dumps(build_snapshot(bare)))["achievement"]["hours"] is None
