"""The command line's contracts: what goes in, what comes out, and with which exit code."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

CALL = ("--notified", "2018-04-09")
KEYS = {
    "id",
    "title",
    "date",
    "end",
    "earliest",
    "latest",
    "planned",
    "actual",
    "moved_days",
    "basis",
    "source",
    "note",
}


def test_a_timeline_as_json_keeps_its_contract(cli: Any) -> None:
    """Programs rely on these keys and ids."""
    done = cli("timeline", "ilacs-short", *CALL, "--json")
    assert done.code == 0
    assert done.json["schema"] == "inspectprep/timeline/3"
    assert (done.json["framework"], done.json["variant"], done.json["edition"]) == (
        "ilacs",
        "ilacs-short",
        "2018-01",
    )
    assert done.json["notified"] == "2018-04-09"
    assert isinstance(done.json["notes"], list)
    assert all(set(event) >= KEYS for event in done.json["events"])
    assert all(event["basis"] and event["source"] for event in done.json["events"])
    names = [event["id"] for event in done.json["events"]]
    assert {"notification", "fieldwork", "final_feedback", "publication", "action_plan"} <= set(names)


def test_oxfordshire_2018_is_planned_from_the_call_alone(cli: Any) -> None:
    """Called on 9 April, on site 16 to 20 April, published 22 May."""
    done = cli("timeline", "ilacs-short", *CALL, "--authority", "Oxfordshire", "--format", "json")
    fieldwork, published = done.event("fieldwork"), done.event("publication")
    assert (fieldwork["date"], fieldwork["end"]) == ("2018-04-16", "2018-04-20")
    assert published["earliest"] <= "2018-05-22" <= published["latest"]
    assert done.event("annex_a_due")["date"] is None


def test_a_late_start_is_re_planned_and_says_how_far_it_moved(cli: Any) -> None:
    """The planned Friday is kept until an actual end is given."""
    late = cli("timeline", "ilacs-short", *CALL, "--actual", "fieldwork=2018-04-17", "--json")
    moved = cli("timeline", "ilacs-short", *CALL, "--actual", "fieldwork=2018-04-17..2018-04-23", "--json")
    assert late.event("fieldwork")["end"] == "2018-04-20"
    assert late.event("fieldwork")["moved_days"] == 1
    assert late.event("fieldwork")["actual"] == "2018-04-17"
    assert late.event("fieldwork")["planned"] == "2018-04-16"
    assert moved.event("final_feedback")["date"] == "2018-04-23"
    assert moved.event("publication")["moved_days"] == 1


def test_the_letter_dates_what_only_it_can(cli: Any) -> None:
    """An information request has no date before."""
    done = cli("timeline", "ilacs-short", *CALL, "--notice", "annex_a_due=2018-04-11", "--json")
    assert done.event("annex_a_due")["date"] == "2018-04-11"


@pytest.mark.parametrize("kind", ["ics", "md", "html"])
def test_a_timeline_is_written_in_every_format(cli: Any, tmp_path: Path, kind: str) -> None:
    """To the screen or to a file."""
    starts = {"ics": "BEGIN:VCALENDAR", "md": "**OFFICIAL", "html": "<!doctype html>"}[kind]
    target = tmp_path / f"plan.{kind}"
    assert (
        cli("timeline", "ilacs-short", *CALL, "--format", kind).out.casefold().startswith(starts.casefold())
    )
    assert cli("timeline", "ilacs-short", *CALL, "--format", kind, "--out", target).code == 0
    assert target.read_text(encoding="utf-8").casefold().startswith(starts.casefold())


def test_a_timeline_for_people_says_what_only_the_letter_can(cli: Any) -> None:
    """Nothing is guessed on the screen either."""
    done = cli("timeline", "ilacs-short", *CALL)
    assert "Take it from the" in done.out
    assert "Mon 16 Apr 2018 to Fri 20 Apr 2018" in done.out


def test_a_checklist_is_narrowed_by_theme_and_owner(cli: Any) -> None:
    """Titles and abbreviations of roles are understood."""
    every = cli("checklist", "ilacs-short", *CALL, "--json").json["tasks"]
    data = cli("checklist", "ilacs-short", *CALL, "--theme", "annex-a", "--json").json["tasks"]
    director = cli("checklist", "ilacs-short", *CALL, "--owner", "DCS", "--json").json["tasks"]
    assert 0 < len(data) < len(every)
    assert {task["theme"] for task in data} == {"annex-a"}
    assert director
    assert all("dcs" in task["owners"] for task in director)


def test_daily_tasks_fall_on_the_real_days_on_site(cli: Any) -> None:
    """Five days on site are five evening debriefs."""
    tasks = cli("checklist", "ilacs-short", *CALL, "--json").json["tasks"]
    debriefs = [task["due"] for task in tasks if task["template"] == "evening-debrief"]
    assert debriefs == [f"2018-04-{day}" for day in range(16, 21)]


def test_two_variants_stand_side_by_side(cli: Any) -> None:
    """A standard inspection lasts a week longer."""
    done = cli("compare", "ilacs-short", "ilacs-standard", *CALL, "--json")
    rows = {row["id"]: row for row in done.json["rows"]}
    assert rows["fieldwork"]["left"] == "2018-04-16 to 2018-04-20"
    assert rows["fieldwork"]["right"] == "2018-04-16 to 2018-04-27"


def test_two_editions_stand_side_by_side(cli: Any) -> None:
    """From April 2026 there is no overall effectiveness."""
    done = cli(
        "compare",
        "ilacs-short",
        "ilacs-short",
        "--notified",
        "2025-06-02",
        "--right-notified",
        "2026-06-01",
        "--json",
    )
    rows = {row["id"]: row for row in done.json["rows"] if row["topic"] == "judgement"}
    assert rows["overall"]["right"] is None


def test_frameworks_are_listed_and_shown_with_what_is_not_known(cli: Any) -> None:
    """Unknown things are shown as unknown."""
    listed = {each["variant"] for each in cli("frameworks", "--json").json["variants"]}
    assert {"ilacs-standard", "ilacs-short", "ilacs-focused-visit", "ilacs-monitoring-visit"} <= listed
    shown = cli("frameworks", "show", "ilacs-short", "--on", "2018-04-09")
    assert shown.code == 0
    assert "not known" in shown.out
    assert "overall effectiveness" in shown.out.casefold()


def test_a_council_overrides_a_variant_in_toml_alone(cli: Any, tmp_path: Path) -> None:
    """Only what differs is written."""
    own = tmp_path / "ours.toml"
    own.write_text(
        'schema = "inspectprep/framework/3"\nid = "ours"\ntitle = "Ours"\n\n'
        '[[variants]]\nid = "our-short"\ntitle = "Our short inspection"\nextends = "ilacs-short"\n\n'
        '[[variants.milestones]]\nid = "final_feedback"\nnote = "In the council chamber."\n',
        encoding="utf-8",
    )
    done = cli("timeline", "our-short", *CALL, "--framework", own, "--json")
    assert done.event("final_feedback")["note"] == "In the council chamber."
    assert done.event("fieldwork")["date"] == "2018-04-16"


CYCLE = """
schema = "inspectprep/framework/3"
id = "loop"
title = "Loop"

