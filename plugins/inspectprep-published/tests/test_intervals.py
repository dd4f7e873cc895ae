"""``inspectprep published intervals``, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspectprep.cli.run import run

HISTORY = """\
urn,authority,type,variant,start,end,published,overall_grade
1,Avon,sif,,2014-11-10,2014-12-04,2015-02-10,requires improvement
1,Avon,ilacs,standard,2018-04-09,2018-04-20,2018-05-22,good
1,Avon,ilacs,short,2022-05-16,2022-05-20,2022-07-04,good
1,Avon,ilacs,short,2025-05-12,2025-05-16,2025-06-30,outstanding
2,Brent,ilacs,short,2021-11-15,2021-11-19,2022-01-10,good
2,Brent,ilacs,short,2025-03-10,2025-03-14,2025-04-28,good
"""


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a history."""
    monkeypatch.setenv("COLUMNS", "160")
    path = tmp_path / "history.csv"
    path.write_text(HISTORY)
    return path


def test_the_figures_of_each_grade_are_shown(history: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With what was left out, and with what is still open."""
    assert run(["published", "intervals", str(history), "--as-of", "2025-12-01"]) == 0
    out = capfd.readouterr().out
    assert ["good", "2", "1092", "1152", "1152", "1211"] in [line.split() for line in out.splitlines()]
    assert "pandemic pause (17 March 2020 to 27 June 2021): 1." in out
    assert "Still open: 2 councils, 2 inspected since the pause" in out
    assert "SIF" not in out


def test_the_figures_are_those_of_the_date(history: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An interval whose later report came out afterwards is not counted."""
    assert run(["published", "intervals", str(history), "--as-of", "2025-05-01", "--json"]) == 0
    document = json.loads(capfd.readouterr().out)
    (good,) = document["grades"]
    assert good == {"grade": "good", "n": 1, "min": 1211, "mean": 1211.0, "median": 1211.0, "max": 1211}


def test_intervals_over_the_pause_and_from_the_earlier_framework_are_shown_on_request(
    history: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each has its option."""
    assert run(["published", "intervals", str(history), "--include-pandemic", "--from-sif"]) == 0
    rows = [line.split() for line in capfd.readouterr().out.splitlines()]
    assert any(row[:3] == ["good", "3", "1092"] for row in rows)
    assert any(row[-5:] == ["1", "1246", "1246", "1246", "1246"] for row in rows)


def test_mistakes_in_the_file_are_named(history: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All of them, with the row and the column."""
    history.write_text(HISTORY.replace("outstanding", "great").replace("2021-11-15", "2021-11-31"))
    assert run(["published", "intervals", str(history)]) == 2
    error = capfd.readouterr().err
    assert "row 5, column overall_grade" in error
    assert "row 6, column start" in error
