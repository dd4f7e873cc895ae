"""Reports that leave the workspace: composed, checked against the embargo, rendered and written."""

from __future__ import annotations

import io
from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from inspectprep.errors import InspectPrepError, RefusedError
from inspectprep.files import COPIES, STORE, is_disk_error, writing_output
from inspectprep.model.audience import Audience
from inspectprep.model.classification import Classification
from inspectprep.model.workforce import RoleHolder, people_of
from inspectprep.plugins.providers import TemplateWriter, UpdatingWriter
from inspectprep.reports.cleaning import cleaned
from inspectprep.reports.compose import report_of
from inspectprep.reports.formats import find_format
from inspectprep.reports.plain_blocks import for_format
from inspectprep.workspace.gate import authorise

_WITHIN = (Audience.INSPECTION_TEAM, Audience.LEADERS, Audience.STAFF)
_CALENDAR = "text/calendar"

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from inspectprep.model.report import Report
    from inspectprep.model.workforce import People
    from inspectprep.plugins import Providers, ReportProvider
    from inspectprep.plugins.providers import ReportWriter
    from inspectprep.reports.compose.context import ReportOptions
    from inspectprep.workspace.workspace import Workspace


def compose_report(workspace: Workspace, value: object, options: ReportOptions) -> Report:
    """Return the report of a value. A report is returned as it is.

    Raises:
        InspectPrepError: if the value contains child-level rows; no report may.
    """
    every: ReportOptions = {
        "working": workspace.working_days,
        "people": _people(workspace, options.get("audience", Audience.INSPECTION_TEAM)),
        **options,
    }
    return report_of(value, **every)


def _people(workspace: Workspace, audience: Audience) -> People | None:
    """Return the people in the roles, for readers within the service; None for others."""
    if workspace.folder is None or audience not in _WITHIN:
        return None
    return people_of(workspace.records.all(RoleHolder))


def readable_report(workspace: Workspace, value: object, options: ReportOptions) -> Report:
    """Return a report that its reader may have, without control characters, to draw on a terminal.

    Raises:
        RefusedError: if the reader may not have it; it says why, and who may.
    """
    return cleaned(_authorised(workspace, value, options))


def render_report(workspace: Workspace, value: object, name: str, options: ReportOptions) -> bytes:
    """Return a report as bytes in a format, given by its id or its suffix.

    Raises:
        UnknownNameError: if there is no such format; the nearest is suggested.
        RefusedError: if the reader may not have it; it says why, and who may.
    """
    stream = io.BytesIO()
    reports = workspace.registry.reports
    find_format(reports, id=name)
    report = _authorised(workspace, value, options)
    provider = find_format(reports, id=name, kind=report.kind)
    writer = reports.resolve(provider)
    report = _prepared(workspace, report, provider)
    _write(reports, provider, stream, _writing(workspace, writer, report, stream))
    return stream.getvalue()


def write_report(
    workspace: Workspace,
    value: object,
    target: Path,
    name: str,
    options: ReportOptions,
    *,
    inputs: Iterable[Path] = (),
) -> Path:
    """Write a report to a file, atomically and durably, and return its path.

    Only its owner can read the file, unless the report is for the public.

    Args:
        workspace: The workspace.
        value: The value, or its report.
        target: The file.
        name: Id of the format. If empty, the suffix of the file chooses.
        options: The other values for the report.
        inputs: Files that were read for it, which it must not replace.

    Raises:
        UnknownNameError: if there is no such format; the error names those that are known.
        InspectPrepError: if the format and the suffix contradict each other.
        RefusedError: if the reader may not have it; it says why, and who may.
        WriteError: if the file cannot be written, or must not be replaced; a file that was there before is
            unchanged.
    """
    reports = workspace.registry.reports
    find_format(reports, id=name, path=target)
    report = _authorised(workspace, value, options)
    provider = find_format(reports, id=name, path=target, kind=report.kind)
    writer = reports.resolve(provider)
    report = _prepared(workspace, report, provider)
    public = {report.audience, options.get("audience", report.audience)} == {Audience.PUBLIC}
    private = not public or report.classification is Classification.PERSONAL_DATA
    inputs = (*inputs, *workspace.input_files)
    folders = [workspace.folder / name for name in (STORE, COPIES)] if workspace.folder else []
    with writing_output(target, private=private, inputs=inputs, folders=folders) as stream:
        if isinstance(writer, UpdatingWriter) and target.exists():
            _write(reports, provider, stream, partial(writer.update, report, stream, target))
        else:
            _write(reports, provider, stream, _writing(workspace, writer, report, stream))
    workspace.registry.report_written(report.kind, provider.id, target)
    return target


def _writing(
    workspace: Workspace, writer: ReportWriter, report: Report, stream: BinaryIO
) -> Callable[[], object]:
    """Return the call that writes a report, into the council's template if the format takes one."""
    template = workspace.config.reports.word_template if workspace.config else ""
    if template and workspace.folder and isinstance(writer, TemplateWriter):
        return partial(writer.fill, report, stream, workspace.folder / template)
    return partial(writer, report, stream)


def _write(
    reports: Providers[ReportProvider],
    provider: ReportProvider,
    stream: BinaryIO,
    write: Callable[[], object],
) -> None:
    """Let a format write, and check that it did.

    Raises:
        PluginError: if it fails, closes the stream or writes nothing.
        OSError: if the disk refuses.
    """
    returned = reports.attempt(provider, "writing the report", write, passing=is_disk_error)
    if isinstance(returned, Coroutine):
        returned.close()
        raise reports.blame(provider, "is asynchronous. A format is a plain function.")
    if stream.closed:
        raise reports.blame(provider, "closed the stream, which belongs to the caller.")
    if not stream.tell():
        raise reports.blame(provider, "wrote nothing.")


def _prepared(workspace: Workspace, report: Report, provider: ReportProvider) -> Report:
    """Return the report for a format: what it does not draw is in words.

    A plugin gets texts without control characters.

    Raises:
        InspectPrepError: if a calendar of the report would always be empty.
        RefusedError: if a plugin would get a report that is marked as personal data.
    """
    builtin = workspace.registry.reports.lineage(provider.id)[0].builtin
    if report.classification is Classification.PERSONAL_DATA and not builtin:
        raise RefusedError(
            f"A plugin writes the format {provider.id!r}, and no plugin may have details of children.",
            remedy="Use a format of inspectprep itself, without plugins: --no-plugins.",
        )
    if provider.media_type == _CALENDAR and not (report.entries or report.series):
        raise InspectPrepError(
            "This report has no dates, so there is no calendar of it.",
            remedy="Use another format, such as html or text.",
        )
    return for_format(report if builtin else cleaned(report), provider)


def _authorised(workspace: Workspace, value: object, options: ReportOptions) -> Report:
    """Return a report that its reader may have. Every report that is written is checked here."""
    report = compose_report(workspace, value, options)
    authorise(
        workspace,
        report,
        on=workspace.current_day,
        reader=options.get("reader", ""),
        audience=options.get("audience"),
        state=options.get("embargo"),
    )
    return report
