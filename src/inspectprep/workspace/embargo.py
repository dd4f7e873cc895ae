"""The embargo of a workspace: its state, the check of every report against it, and the release plan."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve

from inspectprep.errors import InspectPrepError, StoreError
from inspectprep.model.framework import Basis, Pause
from inspectprep.model.offset import Offset
from inspectprep.model.record import RECORD_KINDS
from inspectprep.model.release import Disclosure, Embargo, EmbargoStage, PublicationRecorded, Showing
from inspectprep.model.report import INSIDE, Audience
from inspectprep.planning.communication.embargo import embargo_of, needs_register, require_access
from inspectprep.planning.communication.guard import Guard, Watch, is_marked_kind, leaves, withheld_fields
from inspectprep.planning.communication.outcome import BUILT_IN_WORDS, texts_of_report
from inspectprep.planning.communication.release_plan import release_plan
from inspectprep.planning.wording import long_date
from inspectprep.workspace.draft_files import checksums_of_files
from inspectprep.workspace.inspections import recorded_inspections

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from inspectprep.model.release import ReleasePlan
    from inspectprep.model.report import Report
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.unreadable import UnreadableRecord
    from inspectprep.workspace.council_records import CouncilRecords
    from inspectprep.workspace.record_entry import RecordEntry
    from inspectprep.workspace.workspace import Workspace


_WORDS_OF_A_SENTENCE = 3
"""Texts of fewer words are names and titles, which many reports have."""

_LONG = 25
"""Texts of fewer characters are searched for only as a whole, because ordinary texts can contain them."""


def embargo_from(timeline: Timeline, records: Mapping[str, tuple[Any, ...]], on: date) -> Embargo:
    """Return the embargo on the outcome of an inspection, from records by the word of their kind."""
    id_ = timeline.inspection.id
    return embargo_of(
        timeline,
        [record for record in records["publication"] if id_ and record.inspection == id_],
        [record for record in records["disclosure"] if record.inspection == id_],
        on=on,
    )


def guard_of(
    workspace: CouncilRecords,
    records: Mapping[str, tuple[Any, ...]],
    unreadable: Iterable[UnreadableRecord] = (),
    reader: str = "",
    audience: Audience = Audience.INSPECTION_TEAM,
) -> Guard:
    """Return the guard of the recorded texts for a reader today.

    Args:
        workspace: The workspace.
        records: The inspections that can be planned, publications and register entries, by word of kind.
        unreadable: Records that cannot be read. An inspection among them may be under embargo.
        reader: The name of the reader; empty if it is not known.
        audience: The audience of the reader. Only inside the inspection can a reader be on the register.
    """
    today = workspace.current_day
    watches = []
    for inspection in records["inspection"]:
        if inspection.notified is None or inspection.notified > today:
            continue
        embargo = embargo_from(workspace.schedule(inspection), records, today)
        if embargo.stage is EmbargoStage.LIFTED:
            continue
        since = embargo.since if embargo.stage is EmbargoStage.HELD else None
        changed = workspace.store.changed_since(_beginning(since)) if since else frozenset()
        watches.append(Watch(embargo=embargo, called=inspection.day_of_call, changed=changed))
    watches += [
        Watch(embargo=embargo)
        for embargo in unclear_embargoes(unreadable, records, today)
        if embargo.stage is not EmbargoStage.LIFTED
    ]
    inside = audience in INSIDE
    return Guard(watches=tuple(watches), reader=reader if inside else "", inside=inside)


def recorded_guard(
    workspace: CouncilRecords, reader: str = "", audience: Audience = Audience.INSPECTION_TEAM
) -> Guard:
    """Return the guard of the recorded texts for a reader today; see :func:`guard_of`."""
    unreadable: list[UnreadableRecord] = []
    inspections = recorded_inspections(workspace, unreadable=unreadable)
    records = {**_register(workspace), "inspection": inspections}
    return guard_of(workspace, records, unreadable, reader, audience)


def _beginning(day: date) -> datetime:
    """Return the beginning of a day in London or on this computer: the earlier of the two."""
    summer = datetime.combine(day, time(), UTC) - timedelta(hours=1)
    return min(summer, datetime.combine(day, time()).astimezone())


def recorded_embargo(workspace: Workspace, inspection: str, on: date) -> Embargo:
    """Return the embargo of one inspection on a day; see :meth:`.Workspace.embargo`."""
    chosen = workspace.inspection(inspection, on=on)
    if chosen is None:
        if unclear := _unclear(workspace, on):
            return unclear[0]
        authority = workspace.config.authority if workspace.config else ""
        return Embargo(stage=EmbargoStage.NO_OUTCOME, on=on, authority=authority)
    return embargo_from(workspace.schedule(chosen), _register(workspace), on)


class Lifted(NamedTuple):
    """An embargo that is lifted.

    Attributes:
        entry: The record of the publication.
        opens: How many records of each kind are no longer withheld, by the word of the kind.
    """

    entry: RecordEntry
    opens: Mapping[str, int]


def lift_embargo(
    workspace: Workspace,
    inspection: str = "",
    *,
    where: str,
    on: date,
    by: str,
    received: date | None = None,
    why: str = "",
) -> Lifted:
    """Record that the report of an inspection is published, which ends its embargo.

    The day becomes a part of what happened in the inspection.

    Args:
        workspace: The workspace.
        inspection: Id of the inspection. Default: the only one that runs on the day.
        where: The address of the published report.
        on: The day of publication.
        by: The person who saw the published report.
        received: The day on which the council received the report, if known.
        why: The reason, if any.

    Raises:
        InspectPrepError: if no inspection runs on the day or several do; if its publication is recorded
            already; or if the day is before the outcome could be known.
    """
    records = workspace.records
    with records.transaction():
        state = recorded_embargo(workspace, inspection, on)
        if not state.inspection:
            raise InspectPrepError(
                f"No inspection runs on {long_date(on)}, so there is no embargo to lift.",
                remedy="Name the inspection with --inspection ID: inspectprep inspection list.",
            )
        if state.published is not None:
            raise InspectPrepError(
                f"The publication is recorded already, for {long_date(state.published)}.",
                where=state.inspection,
                remedy="If it is wrong, withdraw the publication record: inspectprep publication list.",
            )
        if state.stage is EmbargoStage.NO_OUTCOME:
            raise InspectPrepError(
                f"{long_date(on)} is before the outcome can be known"
                f"{f', on {long_date(state.since)}' if state.since else ''}.",
                where=state.inspection,
                remedy="Check the day, or record the day of feedback: inspectprep inspection happened.",
            )
        entry = records.entry(state.inspection)
        opens = _opened_by(workspace, state.inspection)
        published = PublicationRecorded(
            inspection=state.inspection, on=on, seen_by=by, where=where, received=received
        )
        with records.lifting():
            recorded = records.add(published, by=by, why=why)
        if not entry.unreadable:
            changed = entry.value.happened("publication", on)
            if changed != entry.value:
                records.update(changed, expect=entry.revision, by=by, why=why or "Published")
        return Lifted(recorded, opens)


def _opened_by(workspace: Workspace, inspection: str) -> dict[str, int]:
    """Return how many records of each kind the publication opens: withheld texts, and its drafts."""
    watches = recorded_guard(workspace).watches
    others = [watch for watch in watches if watch.embargo.inspection != inspection]
    mine = [watch for watch in watches if watch.embargo.inspection == inspection]
    opens = {}
    for word, kind in RECORD_KINDS.items():
        values = [
            value
            for value in workspace.records.all(word)
            if (kind.word == "release" and value.inspection == inspection)
            or (is_marked_kind(value) and any(watch.reveals(value) for watch in mine))
        ]
        number = sum(not any(watch.reveals(value) for watch in others) for value in values)
        if number:
            opens[word] = number
    return opens


def plan_release(workspace: Workspace, inspection: str, notified: date | None, on: date) -> ReleasePlan:
    """Return the release plan of an inspection or an imagined call; see :meth:`.Workspace.release_plan`."""
    state = workspace.state(inspection=inspection, notified=notified, on=on)
    embargo = embargo_from(state.timeline, state.records, on)
    return release_plan_from(workspace, state.timeline, state.records, embargo)


def recorded_embargoes(workspace: Workspace, on: date) -> tuple[Embargo, ...]:
    """Return the embargo of each inspection that has begun by a day, in the order of their calls."""
    begun = sorted(
        (each for each in workspace.inspections() if each.notified is not None and each.notified <= on),
        key=lambda inspection: inspection.day_of_call,
    )
    unclear = _unclear(workspace, on)
    if not begun:
        return unclear
    records = _register(workspace)
    known = (embargo_from(workspace.schedule(inspection), records, on) for inspection in begun)
    return (*known, *unclear)


def unclear_embargoes(
    unreadable: Iterable[UnreadableRecord],
    records: Mapping[str, tuple[Any, ...]],
    on: date,
    authority: str = "",
) -> tuple[Embargo, ...]:
    """Return an embargo for each inspection whose record cannot be read. What is unclear is withheld."""
    published = {record.inspection: record.on for record in records["publication"]}
    return tuple(
        Embargo(
            stage=EmbargoStage.LIFTED if record.id in published else EmbargoStage.HELD,
            on=on,
            inspection=record.id,
            published=published.get(record.id),
            register=tuple(each for each in records["disclosure"] if each.inspection == record.id),
            authority=authority,
        )
        for record in unreadable
        if record.kind == "inspection"
    )


def _unclear(workspace: Workspace, on: date) -> tuple[Embargo, ...]:
    unreadable: list[UnreadableRecord] = []
    recorded_inspections(workspace, unreadable=unreadable)
    if not unreadable:
        return ()
    authority = workspace.config.authority if workspace.config else ""
    return unclear_embargoes(unreadable, _register(workspace), on, authority)


def _register(workspace: CouncilRecords) -> dict[str, tuple[Any, ...]]:
    return {
        "publication": workspace.records.all(PublicationRecorded),
        "disclosure": workspace.records.all(Disclosure),
    }


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


def record_showings(workspace: Workspace, guard: Guard, what: str, values: Iterable[Any]) -> None:
    """Record which embargoed texts a reader on a register gets, one record for each inspection."""
    if not guard.opened:
        return
    for inspection in dict.fromkeys(id_ for value in values for id_ in guard.opens(value)):
        record_showing(workspace, inspection, guard.reader, what)


def record_showing(workspace: Workspace, inspection: str, reader: str, what: str) -> None:
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


def release_plan_from(
    workspace: Workspace, timeline: Timeline, records: Mapping[str, tuple[Any, ...]], embargo: Embargo
) -> ReleasePlan:
    """Return the release plan of an inspection with its drafts, for each grade of the edition in force."""
    framework = workspace.catalogue.find(timeline.variant).framework
    edition = framework.edition_on(timeline.notified)
    drafts = records["release"]
    scale = edition.scale if edition and edition.scale else tuple(dict.fromkeys(d.outcome for d in drafts))
    return release_plan(
        timeline,
        outcomes=scale,
        drafts=drafts,
        embargo=embargo,
        files=checksums_of_files(workspace, drafts),
        pauses=(*framework.pauses, *_local_pauses(workspace)),
    )


def _local_pauses(workspace: Workspace) -> Iterable[Pause]:
    for number, period in enumerate(workspace.config.pre_election if workspace.config else (), 1):
        yield Pause(
            id=f"own-{number}",
            title=period.why or "the council's own pre-election period",
            starting=period.starting,
            until=period.until,
            resumes=Offset.parse("1 working day"),
            basis=Basis.PLANNING,
            everywhere=False,
        )
