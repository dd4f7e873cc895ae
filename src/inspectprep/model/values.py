"""Classes whose values check themselves: a value is right, or it is not made.

Import :func:`frozen` from here in place of the one of attrs. Each field is then checked against its type when
a value is made:

- A list, or anything else that can be iterated in a fixed order, becomes a tuple. Text and sets do not.
- A word becomes the member of an enumeration.
- A date is a date: not text, and not a date with a time.
- Text that is required is not blank, unless ``field(metadata=MAY_BE_BLANK)`` says that it may be.
- A span, which is two fields of :data:`SPANS`, does not end before it begins.
- A class with a method ``problems()`` makes no value for which it returns a problem: pairs of a field and a
  reason, for what cannot be right about several fields together.
- Nothing else is converted. Text does not become a number, nor a number text.

:func:`frozen_by_type` checks only the types. It is for what people write in files whose other mistakes are
found together, when the whole file is checked.

Annotations are read when a class is made if they are one name, and otherwise when its first value is made.
"""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set as AbstractSet
from datetime import date, datetime, time
from enum import Enum
from functools import cache, partial
from inspect import Parameter, Signature
from math import inf, isfinite
from numbers import Real
from operator import index
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Union, get_args, get_origin

from attrs import NOTHING, Attribute, frozen as _frozen

from inspectprep.errors import InvalidValueError, closest

if TYPE_CHECKING:
    from attrs import frozen, frozen as frozen_by_type

    __all__ = [
        "MAY_BE_BLANK",
        "Check",
        "checked",
        "checker",
        "frozen",
        "frozen_by_type",
        "nature",
        "resolved",
    ]

MAY_BE_BLANK: Mapping[Any, Any] = {"blank": True}
"""The metadata of required text that may be blank."""

Check = Callable[[Any], Any]
"""Takes a value, and returns it as its field has it. Raises :class:`_Wrong` if it is of no use there."""

