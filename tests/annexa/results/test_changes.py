"""The errors of a check by team, their places, and their changes since an earlier check."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspectprep.annexa.results.changes import changes_since, error_places, with_known_changes
from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.comparison import save
from inspectprep.annexa.results.result import CheckResult
from inspectprep.errors import DocumentError, SourceError
from tests.annexa.examples import return_of

MONDAY = date(2026, 11, 16)
KEY, OTHER_KEY = b"k" * 32, b"o" * 32


def _result(wrong: int, as_of: date = MONDAY, teams: dict[str | None, int] | None = None) -> CheckResult:
    """Return a check of children in need, of whom the first were closed before they began."""
    names = [team for team, many in (teams or {"North Team": 8}).items() for _ in range(many)]
    rows: list[dict[str, Any]] = [
        {
            "child_unique_id": f"C{number}",
            "cin_start_date": date(2026, 10, 5),
            "cin_closure_date": date(2026, 10, 1) if number < wrong else None,
            "allocated_team": team,
        }
        for number, team in enumerate(names)
    ]
    return check_dataset(return_of({6: rows}, as_of))


def test_findings_by_team_add_up_to_those_of_the_check() -> None:
    """A team with too few children has no name, and rows without a team are apart."""
    result = _result(12, teams={"North Team": 6, "Tiny": 2, None: 5})
    teams = result.counts.teams
    assert sum(each.errors for each in teams) == result.counts.open_errors > 0
    assert {(each.team, each.small) for each in teams if each.list == 6} >= {
        ("North Team", False),
        ("", True),
    }
    assert "Tiny" not in f"{teams}"


def test_what_is_fixed_new_and_still_there_is_counted(tmp_path: Path) -> None:
    """New and remaining errors are those open now."""
    earlier, before = tmp_path / "earlier.json", _result(5, MONDAY - timedelta(weeks=1))
    save(before, earlier, key=KEY)
    now = _result(2)
    changes = changes_since(now, earlier, key=KEY)
    assert changes.since == MONDAY - timedelta(weeks=1)
    fixed = sum(each.errors for each in changes.fixed)
    assert 0 < fixed == before.counts.open_errors - changes.still
    assert sum(each.errors for each in changes.new) + changes.still == now.counts.open_errors
    assert [point.as_of for point in changes.before] == [changes.since]


def test_the_last_earlier_result_of_a_folder_counts(tmp_path: Path) -> None:
    """At most five are kept, and a later one is not an earlier one."""
    for week in range(-1, 8):
        save(_result(week + 1, MONDAY - timedelta(weeks=week)), tmp_path / f"{week}.json", key=KEY)
    changes = changes_since(_result(0), tmp_path, key=KEY)
    assert changes.since == MONDAY - timedelta(weeks=1)
    assert len(changes.before) == 5
    with pytest.raises(SourceError, match="No saved result"):
        changes_since(_result(0, MONDAY - timedelta(weeks=9)), tmp_path, key=KEY)


def test_a_result_of_another_key_is_refused(tmp_path: Path) -> None:
    """Its findings cannot be recognised."""
    save(_result(1), tmp_path / "other.json", key=OTHER_KEY)
    with pytest.raises(DocumentError, match="different keys"):
        changes_since(_result(0), tmp_path / "other.json", key=KEY)


def test_places_come_by_team_and_name_no_small_one() -> None:
    """The team with most errors is first; rows without a team are last."""
    result = _result(13, teams={"South Team": 5, "North Team": 6, "Tiny": 2, None: 5})
    teams = [place.team for place in error_places(result) if place.list == 6]
    assert teams[0] == "North Team"
    assert list(dict.fromkeys(teams))[:3] == ["North Team", "South Team", "Small teams"]
    assert len(error_places(result, most=3)) == 3


def test_a_folder_without_a_result_to_compare_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No key, no folder, no earlier result, or one of another key: nothing is said."""
    monkeypatch.setenv("INSPECTPREP_KEY_FILE", str(tmp_path / "key"))
    now, folder = _result(2), tmp_path / "results"
    assert with_known_changes(now, folder).error_changes is None
    (tmp_path / "key").write_bytes(KEY)
    assert with_known_changes(now, folder).error_changes is None
    folder.mkdir()
    save(_result(5, MONDAY - timedelta(weeks=1)), folder / "other.json", key=OTHER_KEY)
    assert with_known_changes(now, folder).counts.changes is None
    save(_result(5, MONDAY - timedelta(weeks=1)), folder / "other.json", key=KEY)
    changes = with_known_changes(now, folder).counts.changes
    assert changes is not None
    assert changes.since == MONDAY - timedelta(weeks=1)
