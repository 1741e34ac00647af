"""What this computer must have beside Python: libraries that Qt loads, tools that the tests call, and how to get them.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

# The package of Debian and Ubuntu that holds each shared library that Qt's wheels leave to the system.
LIBRARY_PACKAGES = {
    "libEGL.so": "libegl1",
    "libGL.so": "libgl1",
    "libGLX.so": "libglx0",
    "libOpenGL.so": "libopengl0",
    "libX11-xcb.so": "libx11-xcb1",
    "libX11.so": "libx11-6",
    "libdbus-1.so": "libdbus-1-3",
    "libfontconfig.so": "libfontconfig1",
    "libfreetype.so": "libfreetype6",
    "libglib-2.0.so": "libglib2.0-0",
    "libgthread-2.0.so": "libglib2.0-0",
    "libxcb-cursor.so": "libxcb-cursor0",
    "libxcb-icccm.so": "libxcb-icccm4",
    "libxcb-image.so": "libxcb-image0",
    "libxcb-keysyms.so": "libxcb-keysyms1",
    "libxcb-randr.so": "libxcb-randr0",
    "libxcb-render-util.so": "libxcb-render-util0",
    "libxcb-render.so": "libxcb-render0",
    "libxcb-shape.so": "libxcb-shape0",
    "libxcb-shm.so": "libxcb-shm0",
    "libxcb-sync.so": "libxcb-sync1",
    "libxcb-util.so": "libxcb-util1",
    "libxcb-xfixes.so": "libxcb-xfixes0",
    "libxcb-xkb.so": "libxcb-xkb1",
    "libxcb.so": "libxcb1",
    "libxkbcommon-x11.so": "libxkbcommon-x11-0",
    "libxkbcommon.so": "libxkbcommon0",
}
TOOL_PACKAGES = {"pdftotext": "poppler-utils", "pdftoppm": "poppler-utils", "qpdf": "qpdf"}
QT_FILES = ("lib/libQt6Gui.so.6", "lib/libQt6Widgets.so.6", "plugins/platforms/libqoffscreen.so")
QT_DISPLAY_FILES = ("lib/libQt6XcbQpa.so.6", "plugins/platforms/libqxcb.so")


def has_display() -> bool:
    """Whether a window can be shown to a person here; asked before Qt, which can't be stopped from aborting."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_qt_packages(site_packages: Path) -> list[str]:
    """The system packages that Qt in that folder lacks, for the screen too where there is one; empty off Linux."""
    loader = shutil.which("ldd")
    folder = site_packages / "PySide6" / "Qt"
    if not sys.platform.startswith("linux") or loader is None or not folder.is_dir():
        return []
    names = QT_FILES + (QT_DISPLAY_FILES if has_display() else ())
    missing: set[str] = set()
    for path in (folder / name for name in names):
        if path.exists():
            answer = subprocess.run([loader, str(path)], capture_output=True, text=True, check=False).stdout
            missing |= {line.split()[0] for line in answer.splitlines() if "not found" in line}
    return sorted({_package_of(name) for name in missing})


def _package_of(library: str) -> str:
    """The package that holds a library such as libEGL.so.1; the library's own name where the table doesn't know it."""
    return LIBRARY_PACKAGES.get(library.split(".so")[0] + ".so", library)


def missing_tool_packages() -> list[str]:
    """The packages of the tools with which the tests look at PDF files, where they are missing."""
    return sorted({package for tool, package in TOOL_PACKAGES.items() if shutil.which(tool) is None})


def missing_venv_packages() -> list[str]:
    """The package without which Debian's Python can't make a virtual environment."""
    if importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None:
        return []
    version = sysconfig.get_python_version()
    return [f"python{version}-venv", "python3-venv"]


def can_install() -> bool:
    """Whether this process may install system packages: root, where apt is (a container, a build machine)."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def obtain(packages: list[str]) -> bool:
    """Installs system packages where that is possible.

    Returns:
        True where they are there now; False where it isn't our place to install them, or it failed.
    """
    if not packages:
        return True
    if not can_install():
        return False
    print(f"Installing system packages: {' '.join(packages)}", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        if subprocess.run(command, env=environment, stdout=sys.stderr, check=False).returncode:
            return False
    return True


def advice(packages: list[str]) -> str:
    """The line that a person types to get the packages."""
    if sys.platform == "darwin":
        return "brew install " + " ".join(sorted({name.replace("-utils", "") for name in packages}))
    if sys.platform == "win32":
        return "winget or choco install " + " ".join(sorted({name.replace("-utils", "") for name in packages}))
    return "sudo apt install " + " ".join(packages)