[[variants]]
id = "loop"
title = "Loop"
extends = "ilacs-short"

[[variants.milestones]]
id = "fieldwork"
anchor = "final_feedback"
"""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("timeline", "ilacs-shrot", *CALL), "Did you mean 'ilacs-short'?"),
        (("timeline", "ilacs-short", "--notified", "9 April"), "not a valid date"),
        (("timeline", "ilacs-short", "--notified", "2018-02-30"), "2018-04-09"),
        (("timeline", "ilacs-short", *CALL, "--actual", "feildwork=2018-04-17"), "Did you mean 'fieldwork'?"),
        (("timeline", "ilacs-short", *CALL, "--actual", "fieldwork"), "Use --actual"),
        (
            ("timeline", "ilacs-short", *CALL, "--actual", "fieldwork=2018-04-20..2018-04-16"),
            "is before 2018-04-20, the first day",
        ),
        (("timeline", "ilacs-short", *CALL, "--format", "htm"), "Did you mean 'html'?"),
        (("timeline", "ilacs-short", "--notified", "2045-01-02"), "Working days are known from"),
        (("timeline", "ilacs-short", *CALL, "--framework", "nowhere.toml"), "nowhere.toml"),
        (("timeline", "ilacs-short"), "--notified"),
        (("checklist", "ilacs-short", *CALL, "--theme", "anex-a"), "Did you mean 'annex-a'?"),
        (("checklist", "ilacs-short", *CALL, "--owner", "dsc"), "Did you mean 'dcs'?"),
        (("compare", "ilacs-short", "nothing-like-it", *CALL), "no variant"),
        (("frameworks", "show", "ilacs-shrt"), "Did you mean 'ilacs-short'?"),
        (("plugins", "show", "nobody"), "no plugin 'nobody'"),
        (("tmieline",), "Did you mean 'timeline'?"),
        (("ready", "--variant", "ilacs-short", *CALL, "--people", "nowhere.toml"), "nowhere.toml"),
    ],
    ids=lambda value: "_".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_in_a_sentence(cli: Any, arguments: tuple[str, ...], words: str) -> None:
    """Exit code 2, a clear message, never a traceback, nothing on the standard output."""
    done = cli(*arguments)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_a_framework_file_with_a_circle_is_refused_with_the_path(cli: Any, tmp_path: Path) -> None:
    """The message shows the way round."""
    file = tmp_path / "loop.toml"
    file.write_text(CYCLE, encoding="utf-8")
    done = cli("timeline", "loop", *CALL, "--framework", file)
    assert done.code == 2
    assert "final_feedback" in done.err
    assert "$.variants[0].milestones" in done.err


def test_an_unforeseen_error_keeps_its_text_to_itself(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message might hold a child's details; only its kind and place are told."""

    def fail(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError("Child 9212044, born 3 May 2012")

    monkeypatch.setattr("inspectprep.cli.timeline.make_workspace", fail)
    done = cli("timeline", "ilacs-short", *CALL)
    assert done.code == 2
    assert "ZeroDivisionError" in done.err
    assert "9212044" not in done.err


def test_readiness_without_annex_a_is_red_and_leaves_with_one(cli: Any, tmp_path: Path) -> None:
    """What has not been checked is not ready."""
    done = cli("ready", "--variant", "ilacs-short", *CALL, "--out", tmp_path / "out", "--json")
    assert done.code == 1
    assert done.json["rating"] == "red"
    names = {each.name for each in (tmp_path / "out").iterdir()}
    assert {"index.html", "ready.md", "ready.json", "inspection.ics", "checklist.xlsx"} <= names


def test_people_and_task_states_are_read_from_toml(cli: Any, tmp_path: Path) -> None:
    """A director abroad without cover is a reason."""
    people = tmp_path / "people.toml"
    people.write_text(
        'schema = "inspectprep/people/1"\n\n[[people]]\nrole = "dcs"\nname = "A Director"\n'
        "leave = [{ starting = 2018-04-03, until = 2018-04-12 }]\n",
        encoding="utf-8",
    )
    done = cli("ready", "--variant", "ilacs-short", *CALL, "--people", people, "--json")
    reasons = [reason["rule"] for theme in done.json["themes"] for reason in theme["reasons"]]
    assert "leave-without-cover" in reasons


def test_a_mistake_in_a_people_file_is_told_with_its_path(cli: Any, tmp_path: Path) -> None:
    """The nearest key is suggested."""
    people = tmp_path / "people.toml"
    people.write_text(
        'schema = "inspectprep/people/1"\n\n[[people]]\nrole = "dcs"\nnmae = "A"\n', encoding="utf-8"
    )
    done = cli("ready", "--variant", "ilacs-short", *CALL, "--people", people)
    assert done.code == 2
    assert "$.people[0]" in done.err
    assert "name" in done.err


def test_every_day_of_the_year_can_be_planned(cli: Any) -> None:
    """Weekends and bank holidays too, with a note."""
    for day in (date(2026, 12, 25), date(2026, 8, 9), date(2028, 2, 29)):
        done = cli("timeline", "ilacs-standard", "--notified", day, "--json")
        assert done.code == 0
        assert len(done.json["notes"]) > 1


def test_publication_has_three_numbers_in_json(cli: Any) -> None:
    """The usual day, 8 in 10 by and 19 in 20 by, with n; ``latest`` is the last of them."""
    found = cli("timeline", "ilacs-short", "--notified", "2025-06-02", "--json").event("publication")
    assert (found["date"], found["by_8_in_10"], found["n"]) == ("2025-07-22", "2025-07-28", 56)
    assert found["latest"] == found["by_19_in_20"] > found["by_8_in_10"]
    others = cli("timeline", "ilacs-short", "--notified", "2025-06-02", "--json").event("fieldwork")
    assert (others["by_8_in_10"], others["by_19_in_20"], others["n"]) == (None, None, None)


def test_a_forecast_moves_on_from_the_day_of_the_question(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a publication by then, it is expected later, and fewer inspections count."""
    plan = ("timeline", "ilacs-short", "--notified", "2025-06-02")
    found = cli(*plan, "--as-of", "2025-07-23", "--json").event("publication")
    assert found["date"] > "2025-07-23" == found["earliest"]
    assert found["n"] < 56
    assert found["planned"] == "2025-07-22"
    monkeypatch.setenv("COLUMNS", "200")
    table = " ".join(cli(*plan, "--as-of", "2025-07-23").out.split())
    assert "8 in 10 by" in table
    assert "Formal challenge to the draft report" in table
    nothing = cli(*plan, "--as-of", "2026-07-23", "--json").event("publication")
    assert (nothing["date"], nothing["latest"], nothing["n"]) == ("2026-07-23", None, 0)
    assert cli(*plan, "--as-of", "2026-07-23").code == 0


def test_an_answer_about_local_elections_settles_the_day(cli: Any) -> None:
    """Yes is after the election, no is before it; anything else is refused."""
    plan = ("timeline", "ilacs-short", "--notified", "2027-02-22", "--json")
    days = [cli(*plan, "--votes", f"2027={answer}").event("publication")["date"] for answer in ("yes", "no")]
    assert days == ["2027-05-17", "2027-04-15"]
    assert cli(*plan, "--votes", "2027=YES").event("publication")["date"] == days[0]
    for wrong in (["2027"], ["2027=perhaps"], ["May=yes"], ["27=yes"], ["2027=yes", "--votes", "2027=no"]):
        refused = cli(*plan, "--votes", *wrong)
        assert refused.code == 2
        assert "--votes" in refused.err
