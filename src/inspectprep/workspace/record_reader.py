"""Fast reading of records as plain data, which accepts what :mod:`inspectprep.codec` accepts.

A document that is not as expected is read by the codec, which names each problem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from attrs import fields, fields_dict, has, resolve_types

from inspectprep import codec
from inspectprep.codec.scalars import MOST
from inspectprep.errors import DocumentError

_NOT_AS_EXPECTED = (AttributeError, KeyError, TypeError, ValueError)
_LONGEST = 60
_MOST_REASONS = 5
_MOST_FIELDS = 50

_Reader = Callable[..., Any]
_READERS: dict[type[Any], _Reader] = {}


def reader_of(cls: type[Any]) -> _Reader:
    """Return a function that makes a record from a document, its id and, for errors, another name of it.

    Raises (the function):
        DocumentError: if the document is not of this class.
    """
    if cls in _READERS:
        return _READERS[cls]
    steps = _steps(cls)

    def read(document: Any, id: str, where: str = "") -> Any:
        try:
            return _made(cls, steps, {**document, "id": id})
        except _NOT_AS_EXPECTED:
            whole = {**document, "id": id} if isinstance(document, Mapping) else document
            return codec.build(whole, cls, where=where or id)

    return _READERS.setdefault(cls, read)


def why_unreadable(error: DocumentError, cls: type[Any]) -> str:
    """Return the reason why a record cannot be read, with names of fields and without any value."""
    known = {field.name for field in fields(cls)}
    sentences: list[str] = []
    for path, message in error.problems:
        key = path.removeprefix("$").removeprefix(".")
        name = key.partition(".")[0].partition("[")[0]
        if not key:
            return "It is not a table of fields."
        if name not in known:
            unknown = name or key.strip("[]'")
            sentences.append(f"The field {_shown(unknown)} is unknown.")
        else:
            state = "missing" if message == "is missing" else "not valid"
            sentences.append(f"The field {name} is {state}.")
    sentences = list(dict.fromkeys(sentences))
    more = len(sentences) - _MOST_REASONS
    return " ".join([*sentences[:_MOST_REASONS], *([f"There are {more} more problems."] if more > 0 else [])])


def field_names(document: Any) -> tuple[str, ...]:
    """Return the names of the fields of a document that cannot be read, each short enough to be shown."""
    names = document if isinstance(document, Mapping) else ()
    return tuple([_shown(name) for name in names][:_MOST_FIELDS])


def _shown(name: str) -> str:
    text = name if name.isidentifier() and name.isascii() else repr(name)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


_Step = Callable[[Any], Any]


def _steps(cls: type[Any]) -> dict[str, _Step | None]:
    """Return, for each field, the function from plain form to value; None for a text."""
    resolve_types(cls)
    return {field.name: _step(field.type) for field in fields(cls)}


def _made(cls: type[Any], steps: Mapping[str, _Step | None], document: Mapping[str, Any]) -> Any:
    values = {}
    for name, value in document.items():
        step = steps[name]
        if step is not None:
            values[name] = step(value)
        elif value.__class__ is str:
            values[name] = value
        else:
            raise TypeError
    return cls(**values)


def _step(kind: Any) -> _Step | None:
    if kind is str:
        return None
    if kind in _CHECKED:
        return _CHECKED[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        member = _step(inner[0])
        if member is None:
            return _texts
        return _different(member) if has(inner[0]) and "id" in fields_dict(inner[0]) else _members(member)
    if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:  # X | None
        return _step(next(member for member in inner if member is not NoneType))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind._value2member_map_.__getitem__
    if isinstance(kind, type) and has(kind):
        steps = _steps(kind)
        return lambda value: _made(kind, steps, value)
    return lambda value: codec.build(value, kind)


def _texts(values: Any) -> tuple[Any, ...]:
    if values.__class__ is not list:
        raise TypeError
    "".join(values)  # the fastest check that every member is a text
    return tuple(values)


def _members(step: _Step) -> _Step:
    def read(values: Any) -> tuple[Any, ...]:
        if values.__class__ is not list:
            raise TypeError
        return tuple(map(step, values))

    return read


def _different(step: _Step) -> _Step:
    """Return the step of a list whose entries have an id. Entries that may have the same are not expected."""

    def read(values: Any) -> tuple[Any, ...]:
        entries: tuple[Any, ...] = _members(step)(values)
        if len({entry.id for entry in entries}) < len(entries):
            raise ValueError
        return entries

    return read


def _day(value: Any) -> date:
    # Python also reads weeks, and dates without hyphens. Only days have them at 4 and 7 and end before 10.
    if value[4::3] != "--":
        raise ValueError
    return date.fromisoformat(value)


def _truth(value: Any) -> bool:
    if value.__class__ is not bool:
        raise TypeError
    return value


def _whole_number(value: Any) -> int:
    if value.__class__ is not int or not -MOST <= value <= MOST:
        raise TypeError
    return value


def _number(value: Any) -> float:
    if value.__class__ is not float or not isfinite(value):
        raise TypeError
    return value


_CHECKED: Mapping[Any, _Step] = {
    bool: _truth,
    int: _whole_number,
    float: _number,
    date: _day,
}
