"""Readiness reasons from timetables: clashes of people and rooms, also with an inspection beside this one."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.model.checklist import Theme
from inspectprep.model.inspection_calendar import ClashKind
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.clashes import clash_text, clashes
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted

_OWNER = "logistics"


def _reasons(state: CouncilState) -> Iterator[Reason]:
    """Yield a reason for each clash from the day on, and one for all whose hours are not known.

    A certain clash is red on its day and the day before. One of the organiser is amber, because another role
    may go.
    """
    found = [
        clash
        for clash in clashes((*state.records["visit"], *state.beside), state.people)
        if clash.day >= state.day
    ]
    for clash in found:
        if not clash.certain:
            continue
        text = clash_text(clash)
        soon = (clash.day - state.day).days <= 1 and clash.kind is not ClashKind.OWNER
        yield Reason(
            rating=Rating.RED if soon else Rating.AMBER,
            rule="timetable-clash",
            text=f"{text}.",
            owner=next((entry.owner for entry in clash.entries if entry.owner), _OWNER),
            action=f"Change the timetable: {text}.",
        )
    unknown = [clash for clash in found if not clash.certain]
    if unknown:
        pairs = counted(len(unknown), "pair")
        yield Reason(
            rating=Rating.AMBER,
            rule="timetable-hours-unknown",
            text=f"Hours are missing in the timetable, so {pairs} of entries with the same person may clash. "
            f"First: {clash_text(unknown[0])}.",
            owner=_OWNER,
            action="Add the hours to the timetable: inspectprep inspection calendar shows the entries.",
        )


SOURCES = (ReasonSource(theme=Theme.PLAN, reasons=_reasons),)
