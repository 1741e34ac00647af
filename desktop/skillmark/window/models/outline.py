"""The outline of a credential as a tree: groups with their rule, requirements with what passes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from skillmark.domain.definition import Definition
from skillmark.domain.outline import Group, Node, Requirement
from skillmark.window.models.rows import CELL_ROLE, Cell
from skillmark.wording import _, ngettext
from skillmark.wording.passing import group_rule
from skillmark.wording.results import passes_when
from skillmark.wording.states import kind_word

KIND_ICONS = {
    "attendance": "presentation",
    "assignment": "file-text",
    "portfolio": "folder-open",
    "skills_test": "list-checks",
    "conference": "users",
    "workplace": "briefcase",
}
NODE_ROLE = CELL_ROLE + 1


def _item(cell: Cell, node: Node, title: str) -> QStandardItem:
    item = QStandardItem(cell.text)
    item.setEditable(False)
    item.setData(cell, CELL_ROLE)
    item.setData(node, NODE_ROLE)
    item.setData(f"{title}: {cell.text} {cell.note}".strip(), Qt.ItemDataRole.AccessibleTextRole)
    if cell.note:
        item.setToolTip(cell.note)
    return item


def _tries(requirement: Requirement) -> str:
    if requirement.attempts is None:
        return passes_when(requirement)
    words = ngettext("{passing}, {n} try", "{passing}, {n} tries", requirement.attempts)
    return words.format(passing=passes_when(requirement), n=requirement.attempts)


class OutlineModel(QStandardItemModel):
    """Title, code, what passes, weight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles = (_("Title"), _("Code"), _("Kind"), _("Passes when"), _("Weight"))
        self.setHorizontalHeaderLabels(list(self.titles))

    def show_definition(self, definition: Definition | None) -> None:
        """Shows a definition's outline."""
        self.removeRows(0, self.rowCount())
        if definition is not None:
            self._add(self.invisibleRootItem(), definition.outline, _("Everything in this micro-credential"))

    def _add(self, parent: QStandardItem, node: Node, title: str = "", *, weighs: bool = True) -> None:
        weight = str(node.weight) if weighs and not title else ""
        if isinstance(node, Group):
            cells = (
                Cell(title or node.title or _("Group"), strong=True),
                Cell(""),
                Cell(""),
                Cell(group_rule(node)),
                Cell(weight),
            )
        else:
            cells = (
                Cell(node.title, icon=KIND_ICONS[str(node.kind)], note=node.description),
                Cell(node.code, strong=True),
                Cell(kind_word(node.kind)),
                Cell(_tries(node)),
                Cell(weight),
            )
        items = [_item(cell, node, heading) for cell, heading in zip(cells, self.titles, strict=True)]
        parent.appendRow(items)
        if isinstance(node, Group):
            for child in node.children:
                # Of a group of which some are enough, all count the same.
                self._add(items[0], child, weighs=node.at_least is None)
