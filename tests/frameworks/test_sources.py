"""Sources and editions of every framework that comes with inspectprep and its plugins."""

from __future__ import annotations

import pytest

from inspectprep.frameworks.loader import read_framework
from inspectprep.model.basis import Basis, Ending
from inspectprep.model.framework import Framework
from tests.shared import REPOSITORY

FILES = sorted(
    path
    for folder in ("src/inspectprep/frameworks/data", "plugins/inspectprep-inspectorates/src")
    for path in (REPOSITORY / folder).rglob("*.toml")
    if path.parent.name == "data" and path.name != "tasks.toml"
)
FRAMEWORKS = [read_framework(path) for path in FILES]


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
def test_each_source_says_whose_it_is_and_when_it_was_read(framework: Framework) -> None:
    """A reader can see how old a fact is, and how much to trust it."""
    for source in framework.sources:
        assert source.read, source.id
        assert source.confidence, source.id


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
def test_each_edition_and_period_ends(framework: Framework) -> None:
    """The last day to which it is known to apply is given, and how that day is known."""
    windows = [
        window
        for variant in framework.variants
        for milestone in variant.milestones
        for window in milestone.windows
    ]
    for entry in (*framework.editions, *windows):
        assert entry.until, entry
        assert entry.ending, entry
    for edition in framework.editions:
        assert bool(edition.successor) == (edition.ending is Ending.ANNOUNCED), edition.id


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
def test_each_ended_variant_names_its_successor(framework: Framework) -> None:
    """A council that looks for an old kind of inspection finds the one that replaced it."""
    for variant in framework.variants:
        assert bool(variant.successor) == (variant.until is not None), variant.id


def test_all_files_are_read() -> None:
    """ILACS and the frameworks of the plugin are among them, with sources of each kind."""
    assert "ilacs" in {framework.id for framework in FRAMEWORKS}
    assert len(FRAMEWORKS) > 5
    kinds = {source.kind for framework in FRAMEWORKS for source in framework.sources}
    assert kinds == {Basis.LAW, Basis.INSPECTORATE, Basis.ACCOUNT, Basis.MEASURED}
