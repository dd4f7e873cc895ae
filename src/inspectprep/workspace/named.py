"""The judgements, information requests, variants and tasks that records of a workspace may name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from inspectprep.errors import UnknownNameError
from inspectprep.model.debrief import Lesson
from inspectprep.planning.follow_up.debrief import lesson_task
from inspectprep.workspace.references import Named

if TYPE_CHECKING:
    from inspectprep.model.framework import Framework, Variant
    from inspectprep.workspace.workspace import Workspace


def named_things(workspace: Workspace) -> dict[str, Named]:
    """Return what records of a workspace may name besides roles and other records.

    Judgements are those of every edition of the frameworks that the workspace prepares for or has an
    inspection of. ``any judgement``, for the grades of an inspection, is of any framework.
    """
    variant = workspace.config.variant if workspace.config else ""
    show = f"inspectprep frameworks show {variant}"

    def judgements() -> list[str]:
        return list(
            dict.fromkeys(name for framework, _ in _own(workspace) for name in _judgements(framework))
        )

    def every_judgement() -> list[str]:
        return list(dict.fromkeys([*judgements(), *_elsewhere(workspace)]))

    def requests() -> list[str]:
        return list(dict.fromkeys(request.id for _, own in _own(workspace) for request in own.requests))

    def tasks() -> list[str]:
        lessons = [lesson_task(lesson).id for lesson in workspace.records.all(Lesson)]
        return [*(template.id for template in workspace.task_templates), *lessons]

    def variants() -> list[str]:
        return [listed.id for listed in workspace.catalogue.variants()]

    return {
        "judgement": Named("judgement", lambda text: text in judgements(), judgements, show),
        "any judgement": Named(
            "judgement",
            lambda text: text in judgements() or text in _elsewhere(workspace),
            every_judgement,
            show,
        ),
        "information request": Named("information request", lambda text: text in requests(), requests, show),
        "task": Named("task", lambda text: _task_id(text) in tasks(), tasks, "inspectprep checklist"),
        "variant": Named("variant", lambda text: text in variants(), variants, "inspectprep frameworks list"),
    }


def _own(workspace: Workspace) -> Iterator[tuple[Framework, Variant]]:
    """Yield the framework and variant that the workspace prepares for, then those of its inspections."""
    seen = set()
    ids = [workspace.config.variant] if workspace.config else []
    ids += [inspection.variant for inspection in workspace.records.all("inspection")]
    for id_ in ids:
        if id_ and id_ not in seen:
            seen.add(id_)
            try:
                resolved = workspace.catalogue.find(id_)
            except UnknownNameError:
                continue  # an earlier inspection of a variant that is no longer known
            yield resolved.framework, resolved.variant


def _judgements(framework: Framework) -> Iterator[str]:
    return (judgement.id for edition in framework.editions for judgement in edition.judgements)


def _elsewhere(workspace: Workspace) -> list[str]:
    """Return the judgements of all frameworks."""
    listed = {variant.framework: variant.id for variant in workspace.catalogue.variants()}
    return [
        id_ for variant in listed.values() for id_ in _judgements(workspace.catalogue.find(variant).framework)
    ]


def _task_id(text: str) -> str:
    """Return the id of the task in ``id@2018-04-09``, an occurrence of a repeated task."""
    name, at, day = text.partition("@")
    try:
        date.fromisoformat(day)
    except ValueError:
        return text
    return name if at else text
