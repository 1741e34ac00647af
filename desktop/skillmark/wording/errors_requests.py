"""What is said where a good request is refused."""

from __future__ import annotations

from skillmark.protocol import errors_requests as e
from skillmark.wording.catalogue import _, ngettext
from skillmark.wording.dates import long_date
from skillmark.wording.names import isolated
from skillmark.wording.sentence import Sentence, Table, listed
from skillmark.wording.states import award_status_word


def thing_word(kind: str) -> str:
    """What a kind of record is called, with its article."""
    words = {
        "learner": _("learner"),
        "cohort": _("cohort"),
        "credential": _("micro-credential"),
        "credential_version": _("version of a micro-credential"),
        "session": _("session"),
        "staff": _("staff member"),
        "award": _("award"),
        "award_run": _("award run"),
        "import_batch": _("import"),
        "assessment": _("entry"),
        "candidacy": _("candidacy"),
        "enrolment": _("enrolment"),
        "attendance": _("attendance"),
        "submission": _("submission"),
        "arrangement": _("arrangement"),
        "offering": _("offering"),
        "attachment": _("file"),
    }
    return words.get(kind, kind.replace("_", " "))


def _not_in_book(error: e.NotInBook) -> Sentence:
    remedies = {
        "learner": _("Give a code, an identifier, an e-mail address or the whole name."),
        "cohort": _("skillmark cohort list shows those that are there."),
        "credential": _("skillmark credential list shows those that are there."),
        "award": _("Award numbers look like RI-2026-K7-0418-X."),
        "staff": _("skillmark staff list shows those who are there."),
        "import_batch": _("An import says its number when it is done."),
    }
    what = _("There is no {kind} {name} in the record book.").format(
        kind=thing_word(error.kind), name=isolated(error.name)
    )
    return Sentence(what, remedies.get(error.kind, _("Look whether it is spelt right.")))


def _several(error: e.SeveralOfThatName) -> Sentence:
    what = _("{name} is more than one {kind}.").format(name=isolated(error.name), kind=thing_word(error.kind))
    if not error.codes:
        return Sentence(what, _("Say which one."))
    remedy = _("Say which: {codes}.")
    if error.kind == "staff":
        remedy = _("Say which, by e-mail or by the id that skillmark staff list -o json shows: {codes}.")
    return Sentence(what, remedy.format(codes=listed(error.codes)))


def _code(error: e.CodeTaken) -> Sentence:
    what = _("Another {kind} has {code} already.").format(kind=thing_word(error.kind), code=error.code)
    return Sentence(what, _("Choose another."))


def _identifier(error: e.IdentifierTaken) -> Sentence:
    what = _("The identifier {value} ({system}) belongs to {learner}.")
    return Sentence(
        what.format(value=error.value, system=error.system, learner=isolated(error.learner)),
        _("Compare both, and correct the one that is wrong."),
    )


def _rules() -> dict[str, tuple[str, str]]:
    """Rule -> what is wrong and what to do; {value}, {field} and {more} are filled in."""
    return {
        "empty": (_("{field} is empty."), _("Fill it in.")),
        "too_long": (_("{field} is too long: {value}…."), _("Shorten it.")),
        "control": (_("{field} has characters that can't be printed."), _("Type it anew.")),
        "email": (_("{value} is no e-mail address."), _("Addresses look like name@school.example.")),
        "role": (_("{value} is no role."), _("Use coordinator, instructor, assistant, quality or auditor.")),
        "last_coordinator": (_("{value} is the last coordinator."), _("Make somebody else coordinator first.")),
        "prefix": (_("{value} can't begin an award number."), _("Use two to five letters from A to Z.")),
        "time_zone": (_("{value} is no time zone."), _("Time zones look like Europe/Lisbon.")),
        "days": (_("{value} days can't be."), _("Use 1 to 3650.")),
        "minutes": (_("{value} minutes can't be."), _("Use 1 to 1440.")),
        "birth": (_("{value} can't be a date of birth."), _("Look at the year.")),
        "year": (_("{value} can't be right: dates run from 1900 to 2199."), _("Look at the year.")),
        "system": (_("{value} can't name a system of identifiers."), _("Use a to z, digits, _ and -.")),
        "to_come": (_("{value} is in the future."), _("Give today or an earlier day.")),
        "before_start": (_("{value} is before the start."), _("Give the start or a later day.")),
        "one_of": (_("{value} is not known here."), _("Use one of {more}.")),
        "at_most": (_("{value} is too many."), _("Use at most {more}.")),
        "pattern": (_("{value} can't name files."), _("Use these in braces: {more}.")),
        "out_or_combined": (_("Nothing says where the certificates go."), _("Choose a folder or one file.")),
        "not_active": (_("The candidacy isn't going on."), _("Enrol the learner again first.")),
    }


