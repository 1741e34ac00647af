"""Contrast of every colour that stands on another, from the tokens; sizes; icons."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from skillmark.system import resources
from skillmark.window import icons, theme
from skillmark.window.widgets.text import Text

TEXT_LEAST, LINE_LEAST = 4.5, 3.0
SURFACES = ("page", "window", "sunken", "header", "hover", "selected", "raised")


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_surface(scheme: str) -> None:
    made = theme.make(scheme)
    weak = [
        f"{text} on {surface}"
        for text in ("text", "text_2", "text_3")
        for surface in SURFACES
        if contrast(made.colour(text), made.colour(surface)) < TEXT_LEAST
    ]
    assert weak == []
    assert contrast(made.colour("on_accent"), made.colour("accent")) >= TEXT_LEAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_states_can_be_read_on_their_tint_and_on_the_page(scheme: str) -> None:
    made = theme.make(scheme)
    solid = ("ready", "blocked")
    weak = [name for name, look in made.states.items() if contrast(look.fg, look.bg) < TEXT_LEAST]
    weak += [
        f"{name} on {surface}"
        for name, look in made.states.items()
        if name not in solid
        for surface in ("page", "selected")
        if contrast(look.fg, made.colour(surface)) < TEXT_LEAST
    ]
    weak += [f"heat {name}" for name, look in made.heat.items() if contrast(look.glyph, look.fill) < LINE_LEAST]
    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_and_focus_can_be_seen(scheme: str) -> None:
    made = theme.make(scheme)
    for surface in ("page", "sunken"):
        assert contrast(made.colour("control_line"), made.colour(surface)) >= LINE_LEAST
        assert contrast(made.colour("focus"), made.colour(surface)) >= LINE_LEAST
    assert contrast(made.colour("bar"), made.colour("track")) >= LINE_LEAST


def test_the_ratios_in_the_tokens_are_those_of_its_colours() -> None:
    tokens = json.loads(resources.path("look", "tokens.json").read_text("utf-8"))
    for scheme in ("light", "dark"):
        made = theme.make(scheme)
        for pair, ratio in tokens["contrast"][scheme].items():
            match = re.fullmatch(r"(\w+) on (\w+)", pair)
            if match and match[1] in made.colours and match[2] in made.colours:
                assert contrast(made.colour(match[1]), made.colour(match[2])) == pytest.approx(ratio, abs=0.01)


def test_everything_grows_with_the_text() -> None:
    usual, large = theme.make("light", 100), theme.make("light", 200)
    for role in theme.ROLES:
        assert large.font(role).pixelSize() == 2 * usual.font(role).pixelSize()
        assert large.line(role) == 2 * usual.line(role)
    assert large.size("row", "compact") == 2 * usual.size("row", "compact")


def test_figures_are_as_wide_as_each_other() -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(theme.make("light").font("body"))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_every_state_has_its_icon_and_its_word() -> None:
    from skillmark.wording import states

    for name, look in theme.make("light").states.items():
        assert icons.exists(look.glyph), name
    words = (states.state_word, states.requirement_state_word, states.award_status_word, states.version_state_word)
    for name in theme.make("light").states:
        assert any(_knows(word, name) for word in words), name


def _knows(word, name: str) -> bool:
    try:
        return bool(word(name))
    except KeyError:
        return False


def test_a_change_of_theme_reaches_what_is_there(qtbot, qapp: QApplication) -> None:
    label = Text("Grace", "body", "text_2")
    qtbot.addWidget(label)
    before = label.palette().windowText().color().name()
    theme.install(qapp, theme.make("dark", 150))
    assert label.palette().windowText().color().name() != before
    assert label.font().pixelSize() == theme.make("dark", 150).font("body").pixelSize()
    theme.install(qapp, theme.make("light"))


def test_the_style_sheet_names_only_colours_of_the_theme() -> None:
    for scheme in ("light", "dark"):
        made = theme.make(scheme)
        known = {colour.name() for colour in made.colours.values()} | {made.states["not_met"].fg.name()}
        assert set(re.findall(r"#[0-9a-f]{6}", theme.style_sheet(made))) <= known


def test_icons_are_drawn_in_the_colour_that_is_asked_for(qtbot) -> None:
    image = icons.pixmap("check", QColor("#ff0000"), 24, 2.0).toImage()
    assert image.width() == 48
    drawn = {
        image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 250
    }
    assert drawn == {"#ff0000"}
