"""``--reader`` on every command that shows records: what a person on the embargo register gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import signature
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspectprep.cli.app import make_app
from inspectprep.model.record import RECORD_KINDS
from tests.cli.test_signatures import commands_by_name
from tests.cli.test_withheld import CALL, TEXT, TODAY, room

__all__ = ["room"]

BY = ("--by", "Ben")
ANN = ("--reader", "Ann Avon")
SHOWS_NO_TEXT = {
    "evidence verify": "ids and the states of files",
    "forecast next": "days, and grades that are published",
    "person cover": "names",
    "scan": "nothing from records",
    "scan learn": "nothing from records",
    "workspace backup": "the whole store",
    "workspace export": "the whole store",
    "workspace import": "counts",
    "workspace verify": "ids and counts",
}
AREA = ("area", "add", "--title", TEXT, "--found", TODAY, "--inspection", "ins-1")
CLAIM = ("challenge", "add", "--claim", TEXT, "--heard", CALL, "--reveals-outcome")
EVIDENCE = ("evidence", "add", "--title", TEXT, "--kind", "audit", "--until", TODAY, "--outcome")
LESSON = ("lesson", "add", "--learned", TEXT, "--on", TODAY)
SESSION = ("session", "add", "--title", "Workshop", "--on", TODAY, "--attended", "Wil West", "--outcome")
SURVEY = ("survey", "add", "--question", TEXT, "--n", "200", "--outcome")
VISIT = ("visit", "add", "--day", TODAY, "--title", TEXT, "--outcome")
TALK = ("conversation", "add", "--on", TODAY, "--said", TEXT)
BRIEF = ("note", "add", "--day", TODAY, "--text", TEXT, "--audiences", "leaders")
SHOWN: dict[str, tuple[tuple[object, ...], ...]] = {
    "action-plan": (AREA, ()),
    "area progress": ((*AREA, "--outcome"), ("--json",)),
    "brief": (BRIEF, ("--day", TODAY, "--audience", "leaders")),
    "checklist": (LESSON, ("--json",)),
    "conversation log": (TALK, ()),
    "debrief": (LESSON, ()),
    "done": (LESSON, ("901", *BY)),
    "evidence coverage": ((*EVIDENCE, "--judgements", "help_and_protection"), ("--json",)),
    "inspection calendar": (VISIT, ()),
    "office": (VISIT, ("--on", TODAY)),
    "ready": (CLAIM, ("--json",)),
    "room": (CLAIM, ()),
    "selfeval": ((*EVIDENCE, "--judgements", "help_and_protection", "--says", TEXT), ()),
    "survey compare": ((*SURVEY, "--count", "90", "--until", TODAY), ()),
    "timeline": (("inspection", "update", "ins-1", "--note", TEXT), ("--json",)),
    "today": (LESSON, ()),
    "prepared": (SESSION, ("--json",)),
    "workspace history": (LESSON, ("les-1",)),
}
"""The record that each command shows, and the options of the command."""
EARLIER = ((*SURVEY, "--count", "80", "--until", CALL), ("worker", "add", "--name", "Wil West"))
MARKS = {"evidence coverage": '"ev-1"', "prepared": '"prepared": 1'}
"""The sign of the record in outputs that do not repeat its text."""
ELSEWHERE = {"checklist read", "embargo status", "handout", "release plan"}
"""Commands of which other tests show what a reader gets. The handout is for all staff."""


def _reading() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every command of a workspace that is not one of a kind of record."""
    for name, command in commands_by_name(make_app()):
        word, _, verb = name.partition(" ")
        if word in RECORD_KINDS and verb in ("list", "show", "add", "update", "withdraw"):
            continue
        if "place" in signature(command).parameters:
            yield name, command


def test_every_command_that_shows_records_has_a_reader() -> None:
    """A new command is added to one of the lists."""
    parameters = {name: set(signature(command).parameters) for name, command in _reading()}
    with_reader = {name for name, found in parameters.items() if "reader" in found}
    only_read = {name for name, found in parameters.items() if "by" not in found}
    assert with_reader == set(SHOWN) | ELSEWHERE
    assert only_read - with_reader == set(SHOWS_NO_TEXT)


def _words(found: Any) -> str:
    return " ".join((found.out + found.err).split())


@pytest.mark.parametrize("command", sorted(SHOWN))
def test_only_a_reader_on_the_register_gets_the_text(room: Any, command: str) -> None:
    """Neither a reader without a name nor another name gets it. Only the showing to the first is recorded."""
    adding, options = SHOWN[command]
    for record in (*EARLIER, adding):
        assert room(*record, *BY).code == 0
    assert room("embargo", "tell", "Ann Avon", *BY).code == 0
    mark = MARKS.get(command, TEXT[:24])
    for reader in ((), ("--reader", "Bea Born")):
        assert mark not in _words(room(*command.split(), *options, *reader))
    assert room("showing", "list", "--json").json == []
    found = room(*command.split(), *options, *ANN)
    assert found.code in (0, 1), found.err
    assert mark in _words(found)
    shown = room("showing", "list", "--json").json
    assert {line["reader"] for line in shown} == {"Ann Avon"}


def test_a_workbook_for_a_reader_is_read_back_for_that_reader(room: Any, tmp_path: Path) -> None:
    """The rows that are withheld from others are recorded only for the reader on the register."""
    assert room(*LESSON, *BY).code == 0
    room("embargo", "tell", "Ann Avon", *BY)
    file = tmp_path / "tracker.xlsx"
    assert room("checklist", "--out", file, *ANN).code == 0
    book = openpyxl.load_workbook(file)
    rows: Any = book["Tracker"]
    heads = [cell.value for cell in rows[2]]
    [row] = [row for row in rows.iter_rows(min_row=3) if row[heads.index("Id")].value == "lesson-les-1"]
    row[heads.index("Status")].value = "Done"
    book.save(file)
    refused = room("checklist", "read", file, *BY)
    assert (refused.code, TEXT in refused.err) == (2, False)
    assert "there is no task 'lesson-les-1'" in refused.err
    read = room("checklist", "read", file, *BY, *ANN)
    assert (read.code, "901" in read.out) == (0, True), read.err
