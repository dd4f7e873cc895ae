"""The next full inspections of several councils: who is due, and in which weeks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from inspectprep.model.document import document
from inspectprep.model.past_inspection import GradeWord
from inspectprep.model.values import frozen


class DueState(StrEnum):
    """The place of a day among the completed intervals of other councils.

    Attributes:
        BEFORE: Before the shortest of them would have ended.
        OPEN: From the shortest to the longest.
        OVERDUE: After the longest.
        AWAITED: The council has been inspected, and the report is not published.
        UNKNOWN: No inspection of the present framework (ILACS) is in the history, or no interval is complete.
    """

    BEFORE = "before"
    OPEN = "open"
    OVERDUE = "overdue"
    AWAITED = "awaited"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class PastWindow:
    """The window that completed intervals give, counted from the start of the last inspection.

    Regional partnerships publish it as the next inspection window.

    Attributes:
        grade: The grade whose intervals were counted. None for those of all grades.
        n: The number of intervals.
        opens: The start of the last inspection and the shortest interval.
        average: The same with the average.
        latest: The same with the longest.
    """

    grade: GradeWord | None = None
    n: int
    opens: date
    average: date
    latest: date


@frozen(kw_only=True)
class RegionWindow:
    """The forecast of the first day of the next inspection, at five places.

    Attributes:
        p10: One in ten begin by this Monday.
        p25: A quarter do.
        p50: Half do.
        p75: Three quarters do.
        p90: Nine in ten do.
    """

    p10: date
    p25: date
    p50: date
    p75: date
    p90: date


@frozen(kw_only=True)
class RegionCouncil:
    """One council of a region.

    Attributes:
        authority: The council's name.
        urn: The number that Ofsted gives the council. Empty if it is not known.
        last_start: The first day of its last full inspection.
        grade: The overall grade of that inspection. None if it has none, or if it is not published.
        state: Where the date of the view is among completed intervals.
        past_window: The window that completed intervals give. None if there are none.
        window: The forecast. None without an inspection of the present framework.
        within_90_days: The chance that the next inspection begins within 90 calendar days.
        within_180_days: The same for 180 calendar days.
        notes: Reservations, each a sentence.
    """

    authority: str
    urn: str = ""
    last_start: date
    grade: GradeWord | None = None
    state: DueState
    past_window: PastWindow | None = None
    window: RegionWindow | None = None
    within_90_days: float | None = None
    within_180_days: float | None = None
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class LikelyCouncil:
    """A council that may be inspected in a week.

    Attributes:
        authority: The council's name.
        probability: The chance that its next inspection begins in that week.
    """

    authority: str
    probability: float


@frozen(kw_only=True)
class RegionWeek:
    """One Monday on which an inspection in the region can begin.

    Attributes:
        monday: The Monday.
        expected: The number of inspections to expect in that week.
        at_least_one: The chance of at least one.
        likeliest: The councils with the highest chances, highest first.
    """

    monday: date
    expected: float
    at_least_one: float
    likeliest: tuple[LikelyCouncil, ...] = ()


@document("region", report="inspectprep.reports.compose.region:region_report")
@frozen(kw_only=True)
class RegionView:
    """The next full inspections of the councils of a region.

    Attributes:
        as_of: The date of the view.
        councils: The councils, by the middle of the forecast. Those without a forecast are last.
        weeks: The Mondays of the next half year on which an inspection can begin.
        within_90_days: The number of inspections to expect in the next 90 calendar days.
        within_180_days: The same for 180 calendar days.
        method: The method of the forecast.
        unknowns: What the forecast does not know.
    """

    as_of: date
    councils: tuple[RegionCouncil, ...]
    weeks: tuple[RegionWeek, ...] = ()
    within_90_days: float = 0.0
    within_180_days: float = 0.0
    method: str = ""
    unknowns: tuple[str, ...] = ()

    def reservations(self) -> Mapping[str, tuple[str, ...]]:
        """Return each reservation with the names of the councils that it is about."""
        names: dict[str, tuple[str, ...]] = {}
        for council in self.councils:
            for note in council.notes:
                names[note] = (*names.get(note, ()), council.authority)
        return names
