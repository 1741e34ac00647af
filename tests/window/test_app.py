"""Starting: the window paints before anything of the record book is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAINT = """
import sys
from skillmark.window.app import make_app
from skillmark.window.main_window import shown_window
app = make_app([])
window = shown_window()
app.processEvents()
assert not window.grab().isNull()
assert not window.furnished
late = {"sqlalchemy", "sqlcipher3", "yaml", "click", "uharfbuzz"}
late |= {"logging.handlers", "skillmark.protocol.errors", "skillmark.window.pages"}
print(sorted(late & set(sys.modules)))
window.close()
"""
START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from skillmark.window import app, main_window
made = []
shown = app.shown_window
def remember(keeper):
    made.append(shown(keeper))
    return made[0]
app.shown_window = remember
def look():
    if not made or not made[0].furnished:
        return
    if made[0].desk.kept is not None:
        print(made[0].windowTitle())
        made[0].close()
    elif made[0].said_bar.isVisible():
        print(made[0].said_bar.text.text())
        made[0].close()
timer = QTimer()
real = app.make_app
def make(arguments):
    found = real(arguments)
    timer.timeout.connect(look)
    timer.start(20)
    return found
app.make_app = make
sys.exit(app.run(Path(sys.argv[1])))
"""


def run(code: str, *arguments: str, home: Path) -> str:
    folders = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA")}
    paths = os.pathsep.join((str(ROOT / "desktop"), os.environ.get("PYTHONPATH", "")))
    surroundings = {**os.environ, **folders, "PYTHONPATH": paths}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_window_paints_before_the_record_book_is_loaded(tmp_path) -> None:
    assert run(PAINT, home=tmp_path) == "[]"


def test_a_start_with_a_book_opens_it(tmp_path, book) -> None:
    assert run(START, str(book), home=tmp_path) == "Riverside Institute – Skillmark"


def test_a_start_with_a_book_that_is_not_there_says_so(tmp_path) -> None:
    assert "nowhere.skillmark" in run(START, str(tmp_path / "nowhere.skillmark"), home=tmp_path)
