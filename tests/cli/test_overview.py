"""The first screen of the command line: every command, by the moment at which it is used."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from inspectprep.cli.app import COMMANDS, MOMENTS
from inspectprep.cli.overview import WIDTH, overview
from inspectprep.model.record import RECORD_KINDS

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

PLUGINS = {"published": ("", "From the plugin inspectprep-published."), "ferry": ("", "word " * 40)}
MOST_LINES = 30


def names(text: str) -> list[str]:
    """Return the commands that an overview lists."""
    return re.findall(r"^(?:[A-Z][\w ,-]*?)? {2,}([a-z][a-z-]*) {2,}\S", text, re.MULTILINE)


def test_it_lists_every_command_once_and_fits_on_a_screen() -> None:
    """A kind of record is under ``records``, unless it has a command with a moment of its own."""
    text = overview({"published": PLUGINS["published"], "school-risk": PLUGINS["published"]})
    lines = text.splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= WIDTH
    in_moments = [name for commands in MOMENTS.values() for name in commands]
    assert names(text) == [*in_moments, "published", "school-risk"]
    assert set(COMMANDS) == {*in_moments, *RECORD_KINDS}


def test_long_help_of_a_plugin_is_wrapped_under_its_own_column() -> None:
    """No line is wider than the screen, and no word is broken."""
    text = overview(PLUGINS)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.count("word") == 40
    assert names(text)[-2:] == ["published", "ferry"]


@pytest.mark.parametrize("asked", [(), ("--help",), ("-h",)])
def test_it_is_the_answer_to_nothing_and_to_help(cli: Cli, asked: tuple[str, ...]) -> None:
    """The command alone shows it too."""
    assert cli(*asked, "--no-plugins").out == overview({}) + "\n"


def test_the_kinds_of_record_are_one_step_away(cli: Cli) -> None:
    """Each kind is named with its purpose, as a table and as JSON."""
    shown = cli("records").out
    assert all(re.search(rf"^{word}\t\S", shown, re.MULTILINE) for word in RECORD_KINDS)
    found = json.loads(cli("records", "--json").out)
    assert [row["kind"] for row in found["kinds"]] == sorted(RECORD_KINDS)
    assert all(row["summary"] for row in found["kinds"])
