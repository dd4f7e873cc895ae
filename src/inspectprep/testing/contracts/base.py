"""The base class of every contract. It loads the plugin under test as inspectprep would."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from inspectprep.plugins.builtin import BUILTINS
from inspectprep.plugins.providers import Provider
from inspectprep.plugins.registry import Registry, open_registry
from inspectprep.plugins.status import PluginState

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SUMMARY = 100


class MissingTruthError(AssertionError):
    """A contract that needs something from the author, such as a writer of files, to know what is right."""


def require(condition: object, message: str) -> None:
    """Raise an :class:`AssertionError` with the message unless the condition is true."""
    if not condition:
        raise AssertionError(message)


class Contract:
    """The part of a contract that is the same for every hook.

    Subclass a contract in your own tests. Name the class ``Test...`` so that pytest collects it, and set
    `plugin`.

    Attributes:
        plugin: The plugin: a module, an object, or the name of a module.
        ids: The ids of the providers to test. Empty for all of this kind.
        kind: The attribute of the registry that has the providers.
    """

    plugin: ClassVar[object]
    ids: ClassVar[tuple[str, ...]] = ()
    kind: ClassVar[str]

    def registry(self) -> Registry:
        """Return a registry of the built-in plugins and this one only."""
        extra = () if self._name() in BUILTINS else (self.plugin,)
        return open_registry(load_plugins=False, environ={}, extra=extra)

    def providers(self, registry: Registry) -> list[Provider[Any]]:
        """Return the providers under test."""
        every = getattr(registry, self.kind)
        own = [provider for provider in every if every.origin(provider.id) == self._origin()]
        return [provider for provider in own if not self.ids or provider.id in self.ids]

    def test_plugin_loads_without_a_problem(self) -> None:
        """The plugin loads, and its hooks and targets work."""
        registry = self.registry()
        # An installed plugin of the same name is left out of this registry.
        named = [status for status in registry.examine() if status.name == self._origin()]
        (status,) = [status for status in named if status.state is not PluginState.BLOCKED]
        require(status.state is PluginState.ACTIVE, f"{status.name} is {status.state}: {status.reason}")
        problems = [str(problem) for problem in registry.problems if problem.plugin == self._origin()]
        require(not problems, "; ".join(problems))

    def test_plugin_provides_what_is_under_test(self) -> None:
        """There are providers to test, and every id in `ids` exists."""
        provided = {provider.id for provider in self.providers(self.registry())}
        require(provided, f"The plugin {self._name()!r} provides no {self.kind}.")
        missing = set(self.ids) - provided
        require(not missing, f"The plugin {self._name()!r} provides no {self.kind} {sorted(missing)}.")

    def test_providers_describe_themselves(self) -> None:
        """An id is in kebab-case and a summary is one short line."""
        for provider in self.providers(self.registry()):
            require(_ID.fullmatch(provider.id), f"The id {provider.id!r} is not in kebab-case.")
            require(provider.summary.strip(), f"{provider.id!r} has no summary.")
            fits = len(provider.summary) <= _SUMMARY and "\n" not in provider.summary
            require(fits, f"The summary of {provider.id!r} is not one line of at most {_SUMMARY} characters.")

    def _origin(self) -> str:
        name = self._name()
        return name.rpartition(".")[0] if name in BUILTINS else name

    def _name(self) -> str:
        plugin = self.plugin
        if isinstance(plugin, str):
            return plugin
        return getattr(plugin, "__name__", None) or type(plugin).__name__
