"""How findings go away: corrected at source, left with the window or with the child, or not known."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from inspectprep.annexa.catalogue.policy import Policy, RuleChange
from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.comparison import SavedResult, compare, read_saved, save, saved_of
from inspectprep.annexa.results.departure import Departure
from inspectprep.errors import DocumentError
from tests.annexa.examples import return_of

BEFORE, AFTER = date(2026, 5, 20), date(2026, 6, 17)
KEY = b"k" * 32
Row = dict[str, Any]


def _need(child: str, start: date, end: date | None = None, **more: Any) -> Row:
    return {"child_unique_id": child, "cin_start_date": start, "cin_closure_date": end, **more}


def _saved(rows: dict[int, list[Row]], as_of: date, **policy: Any) -> SavedResult:
    return saved_of(check_dataset(return_of(rows, as_of), policy=Policy(**policy)), KEY)


def _how(old: SavedResult, new: SavedResult, rule: str, key: bytes | None = KEY) -> list[str]:
    """Return how each finding of a rule went away."""
    change = compare(old, new, key=key)
    return [str(how) for how in Departure for finding in getattr(change, how) if finding.rule == rule]


# AA-X-011: the case was closed before it began. The window of the earlier result begins on 20 November 2025,
# and that of the later one on 17 December.
WRONG = _need("A", date(2026, 5, 4), date(2026, 5, 1))
OLD_WRONG = _need("A", date(2025, 12, 10), date(2025, 12, 2))
OTHER = _need("B", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        pytest.param(
            WRONG, [_need("A", date(2026, 4, 4), date(2026, 5, 1))], "corrected", id="date corrected"
        ),
        pytest.param(WRONG, [], "left", id="child is gone"),
        pytest.param(OLD_WRONG, [], "left", id="closed before the window"),
        pytest.param(
            OLD_WRONG, [_need("A", date(2025, 12, 1), None)], "corrected", id="closing date removed"
        ),
    ],
)
def test_a_finding_of_a_list_of_children(before: Row, after: list[Row], how: str) -> None:
    """A row of List 6 is recognised by its child."""
    old, new = _saved({6: [before, OTHER]}, BEFORE), _saved({6: [*after, OTHER]}, AFTER)
    assert _how(old, new, "AA-X-011") == [how]


def _contact(child: str, day: date, **more: Any) -> Row:
    return {"child_unique_id": child, "date_of_contact": day, "contact_source": "q) 6: Police", **more}


LATE, EARLY = date(2026, 5, 1), date(2025, 12, 2)


@pytest.mark.parametrize(
    ("day", "after", "how"),
    [
        pytest.param(LATE, [_contact("A", LATE, age=9)], "corrected", id="cell corrected"),
        pytest.param(LATE, [_contact("A", date(2026, 5, 2), age=9)], "corrected", id="row changed"),
        pytest.param(EARLY, [_contact("A", LATE, age=9)], "left", id="date left the window"),
        pytest.param(
            EARLY, [_contact("A", EARLY, age=9)], "corrected", id="still there, though out of the window"
        ),
        pytest.param(EARLY, [], "left", id="child is gone"),
        pytest.param(
            date(2025, 12, 17), [_contact("A", LATE, age=9)], "corrected", id="first day of the window"
        ),
        pytest.param(date(2025, 12, 16), [_contact("A", LATE, age=9)], "left", id="day before the window"),
        pytest.param(
            date(2025, 11, 20), [_contact("A", LATE, age=9)], "left", id="first day of the earlier window"
        ),
        pytest.param(
            date(2025, 11, 19), [_contact("A", LATE, age=9)], "corrected", id="outside before, and removed"
        ),
    ],
)
def test_a_finding_of_a_list_of_events(day: date, after: list[Row], how: str) -> None:
    """A row of List 1 is recognised by its child and date. The date decides whether it left."""
    old = _saved({1: [_contact("A", day, age=40), _contact("B", LATE, age=9)]}, BEFORE)
    new = _saved({1: [*after, _contact("B", LATE, age=9)]}, AFTER)
    assert _how(old, new, "AA-F-011") == [how]


def test_without_the_key_a_row_that_is_gone_is_not_known() -> None:
    """The date that takes a row out of the window is a keyed hash, so only the key can say."""
    old = _saved({1: [_contact("A", EARLY, age=40)]}, BEFORE)
    new = _saved({1: [_contact("A", LATE, age=9)]}, AFTER)
    assert _how(old, new, "AA-F-011", None) == _how(old, new, "AA-F-011", b"o" * 32) == ["unknown"]


def test_a_rule_that_was_not_run_says_nothing_about_corrections() -> None:
    """Switched off, or skipped because a column is missing."""
    old = _saved({6: [WRONG]}, BEFORE)
    off = _saved({6: [WRONG]}, AFTER, rules={"AA-X-011": RuleChange(off=True)})
    assert _how(old, off, "AA-X-011") == ["unknown"]
    skipped = evolve(_saved({6: [OTHER]}, AFTER), not_run=frozenset({"AA-X-011"}))
    assert _how(old, skipped, "AA-X-011") == ["unknown"]


def test_a_list_that_is_absent_says_nothing_about_corrections() -> None:
    """The later result has no List 6."""
    assert _how(_saved({6: [WRONG]}, BEFORE), _saved({1: [_contact("A", LATE)]}, AFTER), "AA-X-011") == [
        "unknown"
    ]


def test_an_identifier_that_was_corrected_hides_the_row() -> None:
    """The marks of a corrected row are others, so nothing is known of its other findings."""
    old = _saved({6: [_need("SMITH J", date(2026, 5, 4), date(2026, 5, 1))]}, BEFORE)
    new = _saved({6: [_need("100", date(2026, 4, 4), date(2026, 5, 1))]}, AFTER)
    assert _how(old, new, "AA-F-042") == _how(old, new, "AA-X-011") == ["unknown"]


def test_a_finding_about_a_list_is_corrected() -> None:
    """It has no row that could leave."""
    old = _saved(
        {6: [_need(f"C{n}", date(2026, 5, 4), date_of_birth=date(2012, 6, n), age=14) for n in range(1, 7)]},
        BEFORE,
    )
    new = _saved(
        {6: [_need(f"C{n}", date(2026, 5, 4), date_of_birth=date(2012, 6, n), age=14) for n in range(1, 7)]},
        AFTER,
    )
    assert _how(old, new, "AA-F-043") == ["corrected"]


def _strip(document: dict[str, Any]) -> None:
    """Turn a saved result into one of the first format."""
    document["schema"] = "inspectprep/annexa-check/1"
    del document["list_marks"], document["teams"], document["finding_rows"]
    for finding in document["findings"]:
        del finding["unit"], finding["count"]


def _remove_marks(document: dict[str, Any]) -> None:
    """Turn a saved result into one without marks of rows."""
    del document["list_marks"]


@pytest.mark.parametrize("change", [_strip, _remove_marks])
@pytest.mark.parametrize("which", ["old", "new"])
def test_an_old_result_is_compared_and_says_not_known(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], which: str
) -> None:
    """A result that was saved before the marks of rows is still read."""
    rows = {"old": ({6: [WRONG, OTHER]}, BEFORE), "new": ({6: [OTHER]}, AFTER)}
    read = {}
    for name, (cells, as_of) in rows.items():
        path = tmp_path / f"{name}.json"
        save(check_dataset(return_of(cells, as_of)), path, key=KEY)
        if name == which:
            document = json.loads(path.read_text())
            change(document)
            path.write_text(json.dumps(document))
        read[name] = read_saved(path)
    expected = "left" if (which, change) == ("old", _remove_marks) else "unknown"
    assert _how(read["old"], read["new"], "AA-X-011") == [expected]


def test_the_changes_add_up() -> None:
    """Each earlier finding is corrected, left, not known or still there."""
    old = _saved({1: [_contact("A", EARLY, age=40), _contact("B", LATE, age=41)], 6: [WRONG, OTHER]}, BEFORE)
    new = _saved({1: [_contact("B", LATE, age=41)], 6: [OTHER]}, AFTER)
    change = compare(old, new, key=KEY)
    earlier = sum(len(findings) for findings in old.marks.values())
    assert sum(len(getattr(change, name)) for name in ("corrected", "left", "unknown", "still")) == earlier
    assert sum(sum(counts.values()) for counts in change.by("rule").values()) == earlier + len(change.new)


def test_a_saved_result_has_no_date_or_name_of_a_row(tmp_path: Path) -> None:
    """Marks of rows, people and leaving dates are hashes that another key does not give."""
    rows = {
        1: [_contact("SECRET-1", EARLY, age=40)],
        6: [_need("SECRET-2", date(2026, 5, 4), date(2026, 5, 1))],
    }
    texts: list[str] = []
    for key in (KEY, b"o" * 32):
        save(check_dataset(return_of(rows, BEFORE)), tmp_path / "one.json", key=key)
        texts.append((tmp_path / "one.json").read_text())
    secrets = ("SECRET", "2025-12-02", "02/12/2025", "2026-05-01", "2026-05-04")
    # The freshness of a list names its newest event, which is not about one child.
    for text in texts:
        document = json.loads(text)
        del document["freshness"], document["lists"]
        assert not [secret for secret in secrets if secret in json.dumps(document)]
    one, other = (json.loads(text)["list_marks"] for text in texts)
    assert not {mark["rows"] for mark in one} & {mark["rows"] for mark in other}
    assert not {mark["people"] for mark in one} & {mark["people"] for mark in other}


def test_a_damaged_saved_result_is_refused(tmp_path: Path) -> None:
    """Its rows would be those of other findings."""
    path = tmp_path / "one.json"
    save(check_dataset(return_of({6: [WRONG]}, BEFORE)), path, key=KEY)
    document = json.loads(path.read_text())
    document["finding_rows"].pop()
    path.write_text(json.dumps(document))
    with pytest.raises(DocumentError, match="finding_rows"):
        read_saved(path)
