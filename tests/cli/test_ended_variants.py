"""A kind of inspection that no longer exists is refused on the day of the call, with its successor."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from inspectprep import Inspection, Workspace
from inspectprep.errors import PlanError
from tests.store.fakes import Clock

OURS = """\
schema = "inspectprep/framework/3"
id = "ours"
title = "Ours"

[[variants]]
id = "our-visit"
title = "Our visit"
extends = "ilacs-short"
until = 2026-08-31
successor = "our-review"

[[variants]]
id = "our-review"
title = "Our review"
extends = "ilacs-short"
starting = 2026-09-01
"""
LAST, NEXT = "2026-08-31", "2026-09-01"
SAID = ("Our visit ended on Monday 31 August 2026.", "Our review", "our-review")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """Write a framework file with an ended variant."""
    path = tmp_path / "ours.toml"
    path.write_text(OURS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("timeline", "our-visit"),
        ("timeline", "our-visit", "--json"),
        ("timeline", "our-visit", "--format", "ics"),
        ("checklist", "our-visit"),
        ("compare", "our-visit", "ilacs-short"),
        ("compare", "ilacs-short", "our-visit"),
        ("ready", "--variant", "our-visit"),
    ],
    ids=" ".join,
)
def test_every_command_refuses_it(cli: Any, ours: Path, command: tuple[str, ...]) -> None:
    """The last day is planned; the day after ends with code 2 and the name to type."""
    day_before = cli(*command, "--notified", LAST, "--framework", ours)
    assert day_before.code in (0, 1), day_before.err
    refused = cli(*command, "--notified", NEXT, "--framework", ours)
    assert refused.code == 2
    assert not refused.out
    for words in SAID:
        assert words in " ".join(refused.err.split())


def test_the_details_of_a_variant_say_that_it_ended(cli: Any, ours: Path) -> None:
    """It is shown, because old records have it."""
    shown = cli("frameworks", "show", "our-visit", "--on", NEXT, "--framework", ours)
    assert shown.code == 0
    assert SAID[0] in " ".join(shown.out.split())
    notes = json.loads(
        cli("frameworks", "show", "our-visit", "--on", NEXT, "--framework", ours, "--json").out
    )["notes"]
    assert any(SAID[0] in note for note in notes)


@pytest.fixture
def room(tmp_path: Path, ours: Path) -> Any:
    """Give a workspace with the framework file, and the clock in September 2026."""
    with Workspace.create(
        tmp_path / "room", authority="Borsetshire", variant="ilacs-short", load_plugins=False, clock=Clock()
    ) as made:
        yield Workspace(config=made.config, folder=made.folder, frameworks=[ours], registry=made.registry)


def test_a_new_record_of_it_is_refused_and_an_old_one_is_read(room: Workspace) -> None:
    """A call on its last day can be recorded and planned. A later one cannot, and nor can a change to one."""
    with pytest.raises(PlanError, match="our-review"):
        room.begin(Inspection(variant="our-visit", notified=date(2026, 9, 1)), by="An Author")
    entry = room.begin(Inspection(variant="our-visit", notified=date(2026, 8, 31)), by="An Author").entry
    assert room.timeline(entry.id).variant == "our-visit"
    with pytest.raises(PlanError, match="our-review"):
        room.records.change(entry.id, {"notified": date(2026, 9, 1)}, by="An Author")
    room.records.change(entry.id, {"note": "The file is in the archive."}, by="An Author")


def test_a_record_from_before_the_end_was_known_is_still_read(room: Workspace, ours: Path) -> None:
    """The end of a kind may become known later: what is on record is planned, with a note."""
    ours.write_text(OURS.replace("2026-08-31", "2026-12-31").replace("2026-09-01", "2027-01-01"), "utf-8")
    before = Workspace(config=room.config, folder=room.folder, frameworks=[ours], registry=room.registry)
    id_ = before.begin(Inspection(variant="our-visit", notified=date(2026, 9, 7)), by="An Author").entry.id
    ours.write_text(OURS, "utf-8")
    after = Workspace(config=room.config, folder=room.folder, frameworks=[ours], registry=room.registry)
    timeline = after.timeline(id_)
    assert timeline.notified == date(2026, 9, 7)
    assert any(SAID[0] in note for note in timeline.notes)
    after.records.change(id_, {"note": "Recorded under the old name."}, by="An Author")


@pytest.fixture
def prepared(cli: Any, tmp_path: Path, ours: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command in a workspace that prepares for a kind that ends in some weeks."""
    folder = tmp_path / "council"
    assert cli("init", folder, "--authority", "Borsetshire", "--variant", "ilacs-short").code == 0
    settings = folder / "inspectprep.toml"
    text = settings.read_text("utf-8").replace('"ilacs-short"', '"our-visit"')
    settings.write_text(f'{text}\nframeworks = ["../{ours.name}"]\n', "utf-8")

    def call(day: date, *arguments: object) -> Any:
        monkeypatch.setattr("inspectprep.cli.invocation.now", lambda: datetime.combine(day, time(12), UTC))
        return cli(*arguments, "--workspace", folder)

    return call


@pytest.mark.parametrize("number", [1, 2])
def test_the_next_mondays_are_shown_while_it_exists(prepared: Any, number: int) -> None:
    """On 14 August two more Mondays come before it ends."""
    found = prepared(date(2026, 8, 14), "ready", "--every-monday", number, "--json").json["days"]
    assert [each["notified"] for each in found] == ["2026-08-17", "2026-08-24"][:number]


def test_a_monday_after_its_end_is_refused_with_its_successor(prepared: Any) -> None:
    """A table with some of the Mondays left out would mislead."""
    for form in ((), ("--json",)):
        refused = prepared(date(2026, 8, 14), "ready", "--every-monday", 4, *form)
        assert refused.code == 2
        assert not refused.out
        for words in SAID:
            assert words in " ".join(refused.err.split())


def test_a_call_of_it_is_refused_with_its_successor(prepared: Any, tmp_path: Path) -> None:
    """The sheet to print, a filled sheet and a call of today. Nothing is recorded."""
    day = date(2026, 9, 7)
    sheet = tmp_path / "call.toml"
    sheet.write_text(
        'schema = "inspectprep/call-sheet/1"\nnotified = 2026-09-07\nvariant = "our-visit"\n', "utf-8"
    )
    for arguments in ((), ("--print",), ("--json",), ("--from", sheet, "--by", "Ann")):
        refused = prepared(day, "call", *arguments)
        assert refused.code == 2, refused.out
        for words in SAID:
            assert words in " ".join(refused.err.split())
    assert prepared(day, "inspection", "list", "--json").json == []
