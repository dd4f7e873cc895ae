"""Statements in the module of a plugin about itself, read from its file without running it.

A plugin is imported only if it can change a result. One whose module does not name a hook does not implement
it, and one that states no ``replaces=`` takes nothing from a built-in name. The list of plugins shows what
each replaces.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from inspectprep.plugins.specs import EVENT_HOOKS, PREFIX, PROVIDER_HOOKS

CALCULATED = "(calculated)"
"""Shown for a name that is not written as plain text."""

_HIDING = ("specname", "import *", "setattr(", "globals(", "__getattr__")
"""Words of a module that may have hooks which its text does not name."""


class Stated(NamedTuple):
    """The statements of a plugin's module.

    Attributes:
        text: The text of the module. None if it cannot be read, or may have hooks that it does not name.
        replaces: The names in its ``replaces=``, in order, each once.
    """

    text: str | None
    replaces: tuple[str, ...] = ()

    def may_have(self, hook: str) -> bool:
        """Return whether the plugin may implement a hook."""
        return self.text is None or hook in self.text

    @property
    def only_adds(self) -> bool:
        """Whether the plugin certainly replaces nothing."""
        return self.text is not None and not self.replaces

    def states(self, name: str) -> bool:
        """Return whether the plugin may replace a name."""
        return self.text is None or name in self.replaces or CALCULATED in self.replaces


@cache
def stated(target: str) -> Stated:
    """Return the statements of a plugin.

    Args:
        target: Its module, such as ``council.plugin``, or ``module:attribute``. It is not imported.
    """
    try:
        path = _file_of(target.partition(":")[0])
        if not path:
            return Stated(None)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        replaces = tuple(dict.fromkeys(_replaced(ast.parse(text)))) if "replaces" in text else ()
    except Exception:  # noqa: BLE001 - a plugin that cannot be read is loaded, and its error is named
        return Stated(None)
    return Stated(text if _is_plain(text) else None, replaces)


def _is_plain(text: str) -> bool:
    """Return whether the text of a module names its hooks, and defines nothing that looks like another.

    A plugin whose hook is misspelt, or that has none, is loaded, so that it is named.
    """
    defined = {part.partition("(")[0].strip() for part in text.split("def ")[1:]}
    unknown = {name for name in defined if name.startswith(PREFIX)} - {*PROVIDER_HOOKS, *EVENT_HOOKS}
    named = any(hook in text for hook in (*PROVIDER_HOOKS, *EVENT_HOOKS))
    return named and not unknown and not any(word in text for word in _HIDING)


def _file_of(module: str) -> str:
    """Return the Python file of a module. Empty if there is none."""
    first, *rest = module.split(".")
    for finder in sys.meta_path:
        spec = finder.find_spec(first, None) if hasattr(finder, "find_spec") else None
        if spec is None:
            continue
        if not rest:
            return spec.origin if spec.origin and spec.origin.endswith(".py") else ""
        for folder in spec.submodule_search_locations or ():
            place = os.path.join(folder, *rest)
            for path in (f"{place}.py", os.path.join(place, "__init__.py")):
                if os.path.isfile(path):
                    return path
        return ""
    return ""


def _replaced(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "replaces":
            entries = node.value.elts if isinstance(node.value, ast.Tuple | ast.List) else [node.value]
            for entry in entries:
                if not isinstance(entry, ast.Constant):
                    yield CALCULATED
                elif isinstance(entry.value, str) and entry.value:
                    yield entry.value
