"""Runs every measure beside its peers and prints a table; `make bench`. `--only WORD` runs those whose name has it."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        ratio: ours against the peer, the way the goal says it; None where it could not be measured.
        good: whether the goal is reached.
    """

    work: str
    goal: str
    ratio: float | None
    good: bool | None
    figures: str


class Bench:
    """Runs measures as processes of their own."""

    def __init__(self, peers: Path | None, only: str) -> None:
        """Takes the peers' interpreter, and which measures to run."""
        self.peers, self.only = peers, only
        self.folder = Path(tempfile.mkdtemp(prefix="bench-", dir=BUILD))
        paths = os.pathsep.join([str(ROOT), str(ROOT / "desktop")])
        self.environment = {**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}
        self.environment["XDG_STATE_HOME"] = str(self.folder)
        # An installed program has its modules compiled; so has this one, after its first run.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def place(self) -> Path:
        """A fresh folder."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    def ours(self, module: str, *words: object) -> dict[str, Any]:
        """What one of our measures tells."""
        return self._told([sys.executable, "-m", f"tests.bench.{module}", *map(str, words)])

    def peer(self, *words: object) -> dict[str, Any]:
        """What a peer's measure tells."""
        if self.peers is None:
            raise FileNotFoundError("peers are installed by `make bench`")
        return self._told([str(self.peers), str(ROOT / "tests" / "bench" / "peers.py"), *map(str, words)])

    def _told(self, command: list[str]) -> dict[str, Any]:
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "it failed")
        told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return told

    def wall(self, command: list[str], times: int = 9) -> float:
        """The median of a command's seconds."""
        taken = []
        for _ in range(times):
            begun = time.perf_counter()
            subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, check=True)
            taken.append(time.perf_counter() - begun)
        return median(taken)


def _in_turns(ours: Callable[[], dict[str, Any]], peer: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
    """What both tell in the middle one of three runs each, taken in turns: a noisy moment then strikes both."""
    pairs = [(ours(), peer()) for _ in range(3)]
    return [sorted(told, key=lambda one: one["rate"])[1] for told in zip(*pairs, strict=True)]


def certificates(bench: Bench) -> Iterator[Row]:
    """Certificates in one PDF and one file each."""
    ours, naive = _in_turns(
        lambda: bench.ours("certificates", "combined", 1000), lambda: bench.peer("naive_combined", 300)
    )
    ratio = ours["rate"] / naive["rate"]
    figures = f"{ours['rate']:,.0f}/s against {naive['rate']:,.0f}/s, {ours['bytes_each'] / 1000:.2f} KB each"
    good = ratio >= 15 and ours["bytes_each"] <= 2_000
    yield Row("1,000 certificates, one PDF / naive ReportLab", "≥ 15 ×, ≤ 2 KB each", ratio, good, figures)
    typst = bench.peer("typst", 300, bench.place())
    ratio = ours["rate"] / typst["rate"]
    yield Row("1,000 certificates, one PDF / Typst", "≥ 1.5 ×", ratio, ratio >= 1.5, f"{typst['rate']:,.0f}/s")
    yield _libreoffice(bench, ours["rate"])
    many = bench.ours("certificates", "combined", 10_000)
    ratio = many["rate"] / naive["rate"]
    figures = f"{many['rate']:,.0f}/s, peak {many['peak_mb']:.0f} MB ({ours['peak_mb']:.0f} MB at 1,000)"
    good = ratio >= 25 and many["peak_mb"] <= 150
    yield Row("10,000 certificates, one PDF / naive ReportLab", "≥ 25 ×, ≤ 150 MB", ratio, good, figures)
    single, naive = _in_turns(
        lambda: bench.ours("certificates", "separate", 1000, bench.place()),
        lambda: bench.peer("naive_separate", 200, bench.place()),
    )
    ratio, share = single["rate"] / naive["rate"], single["rate"] / single["floor_rate"]
    figures = f"{single['rate']:,.0f}/s against {naive['rate']:,.0f}/s; {share:.2f} of just writing the bytes"
    good = ratio >= 15 and share >= 0.25
    yield Row("1,000 certificates, one file each / naive ReportLab", "≥ 15 ×, ≥ 0.25 of floor", ratio, good, figures)


def _libreoffice(bench: Bench, rate: float) -> Row:
    """A mail merge's stand-in: LibreOffice converts one page after the other."""
    work, goal = "1,000 certificates, one PDF / LibreOffice headless", "≥ 40 ×"
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return Row(work, goal, None, None, "LibreOffice isn't installed here")
    folder, count = bench.place(), 40
    page = (
        '<p style="font-size:49pt;text-align:center">{}</p><p style="page-break-after:always">Formative Assessment</p>'
    )
    html = folder / "all.html"
    html.write_text("<meta charset=utf-8>" + "".join(page.format(f"Name {n}") for n in range(count)), encoding="utf-8")
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(html)]
    peer = count / bench.wall(command, 2)
    return Row(work, goal, rate / peer, rate / peer >= 40, f"{peer:,.0f}/s")


