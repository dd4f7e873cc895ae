"""Records from the command line: what goes in, what comes out, and with which exit code."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspectprep.cli.fields import options_of
from inspectprep.cli.records import app_of
from inspectprep.cli.workspace_options import read_moment
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.record import RECORD_KINDS
from tests.store.forged import forged

AUDIT = ("evidence", "add", "--title", "Audit of plans", "--kind", "audit")


@pytest.fixture
def room(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace and go into a folder inside it."""
    done = cli("init", tmp_path / "room", "--authority", "Borsetshire", "--variant", "ilacs-short")
    assert done.code == 0, done.err
    deep = tmp_path / "room" / "deep" / "down"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    return tmp_path / "room"


def test_init_makes_a_workspace_and_says_where(cli: Any, tmp_path: Path) -> None:
    """The file is there, and the store is empty and sound."""
    folder = tmp_path / "room"
    done = cli("init", folder, "--authority", "Borsetshire", "--variant", "ilacs-short", "--json")
    assert done.code == 0
    assert done.json["authority"] == "Borsetshire"
    assert (folder / "inspectprep.toml").is_file()
    found = cli("workspace", "verify", "--workspace", folder, "--json")
    assert (found.code, found.json["sound"], found.json["changes"]) == (0, True, 0)
    assert found.json["head"] == done.json["head"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--authority", "B", "--variant", "ilacs-shrt"), "ilacs-short"),
        (("--authority", " ", "--variant", "ilacs-short"), "needs a name"),
        (("--variant", "ilacs-short"), "--authority"),
    ],
)
def test_init_that_cannot_be_is_told(
    cli: Any, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Exit 2, a sentence, and no folder."""
    done = cli("init", tmp_path / "room", *arguments)
    assert done.code == 2
    assert words in done.err
    assert not (tmp_path / "room").exists()


def test_add_prints_id_and_revision_and_the_record_is_there(cli: Any, room: Path) -> None:
    """From a folder inside the workspace, and from anywhere with --workspace."""
    done = cli(*AUDIT, "--judgements", "in_care", "--judgements", "care_leavers", "--owner", "DCS", "--json")
    assert done.code == 0
    assert done.json == {"id": "ev-1", "revision": 1}
    listed = cli("evidence", "list", "--json").json
    assert isinstance(listed, list)
    (found,) = listed
    assert (found["id"], found["revision"], found["title"]) == ("ev-1", 1, "Audit of plans")
    assert (found["judgements"], found["owner"], found["recorded"]) == (
        ["in_care", "care_leavers"],
        "dcs",
        None,
    )
    assert cli("evidence", "show", "ev-1", "--json", "--workspace", room).json == found
    assert cli("evidence", "list", "--json", "--workspace", room / "inspectprep.toml").json == listed


def test_add_in_another_process_is_durable_when_it_prints(room: Path) -> None:
    """As a program would call it."""
    command = [sys.executable, "-m", "inspectprep", *AUDIT, "--json", "--by", "Ann"]
    done = subprocess.run(command, cwd=room, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"id": "ev-1", "revision": 1}
    shown = subprocess.run(
        [sys.executable, "-m", "inspectprep", "evidence", "show", "ev-1"],
        cwd=room,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Audit of plans" in shown.stdout
    assert "Ann" in shown.stdout


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("evidence", "add", "--title", "x", "--kind", "adit"), "--kind: should be one of 'audit'"),
        (("evidence", "add", "--title", "x", "--kind", "adit"), "Did you mean 'audit'?"),
        (("evidence", "add", "--title", "x"), "--kind"),
        ((*AUDIT, "--owner", "anex-a"), "Did you mean 'annex-a'?"),
        (
            (*AUDIT, "--recorded", "7/9/26"),
            "--recorded: This is not a valid date: write the year with four",
        ),
        ((*AUDIT, "--recorded", "31 June 2026"), "June 2026 has 30 days"),
        ((*AUDIT, "--recorded", "31/6/2016"), "June 2016 has 30 days"),
        ((*AUDIT, "--starting", "2026-09-07", "--until", "2026-09-01"), "--until"),
        ((*AUDIT, "--says", "for 943 476 5919"), "a possible NHS number"),
        (
            ("survey", "add", "--question", "q", "--population", "p", "--n", "many"),
            "--n: should be a whole number",
        ),
        (
            ("person", "add", "--role", "dcs", "--leave", "startng=2026-10-05,until=2026-10-09"),
            "--leave[0].startng",
        ),
        (
            ("person", "add", "--role", "dcs", "--leave", "next week"),
            "--leave: should be written as starting=",
        ),
        (("person", "add", "--role", "dsc"), "Did you mean 'dcs'?"),
        (("evidence", "show", "ev-9"), "no evidence item 'ev-9'"),
        (("evidence", "show", "dec-9"), "no decision 'dec-9'"),
        (("evidence", "list", "--as-of", "yesterday"), "'yesterday' is not a valid date"),
        (("evidnce", "list"), "Did you mean 'evidence'?"),
        (("workspace", "history", "ev-9"), "no evidence item"),
        (("workspace", "import", "nowhere.jsonl"), "nowhere.jsonl: There is no such file"),
    ],
)
def test_what_cannot_be_is_told_by_option_with_the_nearest(
    cli: Any, arguments: tuple[str, ...], words: str
) -> None:
    """Exit 2, one sentence, and nothing is written."""
    done = cli(*arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert cli("workspace", "verify", "--json").json["changes"] == 0


def test_without_a_workspace_the_remedy_is_told(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither here nor above."""
    monkeypatch.chdir(tmp_path)
    done = cli("evidence", "list")
    assert done.code == 2
    assert "inspectprep init" in done.err


@pytest.mark.usefixtures("room")
def test_update_changes_what_is_named_and_shows_both_sides_of_a_conflict(cli: Any) -> None:
    """With --expect, somebody else's change in between is a conflict; without, other fields stay."""
    cli(*AUDIT, "--owner", "qa", "--by", "Ann")
    done = cli(
        "evidence", "update", "ev-1", "--says", "Plans are late", "--by", "Ben", "--why", "read it", "--json"
    )
    assert done.json == {"id": "ev-1", "revision": 2}
    clash = cli("evidence", "update", "ev-1", "--title", "Audit", "--by", "Ann", "--expect", "1")
    assert clash.code == 2
    assert "Ben changed it" in clash.err
    assert "read it" in clash.err
    assert "Ann wanted 'Audit'" in clash.err
    (found,) = cli("evidence", "list", "--json").json
    assert (found["title"], found["says"], found["owner"]) == ("Audit of plans", "Plans are late", "qa")
    assert cli("evidence", "update", "ev-1", "--clear", "owner", "--clear", "says").code == 0
    (found,) = cli("evidence", "list", "--json").json
    assert (found["says"], found["owner"]) == ("", "")


@pytest.mark.usefixtures("room")
def test_update_that_says_nothing_or_empties_too_much_is_told(cli: Any) -> None:
    """A field without a default cannot be emptied."""
    cli(*AUDIT)
    assert "There is nothing to change" in cli("evidence", "update", "ev-1").err
    assert "cannot be empty" in cli("evidence", "update", "ev-1", "--clear", "title").err
    assert "'owner'" in cli("evidence", "update", "ev-1", "--clear", "ownr").err


@pytest.mark.usefixtures("room")
def test_truths_lists_and_parts_are_written_as_options(cli: Any) -> None:
    """A flag and its opposite, repeated options, parts as pairs or as JSON."""
    cli("team", "add", "--name", "Duty")
    assert (
        cli(
            "session",
            "add",
            "--title",
            "Briefing",
            "--on",
            "2026-09-07",
            "--teams",
            "Duty",
            "--no-attendance-taken",
        ).code
        == 0
    )
    (held,) = cli("session", "list", "--json").json
    assert (held["attendance_taken"], held["teams"]) == (False, ["Duty"])
    away = ("--leave", "starting=2026-10-05,until=2026-10-09,cover=deputy, then qa")
    more = ("--leave", '{"starting": "2026-12-21", "until": "2026-12-24"}')
    assert cli("person", "add", "--role", "dcs", "--name", "Amara", *away, *more).code == 0
    (person,) = cli("person", "list", "--json").json
    assert [each["starting"] for each in person["leave"]] == ["2026-10-05", "2026-12-21"]
    assert person["leave"][0]["cover"] == "deputy, then qa"


@pytest.mark.usefixtures("room")
def test_an_option_that_every_command_has_is_called_by_its_kind(cli: Any) -> None:
    """Who thanked is not who records it."""
    done = cli(
        "thanks", "add", "--to", "All", "--reason", "The week", "--thanks-by", "The leader", "--by", "Ann"
    )
    assert done.code == 0, done.err
    (found,) = cli("thanks", "list", "--json").json
    assert found["by"] == "The leader"
    assert found["change"]["by"] == "Ann"


@pytest.mark.usefixtures("room")
def test_a_withdrawn_record_is_listed_no_more_and_its_history_tells_why(cli: Any) -> None:
    """History is every change: who, when, what and why."""
    cli(*AUDIT, "--by", "Ann")
    cli("evidence", "update", "ev-1", "--title", "Audit", "--by", "Ben", "--why", "shorter")
    assert cli("evidence", "withdraw", "ev-1").code == 2
    assert cli("evidence", "withdraw", "ev-1", "--why", "twice", "--by", "Cy", "--json").json == {
        "id": "ev-1",
        "revision": 3,
    }
    assert cli("evidence", "list", "--json").json == []
    assert "withdrawn by Cy" in cli("evidence", "show", "ev-1").err
    told = cli("workspace", "history", "ev-1", "--json").json
    assert [(each["by"], each["why"], each["withdrawn"]) for each in told["revisions"]] == [
        ("Ann", "", False),
        ("Ben", "shorter", False),
        ("Cy", "twice", True),
    ]
    assert told["revisions"][1]["changes"] == [{"field": "title", "from": "Audit of plans", "to": "Audit"}]
    shown = cli("workspace", "history", "ev-1").out
    assert "title: Audit of plans -> Audit" in shown
    assert "withdrawn" in shown
    assert [each["title"] for each in cli("evidence", "list", "--as-of", "2", "--json").json] == ["Audit"]
    assert cli("evidence", "show", "ev-1", "--revision", "1", "--json").json["title"] == "Audit of plans"


def test_export_and_backup_move_everything_to_another_workspace(cli: Any, room: Path, tmp_path: Path) -> None:
    """The head is the same everywhere, and what was noted down can be checked later."""
    cli(*AUDIT)
    head = cli("workspace", "export", tmp_path / "all.jsonl", "--json").json["head"]
    assert cli("workspace", "backup", tmp_path / "all.sqlite", "--json").json["head"] == head
    assert (tmp_path / "all.jsonl").stat().st_mode & 0o077 == 0
    assert cli("workspace", "backup", tmp_path / "all.sqlite").code == 2
    assert cli("workspace", "export", tmp_path / "all.jsonl").code == 2
    assert cli("workspace", "import", tmp_path / "all.jsonl").code == 2
    for name in ("all.jsonl", "all.sqlite"):
        other = tmp_path / f"room-{name}"
        cli("init", other, "--authority", "B", "--variant", "ilacs-short")
        done = cli("workspace", "import", tmp_path / name, "--workspace", other, "--json")
        assert (done.code, done.json) == (0, {"changes": 1, "head": head})
        assert (
            cli("evidence", "show", "ev-1", "--workspace", other, "--json").json["title"] == "Audit of plans"
        )
        assert cli("workspace", "verify", "--head", head, "--workspace", other).code == 0
    lines = cli("workspace", "export", "--workspace", room)
    assert lines.out == (tmp_path / "all.jsonl").read_text("utf-8")
    assert head in lines.err


def test_verify_that_finds_something_exits_with_one(cli: Any, room: Path) -> None:
    """A problem is a finding, not a failure of the command."""
    cli(*AUDIT)
    done = cli("workspace", "verify", "--head", "f" * 64)
    assert done.code == 1
    assert "PROBLEMS FOUND" in done.out
    assert "is not in this store" in done.out
    path = room / "store" / "records.sqlite"
    path.write_bytes(path.read_bytes()[:5000])
    done = cli("workspace", "verify")
    assert done.code in (1, 2)
    assert "damaged" in done.err or "PROBLEMS FOUND" in done.out


def test_a_change_is_recorded_under_a_name(cli: Any, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As given; else as configured; else the login name."""
    monkeypatch.setenv("LOGNAME", "ann.avon")
    cli(*AUDIT)
    file = room / "inspectprep.toml"
    file.write_text(file.read_text("utf-8").replace("#recorded_by", "recorded_by"), "utf-8")
    cli(*AUDIT)
    cli(*AUDIT, "--by", "Ben")
    assert [each["change"]["by"] for each in cli("evidence", "list", "--json").json] == [
        "ann.avon",
        "Performance team",
        "Ben",
    ]


def test_a_mistake_in_the_configuration_is_told_with_path_and_nearest_key(cli: Any, room: Path) -> None:
    """And nothing is read past it."""
    file = room / "inspectprep.toml"
    file.write_text(file.read_text("utf-8") + "\nclosure = []\n", "utf-8")
    done = cli("evidence", "list")
    assert done.code == 2
    assert "$.closure" in done.err
    assert "'closures'" in done.err


@pytest.mark.usefixtures("room")
def test_tables_show_what_is_filled_in(cli: Any) -> None:
    """People read these: the id, what matters, and how many there are."""
    cli(*AUDIT)
    cli("lesson", "add", "--learned", "x" * 200)
    assert "x" * 59 + "…" in cli("lesson", "list").out.replace("\n", "")
    out = cli("evidence", "list").out
    assert "ev-1" in out
    assert "Audit of plans" in out
    assert "1 evidence item." in out
    assert "0 notes." in cli("note", "list").out


@pytest.mark.parametrize(
    ("word", "sentences"),
    [
        (
            "evidence",
            (
                "Add an evidence item.",
                "Withdraw an evidence item. Its history is kept.",
                "Show one evidence item, now or at an earlier date.",
                "List evidence items.",
            ),
        ),
        ("person", ("Add a person.", "Change fields of a person.", "List people.")),
        ("area", ("Add an area for improvement.", "List areas for improvement.")),
        ("task", ("Add a task status.", "List task statuses.")),
    ],
)
def test_help_is_made_of_proper_sentences(cli: Any, word: str, sentences: tuple[str, ...]) -> None:
    """With the article, the noun and the plural of each kind."""
    text = " ".join(cli(word, "--help").out.split())
    for sentence in sentences:
        assert sentence in text


@pytest.mark.parametrize("word", sorted(RECORD_KINDS))
def test_every_kind_has_its_commands_and_every_field_its_option(word: str) -> None:
    """A kind of record needs nothing but its class to be kept from the command line."""
    app = app_of(word)
    assert {"add", "list", "show", "update", "withdraw"} <= set(app)
    options = options_of(RECORD_KINDS[word].cls, word)
    assert len({each.option for each in options}) == len(options)
    assert all(each.help for each in options)
    app["add"].assemble_argument_collection()
    app["update"].assemble_argument_collection()


@pytest.mark.parametrize("word", sorted(RECORD_KINDS))
def test_every_kind_is_listed_from_the_command_line(cli: Any, room: Path, word: str) -> None:
    """Each by its word."""
    done = cli(word, "list", "--json", "--workspace", room)
    assert (done.code, done.json) == (0, [])


def test_a_kind_that_is_not_there_has_no_commands() -> None:
    """The nearest is suggested."""
    with pytest.raises(UnknownNameError, match="'evidence'"):
        app_of("evidnce")


def test_a_moment_is_a_day_a_time_or_the_number_of_a_change() -> None:
    """A day means all of it, by this computer's clock."""
    assert read_moment(None) is None
    assert read_moment("12") == read_moment("#12") == 12
    day = read_moment("2026-09-07")
    assert (day.hour, day.minute, day.tzinfo is not None) == (23, 59, True)
    assert read_moment("2026-09-07T17:30+00:00") < day or day.utcoffset() is not None
    with pytest.raises(InspectPrepError, match="not a valid date"):
        read_moment("2026-13-07")


def _add_some(folder: str, name: str) -> None:
    from inspectprep.cli.run import run  # noqa: PLC0415  # in a process of its own

    for number in range(5):
        text = f"{name}-{number}"
        assert (
            run(["note", "add", "--day", "2026-09-07", "--text", text, "--by", name, "--workspace", folder])
            == 0
        )


def test_colleagues_who_write_at_once_all_find_their_notes(cli: Any, room: Path) -> None:
    """Three processes, five notes each, and no number is given twice."""
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=_add_some, args=(str(room), name)) for name in ("ann", "ben", "cy")]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
        assert process.exitcode == 0
    assert cli("workspace", "verify").code == 0
    notes = cli("note", "list", "--json").json
    assert sorted(each["text"] for each in notes) == sorted(
        f"{n}-{i}" for n in ("ann", "ben", "cy") for i in range(5)
    )
    assert [each["id"] for each in notes] == [f"note-{number}" for number in range(1, 16)]


