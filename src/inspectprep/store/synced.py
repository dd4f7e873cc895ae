"""Detection of folders that a program copies to a cloud.

Such a program copies a file while it is written, copies the file and its write-ahead log at different times,
and puts back an older copy after a conflict. Each of these can damage a store or lose changes;
see https://sqlite.org/howtocorrupt.html.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import count
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""The variables in which Windows names the folders of OneDrive, also if they have other names."""

_PROVIDERS = r"Software\SyncEngines\Providers\OneDrive"
"""The place where OneDrive lists its folders in the registry, with the libraries of SharePoint and Teams."""

_CLOUD_OF_MAC = ("Library", "CloudStorage")
_ICLOUD = ("Library", "Mobile Documents")

_NAMED = re.compile(
    r"(OneDrive|Dropbox|Google ?Drive|My Drive|iCloud ?Drive|Box(?: Sync)?|Nextcloud|ownCloud)(?: ?[-(].*)?",
    re.IGNORECASE,
)
"""The usual names of such a folder, directly in a user's own folder: ``OneDrive - Westhaven Council``."""

_MARKERS = {
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""Files that such a program puts in the top folder that it copies."""


def synced_by(path: Path) -> str | None:
    """Return the name of the program that copies a folder of this computer to a cloud, or None.

    Args:
        path: A file or folder, which need not exist yet. Its links are followed.
    """
    places = (path.absolute(), path.resolve())
    listed = tuple(listed_roots(import_module("winreg"))) if sys.platform == "win32" else ()
    roots = (*(os.environ.get(name, "") for name in _VARIABLES), *listed)
    for place in places:
        if found := cloud_of(place, platform=sys.platform, onedrive=roots, home=_home()):
            return found
    return marked(places)


def cloud_of(path: PurePath, *, platform: str, onedrive: Iterable[str], home: PurePath | None) -> str | None:
    """Return the program that copies a folder to a cloud, by the name of the folder, or None.

    Args:
        path: The whole path of a file or folder.
        platform: As ``sys.platform``.
        onedrive: The folders that OneDrive copies, as Windows lists them. Empty texts are left out.
        home: The user's own folder, if there is one.
    """
    kind = PureWindowsPath if platform == "win32" else PurePosixPath
    place = kind(path)
    if any(place.is_relative_to(root) for root in map(kind, filter(None, onedrive)) if root.is_absolute()):
        return "OneDrive"
    if home is None or not place.is_relative_to(kind(home)):
        return None
    parts = place.relative_to(kind(home)).parts
    if parts[:2] == _ICLOUD:
        return "iCloud Drive"
    if parts[:2] == _CLOUD_OF_MAC:
        return parts[2].partition("-")[0] if parts[2:] else "a cloud"
    named = _NAMED.fullmatch(parts[0]) if parts else None
    return named[1] if named else None


def listed_roots(registry: Any) -> Iterator[str]:
    """Yield the folders that OneDrive lists in the registry of Windows.

    Args:
        registry: The module ``winreg``.
    """
    with suppress(OSError), registry.OpenKey(registry.HKEY_CURRENT_USER, _PROVIDERS) as providers:
        for index in count():
            name = registry.EnumKey(providers, index)  # an OSError after the last one
            with suppress(OSError), registry.OpenKey(providers, name) as provider:
                yield str(registry.QueryValueEx(provider, "MountPoint")[0])


def marked(places: Iterable[Path]) -> str | None:
    """Return the program whose marker is in one of these folders or above them, or None."""
    for folder in {parent for place in places for parent in (place, *place.parents)}:
        for marker, program in _MARKERS.items():
            if os.path.lexists(folder / marker):
                return program
    return None


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # a user without an entry in the system's list, as in some containers
        return None
