"""Importing a list of learners: what each column is, what would happen, then Import.

The preview is the import itself, carried out and taken back: what it says is what then happens.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from skillmark.protocol.requests.teach import ImportRoster
from skillmark.system.folders import documents_folder
from skillmark.window import jobs, theme
from skillmark.window.pages.import_columns import ImportColumns
from skillmark.window.pages.import_table import ImportTable
from skillmark.window.pages.import_words import count_lines
from skillmark.window.pages.tab import Tab
from skillmark.window.widgets.controls import Button, Choice
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.key_button import KeyButton
from skillmark.window.widgets.panes import Pane, Scroll, Tabs, column, row
from skillmark.window.widgets.text import Text
from skillmark.window.words import in_words
from skillmark.wording import _, ngettext
from skillmark.wording.names import isolated

MAPPING, NARROW = 380, 720
"""px at 100 % text: the width of the columns' side; the width under which the rows stand under it."""


class ImportView(Pane):
    """The whole of an import, in the place of the list."""

    def __init__(self, tab: Tab, left: Callable[[], object]) -> None:
        super().__init__("page")
        self.tab, self._left = tab, left
        self.path: Path | None = None
        self.data = b""
        self.report: Any = None
        self.title = Text("", "section")
        self.lines = Text("", "body", "text", wrap=True)
        self.refusal = Text("", "body", "wrong", wrap=True)
        self.import_button = KeyButton(_("Import"), "Ctrl ↵", self.accept, kind="primary")
        self.rows = ImportTable()
        self.columns = ImportColumns(self.preview)
        self._lay_out()

    def _lay_out(self) -> None:
        here = theme.current()
        whole = Scroll("page")
        column(self, 0, 0).addWidget(whole)
        layout = column(whole.inner, 0, 0)
        head = Pane("sunken", ("bottom",))
        words = column(head, 0, 6)
        words.setContentsMargins(here.px(20), here.px(14), here.px(20), here.px(14))
        words.addWidget(self.title)
        words.addWidget(self.lines)
        words.addWidget(self.refusal)
        other = Button(_("Another file…"), clicked=self.choose)
        words.addLayout(Flow(self.import_button, other, KeyButton(_("Cancel"), "Esc", self.leave)))
        across = QWidget()
        self.sides = row(self.columns, self.rows, gap=0)
        self.sides.setStretch(1, 1)
        across.setLayout(self.sides)
        layout.addWidget(head)
        layout.addWidget(across, 1)

    def restyle(self) -> None:
        """Puts the rows beside the columns, or under them where it is narrow; what has no room is scrolled to."""
        super().restyle()
        here = theme.current()
        narrow = self.width() < here.px(NARROW)
        ways = QBoxLayout.Direction
        self.sides.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.columns.setMinimumWidth(0 if narrow else here.px(MAPPING))
        self.columns.setMaximumWidth(16_777_215 if narrow else here.px(MAPPING))
        self.columns.setMinimumHeight(here.px(180))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    # Choosing and looking

    def choose(self) -> bool:
        """Asks for a file; False where nobody chose one."""
        kinds = _("Lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods)") + ";;" + _("All files (*)")
        first = str(self.path.parent if self.path else documents_folder())
        name, _kind = QFileDialog.getOpenFileName(self, _("The list to import"), first, kinds)
        if not name:
            return False
        self.take(Path(name))
        return True

    def take(self, path: Path) -> None:
        """Reads a file and shows what would happen."""
        self.path, self.data = path, b""
        self.report = None
        self.columns.put([])
        self._show_content(True)
        self._show()
        self.title.setText(_("Import {file}").format(file=isolated(path.name)))
        self.setAccessibleName(self.title.text())
        self.lines.setText(_("Reading the list"))
        self.tab.context.operations.look(jobs.read_list(path), self._read, self._refused, latest="import")

    def _read(self, found: jobs.ReadList) -> None:
        self.data = found.data
        self.columns.put(found.headings)
        self.preview()

    def request(self, *, dry_run: bool) -> ImportRoster:
        """The import as it is asked for now."""
        assert self.path is not None
        cohort = self.tab.cohort.code if self.tab.cohort is not None else None
        return ImportRoster(self.path, self.data, cohort, (), self.columns.said(), dry_run, each_row=dry_run)

    def preview(self) -> None:
        """Carries the import out and takes it back, to say what would happen."""
        self.import_button.setEnabled(False)
        self.refusal.hide()
        wanted = self.request(dry_run=True)

        def done(report: Any, error: BaseException | None) -> None:
            if self.path is None or wanted != self.request(dry_run=True):
                return
            if error is not None:
                self._refused(error)
                return
            self.report = report
            self._show()

        self.tab.context.operations.request(wanted, done, bulk=True)

    def _refused(self, error: BaseException) -> None:
        self.report = None
        self._show()
        self.lines.hide()
        self.refusal.setText(in_words(error))
        self.refusal.show()
        if not self.columns.headings:
            # Nothing could be read of it: there is nothing to say what it is, and nothing to import.
            self._show_content(False)

    def _show_content(self, shown: bool) -> None:
        for one in (self.import_button, self.columns, self.rows):
            one.setVisible(shown)

    def _show(self) -> None:
        report = self.report
        self.refusal.hide()
        self.lines.show()
        self.rows.put(report.rows if report is not None else ())
        able = report is not None and self._does_something()
        self.import_button.setEnabled(able)
        if able and self.hasFocus():
            self.import_button.setFocus()
        if report is None:
            self.import_button.say(_("Import"))
        else:
            self.lines.setText("\n".join(count_lines(report)))
            count = report.learners.new + report.learners.changed + report.learners.unchanged
            words = ngettext("Import {n} learner", "Import {n} learners", count)
            self.import_button.say(words.format(n=count))
        self.tab.page_changed()

    def _does_something(self) -> bool:
        report = self.report
        counts = (report.learners, report.enrolments)
        return any(one.new or one.changed for one in counts) or bool(report.new_cohorts)

    # Doing

    def accept(self) -> None:
        """Imports; the whole can be undone."""
        if self.report is None or self.path is None:
            return
        label = _("import of {file}").format(file=isolated(self.path.name))
        self.import_button.setEnabled(False)
        self.tab.do(label, self.request(dry_run=False), self._imported)

    def _imported(self, report: Any, error: BaseException | None) -> None:
        if error is not None:
            self._refused(error)
            return
        self.tab.context.shell.say(" ".join(count_lines(report)[:2]))
        self.leave()

    def leave(self) -> None:
        """Goes back to the list."""
        if self.path is not None:
            self.path, self.data, self.report = None, b"", None
            self._left()

    def take_keyboard(self) -> None:
        """Gives the keyboard to the import itself."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def _choosing(self) -> bool:
        return isinstance(self.window().focusWidget(), (Choice, Tabs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (held or not self._choosing()):
            self.import_button.click()
        else:
            super().keyPressEvent(event)
