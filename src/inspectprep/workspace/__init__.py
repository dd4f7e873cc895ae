"""The composition root: one council's plugins, frameworks, calendars, checks, reports and records.

A :class:`Workspace` is one council's set-up, with a folder of its own or without. The functions use a
workspace with whatever is built in and installed, made on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep.workspace.council import Workspace
    from inspectprep.workspace.records import Entry, Records
    from inspectprep.workspace.shortcuts import (
        assess,
        checklist,
        compare,
        default_workspace,
        schedule,
        write,
    )

__all__ = [
    "Entry",
    "Records",
    "Workspace",
    "assess",
    "checklist",
    "compare",
    "default_workspace",
    "schedule",
    "write",
]

_HOMES = {"Entry": "records", "Records": "records", "Workspace": "council"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    home = import_module(f"{__name__}.{_HOMES.get(name, 'shortcuts')}")
    value = globals()[name] = getattr(home, name)
    return value


def __dir__() -> list[str]:
    return list(__all__)
