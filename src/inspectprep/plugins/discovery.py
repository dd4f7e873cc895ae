"""Finding installed plugins by their entry points, without importing any of them.

Importing :mod:`importlib.metadata` costs more than building a timeline, and most installations have
no plugin. So a look at the ``entry_points.txt`` files on ``sys.path`` comes first; only when one of
them mentions the group, or when something is in the way of looking, is the real search made.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder
from typing import NamedTuple

__all__ = ["COMMANDS", "PLUGINS", "Found", "find"]

PLUGINS = "inspectprep"
"""The entry-point group of plugins."""

COMMANDS = "inspectprep.commands"
"""The entry-point group of commands; the name of the entry point is the command."""

_METADATA = (".dist-info", ".egg-info", "egg-info")


class Found(NamedTuple):
    """An entry point of an installed distribution.

    Attributes:
        target: ``module`` or ``module:attribute``.
    """

    name: str
    target: str
    distribution: str = ""
    version: str = ""


def find(group: str = PLUGINS) -> tuple[Found, ...]:
    """Return the entry points of a group, ordered by name and then distribution."""
    if not _mentioned(group):
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - only when there is one

    found = (
        Found(
            name=point.name,
            target=f"{point.module}:{point.attr}" if point.attr else point.module,
            distribution=point.dist.name if point.dist else "",
            version=point.dist.version if point.dist else "",
        )
        for point in entry_points(group=group)
    )
    return tuple(sorted(found, key=lambda each: (each.name, each.distribution)))


def _mentioned(group: str) -> bool:
    """Tell whether any distribution might have entry points of the group; True when in doubt."""
    header = f"[{group}]".encode()
    foreign = any(
        hasattr(finder, "find_distributions") for finder in sys.meta_path if finder is not PathFinder
    )
    return foreign or any(_mentioned_in(root or os.curdir, header) for root in sys.path)


def _mentioned_in(root: str, header: bytes) -> bool:
    try:
        names = os.listdir(root)  # noqa: PTH208 - names alone are wanted, and this is on the way to every command
    except FileNotFoundError:
        return False
    except OSError:
        return True  # a zip archive, or a folder that cannot be listed
    for name in names:
        if not name.lower().endswith(_METADATA):
            continue
        try:
            with open(f"{root}/{name}/entry_points.txt", "rb") as file:  # noqa: PTH123 - as above
                if header in file.read().replace(b" ", b""):
                    return True
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            return True
    return False
