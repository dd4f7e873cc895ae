"""Commands of plugins."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from inspectprep.errors import PluginError
from inspectprep.plugins import commands
from tests.plugins.fakes import install

GROUP = "inspectprep.commands"


def test_commands_are_listed_without_import(site: Path) -> None:
    """``--help`` can name a command without running its module."""
    install(
        site, module="brief", code="raise RuntimeError", group=GROUP, attribute="app", distribution="council"
    )
    found = [each for each in commands(environ={}) if each.name == "brief"]
    assert [(each.target, each.distribution) for each in found] == [("brief:app", "council")]
    assert "brief" not in sys.modules


def test_a_command_goes_with_its_plugin(site: Path) -> None:
    """Leaving out a plugin leaves out the commands of its distribution."""
    install(site, module="council_plugin", name="council", distribution="council-tools", code="")
    install(site, module="brief", code="", group=GROUP, distribution="council-tools")
    assert "brief" in [each.name for each in commands(environ={})]
    for name in ("council", "council-tools"):
        assert "brief" not in [each.name for each in commands(blocked=[name], environ={})]
    assert commands(load_plugins=False, environ={}) == ()
    assert commands(environ={"INSPECTPREP_PLUGINS": "none"}) == ()


def test_a_command_that_cannot_be_imported_names_its_distribution(site: Path) -> None:
    """The error says whose command it is and what to do."""
    install(site, module="brief", code="import a_missing_module", group=GROUP, distribution="council")
    command = next(each for each in commands(environ={}) if each.name == "brief")
    with pytest.raises(PluginError, match=r"'brief' of 'council'.*a_missing_module"):
        command.load()


def test_a_command_loads(site: Path) -> None:
    """Loading gives what the entry point names."""
    install(site, module="brief", code="def app(): return 7", group=GROUP, attribute="app")
    command = next(each for each in commands(environ={}) if each.name == "brief")
    assert command.load()() == 7


def test_a_command_that_two_distributions_bring_names_both(site: Path) -> None:
    """It is listed once and refused, until one of the two is left out."""
    install(site, module="north", name="brief", code="", group=GROUP)
    install(site, module="south", name="brief", code="", group=GROUP)
    (command,) = [each for each in commands(environ={}) if each.name == "brief"]
    with pytest.raises(
        PluginError, match=r"'brief' is defined by 'north' and 'south'.*--without-plugin south"
    ):
        command.load()
    (command,) = [each for each in commands(blocked=["south"], environ={}) if each.name == "brief"]
    assert command.load().__name__ == "north"
