"""The providers of all plugins by id, with their conflicts and replacements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, TypeVar

from inspectprep.errors import InspectPrepError, LibraryError, PluginError, UnknownNameError
from inspectprep.plugins.loader import CONTAINED, describe, import_target, remedy_for
from inspectprep.plugins.providers import Provider

P_co = TypeVar("P_co", bound=Provider[Any], covariant=True)
T = TypeVar("T")


class Registration(NamedTuple, Generic[P_co]):
    """A provider and the plugin that registered it.

    Attributes:
        provider: The provider.
        plugin: The name of its plugin.
        builtin: Whether the plugin comes with inspectprep.
    """

    provider: P_co
    plugin: str
    builtin: bool = False


class Conflict(NamedTuple):
    """An id that several plugins provide or replace.

    Attributes:
        kind: The name of one provider, such as ``report format``.
        id: The id.
        plugins: The names of the plugins in order, each once.
        replacing: True if they replace the id. False if they provide it.
    """

    kind: str
    id: str
    plugins: tuple[str, ...]
    replacing: bool = False

    @property
    def remedy(self) -> str:
        """The advice to the reader."""
        return f"Leave out one of them, for example with `--without-plugin {self.plugins[-1]}`."

    def __str__(self) -> str:
        """Return one sentence that names the plugins."""
        verb = "replaced" if self.replacing else "provided"
        if len(self.plugins) == 1:
            return f"The {self.kind} {self.id!r} is {verb} more than once by the plugin {self.plugins[0]!r}."
        names = ", ".join(map(repr, self.plugins[:-1]))
        return f"The {self.kind} {self.id!r} is {verb} by the plugins {names} and {self.plugins[-1]!r}."


class Providers(Generic[P_co]):
    """The providers of one kind, in order: built-in ones first, then plugins by name.

    Iteration gives the usable providers. Providers in conflict are left out and listed in `conflicts`.

    Args:
        kind: The name of one provider, such as ``report format``.
        registrations: Every provider, in order.
        missing_hint: Returns a sentence about plugins that may provide a missing name.
    """

    def __init__(
        self,
        kind: str,
        registrations: Iterable[Registration[P_co]] = (),
        *,
        missing_hint: Callable[[], str] = lambda: "",
    ) -> None:
        self.kind = kind
        self._missing_hint = missing_hint
        self._targets: dict[str, Any] = {}
        every = tuple(registrations)
        replacements = _grouped(
            (entry.provider.replaces, entry) for entry in every if entry.provider.replaces
        )
        replacing = {id_: entries[0] for id_, entries in replacements.items() if len(entries) == 1}
        current = [entry for entry in every if replacing.get(entry.provider.id, entry) is entry]
        by_id = _grouped((entry.provider.id, entry) for entry in current)
        provided_twice = {id_: entries for id_, entries in by_id.items() if entries[1:]}
        replaced_twice = {id_: entries for id_, entries in replacements.items() if entries[1:]}
        replaced_twice |= {id_: circle for id_ in replacing if (circle := _circle(id_, replacing))}
        self.conflicts = tuple(
            Conflict(kind=kind, id=id_, plugins=_names(entries), replacing=group is replaced_twice)
            for group in (replaced_twice, provided_twice)
            for id_, entries in group.items()
            if group is replaced_twice or id_ not in replaced_twice
        )
        """The ids that several plugins provide or replace."""
        conflicting = {conflict.id for conflict in self.conflicts}
        self._usable = {entry.provider.id: entry for entry in current if entry.provider.id not in conflicting}
        self._replaced = {id_: e.provider.id for id_, e in replacing.items() if id_ != e.provider.id}
        self._former = tuple(entry for entry in every if entry not in current)
        self.missing = tuple(
            (entry.plugin, id_)
            for id_, entries in replacements.items()
            for entry in entries
            if not any(other.provider.id == id_ for other in every if other is not entry)
        )
        """Each plugin that replaces an id which does not exist, with the id."""

    def __iter__(self) -> Iterator[P_co]:
        """Iterate over the usable providers in order."""
        return (entry.provider for entry in self._usable.values())

    def __len__(self) -> int:
        """Return the number of usable providers."""
        return len(self._usable)

    def __contains__(self, name: object) -> bool:
        """Return whether `name` is the id of a usable provider or of one that it replaced."""
        return isinstance(name, str) and self._current(name) in self._usable

    def __getitem__(self, name: str) -> P_co:
        """Return the provider with this id, as :meth:`get` does."""
        return self.get(name)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the usable providers, in order."""
        return tuple(self._usable)

    def get(self, name: str) -> P_co:
        """Return the provider with this id, or the one that replaced it.

        Raises:
            PluginError: if several plugins provide or replace it. The error names them.
            UnknownNameError: if there is none. The error suggests the nearest id, and names plugins
                that could not be loaded and may provide it.
        """
        return self._entry(name).provider

    def origin(self, name: str) -> str:
        """Return the name of the plugin that provides this id. Raises the same errors as :meth:`get`."""
        return self._entry(name).plugin

    def lineage(self, name: str) -> tuple[Registration[P_co], ...]:
        """Return the registration of an id, then those that it replaces, directly or through others.

        Raises the same errors as :meth:`get`.
        """
        entry = self._entry(name)
        replaced = (old for old in self._former if self._current(old.provider.id) == entry.provider.id)
        return (entry, *replaced)

    def resolve(self: Providers[Provider[T]], name: str | Provider[Any]) -> T:
        """Return a provider's target. If it is text, ``"module:attribute"``, import it on first use.

        Args:
            name: An id or a provider.

        Raises:
            PluginError: if the target cannot be imported. The error names the plugin.
            UnknownNameError: if there is no such provider.
        """
        entry = self._entry(name if isinstance(name, str) else name.id)
        target = entry.provider.target
        if not isinstance(target, str):
            return target
        if target not in self._targets:
            try:
                self._targets[target] = import_target(target)
            except LibraryError:
                raise
            except CONTAINED as error:
                raise PluginError(
                    f"The {self.kind} {entry.provider.id!r} of the plugin {entry.plugin!r} cannot be used: "
                    f"{describe(error)}.",
                    plugin=entry.plugin,
                    where=target,
                    remedy=remedy_for(entry.plugin, builtin=entry.builtin),
                ) from error
        imported: T = self._targets[target]
        return imported

    def unknown(
        self, name: str, known: Iterable[str] = (), *, kind: str = "", hint: str = ""
    ) -> InspectPrepError:
        """Return the error for an unknown name, also for one that is not an id.

        Code that looks up a provider by suffix, or a framework by variant, raises this error. It names
        plugins that may provide the name.

        Args:
            name: The name that was looked up.
            known: The known names. The ids, if empty.
            kind: The kind of name, such as ``variant``. The kind of provider, if empty.
            hint: One more sentence.
        """
        conflict = self._conflict_over(name)
        if conflict is not None:
            return conflict
        hints = f"{hint} {self._missing_hint()}".strip()
        return UnknownNameError(kind or self.kind, name, known or self._usable, hint=hints)

    @contextmanager
    def attribute_errors_to(
        self, name: str | Provider[Any], doing: str, *, passing: tuple[type[Exception], ...] = ()
    ) -> Iterator[None]:
        """Turn an exception of a provider into an error that names its plugin.

        The text of the exception is left out because it may quote data. Only the text of an
        ImportError is used. An InspectPrepError passes unchanged: the provider raised it on purpose.

        Args:
            name: An id or a provider.
            doing: The current step, such as ``writing the report``.
            passing: Further exceptions that pass unchanged, such as those of a full disk.

        Raises:
            PluginError: in place of any other exception.
        """
        entry = self._entry(name if isinstance(name, str) else name.id)
        try:
            yield
        except CONTAINED as error:
            if isinstance(error, (InspectPrepError, *passing)):
                raise
            reason = describe(error) if isinstance(error, ImportError) else type(error).__name__
            raise PluginError(
                f"The {self.kind} {entry.provider.id!r} of the plugin {entry.plugin!r} failed with "
                f"{reason} while {doing}.",
                plugin=entry.plugin,
                remedy=remedy_for(entry.plugin, builtin=entry.builtin),
            ) from error

    def _current(self, name: str) -> str:
        seen = {name}
        while (successor := self._replaced.get(name)) and successor not in seen:
            seen.add(successor)
            name = successor
        return name

    def _conflict_over(self, name: str) -> PluginError | None:
        for conflict in self.conflicts:
            if conflict.id in (name, self._current(name)):
                return PluginError(str(conflict), plugin=conflict.plugins[-1], remedy=conflict.remedy)
        return None

    def _entry(self, name: str) -> Registration[P_co]:
        if conflict := self._conflict_over(name):
            raise conflict
        entry = self._usable.get(self._current(name))
        if entry is None:
            raise self.unknown(name)
        return entry


def _grouped(pairs: Iterable[tuple[str | None, Registration[P_co]]]) -> dict[str, list[Registration[P_co]]]:
    groups: dict[str, list[Registration[P_co]]] = {}
    for name, entry in pairs:
        groups.setdefault(name or "", []).append(entry)
    return groups


def _circle(name: str, replacing: Mapping[str, Registration[P_co]]) -> list[Registration[P_co]]:
    """Return the registrations that replace one another in a circle through `name`, or none."""
    circle: list[Registration[P_co]] = []
    current = name
    while (entry := replacing.get(current)) is not None and entry not in circle:
        circle.append(entry)
        current = entry.provider.id
        if current == name:
            return circle if len(circle) > 1 else []
    return []


def _names(entries: Iterable[Registration[P_co]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.plugin for entry in entries))
