"""The life of an inspection from the command line, and two inspections of one council."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from inspectprep import Workspace
from inspectprep.model.checklist import Status
from inspectprep.model.record import RECORD_KINDS, Scope

CALL = date(2018, 4, 9)
OF_INSPECTIONS = [kind for kind in RECORD_KINDS.values() if kind.scope is not Scope.COUNCIL]
REQUIRED = {
    "request": ("--title", "Structure chart", "--asked", "{day}"),
    "enquiry": ("--statement", "Are decisions timely?", "--stated", "{day}"),
    "challenge": ("--claim", "Visits are late", "--heard", "{day}"),
    "showcase": ("--service", "Locality support", "--offered", "{day}"),
    "referral": ("--reference", "Case 4", "--referred", "{day}"),
    "visit": ("--title", "Front door", "--day", "{day}"),
    "conversation": ("--said", "Visits are late", "--on", "{day}"),
    "sending": ("--to", "All staff", "--audience", "staff", "--on", "{day}", "--day", "{day}"),
    "showing": ("--reader", "Ann Avon", "--what", "debrief", "--on", "{day}"),
    "note": ("--text", "A long day", "--day", "{day}", "--audiences", "staff"),
    "disclosure": ("--person", "Cat Clun", "--on", "{day}"),
    "release": ("--outcome", "good", "--channel", "staff"),
    "thanks": ("--to", "The front door", "--on", "{day}"),
    "press": ("--title", "Praise", "--outlet", "Echo", "--on", "{day}"),
    "wellbeing": ("--team", "Front door", "--how", "tired", "--on", "{day}"),
    "task": ("--task", "take-the-call", "--status", "done", "--on", "{day}"),
}
"""What each kind of record of an inspection needs, with its day."""


@pytest.fixture
def at(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run a command on a day, in the workspace of a council with a deputy who writes."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Borsetshire", "--variant", "ilacs-short").code == 0

    def call(day: date, *arguments: object, code: int | None = 0) -> Any:
        monkeypatch.setattr("inspectprep.cli.invocation.now", lambda: datetime.combine(day, time(12), UTC))
        writes = "list" not in arguments and arguments[0] in {*RECORD_KINDS, "embargo"}
        by = (
            ("--by", "Ben")
            if writes and arguments[1] not in ("list", "show", "status", "plan", "calendar")
            else ()
        )
        done = cli(*arguments, *by, "--workspace", folder)
        assert code is None or done.code == code, done.err + done.out
        return done

    return call


def record(kind: str, day: date) -> tuple[str, ...]:
    """Return the arguments that add a record of a kind on a day."""
    return (kind, "add", *(text.format(day=day) for text in REQUIRED[kind]))


def test_every_kind_of_record_of_an_inspection_is_tried_here() -> None:
    """A new kind needs an example."""
    assert set(REQUIRED) == {kind.word for kind in OF_INSPECTIONS}


def test_a_life(at: Callable[..., Any]) -> None:
    """Begun with the call, added to, ended with the publication; nothing on record is replaced."""
    begun = at(
        CALL,
        *("inspection", "begin", "--notified", "9 April 2018", "--called-at", "9.15am", "--json"),
        *("--lead-inspector", "Ann Other", "--inspector", "A", "--inspector", "B", "--caller", "Ofsted"),
        *("--notice", "annex_a_due=11/04/2018", "--notice", "audit_information_due=2018-04-12..2018-04-13"),
    )
    assert begun.json["id"] == "ins-1"
    at(date(2018, 4, 16), "inspection", "happened", "ins-1", "fieldwork", "16 April 2018")
    added = at(
        date(2018, 4, 20),
        *("inspection", "happened", "ins-1", "fieldwork", "2018-04-16", "2018-04-20", "--json"),
    )
    assert added.json == {"id": "ins-1", "revision": 3}
    other = at(CALL, "inspection", "happened", "ins-1", "fieldwork", "2018-04-17", code=2)
    assert "Other dates are on record for 'fieldwork': 2018-04-16 to 2018-04-20" in other.err
    at(CALL, "inspection", "notice", "ins-1", "draft_report", "2018-05-08", "--json")
    again = at(CALL, "inspection", "notice", "ins-1", "draft_report", "2018-05-09", code=2)
    assert "2018-05-08" in again.err
    shown = at(CALL, "inspection", "show", "ins-1", "--json").json
    assert (shown["variant"], shown["notified"], shown["called_at"]) == ("ilacs-short", "2018-04-09", "09:15")
    assert (shown["lead_inspector"], shown["inspectors"]) == ("Ann Other", ["A", "B"])
    assert [days["id"] for days in shown["notice"]] == [
        "annex_a_due",
        "audit_information_due",
        "draft_report",
    ]
    assert shown["notice"][1]["end"] == "2018-04-13"
    early = at(date(2018, 4, 25), "inspection", "end", "ins-1", code=2)
    assert "embargo lift --inspection ins-1" in early.err
    at(date(2018, 5, 22), "embargo", "lift", "--where", "https://example.org/report")
    ended = at(date(2018, 5, 23), "inspection", "end", "ins-1", "--json")
    assert ended.json["id"] == "ins-1"
    shown = at(CALL, "inspection", "show", "ins-1", "--json").json
    assert shown["ended"] == "2018-05-23"
    assert {"id": "publication", "start": "2018-05-22", "end": None} in shown["actual"]
    assert "ended on Wednesday 23 May 2018" in at(CALL, "inspection", "end", "ins-1", code=2).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("begin",), "--notified"),
        (("begin", "--notified", "soon"), "soon"),
        (("begin", "--notified", "2018-04-09", "--variant", "ilacs-shrt"), "ilacs-short"),
        (("begin", "--notified", "2018-04-09", "--notice", "annex_a_du=2018-04-11"), "annex_a_due"),
        (("begin", "--notified", "2018-04-09", "--notice", "annex_a_due"), "--notice"),
        (("begin", "--notified", "2018-04-09", "--called-at", "teatime"), "--called-at"),
        (("begin", "--notified", "1900-04-09"), "1900-04-09"),
        (("happened", "ins-9", "fieldwork", "2018-04-16"), "ins-9"),
        (("end", "ins-9"), "ins-9"),
        (("add", "--variant", "ilacs-short", "--notified", "2018-04-09", "--ended", "2018-05-22"), "--ended"),
        (("add", "--title", "SIF 2014", "--actual", "fieldwrk=2014-05-06"), "fieldwork"),
        (("add", "--title", "SIF 2014", "--actual", "fieldwork=2014-05-29..2014-05-06"), "before 2014-05-29"),
        (("add", "--title", "SIF 2014", "--grades", "overal=good"), "overall"),
        (("add",), "--title"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_right_is_refused_and_nothing_begins(
    at: Callable[..., Any], arguments: tuple[str, ...], said: str
) -> None:
    """With the option or the nearest name."""
    done = at(CALL, "inspection", *arguments, code=None)
    assert done.code == 2
    assert said in done.err
    assert at(CALL, "inspection", "list", "--json").json == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("--notified", "1900-01-01"), "1900"),
        (("--add-notice", "annex_b=2018-05-22"), "annex_b"),
        (("--add-actual", "fieldwrk=2018-05-22"), "fieldwork"),
        (("--variant", "ilacs-shrt"), "ilacs-short"),
        (("--ended", "2018-05-22"), "--ended"),
        (("--ended", "2018-05-22", "--add-actual", "publication=2018-05-22"), "embargo lift"),
        (("--add-actual", "publication=2018-05-22"), "embargo lift"),
        (("--clear", "variant"), "--variant"),
    ],
    ids=" ".join,
)
def test_a_change_that_would_block_every_answer_or_open_the_outcome_is_refused(
    at: Callable[..., Any], change: tuple[str, ...], said: str
) -> None:
    """The record is as it was, and the plan is still there."""
    at(CALL, "inspection", "begin", "--notified", CALL)
    done = at(date(2018, 4, 25), "inspection", "update", "ins-1", *change, code=None)
    assert done.code == 2
    assert said in done.err
    assert at(CALL, "inspection", "show", "ins-1", "--json").json["revision"] == 1
    assert at(date(2018, 4, 25), "ready", "--json", code=None).json["inspection"] == "ins-1"


def test_an_inspection_under_embargo_cannot_be_withdrawn(at: Callable[..., Any]) -> None:
    """One that was begun by mistake can: the preparation returns to the council."""
    at(CALL, *record("showcase", CALL))
    at(CALL, "inspection", "begin", "--notified", CALL)
    assert at(CALL, "showcase", "show", "show-1", "--json").json["inspection"] == "ins-1"
    held = at(date(2018, 4, 25), "inspection", "withdraw", "ins-1", "--why", "A mistake", code=2)
    assert "embargo" in held.err
    at(CALL, *record("note", CALL))
    about = at(CALL, "inspection", "withdraw", "ins-1", "--why", "A mistake", code=2)
    assert "note-1" in about.err
    at(CALL, "note", "withdraw", "note-1", "--why", "A mistake")
    at(CALL, "inspection", "withdraw", "ins-1", "--why", "The wrong council was called")
    assert at(CALL, "showcase", "show", "show-1", "--json").json["inspection"] == ""
    assert at(CALL, "inspection", "list", "--json").json == []


def test_an_inspection_that_is_called_off_has_no_outcome(at: Callable[..., Any]) -> None:
    """It ends with the reason."""
    at(CALL, "inspection", "begin", "--notified", CALL)
    assert at(CALL, "inspection", "end", "ins-1", code=2).err.count("--withdrawn") == 1
    at(date(2018, 4, 11), "inspection", "end", "ins-1", "--withdrawn", "Deferred by Ofsted")
    state = at(date(2018, 6, 1), "embargo", "status", "--inspection", "ins-1", "--json")
    assert state.json["stage"] == "no-outcome"


def test_a_withdrawn_one_stays_confidential(at: Callable[..., Any]) -> None:
    """Where feedback was given, the outcome is known."""
    at(CALL, "inspection", "begin", "--notified", CALL)
    at(date(2018, 4, 25), "inspection", "end", "ins-1", "--withdrawn", "Incomplete")
    state = at(date(2018, 9, 1), "embargo", "status", "--inspection", "ins-1", "--json")
    assert state.json["stage"] == "held"


def test_an_earlier_inspection_is_the_same_kind(at: Callable[..., Any]) -> None:
    """With its grades and days; areas point at it; it is not running and has no embargo."""
    at(
        CALL,
        *("inspection", "add", "--title", "SIF 2014", "--grades", "overall=good"),
        *("--actual", "fieldwork=2014-05-06..2014-05-29", "--actual", "publication=30 June 2014"),
    )
    at(
        CALL,
        *("inspection", "add", "--variant", "ilacs-short", "--notified", "2016-04-11"),
        *("--ended", "2016-06-01", "--actual", "publication=2016-05-25"),
    )
    at(CALL, "area", "add", "--title", "Assessments", "--inspection", "ins-1", "--found", "2014-05-29")
    unknown = at(
        CALL, "area", "add", "--title", "A", "--inspection", "ins-7", "--found", "2014-05-29", code=2
    )
    assert "ins-7" in unknown.err
    shown = at(CALL, "inspection", "show", "ins-1", "--json").json
    assert shown["grades"] == [{"judgement": "overall", "grade": "good"}]
    assert shown["actual"][0] == {"id": "fieldwork", "start": "2014-05-06", "end": "2014-05-29"}
    assert at(CALL, "ready", "--json", code=None).json["inspection"] == ""
    state = at(CALL, "embargo", "status", "--inspection", "ins-2", "--json")
    assert state.json["stage"] == "lifted"
    assert "area-1" in at(CALL, "inspection", "withdraw", "ins-1", "--why", "Wrong", code=2).err


@pytest.mark.parametrize("kind", OF_INSPECTIONS, ids=lambda kind: kind.word)
def test_records_take_the_inspection_of_their_day_and_ask_between_two(
    at: Callable[..., Any], kind: Any
) -> None:
    """A third inspection is named if need be, and ``none`` is a rehearsal."""
    word = kind.word
    at(CALL, "inspection", "begin", "--notified", CALL)
    one = at(CALL, *record(word, CALL), "--json")
    assert at(CALL, word, "show", one.json["id"], "--json").json["inspection"] == "ins-1"
    begun = at(CALL, "inspection", "begin", "--notified", CALL, "--variant", "ilacs-focused-visit")
    assert "ins-1" in begun.err
    asked = at(CALL, *record(word, CALL), code=2)
    assert "ins-1 (ilacs-short" in asked.err
    assert "--inspection ID" in asked.err
    named = at(CALL, *record(word, CALL), "--inspection", "ins-2", "--json")
    assert at(CALL, word, "show", named.json["id"], "--json").json["inspection"] == "ins-2"
    wrong = at(CALL, *record(word, CALL), "--inspection", "ins-9", code=2)
    assert "ins-9" in wrong.err
    none = at(CALL, *record(word, CALL), "--inspection", "none", "--json", code=None)
    if kind.scope is Scope.OUTCOME:
        assert none.code == 2
    else:
        assert at(CALL, word, "show", none.json["id"], "--json").json["inspection"] == ""


def test_nothing_of_2018_counts_in_2021(at: Callable[..., Any], tmp_path: Path) -> None:
    """In no answer. The old inspection is still there to be asked about, and nothing is typed twice."""
    for kind in ("showcase", "request", "enquiry"):
        at(date(2018, 3, 1), *record(kind, date(2018, 3, 1)))
    at(CALL, "inspection", "begin", "--notified", CALL)
    tuesday = date(2018, 4, 17)
    for kind in OF_INSPECTIONS:
        at(tuesday, *record(kind.word, tuesday))
    old = at(tuesday, "ready", "--json", code=None).json
    assert old["inspection"] == "ins-1"
    assert "chal-1" in str(old) or "Visits are late" in str(old)
    at(date(2018, 5, 22), "embargo", "lift", "--where", "https://example.org/report")
    at(date(2018, 5, 23), "inspection", "end", "ins-1")
    between = at(date(2019, 3, 1), "ready", "--json", code=None).json
    assert between["inspection"] == ""

    call = date(2021, 5, 10)
    begun = at(call, "inspection", "begin", "--notified", call, "--variant", "ilacs-standard", "--json")
    assert begun.json == {"id": "ins-2", "taken_over": []}
    for day in (call, date(2021, 5, 18), date(2021, 5, 28)):
        answers = {
            "ready": at(day, "ready", "--json", code=None).json,
            "room": at(day, "room", "--json", code=None).json,
            "brief": at(day, "brief", "--day", tuesday, "--audience", "leaders", "--json").json,
            "embargo": at(day, "embargo", "status", "--json").json,
            # Refused to readers who are not on the register, once the outcome is known.
            "release": at(day, "release", "plan", "--json", code=None).out,
        }
        for name, answer in answers.items():
            for text in ("Visits are late", "Locality support", "Structure chart", "decisions timely"):
                assert text not in str(answer), (name, day)
            for text in ("A long day", "Cat Clun", "2018-05-22", "ins-1", "chal-1", "rel-1"):
                assert text not in str(answer), (name, day)
    assert answers["ready"]["inspection"] == "ins-2"
    assert answers["embargo"]["stage"] == "held"
    with Workspace.open(tmp_path / "room", load_plugins=False) as workspace:
        for inspection, status in (("ins-1", Status.DONE), ("ins-2", Status.TO_DO)):
            tasks = workspace.checklist(inspection=inspection)
            assert [task.status for task in tasks if task.id == "take-the-call"] == [status]
    # The first one can be asked about on any day.
    for command in (("ready",), ("room",), ("brief", "--day", tuesday, "--audience", "staff")):
        told = at(call, *command, "--inspection", "ins-1", "--json", code=None)
        assert told.code in (0, 1), told.err
        assert any(text in told.out for text in ("Visits are late", "A long day", "chal-1")), command
    lifted = at(call, "embargo", "status", "--inspection", "ins-1", "--json")
    assert (lifted.json["stage"], lifted.json["published"]) == ("lifted", "2018-05-22")
    assert lifted.json["register"][0]["person"] == "Cat Clun"
    # A note about a day of 2018 that is typed in 2021 belongs to 2018.
    late = at(call, *record("note", tuesday), "--json")
    assert at(call, "note", "show", late.json["id"], "--json").json["inspection"] == "ins-1"


def test_two_inspections_have_one_calendar_with_their_clashes(at: Callable[..., Any], tmp_path: Path) -> None:
    """Both timetables and all dates, in every format, and in the answer of each."""
    at(CALL, "inspection", "begin", "--notified", CALL)
    at(CALL, "inspection", "begin", "--notified", CALL, "--variant", "ilacs-focused-visit")
    tuesday = date(2018, 4, 17)
    visit = ("visit", "add", "--day", tuesday, "--people", "Ann Avon", "--ends", "11:00")
    at(CALL, *visit, "--title", "Front door", "--starts", "9:00", "--inspection", "ins-1")
    at(CALL, "inspection", "calendar")
    at(CALL, *visit, "--title", "Case talk", "--starts", "10:00", "--inspection", "ins-2")
    shown = at(CALL, "inspection", "calendar", "--json", code=1).json
    assert [timeline["inspection"]["id"] for timeline in shown["timelines"]] == ["ins-1", "ins-2"]
    assert [entry["title"] for entry in shown["timetable"]] == ["Front door", "Case talk"]
    assert [(clash["kind"], clash["who"]) for clash in shown["clashes"]] == [("person", "Ann Avon")]
    for suffix in ("ics", "html", "md", "txt"):
        page = tmp_path / f"calendar.{suffix}"
        at(CALL, "inspection", "calendar", "--out", page, code=1)
        text = page.read_text().replace("\r\n ", "")
        assert "Ann Avon is needed for" in text, suffix
        assert "ILACS focused visit" in text, suffix
    for inspection in ("ins-1", "ins-2"):
        ready = at(CALL, "ready", "--inspection", inspection, "--json", code=None).json
        (plan,) = [theme for theme in ready["themes"] if theme["theme"] == "plan"]
        (clash,) = [reason for reason in plan["reasons"] if reason["rule"] == "timetable-clash"]
        assert "Ann Avon" in clash["text"]
    at(date(2018, 4, 11), "inspection", "end", "ins-2", "--withdrawn", "Deferred")
    at(date(2018, 4, 12), "inspection", "calendar")


def test_a_fourth_monitoring_visit_in_twelve_months_is_noted(at: Callable[..., Any]) -> None:
    """When it begins, in the answer and in the calendar."""
    variant = ("--variant", "ilacs-monitoring-visit")
    for number, day in enumerate((date(2025, 9, 2), date(2025, 12, 2), date(2026, 3, 3)), 1):
        begun = at(day, "inspection", "begin", "--notified", day, *variant)
        assert "in twelve months" not in begun.err
        at(day, "inspection", "end", f"ins-{number}", "--withdrawn", "The letter is not published")
        at(day, "inspection", "update", f"ins-{number}", "--add-actual", f"fieldwork={day}")
    fourth = date(2026, 6, 2)
    assert (
        "number 4 in twelve months" in at(fourth, "inspection", "begin", "--notified", fourth, *variant).err
    )
    assert "monitoring-limit" in at(fourth, "ready", "--json", code=None).out
    assert "number 4 in twelve months" in at(fourth, "inspection", "calendar").out
