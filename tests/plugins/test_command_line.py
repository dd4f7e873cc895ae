"""A plugin that fails, seen from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins.fakes import install

TIMELINE = ("timeline", "ilacs-short", "--notified", "2026-09-07", "--json")


def inspectprep(site: Path, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line with the distributions of one folder installed, and no others blocked."""
    environ = os.environ | {"PYTHONPATH": str(site), "INSPECTPREP_PLUGINS": "-example-council"}
    command = [sys.executable, "-m", "inspectprep", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ, cwd=folder)


def test_a_broken_plugin_is_a_warning_beside_a_whole_result(site: Path) -> None:
    """The timeline is printed as ever, and one line on the other stream names the plugin."""
    install(site, module="broken", code="import a_missing_module")
    done = inspectprep(site, *TIMELINE)
    assert done.returncode == 0
    assert json.loads(done.stdout)["variant"] == "ilacs-short"
    (warning,) = done.stderr.splitlines()
    assert "warning: The plugin 'broken' could not be loaded: ModuleNotFoundError" in warning
    assert "--without-plugin broken" in warning


def test_what_the_warning_suggests_works(site: Path) -> None:
    """Without the plugin there is no warning, and it is not imported."""
    install(site, module="broken", code="import a_missing_module")
    for option in ("--no-plugins", "--without-plugin=broken"):
        done = inspectprep(site, *TIMELINE, option)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_doctor_tells_the_reason_and_fails(site: Path) -> None:
    """One broken plugin is enough for exit code 1; the list neither fails nor imports it."""
    install(site, module="broken", code="import a_missing_module")
    done = inspectprep(site, "plugins", "doctor", "--json")
    found = {each["name"]: each for each in json.loads(done.stdout)}
    assert done.returncode == 1
    assert set(found["broken"]) == {"name", "status", "problems", "seconds"}
    assert found["broken"]["status"] == "failed"
    assert "a_missing_module" in found["broken"]["problems"][0]
    listed = inspectprep(site, "plugins", "list", "--json")
    found = {each["name"]: each for each in json.loads(listed.stdout)["plugins"]}
    assert (listed.returncode, found["broken"]["state"]) == (0, "installed")


def test_a_command_of_a_plugin_runs_and_can_be_left_out(site: Path) -> None:
    """The plugin's name, not only its distribution's, takes the command away."""
    install(site, module="council_plugin", name="council", distribution="council-tools", code="")
    code = "def app() -> None:\n    print('the ferry leaves at seven')\n"
    install(
        site,
        module="ferry",
        code=code,
        group="inspectprep.commands",
        attribute="app",
        distribution="council-tools",
    )
    done = inspectprep(site, "ferry")
    assert (done.returncode, done.stdout) == (0, "the ferry leaves at seven\n")
    left_out = inspectprep(site, "ferry", "--without-plugin", "council")
    assert left_out.returncode == 2
    assert "no command 'ferry'" in left_out.stderr


def test_a_command_that_cannot_be_imported_is_named_and_harms_nothing(site: Path) -> None:
    """Asking for it names the distribution; help lists it all the same."""
    install(site, module="ferry", code="import a_missing_module", group="inspectprep.commands")
    done = inspectprep(site, "ferry")
    assert done.returncode == 2
    assert "The command 'ferry' of 'ferry' cannot be used: ModuleNotFoundError" in done.stderr
    assert "Traceback" not in done.stderr
    listed = inspectprep(site, "--help")
    assert (listed.returncode, "ferry" in listed.stdout) == (0, True)


PRINTING = """
    import atexit
    import os
    import subprocess
    import sys

    from inspectprep.plugins import CalendarProvider, hookimpl

    print("on import")
    atexit.register(print, "at the end")

    def closed(starting, until):
        print("when asked")
        os.write(1, b"past Python")
        subprocess.run([sys.executable, "-c", "print('another program')"], check=True)
        return []

    @hookimpl
    def inspectprep_calendars():
        print("in a hook")
        return [CalendarProvider(id="council", summary="", target=closed)]

    @hookimpl
    def inspectprep_timeline_built():
        print("in an event")
"""


def test_a_plugin_that_prints_does_not_spoil_the_output(site: Path) -> None:
    """What it prints, in any way, goes to the other stream."""
    install(site, module="talker", code=PRINTING)
    done = inspectprep(site, *TIMELINE)
    assert json.loads(done.stdout)["variant"] == "ilacs-short"
    for printed in (
        "on import",
        "in a hook",
        "when asked",
        "past Python",
        "another program",
        "in an event",
        "at the end",
    ):
        assert printed in done.stderr


