"""Heat maps of the findings of a check: by team and list, and by severity and list."""

from __future__ import annotations

from collections import Counter, defaultdict

from inspectprep.annexa.results.indicators.count_bands import BANDS, HIDDEN, band_number, banded
from inspectprep.annexa.results.indicators.suppress import LARGEST_SMALL
from inspectprep.annexa.results.result import CheckResult
from inspectprep.annexa.results.summary import rows_by_team
from inspectprep.extras import optional
from inspectprep.model.finding import CheckSummary, ListSummary
from inspectprep.planning.wording import counted
from inspectprep.views.charts.heat_map import HeatMap, heat_map
from inspectprep.views.charts.style import Palette

with optional("altair"):
    import altair as alt

NO_TEAM = "Not linked to a team"
OTHERS = "Teams with few rows"
_LAST = (OTHERS, NO_TEAM)
_SEVERITIES = {"errors": "Errors", "warnings": "Warnings", "queries": "Queries", "practice": "Late practice"}
_WORDS = [words for *_, words in BANDS]


def team_chart(result: CheckResult, palette: Palette) -> alt.LayerChart:
    """Return the findings of each team in each list, as bands.

    Exact counts are not part of the chart. No small number can be read from it, and none can be calculated
    from the totals of the lists, which reports show.
    """
    lists = [one for one in result.counts.lists if one.found]
    counts = _by_team(result)
    teams = sorted(counts)
    bands = {
        one.list: dict(zip(teams, banded([counts[team][one.list] for team in teams]), strict=True))
        for one in lists
    }
    # In the order of what is shown, because the order of exact counts would say more.
    teams.sort(key=lambda team: (team in _LAST, -sum(_least(own[team]) for own in bands.values()), team))
    rows = [
        {"row": team, **_list_fields(one), "text": bands[one.list][team], "shade": bands[one.list][team]}
        for one in lists
        for team in teams
    ]
    shades = dict(zip(_WORDS, zip(palette.steps, palette.on_steps, strict=True), strict=True))
    content = HeatMap(
        title="Findings by team and list",
        note="Counts are bands, so that no small number can be read. Hidden: a band would give one away.",
        description=f"Findings of {len(teams)} teams in {len(lists)} lists of Annex A, as bands of counts.",
        rows=rows,
        shades=shades | {HIDDEN: (palette.ground, palette.text)},
        down=teams,
        across=[_number(one) for one in lists],
        down_title="Team",
        across_title="List of Annex A",
        hints={"row": "Team", "list": "List", "text": "Findings"},
        cell=(66, 26),
    )
    return heat_map(content, palette)


def _by_team(result: CheckResult) -> dict[str, Counter[int]]:
    """Return the findings of each team by list.

    A name with few rows may be a mistake, such as the name of a child. It is among the other teams.
    """
    rows = rows_by_team(result.dataset)
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for team, number, count in result.group("team", "list").select("team", "list", "findings").iter_rows():
        if number is not None:
            few = team is not None and rows.get(team, 0) <= LARGEST_SMALL
            counts[OTHERS if few else team or NO_TEAM][number] += count
    return counts


def severity_chart(summary: CheckSummary, palette: Palette) -> alt.LayerChart:
    """Return the findings of each severity in each list, with their counts, which every report has."""
    lists = [one for one in summary.lists if one.found]
    rows = [
        {
            "row": words,
            **_list_fields(one),
            "text": f"{getattr(one, name):,}",
            "shade": _WORDS[band_number(getattr(one, name))],
        }
        for one in lists
        for name, words in _SEVERITIES.items()
    ]
    content = HeatMap(
        title="Findings by severity and list",
        note="",
        description=f"Findings of each severity in {counted(len(lists), 'list')} of Annex A: "
        f"{counted(summary.errors, 'error')}, {counted(summary.warnings, 'warning')} and "
        f"{counted(summary.queries, 'query', 'queries')} in all.",
        rows=rows,
        shades=dict(zip(_WORDS, zip(palette.steps, palette.on_steps, strict=True), strict=True)),
        down=list(_SEVERITIES.values()),
        across=[_number(one) for one in lists],
        down_title="Severity",
        across_title="List of Annex A",
        hints={"row": "Severity", "list": "List", "text": "Findings"},
    )
    return heat_map(content, palette)


def _number(one: ListSummary) -> str:
    return f"List {one.list}"


def _list_fields(one: ListSummary) -> dict[str, str]:
    return {"column": _number(one), "list": f"{_number(one)}: {one.title}"}


def _least(words: str) -> float:
    """Return the fewest findings that a text can mean."""
    return next((low for low, _, band in BANDS if band == words), 0)
