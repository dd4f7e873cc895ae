"""The settings of plugins: the tables ``[plugins.NAME]`` of ``inspectprep.toml``.

A plugin names the class of its settings, an attrs class, as ``inspectprep_settings``. Its hooks receive the
settings as the argument ``settings``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from inspectprep.errors import DocumentError

ATTRIBUTE = "inspectprep_settings"
"""The attribute of a plugin that names the class of its settings."""

ARGUMENT = "settings"
"""The argument of a hook that receives them."""


class PluginSettings(NamedTuple):
    """The settings of all plugins.

    Attributes:
        tables: The table of each plugin, by the plugin's name.
        where: The file that they come from, for messages.
    """

    tables: Mapping[str, Mapping[str, Any]] = {}
    where: str = ""

    def unmatched(self, names: frozenset[str]) -> tuple[str, ...]:
        """Return the plugins with a table that are none of these."""
        return tuple(sorted(self.tables.keys() - names))


NO_SETTINGS = PluginSettings({})
"""No table for any plugin."""


def settings_of(plugin: object, name: str, settings: PluginSettings) -> Any:
    """Return the settings of one plugin. None if it has no class of settings.

    Raises:
        DocumentError: if its table does not fit the class, each mistake with its path, or if it has a table
            and no class.
        TypeError: if its class is not an attrs class.
    """
    cls = getattr(plugin, ATTRIBUTE, None)
    table = settings.tables.get(name)
    path = f"$.plugins.{name}"
    if cls is None:
        if table:
            raise DocumentError([(path, f"the plugin {name!r} takes no settings")], where=settings.where)
        return None
    if not (isinstance(cls, type) and hasattr(cls, "__attrs_attrs__")):
        msg = f"its {ATTRIBUTE} is not an attrs class"
        raise TypeError(msg)
    from inspectprep.codec import build

    return build(dict(table or {}), cls, path=path, where=settings.where)
