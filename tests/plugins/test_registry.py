"""The registry: loading contained, blocking before import, order, laziness."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inspectprep.errors import PluginError, UnknownNameError
from inspectprep.plugins import PluginState, ReportProvider, hookimpl, open_registry
from inspectprep.plugins.registry import Registry
from inspectprep.plugins.selection import select
from tests.plugins.fakes import install

REPORT = """
    from inspectprep.plugins import ReportProvider, hookimpl

    @hookimpl
    def inspectprep_reports():
        return [ReportProvider(id="{id}", summary="A format", target="{target}", suffix=".{id}")]
"""


def report_plugin(id: str, target: str = "json:dumps") -> str:
    """Return the code of a plugin with one report format."""
    return REPORT.format(id=id, target=target)


BROKEN = {
    "missing import": ("import a_missing_module", "a_missing_module"),
    "syntax error": ("def broken(:\n    pass", "SyntaxError"),
    "own error": ("raise RuntimeError('council database is down')", "council database is down"),
    "exit": ("import sys\nsys.exit(3)", "SystemExit: 3"),
    "no hooks": ("x = 1", "implements no hook"),
}


@pytest.mark.parametrize(("code", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_plugin_breaks_nothing_else(site: Path, code: str, reason: str) -> None:
    """If a plugin raises an exception while it is loaded, the others work and the reason is reported."""
    install(site, module="broken", code=code)
    install(site, module="working", code=report_plugin("fine"))
    registry = open_registry(environ={})
    assert registry.reports.get("fine").summary == "A format"
    status = {each.name: each for each in registry.statuses()}
    assert status["broken"].state is PluginState.FAILED
    assert reason in status["broken"].reason
    assert status["working"].state is PluginState.ACTIVE
    assert "--without-plugin broken" in status["broken"].remedy


def test_keyboard_interrupt_passes(site: Path) -> None:
    """Ctrl-C while a plugin loads belongs to the user."""
    install(site, module="slow", code="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        _ = open_registry(environ={}).reports


@pytest.mark.parametrize(
    ("arguments", "setting"),
    [
        ({"blocked": ["explosive"]}, ""),
        ({"only": ["working"]}, ""),
        ({"load_plugins": False}, ""),
        ({}, "-explosive"),
        ({}, "working"),
        ({}, "none"),
    ],
)
def test_blocking_comes_before_import(site: Path, arguments: dict[str, object], setting: str) -> None:
    """A blocked plugin is never imported, and is still listed as blocked with the reason."""
    install(site, module="explosive", code="raise RuntimeError('imported')")
    install(site, module="working", code=report_plugin("fine"))
    registry = open_registry(environ={"INSPECTPREP_PLUGINS": setting}, **arguments)  # type: ignore[arg-type]
    examined = {each.name: each for each in registry.examine()}
    assert "explosive" not in sys.modules
    assert examined["explosive"].state is PluginState.BLOCKED
    assert examined["explosive"].reason


def test_listing_imports_no_plugin(site: Path) -> None:
    """The list shows what is installed, with distribution and version, and runs none of it."""
    install(site, module="explosive", code="raise RuntimeError('imported')", version="3.4")
    status = next(each for each in open_registry(environ={}).statuses() if each.name == "explosive")
    assert (status.state, status.distribution, status.version) == (PluginState.INSTALLED, "explosive", "3.4")
    assert "explosive" not in sys.modules


def test_asking_for_a_failed_plugins_provider_names_the_plugin(site: Path) -> None:
    """What is missing because a plugin failed is not just unknown: the plugin is named."""
    install(site, module="broken", code="import a_missing_module")
    with pytest.raises(UnknownNameError, match=r"'broken' could not be loaded.*plugins doctor"):
        open_registry(environ={}).reports.get("council-letter")


def test_asking_for_a_blocked_plugins_provider_names_the_plugin(site: Path) -> None:
    """Likewise for one that was left out on purpose."""
    install(site, module="working", code=report_plugin("fine"))
    for registry in (
        open_registry(blocked=["working"], environ={}),
        open_registry(load_plugins=False, environ={}),
    ):
        with pytest.raises(UnknownNameError, match="'working' was left out and may provide it"):
            registry.reports.get("fine")


def test_a_failing_hook_hides_only_its_own_kind(site: Path) -> None:
    """A hook that raises is blamed for what it might have provided and for nothing else."""
    install(
        site,
        module="half",
        code=report_plugin("fine")
        + """
    @hookimpl
    def inspectprep_calendars():
        raise ValueError("no calendar today")
    """,
    )
    registry = Registry(select(environ={}), builtins={})
    with pytest.raises(
        UnknownNameError, match="'half' failed in inspectprep_calendars: ValueError: no calendar today"
    ):
        registry.calendars.get("council")
    assert "fine" in registry.reports
    with pytest.raises(UnknownNameError) as caught:
        registry.reports.get("absent")
    assert caught.value.hint == ""
    assert [each.hook for each in registry.problems] == ["inspectprep_calendars"]


def test_a_hook_that_returns_the_wrong_thing_is_named(site: Path) -> None:
    """A record of another kind is refused with what came and what belongs there."""
    install(
        site, module="wrong", code=report_plugin("fine").replace("inspectprep_reports", "inspectprep_rules")
    )
    registry = open_registry(environ={})
    registry.rules.ids()
    assert "returned a ReportProvider instead of a RuleProvider" in str(registry.problems[-1])


def test_plugins_are_in_order_of_name_for_any_order_of_installation(site: Path) -> None:
    """Ids are listed in the order of the plugins' names, extras last."""

    class Extra:
        @hookimpl
        def inspectprep_calendars(self) -> list[object]:
            """Provide nothing."""
            return []

        @hookimpl
        def inspectprep_reports(self) -> list[ReportProvider]:
            """Provide a format."""
            return [ReportProvider(id="a-from-extra", summary="", target="json:dumps", suffix=".extra")]

    for name in ("zeta", "alpha", "mu"):
        install(site, module=name, code=report_plugin(f"from-{name}"))
    ids = open_registry(environ={}, extra=[Extra()]).reports.ids()
    assert [each for each in ids if "from-" in each] == ["from-alpha", "from-mu", "from-zeta", "a-from-extra"]