def test_readiness_learns_the_ids_of_the_lists_it_reads(cli: Any, room: Path, tmp_path: Path) -> None:
    """From then on no record can name a child of the return, and the workspace holds no id in the clear."""
    from inspectprep import synth  # noqa: PLC0415  # only here

    made = synth.council(children=40, seed=3, as_of=date(2026, 9, 7))
    synth.write_workbook(made, tmp_path / "annex-a.xlsx")
    column = synth_ids(tmp_path / "annex-a.xlsx")
    before = cli(*AUDIT, "--says", f"See {column[0]}")
    assert before.code == 0, before.err
    asked = cli("ready", "--annexa", tmp_path / "annex-a.xlsx", "--notified", "2026-09-07", "--json")
    assert asked.code in (0, 1), asked.err
    for each in column[:5]:
        done = cli(*AUDIT, "--says", f"See {each}, please")
        assert done.code == 2
        assert "the id of a child in a loaded list" in done.err
        assert each not in done.err
    kept = b"".join(path.read_bytes() for path in (room / "store").iterdir() if path.name.startswith("known"))
    assert not any(each.encode() in kept for each in column)


def synth_ids(path: Path) -> list[str]:
    """Return the ids of the children in a return."""
    from inspectprep.annexa import read  # noqa: PLC0415  # only here

    found = read([path], as_of=date(2026, 9, 7)).tables[6].frame["child_unique_id"]
    return sorted(set(found.drop_nulls().to_list()))


