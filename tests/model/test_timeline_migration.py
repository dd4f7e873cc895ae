"""Timelines of version 2 are read with last days that are no surer than they were."""

from __future__ import annotations

from typing import Any

import pytest

from inspectprep import codec
from inspectprep.model.basis import Basis
from inspectprep.model.inspection_calendar import InspectionCalendar
from inspectprep.model.timeline import Timeline
from inspectprep.testing import make_timeline

NEW = ("end_earliest", "end_latest", "end_basis", "counted_from", "firm", "end_firm")


def old_timeline(**embargo: Any) -> dict[str, Any]:
    """Return a timeline as version 2 wrote it, with an embargo."""
    document = codec.dump(make_timeline())
    events = [{key: value for key, value in each.items() if key not in NEW} for each in document["events"]]
    publication = next(each for each in events if each["id"] == "publication")
    span = {"id": "embargo", "title": "Embargo", "phase": "embargo", "date": "2026-09-18", "basis": "account"}
    blank = {"earliest": None, "latest": None, "by_8_in_10": None, "by_19_in_20": None, "n": None}
    span |= blank | {"end": publication["date"], "planned": "2026-09-18", "moved_days": 0} | embargo
    return document | {"schema": "inspectprep/timeline/2", "events": [*events, publication | span]}


def test_a_span_that_ends_with_a_forecast_ends_on_one() -> None:
    """It has the bounds of the publication, and is not firm."""
    timeline = codec.load(old_timeline(), Timeline)
    embargo, publication = timeline["embargo"], timeline["publication"]
    assert (embargo.end_earliest, embargo.end_latest) == (publication.earliest, publication.latest)
    assert (embargo.end_basis, embargo.confirmed) == (Basis.MEASURED, False)


def test_only_what_is_recorded_is_firm() -> None:
    """The old document does not say from which day another is counted."""
    timeline = codec.load(old_timeline(), Timeline)
    assert [event.id for event in timeline if event.firm] == ["notification", "fieldwork"]
    assert not timeline["fieldwork"].end_firm
    ended = codec.load(old_timeline(actual="2026-09-18", actual_end="2026-10-30"), Timeline)["embargo"]
    assert (ended.confirmed, ended.end_forecast, ended.end_basis) == (True, False, Basis.ACCOUNT)


@pytest.mark.parametrize(("basis", "counted"), [("law", Basis.MEASURED), ("measured", None)])
def test_a_rule_with_bounds_is_counted_from_a_forecast(basis: str, counted: Basis | None) -> None:
    """A measured day is a forecast itself."""
    old = old_timeline(earliest="2026-09-17", latest="2026-09-19", basis=basis)
    assert codec.load(old, Timeline)["embargo"].counted_from is counted


def test_the_timelines_of_an_old_calendar_are_read_too() -> None:
    """They have no version of their own."""
    inner = {key: value for key, value in old_timeline().items() if key != "schema"}
    document = {"schema": "inspectprep/inspection-calendar/1", "on": "2026-09-20", "timelines": [inner]}
    [timeline] = codec.load(document, InspectionCalendar).timelines
    assert timeline["embargo"].end_basis is Basis.MEASURED
