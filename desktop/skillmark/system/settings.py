"""What this computer remembers between two starts: appearance, the window's place, recent record books.

One small JSON file in the user's settings folder. A file that can't be read is taken for an empty one, because losing
the window's size is better than not starting.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from skillmark.system.folders import settings_folder

RECENT_MOST = 8
TEXT_SIZES = (100, 115, 130, 150, 175, 200)
"""Per cent."""
SCHEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Recent:
    """A record book that was open before.

    Attributes:
        name: what the book calls its institution.
        opened: local time of the last opening, ISO 8601.
    """

    path: str
    name: str
    opened: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it; made anew with `replace` and kept with `save`.

    Attributes:
        scheme: system, light or dark.
        text_size: per cent.
        window: width and height.
        place: where the window was left: the rail's place.
        tabs: by page, the tab that was left.
        splits: by splitter, the sizes of its panes.
    """

    scheme: str = "system"
    text_size: int = 100
    remember_recent: bool = True
    recent: tuple[Recent, ...] = ()
    window: tuple[int, int] = (1440, 900)
    maximized: bool = False
    place: str = "cohorts"
    tabs: Mapping[str, str] = field(default_factory=dict)
    splits: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def settings_path() -> Path:
    """The file that keeps the settings."""
    return settings_folder() / "settings.json"


def _checked(name: str, value: Any) -> Any:
    """A value as it was kept, as the field's own type.

    Raises:
        TypeError, ValueError, KeyError: it isn't such a value.
    """
    if name == "scheme":
        return SCHEMES[SCHEMES.index(value)]
    if name == "text_size":
        return min(TEXT_SIZES, key=lambda size: abs(size - int(value)))
    if name in ("remember_recent", "maximized"):
        return value is True
    if name == "recent":
        return tuple(Recent(str(one["path"]), str(one["name"]), str(one["opened"])) for one in value[:RECENT_MOST])
    if name == "window":
        width, height = value
        return (max(640, min(int(width), 10_000)), max(480, min(int(height), 10_000)))
    if name == "tabs":
        return {str(key): str(one) for key, one in value.items()}
    if name == "splits":
        return {str(key): tuple(int(size) for size in one) for key, one in value.items()}
    return str(value)


def load(path: Path | None = None) -> Settings:
    """The settings as they were kept; what is missing or wrong is as at the first start."""
    try:
        document = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(document, dict):
        return Settings()
    found: dict[str, Any] = {}
    for one in fields(Settings):
        try:
            found[one.name] = _checked(one.name, document[one.name])
        except (TypeError, ValueError, KeyError, AttributeError):
            continue
    return Settings(**found)


def save(settings: Settings, path: Path | None = None) -> None:
    """Keeps the settings. A folder that can't be written loses them; nothing else depends on it."""
    place = path or settings_path()
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)
    beside = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()


def with_recent(settings: Settings, recent: Recent) -> Settings:
    """The settings with a book at the head of the recent ones; unchanged where they are not to be remembered."""
    if not settings.remember_recent:
        return settings
    others = tuple(one for one in settings.recent if one.path != recent.path)
    return replace(settings, recent=(recent, *others)[:RECENT_MOST])


def without_recent(settings: Settings, path: str) -> Settings:
    """The settings without that book among the recent ones."""
    return replace(settings, recent=tuple(one for one in settings.recent if one.path != path))
