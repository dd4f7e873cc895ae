"""Kinds of document: which value each holds, and the version written today.

A document says what it is in its first key, ``schema = "inspectprep/<kind>/<version>"``. A kind's
version goes up by one whenever an older reader could misread a new document; a migration then
turns a document of the version before into one of the next.
"""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from inspectprep.errors import DocumentError, UnknownNameError, closest

__all__ = ["KINDS", "MIGRATIONS", "Kind", "Migration", "kind_named", "kind_of", "upgrade"]

Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns a document of one version (without its ``schema`` key) into one of the next."""

_SCHEMA = r"inspectprep/([a-z][a-z-]*)/([1-9]\d{0,5})"


class Kind(NamedTuple):
    """A kind of document.

    Attributes:
        name: As it stands in the ``schema`` key.
        version: The version written today.
        target: Full name of the class that it holds.
    """

    name: str
    version: int
    target: str

    @property
    def schema(self) -> str:
        """The text of the ``schema`` key as written today."""
        return f"inspectprep/{self.name}/{self.version}"

    @property
    def cls(self) -> type[Any]:
        """The class that it holds, imported on first use."""
        module, _, name = self.target.rpartition(".")
        found: type[Any] = getattr(import_module(module), name)
        return found


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("action-plan", 1, "inspectprep.model.debrief.ActionPlan"),
        Kind("check-summary", 1, "inspectprep.model.finding.CheckSummary"),
        Kind("checklist", 1, "inspectprep.model.checklist.Checklist"),
        Kind("comparison", 1, "inspectprep.model.comparison.Comparison"),
        Kind("coverage", 1, "inspectprep.model.preparation.Coverage"),
        Kind("daily-briefing", 1, "inspectprep.model.release.DailyBriefing"),
        Kind("debrief", 1, "inspectprep.model.debrief.Debrief"),
        Kind("embargo", 1, "inspectprep.model.release.Embargo"),
        Kind("framework", 1, "inspectprep.model.framework.Framework"),
        Kind("inspection", 1, "inspectprep.model.inspection.Inspection"),
        Kind("people", 1, "inspectprep.model.workforce.People"),
        Kind("readiness", 1, "inspectprep.model.readiness.Readiness"),
        Kind("readiness-trend", 1, "inspectprep.model.trend.ReadinessTrend"),
        Kind("release-plan", 1, "inspectprep.model.release.ReleasePlan"),
        Kind("report", 1, "inspectprep.model.report.Report"),
        Kind("room-review", 1, "inspectprep.model.review.RoomReview"),
        Kind("self-evaluation", 1, "inspectprep.model.selfeval.SelfEvaluation"),
        Kind("task-states", 1, "inspectprep.model.checklist.TaskStates"),
        Kind("tasks", 1, "inspectprep.model.checklist.TaskSet"),
        Kind("timeline", 1, "inspectprep.model.timeline.Timeline"),
        Kind("workspace", 1, "inspectprep.model.configuration.WorkspaceConfig"),
    )
}
"""The kinds of document, by name."""

MIGRATIONS: Mapping[tuple[str, int], Migration] = {}
"""Migrations by kind and the version they start from; every kind is still at its first version."""


def kind_named(name: str) -> Kind:
    """Return the kind with this name.

    Raises:
        UnknownNameError: if there is none; the nearest name is suggested.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownNameError("kind of document", name, KINDS) from None


def kind_of(cls: type[Any]) -> Kind:
    """Return the kind of document that holds values of `cls`.

    Raises:
        UnknownNameError: if such values are only ever part of a document, or never written.
    """
    target = f"{cls.__module__}.{cls.__qualname__}"
    for kind in KINDS.values():
        if kind.target == target:
            return kind
    raise UnknownNameError("kind of document for", cls.__qualname__, KINDS)


def upgrade(
    document: Mapping[str, Any],
    kind: Kind,
    *,
    where: str = "",
    migrations: Mapping[tuple[str, int], Migration] = MIGRATIONS,
) -> dict[str, Any]:
    """Return a document's keys as today's version has them, without ``schema``.

    Args:
        document: The document as read; it is not changed.
        kind: The kind it must be.
        where: The file's name, for messages.
        migrations: What turns older versions into newer ones.

    Raises:
        DocumentError: if ``schema`` is missing or malformed, names another kind, or a version
            newer than this one or too old to read.
    """
    version = _version(document, kind, where)
    content = {key: value for key, value in document.items() if key != "schema"}
    for step in range(version, kind.version):
        migrate = migrations.get((kind.name, step))
        if migrate is None:
            message = f"version {version} of this kind of document is too old to be read"
            raise DocumentError([("$.schema", message)], where=where)
        content = migrate(content)
    return content


def _version(document: Mapping[str, Any], kind: Kind, where: str) -> int:
    given = document.get("schema")
    if given is None:
        message = f'is missing; a {kind.name} document begins with schema = "{kind.schema}"'
        raise DocumentError([("$.schema", message)], where=where)
    match = re.fullmatch(_SCHEMA, given) if isinstance(given, str) else None
    if match is None:
        message = f'should be "{kind.schema}"'
        raise DocumentError([("$.schema", message)], where=where)
    if match[1] != kind.name:
        known = match[1] in KINDS
        near = None if known else closest(match[1], KINDS)
        hint = f"; did you mean {near!r}?" if near else ""
        message = f"this is a {match[1]!r} document, and a {kind.name!r} document is needed here{hint}"
        raise DocumentError([("$.schema", message)], where=where)
    version = int(match[2])
    if version > kind.version:
        message = (
            f"version {version} was written by a newer inspectprep; this one reads up to version "
            f"{kind.version}. Upgrade inspectprep to open it"
        )
        raise DocumentError([("$.schema", message)], where=where)
    return version
