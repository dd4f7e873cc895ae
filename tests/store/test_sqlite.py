"""The embedded store: changes are appended, read back as they stand and as they stood."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inspectprep.errors import ConflictError, InspectPrepError, StoreError
from inspectprep.store.sqlite import FILE, open_store
from tests.store.fakes import START, Clock, new_store, reopened


def test_a_record_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    """What, who, when and why come back, and the change is the first of its record."""
    with_marks = {"title": "Ænne's audit", "n": 84, "share": 0.84, "ids": ["a", "b"], "none": None}
    store = new_store(tmp_path / "store")
    made = store.append("evidence", "ev-1", with_marks, by="Ann", why="for the file")
    found = store.get("evidence", "ev-1")
    assert found == made
    assert (made.number, made.revision, made.by, made.why) == (1, 1, "Ann", "for the file")
    assert made.at == START
    assert made.document == with_marks
    store.close()
    assert reopened(tmp_path / "store").get("evidence", "ev-1") == made


def test_a_change_never_overwrites(tmp_path: Path) -> None:
    """Every revision stays, and the last one stands."""
    store = new_store(tmp_path / "store")
    for number in range(3):
        store.append("note", "note-1", {"text": f"{number}"}, by="Ann")
    assert [each.document for each in store.history("note", "note-1")] == [
        {"text": "0"},
        {"text": "1"},
        {"text": "2"},
    ]
    assert [each.revision for each in store.history("note", "note-1")] == [1, 2, 3]
    assert [each.document for each in store.list("note")] == [{"text": "2"}]


@pytest.mark.parametrize("statement", ["UPDATE changes SET why = 'x'", "DELETE FROM changes"])
def test_the_file_itself_refuses_to_alter_a_change(tmp_path: Path, statement: str) -> None:
    """Not even another program that opens the file alters or deletes a change by accident."""
    store = new_store(tmp_path / "store")
    store.append("note", "note-1", {}, by="Ann")
    other = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        other.execute(statement)
    other.close()


def test_records_are_listed_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """The tenth comes after the ninth, and other kinds stay out."""
    store = new_store(tmp_path / "store")
    for number in (10, 9, 1):
        store.append("note", f"note-{number}", {}, by="Ann")
    store.append("team", "team-1", {}, by="Ann")
    assert [each.id for each in store.list("note")] == ["note-1", "note-9", "note-10"]
    assert store.last_number("note") == 10
    assert store.last_number("evidence") == 0


def test_a_withdrawn_record_is_listed_no_more_and_its_history_stays(tmp_path: Path) -> None:
    """A withdrawal is a change like any other, with a reason; and it can be withdrawn."""
    store = new_store(tmp_path / "store")
    store.append("note", "note-1", {"text": "a"}, by="Ann")
    gone = store.append("note", "note-1", None, by="Ben", why="twice in the list")
    assert gone.withdrawn
    assert store.list("note") == ()
    assert store.get("note", "note-1") == gone
    assert [each.document for each in store.history("note", "note-1")] == [{"text": "a"}, None]
    store.append("note", "note-1", {"text": "b"}, by="Ann", expect=2)
    assert [each.document for each in store.list("note")] == [{"text": "b"}]


def test_a_past_moment_is_read_by_time_and_by_number(tmp_path: Path) -> None:
    """A moment includes the change that was made at it, and nothing after."""
    store = new_store(tmp_path / "store")
    first = store.append("note", "note-1", {"text": "a"}, by="Ann")
    store.append("note", "note-2", {"text": "b"}, by="Ann")
    third = store.append("note", "note-1", {"text": "c"}, by="Ann")
    before = first.at - timedelta(microseconds=1)
    assert store.list("note", before) == ()
    assert store.get("note", "note-1", before) is None
    assert store.list("note", first.at) == store.list("note", 1) == (first,)
    assert store.get("note", "note-1", third.at - timedelta(seconds=1)) == first
    assert store.get("note", "note-1", third.at) == store.get("note", "note-1", 3) == third
    assert [each.id for each in store.list("note", 2)] == ["note-1", "note-2"]


def test_a_moment_without_a_time_zone_is_refused(tmp_path: Path) -> None:
    """Nobody can say which moment it is."""
    store = new_store(tmp_path / "store")
    with pytest.raises(InspectPrepError, match="has no time zone"):
        store.list("note", datetime(2026, 9, 7))  # noqa: DTZ001  # that is the point


def test_a_clock_put_back_never_dates_a_change_before_the_last(tmp_path: Path) -> None:
    """Order by time and order by number are one, whatever the computer's clock does."""
    clock = Clock()
    store = new_store(tmp_path / "store", clock=clock)
    first = store.append("note", "note-1", {"text": "a"}, by="Ann")
    clock.now = START - timedelta(days=400)
    second = store.append("note", "note-1", {"text": "b"}, by="Ann")
    assert second.at == first.at
    assert store.verify().sound


