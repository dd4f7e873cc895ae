"""Documents in and out: the functions that other packages call."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from attrs import NOTHING

from inspectprep.codec import toml
from inspectprep.codec.classes import fields_of
from inspectprep.codec.converter import converter
from inspectprep.codec.kinds import kind_of, upgrade
from inspectprep.codec.problems import REFUSALS, expected, problems_of
from inspectprep.errors import DocumentError

_T = TypeVar("_T")


def plain(value: Any, *, full: bool = False) -> dict[str, Any]:
    """Return any value of the model as dicts, lists, text, numbers, true, false and None.

    Args:
        value: A value of the model; it need not be a whole document.
        full: Write keys that have their default too.
    """
    written: dict[str, Any] = converter(full=full).unstructure(value)
    return written


def build(
    document: object,
    cls: type[_T],
    *,
    where: str = "",
    path: str = "$",
    base: _T | None = None,
) -> _T:
    """Return a value of `cls` from plain data without a ``schema`` key.

    Args:
        document: Plain data: dicts, lists, text, numbers, dates.
        cls: A class of the model.
        where: The file's name, for messages.
        path: The place of `document` in that file, for messages.
        base: A value that supplies every key that `document` does not name.

    Raises:
        DocumentError: with every problem found.
    """
    hook: Any = converter().get_structure_hook(cls)
    try:
        value: _T = hook(document, cls) if base is None else hook(document, cls, base)
    except REFUSALS as error:
        raise DocumentError(problems_of(error, path), where=where) from None
    except RecursionError as error:
        raise DocumentError([(path, toml.not_data(error))], where=where) from None
    return value


def dump(value: Any) -> dict[str, Any]:
    """Return a value as a JSON-ready document whose first key is ``schema``.

    Raises:
        UnknownNameError: if the value is not a kind of document.
    """
    return {"schema": kind_of(type(value)).schema, **plain(value)}


def dumps(value: Any) -> str:
    """Return a value as the text of a JSON document, indented and ending in a new line."""
    return json.dumps(dump(value), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def open_document(document: object, cls: type[Any], *, where: str = "") -> dict[str, Any]:
    """Check a document's ``schema`` and return its other keys as today's version has them.

    Companions, which a report writes beside the value, are left out.

    Args:
        document: The document as read; it is not changed.
        cls: The class that it should become.
        where: The file's name, for messages.

    Raises:
        DocumentError: if it is not a document of this kind that can be read.
        UnknownNameError: if the class is not a kind of document.
    """
    if not isinstance(document, Mapping):
        raise DocumentError([("$", str(expected("a table", document)))], where=where)
    kind = kind_of(cls)
    upgraded = upgrade(document, kind, where=where)
    return {key: value for key, value in upgraded.items() if key not in kind.companions}


def load(document: object, cls: type[_T], *, where: str = "") -> _T:
    """Return a value from a whole document, ``schema`` included.

    Args:
        document: The document as :func:`dump` returns it or as read from a file; it is not changed.
        cls: The class that it should become.
        where: The file's name, for messages.

    Raises:
        DocumentError: with every problem found.
    """
    return build(open_document(document, cls, where=where), cls, where=where)


def loads_json(text: str, cls: type[_T], *, where: str = "", early: type[Any] | None = None) -> _T:
    """Return a value from the text of a JSON document.

    Args:
        text: The text.
        cls: The class that it should become.
        where: The file's name, for messages.
        early: A class with many values in the document. They are made while the text is read, so that never
            all of it is in memory as plain data too.

    Raises:
        DocumentError: if it is not JSON, or with every problem found.
    """
    try:
        document = json.loads(text, object_pairs_hook=_unique if early is None else _made_early(early))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise DocumentError([(place, f"this is not JSON: {error.msg}")], where=where) from None
    except _RepeatedKeyError as error:
        raise DocumentError([("$", str(error))], where=where) from None
    except (RecursionError, ValueError) as error:
        raise DocumentError([("JSON", toml.not_data(error))], where=where) from None
    return load(document, cls, where=where)


def loads_toml(text: str, cls: type[_T], *, where: str = "") -> _T:
    """Return a value from the text of a TOML document.

    Raises:
        DocumentError: if it is not TOML, or with every problem found.
    """
    return load(toml.parse(text, where=where), cls, where=where)


def read_json(path: Path | str, cls: type[_T], *, early: type[Any] | None = None) -> _T:
    """Return a value from a JSON file. :func:`loads_json` explains the arguments.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: if it is not JSON, or with every problem found.
    """
    return loads_json(toml.read_text(Path(path)), cls, where=str(path), early=early)


def read_toml(path: Path | str, cls: type[_T]) -> _T:
    """Return a value from a TOML file.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: if it is not TOML, or with every problem found.
    """
    return load(toml.read_document(path), cls, where=str(path))


class _RepeatedKeyError(ValueError):
    """A key that is in one JSON object twice."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        repeated = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise _RepeatedKeyError(f"the key {repeated!r} is in one object twice")
    return table


def _made_early(cls: type[Any]) -> Callable[[list[tuple[str, Any]]], Any]:
    """Return a function that makes a value of each table with the required keys of a class.

    A table with a problem stays a table. So the problem is found with its path later.
    """
    hook: Any = converter().get_structure_hook(cls)
    required = {field.name for field in fields_of(cls) if field.default is NOTHING}
    shared: dict[str, str] = {}

    def made(pairs: list[tuple[str, Any]]) -> Any:
        table = _unique(pairs)
        if not required <= table.keys():
            return table
        for name, value in table.items():
            if isinstance(value, str):
                table[name] = shared.setdefault(value, value)
        try:
            return hook(table, cls)
        except REFUSALS:
            return table

    return made
