"""The names that providers claim, and which provider has each of them.

A name is an id, the suffix of a file, or a variant. Each belongs to one provider. A provider takes a name of
another only if its `replaces` says so. Otherwise it is refused, whole. Built-in providers are never refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar


class Claimant(Protocol):
    """Protocol of a provider: its id, its other names and their kind, and the names that it replaces."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def names_are(self) -> str:
        """The kind of the other names, such as ``suffix``."""

    @property
    def names(self) -> tuple[str, ...]:
        """The other names."""

    @property
    def replaces(self) -> tuple[str, ...]:
        """The names whose place it takes."""


P_co = TypeVar("P_co", bound=Claimant, covariant=True)
P = TypeVar("P", bound=Claimant)

Key: TypeAlias = tuple[str, str]
"""The kind of a name (``id``, ``suffix`` or ``variant``), and the name without upper case."""


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
    """A name that several providers claim or replace.

    Attributes:
        kind: The name of one provider, such as ``report format``.
        id: The name.
        plugins: The names of the plugins whose providers are refused, in order, each once.
        refused: The ids of these providers.
        what: The kind of name: ``id``, ``suffix`` or ``variant``.
        replacing: True if they replace it. False if they claim it.
        builtin: Whether a built-in provider claims it too, which is used.
    """

    kind: str
    id: str
    plugins: tuple[str, ...]
    refused: tuple[str, ...] = ()
    what: str = "id"
    replacing: bool = False
    builtin: bool = False

    @property
    def remedy(self) -> str:
        """The advice to the reader."""
        out = f"`--without-plugin {self.plugins[-1]}`"
        if self.builtin:
            return (
                f"Leave the plugin out with {out}. Its author can choose another {self.what}, or say "
                f"replaces={self.id!r}."
            )
        return f"Leave out one of them, for example with {out}."

    def __str__(self) -> str:
        """Return one sentence that names the plugins."""
        name = (
            f"{self.kind} {self.id!r}" if self.what == "id" else f"{self.what} {self.id!r} of a {self.kind}"
        )
        if self.builtin:
            return f"The {name} belongs to inspectprep, so that of {_listed(self.plugins)} is not used."
        verb = "replaced" if self.replacing else "provided"
        if len(self.plugins) == 1:
            return f"The {name} is {verb} more than once by {_listed(self.plugins)}."
        return f"The {name} is {verb} by {_listed(self.plugins)}."


class Inside(NamedTuple):
    """The claims of one provider to names inside it, such as the rules of a set of rules."""

    id: str
    names_are: str
    names: tuple[str, ...]
    replaces: tuple[str, ...]


class Settled(NamedTuple, Generic[P_co]):
    """The names of providers, settled.

    Attributes:
        usable: The providers that can be used, in order.
        former: The providers that others replace, in order.
        owners: The provider that has each name.
        claimants: All providers that claim each name, its owner first.
        successors: For each id that another provider replaces, the id of that provider.
        conflicts: The names that could not be settled.
        unmatched: Each provider that replaces a name which no other provider claims, with the name.
    """

    usable: tuple[Registration[P_co], ...]
    former: tuple[Registration[P_co], ...]
    owners: Mapping[Key, Registration[P_co]]
    claimants: Mapping[Key, tuple[Registration[P_co], ...]]
    successors: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    unmatched: tuple[tuple[Registration[P_co], str], ...]


def settle(kind: str, entries: Sequence[Registration[P]]) -> Settled[P]:
    """Return who has which name.

    Args:
        kind: The name of one provider, such as ``report format``.
        entries: The providers, in order.
    """
    live = dict(enumerate(entries))
    conflicts: list[Conflict] = []
    # Refusing a provider can give another its name back, so what is left is looked at again.
    while found := list(_quarrels(kind, live)):
        conflicts += [conflict for conflict, _ in found]
        live = {place: entry for place, entry in live.items() if not any(place in lost for _, lost in found)}
    replacers = {name: places[0] for name, places in _replacers(live).items()}
    claimed = _claimants(live)
    owners = {key: _owner(places, key, live, replacers) for key, places in claimed.items()}
    former = [
        place for place, entry in live.items() if replacers.get(_plain(entry.provider.id), place) != place
    ]
    successors: dict[str, str] = {}
    for place in former:
        old = _plain(live[place].provider.id)
        new = live[replacers[old]].provider.id
        if _plain(new) != old:
            successors[old] = new
    return Settled(
        usable=tuple(entry for place, entry in live.items() if place not in former),
        former=tuple(live[place] for place in former),
        owners={key: live[place] for key, place in owners.items()},
        claimants={
            key: tuple(live[place] for place in dict.fromkeys((owners[key], *places)))
            for key, places in claimed.items()
        },
        successors=successors,
        conflicts=tuple(conflicts),
        unmatched=tuple(
            (entry, name)
            for place, entry in live.items()
            for name in entry.provider.replaces
            if not any(
                other != place
                for key, places in claimed.items()
                if key[1] == _plain(name)
                for other in places
            )
        ),
    )


