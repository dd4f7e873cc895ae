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

import re
import sys
from collections.abc import Callable, Mapping
from functools import cache, partial
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import NOTHING, Attribute, frozen as _frozen

from inspectprep.errors import InvalidValueError
from inspectprep.model.representation import with_one_line
from inspectprep.model.type_checks import Check, checked, checker, resolved

if TYPE_CHECKING:
    from attrs import frozen, frozen as frozen_by_type

    __all__ = ["MAY_BE_BLANK", "SPANS", "frozen", "frozen_by_type", "is_required_text"]

MAY_BE_BLANK: Mapping[Any, Any] = {"blank": True}
"""The metadata of required text that may be blank."""

_NAME = re.compile(r"(?P<many>tuple\[)?(?P<name>[\w.]+)(?(many), \.\.\.\])(?P<none> \| None)?")
_SIGNATURE = Signature([Parameter("value", Parameter.POSITIONAL_ONLY)])
SPANS = (("starting", "until"), ("start", "end"), ("joined", "left"))
"""Fields that are the first and the last day of a span."""
_BUILT_IN = {"str": str, "int": int, "bool": bool, "float": float}


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


def _with_checks(
    cls: type[Any], attributes: list[Attribute[Any]], *, types_only: bool
) -> list[Attribute[Any]]:
    return [_with_check(cls, each, types_only=types_only) if each.init else each for each in attributes]


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
    with_checks = partial(_with_checks, types_only=types_only)
    made = _frozen(with_one_line(maybe_cls), field_transformer=with_checks, **{"repr": False, **options})
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
