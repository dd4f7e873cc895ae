"""A date at the edge of the calendar, in any field of any record, blocks no answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any, get_args

import pytest
from attrs import NOTHING, Factory, fields, has, resolve_types

from inspectprep.model.record import RECORD_KINDS
from tests.store.forged import forged

FAR = ("9999-12-31", "9999-12-30", "0001-01-01", "0001-01-02")
COMMANDS = [
    ("ready", "--json"),
    ("ready", "--notified", "2026-11-30"),
    ("ready", "--every-monday", "2"),
    ("selfeval",),
    ("selfeval", "--format", "html"),
    *[("room", "--format", format_) for format_ in ("md", "html", "json")],
    ("room", "--format", "ics", "--out", "room.ics"),
    ("room", "--format", "xlsx", "--out", "room.xlsx"),
    ("brief", "--day", "2026-12-01", "--audience", "leaders"),
    ("brief", "--day", "9999-12-31", "--audience", "leaders"),
    ("embargo", "status", "--json"),
    ("evidence", "coverage", "--json"),
    ("survey", "compare"),
    ("area", "progress"),
    ("person", "cover"),
    ("prepared",),
    *[(kind, "list", *more) for kind in RECORD_KINDS for more in ((), ("--json",))],
    ("workspace", "verify"),
]


NEEDED = {"survey": {"percent": 40.0}, "challenge": {"outcome": "withdrawn"}}


def example(kind: Any, days: Iterator[str], number: int) -> Any:
    """Return plain data for a type, with a far date wherever it has one."""
    options = [option for option in get_args(kind) if option is not type(None)]
    if kind is date:
        return next(days)
    if isinstance(kind, type) and has(kind):
        return document(kind, days, number)
    if isinstance(kind, type) and hasattr(kind, "__members__"):
        return [member.value for member in kind][number % len(kind)]  # type: ignore[attr-defined]
    if kind in (int, float, bool, str):
        return {int: 1, float: 40.0, bool: False, str: "qa"}[kind]
    if type(None) in get_args(kind):
        return example(options[0], days, number)
    return [example(options[0], days, number)]


def document(cls: type[Any], days: Iterator[str], number: int) -> dict[str, Any]:
    """Return a document with every date, every required field, and every value that has dates."""
    resolve_types(cls)
    found = {}
    for field in fields(cls):
        dated = "date" in str(field.type) or any(has(inner) for inner in get_args(field.type))
        if field.name != "id" and (field.default is NOTHING or dated):
            found[field.name] = example(field.type, days, number)
    assert not any(isinstance(value, Factory) for value in found.values())
    return found


def imported(cli: Any, folder: Path, changes: list[tuple[str, str, Any]]) -> None:
    """Make a workspace with these records."""
    export = folder.parent / "export.jsonl"
    export.write_bytes(forged(changes))
    assert cli("init", folder, "--authority", "Borsetshire", "--variant", "ilacs-short").code == 0
    done = cli("workspace", "import", export, "--workspace", folder)
    assert done.code == 0, done.err


@pytest.mark.parametrize("day", [*FAR, "mixed"])
def test_far_dates_block_no_answer(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    """Every command answers, from records of every kind."""
    days = cycle(FAR if day == "mixed" else [day])
    inspections = ("inspection",)  # an inspection's own dates are refused with a sentence
    changes = [
        (
            kind.word,
            f"{kind.prefix}-{number}",
            document(kind.cls, days, number) | NEEDED.get(kind.word, {}),
        )
        for kind in RECORD_KINDS.values()
        if kind.word not in inspections
        for number in range(1, 6)
    ]
    imported(cli, tmp_path / "room", changes)
    monkeypatch.chdir(tmp_path / "room")
    found = cli("workspace", "verify", "--json").json
    # Days in any order contradict one another, and such a record is listed.
    assert found["unreadable"] == [] or day == "mixed"
    for command in COMMANDS:
        done = cli(*command)
        assert done.code in (0, 1), (command, done.err)


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize(
    "command",
    [
        ("ready", "--notified"),
        ("ready", "--variant", "ilacs-short", "--notified"),
        ("selfeval", "--on"),
        ("room", "--on"),
        ("brief", "--audience", "staff", "--day"),
        ("evidence", "coverage", "--on"),
        ("area", "progress", "--on"),
        ("person", "cover", "--on"),
        ("prepared", "--on"),
        ("release", "plan", "--notified"),
        ("lesson", "list", "--as-of"),
        ("timeline", "ilacs-short", "--notified"),
        ("checklist", "ilacs-short", "--notified"),
        ("frameworks", "show", "ilacs-short", "--on"),
        ("compare", "ilacs-short", "ilacs-standard", "--notified"),
    ],
)
def test_a_far_day_is_answered_or_refused_with_a_sentence(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], day: str
) -> None:
    """No command fails unexpectedly."""
    imported(cli, tmp_path / "room", [("lesson", "les-1", {"learned": "Ring first."})])
    monkeypatch.chdir(tmp_path / "room")
    done = cli(*command, day)
    assert "error in inspectprep" not in done.err
    assert (
        done.code in (0, 1) or "outside" in done.err or "not a valid" in done.err or "edition" in done.err
    ), done.err


def test_a_closure_without_an_end_is_clipped(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A period until the year 9999 costs no more than one until the end of the known years."""
    imported(cli, tmp_path / "room", [("lesson", "les-1", {"learned": "Ring first."})])
    monkeypatch.chdir(tmp_path / "room")
    file = tmp_path / "room" / "inspectprep.toml"
    period = '\n[[closures]]\nstarting = 2029-12-24\nuntil = 9999-12-31\nwhy = "Closed"\n'
    file.write_text(file.read_text() + period)
    assert cli("ready", "--notified", "2026-11-30", "--json").code == 1
