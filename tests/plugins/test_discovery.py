"""Finding installed plugins."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from textwrap import dedent

import pytest

from inspectprep.plugins import discovery
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


def test_agrees_with_the_library_over_all_that_is_installed() -> None:
    """Reading folders gives what importlib.metadata does, for every group on this machine."""
    groups = {point.group for each in metadata.distributions() for point in each.entry_points}
    assert len(groups) > 3
    for group in groups:
        assert list(discovery._read(group)) != []
        known = sorted(discovery._from_library(group), key=lambda plugin: (plugin.name, plugin.distribution))
        assert find(group) == tuple(known)


WRITTEN = """
    # comment
    [other]
    alpha = elsewhere

    [inspectprep]
    spaced   =   alpha.beta : gamma.delta   [extra]
    plain=alpha
    # hidden = alpha
    [inspectprep.commands]
    word = alpha:app
"""


def test_reads_everything_that_the_format_allows(site: Path) -> None:
    """Comments, spaces and extras are read as the library reads them."""
    install(site, module="alpha", code="", distribution="Council.Alpha")
    (folder,) = site.glob("*.dist-info")
    (folder / "entry_points.txt").write_text(dedent(WRITTEN), encoding="utf-8")
    mine = [each for each in find() if each.distribution == "Council.Alpha"]
    assert [(each.name, each.target) for each in mine] == [
        ("plain", "alpha"),
        ("spaced", "alpha.beta:gamma.delta"),
    ]
    assert mine == [each for each in sorted(discovery._from_library("inspectprep")) if each in mine]


def test_the_first_on_the_path_hides_another_of_the_same_name(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer copy earlier on the path counts, even if it has become no plugin."""
    install(site, module="alpha", code="", distribution="council-alpha")
    first = tmp_path / "first"
    install(first, module="alpha", code="", distribution="council-alpha", version="2.0", group="other")
    monkeypatch.syspath_prepend(str(first))
    assert "alpha" not in [each.name for each in find()]
    assert "alpha" not in [each.name for each in discovery._from_library("inspectprep")]


def test_asks_the_library_about_eggs(site: Path) -> None:
    """An old way of installing is found too."""
    folder = site / "council_old.egg-info"
    folder.mkdir()
    (folder / "PKG-INFO").write_text("Metadata-Version: 1.0\nName: council-old\nVersion: 0.9\n", "utf-8")
    (folder / "entry_points.txt").write_text("[inspectprep]\nold = old\n", "utf-8")
    assert ("old", "council-old") in [(each.name, each.distribution) for each in find()]


def test_asks_the_library_about_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin in a zip archive is found."""
    archive = tmp_path / "bundle.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        bundle.writestr(
            "zipped-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: zipped\nVersion: 1.0\n"
        )
        bundle.writestr("zipped-1.0.dist-info/entry_points.txt", "[inspectprep]\nzipped = zipped\n")
    monkeypatch.syspath_prepend(str(archive))
    assert "zipped" in [each.name for each in find()]


def test_spends_nothing_on_the_library_when_everything_is_as_usual() -> None:
    """importlib.metadata, which costs more than a timeline, stays unimported, plugins or not."""
    code = (
        "import sys\n"
        "from inspectprep.plugins.discovery import find\n"
        "assert find('inspectprep.unused-group') == ()\n"
        "assert find('console_scripts')\n"
        "assert 'importlib.metadata' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
