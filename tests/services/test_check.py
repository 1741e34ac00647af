"""What `check` finds of what was changed behind Skillmark's back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skillmark.protocol.requests.award import AwardLearners, CorrectAward, RevokeAward
from skillmark.protocol.requests.define import ChangeSettings
from skillmark.protocol.requests.export import ExportCertificates
from skillmark.protocol.requests.judge import NewArtifact, RecordSubmission
from skillmark.protocol.requests.look import ListAwards
from skillmark.protocol.requests.teach import AddCohort, ImportRoster
from skillmark.services.certificates import export_certificates
from skillmark.services.handle import handle
from skillmark.services.keep import back_up, check_book, restore_backup
from skillmark.services.opening import open_sitting
from skillmark.store.driver import connect
from skillmark.store.schema import Base
from tests.services.school import School


def tampered(school: School, *statements: str) -> set[tuple[str, str]]:
    """Kinds and details of what is found after statements that another program carried out, past the triggers."""
    with school.sitting.book.read() as connection:
        triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    other = connect(school.sitting.path, "rw")
    for name, _ in triggers:
        other.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert other.execute(statement).rowcount > 0
    for _, sql in triggers:
        other.execute(sql)
    other.close()
    return {(one.kind, one.detail) for one in check_book(school.sitting).findings}


@pytest.fixture
def awarded(school: School) -> School:
    """A school with a feedback, an award, and a revocation with its reason."""
    school.record("Ben", "TEST", mark=31, feedback="Well argued")
    school.meet_everything("Ada")
    run = school.do(AwardLearners("FORM-ASSESS", learners=(school.learners["Ada"],)))
    assert run.awarded
    school.do(RevokeAward(school.ask(ListAwards())[0].key, "Given by mistake"))
    school.sound()
    return school


ROWS: list[tuple[str, str]] = [
    ("UPDATE learner SET display_name = 'Eve' WHERE display_name LIKE 'Ada%'", "display_name"),
    ("UPDATE assessment SET feedback = 'Poor' WHERE feedback <> ''", "feedback"),
    ("UPDATE award_event SET reason = 'Wrong name'", "reason"),
    ("UPDATE credential_version SET document = replace(document, 'Formative', 'Summative')", "document"),
    ("DELETE FROM award_event", "it is gone"),
]


@pytest.mark.parametrize(("statement", "word"), ROWS)
def test_a_row_that_says_otherwise_than_the_log_is_found(awarded: School, statement: str, word: str) -> None:
    found = tampered(awarded, statement)
    assert [detail for kind, detail in found if kind == "row" and word in detail]


@pytest.mark.parametrize("field", ["holder = 'Eve'", "valid_until = '2099-01-01'", "awarded_on = '2020-01-01'"])
def test_an_award_that_says_otherwise_than_its_signed_snapshot_is_found(awarded: School, field: str) -> None:
    found = tampered(awarded, f"UPDATE award SET {field}")
    assert [detail for kind, detail in found if kind == "snapshot" and field.split(" = ")[0] in detail]


def test_a_kept_file_with_other_bytes_is_found(awarded: School, tmp_path: Any) -> None:
    candidacy = awarded.progress("Ada").candidacy
    awarded.do(RecordSubmission(candidacy, "PORT", artifacts=(NewArtifact("work.pdf", data=b"%PDF-1.7 work"),)))
    found = tampered(awarded, "UPDATE attachment SET data = x'255044462d2d'")
    assert ("kept_file", "its bytes are not those that were kept") in found


def test_a_damaged_certificate_is_not_handed_out(awarded: School, tmp_path: Any) -> None:
    awarded.meet_everything("Ben")
    awarded.do(AwardLearners("FORM-ASSESS", learners=(awarded.learners["Ben"],)))
    whole = export_certificates(awarded.sitting, ExportCertificates(folder=tmp_path / "whole"))
    assert len(whole.written) == 1
    tampered(awarded, "UPDATE attachment SET data = CAST(replace(data, 'PDF', 'PDE') AS BLOB) WHERE size > 10000")
    report = export_certificates(awarded.sitting, ExportCertificates(folder=tmp_path / "again"))
    assert (report.written, [type(one.reason).__name__ for one in report.refused]) == ([], ["KeptFileDamaged"])
    assert not list((tmp_path).glob("again/*"))


BROKEN: list[tuple[str, Callable[[set[str]], bool]]] = [
    ("UPDATE assessment SET assessor = x'00'", lambda kinds: "content" in kinds or "row" in kinds),
    ("UPDATE change_payload SET body = '{}'", lambda kinds: {"chain", "log"} & kinds != set()),
    ("UPDATE change_payload SET body = x'ff'", lambda kinds: {"chain", "log"} <= kinds),
    ("UPDATE change_payload SET subject = x'00'", lambda kinds: "row" in kinds),
    ("UPDATE change_payload SET subject = 'me'", lambda kinds: "log" in kinds),
    ("UPDATE award SET snapshot = '[]'", lambda kinds: "snapshot" in kinds),
]


@pytest.mark.parametrize(("statement", "told"), BROKEN)
def test_content_that_cannot_be_read_is_a_finding_and_no_crash(awarded: School, statement: str, told: Any) -> None:
    assert told({kind for kind, _ in tampered(awarded, statement)})


ROSTER = b"""Name,Birth date,Start date,Student number,Cohort
Dora Okoye,2001-02-03,2026-05-04,N1,NORTH
Emil Strand,2002-02-03,2026-05-04,N2,
"""
KEY = "(SELECT id FROM learner WHERE display_name = '{}')"
NEW = {"id": "randomblob(16)"}


@pytest.fixture
def worked(awarded: School) -> School:
    """The same, with an import, a kept file, an award that was corrected, and a run that is only prepared."""
    for code in ("SOUTH", "WEST"):
        awarded.do(AddCohort(code))
    awarded.do(ImportRoster(Path("list.csv"), ROSTER, cohort="WEST", offer=("FORM-ASSESS",)))
    candidacy = awarded.progress("Cleo").candidacy
    awarded.do(RecordSubmission(candidacy, "PORT", artifacts=(NewArtifact("work.pdf", data=b"%PDF-1.7 work"),)))
    awarded.meet_everything("Ben")
    awarded.do(AwardLearners("FORM-ASSESS", learners=(awarded.learners["Ben"],)))
    ben = next(one for one in awarded.ask(ListAwards()) if one.holder == "Ben")
    awarded.do(CorrectAward(ben.key, "Married", "Ben Okoye"))
    some = (awarded.learners["Cleo"],)
    awarded.do(AwardLearners("FORM-ASSESS", learners=some, exception="Knows it all", prepare=True))
    awarded.sound()
    return awarded


def planted(table: str, **said: str) -> str:
    """A statement that inserts a copy of a table's first row, in which some columns are said otherwise."""
    columns = ", ".join(said.get(one.name, f'"{one.name}"') for one in Base.metadata.tables[table].columns)
    return f"INSERT INTO {table} SELECT {columns} FROM {table} LIMIT 1"


