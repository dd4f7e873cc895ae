"""Commands that plugins add to the command line, listed without importing them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from inspectprep.errors import PluginError
from inspectprep.plugins.discovery import COMMANDS, PLUGINS, DiscoveredPlugin, find
from inspectprep.plugins.loader import CONTAINED, describe, import_target, remedy_for
from inspectprep.plugins.selection import select

__all__ = ["Command", "commands"]


@frozen(kw_only=True)
class Command:
    """A command of the group ``inspectprep.commands``.

    Attributes:
        name: The word by which it is called.
        target: ``module:attribute`` of the function or application.
        distribution: The distribution it came with.
        rivals: Distributions that bring a command of the same name; then neither is run.
    """

    name: str
    target: str
    distribution: str
    version: str = ""
    rivals: tuple[str, ...] = ()

    def load(self) -> Any:
        """Import and return the command.

        Raises:
            PluginError: if it cannot be imported, or two distributions bring it; they are named.
        """
        if self.rivals:
            names = " and ".join(map(repr, (self.distribution, *self.rivals)))
            raise PluginError(
                f"The command {self.name!r} is brought by {names}.",
                plugin=self.distribution,
                remedy=f"Leave one out, for example with `--without-plugin {self.rivals[-1]}`.",
            )
        try:
            return import_target(self.target)
        except CONTAINED as error:
            raise PluginError(
                f"The command {self.name!r} of {self.distribution!r} cannot be used: {describe(error)}.",
                plugin=self.distribution,
                where=self.target,
                remedy=remedy_for(self.distribution),
            ) from error


def commands(
    *,
    blocked: Iterable[str] = (),
    only: Iterable[str] | None = None,
    load_plugins: bool = True,
    environ: Mapping[str, str] = os.environ,
) -> tuple[Command, ...]:
    """Return the commands of installed plugins, by name, importing none.

    A command is left out with its distribution, or when every plugin of the distribution is.

    Args:
        blocked: Names of plugins or distributions to leave out.
        only: Names to take, and no others; None for all.
        load_plugins: False takes none.
        environ: Where ``INSPECTPREP_PLUGINS`` is looked up.
    """
    selection = select(blocked=blocked, only=only, load_plugins=load_plugins, environ=environ)
    found = () if selection.off else find(COMMANDS)
    if not found:
        return ()
    siblings: dict[str, list[str]] = {}
    for plugin in find(PLUGINS):
        siblings.setdefault(plugin.distribution, []).append(plugin.name)
    allowed: dict[str, list[DiscoveredPlugin]] = {}
    for each in found:
        names = siblings.get(each.distribution) or [each.distribution]
        if not all(selection.refusal(name, each.distribution) for name in names):
            allowed.setdefault(each.name, []).append(each)
    return tuple(
        Command(
            name=first.name,
            target=first.target,
            distribution=first.distribution,
            version=first.version,
            rivals=tuple(each.distribution for each in others),
        )
        for first, *others in allowed.values()
    )
