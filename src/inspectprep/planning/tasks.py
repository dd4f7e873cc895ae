"""Checklists: task templates put on the dates of a timeline.

Tasks are the council's own practice, so their offsets are counted on the council's working days: England's
less its closures. A task that rests on a published source is counted on England's working days. A daily
task becomes one task for each working day from its first to its last, both inclusive. These are the actual
days, so that a moved or shortened inspection leaves no tasks behind. A task whose anchor is undated is
undated too. No task is due before the call, and preparation that counts from the call ends before the
fieldwork begins. An open question of the plan is a task for the first day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.calendar.offsets import apply
from inspectprep.calendar.working import england
from inspectprep.errors import DocumentError, closest
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, Task
from inspectprep.model.framework import Phase
from inspectprep.model.representation import frozen
from inspectprep.model.source_migration import OUR_PRACTICE
from inspectprep.planning.asking import asking_tasks
from inspectprep.planning.order import ROOT, split_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.alteration import Alteration
    from inspectprep.model.checklist import TaskTemplate
    from inspectprep.model.offset import Offset
    from inspectprep.model.timeline import Timeline

_PHASES = tuple(Phase)
_PREPARATION = (Phase.NOTIFICATION, Phase.OFF_SITE)
_OF_OTHERS = (Basis.LAW, Basis.INSPECTORATE, Basis.ACCOUNT)


def checklist(
    timeline: Timeline,
    templates: Iterable[TaskTemplate],
    *,
    closures: Iterable[date] = (),
    based_on: Iterable[str] = (),
    sources: Mapping[str, str] | None = None,
    kinds: Mapping[str, tuple[str, ...]] | None = None,
    notes: Iterable[str] = (),
    altered_by: Iterable[Alteration] = (),
) -> Checklist:
    """Return the dated tasks of an inspection, ordered by phase and then by due date.

    A template that comes later replaces an earlier one of the same id, so that a council's own file
    can change a built-in task. A template that names frameworks, variants or days of the call is left out of
    all others, and one that is anchored on an event this variant does not have is left out with a note.

    Args:
        timeline: Gives the dates.
        templates: Built in, from plugins and from the council's own file, in that order.
        closures: Days on which the council is closed.
        based_on: Ids of the frameworks and variants of other files that the variant extends.
        sources: The titles of sources by id.
        kinds: The ids of the variants of each framework.
        notes: More to know about the list as a whole, one sentence each.
        altered_by: What plugins changed in the templates. What they changed in the timeline is added.

    Raises:
        DocumentError: if a template is daily without saying from when until when.
        OutOfRangeError: if a date falls outside the years for which working days are known.
    """
    own = england().closed_on(closures)
    names = {timeline.framework, timeline.variant, *based_on}
    chosen: dict[str, TaskTemplate] = {}
    for template in templates:
        chosen[template.id] = template
    tasks: list[Task] = []
    notes = [*notes]
    for place, template in enumerate(chosen.values(), 1):
        if not _belongs(template, names, timeline.notified):
            continue
        absent = _absent(template, timeline)
        if absent:
            near = closest(absent, [event.id for event in timeline])
            hint = f" (did you mean {near!r}?)" if near else ""
            notes.append(f"Left out {template.title!r}: {timeline.title} has no {absent!r}{hint}.")
            continue
        tasks.extend(
            evolve(
                task,
                number=template.number or place,
                source="; ".join((sources or {}).get(name, name) for name in template.source)
                or task.source
                or OUR_PRACTICE,
                variants=_variants(template, timeline.variant, kinds or {}),
            )
            for task in _dated(template, timeline, own)
        )
    if not tasks:
        notes.append(
            f"No task is known for this kind of inspection: {timeline.title}. "
            "Add your own in a file of tasks."
        )
    tasks.sort(key=_when)
    first = next((task for task in tasks if task.phase is Phase.NOTIFICATION), None)
    tasks.extend(asking_tasks(timeline, len(chosen), first.owners[0] if first else ""))
    tasks.sort(key=_when)
    return Checklist(
        tasks=tuple(tasks),
        variant=timeline.variant,
        notified=timeline.notified,
        authority=timeline.authority,
        notes=tuple(notes),
        altered_by=tuple(dict.fromkeys((*timeline.altered_by, *altered_by))),
    )


def _belongs(template: TaskTemplate, names: set[str], call: date) -> bool:
    return (
        (template.starting is None or template.starting <= call)
        and (template.until is None or call <= template.until)
        and all(not wanted or names & set(wanted) for wanted in (template.frameworks, template.variants))
    )


def _variants(template: TaskTemplate, own: str, kinds: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the ids of the variants that a template is for, with that of the plan. Empty for all."""
    named = template.variants or tuple(
        variant for framework in template.frameworks for variant in kinds.get(framework, ())
    )
    restricted = template.variants or template.frameworks
    return tuple(dict.fromkeys((*named, own))) if restricted else ()


def _when(task: Task) -> tuple[int, bool, int]:
    due = task.due
    return _PHASES.index(task.phase), due is None, due.toordinal() if due else 0


