"""The findings of Annex A over time: counts and scores of saved results, week by week."""

from __future__ import annotations

from datetime import date

from inspectprep.model.document import document
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class FindingCounts:
    """Findings of one result, or of a part of it.

    Attributes:
        rows: Rows that were checked.
        errors: Errors in the data.
        warnings: Warnings about the data.
        queries: Queries about the data.
        practice: Findings about practice, such as late visits.
    """

    rows: int
    errors: int
    warnings: int
    queries: int
    practice: int


@frozen(kw_only=True)
class ListPoint:
    """One list of one result.

    Attributes:
        list: The number of the list.
        title: Its title.
        score: Its data-quality score from 0 to 100. None if it was not supplied.
        counts: Its rows and findings.
    """

    list: int
    title: str
    score: float | None = None
    counts: FindingCounts


@frozen(kw_only=True)
class TeamPoint:
    """One team of one result, over all lists that name teams.

    Attributes:
        team: The name of the team, as its latest result has it. Empty for rows without a team, and for small
            teams together.
        small: True for the teams that had too few children to be named.
        counts: Its rows and findings.
    """

    team: str = ""
    small: bool = False
    counts: FindingCounts


@frozen(kw_only=True)
class TrendPoint:
    """The counts of one saved result.

    Attributes:
        file: The name of the file.
        as_of: The list date.
        week: The Monday of its week.
        latest: True for the latest result of its week, which charts show.
        assumed: True if the list date was taken from the newest event.
        complete: False if a file of the return could not be read.
        score: The scores of the lists, on average, each list counting by its rows. None without any rows.
        counts: The rows and findings of all lists and files.
        lists: The lists, by number.
        teams: The teams, by name. None if the result was saved without teams.
    """

    file: str
    as_of: date
    week: date
    latest: bool = True
    assumed: bool = False
    complete: bool = True
    score: float | None = None
    counts: FindingCounts
    lists: tuple[ListPoint, ...] = ()
    teams: tuple[TeamPoint, ...] | None = None


@frozen(kw_only=True)
class UnusedResult:
    """A file that is not part of a trend.

    Attributes:
        file: The name of the file.
        reason: Why it is left out.
    """

    file: str
    reason: str


@document("annexa-trend", report="inspectprep.reports.compose.annexa_trend:annexa_trend_report")
@frozen(kw_only=True)
class FindingTrend:
    """The findings of Annex A over time, from any number of saved results.

    Attributes:
        points: The results, in order of their list dates.
        unused: The files that were left out, by name.
    """

    points: tuple[TrendPoint, ...] = ()
    unused: tuple[UnusedResult, ...] = ()
