"""`inspectprep plugins check` runs the contracts of one installed plugin."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspectprep.plugins.collect import KINDS
from inspectprep.testing.plugin_check import CONTRACTS, Result, check_plugin
from tests.plugins.fakes import install
from tests.shared import REPOSITORY

GOOD = """
from datetime import date

from inspectprep.plugins import CalendarProvider, SourceProvider, hookimpl

print("A plugin may print.")


def between(starting, until):
    print("Also when it is used.")
    return [day for day in [date(2026, 9, 8)] if starting <= day <= until]


def read(path):
    from inspectprep.errors import SourceError

    raise SourceError("This is not an export of ours.", where=path.name)


@hookimpl
def inspectprep_calendars():
    return [CalendarProvider(id="ours", summary="Ours", target=between)]


@hookimpl
def inspectprep_sources():
    return [SourceProvider(id="ours", summary="Ours", target=read, suffixes=(".ours",))]
"""
BAD = """
from datetime import date

from inspectprep.plugins import CalendarProvider, ReportProvider, hookimpl


def between(starting, until):
    return [day for day in [date(date.today().year, 12, 30)] if starting <= day <= until]


def write(report, stream):
    stream.write(report.title.encode() + report.classification.encode())


@hookimpl
def inspectprep_calendars():
    return [CalendarProvider(id="ours", summary="Ours", target=between)]


@hookimpl
def inspectprep_reports():
    return [
        ReportProvider(id="title", summary="Title", target=write, suffix=".t", media_type="text/plain")
    ]
"""


def run(site: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the plugins of one folder."""
    path = os.pathsep.join([str(site), *more.pop("path", "").split(os.pathsep)])
    command = [sys.executable, "-m", "inspectprep", "plugins", "check", *arguments]
    environ = {**os.environ, "PYTHONPATH": path, "COLUMNS": "200", **more}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environ)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder for installed distributions."""
    return tmp_path / "site"


def test_every_kind_of_provider_with_a_contract_is_checked() -> None:
    """A new contract is a part of the command too."""
    pages = (REPOSITORY / "docs/plugins/testing.md").read_text("utf-8")
    assert [f"inspectprep_{contract.kind}" for contract in CONTRACTS] == list(KINDS)
    assert all(f"`{contract.__name__}`" in pages for contract in CONTRACTS)


def test_a_good_plugin_meets_its_contracts(site: Path) -> None:
    """The table has the contract, the requirement and the result. What needs the author is not run."""
    install(site, module="good", code=GOOD)
    done = run(site, "good", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["plugin"], found["passed"]) == ("good", True)
    assert {row["contract"] for row in found["results"]} == {"Contract", "CalendarContract", "SourceContract"}
    assert {row["result"] for row in found["results"]} == {"passed", "not run"}
    waiting = [row for row in found["results"] if row["result"] == "not run"]
    assert all(row["contract"] == "SourceContract" and "Define `write`" in row["remedy"] for row in waiting)
    assert "A plugin may print." in done.stderr


def test_a_bad_plugin_fails_with_what_to_do(site: Path) -> None:
    """The exit code is 1, and the table has the remedies."""
    install(site, module="bad", code=BAD)
    done = run(site, "bad")
    assert done.returncode == 1
    text = " ".join(done.stdout.split())
    assert "requirements are not met" in text
    assert "failed" in text
    assert "Remove the use of date.today()" in text
    assert "Write every block" in text


def test_a_plugin_that_cannot_be_loaded_fails(site: Path) -> None:
    """There is nothing else to check."""
    install(site, module="broken", code="import a_missing_module")
    done = run(site, "broken", "--json")
    (row,) = json.loads(done.stdout)["results"]
    assert done.returncode == 1
    assert row["result"] == "failed"
    assert "a_missing_module" in row["remedy"]


def test_an_unknown_name_lists_the_names(site: Path) -> None:
    """With the nearest."""
    install(site, module="good", code=GOOD)
    done = run(site, "goood")
    assert done.returncode == 2
    assert "Did you mean 'good'?" in done.stderr


def test_without_the_tools_it_names_the_pip_command(site: Path) -> None:
    """The extra of the kit."""
    install(site, module="good", code=GOOD)
    (site / "sitecustomize.py").write_text("import sys\nsys.modules['pytest'] = None\n", "utf-8")
    done = run(site, "good")
    assert done.returncode == 2
    assert 'pip install "inspectprep[testing]"' in done.stderr


@pytest.mark.parametrize("plugin", ["inspectprep_example_council.plugin", "inspectprep.frameworks.plugin"])
def test_the_example_council_and_the_built_ins_pass(
    plugin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for a format that leaves things out on purpose, which only its own tests can say."""
    monkeypatch.chdir(tmp_path)
    failed = [each for each in check_plugin(plugin) if each.result is Result.FAILED]
    assert {each.text for each in failed} <= {
        "Everything of a long report is in the file, or the file says that something is left out."
    }
    assert Path.cwd() == tmp_path
    assert not list(tmp_path.iterdir())
