"""Finds the files that Skillmark ships."""

from __future__ import annotations

from pathlib import Path


def path(*parts: str) -> Path:
    """The place of a shipped file or folder: packed beside the package in a wheel, at the top of a checkout."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "_resources"
    root = packed if packed.is_dir() else package.parents[1] / "resources"
    return root.joinpath(*parts)
