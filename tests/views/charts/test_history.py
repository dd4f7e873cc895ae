"""Charts over time: ratings and scores."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve

from inspectprep.annexa.results.comparison import SavedResult
from inspectprep.errors import InspectPrepError
from inspectprep.model.readiness import Rating
from inspectprep.views import chart
from tests.reports.plans import CALL, readiness
from tests.views.charts.spec import drawn_texts, rows, spec, words

DAYS = [date(2026, 9, 7) + timedelta(days=number) for number in range(3)]
HISTORY = [
    evolve(readiness(), given=day, rating=rating)
    for day, rating in zip(DAYS, (Rating.RED, Rating.AMBER, Rating.GREEN), strict=True)
]


def test_the_ratings_of_each_day_are_there() -> None:
    """Overall and for each theme, with a letter in each cell."""
    drawn = chart(HISTORY)
    own = [(row["column"][:10], row["text"], row["shade"]) for row in rows(drawn) if row["row"] == "Overall"]
    assert own == [
        ("2026-09-07", "R", "Red"),
        ("2026-09-08", "A", "Amber"),
        ("2026-09-09", "G", "Green"),
    ]
    themes = list(dict.fromkeys(row["row"] for row in rows(drawn)))
    assert themes == ["Overall", "Annex A is ready", "Every social worker is prepared", "Debrief and thank"]
    shown = drawn_texts(drawn)
    assert shown.count("R") == 1 + 3
    assert {"Day of the answer", "Theme", "8 Sep 2026"} <= set(shown)
    assert "1 day red, 1 day amber, 1 day green" in spec(drawn)["description"]


def test_answers_of_one_day_are_shown_by_the_day_of_the_call() -> None:
    """52 Mondays are a year of possible calls."""
    calls = [CALL + timedelta(weeks=number) for number in range(52)]
    drawn = chart([("a day", evolve(readiness(), given=DAYS[0], notified=day)) for day in calls])
    assert len({row["column"] for row in rows(drawn)}) == 52
    assert {"Day of the call", "Readiness for each day of the call"} <= set(drawn_texts(drawn))


def test_no_reason_is_in_the_chart() -> None:
    """Ratings are enough."""
    assert "28 errors" not in words(chart(readiness()))


def test_two_answers_of_one_day_are_refused() -> None:
    """Which one counts is a question for people."""
    with pytest.raises(InspectPrepError, match="Two of these values are of Monday 7 September 2026"):
        chart([HISTORY[0], HISTORY[0], HISTORY[1]])


def saved(day: date | None, **scores: float) -> SavedResult:
    """Return a saved result with the scores of some lists."""
    own = {int(name.removeprefix("list_")): score for name, score in scores.items()}
    return SavedResult(as_of=day, marks={}, rows={}, scores=own, key="k")


def test_scores_are_shown_over_time() -> None:
    """A list that was not supplied once has no cell for that day."""
    drawn = chart([saved(DAYS[0], list_1=100.0, list_10=82.5), saved(DAYS[1], list_1=99.1)])
    shown = {(row["row"], row["column"][:10]): (row["text"], row["shade"]) for row in rows(drawn)}
    assert shown == {
        ("List 1", "2026-09-07"): ("100", "100"),
        ("List 10", "2026-09-07"): ("82.5", "80 to 90"),
        ("List 1", "2026-09-08"): ("99.1", "98 to 100"),
    }
    assert "list 1 from 100 to 99.1" in spec(drawn)["description"]
    assert {"List date", "82.5"} <= set(drawn_texts(drawn))


def test_scores_need_a_list_date() -> None:
    """The error says what to do."""
    with pytest.raises(InspectPrepError, match="as_of=DAY"):
        chart([saved(None, list_1=100.0)])
