"""No plugin takes a name of another without a word: rules, tasks, variants, suffixes, ids."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from attrs import evolve

from inspectprep import Inspection, Phase, TaskTemplate, Theme, Workspace, annexa, synth
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.results.check import catalogue_for
from inspectprep.annexa.results.result_json import document_of
from inspectprep.errors import PluginError
from inspectprep.model.sheet import RawSheet
from inspectprep.plugins import (
    FrameworkProvider,
    Registry,
    RuleProvider,
    SourceProvider,
    StoreProvider,
    TaskProvider,
    hookimpl,
    open_registry,
)
from inspectprep.workspace.plugin_store import plugin_store

VISIT = Inspection(variant="ilacs-short", notified=date(2026, 9, 7))
RULE = built_in()["AA-F-006"]
OURS = evolve(RULE, id="OURS-001", message="Ours.")
TASK = TaskTemplate(id="ours", title="Ours", theme=Theme.PLAN, phase=Phase.NOTIFICATION, owners=("dcs",))


def plugin(hook: str, *providers: Any, name: str = "North") -> object:
    """Return a plugin with these providers."""

    def provide(_: object) -> list[Any]:
        return list(providers)

    return type(name, (), {hook: hookimpl(specname=hook)(provide)})()


def registry(*plugins: object) -> Registry:
    """Return the built-in plugins with these."""
    return open_registry(load_plugins=False, environ={}, extra=plugins)


def rules(*given: Any, name: str = "North", **more: Any) -> object:
    """Return a plugin with rules."""
    provider = RuleProvider(id=f"{name.lower()}-rules", summary="", target=list(given), **more)
    return plugin("inspectprep_rules", provider, name=name)


def tasks(*given: Any, name: str = "North", **more: Any) -> object:
    """Return a plugin with tasks."""
    provider = TaskProvider(id=f"{name.lower()}-tasks", summary="", target=given, **more)
    return plugin("inspectprep_tasks", provider, name=name)


@pytest.mark.parametrize("id", ["AA-F-006", "aa-f-006"])
def test_a_rule_with_a_built_in_id_is_refused_and_named(id: str) -> None:
    """The built-in rule stays, the whole set is left out, and the remedy is there."""
    given = registry(rules(evolve(RULE, id=id, message="Other."), OURS))
    found = catalogue_for(given)
    assert found.rules["AA-F-006"].message == RULE.message
    assert "OURS-001" not in found.rules
    assert found.altered_by == ()
    (skipped,) = found.broken
    assert "belongs to inspectprep" in skipped.reason
    assert f"replaces='{id}'" in skipped.reason
    assert [problem.plugin for problem in given.problems] == ["North"]


def test_a_rule_that_says_what_it_replaces_is_used_and_named() -> None:
    """The rule has the place of the other, and the result says so."""
    found = catalogue_for(registry(rules(evolve(RULE, message="Other."), OURS, replaces="AA-F-006")))
    assert found.rules["AA-F-006"].message == "Other."
    assert list(found.rules).index("AA-F-006") == list(built_in()).index("AA-F-006")
    assert [str(change) for change in found.altered_by] == [
        "The plugin 'North' replaces the rule 'AA-F-006'.",
        "The plugin 'North' adds 1 rule.",
    ]


def test_two_plugins_with_one_rule_are_both_refused() -> None:
    """Neither is chosen by chance; both are named."""
    given = registry(rules(OURS), rules(OURS, name="South"))
    found = catalogue_for(given)
    assert "OURS-001" not in found.rules
    assert {problem.plugin for problem in given.problems} == {"North", "South"}


def test_a_rule_that_replaces_nothing_is_used_and_said() -> None:
    """A misspelt name is no silent addition."""
    given = registry(rules(OURS, replaces="AA-F-0006"))
    assert "OURS-001" in catalogue_for(given).rules
    assert "replaces the rule 'AA-F-0006', which does not exist" in str(given.problems[0])


def test_a_check_names_the_plugins_that_altered_it(tmp_path: Path) -> None:
    """The result, its counts and its report do."""
    file = tmp_path / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=20, as_of=date(2026, 9, 1)), file)
    given = registry(rules(evolve(RULE, message="Other."), replaces="AA-F-006"))
    result = annexa.check(file, as_of=date(2026, 9, 1), registry=given)
    (change,) = result.summary.altered_by
    assert str(change) == "The plugin 'North' replaces the rule 'AA-F-006'."
    assert str(change) in Workspace(registry=given).render(result.summary, "md").decode()
    assert annexa.check(file, as_of=date(2026, 9, 1)).altered_by == ()


def test_the_document_of_a_check_names_the_plugins_that_altered_it() -> None:
    """A tool that reads JSON sees it too."""
    given = registry(rules(evolve(RULE, message="Other."), replaces="AA-F-006"))
    tables = synth.council(children=20, as_of=date(2026, 9, 1)).tables
    document = document_of(annexa.check(tables, as_of=date(2026, 9, 1), registry=given))
    assert document["altered_by"] == [{"plugin": "North", "what": "replaces the rule 'AA-F-006'"}]
    assert document_of(annexa.check(tables, as_of=date(2026, 9, 1)))["altered_by"] == []


@pytest.mark.parametrize("id", ["AA\u2010F\u2010006", "\u0410A-F-006", "AA-F-006 ", "AA-F-006\u200b"])
def test_a_name_that_looks_like_another_is_refused(id: str) -> None:
    """A reader of a list cannot tell them apart."""
    given = registry(rules(evolve(RULE, id=id)))
    assert id not in catalogue_for(given).rules
    assert any("plain letters" in str(problem) for problem in given.problems)
    workspace = Workspace(registry=registry(tasks(evolve(TASK, id=id))))
    assert id not in [template.id for template in workspace.task_templates]
    assert any("plain letters" in note for note in workspace.task_sets.notes)


def test_a_task_with_a_built_in_id_is_refused_and_named() -> None:
    """The built-in task stays, and the checklist has a note."""
    workspace = Workspace(registry=registry(tasks(evolve(TASK, id="nominate-logistics"))))
    before = Workspace(registry=registry())
    timeline = before.schedule(VISIT)
    known = before.task_templates[0].id
    workspace = Workspace(registry=registry(tasks(TASK, evolve(TASK, id=known))))
    checklist = workspace.checklist(timeline)
    assert checklist.tasks == before.checklist(timeline).tasks
    assert any("'North' are left out" in note for note in checklist.notes)
    assert checklist.altered_by == ()


def test_a_task_that_replaces_another_has_its_place_and_is_named() -> None:
    """The readiness answer names the plugin too."""
    before = Workspace(registry=registry())
    known = before.task_templates[3].id
    workspace = Workspace(registry=registry(tasks(evolve(TASK, id=known), replaces=known)))
    assert workspace.task_templates[3].title == "Ours"
    timeline = workspace.schedule(VISIT)
    checklist = workspace.checklist(timeline)
    assert [str(change) for change in checklist.altered_by] == [
        f"The plugin 'North' replaces the task {known!r}."
    ]


@pytest.mark.parametrize("target", [(1,), ("text",), 7, None, lambda: 1 / 0])
def test_tasks_of_the_wrong_kind_name_the_plugin(target: Any) -> None:
    """The checklist is made without them."""
    provider = TaskProvider(id="north", summary="", target=target)
    given = registry(plugin("inspectprep_tasks", provider))
    workspace = Workspace(registry=given)
    assert workspace.task_templates == Workspace(registry=registry()).task_templates
    assert {problem.plugin for problem in given.problems} == {"North"}


VARIANT = """
schema = "inspectprep/framework/3"
id = "north"
title = "Ours"

