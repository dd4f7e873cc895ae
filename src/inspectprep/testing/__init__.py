"""The kit for people who test plugins: contracts to subclass, values to test with, strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep import lazy_names

if TYPE_CHECKING:
    from inspectprep.testing import strategies as strategies
    from inspectprep.testing.builders import make_blocks as make_blocks
    from inspectprep.testing.builders import make_check_summary as make_check_summary
    from inspectprep.testing.builders import make_checklist as make_checklist
    from inspectprep.testing.builders import make_inspection as make_inspection
    from inspectprep.testing.builders import make_report as make_report
    from inspectprep.testing.builders import make_task_template as make_task_template
    from inspectprep.testing.builders import make_timeline as make_timeline
    from inspectprep.testing.contracts import CalendarContract as CalendarContract
    from inspectprep.testing.contracts import Contract as Contract
    from inspectprep.testing.contracts import FrameworkContract as FrameworkContract
    from inspectprep.testing.contracts import ReportContract as ReportContract
    from inspectprep.testing.contracts import RuleContract as RuleContract
    from inspectprep.testing.contracts import RuleExample as RuleExample
    from inspectprep.testing.contracts import SourceContract as SourceContract
    from inspectprep.testing.contracts import StoreContract as StoreContract
    from inspectprep.testing.contracts import TaskContract as TaskContract

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "": "strategies",
        "builders": (
            "make_blocks make_check_summary make_checklist make_inspection "
            "make_report make_task_template make_timeline"
        ),
        "contracts": (
            "CalendarContract Contract FrameworkContract ReportContract RuleContract "
            "RuleExample SourceContract StoreContract TaskContract"
        ),
    },
)
