"""Whole workbooks of a council: doubtful codes, null words and placeholder dates."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from inspectprep import annexa
from inspectprep.annexa.results.indicators.measures import figures
from inspectprep.annexa.results.result import CheckResult
from tests.annexa.making import AS_OF
from tests.shared import from_shared


def checked(name: str) -> CheckResult:
    """Return the result of a workbook of the shared cases."""
    return annexa.check(from_shared(f"cases/annexa/{name}.xlsx"), as_of=AS_OF)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("clean", {}),
        ("two-codes", {"AA-F-030": 5}),
        ("null-words", {"AA-S-004": 11}),
        ("placeholder-dates", {"AA-F-008": 81}),
    ],
)
def test_one_cause_is_one_finding(name: str, expected: dict[str, int]) -> None:
    """What the cell cannot say is reported once, and no other rule guesses."""
    assert Counter(checked(name).findings["rule"]) == expected


def test_indicators_do_not_see_placeholder_dates() -> None:
    """The figures are those of the council without the dates."""
    clean, placeholders = checked("clean"), checked("placeholder-dates")
    assert annexa.indicators(placeholders) == annexa.indicators(clean)
    assert figures(placeholders.dataset) == figures(clean.dataset)


def test_a_lower_limit_brings_a_date_back() -> None:
    """The council's own thresholds say what is a placeholder."""
    policy = annexa.policy_of(
        {"thresholds": {"event_floor": date(1800, 1, 1), "placeholder_dates": [date(1970, 1, 1)]}}
    )
    path = from_shared("cases/annexa/placeholder-dates.xlsx")
    found = Counter(annexa.check(path, as_of=AS_OF, policy=policy).findings["rule"])
    assert "AA-F-008" not in found
    assert found["AA-X-011"] > 0
