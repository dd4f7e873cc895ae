"""The console of Windows, whose encoding does not have every letter of a name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspectprep import Workspace
from inspectprep.model.workforce import RoleHolder


def run(room: Path, encoding: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as on a console with this encoding."""
    return subprocess.run(
        [sys.executable, "-m", "inspectprep", *words, "--workspace", str(room)],
        env=os.environ | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "Siân Ŵyn Łukasz"), ("cp1252", "Siân ?yn ?ukasz"), ("cp850", "Siân ?yn ?ukasz")],
)
def test_a_name_is_printed_with_the_letters_that_the_console_has(
    tmp_path: Path, encoding: str, name: str
) -> None:
    """Another letter is a question mark. It is neither an error nor a traceback."""
    room = tmp_path / "room"
    Workspace.create(room, authority="Oxfordshire", variant="ilacs-short")
    Workspace.open(room).records.add(RoleHolder(role="dcs", name="Siân Ŵyn Łukasz"), by="A Tester")
    done = run(room, encoding, "person", "list")
    assert done.returncode == 0, done.stderr
    assert name in done.stdout.decode(encoding)


def test_json_is_utf_8_on_every_console(tmp_path: Path) -> None:
    """Another program reads it, and no letter is lost."""
    room = tmp_path / "room"
    Workspace.create(room, authority="Oxfordshire", variant="ilacs-short")
    Workspace.open(room).records.add(RoleHolder(role="dcs", name="Siân Ŵyn Łukasz"), by="A Tester")
    done = run(room, "cp1252", "person", "list", "--json")
    assert done.returncode == 0, done.stderr
    assert "Siân Ŵyn Łukasz" in done.stdout.decode("utf-8")
