"""Shows Skillmark at work on a demo record book in build/; started by `make run` inside the virtual environment.

With a screen the window opens on it. Without one the main job is done windowless: certificates and pictures.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import needs

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
BOOK = BUILD / "demo.skillmark"
PICTURES = BUILD / "pictures"
PAGES = ("cohorts", "overview", "marks", "attendance", "learners", "credentials", "awards")


def skillmark(*arguments: str | Path) -> int:
    """Runs Skillmark's own command line and gives its exit code."""
    command = [sys.executable, "-m", "skillmark", *(str(argument) for argument in arguments)]
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 130


def show_windowless(with_pictures: bool) -> int:
    """Writes the demo's certificates into build/certificates, and pictures of the window where Qt can be loaded."""
    certificates = BUILD / "certificates"
    code = skillmark("certificates", BOOK, "--out", certificates)
    if code:
        return code
    print(f"The certificates are in {certificates.relative_to(ROOT)}.")
    if not with_pictures:
        print("There are no pictures of the window, because Qt can't be loaded here.")
        return 0
    return draw_pictures()


def draw_pictures() -> int:
    """Draws the main pages with the demo book, where they aren't there as the program is now."""
    if not newer_than_the_program(PICTURES / f"{PAGES[-1]}-demo-dark-1440.png"):
        print(f"Drawing {2 * len(PAGES)} pictures of the window…", flush=True)
        script = str(ROOT / "packaging" / "pictures.py")
        command = [sys.executable, script, "--book", str(BOOK), "--large", "--only", *PAGES]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        code = subprocess.run(command, env=environment, check=False).returncode
        if code:
            return code
    print(f"The pictures of the window are in {PICTURES.relative_to(ROOT)}.")
    return 0


def newer_than_the_program(picture: Path) -> bool:
    """Whether a picture was drawn after the last change to the program and to the demo book."""
    if not picture.exists():
        return False
    parts = [path for top in ("desktop", "resources") for path in (ROOT / top).rglob("*") if path.suffix != ".pyc"]
    changed = max(path.stat().st_mtime for path in [BOOK, *(path for path in parts if path.is_file())])
    return picture.stat().st_mtime > changed


def main() -> int:
    """Makes the demo book where there is none yet, then opens the window or does the windowless job."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-qt", action="store_true", help="Qt can't be loaded here")
    parser.add_argument("--windowless", action="store_true", help="do the windowless job although there is a screen")
    given = parser.parse_args()
    BUILD.mkdir(exist_ok=True)
    if not BOOK.exists():
        code = skillmark("new", BOOK, "--demo")
        if code:
            return code
    if needs.has_display() and not given.no_qt and not given.windowless:
        return skillmark(BOOK)
    why = (
        "Qt can't be loaded here" if given.no_qt else "there is no display here" if not given.windowless else "as asked"
    )
    print(f"No window is opened: {why}. This is the same work without it.", flush=True)
    return show_windowless(not given.no_qt)


if __name__ == "__main__":
    sys.exit(main())
