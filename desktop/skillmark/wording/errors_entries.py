"""What is said where a judgement is refused."""

from __future__ import annotations

from skillmark.domain import errors as e
from skillmark.wording.catalogue import _, ngettext
from skillmark.wording.dates import long_date
from skillmark.wording.numbers import hours, number
from skillmark.wording.sentence import Sentence, Table, listed
from skillmark.wording.states import decision_word, outcome_word, role_word, scheme_word


def _mark_over_maximum(error: e.MarkOverMaximum) -> Sentence:
    return Sentence(
        _("{mark} is more than the maximum, {maximum}.").format(mark=number(error.mark), maximum=number(error.maximum)),
        _("Type a mark from 0 to {maximum}.").format(maximum=number(error.maximum)),
    )


def _negative(error: e.ValueNegative) -> Sentence:
    what = _("{field} is {value}, below nought.").format(field=field_word(error.field), value=number(error.value))
    return Sentence(what, _("Give nought or more."))


def _large(error: e.ValueTooLarge) -> Sentence:
    value = hours(error.value) if error.field == "minutes" else number(error.value)
    what = _("{field}: {value} is more than one entry can mean.").format(field=field_word(error.field), value=value)
    return Sentence(what, _("Look for a digit too many."))


def _not_finite(error: e.ValueNotFinite) -> Sentence:
    return Sentence(
        _("{field} is no number that can be counted with.").format(field=field_word(error.field)),
        _("Give a number such as 34 or 6.5."),
    )


def _decimals(error: e.TooManyDecimals) -> Sentence:
    what = _("{mark} has more than {most} decimals.").format(mark=number(error.mark), most=error.most)
    return Sentence(what, _("Round it."))


def _level(error: e.LevelUnknown) -> Sentence:
    return Sentence(
        _("{level} is none of the levels.").format(level=error.level),
        _("Choose one of {levels}.").format(levels=listed(error.levels)),
    )


def _criterion(error: e.CriterionUnknown) -> Sentence:
    return Sentence(
        _("The rubric has no criterion {code}.").format(code=error.criterion),
        _("Its criteria are {codes}.").format(codes=listed(error.criteria)),
    )


def _criterion_missing(error: e.CriterionMissing) -> Sentence:
    return Sentence(
        _("Points are missing for {codes}.").format(codes=listed(error.criteria)),
        _("Give points for every criterion."),
    )


def _points(error: e.PointsNotALevel) -> Sentence:
    allowed = listed(tuple(number(one) for one in error.allowed))
    return Sentence(
        _("No level of {criterion} is worth {points}.").format(criterion=error.criterion, points=number(error.points)),
        _("Give {allowed}.").format(allowed=allowed),
    )


def _not_taken(error: e.ValueNotTaken) -> Sentence:
    what = _("This requirement is rated by {scheme}, so it takes no {field}.")
    return Sentence(
        what.format(scheme=scheme_word(error.scheme).lower(), field=field_word(error.field).lower()),
        _("Leave it out, or look whether the requirement is the right one."),
    )


def _with_outcome(error: e.ResultWithOutcome) -> Sentence:
    what = _("{outcome} judges nothing, so it takes no {field}.")
    return Sentence(
        what.format(outcome=outcome_word(error.outcome).capitalize(), field=field_word(error.field).lower()),
        _("Leave the one or the other out."),
    )


def _result_needed(error: e.ResultNeeded) -> Sentence:
    return Sentence(
        _("This requirement is rated by {scheme}; met or not is not enough.").format(
            scheme=scheme_word(error.scheme).lower()
        ),
        _("Give the result itself."),
    )


def _outcome_needed(error: e.OutcomeNeeded) -> Sentence:
    return Sentence(_("The entry doesn't say whether it is met."), _("Give met or not met."))


def _outcome_not_taken(error: e.OutcomeNotTaken) -> Sentence:
    return Sentence(
        _("Attendance counted in per cent follows from the sessions alone."),
        _("Take attendance, or waive the requirement."),
    )


def _contradicts_result(error: e.OutcomeContradictsResult) -> Sentence:
    return Sentence(
        _("The row says {said}, but its result gives {follows}.").format(
            said=outcome_word(error.said), follows=outcome_word(error.follows)
        ),
        _("Correct the one or the other, or leave the outcome out."),
    )


def _contradicts_decision(error: e.OutcomeContradictsDecision) -> Sentence:
    return Sentence(
        _("The row says {said}, but the decision is {decision}.").format(
            said=outcome_word(error.said), decision=decision_word(error.decision)
        ),
        _("Correct the one or the other, or leave the outcome out."),
    )


def _accept(error: e.AcceptWithoutPass) -> Sentence:
    if error.below_floor:
        what = _("It can't be accepted: {codes} is below its floor.").format(codes=listed(error.below_floor))
    elif error.total is not None and error.pass_total is not None:
        what = _("It can't be accepted: {total} is below the {needed} that pass.").format(
            total=number(error.total), needed=number(error.pass_total)
        )
    else:
        what = _("It can't be accepted: the rubric isn't passed.")
    return Sentence(what, _("Give more points, or decide to revise or not yet."))


def _attempts(error: e.AttemptsExceeded) -> Sentence:
    what = ngettext("The only try is used.", "All {n} tries are used.", error.allowed)
    return Sentence(what.format(n=error.allowed), _("Grant an extra try, or correct an entry."))


