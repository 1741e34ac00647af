"""What every page and every tab of a page is: a header, a message strip, a body with room for a panel at its side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget
from shiboken6 import isValid

from skillmark.window import theme
from skillmark.window.context import Context
from skillmark.window.widgets.footer import Bar, Key, Legend
from skillmark.window.widgets.forms import FormPanel, InlinePanel
from skillmark.window.widgets.header import Header
from skillmark.window.widgets.panes import column
from skillmark.window.words import field_of, in_words

if TYPE_CHECKING:
    from skillmark.protocol.answers import Changes
    from skillmark.protocol.requests import Request
    from skillmark.protocol.requests.look import Question

NARROW = 1100
"""px at 100 % text; a page that is narrower puts its side panel under its content."""


class Part(QWidget):
    """What pages and tabs have in common: questions, requests, keys, actions.

    Attributes:
        scope: the scope of its actions in the action table.
        touched_by: kinds of records whose change makes it look again; see services' Changes.
    """

    scope: ClassVar[str] = ""
    touched_by: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.stale = True

    # What the shell asks

    def activate(self) -> None:
        """It is shown now: looks again where something changed meanwhile, and takes the keyboard."""
        if self.stale:
            self.stale = False
            self.refresh(None)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Gives the keyboard to what a person wants first here."""
        self.setFocus()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """What has the keyboard and goes away gives it to what is wanted first here, not to whatever is next."""
        focused = self.window().focusWidget()
        gone = focused is not None and self.isVisible() and self.isAncestorOf(focused) and not focused.isVisible()
        if gone:
            self.take_keyboard()
            gone = self.window().focusWidget() is not focused
        return gone or super().focusNextPrevChild(forwards)

    def refresh(self, changes: Changes | None) -> None:
        """Looks again; `changes` says what was touched, None means everything."""

    def told(self, changes: Changes, *, shown: bool) -> None:
        """Something was changed: looks again at once where it is shown, else when it is shown next."""
        if self.touched_by and not any(changes.of(kind) is not None for kind in self.touched_by):
            return
        if shown:
            self.refresh(changes)
        else:
            self.stale = True

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now, the most used first."""
        return ()

    def note(self) -> str:
        """What stands at the right of the footer: counts, where one is."""
        return ""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Who carries out the actions of its scope."""
        return {}

    def can(self, action: str) -> bool:
        """Whether an action of its scope makes sense now."""
        return True

    def back(self) -> bool:
        """Goes one step back within itself; False where it is at its first step."""
        return False

    def go_to(self, where: Any) -> None:
        """Shows what `where` names within it; None is the whole of it."""

    def search_here(self) -> None:
        """Goes to its search field, where it has one."""

    def has(self, what: str) -> bool:
        """Whether it has a `search_here`, a `back` or a `step` of its own, so that it does something."""
        return getattr(type(self), what) is not getattr(Part, what)

    def step(self, by: int) -> None:
        """Goes to the next tab, or to the one before, where it has tabs."""

    def refused(self) -> int:
        """How many refusals stand in it, for the footer's count."""
        return 0

    def show_refused(self) -> None:
        """Goes to the first refusal."""

    # What it does

    def ask(self, question: Question, done: Callable[[Any], None], *, latest: Hashable = None) -> None:
        """Asks off the main thread; an answer to a question that was asked again meanwhile is dropped."""
        name = None if latest is None else (id(self), latest)
        self.context.operations.ask(question, done, self.failed, latest=name)

    def failed(self, error: BaseException) -> None:
        """A question couldn't be answered: says why, across the page."""
        self.context.shell.say_error(error)

    def do(self, label: str, request: Request, done: Callable[[Any, BaseException | None], None] | None = None) -> None:
        """Hands a request over that can be undone; a refusal that nobody takes care of is said across the page."""

        def finish(value: Any, error: BaseException | None) -> None:
            if done is not None:
                done(value, error)
            elif error is not None:
                self.context.shell.say_error(error)

        self.context.history.do(label, request, finish)

    def settle(
        self, panel: FormPanel, body: Body, then: Callable[[Any], object] | None = None
    ) -> Callable[[Any, BaseException | None], None]:
        """What to do with the answer to a form: close its panel, or say in it why it was refused."""

        def finish(value: Any, error: BaseException | None) -> None:
            here = body.panel is panel
            if error is not None and here:
                panel.refuse(field_of(error), in_words(error))
            elif error is not None:
                self.context.shell.say_error(error)
            else:
                if here:
                    body.close_panel()
                if then is not None:
                    then(value)

        panel.busy(True)
        return finish

    @property
    def writable(self) -> bool:
        """Whether the book that is open can be changed."""
        return self.context.operations.writable

    def page_changed(self) -> None:
        """Its keys, note or what can be done are others now."""
        self.context.shell.page_changed()


