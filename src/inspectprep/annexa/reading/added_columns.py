"""The lists of one check: the specification's, with the columns and headings that plugins add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from keyword import iskeyword
from pathlib import Path
from typing import Any

from attrs import evolve, field

from inspectprep import codec
from inspectprep.annexa.catalogue import ColumnSpec, ColumnType, ListColumns, ListSpec, code_sets, lists
from inspectprep.annexa.catalogue.lists import RESERVED_NAMES
from inspectprep.annexa.reading.heading_forms import bare_keys, heading_key
from inspectprep.annexa.reading.known_headings import KnownHeadings
from inspectprep.errors import DocumentError, PluginError, closest
from inspectprep.model.alteration import Alteration
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.model.representation import frozen
from inspectprep.plugins.given import bounded
from inspectprep.plugins.providers import ColumnsProvider
from inspectprep.plugins.registry import Registry

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_NAME_FORM = "must have lower-case letters and figures, with single underscores between words"

_Problems = Iterator[tuple[str, str]]


@frozen(kw_only=True, unsafe_hash=False)
class ListSpecs:
    """The lists of one check.

    Attributes:
        lists: The lists by number.
        problems: For each plugin whose columns cannot be used, the id of its provider and the reason.
        altered_by: The columns and headings that plugins add.
    """

    lists: Mapping[int, ListSpec] = field(factory=lists)
    problems: tuple[tuple[str, str], ...] = ()
    altered_by: tuple[Alteration, ...] = ()


def lists_for(registry: Registry | None = None) -> ListSpecs:
    """Return the lists with the columns and headings of plugins.

    Args:
        registry: The plugins. Where a plugin's columns cannot be used, the result says why.
    """
    before = ListSpecs()
    for provider in registry.columns if registry is not None else ():
        assert registry is not None
        try:
            before = registry.columns.attempt(
                provider, "giving its columns", partial(_with_plugin, before, registry, provider)
            )
        except PluginError as error:
            registry.columns.report(error)
            reason = f"The plugin's columns cannot be used. {error}"
            before = evolve(before, problems=(*before.problems, (provider.id, reason)))
    return before


def columns_from(target: Any, provider: str) -> tuple[ListColumns, ...]:
    """Return the columns and headings of one provider's target.

    Args:
        target: The target: ``ListColumns`` values or paths to TOML files, or a function that gives them.
        provider: The id of the provider, for messages.

    Raises:
        DocumentError: if one is not understood.
    """
    given = target() if callable(target) else target
    found: list[ListColumns] = []
    for entry in [given] if isinstance(given, str | Path | ListColumns) else bounded(given):
        if isinstance(entry, str | Path):
            found.append(codec.read_toml(entry, ListColumns))
        elif isinstance(entry, ListColumns):
            if problems := list(_bare_texts(entry)):
                raise DocumentError(problems, where=provider)
            # A value that was made in Python is checked as one in a file is.
            found.append(codec.build(codec.plain(entry), ListColumns, where=provider))
        else:
            raise DocumentError([("$", "must be ListColumns values or paths")], where=provider)
    return tuple(found)


def _bare_texts(added: ListColumns) -> _Problems:
    """Yield the headings that are one text in place of several, which would be read letter by letter."""
    given = {f"$.columns[{index}].aliases": column.aliases for index, column in enumerate(added.columns)}
    given |= {f"$.aliases.{name}": headings for name, headings in added.aliases.items()}
    for path, headings in given.items():
        if isinstance(headings, str):
            yield path, "should be a tuple of headings, not text"


def _with_plugin(before: ListSpecs, registry: Registry, provider: ColumnsProvider) -> ListSpecs:
    plugin = registry.columns.origin(provider)
    after = before
    for added in columns_from(registry.columns.resolve(provider), provider.id):
        after = with_columns(after, added, where=provider.id)
        of_list = f"List {added.list}"
        what = [f"adds the column {column.name!r} to {of_list}" for column in added.columns]
        what += [
            f"adds the heading {heading!r} of {name} to {of_list}"
            for name, headings in added.aliases.items()
            for heading in headings
        ]
        own = (Alteration(plugin=plugin, what=text) for text in what)
        after = evolve(after, altered_by=(*after.altered_by, *own))
    return after


def with_columns(before: ListSpecs, added: ListColumns, *, where: str = "") -> ListSpecs:
    """Return the lists with the columns and headings that are added to one of them.

    Args:
        before: The lists so far.
        added: The columns and headings.
        where: The provider or file that they come from, for errors.

    Raises:
        DocumentError: if a column cannot be added, or a heading already means another column.
    """
    spec = before.lists.get(added.list)
    if spec is None:
        raise DocumentError([("$.list", "should be a list number from 1 to 11")], where=where)
    columns = (*spec.columns, *added.columns)
    if problems := [*_faults(spec, added), *_unknown_columns(spec, added)]:
        raise DocumentError(problems, where=where)
    own = {name: headings for name, headings in added.aliases.items() if headings}
    columns = tuple(
        evolve(column, aliases=tuple(dict.fromkeys((*column.aliases, *own.get(column.name, ())))))
        for column in columns
    )
    if problems := list(_ambiguous(before, added)):
        raise DocumentError(problems, where=where)
    after = {**before.lists, added.list: evolve(spec, columns=columns)}
    return evolve(before, lists=FrozenMapping(after))


def _faults(spec: ListSpec, added: ListColumns) -> _Problems:
    """Yield what is wrong with the columns themselves."""
    taken = {column.name for column in spec.columns}
    if not added.columns and not any(added.aliases.values()):
        yield "$", "adds no column and no heading"
    for index, column in enumerate(added.columns):
        path = f"$.columns[{index}]"
        if not _NAME.fullmatch(column.name):
            yield f"{path}.name", _NAME_FORM
        elif column.name in RESERVED_NAMES or iskeyword(column.name):
            yield f"{path}.name", f"{column.name!r} means something else in conditions. Choose another name."
        elif column.name in taken:
            yield f"{path}.name", f"{column.name!r} is already a column of List {spec.number}."
        taken.add(column.name)
        yield from _code_faults(column, path)
        beside = {"event_date": column.event_date, "event_end": column.event_end}
        beside |= {f"blank_with.{name}": name for name in column.blank_with}
        for key, name in beside.items():
            if name and name not in taken:
                yield f"{path}.{key}", _unknown("column of the list", name, taken)


def _code_faults(column: ColumnSpec, path: str) -> _Problems:
    if column.type is not ColumnType.CATEGORY:
        if column.codes is not None:
            yield f"{path}.codes", f"is for columns of the type category, not {column.type}"
    elif column.codes not in code_sets():
        yield f"{path}.codes", _unknown("code set", column.codes or "", code_sets())


def _unknown_columns(spec: ListSpec, added: ListColumns) -> _Problems:
    names = {column.name for column in (*spec.columns, *added.columns)}
    for name in added.aliases:
        if name not in names:
            yield f"$.aliases.{name}", _unknown(f"column of List {spec.number}", name, names)


def _ambiguous(before: ListSpecs, added: ListColumns) -> _Problems:
    """Yield each heading that is blank or means another column, on the list or among those added."""
    known = KnownHeadings(before.lists)
    own: dict[str, str] = {}
    for path, heading, name in _headings(added):
        if not heading_key(heading):
            yield path, "has no letter and no figure"
            continue
        meant = known.column_meant(added.list, heading)
        others = [own.setdefault(key, name) for key in (heading_key(heading), *bare_keys(heading))]
        for other in dict.fromkeys([*others, *(meant or ())[:1]]):
            if other != name:
                yield path, f"{heading!r} already means {other} on List {added.list}. Choose another heading."


def _headings(added: ListColumns) -> Iterator[tuple[str, str, str]]:
    """Yield the path of each heading, the heading and its column."""
    for index, column in enumerate(added.columns):
        yield f"$.columns[{index}].name", column.name, column.name
        yield f"$.columns[{index}].header", column.header, column.name
        for place, alias in enumerate(column.aliases):
            yield f"$.columns[{index}].aliases[{place}]", alias, column.name
    for name, headings in added.aliases.items():
        for place, heading in enumerate(headings):
            yield f"$.aliases.{name}[{place}]", heading, name


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    near = closest(name, known)
    return f"{name!r} is not a {kind}." + (f" Did you mean {near!r}?" if near else "")
