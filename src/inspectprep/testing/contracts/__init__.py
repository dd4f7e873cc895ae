"""Contracts: one class a hook, which a plugin's author subclasses in the plugin's own tests."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep.testing.contracts.base import Contract
    from inspectprep.testing.contracts.calendar import CalendarContract
    from inspectprep.testing.contracts.framework import FrameworkContract
    from inspectprep.testing.contracts.report import ReportContract
    from inspectprep.testing.contracts.rule import RuleContract, RuleExample
    from inspectprep.testing.contracts.source import SourceContract
    from inspectprep.testing.contracts.store import StoreContract
    from inspectprep.testing.contracts.task import TaskContract

__all__ = [
    "CalendarContract",
    "Contract",
    "FrameworkContract",
    "ReportContract",
    "RuleContract",
    "RuleExample",
    "SourceContract",
    "StoreContract",
    "TaskContract",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    home = name.removesuffix("Contract").removesuffix("Example").lower() or "base"
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return list(__all__)
