"""The fixtures of the kit. pytest loads this module in every run in which inspectprep is installed.

It imports nothing of inspectprep until a test asks for a fixture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inspectprep import testing

if TYPE_CHECKING:
    from pathlib import Path

    from inspectprep import Workspace
    from inspectprep.plugins import Registry

_SETTING = "inspectprep_plugins"
_MARK = "inspectprep"
_ABOUT = (
    f"{_MARK}(day=..., variant=..., authority=...): the day, inspection and council of the fixture "
    "inspectprep_workspace"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting that names the plugins under test."""
    parser.addini(_SETTING, "Modules of the inspectprep plugins under test.", type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Describe the marker of the workspace."""
    config.addinivalue_line("markers", _ABOUT)


@pytest.fixture(scope="session")
def inspectprep_plugins(pytestconfig: pytest.Config) -> tuple[object, ...]:
    """The plugins under test: the modules of the setting ``inspectprep_plugins``. Override it for others."""
    return tuple(pytestconfig.getini(_SETTING))


@pytest.fixture
def inspectprep_registry(inspectprep_plugins: tuple[object, ...]) -> Registry:
    """A registry of the built-in plugins and those under test. Other installed plugins are left out."""
    return testing.fixtures.registry_of(inspectprep_plugins)


@pytest.fixture
def inspectprep_workspace(
    request: pytest.FixtureRequest, tmp_path: Path, inspectprep_registry: Registry
) -> Workspace:
    """A new workspace with the plugins under test, in a temporary folder.

    Its day, inspection and council are those of the marker ``inspectprep`` of the test.
    """
    marker = request.node.get_closest_marker(_MARK)
    chosen = dict(marker.kwargs) if marker else {}
    return testing.fixtures.new_workspace(tmp_path / "workspace", inspectprep_registry, **chosen)


@pytest.fixture(scope="session")
def inspectprep_return(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An Excel workbook with the eleven lists of a synthetic council, written once. Do not change it."""
    return testing.fixtures.write_return(tmp_path_factory.mktemp("inspectprep"))
