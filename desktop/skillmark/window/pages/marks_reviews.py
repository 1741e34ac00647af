"""The reviews of a submission beside each other, where two people review."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QWidget

from skillmark.domain.outline import Requirement
from skillmark.domain.standing import RequirementState
from skillmark.protocol.rows import History, HistoryRow
from skillmark.window import theme
from skillmark.window.widgets.text import Text
from skillmark.wording import _
from skillmark.wording.names import isolated
from skillmark.wording.numbers import number
from skillmark.wording.states import decision_word


def reviews_of(history: History) -> list[HistoryRow]:
    """The reviews of the submission that is under review, else of the one reviewed last, oldest first."""
    counting = [one for one in history.entries if one.counts and one.stage is not None]
    if not counting:
        return []
    last = max(counting, key=lambda one: (one.assessed_on, one.recorded))
    return [one for one in counting if one.number == last.number]


def newest_by_person(reviews: Sequence[HistoryRow]) -> list[HistoryRow]:
    """Each person's newest review, in the order of their first."""
    return list({one.reviewer or one.key: one for one in reviews}.values())


def correctable(history: History) -> list[HistoryRow]:
    """The reviews that can be corrected: each person's newest; none once something newer waits to be reviewed."""
    waits = history.standing.state is RequirementState.SUBMITTED
    return [] if waits else newest_by_person(reviews_of(history))


def must_be_second(history: History) -> bool:
    """Whether only somebody who hasn't reviewed yet can make a new review."""
    return history.standing.state is RequirementState.IN_REVIEW and not history.standing.disagree


def adjudicates(history: History, assessor: UUID | None) -> bool:
    """Whether a review would be that of a third person who decides between two who disagree."""
    return history.standing.disagree and assessor not in {one.reviewer for one in reviews_of(history)}


def is_hidden(requirement: Requirement, history: History) -> bool:
    """Whether the first review is hidden from the second reviewer."""
    return requirement.blind and must_be_second(history)


class Reviews(QWidget):
    """Who gave what, criterion by criterion; where they differ it is said with a sign and in medium weight."""

    def __init__(self, requirement: Requirement, history: History) -> None:
        super().__init__()
        reviews = newest_by_person(reviews_of(history))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.current().px(12))
        layout.setVerticalSpacing(theme.current().px(3))
        self._grid, self._row = layout, 0
        hidden = is_hidden(requirement, history)
        self.told = self._say(history, hidden, reviews)
        layout.addWidget(
            Text(self.told, "body", "wrong" if history.standing.disagree else "text_2", wrap=True), 0, 0, 1, 9
        )
        if hidden or not reviews:
            return
        self._add("", [isolated(one.assessor) for one in reviews], head=True)
        if requirement.rubric is not None:
            for criterion in requirement.rubric.criteria:
                self._add(criterion.title, [dict(one.points).get(criterion.code, "") for one in reviews])
            totals = [sum((Decimal(value) for _code, value in one.points), Decimal()) for one in reviews]
            self._add(_("Total"), [number(one) for one in totals])
        self._add(_("Decision"), [decision_word(one.decision) if one.decision else "" for one in reviews])
        layout.setColumnStretch(0, 1)

    def _say(self, history: History, hidden: bool, reviews: Sequence[HistoryRow]) -> str:
        if not reviews:
            return _("Two people review this. Nobody has yet.")
        if history.standing.disagree:
            return _("The markers disagree. One of them reviews anew, or a third person decides with a reason.")
        if hidden:
            return _("One review is there. It is hidden until the second is made.")
        if history.standing.state is RequirementState.IN_REVIEW:
            return _("One review is there; a second person reviews as well.")
        return _("Both reviews are there.")

    def _add(self, title: str, values: Sequence[str], *, head: bool = False) -> None:
        self._row += 1
        differ = not head and len(set(values)) > 1
        words = _("{title} ≠").format(title=title) if differ else title
        self._grid.addWidget(Text(words, "small", "text_2", weight=500 if differ else 400, wrap=True), self._row, 0)
        for place, value in enumerate(values, start=1):
            text = Text(value, "small", "text", weight=600 if head or differ else 400, wrap=head)
            self._grid.addWidget(text, self._row, place)
