"""Checks of the arguments of public functions, by their annotations. See :mod:`inspectprep.model.values`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from functools import cache, wraps
from typing import Any, TypeVar

from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.type_checks import Check, checked, checker, resolved

_T = TypeVar("_T")
_Word = TypeVar("_Word", bound=StrEnum)
_VARIADIC = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def checked_arguments(target: _T) -> _T:
    """Check the arguments of a function, or those of all public methods of a class, whenever it is called.

    An argument of the wrong type is an error that names the function and the argument. A list becomes a tuple
    where a tuple is meant, and a word the member of an enumeration. What only type checkers import is not
    checked, and neither are arguments without an annotation.
    """
    if not inspect.isclass(target):
        return _checked_function(target)  # type: ignore[arg-type, return-value]
    for name, member in list(vars(target).items()):
        if name.startswith("_"):
            continue
        if inspect.isfunction(member):
            setattr(target, name, _checked_function(member))
        elif isinstance(member, classmethod):
            setattr(target, name, classmethod(_checked_function(member.__func__)))
    return target


def word_of(kind: type[_Word], word: str, noun: str) -> _Word:
    """Return the member of an enumeration that a word means.

    Raises:
        UnknownNameError: if there is none; the nearest is suggested.
    """
    for member in kind:
        if member.value == word:
            return member
    raise UnknownNameError(noun, str(word), [member.value for member in kind])


def refuse_position(name: object, noun: str, entries: str) -> None:
    """Refuse a number where things are found by their id.

    Raises:
        InspectPrepError: naming the attribute with the things in order.
    """
    if isinstance(name, int | slice):
        raise InspectPrepError(
            f"Here {noun}s are found by id, not by position.", remedy=f"Use .{entries}[...] for a position."
        )


def _checked_function(function: Callable[..., Any]) -> Callable[..., Any]:
    @cache
    def plan() -> tuple[inspect.Signature, dict[str, Check]]:
        signature = inspect.signature(function)
        return signature, {
            name: checker(resolved(hint, function.__module__) if isinstance(hint, str) else hint)
            for name, each in signature.parameters.items()
            if (hint := each.annotation) is not each.empty and each.kind not in _VARIADIC
        }

    @wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:
        signature, checks = plan()
        try:
            bound = signature.bind(*arguments, **named)
        except TypeError:
            return function(*arguments, **named)  # which says it with the name of the function
        for name, check in checks.items():
            if name in bound.arguments:
                value = bound.arguments[name]
                bound.arguments[name] = checked(value, check, function.__qualname__, name)
        return function(*bound.args, **bound.kwargs)

    return call
