"""The commands ``forecast next`` and ``forecast backtest``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.history.made_history import write_history

LAST = ("forecast", "next", "--last-start", "2024-02-12")
NEXT = (*LAST, "--as-of", "2026-11-30")
KEYS = ("window", "within_30_days", "within_90_days", "within_180_days", "away", "weeks", "method", "reasons")


def test_the_json_has_the_promised_keys(cli: Any) -> None:
    """The chance of each Monday adds up to 1 with that of a later start."""
    found = cli(*NEXT, "--grade", "good", "--away", "2027-02-15..2027-02-19", "--json").json
    assert {*KEYS, "unknowns"} < set(found)
    assert set(found["window"]) == {"p10", "p50", "p90"}
    assert set(found["weeks"][0]) == {"monday", "probability"}
    assert sum(week["probability"] for week in found["weeks"]) + found["beyond"] == pytest.approx(1)
    assert 0 < found["away"] < 1
    assert cli(*NEXT, "--json").json["away"] is None


def test_the_screen_shows_the_window_the_months_and_what_is_not_known(cli: Any) -> None:
    """A reader needs no other page to understand it."""
    text = cli(*NEXT, "--away", "2027-02-15..2027-02-19").out
    for words in (
        "8 in 10 begin from",
        "June 2027",
        "within 30 days",
        "call comes from",
        "Reasons",
        "Not known",
    ):
        assert words in text


@pytest.mark.parametrize("format", ["md", "text", "html"])
def test_every_format_has_the_reasons(cli: Any, format: str) -> None:
    """The report has the same content as the screen."""
    text = cli(*NEXT, "--authority", "Avon", "--format", format).out
    assert "Avon" in text
    assert "completed interval" in text
    assert "new framework" in text


def test_judgements_are_named_by_a_part_of_their_id(cli: Any) -> None:
    """A grade may have the longer words of reports."""
    short = cli(*NEXT, "--judgements", "leaders=Requires improvement to be good,help=good", "--json").json
    full = cli(*NEXT, "--judgements", "impact_of_leaders=requires improvement",
               "--judgements", "help_and_protection=good", "--json").json  # fmt: skip
    assert short == full
    assert short["weeks"] != cli(*NEXT, "--json").json["weeks"]


RECORDED = (
    "inspection",
    "add",
    "--variant",
    "ilacs-short",
    "--title",
    "Short inspection, February 2024",
    "--actual",
    "fieldwork=2024-02-12..2024-02-16",
    "--actual",
    "publication=2024-04-09",
    "--ended",
    "2024-04-09",
    "--grades",
    "overall=inadequate",
)


@pytest.fixture
def place(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new workspace, in which the commands run."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Avon", "--variant", "ilacs-short").code == 0
    monkeypatch.chdir(folder)
    return folder


def test_in_a_workspace_the_last_inspection_on_record_counts(
    cli: Any, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its grade, as if both were given. The workspace can be named."""
    assert cli(*RECORDED).code == 0
    day = ("--as-of", "2026-11-30", "--away", "2027-02-15..2027-02-19", "--json")
    found = cli("forecast", "next", *day).json
    bare = cli(*LAST, "--grade", "inadequate", "--authority", "Avon", *day).json
    assert found == bare
    monkeypatch.chdir(tmp_path)
    assert cli("forecast", "next", "--workspace", place, *day).json == found


def test_the_screen_names_the_command_that_records_a_decision(cli: Any, place: Path) -> None:
    """And the command works as it is named."""
    assert place.is_dir()
    assert cli(*RECORDED).code == 0
    shown = cli("forecast", "next", "--as-of", "2026-11-30").out
    assert "inspectprep decision add --about forecast" in shown
    decided = ("--decided", "The deputy takes the call", "--person", "A Director", "--reason", "Leave")
    decision = ("decision", "add", "--about", "forecast", *decided, "--on", "2026-11-30")
    assert cli(*decision, "--advice", "8 in 10 begin soon.").code == 0


def test_without_an_inspection_on_record_it_says_what_to_record(cli: Any, place: Path) -> None:
    """A day that is given needs no record."""
    assert place.is_dir()
    done = cli("forecast", "next")
    assert done.code == 2
    assert "inspectprep inspection add" in done.err
    assert cli(*NEXT).code == 0


def test_options_without_effect_are_refused(
    cli: Any, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grades of a workspace are those on record, and a day that is given has no workspace."""
    assert "only with --last-start" in cli("forecast", "next", "--grade", "good").err
    assert "not with --last-start" in cli(*NEXT, "--workspace", place).err
    monkeypatch.chdir(tmp_path)
    done = cli("forecast", "next")
    assert done.code == 2
    assert "Use --last-start DATE" in done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--grade", "satisfactory"), "outstanding, good, requires improvement, inadequate"),
        (("--judgements", "leaders"), "not a judgement and a grade"),
        (("--judgements", "leaders=fine"), "'fine' is not a grade"),
        (("--judgements", "care=good"), "no judgement 'care'"),
        (("--judgements", "leaders=good,impact_of_leaders=good"), "has two grades"),
        (("--away", "2027-02-15"), "not a first and a last day"),
        (("--away", "2027-02-15..2027-02-01"), "before it begins"),
        (("--history", "nothing.csv"), "nothing.csv"),
    ],
)
def test_an_option_that_cannot_be_read_is_refused(cli: Any, options: tuple[str, ...], words: str) -> None:
    """The error names the option and what may be written."""
    found = cli(*NEXT, *options)
    assert found.code == 2
    assert words in found.err
    assert options[0] in found.err or options[0] in ("--away", "--history")


def test_a_day_outside_the_calendar_or_before_the_inspection_is_refused(cli: Any) -> None:
    """No chance is guessed."""
    assert "after 2024-01-08" in cli(*LAST, "--as-of", "2024-01-08").err
    assert "too soon" in cli(*LAST, "--as-of", "2040-12-20").err
    assert "outside" in cli(*LAST, "--as-of", "2060-01-02").err


def test_a_history_of_its_own_fits_the_forecast(cli: Any, tmp_path: Path) -> None:
    """The reasons are about that history."""
    file = write_history(tmp_path / "history.csv", councils=24)
    found = cli(*NEXT, "--history", file, "--json").json
    assert "24 councils" in " ".join(found["reasons"])
    assert date.fromisoformat(found["window"]["p10"]) > date(2026, 11, 30)


def test_a_backtest_compares_every_method(cli: Any, tmp_path: Path) -> None:
    """Its table and its JSON have the same methods."""
    file = write_history(tmp_path / "history.csv", councils=12, first=date(2022, 1, 10))
    shown, scores = cli("forecast", "backtest", file), cli("forecast", "backtest", file, "--json").json
    names = [model["model"] for model in scores["sets"][0]["models"]]
    assert names[-1] == "Queue (inspectprep)"
    assert len(names) == 9
    for name in names:
        assert name in shown.out


def test_a_backtest_of_too_short_a_history_is_refused(cli: Any, tmp_path: Path) -> None:
    """There is nothing to score."""
    file = write_history(tmp_path / "history.csv", councils=3, first=date(2026, 1, 5))
    assert "no council to forecast" in cli("forecast", "backtest", file).err
