"""The one check that every report passes before it leaves the workspace, and the record of who saw it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from attrs import evolve

from inspectprep.errors import StoreError
from inspectprep.model.audience import INSIDE, Audience
from inspectprep.model.record import RECORD_KINDS
from inspectprep.model.release import Disclosure, Embargo, EmbargoStage, Showing
from inspectprep.planning.communication.embargo import needs_register, require_access
from inspectprep.planning.communication.guard import Guard, is_marked_kind, leaves, withheld_fields
from inspectprep.planning.communication.outcome import BUILT_IN_WORDS, texts_of_report
from inspectprep.workspace.embargo import (
    recorded_embargo,
    recorded_embargoes,
    recorded_guard,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.report import Report
    from inspectprep.workspace.council_inspections import CouncilInspections
    from inspectprep.workspace.workspace import Workspace


_WORDS_OF_A_SENTENCE = 3
"""Texts of fewer words are names and titles, which many reports have."""

_LONG = 25
"""Texts of fewer characters are searched for only as a whole, because ordinary texts can contain them."""

_OF_NAMES = frozenset(
    {"attended", "inspector", "led_by", "people", "place", "seen", "team", "teams", "took_part"}
)
"""Fields with names of people, teams and places, which other records have too."""


def authorise(
    workspace: Workspace,
    report: Report,
    *,
    on: date,
    reader: str = "",
    audience: Audience | None = None,
    state: Embargo | None = None,
) -> None:
    """Refuse a report to a reader who may not have it. Every report is checked here before it is written.

    Args:
        workspace: The workspace. One with records takes the embargo from them, not from `state`.
        report: The report to be written.
        on: The day.
        reader: The name of the person who will read it.
        audience: The audience of the reader; the report's own audience if None.
        state: The embargo, for a workspace without records.

    Raises:
        RefusedError: if this reader may not have it; it says why, and who may.
    """
    states: tuple[Embargo | None, ...] = (state,)
    if workspace.folder is None:
        require_access(report, person=reader, state=state, audience=audience)
        return
    asks = report.outcome or report.embargoed or report.kind not in BUILT_IN_WORDS
    states = _in_force(workspace, on) if asks else (None,)
    for each in states:
        if each is None or each.stage is not EmbargoStage.HELD:
            require_access(report, person=reader, state=each, audience=audience)
            continue
        checked = report
        inside = Audience(audience or report.audience) in INSIDE
        texts = _revealing_texts(workspace, each.inspection, inside=inside) if asks else frozenset()
        if not report.outcome and _repeats(report, texts, inside=inside):
            checked = evolve(report, outcome=True)
        require_access(checked, person=reader, state=each, audience=audience)
        if reader and needs_register(checked, each, audience):
            record_showing(workspace, each.inspection, reader, report.kind)


def record_showings(workspace: CouncilInspections, guard: Guard, what: str, values: Iterable[Any]) -> None:
    """Record which embargoed texts a reader on a register gets, one record for each inspection."""
    if not guard.opened:
        return
    for inspection in dict.fromkeys(id_ for value in values for id_ in guard.opens(value)):
        record_showing(workspace, inspection, guard.reader, what)


def record_showing(workspace: CouncilInspections, inspection: str, reader: str, what: str) -> None:
    """Record once that a reader sees an embargoed document. A folder that cannot be written still answers."""
    showing = (" ".join(reader.split()), what, inspection)
    if showing in workspace.shown:
        return
    now = workspace.current_time
    seen = Showing(inspection=inspection, reader=showing[0], what=what, on=now.date(), time=f"{now:%H:%M}")
    with suppress(StoreError):
        workspace.records.add(seen, by=showing[0])
    workspace.shown.add(showing)


def _revealing_texts(workspace: Workspace, inspection: str, *, inside: bool) -> frozenset[str]:
    """Return the recorded texts that count as revealing the outcome of an inspection to an audience."""
    key = (workspace.store.head().number, workspace.current_day, inside)
    if workspace.revealing is None or workspace.revealing[0] != key:
        records = workspace.records
        with workspace.store.reading():
            values = [value for word in RECORD_KINDS for value in records.all(word)]
            guard = recorded_guard(workspace)
        marked = [value for value in values if is_marked_kind(value)]
        found = {
            watch.embargo.inspection: frozenset(
                text
                for value in marked
                if watch.reveals(value, inside=inside)
                for name in withheld_fields(value)
                if name not in _OF_NAMES
                for text in leaves(getattr(value, name))
            )
            for watch in guard.watches
        }
        workspace.revealing = (key, found)
    return workspace.revealing[1].get(inspection, frozenset())


def _repeats(report: Report, revealing: frozenset[str], *, inside: bool) -> bool:
    """Return whether a report has one of the texts: a short one alone, a longer one also inside another.

    For readers outside the inspection, every sentence is longer, because a leak is worse than a refusal.
    """
    sentences = {text for text in revealing if len(text.split()) >= _WORDS_OF_A_SENTENCE}
    if not sentences:
        return False
    long = tuple(text for text in sentences if len(text) >= _LONG or not inside)
    return any(text in sentences or any(part in text for part in long) for text in texts_of_report(report))


def _in_force(workspace: Workspace, on: date) -> tuple[Embargo | None, ...]:
    """Return each embargo that holds, or else the last one.

    Without any inspection there is no outcome, unless a register says otherwise: then the embargo is not
    known (None).
    """
    every = recorded_embargoes(workspace, on)
    held = tuple(embargo for embargo in every if embargo.stage is EmbargoStage.HELD)
    if held or every:
        return held or every[-1:]
    return (None if workspace.records.all(Disclosure) else recorded_embargo(workspace, "", on),)
