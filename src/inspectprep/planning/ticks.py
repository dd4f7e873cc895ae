"""The tasks that records show to be done, so that nothing is entered twice.

A task is done when all its rules are met (:mod:`inspectprep.planning.evidence_rules`). A daily task is done
for the day of the record. Work that is always on counts records of any day, and is due again after its
interval. Any other task counts the records of the inspection from the day of the call onwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from attrs import evolve, field

from inspectprep.model.checklist import Cadence, Checklist, Status, Task, TaskTemplate
from inspectprep.model.decision import TaskState
from inspectprep.model.framework import Phase
from inspectprep.model.record import RECORD_KINDS
from inspectprep.model.representation import frozen
from inspectprep.model.timeline import Timeline
from inspectprep.planning.evidence_rules import ANNEXA, HAPPENED, EvidenceRule, meets, read_rule
from inspectprep.planning.order import split_anchor
from inspectprep.planning.people.names import name_key
from inspectprep.planning.progress import with_progress
from inspectprep.planning.wording import long_date

_PHRASES = {
    "offered": "was offered on",
    "stated": "was stated on",
    "sent": "was sent on",
    "replied": "was answered on",
    "done": "was done on",
    "notified": "began on",
    "reminded": "is on record for",
}


@frozen(kw_only=True)
class Recorded:
    """The records of a council for one inspection, or before the next one.

    Attributes:
        records: The records by the word of their kind.
        annexa: The list date of the last check of Annex A.
    """

    records: Mapping[str, Sequence[Any]] = field(factory=dict)
    annexa: date | None = None


class _Shown(NamedTuple):
    """A record that meets a rule: its day, if it has one, and a sentence.

    A record is certain if its day is the day on which the work was done.
    """

    day: date | None
    why: str
    certain: bool = True


def with_records(
    checklist: Checklist,
    templates: Iterable[TaskTemplate],
    timeline: Timeline,
    recorded: Recorded,
    states: Sequence[TaskState],
    day: date,
) -> Checklist:
    """Return the checklist with the statuses that hold on a day, from records and from people.

    The last status by day counts. Of those of one day, the one that a person recorded counts.

    Args:
        checklist: The tasks.
        templates: The templates with the rules.
        timeline: The plan of the inspection.
        recorded: The records that may show that a task is done.
        states: The statuses that people recorded for these tasks, in the order of recording.
        day: The day of the question.
    """
    found = ticks(checklist, templates, timeline, recorded, states, day)
    reasons = {tick.task: tick for tick in found}
    marked = with_progress(checklist, (*found, *states), day)
    return evolve(marked, tasks=tuple(_explained(task, reasons.get(task.id)) for task in marked))


def ticks(
    checklist: Checklist,
    templates: Iterable[TaskTemplate],
    timeline: Timeline,
    recorded: Recorded,
    states: Iterable[TaskState],
    day: date,
) -> tuple[TaskState, ...]:
    """Return a status for each task that records show to be done; see :func:`with_records`.

    Its note is the reason. A record without a day counts on the day of the question. It counts, like a check
    of Annex A, only if no person has recorded that the task is open or not needed.
    """
    rules = {template.id: template.ticked_by for template in templates if template.ticked_by}
    spoken = {state.task: state.status for state in states if state.on is None or state.on <= day}
    by_day: dict[EvidenceRule, dict[date, _Shown]] = {}
    found = []
    for task in checklist:
        if task.template not in rules or (task.phase is not Phase.ALWAYS_ON and not timeline.inspection.id):
            continue
        shown = []
        for text in rules[task.template]:
            rule = read_rule(text)
            if task.cadence is Cadence.DAILY:
                if rule not in by_day:
                    by_day[rule] = _daily(rule, recorded, timeline, day)
                answer = by_day[rule].get(task.due or date.min)
            else:
                answer = _evidence(rule, recorded, timeline, day, always_on=task.phase is Phase.ALWAYS_ON)
            if answer is None:
                break
            shown.append(answer)
        else:
            status = spoken.get(task.id, spoken.get(task.template))
            days = [answer.day for answer in shown if answer.day is not None]
            certain = any(answer.certain for answer in shown)
            if certain or status is None or (status is Status.DONE and task.every):
                why = " ".join(dict.fromkeys(answer.why for answer in shown))
                on = max(days, default=day)
                found.append(TaskState(task=task.id, status=Status.DONE, on=on, note=why))
    return tuple(found)


def _explained(task: Task, tick: TaskState | None) -> Task:
    if tick is None or task.status is not Status.DONE or task.on != tick.on:
        return task
    return evolve(task, status_note=tick.note)


def _evidence(
    rule: EvidenceRule, recorded: Recorded, timeline: Timeline, day: date, *, always_on: bool
) -> _Shown | None:
    """Return the last record that meets a rule by a day."""
    if rule.kind == ANNEXA:
        checked = recorded.annexa
        if checked is None or checked > day or (not always_on and checked < timeline.notified):
            return None
        return _Shown(checked, f"Annex A was checked with lists of {long_date(checked)}.", certain=False)
    if rule.kind == HAPPENED:
        actual = next((days for days in timeline.inspection.actual if days.id == rule.field), None)
        if actual is None or actual.start > day:
            return None
        name = timeline[rule.field].title if rule.field in timeline else rule.field
        return _Shown(actual.start, f"{name}: recorded for {long_date(actual.start)}.")
    first = None if always_on else _first(rule, timeline)
    if rule.since and first is None:
        return None
    if rule.field and not (rule.every or rule.every_team):
        return _latest(rule, recorded, timeline, (first or date.min, day), always_on=always_on)
    found = _candidates(rule, recorded, timeline, first, day, always_on=always_on)
    return _last(rule, list(found), recorded)


def _latest(
    rule: EvidenceRule, recorded: Recorded, timeline: Timeline, days: tuple[date, date], *, always_on: bool
) -> _Shown | None:
    """Return the last record with a field, in one pass: the conditions are checked for later days only."""
    latest, last = days
    found = None
    name, fallback = rule.field, RECORD_KINDS[rule.kind].day
    for record in recorded.records.get(rule.kind, ()):
        value = getattr(record, name)
        if not value:
            continue
        on = value if value.__class__ is date else getattr(record, fallback, None)
        if on is None or on < latest or on > last or (found is not None and on == latest):
            continue
        if _belongs(record, rule, timeline, last, always_on=always_on):
            found, latest = record, on
    return _Shown(latest, _sentence(rule, latest)) if found is not None else None


def _belongs(record: Any, rule: EvidenceRule, timeline: Timeline, day: date, *, always_on: bool) -> bool:
    """Return whether a record is of the inspection, and meets the conditions."""
    inspection = timeline.inspection.id
    if not always_on and getattr(record, "inspection", inspection) != inspection:
        return False
    if rule.kind == "inspection" and record.id != inspection:
        return False
    if rule.kind == "person" and not record.in_role(day):
        return False
    return meets(record, rule)


def _daily(rule: EvidenceRule, recorded: Recorded, timeline: Timeline, day: date) -> dict[date, _Shown]:
    """Return what meets a rule on each day."""
    groups: dict[date, list[Any]] = defaultdict(list)
    one_is_enough = not (rule.every or rule.every_team)
    name, fallback = rule.field, RECORD_KINDS[rule.kind].day
    first = timeline.notified
    for record in recorded.records.get(rule.kind, ()):
        value = None if rule.every else getattr(record, name)
        on = value if value.__class__ is date else getattr(record, fallback, None)
        if on is None or on < first or on > day or (one_is_enough and on in groups):
            continue
        if _belongs(record, rule, timeline, day, always_on=False) and (rule.every or value):
            groups[on].append(record)
    return {
        on: _Shown(on, shown.why)
        for on, records in groups.items()
        if (shown := _last(rule, records, recorded)) is not None
    }


def _first(rule: EvidenceRule, timeline: Timeline) -> date | None:
    if not rule.since:
        return timeline.notified
    name, last = split_anchor(rule.since)
    event = timeline.get(name)
    return None if event is None else event.last if last else event.date


def _candidates(
    rule: EvidenceRule,
    recorded: Recorded,
    timeline: Timeline,
    first: date | None,
    day: date,
    *,
    always_on: bool,
) -> Iterator[Any]:
    """Yield the records that meet the conditions, and whose own day is neither too early nor too late."""
    for record in recorded.records.get(rule.kind, ()):
        on = _own_day(record, rule) if rule.field else None
        if on is not None and (on > day or (first is not None and on < first)):
            continue
        if _belongs(record, rule, timeline, day, always_on=always_on):
            yield record


def _own_day(record: Any, rule: EvidenceRule) -> date | None:
    value = getattr(record, rule.field) if rule.field and not rule.every else None
    if not isinstance(value, date):
        value = getattr(record, RECORD_KINDS[rule.kind].day, None)
    return value if isinstance(value, date) else None


def _last(rule: EvidenceRule, records: list[Any], recorded: Recorded) -> _Shown | None:
    """Return the last of some records, if they meet the rule together."""
    met = [record for record in records if not rule.field or getattr(record, rule.field)]
    if not met or (rule.every and len(met) < len(records)):
        return None
    if rule.every_team and not _every_team(met, recorded):
        return None
    dated = [(day, record) for record in met if (day := _day_shown(record, rule)) is not None]
    if not dated:
        return (
            None
            if rule.field and not rule.every
            else _Shown(None, f"{_one(rule)} is on record.", certain=False)
        )
    on, _ = max(dated, key=lambda pair: pair[0])
    return _Shown(on, _sentence(rule, on))


def _one(rule: EvidenceRule) -> str:
    """Return the kind of record as the subject of a sentence: ``A conversation``."""
    kind = RECORD_KINDS[rule.kind]
    return f"{kind.article.capitalize()} {kind.noun}"


def _sentence(rule: EvidenceRule, on: date) -> str:
    return f"{_one(rule)} {_PHRASES.get(rule.field, 'is on record for')} {long_date(on)}."


def _day_shown(record: Any, rule: EvidenceRule) -> date | None:
    """Return the day on which a record shows that the task is done; None if it says no day."""
    value = getattr(record, rule.field) if rule.field else None
    if isinstance(value, date):
        return value
    return _own_day(record, rule) if rule.field else None


def _every_team(records: Iterable[Any], recorded: Recorded) -> bool:
    named = {name_key(team) for record in records for team in record.teams}
    teams = recorded.records.get("team", ())
    return bool(teams) and all({name_key(team.id), name_key(team.name)} & named for team in teams)