def keys_of(provider: Claimant) -> dict[Key, str]:
    """Return the names that a provider claims, as it writes them."""
    claims = {("id", _plain(provider.id)): provider.id}
    claims.update(((provider.names_are, _plain(name)), name) for name in provider.names)
    return claims


def _quarrels(kind: str, live: Mapping[int, Registration[P]]) -> Iterator[tuple[Conflict, frozenset[int]]]:
    """Yield each name that is disputed, with the places of the providers that lose it."""
    by_name = _replacers(live)
    replacers = {name: places[0] for name, places in by_name.items()}
    disputed = {name: places for name, places in by_name.items() if len(places) > 1}
    disputed |= {name: circle for name in by_name if len(circle := _circle(name, live, replacers)) > 1}
    for name, places in disputed.items():
        lost = [live[place] for place in places]
        yield Conflict(kind, name, _names(lost), _ids(lost), replacing=True), frozenset(places)
    if disputed:
        return
    for key, places in _claimants(live).items():
        rivals = [place for place in places if not _superseded(place, key, live, replacers)]
        builtin = any(live[place].builtin for place in rivals)
        losers = [place for place in rivals if not live[place].builtin]
        if len(rivals) > 1 and losers:
            lost = [live[place] for place in losers]
            written = keys_of(lost[-1].provider)[key]
            conflict = Conflict(kind, written, _names(lost), _ids(lost), what=key[0], builtin=builtin)
            yield conflict, frozenset(losers)


def _owner(
    places: Sequence[int], key: Key, live: Mapping[int, Registration[Any]], replacers: Mapping[str, int]
) -> int:
    """Return the place of the provider that has a name: a claimant, or the last that replaces one."""
    for place in places:
        if not _superseded(place, key, live, replacers):
            return place
    place, seen = places[0], set[int]()
    while place not in seen:
        seen.add(place)
        place = replacers.get(key[1], replacers.get(_plain(live[place].provider.id), place))
    return place


def _superseded(
    place: int, key: Key, live: Mapping[int, Registration[Any]], replacers: Mapping[str, int]
) -> bool:
    """Return whether another provider replaces this name of a provider, or the provider as a whole."""
    return any(replacers.get(name, place) != place for name in (key[1], _plain(live[place].provider.id)))


def _replacers(live: Mapping[int, Registration[Any]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, entry in live.items():
        for name in dict.fromkeys(map(_plain, entry.provider.replaces)):
            found.setdefault(name, []).append(place)
    return found


def _claimants(live: Mapping[int, Registration[Any]]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for place, entry in live.items():
        for key in keys_of(entry.provider):
            found.setdefault(key, []).append(place)
    return found


def _circle(name: str, live: Mapping[int, Registration[Any]], replacers: Mapping[str, int]) -> list[int]:
    """Return the providers that replace one another in a circle through `name`, or none."""
    circle: list[int] = []
    current = name
    while (place := replacers.get(current)) is not None and place not in circle:
        circle.append(place)
        current = _plain(live[place].provider.id)
        if current == name:
            return circle
    return []


def _names(entries: Iterable[Registration[Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.plugin for entry in entries))


def _ids(entries: Iterable[Registration[Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.provider.id for entry in entries))


def _listed(plugins: tuple[str, ...]) -> str:
    if len(plugins) == 1:
        return f"the plugin {plugins[0]!r}"
    return f"the plugins {', '.join(map(repr, plugins[:-1]))} and {plugins[-1]!r}"


def _plain(name: str) -> str:
    return name.casefold()
