"""The first screen of each variant, as a person sees it who has just put the telephone down."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from inspectprep import Inspection, Workspace
from inspectprep.cli.run import run
from inspectprep.plugins import open_registry
from inspectprep_inspectorates import plugin

VARIANTS = tuple(name for each in plugin.inspectprep_frameworks() for name in each.variants)
TODAY = date(2026, 11, 30)
UNANNOUNCED = {name for name in VARIANTS if name.startswith(("sccif-", "hmi-prisons-yoi"))}
WORKSPACE = Workspace(registry=open_registry(load_plugins=False, environ={}, extra=[plugin]))


def call_of(name: str) -> date:
    """Return the day of a call: today, or the last Monday on which the kind of inspection existed."""
    until = WORKSPACE.catalogue.find(name).variant.until
    return TODAY if until is None else until - timedelta(days=until.weekday())


@pytest.fixture
def screen(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run a command in a wide terminal with this plugin installed, and return what it prints."""
    monkeypatch.setenv("INSPECTPREP_PLUGINS", "inspectorates")
    monkeypatch.setenv("COLUMNS", "160")

    def show(*arguments: str, code: int = 0) -> str:
        assert run(list(arguments)) == code
        return capfd.readouterr().out

    return show


@pytest.mark.parametrize("name", VARIANTS)
def test_the_plan_opens_with_the_questions(screen: Callable[..., str], name: str) -> None:
    """Then the dates, each known or with the question that gives it."""
    shown = screen("timeline", name, "--notified", str(call_of(name)))
    lines = shown.splitlines()
    assert lines[0].endswith("To ask first")
    come = name in UNANNOUNCED
    words = ("begun",) if come else ("called", "notified")
    opened = next(f": {word} " for word in words if f": {word} " in lines[0])
    assert ("Ask the inspectors" if come else "Ask on the telephone") in " ".join(lines[1:4])
    assert shown.index("Record as") < shown.rindex(opened)
    assert "in the letter" not in shown


@pytest.mark.parametrize("name", VARIANTS)
def test_the_checklist_asks_on_the_first_day(screen: Callable[..., str], name: str) -> None:
    """The questions are tasks beside those of the first day."""
    document = json.loads(screen("checklist", name, "--notified", str(call_of(name)), "--json"))
    asked = [task for task in document["tasks"] if task["id"].startswith("ask-")]
    assert asked
    assert {task["due"] for task in asked} == {str(call_of(name))}


@pytest.mark.parametrize("name", VARIANTS)
def test_readiness_is_about_this_inspection(screen: Callable[..., str], tmp_path: Path, name: str) -> None:
    """A council that has recorded nothing is not ready, and reads why and what to do first."""
    folder = str(tmp_path / "council")
    screen("init", folder, "--authority", "Borsetshire", "--variant", name)
    on = str(call_of(name) - timedelta(weeks=8))  # so that a call can come while the kind still exists
    shown = screen("ready", "--workspace", folder, "--on", on, code=1)
    assert "NOT READY" in shown
    assert "Next actions" in shown
    asks_for_annex_a = name == "jtai"
    assert ("Annex A has not been checked" in shown) is asks_for_annex_a


@pytest.mark.parametrize("name", VARIANTS)
def test_the_page_opens_with_the_questions(tmp_path: Path, name: str) -> None:
    """The same in the HTML report, which leads with what to ask."""
    timeline = WORKSPACE.schedule(Inspection(variant=name, notified=call_of(name)))
    page = tmp_path / "plan.html"
    WORKSPACE.write(timeline, page)
    text = page.read_text("utf-8")
    assert 0 < text.index(">Ask first<") < text.index(">At a glance<") < text.index(">The dates<")
    assert all(f"question {asked.number}" in text for asked in timeline.questions if asked.dates)


@pytest.mark.parametrize("name", VARIANTS)
def test_the_details_of_a_variant_have_its_questions(screen: Callable[..., str], name: str) -> None:
    """What is not known stands beside the question that gives it."""
    shown = screen("frameworks", "show", name, "--on", str(call_of(name)))
    assert "not known. Ask:" in " ".join(shown.split())
    assert "in the letter" not in shown