@pytest.fixture
def damaged(cli: Any, room: Path, tmp_path: Path) -> Path:
    """Import two lessons, one of which cannot be read."""
    export = tmp_path / "export.jsonl"
    good = {"learned": "Ring the deputies first."}
    export.write_bytes(forged([("lesson", "les-1", {"nosuchfield": "Zebedee"}), ("lesson", "les-2", good)]))
    done = cli("workspace", "import", export)
    assert done.code == 0, done.err
    return room


@pytest.mark.usefixtures("damaged")
def test_a_record_that_cannot_be_read_is_listed_shown_and_withdrawn(cli: Any) -> None:
    """Its fields are named and its values are not. The others are listed as always."""
    listed = cli("lesson", "list")
    assert listed.code == 0
    assert "Ring the deputies first." in listed.out
    assert (
        "les-1 cannot be read. The field learned is missing. The field nosuchfield is unknown." in listed.out
    )
    one, two = cli("lesson", "list", "--json").json
    assert (one["id"], one["fields"], two["learned"]) == (
        "les-1",
        ["nosuchfield"],
        "Ring the deputies first.",
    )
    shown = cli("lesson", "show", "les-1")
    assert shown.code == 0
    assert "fields: nosuchfield" in shown.out
    history = cli("workspace", "history", "les-1")
    assert "cannot be read" in history.out
    assert "Zebedee" not in listed.out + shown.out + history.out
    found = cli("workspace", "verify")
    assert found.code == 1
    assert "inspectprep lesson withdraw les-1 --why REASON" in found.out
    assert "PROBLEMS FOUND" in found.out
    assert cli("workspace", "verify", "--json").json["unreadable"][0]["id"] == "les-1"
    changed = cli("lesson", "update", "les-1", "--learned", "New", "--by", "Ann")
    assert (changed.code, "cannot be read" in changed.err) == (2, True)
    assert cli("lesson", "withdraw", "les-1", "--why", "damaged", "--by", "Ann").code == 0
    assert cli("workspace", "verify").code == 0
    assert "cannot be read" not in cli("lesson", "list").out