def field_title(field: str) -> str:
    """What a field of a request is called."""
    words = {
        "name": _("Name"),
        "display_name": _("Name"),
        "given_name": _("Given name"),
        "family_name": _("Family name"),
        "preferred_name": _("Preferred name"),
        "email": _("E-mail"),
        "code": _("Code"),
        "title": _("Title"),
        "reason": _("Reason"),
        "authority": _("Authority"),
        "identifier": _("Identifier"),
        "signatory": _("Signatory"),
        "assessor": _("Assessor"),
        "feedback": _("Feedback"),
        "note": _("Note"),
        "staff_note": _("Staff note"),
        "evidence": _("Evidence"),
    }
    return words.get(field, field.replace("_", " ").capitalize())


def _field(error: e.FieldWrong) -> Sentence:
    rule, _colon, more = error.rule.partition(":")
    what, remedy = _rules()[rule]
    filled = {"field": field_title(error.field), "value": isolated(error.value), "more": more.replace(",", ", ")}
    return Sentence(what.format(**filled), remedy.format(**filled))


def _allowed(error: e.NotAllowed) -> Sentence:
    who = isolated(error.actor) if error.actor else _("Who acts")
    if error.action == "award_by_exception":
        what = _("{who} may not award by exception: only a coordinator may.").format(who=who)
        return Sentence(what, _("Let a coordinator do it."), _("Nothing was changed."))
    return Sentence(_("{who} may not do this.").format(who=who), _("Ask a coordinator."), _("Nothing was changed."))


def _inactive(error: e.InactiveStaff) -> Sentence:
    return Sentence(_("{name} isn't active any more.").format(name=isolated(error.name)), _("Let somebody else act."))


def _no_draft(error: e.NoDraft) -> Sentence:
    return Sentence(_("{code} has no draft.").format(code=error.code), _("Add a new version first."))


def _draft(error: e.DraftExists) -> Sentence:
    return Sentence(
        _("{code} has a draft, version {number}.").format(code=error.code, number=error.number),
        _("Publish it or drop it first."),
    )


def _published(error: e.NothingPublished) -> Sentence:
    return Sentence(_("{code} isn't published.").format(code=error.code), _("Publish it first."))


def _offered(error: e.AlreadyOffered) -> Sentence:
    return Sentence(
        _("{cohort} works toward {credential} already.").format(cohort=error.cohort, credential=error.credential),
        _("Nothing needs to be done."),
    )


def _retired(error: e.CredentialRetired) -> Sentence:
    return Sentence(
        _("{code} is retired: the last start was {day}.").format(code=error.code, day=long_date(error.last)),
        _("Offer another, or publish a new version."),
    )


def _nobody_starts(error: e.NobodyStarts) -> Sentence:
    what = _("{code} is retired and takes nobody in after {day}: who comes later isn't made a candidate.")
    return Sentence(what.format(code=error.code, day=long_date(error.last)), _("Offer another to the cohort."))


def _to_come(error: e.PrerequisiteToCome) -> Sentence:
    what = _("{learner} doesn't hold {missing}, without which {code} isn't awarded.")
    return Sentence(
        what.format(learner=isolated(error.learner), missing=listed(error.missing), code=error.code),
        _("Nothing needs to be done now."),
    )


def _closed(error: e.CohortClosed) -> Sentence:
    return Sentence(
        _("{code} is closed since {day}.").format(code=error.code, day=long_date(error.on)), _("Open it again first.")
    )


def _enrolled(error: e.AlreadyEnrolled) -> Sentence:
    return Sentence(
        _("{learner} is in {cohort} already.").format(learner=isolated(error.learner), cohort=error.cohort),
        _("Nothing needs to be done."),
    )


def _not_enrolled(error: e.NotEnrolled) -> Sentence:
    return Sentence(
        _("{learner} is not in {cohort}.").format(learner=isolated(error.learner), cohort=error.cohort),
        _("Enrol first, or look whether it is the right cohort."),
    )


def _built(error: e.BuiltUpon) -> Sentence:
    what = _("{name} can't be taken back: there is an {by} on it.")
    if error.kind == "import_batch":
        what = _("The import can't be taken back: {name} has an {by} by now.")
    instead = {
        "session": _("Cancel the session instead; the history stays."),
        "cohort": _("Close the cohort instead; the history stays."),
        "credential": _("Retire it instead; the history stays."),
    }
    return Sentence(
        what.format(name=isolated(error.name), by=thing_word(error.by)),
        instead.get(error.kind, _("Withdraw instead; the history stays.")),
        _("Nothing was changed."),
    )


def _undone(error: e.AlreadyUndone) -> Sentence:
    return Sentence(
        _("Import {batch} was taken back before.").format(batch=error.batch), _("Nothing needs to be done.")
    )


def _built_later(error: e.ImportBuiltUpon) -> Sentence:
    what = _("Import {batch} can't be taken back: import {later} changed {name} since.")
    return Sentence(
        what.format(batch=error.batch, later=error.later, name=isolated(error.name)),
        _("Take import {later} back first.").format(later=error.later),
        _("Nothing was changed."),
    )


