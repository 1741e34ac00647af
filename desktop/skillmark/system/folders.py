"""Where this computer keeps what isn't a record book: settings, the log, crash reports."""

from __future__ import annotations

from pathlib import Path

NAME = "skillmark"


def settings_folder() -> Path:
    """Where the settings of this user are; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_config_dir(NAME, appauthor=False))


def log_folder() -> Path:
    """Where the log and crash reports are; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_log_dir(NAME, appauthor=False))


def demo_folder() -> Path:
    """Where the invented record book is that a person explores; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


def documents_folder() -> Path:
    """Where this user's own documents are, for the first place that a file dialog shows."""
    import platformdirs

    return Path(platformdirs.user_documents_dir())
