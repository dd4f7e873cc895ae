"""Writers of values as plain data: lists, tables, text, numbers, dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from attrs import NOTHING
from cattrs import BaseConverter

from inspectprep.codec.classes import fields_of, is_factory
from inspectprep.errors import InspectPrepError
from inspectprep.model.document import is_never_written, layout_of

Writer = Callable[[Any], Any]
"""Takes a value and returns plain data."""


def same(value: Any) -> Any:
    """Return plain data as it is."""
    return value


def write_enum(value: Any) -> Any:
    """Write a member of an enumeration as its word."""
    return value.value


def any_writer(conv: BaseConverter) -> Writer:
    """Return the writer of a field that takes anything."""

    def write(value: Any) -> Any:
        if value is None or (isinstance(value, str | int | float) and type(value) in (str, int, float, bool)):
            return value
        if isinstance(value, Mapping):
            return {name: write(entry) for name, entry in value.items()}
        if isinstance(value, list | tuple):
            return [write(entry) for entry in value]
        return conv.unstructure(value)

    return write


def list_writer(kind: Any, conv: BaseConverter) -> Writer:
    """Return the writer of a list whose entries are alike."""
    hook = conv.get_unstructure_hook(get_args(kind)[0])
    return lambda value: [hook(entry) for entry in value]


def mapping_writer(kind: Any, conv: BaseConverter) -> Writer:
    """Return the writer of a table with any keys."""
    hook = conv.get_unstructure_hook((get_args(kind) or (str, Any))[1])
    return lambda value: {name: hook(entry) for name, entry in value.items()}


def class_writer(cls: type[Any], conv: BaseConverter, *, full: bool) -> Writer:
    """Return the writer of a class: the keys that differ from their defaults, or every key if `full`.

    Raises:
        InspectPrepError: if values of the class may never be written.
    """
    if is_never_written(cls):
        raise InspectPrepError("This contains children's details, and no document may carry them.")
    layout = layout_of(cls)
    full = full or layout.full
    by_name = {field.name: field for field in fields_of(cls)}
    plan = [
        (name, _default(by_name[name].default), conv.get_unstructure_hook(by_name[name].type))
        if name in by_name
        else (name, NOTHING, conv.unstructure)
        for name in dict.fromkeys((*layout.keys, *by_name))
    ]

    def write(value: Any) -> dict[str, Any]:
        written = {}
        for name, default, hook in plan:
            own = getattr(value, name)
            if full or default is NOTHING or own != default:
                written[name] = hook(own)
        return written

    return write


def _default(default: Any) -> Any:
    return default.factory() if is_factory(default) else default
