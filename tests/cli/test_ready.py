"""The headline question from a workspace's records."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def place(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new workspace, asked on Friday 10 April 2026."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Oxfordshire", "--variant", "ilacs-short").code == 0
    on(monkeypatch, date(2026, 4, 10))
    monkeypatch.chdir(folder)
    return folder


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Ask on a day."""
    monkeypatch.setattr("inspectprep.cli.invocation.now", lambda: datetime.combine(day, time(12), UTC))


def reasons(answer: Any, theme: str) -> set[str]:
    """Return the rules that spoke for a theme."""
    (found,) = [each for each in answer.json["themes"] if each["theme"] == theme]
    return {each["rule"] for each in found["reasons"]}


def test_the_next_likely_monday_is_asked_about(cli: Any, place: Path) -> None:
    """The nearest workspace upward is meant, and its variant and council are used."""
    found = cli("ready", "--json")
    assert place.is_dir()
    assert found.code == 1
    assert found.json["authority"] == "Oxfordshire"
    assert found.json["notified"] == "2026-04-13"


def test_any_day_can_be_asked_about(cli: Any, place: Path) -> None:
    """If the call came on this day."""
    assert place.is_dir()
    assert cli("ready", "--notified", "2026-06-08", "--json").json["notified"] == "2026-06-08"


def test_what_is_recorded_has_a_say(cli: Any, place: Path) -> None:
    """A role that is held, a task that is done and evidence that is kept take their reasons away."""
    assert place.is_dir()
    before = cli("ready", "--json")
    vacant = [
        each["text"]
        for theme in before.json["themes"]
        for each in theme["reasons"]
        if each["rule"] == "role-vacant"
    ]
    assert any("director of children's services" in text for text in vacant)
    assert cli("person", "add", "--role", "dcs", "--name", "A Director", "--json").code == 0
    after = cli("ready", "--json")
    texts = [each["text"] for theme in after.json["themes"] for each in theme["reasons"]]
    assert not any("role of director of children's services" in text for text in texts)


