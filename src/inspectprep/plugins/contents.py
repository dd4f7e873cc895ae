"""The values inside the providers of one kind, such as the rules of all sets of rules, with each id once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from inspectprep.errors import PluginError
from inspectprep.model.alteration import Alteration
from inspectprep.plugins.claims import Inside, Registration, Settled, keys_of, settle
from inspectprep.plugins.lookup import Providers
from inspectprep.plugins.providers import Provider


class Identified(Protocol):
    """Protocol of a value with an id."""

    @property
    def id(self) -> str:
        """The id."""


P = TypeVar("P", bound=Provider[Any])
V = TypeVar("V", bound=Identified)


class Contents(NamedTuple, Generic[V]):
    """The values inside the providers of one kind.

    Attributes:
        values: The values, built-in ones first. One that replaces another has its place.
        unused: The providers that are not used, by id, with the reason.
        altered_by: What plugins add and replace.
    """

    values: tuple[V, ...]
    unused: Mapping[str, str]
    altered_by: tuple[Alteration, ...]


def contents_of(providers: Providers[P], what: str, read: Callable[[P], Sequence[V]]) -> Contents[V]:
    """Return the values inside the providers.

    A provider is not used if it fails, or if one of its values has the id of another and it does not say that
    it replaces it. The problem is reported.

    Args:
        providers: The providers.
        what: The name of one value, such as ``rule``.
        read: Returns the values of a provider.
    """
    given: dict[str, Sequence[V]] = {}
    unused: dict[str, str] = {}
    for provider in providers:
        try:
            given[provider.id] = providers.attempt(provider, f"giving its {what}s", partial(read, provider))
        except PluginError as error:
            providers.report(error)
            unused[provider.id] = str(error)
    settled = _settled(providers, what, given)
    for conflict in settled.conflicts:
        for name in conflict.refused:
            unused[name] = f"{unused.get(name, '')} {conflict} {conflict.remedy}".lstrip()
    owners = {key: entry.provider.id for key, entry in settled.owners.items()}
    # The first value with an id gives it its place.
    chosen: dict[str, V | None] = dict.fromkeys(
        value.id.casefold() for own in given.values() for value in own
    )
    for name, own in given.items():
        for value in own:
            if owners.get((what, value.id.casefold())) == name:
                chosen[value.id.casefold()] = value
    return Contents(
        values=tuple(value for value in chosen.values() if value is not None),
        unused=unused,
        altered_by=tuple(_alterations(what, settled)),
    )


def _settled(
    providers: Providers[Any], what: str, given: Mapping[str, Sequence[Identified]]
) -> Settled[Inside]:
    """Return which provider has each id. Problems are reported."""
    entries = [
        Registration(
            Inside(name, what, tuple(value.id for value in own), providers.get(name).replaces),
            providers.origin(name),
            providers.is_builtin(name),
        )
        for name, own in given.items()
    ]
    settled = settle(f"{what} in a {providers.kind}", entries)
    for conflict in settled.conflicts:
        for plugin in conflict.plugins:
            providers.report(PluginError(str(conflict), plugin=plugin, remedy=conflict.remedy))
    for entry, name in settled.unmatched:
        if name not in providers:
            error = providers.blame(entry.provider.id, f"replaces the {what} {name!r}, which does not exist.")
            providers.report(error, active=True)
    return settled


def _alterations(what: str, settled: Settled[Inside]) -> Iterator[Alteration]:
    """Yield what the plugins add to the values of built-in providers, and what they replace."""
    for entry in settled.usable:
        if entry.builtin:
            continue
        own = [key for key, owner in settled.owners.items() if owner is entry and key[0] == what]
        taken = [key for key in own if any(other is not entry for other in settled.claimants[key])]
        written = keys_of(entry.provider)
        for key in taken:
            yield Alteration(plugin=entry.plugin, what=f"replaces the {what} {written.get(key, key[1])!r}")
        if added := len(own) - len(taken):
            yield Alteration(plugin=entry.plugin, what=f"adds {added} {what}{'s' if added > 1 else ''}")
