"""The files of an answer about readiness: the answer, the plan and the checklist in each of their formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.cli.output import is_one_report, note
from inspectprep.files import refuse_replacing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from inspectprep.model.readiness import Readiness
    from inspectprep.model.trend import ReadinessTrend
    from inspectprep.planning.readiness import CouncilState
    from inspectprep.planning.readiness.outlook import CallOutlook
    from inspectprep.reports.compose.context import ReportOptions
    from inspectprep.workspace import Workspace
    from inspectprep.workspace.readiness import ReadinessByCall


def write_all(
    workspace: Workspace,
    readiness: Readiness,
    out: Path,
    state: CouncilState,
    *,
    trend: ReadinessTrend | None = None,
    earlier: tuple[Readiness, ...] = (),
    inputs: Iterable[Path] = (),
    reader: str = "",
    calls: tuple[CallOutlook, ...] = (),
) -> list[Path]:
    """Write the pages of readiness, and the plan and the checklist in other formats, or one report of all.

    Args:
        workspace: The workspace.
        readiness: The answer.
        out: A folder, or the file of one report.
        state: The state of the council.
        trend: The change since an earlier answer.
        earlier: The last answers before this one.
        inputs: Files that were read, which none of the outputs may replace.
        reader: The name of the reader, who may be on the embargo register.
        calls: The next days of a call, each with what it would find.
    """
    from inspectprep.reports.compose.context import Page

    on = readiness.as_of
    timeline, checklist = state.timeline, state.checklist
    whole: ReportOptions = {
        "prepared": on,
        "timeline": timeline,
        "checklist": checklist,
        "annexa": state.annexa,
        "people": state.present,
        "trend": trend,
        "earlier": earlier,
        "reader": reader,
        "calls": calls,
    }
    if is_one_report(workspace, "readiness", out):
        return [workspace.write(readiness, out, inputs=inputs, **whole)]
    plan: ReportOptions = {"prepared": on, "reader": reader}
    both: ReportOptions = {"prepared": on, "checklist": checklist, "reader": reader}
    pages: list[ReportOptions] = [{**whole, "page": page} for page in Page]
    outputs = (
        *((f"{page.value}.html", readiness, options) for page, options in zip(Page, pages, strict=True)),
        ("ready.md", readiness, whole),
        ("ready.json", readiness, whole),
        ("timeline.md", timeline, plan),
        ("timeline.json", timeline, plan),
        ("inspection.ics", timeline, both),
        ("checklist.xlsx", checklist, plan),
    )
    for name, _, _ in outputs:
        refuse_replacing(out / name, inputs=inputs)
    return [workspace.write(value, out / name, inputs=inputs, **options) for name, value, options in outputs]


def write_days(workspace: Workspace, found: ReadinessByCall, out: Path, *, reader: str = "") -> list[Path]:
    """Write a page about the next days of a call, and a page for each day that it links to.

    Args:
        workspace: The workspace.
        found: The days, each with its readiness.
        out: A folder.
        reader: The name of the reader, who may be on the embargo register.
    """
    from inspectprep.reports.compose.call_days import call_days_report, day_page
    from inspectprep.reports.compose.context import ReportContext

    index = call_days_report(
        found.outlooks,
        ReportContext(prepared=workspace.current_day),
        authority=found.days[0][1].readiness.authority,
        weighed=found.weighed,
        note=found.no_chances,
    )
    pages = [out / "index.html", *(out / day_page(call.day) for call, _ in found)]
    for page in pages:
        refuse_replacing(page)
    written = [workspace.write(index, pages[0], reader=reader)]
    for page, (_, result) in zip(pages[1:], found, strict=True):
        options: ReportOptions = {
            "prepared": workspace.current_day,
            "timeline": result.timeline,
            "checklist": result.checklist,
            "annexa": result.annexa,
            "people": result.people,
            "reader": reader,
        }
        written.append(workspace.write(result.readiness, page, **options))
    return written


def report_written(paths: Iterable[Path]) -> None:
    """Print the name of each file that was written."""
    for path in paths:
        note(f"Written: {path}")
