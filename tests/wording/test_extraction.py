"""Every text that people see can be found by those who translate: Babel's extraction yields it whole."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.extract import extract

from skillmark.wording import catalogue

PACKAGE = Path(catalogue.__file__).parents[1]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "ngettext": (1, 2),
    "Action": (2,),  # Of the table of actions, and of commands: translated where they are shown.
    "Command": (2,),
}


def _files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _calls(path: Path) -> Iterator[ast.Call]:
    """Calls that take a text to translate."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            yield node


def _texts(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that are texts to translate."""
    assert isinstance(call.func, ast.Name)
    return [call.args[place - 1] for place in KEYWORDS[call.func.id] or (1,)]


def _literals(path: Path) -> set[str]:
    """The texts that the program hands over as they stand."""
    found = (text for call in _calls(path) for text in _texts(call))
    return {text.value for text in found if isinstance(text, ast.Constant) and isinstance(text.value, str)}


def _extracted(path: Path) -> set[str]:
    """The texts that Babel finds."""
    found: set[str] = set()
    for _line, message, _comments, _context in extract("python", io.BytesIO(path.read_bytes()), KEYWORDS):
        found |= {message} if isinstance(message, str) else set(message)
    return found


def test_every_literal_is_found_by_babel() -> None:
    wanted = {path: _literals(path) for path in _files()}
    assert sum(map(len, wanted.values())) > 1000
    assert {str(path): texts - _extracted(path) for path, texts in wanted.items() if texts - _extracted(path)} == {}


def test_nothing_is_put_together_before_it_is_translated() -> None:
    made = (ast.JoinedStr, ast.BinOp, ast.Call)
    wrong = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in _files()
        for call in _calls(path)
        if any(isinstance(text, made) for text in _texts(call))
    ]
    assert wrong == []


def test_the_forms_of_a_plural_have_the_same_fields() -> None:
    pairs = [
        tuple(text.value for text in _texts(call) if isinstance(text, ast.Constant))
        for path in _files()
        for call in _calls(path)
        if len(_texts(call)) > 1
    ]
    assert len(pairs) > 20
    assert [pair for pair in pairs if not _fields(pair[0]) <= _fields(pair[1])] == []


def _fields(text: str) -> set[str]:
    return {name for _text, name, _form, _kind in Formatter().parse(text) if name}
