"""The award-all panel: who is ready, ticked; one sentence on what it will do; one primary button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QTimer

from skillmark.domain.award import valid_until
from skillmark.protocol.requests.look import ListReady, PreviewAwards, ReadDay
from skillmark.protocol.rows import ReadyRow
from skillmark.window import theme
from skillmark.window.models.awards_ready import RefusedLine, refused_line
from skillmark.window.pages.awards_panel_face import PanelFace
from skillmark.window.pages.page import Part
from skillmark.window.widgets.fields import NotADate
from skillmark.wording import _, ngettext
from skillmark.wording.dates import long_date
from skillmark.wording.names import isolated

if TYPE_CHECKING:
    from skillmark.services.award import RunReport

TITLE_LEAST = 300
"""px at 100 % text that the title keeps beside the choice."""
ASK_AFTER = 300
"""Milliseconds after the last key in the date before it is asked who would be awarded on it."""


class AwardAll(PanelFace):
    """Awards those who are ready in one cohort for one micro-credential.

    Attributes:
        scope: the cohort whose learners it is about; None is every cohort.
        target: what it is about now; None where nothing is.
        unready: who isn't ready, with the reasons.
        known: it was answered who is ready.
        held: somebody was awarded just now, or a proof list was written; nobody else is offered before that was
            read, so that pressing the same keys again awards nobody unseen and issues no run unread.
    """

    def __init__(
        self, part: Part, award: Callable[[], object], prepare: Callable[[], object], changed: Callable[[], object]
    ) -> None:
        super().__init__(award, prepare)
        self._part, self._changed = part, changed
        self.scope: UUID | None = None
        self.wanted: str | None = None
        self.targets: list[ReadyRow] = []
        self.target: ReadyRow | None = None
        self.unready: list[RefusedLine] = []
        self.today: date | None = None
        self.held = self.resting = self.known = False
        self._asked: tuple[Any, ...] = ()
        self._later = QTimer(self, singleShot=True, interval=ASK_AFTER)
        self._later.timeout.connect(self._preview)
        self.tick_button.clicked.connect(lambda on: self.names.tick_all(not self.names.ticked()))
        self.names.ticked_changed.connect(self._say)
        self.list.focused.connect(part.page_changed)
        self.choice.chosen.connect(self._choose)
        self.day.edited.connect(self._later.start)
        self.folded_changed.connect(self._fold_changed)
        self.hide()

    # Who is ready

    def look(self) -> None:
        """Looks again who is ready, and for what."""
        self._part.ask(ReadDay(), self._take_day, latest="award-day")
        self._part.ask(ListReady(self.scope), self._take_targets, latest="award-targets")

    def _take_day(self, today: date) -> None:
        if self.day.text() in ("", self.today.isoformat() if self.today else ""):
            self.day.put(today)
        self.today = today
        self._say()

    def _take_targets(self, rows: list[ReadyRow]) -> None:
        if self.wanted is not None:
            rows = [one for one in rows if one.credential == self.wanted]
        self.targets = rows
        before = self.target
        same = [one for one in rows if before and _name(one) == _name(before)]
        others = [] if self.held else rows
        self.target = next(iter(same or others), None)
        self.choice.offer(tuple((_name(one), _choice(one)) for one in rows))
        self.choice.setVisible(len(rows) > 1 and not self.folded)
        if self.target is not None:
            self.choice.choose(_name(self.target))
        self._preview()

    def forget(self) -> None:
        """It is about nothing, until it has looked again."""
        self.target, self.held, self.known = None, False, False

    def hold(self) -> None:
        """Something is to be read first: until then the keys neither award others nor issue a run."""
        self.held = True
        self._changed()

    def go_on(self) -> None:
        """What was done was read: offers the next who are ready."""
        self.held = False
        self.look()

    def _choose(self, name: str) -> None:
        self.target = next((one for one in self.targets if _name(one) == name), None)
        self._preview()

    def awarded_on(self) -> date | None:
        """The day that is typed.

        Raises:
            NotADate: it is none.
        """
        found: date | None = self.day.value()
        return found

    def day_or_none(self) -> date | None:
        """The day that is typed; None, which is today, where it is no date."""
        try:
            return self.awarded_on()
        except NotADate:
            return None

    def _preview(self) -> None:
        target = self.target
        if target is None:
            self._asked, self.known = (), True
            self.names.put((), anew=True)
            self.unready = []
            self._say()
            self._changed()
            return
        try:
            day = self.awarded_on()
        except NotADate:
            self.mark(_("This is no date. Type it as 2026-06-12 or 12 June 2026."))
            self._say()
            return
        question = PreviewAwards(target.credential, target.cohort, awarded_on=day)
        self._part.ask(question, lambda report: self._take(target, report), latest="award-preview")

    def _take(self, target: ReadyRow, report: RunReport) -> None:
        anew = self._asked != _key(target)
        self._asked, self.known = _key(target), True
        self.names.put([(one.learner, one.name) for one in report.awarded], anew=anew)
        lines = [refused_line(one.learner, one.name, one.reasons) for one in report.refused]
        # Who holds the award already isn't one who isn't ready yet.
        self.unready = [one if self._part.writable else replace(one, way="") for one in lines if not one.number]
        self.list.fit_anew()
        self.mark("")
        self._say()
        self._changed()

    # What it says

    def ready(self) -> bool:
        """Whether somebody can be awarded now."""
        return self.isVisible() and self._able()

    def nobody(self) -> bool:
        """Whether it is known that nobody is ready, and what was awarded just now was read."""
        return self.known and not self.held and not self.names.rowCount()

    def _able(self) -> bool:
        return bool(self.names.ticked()) and not self.wrong.text() and self._part.writable

    def rest(self, resting: bool) -> None:
        """While something else is decided at the side its keys are that panel's; a click still awards."""
        self.resting = resting
        self.award_button.key_works(not resting)
        self.acts.place()

    def _enable(self) -> None:
        for one in (self.award_button, self.prepare_button):
            one.setEnabled(self._able())

    def _fold_changed(self) -> None:
        self._changed()
        self._part.page_changed()

    def _say(self) -> None:
        target, count = self.target, len(self.names.ticked())
        everybody = self.names.rowCount()
        self.setVisible(target is not None and everybody > 0)
        if target is None:
            return
        where = isolated(target.cohort_title)
        words = ngettext("{n} learner of {cohort} is ready", "{n} learners of {cohort} are ready", everybody)
        self.title.setText(words.format(n=f"{everybody:,}", cohort=where))
        self.title.setMinimumWidth(min(self.title.sizeHint().width(), theme.current().px(TITLE_LEAST)))
        self.lead.setText(self._sentence(target))
        self.award_button.say(ngettext("Award {n} learner", "Award {n} learners", count).format(n=f"{count:,}"))
        self._enable()
        self.tick_button.say(_("Untick all") if count else _("Tick all"))
        self.acts.place()
        self._part.page_changed()

    def _sentence(self, target: ReadyRow) -> str:
        day = self.day_or_none() or self.today
        said = _("{title}, version {n}.").format(title=isolated(target.title), n=target.version)
        if day is None:
            return said
        end = valid_until(target.validity, day)
        when = _("today") if day == self.today else _("on {day}").format(day=long_date(day))
        if end is None:
            return said + " " + _("Awarded {when}, with no end.").format(when=when)
        return said + " " + _("Awarded {when}, valid until {end}.").format(when=when, end=long_date(end))


def _key(target: ReadyRow) -> tuple[Any, ...]:
    return target.cohort, target.credential


def _name(target: ReadyRow) -> str:
    return f"{target.cohort} {target.credential}"


def _choice(target: ReadyRow) -> str:
    words = _("{cohort}, {n} ready · {title}")
    return words.format(cohort=isolated(target.cohort_title), n=f"{target.ready:,}", title=isolated(target.title))