@pytest.mark.usefixtures("damaged")
@pytest.mark.parametrize(
    "command",
    [("ready", "--on", "2026-11-02"), ("selfeval",), ("room",), ("embargo", "status"), ("evidence", "list")],
)
def test_a_record_that_cannot_be_read_blocks_no_answer(cli: Any, command: tuple[str, ...]) -> None:
    """Every command answers from the others."""
    done = cli(*command)
    assert "les-1" not in done.err
    assert "error in inspectprep" not in done.err


@pytest.mark.usefixtures("room")
def test_dates_and_times_are_read_as_people_write_them_and_echoed(cli: Any) -> None:
    """A misreading is seen in the reply, and the record has the date itself."""
    done = cli("note", "add", "--day", "9th April 2018", "--text", "Calm", "--by", "Ann")
    assert done.out == "Added: note-1, revision 1, for Monday 9 April 2018.\n"
    done = cli(
        *("visit", "add", "--title", "Interview", "--day", "Tue 10/4/2018", "--starts", "9.30am"),
        *("--ends", "10:00"),
    )
    assert done.out == "Added: vis-1, revision 1: day Tuesday 10 April 2018, starts 09:30, ends 10:00.\n"
    (visit,) = cli("visit", "list", "--json").json
    assert (visit["day"], visit["starts"], visit["ends"]) == ("2018-04-10", "09:30", "10:00")
    done = cli("visit", "update", "vis-1", "--ends", "12.15pm")
    assert done.out == "Changed: vis-1, revision 2: ends 12:15.\n"
    assert cli("visit", "update", "vis-1", "--clear", "starts").out == "Changed: vis-1, revision 3.\n"
    assert cli("visit", "list", "--as-of", "1 January 2018", "--json").json == []
    wrong = cli("visit", "update", "vis-1", "--day", "Mon 10 April 2018", "--starts", "9")
    assert wrong.code == 2
    assert "--day: 'Mon 10 April 2018' is not a valid date: 10 April 2018 is a Tuesday." in wrong.err
    assert "--starts: '9' is not a valid time: add am or pm" in wrong.err


