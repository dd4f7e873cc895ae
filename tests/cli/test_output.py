"""The output of commands: screens without control characters."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inspectprep.cli import output

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
