"""Saved results over time: counts by week, list and team, and files that cannot be used."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.comparison import save
from inspectprep.annexa.results.result_json import document_of
from inspectprep.annexa.results.team_findings import FEWEST_CHILDREN
from inspectprep.annexa.results.trend import trend
from inspectprep.errors import SourceError
from inspectprep.model.annexa_trend import FindingTrend, TrendPoint
from tests.annexa.examples import return_of

MONDAY = date(2026, 11, 16)
KEY, OTHER_KEY = b"k" * 32, b"o" * 32


def _rows(wrong: int, of: int = 8, team: str | None = "North Team") -> list[dict[str, Any]]:
    """Return children in need, of whom some were closed before they began."""
    return [
        {
            "child_unique_id": f"C{number}",
            "cin_start_date": date(2026, 10, 5),
            "cin_closure_date": date(2026, 10, 1) if number < wrong else None,
            "allocated_team": team,
        }
        for number in range(of)
    ]


def _save(path: Path, as_of: date, wrong: int = 1, key: bytes = KEY, **more: Any) -> Path:
    save(check_dataset(return_of({6: _rows(wrong, **more)}, as_of)), path, key=key)
    return path


def _reasons(found: FindingTrend) -> dict[str, str]:
    return {file.file: file.reason for file in found.unused}


def _list(point: TrendPoint, number: int) -> Any:
    return next(one for one in point.lists if one.list == number)


def test_results_are_in_order_of_their_list_dates(tmp_path: Path) -> None:
    """Whatever the names of the files; each has its counts, by list too."""
    for name, weeks, wrong in (("z", 0, 5), ("a", 1, 3), ("m", 2, 0)):
        _save(tmp_path / f"{name}.json", MONDAY + timedelta(weeks=weeks), wrong)
    found = trend(tmp_path)
    assert [point.file for point in found.points] == ["z.json", "a.json", "m.json"]
    assert [point.week for point in found.points] == [MONDAY + timedelta(weeks=n) for n in range(3)]
    errors = [point.counts.errors for point in found.points]
    assert errors == sorted(errors, reverse=True)
    assert len(set(errors)) == 3
    assert [_list(point, 6).counts.errors for point in found.points] == [
        point.counts.errors - sum(one.counts.errors for one in point.lists if one.list != 6)
        for point in found.points
    ]
    scores = [point.score for point in found.points]
    assert scores == [_list(point, 6).score for point in found.points]
    assert _list(found.points[0], 1).score is None
    assert found.unused == ()


def test_the_latest_result_of_a_week_stands_for_it(tmp_path: Path) -> None:
    """All results are there, and one of each week is marked."""
    for days in (0, 2, 6, 7):
        _save(tmp_path / f"{days}.json", MONDAY + timedelta(days=days))
    found = trend(tmp_path)
    assert [(point.file, point.latest) for point in found.points] == [
        ("0.json", False), ("2.json", False), ("6.json", True), ("7.json", True),
    ]  # fmt: skip


def _broken(folder: Path) -> dict[str, str]:
    """Write files of every kind that cannot be used, and return what is said of each."""
    good = json.loads(_save(folder / "good.json", MONDAY).read_text())
    (folder / "notes.txt").write_text("x")
    (folder / "folder").mkdir()
    (folder / "empty.json").write_text("")
    (folder / "list.json").write_text("[1]")
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "bytes.json").write_bytes(b"\xff\xfe\x00")
    (folder / "other.json").write_text('{"schema": "inspectprep/timeline/1"}')
    (folder / "schema.json").write_text('{"schema": 7}')
    (folder / "newer.json").write_text(json.dumps({**good, "schema": "inspectprep/annexa-check/99"}))
    (folder / "cut.json").write_text(json.dumps({key: good[key] for key in ("schema", "as_of", "key")}))
    (folder / "odd.json").write_text(json.dumps({**good, "lists": "none"}))
    (folder / "undated.json").write_text(json.dumps({**good, "as_of": None}))
    plain = document_of(check_dataset(return_of({6: _rows(1)}, MONDAY)))
    (folder / "screen.json").write_text(json.dumps(plain))
    not_one = "not a saved result"
    return {
        "notes.txt": not_one, "folder": "folder", "empty.json": not_one, "list.json": not_one,
        "deep.json": not_one, "bytes.json": not_one, "other.json": not_one, "schema.json": not_one,
        "newer.json": "version 99 was written by a newer inspectprep", "cut.json": "cannot be read",
        "odd.json": "cannot be read", "undated.json": "list date is not known", "screen.json": "--save",
    }  # fmt: skip


def test_each_file_that_cannot_be_used_is_named_and_none_stops_the_rest(tmp_path: Path) -> None:
    """Not a result, of another version, damaged, without a date or without marks."""
    said = _broken(tmp_path)
    found = trend(tmp_path)
    assert [point.file for point in found.points] == ["good.json"]
    reasons = _reasons(found)
    assert set(reasons) == set(said)
    assert {name: text for name, text in said.items() if text not in reasons[name]} == {}


def test_a_damaged_file_is_named_without_its_content(tmp_path: Path) -> None:
    """A file in the folder may have a child's details."""
    good = json.loads(_save(tmp_path / "good.json", MONDAY).read_text())
    (tmp_path / "odd.json").write_text(json.dumps({**good, "complete": "SECRET CHILD"}))
    assert "SECRET" not in _reasons(trend(tmp_path))["odd.json"]


