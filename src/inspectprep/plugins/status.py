"""How a plugin is doing, as values that a person or a program can read."""

from enum import StrEnum
from typing import NamedTuple

__all__ = ["PluginProblem", "PluginState", "PluginStatus"]


class PluginState(StrEnum):
    """What is known of a plugin.

    ``installed``: found and not imported yet. ``blocked``: left out on purpose, never imported.
    ``active``: loaded, all of it usable. ``failed``: it, or one of its hooks or providers, raised
    an error. ``incompatible``: written for another version of the hooks. ``conflicting``: shares an
    id or its own name with another plugin.
    """

    INSTALLED = "installed"
    BLOCKED = "blocked"
    ACTIVE = "active"
    FAILED = "failed"
    INCOMPATIBLE = "incompatible"
    CONFLICTING = "conflicting"


class PluginProblem(NamedTuple):
    """Something about a plugin that somebody should know.

    Attributes:
        plugin: The plugin's name.
        state: The state that it puts the plugin in.
        what: What happened, one sentence.
        remedy: What the reader can do now.
        hook: The hook concerned; empty for the plugin as a whole.
    """

    plugin: str
    state: PluginState
    what: str
    remedy: str = ""
    hook: str = ""

    def __str__(self) -> str:
        """Write the problem as one line."""
        return f"{self.what} {self.remedy}".rstrip()


class PluginStatus(NamedTuple):
    """One plugin, for lists and diagnosis.

    Attributes:
        name: The name it is listed, blocked and blamed by.
        reason: Why it is not active; empty when there is nothing to say.
        remedy: What to do about the reason.
        target: Where it lives, such as ``council.plugin``.
        distribution: The installed distribution it came with; empty for one handed over directly.
        version: The distribution's version; empty when unknown.
        hooks: Names of the hooks it implements; empty until it is loaded.
        provides: What it provides, as ``kind:id``; filled by the doctor.
        builtin: True for what inspectprep brings along.
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
    builtin: bool = False
