"""The converter: how every value of the model becomes plain data and comes back.

cattrs finds the way for each type and collects the errors. Classes are walked field by field
rather than through cattrs' generated functions: those run faster, but to generate them for a
framework's eleven classes takes longer than to read the framework, and a command reads one once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin

from attrs import has
from cattrs import BaseConverter

from inspectprep.codec import reading, writing
from inspectprep.model.offset import Offset

__all__ = ["converter"]


def converter(*, full: bool = False, native_dates: bool = False) -> BaseConverter:
    """Return the converter.

    Args:
        full: Write keys that hold their default too.
        native_dates: Write dates as dates, for formats that have them, instead of as ISO text.
    """
    return _made(full, native_dates)


@cache
def _made(full: bool, native_dates: bool) -> BaseConverter:
    made = BaseConverter()
    made.register_structure_hook(str, reading.text)
    made.register_structure_hook(bool, reading.truth)
    made.register_structure_hook(int, reading.whole_number)
    made.register_structure_hook(float, reading.number)
    made.register_structure_hook(date, reading.day)
    made.register_structure_hook(Offset, reading.offset)
    # Named as StrEnum, because cattrs takes any other enumeration of words for a kind of text.
    made.register_structure_hook(StrEnum, reading.word)
    made.register_structure_hook_factory(_is_any, lambda _: reading.cell)
    made.register_structure_hook_factory(_is_tuple, reading.list_reader)
    made.register_structure_hook_factory(_is_mapping, reading.mapping_reader)
    made.register_structure_hook_factory(_is_choice, reading.choice_reader)
    made.register_structure_hook_factory(_is_class, reading.class_reader)

    made.register_unstructure_hook(date, writing.same if native_dates else date.isoformat)
    made.register_unstructure_hook(Offset, str)
    made.register_unstructure_hook(StrEnum, writing.word)
    made.register_unstructure_hook_factory(_is_any, lambda _: writing.cell_writer(made))
    made.register_unstructure_hook_factory(_is_tuple, writing.list_writer)
    made.register_unstructure_hook_factory(_is_mapping, writing.mapping_writer)
    made.register_unstructure_hook_factory(_is_class, lambda cls: writing.class_writer(cls, made, full=full))
    return made


def _is_any(kind: Any) -> bool:
    return kind is Any


def _is_class(kind: Any) -> bool:
    return isinstance(kind, type) and has(kind) and kind is not Offset


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_mapping(kind: Any) -> bool:
    return issubclass(get_origin(kind) or object, Mapping)


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, UnionType) and all(_is_class(each) for each in get_args(kind))
