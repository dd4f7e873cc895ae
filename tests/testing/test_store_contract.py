"""The contract of stores passes for the built-in store, and fails for each way to break it."""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from inspectprep.plugins import StoreProvider, hookimpl
from inspectprep.store.protocol import Head
from inspectprep.store.sqlite import open_store
from inspectprep.testing import StoreContract
from tests.testing.fakes import broken, message_of


class Altered:
    """A store of which one method does something else."""

    def __init__(self, store: Any, name: str, method: Any) -> None:
        self._store = store
        self._name = name
        self._method = method

    def __getattribute__(self, name: str) -> Any:
        """Give the store's own attribute, but for the one that is replaced."""
        get = object.__getattribute__
        store = get(self, "_store")
        if name != get(self, "_name"):
            return getattr(store, name)
        method = get(self, "_method")
        return lambda *given, **more: method(store, *given, **more)


def contract(opener: Any) -> StoreContract:
    """Return the contract of a plugin with one store."""

    class Plugin:
        @hookimpl
        def inspectprep_stores(self) -> list[StoreProvider]:
            return [StoreProvider(id="ours", summary="Ours", target=opener)]

    class Ours(StoreContract):
        plugin = Plugin()

    return Ours()


def altered(name: str, method: Any) -> StoreContract:
    """Return the contract of the built-in store with one method replaced."""
    return contract(lambda folder, **more: Altered(open_store(folder, **more), name, method))


def write_over(store: Any, path: Path) -> Head:
    """Overwrite an existing backup."""
    path.unlink(missing_ok=True)
    head: Head = store.backup(path)
    return head


def append_unheeding(store: Any, *given: Any, expect: int | None = None, **more: Any) -> Any:
    """Write any change."""
    del expect
    return store.append(*given, **more)


def append_without_a_name(store: Any, *given: Any, by: str, **more: Any) -> Any:
    """Put a name where there is none."""
    return store.append(*given, by=by.strip() or "unknown", **more)


def test_a_good_store_passes() -> None:
    """A store that delegates everything keeps the contract."""
    assert broken(contract(open_store)) == set()


@pytest.mark.parametrize(
    ("name", "method", "test"),
    [
        ("history", lambda store, *given: store.history(*given)[::-1], "test_returns_what_was_recorded"),
        ("append", append_unheeding, "test_refuses_a_change_made_from_an_outdated_reading"),
        ("append", append_without_a_name, "test_requires_a_name_and_a_reason_for_a_withdrawal"),
        ("list", lambda *_: (), "test_a_withdrawn_record_stays_in_the_history"),
        (
            "last_number",
            lambda store, kind: len(store.list(kind)),
            "test_a_withdrawn_record_stays_in_the_history",
        ),
        (
            "present",
            lambda store, kind, ids: frozenset(id_ for id_ in ids if store.get(kind, id_)),
            "test_a_withdrawn_record_stays_in_the_history",
        ),
        ("get", lambda store, kind, id_, _=None: store.get(kind, id_), "test_returns_every_past_state"),
        ("transaction", lambda _: nullcontext(), "test_a_transaction_is_written_whole_or_not_at_all"),
        ("head", lambda _: Head(0, ""), "test_the_head_proves_the_history"),
        ("verify", lambda store, _="": store.verify(), "test_the_head_proves_the_history"),
        ("import_", lambda store, _: store.head(), "test_an_export_moves_everything_to_an_empty_store"),
        ("backup", write_over, "test_a_backup_is_written_and_never_over_another"),
    ],
)
def test_a_store_that_breaks_the_contract_is_caught(name: str, method: Any, test: str) -> None:
    """Each rule of the contract can fail."""
    with pytest.raises(Exception):  # noqa: B017, PT011 - a store may fail in any way
        getattr(altered(name, method), test)()


def test_a_store_that_forgets_is_caught(tmp_path: Path) -> None:
    """Opened again, it is empty."""
    numbers = iter(range(1000))

    def forgetful(folder: Path, *, clock: Any, create: bool = False) -> Any:
        del create
        return open_store(tmp_path / f"{folder.name}-{next(numbers)}", create=True, clock=clock)

    assert broken(contract(forgetful)) == {"test_survives_being_closed", KILLED, HALFWAY}


KILLED = "test_a_killed_process_loses_no_acknowledged_change"
HALFWAY = "test_a_killed_process_leaves_no_part_of_a_transaction"


class AtTheEnd:
    """A store that works in another folder, and copies its file to its own folder when it closes."""

    def __init__(self, folder: Path, work: Path, **more: Any) -> None:
        self._folder, self._work = folder, work
        work.mkdir(parents=True)
        if folder.exists():
            shutil.copytree(folder, work, dirs_exist_ok=True)
        self._store = open_store(work, **more)

    def __getattr__(self, name: str) -> Any:
        """Give the attribute of the store itself."""
        return getattr(self._store, name)

    def close(self) -> None:
        """Copy the file."""
        self._store.close()
        if self._work.exists():
            shutil.copytree(self._work, self._folder, dirs_exist_ok=True)
            shutil.rmtree(self._work)


def test_a_store_that_is_durable_only_when_it_is_closed_is_caught(tmp_path: Path) -> None:
    """Every other test passes: only a process that is killed shows it."""
    numbers = iter(range(1000))

    def opener(folder: Path, **more: Any) -> AtTheEnd:
        return AtTheEnd(folder, tmp_path / f"work-{os.getpid()}-{next(numbers)}", **more)

    found = broken(contract(opener))
    assert {KILLED, HALFWAY} == found
    told = message_of(contract(opener), KILLED)
    assert "Write each change to the disk before `append` returns" in told


def test_a_store_that_leaves_a_lock_is_caught() -> None:
    """A process that was killed cannot delete its lock."""

    class Locked(Altered):
        def __init__(self, folder: Path, **more: Any) -> None:
            folder.mkdir(exist_ok=True)
            lock = folder / "lock"
            with lock.open("x"):
                pass
            super().__init__(
                open_store(folder, **more), "close", lambda store: (store.close(), lock.unlink(True))
            )

    told = message_of(contract(Locked), KILLED)
    assert "cannot be opened after its process was killed" in told
    assert "leave no lock behind" in told


def test_a_store_that_writes_half_a_transaction_is_caught() -> None:
    """A process that is killed leaves the changes that it had made so far."""
    told = message_of(altered("transaction", lambda _: nullcontext()), HALFWAY)
    assert "has a part of a transaction whose process was killed" in told


def test_a_store_that_cannot_be_opened_elsewhere_is_caught() -> None:
    """Not only in the process that wrote the plugin's tests."""
    here = os.getpid()

    def opener(folder: Path, **more: Any) -> Any:
        assert os.getpid() == here
        return open_store(folder, **more)

    assert "cannot be opened and written to in a new process" in message_of(contract(opener), KILLED)