def _future(error: e.DateInFuture) -> Sentence:
    return Sentence(
        _("{day} is in the future.").format(day=long_date(error.day)),
        _("Give today, {today}, or an earlier day.").format(today=long_date(error.today)),
    )


def _long_ago(error: e.DateTooLongAgo) -> Sentence:
    what = _("{day} is before {earliest}.").format(day=long_date(error.day), earliest=long_date(error.earliest))
    return Sentence(what, _("Look at the year."))


def _reason(error: e.ReasonNeeded) -> Sentence:
    words = {
        "correction": _("A correction needs a reason."),
        "void": _("Voiding an entry needs a reason."),
        "waiver": _("A waiver needs a reason."),
        "adjudication": _("An adjudication needs a reason."),
    }
    return Sentence(words[error.what], _("Say why."))


def _authority(error: e.AuthorityNeeded) -> Sentence:
    return Sentence(_("A waiver needs an authority."), _("Say who allowed it."))


def _waivers(error: e.TooManyWaivers) -> Sentence:
    what = ngettext("Only {n} requirement may be waived.", "Only {n} requirements may be waived.", error.allowed)
    if error.allowed == 0:
        what = _("No requirement may be waived.")
    return Sentence(what.format(n=error.allowed), _("Let the learner show it, or take another waiver back."))


def _evidence(error: e.EvidenceNeeded) -> Sentence:
    return Sentence(_("This requirement asks for evidence."), _("Add a link, a file or a text."))


def _rpl(error: e.RplEvidenceNeeded) -> Sentence:
    return Sentence(_("Recognising prior learning needs evidence."), _("Add a link, a file or a text."))


def _assessor(error: e.AssessorNeeded) -> Sentence:
    return Sentence(_("Two people review this; the entry doesn't say whose review it is."), _("Name the assessor."))


def _same(error: e.SameReviewer) -> Sentence:
    return Sentence(
        _("This person reviewed the submission already."), _("Correct that review, or let another person review it.")
    )


def _decided(error: e.SubmissionDecided) -> Sentence:
    return Sentence(
        _("Both reviews of this submission are there."),
        _("Correct one of them with a reason, or record a new submission."),
    )


def _submission(error: e.SubmissionUnknown) -> Sentence:
    return Sentence(_("There is no such submission."), _("Record the submission first."))


def _adjudicate(error: e.NothingToAdjudicate) -> Sentence:
    return Sentence(_("No two markers disagree here."), _("Record it as a review."))


def _adjudicator(error: e.AdjudicatorNeeded) -> Sentence:
    return Sentence(
        _("Two markers disagree here, and only a coordinator who was neither of them decides between them."),
        _("Let a coordinator record the third review, or one of the two review it anew."),
    )


def _unknown(error: e.EntryUnknown) -> Sentence:
    return Sentence(_("The entry to correct or void isn't there."), _("Look at the history, and name its try."))


def _replaced(error: e.EntryReplaced) -> Sentence:
    return Sentence(_("This entry was corrected before."), _("Correct the newest one."))


def _voided(error: e.EntryVoided) -> Sentence:
    return Sentence(_("This entry is voided already."), _("Nothing needs to be done."))


def _judge(error: e.JudgeNotAllowed) -> Sentence:
    allowed = listed(tuple(judge_word(one) for one in error.allowed))
    return Sentence(_("This person may not judge this requirement."), _("It is judged by: {who}.").format(who=allowed))


def judge_word(judge: object) -> str:
    """Who may judge, in a word."""
    return _("an external person") if str(judge) == "external" else role_word(judge).lower()


def field_word(field: str) -> str:
    """What a field of an entry is called; a criterion's code is its own word."""
    words = {
        "mark": _("Mark"),
        "level": _("Level"),
        "points": _("Points"),
        "minutes": _("Hours"),
        "count": _("Count"),
        "decision": _("Decision"),
    }
    return words.get(field, field)


SENTENCES: Table = {
    e.MarkOverMaximum: _mark_over_maximum,
    e.ValueNegative: _negative,
    e.ValueTooLarge: _large,
    e.ValueNotFinite: _not_finite,
    e.TooManyDecimals: _decimals,
    e.LevelUnknown: _level,
    e.CriterionUnknown: _criterion,
    e.CriterionMissing: _criterion_missing,
    e.PointsNotALevel: _points,
    e.ValueNotTaken: _not_taken,
    e.ResultWithOutcome: _with_outcome,
    e.ResultNeeded: _result_needed,
    e.OutcomeNeeded: _outcome_needed,
    e.OutcomeNotTaken: _outcome_not_taken,
    e.OutcomeContradictsResult: _contradicts_result,
    e.OutcomeContradictsDecision: _contradicts_decision,
    e.AcceptWithoutPass: _accept,
    e.AttemptsExceeded: _attempts,
    e.DateInFuture: _future,
    e.DateTooLongAgo: _long_ago,
    e.ReasonNeeded: _reason,
    e.AuthorityNeeded: _authority,
    e.TooManyWaivers: _waivers,
    e.EvidenceNeeded: _evidence,
    e.RplEvidenceNeeded: _rpl,
    e.AssessorNeeded: _assessor,
    e.SameReviewer: _same,
    e.SubmissionDecided: _decided,
    e.SubmissionUnknown: _submission,
    e.NothingToAdjudicate: _adjudicate,
    e.AdjudicatorNeeded: _adjudicator,
    e.EntryUnknown: _unknown,
    e.EntryReplaced: _replaced,
    e.EntryVoided: _voided,
    e.JudgeNotAllowed: _judge,
}
