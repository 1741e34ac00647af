"""What publishing does, and what is still missing, before a version is frozen for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from skillmark.protocol.requests.define import PublishCredential
from skillmark.protocol.requests.look import ShowCredential
from skillmark.protocol.rows import CredentialRow
from skillmark.window.pages.page import Body, Part
from skillmark.window.widgets.forms import InlinePanel
from skillmark.window.widgets.panes import heading
from skillmark.window.widgets.text import Text
from skillmark.window.words import in_words
from skillmark.wording import _
from skillmark.wording.names import isolated
from skillmark.wording.passing import absent_words
from skillmark.wording.states import element_word

if TYPE_CHECKING:
    from skillmark.services.define import Defined
    from skillmark.services.look_credentials import CredentialDetail


def ask_to_publish(part: Part, body: Body, row: CredentialRow) -> None:
    """Shows the panel that publishes a draft, once it is known what is missing."""

    def show(detail: CredentialDetail) -> None:
        def accept() -> None:
            panel.busy(True)
            # Through the history: what made the draft can't be taken back any more.
            label = _("publication of {code}").format(code=isolated(row.code))
            part.do(label, PublishCredential(row.code), done)

        def done(defined: Defined | None, error: BaseException | None) -> None:
            here = body.panel is panel
            if error is not None and here:
                panel.busy(False)
                panel.say_wrong(in_words(error))
            elif error is not None:
                part.context.shell.say_error(error)
            elif defined is not None:
                if here:
                    body.close_panel()
                words = _("Version {n} is published. Cohorts can work toward it now.")
                part.context.shell.say(words.format(n=defined.version))

        panel = PublishPanel(detail, accept)
        body.open_panel(panel)

    part.ask(ShowCredential(row.code, row.version), show, latest="publish")


class PublishPanel(InlinePanel):
    """Says what publishing does; publishes on its button."""

    def __init__(self, detail: CredentialDetail, accepted: Callable[[], object]) -> None:
        row = detail.row
        title = _("Publish version {n} of {title}").format(n=row.version, title=isolated(row.title))
        lead = _(
            "Publishing freezes this version for good: its outline, its rules and its words stay as they are, and it "
            "can't be taken back or deleted. What is to be otherwise later is a new version. Cohorts can work toward "
            "it from then on."
        )
        super().__init__(title, _("Publish version {n}").format(n=row.version), accepted, lead)
        if detail.absent:
            self.content.addWidget(heading(_("Look at it")))
            self.content.addWidget(Text(absent_words(detail.absent), "body", wrap=True))
        self.content.addWidget(heading(_("What the EU recommends")))
        if detail.missing:
            words = _("Not given yet. That stops nothing, but can't be added to this version once it is published:")
            self.content.addWidget(Text(words, "body", "text_2", wrap=True))
            for one in detail.missing:
                self.content.addWidget(Text(f"• {element_word(one)}", "body", wrap=True))
        else:
            self.content.addWidget(Text(_("Everything is given."), "body", "text_2", wrap=True))
        self.content.addStretch(1)
