"""The project's own source as the checks see it: files, syntax trees, functions, imports."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "desktop" / "skillmark"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Piece:
    """A function or class with the place it stands at."""

    path: Path
    node: Function | ast.ClassDef

    @property
    def lines(self) -> int:
        """How many lines it takes, its docstring counted."""
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1

    def __str__(self) -> str:
        """Where it is and how long."""
        return f"{self.path.relative_to(ROOT)}:{self.node.lineno} {self.node.name} ({self.lines} lines)"


def python_files(folder: Path) -> list[Path]:
    """Every Python file in a folder, in order."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def pieces(folder: Path, kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> Iterator[Piece]:
    """Every function or every class of a folder, those inside others too."""
    for path in python_files(folder):
        for node in ast.walk(tree(path)):
            if isinstance(node, kind):
                assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                yield Piece(path, node)


def module_name(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(module: str, node: ast.Import | ast.ImportFrom) -> list[str]:
    """The dotted names that an import may mean: `from a import b` may mean the module a.b or the name b in a."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    assert node.level == 0, f"{module} has a relative import"
    return [f"{node.module}.{alias.name}" for alias in node.names] + [str(node.module)]


def own_files() -> list[Path]:
    """The files that are or would be in version control; every file but the usual leavings where git isn't there."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        skipped = {".git", ".venv", ".bench", "build", "dist", "__pycache__"}
        return [path for path in sorted(ROOT.rglob("*")) if path.is_file() and not skipped & set(path.parts)]
    paths = [ROOT / name.decode() for name in listing.split(b"\0") if name]
    return [path for path in paths if path.is_file()]
