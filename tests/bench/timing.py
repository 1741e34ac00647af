"""Timing that every measure shares."""

from __future__ import annotations

import gc
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any


def seconds(job: Callable[[], Any], times: int = 1) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(times):
        gc.collect()
        begun = time.perf_counter()
        job()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def each(jobs: list[Callable[[], Any]]) -> list[float]:
    """How long each of several jobs takes, sorted."""
    taken = []
    for job in jobs:
        begun = time.perf_counter()
        job()
        taken.append(time.perf_counter() - begun)
    return sorted(taken)


def peak_mb() -> float:
    """The most memory that this process ever held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def tell(**figures: Any) -> None:
    """Prints figures for the runner."""
    print(json.dumps(figures | {"peak_mb": round(peak_mb(), 1)}))
