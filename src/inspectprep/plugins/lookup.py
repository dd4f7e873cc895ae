"""What the plugins provide, by id: conflicts named, replacements honoured, targets imported on use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, TypeVar

from inspectprep.errors import InspectPrepError, PluginError, UnknownNameError
from inspectprep.plugins.loader import CONTAINED, describe, import_target, remedy_for
from inspectprep.plugins.providers import Provider

__all__ = ["Conflict", "Providers", "Registration"]

P = TypeVar("P", bound=Provider[Any])


class Registration(NamedTuple, Generic[P]):
    """A provider and the plugin it came from."""

    provider: P
    plugin: str
    builtin: bool = False


class Conflict(NamedTuple):
    """An id for which several plugins stand.

    Attributes:
        plugins: Their names, in order, each once.
        replacing: True when they dispute who replaces the id, False when they all bear it.
    """

    kind: str
    id: str
    plugins: tuple[str, ...]
    replacing: bool = False

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return f"Leave one out, for example with `--without-plugin {self.plugins[-1]}`."

    def __str__(self) -> str:
        """Name the plugins in one sentence."""
        verb = "claimed" if self.replacing else "provided"
        if len(self.plugins) == 1:
            return f"The {self.kind} {self.id!r} is {verb} more than once by the plugin {self.plugins[0]!r}."
        names = ", ".join(map(repr, self.plugins[:-1]))
        return f"The {self.kind} {self.id!r} is {verb} by the plugins {names} and {self.plugins[-1]!r}."


class Providers(Generic[P]):
    """The providers of one kind, in order: built-ins first, then plugins by name.

    Iterating gives the usable providers; those in conflict are left out and listed in
    `conflicts`.

    Args:
        kind: What one of them is called, such as ``report format``.
        entries: Every provider, in order.
        hidden: Returns a sentence about plugins that might have provided what is missing.
    """

    def __init__(
        self, kind: str, entries: Iterable[Registration[P]] = (), *, hidden: Callable[[], str] = lambda: ""
    ) -> None:
        self.kind = kind
        self._hidden = hidden
        self._targets: dict[str, Any] = {}
        every = tuple(entries)
        claims = _grouped((entry.provider.replaces, entry) for entry in every if entry.provider.replaces)
        replacing = {name: found[0] for name, found in claims.items() if len(found) == 1}
        standing = [entry for entry in every if replacing.get(entry.provider.id, entry) is entry]
        shared = {
            id_: found for id_, found in _grouped((e.provider.id, e) for e in standing).items() if found[1:]
        }
        rivals = {name: found for name, found in claims.items() if found[1:]}
        rivals |= {name: _circle(name, replacing) for name in replacing if _circle(name, replacing)}
        self.conflicts = tuple(
            Conflict(kind=kind, id=name, plugins=_names(found), replacing=group is rivals)
            for group in (rivals, shared)
            for name, found in group.items()
            if group is rivals or name not in rivals
        )
        """Ids that several plugins provide or replace."""
        contested = {conflict.id for conflict in self.conflicts}
        self._entries = {e.provider.id: e for e in standing if e.provider.id not in contested}
        self._replaced = {name: e.provider.id for name, e in replacing.items() if name != e.provider.id}
        self.missing = tuple(
            (entry.plugin, name)
            for name, found in claims.items()
            for entry in found
            if not any(other.provider.id == name for other in every if other is not entry)
        )
        """Plugins that replace an id which nobody provides, each with the id."""

    def __iter__(self) -> Iterator[P]:
        """Iterate over the usable providers in order."""
        return (entry.provider for entry in self._entries.values())

    def __len__(self) -> int:
        """Return how many usable providers there are."""
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        """Tell whether `name` is the id of a usable provider, or of one that was replaced."""
        return isinstance(name, str) and self._current(name) in self._entries

    def __getitem__(self, name: str) -> P:
        """Return the provider with this id; see :meth:`get`."""
        return self.get(name)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the usable providers, in order."""
        return tuple(self._entries)

    def get(self, name: str) -> P:
        """Return the provider with this id, or the one that takes its place.

        Raises:
            PluginError: if several plugins provide or replace it; both are named.
            UnknownNameError: if there is none; the nearest is suggested, and so is any plugin that
                could not be loaded and might have provided it.
        """
        return self._entry(name).provider

    def origin(self, name: str) -> str:
        """Return the name of the plugin that provides this id; raises as :meth:`get` does."""
        return self._entry(name).plugin

    def resolve(self, name: str | P) -> Any:
        """Return a provider's target, imported on first use when it is ``"module:attribute"``.

        Args:
            name: An id or a provider.

        Raises:
            PluginError: if the target cannot be imported; the plugin is named.
            UnknownNameError: if there is no such provider.
        """
        entry = self._entry(name if isinstance(name, str) else name.id)
        target = entry.provider.target
        if not isinstance(target, str):
            return target
        if target not in self._targets:
            try:
                self._targets[target] = import_target(target)
            except CONTAINED as error:
                raise PluginError(
                    f"The {self.kind} {entry.provider.id!r} of the plugin {entry.plugin!r} cannot be used: "
                    f"{describe(error)}.",
                    plugin=entry.plugin,
                    where=target,
                    remedy=remedy_for(entry.plugin, builtin=entry.builtin),
                ) from error
        return self._targets[target]

    def unknown(self, name: str, known: Iterable[str] = (), *, kind: str = "") -> InspectPrepError:
        """Return the error for a name that was looked up in another way than by id.

        Hosts that find a provider by suffix or a framework by variant raise it, so that a plugin
        which might have provided the name is mentioned there too.

        Args:
            name: The name as given.
            known: Names that would have been found; the ids, if empty.
            kind: What sort of name it is; what one provider is called, if empty.
        """
        conflict = self._conflict_over(name)
        if conflict is not None:
            return conflict
        return UnknownNameError(kind or self.kind, name, known or self._entries, hint=self._hidden())

    @contextmanager
    def attribute_errors_to(
        self, name: str | P, doing: str, *, passing: tuple[type[Exception], ...] = ()
    ) -> Iterator[None]:
        """Turn whatever a provider raises while it is used into an error that names its plugin.

        The provider's own words are left out, since they may quote data; only what cannot be
        imported is named. Errors of inspectprep's own kinds pass unchanged: the provider raised
        them on purpose.

        Args:
            name: An id or a provider.
            doing: What is being done, such as ``writing the report``.
            passing: Exceptions that are nobody's fault, such as those of a full disk.

        Raises:
            PluginError: in place of any other exception.
        """
        entry = self._entry(name if isinstance(name, str) else name.id)
        try:
            yield
        except CONTAINED as error:
            if isinstance(error, (InspectPrepError, *passing)):
                raise
            told = describe(error) if isinstance(error, ImportError) else type(error).__name__
            raise PluginError(
                f"The {self.kind} {entry.provider.id!r} of the plugin {entry.plugin!r} failed with "
                f"{told} while {doing}.",
                plugin=entry.plugin,
                remedy=remedy_for(entry.plugin, builtin=entry.builtin),
            ) from error

    def _current(self, name: str) -> str:
        seen = {name}
        while (name in self._replaced) and (after := self._replaced[name]) not in seen:
            seen.add(after)
            name = after
        return name

    def _conflict_over(self, name: str) -> PluginError | None:
        for conflict in self.conflicts:
            if conflict.id in (name, self._current(name)):
                return PluginError(str(conflict), plugin=conflict.plugins[-1], remedy=conflict.remedy)
        return None

    def _entry(self, name: str) -> Registration[P]:
        if conflict := self._conflict_over(name):
            raise conflict
        entry = self._entries.get(self._current(name))
        if entry is None:
            raise self.unknown(name)
        return entry


def _grouped(pairs: Iterable[tuple[str | None, Registration[P]]]) -> dict[str, list[Registration[P]]]:
    groups: dict[str, list[Registration[P]]] = {}
    for name, entry in pairs:
        groups.setdefault(name or "", []).append(entry)
    return groups


def _circle(name: str, replacing: Mapping[str, Registration[P]]) -> list[Registration[P]]:
    """Return the entries that replace one another in a circle through `name`, or nothing."""
    found: list[Registration[P]] = []
    current = name
    while (entry := replacing.get(current)) is not None and entry not in found:
        found.append(entry)
        current = entry.provider.id
        if current == name:
            return found if len(found) > 1 else []
    return []


def _names(entries: Iterable[Registration[P]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.plugin for entry in entries))
