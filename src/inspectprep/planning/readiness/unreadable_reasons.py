"""Readiness reasons from records that cannot be read: the answer may lack what they contain."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, first_few


def _reasons(state: CouncilState) -> Iterator[Reason]:
    unreadable = state.unreadable or ()
    if unreadable:
        names = first_few([record.id for record in unreadable])
        yield Reason(
            rating=Rating.AMBER,
            rule="records-unreadable",
            text=f"{counted(len(unreadable), 'record')} cannot be read: {names}.",
            owner="deputy",
            action=f"Correct or withdraw {names}. For the reasons, run `inspectprep workspace verify`.",
        )


SOURCES = (ReasonSource(theme=Theme.PLAN, reasons=_reasons),)
