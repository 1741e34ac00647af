"""Runs the command line in this process, as a person's shell would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from skillmark.bootstrap import start


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed as JSON."""
        return json.loads(self.out)


@dataclass
class Shell:
    """Types commands."""

    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: object) -> Answer:
        """Runs a command and gives its answer."""
        self.capture.readouterr()
        code = start([str(word) for word in words])
        out, err = self.capture.readouterr()
        return Answer(code, out, err)

    def good(self, *words: object) -> Answer:
        """Runs a command that has to succeed."""
        answer = self(*words)
        assert answer.code == 0, answer.err + answer.out
        return answer