def _session(error: e.SessionExists) -> Sentence:
    return Sentence(
        _("There is a session {title} at {start} already.").format(title=isolated(error.title), start=error.start),
        _("Give it another title or start."),
    )


def _cancelled(error: e.SessionCancelled) -> Sentence:
    return Sentence(_("{title} was cancelled.").format(title=isolated(error.title)), _("Plan it again first."))


def _requirement(error: e.NoSuchRequirement) -> Sentence:
    if error.credential:
        what = _("{credential} has no requirement {code} that fits.")
    else:
        what = _("There is no requirement {code} that fits.")
    return Sentence(
        what.format(credential=error.credential, code=error.code), _("skillmark credential show lists the codes.")
    )


def _ambiguous(error: e.RequirementAmbiguous) -> Sentence:
    return Sentence(
        _("{code} is a requirement of {credentials}.").format(code=error.code, credentials=listed(error.credentials)),
        _("Say which, in the column credential."),
    )


def _candidate(error: e.NotACandidate) -> Sentence:
    return Sentence(
        _("{learner} doesn't work toward {credential}.").format(
            learner=isolated(error.learner), credential=error.credential
        ),
        _("Enrol in a cohort that does."),
    )


def _run(error: e.RunNotOpen) -> Sentence:
    word = _("issued") if error.state == "issued" else _("dropped")
    return Sentence(_("Run {run} was {word} before.").format(run=error.run, word=word), _("Prepare a new one."))


def _kept_file(error: e.KeptFileDamaged) -> Sentence:
    return Sentence(
        _("The file that the record book keeps is damaged: it has other bytes than those that were kept."),
        _("Check the record book, and restore a backup from before."),
        _("It isn't handed out."),
    )


def _award(error: e.AwardNotValid) -> Sentence:
    what = _("{number} is {state}.").format(number=error.number, state=award_status_word(error.state).lower())
    return Sentence(what, _("No certificate is handed out for it."))


def _nothing(error: e.NothingToUndo) -> Sentence:
    return Sentence(_("There is nothing to take back: it was refused itself."), _("Nothing needs to be done."))


def _rows(error: e.RowsRefused) -> Sentence:
    what = ngettext("{n} of {total} rows is refused.", "{n} of {total} rows are refused.", error.refused)
    return Sentence(
        what.format(n=error.refused, total=error.total),
        _("Correct them, or record the good rows without --all-or-nothing."),
        _("Nothing was recorded."),
    )


def _attachment(error: e.AttachmentTooLarge) -> Sentence:
    what = _("{name} has {size} MB; the record book takes {largest} MB.")
    million = 1_000_000
    return Sentence(
        what.format(name=error.name, size=error.size // million + 1, largest=error.largest // million),
        _("Make it smaller, or name a link."),
    )


def _image(error: e.ImageUnusable) -> Sentence:
    words = {
        "kind": _("The image for {field} is neither PNG nor JPEG."),
        "size": _("The image for {field} is too large."),
        "damaged": _("The image for {field} is damaged."),
    }
    what = words[error.why].format(field=field_title(error.field).lower())
    return Sentence(what, _("Use a PNG or JPEG of at most 5 MB and 40 megapixels."))


def _past_award(error: e.UndoPastAward) -> Sentence:
    return Sentence(
        _("The award {number} was made on it, so it can't be taken back.").format(number=error.award),
        _("Correct the entry with a reason."),
        _("Nothing was changed."),
    )


SENTENCES: Table = {
    e.NotInBook: _not_in_book,
    e.SeveralOfThatName: _several,
    e.CodeTaken: _code,
    e.IdentifierTaken: _identifier,
    e.FieldWrong: _field,
    e.NotAllowed: _allowed,
    e.InactiveStaff: _inactive,
    e.NoDraft: _no_draft,
    e.DraftExists: _draft,
    e.NothingPublished: _published,
    e.AlreadyOffered: _offered,
    e.CredentialRetired: _retired,
    e.NobodyStarts: _nobody_starts,
    e.PrerequisiteToCome: _to_come,
    e.CohortClosed: _closed,
    e.AlreadyEnrolled: _enrolled,
    e.NotEnrolled: _not_enrolled,
    e.BuiltUpon: _built,
    e.AlreadyUndone: _undone,
    e.ImportBuiltUpon: _built_later,
    e.SessionExists: _session,
    e.SessionCancelled: _cancelled,
    e.NoSuchRequirement: _requirement,
    e.RequirementAmbiguous: _ambiguous,
    e.NotACandidate: _candidate,
    e.RunNotOpen: _run,
    e.AwardNotValid: _award,
    e.KeptFileDamaged: _kept_file,
    e.NothingToUndo: _nothing,
    e.RowsRefused: _rows,
    e.AttachmentTooLarge: _attachment,
    e.ImageUnusable: _image,
    e.UndoPastAward: _past_award,
}
