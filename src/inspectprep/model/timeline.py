"""Timelines: the dated events of one inspection, planned and actual."""

import datetime as dt
from collections.abc import Iterator

from attrs import field

from inspectprep.errors import UnknownNameError
from inspectprep.model.alteration import Alteration
from inspectprep.model.arguments import refuse_position
from inspectprep.model.basis import Basis
from inspectprep.model.basis_migration import divide_sourced
from inspectprep.model.display import with_displays
from inspectprep.model.document import document, layout
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.timeline_migration import with_ends
from inspectprep.model.values import MAY_BE_BLANK, frozen


@layout(
    "id",
    "title",
    "phase",
    "date",
    "end",
    "earliest",
    "latest",
    "by_8_in_10",
    "by_19_in_20",
    "n",
    "end_earliest",
    "end_latest",
    "planned",
    "planned_end",
    "actual",
    "actual_end",
    "moved_days",
    "basis",
    "end_basis",
    "counted_from",
    "firm",
    "end_firm",
    "source",
    "note",
    "daily",
    "waits_for",
    "end_waits_for",
)
@with_displays
# Without slots, because attrs fills a frozen value without them a third faster: timelines are made of events.
@frozen(kw_only=True, slots=False)
class Event:
    """One event of a timeline.

    Attributes:
        id: The milestone's id.
        title: Its title.
        phase: The phase in which it happens.
        date: The day it happens or begins, as now expected; None when only the notice can say.
        end: Its last day (inclusive), or None for a single day.
        earliest: First day to expect, for a date that rests on a forecast; otherwise None.
        latest: Last day to expect, for a date that rests on a forecast; otherwise None. Never a deadline.
            None too if there are no figures for it.
        end_earliest: First day on which it may end, if its last day rests on a forecast; otherwise None.
        end_latest: Last day on which it may end, if its last day rests on a forecast; otherwise None. None
            too if there are no figures for it.
        by_8_in_10: The day by which 8 in 10 came, for a date that was measured; otherwise None.
        n: The number of inspections that it was measured on; None if it was not. 0 if no measured one came
            as late as the day of the question, so that there are no figures.
        planned: The day planned from the call and the notice alone.
        planned_end: The last day planned from the call and the notice alone.
        actual: The day recorded as having happened, or None.
        actual_end: The last day recorded, or None.
        basis: The basis of the rule that gives its date. ``notice`` if the letter gives it, or alone can.
        end_basis: How its last day is known: no better than the day from which it is counted. What ends on a
            forecast is ``measured``. None for a single day.
        counted_from: The weakest basis among the days from which its date is counted, if it is weaker than
            `basis`: a date that law sets is ``measured`` here while it is counted from a forecast.
        firm: True if its date is recorded, given by the letter, or counted from such days by law or another
            published rule. A day that rests on an account, a forecast, a planning default or an open
            question is not firm. A publication is not firm before it is recorded or the letter gives it.
        end_firm: The same for its last day. For a single day it is `firm`.
        source: A citation, ready to print.
        note: What a reader must know to use the date safely.
        daily: Happens on every working day from `date` to `end`, both inclusive.
        waits_for: The milestone on whose unknown day its own depends: its own id if nothing else dates it;
            ``NAME.end`` for the last day of another. Empty if it has a date.
        end_waits_for: The same for the last day, if it lasts several days and its `end` is unknown.
    """

    id: str
    title: str
    phase: Phase
    date: dt.date | None
    end: dt.date | None
    earliest: dt.date | None
    latest: dt.date | None
    planned: dt.date | None
    planned_end: dt.date | None
    actual: dt.date | None
    actual_end: dt.date | None
    basis: Basis
    source: str = field(metadata=MAY_BE_BLANK)
    note: str = ""
    daily: bool = False
    waits_for: str = ""
    end_waits_for: str = ""
    by_8_in_10: dt.date | None = None
    n: int | None = None
    end_earliest: dt.date | None = None
    end_latest: dt.date | None = None
    end_basis: Basis | None = None
    counted_from: Basis | None = None
    firm: bool = False
    end_firm: bool = False

    __one_line__ = ("id", "date", "end", "title", "basis")

    @property
    def by_19_in_20(self) -> dt.date | None:
        """The day by which 19 in 20 came, which is `latest`, for a date that was measured; otherwise None."""
        return None if self.n is None else self.latest

    @property
    def forecast(self) -> bool:
        """True if its date rests on a forecast."""
        return self.actual is None and self.earliest is not None

    @property
    def end_forecast(self) -> bool:
        """True if it lasts several days, and its last day rests on a forecast."""
        return self.actual_end is None and self.end_earliest is not None

    @property
    def confirmed(self) -> bool:
        """True if its first and its last day are firm, so that calendars show it as confirmed."""
        return self.firm and self.end_firm

    def rests_on(self, *, last: bool = False) -> Basis | None:
        """Return the basis that makes a day uncertain: ``measured`` for a forecast. None for a firm day.

        Args:
            last: Whether the last day is meant.
        """
        if last and self.end_basis is not None:
            forecast, basis = self.end_forecast, self.end_basis
        else:
            forecast, basis = self.forecast, self.counted_from or self.basis
        if self.end_firm if last else self.firm:
            return None
        return Basis.MEASURED if forecast else basis

    @property
    def moved_days(self) -> int | None:
        """Calendar days from the planned date to the date now; None without both."""
        if self.date is None or self.planned is None:
            return None
        return (self.date - self.planned).days

    @property
    def last(self) -> dt.date | None:
        """The last day: `end` if there is one, otherwise `date`. None while it is unknown."""
        return None if self.end_waits_for else self.end or self.date


