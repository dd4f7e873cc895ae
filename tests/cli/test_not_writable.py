"""A workspace that cannot be written still answers: on a full disk, and on one that can only be read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspectprep import files
from tests.store.test_read_only import fill_up, mounted, small_disk

__all__ = ["small_disk"]

READS = [
    ("ready", "--notified", "2026-11-30", "--json"),
    ("ready", "--json"),
    ("ready", "--every-monday", "2"),
    ("evidence", "list"),
    ("evidence", "show", "ev-1"),
    ("evidence", "coverage"),
    ("timeline", "ilacs-short", "--notified", "2026-11-30"),
    ("checklist", "ilacs-short", "--notified", "2026-11-30"),
    ("selfeval",),
    ("embargo", "status"),
    ("workspace", "verify"),
    ("workspace", "history", "ev-1"),
    ("workspace", "export"),
]


def made(cli: Any, folder: Path) -> None:
    """Make a workspace with an item of evidence."""
    assert cli("init", folder, "--authority", "Borsetshire", "--variant", "ilacs-short").code == 0
    added = ("evidence", "add", "--title", "Audit", "--kind", "audit", "--by", "Ann", "--workspace", folder)
    assert cli(*added).code == 0


def answers(cli: Any, monkeypatch: pytest.MonkeyPatch, folder: Path, elsewhere: Path) -> None:
    """Try every command that reads, a backup elsewhere, and a change."""
    monkeypatch.chdir(folder)
    for command in READS:
        done = cli(*command)
        assert done.code in (0, 1), (command, done.err)
        assert done.out, command
    assert cli("workspace", "backup", elsewhere / "backup.sqlite").code == 0
    assert cli("workspace", "export", elsewhere / "export.jsonl").code == 0
    assert cli("selfeval", "--out", elsewhere / "draft.html").code == 0
    refused = cli("evidence", "add", "--title", "New", "--kind", "audit", "--by", "Ann")
    assert refused.code == 2
    assert "records.sqlite" in refused.err


def test_a_full_disk_answers(
    cli: Any, monkeypatch: pytest.MonkeyPatch, small_disk: Path, tmp_path: Path
) -> None:
    """There is no room for a single byte."""
    made(cli, small_disk / "room")
    fill_up(small_disk)
    answers(cli, monkeypatch, small_disk / "room", tmp_path)
    warned = cli("ready", "--json")
    assert "The result was not saved" in warned.err
    assert warned.json["as_of"]


def test_a_read_only_file_system_answers(
    cli: Any, monkeypatch: pytest.MonkeyPatch, small_disk: Path, tmp_path: Path
) -> None:
    """As a memory stick with a lock, or a backup that is mounted."""
    made(cli, small_disk / "room")
    assert mounted("-o", "remount,ro", str(small_disk))
    answers(cli, monkeypatch, small_disk / "room", tmp_path)


def test_a_read_only_folder_of_an_earlier_version_says_what_to_do(
    cli: Any, monkeypatch: pytest.MonkeyPatch, small_disk: Path, tmp_path: Path
) -> None:
    """Its inspection is still a file. What the error says works: a copy of the folder answers."""
    made(cli, small_disk / "room")
    old = 'variant = "ilacs-short"\nnotified = 2026-11-16\n'
    (small_disk / "room" / "inspection.toml").write_text(f'schema = "inspectprep/inspection/1"\n{old}')
    assert mounted("-o", "remount,ro", str(small_disk))
    monkeypatch.chdir(small_disk / "room")
    refused = cli("ready")
    assert (refused.code, refused.out) == (2, "")
    said = " ".join(refused.err.split())
    assert "inspection.toml" in said
    assert "the folder cannot be written" in said
    assert "copy the whole folder to a place where it can be written, and open the copy" in said
    shutil.copytree(small_disk / "room", tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    assert cli("inspection", "show", "ins-1").code == 0


@pytest.fixture
def no_new_files(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function after which no file can be written durably, as on a full disk."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    return lambda: monkeypatch.setattr(files.os, "fsync", full)


def test_an_answer_that_cannot_be_saved_is_given(
    cli: Any, monkeypatch: pytest.MonkeyPatch, no_new_files: Callable[[], None], tmp_path: Path
) -> None:
    """The warning says why."""
    made(cli, tmp_path / "room")
    monkeypatch.chdir(tmp_path / "room")
    no_new_files()
    done = cli("ready", "--json")
    assert done.code == 1
    assert done.json["themes"]
    assert "warning: The result was not saved for the next comparison." in done.err
    assert "No space left" in done.err


def test_a_saved_answer_that_cannot_be_read_blocks_no_answer(
    cli: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """There is nothing to compare with."""
    made(cli, tmp_path / "room")
    monkeypatch.chdir(tmp_path / "room")
    Path("answers").mkdir(exist_ok=True)
    Path("answers", "2020-01-06.json").write_text("not JSON")
    assert cli("ready").code == 1
