"""Finding installed plugins by their entry points, without importing them.

:mod:`importlib.metadata` handles every kind of installation, but importing it takes longer than
building a timeline. This module reads the usual kind, a ``dist-info`` folder on ``sys.path``. It uses the
library as soon as it finds any other kind. A test compares the two.
"""

import os
import re
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from typing import NamedTuple

PLUGINS = "inspectprep"
"""The entry-point group of plugins."""

COMMANDS = "inspectprep.commands"
"""The entry-point group of commands. An entry point's name is the name of the command."""

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
    """An installation that only :mod:`importlib.metadata` can read."""


def find(group: str = PLUGINS) -> tuple[DiscoveredPlugin, ...]:
    """Return the entry points of a group, in order of name and then of distribution."""
    try:
        plugins = list(_read(group))
    except _UnusualError:
        plugins = _from_library(group)
    return tuple(sorted(plugins, key=lambda plugin: (plugin.name, plugin.distribution)))


def _from_library(group: str) -> list[DiscoveredPlugin]:
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
            names = os.listdir(root or os.curdir)
        except FileNotFoundError:
            continue
        except OSError:
            raise _UnusualError from None  # a zip archive, or a folder without permission to list it
        for name in names:
            folder = f"{root or os.curdir}/{name}"
            if name.endswith(_SUFFIX):
                stem = _plain(name.partition("-")[0])
                if stem in seen:
                    continue  # an earlier folder on the path has the same distribution
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
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError):
        raise _UnusualError from None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()
