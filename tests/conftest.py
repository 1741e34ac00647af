"""Settings that hold for every test: no screen, no network of ours, own folders, repeatable random cases."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import hypothesis
import hypothesis.configuration
import pytest

# One throw-away home for each test process, so that no test reads or leaves anything in the user's own folders.
_HOME = tempfile.TemporaryDirectory(prefix="skillmark-tests-", ignore_cleanup_errors=True)
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
    os.environ[_name] = str(Path(_HOME.name) / _name.lower())
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LANGUAGE"] = "en"
for _name in ("SKILLMARK_PASSPHRASE", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(_name, None)

hypothesis.configuration.set_hypothesis_home_dir(str(Path(__file__).parents[1] / "build" / "hypothesis"))
_SLOW_IS_FINE = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large]
hypothesis.settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=100,
    database=None,
    print_blob=True,
    suppress_health_check=_SLOW_IS_FINE,
)
hypothesis.settings.register_profile(
    "torture",
    deadline=None,
    max_examples=5000,
    database=None,
    print_blob=True,
    suppress_health_check=_SLOW_IS_FINE,
)
hypothesis.settings.load_profile(os.environ.get("SKILLMARK_TESTS", "ci"))

_QT_SETTINGS = {"qt_api": "string", "qt_log_level_fail": "string", "qt_log_ignore": "linelist"}


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Knows the Qt plugin's settings where the plugin is switched off because Qt can't be loaded."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name, kind in _QT_SETTINGS.items():
            parser.addini(name, "unused without Qt", type=kind)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves the window's tests out where Qt can't be loaded."""
    window = Path(__file__).parent / "window"
    if collection_path == window and not config.pluginmanager.hasplugin("pytest-qt"):
        return True
    return None
