"""A page for each task that comes with inspectprep, and their index by phase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docs.extensions.markdown import ORPHAN, facts, plain, sections, table

import inspectprep
from inspectprep import Phase, TaskTemplate
from inspectprep.frameworks.loader import read_framework
from inspectprep.frameworks.tasks import read_tasks
from inspectprep.model.basis import Basis
from inspectprep.model.offset import WEEKDAYS, Offset, Unit
from inspectprep.model.roles import role_title
from inspectprep.model.source_migration import OUR_PRACTICE

DATA = Path(inspectprep.__file__).parent / "frameworks/data"
BASES = {
    Basis.LAW: "a statute or regulation",
    Basis.INSPECTORATE: "the inspectorate's own text",
    Basis.ACCOUNT: "a text of a council, a partner or a newspaper",
    Basis.MEASURED: "measured from published reports",
    Basis.NOTICE: "given by the notification letter",
    Basis.PLANNING: "a planning default, which a council may change",
}


def pages() -> dict[str, str]:
    """Return the page of each task, and the index."""
    tasks = read_tasks(DATA / "tasks.toml")
    framework = read_framework(DATA / "ilacs.toml")
    sources = {source.id: source.title for source in framework.sources}
    # The first variant gives the title of an event that several have.
    variants = reversed(framework.variants)
    events = {event.id: event.title for variant in variants for event in variant.milestones}
    titles = {task.id: task.title for task in tasks}
    found = {f"tasks/{task.id}.md": page(task, sources, events, titles) for task in tasks}
    return {"tasks/index.md": index(tasks, events), **found}


def index(tasks: tuple[TaskTemplate, ...], events: dict[str, str]) -> str:
    """Return the index of tasks by phase."""
    lines = [
        "# Tasks",
        "",
        f"{len(tasks)} tasks come with inspectprep. A council adds its own in a file, and changes others.",
        "[Track tasks](../../../how-to/track-tasks.md) describes the commands.",
        "",
    ]
    for phase in Phase:
        rows = [
            (
                f"[{plain(task.title)}]({task.id}.md)",
                owners(task),
                due(task, events),
            )
            for task in tasks
            if task.phase is phase
        ]
        if rows:
            lines += [f"## {name_of(phase)}", "", table(("task", "owners", "due"), rows)]
    return "\n".join(lines)


def name_of(phase: Phase) -> str:
    """Return the name of a phase."""
    return phase.value.replace("-", " ").capitalize()


def page(task: TaskTemplate, sources: dict[str, str], events: dict[str, str], titles: dict[str, str]) -> str:
    """Return the page of a task."""
    about = [
        ("id", f"`{task.id}`"),
        ("theme", task.theme.heading),
        ("phase", name_of(task.phase)),
        ("owners", owners(task)),
        ("due", due(task, events)),
        ("repeated", repeated(task)),
        ("basis", "that of the event" if task.meets else BASES[task.basis]),
        ("frameworks", ", ".join(task.frameworks)),
        ("variants", ", ".join(task.variants)),
        ("calls from", task.starting.isoformat() if task.starting else ""),
    ]
    after = "".join(f"- [{plain(titles.get(name, name))}]({name}.md)\n" for name in task.after)
    parts = [
        ("Note", plain(task.note)),
        ("What comes first", after),
        ("What shows that it is done", "".join(f"- `{rule}`\n" for rule in task.ticked_by)),
        ("Where the practice was seen", "".join(f"- {text}\n" for text in cited(task, sources))),
    ]
    foot = "[All tasks](index.md). [What ticks a task](../../../how-to/track-tasks.md#enter-nothing-twice).\n"
    return "\n".join([f"{ORPHAN}# {plain(task.title)}\n", facts(about), *sections(parts), foot])


def owners(task: TaskTemplate) -> str:
    """Return the titles of the owners of a task."""
    return "; ".join(map(role_title, task.owners))


def due(task: TaskTemplate, events: dict[str, str]) -> str:
    """Return when a task is due."""
    if task.meets:
        return day_of(task.meets, events)
    if task.anchor is None or task.offset is None:
        return "always" if task.anchor is None else day_of(task.anchor, events)
    first = day(task.offset, task.anchor, events)
    if task.until_anchor is None or task.until_offset is None:
        return first
    return f"from {first} until {day(task.until_offset, task.until_anchor, events)}"


def day(offset: Offset, anchor: str, events: dict[str, str]) -> str:
    """Return a day at a distance from an event."""
    name = day_of(anchor, events)
    roll = f", or {offset.roll.value}" if offset.roll else ""
    weekday = WEEKDAYS[offset.weekday or 0].capitalize()
    if offset.unit is Unit.NEXT_WEEKDAY:
        return f"the {weekday} after {name}{roll}"
    if offset.unit is Unit.WEEKDAY_OF_WEEK:
        return f"the {weekday} of week {offset.amount}, counted from the week of {name}{roll}"
    if offset.amount == 0:
        return f"{name}{roll}"
    side = "before" if offset.amount < 0 else "after"
    unit = offset.unit.value if abs(offset.amount) == 1 else f"{offset.unit.value}s"
    return f"{abs(offset.amount)} {unit} {side} {name}{roll}"


def day_of(anchor: str, events: dict[str, str]) -> str:
    """Return the name of the day of an event."""
    name, _, end = anchor.partition(".")
    title = plain(events.get(name, name.replace("_", " ")))
    return f"the last day of “{title}”" if end else f"the day of “{title}”"


def repeated(task: TaskTemplate) -> str:
    """Return the interval at which a task is repeated."""
    if task.every:
        return f"every {task.every}"
    return task.cadence.value if task.cadence else ""


def cited(task: TaskTemplate, sources: dict[str, str]) -> Iterator[str]:
    """Yield the sources of a task."""
    if not task.source:
        yield "The sources of the event" if task.meets else OUR_PRACTICE
    yield from (plain(sources.get(name, name)) for name in task.source)
