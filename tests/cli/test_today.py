"""The tasks of a day on the command line, and their statuses."""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from inspectprep import Workspace
from inspectprep.cli import invocation, screen
from inspectprep.cli.today import show
from tests.cli.conftest import Outcome
from tests.cli.test_report_screen import Terminal


class Council:
    """A workspace on the command line, on a day that can be set."""

    def __init__(self, cli: Any, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.cli, self.folder, self.day = cli, folder, "2018-03-01"
        patch.setattr(
            invocation, "now", lambda: datetime.fromisoformat(f"{self.day}T12:00").replace(tzinfo=UTC)
        )
        self.run("init", folder, authority="Borsetshire", variant="ilacs-short", place=False)
        self.add("person", role="deputy", name="Ben Brook")

    def run(self, *arguments: object, place: bool = True, **options: object) -> Outcome:
        """Run a command and expect that it succeeds."""
        outcome = self.attempt(*arguments, place=place, **options)
        assert outcome.code == 0, outcome.err
        return outcome

    def attempt(self, *arguments: object, place: bool = True, **options: object) -> Outcome:
        """Run a command."""
        named = [text for name, value in options.items() for text in (f"--{name.replace('_', '-')}", value)]
        where = ("--workspace", self.folder) if place else ()
        outcome: Outcome = self.cli(*arguments, *named, *where)
        return outcome

    def add(self, kind: str, **fields: object) -> None:
        """Add a record."""
        self.run(kind, "add", **fields)

    def begin(self, variant: str = "ilacs-short", day: str = "2018-04-09") -> str:
        """Record that the call has come."""
        self.day = day
        return str(self.run("inspection", "begin", "--json", variant=variant, notified=day).json["id"])

    def tasks(self, **options: object) -> dict[str, dict[str, Any]]:
        """Return the tasks of the day by their ids."""
        return {task["id"]: task for task in self.run("today", "--json", **options).json["tasks"]}


@pytest.fixture
def council(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Council:
    """Give a new workspace in March 2018."""
    return Council(cli, tmp_path / "council", monkeypatch)


def test_an_ordinary_month_has_the_recurring_work(council: Council) -> None:
    """Work that is done disappears, and comes back before it is due again."""
    answer = council.run("today", "--json").json
    assert (answer["schema"], answer["on"], answer["inspections"]) == (
        "inspectprep/today/1",
        "2018-03-01",
        [],
    )
    assert {task["state"] for task in answer["tasks"]} == {"unconfirmed"}
    assert {task["inspection"] for task in answer["tasks"]} == {""}
    number = council.tasks()["run-annex-a"]["number"]
    council.run("done", number, "rehearse-annex-a")
    assert not {"run-annex-a", "rehearse-annex-a"} & council.tasks().keys()
    council.day = "2018-03-28"
    soon = council.tasks()["run-annex-a"]
    assert (soon["state"], soon["due"], soon["number"]) == ("due-this-week", "2018-04-01", number)
    council.day = "2018-04-05"
    late = council.tasks()["run-annex-a"]
    assert late["state"] == "overdue"
    assert late["why"] == "It was last done on Thursday 1 March 2018, and was due by Sunday 1 April 2018."
    council.day = "2018-05-22"
    assert council.tasks()["rehearse-annex-a"]["state"] == "due-soon"


def test_the_day_of_the_call(council: Council) -> None:
    """Everything due today and this week, by whom, and what comes first."""
    council.begin()
    answer = council.run("today", "--json").json
    (running,) = answer["inspections"]
    assert (running["id"], running["variant"], running["stage"]) == (
        "ins-1",
        "ilacs-short",
        "The day of the call",
    )
    tasks = {task["id"]: task for task in answer["tasks"]}
    assert tasks["first-meeting"]["state"] == "due-today"
    assert tasks["first-meeting"]["person"] == "Ben Brook"
    assert tasks["tell-staff"]["blocked_by"][0].endswith("the lead member and the leader of the council")
    assert tasks["tell-staff"]["waiting_on"] == ["director of children's services"]
    assert tasks["draft-timetable"]["state"] == "due-this-week"
    blocked = tasks["submit-annex-a"]
    assert (blocked["state"], blocked["due"]) == ("blocked", None)
    assert "The letter has not given this day: Annex A is due" in blocked["why"]
    assert "run-annex-a" not in tasks
    screen = council.run("today").out
    assert "Due this week (Tuesday 10 April 2018 to Friday 13 April 2018)" in screen
    council.run("inspection", "notice", "ins-1", "annex_a_due", "2018-04-10")
    assert council.tasks()["submit-annex-a"]["state"] == "due-this-week"


def test_numbers_stay_the_same(council: Council) -> None:
    """Each number is of one task, on every day of the inspection and in the month before."""
    numbers: dict[str, int] = {}
    for day in ("2018-03-01", "2018-04-09", "2018-04-11", "2018-04-17", "2018-04-24"):
        if day == "2018-04-09":
            council.begin()
        council.day = day
        found = {name: task["number"] for name, task in council.tasks().items()}
        assert len(set(found.values())) == len(found)
        assert all(numbers.setdefault(name, number) == number for name, number in found.items())


def test_each_task_of_a_day_can_be_marked_by_its_number(council: Council) -> None:
    """What is marked as done is not on the list any more."""
    council.begin()
    council.day = "2018-04-18"
    numbers = [task["number"] for task in council.tasks().values()]
    council.run("done", *numbers)
    assert council.tasks() == {}


def test_what_is_recorded_ticks_its_task(council: Council) -> None:
    """A showcase, a line of enquiry and a note are entered once."""
    council.begin()
    council.day = "2018-04-17"
    before = council.tasks()
    council.add("showcase", service="Locality team", offered="2018-04-16")
    council.add("enquiry", statement="How quickly are decisions made?", stated="2018-04-10")
    council.add("note", day="2018-04-17", text="A good day.")
    after = council.tasks()
    assert {"offer-showcase", "log-lines-of-enquiry"} <= before.keys() - after.keys()
    assert before["evening-debrief"]["due"] == after["evening-debrief"]["due"] == "2018-04-16"
    ready = council.attempt("ready", "--json").json
    overdue = [
        reason["text"]
        for theme in ready["themes"]
        for reason in theme["reasons"]
        if reason["rule"] == "tasks-overdue" and theme["theme"] == "challenge"
    ]
    assert not any("Log the lines" in text for text in overdue)


def test_a_person_on_leave_is_covered(council: Council) -> None:
    """The cover acts, and the reason says for whom."""
    council.add("person", role="psw", name="Cara Clyde")
    council.run(
        "person", "update", "per-1", "--add-leave", "starting=2018-04-16,until=2018-04-20,cover=Cara Clyde"
    )
    council.begin()
    council.day = "2018-04-17"
    task = council.tasks()["evening-debrief"]
    assert task["person"] == "Cara Clyde"
    assert "Cara Clyde covers for Ben Brook." in task["why"]


@pytest.mark.parametrize("name", ["evening-debrief", "number", "#number"])
def test_a_daily_task_is_marked_for_its_open_days(council: Council, name: str) -> None:
    """Yesterday and today, not tomorrow."""
    council.begin()
    council.day = "2018-04-17"
    number = council.tasks()["evening-debrief"]["number"]
    said = council.run("done", name.replace("number", str(number))).out
    assert "for Monday 16 April 2018" in said
    assert "for Tuesday 17 April 2018" in said
    assert "18 April" not in said
    council.run("done", number, status="to-do")
    assert council.tasks()["evening-debrief"]["due"] == "2018-04-17"
    council.run("done", "evening-debrief@2018-04-17", status="not-needed")
    assert "evening-debrief" not in council.tasks()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("999",), "There is no task with the number '999'. Known: "),
        (("evning-debrief",), "Did you mean 'evening-debrief'?"),
        (("first-meeting", "--on", "2018-04-18"), "Wednesday 18 April 2018 is in the future."),
        (("first-meeting", "--status", "finished"), "There is no status 'finished'."),
        (("evening-debrief", "--on", "2018-04-10"), "is not open on Tuesday 10 April 2018"),
        (("first-meeting", "--on", "2018-04-06", "--inspection", "ins-1"), "is before the call of ins-1"),
        (("first-meeting", "--note", "Child 943 476 5919 was there"), "NHS number"),
    ],
)
def test_what_cannot_be_marked_is_refused_and_nothing_is_recorded(
    council: Council, arguments: tuple[str, ...], said: str
) -> None:
    """A correct task beside it is not marked either."""
    council.begin()
    council.day = "2018-04-17"
    outcome = council.attempt("done", "tell-staff", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert "tell-staff" in council.tasks()


def test_two_inspections_have_one_list(council: Council) -> None:
    """A number of both needs the inspection, work that is always on does not."""
    council.begin()
    council.begin("ilacs-focused-visit", "2018-04-10")
    answer = council.run("today", "--json").json
    assert [each["id"] for each in answer["inspections"]] == ["ins-1", "ins-2"]
    staff = [task for task in answer["tasks"] if task["id"] == "tell-staff"]
    assert {task["inspection"] for task in staff} == {"ins-1", "ins-2"}
    (number,) = {task["number"] for task in staff}
    outcome = council.attempt("done", number)
    assert outcome.code == 2
    assert "several inspections: ins-1, ins-2" in outcome.err
    council.run("done", number, inspection="ins-2")
    council.run("done", "run-annex-a")
    left = council.run("today", "--json").json["tasks"]
    assert [task["inspection"] for task in left if task["id"] == "tell-staff"] == ["ins-1"]
    assert "For" in council.run("today").out


def test_only_the_tasks_of_one_owner(council: Council) -> None:
    """A role is named by its id, title or abbreviation."""
    council.begin()
    for name in ("deputy", "Deputy director", "DEP"):
        assert {task["owner"] for task in council.tasks(owner=name).values()} == {"deputy"}
    outcome = council.attempt("today", owner="depty")
    assert "Did you mean 'deputy'?" in outcome.err


def test_a_weekend_shows_the_week_that_follows(council: Council) -> None:
    """On Saturday the list is that of Monday to Friday."""
    council.begin()
    council.day = "2018-04-14"
    answer = council.run("today", "--json").json
    assert (answer["week_from"], answer["week_until"]) == ("2018-04-16", "2018-04-20")
    week = [task["due"] for task in answer["tasks"] if task["state"] == "due-this-week"]
    assert week
    assert all("2018-04-16" <= due <= "2018-04-20" for due in week)


def test_a_new_inspection_starts_clean(council: Council) -> None:
    """What was done in 2018 is not done in 2021."""
    council.begin()
    council.run("done", "first-meeting")
    council.day = "2018-12-03"
    council.run("inspection", "end", "ins-1", on="2018-12-03", withdrawn="Paused")
    council.begin(day="2021-06-07")
    assert "first-meeting" in council.tasks()


def test_the_checklist_and_the_plan_need_no_arguments(council: Council) -> None:
    """They show the inspection that runs, with its progress and the same numbers as today's tasks."""
    council.begin()
    council.day = "2018-04-17"
    council.add("showcase", service="Locality team", offered="2018-04-16")
    tasks = {task["id"]: task for task in council.run("checklist", "--json").json["tasks"]}
    assert (tasks["offer-showcase"]["status"], tasks["offer-showcase"]["on"]) == ("done", "2018-04-16")
    assert tasks["offer-showcase"]["status_note"] == "A showcase was offered on Monday 16 April 2018."
    assert tasks["first-meeting"]["number"] == council.tasks()["first-meeting"]["number"]
    assert "A showcase was offered" in council.run("checklist", owner="psw").out
    assert council.run("timeline", "--json").json["inspection"]["id"] == "ins-1"


def test_an_imagined_call_is_another_plan(council: Council) -> None:
    """The variant and the day of the call are those of the arguments."""
    council.begin()
    plan = council.run("timeline", "ilacs-standard", "--json", notified="2018-09-03").json
    assert (plan["variant"], plan["notified"]) == ("ilacs-standard", "2018-09-03")
    tasks = council.run("checklist", "ilacs-focused-visit", "--json", notified="2018-09-03").json
    ids = {task["template"] for task in tasks["tasks"]}
    assert "draft-letter-messages" in ids
    assert "draft-messages" not in ids


@pytest.mark.parametrize("command", ["timeline", "checklist"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--authority", "Elsewhere"), "--authority is not in a workspace"),
        (("--framework", "own.toml"), "--framework is not in a workspace"),
        (("ilacs-standard", "--inspection", "ins-1"), "has its own variant and day of the call"),
        (("--actual", "fieldwork=2018-04-17"), "the day of the call is missing"),
        (
            ("--notified", "2018-04-09", "--actual", "fieldwork=2018-04-17", "--inspection", "ins-1"),
            "--inspection is for an inspection that has begun",
        ),
    ],
)
def test_no_option_is_accepted_without_effect(
    council: Council, command: str, options: tuple[str, ...], said: str
) -> None:
    """An option that cannot work in a workspace is refused."""
    council.begin()
    outcome = council.attempt(command, *options)
    assert outcome.code == 2
    assert said in outcome.err


@pytest.mark.parametrize("command", ["timeline", "checklist"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "There is no workspace here, and no variant is given."),
        (("ilacs-short",), "The day of the call is missing."),
        (("ilacs-short", "--notified", "2018-04-09", "--inspection", "ins-1"), "only in a workspace"),
    ],
)
def test_outside_a_workspace_the_call_is_given(
    cli: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    options: tuple[str, ...],
    said: str,
) -> None:
    """The variant and the day of the call are needed."""
    monkeypatch.chdir(tmp_path)
    outcome = cli(command, *options)
    assert outcome.code == 2
    assert said in outcome.err


