"""What every page and every tab of a page is: a header, a message strip, a body with room for a panel at its side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

from skillmark.window import theme
from skillmark.window.context import Context
from skillmark.window.widgets.footer import Bar, Key, Legend
from skillmark.window.widgets.forms import FormPanel, InlinePanel
from skillmark.window.widgets.panes import Pane, Tabs, column
from skillmark.window.widgets.text import ElidedText
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
        self.context.operations.ask(question, done, self.context.shell.say_error, latest=name)

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
    """Content with room for one panel at its side, or under it where the page is narrow."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self.panel: InlinePanel | None = None
        self._before: QWidget | None = None
        self.layout_ = QHBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(0)
        self.layout_.addWidget(content, 1)

    def open_panel(self, panel: InlinePanel) -> None:
        """Shows a panel in the place of the one that is shown, and gives it the keyboard."""
        focused = self.window().focusWidget()
        if self.panel is not None:
            self.close_panel()
        self._before = focused if focused is not None and self.content.isAncestorOf(focused) else self._before
        self.panel = panel
        panel.closed.connect(self.close_panel)
        self.layout_.addWidget(panel)
        panel.show()
        self._arrange()
        begin = getattr(panel, "begin", None)
        if begin is not None:
            begin()
        else:
            panel.cancel_button.setFocus()

    def close_panel(self) -> None:
        """Takes the panel away; the keyboard goes back to where it was."""
        panel, self.panel = self.panel, None
        if panel is None:
            return
        self.layout_.removeWidget(panel)
        panel.hide()
        panel.deleteLater()
        self.content.show()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

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


class Header(Pane):
    """The page's title, what it is about in grey, and widgets or tabs at the right."""

    def __init__(self, title: str = "") -> None:
        super().__init__("page", ("bottom",))
        self.title = ElidedText(title, "title")
        self.subtitle = ElidedText("", "small", "text_2")
        self.lead = QHBoxLayout()
        self.right = QHBoxLayout()
        self._layout = QHBoxLayout(self)
        for one in (self.lead, self.right):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(theme.current().px(8))
        self.lead.addWidget(self.title)
        self.lead.addWidget(self.subtitle)
        self.lead.addStretch(1)
        self._layout.addLayout(self.lead, 1)
        self._layout.addLayout(self.right)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)
        self._tabbed = False
        self.restyle()

    def say(self, title: str, subtitle: str = "") -> None:
        """Other words."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self._share()

    def _share(self) -> None:
        """The title keeps its width as long as there is any room; the subtitle is cut first."""
        wide = self.title.sizeHint().width()
        self.title.setMinimumWidth(min(wide, max(theme.current().px(80), self.width() // 3)))
        self.title.setMaximumWidth(wide)
        self.subtitle.setMaximumWidth(self.subtitle.sizeHint().width())
        self.lead.setStretch(0, 3)
        self.lead.setStretch(1, 2)

    def add(self, *widgets: QWidget) -> None:
        """Widgets at the right."""
        for one in widgets:
            self.right.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self.restyle()

    def add_tabs(self, tabs: Tabs) -> None:
        """Tabs at the right, down to the lower edge."""
        self._tabbed = True
        self.right.addWidget(tabs, 0, Qt.AlignmentFlag.AlignBottom)
        self.restyle()

    def restyle(self) -> None:
        """Takes its height from the theme; stacks itself where it is narrow."""
        here = theme.current()
        narrow = self.width() < here.px(620)
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._layout.setAlignment(self.right, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))
        self._layout.setSpacing(here.px(4 if narrow else 12))
        over, under = (here.px(6), 0 if self._tabbed else here.px(6)) if narrow else (0, 0)
        self._layout.setContentsMargins(here.px(20), over, here.px(20), under)
        least = here.size("row", "page_header") if self._tabbed else here.px(58)
        self.setFixedHeight(max(least, self._layout.sizeHint().height()))
        self._share()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()


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


__all__ = ["Body", "Header", "Page", "Part"]
