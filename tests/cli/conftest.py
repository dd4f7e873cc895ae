"""Running the command line inside the tests."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inspectprep.cli.run import run


class Outcome:
    """What one run of the command line did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:
        """The standard output read as JSON."""
        return json.loads(self.out)

    def event(self, name: str) -> dict[str, Any]:
        """One event of a timeline."""
        (found,) = [each for each in self.json["events"] if each["id"] == name]
        return found


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Any:
    """Run the command line without installed plugins."""

    def call(*arguments: object) -> Outcome:
        code = run([*map(str, arguments), "--no-plugins"])
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