def test_progress_under_an_earlier_id_counts_and_the_rest_is_named(council: Council) -> None:
    """A focused visit has its own timetable now, and no press coverage to print."""
    inspection = council.begin("ilacs-focused-visit", "2026-09-14")
    council.day = "2026-09-16"
    for task in ("draft-timetable", "share-good-press"):
        council.add("task", task=task, status="done", on="2026-09-16", inspection=inspection)
    shown = council.run("checklist", "--json", inspection=inspection).json
    tasks = {task["id"]: task for task in shown["tasks"]}
    assert (tasks["visit-timetable"]["status"], tasks["visit-timetable"]["on"]) == ("done", "2026-09-16")
    assert "draft-timetable" not in tasks
    note = "Progress is recorded of tasks that this checklist does not have: share-good-press."
    assert shown["notes"] == [note]
    assert note in council.run("checklist", inspection=inspection).out


def test_the_json_of_a_checklist_names_variants_basis_and_source(cli: Any) -> None:
    """In words, like the events, for each kind of inspection."""
    for variant in ("ilacs-standard", "ilacs-short", "ilacs-focused-visit", "ilacs-monitoring-visit"):
        document = cli("checklist", variant, "--notified", "2026-09-14", "--json").json
        assert document["schema"] == "inspectprep/checklist/3"
        for task in document["tasks"]:
            assert variant in task["variants"]
            assert task["basis"] in {"law", "inspectorate", "account", "measured", "notice", "planning"}
            assert " " in task["source"]


def test_on_a_terminal_the_tasks_of_the_person_come_first(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each on one line, the worst first, with the number of the others."""
    council.begin()
    council.day = "2018-04-13"
    with Workspace.open(council.folder) as workspace:
        answer = workspace.today(date(2018, 4, 13))
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    screen.begin(everything=False)
    show(answer, "Ben Brook")
    screen.end()
    lines = stream.getvalue().splitlines()
    assert len(lines) <= screen.LINES
    assert all(len(line) <= 80 for line in lines)
    mine = sum(task.person == "Ben Brook" for task in answer.tasks)
    assert any(line.endswith(f"Yours: {mine}.") for line in lines)
    rows = [line for line in lines if re.match(r" *\d+  ", line)]
    assert "Ben Brook" in rows[0]
    assert f"and {len(answer.tasks) - len(rows)} more: --all" in lines
