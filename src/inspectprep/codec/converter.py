"""The converter: every value of the model becomes plain data and comes back.

cattrs finds a hook for each type and collects the errors. Classes are read and written field by field, not
with the functions that cattrs can generate. `benchmarks/bench_codec.py` shows why.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Literal, get_origin

from attrs import has
from cattrs import BaseConverter

from inspectprep.codec import reading, scalars, unions, writing
from inspectprep.model.offset import Offset


def converter(*, full: bool = False, native_dates: bool = False) -> BaseConverter:
    """Return the converter.

    Args:
        full: Write keys that have their default too.
        native_dates: Write dates as dates, for formats that have them, instead of as ISO text.
    """
    return _converter(full, native_dates)


@cache
def _converter(full: bool, native_dates: bool) -> BaseConverter:
    conv = BaseConverter()
    conv.register_structure_hook(str, scalars.read_text)
    conv.register_structure_hook(bool, scalars.read_bool)
    conv.register_structure_hook(int, scalars.read_int)
    conv.register_structure_hook(float, scalars.read_float)
    conv.register_structure_hook(date, scalars.read_date)
    conv.register_structure_hook(Offset, scalars.read_offset)
    # Registered as StrEnum, because cattrs takes any other enumeration of words for a kind of text.
    conv.register_structure_hook(StrEnum, scalars.read_enum)
    conv.register_structure_hook_factory(_is_any, lambda _: scalars.read_any)
    conv.register_structure_hook_factory(_is_literal, scalars.literal_reader)
    conv.register_structure_hook_factory(_is_list, reading.list_reader)
    conv.register_structure_hook_factory(_is_mapping, reading.mapping_reader)
    conv.register_structure_hook_factory(unions.is_union, unions.union_reader)
    conv.register_structure_hook_factory(_is_class, reading.class_reader)

    conv.register_unstructure_hook(date, writing.same if native_dates else date.isoformat)
    conv.register_unstructure_hook(Offset, str)
    conv.register_unstructure_hook(StrEnum, writing.write_enum)
    conv.register_unstructure_hook_factory(_is_any, lambda _: writing.any_writer(conv))
    conv.register_unstructure_hook_factory(_is_list, writing.list_writer)
    conv.register_unstructure_hook_factory(_is_mapping, writing.mapping_writer)
    conv.register_unstructure_hook_factory(unions.is_union, unions.union_writer)
    conv.register_unstructure_hook_factory(_is_class, lambda cls: writing.class_writer(cls, conv, full=full))
    return conv


def _is_any(kind: Any) -> bool:
    return kind is Any


def _is_class(kind: Any) -> bool:
    return isinstance(kind, type) and has(kind) and kind is not Offset


def _is_literal(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_mapping(kind: Any) -> bool:
    return kind is dict or issubclass(get_origin(kind) or object, Mapping)
