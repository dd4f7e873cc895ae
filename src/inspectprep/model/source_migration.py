"""Migration of the trace of a task, which documents of version 2 had in place of its source.

A trace was one text: ids of sources with commas, or a citation. ``practice`` was our own practice, which has
no source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OUR_PRACTICE = "Our own practice, not a published text"
"""The citation of a task without a source."""

_PRACTICE = "practice"


def name_sources(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a set of tasks of version 2 with the sources of each task in place of its trace.

    Args:
        document: The content. It is not changed.
    """
    return _migrated(document, lambda names: [name for name in names if name != _PRACTICE])


def cite_sources(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a checklist of version 2 with a citation of each task in place of its trace.

    Args:
        document: The content. It is not changed.
    """
    return _migrated(
        document, lambda names: "; ".join(name for name in names if name != _PRACTICE) or OUR_PRACTICE
    )


def _migrated(document: Mapping[str, Any], source: Any) -> dict[str, Any]:
    tasks = document.get("tasks")
    if not isinstance(tasks, list | tuple):
        return dict(document)
    return {**document, "tasks": [_sourced(task, source) for task in tasks]}


def _sourced(task: Any, source: Any) -> Any:
    trace = task.get("trace") if isinstance(task, Mapping) else None
    if not isinstance(trace, str):
        return task
    rest = {key: value for key, value in task.items() if key != "trace"}
    ids = trace.split(", ")
    names = [trace] if any(" " in name for name in ids) else ids
    return {**rest, "source": source([name for name in names if name])}
