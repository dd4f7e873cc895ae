"""What every contract shares: the plugin under test, loaded as the host would load it."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from inspectprep.plugins.builtin import BUILTINS
from inspectprep.plugins.providers import Provider
from inspectprep.plugins.registry import Registry, open_registry
from inspectprep.plugins.status import PluginState

__all__ = ["Contract", "require"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SUMMARY = 100


def require(holds: object, message: str) -> None:
    """Raise an :class:`AssertionError` that says what the contract wants, unless it holds."""
    if not holds:
        raise AssertionError(message)


class Contract:
    """The part of a contract that is the same for every hook.

    Subclass a contract in your own tests, name it ``Test...`` so that pytest collects it, and say
    which plugin it is about.

    Attributes:
        plugin: The plugin: a module, an object, or the name of a module.
        ids: Ids of the providers under test; empty for all that the plugin provides of this kind.
        kind: The registry's word for what is provided.
    """

    plugin: ClassVar[Any]
    ids: ClassVar[tuple[str, ...]] = ()
    kind: ClassVar[str]

    def registry(self) -> Registry:
        """Return a registry of the built-ins and this plugin, and no other."""
        extra = () if self._name() in BUILTINS else (self.plugin,)
        return open_registry(load_plugins=False, environ={}, extra=extra)

    def providers(self, registry: Registry) -> list[Provider[Any]]:
        """Return the providers under test."""
        every = getattr(registry, self.kind)
        mine = [each for each in every if every.origin(each.id) == self._origin()]
        return [each for each in mine if not self.ids or each.id in self.ids]

    def test_plugin_loads_without_a_problem(self) -> None:
        """The host loads the plugin, asks every hook, imports every target, and finds nothing wrong."""
        registry = self.registry()
        (status,) = [each for each in registry.examine() if each.name == self._origin()]
        require(status.state is PluginState.ACTIVE, f"{status.name} is {status.state}: {status.reason}")
        problems = [str(each) for each in registry.problems if each.plugin == self._origin()]
        require(not problems, "; ".join(problems))

    def test_plugin_provides_what_is_under_test(self) -> None:
        """There is something to test, and every id named exists."""
        found = {each.id for each in self.providers(self.registry())}
        require(found, f"The plugin {self._name()!r} provides no {self.kind}.")
        missing = set(self.ids) - found
        require(not missing, f"The plugin {self._name()!r} provides no {self.kind} {sorted(missing)}.")

    def test_providers_describe_themselves(self) -> None:
        """An id is in kebab-case and a summary is one short line, so that lists can show both."""
        for each in self.providers(self.registry()):
            require(_ID.fullmatch(each.id), f"The id {each.id!r} is not in kebab-case.")
            require(each.summary.strip(), f"{each.id!r} has no summary.")
            fits = len(each.summary) <= _SUMMARY and "\n" not in each.summary
            require(fits, f"The summary of {each.id!r} is not one line of at most {_SUMMARY} characters.")

    def _origin(self) -> str:
        name = self._name()
        return name.rpartition(".")[0] if name in BUILTINS else name

    def _name(self) -> str:
        plugin = self.plugin
        if isinstance(plugin, str):
            return plugin
        return getattr(plugin, "__name__", None) or type(plugin).__name__
