"""The selection of plugins by name, made before any of them is imported."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

VARIABLE = "INSPECTPREP_PLUGINS"
"""The environment variable that selects plugins.

It has names separated by commas. ``-name`` leaves a plugin out. ``name`` loads only the plugins named.
``none`` loads no plugin. A plugin that is both named and left out is left out. If the variable is empty
or unset, every plugin is loaded.
"""

_NO_PLUGINS = "plugins are switched off (--no-plugins, or by the program)"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).casefold()


class Selection(NamedTuple):
    """The plugins that may be loaded.

    A name matches a plugin's own name or that of its distribution. Upper and lower case are equal, and
    so are ``-``, ``_`` and ``.``.

    Attributes:
        blocked: Names of plugins to leave out, each with the reason.
        only: Lists of names, each with the reason. A plugin must be in all of them.
        off: The reason why no plugin is loaded. Empty if plugins may be loaded.
        requested: The names that the caller gave. Names from the environment are not included, because
            one setting may serve several machines.
    """

    blocked: Mapping[str, str]
    only: tuple[tuple[frozenset[str], str], ...] = ()
    off: str = ""
    requested: frozenset[str] = frozenset()

    def refusal(self, name: str, distribution: str = "") -> str:
        """Return the reason why a plugin is left out, or an empty string if it may be loaded."""
        if self.off:
            return self.off
        names = {_plain(name), _plain(distribution)}
        for plain, reason in self.blocked.items():
            if plain in names:
                return reason
        for allowed, reason in self.only:
            if not names & allowed:
                return reason
        return ""

    def unmatched(self, installed: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Return the requested names that match no installed ``(name, distribution)``."""
        known = {_plain(name) for pair in installed for name in pair}
        return () if self.off else tuple(sorted(self.requested - known))


def select(
    *,
    blocked: Iterable[str] = (),
    only: Iterable[str] | None = None,
    load_plugins: bool = True,
    environ: Mapping[str, str],
) -> Selection:
    """Return the plugins that both the caller and the environment allow.

    Args:
        blocked: Names to leave out.
        only: The only names to load. None for all.
        load_plugins: If false, no plugin is loaded.
        environ: The environment, in which :data:`VARIABLE` is looked up.
    """
    only = None if only is None else tuple(only)
    reasons = {_plain(name): "it was left out by name (--without-plugin)" for name in blocked}
    requested = {*reasons, *map(_plain, only or ())}
    lists: list[tuple[frozenset[str], str]] = []
    if only is not None:
        lists.append((frozenset(map(_plain, only)), "it is not among the plugins to load"))
    off = "" if load_plugins else _NO_PLUGINS
    words = [word.strip() for word in environ.get(VARIABLE, "").split(",") if word.strip()]
    named = set()
    for word in words:
        if word.casefold() == "none":
            off = off or f"{VARIABLE} is set to load none"
        elif word.startswith("-"):
            reasons.setdefault(_plain(word[1:]), f"{VARIABLE} leaves it out")
        else:
            named.add(_plain(word))
    if named:
        lists.append((frozenset(named), f"{VARIABLE} does not name it"))
    return Selection(blocked=reasons, only=tuple(lists), off=off, requested=frozenset(requested))
