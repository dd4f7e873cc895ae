"""The example council's plugin, installed as a council would install it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import REPOSITORY

pytestmark = pytest.mark.slow
NAME = "inspectprep-example-council"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the plugin is installed beside inspectprep, from its own project."""
    folder = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(folder)]
    project = str(REPOSITORY / "plugins" / NAME)
    subprocess.run([sys.executable, "-m", "pip", "install", *options, project], check=True)
    environment = {name: value for name, value in os.environ.items() if name != "INSPECTPREP_PLUGINS"}
    return environment | {"PYTHONPATH": str(folder)}


def run(environment: dict[str, str], *arguments: str) -> str:
    """Run the command line and return what it prints."""
    program = Path(sys.executable).with_name("inspectprep")
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_plugin_is_found_by_its_entry_point(installed: dict[str, str]) -> None:
    """`plugins doctor` loads it and finds nothing wrong."""
    found = run(installed, "plugins", "doctor")
    assert "example-council" in found
    assert "active" in found


def test_its_variant_can_be_planned(installed: dict[str, str]) -> None:
    """Westhaven's rehearsal is in the plan of Westhaven's variant."""
    plan = json.loads(run(installed, "timeline", "westhaven-short", "--notified", "2026-09-07", "--json"))
    assert {"rehearsal", "fieldwork"} <= {event["id"] for event in plan["events"]}


def test_leaving_it_out_leaves_its_variant_out(installed: dict[str, str]) -> None:
    """`--without-plugin` decides before anything of the plugin is imported."""
    listed = run(installed, "frameworks", "list", "--without-plugin", NAME)
    assert "westhaven-short" not in listed
    assert "westhaven-short" in run(installed, "frameworks", "list")