def test_two_distributions_with_one_plugin_name_are_both_left_out(site: Path) -> None:
    """Neither is guessed to be the right one; both are named, and neither is imported."""
    install(site, module="first", name="council", code="raise RuntimeError")
    install(site, module="second", name="council", code="raise RuntimeError")
    registry = open_registry(environ={})
    conflicting = [each for each in registry.examine() if each.name == "council"]
    assert [each.state for each in conflicting] == [PluginState.FAILED] * 2
    assert all("first and second" in each.reason for each in conflicting)
    assert not {"first", "second"} & set(sys.modules)


def test_one_of_two_namesakes_can_be_left_out_by_its_distribution(site: Path) -> None:
    """Blocking by distribution settles a conflict of names."""
    install(site, module="first", name="council", code=report_plugin("one"))
    install(site, module="second", name="council", code=report_plugin("two"))
    reports = open_registry(blocked=["second"], environ={}).reports
    assert "one" in reports
    assert "two" not in reports


def test_a_name_that_blocks_nothing_is_reported(site: Path) -> None:
    """A misspelt --without-plugin does not pass in silence."""
    install(site, module="working", code=report_plugin("fine"))
    registry = open_registry(blocked=["wroking"], environ={})
    assert ["No installed plugin is named 'wroking'." in str(each) for each in registry.problems] == [True]


def test_extras_may_be_named_as_modules(site: Path) -> None:
    """A module's name is enough for a plugin that is not installed."""
    (site / "loose.py").write_text("import a_missing_module\n", encoding="utf-8")
    registry = open_registry(environ={}, extra=["loose"])
    _ = registry.reports
    assert [each.plugin for each in registry.problems if each.plugin == "loose"] == ["loose"]


def test_a_missing_module_in_the_target_is_found_by_the_doctor(site: Path) -> None:
    """The doctor imports every target, so a provider that cannot work is found before it is needed."""
    install(site, module="hollow", code=report_plugin("hollow", target="hollow:wriet"))
    registry = open_registry(environ={})
    with pytest.raises(PluginError, match="hollow has no attribute 'wriet'"):
        registry.reports.resolve("hollow")
    status = next(each for each in open_registry(environ={}).examine() if each.name == "hollow")
    assert status.state is PluginState.FAILED
    assert status.provides == ("reports:hollow",)


def test_one_kind_imports_only_the_built_ins_that_provide_it() -> None:
    """Asking for calendars, which no built-in provides, imports no built-in at all."""
    code = (
        "import sys\n"
        "from inspectprep.plugins import open_registry\n"
        "assert open_registry(load_plugins=False).calendars.ids() == ()\n"
        "loaded = [name for name in sys.modules if name.startswith('inspectprep.')]\n"
        "loaded = [name for name in loaded if name.endswith('.plugin')]\n"
        "assert loaded == [], loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
