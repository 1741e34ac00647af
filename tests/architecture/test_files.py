"""What may not stand in any file of the project, and what must stand beside the files of others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, own_files

# Written in parts, so that this file doesn't find itself.
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:" + r"work|root|home/\w+|Users/\w+" + r")/|[A-Z]:\\Users\\"),
    "a folder outside the project": re.compile(r"\.\./" + "shared"),
    "a registry's host": re.compile(
        r"pypi\." + r"org|python" + r"hosted|registry\.npm|deb\.debian|crates\." + "io", re.I
    ),
    "something left to do": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b"),
    "how the project is made": re.compile(
        r"\b(?:spi" + r"kes?|wishes\." + r"md|plan\." + r"md|chat" + r"gpt|clau" + r"de|C" + r"EO)\b", re.I
    ),
    "a conflict mark": re.compile(r"^(?:<{7}|>{7}) ", re.M),
}
OTHERS_TEXT = {"LICENSE", "OFL.txt", "LICENSE.txt"}
MOST_BYTES = 2_000_000


def text_files() -> list[Path]:
    """Our own text files; sample data and licences are others' words, lock files are hashes."""
    chosen = []
    for path in own_files():
        parts = path.relative_to(ROOT).parts
        if "data" in parts or path.name in OTHERS_TEXT or path.suffix in {".lock", ".po", ".pot"}:
            continue
        if b"\0" not in path.read_bytes()[:4096] and path.stat().st_size < MOST_BYTES:
            chosen.append(path)
    return chosen


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_has(what: str) -> None:
    found = []
    for path in text_files():
        text = path.read_text("utf-8", errors="replace")
        hits = FORBIDDEN[what].finditer(text)
        found += [f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, hit.start()) + 1} {hit[0]}" for hit in hits]
    assert found == []


def test_the_patterns_find_what_they_are_for() -> None:
    samples = {
        "a path of one machine": "open('/ho" + "me/ann/x')",
        "a folder outside the project": ".." + "/shared/design",
        "a registry's host": "https://pypi" + ".org/simple",
        "something left to do": "# TO" + "DO later",
        "how the project is made": "as the spi" + "ke showed",
        "a conflict mark": "<" * 7 + " HEAD",
    }
    assert {what for what, sample in samples.items() if FORBIDDEN[what].search(sample)} == set(FORBIDDEN)
    assert not FORBIDDEN["a path of one machine"].search("coursework/root/x and a/work/b")


def test_text_ends_with_a_line_end_and_has_no_trailing_blanks() -> None:
    wrong = []
    for path in text_files():
        if path.suffix in {".py", ".toml", ".md", ".yaml", ".yml", ""}:
            text = path.read_text("utf-8")
            if text and (not text.endswith("\n") or re.search(r"[ \t]+$", text, re.M)):
                wrong.append(str(path))
    assert wrong == []


def test_every_folder_of_fonts_and_icons_has_its_licence() -> None:
    folders = {path.parent for path in own_files() if path.suffix in {".ttf", ".otf"}} | {ROOT / "resources" / "icons"}
    bare = [str(folder) for folder in folders if not [name for name in folder.glob("*") if name.name in OTHERS_TEXT]]
    assert folders
    assert bare == []


def test_every_icon_that_the_look_names_is_there() -> None:
    look = json.loads((ROOT / "resources" / "look" / "tokens.json").read_text("utf-8"))
    names = set(look["icon_name"].values()) | {state["glyph"] for state in look["state"].values()}
    assert {name for name in names if not (ROOT / "resources" / "icons" / f"{name}.svg").exists()} == set()
