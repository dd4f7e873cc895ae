"""An inspection, from the call to its end: what is known of it, and what really happened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar, cast

from attrs import evolve, field

from inspectprep.errors import InspectPrepError, PlanError
from inspectprep.model.document import document
from inspectprep.model.values import frozen

_T = TypeVar("_T")
_Dated = TypeVar("_Dated", bound="Actual | Notice")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@frozen(kw_only=True)
class Actual:
    """The actual dates of a milestone.

    Attributes:
        id: The milestone's id.
        start: The day on which it happened or began.
        end: Its last day (inclusive), if it is over. None for the planned last day.
    """

    id: str = field(metadata={"short": "ID=START or ID=START..END"})
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

    id: str = field(metadata={"short": "ID=START or ID=START..END"})
    start: date
    end: date | None = None


@frozen(kw_only=True)
class Grade:
    """The grade given for one judgement.

    Attributes:
        judgement: Id of the judgement, as the edition of that time named it.
        grade: The grade in the framework's words, such as ``requires improvement to be good``.
    """

    judgement: str = field(metadata={"names": "any judgement", "short": "JUDGEMENT=GRADE"})
    grade: str


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
    """One inspection of one council: begun with a call, running, ended. Earlier inspections too.

    An inspection of which only the report is known has a title and no day of the call.

    Attributes:
        id: Set by the workspace.
        variant: Id of the framework variant, such as ``ilacs-short``. An input: the previous
            grade is only a default for it. Empty for an earlier inspection of another kind.
        notified: The day of the call (day 0).
        title: Its title, such as ``Short inspection, April 2018``. Empty for the title of the variant.
        authority: The council's name.
        called_at: The time of the call, such as ``09:15``.
        caller: The person who rang, such as ``Ofsted, regional office``.
        lead_inspector: The lead inspector, when known.
        inspectors: The other inspectors of the team.
        actual: What really happened: a mapping of milestone id to a date or a
            ``(start, end)`` pair, kept as a tuple of :class:`Actual`.
        notice: What the notification letter says: a mapping of milestone id to a date, kept as
            a tuple of :class:`Notice`.
        ended: Its last day (inclusive) as far as the council is concerned. None while it runs.
        withdrawn: The reason why it ended without a published report.
        grades: The grade of each judgement. Empty for visits without grades.
        room: The inspectors' room, and how to get in.
        location: The place of the report: a file or an address.
        note: A note about it.
    """

    id: str = ""
    variant: str = ""
    notified: date | None = None
    title: str = ""
    authority: str = ""
    called_at: str = field(default="", metadata={"format": "time"})
    caller: str = ""
    lead_inspector: str = ""
    inspectors: tuple[str, ...] = ()
    actual: tuple[Actual, ...] = field(default=(), converter=_actuals)
    notice: tuple[Notice, ...] = field(default=(), converter=_notices)
    ended: date | None = None
    withdrawn: str = ""
    grades: tuple[Grade, ...] = ()
    room: str = ""
    location: str = ""
    note: str = ""

    @property
    def day_of_call(self) -> date:
        """The day of the call.

        Raises:
            PlanError: if it is not known.
        """
        if self.notified is None:
            raise PlanError(
                "This inspection has no day of the call, from which every date is counted.",
                path=(self.id or self.title or "inspection",),
                remedy="Give the day of the call (notified).",
            )
        return self.notified

    @property
    def starting(self) -> date | None:
        """The recorded first day on site."""
        return next((actual.start for actual in self.actual if actual.id == "fieldwork"), None)

    @property
    def until(self) -> date | None:
        """The recorded last day on site (inclusive)."""
        return next((actual.end for actual in self.actual if actual.id == "fieldwork"), None)

    @property
    def published(self) -> date | None:
        """The recorded day on which the report or letter was published."""
        return next((actual.start for actual in self.actual if actual.id == "publication"), None)

    def runs_on(self, day: date) -> bool:
        """Return whether the inspection runs on a day: from the call to its end, both inclusive."""
        if self.notified is None or day < self.notified:
            return False
        return self.ended is None or day <= self.ended

    def happened(self, id: str, start: date, end: date | None = None) -> Inspection:
        """Return the inspection with what really happened added. Earlier records are not replaced.

        Args:
            id: Id of the milestone.
            start: The day on which it happened or began.
            end: Its last day (inclusive), if it is over. It can be added to a start that is on record.

        Raises:
            InspectPrepError: if other dates are on record for this milestone, or `end` is before `start`.
        """
        return evolve(self, actual=_added(self.actual, Actual(id=id, start=start, end=end)))

    def noticed(self, id: str, start: date, end: date | None = None) -> Inspection:
        """Return the inspection with a date from the notification letter added; see :meth:`happened`."""
        return evolve(self, notice=_added(self.notice, Notice(id=id, start=start, end=end)))

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        return tuple(self._problems())

    def gaps(self) -> tuple[tuple[str, str], ...]:
        """Return each field without which this is not a complete record, with the reason."""
        return tuple(self._gaps())

    def questions(self, others: Iterable[Inspection]) -> tuple[str, ...]:
        """Return questions that this record raises beside the other inspections on record."""
        if self.notified is None or self.ended is not None:
            return ()
        running = [
            other
            for other in others
            if other.id != self.id and other.notified is not None and other.ended is None
        ]
        return tuple(
            f"{other.id} ({other.title or other.variant}, called {other.notified.isoformat()}) also runs. "
            "If it is over, end it with inspectprep inspection end."
            for other in running
            if other.notified is not None
        )

    def _gaps(self) -> Iterator[tuple[str, str]]:
        if self.notified is None and not self.title:
            yield "title", "is missing. An inspection without the day of its call needs a title"
        if self.notified is not None and not self.variant:
            yield "variant", "is missing. The dates after a call depend on it"
        if self.ended and self.notified and not (self.published or self.withdrawn.strip()):
            yield "ended", "needs the publication of the report, or the reason why there is none (withdrawn)"
        if self.withdrawn and self.ended is None:
            yield "withdrawn", "needs the day on which the inspection ended"

    def _problems(self) -> Iterator[tuple[str, str]]:
        if self.called_at and not _CLOCK.fullmatch(self.called_at):
            yield "called_at", "should be a time such as 09:30"
        if self.ended and self.notified and self.ended < self.notified:
            yield "ended", f"is before {self.notified.isoformat()}, the day of the call"
        for name, days in (("actual", self.actual), ("notice", self.notice)):
            yield from _repeated(name, days)
        last = self.until or self.starting
        if last and self.published and self.published < last:
            yield "actual", f"has a publication before {last.isoformat()}, the last day on site"


def _added(recorded: tuple[_Dated, ...], new: _Dated) -> tuple[_Dated, ...]:
    earlier = next((days for days in recorded if days.id == new.id), None)
    if earlier is None:
        return (*recorded, new)
    if earlier.start != new.start or (earlier.end is not None and new.end not in (None, earlier.end)):
        raise InspectPrepError(
            f"Other dates are on record for {new.id!r}: {_span(earlier)}.",
            remedy="If they are wrong, correct the record: inspectprep inspection update.",
        )
    return tuple(evolve(days, end=days.end or new.end) if days is earlier else days for days in recorded)


def _span(days: Actual | Notice) -> str:
    return days.start.isoformat() + (f" to {days.end.isoformat()}" if days.end else "")


def _repeated(name: str, recorded: Sequence[Actual | Notice]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for days in recorded:
        if days.id in seen:
            yield name, f"has {days.id!r} twice"
        seen.add(days.id)
