"""How values look in a notebook: displays of their own accord, and frames on request."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep.views.frames import frame as frame
    from inspectprep.views.notebook import html as html
    from inspectprep.views.notebook import markdown as markdown

_HOMES = {"frame": "frames", "html": "notebook", "markdown": "notebook"}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value


def __dir__() -> list[str]:
    return list(__all__)
