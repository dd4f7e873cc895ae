"""Reading plain data: strict about types, plain about what was expected, complete about what is wrong.

Nothing is guessed: text is not turned into a number, nor a number into text. Each function either
returns a value or raises; lists and classes gather what their parts raise before they do.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple, get_args

from attrs import NOTHING, fields, has
from cattrs import BaseConverter
from cattrs.errors import BaseValidationError, ClassValidationError, IterableValidationError

from inspectprep.codec.classes import fields_of
from inspectprep.codec.problems import at_index, at_key, expected, one_of, unknown_key
from inspectprep.model.document import layout_of
from inspectprep.model.offset import Offset

__all__ = [
    "REFUSALS",
    "Reader",
    "cell",
    "choice_reader",
    "class_reader",
    "day",
    "list_reader",
    "mapping_reader",
    "number",
    "offset",
    "text",
    "truth",
    "whole_number",
    "word",
]

Reader = Callable[[Any, Any], Any]
"""Takes plain data and the type wanted; returns a value."""

REFUSALS = (ValueError, TypeError, BaseValidationError)
"""What readers, and the model's own validators, raise."""

_ISO_DATE = r"\d{4}-\d{2}-\d{2}"


def text(value: Any, _: Any) -> str:
    """Read text."""
    if not isinstance(value, str):
        raise expected("text", value)
    return value


