"""The commands that plugins add to the command line. Listing them imports none of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from inspectprep.errors import PluginError
from inspectprep.model.representation import frozen
from inspectprep.plugins.containment import Failed, contained
from inspectprep.plugins.discovery import COMMANDS, PLUGINS, DiscoveredPlugin, find
from inspectprep.plugins.loader import describe, import_target, remedy_for
from inspectprep.plugins.selection import Selection, select


@frozen(kw_only=True)
class Command:
    """A command of the entry-point group ``inspectprep.commands``.

    Attributes:
        name: The command's name on the command line.
        target: ``module:attribute`` of the function or application.
        distribution: The distribution that contains it.
        version: The distribution's version. Empty if unknown.
        conflicting: Other distributions with a command of the same name. If there are any, no such
            command can run.
    """

    name: str
    target: str
    distribution: str
    version: str = ""
    conflicting: tuple[str, ...] = ()

    def load(self) -> Any:
        """Import and return the command.

        Raises:
            PluginError: if it cannot be imported, or if two distributions have a command of this name.
        """
        if self.conflicting:
            names = " and ".join(map(repr, (self.distribution, *self.conflicting)))
            raise PluginError(
                f"The command {self.name!r} is defined by {names}.",
                plugin=self.distribution,
                remedy=f"Leave out one of them, for example with `--without-plugin {self.conflicting[-1]}`.",
            )
        command = contained(lambda: import_target(self.target))
        if isinstance(command, Failed):
            raise PluginError(
                f"The command {self.name!r} of {self.distribution!r} cannot be used: "
                f"{describe(command.error)}.",
                plugin=self.distribution,
                where=self.target,
                remedy=remedy_for(self.distribution),
            )
        return command


def commands(
    *,
    blocked: Iterable[str] = (),
    only: Iterable[str] | None = None,
    load_plugins: bool = True,
    environ: Mapping[str, str] = os.environ,
) -> tuple[Command, ...]:
    """Return the commands of installed plugins in order of name. None is imported.

    A command is left out if its distribution is blocked, or if every plugin of its distribution is.

    Args:
        blocked: Names of plugins or distributions to leave out.
        only: Names of the only plugins or distributions to use. None for all.
        load_plugins: If false, there are no commands.
        environ: The environment, in which ``INSPECTPREP_PLUGINS`` is looked up.
    """
    return commands_of(select(blocked=blocked, only=only, load_plugins=load_plugins, environ=environ))


def commands_of(selection: Selection) -> tuple[Command, ...]:
    """Return the commands of the plugins that a selection allows; see :func:`commands`."""
    installed = () if selection.off else find(COMMANDS)
    if not installed:
        return ()
    siblings: dict[str, list[str]] = {}
    for plugin in find(PLUGINS):
        siblings.setdefault(plugin.distribution, []).append(plugin.name)
    allowed: dict[str, list[DiscoveredPlugin]] = {}
    for command in installed:
        names = siblings.get(command.distribution) or [command.distribution]
        if not all(selection.refusal(name, command.distribution) for name in names):
            allowed.setdefault(command.name, []).append(command)
    return tuple(
        Command(
            name=first.name,
            target=first.target,
            distribution=first.distribution,
            version=first.version,
            conflicting=tuple(other.distribution for other in others),
        )
        for first, *others in allowed.values()
    )
