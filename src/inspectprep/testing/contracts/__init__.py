"""The contracts: one class for each hook, to subclass in the plugin's own tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.testing.contracts.base import Contract as Contract
    from inspectprep.testing.contracts.calendar import CalendarContract as CalendarContract
    from inspectprep.testing.contracts.codes import CodesContract as CodesContract
    from inspectprep.testing.contracts.columns import ColumnsContract as ColumnsContract
    from inspectprep.testing.contracts.framework import FrameworkContract as FrameworkContract
    from inspectprep.testing.contracts.indicator import IndicatorContract as IndicatorContract
    from inspectprep.testing.contracts.reason import ReasonContract as ReasonContract
    from inspectprep.testing.contracts.report import ReportContract as ReportContract
    from inspectprep.testing.contracts.rule import RuleContract as RuleContract
    from inspectprep.testing.contracts.source import (
        SourceContract as SourceContract,
        SourceSample as SourceSample,
    )
    from inspectprep.testing.contracts.store import StoreContract as StoreContract
    from inspectprep.testing.contracts.task import TaskContract as TaskContract

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "base": "Contract",
        "calendar": "CalendarContract",
        "codes": "CodesContract",
        "columns": "ColumnsContract",
        "framework": "FrameworkContract",
        "indicator": "IndicatorContract",
        "reason": "ReasonContract",
        "report": "ReportContract",
        "rule": "RuleContract",
        "source": "SourceContract SourceSample",
        "store": "StoreContract",
        "task": "TaskContract",
    },
)