def truth(value: Any, _: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise expected("true or false", value)
    return value


def whole_number(value: Any, _: Any) -> int:
    """Read a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise expected("a whole number", value)
    return value


def number(value: Any, _: Any) -> float:
    """Read a number, whole or not."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise expected("a number", value)
    return float(value)


def day(value: Any, _: Any) -> date:
    """Read a date: one that the format itself knows, or ISO text with hyphens."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise expected("a date such as 2018-04-09", value)
    try:
        if re.fullmatch(_ISO_DATE, value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    msg = f"should be a date such as 2018-04-09, and {value!r} is not one"
    raise ValueError(msg)


def offset(value: Any, _: Any) -> Offset:
    """Read an offset, written as people write it."""
    if not isinstance(value, str):
        raise expected("an offset such as '5 working days'", value)
    return Offset.parse(value)


def cell(value: Any, _: Any) -> Any:
    """Read a cell of a report's table: dates and ratings are marked as what they are."""
    if isinstance(value, Mapping):
        if value.keys() == {"date"}:
            return day(value["date"], date)
        if value.keys() == {"rating"}:
            from inspectprep.model.readiness import Rating  # noqa: PLC0415  # only reports need it

            return word(value["rating"], Rating)
    if value is None or isinstance(value, str | int | float):
        return value
    raise expected("text, a number, a date, a rating or nothing", value)


def word(value: Any, kind: type[StrEnum]) -> StrEnum:
    """Read one of a few words."""
    if not isinstance(value, str):
        raise expected(f"one of {', '.join(repr(member.value) for member in kind)}", value)
    try:
        return kind(value)
    except ValueError:
        raise one_of((member.value for member in kind), value) from None


def list_reader(kind: Any, conv: BaseConverter) -> Reader:
    """Make the reader of a list whose entries are alike; entries with an id must differ in it."""
    inner = get_args(kind)[0]
    hook = conv.get_structure_hook(inner)
    keyed = isinstance(inner, type) and has(inner) and any(each.name == "id" for each in fields(inner))

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise expected("a list", value)
        made = []
        problems = list(_repeated(value)) if keyed else []
        for index, each in enumerate(value):
            try:
                made.append(hook(each, inner))
            except REFUSALS as error:
                problems.append(at_index(error, index))
        if problems:
            raise IterableValidationError("", problems, tuple)
        return tuple(made)

    return read


def _repeated(entries: list[Any] | tuple[Any, ...]) -> Iterator[Exception]:
    first: dict[str, int] = {}
    for index, each in enumerate(entries):
        name = each.get("id") if isinstance(each, Mapping) else None
        if isinstance(name, str) and first.setdefault(name, index) != index:
            error = ValueError(f"{name!r} is already the id of number {first[name] + 1} of this list")
            yield at_index(ClassValidationError("", [at_key(error, "id")], tuple), index)


def mapping_reader(kind: Any, conv: BaseConverter) -> Reader:
    """Make the reader of a table with any keys; of what is in it nothing is asked if it may be anything."""
    inner = get_args(kind)[1]
    hook = _unread if inner is Any else conv.get_structure_hook(inner)

    def read(value: Any, _: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise expected("a table", value)
        made: dict[str, Any] = {}
        problems = []
        for name, each in value.items():
            try:
                made[name] = hook(each, inner)
            except REFUSALS as error:
                problems.append(at_key(error, name))
        if problems:
            raise IterableValidationError("", problems, dict)
        return made

    return read


def _unread(value: Any, _: Any) -> Any:
    return value


def choice_reader(kind: Any, conv: BaseConverter) -> Reader:
    """Make the reader of one of several classes, told apart by the keys that only one of them has."""
    from cattrs.disambiguators import create_default_dis_func  # noqa: PLC0415  # only reports need it

    classes = get_args(kind)
    pick = create_default_dis_func(conv, *classes)
    marks = [next(each.name for each in fields(cls) if each.default is NOTHING) for cls in classes]

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise expected("a table", value)
        try:
            cls: Any = pick(value)
        except (ValueError, TypeError):
            msg = f"should have one of the keys {', '.join(map(repr, marks))}"
            raise ValueError(msg) from None
        return conv.get_structure_hook(cls)(value, cls)

    return read


def class_reader(cls: type[Any], conv: BaseConverter) -> "_ClassReader":
    """Make the reader of a class; it takes a third argument, a value that supplies missing keys."""
    keys = tuple(
        _Key(
            each.name,
            each.type,
            conv.get_structure_hook(each.type),
            each.default is NOTHING,
            type(None) in get_args(each.type),
        )
        for each in fields_of(cls)
    )
    return _ClassReader(cls, keys, conv)


class _Key(NamedTuple):
    name: str
    kind: Any
    hook: Reader
    required: bool
    nullable: bool


class _ClassReader:
    def __init__(self, cls: type[Any], keys: tuple[_Key, ...], conv: BaseConverter) -> None:
        self.cls = cls
        self.keys = keys
        self.conv = conv
        self.derived = layout_of(cls).derived
        self.known = frozenset(key.name for key in keys).union(self.derived)

    def __call__(self, value: Any, _: Any, base: Any = None) -> Any:
        if not isinstance(value, Mapping):
            raise expected("a table", value)
        made: dict[str, Any] = {}
        problems: list[Exception] = []
        for key in self.keys:
            name = key.name
            if name in value:
                try:
                    made[name] = key.hook(value[name], key.kind)
                except REFUSALS as error:
                    problems.append(at_key(error, name))
            elif base is not None:
                made[name] = getattr(base, name)
            elif key.required and key.nullable:
                made[name] = None
            elif key.required:
                problems.append(at_key(ValueError("is missing"), name))
        problems.extend(
            at_key(unknown_key(str(name), self.known), str(name)) for name in value if name not in self.known
        )
        if problems:
            raise ClassValidationError("", problems, self.cls)
        result = self.cls(**made)
        if self.derived and (problems := list(self._contradicted(result, value))):
            raise ClassValidationError("", problems, self.cls)
        return result

    def _contradicted(self, result: Any, value: Mapping[str, Any]) -> Iterator[Exception]:
        for name in self.derived:
            if name in value:
                truth = self.conv.unstructure(getattr(result, name))
                given = value[name].isoformat() if isinstance(value[name], date) else value[name]
                if given != truth:
                    shown = "nothing" if truth is None else repr(truth)
                    message = f"should be {shown}, which follows from the other keys; or leave it out"
                    yield at_key(ValueError(message), name)
