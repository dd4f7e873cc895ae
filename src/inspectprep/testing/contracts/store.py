"""The contract of a store: nothing overwritten, nothing lost, nothing half done."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from inspectprep.errors import ConflictError, InspectPrepError, StoreError
from inspectprep.store.protocol import Store
from inspectprep.testing.contracts.base import Contract, require

__all__ = ["StoreContract"]

_BY = "Ada"
_START = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


class _Interrupted(Exception):  # noqa: N818 - it stands for whatever may happen
    """What a caller raises in the middle of a transaction."""


class StoreContract(Contract):
    """What a store from ``inspectprep_stores`` must do.

    The plugin's target is called with a folder and a clock, and with ``create=True`` for a new
    store. A subclass overrides :meth:`create` where its stores are made in another way.

    Example:
        >>> class TestStore(StoreContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "stores"

    def create(self, opener: Callable[..., Store], folder: Path, clock: Callable[[], datetime]) -> Store:
        """Make a new, empty store."""
        return opener(folder, create=True, clock=clock)

    def openers(self) -> Iterator[tuple[str, Callable[..., Store]]]:
        """Give what opens each store under test, with its id."""
        registry = self.registry()
        for each in self.providers(registry):
            yield each.id, registry.stores.resolve(each.id)

    def test_gives_back_what_was_recorded(self) -> None:
        """A record comes back whole, with who made it and why, and its revisions count from 1."""
        for name, store, _ in self._stores():
            document = {"id": "ev-1", "title": "Łódź “quoted”", "parts": [1, None, {"a": True}]}
            first = store.append("evidence", "ev-1", document, by=_BY, why="found", expect=0)
            second = store.append("evidence", "ev-1", {**document, "title": "B"}, by="Ben", expect=1)
            require((first.revision, second.revision) == (1, 2), f"{name!r} does not count revisions.")
            require(second.number == first.number + 1, f"{name!r} does not count changes without gaps.")
            found = store.history("evidence", "ev-1")
            require([each.by for each in found] == [_BY, "Ben"], f"{name!r} does not say who changed it.")
            require(found[0].document == document, f"{name!r} gives back another document.")
            require(found[0].why == "found", f"{name!r} loses the reason.")
            require(store.get("evidence", "ev-1") == second, f"{name!r} does not give the last revision.")
            require(store.get("evidence", "ev-2") is None, f"{name!r} finds a record that is not there.")

    def test_refuses_a_change_made_from_an_outdated_reading(self) -> None:
        """The second of two writers is told, and nothing of theirs is written."""
        for name, store, _ in self._stores():
            store.append("area", "ar-1", {"title": "A"}, by=_BY, expect=0)
            store.append("area", "ar-1", {"title": "B"}, by="Ben", expect=1)
            for expect in (0, 1, 7):
                error = _raised(store.append, "area", "ar-1", {}, by=_BY, expect=expect)
                require(isinstance(error, ConflictError), f"{name!r} lets an outdated change through.")
            require(len(store.history("area", "ar-1")) == 2, f"{name!r} wrote what it refused.")

    def test_keeps_what_was_withdrawn(self) -> None:
        """A withdrawn record leaves the list and stays in the history, with the reason."""
        for name, store, _ in self._stores():
            for number in (1, 2, 3):
                store.append("note", f"nt-{number}", {"text": str(number)}, by=_BY)
            gone = store.append("note", "nt-2", None, by=_BY, why="said twice")
            require(gone.withdrawn, f"{name!r} does not mark a withdrawal.")
            listed = [each.id for each in store.list("note")]
            require(listed == ["nt-1", "nt-3"], f"{name!r} lists {listed}.")
            before = store.history("note", "nt-2")[0].document
            require(before == {"text": "2"}, f"{name!r} forgets what a withdrawn record was.")
            require(store.last_number("note") == 3, f"{name!r} would give an id twice.")
            require(store.list("evidence") == (), f"{name!r} mixes kinds.")

    def test_wants_a_name_and_a_reason_for_a_withdrawal(self) -> None:
        """Nobody changes anything without a name, or takes anything back without a reason."""
        for name, store, _ in self._stores():
            store.append("note", "nt-1", {"text": "a"}, by=_BY)
            nameless = _raised(store.append, "note", "nt-2", {"text": "b"}, by=" ")
            require(isinstance(nameless, InspectPrepError), f"{name!r} takes a change from nobody.")
            silent = _raised(store.append, "note", "nt-1", None, by=_BY)
            require(isinstance(silent, InspectPrepError), f"{name!r} withdraws without a reason.")
            require(store.head().number == 1, f"{name!r} wrote what it refused.")

    def test_remembers_every_past_state(self) -> None:
        """What stood at a time, or after a change, can be read for ever."""
        for name, store, clock in self._stores():
            first = store.append("area", "ar-1", {"title": "A"}, by=_BY)
            clock.forward()
            second = store.append("area", "ar-1", {"title": "B"}, by=_BY)
            for moment, expected in ((first.number, "A"), (second.number, "B"), (first.at, "A"), (None, "B")):
                found = store.get("area", "ar-1", moment)
                title = (found.document or {}).get("title") if found else None
                require(title == expected, f"{name!r} gives {title!r} for {moment}, not {expected!r}.")
            require(store.list("area", 0) == (), f"{name!r} knows records before the first change.")

    def test_a_transaction_is_kept_whole_or_not_at_all(self) -> None:
        """Whatever happens in the middle, a part is never kept."""
        for name, store, _ in self._stores():
            before = store.head()
            with suppress(_Interrupted), store.transaction():
                store.append("note", "nt-1", {"text": "a"}, by=_BY)
                with store.transaction():
                    store.append("note", "nt-2", {"text": "b"}, by=_BY)
                raise _Interrupted
            require(store.head() == before, f"{name!r} kept a part of a transaction.")
            with store.transaction():
                store.append("note", "nt-1", {"text": "a"}, by=_BY)
                store.append("note", "nt-2", {"text": "b"}, by=_BY)
            require(store.head().number == before.number + 2, f"{name!r} lost a transaction.")

    def test_the_head_proves_what_stood_before(self) -> None:
        """Each change moves the head; a head kept from earlier is known later, any other is not."""
        for name, store, _ in self._stores():
            heads = [store.head()]
            for number in range(1, 4):
                store.append("note", f"nt-{number}", {"text": "same"}, by=_BY)
                heads.append(store.head())
            require(len({each.hash for each in heads}) == len(heads), f"{name!r} repeats a head.")
            found = store.verify(heads[2].hash)
            require(found.sound, f"{name!r} finds itself unsound: {found.problems}")
            require((found.changes, found.head) == (3, heads[-1]), f"{name!r} does not read everything.")
            require(not store.verify("0" * 64).sound, f"{name!r} accepts a head that it never had.")

    def test_survives_being_closed(self) -> None:
        """What was recorded is there when the store is opened again; closing twice does nothing."""
        for name, opener in self.openers():
            with _folder() as folder:
                clock = _Clock()
                store = self.create(opener, folder, clock)
                kept = store.append("note", "nt-1", {"text": "a"}, by=_BY)
                head = store.head()
                store.close()
                store.close()
                again = opener(folder, clock=clock)
                try:
                    require(again.get("note", "nt-1") == kept, f"{name!r} forgets when it is closed.")
                    require(again.head() == head, f"{name!r} has another head when it is opened again.")
                finally:
                    again.close()

    def test_an_export_carries_everything_into_an_empty_store(self) -> None:
        """All changes go over, withdrawn records too; a store with records takes none."""
        for name, opener in self.openers():
            with _folder() as one, _folder() as two:
                old, new = self.create(opener, one, _Clock()), self.create(opener, two, _Clock())
                try:
                    old.append("note", "nt-1", {"text": "a"}, by=_BY)
                    old.append("note", "nt-1", None, by=_BY, why="wrong")
                    stream = io.BytesIO()
                    old.export(stream)
                    require(not stream.closed, f"{name!r} closed the stream, which is not its own.")
                    new.import_(io.BytesIO(stream.getvalue()))
                    same = new.history("note", "nt-1") == old.history("note", "nt-1")
                    require(same, f"{name!r} loses something on the way.")
                    require(new.verify(old.head().hash).sound, f"{name!r} breaks the chain on the way.")
                    error = _raised(new.import_, io.BytesIO(stream.getvalue()))
                    require(isinstance(error, StoreError), f"{name!r} mixes two histories.")
                finally:
                    old.close()
                    new.close()

    def test_a_backup_is_written_and_never_over_another(self) -> None:
        """The copy is a new file; a file that is there stays as it is."""
        for name, store, _ in self._stores():
            store.append("note", "nt-1", {"text": "a"}, by=_BY)
            with _folder() as folder:
                folder.mkdir(exist_ok=True)
                path = folder / "copy"
                require(store.backup(path) == store.head(), f"{name!r} backs up another state.")
                written = path.read_bytes()
                require(written, f"{name!r} wrote an empty backup.")
                error = _raised(store.backup, path)
                require(isinstance(error, InspectPrepError), f"{name!r} writes over a backup.")
                require(path.read_bytes() == written, f"{name!r} changed an earlier backup.")

    def _stores(self) -> Iterator[tuple[str, Store, _Clock]]:
        for name, opener in self.openers():
            with _folder() as folder:
                clock = _Clock()
                store = self.create(opener, folder, clock)
                try:
                    yield name, store, clock
                finally:
                    store.close()


class _Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = _START

    def __call__(self) -> datetime:
        return self.now

    def forward(self) -> None:
        self.now += timedelta(hours=1)


def _raised(act: Callable[..., Any], *given: Any, **more: Any) -> Exception | None:
    try:
        act(*given, **more)
    except Exception as error:  # noqa: BLE001 - the contract is about which one
        return error
    return None


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name) / "store"
