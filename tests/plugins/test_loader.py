"""Loading one plugin: versions, hook names, signatures."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from inspectprep.plugins import API_VERSION, PluginState, hookimpl, open_registry
from inspectprep.plugins.loader import describe, import_target


def status_of(**members: Any) -> tuple[PluginState, str]:
    """Return state and reason of a plugin with these members."""
    module = ModuleType("council")
    for name, value in members.items():
        setattr(module, name, value)
    registry = open_registry(load_plugins=False, environ={}, extra=[module])
    status = next(each for each in registry.examine() if each.name == "council")
    return status.state, status.reason


@hookimpl
def inspectprep_reports() -> list[object]:
    """Provide nothing, correctly."""
    return []


@pytest.mark.parametrize("stated", [{}, {"inspectprep_api": API_VERSION}])
def test_a_fitting_or_unstated_version_loads(stated: dict[str, int]) -> None:
    """A plugin need not say which version it was written for."""
    assert status_of(inspectprep_reports=inspectprep_reports, **stated) == (PluginState.ACTIVE, "")


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        (API_VERSION + 1, "update inspectprep"),
        (0, "update the plugin"),
        ("1", "not a whole number"),
        (True, "not a whole number"),
    ],
)
def test_another_version_is_left_out_with_the_reason(stated: object, reason: str) -> None:
    """A plugin for other hooks is incompatible, and is told which side to update."""
    state, text = status_of(inspectprep_reports=inspectprep_reports, inspectprep_api=stated)
    assert state is PluginState.INCOMPATIBLE
    assert reason in text


def test_an_unknown_hook_is_reported_with_the_nearest() -> None:
    """A misspelt hook would otherwise just never be called."""

    @hookimpl
    def inspectprep_report() -> list[object]:
        return []

    state, reason = status_of(inspectprep_report=inspectprep_report)
    assert state is PluginState.FAILED
    assert "there is no hook inspectprep_report; did you mean inspectprep_reports?" in reason


def test_an_optional_hook_may_be_unknown() -> None:
    """A plugin may carry a hook that only a newer inspectprep knows."""

    @hookimpl(optionalhook=True)
    def inspectprep_futures() -> list[object]:
        return []

    members = {"inspectprep_reports": inspectprep_reports, "inspectprep_futures": inspectprep_futures}
    assert status_of(**members) == (PluginState.ACTIVE, "")


def test_an_unmarked_hook_is_reported() -> None:
    """A function named like a hook but not marked is a mistake, not a coincidence."""

    def inspectprep_rules() -> list[object]:
        return []

    state, reason = status_of(inspectprep_reports=inspectprep_reports, inspectprep_rules=inspectprep_rules)
    assert state is PluginState.FAILED
    assert "inspectprep_rules is not marked with @hookimpl" in reason


def test_a_wrong_argument_is_reported_with_the_nearest_and_the_signature() -> None:
    """The author sees what was written, what was probably meant, and the whole signature."""

    @hookimpl
    def inspectprep_report_written(kind: str, fromat: str) -> None:
        pass

    state, reason = status_of(inspectprep_report_written=inspectprep_report_written)
    assert state is PluginState.FAILED
    assert "takes 'fromat', did you mean 'format'?" in reason
    assert "inspectprep_report_written(kind, format, path, settings)" in reason


def test_a_provider_hook_with_an_argument_is_reported() -> None:
    """Provider hooks take only settings; there is nothing near to suggest."""

    @hookimpl
    def inspectprep_reports(config: object) -> list[object]:
        return [config]

    assert (
        "takes 'config' (its signature is inspectprep_reports(settings))"
        in status_of(inspectprep_reports=inspectprep_reports)[1]
    )


def test_wrappers_and_asynchronous_hooks_are_refused() -> None:
    """Neither could be called as hooks are, so both are told apart from those that can."""

    @hookimpl(wrapper=True)
    def inspectprep_reports() -> Any:
        return (yield)

    @hookimpl
    async def inspectprep_rules() -> list[object]:
        return []

    assert "cannot be wrapped" in status_of(inspectprep_reports=inspectprep_reports)[1]
    assert "use a plain function" in status_of(inspectprep_rules=inspectprep_rules)[1]


def test_all_mistakes_are_reported_together() -> None:
    """An author can correct all mistakes in one go."""

    @hookimpl
    def inspectprep_rule() -> list[object]:
        return []

    def inspectprep_tasks() -> list[object]:
        return []

    reason = status_of(inspectprep_rule=inspectprep_rule, inspectprep_tasks=inspectprep_tasks)[1]
    assert "inspectprep_rule;" in reason
    assert "inspectprep_tasks is not marked" in reason


def test_importing_a_target_follows_the_attribute() -> None:
    """``module:attribute`` gives the attribute, a bare module the module."""
    assert import_target("json.decoder:JSONDecoder.decode").__name__ == "decode"
    assert import_target("json").__name__ == "json"


def test_importing_a_target_suggests_the_nearest_attribute() -> None:
    """A misspelt attribute is an import error with a suggestion."""
    with pytest.raises(ImportError, match="json has no attribute 'dmups'; did you mean 'dumps'"):
        import_target("json:dmups")


def test_an_extra_that_a_plugin_lacks_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that uses polars works only where the extra is installed."""
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ModuleNotFoundError) as caught:
        import_target("polars")
    assert 'pip install "inspectprep[data]"' in describe(caught.value)
    error = ModuleNotFoundError("No module named 'council'", name="council")
    assert describe(error) == "ModuleNotFoundError: No module named 'council'"
