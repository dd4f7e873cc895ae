"""The output of commands: screens without control characters, and files in the format of their name."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from inspectprep.cli import output
from inspectprep.model.debrief import Lesson
from inspectprep.model.report import Report
from inspectprep.plugins import Registry, ReportProvider, hookimpl
from inspectprep.workspace import Workspace

EVIL = "a\x1b[31mb\x07c\x9b1md\re\u202ef\x1b]8;;https://example.org\x07g"
CONTROLS = set("\x1b\x07\x9b\r\u202e")


def test_no_screen_shows_a_control_character(capfd: pytest.CaptureFixture[str]) -> None:
    """Lines, tables with their titles and headings, notes and JSON are all without them."""
    output.say(EVIL)
    output.table(EVIL, (EVIL,), [(EVIL,)])
    output.note(EVIL)
    output.emit_json({EVIL: EVIL})
    captured = capfd.readouterr()
    assert not set(captured.out + captured.err) & CONTROLS
    assert captured.out.count("a b c d e f g") == 4
    assert captured.err == "a b c d e f g\n"
    assert json.loads(captured.out[captured.out.index("{") :]) == {EVIL: EVIL}


def test_no_error_shows_a_control_character(cli: Any) -> None:
    """The name that was typed is quoted in the error, and an option that does not exist too."""
    for arguments in (
        ("timeline", EVIL, "--notified", "2018-04-09"),
        ("timeline", "ilacs-short", "--notified", EVIL),
        ("timeline", "ilacs-short", f"--{EVIL}"),
        (EVIL,),
        ("annexa", "check", EVIL),
    ):
        done = cli(*arguments)
        assert done.code == 2
        assert done.err
        assert not set(done.out + done.err) & CONTROLS


CALL = ("--notified", "2018-04-09")
PLAN = ("timeline", "ilacs-short", *CALL)


@pytest.fixture
def room(cli: Any, tmp_path: Path) -> Path:
    """Return a workspace with a note."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Oxfordshire", "--variant", "ilacs-short").code == 0
    added = cli(
        *("note", "add", "--workspace", folder, "--by", "Ann", "--day", "2018-04-09"),
        *("--text", "Inspectors are here.", "--audiences", "leaders"),
    )
    assert added.code == 0
    return folder


def commands(room: Path) -> dict[str, tuple[object, ...]]:
    """Return every command that writes one report, by the kind of report."""
    place = ("--workspace", room)
    return {
        "timeline": PLAN,
        "checklist": ("checklist", "ilacs-short", *CALL),
        "comparison": ("compare", "ilacs-short", "ilacs-standard", *CALL),
        "daily-briefing": ("brief", "--day", "2018-04-09", "--audience", "leaders", *place),
        "self-evaluation": ("selfeval", "--on", "2018-04-09", *place),
        "room-review": ("room", "--on", "2018-04-09", *place),
        "coverage": ("prepared", "--on", "2018-04-09", *place),
        "release-plan": ("release", "plan", *CALL, *place),
    }


STARTS = {
    "html": b"<!doctype html>",
    "md": b"**OFFICIAL",
    "txt": b"OFFICIAL",
    "teams.txt": b"OFFICIAL",
    "json": b"{",
    "xlsx": b"PK",
}


def test_every_command_chooses_the_format_by_the_suffix(cli: Any, room: Path, tmp_path: Path) -> None:
    """The file is what its name says, is private, and is announced."""
    for kind, command in commands(room).items():
        for suffix, start in STARTS.items():
            target = tmp_path / f"{kind}.{suffix}"
            done = cli(*command, "--out", target)
            assert done.code < 2, done.err
            assert done.out == ""
            assert f"Written: {target}" in done.err
            assert target.read_bytes().lower().startswith(start.lower())
            assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o600


def test_every_command_refuses_options_that_contradict_one_another(
    cli: Any, room: Path, tmp_path: Path
) -> None:
    """Nothing is written, on the screen or to a file."""
    for command in commands(room).values():
        for options, says in (
            (("--out", tmp_path / "plan.odt"), ".html"),
            (("--out", tmp_path / "plan"), "no suffix"),
            (("--out", tmp_path / "plan.html", "--format", "md"), "contradict"),
            (("--out", tmp_path / "plan.html", "--json"), "contradict"),
            (("--format", "md", "--json"), "contradict"),
            (("--out", tmp_path / "plan.html", "--format", "table"), "table"),
            (("--format", "htm"), "Did you mean 'html'?"),
        ):
            done = cli(*command, *options)
            assert done.code == 2
            assert says in done.err
            assert done.out == ""
    assert [path for path in tmp_path.iterdir() if path != room] == []


