"""Which plugins are wanted: decided from names alone, before anything of theirs is imported."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = ["VARIABLE", "Selection", "select"]

VARIABLE = "INSPECTPREP_PLUGINS"
"""The environment variable that selects plugins.

Names separated by commas: ``-name`` leaves a plugin out, ``name`` loads only the plugins so named,
``none`` loads no plugin at all. Leaving out wins over naming. Empty or unset loads every plugin.
"""

_NO_PLUGINS = "plugins are switched off (--no-plugins, or load_plugins=False)"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).casefold()


class Selection(NamedTuple):
    """The plugins that may be loaded.

    A name matches a plugin's own name or that of its distribution; case, and the difference
    between ``-``, ``_`` and ``.``, do not matter.

    Attributes:
        blocked: Names left out, each with the reason.
        only: Lists of names, each with the reason; a plugin must be in all of them.
        off: Why no plugin is loaded at all; empty when they may be.
        asked: Names that the caller gave. Those of the environment are not among them, since one
            setting may serve several machines.
    """

    blocked: Mapping[str, str]
    only: tuple[tuple[frozenset[str], str], ...] = ()
    off: str = ""
    asked: frozenset[str] = frozenset()

    def refusal(self, name: str, distribution: str = "") -> str:
        """Return why a plugin is left out, or an empty string if it may be loaded."""
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
        """Return the names asked for that match no installed ``(name, distribution)``."""
        known = {_plain(each) for pair in installed for each in pair}
        return () if self.off else tuple(sorted(self.asked - known))


def select(
    *,
    blocked: Iterable[str] = (),
    only: Iterable[str] | None = None,
    load_plugins: bool = True,
    environ: Mapping[str, str],
) -> Selection:
    """Combine what the caller and the environment say; neither can widen what the other allows.

    Args:
        blocked: Names to leave out.
        only: Names to load, and no others; None for all.
        load_plugins: False loads none.
        environ: Where :data:`VARIABLE` is looked up.
    """
    only = None if only is None else tuple(only)
    reasons = {_plain(name): "it was left out by name (--without-plugin)" for name in blocked}
    asked = {*reasons, *map(_plain, only or ())}
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
    return Selection(blocked=reasons, only=tuple(lists), off=off, asked=frozenset(asked))
