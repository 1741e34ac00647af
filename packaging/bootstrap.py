"""Builds .venv from the lock file and does one job in it: run, test, torture, check, bench, pictures, sync or lock.

    python3 packaging/bootstrap.py test tests/domain -k share

Standard library only, Python 3.11 or newer. `make` calls it; on Windows it is called as it stands.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import needs

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
UV_LOCK = ROOT / "packaging" / "uv.lock.txt"
BENCH_LOCK = ROOT / "packaging" / "bench.lock"
PARTS_WITHOUT_QT = ["-p", "no:pytest-qt"]


class Stop(Exception):
    """The job can't go on; the message says why and what to do."""


def run(*command: str | Path, environment: dict[str, str] | None = None) -> int:
    """Runs one command in the project's folder and gives its exit code; Ctrl+C is left to the command."""
    settings = {**os.environ, **(environment or {})}
    try:
        return subprocess.run([str(part) for part in command], cwd=ROOT, env=settings, check=False).returncode
    except KeyboardInterrupt:
        return 130


def must(*command: str | Path) -> None:
    """Runs one command and stops everything where it fails."""
    code = run(*command)
    if code:
        raise Stop(f"This failed with exit code {code}: {' '.join(str(part) for part in command)}")


def tool(venv: Path, name: str) -> Path:
    """A program of the virtual environment."""
    return venv / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


