"""The kit's pytest plugin: its fixtures, and what it costs runs that do not use it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.shared import REPOSITORY

MODULE = "inspectprep.testing.pytest_plugin"
INSTALLED = any(point.value == MODULE for point in entry_points(group="pytest11"))
"""Whether this environment was installed after the plugin came to be. Otherwise a run names it."""

PLUGIN = """
from datetime import date

from inspectprep.plugins import CalendarProvider, hookimpl


def between(starting, until):
    return [day for day in [date(2026, 9, 8)] if starting <= day <= until]


@hookimpl
def inspectprep_calendars():
    return [CalendarProvider(id="ours", summary="Ours", target=between)]
"""

CONFTEST = """
import council
import pytest


@pytest.fixture(scope="session")
def inspectprep_plugins():
    return [council]
"""

TESTS = """
from datetime import date

import pytest

from inspectprep import annexa


def test_the_registry_has_the_plugin_under_test(inspectprep_registry):
    assert inspectprep_registry.calendars.ids() == ("ours",)
    assert "html" in inspectprep_registry.reports
    assert inspectprep_registry.problems == ()


def test_the_workspace_has_the_plugin_and_a_day(inspectprep_workspace, tmp_path):
    assert inspectprep_workspace.current_day == date(2026, 9, 7)
    assert inspectprep_workspace.folder.parent == tmp_path
    assert not inspectprep_workspace.working_days.is_working(date(2026, 9, 8))


@pytest.mark.inspectprep(day=date(2027, 2, 1), variant="ilacs-standard", authority="Easthaven")
def test_the_day_the_variant_and_the_council_can_be_chosen(inspectprep_workspace):
    assert inspectprep_workspace.current_day == date(2027, 2, 1)
    assert inspectprep_workspace.config.authority == "Easthaven"
    assert inspectprep_workspace.config.variant == "ilacs-standard"


seen = []


@pytest.mark.parametrize("time", [1, 2])
def test_the_return_is_written_once(inspectprep_return, time):
    seen.append((inspectprep_return, inspectprep_return.stat().st_mtime_ns))
    assert len(set(seen)) == 1


def test_the_return_can_be_checked(inspectprep_return):
    result = annexa.check([inspectprep_return], as_of=date(2026, 9, 7))
    assert len(result.dataset.tables) == 11
    assert len(result.findings)
"""


def run(folder: Path, *arguments: str, plugin: bool = True) -> subprocess.CompletedProcess[str]:
    """Run pytest in a folder, in a new process."""
    chosen = ("-p", "no:inspectprep")
    if plugin:
        chosen = () if INSTALLED else ("-p", MODULE)
    path = os.pathsep.join([str(REPOSITORY / "src"), str(folder)])
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_project_declares_the_plugin() -> None:
    """The installed package has the entry point of pytest."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"inspectprep": MODULE}


def test_the_fixtures_serve_the_tests_of_a_plugin(tmp_path: Path) -> None:
    """A registry, a workspace on a chosen day, and a synthetic return, under strict settings."""
    (tmp_path / "council.py").write_text(PLUGIN, "utf-8")
    (tmp_path / "test_council.py").write_text(TESTS, "utf-8")
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\nstrict = true\nfilterwarnings = error\ninspectprep_plugins = council\n", "utf-8"
    )
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 passed" in done.stdout


def test_the_example_of_the_documentation_runs(tmp_path: Path) -> None:
    """The page about testing shows tests that use the fixtures."""
    page = (REPOSITORY / "docs/plugins/testing.md").read_text("utf-8")
    (example,) = [
        block
        for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL)
        if "inspectprep_return" in block
    ]
    (tmp_path / "test_example.py").write_text(example, "utf-8")
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\ninspectprep_plugins = inspectprep_example_council.plugin\n"
        f"pythonpath = {REPOSITORY / 'plugins/inspectprep-example-council/src'}\n",
        "utf-8",
    )
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{example.count('def test_')} passed" in done.stdout


def test_a_conftest_can_give_the_plugin_itself(tmp_path: Path) -> None:
    """An object, in place of the setting."""
    (tmp_path / "council.py").write_text(PLUGIN, "utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST, "utf-8")
    (tmp_path / "test_council.py").write_text(TESTS, "utf-8")
    done = run(tmp_path, "-k", "registry")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_run_that_uses_nothing_imports_nothing(tmp_path: Path) -> None:
    """Loading the plugin adds four small modules to a run, and nothing of any library."""
    test = tmp_path / "test_other.py"
    imported = []
    for name in ("without", "with"):
        file = tmp_path / f"{name}.txt"
        test.write_text(
            f"import sys\n\n\ndef test_other():\n    print(*sys.modules, file=open({str(file)!r}, 'w'))\n",
            "utf-8",
        )
        done = run(tmp_path, plugin=name == "with")
        assert done.returncode == 0, done.stdout + done.stderr
        imported.append(set(file.read_text("utf-8").split()))
    added = imported[1] - imported[0]
    assert {name for name in added if not name.startswith("inspectprep")} == set()
    assert added == {"inspectprep", "inspectprep.lazy", "inspectprep.testing", MODULE}


@pytest.mark.parametrize("name", ["registry", "workspace", "return", "plugins"])
def test_the_names_cannot_clash(name: str, tmp_path: Path) -> None:
    """A project may have fixtures of these names."""
    (tmp_path / "test_other.py").write_text(
        f"import pytest\n\n\n@pytest.fixture\ndef {name}_():\n    return 1\n\n\n"
        f"def test_other({name}_):\n    assert {name}_ == 1\n",
        "utf-8",
    )
    done = run(tmp_path, "--fixtures")
    ours = [
        line.split()[0] for line in done.stdout.splitlines() if "inspectprep/testing/pytest_plugin" in line
    ]
    assert len(ours) == 4
    assert all(fixture.startswith("inspectprep_") for fixture in ours)
