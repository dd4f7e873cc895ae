"""Finding installed plugins."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from inspectprep.plugins.discovery import COMMANDS, find
from tests.plugins.fakes import install


def test_finds_name_target_distribution_and_version(site: Path) -> None:
    """An entry point is found with everything a list needs."""
    install(site, module="alpha", distribution="council-alpha", version="2.1", code="", attribute="plugin")
    found = [each for each in find() if each.name == "alpha"]
    assert [(each.target, each.distribution, each.version) for each in found] == [
        ("alpha:plugin", "council-alpha", "2.1")
    ]


def test_orders_by_name(site: Path) -> None:
    """The order is that of the names, not of installation."""
    for module in ("zeta", "alpha", "mu"):
        install(site, module=module, code="")
    assert [each.name for each in find() if each.name in {"zeta", "alpha", "mu"}] == ["alpha", "mu", "zeta"]


def test_imports_nothing_of_what_it_finds(site: Path) -> None:
    """Finding a plugin does not run it."""
    install(site, module="explosive", code="raise RuntimeError('imported')")
    assert "explosive" in [each.name for each in find()]
    assert "explosive" not in sys.modules


def test_groups_are_kept_apart(site: Path) -> None:
    """A command is not a plugin, nor a plugin a command."""
    install(site, module="alpha", code="", group="inspectprep.commands", name="alpha-command")
    assert "alpha-command" not in [each.name for each in find()]
    assert "alpha-command" in [each.name for each in find(COMMANDS)]


def test_looks_past_the_fast_scan_when_a_path_entry_is_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plugin in a zip archive, which the fast scan cannot read, is still found."""
    archive = tmp_path / "bundle.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        bundle.writestr(
            "zipped-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: zipped\nVersion: 1.0\n"
        )
        bundle.writestr("zipped-1.0.dist-info/entry_points.txt", "[inspectprep]\nzipped = zipped\n")
    monkeypatch.syspath_prepend(str(archive))
    assert "zipped" in [each.name for each in find()]


def test_spends_nothing_on_metadata_when_no_plugin_is_installed() -> None:
    """Without any plugin, importlib.metadata, which costs more than a timeline, stays unimported."""
    code = (
        "import sys\n"
        "from inspectprep.plugins.discovery import find\n"
        "found = find('inspectprep.nobody-uses-this-group')\n"
        "assert found == (), found\n"
        "assert 'importlib.metadata' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
