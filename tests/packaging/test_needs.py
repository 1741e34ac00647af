"""The bootstrap finds out what the system lacks, and gets it only where that is its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

import bootstrap
import needs


@pytest.fixture
def qt_folder(tmp_path: Path) -> Path:
    """A folder of libraries with the one Qt file that is asked first."""
    library = tmp_path / "PySide6" / "Qt" / needs.QT_FILES[0]
    library.parent.mkdir(parents=True)
    library.touch()
    return tmp_path


def answering(text: str):
    """Stands for a program that prints this text."""
    return lambda *_, **__: subprocess.CompletedProcess([], 0, stdout=text)


def recorder(commands: list[tuple[object, ...]]):
    """Stands for running a command: notes it and says that it went well."""

    def run(*command: object, **_: object) -> int:
        commands.append(command)
        return 0

    return run


def test_missing_libraries_become_packages(qt_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "\tlibEGL.so.1 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n\tlibodd.so.3 => not found\n"
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(needs.shutil, "which", lambda name: name)
    monkeypatch.setattr(needs.subprocess, "run", answering(listing))
    assert needs.missing_qt_packages(qt_folder) == ["libegl1", "libodd.so.3"]


def test_off_linux_nothing_is_missing(qt_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert needs.missing_qt_packages(qt_folder) == []
    assert needs.has_display()


@pytest.mark.parametrize(("display", "wayland", "wanted"), [("", "", False), (":0", "", True), ("", "wayland-0", True)])
def test_a_display_is_known_by_its_variables(
    display: str, wayland: str, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert needs.has_display() is wanted


def test_nothing_is_installed_by_somebody_who_is_not_root(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    monkeypatch.setattr(needs.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(needs.subprocess, "run", lambda *command, **_: calls.append(command))
    assert not needs.obtain(["qpdf"])
    assert calls == []
    assert needs.obtain([])


def test_the_advice_can_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert needs.advice(["libegl1", "qpdf"]) == "sudo apt install libegl1 qpdf"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert needs.advice(["poppler-utils"]) == "brew install poppler"


def test_tests_that_lack_a_system_package_are_named_and_fail_a_build(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands: list[tuple[object, ...]] = []
    monkeypatch.setattr(bootstrap, "sync", lambda: None)
    monkeypatch.setattr(bootstrap, "run", recorder(commands))
    monkeypatch.setattr(needs, "missing_qt_packages", lambda _: ["libegl1"])
    monkeypatch.setattr(needs, "missing_tool_packages", list)
    monkeypatch.setattr(needs, "can_install", lambda: False)
    monkeypatch.setenv("CI", "false")
    assert bootstrap.job_test([]) == 0
    assert "--ignore=tests/window" in commands[0]
    assert capsys.readouterr().out == "All but tests/window ran. For those: sudo apt install libegl1\n"
    monkeypatch.setenv("CI", "true")
    assert bootstrap.job_test([]) == 1


def test_the_stamp_changes_with_the_lock_file(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("a==1")
    before = bootstrap.stamp(lock)
    assert bootstrap.stamp(lock) == before
    lock.write_text("a==2")
    assert bootstrap.stamp(lock) != before


def test_no_lock_file_names_a_host() -> None:
    for path in (bootstrap.LOCK, bootstrap.UV_LOCK, bootstrap.BENCH_LOCK):
        text = path.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
