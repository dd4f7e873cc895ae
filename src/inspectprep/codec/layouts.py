"""Public layouts: values whose documents are a contract with other programs.

Most values are written with the keys that differ from their defaults. The ones named here are
written with every key, in a promised order, and with keys that follow from the others, so that a
reader in another language needs no knowledge of the model.
"""

from typing import Any, NamedTuple

from attrs import Attribute, fields, resolve_types

__all__ = ["LAYOUTS", "Layout", "fields_of", "layout_of"]


class Layout(NamedTuple):
    """How one class is written.

    Attributes:
        keys: Every key, in order, fields and derived keys alike; empty keeps the fields' order.
        derived: Keys computed from the value: written always, and on reading optional but checked.
        full: True to write keys that hold their default, null included.
    """

    keys: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    full: bool = False


LAYOUTS = {
    "inspectprep.model.timeline.Timeline": Layout(
        keys=(
            "framework",
            "variant",
            "edition",
            "title",
            "authority",
            "notified",
            "inspection",
            "notes",
            "events",
        ),
        derived=("authority", "notified"),
        full=True,
    ),
    "inspectprep.model.timeline.Event": Layout(
        keys=(
            "id",
            "title",
            "phase",
            "date",
            "end",
            "earliest",
            "latest",
            "planned",
            "planned_end",
            "actual",
            "actual_end",
            "moved_days",
            "basis",
            "source",
            "note",
            "daily",
        ),
        derived=("moved_days",),
        full=True,
    ),
    "inspectprep.model.readiness.Readiness": Layout(
        keys=(
            "authority",
            "variant",
            "title",
            "as_of",
            "notified",
            "rating",
            "ready",
            "themes",
            "actions",
            "notes",
        ),
        derived=("ready",),
        full=True,
    ),
    "inspectprep.model.readiness.ThemeReadiness": Layout(full=True),
    "inspectprep.model.readiness.Reason": Layout(full=True),
    "inspectprep.model.readiness.NextAction": Layout(full=True),
    "inspectprep.model.checklist.Checklist": Layout(
        keys=("authority", "variant", "notified", "notes", "tasks"), full=True
    ),
    "inspectprep.model.checklist.Task": Layout(full=True),
    "inspectprep.model.finding.CheckSummary": Layout(
        keys=(
            "as_of",
            "as_of_assumed",
            "complete",
            "files",
            "rows",
            "errors",
            "warnings",
            "queries",
            "lists",
            "rules",
            "skipped_rules",
            "likely",
        ),
        derived=("rows", "errors", "warnings", "queries"),
        full=True,
    ),
    "inspectprep.model.finding.ListSummary": Layout(full=True),
}
"""Layouts by the class's full name, so that nothing is imported to look one up."""


def layout_of(cls: type[Any]) -> Layout:
    """Return how a class is written."""
    return LAYOUTS.get(f"{cls.__module__}.{cls.__qualname__}", _PLAIN)


def fields_of(cls: type[Any]) -> "tuple[Attribute[Any], ...]":
    """Return the fields of a class, with types that stand as text made out."""
    found: tuple[Attribute[Any], ...] = fields(cls)
    if any(isinstance(each.type, str) for each in found):
        resolve_types(cls)
    return found


_PLAIN = Layout()
