"""Heat maps of findings: the right counts, and no small number that can be read or calculated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import product
from math import inf
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, strategies as st

from inspectprep import annexa, synth
from inspectprep.annexa import CheckResult
from inspectprep.annexa.results.indicators.count_bands import BANDS, HIDDEN, banded
from inspectprep.annexa.results.indicators.suppress import LARGEST_SMALL
from inspectprep.annexa.results.summary import rows_by_team
from inspectprep.testing.builders import make_check_summary
from inspectprep.views import chart
from tests.views.charts.spec import drawn_texts, rows, spec, words

AS_OF = date(2026, 9, 4)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    """The check of a synthetic council with errors."""
    path = tmp_path_factory.mktemp("council") / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=300, seed=8, as_of=AS_OF, defects=0.05, late=0.05), path)
    return annexa.check([path], as_of=AS_OF)


def lowest_and_highest(text: str) -> tuple[float, float]:
    """Return the counts that a text stands for."""
    return next(((low, high) for low, high, band in BANDS if band == text), (0, inf))


def test_each_team_and_list_has_its_findings(result: CheckResult) -> None:
    """Every cell says the band of the count that the analyst's table has."""
    shown = {(row["row"], row["column"]): row["text"] for row in rows(chart(result))}
    rows_of = rows_by_team(result.dataset)
    counts: Counter[tuple[str, str]] = Counter()
    for team, number, count in result.group("team", "list").select("team", "list", "findings").iter_rows():
        if number is not None:
            few = team is not None and rows_of[team] <= LARGEST_SMALL
            name = "Teams with few rows" if few else team or "Not linked to a team"
            counts[name, f"List {number}"] += count
    assert set(counts) <= set(shown)
    assert len(shown) == len({team for team, _ in shown}) * 11
    for cell, text in shown.items():
        low, high = lowest_and_highest(text)
        assert low <= counts[cell] <= high
    assert {"0", "1 to 5", "6 to 10", HIDDEN} <= set(shown.values())


def test_a_name_with_few_rows_is_not_shown(tmp_path: Path) -> None:
    """It may be the name of a child in the wrong column."""
    path = tmp_path / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=300, seed=7, as_of=AS_OF, defects=0.05, late=0.05), path)
    late = next(iter(annexa.check([path], as_of=AS_OF).filter(list=8).records()))
    assert late.location.row is not None
    book = openpyxl.load_workbook(path)
    sheet = book[late.location.sheet]
    headings = [str(cell.value).lower() for cell in sheet[1]]
    place = next(number for number, heading in enumerate(headings, 1) if "team" in heading)
    sheet.cell(late.location.row, place).value = "Zebedee"
    book.save(path)
    changed = annexa.check([path], as_of=AS_OF)
    assert "Zebedee" in changed.group("team")["team"].to_list()
    drawn = chart(changed)
    assert "Zebedee" not in words(drawn)
    assert "Teams with few rows" in words(drawn)


def test_no_exact_count_is_in_the_chart(result: CheckResult) -> None:
    """Not in its data, and not in its texts."""
    drawn = chart(result)
    assert {field for row in rows(drawn) for field in row} == {"row", "column", "list", "text", "shade"}
    assert {row["text"] for row in rows(drawn)} <= {HIDDEN, *(band for *_, band in BANDS)}
    assert "11 lists of Annex A" in spec(drawn)["description"]


def test_teams_are_in_the_order_of_what_is_shown(result: CheckResult) -> None:
    """The order of exact counts would say more."""
    drawn = chart(result)
    teams = spec(drawn)["layer"][0]["encoding"]["y"]["sort"]
    least = [
        sum(lowest_and_highest(row["text"])[0] for row in rows(drawn) if row["row"] == team) for team in teams
    ]
    assert least[:-2] == sorted(least[:-2], reverse=True)
    assert teams[-2:] == ["Not linked to a team", "Teams with few rows"]


def test_the_picture_has_every_cell(result: CheckResult) -> None:
    """The titles too."""
    shown = drawn_texts(chart(result))
    assert {"Team", "List of Annex A", "Findings by team and list", "List 11"} <= set(shown)
    assert shown.count(HIDDEN) == len([row for row in rows(chart(result)) if row["text"] == HIDDEN])


def test_a_filtered_result_has_its_own_chart(result: CheckResult) -> None:
    """Only the findings that match count."""
    every, some = (rows(chart(each)) for each in (result, result.filter(nature="practice", list=4)))
    assert {row["text"] for row in some if row["column"] != "List 4"} == {"0"}
    assert len({row["row"] for row in some}) < len({row["row"] for row in every})


def possible(bands: Sequence[str], total: int) -> list[set[int]]:
    """Return the counts that each cell can have, for a reader who knows the bands and the sum."""
    ranges = [range(int(low), int(min(high, total)) + 1) for low, high in map(lowest_and_highest, bands)]
    found: list[set[int]] = [set() for _ in bands]
    for counts in product(*ranges):
        if sum(counts) == total:
            for own, count in zip(found, counts, strict=True):
                own.add(count)
    return found


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4))
def test_no_small_count_can_be_calculated(counts: list[int]) -> None:
    """Whatever the counts are, each small one has at least two possible values."""
    bands = banded(counts)
    for count, values in zip(counts, possible(bands, sum(counts)), strict=True):
        assert count in values
        if 1 <= count <= 5:
            assert len(values) > 1


@pytest.mark.parametrize(
    ("counts", "bands"),
    [
        ([39, 2], ["21 to 50", "1 to 5"]),
        ([11, 1], [HIDDEN, HIDDEN]),
        ([0, 3], [HIDDEN, HIDDEN]),
        ([1, 1, 1], [HIDDEN] * 3),
        ([5, 5], [HIDDEN] * 2),
        ([0, 0], ["0", "0"]),
        ([250, 12, 3], ["over 100", "11 to 20", "1 to 5"]),
        ([], []),
    ],
)
def test_bands_are_hidden_only_if_they_give_a_count_away(counts: list[int], bands: list[str]) -> None:
    """Known sums, worked by hand."""
    assert banded(counts) == bands


def test_a_summary_has_its_counts_by_severity() -> None:
    """They are in every report. A list that was not found has no column."""
    drawn = chart(make_check_summary())
    shown = {(row["row"], row["column"]): row["text"] for row in rows(drawn)}
    assert shown["Errors", "List 1"] == "7"
    assert shown["Late practice", "List 6"] == "4"
    assert ("Errors", "List 9") not in shown
    assert {"Severity", "7", "4"} <= set(drawn_texts(drawn))
