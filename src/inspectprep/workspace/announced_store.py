"""A store that lets plugins observe each change of a record, once the change is durable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local
from typing import TYPE_CHECKING, Any, cast

from inspectprep.store.protocol import Document, Revision, Store

if TYPE_CHECKING:
    from inspectprep.plugins import Registry

_ADDED, _UPDATED, _WITHDRAWN = "added", "updated", "withdrawn"


def announced(store: Store, registry: Registry) -> Store:
    """Return a store whose changes the plugins observe. The same store if none observes them.

    Args:
        store: The store.
        registry: The plugins.
    """
    if not registry.observes("inspectprep_record_changed"):
        return store
    return cast("Store", _AnnouncedStore(store, registry))


class _Thread(local):
    """The changes of one thread. Another thread waits for the end of its transaction.

    Attributes:
        waiting: The changes of the transaction that is open, or None.
    """

    waiting: list[Revision] | None = None


class _Observing(local):
    """The state of one thread: active while plugins observe a change. Their own changes are not announced."""

    active = False


_observing = _Observing()


class _AnnouncedStore:
    """A store that calls another. Its methods are those of :class:`~inspectprep.store.protocol.Store`."""

    def __init__(self, store: Store, registry: Registry) -> None:
        self._store = store
        self._registry = registry
        self._thread = _Thread()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a method that changes no record."""
        method: Callable[..., Any] = getattr(self._store, name)
        return method

    def append(
        self,
        kind: str,
        id: str,
        document: Document | None,
        *,
        by: str,
        why: str = "",
        expect: int | None = None,
    ) -> Revision:
        """Record a change as the store does, and announce it once it is durable."""
        with self.transaction():
            revision = self._store.append(kind, id, document, by=by, why=why, expect=expect)
            if self._thread.waiting is not None:
                self._thread.waiting.append(revision)
        return revision

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Combine the changes inside as the store does, and announce them once all are durable."""
        if self._thread.waiting is not None:
            with self._store.transaction():
                yield
            return
        waiting: list[Revision] = []
        self._thread.waiting = waiting
        try:
            with self._store.transaction():
                yield
        finally:
            self._thread.waiting = None
        self._announce(waiting)

    def _announce(self, changes: list[Revision]) -> None:
        if _observing.active:
            return
        _observing.active = True
        try:
            for change in changes:
                self._registry.record_changed(change.kind, change.id, change.revision, _word(change))
        finally:
            _observing.active = False


def _word(change: Revision) -> str:
    """Return what a change did to its record, as a word."""
    if change.withdrawn:
        return _WITHDRAWN
    return _ADDED if change.revision == 1 else _UPDATED
