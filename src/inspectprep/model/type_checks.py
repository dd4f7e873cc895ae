"""Checks of single values by their types, with the conversions that cannot be misunderstood.

A list becomes a tuple, and a word the member of an enumeration. See :mod:`inspectprep.model.values` for the
rules.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set as AbstractSet
from datetime import date, datetime, time
from enum import Enum
from functools import partial
from inspect import getattr_static
from math import inf, isfinite
from numbers import Real
from operator import index
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from inspectprep.errors import InvalidValueError, closest

Check = Callable[[Any], Any]
"""Takes a value, and returns it as its field has it. Raises :class:`_Wrong` if it is of no use there."""


NATURES: tuple[tuple[Any, str], ...] = (
    (bool, "true or false"),
    (str, "text"),
    (int, "a whole number"),
    (float, "a number"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time"),
    (Mapping, "a table"),
    (list | tuple, "a list"),
    (AbstractSet, "a set"),
    (NoneType, "nothing"),
)
"""The types of plain data in words; the first that fits a value is its own."""


class _Wrong(Exception):  # noqa: N818 - an answer, which never leaves this module
    def __init__(self, needed: str, value: object, remedy: str = "", *, problem: str = "") -> None:
        self.problem = problem or f"should be {needed}, not {nature(value)}."
        self.remedy = remedy
        self.path = ""


def nature(value: object) -> str:
    """Return the type of a value in words, such as ``a whole number``. The value is not repeated."""
    return next(
        (words for kind, words in NATURES if isinstance(value, kind)),
        f"a value of type {type(value).__name__}",
    )


class _Names(dict[str, Any]):
    """Names for annotations. One that only type checkers import is anything, apart from the usual ones."""

    def __missing__(self, name: str) -> Any:
        if name.startswith("__"):
            raise KeyError(name)
        return {"date": date, "Mapping": Mapping, "Iterable": Iterable}.get(name, Any)


def resolved(annotation: str, module: str, names: Mapping[str, Any] | None = None) -> Any:
    """Return the type of an annotation in a module.

    Args:
        annotation: The text of the annotation.
        module: The module in which it is.
        names: Further names.
    """
    known = _Names({**vars(builtins), **vars(sys.modules[module]), **(names or {})})
    try:
        return eval(annotation, {}, known)  # noqa: S307 - written in the code of a class or function
    except TypeError:
        return Any  # a class with parameters that only type checkers import


def checked(value: Any, check: Check, owner: str, name: str) -> Any:
    """Return a value as a check returns it.

    Args:
        value: The value.
        check: The check.
        owner: The class or function, for the error.
        name: The field or argument, for the error.

    Raises:
        InvalidValueError: if the check refuses it.
    """
    try:
        return check(value)
    except _Wrong as wrong:
        raise InvalidValueError(owner, f"{name}{wrong.path}", wrong.problem, remedy=wrong.remedy) from None


def checker(kind: Any, *, required: bool = False) -> Check:
    """Return the check of a type.

    Args:
        kind: The resolved type.
        required: Whether text must not be blank.
    """
    origin = get_origin(kind)
    if kind in _SINGLE:
        return _required_text if kind is str and required else _SINGLE[kind]
    if origin in (Union, UnionType):
        return _union(get_args(kind))
    if origin is Literal:
        return partial(_literal, get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is frozenset:
        return partial(_frozenset, checker(get_args(kind)[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return partial(_mapping, *map(checker, get_args(kind)))
    cls = origin or kind
    if cls in (Iterable, Collection, Sequence):
        return partial(_iterable, cls)
    if cls is Callable or origin is Callable or cls is type:
        return _same
    if not isinstance(cls, type) or cls is object or getattr(cls, "_is_protocol", False):
        return _same
    return partial(_word, cls) if issubclass(cls, Enum) else partial(_instance, cls)


def _same(value: Any) -> Any:
    return value


def _nothing(value: Any) -> None:
    if value is not None:
        raise _Wrong("nothing", value)


def _text(value: Any) -> str:
    if isinstance(value, Enum) and isinstance(value, str):
        return str(value.value)
    if not isinstance(value, str):
        raise _Wrong("text", value)
    return str(value)


def _required_text(value: Any) -> str:
    text = _text(value)
    if not text.strip():
        raise _Wrong("text", value, problem="should not be blank.")
    return text


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if type(value).__name__ in ("bool", "bool_") and type(value).__module__ == "numpy":
        return bool(value)
    raise _Wrong("true or false", value)


def _int(value: Any) -> int:
    if not isinstance(value, bool):
        try:
            return index(value)
        except TypeError:
            pass
    raise _Wrong("a whole number", value)


def _float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise _Wrong("a number", value)
    try:
        number = float(value)
    except OverflowError:
        number = inf
    if not isfinite(number):
        raise _Wrong("a finite number", value)
    return number


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        raise _Wrong("a date", value, "Use its day: .date().")
    if isinstance(value, str):
        raise _Wrong("a date", value, "Use date(2018, 4, 9), or date.fromisoformat().")
    if not isinstance(value, date):
        raise _Wrong("a date", value)
    return value


_SINGLE: dict[Any, Check] = {
    Any: _same,
    None: _nothing,
    NoneType: _nothing,
    str: _text,
    bool: _bool,
    int: _int,
    float: _float,
    date: _date,
}


def _word(cls: type[Enum], value: Any) -> Enum:
    if isinstance(value, cls):
        return value
    words = [str(member.value) for member in cls]
    if not isinstance(value, str):
        raise _Wrong(f"one of {', '.join(map(repr, words))}", value)
    for member in cls:
        if member.value == value:
            return member
    near = closest(value, words)
    raise _Wrong(
        "",
        value,
        f"Did you mean {near!r}?" if near else "",
        problem=f"should be one of {', '.join(map(repr, words))}.",
    )


def _instance(cls: type[Any], value: Any) -> Any:
    if not isinstance(value, cls):
        remedy = f"Use {cls.__name__}.parse()." if isinstance(value, str) and hasattr(cls, "parse") else ""
        article = "an" if cls.__name__[0] in "AEIOU" else "a"
        raise _Wrong(f"{article} {cls.__name__}", value, remedy or _part_of_class(cls, type(value)))
    return value


def _part_of_class(wanted: type[Any], given: type[Any]) -> str:
    """Return which part of a value of another class is meant, such as the summary of a result."""
    for name in dir(given):
        found = getattr_static(given, name)
        getter = getattr(found, "fget", None) or getattr(found, "func", None)
        if getattr(getter, "__annotations__", {}).get("return") in (wanted, wanted.__name__):
            return f"Use its .{name}."
    return ""


def _literal(words: tuple[Any, ...], value: Any) -> Any:
    for word in words:
        if type(word) is type(value) and word == value:
            return word
    raise _Wrong(f"one of {', '.join(map(repr, words))}", value)


def _union(kinds: tuple[Any, ...]) -> Check:
    classes = tuple(get_origin(kind) or kind for kind in kinds)
    exact = {cls for cls in classes if isinstance(cls, type) and cls not in (tuple, dict, frozenset)}
    checks = [checker(kind) for kind in kinds]

    def check(value: Any) -> Any:
        if value.__class__ in exact and not isinstance(value, float):
            return value
        wrong = None
        for each in checks:
            try:
                return each(value)
            except _Wrong as error:
                # The first member is what the field is mostly for.
                wrong = wrong or error
        raise wrong or _Wrong("another value", value)

    return check


def _listed(value: Any) -> list[Any]:
    if isinstance(value, str | bytes):
        raise _Wrong("a list", value, "Put it in a list, also if it is only one: [...].")
    if isinstance(value, Mapping):
        raise _Wrong("a list", value)
    if isinstance(value, AbstractSet):
        raise _Wrong("a list", value, "A set has no order. Use sorted().")
    if not isinstance(value, Iterable):
        raise _Wrong("a list", value, "Put it in a list, also if it is only one: [...].")
    return list(value)


def _iterable(cls: type[Any], value: Any) -> Any:
    if isinstance(value, str | bytes) or not isinstance(value, cls):
        raise _Wrong("a list", value, "Put it in a list, also if it is only one: [...].")
    return value


def _each(check: Check, values: Iterable[tuple[Any, Any]]) -> list[Any]:
    checked = []
    for place, value in values:
        try:
            checked.append(check(value))
        except _Wrong as wrong:
            wrong.path = f"[{place!r}]{wrong.path}"
            raise
    return checked


def _tuple(kinds: tuple[Any, ...]) -> Check:
    if kinds[-1] is Ellipsis:
        inner = checker(kinds[0])
        if inner is _same:
            return lambda value: value if value.__class__ is tuple else tuple(_listed(value))
        return lambda value: tuple(_each(inner, enumerate(_listed(value))))
    checks = [*map(checker, kinds)]

    def check(value: Any) -> tuple[Any, ...]:
        entries = _listed(value)
        if len(entries) != len(checks):
            raise _Wrong("a list", value, problem=f"should have {len(checks)} entries, not {len(entries)}.")
        return tuple(each(entry) for each, entry in zip(checks, entries, strict=True))

    return check


def _frozenset(check: Check, value: Any) -> frozenset[Any]:
    entries = value if isinstance(value, AbstractSet) else _listed(value)
    return frozenset(check(entry) for entry in entries)


def _mapping(check_key: Check, check: Check, value: Any) -> dict[Any, Any]:
    if not isinstance(value, Mapping):
        raise _Wrong("a table", value)
    return dict(
        zip(
            _each(check_key, enumerate(value)),
            _each(check, value.items()),
            strict=True,
        )
    )
