"""Reading checklist tasks: from a file, or as a plugin gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from attrs import evolve

from inspectprep.codec import read_toml
from inspectprep.errors import DocumentError, InvalidValueError
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, TaskSet, TaskTemplate
from inspectprep.model.offset import Unit
from inspectprep.planning.evidence_rules import read_rule
from inspectprep.plugins.given import bounded, is_plain_id

_DATA = Path(__file__).parent / "data"
_INTERVALS = (Unit.CALENDAR_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)


def read_tasks(
    target: Path | str | Iterable[TaskTemplate] | Callable[[], Iterable[TaskTemplate] | Path],
) -> tuple[TaskTemplate, ...]:
    """Return the task templates of a TOML file, of a tuple, or of a callable that gives either.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with every problem found.
    """
    if callable(target):
        target = target()
    if isinstance(target, Path | str):
        path = Path(target)
        return _built_in(path) if path.parent == _DATA else _of_file(path)
    templates = tuple(bounded(target))
    for template in templates:
        if not isinstance(template, TaskTemplate):
            raise InvalidValueError("tasks", "task", f"is a {type(template).__name__}, not a TaskTemplate")
    return _checked(templates)


@cache
def _built_in(path: Path) -> tuple[TaskTemplate, ...]:
    """Return the tasks of a file of this package, which never changes."""
    return _of_file(path)


def _checked(templates: tuple[TaskTemplate, ...], where: str = "") -> tuple[TaskTemplate, ...]:
    if problems := list(_problems(templates)):
        raise DocumentError(problems, where=where)
    return templates


def _of_file(path: Path) -> tuple[TaskTemplate, ...]:
    """Return the templates of a file, each with its frameworks."""
    tasks = read_toml(path, TaskSet)
    templates = tuple(
        template if template.frameworks else evolve(template, frameworks=tasks.frameworks)
        for template in tasks.tasks
    )
    return _checked(templates, str(path))


def _problems(templates: tuple[TaskTemplate, ...]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for index, template in enumerate(templates):
        path = f"$.tasks[{index}]"
        if template.id in seen:
            yield f"{path}.id", f"{template.id!r} is there twice"
        seen.add(template.id)
        if not is_plain_id(template.id):
            yield f"{path}.id", "must have plain letters and figures, with hyphens between words"
        if not template.owners:
            yield f"{path}.owners", "is empty; each task needs an owner"
        yield from _day_problems(template, path)
        yield from _rule_problems(template, path)
        if template.every is not None:
            if template.every.amount < 1 or template.every.unit not in _INTERVALS or template.every.roll:
                yield f"{path}.every", "should be an interval such as '2 weeks', '6 months' or '1 year'"
            if template.cadence is Cadence.DAILY:
                yield f"{path}.every", "cannot be given for a daily task"


def _day_problems(template: TaskTemplate, path: str) -> Iterator[tuple[str, str]]:
    anchored = template.anchor or template.until_anchor or template.cadence
    if template.meets and (anchored or template.basis is not Basis.PLANNING):
        yield f"{path}.meets", "gives the day and its basis; leave out anchors, 'cadence' and 'basis'"
    if template.starting and template.until and template.until < template.starting:
        yield f"{path}.until", "is before 'starting'"
    if template.offset is not None and template.anchor is None:
        yield f"{path}.anchor", "is missing, though 'offset' is given"
    if template.until_offset is not None and template.until_anchor is None:
        yield f"{path}.until_anchor", "is missing, though 'until_offset' is given"


def _rule_problems(template: TaskTemplate, path: str) -> Iterator[tuple[str, str]]:
    for place, rule in enumerate(template.ticked_by):
        try:
            read_rule(rule)
        except ValueError as error:
            yield f"{path}.ticked_by[{place}]", f"{error}"
