"""The catalogue: variants found wherever they come from, the council's own on top."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspectprep.errors import DocumentError, PluginError, UnknownNameError
from inspectprep.frameworks.catalogue import Catalogue
from inspectprep.frameworks.loader import load_framework
from inspectprep.plugins.lookup import Providers, Registration
from inspectprep.plugins.providers import FrameworkProvider
from tests.frameworks.files import council, saved, small


def provider(
    target: Any, name: str = "small", variants: tuple[str, ...] = ("whole", "brief")
) -> FrameworkProvider:
    """Return a provider of a framework."""
    return FrameworkProvider(id=name, summary="For the tests", target=target, variants=variants)


def providers(*given: FrameworkProvider) -> Providers[FrameworkProvider]:
    """Return providers, each of a plugin named after it."""
    return Providers("framework", [Registration(provider=each, plugin=f"{each.id}-plugin") for each in given])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the small framework as a file."""
    return saved(small(), tmp_path / "small.toml")


def test_a_variant_is_found_with_its_framework_and_edition(path: Path) -> None:
    """The day of the call chooses the edition, whose note comes along."""
    catalogue = Catalogue(providers(provider(path)))
    found = catalogue.find("brief", on=date(2024, 1, 8))
    assert (found.framework.id, found.variant.id, found.origin) == ("small", "brief", "small-plugin")
    assert found.edition is not None
    assert found.edition.id == "second"
    assert found.notes == ("Renewed.",)
    assert catalogue.find("brief").edition is None


def test_a_call_before_the_first_edition_is_told(path: Path) -> None:
    """There is no edition, and a note says so."""
    found = Catalogue(providers(provider(path))).find("whole", on=date(2017, 12, 31))
    assert found.edition is None
    assert "No known edition was in force" in found.notes[0]


def test_an_unknown_variant_suggests_the_nearest(path: Path) -> None:
    """The suggestion comes from names alone: no file is opened."""
    with pytest.raises(UnknownNameError, match="Did you mean 'whole'") as caught:
        Catalogue(providers(provider(path.with_name("absent.toml")))).find("hole")
    assert caught.value.kind == "variant"


def test_only_the_file_that_is_needed_is_opened(path: Path) -> None:
    """A missing file of another framework does not matter until one of its variants is asked for."""
    absent = provider(path.with_name("absent.toml"), "absent", ("other",))
    catalogue = Catalogue(providers(absent, provider(path)))
    assert catalogue.find("whole").variant.id == "whole"
    with pytest.raises(PluginError, match=r"'absent-plugin' cannot be used: .*no such file"):
        catalogue.find("other")


def test_a_framework_that_cannot_be_read_does_not_hide_the_others(path: Path) -> None:
    """The list leaves it out, and says why when asked."""
    absent = provider(path.with_name("absent.toml"), "absent", ("other",))
    catalogue = Catalogue(providers(absent, provider(path)))
    assert [each.id for each in catalogue.variants()] == ["whole", "brief"]
    (problem,) = catalogue.problems()
    assert "absent.toml" in str(problem)


@pytest.mark.parametrize("form", ["value", "callable value", "callable path", "unnamed"])
def test_a_provider_may_give_its_framework_in_any_form(path: Path, form: str) -> None:
    """A value, a path, and a callable that gives either are the same framework."""
    made = load_framework(small())
    targets = {"value": made, "callable value": lambda: made, "callable path": lambda: path, "unnamed": path}
    names = () if form == "unnamed" else ("whole", "brief")
    found = Catalogue(providers(provider(targets[form], variants=names))).find("brief")
    assert found.framework == made


def test_a_provider_that_fails_is_named(path: Path) -> None:
    """The plugin is blamed for what its callable raises."""

    def fail() -> Path:
        raise RuntimeError(path)

    with pytest.raises(PluginError, match="small-plugin"):
        Catalogue(providers(provider(fail))).find("whole")


def test_a_provider_that_names_what_it_lacks_is_told(path: Path) -> None:
    """A name in the provider without a variant in the file is the plugin's mistake."""
    with pytest.raises(PluginError, match="lists the variant 'third'"):
        Catalogue(providers(provider(path, variants=("third",)))).find("third")