def test_the_answer_says_what_moved_since_last_time(
    cli: Any, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One week later, with a director named."""
    assert cli("ready").code == 1
    assert "Since" not in cli("ready").out
    cli("person", "add", "--role", "dcs", "--name", "A Director")
    on(monkeypatch, date(2026, 4, 17))
    later = cli("ready")
    assert "Changes since Fri 10 Apr 2026" in later.out
    assert "role of director of children's services" in later.out
    assert len(list((place / "answers").iterdir())) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [("2026-09-07", "2026-04-20"), ("2026-04-20", "2026-09-07"), ("2026-04-20", "2026-04-20")],
)
def test_answers_are_compared_by_the_day_on_which_they_were_given(
    cli: Any, place: Path, monkeypatch: pytest.MonkeyPatch, first: str, second: str
) -> None:
    """Whatever call was asked about: a far one first, a near one first, or twice the same."""
    assert place.is_dir()
    asked = cli("ready", "--notified", first, "--json").json
    assert asked["given"] == "2026-04-10"
    on(monkeypatch, date(2026, 4, 11))
    assert "Changes since Fri 10 Apr 2026" in cli("ready", "--notified", second).out
    assert "Changes since Fri 10 Apr 2026" in cli("ready").out
    on(monkeypatch, date(2026, 4, 13))
    assert "Changes since Sat 11 Apr 2026" in cli("ready", "--notified", first).out


def test_the_counts_of_the_last_check_are_kept_and_no_child(cli: Any, place: Path) -> None:
    """The next answer need not be given the workbook again."""
    book = place.parent / "annex-a.xlsx"
    cli("annexa", "synth", book, "--children", "150", "--defects", "0.05", "--as-of", "2026-04-10")
    first = cli("ready", "--annexa", book, "--as-of", "2026-04-10", "--json")
    again = cli("ready", "--json")
    assert "annexa-errors" in reasons(first, "annex-a")
    assert reasons(again, "annex-a") == reasons(first, "annex-a")


def test_the_next_mondays_stand_in_a_table(cli: Any, place: Path) -> None:
    """Unlikely ones among them, with the reason."""
    assert place.is_dir()
    days = cli("ready", "--every-monday", "5", "--json").json["days"]
    assert [each["notified"] for each in days] == [
        "2026-04-13",
        "2026-04-20",
        "2026-04-27",
        "2026-05-05",
        "2026-05-11",
    ]
    assert [each["likely"] for each in days] == [True, True, False, True, True]
    assert "began fieldwork in a week with a bank holiday" in days[2]["notes"][0]
    assert "Monday 4 May 2026 is a bank holiday" in days[3]["notes"][0]
    assert "is a bank holiday" in " ".join(cli("ready", "--every-monday", "5").out.split())


LAST = (
    "inspection",
    "add",
    "--variant",
    "ilacs-short",
    "--title",
    "Short inspection, May 2023",
    "--actual",
    "fieldwork=2023-05-15..2023-05-19",
    "--actual",
    "publication=2023-07-03",
    "--ended",
    "2023-07-03",
    "--grades",
    "overall=good",
)


def test_each_day_has_its_chance_and_they_are_weighed(cli: Any, place: Path) -> None:
    """From the last full inspection on record."""
    assert place.is_dir()
    assert cli(*LAST).code == 0
    found = cli("ready", "--every-monday", "6", "--json").json
    chances = [each["chance"] for each in found["days"]]
    assert [chance > 0 for chance in chances] == [each["likely"] for each in found["days"]]
    assert [each["by_then"] for each in found["days"]] == pytest.approx(list(itertools.accumulate(chances)))
    weighed = found["weighed"]
    assert weighed["chance"] == pytest.approx(sum(chances))
    assert weighed["until"] == "2026-05-18"
    red = sum(each["chance"] for each in found["days"] if each["rating"] == "red")
    assert weighed["red"] == pytest.approx(red / sum(chances))
    shown = cli("ready", "--every-monday", "6").out
    assert "The chance that the call comes on one of these days is" in shown
    assert "By then" in shown


def test_without_a_last_inspection_it_says_what_to_record(cli: Any, place: Path) -> None:
    """Days are not taken to be equally likely, and the command that it names works."""
    assert place.is_dir()
    found = cli("ready", "--every-monday", "2", "--json").json
    assert found["weighed"] is None
    assert [(each["chance"], each["by_then"]) for each in found["days"]] == [(None, None)] * 2
    assert "inspectprep inspection add" in found["no_chances"]
    shown = cli("ready", "--every-monday", "2").out
    assert "inspectprep published import" in shown
    assert "By then" not in shown
    one = cli("ready", "--json").json
    assert (one["chance"], one["by_then"]) == (None, None)
    assert any("inspectprep inspection add" in note for note in one["notes"])
    assert cli(*LAST).code == 0
    one = cli("ready", "--json").json
    assert 0 < one["chance"] == one["by_then"] < 0.1
    assert any("in the week of Monday 13 April 2026" in note for note in one["notes"])


def test_an_imagined_call_has_the_chance_of_its_week(cli: Any, place: Path) -> None:
    """Also on an odd day, and for no day in the past."""
    assert place.is_dir()
    assert cli(*LAST).code == 0
    monday, wednesday = (cli("ready", "--notified", f"2026-06-{day}", "--json").json for day in ("08", "10"))
    assert monday["chance"] == wednesday["chance"]
    assert monday["by_then"] > monday["chance"] > 0
    past = cli("ready", "--notified", "2026-03-09", "--json").json
    assert past["chance"] is None
    assert not [note for note in past["notes"] if "chance" in note]


def test_a_visit_has_no_chance(cli: Any, place: Path) -> None:
    """The forecast is of full inspections."""
    assert place.is_dir()
    assert cli(*LAST).code == 0
    found = cli("ready", "--variant", "ilacs-focused-visit", "--json").json
    assert found["chance"] is None
    assert not [note for note in found["notes"] if "chance" in note]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--every-monday", "0"), "at least 1"),
        (("--every-monday", "2", "--on", "2026-04-20"), "--on"),
        (("--people", "people.toml"), "--people"),
        (("--states", "states.toml", "--tasks", "own.toml"), "--states, --tasks"),
        (("--authority", "Oxfordshire"), "--authority"),
        (("--framework", "own.toml"), "--framework"),
        (("--workspace", "nowhere"), "nowhere"),
    ],
    ids=["no_mondays", "one_call", "people", "states", "authority", "framework", "no_workspace"],
)
def test_what_is_missing_is_told(cli: Any, place: Path, arguments: tuple[str, ...], words: str) -> None:
    """Exit code 2 and what to give."""
    assert place.is_dir()
    done = cli("ready", *arguments)
    assert done.code == 2
    assert words in done.err


def test_outside_a_workspace_the_remedy_is_named(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Make one, or say what the answer should rest on."""
    monkeypatch.chdir(tmp_path)
    done = cli("ready")
    assert done.code == 2
    assert "inspectprep init" in done.err
    assert "day of the call is missing" in cli("ready", "--variant", "ilacs-short").err
    refused = cli("ready", "--variant", "ilacs-short", "--notified", "2026-04-20", "--every-monday", "2")
    assert "--every-monday is only in a workspace" in refused.err
