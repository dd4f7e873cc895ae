"""The judgements, information requests, variants and tasks that records of a workspace may name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from inspectprep.errors import UnknownNameError
from inspectprep.model.debrief import Lesson
from inspectprep.planning.asking import asking_task_id
from inspectprep.planning.follow_up.debrief import lesson_task
from inspectprep.planning.questions import asked_of
from inspectprep.workspace.references import Named

if TYPE_CHECKING:
    from inspectprep.model.framework import Framework, Variant
    from inspectprep.workspace.council_records import CouncilRecords

_BEFORE_2018 = ("looked_after", "adoption", "leadership", "lscb")
"""Judgements of the single inspection framework, of 2013 to 2018, which cannot be planned any more."""


def named_things(workspace: CouncilRecords) -> dict[str, Named]:
    """Return what records of a workspace may name besides roles and other records.

    Judgements are those of every edition of the frameworks that the workspace prepares for or has an
    inspection of. ``any judgement``, for the grades of an inspection, is of any framework, also one that has
    ended.
    """
    variant = workspace.config.variant if workspace.config else ""
    show = f"inspectprep frameworks show {variant}"

    @cache
    def prepared_judgements() -> frozenset[str]:
        return frozenset(_judgements(workspace.catalogue.find(variant).framework) if variant else ())

    def is_judgement(text: str) -> bool:
        return text in prepared_judgements() or text in judgements()

    def judgements() -> Iterator[str]:
        return (name for framework, _ in _own(workspace) for name in _judgements(framework))

    def every_judgement() -> Iterator[str]:
        return chain(judgements(), _elsewhere(workspace), _BEFORE_2018)

    def requests() -> Iterator[str]:
        return (request.id for _, own in _own(workspace) for request in own.requests)

    def tasks() -> Iterator[str]:
        return _tasks(workspace)

    def variants() -> Iterator[str]:
        return (listed.id for listed in workspace.catalogue.variants())

    def is_variant(text: str) -> bool:
        try:
            return bool(workspace.catalogue.find(text))
        except UnknownNameError:
            return False

    # The ids are read one by one, and most are found in the framework that the workspace prepares for.
    return {
        "judgement": Named("judgement", is_judgement, judgements, show),
        "any judgement": Named("judgement", lambda text: text in every_judgement(), every_judgement, show),
        "information request": Named("information request", lambda text: text in requests(), requests, show),
        "task": Named("task", lambda text: _task_id(text) in tasks(), tasks, "inspectprep checklist"),
        "variant": Named("variant", is_variant, variants, "inspectprep frameworks list"),
    }


def _own(workspace: CouncilRecords) -> Iterator[tuple[Framework, Variant]]:
    """Yield the framework and variant that the workspace prepares for, then those of its inspections."""
    prepared = workspace.config.variant if workspace.config else ""
    if prepared:
        yield workspace.catalogue.find(prepared)[:2]
    others = {inspection.variant for inspection in workspace.records.all("inspection")}
    for variant in sorted(others - {prepared, ""}):
        # An earlier inspection may be of a variant that is no longer known.
        with suppress(UnknownNameError):
            yield workspace.catalogue.find(variant)[:2]


def _tasks(workspace: CouncilRecords) -> Iterator[str]:
    for template in workspace.task_templates:
        yield from (template.id, *template.formerly)
    yield from (lesson_task(lesson).id for lesson in workspace.records.all(Lesson))
    for _, variant in _own(workspace):
        yield from map(asking_task_id, asked_of(variant))


def _judgements(framework: Framework) -> Iterator[str]:
    return (judgement.id for edition in framework.editions for judgement in edition.judgements)


def _elsewhere(workspace: CouncilRecords) -> Iterator[str]:
    """Yield the judgements of all frameworks."""
    listed = {variant.framework: variant.id for variant in workspace.catalogue.variants()}
    for variant in listed.values():
        yield from _judgements(workspace.catalogue.find(variant).framework)


def _task_id(text: str) -> str:
    """Return the id of the task in ``id@2018-04-09``, an occurrence of a repeated task."""
    name, at, day = text.partition("@")
    try:
        date.fromisoformat(day)
    except ValueError:
        return text
    return name if at else text