def test_times_are_kept_in_utc(tmp_path: Path) -> None:
    """A clock of another zone tells the same moment."""
    summer = datetime.fromisoformat("2026-09-07T09:00:00+01:00")
    store = new_store(tmp_path / "store", clock=Clock(summer))
    assert store.append("note", "note-1", {}, by="Ann").at == START
    assert store.append("note", "note-1", {}, by="Ann").at.tzinfo == UTC


def test_a_writer_with_an_outdated_reading_is_shown_both_sides(tmp_path: Path) -> None:
    """The error names who changed what, when and why, and what was wanted; nothing is written."""
    store = new_store(tmp_path / "store")
    store.append("area", "area-1", {"title": "Plans", "owner": "qa", "note": "n"}, by="Ann", expect=0)
    store.append("area", "area-1", {"title": "Plans", "owner": "dcs", "note": "n"}, by="Ben", why="he left")
    with pytest.raises(ConflictError) as caught:
        store.append("area", "area-1", {"title": "Plan", "owner": "qa", "note": "n"}, by="Cy", expect=1)
    error = caught.value
    assert (error.id, error.expected, error.current, error.yours) == ("area-1", 1, 2, "Cy")
    assert [tuple(each) for each in error.clashes] == [
        ("title", "Plans", "Plans", "Plan"),
        ("owner", "qa", "dcs", "qa"),
    ]
    assert error.theirs == ("Ben changed it at 2026-09-07 08:01:00 UTC (revision 2): he left",)
    assert "owner: was 'qa', is now 'dcs', Cy wanted 'qa'" in str(error)
    assert len(store.history("area", "area-1")) == 2


def test_a_record_that_must_be_new_and_is_not_is_a_conflict(tmp_path: Path) -> None:
    """Expecting revision 0 means that nobody was first."""
    store = new_store(tmp_path / "store")
    store.append("note", "note-1", {"text": "a"}, by="Ann", expect=0)
    with pytest.raises(ConflictError) as caught:
        store.append("note", "note-1", {"text": "b"}, by="Ben", expect=0)
    assert [tuple(each) for each in caught.value.clashes] == [("text", None, "a", "b")]


def test_a_change_needs_a_name_and_a_withdrawal_a_reason(tmp_path: Path) -> None:
    """Who and why are not optional where they matter."""
    store = new_store(tmp_path / "store")
    with pytest.raises(InspectPrepError, match="needs the name"):
        store.append("note", "note-1", {}, by=" ")
    store.append("note", "note-1", {}, by="Ann")
    with pytest.raises(InspectPrepError, match="needs a reason"):
        store.append("note", "note-1", None, by="Ann")
    assert store.head().number == 1


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    """Text that UTF-8 cannot hold is told, not kept in pieces."""
    store = new_store(tmp_path / "store")
    with pytest.raises(InspectPrepError, match="half a character"):
        store.append("note", "note-1", {"text": "\ud800"}, by="Ann")
    assert store.head().number == 0


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    """What was done in a block that failed never happened; what ended well is one."""
    store = new_store(tmp_path / "store")

    def fail_half_way() -> None:
        with store.transaction():
            store.append("note", "note-1", {}, by="Ann")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert store.head().number == 0
    assert store.last_number("note") == 0
    with store.transaction():
        store.append("note", "note-1", {}, by="Ann")
        with store.transaction():
            store.append("note", "note-2", {}, by="Ann")
    assert store.head().number == 2
    assert store.verify().sound


def test_a_conflict_in_a_transaction_leaves_the_rest_possible(tmp_path: Path) -> None:
    """Whoever catches a conflict may go on; only what conflicted is not written."""
    store = new_store(tmp_path / "store")
    with store.transaction():
        store.append("note", "note-1", {}, by="Ann")
        with pytest.raises(ConflictError):
            store.append("note", "note-1", {}, by="Ann", expect=0)
        store.append("note", "note-2", {}, by="Ann")
    assert [each.id for each in store.list("note")] == ["note-1", "note-2"]
    assert store.verify().sound


def test_writers_that_hold_on_too_long_are_told_of(tmp_path: Path) -> None:
    """Waiting is bounded, and the message says that nothing was recorded."""
    store = new_store(tmp_path / "store")
    other = reopened(tmp_path / "store", patience=0.05)
    with store.transaction():
        with pytest.raises(StoreError, match="was not recorded") as caught:
            other.append("note", "note-1", {}, by="Ann")
        assert caught.value.reason == "busy"
        assert other.head().number == 0
    other.append("note", "note-1", {}, by="Ann")


