"""The status of plugins, for people and programs."""

from enum import StrEnum
from typing import NamedTuple

from inspectprep.model.representation import with_one_line


class PluginState(StrEnum):
    """The state of a plugin.

    Attributes:
        INSTALLED: Found, and not imported yet.
        BLOCKED: Left out on purpose, and never imported.
        ACTIVE: Loaded and usable.
        FAILED: It raised an error, gave something wrong, or claims a name of another plugin.
        INCOMPATIBLE: Written for another version of the hooks.
    """

    INSTALLED = "installed"
    BLOCKED = "blocked"
    ACTIVE = "active"
    FAILED = "failed"
    INCOMPATIBLE = "incompatible"


@with_one_line
class PluginProblem(NamedTuple):
    """A problem with a plugin.

    Attributes:
        plugin: The plugin's name.
        state: The state of the plugin because of it.
        what: One sentence that says what happened.
        remedy: One sentence that says what to do.
        hook: The name of the hook. Empty for the plugin as a whole.
    """

    plugin: str
    state: PluginState
    what: str
    remedy: str = ""
    hook: str = ""

    def __str__(self) -> str:
        """Return the problem as one line."""
        return f"{self.what} {self.remedy}".rstrip()


@with_one_line
class PluginStatus(NamedTuple):
    """One plugin, for lists and diagnosis.

    Attributes:
        name: Its name in lists, settings and errors.
        state: Its state.
        reason: The reason why it is not active. Empty if there is none.
        remedy: What to do about the reason.
        target: Its module, such as ``council.plugin``.
        distribution: The installed distribution that contains it. Empty for an extra plugin.
        version: The distribution's version. Empty if unknown.
        hooks: The names of the hooks that it implements. Empty until it is loaded.
        provides: Its providers as ``kind:id``. Filled by :meth:`Registry.examine`.
        replaces: The names of others whose place it takes. For a plugin that is not loaded, those that its
            files name.
        builtin: Whether it is part of inspectprep.
    """

    name: str
    state: PluginState
    reason: str = ""
    remedy: str = ""
    target: str = ""
    distribution: str = ""
    version: str = ""
    hooks: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    builtin: bool = False