def site_packages(venv: Path) -> Path:
    """Where the virtual environment keeps its libraries."""
    if os.name == "nt":
        return venv / "Lib" / "site-packages"
    return venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def stamp(*files: Path) -> str:
    """Names what an environment is made of: the files' bytes, the interpreter and its place."""
    digest = hashlib.sha256(f"{sys.version}\n{sys.executable}\n{ROOT}".encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def sync() -> None:
    """Makes .venv what the lock file says; nothing is done where the stamp shows that it is that already."""
    files = (LOCK, UV_LOCK, ROOT / "pyproject.toml")
    _environment(VENV, files, _install_project)


def _environment(venv: Path, files: Sequence[Path], fill: Callable[[list[str | Path]], None]) -> None:
    """Makes a virtual environment and lets `fill` install into it, unless its stamp is the wanted one."""
    mark, wanted = venv / "skillmark.stamp", stamp(*files)
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return
    _make_venv(venv)
    fill(_installer(venv))
    mark.write_text(wanted, "utf-8")


def _make_venv(venv: Path) -> None:
    """Makes an empty virtual environment, and gets Debian's package for it where that is missing and we may."""
    missing = needs.missing_venv_packages()
    if missing and not needs.obtain(missing[:1]) and not needs.obtain(missing[1:]):
        raise Stop(f"Python can't make a virtual environment here. Type: {needs.advice(missing[1:])}")
    shutil.rmtree(venv, ignore_errors=True)
    must(sys.executable, "-m", "venv", venv)


def _installer(venv: Path) -> list[str | Path]:
    """The command that installs into the environment: uv, five times as fast, or pip where uv has no wheel."""
    python = tool(venv, "python")
    pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", UV_LOCK) == 0:
        uv: list[str | Path] = [tool(venv, "uv"), "pip", "install", "--quiet", "--python", python]
        return uv
    print("There is no uv for this system; pip does its work, only slower.", file=sys.stderr)
    return pip


def _install_project(install: list[str | Path]) -> None:
    """Installs the locked packages, then this project in place; tries pip where uv can't reach the packages."""
    python = tool(VENV, "python")
    pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked: list[str | Path] = ["--require-hashes", "-r", LOCK]
    if run(*install, *locked):
        install = pip
        must(*install, *locked)
    must(*install, "--no-deps", "--no-build-isolation", "--editable", ROOT)


def _qt_lacks() -> list[str]:
    """The system packages that Qt still lacks after we tried to get them."""
    missing = needs.missing_qt_packages(site_packages(VENV))
    return [] if needs.obtain(missing) else missing


def job_sync(_: list[str]) -> int:
    """Only makes the environment."""
    sync()
    return 0


def job_run(arguments: list[str]) -> int:
    """Starts Skillmark on the demo book; without a screen or Qt it does the windowless job and says so."""
    sync()
    lacks = _qt_lacks()
    if lacks:
        print(f"The window can't be shown: Qt lacks system libraries. Type: {needs.advice(lacks)}", file=sys.stderr)
    extra = ["--no-qt"] if lacks else []
    return run(tool(VENV, "python"), ROOT / "packaging" / "run_demo.py", *extra, *arguments)


def job_test(arguments: list[str], environment: dict[str, str] | None = None) -> int:
    """Runs the tests; what can't run here for want of a system package is named in the last line."""
    sync()
    left_out: list[tuple[str, list[str]]] = []
    options: list[str] = []
    lacks = _qt_lacks()
    if lacks:
        left_out.append(("tests/window", lacks))
        options += [*PARTS_WITHOUT_QT, "--ignore=tests/window"]
    lacks = needs.missing_tool_packages()
    if not needs.obtain(lacks):
        left_out.append(("tests/documents", lacks))
        options += ["--ignore=tests/documents"]
    code = run(tool(VENV, "python"), "-m", "pytest", *options, *arguments, environment=environment)
    if not left_out:
        return code
    packages = [name for _, names in left_out for name in names]
    print(f"All but {' and '.join(part for part, _ in left_out)} ran. For those: {needs.advice(packages)}")
    return code or (1 if os.environ.get("CI", "").lower() == "true" else 0)


def job_torture(arguments: list[str]) -> int:
    """Runs the tests with thousands of random cases each."""
    return job_test(arguments, {"SKILLMARK_TESTS": "torture"})


def job_check(_: list[str]) -> int:
    """Runs every check of the source and names those that failed."""
    sync()
    python = tool(VENV, "python")
    checks: dict[str, list[str | Path]] = {
        "lint": [tool(VENV, "ruff"), "check", "."],
        "format": [tool(VENV, "ruff"), "format", "--check", "--quiet", "."],
        "types": [tool(VENV, "mypy"), "desktop/skillmark", "packaging"],
        "types of the tests": [tool(VENV, "mypy"), "tests"],
        "layers": [tool(VENV, "lint-imports"), "--cache-dir", "build/import_linter"],
        "architecture": [python, "-m", "pytest", "-q", "-n", "0", "tests/architecture"],
    }
    failed = [name for name, command in checks.items() if run(*command)]
    print(f"Failed: {', '.join(failed)}." if failed else f"All {len(checks)} checks passed.", flush=True)
    return 1 if failed else 0


def job_bench(arguments: list[str]) -> int:
    """Measures against the peers, which live in an environment of their own."""
    sync()
    bench = ROOT / ".bench"
    _environment(bench, (BENCH_LOCK,), lambda install: must(*install, "--require-hashes", "-r", BENCH_LOCK))
    return run(tool(VENV, "python"), "-m", "tests.bench.run", "--peers", tool(bench, "python"), *arguments)


def job_pictures(arguments: list[str]) -> int:
    """Takes pictures of the window into build/pictures."""
    sync()
    lacks = _qt_lacks()
    if lacks:
        raise Stop(f"No pictures: Qt lacks system libraries. Type: {needs.advice(lacks)}")
    return run(tool(VENV, "python"), ROOT / "packaging" / "pictures.py", *arguments)


def job_lock(arguments: list[str]) -> int:
    """Writes the lock files anew from pyproject.toml, for every platform and Python from 3.11 on."""
    sync()
    compile_: list[str | Path] = [
        tool(VENV, "uv"),
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
    ]
    compile_ += ["--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "make lock", *arguments]
    must(*compile_, "--group", "dev", "pyproject.toml", "-o", LOCK)
    must(*compile_, "--group", "bench", "-c", LOCK, "-o", BENCH_LOCK)
    must(*compile_, "--no-deps", "packaging/uv.in", "-o", UV_LOCK)
    return 0


JOBS: dict[str, Callable[[list[str]], int]] = {
    "run": job_run,
    "test": job_test,
    "torture": job_torture,
    "check": job_check,
    "bench": job_bench,
    "pictures": job_pictures,
    "sync": job_sync,
    "lock": job_lock,
}


def main() -> int:
    """Reads the command line and does the job."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may well have an older one
        print(f"Skillmark needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=JOBS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to what the job runs")
    given = parser.parse_args()
    try:
        return JOBS[given.job](given.arguments)
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