def _anchors(template: TaskTemplate) -> list[str]:
    """Return the events on which a task depends, each with ``.end`` for its last day."""
    return [name for name in (template.meets, template.anchor, template.until_anchor) if name]


def _absent(template: TaskTemplate, timeline: Timeline) -> str | None:
    names = (split_anchor(anchor)[0] for anchor in _anchors(template))
    return next((name for name in names if name not in timeline), None)


def _dated(template: TaskTemplate, timeline: Timeline, own: WorkingDays) -> Iterator[Task]:
    if template.meets:
        met = _anchor(template.meets, timeline)
        yield _task(template, template.id, (met.day, met.day), timeline, [met.rests_on])
        return
    # What others ask for does not move with the council's closures.
    days = england() if template.basis in _OF_OTHERS else own
    first, final = (_anchor(name, timeline) for name in (template.anchor, template.until_anchor))
    starts = _moved(first.day, template.offset, days)
    until = _moved(final.day, template.until_offset, days)
    doubts = [first.rests_on, final.rests_on]
    if template.cadence is Cadence.DAILY:
        if template.anchor is None or template.until_anchor is None:
            raise DocumentError(
                [(f"$.tasks[{template.id}]", "a daily task needs 'anchor' and 'until_anchor'")],
                where="checklist",
            )
        if starts is not None and until is not None:
            sure_from = _moved(first.latest, template.offset, days) or starts
            sure_until = _moved(final.earliest, template.until_offset, days) or until
            for day in days.span(max(starts, timeline.notified), until):
                # Within the bounds of a forecast that begins or ends it, it is due in every case.
                sure = sure_from <= day <= sure_until
                rest = [basis for basis in doubts if not (sure and basis is Basis.MEASURED)]
                yield _task(template, f"{template.id}@{day.isoformat()}", (day, day), timeline, rest)
            return
    last = _last_of_preparation(template, timeline, days)
    if starts is not None:
        starts = max(timeline.notified, min(starts, last) if last and template.anchor == ROOT else starts)
    if until is not None:
        until = min(until, last) if last and template.until_anchor == ROOT else until
        until = max(timeline.notified, until, starts or until)  # a short visit: due on its first day
    # What lasts until the publication is not due before there is one: its day may be months away.
    lasting = template.phase is Phase.EMBARGO and bool(template.until_anchor)
    yield _task(template, template.id, (starts, until if lasting else until or starts), timeline, doubts)


def _last_of_preparation(template: TaskTemplate, timeline: Timeline, days: WorkingDays) -> date | None:
    """Return the working day before the fieldwork, on which preparation that counts from the call ends."""
    fieldwork = timeline.get("fieldwork")
    if template.phase not in _PREPARATION or fieldwork is None or fieldwork.date is None:
        return None
    return days.add(fieldwork.date, -1)


def _task(
    template: TaskTemplate,
    name: str,
    days: tuple[date | None, date | None],
    timeline: Timeline,
    doubts: Sequence[Basis | None],
) -> Task:
    anchors = _anchors(template)
    met = timeline[split_anchor(template.meets)[0]] if template.meets else None
    starts, due = days
    undated = (split_anchor(anchor)[0] for anchor in anchors if _anchor(anchor, timeline).day is None)
    weak = [basis for basis in doubts if basis is not None and due is not None]
    return Task(
        id=name,
        template=template.id,
        title=template.title,
        theme=template.theme,
        phase=template.phase,
        owners=template.owners,
        starts=starts,
        due=due,
        cadence=template.cadence,
        every=template.interval,
        basis=met.basis if met else template.basis,
        source=met.source if met else "",
        note=template.note,
        after=template.after,
        waits_for=next(undated, ""),
        uncertain=Basis.MEASURED in weak,
        rests_on=Basis.MEASURED if Basis.MEASURED in weak else next(iter(weak), None),
    )


@frozen(kw_only=True)
class _Anchor:
    """A day from which a task is counted.

    Attributes:
        name: Id of the event. Empty if there is none.
        day: The day, as expected. None if it is not known.
        earliest: The first day to expect, if it is a forecast.
        latest: The last day to expect, if it is a forecast. None too if it is not known.
        rests_on: The basis that makes it uncertain. None if it is firm.
    """

    name: str = ""
    day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    rests_on: Basis | None = None


def _anchor(anchor: str | None, timeline: Timeline) -> _Anchor:
    if anchor is None:
        return _Anchor()
    name, last = split_anchor(anchor)
    event = timeline[name]
    day = event.last if last else event.date
    if day is None:
        return _Anchor(name=name)
    span = last and event.end is not None
    return _Anchor(
        name=name,
        day=day,
        earliest=event.end_earliest if span else event.earliest,
        latest=event.end_latest if span else event.latest,
        rests_on=event.rests_on(last=last),
    )


def _moved(day: date | None, offset: Offset | None, days: WorkingDays) -> date | None:
    return day if day is None or offset is None else apply(offset, day, days)