_NAME = re.compile(r"(?P<many>tuple\[)?(?P<name>[\w.]+)(?(many), \.\.\.\])(?P<none> \| None)?")
_SIGNATURE = Signature([Parameter("value", Parameter.POSITIONAL_ONLY)])
SPANS = (("starting", "until"), ("start", "end"), ("joined", "left"))
"""Fields that are the first and the last day of a span."""
_BUILT_IN = {"str": str, "int": int, "bool": bool, "float": float}
_NATURES: tuple[tuple[Any, str], ...] = (
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


class _Wrong(Exception):  # noqa: N818 - an answer, which never leaves this module
    def __init__(self, needed: str, value: object, remedy: str = "", *, problem: str = "") -> None:
        self.problem = problem or f"should be {needed}, not {nature(value)}."
        self.remedy = remedy
        self.path = ""


def nature(value: object) -> str:
    """Return the type of a value in words, such as ``a whole number``. The value is not repeated."""
    return next(
        (words for kind, words in _NATURES if isinstance(value, kind)),
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


def is_required_text(attribute: Attribute[Any]) -> bool:
    """Return whether a field, if it is text, must not be blank."""
    return attribute.default is NOTHING and not attribute.metadata.get("blank")


class _Place(NamedTuple):
    """A field of a class, and what checks a value that is not plainly right."""

    cls: type[Any]
    name: str
    annotation: Any
    required: bool
    checks: list[Check]

    def slow(self, value: Any) -> Any:
        """Check a value; the annotation is resolved the first time.

        Raises:
            InvalidValueError: if the value cannot be that of the field.
        """
        if not self.checks:
            self.checks.append(checker(self.resolved(), required=self.required))
        return checked(value, self.checks[0], self.cls.__name__, self.name)

    def resolved(self) -> Any:
        """Return the type of the field. Names that only type checkers import are not checked."""
        if not isinstance(self.annotation, str):
            return self.annotation
        return resolved(self.annotation, self.cls.__module__, {self.cls.__name__: self.cls})


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


def _checked(cls: type[Any], attributes: list[Attribute[Any]], *, types_only: bool) -> list[Attribute[Any]]:
    return [
        _with_check(cls, attribute, types_only=types_only) if attribute.init else attribute
        for attribute in attributes
    ]


def _with_check(cls: type[Any], attribute: Attribute[Any], *, types_only: bool) -> Attribute[Any]:
    if getattr(attribute, "inherited", False):
        return attribute  # its class has given it a check
    required = is_required_text(attribute) and not types_only
    place = _Place(cls, attribute.name, attribute.type, required, [])
    own: Any = attribute.converter
    check: Any = _quick(place)
    # attrs reads the signature of each converter, which takes most of the time in which a class is made.
    check.__signature__ = _SIGNATURE
    if own is None:
        return attribute.evolve(converter=check)

    def convert(value: Any) -> Any:
        try:
            converted = own(value)
        except (AttributeError, TypeError):
            return check(value)  # which says what is wrong with it
        return check(converted)

    return attribute.evolve(converter=convert)


def _span_of(cls: type[Any]) -> tuple[str, str] | None:
    names = {name for base in cls.__mro__ for name in vars(base).get("__annotations__", {})}
    return next((span for span in SPANS if names.issuperset(span)), None)


def _make_frozen(maybe_cls: type[Any] | None = None, *, types_only: bool = False, **options: Any) -> Any:
    if maybe_cls is None:
        return partial(_make_frozen, types_only=types_only, **options)
    span, problems = _span_of(maybe_cls), hasattr(maybe_cls, "problems")
    if not types_only and (span or problems):
        maybe_cls.__attrs_post_init__ = _refusing(span, problems=problems)
    checked = partial(_checked, types_only=types_only)
    made = _frozen(maybe_cls, field_transformer=checked, **options)
    # attrs takes the types of converters, which say nothing here.
    hints = {each.alias: each.type for each in made.__attrs_attrs__ if each.init}
    made.__init__.__annotations__ = {**hints, "return": None}
    return made


def _refusing(span: tuple[str, str] | None, *, problems: bool) -> Callable[[Any], None]:
    """Return the check of several fields together, which is made after the checks of single fields."""

    def refuse(value: Any) -> None:
        if span:
            first, last = getattr(value, span[0]), getattr(value, span[1])
            if first is not None and last is not None and last < first:
                problem = f"is before {first.isoformat()}, the first day."
                raise InvalidValueError(type(value).__name__, span[1], problem)
        if problems:
            for name, problem in value.problems():
                raise InvalidValueError(type(value).__name__, name, f"{problem}.")

    return refuse


if not TYPE_CHECKING:
    frozen = _make_frozen
    frozen_by_type = partial(_make_frozen, types_only=True)


def _quick(place: _Place) -> Check:
    """Return a check that lets usual values pass as fast as Python can, and takes all others to `slow`."""
    kind, many, nullable = _shape(place)
    if kind is None or kind is object:
        return partial(_Place.slow, place)
    if many:
        return _all_of(kind, place.slow)
    if kind is str and place.required and not nullable:
        return _not_blank(place.slow)
    return _one_of(kind, place.slow, nullable=nullable)


def _all_of(kind: type[Any], slow: Check) -> Check:
    def check(value: Any) -> Any:
        if value.__class__ is tuple:
            for each in value:
                if each.__class__ is not kind:
                    return slow(value)
            return value
        return slow(value)

    return check


def _not_blank(slow: Check) -> Check:
    def check(value: Any) -> Any:
        return value if value.__class__ is str and value and not value.isspace() else slow(value)

    return check


def _one_of(kind: type[Any], slow: Check, *, nullable: bool) -> Check:
    def check(value: Any) -> Any:
        return value if value.__class__ is kind else slow(value)

    def check_nullable(value: Any) -> Any:
        return value if value is None or value.__class__ is kind else slow(value)

    return check_nullable if nullable else check


def _shape(place: _Place) -> tuple[type[Any] | None, bool, bool]:
    """Return the class that an annotation names, whether it is a tuple of it, and whether None fits too."""
    if not isinstance(place.annotation, str):
        return None, False, False
    name, many, nullable = _parts_of(place.annotation)
    if many and nullable:
        return None, False, False
    found: Any = vars(sys.modules[place.cls.__module__])
    for part in name.split("."):
        found = (
            found.get(part, _BUILT_IN.get(part)) if isinstance(found, dict) else getattr(found, part, None)
        )
    plain = isinstance(found, type) and found is not float
    return found if plain else None, many, nullable


@cache
def _parts_of(annotation: str) -> tuple[str, bool, bool]:
    """Return the name in an annotation, whether it is that of a tuple's entries, and whether None fits too.

    The name is empty if the annotation is of another form.
    """
    match = _NAME.fullmatch(annotation)
    return (match["name"], bool(match["many"]), bool(match["none"])) if match else ("", False, False)


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
        found = getattr(given, name, None)
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
