"""Several processes at once: nobody's change is lost, and changes never mix."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

from inspectprep.errors import ConflictError
from inspectprep.store.sqlite import open_store
from tests.store.fakes import new_store, reopened

WRITERS = 4
EACH = 15


def count_up(folder: str, name: str, conflicts: Any) -> None:
    """Add one to a shared number, each time from a fresh reading; start over on a conflict."""
    store = open_store(Path(folder), patience=60)
    done = 0
    while done < EACH:
        seen = store.get("note", "note-1")
        assert seen is not None
        assert seen.document is not None
        try:
            store.append("note", "note-1", {"n": seen.document["n"] + 1}, by=name, expect=seen.revision)
            done += 1
        except ConflictError:
            with conflicts.get_lock():
                conflicts.value += 1
    store.close()


def add_pairs(folder: str, name: str) -> None:
    """Add two records at a time, in one transaction."""
    store = open_store(Path(folder), patience=60)
    for _ in range(EACH):
        with store.transaction():
            number = store.last_number("team") + 1
            store.append("team", f"team-{number}", {"by": name}, by=name, expect=0)
            store.append("team", f"team-{number + 1}", {"by": name}, by=name, expect=0)
    store.close()


def run(target: Any, folder: Path, *more: Any) -> None:
    """Run a function in several processes at once, and wait for all of them."""
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=target, args=(str(folder), f"w{n}", *more)) for n in range(WRITERS)]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
        assert process.exitcode == 0


def test_no_update_is_lost(tmp_path: Path) -> None:
    """Each of sixty additions to one number counts, though four processes make them at once."""
    store = new_store(tmp_path / "store")
    store.append("note", "note-1", {"n": 0}, by="Ann")
    store.close()
    conflicts = multiprocessing.get_context("spawn").Value("i", 0)
    run(count_up, tmp_path / "store", conflicts)
    after = reopened(tmp_path / "store")
    last = after.get("note", "note-1")
    assert last is not None
    assert last.document == {"n": WRITERS * EACH}
    assert last.revision == WRITERS * EACH + 1
    assert [each.document for each in after.history("note", "note-1")] == [
        {"n": n} for n in range(WRITERS * EACH + 1)
    ]
    assert after.verify().sound


def test_transactions_of_several_processes_never_mix(tmp_path: Path) -> None:
    """What belongs together stands together, and no number is given twice."""
    new_store(tmp_path / "store").close()
    run(add_pairs, tmp_path / "store")
    after = reopened(tmp_path / "store")
    teams = after.list("team")
    assert [each.id for each in teams] == [f"team-{n}" for n in range(1, 2 * WRITERS * EACH + 1)]
    for one, two in zip(teams[::2], teams[1::2], strict=True):
        assert one.by == two.by
        assert two.number == one.number + 1
    assert after.verify().sound
