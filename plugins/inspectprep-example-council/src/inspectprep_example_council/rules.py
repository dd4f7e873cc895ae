"""Westhaven's own Annex A rules, in addition to the built-in ones."""

from __future__ import annotations

from datetime import date

from inspectprep.annexa import Example, Expected, Outcome, Rule, Threshold
from inspectprep.model import Nature, Severity

END_OF_AUGUST = date(2026, 8, 31)
"""The list date of the examples. It is a bank holiday."""

SEEN = {"cin_start_date": date(2026, 6, 1)}

RULES = (
    Rule(
        id="WH-001",
        lists=(6,),
        nature=Nature.PRACTICE,
        message="An open child in need has not been seen within Westhaven's own standard.",
        guidance="Arrange a visit this week, or record the one that was made.",
        thresholds=(Threshold(name="seen_working_days", default=20, local=True),),
        outcomes=(
            Outcome(
                severity=Severity.WARNING,
                when="open and workdays(date_last_seen, as_of) > policy.seen_working_days",
                column="date_last_seen",
            ),
        ),
        source="Westhaven Council, practice standards (2026)",
        examples=(
            Example(
                as_of=END_OF_AUGUST,
                row=SEEN | {"date_last_seen": date(2026, 7, 30)},
                finds=Expected.WARNING,
            ),
            Example(as_of=END_OF_AUGUST, row=SEEN | {"date_last_seen": date(2026, 7, 31)}),
            Example(as_of=END_OF_AUGUST, row=SEEN),
            Example(
                as_of=END_OF_AUGUST,
                row=SEEN | {"date_last_seen": date(2026, 7, 30), "cin_closure_date": date(2026, 8, 14)},
            ),
        ),
    ),
)
"""The rules that the plugin provides. The council can change the 20 working days in its own policy."""