[[variants]]
id = "{id}"
title = "Our own"
extends = "ilacs-short"
"""


def framework(folder: Path, id: str, **more: Any) -> object:
    """Return a plugin with one variant."""
    path = folder / "north.toml"
    path.write_text(VARIANT.format(id=id))
    provider = FrameworkProvider(id="north", summary="", target=path, **more)
    return plugin("inspectprep_frameworks", provider)


@pytest.mark.parametrize("variants", [(), ("ilacs-short",)])
def test_a_variant_with_a_built_in_id_is_refused_and_named(tmp_path: Path, variants: tuple[str]) -> None:
    """Listed or not, the plan is that of inspectprep, and the list shows it."""
    given = registry(framework(tmp_path, "ilacs-short", variants=variants))
    workspace = Workspace(registry=given)
    timeline = workspace.schedule(VISIT)
    assert timeline == Workspace(registry=registry()).schedule(VISIT)
    assert [each.origin for each in workspace.catalogue.variants() if each.id == "ilacs-short"] == [
        "inspectprep.frameworks"
    ]
    assert {problem.plugin for problem in given.problems} == {"North"}


def test_a_variant_that_says_what_it_replaces_is_used_and_named(tmp_path: Path) -> None:
    """The plan names the plugin."""
    more = {"variants": ("ilacs-short",), "replaces": "ilacs-short"}
    timeline = Workspace(registry=registry(framework(tmp_path, "ilacs-short", **more))).schedule(VISIT)
    assert timeline.title == "Our own"
    assert [str(change) for change in timeline.altered_by] == [
        "The plugin 'North' replaces the variant 'ilacs-short'."
    ]


def test_a_variant_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    """A list that lacks one would hide it."""
    workspace = Workspace(registry=registry(framework(tmp_path, "second", variants=("first",))))
    with pytest.raises(PluginError, match="lists the variant 'first', which it does not have"):
        workspace.catalogue.find("first")


def source(target: Any, **more: Any) -> object:
    """Return a plugin that reads workbooks."""
    provider = SourceProvider(id="north", summary="", target=target, suffixes=(".xlsx",), **more)
    return plugin("inspectprep_sources", provider)


def test_a_source_takes_over_no_suffix_without_a_word(tmp_path: Path) -> None:
    """Workbooks are read as before, and the plugin is named."""
    file = tmp_path / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=20, as_of=date(2026, 9, 1)), file)
    given = registry(source(lambda _: []))
    result = annexa.check(file, as_of=date(2026, 9, 1), registry=given)
    assert result.summary.rows > 0
    assert result.altered_by == ()
    assert "suffix '.xlsx'" in str(given.problems[0])


def test_a_source_that_says_what_it_replaces_is_named(tmp_path: Path) -> None:
    """Every file that it reads is."""
    file = tmp_path / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=20, as_of=date(2026, 9, 1)), file)
    read = open_registry(load_plugins=False).sources.resolve("workbook")
    given = registry(source(read, replaces=".xlsx"))
    result = annexa.check(file, as_of=date(2026, 9, 1), registry=given)
    assert "The plugin 'North' read the file 'annex-a.xlsx'." in map(str, result.altered_by)


PERSON = "Jane Example, born 2012"


def quoting(_: Path) -> Any:
    """Fail, quoting a cell in the error and in its cause."""
    try:
        {}[PERSON]
    except KeyError as error:
        raise ValueError(PERSON) from error


@pytest.mark.parametrize(
    ("read", "says"),
    [
        (quoting, "failed with ValueError"),
        (lambda _: ["text"], "gave a str in place of a RawSheet"),
        (lambda _: None, "failed with TypeError"),
        (lambda path: [RawSheet(file=path.name, sheet="one", cells=[[PERSON]])], "cannot be used"),
        (
            lambda path: [RawSheet(file=f"folder/{path.name}", sheet="one", cells=pl.DataFrame())],
            "plain name of its file",
        ),
    ],
)
def test_what_a_source_returns_is_checked_inside_the_blame(tmp_path: Path, read: Any, says: str) -> None:
    """The plugin is named, and no cell is quoted, nor in what caused the error."""
    file = tmp_path / "annex-a.xlsx"
    file.write_bytes(b"content")
    with pytest.raises(PluginError, match=says) as caught:
        annexa.check(file, registry=registry(source(read, replaces=".xlsx")))
    error: BaseException | None = caught.value
    while error is not None:
        assert PERSON not in str(error)
        error = error.__cause__ or error.__context__


def test_a_store_without_the_methods_is_refused() -> None:
    """The plugin is named when the store is opened, not at the first change."""
    provider = StoreProvider(id="north", summary="", target=lambda *_, **__: object())
    stores = registry(plugin("inspectprep_stores", provider)).stores
    with pytest.raises(PluginError, match="'North' opened a store without the methods append"):
        plugin_store(object(), stores, "north")
