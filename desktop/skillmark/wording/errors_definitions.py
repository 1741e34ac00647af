"""What is said of each mistake in a credential document."""

from __future__ import annotations

from decimal import Decimal

from skillmark.domain import definition_errors as e
from skillmark.wording.catalogue import _, ngettext
from skillmark.wording.numbers import number
from skillmark.wording.sentence import Sentence, Table, listed
from skillmark.wording.states import kind_word, scheme_word


def _key_unknown(error: e.KeyUnknown) -> Sentence:
    remedy = _("Is {near} meant?").format(near=error.near) if error.near else _("Take it out.")
    return Sentence(_("There is no key {key} here.").format(key=error.key), remedy)


def _key_missing(error: e.KeyMissing) -> Sentence:
    return Sentence(_("{key} is missing.").format(key=error.key), _("Add it."))


def _key_not_for(error: e.KeyNotForScheme) -> Sentence:
    what = _("{key} says nothing where it is rated by {scheme}.")
    return Sentence(what.format(key=error.key, scheme=scheme_word(error.scheme).lower()), _("Take it out."))


def _type(error: e.WrongType) -> Sentence:
    words = {
        "text": _("a text"),
        "number": _("a number"),
        "whole_number": _("a whole number"),
        "list": _("a list"),
        "mapping": _("keys with values"),
        "yes_no": _("true or false"),
        "date": _("a date such as 2026-06-12"),
    }
    return Sentence(_("The value is of another kind."), _("Write {wanted}.").format(wanted=words[error.wanted]))


def _empty(error: e.TextEmpty) -> Sentence:
    return Sentence(_("The text is empty."), _("Write something, or take the key out."))


def _long(error: e.TextTooLong) -> Sentence:
    what = _("The text has {length} characters; {most} are kept.").format(length=error.length, most=error.most)
    return Sentence(what, _("Shorten it."))


def _code(error: e.CodeMalformed) -> Sentence:
    return Sentence(
        _("{code} can't be a code.").format(code=error.code or "''"),
        _("Use at most {most} letters, digits, dots, dashes and underscores.").format(most=error.most),
    )


def _twice(error: e.CodeDuplicate) -> Sentence:
    what = _("The code {code} is used before, at {first}.").format(code=error.code, first=error.first)
    return Sentence(what, _("Give one of them another code."))


def _requirement(error: e.RequirementUnknown) -> Sentence:
    return Sentence(_("No requirement has the code {code}.").format(code=error.code), _("Use a code of the outline."))


def _skill(error: e.SkillUnknown) -> Sentence:
    return Sentence(_("No skill has the code {code}.").format(code=error.code), _("Add it under skills."))


def _choice(error: e.ChoiceUnknown) -> Sentence:
    return Sentence(
        _("{value} is not known here.").format(value=error.value),
        _("Write one of {allowed}.").format(allowed=listed(error.allowed)),
    )


def _scheme(error: e.SchemeNotAllowed) -> Sentence:
    what = _("{kind} can't be rated by {scheme}.")
    return Sentence(
        what.format(kind=kind_word(error.kind), scheme=str(error.scheme)),
        _("Use one of {allowed}.").format(allowed=listed(error.allowed)),
    )


def _limits(least: Decimal | None, most: Decimal | None) -> str:
    if least is not None and most is not None:
        return _("Use {least} to {most}.").format(least=number(least), most=number(most))
    if least is not None:
        return _("Use {least} or more.").format(least=number(least))
    return _("Use {most} or less.").format(most=number(most or Decimal()))


def _range(error: e.NumberOutOfRange) -> Sentence:
    return Sentence(_("{value} can't be.").format(value=number(error.value)), _limits(error.least, error.most))


def _fine(error: e.NumberTooFine) -> Sentence:
    what = _("{value} has more than {most} decimals.").format(value=number(error.value), most=error.most)
    return Sentence(what, _("Round it."))


def _minutes(error: e.NotWholeMinutes) -> Sentence:
    return Sentence(
        _("{value} hours are no whole number of minutes.").format(value=number(error.value)),
        _("Round it to a minute."),
    )


def _pass_mark(error: e.PassMarkOverMaximum) -> Sentence:
    what = _("The pass mark {pass_mark} is over the maximum {maximum}, so nobody could pass.")
    return Sentence(
        what.format(pass_mark=number(error.pass_mark), maximum=number(error.maximum)),
        _("Use {maximum} or less.").format(maximum=number(error.maximum)),
    )


def _unlisted(error: e.LevelUnlisted) -> Sentence:
    return Sentence(
        _("{level} is none of the levels.").format(level=error.level),
        _("Choose one of {levels}.").format(levels=listed(error.levels)),
    )


def _level_twice(error: e.LevelDuplicate) -> Sentence:
    return Sentence(_("The level {level} stands twice.").format(level=error.level), _("Name each level once."))


def _at_least(error: e.AtLeastImpossible) -> Sentence:
    what = ngettext(
        "The group asks for at least {wanted} of {n} child.",
        "The group asks for at least {wanted} of {n} children.",
        error.children,
    )
    remedy = _("Ask for 1 to {children}.").format(children=error.children)
    return Sentence(what.format(wanted=error.wanted, n=error.children), remedy)


