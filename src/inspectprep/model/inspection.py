"""An inspection: the council, the variant, the day of the call, and the actual dates."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar, cast

from attrs import field, frozen

from inspectprep.model.document import document

_T = TypeVar("_T")


@frozen(kw_only=True)
class Actual:
    """The actual dates of a milestone.

    Attributes:
        id: The milestone's id.
        start: The day on which it happened or began.
        end: Its last day (inclusive), if it is over. None for the planned last day.
    """

    id: str
    start: date
    end: date | None = None


@frozen(kw_only=True)
class Notice:
    """A date that the notification letter gives for a milestone.

    Attributes:
        id: The milestone's id.
        start: The day stated, or the first of several.
        end: Its last day (inclusive), where the letter gives one.
    """

    id: str
    start: date
    end: date | None = None


def _actuals(value: object) -> tuple[Actual, ...]:
    return _records(value, Actual)


def _notices(value: object) -> tuple[Notice, ...]:
    return _records(value, Notice)


def _records(value: object, kind: type[_T]) -> tuple[_T, ...]:
    if not isinstance(value, Mapping):
        return tuple(cast("Iterable[_T]", value))
    return tuple(
        days if isinstance(days, kind) else _record(kind, name, days) for name, days in value.items()
    )


def _record(kind: type[_T], name: str, days: date | tuple[date, date]) -> _T:
    make = cast("Callable[..., _T]", kind)
    start, end = days if isinstance(days, tuple) else (days, None)
    return make(id=name, start=start, end=end)


@document("inspection")
@frozen(kw_only=True)
class Inspection:
    """One inspection of one council.

    Attributes:
        variant: Id of the framework variant, such as ``ilacs-short``. An input: the previous
            grade is only a default for it.
        authority: The council's name.
        notified: The day of the call (day 0).
        actual: What really happened: a mapping of milestone id to a date or a
            ``(start, end)`` pair, kept as a tuple of :class:`Actual`.
        notice: What the notification letter says: a mapping of milestone id to a date, kept as
            a tuple of :class:`Notice`.
        lead_inspector: Who leads, when known.
    """

    variant: str
    notified: date
    authority: str = ""
    actual: tuple[Actual, ...] = field(default=(), converter=_actuals)
    notice: tuple[Notice, ...] = field(default=(), converter=_notices)
    lead_inspector: str = ""