@pytest.mark.parametrize("ended", ["written", "refused", "undone"])
def test_a_read_after_a_turn_to_write_waits_for_other_programs(ended: str, tmp_path: Path) -> None:
    """SQLite does not wait inside a writer's turn. It waits again after the turn, whatever its end."""
    store = new_store(tmp_path / "store")
    other = reopened(tmp_path / "store", patience=0.05)
    if ended == "written":
        other.append("note", "note-1", {}, by="Ann")
    elif ended == "undone":
        with pytest.raises(ValueError, match="no"), other.transaction():
            raise ValueError("no")
    else:
        with store.transaction(), pytest.raises(StoreError):
            other.append("note", "note-1", {}, by="Ann")
    other.list("note")
    assert other._connection.execute("PRAGMA busy_timeout").fetchone() == (50,)


def test_a_store_that_is_closed_after_a_change_says_so(tmp_path: Path) -> None:
    """Each use is refused in plain words, also from another thread."""
    store = new_store(tmp_path / "store")
    store.append("note", "note-1", {}, by="Ann")
    store.close()
    with ThreadPoolExecutor() as pool:
        for thread in (pool.submit(store.list, "note"), pool.submit(store.head)):
            with pytest.raises(StoreError, match="closed"):
                thread.result(timeout=10)
        with pytest.raises(StoreError, match="closed"):
            store.append("note", "note-2", {}, by="Ann")


@pytest.mark.parametrize("number", [0, 1, 1203])
def test_those_of_many_ids_that_are_present_are_named(number: int, tmp_path: Path) -> None:
    """More ids than one statement can take are looked up too."""
    store = new_store(tmp_path / "store")
    with store.transaction():
        for place in range(number):
            store.append("note", f"note-{place}", {}, by="Ann")
    sought = [f"note-{place}" for place in range(number + 600)]
    assert store.present("note", sought) == set(sought[:number])
    assert store.present("area", sought) == frozenset()


@pytest.mark.skipif(sys.platform == "win32", reason="locks of this kind are not on Windows")
def test_opening_a_store_twice_lets_go_of_no_lock(tmp_path: Path) -> None:
    """A process that has it open holds it, whatever else it opens and closes."""
    store = new_store(tmp_path / "store")
    store.append("note", "note-1", {}, by="Ann")
    reopened(tmp_path / "store").close()
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0)\n"
        "c.execute('PRAGMA locking_mode = EXCLUSIVE')\n"
        "c.execute('PRAGMA journal_mode = DELETE')"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(store.path)], capture_output=True, text=True, check=False
    )
    assert "database is locked" in other.stderr
    store.append("note", "note-2", {}, by="Ann")
    assert store.verify().sound


def test_readers_wait_for_nobody(tmp_path: Path) -> None:
    """While somebody writes, others read what stood before."""
    store = new_store(tmp_path / "store")
    store.append("note", "note-1", {"text": "a"}, by="Ann")
    other = reopened(tmp_path / "store", patience=0.0)
    with store.transaction():
        store.append("note", "note-1", {"text": "b"}, by="Ann")
        assert [each.document for each in other.list("note")] == [{"text": "a"}]
    assert [each.document for each in other.list("note")] == [{"text": "b"}]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_files_and_folder_are_private_to_their_owner(tmp_path: Path) -> None:
    """The file, its log and its copies are 0600 and the folder is 0700, whatever the umask."""
    mask = os.umask(0)
    try:
        store = new_store(tmp_path / "store")
        store.append("note", "note-1", {}, by="Ann")
        store.backup(tmp_path / "copy.sqlite")
    finally:
        os.umask(mask)
    files = [*(tmp_path / "store").iterdir(), tmp_path / "copy.sqlite"]
    assert {each.name for each in files} >= {FILE, f"{FILE}-wal", "copy.sqlite"}
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700


def test_a_commit_waits_for_the_disk(tmp_path: Path) -> None:
    """The two settings on which durability rests are in force on every connection."""
    new_store(tmp_path / "store").close()
    connection = reopened(tmp_path / "store")._connection
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_two_who_make_one_store_do_not_replace_each_others(tmp_path: Path) -> None:
    """The second is refused, and what the first kept is there."""
    store = new_store(tmp_path / "store")
    store.append("note", "note-1", {}, by="Ann")
    with pytest.raises(StoreError, match="already") as caught:
        open_store(tmp_path / "store", create=True)
    assert caught.value.reason == "exists"
    assert store.head().number == 1
    assert not list((tmp_path / "store").glob("*.part"))