def _group(error: e.GroupEmpty) -> Sentence:
    return Sentence(_("The group is empty."), _("Put a requirement into it, or take it out."))


def _deep(error: e.TreeTooDeep) -> Sentence:
    what = _("Groups stand in each other more than {most} deep.").format(most=error.most)
    return Sentence(what, _("Flatten the outline."))


def _weight(error: e.WeightInChoice) -> Sentence:
    return Sentence(
        _("What stands in a group of which only some are needed has no weight: the best count alike."),
        _("Take the weight out."),
    )


def _cannot_fail(error: e.RubricCannotFail) -> Sentence:
    return Sentence(
        _("The rubric has neither a pass total nor a floor, so everybody would pass."), _("Add one of them.")
    )


def _pass_total(error: e.PassTotalOverMaximum) -> Sentence:
    what = _("The pass total {pass_total} is over the {maximum} that can be reached.")
    return Sentence(
        what.format(pass_total=number(error.pass_total), maximum=number(error.maximum)),
        _("Use {maximum} or less.").format(maximum=number(error.maximum)),
    )


def _floor(error: e.FloorOverLevels) -> Sentence:
    what = _("The floor {floor} is over the {maximum} that can be reached.")
    return Sentence(
        what.format(floor=number(error.floor), maximum=number(error.maximum)),
        _("Use {maximum} or less.").format(maximum=number(error.maximum)),
    )


def _no_attempts(error: e.AttemptsDontApply) -> Sentence:
    return Sentence(
        _("What is rated by {scheme} adds up, so it has no tries.").format(scheme=scheme_word(error.scheme).lower()),
        _("Take attempts out."),
    )


def _first(error: e.AttemptsAgainstDeciding) -> Sentence:
    return Sentence(
        _("The first judgement decides, so {attempts} attempts make no sense.").format(attempts=error.attempts),
        _("Leave attempts out, or let the best or the latest decide."),
    )


def _reviews(error: e.ReviewsNotForScheme) -> Sentence:
    return Sentence(
        _("What is rated by {scheme} adds up, so two people can't review it.").format(
            scheme=scheme_word(error.scheme).lower()
        ),
        _("Take reviews out."),
    )


def _list(error: e.ListEmpty) -> Sentence:
    return Sentence(_("The list is empty."), _("Put something in, or take the key out."))


def _backwards(error: e.RangeBackwards) -> Sentence:
    return Sentence(
        _("{first} is more than {second}.").format(first=error.first, second=error.second),
        _("Write the smaller number first."),
    )


def _validity(error: e.ValidityUnclear) -> Sentence:
    return Sentence(_("The validity isn't clear."), _("Write none, {months: 36} or {until: 2029-12-31}."))


def _due(error: e.DueUnclear) -> Sentence:
    return Sentence(_("The due date isn't clear."), _("Write a date, or {weeks: 6}."))


def _own(error: e.PrerequisiteOfItself) -> Sentence:
    return Sentence(_("{code} comes before itself.").format(code=error.code), _("Take it out of the prerequisites."))


def _cycle(error: e.PrerequisiteCycle) -> Sentence:
    return Sentence(
        _("The prerequisites lead back to it: {cycle}.").format(cycle=" → ".join(error.cycle)),
        _("Take one of them out."),
    )


def _refused(error: e.DefinitionRefused) -> Sentence:
    count = len(error.problems)
    what = ngettext("{n} thing in the credential is wrong.", "{n} things in the credential are wrong.", count)
    return Sentence(what.format(n=count), _("Correct it and add it again."), _("Nothing was added."))


SENTENCES: Table = {
    e.KeyUnknown: _key_unknown,
    e.KeyMissing: _key_missing,
    e.KeyNotForScheme: _key_not_for,
    e.WrongType: _type,
    e.TextEmpty: _empty,
    e.TextTooLong: _long,
    e.CodeMalformed: _code,
    e.CodeDuplicate: _twice,
    e.RequirementUnknown: _requirement,
    e.SkillUnknown: _skill,
    e.ChoiceUnknown: _choice,
    e.SchemeNotAllowed: _scheme,
    e.NumberOutOfRange: _range,
    e.NumberTooFine: _fine,
    e.NotWholeMinutes: _minutes,
    e.PassMarkOverMaximum: _pass_mark,
    e.LevelUnlisted: _unlisted,
    e.LevelDuplicate: _level_twice,
    e.AtLeastImpossible: _at_least,
    e.GroupEmpty: _group,
    e.TreeTooDeep: _deep,
    e.WeightInChoice: _weight,
    e.RubricCannotFail: _cannot_fail,
    e.PassTotalOverMaximum: _pass_total,
    e.FloorOverLevels: _floor,
    e.AttemptsDontApply: _no_attempts,
    e.AttemptsAgainstDeciding: _first,
    e.ReviewsNotForScheme: _reviews,
    e.ListEmpty: _list,
    e.RangeBackwards: _backwards,
    e.ValidityUnclear: _validity,
    e.DueUnclear: _due,
    e.PrerequisiteOfItself: _own,
    e.PrerequisiteCycle: _cycle,
    e.DefinitionRefused: _refused,
}
