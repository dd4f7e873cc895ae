"""The kit for plugin authors: contracts to subclass, example values and Hypothesis strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.testing import fixtures as fixtures, reports as reports, strategies as strategies
    from inspectprep.testing.builders import (
        make_blocks as make_blocks,
        make_check_summary as make_check_summary,
        make_checklist as make_checklist,
        make_inspection as make_inspection,
        make_report as make_report,
        make_task_template as make_task_template,
        make_timeline as make_timeline,
    )
    from inspectprep.testing.contracts import (
        CalendarContract as CalendarContract,
        CodesContract as CodesContract,
        ColumnsContract as ColumnsContract,
        Contract as Contract,
        FrameworkContract as FrameworkContract,
        IndicatorContract as IndicatorContract,
        ReasonContract as ReasonContract,
        ReportContract as ReportContract,
        RuleContract as RuleContract,
        SourceContract as SourceContract,
        SourceSample as SourceSample,
        StoreContract as StoreContract,
        TaskContract as TaskContract,
    )

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "": "fixtures reports strategies",
        "builders": (
            "make_blocks make_check_summary make_checklist make_inspection "
            "make_report make_task_template make_timeline"
        ),
        "contracts": (
            "CalendarContract CodesContract ColumnsContract Contract FrameworkContract IndicatorContract "
            "ReasonContract ReportContract RuleContract SourceContract SourceSample StoreContract "
            "TaskContract"
        ),
    },
)
