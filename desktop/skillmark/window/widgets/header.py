"""The header of a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.panes import Pane, Tabs
from skillmark.window.widgets.text import ElidedText

LEAD_LEAST = 220
"""px at 100 % text that title and subtitle keep beside what stands at the right."""


class Header(Pane):
    """The page's title, what it is about in grey, and widgets or tabs at the right."""

    def __init__(self, title: str = "") -> None:
        super().__init__("page", ("bottom",))
        self.title = ElidedText(title, "title")
        self.subtitle = ElidedText("", "small", "text_2")
        self.lead = QHBoxLayout()
        self.right = Flow()
        self._layout = QHBoxLayout(self)
        self.lead.setContentsMargins(0, 0, 0, 0)
        self.lead.setSpacing(theme.current().px(8))
        self.lead.addWidget(self.title)
        self.lead.addWidget(self.subtitle)
        self.lead.addStretch(0)
        self._layout.addLayout(self.lead, 1)
        self._layout.addLayout(self.right)
        self._layout.setAlignment(self.right, Qt.AlignmentFlag.AlignVCenter)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)
        self._tabs: Tabs | None = None
        self.restyle()

    def say(self, title: str, subtitle: str = "") -> None:
        """Other words."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.restyle()

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
            self.right.addWidget(one)
        self.restyle()

    def add_tabs(self, tabs: Tabs) -> None:
        """Tabs at the right, down to the lower edge."""
        self._tabs = tabs
        self.right.addWidget(tabs)
        self.restyle()

    def restyle(self) -> None:
        """Takes its height from the theme; stacks itself where it is narrow."""
        here = theme.current()
        self.title.set_role("section" if here.low else "title")
        if self._tabs is not None:
            self._tabs.fit(self.width() - here.px(40))
        narrow = self.width() < max(here.px(620), self.right.sizeHint().width() + here.px(LEAD_LEAST))
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        close = 1 if here.low else 6
        self._layout.setSpacing(here.px(12 if not narrow else 1 if here.low else 4))
        over, under = (here.px(close), 0 if self._tabs else here.px(close)) if narrow else (0, 0)
        self._layout.setContentsMargins(here.px(20), over, here.px(20), under)
        least = here.size("row", "page_header") if self._tabs else here.px(36 if here.low else 58)
        self._share()
        for one in (self.lead, self._layout):
            one.invalidate()
        self.setFixedHeight(max(least, self._layout.totalHeightForWidth(self.width())))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()
