"""The providers of all plugins by id. An error in one names its plugin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Generic, TypeVar

from inspectprep.errors import InspectPrepError, LibraryError, PluginError, UnknownNameError
from inspectprep.model.alteration import Alteration
from inspectprep.plugins.claims import Conflict, P_co, Registration, Settled, settle
from inspectprep.plugins.containment import Failed, contained, reason_of, unchained
from inspectprep.plugins.given import MOST
from inspectprep.plugins.loader import describe, import_target, remedy_for
from inspectprep.plugins.providers import Provider
from inspectprep.plugins.status import PluginProblem, PluginState

T = TypeVar("T")


def _ignore(problem: PluginProblem) -> None:
    """Ignore a problem."""


class Providers(Generic[P_co]):
    """The providers of one kind, in order: built-in ones first, then plugins by name.

    Iteration gives the usable providers. Providers in conflict are left out and listed in `conflicts`.

    Args:
        kind: The name of one provider, such as ``report format``.
        registrations: Every provider, in order.
        more: Returns further providers, which replace nothing. It is called when a name is not that of a
            built-in provider, and only if the first ones are all built in.
        missing_hint: Returns a sentence about plugins that may provide a missing name.
        report: Called with each problem that is found while the providers are used.
        settled: Called when it is known who has which name.
    """

    def __init__(
        self,
        kind: str,
        registrations: Iterable[Registration[P_co]] = (),
        *,
        more: Callable[[], Iterable[Registration[P_co]]] = tuple,
        missing_hint: Callable[[], str] = lambda: "",
        report: Callable[[PluginProblem], None] = _ignore,
        settled: Callable[[Settled[P_co]], None] = lambda _: None,
    ) -> None:
        self.kind = kind
        self._missing_hint = missing_hint
        self._report = report
        self._targets: dict[str, Any] = {}
        self._registrations = tuple(registrations)
        self._more: Callable[[], Iterable[Registration[P_co]]] | None = more
        self._settled = settled
        self._settle()

    def _settle(self) -> None:
        self._names = settle(self.kind, self._registrations)
        self._usable = {entry.provider.id.casefold(): entry for entry in self._names.usable}

    def _every(self) -> Settled[P_co]:
        """Return the names of all providers, those of plugins that replace nothing among them."""
        if self._more is not None:
            more, self._more = tuple(self._more()), None
            if more:
                self._registrations = (*self._registrations, *more)
                self._settle()
            self._settled(self._names)
        return self._names

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The names that several plugins claim or replace."""
        return self._every().conflicts

    def __iter__(self) -> Iterator[P_co]:
        """Iterate over the usable providers in order."""
        return (entry.provider for entry in self._every().usable)

    def __len__(self) -> int:
        """Return the number of usable providers."""
        return len(self._every().usable)

    def __contains__(self, name: object) -> bool:
        """Return whether `name` is the id of a usable provider or of one that it replaced."""
        return isinstance(name, str) and self._found(name) is not None

    def __getitem__(self, name: str) -> P_co:
        """Return the provider with this id, as :meth:`get` does."""
        return self.get(name)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the usable providers, in order."""
        return tuple(entry.provider.id for entry in self._every().usable)

    def get(self, name: str) -> P_co:
        """Return the provider with this id, or the one that replaced it.

        Raises:
            PluginError: if only plugins in conflict provide it. The error names them.
            UnknownNameError: if there is none. The error suggests the nearest id, and names plugins
                that could not be loaded and may provide it.
        """
        return self._entry(name).provider

    def origin(self, name: str | Provider[Any]) -> str:
        """Return the name of the plugin that provides this id. Raises the same errors as :meth:`get`."""
        return self._entry(name).plugin

    def is_builtin(self, name: str | Provider[Any]) -> bool:
        """Return whether the provider with this id is part of inspectprep. Raises as :meth:`get` does."""
        return self._entry(name).builtin

    def claimants(self, what: str, name: str) -> tuple[P_co, ...]:
        """Return the providers that claim a name besides their id. The first has it.

        Args:
            what: The kind of name: ``suffix`` or ``variant``.
            name: The name.
        """
        key = (what, name.casefold())
        found = self._names.claimants.get(key, ())
        if not found or not found[0].builtin:
            found = self._every().claimants.get(key, ())
        return tuple(entry.provider for entry in found)

    def named(self, what: str) -> dict[str, P_co]:
        """Return every name of this kind, ``suffix`` or ``variant``, with the provider that has it."""
        owners = self._every().owners
        return {name: entry.provider for (kind, name), entry in owners.items() if kind == what}

    def lineage(self, name: str) -> tuple[Registration[P_co], ...]:
        """Return the registration of an id, then those that it replaces, directly or through others.

        Raises the same errors as :meth:`get`.
        """
        entry = self._entry(name)
        replaced = (
            old
            for old in self._names.former
            if self._current(old.provider.id) == entry.provider.id.casefold()
        )
        return (entry, *replaced)

    def alteration(self, name: str | Provider[Any]) -> Alteration | None:
        """Return what a plugin changes by having this provider. None for one that is part of inspectprep."""
        entry = self._entry(name)
        if entry.builtin:
            return None
        former = [old.provider.id for old in self.lineage(entry.provider.id)[1:]]
        does = f"replaces the {self.kind} {former[0]!r} with" if former else f"provides the {self.kind}"
        return Alteration(plugin=entry.plugin, what=f"{does} {entry.provider.id!r}")

    def resolve(self: Providers[Provider[T]], name: str | Provider[Any]) -> T:
        """Return a provider's target. If it is text, ``"module:attribute"``, import it on first use.

        Args:
            name: An id or a provider.

        Raises:
            PluginError: if the target cannot be imported. The error names the plugin.
            UnknownNameError: if there is no such provider.
        """
        entry = self._entry(name)
        target = entry.provider.target
        if not isinstance(target, str):
            return target
        if target not in self._targets:
            imported = contained(lambda: import_target(target))
            if isinstance(imported, Failed):
                if isinstance(imported.error, LibraryError):
                    raise imported.error
                raise PluginError(
                    f"The {self.kind} {entry.provider.id!r} of the plugin {entry.plugin!r} cannot be used: "
                    f"{describe(imported.error)}.",
                    plugin=entry.plugin,
                    where=target,
                    remedy=remedy_for(entry.plugin, builtin=entry.builtin),
                )
            self._targets[target] = imported
        found: T = self._targets[target]
        return found

    def attempt(
        self,
        name: str | Provider[Any],
        doing: str,
        action: Callable[[], T],
        *,
        passing: Callable[[BaseException], bool] = lambda _: False,
    ) -> T:
        """Run code of a provider and return its value. An exception becomes an error that names its plugin.

        The text of the exception is left out because it may quote data. Only the name of a missing module
        is used. The words of an InspectPrepError are used, because the plugin wrote them for the reader.

        Args:
            name: An id or a provider.
            doing: The current step, such as ``writing the report``.
            action: The code, without arguments.
            passing: Whether an exception passes unchanged, such as that of a full disk.

        Raises:
            PluginError: in place of any other exception. It has no cause and no context.
        """
        outcome = contained(action)
        if not isinstance(outcome, Failed):
            return outcome
        error = outcome.error
        entry = self._entry(name)
        if isinstance(error, PluginError) or passing(error):
            raise unchained(error)
        if entry.builtin and isinstance(error, InspectPrepError):
            raise unchained(error)
        raise self.blame(
            entry.provider.id,
            f"cannot be used: {error.what}"
            if isinstance(error, InspectPrepError)
            else f"failed with {reason_of(error)} while {doing}.",
            where=error.where if isinstance(error, InspectPrepError) else "",
            remedy=error.remedy if isinstance(error, InspectPrepError) else "",
        )

    def values(
        self,
        name: str | Provider[Any],
        doing: str,
        kind: type[T],
        *arguments: Any,
        passing: Callable[[BaseException], bool] = lambda _: False,
    ) -> tuple[T, ...]:
        """Call a provider's target, or take it as it is, and return the values that it gives.

        Args:
            name: An id or a provider.
            doing: The current step, such as ``giving the closed days``.
            kind: The class that each value must have. A class derived from it is not enough.
            arguments: The arguments of the target.
            passing: Whether an exception passes unchanged.

        Raises:
            PluginError: if it fails, gives anything else, or does not come to an end.
        """
        target: Any = self.resolve(name)  # type: ignore[misc]

        def give() -> tuple[T, ...]:
            given = target(*arguments) if callable(target) else target
            return tuple(islice(given, MOST + 1))

        found = self.attempt(name, doing, give, passing=passing)
        if len(found) > MOST:
            raise self.blame(name, f"gave more than {MOST:,} values while {doing}.")
        for value in found:
            if type(value) is not kind:
                raise self.blame(
                    name, f"gave a {type(value).__name__} in place of a {kind.__name__} while {doing}."
                )
        return found

    def blame(
        self, name: str | Provider[Any], what: str, *, where: str = "", remedy: str = ""
    ) -> PluginError:
        """Return the error about a provider, which names its plugin.

        Args:
            name: An id or a provider.
            what: The rest of the sentence, such as ``gave no dates.``
            where: The place, such as a file of the plugin.
            remedy: What to do. Empty for the usual advice.
        """
        entry = self._entry(name)
        usual = remedy_for(entry.plugin, builtin=entry.builtin)
        return PluginError(
            f"The {self.kind} {entry.provider.id!r} of the plugin {entry.plugin!r} {what}",
            plugin=entry.plugin,
            where=where,
            remedy=f"{remedy} {usual}".strip(),
        )

    def report(self, error: PluginError, *, active: bool = False) -> None:
        """Add an error of a provider to the problems of the registry.

        Args:
            error: The error.
            active: Whether the plugin can be used nevertheless.
        """
        state = PluginState.ACTIVE if active else PluginState.FAILED
        what = f"{error.where}: {error.what}" if error.where else error.what
        self._report(PluginProblem(plugin=error.plugin, state=state, what=what, remedy=error.remedy))

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
        return UnknownNameError(kind or self.kind, name, known or self.ids(), hint=hints)

    def _current(self, name: str) -> str:
        current = name.casefold()
        while (successor := self._names.successors.get(current)) is not None:
            current = successor.casefold()
        return current

    def _conflict_over(self, name: str) -> PluginError | None:
        wanted = {name.casefold(), self._current(name)}
        for conflict in self.conflicts:
            if wanted & {conflict.id.casefold(), *map(str.casefold, conflict.refused)}:
                return PluginError(str(conflict), plugin=conflict.plugins[-1], remedy=conflict.remedy)
        return None

    def _entry(self, name: str | Provider[Any]) -> Registration[P_co]:
        wanted = name if isinstance(name, str) else name.id
        entry = self._found(wanted)
        if entry is None:
            raise self.unknown(wanted)
        return entry

    def _found(self, name: str) -> Registration[P_co] | None:
        entry = self._usable.get(self._current(name))
        if entry is None or not entry.builtin:
            self._every()
            entry = self._usable.get(self._current(name))
        return entry