PLANTED: list[str] = [
    planted("staff", **NEW, display_name="'Evil'", folded="'evil'"),
    planted("award_event", **NEW, kind="'confirmed'"),
    planted("assessment", **NEW),
    planted("learner_identifier", value="'N9'"),
    planted("enrolment", **NEW, cohort="(SELECT id FROM cohort WHERE code = 'SOUTH')"),
    planted("signing_key", **NEW),
]


@pytest.mark.parametrize("statement", PLANTED)
def test_a_row_that_no_change_made_is_found(worked: School, statement: str) -> None:
    assert ("row", "it is in the book, but no change made it") in tampered(worked, statement)


SWAPPED = f"CASE value WHEN 'N1' THEN {KEY.format('Emil Strand')} ELSE {KEY.format('Dora Okoye')} END"
CHANGED: list[tuple[str, str, str]] = [
    ("learner SET date_of_birth = '1999-09-09' WHERE batch IS NOT NULL", "row", "date_of_birth is '1999-09-09'"),
    ("learner SET date_of_birth = '1999-09-09' WHERE batch IS NULL", "row", "date_of_birth is '1999-09-09'"),
    (f"learner_identifier SET learner = {SWAPPED} WHERE value IN ('N1', 'N2')", "row", "learner is"),
    ("learner SET sort_key = 'a' WHERE batch IS NOT NULL", "row", "sort_key is 'a'"),
    ("enrolment SET status = 'withdrawn' WHERE batch IS NOT NULL", "row", "status is 'withdrawn', logged 'active'"),
    ("enrolment SET cohort = (SELECT id FROM cohort WHERE code = 'SOUTH') WHERE batch IS NOT NULL", "row", "is gone"),
    ("enrolment SET from_on = '2026-01-01' WHERE batch IS NOT NULL", "row", "started_on is '2026-05-04'"),
    ("candidacy SET due_on = '2027-01-01' WHERE batch IS NOT NULL", "row", "due_on is '2027-01-01', logged None"),
    ("offering SET due_on = '2027-01-01'", "row", "due_on is '2027-01-01', logged None"),
    ("award SET replaced_by = NULL WHERE replaced_by IS NOT NULL", "row", "replaced_by is None"),
    ("award_run SET state = 'prepared' WHERE state = 'issued'", "row", "state is 'prepared', logged 'issued'"),
    ("award_run SET prepared = replace(prepared, 'Knows', 'Did') WHERE state = 'prepared'", "row", "prepared is"),
    ("book SET head = NULL WHERE head IS NOT NULL", "row", "head is None"),
    ("book SET device = randomblob(16)", "row", "device is"),
    ("counter SET last = 1 WHERE series LIKE 'award RI %'", "counter", "the last number is 1, and 3 is in use"),
    ("counter SET last = 4 WHERE series = 'learner'", "counter", "the last number is 4, and 5 is in use"),
    (f"signing_key SET private = x'{'11' * 32}'", "signing_key", "doesn't go with its public half"),
    ("signing_key SET private = x'00'", "signing_key", "doesn't go with its public half"),
    ("signing_key SET public = x'00'", "signature", "the signature is not the issuer's"),
    ("signing_key SET public = x'00'", "row", "public is '00'"),
    ("attachment SET size = 1", "kept_file", "its size or kind is not that of its bytes"),
]


