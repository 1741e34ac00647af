"""The computer's time zone by its IANA name."""

from __future__ import annotations

from zoneinfo import ZoneInfo


def local_zone_name() -> str:
    """The name of the computer's zone, `Europe/Lisbon`; `UTC` where the computer doesn't say."""
    from tzlocal import get_localzone_name

    try:
        name = get_localzone_name() or "UTC"
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return "UTC"
    return name
