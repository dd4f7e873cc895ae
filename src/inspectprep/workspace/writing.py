"""Reports on their way out: composed, passed by the gate, rendered by a format, written durably."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspectprep.errors import WriteError
from inspectprep.files import writing

if TYPE_CHECKING:
    from inspectprep.model.report import Report
    from inspectprep.workspace.council import Workspace

__all__ = ["render", "report", "write"]


def report(own: Workspace, value: object, context: dict[str, Any]) -> Report:
    """Return the report of a value; a report is its own.

    Raises:
        InspectPrepError: if the value holds child-level rows; no report may.
    """
    from inspectprep.model.report import Report  # noqa: PLC0415  # not every use reports
    from inspectprep.reports.compose import report_of  # noqa: PLC0415

    if isinstance(value, Report):
        return value
    known = {"working": own.working_days, "sources": _sources(own, value)}
    return report_of(value, **{**known, **context})


def render(own: Workspace, value: object, name: str, context: dict[str, Any]) -> bytes:
    """Return a report as bytes in a format, given by its id or its suffix.

    Raises:
        UnknownNameError: if there is no such format; the nearest is suggested.
        RefusedError: if the reader may not have it; it says why, and who may.
    """
    stream = io.BytesIO()
    provider = _format(own, name)
    made = _let_go(own, value, context)
    writer = own.registry.reports.resolve(provider)
    with own.registry.reports.attribute_errors_to(provider, "writing the report"):
        writer(made, stream)
    return stream.getvalue()


def write(own: Workspace, value: object, target: Path, name: str, context: dict[str, Any]) -> Path:
    """Write a report to a file, atomically and durably, and return its path.

    Raises:
        UnknownNameError: if there is no such format; the nearest is suggested.
        RefusedError: if the reader may not have it; it says why, and who may.
        WriteError: if the file cannot be written; what stood there before stays.
    """
    if target.is_dir():
        raise WriteError("This is a folder.", where=str(target), remedy="Name a file in it.")
    provider = _format(own, name or target.suffix)
    made = _let_go(own, value, context)
    writer = own.registry.reports.resolve(provider)
    attribute_errors_to = own.registry.reports.attribute_errors_to(
        provider, "writing the report", passing=(OSError,)
    )
    with writing(target) as stream, attribute_errors_to:
        writer(made, stream)
    own.registry.report_written(made.kind, provider, target)
    return target


def _let_go(own: Workspace, value: object, context: dict[str, Any]) -> Report:
    """Return a report that its reader may have; nothing is written that has not passed here."""
    from inspectprep.workspace.room import authorise  # noqa: PLC0415  # not every use writes

    made = report(own, value, context)
    asked = {"audience": context.get("audience"), "state": context.get("embargo")}
    authorise(own, made, on=own.today, reader=context.get("reader", ""), **asked)
    return made


def _sources(own: Workspace, value: object) -> dict[str, str]:
    """Return the citations behind a plan, by id; none for a value that belongs to no variant."""
    variant = getattr(value, "variant", None)
    if not isinstance(variant, str):
        return {}
    return {each.id: each.title for each in own.catalogue.find(variant).framework.sources}


def _format(own: Workspace, name: str) -> str:
    """Return the id of a report format, given its id or its suffix."""
    reports = own.registry.reports
    for provider in reports:
        if name and name.casefold() in (provider.id, provider.suffix):
            return provider.id
    known = [each for provider in reports for each in (provider.id, provider.suffix)]
    raise reports.unknown(name, known)
