"""The list of the learners of a cohort: its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from skillmark.protocol.rows import EnrolmentRow
from skillmark.window.models.rows import Cell, Column
from skillmark.wording import _, ngettext
from skillmark.wording.dates import short_date

ACTIVE = "active"


def _number(enrolment: EnrolmentRow) -> str:
    """The school's own number, or else the first identifier there is."""
    known = dict(enrolment.learner.identifiers)
    return known.get("local", next(iter(known.values()), ""))


def _name(enrolment: EnrolmentRow) -> Cell:
    return Cell(enrolment.learner.display_name, strong=True)


def _status(enrolment: EnrolmentRow) -> Cell:
    if enrolment.status == ACTIVE:
        return Cell(_("since {day}").format(day=short_date(enrolment.from_on)) if enrolment.from_on else _("enrolled"))
    words = _("Withdrawn {day}").format(day=short_date(enrolment.to_on)) if enrolment.to_on else _("Withdrawn")
    return Cell(words, state="withdrawn")


def columns() -> tuple[Column[EnrolmentRow], ...]:
    """The columns of the list."""
    return (
        Column(_("Learner"), _name, order=lambda one: one.learner.sort_key),
        Column(_("Code"), lambda one: one.learner.code, 110, order=lambda one: one.learner.code),
        Column(_("Number"), _number, 140, order=_number),
        Column(_("E-mail"), lambda one: one.learner.email, 260, order=lambda one: one.learner.email),
        Column(_("In this cohort"), _status, 180, order=lambda one: (one.status != ACTIVE, str(one.from_on or ""))),
    )


def counted(rows: Sequence[EnrolmentRow]) -> str:
    """How many are in the cohort, and how many left it; empty where nobody was."""
    active = sum(one.status == ACTIVE for one in rows)
    gone = len(rows) - active
    words = ngettext("{n} learner", "{n} learners", active).format(n=f"{active:,}")
    if gone:
        words += ", " + ngettext("{n} withdrawn", "{n} withdrawn", gone).format(n=f"{gone:,}")
    return words if rows else ""


def withdrawn_words(names: Sequence[str], *, again: bool) -> str:
    """What is said once these are withdrawn, or are back again."""
    count = len(names)
    if count == 1:
        words = _("{name} is in the cohort again.") if again else _("{name} is withdrawn.")
        return words.format(name=names[0])
    if again:
        words = ngettext("{n} learner is in the cohort again.", "{n} learners are in the cohort again.", count)
    else:
        words = ngettext("{n} learner is withdrawn.", "{n} learners are withdrawn.", count)
    return words.format(n=f"{count:,}")


def keeping(text: str) -> Callable[[EnrolmentRow], bool] | None:
    """The test of a search: every word in name, code, e-mail or a number; None where everybody passes."""
    wanted = text.casefold().split()

    def test(one: EnrolmentRow) -> bool:
        who = one.learner
        words = f"{who.display_name} {who.code} {who.email} {' '.join(value for _system, value in who.identifiers)}"
        return all(word in words.casefold() for word in wanted)

    return test if wanted else None