@pytest.mark.parametrize(
    "written", ["9 April 2018", "Mon 9 Apr 2018", "09/04/2018", "9.4.2018", "2018-04-09"]
)
def test_every_command_reads_dates_in_the_same_way(cli: Any, written: str) -> None:
    """Options with a day, and spans of actual dates."""
    plan = ("timeline", "ilacs-short", "--authority", "Borsetshire", "--json")
    usual = cli(*plan, "--notified", "2018-04-09", "--actual", "fieldwork=2018-04-17..2018-04-20")
    assert usual.code == 0, usual.err
    done = cli(*plan, "--notified", written, "--actual", "fieldwork=17/4/2018..20 April 2018")
    assert done.out == usual.out
    assert "April 2018 has 30 days" in cli(*plan, "--notified", "31/04/2018").err


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("7 September 2026", "2026-09-07"),
        ("7 Sep 2026 at 5.30pm", "2026-09-07T17:30"),
        ("07/09/2026, 9am", "2026-09-07T09:00"),
        ("2026-09-07 17:30", "2026-09-07T17:30"),
    ],
)
def test_an_earlier_moment_is_read_as_people_write_it(text: str, same: str) -> None:
    """A date means all of the day."""
    assert read_moment(text) == read_moment(same)


@pytest.mark.parametrize("text", ["2026-09-07T27:30", "7 September", "7/9/26 9am", "7 Sep 2026 25:00", "9am"])
def test_a_moment_that_cannot_be_is_refused(text: str) -> None:
    """With the option and what else can be used."""
    with pytest.raises(InspectPrepError, match=r"--as-of: .*is not a valid .*change number"):
        read_moment(text)


