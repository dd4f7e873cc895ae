"""A store in a folder that cannot be written is read with its newest changes, and never written."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from inspectprep.errors import StoreError
from inspectprep.store import read_only
from inspectprep.store.read_only import connect_to_read
from inspectprep.store.schema import MIGRATIONS
from inspectprep.store.sqlite import FILE, SQLiteStore, open_store
from tests.store.fakes import new_store, reopened
from tests.store.test_faults import _be_nobody, in_a_child, open_to_all

__all__ = ["open_to_all"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")


def filled(folder: Path) -> SQLiteStore:
    """Make a store with three notes."""
    store = new_store(folder)
    for number in (1, 2, 3):
        store.append("note", f"note-{number}", {"text": "words"}, by="Ann")
    return store


def closed_to_writers(folder: Path) -> None:
    """Let everybody read a folder, and only the superuser write to it."""
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)


def _read(folder: Path) -> dict[str, Any]:
    """Read a store in every way, as a user who may not write to its folder."""
    _be_nobody()
    os.environ.pop("TMPDIR", None)
    store = open_store(folder)
    stream = io.BytesIO()
    head = store.export(stream)
    found: dict[str, Any] = {
        "notes": [revision.id for revision in store.list("note")],
        "sound": store.verify().sound,
        "exported": head.number,
    }
    try:
        store.append("note", "note-9", {}, by="Ann")
    except StoreError as error:
        found["refused"] = error.reason
    store.close()
    return found


def test_a_folder_without_permission_to_write_is_read_and_not_written(open_to_all: Path) -> None:
    """Records, checks and exports are as ever, and a change is refused."""
    folder = open_to_all / "store"
    filled(folder).close()
    closed_to_writers(folder)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    found = in_a_child(_read, folder)
    assert found == {
        "notes": ["note-1", "note-2", "note-3"], "sound": True, "exported": 3, "refused": "read-only",
    }  # fmt: skip
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_changes_in_the_log_are_not_ignored(open_to_all: Path, tmp_path: Path) -> None:
    """The log is not yet part of the file after a crash, or when both are copied."""
    live = filled(tmp_path / "live")
    folder = open_to_all / "store"
    folder.mkdir()
    for name in (FILE, f"{FILE}-wal"):
        shutil.copyfile(live.path.with_name(name), folder / name)
    assert (folder / f"{FILE}-wal").stat().st_size > 0
    closed_to_writers(folder)
    assert in_a_child(_read, folder)["notes"] == ["note-1", "note-2", "note-3"]


def test_a_store_that_another_program_writes_to_is_read_as_it_is_now(open_to_all: Path) -> None:
    """The log and the shared memory of the other program are used, and nothing is copied."""
    folder = open_to_all / "store"
    store = filled(folder)
    closed_to_writers(folder)
    assert in_a_child(_read, folder)["notes"] == ["note-1", "note-2", "note-3"]
    store.append("note", "note-4", {"text": "words"}, by="Ann")
    assert in_a_child(_read, folder)["notes"][-1] == "note-4"


def test_an_older_store_is_updated_in_the_copy(open_to_all: Path) -> None:
    """The tables of the store itself stay as they are."""
    folder = open_to_all / "store"
    old = new_store(folder, migrations=MIGRATIONS[:1])
    old.append("told", "told-1", {"person": "Ann"}, by="Ann")
    old.close()
    before = (folder / FILE).read_bytes()
    connection, clean_up = connect_to_read(folder / FILE, migrations=MIGRATIONS)
    assert connection.execute("SELECT kind FROM latest").fetchall() == [("disclosure",)]
    connection.close()
    clean_up()
    assert (folder / FILE).read_bytes() == before


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no room for temporary folders, and no shared memory of another program."""
    monkeypatch.setattr(read_only, "_folders", lambda: iter(()))
    monkeypatch.setattr(read_only, "_shared", lambda *_: None)