def test_results_of_another_key_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    """They may be of another council."""
    for week in range(3):
        _save(tmp_path / f"ours-{week}.json", MONDAY + timedelta(weeks=week))
    _save(tmp_path / "theirs.json", MONDAY + timedelta(weeks=4), key=OTHER_KEY)
    found = trend(tmp_path)
    assert [point.file for point in found.points] == ["ours-0.json", "ours-1.json", "ours-2.json"]
    assert "another key" in _reasons(found)["theirs.json"]
    every = trend(tmp_path, all_keys=True)
    assert [point.file for point in every.points][-1] == "theirs.json"
    assert every.unused == ()


def test_of_two_results_of_one_day_the_one_written_last_is_used(tmp_path: Path) -> None:
    """The other one is named."""
    _save(tmp_path / "a.json", MONDAY, wrong=1)
    _save(tmp_path / "b.json", MONDAY, wrong=4)
    os.utime(tmp_path / "a.json", (2_000_000_000, 2_000_000_000))
    os.utime(tmp_path / "b.json", (1_000_000_000, 1_000_000_000))
    found = trend(tmp_path)
    assert [point.file for point in found.points] == ["a.json"]
    assert "a.json has the same list date" in _reasons(found)["b.json"]


def test_teams_are_counted_under_their_latest_spelling(tmp_path: Path) -> None:
    """Spellings that differ in capitals and spaces are one team."""
    _save(tmp_path / "1.json", MONDAY, wrong=2, team="NORTH  TEAM")
    _save(tmp_path / "2.json", MONDAY + timedelta(weeks=1), wrong=1, team="North Team")
    first, second = trend(tmp_path).points
    assert first.teams is not None
    assert second.teams is not None
    assert [team.team for team in (*first.teams, *second.teams)] == ["North Team", "North Team"]
    assert first.teams[0].counts.errors > second.teams[0].counts.errors
    assert first.teams[0].counts.rows == 8


@pytest.mark.parametrize("children", [FEWEST_CHILDREN - 1, FEWEST_CHILDREN])
def test_a_team_with_few_children_is_not_named(tmp_path: Path, children: int) -> None:
    """A child's name in the wrong column never leaves the analyst's files."""
    path = _save(tmp_path / "1.json", MONDAY, of=children, team="SECRET NAME")
    (point,) = trend(tmp_path).points
    assert point.teams is not None
    named = children >= FEWEST_CHILDREN
    assert [(team.team, team.small) for team in point.teams] == [("SECRET NAME" if named else "", not named)]
    assert ("SECRET" in path.read_text()) is named


def test_rows_without_a_team_are_counted_apart_from_small_teams(tmp_path: Path) -> None:
    """Both have no name."""
    rows = [*_rows(1, 3, team=None), *({**row, "child_unique_id": "D"} for row in _rows(1, 1, team="Tiny"))]
    save(check_dataset(return_of({6: rows}, MONDAY)), tmp_path / "1.json", key=KEY)
    (point,) = trend(tmp_path).points
    assert point.teams is not None
    assert [(team.team, team.small, team.counts.rows) for team in point.teams] == [
        ("", False, 3),
        ("", True, 1),
    ]


def test_a_result_of_the_first_format_has_no_teams(tmp_path: Path) -> None:
    """It is part of the trend nevertheless."""
    path = _save(tmp_path / "1.json", MONDAY)
    document = json.loads(path.read_text())
    del document["teams"], document["list_marks"], document["finding_rows"]
    path.write_text(json.dumps({**document, "schema": "inspectprep/annexa-check/1"}))
    (point,) = trend(tmp_path).points
    assert point.teams is None
    assert point.counts.errors > 0


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A file, or nothing at all."""
    (tmp_path / "file").write_text("")
    for name in ("file", "absent"):
        with pytest.raises(SourceError, match="folder"):
            trend(tmp_path / name)


def test_an_empty_folder_has_an_empty_trend(tmp_path: Path) -> None:
    """Hidden files are not part of it."""
    (tmp_path / ".hidden.json").write_text("{}")
    assert trend(tmp_path) == FindingTrend()
