"""Who may import what, beyond the layers that import-linter keeps."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import PACKAGE, imported_names, module_name, python_files, tree

PURE = ("domain", "protocol", "system", "wording")
LENT = {"system": {"msgspec", "platformdirs", "tzlocal"}, "wording": {"babel"}}
HEAVY = ("PySide6", "sqlalchemy", "reportlab")
# Where a fault of any kind must be caught: the window's worker and its last line of defence.
BROAD_ALLOWED = {"window/operations.py", "window/crash.py"}


def graph() -> dict[str, set[str]]:
    """Which of our modules each module imports, inside functions and for types too."""
    modules = {module_name(path): path for path in python_files(PACKAGE)}
    edges: dict[str, set[str]] = {}
    for module, path in modules.items():
        imports = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
        targets = {_closest(name, modules) for node in imports for name in imported_names(module, node)[:-1] or [""]}
        whole = {_closest(name, modules) for node in imports for name in imported_names(module, node)[-1:]}
        edges[module] = {target for target in targets | _not_parents(whole, targets) if target} - {module}
    return edges


def _closest(name: str, modules: dict[str, Path]) -> str:
    """The module that an imported name stands in; empty where it isn't ours."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return "" if name == "skillmark" else name


def _not_parents(whole: set[str], targets: set[str]) -> set[str]:
    """The packages that are imported for themselves and not as the way to one of their modules."""
    return {name for name in whole if not any(target.startswith(f"{name}.") for target in targets)}


def circle(edges: dict[str, set[str]]) -> list[str]:
    """The modules of circles of imports and between them; empty where there is no circle."""
    waiting = {module: set(targets) for module, targets in edges.items()}
    while True:
        used = set().union(*waiting.values())
        free = [module for module, targets in waiting.items() if not targets & waiting.keys() or module not in used]
        if not free:
            return sorted(waiting)
        for module in free:
            del waiting[module]


def test_no_circle_of_imports() -> None:
    assert circle(graph()) == []


def test_a_circle_would_be_seen() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]
    assert circle({"a": {"b"}, "b": set()}) == []


def test_the_pure_layers_import_the_standard_library_only() -> None:
    foreign: list[str] = []
    for package in PURE:
        known = sys.stdlib_module_names | {"skillmark"} | LENT.get(package, set())
        for path in python_files(PACKAGE / package):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    names = imported_names(module_name(path), node)
                    foreign += [f"{path}: {name}" for name in names if name.split(".")[0] not in known]
    assert foreign == []


def test_lent_libraries_are_imported_late() -> None:
    early: list[str] = []
    for package, libraries in LENT.items():
        for path in python_files(PACKAGE / package):
            for node in tree(path).body:
                if isinstance(node, ast.Import | ast.ImportFrom):
                    names = {name.split(".")[0] for name in imported_names(module_name(path), node)}
                    early += [f"{path}: {name}" for name in names & libraries]
    assert early == []


def _catches_everything(node: ast.AST) -> bool:
    """Whether an except clause takes every fault and keeps it; one that ends in a bare `raise` only tidies up."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    last = node.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(kind is None or getattr(kind, "id", "") in ("Exception", "BaseException") for kind in kinds)


def test_only_the_two_edges_catch_everything() -> None:
    found: list[str] = []
    for path in python_files(PACKAGE):
        if path.relative_to(PACKAGE).as_posix() in BROAD_ALLOWED:
            continue
        handlers = [node for node in ast.walk(tree(path)) if _catches_everything(node)]
        found += [f"{path}:{node.lineno}" for node in handlers if isinstance(node, ast.ExceptHandler)]
    assert found == []


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys, runpy\n"
        "sys.argv = ['skillmark', '--help']\n"
        "try:\n    runpy.run_module('skillmark', run_name='__main__')\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        f"print('loaded:', *[name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[-1].strip() == "loaded:"
