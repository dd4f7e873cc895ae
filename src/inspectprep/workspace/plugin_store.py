"""The store of a plugin. An error in it names the plugin, and what it returns is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from inspectprep.errors import InspectPrepError
from inspectprep.store.protocol import Head, Revision, Store, Verification

if TYPE_CHECKING:
    from inspectprep.plugins import Providers, StoreProvider

_RETURNS: Mapping[str, tuple[type, ...]] = {
    "append": (Revision,),
    "get": (Revision, type(None)),
    "list": (tuple,),
    "documents": (Sequence,),
    "present": (frozenset,),
    "history": (tuple,),
    "changed_since": (frozenset,),
    "last_number": (int,),
    "head": (Head,),
    "verify": (Verification,),
    "backup": (Head,),
    "export": (Head,),
    "import_": (Head,),
    "close": (type(None),),
}
"""The methods of a store, with the classes of what they return."""

_BLOCKS = ("transaction", "reading")
"""The methods of a store that return a block."""


def is_ours(error: BaseException) -> bool:
    """Return whether a store raised an error on purpose, such as that a record has changed."""
    return isinstance(error, InspectPrepError)


def plugin_store(store: object, stores: Providers[StoreProvider], name: str) -> Store:
    """Return the store of a plugin with its errors contained.

    Args:
        store: The store, as the plugin opened it.
        stores: The stores of the registry.
        name: Id of the provider.

    Raises:
        PluginError: if it lacks a method of a store.
    """
    lacking = [method for method in (*_RETURNS, *_BLOCKS) if not callable(getattr(store, method, None))]
    if lacking:
        raise stores.blame(name, f"opened a store without the methods {', '.join(lacking)}.")
    return cast("Store", _PluginStore(store, stores, name))


class _PluginStore:
    """A store that calls another. Its methods are those of :class:`~inspectprep.store.protocol.Store`."""

    def __init__(self, store: object, stores: Providers[StoreProvider], name: str) -> None:
        self._store = store
        self._stores = stores
        self._name = name

    def __getattr__(self, method: str) -> Callable[..., Any]:
        """Return a method of the store."""
        if method in _BLOCKS:
            return partial(self._block, method)
        if method in _RETURNS:
            return partial(self._call, method)
        raise AttributeError(method)

    def _call(self, method: str, *arguments: Any, **named: Any) -> Any:
        found = self._try(method, partial(getattr(self._store, method), *arguments, **named))
        if not isinstance(found, _RETURNS[method]):
            kind, wanted = type(found).__name__, _RETURNS[method][0].__name__
            raise self._stores.blame(self._name, f"returned a {kind} in place of a {wanted} from {method}().")
        return found

    @contextmanager
    def _block(self, method: str) -> Iterator[None]:
        block: AbstractContextManager[None] = self._try(method, getattr(self._store, method))
        self._try(method, block.__enter__)
        try:
            yield
        except BaseException as error:
            leave = partial(block.__exit__, type(error), error, error.__traceback__)
            if not self._try(method, leave, error):
                raise
        else:
            self._try(method, partial(block.__exit__, None, None, None))

    def _try(self, method: str, action: Callable[[], Any], inside: BaseException | None = None) -> Any:
        return self._stores.attempt(
            self._name,
            f"doing {method}() of the store",
            action,
            passing=lambda error: error is inside or is_ours(error),
        )
