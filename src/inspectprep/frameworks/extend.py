"""Extending a variant with another that has only the differences.

In a variant that ``extends`` another:

- an entry (milestone, request or fact) with the id of an inherited one changes only the keys that it
  names; an entry with a new id is added
- ``remove`` drops inherited entries; an entry that is both removed and given inherits nothing and stays in
  its old place
- any other key replaces the inherited one; a variant always has its own id
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from inspectprep.codec import build
from inspectprep.codec.problems import expected
from inspectprep.errors import DocumentError, closest
from inspectprep.model.basis import Basis
from inspectprep.model.framework import Fact, Framework, InformationRequest, Milestone, Variant

OWN = "own-file"
"""The source of what a file changes in another framework's variant without saying how it is known."""

ENTRIES: Mapping[str, type[Milestone | InformationRequest | Fact]] = {
    "milestones": Milestone,
    "requests": InformationRequest,
    "facts": Fact,
}
"""The lists of a variant that are merged by id, and what each holds."""

_Problem = tuple[str, str]


def extend(parent: Variant, change: object, *, path: str = "$", where: str = "") -> Variant:
    """Return the variant that `change` makes of `parent`, with nothing left to inherit.

    Args:
        parent: A variant with nothing left to inherit; it is not changed.
        change: What the extending variant's own document says.
        path: The place of `change` in its file, for messages.
        where: The file's name, for messages.

    Raises:
        DocumentError: with every problem in `change`, each with its path in the extending file.
    """
    if not isinstance(change, Mapping):
        return build(change, Variant, path=path, where=where)
    problems: list[_Problem] = []
    if "id" not in change:
        problems.append((f"{path}.id", "is missing"))
    removed = _removed(parent, change, path, problems)
    lists: dict[str, Any] = {}
    for name in ENTRIES:
        inherited = {entry.id: entry for entry in getattr(parent, name)}
        own = _own_entries(name, change.get(name, ()), inherited, removed, path, problems)
        remaining = tuple(item for item in inherited.values() if item.id not in removed or item.id in own)
        lists[name] = tuple(_by_id(remaining, tuple(own.values())))
    rest = {key: value for key, value in change.items() if key not in ENTRIES}
    try:
        variant = build(rest, Variant, path=path, where=where, base=parent)
    except DocumentError as error:
        problems += error.problems
    if problems:
        raise DocumentError(problems, where=where)
    based_on = (parent.id, *parent.based_on)
    return evolve(variant, extends=None, based_on=based_on, remove=(), **lists)


def claim(parent: Variant, variant: Variant, change: Mapping[str, Any]) -> Variant:
    """Return `variant` with its changes to another framework marked as its own.

    A council's own date must never be shown as the inspectorate's rule. So a changed date without a basis
    gets the basis ``planning``, with the file itself as its source.

    Args:
        parent: The variant that is extended.
        variant: The result.
        change: The extending variant's own document.
    """
    lists: dict[str, Any] = {}
    for name, keys in _CLAIMS.items():
        before = {entry.id: entry for entry in getattr(parent, name)}
        named = {entry["id"]: entry for entry in change.get(name, ())}
        lists[name] = tuple(
            _claimed(before[entry.id], entry, named[entry.id], keys)
            if entry.id in before and entry.id in named
            else entry
            for entry in getattr(variant, name)
        )
    return evolve(variant, **lists)


_CLAIMS = {
    "milestones": ("anchor", "offset", "end_anchor", "end_offset", "windows", "starting", "until"),
    "requests": ("milestone", "starting", "until"),
    "facts": ("value", "starting", "until"),
}
"""The keys of each kind of entry that its basis and source are about."""


def _claimed(old: Any, new: Any, entry: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    if "basis" in entry or all(getattr(old, key) == getattr(new, key) for key in keys):
        return new
    return evolve(new, basis=Basis.PLANNING, source=new.source if "source" in entry else (OWN,))


def inherit(child: Framework, parent: Framework, named: Mapping[str, Any]) -> Framework:
    """Return `child` with everything that it inherits from the framework that it extends.

    Sources, editions and pauses are merged by id. The pattern of calls, the inspectorates and the legal
    basis are inherited unless the child's file has them.

    Args:
        child: The framework whose variants extend another's.
        parent: The framework that they extend.
        named: The keys that the child's own file names.
    """
    taken = {
        name: getattr(parent, name) for name in ("calls", "inspectorates", "legal_basis") if name not in named
    }
    pauses = sorted(_by_id(parent.pauses, child.pauses), key=lambda pause: pause.starting)
    editions = sorted(_by_id(parent.editions, child.editions), key=lambda edition: edition.starting)
    return evolve(
        child,
        sources=tuple(_by_id(parent.sources, child.sources)),
        editions=tuple(editions),
        pauses=tuple(pauses),
        **taken,
    )


def _by_id(inherited: tuple[Any, ...], own: tuple[Any, ...]) -> Iterator[Any]:
    """Yield the inherited entries, each replaced by the own one with its id, and then the new ones."""
    mine = {entry.id: entry for entry in own}
    for item in inherited:
        yield mine.pop(item.id, item)
    yield from mine.values()


def _removed(
    parent: Variant, change: Mapping[str, Any], path: str, problems: list[_Problem]
) -> frozenset[str]:
    named = change.get("remove", ())
    if not isinstance(named, list | tuple):
        return frozenset()  # the codec reports the wrong type
    known = [entry.id for name in ENTRIES for entry in getattr(parent, name)]
    for index, name in enumerate(named):
        if isinstance(name, str) and name not in known:
            near = closest(name, known)
            hint = f" Did you mean {near!r}?" if near else ""
            message = f"{parent.id!r} has no milestone, request or fact {name!r} to remove.{hint}"
            problems.append((f"{path}.remove[{index}]", message))
    return frozenset(name for name in named if isinstance(name, str))


def _own_entries(  # the parts of one step
    name: str,
    entries: object,
    inherited: Mapping[str, Any],
    removed: frozenset[str],
    path: str,
    problems: list[_Problem],
) -> dict[str, Any]:
    """Return the entries in a list of the extending variant by id, with everything that they inherit."""
    own: dict[str, Any] = {}
    if not isinstance(entries, list | tuple):
        problems.append((f"{path}.{name}", str(expected("a list", entries))))
        return own
    for index, entry in enumerate(entries):
        place = f"{path}.{name}[{index}]"
        given = entry.get("id") if isinstance(entry, Mapping) else None
        key = given if isinstance(given, str) else ""
        if key in own:
            problems.append((f"{place}.id", f"{key!r} is in this list twice"))
        try:
            base = None if key in removed else inherited.get(key)
            own[key] = build(entry, ENTRIES[name], path=place, base=base)
        except DocumentError as error:
            problems += error.problems
            if key not in inherited and (near := closest(key, inherited)):
                problems.append((f"{place}.id", f"{key!r} is new here; did you mean to change {near!r}?"))
    return own
