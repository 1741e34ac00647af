"""Which page belongs to a place of the rail, and which tabs a cohort has. Loaded when they are first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from skillmark.wording import _


@dataclass(frozen=True, slots=True)
class Entry:
    """A page or tab: its name, words, icon, module of window.pages and class."""

    name: str
    title: str
    icon: str
    module: str
    cls: str

    def exists(self) -> bool:
        """Whether this release has it."""
        return find_spec(f"skillmark.window.pages.{self.module}") is not None

    def load(self) -> Callable[..., Any]:
        """Its class."""
        found: Callable[..., Any] = getattr(import_module(f"skillmark.window.pages.{self.module}"), self.cls)
        return found


def places() -> list[Entry]:
    """The places of the rail, in their order."""
    every = (
        Entry("cohorts", _("Cohorts"), "users", "cohorts", "CohortsPage"),
        Entry("credentials", _("Micro-credentials"), "library", "credentials", "CredentialsPage"),
        Entry("awards", _("Awards"), "award", "awards", "AwardsPage"),
        Entry("settings", _("Settings"), "settings", "settings", "SettingsPage"),
    )
    return [one for one in every if one.exists()]


def cohort_tabs() -> list[Entry]:
    """The tabs of a cohort, in their order."""
    every = (
        Entry("overview", _("Overview"), "gauge", "overview", "OverviewTab"),
        Entry("marks", _("Marks"), "square-pen", "marks", "MarksTab"),
        Entry("attendance", _("Attendance"), "presentation", "attendance", "AttendanceTab"),
        Entry("learners", _("Learners"), "user-round", "learners", "LearnersTab"),
        Entry("awards", _("Awards"), "award", "cohort_awards", "CohortAwardsTab"),
    )
    return [one for one in every if one.exists()]
