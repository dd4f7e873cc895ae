"""The contract of a store: no change is overwritten, lost or partly written."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from inspectprep.errors import ConflictError, InspectPrepError, StoreError
from inspectprep.store.protocol import Head, Store
from inspectprep.testing.contracts.base import Contract, require
from inspectprep.testing.contracts.process import importable
from inspectprep.testing.contracts.store_crash import BY, START, killed

_DURABLE = "Write each change to the disk before `append` returns, and leave no lock behind."


class _InterruptionError(Exception):
    """An exception that a caller raises in the middle of a transaction."""


class StoreContract(Contract):
    """The contract of a store from ``inspectprep_stores``.

    The plugin's target is called with a folder and a clock, and with ``create=True`` for a new
    store. A subclass whose stores are created in another way overrides :meth:`create`.

    Example:
        >>> class TestStore(StoreContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "stores"

    def create(self, opener: Callable[..., Store], folder: Path, clock: Callable[[], datetime]) -> Store:
        """Create and return an empty store."""
        return opener(folder, create=True, clock=clock)

    def openers(self) -> Iterator[tuple[str, Callable[..., Store]]]:
        """Yield the function that opens each store under test, with its id."""
        registry = self.registry()
        for provider in self.providers(registry):
            yield provider.id, registry.stores.resolve(provider.id)

    def test_returns_what_was_recorded(self) -> None:
        """A record is returned whole, with author and reason. Its revisions count from 1."""
        for name, store, _ in self._stores():
            document = {"id": "ev-1", "title": "Łódź “quoted”", "parts": [1, None, {"a": True}]}
            first = store.append("evidence", "ev-1", document, by=BY, why="found", expect=0)
            second = store.append("evidence", "ev-1", {**document, "title": "B"}, by="Ben", expect=1)
            require((first.revision, second.revision) == (1, 2), f"{name!r} does not count revisions.")
            require(second.number == first.number + 1, f"{name!r} does not count changes without gaps.")
            history = store.history("evidence", "ev-1")
            authors = [revision.by for revision in history]
            require(authors == [BY, "Ben"], f"{name!r} does not record who made each change.")
            require(history[0].document == document, f"{name!r} returns a different document.")
            require(history[0].why == "found", f"{name!r} loses the reason.")
            require(store.get("evidence", "ev-1") == second, f"{name!r} does not return the last revision.")
            require(store.get("evidence", "ev-2") is None, f"{name!r} finds a record that does not exist.")

    def test_refuses_a_change_made_from_an_outdated_reading(self) -> None:
        """The second of two writers gets an error, and nothing of theirs is written."""
        for name, store, _ in self._stores():
            store.append("area", "ar-1", {"title": "A"}, by=BY, expect=0)
            store.append("area", "ar-1", {"title": "B"}, by="Ben", expect=1)
            for expect in (0, 1, 7):
                error = _raised(store.append, "area", "ar-1", {}, by=BY, expect=expect)
                require(isinstance(error, ConflictError), f"{name!r} accepts an outdated change.")
            require(len(store.history("area", "ar-1")) == 2, f"{name!r} wrote a change that it refused.")

    def test_a_withdrawn_record_stays_in_the_history(self) -> None:
        """A withdrawn record is not listed. It stays in the history, with the reason."""
        for name, store, _ in self._stores():
            for number in (1, 2, 3):
                store.append("note", f"nt-{number}", {"text": str(number)}, by=BY)
            gone = store.append("note", "nt-2", None, by=BY, why="said twice")
            require(gone.withdrawn, f"{name!r} does not mark a withdrawal.")
            listed = [revision.id for revision in store.list("note")]
            require(listed == ["nt-1", "nt-3"], f"{name!r} lists {listed}.")
            before = store.history("note", "nt-2")[0].document
            require(before == {"text": "2"}, f"{name!r} loses the content of a withdrawn record.")
            require(store.last_number("note") == 3, f"{name!r} would use an id twice.")
            require(store.list("evidence") == (), f"{name!r} mixes kinds.")
            present = store.present("note", ["nt-1", "nt-2", "nt-4"])
            require(present == {"nt-1"}, f"{name!r} has {sorted(present)} of nt-1, nt-2 and nt-4.")
            require(not store.present("evidence", ["nt-1"]), f"{name!r} mixes kinds.")

    def test_requires_a_name_and_a_reason_for_a_withdrawal(self) -> None:
        """Every change needs a name, and every withdrawal needs a reason."""
        for name, store, _ in self._stores():
            store.append("note", "nt-1", {"text": "a"}, by=BY)
            nameless = _raised(store.append, "note", "nt-2", {"text": "b"}, by=" ")
            require(isinstance(nameless, InspectPrepError), f"{name!r} accepts a change without a name.")
            silent = _raised(store.append, "note", "nt-1", None, by=BY)
            require(isinstance(silent, InspectPrepError), f"{name!r} withdraws without a reason.")
            require(store.head().number == 1, f"{name!r} wrote a change that it refused.")

    def test_returns_every_past_state(self) -> None:
        """The state at any past time, and after any change, can be read."""
        for name, store, clock in self._stores():
            first = store.append("area", "ar-1", {"title": "A"}, by=BY)
            clock.forward()
            second = store.append("area", "ar-1", {"title": "B"}, by=BY)
            for moment, expected in ((first.number, "A"), (second.number, "B"), (first.at, "A"), (None, "B")):
                revision = store.get("area", "ar-1", moment)
                title = (revision.document or {}).get("title") if revision else None
                require(title == expected, f"{name!r} returns {title!r} for {moment}, not {expected!r}.")
            require(store.list("area", 0) == (), f"{name!r} lists records before the first change.")

    def test_names_the_records_that_changed_since_a_moment(self) -> None:
        """Every record changed at a moment or later is named, withdrawn ones included, and no other."""
        for name, store, clock in self._stores():
            store.append("area", "ar-1", {"title": "A"}, by=BY)
            store.append("area", "ar-2", {"title": "B"}, by=BY)
            clock.forward()
            since = store.append("area", "ar-2", {"title": "C"}, by=BY).at
            store.append("note", "nt-1", {"text": "a"}, by=BY)
            store.append("note", "nt-1", None, by=BY, why="wrong")
            named = store.changed_since(since)
            require(named == {"ar-2", "nt-1"}, f"{name!r} names {sorted(named)}.")
            clock.forward()
            later = since + timedelta(seconds=1)
            require(store.changed_since(later) == frozenset(), f"{name!r} names earlier changes.")

    def test_a_transaction_is_written_whole_or_not_at_all(self) -> None:
        """An exception in a transaction leaves no part of it."""
        for name, store, _ in self._stores():
            before = store.head()
            with suppress(_InterruptionError), store.transaction():
                store.append("note", "nt-1", {"text": "a"}, by=BY)
                with store.transaction():
                    store.append("note", "nt-2", {"text": "b"}, by=BY)
                raise _InterruptionError
            require(store.head() == before, f"{name!r} wrote a part of a transaction.")
            with store.transaction():
                store.append("note", "nt-1", {"text": "a"}, by=BY)
                store.append("note", "nt-2", {"text": "b"}, by=BY)
            require(store.head().number == before.number + 2, f"{name!r} lost a transaction.")

    def test_the_head_proves_the_history(self) -> None:
        """Each change gives a new head. `verify` accepts an earlier head and no other."""
        for name, store, _ in self._stores():
            heads = [store.head()]
            for number in range(1, 4):
                store.append("note", f"nt-{number}", {"text": "same"}, by=BY)
                heads.append(store.head())
            require(len({head.hash for head in heads}) == len(heads), f"{name!r} repeats a head.")
            result = store.verify(heads[2].hash)
            require(result.sound, f"{name!r} reports problems: {result.problems}")
            require((result.changes, result.head) == (3, heads[-1]), f"{name!r} does not read every change.")
            require(not store.verify("0" * 64).sound, f"{name!r} accepts an unknown head.")

    def test_survives_being_closed(self) -> None:
        """Records are there when the store is opened again. Closing it twice is allowed."""
        for name, opener in self.openers():
            with _folder() as folder:
                clock = _Clock()
                store = self.create(opener, folder, clock)
                written = store.append("note", "nt-1", {"text": "a"}, by=BY)
                head = store.head()
                store.close()
                store.close()
                again = opener(folder, clock=clock)
                try:
                    require(
                        again.get("note", "nt-1") == written, f"{name!r} loses records when it is closed."
                    )
                    require(again.head() == head, f"{name!r} has a different head when it is opened again.")
                finally:
                    again.close()

    def test_a_killed_process_loses_no_acknowledged_change(self) -> None:
        """A change is durable when `append` returns, or when its transaction ends, not when the store closes.

        Another process writes, and is killed before it can close the store.
        """
        for name, opener in self.openers():
            with _folder() as folder:
                head = killed(self, name, folder, halfway=False)
                store = self._reopened(name, opener, folder, head)
                try:
                    found = {kind: [each.id for each in store.list(kind)] for kind in ("note", "area")}
                    require(
                        store.head() == head and found == {"note": ["nt-1"], "area": ["ar-1", "ar-2"]},
                        f"{name!r} had acknowledged {head.number} changes and has {store.head().number} "
                        f"after its process was killed. {_DURABLE}",
                    )
                    require(store.verify(head.hash).sound, f"{name!r} is damaged after a kill.")
                    store.append("note", "nt-3", {"text": "e"}, by=BY)
                finally:
                    store.close()

    def test_a_killed_process_leaves_no_part_of_a_transaction(self) -> None:
        """A process that is killed in the middle of a transaction leaves nothing of it."""
        for name, opener in self.openers():
            with _folder() as folder:
                head = killed(self, name, folder, halfway=True)
                store = self._reopened(name, opener, folder, head)
                try:
                    require(
                        store.head() == head and store.get("note", "nt-2") is None,
                        f"{name!r} has a part of a transaction whose process was killed. Write the changes "
                        "of a transaction together, at its end.",
                    )
                finally:
                    store.close()

    def importable(self) -> str | None:
        """Return the name by which another process can import the plugin and create its stores, or None."""
        return importable(self.plugin) if type(self).create is StoreContract.create else None

    def home(self) -> str:
        """Return the name by which another process can import this contract."""
        return f"{StoreContract.__module__}:{StoreContract.__name__}"

    def _reopened(self, name: str, opener: Callable[..., Store], folder: Path, head: Head) -> Store:
        try:
            return opener(folder, clock=_Clock())
        except Exception as error:
            message = (
                f"{name!r} cannot be opened after its process was killed, with {head.number} acknowledged "
                f"changes: {type(error).__name__}. {_DURABLE}"
            )
            raise AssertionError(message) from error

    def test_an_export_moves_everything_to_an_empty_store(self) -> None:
        """All changes are imported, withdrawn records included. A store with records imports none."""
        for name, opener in self.openers():
            with _folder() as one, _folder() as two:
                old, new = self.create(opener, one, _Clock()), self.create(opener, two, _Clock())
                try:
                    old.append("note", "nt-1", {"text": "a"}, by=BY)
                    old.append("note", "nt-1", None, by=BY, why="wrong")
                    stream = io.BytesIO()
                    old.export(stream)
                    require(not stream.closed, f"{name!r} closed the stream, which the caller must close.")
                    new.import_(io.BytesIO(stream.getvalue()))
                    same = new.history("note", "nt-1") == old.history("note", "nt-1")
                    require(same, f"{name!r} loses changes in an export.")
                    require(new.verify(old.head().hash).sound, f"{name!r} breaks the chain in an export.")
                    error = _raised(new.import_, io.BytesIO(stream.getvalue()))
                    require(isinstance(error, StoreError), f"{name!r} mixes two histories.")
                finally:
                    old.close()
                    new.close()

    def test_a_backup_is_written_and_never_over_another(self) -> None:
        """A backup is a new file. An existing file is not changed."""
        for name, store, _ in self._stores():
            store.append("note", "nt-1", {"text": "a"}, by=BY)
            with _folder() as folder:
                folder.mkdir(exist_ok=True)
                path = folder / "copy"
                require(store.backup(path) == store.head(), f"{name!r} backs up a different state.")
                written = path.read_bytes()
                require(written, f"{name!r} wrote an empty backup.")
                error = _raised(store.backup, path)
                require(isinstance(error, InspectPrepError), f"{name!r} overwrites a backup.")
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
    """A clock that moves only when asked."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self) -> None:
        self.now += timedelta(hours=1)


def _raised(call: Callable[..., object], *arguments: Any, **keywords: Any) -> Exception | None:
    try:
        call(*arguments, **keywords)
    except Exception as error:
        return error
    return None


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name) / "store"
