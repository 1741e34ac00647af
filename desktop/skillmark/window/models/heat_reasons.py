"""Who is blocked, quiet or to be watched, why in one line, and where to go about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from skillmark.domain.outline import ADDED_UP
from skillmark.domain.standing import BlockReason, CandidacyState, RequirementState
from skillmark.protocol.rows import ProgressRow, RequirementRow
from skillmark.wording import _, ngettext
from skillmark.wording.numbers import hours_of
from skillmark.wording.results import passes_when, result_text
from skillmark.wording.states import block_reason_word

GRANT, OPEN = "grant", "open"


@dataclass(frozen=True, slots=True)
class Reason:
    """A line: who, why, and what to do.

    Attributes:
        kind: blocked, quiet or watch.
        what: grant (another try) or open (the cell).
        code: the requirement that it is about; None for none.
    """

    kind: str
    candidacy: UUID
    name: str
    text: str
    what: str
    code: str | None


def reasons_of(rows: Sequence[ProgressRow]) -> list[Reason]:
    """First who is blocked, then who is quiet, then whose last try it is."""
    found = [one for row in rows if (one := _reason(row)) is not None]
    order = ("blocked", "quiet", "watch")
    found.sort(key=lambda one: order.index(one.kind))
    return found


def _reason(row: ProgressRow) -> Reason | None:
    today, name = row.today, row.learner.display_name
    if today.state is CandidacyState.BLOCKED:
        return _blocked(row)
    if today.quiet:
        return Reason("quiet", row.candidacy, name, _quiet_words(row), OPEN, today.standing.next)
    last = _last_try(row) if today.state is CandidacyState.IN_PROGRESS else None
    if last is not None:
        words = _("{title} not met; one try left.").format(title=last.requirement.title)
        return Reason("watch", row.candidacy, name, words, OPEN, last.requirement.code)
    return None


def _blocked(row: ProgressRow) -> Reason:
    today = row.today
    closed = [one for one in row.requirements if one.requirement.code in today.standing.closed]
    spent = [one for one in closed if one.standing.attempts_allowed is not None and not one.standing.satisfied]
    if BlockReason.CLOSED in today.blocked and spent:
        return Reason(
            "blocked", row.candidacy, row.learner.display_name, _spent_words(spent[0]), GRANT, spent[0].requirement.code
        )
    words = "; ".join(block_reason_word(reason) for reason in today.blocked)
    if today.prerequisites_missing:
        words = f"{words}: {', '.join(today.prerequisites_missing)}"
    code = closed[0].requirement.code if closed else today.standing.next
    text = f"{words[:1].upper()}{words[1:]}."
    return Reason("blocked", row.candidacy, row.learner.display_name, text, OPEN, code)


def _spent_words(one: RequirementRow) -> str:
    """Which tries are used, and what they came to: `All 3 tries of the test are used`."""
    used = one.standing.attempts_allowed or 0
    form = ngettext("The only try of {title} is used", "All {n} tries of {title} are used", used)
    words = form.format(n=used, title=one.requirement.title)
    said = result_text(one.requirement.kind, one.standing.result)
    if not said:
        return f"{words}."
    more = _("it is {result}, {needed} needed.").format(result=said, needed=passes_when(one.requirement))
    return f"{words}; {more}"


def _quiet_words(row: ProgressRow) -> str:
    standing = row.today.standing
    days = row.today.days_since or 0
    words = ngettext("Nothing for {n} day", "Nothing for {n} days", days).format(n=days)
    begun = [one for one in row.requirements if one.standing.state is RequirementState.IN_PROGRESS]
    timed = [one for one in begun if one.standing.result is not None and one.standing.result.minutes is not None]
    if timed and timed[0].standing.result is not None and timed[0].standing.result.percent is None:
        one = timed[0]
        got = hours_of(timed[0].standing.result.minutes or 0, int(one.requirement.needed or 0))
        return _("{days}; {title} {got}, {met} of {n} met.").format(
            days=words, title=one.requirement.title, got=got, met=standing.met, n=standing.required
        )
    return _("{days}; {met} of {n} met.").format(days=words, met=standing.met, n=standing.required)


def _last_try(row: ProgressRow) -> RequirementRow | None:
    """The first requirement that isn't met and of which one try is left."""
    pending = set(row.today.standing.pending)
    for one in row.requirements:
        standing = one.standing
        left = None if standing.attempts_allowed is None else standing.attempts_allowed - standing.attempts_used
        failed = standing.state is RequirementState.NOT_MET and one.requirement.scheme not in ADDED_UP
        if failed and left == 1 and one.requirement.code in pending:
            return one
    return None
