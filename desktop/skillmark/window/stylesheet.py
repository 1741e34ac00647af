"""The one style sheet: menus, buttons, fields, splitters and scroll bars. Everything else is palette and painting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

from PySide6.QtGui import QColor

_SHEET = Template("""
QMenuBar { background: $window; border-bottom: 1px solid $line; padding: ${bar_edge}px ${s8}px; }
QMenuBar::item { background: transparent; padding: ${bar_item}px ${s10}px; border-radius: ${s6}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $raised; border: 1px solid $line_strong; padding: ${s4}px; }
QMenu::item { padding: ${s6}px ${s28}px ${s6}px ${s12}px; border-radius: ${s4}px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $text_3; background: transparent; }
QMenu::icon { padding-left: ${s8}px; }
QMenu::separator { height: 1px; background: $line; margin: ${s4}px ${s8}px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line_strong; padding: ${s4}px; }

QPushButton, QToolButton {
  background: $page; color: $text; border: 1px solid $line_strong; border-radius: ${s6}px;
  padding: 0 ${s12}px; min-height: ${button}px; font-weight: 500; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 0 ${s11}px; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:disabled, QToolButton:disabled { color: $text_3; background: $hover; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $hover; color: $text_3; border-color: $line; }
QPushButton[kind="flat"], QToolButton[kind="flat"] { background: transparent; border-color: transparent; }
QPushButton[kind="flat"]:hover, QToolButton[kind="flat"]:hover { background: $hover; }
QPushButton[kind="flat"]:focus, QToolButton[kind="flat"]:focus { border-color: $focus; }
QPushButton[small="true"], QToolButton[small="true"] { min-height: ${small}px; padding: 0 ${s8}px; }
QToolButton[kind="segment"] { border-radius: 0; margin: 0; border-color: $control_line; }
QToolButton[kind="segment"]:checked { background: $accent; color: $on_accent; border-color: $accent; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $page; color: $text; border: 1px solid $control_line; border-radius: ${s6}px;
  padding: 0 ${s8}px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox { min-height: ${field}px; }
QTextEdit, QPlainTextEdit { padding: ${s4}px ${s4}px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $focus; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { padding: 0 ${s7}px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $text_3; background: $sunken; border-color: $line; }
QLineEdit[glyph="true"] { padding-left: ${s32}px; }
QLineEdit[glyph="true"]:focus { padding-left: ${s31}px; }
QLineEdit:read-only { background: $sunken; }
*[state="wrong"] { border: 2px solid $wrong; }
QComboBox::drop-down { border: 0; width: ${s24}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $line_strong; outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${row}px; padding: 0 ${s8}px; }

QFileDialog QToolButton { padding: 0; min-height: 0; min-width: ${s24}px; }
QTabBar QToolButton { padding: 0; border: 0; min-height: 0; border-radius: 0; }
QSplitter::handle { background: $line; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle { background: $line_strong; border: ${s3}px solid transparent; border-radius: ${s5}px; }
QScrollBar::handle:vertical { min-height: ${s32}px; margin: 0 ${s3}px; border-width: 0; border-radius: ${s3}px; }
QScrollBar::handle:horizontal { min-width: ${s32}px; margin: ${s3}px 0; border-width: 0; border-radius: ${s3}px; }
QScrollBar::handle:hover { background: $control_line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QHeaderView { background: $page; border: 0; }
QHeaderView::section {
  background: $page; color: $text_2; border: 0; border-bottom: 1px solid $line_strong;
  padding: ${s4}px ${s8}px; }
""")


def fill(
    colours: Mapping[str, QColor], wrong: QColor, size: Callable[[str, str], int], px: Callable[[float], int]
) -> str:
    """The style sheet in the colours and sizes of a theme.

    Args:
        wrong: the colour of a mistake.
        size: a length by its section and name in the tokens.
        px: a length at 100 % as it is at this size of text.
    """
    values = {name: colour.name() for name, colour in colours.items()}
    values |= {f"s{step}": str(px(step)) for step in (3, 4, 5, 6, 7, 8, 10, 11, 12, 24, 28, 31, 32)}
    values["wrong"] = wrong.name()
    # What the words of the menu bar leave of its height stands around them.
    around = (size("row", "menu_bar") - px(20)) // 2
    values |= {"bar_item": str(around), "bar_edge": str(around // 2)}
    # A control's height counts its border of one px above and below.
    values["button"] = str(size("control", "button") - 2)
    values["small"] = str(size("control", "button_small") - 2)
    values["field"] = str(size("control", "field") - 2)
    values["row"] = str(size("row", "compact"))
    values["bar"] = str(size("width", "scroll_bar"))
    return _SHEET.substitute(values)