def standing(bench: Bench) -> Iterator[Row]:
    """Standing of 3,000 learners, 60 requirements, two attempts."""
    told = bench.ours("standing", bench.place())
    ratio = told["orm_all"] / told["read_all"]
    figures = f"{told['read_all'] * 1000:.1f} ms against {told['orm_all']:.1f} s"
    yield Row("standing of 3,000 × 60 × 2, all / ORM loop", "≥ 500 ×", ratio, ratio >= 500, figures)
    ratio = told["read_all"] / told["raw_sum"]
    figures = f"a sum over the rows takes {told['raw_sum'] * 1000:.1f} ms"
    yield Row("standing of 3,000 × 60 × 2, all / raw sum", "≤ 0.5 ×", ratio, ratio <= 0.5, figures)
    ratio = told["orm_cohort"] / told["read_cohort"]
    yield Row(
        "standing of a cohort of 30 / ORM loop", "≥ 100 ×", ratio, ratio >= 100, f"{told['read_cohort'] * 1000:.2f} ms"
    )
    ratio = told["write"] / told["write_without_standing"]
    figures = f"{told['write']:.2f} ms; its row alone {told['bare_append']:.2f} ms"
    yield Row("a mark with its standing / without", "≤ 2 ×", ratio, ratio <= 2, figures)


def keystroke(bench: Bench) -> Iterator[Row]:
    """A mark from the key to the commit."""
    told = bench.ours("keys", bench.place())
    ratio = told["durable"] / told["raw"]
    figures = f"{told['durable']:.2f} ms (p95 {told['durable_p95']:.2f}) against {told['raw']:.2f} ms"
    yield Row("a mark, checked, logged, standing / raw commit", "≤ 10 ×", ratio, ratio <= 10, figures)


def rosters(bench: Bench) -> Iterator[Row]:
    """Imports."""
    folder, count = bench.place(), 100_000
    bench.ours("rosters", "write_csv", folder / "roster.csv", count)
    work, goal = "import of 100,000 learners / sqlite-utils", "≥ 1 ×"
    tool = bench.peers.parent / "sqlite-utils" if bench.peers else None

    def peer() -> dict[str, Any]:
        command = [str(tool), "insert", str(bench.place() / "s.db"), "people", str(folder / "roster.csv"), "--csv"]
        return {"rate": count / bench.wall([*command, "--pk", "student_id", "--replace"], 1)}

    def ours() -> dict[str, Any]:
        return bench.ours("rosters", "run_import", bench.place(), count)

    if tool is None or not tool.exists():
        told = ours()
        yield Row(work, goal, None, None, "sqlite-utils isn't installed here")
    else:
        told, other = _in_turns(ours, peer)
        figures = f"{told['rate']:,.0f} against {other['rate']:,.0f} learners/s, {told['peak_mb']:.0f} MB"
        yield Row(work, goal, told["rate"] / other["rate"], told["rate"] >= other["rate"], figures)
    smaller = bench.ours("rosters", "run_import", bench.place(), 10_000)
    exponent = _exponent(smaller["seconds"], told["seconds"])
    yield Row("import, growth from 10,000 to 100,000", "exponent ≤ 1.05", exponent, exponent <= 1.05, "")
    sheet = folder / "roster.xlsx"
    subprocess.run(
        [sys.executable, "-m", "tests.bench.rosters", "write_xlsx", str(sheet), "50000"],
        cwd=ROOT, env=bench.environment, check=True,
    )  # fmt: skip
    told, peer_told = _in_turns(
        lambda: bench.ours("rosters", "read_xlsx", sheet), lambda: bench.peer("openpyxl_rows", sheet)
    )
    ratio = told["rate"] / peer_told["rate"]
    figures = f"{told['rate']:,.0f} against {peer_told['rate']:,.0f} rows/s"
    yield Row("reading XLSX of 50,000 rows / openpyxl read-only", "≥ 8 ×", ratio, ratio >= 8, figures)


