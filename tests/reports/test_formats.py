"""The format of a report, by id and by suffix, with the formats of plugins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inspectprep.errors import InspectPrepError, PluginError, UnknownNameError
from inspectprep.plugins import Registry, ReportProvider, hookimpl, open_registry
from inspectprep.reports.formats import find_format


def registry(*formats: dict[str, Any]) -> Registry:
    """Return the built-in formats with those of one plugin."""

    class Plugin:
        """A plugin with these formats."""

        @hookimpl
        def inspectprep_reports(self) -> list[ReportProvider]:
            """Provide them."""
            return [ReportProvider(summary="", target="json:dumps", **values) for values in formats]

    return open_registry(load_plugins=False, extra=[Plugin()])


def found(*formats: dict[str, Any], **asked: Any) -> str:
    """Return the id of the format that is found."""
    if "path" in asked:
        asked["path"] = Path(asked["path"])
    return find_format(registry(*formats).reports, **asked).id


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"path": "plan.html"}, "html"),
        ({"path": "folder.md/Plan.HTML"}, "html"),
        ({"path": "plan.txt"}, "text"),
        ({"path": "plan.teams.txt"}, "teams"),
        ({"id": "html"}, "html"),
        ({"id": ".html"}, "html"),
        ({"id": "html", "path": "plan"}, "html"),
        ({"id": "html", "path": "plan.HTML"}, "html"),
        ({"id": "teams", "path": "plan.txt"}, "teams"),
        ({"id": "text", "path": "plan.teams.txt"}, "text"),
    ],
)
def test_the_id_or_the_suffix_chooses(asked: dict[str, Any], expected: str) -> None:
    """The longest suffix counts, and capitals do not."""
    assert found(**asked) == expected


@pytest.mark.parametrize("name", ["plan.doc", "plan.htm", "plan.html.bak", "plan.html~", "plan.2018"])
def test_an_unknown_suffix_is_refused_with_those_that_are_known(name: str) -> None:
    """Also where a similar one is suggested."""
    with pytest.raises(UnknownNameError) as caught:
        found(path=name)
    for suffix in (".html", ".ics", ".json", ".md", ".teams.txt", ".txt", ".xlsx"):
        assert suffix in str(caught.value)


@pytest.mark.parametrize("name", ["plan", ".html", "plan."])
def test_a_name_without_a_suffix_needs_a_format(name: str) -> None:
    """A hidden file has none either."""
    with pytest.raises(InspectPrepError, match="no suffix"):
        found(path=name)


@pytest.mark.parametrize(("id", "name"), [("html", "plan.md"), ("md", "plan.html"), ("json", "plan.docx")])
def test_an_id_and_another_suffix_contradict_each_other(id: str, name: str) -> None:
    """Neither wins."""
    with pytest.raises(InspectPrepError, match="contradict"):
        found(id=id, path=name)


@pytest.mark.parametrize("suffix", [".page", ".html", ".council.html"])
def test_a_format_that_replaces_another_answers_to_both(suffix: str) -> None:
    """By the id and the suffix of either, whatever its own suffix is."""
    council = {"id": "council", "suffix": suffix, "replaces": "html"}
    for asked in (
        {"id": "html"},
        {"id": "council"},
        {"path": "a.html"},
        {"path": f"a{suffix}"},
        {"id": "html", "path": "a.html"},
        {"id": "council", "path": "a.html"},
        {"id": "html", "path": f"a{suffix}"},
    ):
        assert found(council, **asked) == "council"


def test_a_format_that_replaces_a_replacement_answers_to_all_three() -> None:
    """The last one writes."""
    formats = (
        {"id": "first", "suffix": ".first", "replaces": "html"},
        {"id": "second", "suffix": ".second", "replaces": "first"},
    )
    for name in ("a.html", "a.first", "a.second"):
        assert found(*formats, path=name) == "second"


def test_a_format_may_replace_one_of_its_own_id() -> None:
    """The suffix of the old one stays known."""
    council = {"id": "html", "suffix": ".page", "replaces": "html"}
    reports = registry(council).reports
    for name in ("a.html", "a.page"):
        assert find_format(reports, path=Path(name)).suffix == ".page"


def test_a_built_in_format_keeps_its_suffix() -> None:
    """A plugin that claims it without a word is refused and named."""
    council = registry({"id": "council", "suffix": ".html"})
    assert find_format(council.reports, path=Path("a.html")).id == "html"
    with pytest.raises(PluginError, match=r"suffix '.html' .*'Plugin' is not used.*replaces='.html'"):
        find_format(council.reports, id="council")
    (problem,) = council.problems
    assert problem.plugin == "Plugin"


def test_a_format_may_take_over_a_suffix_alone() -> None:
    """It says so. The built-in format stays, under its id."""
    council = {"id": "council", "suffix": ".html", "replaces": ".html"}
    assert found(council, path="a.html") == "council"
    assert found(council, id="html") == "html"


def test_a_suffix_of_two_plugin_formats_is_refused() -> None:
    """Neither is chosen by chance."""
    formats = ({"id": "one", "suffix": ".page"}, {"id": "two", "suffix": ".page"})
    with pytest.raises(InspectPrepError, match=r"'.page' of a report format is provided more than once"):
        found(*formats, path="a.page")


def test_a_format_of_some_kinds_is_known_for_these_only() -> None:
    """The error names those that can write the report."""
    only = {"id": "wall", "suffix": ".wall", "kinds": ("timeline",)}
    assert found(only, path="a.wall", kind="timeline") == "wall"
    with pytest.raises(UnknownNameError) as caught:
        found(only, path="a.wall", kind="checklist")
    assert ".html" in str(caught.value)
    with pytest.raises(InspectPrepError, match="cannot write"):
        found(only, id="wall", kind="checklist")


def test_a_suffix_in_conflict_names_the_plugins() -> None:
    """Two formats replace one: neither may write, and the built-in one does."""
    formats = (
        {"id": "one", "suffix": ".one", "replaces": "html"},
        {"id": "two", "suffix": ".two", "replaces": "html"},
    )
    assert found(*formats, path="a.html") == "html"
    with pytest.raises(PluginError, match="'html' is replaced"):
        found(*formats, id="one")
