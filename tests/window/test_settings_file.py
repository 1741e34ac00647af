"""What this computer remembers, and that a broken file of settings costs nothing."""

from __future__ import annotations

import json
import logging

import pytest

from skillmark.system.logs import begin_log, end_log
from skillmark.system.settings import RECENT_MOST, Recent, Settings, load, save, with_recent, without_recent
from skillmark.window.keeper import Keeper


def test_settings_come_back_as_they_were_kept(tmp_path) -> None:
    path = tmp_path / "folder" / "settings.json"
    kept = Settings(
        scheme="dark",
        text_size=150,
        remember_recent=True,
        recent=(Recent("/a/б.skillmark", "Школа", "2026-06-12T10:42"),),
        window=(1280, 720),
        maximized=True,
        place="awards",
        tabs={"cohort": "marks"},
        splits={"awards": (700, 400)},
    )
    save(kept, path)
    assert load(path) == kept
    assert [one.name for one in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"'])
def test_a_file_that_can_not_be_read_is_as_at_the_first_start(tmp_path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, "utf-8")
    assert load(path) == Settings()


@pytest.mark.parametrize(
    "document",
    [
        {"scheme": "pink"},
        {"text_size": "large"},
        {"recent": [{"path": 1}]},
        {"window": "wide"},
        {"tabs": 3},
        {"splits": {"a": "b"}},
        {"unknown": 1},
    ],
)
def test_a_wrong_value_is_left_out_and_the_others_are_kept(tmp_path, document: dict) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"maximized": True, **document}), "utf-8")
    assert load(path) == Settings(maximized=True)


def test_values_out_of_bounds_are_brought_inside(tmp_path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"text_size": 500, "window": [10, 99999]}), "utf-8")
    assert load(path).text_size == 200
    assert load(path).window == (640, 10_000)


def test_recent_books_are_the_last_ones_each_once() -> None:
    settings = Settings()
    for number in range(RECENT_MOST + 3):
        settings = with_recent(settings, Recent(f"/{number % 5}", f"{number}", ""))
    assert [one.path for one in settings.recent] == ["/0", "/4", "/3", "/2", "/1"]
    assert [one.path for one in without_recent(settings, "/4").recent] == ["/0", "/3", "/2", "/1"]


def test_nothing_is_remembered_where_it_is_switched_off() -> None:
    settings = Settings(remember_recent=False)
    assert with_recent(settings, Recent("/a", "A", "")).recent == ()


def test_a_folder_that_can_not_be_written_costs_only_the_settings(tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    save(Settings(), tmp_path / "file" / "settings.json")
    assert load(tmp_path / "file" / "settings.json") == Settings()


def test_the_log_is_written_and_closed(tmp_path) -> None:
    handler = begin_log(tmp_path / "logs")
    logging.getLogger("skillmark.somewhere").error("a thing went wrong")
    end_log(handler)
    logging.getLogger("skillmark.somewhere").error("after it was closed")
    text = (tmp_path / "logs" / "skillmark.log").read_text("utf-8")
    assert "a thing went wrong" in text
    assert "after" not in text


def test_a_folder_that_can_not_be_written_costs_only_the_log(tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    assert begin_log(tmp_path / "file") is None
    end_log(None)


def test_a_change_is_written_a_moment_later(tmp_path, qtbot) -> None:
    path = tmp_path / "settings.json"
    keeper = Keeper(path)
    with qtbot.waitSignal(keeper.changed):
        keeper.change(scheme="dark")
    keeper.change(scheme="dark")
    qtbot.waitUntil(path.exists)
    assert load(path).scheme == "dark"