def test_every_command_knows_the_formats_of_plugins(
    cli: Any, room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By id and suffix, also those of the format that one replaces; not for a kind that it does not write."""
    written: list[str] = []

    def write(report: Report, stream: BinaryIO) -> None:
        written.append(report.kind)
        stream.write(b"council")

    class Plugin:
        """A plugin with two formats."""

        @hookimpl
        def inspectprep_reports(self) -> list[ReportProvider]:
            """Provide them."""
            values = {"summary": "", "target": write}
            return [
                ReportProvider(id="council", suffix=".council", replaces="html", **values),
                ReportProvider(id="letter", suffix=".letter", kinds=("letter",), **values),
            ]

    monkeypatch.setattr(
        "inspectprep.plugins.registry.Registry",
        lambda selection, extra, **more: Registry(selection, extra=[*extra, Plugin()], **more),
    )
    for kind, command in commands(room).items():
        for options in (("--format", "council"), ("--format", "html")):
            assert cli(*command, *options).out == "council"
        for suffix in ("council", "html"):
            target = tmp_path / f"{kind}.{suffix}"
            cli(*command, "--out", target)
            assert target.read_bytes() == b"council"
        assert written == [kind] * 4
        written.clear()
        for options in (("--format", "letter"), ("--out", tmp_path / f"{kind}.letter")):
            done = cli(*command, *options)
            assert done.code == 2
            assert "council" in done.err


def test_no_report_replaces_a_file_of_the_workspace_or_an_input(cli: Any, room: Path, tmp_path: Path) -> None:
    """The records, the settings and the council's own variants stay."""
    (room / "store" / "page.html").write_bytes(b"kept")
    own = tmp_path / "own.md"
    own.write_text('schema = "inspectprep/tasks/1"\ntasks = []\n', encoding="utf-8")
    for command in commands(room).values():
        for target in (room / "store" / "page.html", room / "store" / "new.html"):
            done = cli(*command, "--out", target)
            assert done.code == 2
            assert "records" in done.err
    done = cli("checklist", "ilacs-short", *CALL, "--tasks", own, "--out", own)
    assert done.code == 2
    assert "input" in done.err
    assert (room / "store" / "page.html").read_bytes() == b"kept"
    assert own.read_text(encoding="utf-8").startswith("schema")


def test_a_workbook_is_not_shown_on_a_terminal(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would fill the screen with control characters. A pipe may have it."""
    assert cli(*PLAN[:1], "ilacs-short", *CALL, "--format", "ics").out.startswith("BEGIN:VCALENDAR")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    done = cli("checklist", "ilacs-short", *CALL, "--format", "xlsx")
    assert done.code == 2
    assert ".xlsx" in done.err


def test_an_export_to_the_screen_shows_no_control_character(cli: Any, room: Path, tmp_path: Path) -> None:
    """The lines are the same data, and a workspace can be made from them again."""
    with Workspace.open(room, load_plugins=False) as workspace:
        workspace.records.add(Lesson(learned="Ask \x9b31m early\u202e"), by="Ann")
        shown = workspace.records.all(Lesson)
    done = cli("workspace", "export", "--workspace", room)
    assert done.code == 0
    assert not set(done.out) & CONTROLS
    copy = tmp_path / "copy"
    (tmp_path / "export.jsonl").write_text(done.out, encoding="utf-8")
    assert cli("init", copy, "--authority", "Oxfordshire", "--variant", "ilacs-short").code == 0
    assert cli("workspace", "import", tmp_path / "export.jsonl", "--workspace", copy).code == 0
    with Workspace.open(copy, load_plugins=False) as workspace:
        assert workspace.records.all(Lesson) == shown


READY = ("ready", "--variant", "ilacs-short", *CALL)


def test_ready_writes_one_report_or_a_folder(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The suffix chooses the format of one; a folder has all."""
    monkeypatch.chdir(tmp_path)
    for suffix, start in {**STARTS, "ics": b"BEGIN:VCALENDAR"}.items():
        target = tmp_path / f"ready.{suffix}"
        assert cli(*READY, "--out", target).code == 1
        assert target.read_bytes().lower().startswith(start.lower())
    assert cli(*READY, "--out", tmp_path / "answer").code == 1
    assert len(list((tmp_path / "answer").iterdir())) == 11
    (tmp_path / "2018.04").mkdir()
    assert cli(*READY, "--out", tmp_path / "2018.04").code == 1
    before = sorted(tmp_path.rglob("*"))
    done = cli(*READY, "--out", tmp_path / "ready.odt")
    assert done.code == 2
    assert ".html" in done.err
    assert cli("demo", "--out", tmp_path / "demo.html").code == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_ready_replaces_none_of_its_inputs(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If one output has the name of an input, none is written."""
    monkeypatch.chdir(tmp_path)
    lists = tmp_path / "checklist.xlsx"
    assert cli("annexa", "synth", lists, "--children", "20").code == 0
    before = lists.read_bytes()
    for given in (lists, tmp_path):
        done = cli(*READY, "--annexa", given, "--out", tmp_path)
        assert done.code == 2
        assert "input" in done.err
    assert lists.read_bytes() == before
    assert list(tmp_path.iterdir()) == [lists]


def test_words_between_colons_are_no_pictures(capfd: pytest.CaptureFixture[str]) -> None:
    """What a person typed is shown as it was typed."""
    output.say("a:b: and :smile:")
    assert capfd.readouterr().out == "a:b: and :smile:\n"
