"""What README.md tells people to type exists."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

COMMANDS = [
    line.strip()
    for block in re.findall(r"```(?:sh|console|text)?\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    for line in block.splitlines()
]
TARGETS = sorted({word for line in COMMANDS for word in re.findall(r"^make (\w+)", line)})
JOBS = sorted({word for line in COMMANDS for word in re.findall(r"packaging/bootstrap\.py (\w+)", line)})
OURS = sorted({found[1].strip() for line in COMMANDS if (found := re.match(r"skillmark((?: [a-z]+)+)(?= |$)", line))})


def test_every_make_target_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert TARGETS
    assert [target for target in TARGETS if f"\n{target}:" not in makefile] == []


def test_every_job_exists_and_make_only_calls_jobs() -> None:
    help_ = subprocess.run(
        [sys.executable, ROOT / "packaging" / "bootstrap.py", "--help"], capture_output=True, text=True, check=True
    ).stdout
    listed = re.search(r"\{([\w,]+)\}", help_)
    assert listed is not None
    jobs = set(listed[1].split(","))
    called = set(re.findall(r"\$\(BOOTSTRAP\) (\w+)", (ROOT / "Makefile").read_text("utf-8")))
    assert set(JOBS) | called <= jobs


@pytest.mark.parametrize("words", OURS or ["--version"])
def test_every_command_answers_for_help(words: str) -> None:
    command = [sys.executable, "-m", "skillmark", *words.split(), *([] if words.startswith("-") else ["--help"])]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
