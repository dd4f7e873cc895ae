"""TOML as people write it: each table, and each table of a list, under a heading of its own.

tomli-w writes the keys and values. It would write short tables on one line, which people find hard to
extend; so the headings are set here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tomli_w

from inspectprep.codec.converter import converter
from inspectprep.codec.kinds import kind_of
from inspectprep.codec.problems import step
from inspectprep.errors import DocumentError


def dumps_toml(value: Any) -> str:
    """Return a value as the text of a TOML document; keys without a value are left out.

    Raises:
        DocumentError: if a list in it has an entry without a value (null), which TOML cannot write.
        UnknownNameError: if the value is not a kind of document.
    """
    kind = kind_of(type(value))
    return write({"schema": kind.schema, **converter(native_dates=True).unstructure(value)})


def write(document: dict[str, Any]) -> str:
    """Write plain data as TOML.

    Raises:
        DocumentError: if a list in it has an entry without a value (null), which TOML cannot write.
    """
    return "\n".join(_tables(_without_nulls(document, "$"), ())).lstrip("\n")


def _without_nulls(value: Any, path: str) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_nulls(entry, path + step(key)) for key, entry in value.items() if entry is not None
        }
    if isinstance(value, list | tuple):
        return [_without_nulls(entry, path + step(index)) for index, entry in enumerate(value)]
    if value is None:
        raise DocumentError([(path, "TOML cannot write an empty value (null); write this document as JSON")])
    return value


def _tables(table: dict[str, Any], path: tuple[str, ...], heading: str = "") -> Iterator[str]:
    inner = {key: value for key, value in table.items() if isinstance(value, dict) or _is_tables(value)}
    yield heading + tomli_w.dumps({key: value for key, value in table.items() if key not in inner}, indent=2)
    for key, value in inner.items():
        name = _name((*path, key))
        if isinstance(value, dict):
            yield from _tables(value, (*path, key), f"[{name}]\n")
        else:
            for entry in value:
                yield from _tables(entry, (*path, key), f"[[{name}]]\n")


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _name(path: tuple[str, ...]) -> str:
    """Return the name of a table as a heading has it: tomli-w quotes its keys where need be."""
    nested: dict[str, Any] = {}
    for key in reversed(path):
        nested = {key: nested}
    return tomli_w.dumps(nested).strip()[1:-1]
