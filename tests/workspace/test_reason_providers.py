"""Reasons of readiness from plugins: they count with the others, and one that fails is a gap with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from inspectprep import Inspection, Rating, Readiness, Reason, Theme, Workspace
from inspectprep.planning import CouncilState
from inspectprep.planning.readiness import assess
from inspectprep.plugins import ReasonProvider, hookimpl, open_registry
from inspectprep.workspace.reason_providers import sources_of

CALL = date(2026, 9, 7)
RED = Reason(rating=Rating.RED, rule="laptops", text="No laptops.", owner="logistics", action="Buy some.")
GREEN = Reason(rating=Rating.GREEN, rule="laptops", text="The laptops are ready.")


class Plugin:
    """A plugin with a source for each function, which the test chooses."""

    def __init__(self, *targets: Callable[[CouncilState], Any], theme: Any = Theme.DEBRIEF) -> None:
        self.targets = targets
        self.theme = theme

    @hookimpl
    def inspectprep_reasons(self) -> list[ReasonProvider]:
        """Provide a source for each function."""
        return [
            ReasonProvider(id=f"council-{number}", summary="Ours", target=target, theme=self.theme)
            for number, target in enumerate(self.targets)
        ]


class Another(Plugin):
    """A plugin with another name."""


def asked(*plugins: object, **known: Any) -> Readiness:
    """Return the readiness of a council with these plugins."""
    workspace = Workspace(registry=open_registry(load_plugins=False, environ={}, extra=plugins))
    timeline = workspace.schedule(Inspection(variant="ilacs-short", notified=CALL))
    return assess(CouncilState(timeline=timeline, day=CALL, **known), sources_of(workspace.registry))


def reasons(answer: Readiness, theme: Theme = Theme.DEBRIEF) -> tuple[Reason, ...]:
    """Return the reasons of a theme."""
    return next(each for each in answer.themes if each.theme is theme).reasons


def test_a_reason_counts_with_the_others_and_names_its_plugin() -> None:
    """It makes its theme worse, gives an action, and the answer says which plugin added it."""
    without = asked()
    answer = asked(Plugin(lambda _: [RED]))
    assert reasons(answer)[0] == evolve(RED, rule="council-0/laptops")
    assert reasons(answer)[1:] == reasons(without)
    assert "Buy some." in [action.title for action in answer.actions]
    assert list(map(str, answer.altered_by)) == [
        "The plugin 'Plugin' adds 1 reason to the theme “Debrief and thank”."
    ]
    assert without.altered_by == ()


@pytest.mark.parametrize("theme", Theme)
def test_a_green_reason_softens_nothing(theme: Theme) -> None:
    """Every built-in reason and every rating is the same."""
    without = asked()
    answer = asked(Plugin(lambda _: [GREEN] * 50, theme=theme))
    assert [each.rating for each in answer.themes] == [each.rating for each in without.themes]
    for each in Theme:
        assert set(reasons(without, each)) <= set(reasons(answer, each))


def test_a_source_that_gives_nothing_alters_nothing() -> None:
    """The answer is the one without it."""
    assert asked(Plugin(lambda _: [])) == asked()


def _fail(state: CouncilState) -> Iterable[Reason]:
    raise LookupError(f"Jane Example in {state}")


@pytest.mark.parametrize(
    "target",
    [_fail, lambda _: None, lambda _: ["red"], lambda _: [evolve(RED, rule="No Laptops")]],
    ids=["fails", "nothing", "texts", "rule"],
)
def test_a_source_that_fails_is_an_amber_reason_in_its_theme(target: Any) -> None:
    """It names the plugin, quotes nothing, and the reasons of other sources still count."""
    answer = asked(Plugin(target, lambda _: [RED]))
    (gap,) = [reason for reason in reasons(answer) if reason.rule == "plugin-reasons-missing"]
    assert gap.rating is Rating.AMBER
    assert "'Plugin'" in gap.text
    assert "--without-plugin Plugin" in gap.action
    assert "Jane" not in f"{gap.text} {gap.action}"
    assert "council-1/laptops" in [reason.rule for reason in reasons(answer)]


def test_a_hook_that_fails_and_sources_in_conflict_are_gaps_in_the_plan() -> None:
    """The theme of reasons that were never given is not known."""

    class Broken:
        @hookimpl
        def inspectprep_reasons(self) -> list[ReasonProvider]:
            raise LookupError("Jane Example")

    for plugins in ([Broken()], [Plugin(lambda _: [RED]), Another(lambda _: [RED])]):
        answer = asked(*plugins)
        (gap,) = [each for each in reasons(answer, Theme.PLAN) if each.rule == "plugin-reasons-missing"]
        assert gap.rating is Rating.AMBER
        assert "Jane" not in gap.text
        assert "council-0/laptops" not in [reason.rule for reason in reasons(answer)]


def test_a_plugin_that_is_not_loaded_may_have_had_reasons() -> None:
    """A plugin that cannot be imported is a gap. One that is left out on purpose is none."""
    answer = asked("a_module_that_is_absent")
    (gap,) = [each for each in reasons(answer, Theme.PLAN) if each.rule == "plugin-reasons-missing"]
    assert "'a_module_that_is_absent'" in gap.text
    assert str(answer.altered_by[-1]).startswith("The plugin 'a_module_that_is_absent' adds 1 reason")


def test_an_installed_plugin_without_the_hook_is_no_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its module does not name the hook, so no reason is missing."""
    for name, hook in (("with_reasons", "inspectprep_reasons"), ("without_reasons", "inspectprep_tasks")):
        (tmp_path / f"{name}.py").write_text(f"import absent\ndef {hook}():\n    return []\n", "utf-8")
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[inspectprep]\n{name} = {name}\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    registry = open_registry(environ={}, only=["with_reasons", "without_reasons"])
    assert [source.plugin for source in sources_of(registry)] == ["with_reasons"]


def test_a_source_that_changes_the_state_changes_no_other_reason() -> None:
    """It has a copy, also of the calculations that states share."""

    def spoil(state: CouncilState) -> list[Reason]:
        object.__setattr__(state.timeline, "title", "Spoilt")
        object.__setattr__(state, "day", date(2030, 1, 1))
        state.shared.once("preparation", lambda: None)
        return [GREEN]

    answer = asked(Plugin(spoil, lambda state: [evolve(GREEN, text=f"{state.timeline.title} {state.day}")]))
    assert answer.title == asked().title
    assert answer.as_of == CALL
    assert "Spoilt" not in reasons(answer)[-1].text
    assert str(CALL) in reasons(answer)[-1].text
