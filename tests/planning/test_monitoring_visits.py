"""At most three monitoring visits in twelve months, across ILACS and Area SEND."""

from __future__ import annotations

from datetime import date

import pytest

from inspectprep.model.inspection import Inspection
from inspectprep.planning.monitoring_visits import beyond_the_limit, is_monitoring


def visit(number: int, day: date, variant: str = "ilacs-monitoring-visit", withdrawn: str = "") -> Inspection:
    """Return a monitoring visit that was called on a day."""
    ended = day if withdrawn else None
    return Inspection(id=f"ins-{number}", variant=variant, notified=day, ended=ended, withdrawn=withdrawn)


EARLIER = (
    visit(1, date(2025, 9, 2)),
    visit(2, date(2025, 12, 2), "area-send-monitoring"),
    visit(3, date(2026, 3, 2)),
)


def test_a_fourth_in_twelve_months_is_named_with_its_source() -> None:
    """With the others."""
    text = beyond_the_limit(EARLIER, visit(4, date(2026, 9, 1)))
    assert "number 4 in twelve months" in text
    assert "ins-1 (Tuesday 2 September 2025)" in text
    assert "7 July 2025" in text


@pytest.mark.parametrize(
    ("inspections", "asked"),
    [
        (EARLIER, visit(4, date(2026, 9, 2))),  # the first is a year earlier to the day
        (EARLIER[1:], visit(4, date(2026, 9, 1))),
        (EARLIER, visit(4, date(2026, 9, 1), "ilacs-short")),
        ((*EARLIER[1:], visit(1, date(2025, 9, 2), withdrawn="Deferred")), visit(4, date(2026, 9, 1))),
        (EARLIER[1:], visit(3, date(2026, 3, 2))),
        (tuple(visit(n, date(2025, n, 2)) for n in (1, 2, 3)), visit(4, date(2025, 7, 6))),
    ],
)
def test_others_are_within_the_limit(inspections: tuple[Inspection, ...], asked: Inspection) -> None:
    """The limit is from 7 July 2025, and other kinds do not count."""
    assert beyond_the_limit(inspections, asked) == ""


def test_a_visit_counts_from_its_first_day_on_site() -> None:
    """Where that is recorded."""
    moved = visit(1, date(2025, 9, 2)).happened("fieldwork", date(2025, 9, 9))
    assert beyond_the_limit((moved, *EARLIER[1:]), visit(4, date(2026, 9, 8)))
    assert not beyond_the_limit(EARLIER, visit(4, date(2026, 9, 8)))
    assert beyond_the_limit((*EARLIER, visit(5, date(2024, 2, 28))), visit(4, date(2026, 9, 1)))


def test_monitoring_is_known_by_the_id_of_the_variant() -> None:
    """Of ILACS or Area SEND only."""
    assert is_monitoring("ilacs-monitoring-visit")
    assert not is_monitoring("ilacs-focused-visit")
    assert not is_monitoring("hmi-prisons-monitoring")
