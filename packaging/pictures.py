"""Draws every page of the window into build/pictures: light and dark, two sizes, small and large record books."""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skillmark.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
SIZES = ((1440, 900), (1280, 720))
SCHEMES = ("light", "dark")
PAGES = (
    "welcome",
    "cohorts",
    "overview",
    "marks",
    "attendance",
    "learners",
    "cohort-awards",
    "credentials",
    "awards",
    "settings-institution",
    "settings-certificate",
    "settings-staff",
    "settings-book",
    "settings-computer",
    "welcome+new",
    "cohorts+new",
    "cohorts+keys",
    "learners+new",
    "learners+edit",
    "learners+import",
    "credentials+mistakes",
    "credentials+retire",
    "credentials+publish",
)
ROSTER = """Student ID,First name,Last name,E-mail,Room
X1,Niamh,O'Dwyer,niamh@riverside.example,12
X2,Käthe,Weißgerber,kaethe@riverside.example,12
X3,,,nobody@riverside.example,14
X4,Matteo,De Luca,,14
X5,Χρήστος,Αγγελόπουλος,christos@riverside.example,15
"""
PATIENCE = 60.0


def main() -> int:
    """Draws what the arguments name."""
    arguments = read_arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="skillmark-pictures-", ignore_cleanup_errors=True) as home:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
            os.environ[name] = home
        sys.path.insert(0, str(ROOT / "desktop"))
        if arguments.book is not None:
            copy = Path(home) / arguments.book.name
            copy.write_bytes(arguments.book.read_bytes())
            draw_book(copy, arguments.book.stem, arguments)
            return 0
        for learners in arguments.learners:
            draw_book(make_book(Path(home), learners), str(learners), arguments)
    return 0


