"""Functions, files and classes stay small enough to be read at once."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

from tests.architecture.source import PACKAGE, ROOT, Piece, pieces, python_files, tree

FUNCTION_USUAL, FUNCTION_MOST = 22, 60
FILE_USUAL, FILE_MOST = 280, 400
CLASS_MOST = 220
TEST_MOST = 50
USUAL_SHARE = 0.95
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
QT_OWN = frozenset({"data", "event", "flags", "index", "paint", "parent", "sort"})  # overrides; Qt says what they do


def own_pieces(kind: tuple[type[ast.AST], ...] | type[ast.AST]) -> list[Piece]:
    """The functions or classes of the program and of packaging."""
    return [piece for folder in (PACKAGE, ROOT / "packaging") for piece in pieces(folder, kind)]


def usual_share(sizes: Sequence[int], usual: int) -> float:
    """The share of the sizes that are at most the usual one."""
    return sum(size <= usual for size in sizes) / len(sizes)


def test_no_function_is_longer_than_a_screen() -> None:
    assert [str(piece) for piece in own_pieces(FUNCTIONS) if piece.lines > FUNCTION_MOST] == []


def test_nearly_every_function_is_short() -> None:
    functions = own_pieces(FUNCTIONS)
    long = sorted((piece for piece in functions if piece.lines > FUNCTION_USUAL), key=lambda piece: -piece.lines)
    assert usual_share([piece.lines for piece in functions], FUNCTION_USUAL) >= USUAL_SHARE, "\n".join(map(str, long))


def test_no_class_is_too_long() -> None:
    assert [str(piece) for piece in own_pieces(ast.ClassDef) if piece.lines > CLASS_MOST] == []


def test_files_are_short() -> None:
    files = [path for folder in (PACKAGE, ROOT / "packaging") for path in python_files(folder)]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files}
    assert {str(path): lines for path, lines in lengths.items() if lines > FILE_MOST} == {}
    long = {str(path): lines for path, lines in lengths.items() if lines > FILE_USUAL}
    assert usual_share(list(lengths.values()), FILE_USUAL) >= USUAL_SHARE, long


def _is_table(node: ast.AST) -> bool:
    """Whether a function is data: a strategy of Hypothesis, or what fills a table of cases."""
    decorators = getattr(node, "decorator_list", [])
    return any("composite" in ast.dump(decorator) for decorator in decorators)


def test_test_functions_are_short() -> None:
    tests = [piece for piece in pieces(ROOT / "tests", FUNCTIONS) if not _is_table(piece.node)]
    assert [str(piece) for piece in tests if piece.lines > TEST_MOST] == []


def test_every_module_class_and_public_function_says_what_it_is() -> None:
    silent: list[str] = []
    for path in python_files(PACKAGE):
        if ast.get_docstring(tree(path)) is None:
            silent.append(str(path))
    said_by_base = _overrides_explained_by_a_base()
    for piece in own_pieces((*FUNCTIONS, ast.ClassDef)):
        name = piece.node.name
        of_qt = (name != name.lower() or name in QT_OWN) and not isinstance(piece.node, ast.ClassDef)
        explained = of_qt or (piece.path, piece.node.lineno) in said_by_base or _is_inner(piece)
        if not name.startswith("_") and not explained and ast.get_docstring(piece.node) is None:
            silent.append(str(piece))
    assert silent == []


def _overrides_explained_by_a_base() -> set[tuple[Path, int]]:
    """Where methods stand that a base class of the program already explains by its own docstring."""
    classes = [piece for piece in own_pieces(ast.ClassDef) if isinstance(piece.node, ast.ClassDef)]
    bases = {piece.node.name: [_last_name(base) for base in piece.node.bases] for piece in classes}
    said = {
        piece.node.name: {method.name for method in _methods(piece) if ast.get_docstring(method)} for piece in classes
    }

    def above(name: str) -> set[str]:
        return {word for base in bases.get(name, []) for word in said.get(base, set()) | above(base)}

    return {
        (piece.path, method.lineno)
        for piece in classes
        for method in _methods(piece)
        if method.name in above(piece.node.name)
    }


def _methods(piece: Piece) -> list[ast.FunctionDef]:
    return [node for node in piece.node.body if isinstance(node, ast.FunctionDef)]


def _last_name(base: ast.expr) -> str:
    """The class's own name, of ``Base``, ``module.Base`` or ``Base[Kind]``."""
    if isinstance(base, ast.Subscript):
        base = base.value
    return base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")


def _is_inner(piece: Piece) -> bool:
    """Whether a function or class stands inside a function, where its surroundings explain it."""
    for outer in ast.walk(tree(piece.path)):
        if isinstance(outer, FUNCTIONS) and outer is not piece.node and piece.node in ast.walk(outer):
            return True
    return False


def test_the_measure_itself(tmp_path: Path) -> None:
    path = tmp_path / "sample.py"
    path.write_text("def one():\n    '''Says.'''\n    return 1\n", "utf-8")
    assert [piece.lines for piece in pieces(tmp_path, FUNCTIONS)] == [3]