def test_two_plugins_with_one_variant_are_both_named(path: Path) -> None:
    """Nobody is preferred in silence."""
    catalogue = Catalogue(providers(provider(path, "one"), provider(path, "two")))
    with pytest.raises(PluginError, match="'one-plugin' and 'two-plugin'"):
        catalogue.find("whole")


def test_a_councils_file_stands_on_top(path: Path, tmp_path: Path) -> None:
    """Its variants extend those below, are listed with the file as origin, and leave the rest alone."""
    own = saved(council(), tmp_path / "own.toml")
    below = Catalogue(providers(provider(path)))
    catalogue = below.with_file(own)
    found = catalogue.find("westhaven-brief", on=date(2024, 1, 8))
    assert found.origin == str(own)
    assert found.edition is not None
    assert {"fieldwork", "staff_briefing"} <= {each.id for each in found.variant.milestones}
    assert [each.id for each in catalogue.variants()] == ["whole", "brief", "westhaven-brief"]
    assert [each.id for each in below.variants()] == ["whole", "brief"]


def test_a_councils_variant_may_take_the_place_of_a_shipped_one(path: Path, tmp_path: Path) -> None:
    """A second file may build on the first, and the topmost wins."""
    first, second = council(), council()
    first["variants"][0].update(id="brief")
    second["variants"][0].update(id="brief", remove=["staff_briefing", "data", "data_due"], milestones=[])
    catalogue = Catalogue(providers(provider(path)))
    once = catalogue.with_file(saved(first, tmp_path / "first.toml"))
    twice = once.with_file(saved(second, tmp_path / "second.toml"))
    assert "staff_briefing" in {each.id for each in once.find("brief").variant.milestones}
    assert [each.id for each in twice.find("brief").variant.milestones] == [
        "notification",
        "fieldwork",
        "publication",
    ]
    (listed,) = [each for each in twice.variants() if each.id == "brief"]
    assert listed.origin.endswith("second.toml")


def test_a_councils_broken_file_is_told_at_once(path: Path, tmp_path: Path) -> None:
    """The user named the file, so its mistakes stop the command."""
    document = council()
    document["variants"][0]["extends"] = "breif"
    catalogue = Catalogue(providers(provider(path))).with_file(saved(document, tmp_path / "own.toml"))
    with pytest.raises(DocumentError, match="Did you mean 'brief'") as caught:
        catalogue.variants()
    assert caught.value.problems[0][0] == "$.variants[0].extends"


def test_a_plugins_variant_may_extend_another_plugins(path: Path, tmp_path: Path) -> None:
    """Plugins build on one another through the catalogue."""
    own = provider(saved(council(), tmp_path / "own.toml"), "own", ("westhaven-brief",))
    found = Catalogue(providers(own, provider(path))).find("westhaven-brief")
    assert "fieldwork" in {each.id for each in found.variant.milestones}


def test_frameworks_that_extend_one_another_are_refused(tmp_path: Path) -> None:
    """Neither can be read before the other; the message shows the way round."""
    one, two = council(), council()
    one["variants"][0].update(id="one", extends="two")
    two["variants"][0].update(id="two", extends="one")
    catalogue = Catalogue(
        providers(
            provider(saved(one, tmp_path / "one.toml"), "first", ("one",)),
            provider(saved(two, tmp_path / "two.toml"), "second", ("two",)),
        )
    )
    with pytest.raises(PluginError, match="first -> second -> first"):
        catalogue.find("one")


def test_an_unnamed_provider_may_extend_too(path: Path, tmp_path: Path) -> None:
    """A provider that does not name its variants is opened when the name is nowhere else."""
    own = provider(saved(council(), tmp_path / "own.toml"), "own", ())
    catalogue = Catalogue(providers(own, provider(path)))
    assert catalogue.find("westhaven-brief").origin == "own-plugin"
    with pytest.raises(UnknownNameError, match="westhaven-brief"):
        catalogue.find("westhaven-breif")
