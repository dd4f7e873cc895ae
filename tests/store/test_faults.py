"""Damaged, foreign, newer, full and read-only: each told clearly, and nothing lost."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from inspectprep.errors import StoreError
from inspectprep.store.schema import MIGRATIONS
from inspectprep.store.sqlite import FILE, SQLiteStore, open_store
from tests.store.fakes import new_store, reopened


def filled(folder: Path, notes: int = 200) -> SQLiteStore:
    """Make a store with some notes in it, all of them in its main file."""
    store = new_store(folder)
    with store.transaction():
        for number in range(1, notes + 1):
            store.append("note", f"note-{number}", {"text": "x" * 100}, by="Ann")
    store.close()
    return store


def refusal(folder: Path) -> StoreError:
    """Return why a store is not opened."""
    with pytest.raises(StoreError) as caught:
        reopened(folder)
    return caught.value


def test_a_missing_store_is_not_made_by_opening_it(tmp_path: Path) -> None:
    """Only asking for a new one makes one; the message says how."""
    error = refusal(tmp_path / "store")
    assert error.reason == "missing"
    assert "inspectprep init" in error.remedy
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9])
def test_a_file_that_was_cut_off_is_damaged_and_stays_as_it_is(tmp_path: Path, share: float) -> None:
    """Whatever is left of it, it is never taken for an empty store, and not a byte of it is changed."""
    path = filled(tmp_path / "store").path
    whole = path.read_bytes()
    left = whole[: int(len(whole) * share)]
    path.write_bytes(left)
    error = refusal(tmp_path / "store")
    assert error.reason == "damaged"
    assert str(path) in str(error)
    assert "backup" in error.remedy
    assert path.read_bytes() == left


def test_a_file_without_its_last_bytes_is_found_out_by_verify(tmp_path: Path) -> None:
    """Less than a page is missing, which SQLite overlooks until it reads there; it stays as it is too."""
    path = filled(tmp_path / "store").path
    left = path.read_bytes()[:-100]
    path.write_bytes(left)
    assert not reopened(tmp_path / "store").verify().sound
    assert path.read_bytes() == left


def test_a_page_of_rubbish_is_found_by_verify_and_explained_on_reading(tmp_path: Path) -> None:
    """A disk that forgot a page in the middle does not go unnoticed."""
    path = filled(tmp_path / "store").path
    with path.open("r+b") as stream:
        stream.seek(4096 * 6)
        stream.write(b"\xa5" * 4096 * 8)
    store = reopened(tmp_path / "store")
    assert not store.verify().sound
    with pytest.raises(StoreError) as caught:
        store.list("note")
    assert caught.value.reason == "damaged"


@pytest.mark.parametrize("content", [b"%PDF-1.7 not a store", b"PK\x03\x04", b"\x00" * 5000])
def test_a_file_of_another_kind_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    """A renamed PDF, a workbook, or zeros."""
    path = filled(tmp_path / "store").path
    path.write_bytes(content)
    assert refusal(tmp_path / "store").reason == "damaged"
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    """SQLite files are everywhere; ours carry a mark."""
    folder = tmp_path / "store"
    folder.mkdir()
    other = sqlite3.connect(folder / FILE)
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    before = (folder / FILE).read_bytes()
    error = refusal(folder)
    assert "another program" in str(error)
    assert (folder / FILE).read_bytes() == before


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are not listed here")
@pytest.mark.parametrize("change", ["CREATE TABLE bookmarks (url)", "PRAGMA user_version = 99"])
def test_a_refused_file_is_closed(tmp_path: Path, change: str) -> None:
    """Also while the error is kept."""
    folder = tmp_path / "store"
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE)) as other:
        other.execute("CREATE TABLE notes (text)")
        other.execute(change)
    error = refusal(folder)
    assert error.__traceback__
    open_files = {each.readlink() for each in Path("/proc/self/fd").iterdir() if each.is_symlink()}
    assert folder / FILE not in open_files


def test_a_store_from_the_future_is_refused_untouched(tmp_path: Path) -> None:
    """Whoever has not upgraded yet is told so, and cannot spoil it."""
    path = filled(tmp_path / "store").path
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    before = path.read_bytes()
    error = refusal(tmp_path / "store")
    assert error.reason == "newer"
    assert "Upgrade inspectprep" in error.remedy
    assert path.read_bytes() == before


def test_a_full_store_keeps_what_it_has_and_records_nothing_more(tmp_path: Path) -> None:
    """The change that found no room is told as not recorded; with room again, writing goes on."""
    store = new_store(tmp_path / "store")
    store.append("note", "note-1", {"text": "kept"}, by="Ann")
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="was not recorded") as caught:
        store.append("note", "note-2", {"text": "x" * 100_000}, by="Ann")
    assert caught.value.reason == "full"
    assert [each.id for each in store.list("note")] == ["note-1"]
    store._connection.execute("PRAGMA max_page_count = 100000")
    store.append("note", "note-2", {"text": "x" * 100_000}, by="Ann")
    assert store.verify().sound
    assert store.head().number == 2


def test_a_part_that_found_no_room_spoils_the_whole_transaction(tmp_path: Path) -> None:
    """Whoever goes on after the error cannot end up with half a change."""
    store = new_store(tmp_path / "store")
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()

    def go_on_regardless() -> None:
        with store.transaction():
            store.append("note", "note-1", {"text": "small"}, by="Ann")
            store._connection.execute(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(StoreError):
                store.append("note", "note-2", {"text": "x" * 100_000}, by="Ann")

    with pytest.raises(StoreError, match="nothing was recorded"):
        go_on_regardless()
    assert store.head().number == 0
    assert store.verify().sound


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are not on Windows")
def test_a_disk_without_room_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """A process that may write no more of the file is told so; another finds all that was acknowledged."""
    new_store(tmp_path / "store").close()
    told = in_a_child(_write_until_full, tmp_path / "store")
    assert told["reason"] in ("full", "unusable")
    assert "was not recorded" in told["text"]
    store = reopened(tmp_path / "store")
    assert store.head().number == told["acknowledged"] > 0
    assert store.verify().sound


def _write_until_full(folder: Path) -> dict[str, Any]:
    import resource  # noqa: PLC0415  # not on Windows

    store = open_store(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    acknowledged = 0
    while True:
        try:
            store.append("note", f"note-{acknowledged + 1}", {"text": "x" * 5000}, by="Ann")
        except StoreError as error:
            return {"reason": error.reason, "text": str(error), "acknowledged": acknowledged}
        acknowledged += 1


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """Give a folder that another user may enter, unlike those of the test runner."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_a_store_that_may_only_be_read_says_so(open_to_all: Path) -> None:
    """A folder and file without permission to write: a clear refusal, and nothing is changed."""
    path = filled(open_to_all / "store", notes=3).path
    before = path.read_bytes()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    told = in_a_child(_append_once, path.parent)
    assert told["reason"] == "read-only"
    assert "permission" in told["text"]
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_a_folder_that_may_not_be_written_takes_no_new_store(open_to_all: Path) -> None:
    """The message names the folder."""
    open_to_all.chmod(0o555)
    told = in_a_child(_make_one, open_to_all / "store")
    assert told["reason"] == "unusable"
    assert str(open_to_all) in told["text"]


def _append_once(folder: Path) -> dict[str, Any]:
    _be_nobody()
    try:
        open_store(folder).append("note", "note-9", {}, by="Ann")
    except StoreError as error:
        return {"reason": error.reason, "text": str(error)}
    return {"reason": "", "text": "it was written"}


def _make_one(folder: Path) -> dict[str, Any]:
    _be_nobody()
    try:
        open_store(folder, create=True)
    except StoreError as error:
        return {"reason": error.reason, "text": str(error)}
    return {"reason": "", "text": "it was made"}


def _be_nobody() -> None:
    """Give up the rights of the superuser, who may write anything."""
    if os.getuid() == 0:
        os.setuid(65534)


def in_a_child(function: Callable[[Path], dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Run a function in a process of its own, which may lose rights that this one keeps."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=lambda: theirs.send(function(folder)))
    process.start()
    assert ours.poll(60)
    answer: dict[str, Any] = ours.recv()
    process.join(60)
    ours.close()
    theirs.close()
    return answer
