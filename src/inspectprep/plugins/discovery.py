"""Finding installed plugins by their entry points, without importing any of them.

:mod:`importlib.metadata` knows every way in which a distribution can be installed, and importing it
costs more than building a timeline. So the usual way, a ``dist-info`` folder on ``sys.path``, is read
here; the library is asked as soon as anything unusual is in sight. A test holds the two equal.
"""

import os
import re
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from typing import NamedTuple

__all__ = ["COMMANDS", "PLUGINS", "DiscoveredPlugin", "find"]

PLUGINS = "inspectprep"
"""The entry-point group of plugins."""

COMMANDS = "inspectprep.commands"
"""The entry-point group of commands; the name of the entry point is the command."""

_SUFFIX = ".dist-info"
_UNUSUAL = (".egg-info", "egg-info", ".egg", ".egg-link")


class DiscoveredPlugin(NamedTuple):
    """An entry point of an installed distribution.

    Attributes:
        target: ``module`` or ``module:attribute``.
    """

    name: str
    target: str
    distribution: str = ""
    version: str = ""


class _UnusualError(Exception):
    """Something that only the library understands."""


def find(group: str = PLUGINS) -> tuple[DiscoveredPlugin, ...]:
    """Return the entry points of a group, ordered by name and then distribution."""
    try:
        found = list(_read(group))
    except _UnusualError:
        found = _ask(group)
    return tuple(sorted(found, key=lambda each: (each.name, each.distribution)))


def _ask(group: str) -> list[DiscoveredPlugin]:
    from importlib.metadata import entry_points

    return [
        DiscoveredPlugin(
            name=point.name,
            target=f"{point.module}:{point.attr}" if point.attr else point.module,
            distribution=point.dist.name if point.dist else "",
            version=point.dist.version if point.dist else "",
        )
        for point in entry_points(group=group)
    ]


def _read(group: str) -> Iterator[DiscoveredPlugin]:
    if any(hasattr(finder, "find_distributions") for finder in sys.meta_path if finder is not PathFinder):
        raise _UnusualError
    header = f"[{group}]"
    seen: set[str] = set()
    for root in sys.path:
        try:
            names = os.listdir(root or os.curdir)  # noqa: PTH208 - on the way to every command
        except FileNotFoundError:
            continue
        except OSError:
            raise _UnusualError from None  # a zip archive, or a folder that may not be listed
        for name in names:
            folder = f"{root or os.curdir}/{name}"
            if name.endswith(_SUFFIX):
                stem = _plain(name.partition("-")[0])
                if stem in seen:
                    continue  # hidden by the one that comes first on the path
                seen.add(stem)
                if header in (text := _text(f"{folder}/entry_points.txt")):
                    yield from _parsed(text, header, _text(f"{folder}/METADATA"))
            elif name.lower().endswith(_UNUSUAL) and PLUGINS in _text(f"{folder}/entry_points.txt"):
                raise _UnusualError


def _parsed(text: str, header: str, metadata: str) -> Iterator[DiscoveredPlugin]:
    distribution, version = _stated(metadata, "Name"), _stated(metadata, "Version")
    section = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("["):
            section = line
        elif section == header and not line.startswith("#"):
            name, _, value = (part.strip() for part in line.partition("="))
            module, _, attribute = (part.strip() for part in value.partition("[")[0].partition(":"))
            target = f"{module}:{attribute}" if attribute else module
            yield DiscoveredPlugin(name=name, target=target, distribution=distribution, version=version)


def _stated(metadata: str, name: str) -> str:
    for line in metadata.splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return value.strip()
    return ""


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - on the way to every command
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError):
        raise _UnusualError from None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()
