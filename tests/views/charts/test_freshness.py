"""Charts of age: of lists and of evidence."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from inspectprep.errors import InspectPrepError
from inspectprep.model.evidence import EvidenceBase, EvidenceItem, EvidenceKind, SurveyMeasure
from inspectprep.testing.builders import make_check_summary
from inspectprep.views import chart
from tests.views.charts.spec import drawn_texts, rows, spec, words

DAY = date(2026, 9, 7)
ITEMS = (
    EvidenceItem(id="ev-1", title="Zebedee", kind=EvidenceKind.AUDIT, until=date(2026, 1, 1)),
    EvidenceItem(id="ev-2", title="Zebedee", kind=EvidenceKind.PEER_REVIEW, until=date(2026, 9, 1)),
    EvidenceItem(id="ev-3", title="Zebedee", kind=EvidenceKind.PLAN, says="Zebedee"),
)


def test_a_list_is_as_old_as_its_newest_event() -> None:
    """The oldest is first. A list without a date, or that was not found, says so."""
    drawn = chart(make_check_summary(), of="freshness")
    texts = {row["row"]: (row["age"], row["text"]) for row in rows(drawn)}
    assert texts == {
        "List 1: Contacts": (3, "3 days, since Fri 4 Sep 2026"),
        "List 6: Children in need": (0, "No event with a date"),
        "List 9: Care leavers": (0, "The list was not found"),
    }
    assert {"Age in calendar days", "List of Annex A", "3 days, since Fri 4 Sep 2026"} <= set(
        drawn_texts(drawn)
    )
    assert "List 9: Care leavers, The list was not found" in spec(drawn)["description"]


def test_a_check_without_a_list_date_has_no_ages() -> None:
    """The error says what to do."""
    with pytest.raises(InspectPrepError, match="as_of=DAY"):
        chart(evolve(make_check_summary(), as_of=None), of="freshness")


def test_evidence_is_as_old_as_what_it_covers() -> None:
    """And says until when it counts. No title and no sentence is in the chart."""
    drawn = chart(ITEMS, on=DAY)
    assert [(row["row"], row["text"]) for row in rows(drawn)] == [
        ("ev-1: audit", "249 days, out of date since Wed 1 Jul 2026"),
        ("ev-2: peer review", "6 days, up to date until Fri 1 Sep 2028"),
        ("ev-3: plan", "no dates"),
    ]
    assert "Zebedee" not in words(drawn)
    assert "Evidence item" in drawn_texts(drawn)


def test_the_evidence_of_a_council_has_its_surveys() -> None:
    """An evidence base counts as its items and its newest surveys."""
    survey = SurveyMeasure(id="meas-1", question="Zebedee?", percent=50, until=date(2026, 6, 30))
    drawn = chart(EvidenceBase(items=ITEMS, measures=(survey,)), on=DAY)
    assert {row["row"] for row in rows(drawn)} == {
        "ev-1: audit", "ev-2: peer review", "ev-3: plan", "meas-1: survey",
    }  # fmt: skip
    assert "Zebedee" not in words(drawn)


def test_the_day_of_evidence_must_be_given() -> None:
    """And only for evidence."""
    with pytest.raises(InspectPrepError, match="Give on=DAY"):
        chart(ITEMS)
    with pytest.raises(InspectPrepError, match="Leave on out"):
        chart(make_check_summary(), on=DAY)
