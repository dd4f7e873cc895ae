"""The kit for people who test plugins: contracts to subclass, values to test with, strategies."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep.testing import strategies
    from inspectprep.testing.builders import (
        make_blocks,
        make_check_summary,
        make_checklist,
        make_inspection,
        make_report,
        make_task_template,
        make_timeline,
    )
    from inspectprep.testing.contracts import (
        CalendarContract,
        Contract,
        FrameworkContract,
        ReportContract,
        RuleContract,
        RuleExample,
        SourceContract,
        StoreContract,
        TaskContract,
    )

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
    "make_blocks",
    "make_check_summary",
    "make_checklist",
    "make_inspection",
    "make_report",
    "make_task_template",
    "make_timeline",
    "strategies",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    if name == "strategies":
        return import_module(f"{__name__}.strategies")
    home = "builders" if name.startswith("make_") else "contracts"
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return list(__all__)
