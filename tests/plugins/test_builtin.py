"""The plugins that inspectprep brings along."""

from __future__ import annotations

from inspectprep.plugins.builtin import BUILTINS
from inspectprep.plugins.loader import import_target


def test_built_ins_implement_exactly_the_hooks_listed_for_them() -> None:
    """The table that keeps loading lazy is true."""
    for module, hooks in BUILTINS.items():
        plugin = import_target(module)
        implemented = {name for name in dir(plugin) if hasattr(getattr(plugin, name), "inspectprep_impl")}
        assert implemented == set(hooks), module