def read_arguments() -> argparse.Namespace:
    """Which pages, sizes, schemes and numbers of learners."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=list(PAGES), choices=PAGES, metavar="PAGE")
    parser.add_argument("--book", type=Path, help="draw the pages of this record book, instead of demo books")
    parser.add_argument("--learners", nargs="*", type=int, default=[3, 90, 3000])
    parser.add_argument("--schemes", nargs="*", default=list(SCHEMES), choices=SCHEMES)
    parser.add_argument("--small", action="store_true", help="1280 x 720 only")
    parser.add_argument("--large", action="store_true", help="1440 x 900 only")
    parser.add_argument("--text", type=int, default=100, help="size of text in per cent")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "pictures")
    return parser.parse_args()


def make_book(home: Path, learners: int) -> Path:
    """A demo book with that many learners; kept in build, because the large one takes a while."""
    from skillmark.services.demo import Demo, make_demo
    from skillmark.store.ddl import SCHEMA_DIGEST

    kept = ROOT / "build" / "demo-books" / SCHEMA_DIGEST / f"riverside-{learners}.skillmark"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        make_demo(kept, Demo(learners=learners))
    copy = home / f"riverside-{learners}.skillmark"
    copy.write_bytes(kept.read_bytes())
    return copy


def draw_book(book: Path, named: str, arguments: argparse.Namespace) -> None:
    """Draws the pages with one book open."""
    from skillmark.window import theme
    from skillmark.window.app import make_app
    from skillmark.window.keeper import Keeper
    from skillmark.window.main_window import MainWindow

    app = make_app([])
    theme.load_fallback_fonts()
    arguments.out.mkdir(parents=True, exist_ok=True)
    sizes = SIZES[1:] if arguments.small else SIZES[:1] if arguments.large else SIZES
    # A page that begins without a book comes first.
    pages = sorted(arguments.only, key=lambda page: not page.startswith("welcome"))
    for scheme, size in itertools.product(arguments.schemes, sizes):
        theme.install(app, theme.make(scheme, arguments.text))
        keeper = Keeper(book.with_suffix(".json"))
        keeper.change(scheme=scheme, text_size=arguments.text)
        window = MainWindow(keeper)
        window.furnish()
        window.resize(*size)
        window.show()
        for page in pages:
            place, _, scene = page.partition("+")
            show(window, place, book)
            undo = play(window, scene, book.parent)
            name = f"{page}-{named}-{scheme}-{size[0]}" + (f"-{arguments.text}" if arguments.text != 100 else "")
            window.grab().save(str(arguments.out / f"{name}.png"))
            undo()
        leave(window)


def play(window: MainWindow, scene: str, folder: Path) -> Callable[[], object]:
    """Opens what a scene is about on the page that is shown; gives what takes it away again."""
    if not scene:
        return lambda: None
    if scene == "keys":
        window.window_actions.keys()
        settle(window)
        return window.window_actions.keys
    page: Any = window.page()
    part: Any = page.shown() if hasattr(page, "shown") else page
    part = part.tab() if hasattr(part, "tab") else part
    if scene == "import":
        path = folder / "roster.csv"
        path.write_text(ROSTER, "utf-8")
        part.importing.take(path)
        part.states.setCurrentWidget(part.importing)
    elif scene == "mistakes":
        path = folder / "wrong.yaml"
        text = (ROOT / "resources" / "demo" / "formative-assessment.yaml").read_text("utf-8")
        path.write_text(text.replace("pass_mark: 28", "pass_mark: 48").replace("at_least 2", "at_least 9"), "utf-8")
        part.add_file(path)
    elif scene == "publish":
        path = folder / "draft.yaml"
        text = (ROOT / "resources" / "demo" / "formative-assessment.yaml").read_text("utf-8")
        kept = [line for line in text.splitlines(True) if not line.startswith(("level:", "language:"))]
        path.write_text("".join(kept) + "prerequisites: [TEAM-WORK]\n", "utf-8")
        part.add_file(path)
        settle(window)
        part.go_to(("FORM-ASSESS", 2))
        settle(window)
        part.publish()
    else:
        getattr(part, scene)()
    settle(window)
    over: Callable[[], object] = part.importing.leave if scene == "import" else part.body.close_panel
    return over


def show(window: MainWindow, page: str, book: Path) -> None:
    """Goes to a page and waits until it stands still."""
    from PySide6.QtWidgets import QApplication

    if page == "welcome":
        settle(window)
        return
    if window.operations.path is None:
        window.desk.open(book)
        wait(lambda: window.operations.path is not None and window.desk.kept is not None)
    tab = {"overview": "overview", "marks": "marks", "attendance": "attendance", "learners": "learners"}.get(page)
    tab = "awards" if page == "cohort-awards" else tab
    if tab is not None:
        window.go("cohorts")
        settle(window)
        from skillmark.window.pages.cohorts import CohortsPage

        cohorts = window.page()
        assert isinstance(cohorts, CohortsPage)
        row = cohorts.list.rows.at(0)
        assert row is not None
        cohorts.open(row.key, tab)
    else:
        place, _, part = page.partition("-")
        window.go(place)
        window.page().go_to(part or None)
    settle(window)
    QApplication.processEvents()


def settle(window: MainWindow) -> None:
    """Waits until nothing is asked or saved any more."""
    for _ in range(3):
        done: list[bool] = []
        window.operations.look(lambda sitting: True, done.append)
        if window.operations.path is not None:
            wait(partial(answered, window, done))
        wait(partial(past, time.monotonic() + 0.15))


def answered(window: MainWindow, found: list[bool]) -> bool:
    """Whether a question was answered and nothing waits to be saved."""
    return bool(found) and window.operations.waiting == 0


def past(end: float) -> bool:
    """Whether a moment is over."""
    return time.monotonic() > end


def wait(over: Callable[[], bool]) -> None:
    """Runs the event loop until a condition holds."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + PATIENCE
    while not over():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        time.sleep(0.002)


def leave(window: MainWindow) -> None:
    """Closes the window and its threads."""
    window.close()
    wait(lambda: not window.isVisible())
    window.deleteLater()


if __name__ == "__main__":
    sys.exit(main())
