"""What is said of rows by what the book already knows."""

from __future__ import annotations

from skillmark.protocol import errors_rows as e
from skillmark.wording.catalogue import _, ngettext
from skillmark.wording.dates import long_date
from skillmark.wording.names import isolated
from skillmark.wording.sentence import Sentence, Table


def _where(code: str) -> str:
    """A learner's code, or the row in which a new learner stands."""
    return _("row {row}").format(row=code) if code.isdecimal() else code


def _duplicate(error: e.PossibleDuplicate) -> Sentence:
    what = _("{name} may be the same person as {where}; both are kept.")
    return Sentence(
        what.format(name=isolated(error.name), where=_where(error.code)),
        _("Compare them."),
    )


def _shared(error: e.EmailShared) -> Sentence:
    return Sentence(
        _("{email} is the address of {name} ({where}), too; both keep it.").format(
            email=isolated(error.email), name=isolated(error.name), where=_where(error.code)
        ),
        _("Look whose it is."),
    )


def _birth(error: e.BirthInFuture) -> Sentence:
    return Sentence(
        _("{column} says {day}, which is in the future and was left out.").format(
            column=error.column, day=long_date(error.day)
        ),
        _("Look at the year."),
    )


def _no_time(error: e.TimeMissing) -> Sentence:
    what = _("{column} says {text}: the time is missing.").format(column=error.column, text=isolated(error.text))
    return Sentence(what, _("Write 2026-06-12T09:00."))


def _out_of_reach(error: e.WholeNumberOutOfReach) -> Sentence:
    what = _("{column} says {text}, which can't be.").format(column=error.column, text=isolated(error.text))
    remedy = _("It must lie between {least} and {most}.")
    return Sentence(what, remedy.format(least=f"{error.least:,}", most=f"{error.most:,}"))


def _not_read(error: e.ColumnNotRead) -> Sentence:
    return Sentence(
        _("The column {column} isn't known, so it wasn't read.").format(column=isolated(error.column)),
        _("Look whether its title is spelt right."),
    )


def _no_rows(error: e.NoRows) -> Sentence:
    return Sentence(_("The file has no rows under its titles."), _("Look whether it is the right one."))


def _twice(error: e.SamePersonTwice) -> Sentence:
    return Sentence(
        _("{name} is the person of row {first}; both rows were taken together.").format(
            name=isolated(error.name), first=error.first
        ),
        _("Nothing needs to be done."),
    )


def _disagree(error: e.IdentifiersDisagree) -> Sentence:
    names = ", ".join(isolated(name) for name in error.names)
    return Sentence(
        _("The identifiers belong to different learners: {names}.").format(names=names),
        _("Correct the identifier that is wrong."),
    )


def _mixed_up(error: e.PossibleMixUp) -> Sentence:
    what = _("The identifier is that of {name} ({where}), but the row is about {told}; this may be a mix-up.")
    return Sentence(
        what.format(name=isolated(error.name), where=_where(error.code), told=isolated(error.told)),
        _("Correct the identifier. If they are one person, first make the name or the e-mail address agree."),
    )


def _renamed(error: e.NameChanged) -> Sentence:
    return Sentence(
        _("{before} is called {after} now.").format(before=isolated(error.before), after=isolated(error.after)),
        _("Awards keep the name that they were issued with."),
    )


def _nowhere(error: e.NotEnrolledHere) -> Sentence:
    return Sentence(_("The learner is in no cohort."), _("Name one with --cohort, or in a column."))


def _no_fit(error: e.NoRequirementFits) -> Sentence:
    return Sentence(
        _("{session} counts toward nothing.").format(session=isolated(error.session)),
        _("Name what it counts toward in the column requirement."),
    )


def _length(error: e.LengthMissing) -> Sentence:
    return Sentence(
        _("{session} isn't in the record book yet, and its length is missing.").format(session=isolated(error.session)),
        _("Give its minutes."),
    )


def _to_come(error: e.SessionToCome) -> Sentence:
    what = _("{session} is on {day}, which is to come; its marks count already.")
    return Sentence(
        what.format(session=isolated(error.session), day=long_date(error.day)), _("Look whether the date is right.")
    )


def _other_length(error: e.LengthDiffers) -> Sentence:
    return Sentence(
        _("{session} has {known} minutes on record, not {told}; that stays.").format(
            session=isolated(error.session), known=error.known, told=error.told
        ),
        _("Change the session where the file is right."),
    )


def _reason(error: e.ReasonMissing) -> Sentence:
    return Sentence(
        _("Attempt {attempt} is on record with another result, so this is a correction.").format(attempt=error.attempt),
        _("Give the reason, or leave the attempt out to record a new one."),
    )


def _attempt(error: e.AttemptUnknown) -> Sentence:
    what = ngettext(
        "There is no attempt {attempt}; there is {n}.", "There is no attempt {attempt}; there are {n}.", error.known
    )
    if not error.known:
        what = _("There is no attempt {attempt}; nothing is recorded yet.")
    return Sentence(what.format(attempt=error.attempt, n=error.known), _("Leave the attempt out to record a new one."))


def _attempt_needed(error: e.AttemptNeeded) -> Sentence:
    return Sentence(_("Voiding needs the number of the attempt."), _("Fill in the column attempt."))


def _early(error: e.EarlierThanStart) -> Sentence:
    return Sentence(
        _("The date lies before the start, {start}; the entry counts all the same.").format(start=error.start),
        _("Look whether the date is right."),
    )


def _external(error: e.NewExternalPerson) -> Sentence:
    return Sentence(
        _("{name} isn't on the staff and is taken for an external person.").format(name=isolated(error.name)),
        _("Look whether the name is spelt right."),
    )


def _proposals(error: e.ProposalsRecorded) -> Sentence:
    return Sentence(
        _("What an assistant records is a proposal, from this row on, and counts for nothing yet."),
        _("Let an instructor confirm it by recording the same."),
    )


def _file(error: e.EvidenceFileMissing) -> Sentence:
    return Sentence(
        _("There is no file {path} beside the marks.").format(path=error.path), _("Put it there, or name a link.")
    )


def _elsewhere(error: e.EvidenceFileElsewhere) -> Sentence:
    return Sentence(
        _("The file {path} doesn't lie beside the marks.").format(path=error.path),
        _("Put it there, or in a folder there."),
    )


SENTENCES: Table = {
    e.PossibleDuplicate: _duplicate,
    e.EmailShared: _shared,
    e.BirthInFuture: _birth,
    e.TimeMissing: _no_time,
    e.WholeNumberOutOfReach: _out_of_reach,
    e.ColumnNotRead: _not_read,
    e.NoRows: _no_rows,
    e.SamePersonTwice: _twice,
    e.IdentifiersDisagree: _disagree,
    e.PossibleMixUp: _mixed_up,
    e.NameChanged: _renamed,
    e.NotEnrolledHere: _nowhere,
    e.NoRequirementFits: _no_fit,
    e.LengthMissing: _length,
    e.SessionToCome: _to_come,
    e.LengthDiffers: _other_length,
    e.ReasonMissing: _reason,
    e.AttemptUnknown: _attempt,
    e.AttemptNeeded: _attempt_needed,
    e.EarlierThanStart: _early,
    e.NewExternalPerson: _external,
    e.ProposalsRecorded: _proposals,
    e.EvidenceFileMissing: _file,
    e.EvidenceFileElsewhere: _elsewhere,
}
