"""``inspectprep ready``: the readiness of a council for a call."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from attrs import evolve
from cyclopts import Parameter

from inspectprep import annexa as annex_a, codec
from inspectprep.cli.arguments import (
    Authority,
    FrameworkFiles,
    InspectionId,
    Json,
    OptionalDay,
    Reader,
    TaskFiles,
)
from inspectprep.cli.call_days import show_call_days
from inspectprep.cli.invocation import make_workspace
from inspectprep.cli.output import emit_json, input_files, is_one_report, note
from inspectprep.cli.ready_files import report_written, write_all
from inspectprep.cli.ready_screen import show_readiness, show_reasons
from inspectprep.cli.workspace_options import (
    INIT,
    RECORD,
    Place,
    in_workspace,
    open_workspace,
    refuse_options,
)
from inspectprep.codec import dumps
from inspectprep.errors import InspectPrepError, WriteError
from inspectprep.model.decision import TaskStates
from inspectprep.model.inspection import Inspection
from inspectprep.model.workforce import People
from inspectprep.planning.progress import with_progress
from inspectprep.planning.readiness import CouncilState, assess
from inspectprep.workspace.readiness import save_readiness
from inspectprep.workspace.reason_providers import sources_of

if TYPE_CHECKING:
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.readiness import Readiness
    from inspectprep.model.trend import ReadinessTrend
    from inspectprep.planning.readiness.outlook import CallOutlook
    from inspectprep.workspace import Workspace
    from inspectprep.workspace.readiness import WorkspaceReadiness

_CALLS = 5
"""How many of the next days of a call a page shows."""


def ready(
    *,
    variant: Annotated[
        str | None, Parameter(help="Inspection variant. Default: that of the workspace.")
    ] = None,
    notified: Annotated[
        OptionalDay,
        Parameter(help="The day of an imagined call. Default in a workspace: the next likely day."),
    ] = None,
    inspection: InspectionId = "",
    annexa: Annotated[
        list[Path] | None, Parameter(negative="", help="Annex A file or folder. Can be repeated.")
    ] = None,
    people: Annotated[
        Path | None, Parameter(help="TOML file of role holders and leave. Not in a workspace.")
    ] = None,
    states: Annotated[Path | None, Parameter(help="TOML file of task statuses. Not in a workspace.")] = None,
    as_of: Annotated[OptionalDay, Parameter(help="The date of the lists. Default: the newest event.")] = None,
    on: Annotated[
        OptionalDay,
        Parameter(
            help="The day of the question. Default: today if an inspection runs, or the day of the call."
        ),
    ] = None,
    every_monday: Annotated[
        int | None, Parameter(help="Check readiness for the next N likely call dates.")
    ] = None,
    why: Annotated[str, Parameter(help="Only the reasons of this theme, such as annex-a.")] = "",
    authority: Authority = "",
    reader: Reader = "",
    framework: FrameworkFiles = None,
    tasks: TaskFiles = None,
    place: Place = None,
    json: Json = False,
    out: Annotated[
        Path | None,
        Parameter(
            help="Folder for the pages and every format, or one file such as ready.html. They quote "
            "inspectors, so they are for the inspection team and leaders only."
        ),
    ] = None,
) -> int:
    """Show whether the council is ready for a call, by theme, with reasons and next actions.

    In a workspace, the records are used: for the inspection that runs, or for an imagined call. Elsewhere,
    use --variant, --notified and files. It is for the inspection team and leaders only, because reasons
    quote what inspectors said. The exit code is 1 if any theme is red.
    """
    if not in_workspace(place):
        only_there = {"--inspection": inspection, "--every-monday": every_monday, "--reader": reader}
        refuse_options(only_there, "only in a workspace", INIT)
        workspace = make_workspace(frameworks=framework or (), tasks=tasks or ())
        _check_out(workspace, out)
        state = _state_from_files(workspace, _imagined(variant, notified, authority), people, states, on)
        if annexa:
            result = annex_a.check(annexa, as_of=as_of, registry=workspace.registry)
            state = evolve(state, annexa=result.summary)
        readiness = assess(state, sources_of(workspace.registry))
        if out is not None:
            read = input_files([*(annexa or ()), people, states])
            report_written(write_all(workspace, readiness, out, state, inputs=read))
        _show(readiness, why=why, as_json=json)
        return 0 if readiness.ready else 1
    given = {"--people": people, "--states": states, "--tasks": tasks, "--framework": framework}
    refuse_options({**given, "--authority": authority}, "not in a workspace", RECORD)
    with open_workspace(place) as workspace:
        _check_out(workspace, out, folder=every_monday is not None)
        summary = _checked(workspace, annexa, as_of) if annexa else None
        if every_monday is not None:
            one_call = {"--notified": notified, "--variant": variant, "--on": on, "--inspection": inspection}
            refuse_options(one_call, "for one call, not with --every-monday", "Leave one of them out.")
            return show_call_days(workspace, every_monday, summary, as_json=json, out=out, reader=reader)
        answer = workspace.readiness(
            notified, inspection=inspection, variant=variant or "", on=on, annexa=summary, reader=reader
        )
        try:
            if not reader:  # A saved answer is compared with later ones, for other readers too.
                save_readiness(workspace, answer)
        except WriteError as error:
            _warn("The result was not saved for the next comparison.", error)
        if out is not None:
            read = input_files(annexa or ())
            paths = write_all(
                workspace,
                answer.readiness,
                out,
                answer.state,
                trend=answer.trend,
                earlier=answer.earlier,
                inputs=read,
                reader=reader,
                calls=_next_calls(workspace, answer, summary, reader),
            )
            report_written(paths)
        _show(answer.readiness, answer.trend, why=why, as_json=json)
    return 0 if answer.readiness.ready else 1


def _next_calls(
    workspace: Workspace, answer: WorkspaceReadiness, summary: CheckSummary | None, reader: str
) -> tuple[CallOutlook, ...]:
    """Return the next days of a call, if their chances are known and no inspection runs."""
    if answer.running or answer.readiness.variant != workspace.variant:
        return ()
    try:
        found = workspace.readiness_by_call(_CALLS, annexa=summary, reader=reader)
    except InspectPrepError as error:
        note(f"inspectprep: warning: The next days of a call are left out. {error}")
        return ()
    return found.outlooks if found.weighed else ()


def _checked(workspace: Workspace, paths: list[Path], as_of: date | None) -> CheckSummary:
    try:
        return workspace.check_annexa(paths, as_of=as_of).summary
    except WriteError as error:
        _warn("The ids of the children were not learned, so records are not checked for them.", error)
        return workspace.check_annexa(paths, as_of=as_of, learn=False).summary


def _warn(what: str, error: WriteError) -> None:
    """Warn that something could not be written. The answer is given all the same."""
    note(f"inspectprep: warning: {what} {error}")


def _check_out(workspace: Workspace, out: Path | None, *, folder: bool = False) -> None:
    """Refuse an output before anything is read, if its suffix is unknown or it must be a folder."""
    if out is not None and is_one_report(workspace, "readiness", out) and folder:
        raise InspectPrepError(
            "With --every-monday, each call has a page.",
            where=f"--out {out}",
            remedy="Name a folder.",
        )


def _imagined(variant: str | None, notified: date | None, authority: str) -> Inspection:
    if variant is None:
        raise InspectPrepError("There is no workspace here, and no --variant.", remedy=INIT)
    if notified is None:
        raise InspectPrepError("The day of the call is missing.", remedy="Use --notified DATE.")
    return Inspection(variant=variant, notified=notified, authority=authority)


def _state_from_files(
    workspace: Workspace,
    inspection: Inspection,
    people: Path | None,
    states: Path | None,
    on: date | None,
) -> CouncilState:
    timeline = workspace.schedule(inspection)
    checklist = workspace.checklist(timeline)
    if states:
        recorded = codec.read_toml(states, TaskStates).states
        checklist = with_progress(checklist, recorded, on or timeline.notified)
    return CouncilState(
        timeline=timeline,
        day=on or timeline.notified,
        tasks=checklist,
        people=codec.read_toml(people, People) if people else None,
    )


def _show(answer: Readiness, trend: ReadinessTrend | None = None, *, why: str, as_json: bool) -> None:
    if as_json:
        emit_json(dumps(answer))
    elif why:
        show_reasons(answer, why)
    else:
        show_readiness(answer, trend)
