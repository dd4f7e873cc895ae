"""Charts of plans: every event is there, on its days, and nothing depends on colour alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import inspectprep as ip
from inspectprep.errors import InspectPrepError
from inspectprep.model.timeline import Timeline
from inspectprep.testing.builders import make_timeline
from inspectprep.views import chart
from tests.reports.plans import event, timeline
from tests.views.charts.spec import drawn_texts, rows, spec, words

CALL = date(2026, 9, 7)
MONDAYS = [CALL + timedelta(weeks=number) for number in range(26)]


def plan(variant: str = "ilacs-short", day: date = CALL, authority: str = "Westhaven") -> Timeline:
    """Return a plan."""
    return ip.schedule(ip.Inspection(variant=variant, authority=authority, notified=day))


def marks(chart: Any, title: str) -> dict[str, tuple[str, str]]:
    """Return the first day and the day after the last one of each mark of an event."""
    own = [row for row in rows(chart) if row["event"] == title and row["mark"] != "Text"]
    return {row["mark"]: (row["start"][:10], row["end"][:10]) for row in own}


def test_a_plan_has_each_event_on_its_days() -> None:
    """One day, several days, a forecast, a move and a day that is not known."""
    drawn = chart(make_timeline())
    assert marks(drawn, "The call") == {"One day": ("2026-09-07", "2026-09-08")}
    assert marks(drawn, "Inspectors are on site") == {
        "First planned": ("2026-09-14", "2026-09-19"),
        "Several days": ("2026-09-15", "2026-09-19"),
    }
    assert marks(drawn, "The report is published") == {
        "Forecast": ("2026-10-26", "2026-11-07"),
        "One day": ("2026-10-30", "2026-10-31"),
    }
    assert marks(drawn, "Annex A is due") == {}
    texts = {row["event"]: row["text"] for row in rows(drawn) if row["mark"] == "Text"}
    assert list(texts) == [event.title for event in make_timeline()]
    assert texts["Annex A is due"] == "Not known yet"
    assert texts["The report is published"] == "about Fri 30 Oct 2026"


def test_every_text_is_drawn_beside_its_mark() -> None:
    """The picture has the title, the titles of the axes, and the days of every event."""
    shown = drawn_texts(chart(make_timeline()))
    assert {"Event", "Date", "Not known yet", "Tue 15 to Fri 18 Sep 2026"} <= set(shown)
    assert any(
        text.startswith("Westhaven: Short inspection, called on Monday 7 September 2026") for text in shown
    )


def test_days_are_dates_in_the_time_zone_of_the_reader() -> None:
    """West of Greenwich a plain day would be drawn on the day before."""
    drawn = chart(make_timeline())
    assert all(row["start"].endswith("T00:00:00") for row in rows(drawn))
    assert spec(drawn)["layer"][0]["encoding"]["x"]["type"] == "temporal"


def test_the_text_alternative_has_every_day() -> None:
    """A reader who does not see the chart gets the same."""
    described = spec(chart(make_timeline()))["description"]
    assert "Inspectors are on site, Tue 15 to Fri 18 Sep 2026" in described
    assert "between Mon 26 Oct and Fri 6 Nov 2026" in described
    assert "Annex A is due, Not known yet" in described


def test_an_event_of_a_later_year_is_written_and_not_drawn() -> None:
    """The weeks of the inspection stay wide."""
    drawn = chart(timeline())
    (row,) = (row for row in rows(drawn) if row["event"] == "Next inspection")
    assert row["mark"] == "Text"
    assert row["text"].startswith("Later: about Fri 16 Apr 2021")
    assert max(row["end"] for row in rows(drawn)) < "2019"


def test_events_with_the_same_title_have_rows_of_their_own() -> None:
    """The id tells them apart."""
    drawn = chart(timeline(event("second", date(2018, 4, 17), title="Fieldwork")))
    assert {"Fieldwork (fieldwork)", "Fieldwork (second)"} <= {row["event"] for row in rows(drawn)}


def test_plans_are_compared_with_letters_and_colours() -> None:
    """The letter of a plan is before each of its texts."""
    drawn = chart([plan(), plan("ilacs-standard")])
    names = ["A: ILACS short inspection", "B: ILACS standard inspection"]
    assert sorted({row["plan"] for row in rows(drawn)}) == names
    shown = drawn_texts(drawn)
    assert {*names, "A Mon 14 to Fri 18 Sep 2026", "B Mon 14 to Fri 25 Sep 2026"} <= set(shown)
    scale = spec(drawn)["layer"][0]["encoding"]["color"]["scale"]
    assert scale["domain"] == names
    assert len(set(scale["range"])) == 2


@pytest.mark.parametrize(
    ("plans", "names"),
    [
        ([plan(), plan(authority="Easthaven")], {"A: Westhaven", "B: Easthaven"}),
        ([plan(), plan(day=MONDAYS[1])], {"A: called on Mon 7 Sep 2026", "B: called on Mon 14 Sep 2026"}),
    ],
)
def test_a_plan_is_named_after_what_differs(plans: list[Timeline], names: set[str]) -> None:
    """The council, the variant or the day of the call."""
    assert {row["plan"] for row in rows(chart(plans))} == names


def test_a_slider_moves_the_plan() -> None:
    """The chart has the plan of each day, and shows that of the slider."""
    plans = [plan(variant, day) for day in MONDAYS for variant in ("ilacs-short", "ilacs-standard")]
    drawn = chart(plans, slider=True)
    content = spec(drawn)
    (slider,) = content["params"]
    assert (slider["name"], slider["value"]) == ("call", 1)
    assert (slider["bind"]["input"], slider["bind"]["min"], slider["bind"]["max"]) == ("range", 1, 26)
    for layer in content["layer"]:
        assert {"filter": "(datum.call === call)"} in layer["transform"]
    for number, day in enumerate(MONDAYS, 1):
        own = [row for row in rows(drawn) if row["call"] == number and row["mark"] == "Several days"]
        starts = {row["plan"]: row["start"][:10] for row in own if row["event"].startswith("Fieldwork")}
        expected = {
            name: plan(variant, day)["fieldwork"].date
            for name, variant in (
                ("A: ILACS short inspection", "ilacs-short"),
                ("B: ILACS standard inspection", "ilacs-standard"),
            )
        }
        assert starts == {name: str(day) for name, day in expected.items()}
    assert len(str(content)) < 1_000_000


@pytest.mark.parametrize("place", [1, 2, 26])
def test_the_title_says_the_day_of_the_slider(place: int) -> None:
    """And the picture changes with it."""
    drawn = chart([plan(day=day) for day in MONDAYS], slider=True)
    content = spec(drawn)
    content["params"][0]["value"] = place

    class Moved:
        """The chart with the slider in another place."""

        def to_dict(self) -> dict[str, Any]:
            """Return its specification."""
            return content

    shown = drawn_texts(Moved())
    day = MONDAYS[place - 1]
    fieldwork = plan(day=day)["fieldwork"]
    assert any(f"{day:%A} {day.day} {day:%B %Y}" in text for text in shown)
    assert any(
        text.startswith(f"{fieldwork.date:%a} {fieldwork.date.day}") for text in shown if fieldwork.date
    )


def test_what_cannot_be_told_apart_is_refused() -> None:
    """The same plan twice, and too many plans for one chart. The remedy is there."""
    for slider in (False, True):
        with pytest.raises(InspectPrepError, match="Give each plan once"):
            chart([plan(), plan()], slider=slider)
    with pytest.raises(InspectPrepError, match=r"at most 6 plans.*slider=True"):
        chart([plan(day=day) for day in MONDAYS])


def test_a_chart_on_a_light_page_can_be_part_of_another() -> None:
    """It has no configuration of its own. One for a dark page has."""
    both = chart(make_timeline()) & chart(timeline())
    assert len(both.to_dict()["vconcat"]) == 2
    assert spec(chart(make_timeline(), dark=True))["config"]["background"] == "#10161e"


def test_a_note_is_not_part_of_the_data() -> None:
    """Titles and days are enough."""
    assert "Read the letter." not in words(chart(timeline()))
