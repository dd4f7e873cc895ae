"""Writing values as plain data: lists, tables, text, numbers, dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, get_args

from attrs import NOTHING, Factory
from cattrs import BaseConverter

from inspectprep.codec.classes import fields_of
from inspectprep.errors import InspectPrepError
from inspectprep.model.document import is_never_written, layout_of

__all__ = [
    "Writer",
    "cell_writer",
    "class_writer",
    "list_writer",
    "mapping_writer",
    "same",
    "word",
]

Writer = Callable[[Any], Any]
"""Takes a value and returns plain data."""


def same(value: Any) -> Any:
    """Return what is plain already."""
    return value


def word(value: StrEnum) -> str:
    """Write one of a few words."""
    return value.value


def cell_writer(conv: BaseConverter) -> Writer:
    """Make the writer of a table's cells, which marks ratings and dates as what they are."""

    def write(value: Any) -> Any:
        if isinstance(value, StrEnum):
            return {"rating": value.value}
        if isinstance(value, date):
            return {"date": conv.unstructure(value)}
        return value

    return write


def list_writer(kind: Any, conv: BaseConverter) -> Writer:
    """Make the writer of a list whose entries are alike."""
    hook = conv.get_unstructure_hook(get_args(kind)[0])
    return lambda value: [hook(each) for each in value]


def mapping_writer(kind: Any, conv: BaseConverter) -> Writer:
    """Make the writer of a table with any keys."""
    inner = get_args(kind)[1]
    hook = same if inner is Any else conv.get_unstructure_hook(inner)
    return lambda value: {name: hook(each) for name, each in value.items()}


def class_writer(cls: type[Any], conv: BaseConverter, *, full: bool) -> Writer:
    """Make the writer of a class: what differs from its defaults, or every key if `full`.

    Raises:
        InspectPrepError: if values of the class may never be written.
    """
    if is_never_written(cls):
        raise InspectPrepError("This holds children's details, and no document may carry them.")
    layout = layout_of(cls)
    full = full or layout.full
    by_name = {each.name: each for each in fields_of(cls)}
    plan = [
        (name, _default(by_name[name].default), conv.get_unstructure_hook(by_name[name].type))
        if name in by_name
        else (name, NOTHING, conv.unstructure)
        for name in dict.fromkeys((*layout.keys, *by_name))
    ]

    def write(value: Any) -> dict[str, Any]:
        written = {}
        for name, default, hook in plan:
            held = getattr(value, name)
            if full or default is NOTHING or held != default:
                written[name] = hook(held)
        return written

    return write


def _default(default: Any) -> Any:
    return default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type]
