"""The options ``--add-FIELD`` and ``--remove-FIELD``, which change single entries of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from inspect import Parameter as Argument
from typing import Any

from attrs import has

from inspectprep.cli.fields import Option, argument, plain_of, read
from inspectprep.cli.output import cell_text
from inspectprep.codec import build, plain
from inspectprep.errors import DocumentError, InspectPrepError

_PARTS = re.compile(r"=|^\s*\{")


def change_arguments(option: Option) -> tuple[Argument, Argument]:
    """Return the options that add entries to a list and remove entries from it, as arguments."""
    adds = f"Add an entry to {option.option}.{option.format} Can be repeated."
    removes = f"Remove an entry of {option.option}, by its text or its number in `show`. Can be repeated."
    return (
        argument(f"add_{option.name}", _named(option, "add"), list[str] | None, adds, default=None),
        argument(f"remove_{option.name}", _named(option, "remove"), list[str] | None, removes, default=None),
    )


def changed_lists(
    options: Iterable[Option], value: Any, given: Mapping[str, Any], *, withheld: bool = False
) -> dict[str, list[Any]]:
    """Return each changed list as plain data.

    Args:
        options: The options of the record's kind.
        value: The record before the change.
        given: The values of ``add_FIELD`` and ``remove_FIELD``, and of fields, by name.
        withheld: Whether the texts of the record are under embargo, so that no error shows its entries.

    Raises:
        DocumentError: if an entry cannot be read.
        InspectPrepError: if a list is replaced as well, or an entry to remove is not there, or one to add is.
    """
    lists = {}
    for option in options:
        adding, removing = given.get(f"add_{option.name}"), given.get(f"remove_{option.name}")
        if not option.many or not (adding or removing):
            continue
        if given.get(option.name) is not None:
            raise InspectPrepError(
                f"{option.option} replaces the whole list, so entries cannot be added or removed as well.",
                remedy=f"Use {option.option} alone, or only the other options of this list.",
            )
        before = [
            plain(entry, full=True) if has(type(entry)) else entry for entry in getattr(value, option.name)
        ]
        places = {_place(text, before, option, withheld=withheld) for text in removing or ()}
        entries = [entry for place, entry in enumerate(before) if place not in places]
        new = option._replace(option=_named(option, "add"))
        for entry in plain_of((new,), {option.name: adding or []}).get(option.name, []):
            if _complete(entry, option) in entries:
                raise InspectPrepError(f"{cell_text(entry)!r} is in the list already.", where=new.option)
            entries.append(entry)
        lists[option.name] = entries
    return lists


def numbered(entries: Sequence[Any]) -> list[str]:
    """Return the entries of a list as text, each with its number from 1."""
    return [f"{number}. {cell_text(entry)}" for number, entry in enumerate(entries, 1)]


def _named(option: Option, verb: str) -> str:
    return f"--{verb}-{option.option.removeprefix('--')}"


def _place(text: str, entries: Sequence[Any], option: Option, *, withheld: bool) -> int:
    """Return the place of the entry that a text means: the same text, some of its parts, or its number."""
    where = _named(option, "remove")
    found = [place for place, entry in enumerate(entries) if cell_text(entry) == text.strip()][:1]
    if not found and text.strip().isdecimal() and 1 <= int(text) <= len(entries):
        found = [int(text) - 1]
    if not found and has(option.kind) and _PARTS.search(text):
        try:
            parts = read(text, option.kind)
        except ValueError as error:
            raise InspectPrepError(str(error), where=where) from None
        found = [place for place, entry in enumerate(entries) if _same(entry, parts)]
    if len(found) == 1:
        return found[0]
    what = f"{text!r} matches {len(found)} entries." if found else f"{text!r} is not in the list."
    shown = f"The list has: {'; '.join(numbered(entries))}." if entries else "The list is empty."
    if withheld:
        shown = f"The entries are withheld until publication. The numbers are 1 to {len(entries)}."
    raise InspectPrepError(what, where=where, remedy=f"{shown} Use the number." if found else shown)


def _complete(entry: Any, option: Option) -> Any:
    """Return an entry with all its parts, or as it is if it is not valid, which is refused later."""
    if not has(option.kind):
        return entry
    try:
        return plain(build(entry, option.kind), full=True)
    except DocumentError:
        return entry


def _same(entry: Any, given: Any) -> bool:
    """Return whether an entry is the given one, or has all the given parts."""
    if isinstance(entry, Mapping) and isinstance(given, Mapping):
        return all(f"{entry.get(name)}" == f"{part}" for name, part in given.items())
    return f"{entry}" == f"{given}"
