"""Reports that leave the workspace: composed, checked against the embargo, rendered and written."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from inspectprep.errors import WriteError
from inspectprep.files import writing
from inspectprep.reports.compose import report_of
from inspectprep.workspace.embargo import authorise

if TYPE_CHECKING:
    from pathlib import Path

    from inspectprep.model.report import Report
    from inspectprep.reports.compose.context import ReportOptions
    from inspectprep.workspace.workspace import Workspace


def compose_report(workspace: Workspace, value: object, options: ReportOptions) -> Report:
    """Return the report of a value. A report is returned as it is.

    Raises:
        InspectPrepError: if the value contains child-level rows; no report may.
    """
    every: ReportOptions = {
        "working": workspace.working_days,
        "sources": _sources(workspace, value),
        **options,
    }
    return report_of(value, **every)


def render_report(workspace: Workspace, value: object, name: str, options: ReportOptions) -> bytes:
    """Return a report as bytes in a format, given by its id or its suffix.

    Raises:
        UnknownNameError: if there is no such format; the nearest is suggested.
        RefusedError: if the reader may not have it; it says why, and who may.
    """
    stream = io.BytesIO()
    provider = _format(workspace, name)
    report = _authorised(workspace, value, options)
    writer = workspace.registry.reports.resolve(provider)
    with workspace.registry.reports.attribute_errors_to(provider, "writing the report"):
        writer(report, stream)
    return stream.getvalue()


def write_report(
    workspace: Workspace, value: object, target: Path, name: str, options: ReportOptions
) -> Path:
    """Write a report to a file, atomically and durably, and return its path.

    Raises:
        UnknownNameError: if there is no such format; the nearest is suggested.
        RefusedError: if the reader may not have it; it says why, and who may.
        WriteError: if the file cannot be written; a file that was there before is unchanged.
    """
    if target.is_dir():
        raise WriteError("This is a folder.", where=str(target), remedy="Name a file in it.")
    reports = workspace.registry.reports
    provider = _format(workspace, name or target.suffix)
    report = _authorised(workspace, value, options)
    writer = reports.resolve(provider)
    attributed = reports.attribute_errors_to(provider, "writing the report", passing=(OSError,))
    with writing(target) as stream, attributed:
        writer(report, stream)
    workspace.registry.report_written(report.kind, provider, target)
    return target


def _authorised(workspace: Workspace, value: object, options: ReportOptions) -> Report:
    """Return a report that its reader may have. Every report that is written is checked here."""
    report = compose_report(workspace, value, options)
    authorise(
        workspace,
        report,
        on=workspace.today,
        reader=options.get("reader", ""),
        audience=options.get("audience"),
        state=options.get("embargo"),
    )
    return report


def _sources(workspace: Workspace, value: object) -> dict[str, str]:
    """Return the citations of a plan, by id; none for a value that belongs to no variant."""
    variant = getattr(value, "variant", None)
    if not isinstance(variant, str):
        return {}
    return {source.id: source.title for source in workspace.catalogue.find(variant).framework.sources}


def _format(workspace: Workspace, name: str) -> str:
    """Return the id of a report format, given its id or its suffix."""
    reports = workspace.registry.reports
    for provider in reports:
        if name and name.casefold() in (provider.id, provider.suffix):
            return provider.id
    known = [name_ for provider in reports for name_ in (provider.id, provider.suffix)]
    raise reports.unknown(name, known)