class Body(QWidget):
    """Content with room for one panel at its side, or under it where the page is narrow.

    Signals:
        panel_turned: whether a panel is open now.
    """

    panel_turned = Signal(bool)

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self.panel: InlinePanel | None = None
        self._before: QWidget | None = None
        """Where the keyboard was before a panel took it."""
        self.layout_ = QHBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(0)
        self.layout_.addWidget(content, 1)

    def open_panel(self, panel: InlinePanel) -> None:
        """Shows a panel in the place of the one that is shown, and gives it the keyboard."""
        for one in self.window().findChildren(Body):
            if one is not self and one.panel is not None and one.isVisible():
                one.close_panel()
        focused = self.window().focusWidget()
        if self.panel is None or (focused is not None and not self.panel.isAncestorOf(focused)):
            self._before = focused
        self._take_away()
        self.panel = panel
        panel.closed.connect(self.close_panel)
        panel.keys_changed.connect(self._keys_changed)
        self.layout_.addWidget(panel)
        panel.show()
        self._arrange()
        self.panel_changed()
        panel.begin()

    def close_panel(self) -> None:
        """Takes the panel away; the keyboard goes back to where it was."""
        if self.panel is None:
            return
        focused = self.window().focusWidget()
        had = self.isVisible() if focused is None else self.panel.isAncestorOf(focused)
        self._take_away()
        self.content.show()
        self.panel_changed()
        if had:
            self._give_back()
        self._before = None

    def panel_changed(self) -> None:
        """A panel was opened or taken away."""
        self.panel_turned.emit(self.panel is not None)

    def _keys_changed(self) -> None:
        part = self._part()
        if part is not None:
            part.page_changed()

    def _part(self) -> Part | None:
        """The part that it is the body of."""
        part = self.parentWidget()
        while part is not None and not isinstance(part, Part):
            part = part.parentWidget()
        return part

    def _take_away(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            self.layout_.removeWidget(panel)
            panel.hide()
            panel.deleteLater()

    def _give_back(self) -> None:
        """Gives the keyboard back to what had it; where that is gone, to what is wanted first on the page."""
        before, part = self._before, self._part()
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()
            return
        if part is not None:
            part.take_keyboard()

    def _arrange(self) -> None:
        here = theme.current()
        narrow = self.width() < here.px(NARROW - here.sizes["width"]["rail"]) * 0.8
        ways = QBoxLayout.Direction
        self.layout_.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        if self.panel is None:
            return
        self.content.setVisible(not narrow or self.height() > here.px(700))
        if narrow:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16_777_215)
            self.layout_.setStretchFactor(self.panel, 3)
        else:
            self.layout_.setStretchFactor(self.panel, 0)
            self.panel.setFixedWidth(min(here.px(400), self.width() // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        """Arranges itself for another size of text."""
        self._arrange()


class Page(Part):
    """A place of the rail, or a page within one."""

    def __init__(self, context: Context, title: str = "") -> None:
        super().__init__(context)
        self.header = Header(title)
        self.message = Bar()
        self.stack = column(self, 0, 0)
        self.stack.addWidget(self.header)
        self.stack.addWidget(self.message)

    def set_body(self, content: QWidget) -> Body:
        """Puts the content under the header."""
        self.body = Body(content)
        self.stack.addWidget(self.body, 1)
        return self.body


__all__ = ["Body", "Page", "Part"]
