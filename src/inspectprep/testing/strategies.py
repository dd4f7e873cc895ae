"""Hypothesis strategies for every value of the model.

:func:`values` reads the fields of a class, so that a new field is drawn in every test immediately.

Example:
    >>> from hypothesis import given
    >>> from inspectprep.model.workforce import People
    >>> @given(values(People))
    ... def test_something(people):
    ...     assert isinstance(people, People)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from attrs import NOTHING, Attribute, AttrsInstance, fields, has, resolve_types

from inspectprep.errors import InvalidValueError
from inspectprep.extras import optional
from inspectprep.model.evidence import SurveyMeasure
from inspectprep.model.inspection import Inspection
from inspectprep.model.offset import WEEKDAYS, Offset, Roll, Unit
from inspectprep.model.readiness import Rating
from inspectprep.model.timeline import Timeline
from inspectprep.model.values import SPANS, is_required_text

with optional("hypothesis"):
    from hypothesis import reject, strategies as st


_T = TypeVar("_T")

_COUNTED = (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)


def texts() -> st.SearchStrategy[str]:
    """Return short texts of any characters, including quotes, control characters and emoji."""
    return st.text(max_size=12)


def ids() -> st.SearchStrategy[str]:
    """Return ids in the form that documents use."""
    return st.from_regex(r"[a-z][a-z0-9]{0,6}([-_][a-z0-9]{1,4})?", fullmatch=True)


def days() -> st.SearchStrategy[date]:
    """Return dates for which working days are known (2007 to 2028)."""
    return st.dates(min_value=date(2007, 1, 1), max_value=date(2028, 12, 31))


def offsets() -> st.SearchStrategy[Offset]:
    """Return offsets of every unit."""
    weekday = st.integers(0, len(WEEKDAYS) - 1)
    roll = st.sampled_from(Roll)
    return st.one_of(
        st.builds(
            Offset,
            amount=st.integers(-400, 400),
            unit=st.sampled_from(_COUNTED),
            weekday=st.none(),
            roll=roll,
        ),
        st.builds(Offset, amount=st.just(1), unit=st.just(Unit.NEXT_WEEKDAY), weekday=weekday, roll=roll),
        st.builds(
            Offset, amount=st.integers(1, 99), unit=st.just(Unit.WEEKDAY_OF_WEEK), weekday=weekday, roll=roll
        ),
    )


def cells() -> st.SearchStrategy[Any]:
    """Return values for a cell of a report's table."""
    number = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
    return st.none() | texts() | number | days() | st.sampled_from(Rating)


@cache
def values(cls: type[_T]) -> st.SearchStrategy[_T]:
    """Return values of a class of the model, drawn field by field.

    The ids in one list are unique, as in every document, and a timeline has a day of the call. No other
    rules hold between values. For example, a milestone's anchor may be an id that does not exist.
    """
    attrs_class = resolve_types(cast("type[AttrsInstance]", cls))
    parts = {field.name: _part(field) for field in fields(attrs_class)}
    if cls is Timeline:
        parts["inspection"] = _called()
    if cls is SurveyMeasure:
        number = st.none() | st.integers(1, 1000)
        parts |= {"percent": st.floats(0, 100), "n": number, "count": st.none()}
    return st.fixed_dictionaries(parts).map(lambda given: _made(cls, dict(given)))


def _called() -> st.SearchStrategy[Inspection]:
    parts = {field.name: _part(field) for field in fields(Inspection)} | {"notified": days()}
    return st.fixed_dictionaries(parts).map(lambda given: _made(Inspection, dict(given)))


def _part(field: Attribute[Any]) -> st.SearchStrategy[Any]:
    if field.type is str and field.name != "id" and is_required_text(field):
        return texts().filter(str.strip)
    return _of(field.name, field.type)


def _made(cls: type[_T], given: dict[str, Any]) -> _T:
    """Make a value. A field that cannot be right beside the others has its default."""
    optional = {
        field.name for field in fields(cast("type[AttrsInstance]", cls)) if field.default is not NOTHING
    }
    for first, last in SPANS:
        if given.get(first) and given.get(last):
            given[first], given[last] = sorted((given[first], given[last]))
    while True:
        try:
            return cls(**given)
        except InvalidValueError as error:
            name = error.field.partition("[")[0].partition(".")[0]
            if name not in optional or name not in given:
                return reject()
            del given[name]


def _of(name: str, kind: Any) -> st.SearchStrategy[Any]:
    simple = {date: days(), Offset: offsets(), bool: st.booleans(), NoneType: st.none(), Any: cells()}
    if kind in simple:
        return simple[kind]
    if kind is str:
        return ids() if name == "id" else texts()
    if kind in (int, float):
        return st.integers(-1000, 1000).map(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _lists(inner[0])
    if origin is Mapping:
        members = texts() if inner[1] is Any else _of("", inner[1])
        return st.dictionaries(texts() if inner[0] is str else _of("", inner[0]), members, max_size=2)
    if origin in (Union, UnionType):
        return st.one_of(*(_of(name, member) for member in inner))
    if origin is Literal:
        return st.sampled_from(inner)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    return values(kind)


def _lists(kind: Any) -> st.SearchStrategy[Any]:
    named = isinstance(kind, type) and has(kind) and any(field.name == "id" for field in fields(kind))
    unique = (lambda value: value.id) if named else None
    return st.lists(_of("", kind), max_size=2, unique_by=unique).map(tuple)
