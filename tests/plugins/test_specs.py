"""The specification of the hooks, and what it costs to have it."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys

import inspectprep.plugins
from inspectprep.plugins import specs
from inspectprep.plugins.collect import KINDS
from inspectprep.plugins.registry import Registry


def test_every_provider_hook_has_a_kind_and_a_way_to_ask() -> None:
    """Every provider hook is used by the registry."""
    assert tuple(KINDS) == specs.PROVIDER_HOOKS
    for hook in specs.PROVIDER_HOOKS:
        assert isinstance(vars(Registry)[hook.removeprefix(specs.PREFIX)], property)


def test_every_event_hook_has_a_way_to_be_announced_with_its_arguments() -> None:
    """The registry's method takes what the hook passes on. Each plugin has settings of its own."""
    for hook in specs.EVENT_HOOKS:
        spec = inspect.signature(getattr(specs.Hooks, hook))
        method = inspect.signature(getattr(Registry, hook.removeprefix(specs.PREFIX)))
        assert list(spec.parameters) == [*method.parameters, "settings"]


def test_every_hook_has_an_example_that_runs() -> None:
    """The docstring of each hook shows it in use, and the example works as printed."""
    for hook in (*specs.PROVIDER_HOOKS, *specs.EVENT_HOOKS):
        function = getattr(specs.Hooks, hook)
        (test,) = doctest.DocTestFinder(recurse=False).find(function, hook, globs={})
        assert test.examples, hook
        failed = doctest.DocTestRunner(verbose=False).run(test).failed
        assert failed == 0, hook


def test_the_package_exports_what_it_lists() -> None:
    """Every name in the table of contents can be had."""
    for name in inspectprep.plugins.__all__:
        assert getattr(inspectprep.plugins, name) is not None


def test_importing_the_package_loads_no_library() -> None:
    """The table of contents costs nothing until a name is used."""
    code = (
        "import sys, inspectprep.plugins\n"
        "heavy = {'pluggy', 'attrs', 'attr', 'importlib.metadata'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
