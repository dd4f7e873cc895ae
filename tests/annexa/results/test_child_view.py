"""A child's view: all rows of one child and of no other, in the order of time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.child_view import ChildView, child_view
from inspectprep.errors import InspectPrepError
from tests.annexa.examples import return_of

AS_OF = date(2026, 11, 20)
BORN = date(2016, 3, 5)
ROWS: dict[int, list[dict[str, Any]]] = {
    1: [
        {"child_unique_id": "AB-1042", "date_of_birth": BORN, "date_of_contact": date(2026, 5, 2),
         "contact_source": "q) 6: Police"},
        {"child_unique_id": "other", "date_of_birth": BORN, "date_of_contact": date(2026, 5, 3)},
        {"child_unique_id": "ab-1042", "date_of_birth": BORN, "date_of_contact": date(2026, 4, 1)},
        {"child_unique_id": "LCS1042", "date_of_birth": BORN, "date_of_contact": date(2026, 4, 1)},
    ],
    6: [{"child_unique_id": "AB-1042", "date_of_birth": date(2016, 3, 6),
         "cin_start_date": date(2026, 5, 9)}],
    8: [
        {
            "child_unique_id": "AB-1042",
            "date_of_birth": BORN,
            "lac_start_date": date(2026, 6, 1),
            "lac_end_date": date(2026, 9, 1),
            "placement_start_date": date(2026, 7, 1),
            "placement_type": "K1",
            "legal_status_start_date": date(2026, 6, 1),
            "legal_status": "C2",
        }
    ],
    10: [{"child_unique_id": "AB-1042", "family_identifier": "F1", "adm_decision_date": date(2026, 8, 1)}],
    11: [
        {"adopter_identifier": "A1", "family_identifier": "F1", "enquiry_date": date(2026, 1, 1)},
        {"adopter_identifier": "A2", "family_identifier": "F2", "enquiry_date": date(2026, 1, 2)},
    ],
}  # fmt: skip


def view_of(identifier: str) -> ChildView:
    """Return the view of a child."""
    return child_view(check_dataset(return_of(ROWS, AS_OF)), identifier)


@pytest.mark.parametrize("written", ["AB-1042", "ab-1042 ", " Ab\u20111042", "'AB-1042"])
def test_the_rows_are_those_that_a_join_would_find(written: str) -> None:
    """Case, spaces and kinds of dash make no difference; adopters of the family are found too."""
    assert view_of(written).rows == {1: 2, 6: 1, 8: 1, 10: 1, 11: 1}


def test_events_are_in_the_order_of_time() -> None:
    """Spans have their last day, or none if they have not ended."""
    events = view_of("AB-1042").events
    days = [event.day for event in events if event.day]
    assert days == sorted(days)
    spans = {event.what: (event.day, event.until) for event in events if event.lasting}
    assert spans == {
        "In need": (date(2026, 5, 9), None),
        "In care": (date(2026, 6, 1), date(2026, 9, 1)),
        "Legal status": (date(2026, 6, 1), date(2026, 9, 1)),
        "Placement": (date(2026, 7, 1), date(2026, 9, 1)),
    }


def test_what_belongs_to_an_event_is_beside_it() -> None:
    """The kind of placement is with the placement, and the source with the contact."""
    events = view_of("AB-1042").events
    (placement,) = [event for event in events if event.what == "Placement"]
    assert [text for _, text in placement.details if "K1" in text]
    contacts = [event for event in events if event.list == 1]
    assert [len(event.details) for event in contacts] == [0, 1]


def test_lists_that_disagree_about_the_child_are_shown() -> None:
    """Each text has the lists that have it."""
    births = [each[1:] for each in view_of("AB-1042").about if each[0] == "Date of Birth"]
    assert births == [("05/03/2016", (1, 8)), ("06/03/2016", (6,))]


def test_the_findings_are_those_of_the_child_s_rows() -> None:
    """Findings of other children are not shown."""
    result = check_dataset(return_of(ROWS, AS_OF))
    view = child_view(result, "AB-1042")
    assert view.findings
    for finding in view.findings:
        assert finding.location.row is not None
        if finding.list == 1:
            assert finding.location.row in {2, 4}


def test_identifiers_that_look_alike_are_counted() -> None:
    """Another prefix may be the same child. It is for the analyst to decide."""
    assert view_of("AB-1042").similar == {1: 1}
    missing = view_of("1042")
    assert not missing.found
    assert missing.similar == {1: 2, 6: 1, 8: 1, 10: 1}


@pytest.mark.parametrize("nothing", ["", "  ", "TBC", "unborn", "000"])
def test_a_text_that_stands_for_no_child_is_refused(nothing: str) -> None:
    """It would show several children as one."""
    with pytest.raises(InspectPrepError, match="not the identifier"):
        view_of(nothing)


def test_a_date_that_cannot_be_read_is_not_lost(tmp_path: Any) -> None:
    """It has no place on the line, and is listed with its text."""
    from inspectprep import annexa  # noqa: PLC0415
    from tests.annexa.making import good, with_value, workbook  # noqa: PLC0415

    table = with_value(good(1, 2), "Date of Contact", "sometime")
    result = annexa.check([workbook(tmp_path / "a.xlsx", {"List 1": table})], as_of=AS_OF)
    view = child_view(result, "C00001")
    assert view.unread == ((1, "F2", "Date of Contact", "sometime"),)
    assert [event.day for event in view.events] == [None]