def _exponent(smaller: float, larger: float) -> float:
    from math import log10

    return log10(larger / smaller)


def start(bench: Bench) -> Iterator[Row]:
    """Starting the command line and the window."""
    nothing = bench.wall([sys.executable, "-c", "pass"])
    ratio = bench.wall([sys.executable, "-m", "skillmark", "--help"]) / nothing
    yield Row("skillmark --help / python -c pass", "≤ 5 ×", ratio, ratio <= 5, f"{nothing * 1000:.0f} ms for nothing")
    pairs = [(bench.ours("window", "first_paint"), bench.ours("window", "bare")) for _ in range(7)]
    told, bare = [one for one, _ in pairs], median(one["seconds"] for _, one in pairs)
    for work, most, field in (("first paint", 1.5, "seconds"), ("the welcome page", 4.0, "filled")):
        ours = median(one[field] for one in told)
        figures = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
        yield Row(f"start to {work} / bare QMainWindow", f"≤ {most:g} ×", ours / bare, ours / bare <= most, figures)


def grid(bench: Bench) -> Iterator[Row]:
    """Painting the mark grid, and the key until its cell is painted."""
    runs = [bench.ours("grid_paint") for _ in range(3)]
    told = {figure: median(run[figure] for run in runs) for figure in runs[0]}
    yield Row(
        "mark grid, a page jump / the default delegate", "≥ 2 ×", told["ratio"], told["ratio"] >= 2,
        f"{told['ours_ms']:.2f} ms against {told['peer_ms']:.2f} ms",
    )  # fmt: skip
    growth = told["large_ms"] / told["ours_ms"]
    yield Row("mark grid, 10,000 × 200 / 1,000 × 60", "≤ 1.2 ×", growth, growth <= 1.2, f"{told['large_ms']:.2f} ms")
    shown = bench.ours("window", "key", bench.place())
    yield Row(
        "a key until its cell is painted, p95, 30 keys a second",
        "≤ 16 ms",
        shown["p95"],
        shown["p95"] <= 16,
        f"median {shown['median']:.1f}",
    )


MEASURES: tuple[Callable[[Bench], Iterator[Row]], ...] = (certificates, standing, keystroke, rosters, start, grid)


def _show(row: Row) -> None:
    ratio = "–" if row.ratio is None else f"{row.ratio:,.2f}" if row.ratio < 20 else f"{row.ratio:,.0f}"
    mark = {True: "reached", False: "NOT reached", None: "not measured"}[row.good]
    print(f"| {row.work} | {row.goal} | {ratio} | {mark} | {row.figures} |", flush=True)


def main() -> int:
    """Runs the measures; the exit code says nothing of goals, since machines differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    BUILD.mkdir(exist_ok=True)
    bench = Bench(given.peers, given.only)
    rows: list[Row] = []
    print("| work / peer | goal | measured | | figures |\n|---|---|---|---|---|")
    try:
        for measure in MEASURES:
            if given.only not in measure.__name__:
                continue
            try:
                for row in measure(bench):
                    rows.append(row)
                    _show(row)
            except (RuntimeError, FileNotFoundError, subprocess.CalledProcessError) as error:
                rows.append(Row(measure.__name__, "", None, None, str(error)))
                _show(rows[-1])
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    (BUILD / "bench.json").write_text(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False))
    print(f"\nAs JSON: build/bench.json. Again: make bench{' ARGS=--only=' + given.only if given.only else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
