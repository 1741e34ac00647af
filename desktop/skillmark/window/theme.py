"""Colours, type and sizes of the window, read from resources/look/tokens.json.

`current()` is the theme that is in force. `install` puts another one in force: palette, font and style sheet of the
application, then every widget with a method `restyle` is told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from skillmark.system import resources
from skillmark.window import stylesheet

VERSION_LOOKS = {
    "draft": ("pencil", "returned"),
    "published": ("book-open", "valid"),
    "retired": ("lock", "withdrawn"),
}
"""States of a credential's version: a glyph, and the state whose colours they take."""
LOW = 500
"""px at 100 % text; a window that is lower gives its height to what is worked in, and less to what stands around it."""
LOW_ROWS = {"menu_bar": 26, "page_header": 28, "group_header": 17, "footer": 26}
"""Heights in a low window, in the place of the tokens'."""
ROLES = ("caption", "small", "body", "strong", "section", "title", "hero")


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state is drawn: its glyph, the colour of glyph and word, the tint of chip and cell."""

    glyph: str
    fg: QColor
    bg: QColor


@dataclass(frozen=True, slots=True)
class HeatLook:
    """How a state is drawn in the heat map."""

    fill: QColor
    glyph: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """One scheme of colours at one size of text.

    Attributes:
        scheme: light or dark.
        scale: of text and of everything that text stands in; 1.0 is 100 %.
        colours: by name, as in the tokens.
        states: by name of a requirement's, a candidacy's or an award's state.
        heat: by a requirement's state.
        sizes: the tokens' other sections, in px at 100 %.
        low: whether the window has little height for this size of text.
    """

    scheme: str
    scale: float
    colours: Mapping[str, QColor]
    states: Mapping[str, StateLook]
    heat: Mapping[str, HeatLook]
    sizes: Mapping[str, Mapping[str, Any]]
    families: tuple[str, ...]
    low: bool = False

    @property
    def dark(self) -> bool:
        """Whether it is the dark scheme."""
        return self.scheme == "dark"

    def colour(self, name: str) -> QColor:
        """A colour by its name in the tokens."""
        return self.colours[name]

    def shade(self, name: str) -> QColor:
        """A colour by its name in the tokens, or the colour of a state's word: `state:not_met`."""
        kind, _, state = name.partition(":")
        return self.states[state].fg if kind == "state" and state else self.colours[name]

    def px(self, size: float) -> int:
        """A length at 100 % as it is at this size of text."""
        return max(1, round(size * self.scale))

    def size(self, section: str, name: str) -> int:
        """A length by its section and name in the tokens, scaled: `size("row", "compact")`."""
        return self.px(self.sizes[section][name])

    def line(self, role: str) -> int:
        """The line height of a text role in px."""
        return self.px(self.sizes["type"][role]["line"])

    def font(self, role: str, *, weight: int | None = None, figures: bool = True) -> QFont:
        """The font of a text role.

        Args:
            figures: True for tabular figures; with them a hyphen is as wide as a figure, so prose goes without.
        """
        spec = self.sizes["type"][role]
        return _font(self.families, self.px(spec["size"]), weight or spec["weight"], figures)


@lru_cache(maxsize=64)
def _font(families: tuple[str, ...], size: int, weight: int, figures: bool) -> QFont:
    font = QFont(list(families))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    # Said in either case: a font that says nothing takes the application's.
    font.setFeature(QFont.Tag("tnum"), 1 if figures else 0)
    return font


@lru_cache(maxsize=1)
def tokens() -> dict[str, Any]:
    """The tokens as they stand in their file."""
    found: dict[str, Any] = json.loads(resources.path("look", "tokens.json").read_text(encoding="utf-8"))
    return found


def make(scheme: str, text_size: int = 100, low: bool = False) -> Theme:
    """The theme of a scheme, `light` or `dark`, at a size of text in per cent, in a window that is high or low."""
    return _make(scheme, text_size, low)


@lru_cache(maxsize=16)
def _make(scheme: str, text_size: int, low: bool) -> Theme:
    found = tokens()
    states = {
        name: StateLook(one["glyph"], QColor(one[scheme]["fg"]), QColor(one[scheme]["bg"]))
        for name, one in found["state"].items()
    }
    for name, (glyph, like) in VERSION_LOOKS.items():
        states[name] = StateLook(glyph, states[like].fg, states[like].bg)
    heat = {name: HeatLook(QColor(one["fill"]), QColor(one["glyph"])) for name, one in found["heat"][scheme].items()}
    sections = ("type", "space", "radius", "row", "width", "control", "icon", "focus", "motion")
    sizes = {name: found[name] for name in sections}
    if low:
        sizes["row"] = {**sizes["row"], **LOW_ROWS}
    return Theme(
        scheme,
        text_size / 100,
        {name: QColor(value) for name, value in found["colour"][scheme].items()},
        states,
        heat,
        sizes,
        tuple(found["font"]["ui"]),
        low,
    )


_current: list[Theme] = []


def current() -> Theme:
    """The theme in force; light at 100 % before one was installed."""
    return _current[0] if _current else make("light")


def is_low(height: int, text_size: int) -> bool:
    """Whether a window of that height has little room at a size of text in per cent."""
    return height * 100 < LOW * text_size


def scheme_of(setting: str) -> str:
    """The scheme that a setting means: `system` follows the desktop."""
    if setting in ("light", "dark"):
        return setting
    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def install(app: QApplication, theme: Theme) -> None:
    """Puts a theme in force and tells every widget that has a method `restyle`."""
    _current[:] = [theme]
    app.setPalette(palette(theme))
    app.setFont(theme.font("body"))
    app.setStyleSheet(style_sheet(theme))
    for widget in app.allWidgets():
        restyle = getattr(widget, "restyle", None)
        if restyle is not None:
            restyle()


def style_sheet(theme: Theme) -> str:
    """The style sheet of a theme."""
    return stylesheet.fill(theme.colours, theme.states["not_met"].fg, theme.size, theme.px)


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Makes the window's own fonts known to Qt."""
    for path in sorted(resources.path("fonts", "ui").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def load_fallback_fonts() -> None:
    """Makes the fonts of other scripts known, for names that the computer's own fonts can't show."""
    for folder in ("noto-sans", "noto-cjk"):
        for path in sorted(resources.path("fonts", folder).glob("*-Regular.[to]tf")):
            QFontDatabase.addApplicationFont(str(path))


def palette(theme: Theme) -> QPalette:
    """The colours of a theme as Fusion asks for them."""
    role = QPalette.ColorRole
    names = {
        role.Window: "window", role.WindowText: "text", role.Base: "page", role.AlternateBase: "sunken",
        role.Text: "text", role.Button: "page", role.ButtonText: "text", role.BrightText: "on_accent",
        role.Highlight: "selected", role.HighlightedText: "text", role.PlaceholderText: "text_3",
        role.ToolTipBase: "raised", role.ToolTipText: "text", role.Link: "accent", role.LinkVisited: "accent",
        role.Light: "page", role.Midlight: "line", role.Mid: "line_strong", role.Dark: "line_strong",
        role.Shadow: "control_line", role.Accent: "accent",
    }  # fmt: skip
    made = QPalette()
    for one, name in names.items():
        made.setColor(one, theme.colour(name))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, theme.colour("text_3"))
    return made
