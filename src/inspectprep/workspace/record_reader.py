"""Fast reading of stored records, which were checked when they were written.

A document that is not as expected is read by :mod:`inspectprep.codec`, which names each problem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from attrs import fields, has, resolve_types

from inspectprep import codec

_AS_IT_IS = (str, int, bool, float)


_READERS: dict[type[Any], Callable[[Mapping[str, Any], str], Any]] = {}


def reader_of(cls: type[Any]) -> Callable[[Mapping[str, Any], str], Any]:
    """Return a function that makes a record from a stored document and its id.

    Raises (the function):
        DocumentError: if the document is not of this class.
    """
    if cls in _READERS:
        return _READERS[cls]
    steps = _steps(cls)

    def read(document: Mapping[str, Any], id: str) -> Any:
        try:
            return _made(cls, steps, {**document, "id": id})
        except (KeyError, TypeError, ValueError):
            return codec.build({**document, "id": id}, cls, where=id)

    return _READERS.setdefault(cls, read)


_Step = Callable[[Any], Any]


def _steps(cls: type[Any]) -> dict[str, _Step | None]:
    """Return, for each field, the function from plain form to value; None if they are the same."""
    resolve_types(cls)
    return {field.name: _step(field.type) for field in fields(cls)}


def _made(cls: type[Any], steps: Mapping[str, _Step | None], document: Mapping[str, Any]) -> Any:
    values = {}
    for name, value in document.items():
        step = steps[name]
        values[name] = value if step is None or value is None else step(value)
    return cls(**values)


def _step(kind: Any) -> _Step | None:
    if kind in _AS_IT_IS:
        return None
    if kind is date:
        return date.fromisoformat
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        member_step = _step(inner[0])
        return tuple if member_step is None else lambda values: tuple(map(member_step, values))
    if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:  # X | None
        return _step(next(member for member in inner if member is not NoneType))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind._value2member_map_.__getitem__
    if isinstance(kind, type) and has(kind):
        steps = _steps(kind)
        return lambda value: _made(kind, steps, value)
    return lambda value: codec.build(value, kind)