@frozen(kw_only=True)
class OpenQuestion:
    """A question that a plan cannot answer. It is asked on the telephone on the first day.

    Attributes:
        id: Id of the milestone that the answer dates (``NAME.end`` for its last day), or of the unknown fact.
        number: Its place among the questions of the variant, from 1. It is the same in every plan.
        text: The question.
        known: What is known beforehand.
        dates: Ids of the events without a date that the answer dates. Empty for a fact.
    """

    id: str
    number: int
    text: str
    known: str = ""
    dates: tuple[str, ...] = ()


@document(
    "timeline",
    version=3,
    report="inspectprep.reports.compose.timeline:timeline_report",
    migrations={1: divide_sourced, 2: with_ends},
)
@layout(
    "framework",
    "variant",
    "edition",
    "title",
    "authority",
    "notified",
    "inspection",
    "notes",
    "questions",
    "altered_by",
    "events",
)
@frozen(kw_only=True)
class Timeline:
    """The dated plan of one inspection.

    Attributes:
        inspection: What it was made from.
        framework: Id of the framework.
        variant: Id of the variant, as used.
        edition: Id of the edition in force on the notification date; empty before the first.
        title: The variant's title.
        events: In order of date; undated ones stand after the event they depend on.
        notes: Things to know about the plan as a whole, each a sentence.
        questions: The questions to ask on the first day, in order. One is open until its answer is recorded.
        altered_by: What plugins changed in the plan.
    """

    inspection: Inspection
    framework: str
    variant: str
    edition: str = field(metadata=MAY_BE_BLANK)
    title: str
    events: tuple[Event, ...]
    notes: tuple[str, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    altered_by: tuple[Alteration, ...] = ()

    __one_line__ = ("variant", "authority", "notified", "events")

    @property
    def notified(self) -> dt.date:
        """The day of the call."""
        return self.inspection.day_of_call

    @property
    def authority(self) -> str:
        """The council's name."""
        return self.inspection.authority

    def __iter__(self) -> Iterator[Event]:
        """Iterate over the events in order."""
        return iter(self.events)

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.events)

    def __contains__(self, name: object) -> bool:
        """Return whether there is an event with this id."""
        return any(event.id == name for event in self.events)

    def __getitem__(self, name: str) -> Event:
        """Return the event with this id.

        Raises:
            UnknownNameError: if there is none; the nearest id is suggested.
        """
        refuse_position(name, "event", "events")
        for event in self.events:
            if event.id == name:
                return event
        raise UnknownNameError("event", name, [event.id for event in self.events])

    def get(self, name: str) -> Event | None:
        """Return the event with this id, or None when the plan has none."""
        return next((event for event in self.events if event.id == name), None)

    def question(self, name: str) -> OpenQuestion | None:
        """Return the open question with this id, or None when it is answered or there is none."""
        return next((question for question in self.questions if question.id == name), None)

    def on(self, day: dt.date) -> tuple[Event, ...]:
        """Return the events that are expected on `day`: from the expected first to the expected last day.

        Both days are inclusive. An event may also come or last longer than expected: see :meth:`perhaps_on`.
        """
        return tuple(
            event
            for event in self.events
            if event.date is not None and event.date <= day <= (event.end or event.date)
        )

    def perhaps_on(self, day: dt.date) -> tuple[Event, ...]:
        """Return the events that are not expected on `day`, but may happen on it.

        They rest on a forecast whose bounds include the day, or have begun and their last day is not known.
        An embargo that was expected to end before the day is among them until the publication is recorded.
        """
        expected = {event.id for event in self.on(day)}
        return tuple(event for event in self.events if event.id not in expected and _perhaps(event, day))


def _perhaps(event: Event, day: dt.date) -> bool:
    if event.date is None or day < (event.earliest or event.date):
        return False
    if event.end_waits_for:
        return True
    uncertain, latest = event.forecast, event.latest
    if event.end is not None:
        uncertain, latest = event.end_forecast, event.end_latest
    if not uncertain:
        return event.forecast and day <= (event.end or event.date)
    return latest is None or day <= latest