@pytest.mark.usefixtures("room")
def test_a_reference_that_does_not_exist_is_refused_by_option(cli: Any) -> None:
    """With the nearest, and the command that lists what there is."""
    cli(*AUDIT)
    refused = cli(*AUDIT, "--judgements", "in_care", "--judgements", "in_cares", "--enquiries", "enq-1")
    assert (refused.code, refused.out) == (2, "")
    assert "--judgements[1]: There is no judgement 'in_cares'. Did you mean 'in_care'?" in refused.err
    assert "To list them: inspectprep frameworks show ilacs-short." in refused.err
    assert "--enquiries[0]: There is no line of enquiry 'enq-1'." in refused.err
    shown = cli("frameworks", "show", "ilacs-short").out
    assert "in_care" in shown
    assert "help_and_protection" in shown
    named = cli("worker", "add", "--name", "Ann Avon", "--team", "North")
    assert (named.code, "There is no team 'North'" in named.err) == (0, True)


@pytest.mark.usefixtures("room")
def test_verify_names_references_to_withdrawn_records(cli: Any) -> None:
    """The record that names one can still be read."""
    cli(*AUDIT)
    cli("enquiry", "add", "--statement", "Is help early?", "--evidence", "ev-1")
    assert cli("workspace", "verify").code == 0
    assert cli("evidence", "withdraw", "ev-1", "--why", "twice", "--by", "Ben").code == 0
    done = cli("workspace", "verify")
    assert done.code == 1
    assert "enq-1, field 'evidence[0]', refers to 'ev-1'. It was withdrawn by Ben" in done.out
    assert "PROBLEMS FOUND" in done.out
    found = cli("workspace", "verify", "--json").json
    assert found["sound"]
    assert found["references"] == [{"id": "enq-1", "field": "evidence[0]", "to": "ev-1"}]
    assert cli("enquiry", "show", "enq-1").code == 0