@pytest.mark.parametrize(("statement", "kind", "said"), CHANGED)
def test_a_field_that_another_program_changed_is_found(worked: School, statement: str, kind: str, said: str) -> None:
    worked.do(ChangeSettings(quiet_days=30))
    found = tampered(worked, f"UPDATE {statement}")
    assert [detail for one, detail in found if one == kind and said in detail], found


def test_a_counter_or_a_kept_file_that_is_gone_is_found(worked: School) -> None:
    found = tampered(worked, "DELETE FROM counter WHERE series = 'award_run'", "DELETE FROM attachment")
    assert ("counter", "the last number is 0, and 3 is in use") in found
    assert ("kept_file", "it is gone") in found


LAST = "(SELECT id FROM change ORDER BY sequence DESC LIMIT 1)"


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (ChangeSettings(quiet_days=30), "quiet_days is 30, logged 21"),
        (AddCohort("EAST"), "it is in the book, but no change made it"),
    ],
)
def test_the_last_change_that_is_gone_while_its_rows_stay_is_found(awarded: School, request_: Any, said: str) -> None:
    awarded.do(request_)
    gone = f"DELETE FROM change_payload WHERE change = {LAST}", f"DELETE FROM change WHERE id = {LAST}"
    assert ("row", said) in tampered(awarded, *gone)


def test_a_change_that_is_gone_while_its_words_stay_is_found(awarded: School) -> None:
    assert ("log", "it is gone") in tampered(awarded, f"DELETE FROM change WHERE id = {LAST}")


def test_a_backup_and_a_restored_book_are_sound_before_and_after_the_first_change(
    worked: School, tmp_path: Path
) -> None:
    copy, restored = back_up(worked.sitting, tmp_path), tmp_path / "restored.skillmark"
    restore_backup(copy, restored, worked.clock)
    for path in (copy, restored):
        looking = open_sitting(path, write=False, clock=worked.clock)
        assert check_book(looking).findings == ()
        looking.book.close()
    writing = open_sitting(restored, clock=worked.clock)
    assert check_book(writing).findings == ()
    handle(writing, AddCohort("EAST"))
    assert check_book(writing).findings == ()
    writing.book.close()
