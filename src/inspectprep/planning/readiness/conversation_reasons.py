"""Readiness reasons from conversations with inspectors: a promise that is late is a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.fieldwork.conversations import open_promises
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.planning.readiness.council_state import CouncilState

_DEPUTY = "deputy"


def _reasons(state: CouncilState) -> Iterator[Reason]:
    conversations = state.records["conversation"]
    waiting = open_promises(conversations, state.day)
    for each in waiting:
        due, name = each.promise.due, quoted(each.promise.text)
        owner = each.promise.owner or _DEPUTY
        if due is None:
            yield Reason(
                rating=Rating.AMBER,
                rule="promise-undated",
                text=f"The promise to inspectors {name} has no last day.",
                owner=owner,
                action=f"Agree a last day for the promise {name}.",
            )
        elif each.late:
            late = counted((state.day - due).days, "calendar day")
            yield Reason(
                rating=Rating.RED,
                rule="promise-late",
                text=f"The promise to inspectors {name} was due {late} ago.",
                owner=owner,
                action=f"Do what was promised, or agree a new date with the lead inspector: {name}.",
            )
        elif due == state.day:
            yield Reason(
                rating=Rating.AMBER,
                rule="promise-due-today",
                text=f"The promise to inspectors {name} is due today.",
                owner=owner,
                action=f"Do what was promised today: {name}.",
            )
    if conversations and not waiting:
        text = f"{counted(len(conversations), 'conversation')} with inspectors, and no promise is open."
        yield Reason(rating=Rating.GREEN, rule="promises-done", text=text)


SOURCES = (ReasonSource(theme=Theme.CHALLENGE, reasons=_reasons),)
