"""Optional libraries: the extra that installs each, and the error for one that is missing or does not work.

A module that needs one imports it in a block::

    with optional("jinja2"):
        from jinja2 import Environment
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from inspectprep.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTRAS = {
    "polars": "data",
    "fastexcel": "data",
    "narwhals": "data",
    "python_calamine": "data-portable",
    "jinja2": "reports",
    "docx": "reports",
    "xlsxwriter": "reports",
    "icalendar": "reports",
    "cyclopts": "cli",
    "rich": "cli",
    "altair": "charts",
    "scipy": "forecast",
    "pytest": "testing",
    "hypothesis": "testing",
    "time_machine": "testing",
}
"""The extra that installs each optional library, by the name that is imported."""


def pip_command(*libraries: str, repair: bool = False) -> str:
    """Return the command that installs libraries. Its quotes are right for every shell, also on Windows.

    Args:
        libraries: The names that are imported. If there are none, the command installs every extra. A library
            that no extra has is installed by its own name.
        repair: Install again what is there already.
    """
    extras = sorted({EXTRAS[library] for library in libraries if library in EXTRAS}) if libraries else ["all"]
    others = [library for library in libraries if library not in EXTRAS]
    ours = [f'"inspectprep[{",".join(extras)}]"'] if extras else []
    return " ".join(["pip install", *(["--force-reinstall"] if repair else []), *ours, *others])


def is_installed(library: str) -> bool:
    """Return whether a library is there. It is not imported."""
    try:
        return sys.modules.get(library) is not None or find_spec(library) is not None
    except (ImportError, ValueError):
        return False


def require(*libraries: str) -> None:
    """Refuse to begin without libraries. They are not imported.

    Raises:
        LibraryError: if some are not installed. The error names them all, and one command.
    """
    if missing := [library for library in dict.fromkeys(libraries) if not is_installed(library)]:
        raise _missing(*missing)


@contextmanager
def optional(library: str) -> Iterator[None]:
    """Explain why a library cannot be imported in the block.

    Raises:
        LibraryError: if it is not installed, or is installed and does not work.
    """
    try:
        yield
    except LibraryError:
        raise
    except (ImportError, AttributeError, OSError) as error:
        found = explained(library, error)
        raise found from (error if found.reason == "unusable" else None)


def explained(library: str, error: Exception) -> LibraryError:
    """Return the error for a library whose import failed: it is missing, or it does not work."""
    if not is_installed(library):
        return _missing(library)
    detail = " ".join(f"{type(error).__name__}: {error}".split())
    return LibraryError(
        f"The package {library!r} is installed, but it does not work or has the wrong version ({detail}).",
        remedy=f"Install it again with: {pip_command(library, repair=True)}",
        libraries=[library],
        reason="unusable",
    )


def _missing(*libraries: str) -> LibraryError:
    return LibraryError(
        f"Needed for this, and not installed: {', '.join(libraries)}.",
        remedy=f"Install with: {pip_command(*libraries)}",
        libraries=libraries,
        reason="missing",
    )
