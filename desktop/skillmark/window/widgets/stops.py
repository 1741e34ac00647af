"""Where Tab stops."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(area: QWidget) -> list[QWidget]:
    """What Tab stops at inside an area, in the order in which it was put there."""
    # Not by `nextInFocusChain`: the binding then takes a widget for gone when the one behind it goes.
    return [one for one in area.findChildren(QWidget) if _is_stop(one)]


def _is_stop(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.focusProxy() is None and widget.isEnabled() and widget.isVisible()
