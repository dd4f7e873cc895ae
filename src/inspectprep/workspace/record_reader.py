"""Fast reading of stored records, which were checked when they were written.

A document that is not as expected is read by :mod:`inspectprep.codec`, which names each problem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from attrs import fields, has, resolve_types

from inspectprep import codec
from inspectprep.codec.scalars import MOST
from inspectprep.errors import DocumentError

_NOT_AS_EXPECTED = (AttributeError, KeyError, TypeError, ValueError)
_LONGEST = 60
_SHOWN = 5

_READERS: dict[type[Any], Callable[[Any, str], Any]] = {}


def reader_of(cls: type[Any]) -> Callable[[Any, str], Any]:
    """Return a function that makes a record from a stored document and its id.

    Raises (the function):
        DocumentError: if the document is not of this class.
    """
    if cls in _READERS:
        return _READERS[cls]
    steps = _steps(cls)

    def read(document: Any, id: str) -> Any:
        try:
            return _made(cls, steps, {**document, "id": id})
        except _NOT_AS_EXPECTED:
            whole = {**document, "id": id} if isinstance(document, Mapping) else document
            return codec.build(whole, cls, where=id)

    return _READERS.setdefault(cls, read)


def why_unreadable(error: DocumentError, cls: type[Any]) -> str:
    """Return the reason why a record cannot be read, with names of fields and without any value."""
    known = {field.name for field in fields(cls)}
    problems: dict[str, str] = {}
    for path, message in error.problems:
        name = path.removeprefix("$").removeprefix(".").partition(".")[0].partition("[")[0]
        if not name and path == "$":
            return "It is not a table of fields."
        shown = field_name(name or path)
        if name not in known:
            problems[shown] = f"The field {shown} is unknown."
        elif message == "is missing":
            problems[shown] = f"The field {shown} is missing."
        else:
            problems[shown] = f"The field {shown} is not valid."
    sentences = list(problems.values())
    more = len(sentences) - _SHOWN
    return " ".join([*sentences[:_SHOWN], *([f"There are {more} more problems."] if more > 0 else [])])


def field_name(name: str) -> str:
    """Return the name of a field as it can be shown: quoted, and cut if it is long."""
    return repr(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}...")


_Step = Callable[[Any], Any]


def _steps(cls: type[Any]) -> dict[str, _Step | None]:
    """Return, for each field, the function from plain form to value; None for a text, which stays as it is."""
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
        return _texts if member is None else _members(member)
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


def _truth(value: Any) -> bool:
    if value.__class__ is not bool:
        raise TypeError
    return value  # type: ignore[no-any-return]


def _whole_number(value: Any) -> int:
    if value.__class__ is not int or not -MOST <= value <= MOST:
        raise TypeError
    return value  # type: ignore[no-any-return]


def _number(value: Any) -> float:
    if value.__class__ is not float or not isfinite(value):
        raise TypeError
    return value  # type: ignore[no-any-return]


_CHECKED: Mapping[Any, _Step] = {
    bool: _truth,
    int: _whole_number,
    float: _number,
    date: date.fromisoformat,
}
