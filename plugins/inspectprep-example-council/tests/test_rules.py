"""Westhaven's own rule, on rows that break it and rows that do not."""

from __future__ import annotations

from datetime import date

from inspectprep.testing import RuleContract, RuleExample

PLUGIN = "inspectprep_example_council.plugin"


class TestRules(RuleContract):
    """Westhaven's own rule, on rows that break it and rows that do not."""

    plugin = PLUGIN
    as_of = date(2026, 8, 31)

    def examples(self) -> list[RuleExample]:
        """Give rows on either side of twenty working days; 31 August 2026 is a bank holiday."""
        return [
            _seen("30/07/2026", fires=True),
            _seen("31/07/2026", fires=False),
            _seen("", fires=False),
            _seen("30/07/2026", fires=False, cin_closure_date="14/08/2026"),
        ]


def _seen(day: str, *, fires: bool, **more: str) -> RuleExample:
    cells = {"cin_start_date": "01/06/2026", "date_last_seen": day, **more}
    return RuleExample(rule="WH-001", fires=fires, cells=cells)
