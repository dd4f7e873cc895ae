"""The names that a plugin says it replaces, read from its files without running them.

The list of plugins shows them, and it imports no plugin. A name that a plugin calculates cannot be read so.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

CALCULATED = "(calculated)"
"""Shown for a name that is not written as plain text."""

_MOST_FILES = 200


def stated_replacements(target: str) -> tuple[str, ...]:
    """Return the names in ``replaces=`` in the files of a plugin's package, in order, each once.

    Args:
        target: The plugin's module, such as ``council.plugin``. It is not imported.
    """
    names: dict[str, None] = {}
    for file in _files(target.partition(":")[0]):
        try:
            text = file.read_text("utf-8")
            tree = ast.parse(text) if "replaces" in text else None
        except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if tree is not None:
            names.update(dict.fromkeys(_stated(tree)))
    return tuple(names)


def _files(module: str) -> Iterator[Path]:
    """Yield the Python files of a module, or of the package that it belongs to."""
    try:
        spec = PathFinder.find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return
    if spec is None:
        return
    for folder in spec.submodule_search_locations or ():
        yield from sorted(Path(folder).rglob("*.py"))[:_MOST_FILES]
    if not spec.submodule_search_locations and spec.origin:
        yield Path(spec.origin)


def _stated(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "replaces":
            entries = node.value.elts if isinstance(node.value, ast.Tuple | ast.List) else [node.value]
            for entry in entries:
                if not isinstance(entry, ast.Constant):
                    yield CALCULATED
                elif isinstance(entry.value, str) and entry.value:
                    yield entry.value