@pytest.mark.usefixtures("no_room")
def test_without_room_for_a_copy_the_file_itself_is_read(tmp_path: Path) -> None:
    """That is right if no change is in the log."""
    store = filled(tmp_path / "store")
    store.close()
    connection, _ = connect_to_read(store.path, migrations=MIGRATIONS)
    assert connection.execute("SELECT count(*) FROM changes").fetchone() == (3,)
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM latest")
    connection.close()


@pytest.mark.usefixtures("no_room")
def test_without_room_for_a_copy_changes_in_the_log_are_never_left_out(tmp_path: Path) -> None:
    """An old state is not shown as the newest."""
    store = filled(tmp_path / "store")
    with pytest.raises(StoreError, match="newest changes cannot be read") as caught:
        connect_to_read(store.path, migrations=MIGRATIONS)
    assert "TMPDIR" in caught.value.remedy


@pytest.mark.parametrize("content", [b"x" * 5_000, b""], ids=["rubbish", "empty"])
def test_a_damaged_store_is_not_read_from_a_copy(tmp_path: Path, content: bytes) -> None:
    """The copy is as damaged."""
    store = filled(tmp_path / "store")
    store.close()
    store.path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        reopened(tmp_path / "store")
    assert caught.value.reason == "damaged"


def test_the_copy_is_private_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No records are left in a temporary folder."""
    store = filled(tmp_path / "store")
    store.close()
    monkeypatch.setattr(read_only, "_shared", lambda *_: None)
    connection, clean_up = connect_to_read(store.path, migrations=MIGRATIONS)
    (_, _, name), *_ = connection.execute("PRAGMA database_list").fetchall()
    copy = Path(name)
    assert copy != store.path
    assert copy.parent.stat().st_mode & 0o077 == 0
    connection.close()
    clean_up()
    assert not copy.parent.exists()


def mounted(*arguments: str) -> bool:
    return (
        shutil.which("mount") is not None
        and not subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of two megabytes, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted("-t", "tmpfs", "-o", "size=2m", "none", str(folder)):
        pytest.skip("file systems cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def fill_up(disk: Path) -> None:
    """Leave no room at all."""
    with (disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(b"x" * 512)


def test_a_full_disk_is_read(small_disk: Path) -> None:
    """A change is refused, and nothing that was recorded is lost."""
    folder = small_disk / "store"
    filled(folder).close()
    fill_up(small_disk)
    store = reopened(folder)
    assert len(store.list("note")) == 3
    assert store.verify().sound
    with pytest.raises(StoreError) as caught:
        store.append("note", "note-9", {"text": "x" * 5_000}, by="Ann")
    assert caught.value.reason in ("full", "unusable")
    store.close()
    (small_disk / "filler").unlink()
    again = reopened(folder)
    again.append("note", "note-9", {"text": "room again"}, by="Ann")
    assert again.verify().sound


def test_a_store_that_was_open_when_the_disk_became_full_is_backed_up_elsewhere(
    small_disk: Path, tmp_path: Path
) -> None:
    """The copy is made and checked where there is room."""
    store = filled(small_disk / "store")
    fill_up(small_disk)
    assert store.backup(tmp_path / "backup.sqlite").number == 3
    assert len(store.list("note")) == 3
    assert not list((small_disk / "store").glob(".backup*"))


def test_a_read_only_file_system_is_read(small_disk: Path, tmp_path: Path) -> None:
    """It can be verified, exported and backed up elsewhere."""
    folder = small_disk / "store"
    filled(folder).close()
    assert mounted("-o", "remount,ro", str(small_disk))
    store = reopened(folder)
    assert len(store.list("note")) == 3
    assert store.verify().sound
    assert store.backup(tmp_path / "backup.sqlite").number == 3
    with pytest.raises(StoreError) as caught:
        store.append("note", "note-9", {}, by="Ann")
    assert caught.value.reason == "read-only"
    store.close()
