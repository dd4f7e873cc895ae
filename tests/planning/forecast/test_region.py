"""The view of a region says who is due, and is honest about councils that it knows little of."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, strategies as st

from inspectprep import Workspace
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.history import built_in_figures
from inspectprep.model.past_inspection import GradeWord, InspectionKind, PastInspection
from inspectprep.model.region import DueState, RegionCouncil, RegionView
from inspectprep.planning.forecast.forecaster import Forecaster
from inspectprep.planning.forecast.region import region_view
from tests.planning.forecast.histories import HISTORIES, inspection

AS_OF = date(2026, 11, 30)
COMPLETED = [
    inspection("Done", "2021-11-08"),
    inspection("Done", "2024-10-07", GradeWord.INADEQUATE),
    inspection("Ready", "2021-11-08"),
    inspection("Ready", "2025-06-16", GradeWord.INADEQUATE),
]
"""Two intervals after good, of 1064 and 1316 days."""


DAYS = (date(2019, 5, 1), date(2022, 9, 6), AS_OF, date(2028, 1, 3))


@cache
def forecaster(as_of: date) -> Forecaster:
    """Return the forecast of a day, with the built-in figures."""
    pattern = Workspace().catalogue.find("ilacs-standard").framework.calls
    return Forecaster(built_in_figures(), as_of=as_of, pattern=pattern)


def _view(*inspections: PastInspection, councils: tuple[str, ...] = ()) -> RegionView:
    return region_view((*COMPLETED, *inspections), forecaster=forecaster(AS_OF), councils=councils)


def _one(*inspections: PastInspection) -> RegionCouncil:
    (council,) = _view(*inspections, councils=("Avon",)).councils
    return council


def test_the_window_of_partnerships_is_the_last_start_and_the_completed_intervals() -> None:
    """Of the grade that the council has now: minimum, average and maximum."""
    past = _one(inspection("Avon", "2024-01-08")).past_window
    assert past is not None
    assert (past.grade, past.n) == (GradeWord.GOOD, 2)
    start = date(2024, 1, 8)
    assert [(day - start).days for day in (past.opens, past.average, past.latest)] == [1064, 1190, 1316]


@pytest.mark.parametrize(
    ("start", "state"),
    [
        ("2025-01-06", DueState.BEFORE),
        ("2023-12-11", DueState.OPEN),
        ("2023-04-24", DueState.OPEN),
        ("2023-04-17", DueState.OVERDUE),
    ],
)
def test_a_council_is_before_in_or_after_the_window(start: str, state: DueState) -> None:
    """One that is overdue says so, and still has a forecast."""
    council = _one(inspection("Avon", start))
    assert council.state is state
    assert council.window is not None
    assert council.window.p10 > AS_OF
    assert any("Already later" in note for note in council.notes) is (state is DueState.OVERDUE)


def test_a_council_without_a_grade_has_the_window_of_all_grades() -> None:
    """As after inspections since April 2026. It says so."""
    council = _one(inspection("Avon", "2026-05-11", None))
    assert council.past_window is not None
    assert (council.past_window.grade, council.past_window.n) == (None, 2)
    assert council.grade is None
    assert council.notes[:2] == (
        "No overall grade.",
        "The window of completed intervals is that of all grades.",
    )


def test_a_grade_without_completed_intervals_has_the_window_of_all_grades() -> None:
    """A made-up window of its own would be a guess."""
    council = _one(inspection("Avon", "2024-05-13", GradeWord.OUTSTANDING))
    assert council.past_window is not None
    assert council.past_window.grade is None
    assert council.grade is GradeWord.OUTSTANDING


def test_few_completed_intervals_are_a_reservation() -> None:
    """Two intervals are not a rule."""
    assert "Only 2 completed intervals after good." in _one(inspection("Avon", "2024-01-08")).notes


def test_a_council_last_inspected_under_the_earlier_framework_has_no_forecast() -> None:
    """It is listed all the same, after all others."""
    view = _view(inspection("Avon", "2016-01-11", kind=InspectionKind.SIF), inspection("Brent", "2024-01-08"))
    last = view.councils[-1]
    assert (last.authority, last.state, last.window, last.past_window) == (
        "Avon",
        DueState.UNKNOWN,
        None,
        None,
    )
    assert "SIF" in last.notes[0]


@pytest.mark.parametrize("lag", [None, 60])
def test_an_inspection_whose_report_is_not_published_is_the_last_one(lag: int | None) -> None:
    """Its grade is not known yet, also where the history has it already."""
    council = _one(inspection("Avon", "2023-01-09"), inspection("Avon", "2026-11-09", lag=lag))
    assert (council.state, council.grade) == (DueState.AWAITED, None)
    assert council.last_start == date(2026, 11, 9)


def test_what_is_after_the_date_changes_nothing() -> None:
    """Neither inspections that begin later nor grades that are published later."""
    before = [inspection("Avon", "2023-01-09"), inspection("Brent", "2026-10-12", GradeWord.GOOD)]
    later = [
        inspection("Avon", "2027-01-11"),
        inspection("Coast", "2027-01-11"),
        inspection("Brent", "2026-10-12", GradeWord.INADEQUATE),
    ]
    assert _view(*before) == _view(before[0], *later)


def test_councils_are_chosen_by_name_or_number() -> None:
    """Capitals and spaces make no difference, and an earlier name is enough."""
    history = [
        inspection("Avon", "2022-01-10", urn="7"),
        inspection("Avon Council", "2025-01-06", urn="7"),
        inspection("Brent", "2024-01-08", urn="8"),
    ]
    for names in (("brent", " AVON "), ("7", "8"), ("Avon Council", "7", "8", "Brent")):
        view = _view(*history, councils=names)
        assert [each.authority for each in view.councils] == ["Brent", "Avon Council"]


def test_an_unknown_council_is_named() -> None:
    """With the one that may be meant."""
    with pytest.raises(UnknownNameError, match="Did you mean 'Brent'"):
        _view(inspection("Brent", "2024-01-08"), councils=("Bren",))
    with pytest.raises(InspectPrepError, match="began by 2026-11-30"):
        region_view([], forecaster=forecaster(AS_OF))


@given(HISTORIES.filter(bool), st.sampled_from(DAYS))
def test_the_parts_of_a_view_agree(history: list[PastInspection], as_of: date) -> None:
    """Councils are in the order of the forecast, and the weeks add up to their chances."""
    begun = {each.authority for each in history if each.start <= as_of}
    if not begun:
        with pytest.raises(InspectPrepError):
            region_view(history, forecaster=forecaster(as_of))
        return
    view = region_view(history, forecaster=forecaster(as_of))
    assert {each.authority for each in view.councils} == begun
    windows = [each.window for each in view.councils if each.window]
    assert [each.p50 for each in windows] == sorted(each.p50 for each in windows)
    for window in windows:
        assert window.p10 <= window.p25 <= window.p50 <= window.p75 <= window.p90
    soon = [week for week in view.weeks if (week.monday - as_of).days <= 180]
    assert sum(week.expected for week in soon) == pytest.approx(view.within_180_days)
    assert view.within_90_days == pytest.approx(sum(each.within_90_days or 0 for each in view.councils))
    for week in view.weeks:
        assert week.monday.weekday() == 0
        assert as_of < week.monday <= as_of + timedelta(days=182)
        assert max(one.probability for one in week.likeliest) <= week.at_least_one + 1e-9
        assert week.at_least_one <= week.expected + 1e-9
        chances = [one.probability for one in week.likeliest]
        assert chances == sorted(chances, reverse=True)


def test_a_history_that_ends_early_is_a_reservation() -> None:
    """Councils that were inspected since would look overdue."""
    old = _view(inspection("Avon", "2023-01-09"))
    assert "ends with the report of Friday 15 August 2025" in old.unknowns[0]
    fresh = _view(inspection("Avon", "2023-01-09"), inspection("Brent", "2026-09-21"))
    assert not any("The history ends" in text for text in fresh.unknowns)


def test_what_one_forecast_does_not_know_is_a_reservation_of_its_council() -> None:
    """What none of them knows is one of the view."""
    view = _view(inspection("Avon", "2026-05-11", None), inspection("Brent", "2024-01-08"))
    (own,) = [text for text in view.reservations() if text.startswith("Inspections have had no overall")]
    assert view.reservations()[own] == ("Avon",)
    assert own not in view.unknowns
    alone = _view(inspection("Avon", "2026-05-11", None), councils=("Avon",))
    assert own in alone.unknowns
