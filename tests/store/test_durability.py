"""What was acknowledged is there afterwards, however the writer ended."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from inspectprep.store.sqlite import SQLiteStore
from tests.shared import REPOSITORY
from tests.store.fakes import new_store, reopened

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows cannot kill a process as SIGKILL does"
)

WRITER = Path(__file__).with_name("writer.py")
LONGEST = 0.25


def killed_at_random(folder: Path, writers: int, chance: random.Random, name: str) -> list[list[str]]:
    """Start writers, kill each at a moment of its own, and return the lines that each had acknowledged."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])}
    running = [
        subprocess.Popen(
            [sys.executable, str(WRITER), str(folder), f"{name}{index}"], stdout=subprocess.PIPE, env=environ
        )
        for index in range(writers)
    ]
    lines = []
    try:
        # Killing starts when all of them write: a process that has not got that far proves nothing.
        started = [process.stdout.readline().decode() for process in running if process.stdout]
        for process in chance.sample(running, len(running)):
            time.sleep(chance.uniform(0, LONGEST))
            process.send_signal(signal.SIGKILL)
        for process, first in zip(running, started, strict=True):
            assert process.stdout is not None
            text = first + process.stdout.read().decode()
            process.wait(60)
            # A line that was cut off in the pipe was not told to anybody.
            lines.append([line for line in text.split("\n")[:-1] if line])
    finally:
        for process in running:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
    return lines


def missing(store: SQLiteStore, acknowledged: list[str]) -> list[str]:
    """Return what was acknowledged and is not in the store exactly as it was told."""
    held = {each.id: each for each in store.list("note")}
    return [
        line
        for line in acknowledged
        for name, number, head in [line.split(" ")]
        if name not in held or (f"{held[name].number}", held[name].head) != (number, head)
    ]


def play(folder: Path, rounds: int, seed: int) -> int:
    """Play rounds of killed writers on one store, check after each, and return how much was acknowledged."""
    new_store(folder).close()
    chance = random.Random(seed)  # noqa: S311  # chance, not secrets
    acknowledged: list[str] = []
    for turn in range(rounds):
        writers = 8 if turn % 5 == 4 else 1
        told = killed_at_random(folder, writers, chance, f"w{turn}x")
        acknowledged += [line for lines in told for line in lines]
        store = reopened(folder)
        assert not missing(store, acknowledged), f"seed {seed}, round {turn}"
        found = store.verify(acknowledged[-1].split(" ")[2])
        assert found.problems == (), f"seed {seed}, round {turn}"
        assert found.changes >= len(acknowledged)
        store.close()
    return len(acknowledged)


def test_nothing_acknowledged_is_lost_when_writers_are_killed(tmp_path: Path) -> None:
    """Ten rounds, two of them with eight writers at once."""
    assert play(tmp_path / "store", 10, seed=1) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_nothing_acknowledged_is_lost_in_two_hundred_rounds(tmp_path: Path, seed: int) -> None:
    """Four stores of fifty rounds, ten of each with eight writers at once."""
    assert play(tmp_path / "store", 50, seed=100 + seed) >= 50


def test_a_store_killed_while_it_is_made_can_be_made_again(tmp_path: Path) -> None:
    """What is left of the attempt is in the way of nobody."""
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / ".records.sqlite.abc.part").write_bytes(b"SQLite format 3\x00 and no more")
    store = new_store(folder)
    store.append("note", "note-1", {}, by="Ann")
    assert store.verify().sound