WITH_SETTINGS = """
    from datetime import date

    from attrs import frozen
    from inspectprep.plugins import CalendarProvider, hookimpl

    @frozen
    class Settings:
        closed: tuple[date, ...]

    inspectprep_settings = Settings

    @hookimpl
    def inspectprep_calendars(settings):
        return [CalendarProvider(id="council", summary="", target=lambda *_: settings.closed)]
"""


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("[plugins.council]\nclosed = [2026-09-08]", ""),
        ("[plugins.council]\nclosed = ['8 September']", "$.plugins.council.closed[0]: "),
        ("[plugins.council]\nclosd = []", "$.plugins.council.closd: "),
        ("", "$.plugins.council.closed: is missing"),
        ("[plugins.council]\nclosed = []\n[plugins.counsil]\na = 1", "Did you mean 'council'?"),
    ],
)
def test_the_settings_of_a_plugin_are_read_and_checked(
    site: Path, tmp_path: Path, table: str, problem: str
) -> None:
    """The folder's own file has them. A mistake is named with its file and its path."""
    folder = tmp_path / "avon"
    assert (
        inspectprep(site, "init", str(folder), "--authority", "Avon", "--variant", "ilacs-short").returncode
        == 0
    )
    install(site, module="council", code=WITH_SETTINGS)
    file = folder / "inspectprep.toml"
    file.write_text(f"{file.read_text('utf-8')}\n{table}\n", "utf-8")
    done = inspectprep(site, *TIMELINE, folder=folder)
    assert done.returncode == 0, done.stderr
    if problem:
        assert f"{file}: " in done.stderr
        assert problem in done.stderr
    else:
        assert done.stderr == ""
        assert json.loads(done.stdout)["altered_by"] == [
            {"plugin": "council", "what": "closes the council on 1 day"}
        ]


UNUSED = """
    raise RuntimeError("imported")
    from inspectprep.plugins import {record}, hookimpl

    @hookimpl
    def inspectprep_{kind}():
        return [{record}(id="{id}", summary="", target=None)]
"""
KINDS = {
    "frameworks": "FrameworkProvider",
    "tasks": "TaskProvider",
    "sources": "SourceProvider",
    "codes": "CodesProvider",
    "rules": "RuleProvider",
    "reports": "ReportProvider",
    "stores": "StoreProvider",
}


@pytest.mark.parametrize("command", [("--help",), ("plugins", "list"), TIMELINE])
def test_a_plugin_that_is_not_used_is_not_imported(site: Path, command: tuple[str, ...]) -> None:
    """It adds names of its own, and the command needs none of them."""
    for kind, record in KINDS.items():
        code = UNUSED.format(kind=kind, record=record, id=kind)
        install(site, module=f"unused_{kind}", code=code)
    done = inspectprep(site, *command)
    assert (done.returncode, done.stderr) == (0, "")


REPLACING = """
    from inspectprep.plugins import ReportProvider, hookimpl

    def write(report, stream):
        stream.write(b'{{"ours": true}}')

    @hookimpl
    def inspectprep_reports():
        return [
            ReportProvider(id="ours", summary="", target=write, suffix=".ours", media_type="application/json",
                           {replaces})
        ]
"""


def test_a_plugin_that_replaces_is_used_and_listed_without_import(site: Path) -> None:
    """The list reads the name from its file."""
    install(site, module="ours", code=REPLACING.format(replaces="replaces='json'"))
    assert json.loads(inspectprep(site, *TIMELINE).stdout) == {"ours": True}
    listed = json.loads(inspectprep(site, "plugins", "list", "--json").stdout)["plugins"]
    (ours,) = [each for each in listed if each["name"] == "ours"]
    assert (ours["state"], ours["replaces"]) == ("installed", ["json"])


def test_a_replacement_that_the_module_does_not_state_is_refused(site: Path) -> None:
    """What the list cannot show must not count."""
    (site / "elsewhere.py").write_text("MORE = {'replaces': 'json'}\n")
    code = REPLACING.format(replaces="**__import__('elsewhere').MORE")
    install(site, module="ours", code=code)
    done = inspectprep(site, *TIMELINE[:-1], "--format", "ours")
    assert done.returncode == 2
    assert "replaces 'json', which its module does not say" in done.stderr
    assert json.loads(inspectprep(site, *TIMELINE).stdout)["variant"] == "ilacs-short"
