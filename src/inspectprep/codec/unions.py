"""Fields that may be one of several types.

A value's own type chooses the member: text, a number, a date, a list or a table. Several classes are told
apart by the keys that only one of them has. Text cannot be told apart from a date or a word of an
enumeration in JSON, so where a field takes text as well, these are tables of one key with the name of the
class: ``{"date": "2018-04-09"}``, ``{"rating": "red"}``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from attrs import NOTHING, fields, has
from cattrs import BaseConverter
from cattrs.disambiguators import create_default_dis_func

from inspectprep.codec.problems import REFUSALS, expected
from inspectprep.codec.scalars import Reader
from inspectprep.model.offset import Offset
from inspectprep.model.type_checks import NATURES


def is_union(kind: Any) -> bool:
    """Return whether a type is a union."""
    return get_origin(kind) in (Union, UnionType)


def tagged(kind: Any) -> tuple[type, ...]:
    """Return the members of a union that are written as a table of one key."""
    members = get_args(kind)
    if str not in members:
        return ()
    return tuple(member for member in members if member is date or _is_enum(member))


def union_reader(kind: Any, conv: BaseConverter) -> Reader:
    """Return the reader of a union."""
    members = [member for member in get_args(kind) if member is not NoneType]
    nullable = NoneType in get_args(kind)
    if len(members) == 1:
        inner = members[0]
        hook = conv.get_structure_hook(inner)
        return lambda value, _: None if value is None else hook(value, inner)
    wanted = _wanted(members, tagged(kind), nullable=nullable)
    readers = _readers_by_nature(members, tagged(kind), conv, wanted)

    def read(value: Any, _: Any) -> Any:
        if value is None and nullable:
            return None
        accepts = next((accepts for accepts, _ in NATURES if isinstance(value, accepts)), None)
        refusal: Exception | None = None
        for member, hook in readers.get(accepts, ()):
            try:
                return hook(value, member)
            except REFUSALS as error:
                refusal = refusal or error
        raise refusal or expected(wanted, value)

    return read


def union_writer(kind: Any, conv: BaseConverter) -> Callable[[Any], Any]:
    """Return the writer of a union."""
    members = [member for member in get_args(kind) if member is not NoneType]
    if len(members) == 1:
        member = members[0]
        hook = conv.get_unstructure_hook(member)
        # A value of a wrong type is written as it is, so that reading it says what is wrong.
        return lambda value: conv.unstructure(value, Any) if _is_other(value, member) else hook(value)
    hooks = {member: conv.get_unstructure_hook(member) for member in members if isinstance(member, type)}
    tags = tagged(kind)

    def write(value: Any) -> Any:
        hook = hooks.get(type(value))
        if hook is None:
            return conv.unstructure(value, Any)
        return {_tag(type(value)): hook(value)} if type(value) in tags else hook(value)

    return write


def _wanted(members: list[Any], tags: tuple[type, ...], *, nullable: bool) -> str:
    """Return in words what a union takes."""
    natures = {
        accepts for member in members if member not in tags or member is date for accepts in _natures(member)
    }
    if float in natures:
        natures.discard(int)
    words = [words for accepts, words in NATURES if accepts in natures]
    words += [f"a {_tag(cls)}" for cls in tags if cls is not date]
    return " or ".join(", ".join([*words, *["nothing"] * nullable]).rsplit(", ", 1))


def _is_other(value: Any, member: Any) -> bool:
    return value is None or (isinstance(member, type) and not isinstance(value, member))


def _readers_by_nature(
    members: list[Any], tags: tuple[type, ...], conv: BaseConverter, wanted: str
) -> dict[Any, list[tuple[Any, Reader]]]:
    classes = [
        member for member in members if isinstance(member, type) and has(member) and member is not Offset
    ]
    readers: dict[Any, list[tuple[Any, Reader]]] = {}
    for member in sorted(members, key=lambda member: member is float):
        if member in classes:
            continue
        for accepts in _natures(member):
            if accepts is str and str in members and member is not str:
                continue
            readers.setdefault(accepts, []).append((member, conv.get_structure_hook(member)))
    if tags:
        readers.setdefault(Mapping, []).append((None, _tag_reader(tags, conv, wanted)))
    if len(classes) > 1:
        readers.setdefault(Mapping, []).append((None, _class_chooser(classes, conv)))
    elif classes:
        readers.setdefault(Mapping, []).append((classes[0], conv.get_structure_hook(classes[0])))
    return readers


def _natures(member: Any) -> tuple[Any, ...]:
    """Return the types of plain data, as listed in `NATURES`, that a member of a union may be read from."""
    origin = get_origin(member) or member
    if origin is Literal:
        return tuple({type(value): None for value in get_args(member)})
    if origin is float:
        return (int, float)
    if origin is date:
        return (date, str)
    if origin is Offset or _is_enum(origin):
        return (str,)
    if origin in (tuple, list):
        return (list | tuple,)
    if _is_class(origin) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return (Mapping,)
    return (origin,)


def _is_class(member: Any) -> bool:
    return isinstance(member, type) and has(member) and member is not Offset


def _is_enum(member: Any) -> bool:
    return isinstance(member, type) and issubclass(member, StrEnum)


def _tag(cls: type) -> str:
    return cls.__name__.lower()


def _tag_reader(tags: tuple[type, ...], conv: BaseConverter, wanted: str) -> Reader:
    by_name = {_tag(cls): (cls, conv.get_structure_hook(cls)) for cls in tags}

    def read(value: Mapping[str, Any], _: Any) -> Any:
        name = next(iter(value), None)
        if len(value) != 1 or name not in by_name:
            msg = f"should be {wanted}, not another table"
            raise ValueError(msg)
        cls, hook = by_name[name]
        return hook(value[name], cls)

    return read


def _class_chooser(classes: list[Any], conv: BaseConverter) -> Reader:
    choose = create_default_dis_func(conv, *classes)
    marks = [
        next(
            field.name
            for field in fields(cls)
            if field.default is NOTHING
            and not any(hasattr(fields(other), field.name) for other in classes if other is not cls)
        )
        for cls in classes
    ]

    def read(value: Mapping[str, Any], _: Any) -> Any:
        try:
            cls: Any = choose(value)
        except (ValueError, TypeError):
            msg = f"should have one of the keys {', '.join(map(repr, marks))}"
            raise ValueError(msg) from None
        return conv.get_structure_hook(cls)(value, cls)

    return read
