"""A shell, and a book with two credentials and a small cohort."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillmark.system import resources
from tests.cli.run import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs commands."""
    return Shell(capsys)


@pytest.fixture
def book(shell: Shell, tmp_path: Path) -> Path:
    """A book with Formative Assessment in Practice and three learners."""
    path = tmp_path / "school.skillmark"
    shell.good("new", path, "--name", "Riverside Institute", "--coordinator", "Grace Lindqvist")
    shell.good("credential", "add", path, resources.path("demo", "formative-assessment.yaml"), "--publish")
    (tmp_path / "roster.csv").write_text("Student number,Name\nA1,Ada\nB1,Ben\nC1,Cleo\n", encoding="utf-8")
    shell.good("import", path, tmp_path / "roster.csv", "--cohort", "NORTH", "--offer", "FORM-ASSESS")
    return path
