"""``inspectprep forecast region``, as a regional lead runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspectprep.cli.run import run
from tests.shared import from_shared

HISTORY = """\
urn,authority,type,variant,start,end,published,overall_grade
1,avon,ilacs,standard,2018-04-09,2018-04-20,2018-05-22,good
1,avon,ilacs,short,2021-11-15,2021-11-19,2022-01-10,good
1,avon,ilacs,short,2025-03-10,2025-03-14,2025-04-28,outstanding
2,Brent Valley,ilacs,standard,2022-01-17,2022-01-28,2022-03-14,requires improvement
2,Brent Valley,ilacs,standard,2025-02-24,2025-03-07,2025-04-22,good
3,Coast,ilacs,short,2023-10-09,2023-10-13,2023-11-27,good
4,Downs,ilacs,short,2026-05-11,2026-05-15,2026-06-29,
5,Estuary,sif,,2017-05-08,2017-06-01,2017-07-21,good
"""
AS_OF = ("--as-of", "2026-11-30")


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write a history."""
    monkeypatch.setenv("COLUMNS", "170")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "history.csv"
    path.write_text(HISTORY)
    return str(path)


def test_the_screen_has_a_row_for_each_council(history: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Those that come first are first. One without a forecast is last, with the reason."""
    assert run(["forecast", "region", history, *AS_OF]) == 0
    out = capfd.readouterr().out
    names = [line.split("\t")[0] for line in out.splitlines()[2:7]]
    assert names == ["Coast", "Brent Valley", "Avon", "Downs", "Estuary"]
    assert "Estuary: Last inspected under the earlier framework (SIF), so there is no forecast." in out
    assert "Downs: No overall grade." in out


def test_the_councils_of_a_region_are_chosen(history: str, capfd: pytest.CaptureFixture[str]) -> None:
    """By name or number. The intervals of the others count all the same."""
    arguments = ["--council", "AVON", "--council", "3", "--json"]
    assert run(["forecast", "region", history, *AS_OF, *arguments]) == 0
    document = json.loads(capfd.readouterr().out)
    councils = {each["authority"]: each for each in document["councils"]}
    assert set(councils) == {"avon", "Coast"}
    past = councils["Coast"]["past_window"]
    assert (past["grade"], past["n"], past["opens"]) == ("good", 1, "2027-02-01")
    window = councils["Coast"]["window"]
    assert sorted(window.values()) == [window[name] for name in ("p10", "p25", "p50", "p75", "p90")]
    assert document["weeks"]


def test_an_unknown_council_is_an_error(history: str, capfd: pytest.CaptureFixture[str]) -> None:
    """It names the one that may be meant."""
    assert run(["forecast", "region", history, *AS_OF, "--council", "Coasts"]) == 2
    assert "Did you mean 'Coast'?" in capfd.readouterr().err


def test_a_page_is_written(history: str, tmp_path: Path) -> None:
    """With the chart."""
    assert run(["forecast", "region", history, *AS_OF, "--out", "region.html"]) == 0
    assert '<svg class="chart wide"' in (tmp_path / "region.html").read_text("utf-8")


@pytest.mark.parametrize("format", ["html", "md", "text", "json"])
def test_the_shared_history_is_shown_in_every_format(format: str, capfd: pytest.CaptureFixture[str]) -> None:
    """All of its councils."""
    path = from_shared("data/published/history.csv")
    assert run(["forecast", "region", str(path), *AS_OF, "--format", format]) == 0
    out = capfd.readouterr().out.casefold()
    assert "kingston upon hull" in out.replace("\N{NO-BREAK SPACE}", " ")
    assert "isles of scilly" in out or "norfolk" in out
