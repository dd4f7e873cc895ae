"""The contract of stores passes for the built-in store, and fails for each way to break it."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from inspectprep.plugins import StoreProvider, hookimpl
from inspectprep.store.protocol import Head
from inspectprep.store.sqlite import open_store
from inspectprep.testing import StoreContract
from tests.testing.fakes import broken


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
    assert test in broken(altered(name, method))


def test_a_store_that_forgets_is_caught(tmp_path: Path) -> None:
    """Opened again, it is empty."""
    numbers = iter(range(1000))

    def forgetful(folder: Path, *, clock: Any, create: bool = False) -> Any:
        del create
        return open_store(tmp_path / f"{folder.name}-{next(numbers)}", create=True, clock=clock)

    assert broken(contract(forgetful)) == {"test_survives_being_closed"}
