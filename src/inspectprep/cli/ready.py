"""``inspectprep ready``: the readiness of a council for a call."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep import annexa, codec
from inspectprep.cli.arguments import Authority, Day, FrameworkFiles, Json, TaskFiles
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import day, emit_json, note, say, table
from inspectprep.cli.workspace_options import Place, open_workspace
from inspectprep.codec import dumps
from inspectprep.errors import InspectPrepError
from inspectprep.model.decision import TaskStates
from inspectprep.model.inspection import Inspection
from inspectprep.model.workforce import People, role_title
from inspectprep.planning.progress import with_progress
from inspectprep.workspace.personal_data.known_ids import ids_of
from inspectprep.workspace.readiness import next_calls, save_readiness, workspace_readiness

if TYPE_CHECKING:
    from inspectprep.model.checklist import Checklist
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.readiness import Readiness
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.trend import ReadinessTrend
    from inspectprep.reports.compose.context import ReportOptions
    from inspectprep.workspace import Workspace

_VERDICTS = {"red": "NOT READY", "amber": "READY WITH GAPS", "green": "READY"}


def ready(
    *,
    variant: Annotated[
        str | None, Parameter(help="Inspection variant. Default: that of the workspace.")
    ] = None,
    notified: Annotated[
        Day | None, Parameter(help="The day of the call. Default in a workspace: the next likely day.")
    ] = None,
    annexa: Annotated[
        list[Path] | None, Parameter(negative="", help="Annex A file or folder. Can be repeated.")
    ] = None,
    people: Annotated[Path | None, Parameter(help="TOML file of role holders and leave.")] = None,
    states: Annotated[Path | None, Parameter(help="TOML file of task statuses.")] = None,
    as_of: Annotated[Day | None, Parameter(help="The date of the lists. Default: the newest event.")] = None,
    on: Annotated[
        Day | None, Parameter(help="Assess readiness on this day. Default: day of the call.")
    ] = None,
    every_monday: Annotated[
        int | None, Parameter(help="Check readiness for the next N likely call dates.")
    ] = None,
    authority: Authority = "",
    framework: FrameworkFiles = None,
    tasks: TaskFiles = None,
    place: Place = None,
    json: Json = False,
    out: Annotated[Path | None, Parameter(help="Folder to write every format to.")] = None,
) -> int:
    """Show whether the council is ready for a call, by theme, with reasons and next actions.

    Without --variant, the records of the workspace are used. With --variant and --notified, only the given
    files are used. The exit code is 1 if any theme is red.
    """
    if variant is None or place is not None:
        with open_workspace(place) as workspace:
            if every_monday is not None:
                return _call_dates(workspace, every_monday, as_json=json)
            summary = _summary(workspace, annexa, as_of)
            return _from_records(workspace, notified, summary, as_json=json, out=out)
    if notified is None:
        raise InspectPrepError("The day of the call is missing.", remedy="Use --notified YYYY-MM-DD.")
    workspace = make_workspace(frameworks=framework or (), tasks=tasks or ())
    timeline = workspace.schedule(Inspection(variant=variant, notified=notified, authority=authority))
    checklist = workspace.checklist(timeline)
    if states:
        recorded = codec.read_toml(states, TaskStates).states
        checklist = with_progress(checklist, recorded, on or notified)
    holders = codec.read_toml(people, People) if people else None
    summary = _summary(workspace, annexa, as_of)
    readiness = workspace.assess(timeline, tasks=checklist, annexa=summary, people=holders, as_of=on)
    if out is not None:
        paths = write_all(workspace, readiness, out, timeline, checklist, annexa=summary, people=holders)
        _report_written(paths)
    _show(readiness, as_json=json)
    return 0 if readiness.ready else 1


def _summary(workspace: Workspace, paths: list[Path] | None, as_of: date | None) -> CheckSummary | None:
    if not paths:
        return None
    policy = None
    if workspace.config is not None and workspace.config.annexa_policy and workspace.folder is not None:
        policy = workspace.folder / workspace.config.annexa_policy
    result = annexa.check(paths, as_of=as_of, policy=policy, registry=workspace.registry)
    if workspace.folder is not None:
        workspace.learn_ids(ids_of(result.dataset))  # so that no record can name one of these children
    return result.summary


def _from_records(
    workspace: Workspace,
    notified: date | None,
    summary: CheckSummary | None,
    *,
    as_json: bool,
    out: Path | None,
) -> int:
    result = workspace_readiness(workspace, notified, annexa=summary, today=today())
    save_readiness(workspace, result)
    if out is not None:
        paths = write_all(
            workspace,
            result.readiness,
            out,
            result.timeline,
            result.checklist,
            annexa=result.annexa,
            people=result.people,
            trend=result.trend,
        )
        _report_written(paths)
    _show(result.readiness, as_json=as_json)
    if result.trend is not None and not as_json:
        _show_trend(result.trend)
    return 0 if result.readiness.ready else 1


def _call_dates(workspace: Workspace, number: int, *, as_json: bool) -> int:
    if number < 1:
        raise InspectPrepError("The number must be at least 1.", where="--every-monday")
    results = next_calls(workspace, number, today=today())
    if as_json:
        days = [
            {
                "notified": call.day.isoformat(),
                "fieldwork": call.fieldwork.isoformat(),
                "likely": call.likely,
                "notes": list(call.notes),
                "rating": result.readiness.rating.value,
                "themes": {theme.theme.value: theme.rating.value for theme in result.readiness.themes},
            }
            for call, result in results
        ]
        emit_json({"schema": "inspectprep/call-days/1", "days": days})
    else:
        themes = [theme.theme for theme in results[0][1].readiness.themes]
        table(
            "Readiness by date of call",
            ("Call", "On site from", "Ready", *(theme.heading.partition(":")[0] for theme in themes), "Note"),
            [
                (
                    day(call.day),
                    day(call.fieldwork),
                    result.readiness.rating.value,
                    *(theme.rating.value for theme in result.readiness.themes),
                    " ".join(call.notes),
                )
                for call, result in results
            ],
        )
    return 0 if all(result.readiness.ready for _, result in results) else 1


def write_all(
    workspace: Workspace,
    readiness: Readiness,
    folder: Path,
    timeline: Timeline,
    checklist: Checklist,
    *,
    annexa: CheckSummary | None,
    people: People | None,
    trend: ReadinessTrend | None = None,
) -> list[Path]:
    """Write the readiness, the plan and the checklist in each of their formats."""
    on = readiness.as_of
    whole: ReportOptions = {
        "prepared": on,
        "timeline": timeline,
        "checklist": checklist,
        "annexa": annexa,
        "people": people,
        "trend": trend,
    }
    return [
        workspace.write(readiness, folder / "ready.html", **whole),
        workspace.write(readiness, folder / "ready.md", **whole),
        workspace.write(readiness, folder / "ready.json", **whole),
        workspace.write(timeline, folder / "timeline.html", checklist=checklist, prepared=on),
        workspace.write(timeline, folder / "timeline.md", prepared=on),
        workspace.write(timeline, folder / "timeline.json", prepared=on),
        workspace.write(timeline, folder / "inspection.ics", checklist=checklist, prepared=on),
        workspace.write(checklist, folder / "checklist.xlsx", prepared=on),
    ]


def _report_written(paths: list[Path]) -> None:
    for path in paths:
        note(f"Written: {path}")


def _show(answer: Readiness, *, as_json: bool) -> None:
    if as_json:
        emit_json(dumps(answer))
    else:
        show_readiness(answer)


def show_readiness(answer: Readiness, most: int = 12) -> None:
    """Print the readiness: the verdict, each theme with its reasons, and the next actions."""
    name = f"{answer.authority or 'The council'}: {answer.title}, if the call comes on {day(answer.notified)}"
    say("", name, f"On {day(answer.as_of)}: {_VERDICTS[answer.rating.value]}", "")
    table(
        "Readiness by theme",
        ("Rating", "Theme", "Why"),
        [
            (theme.rating.value, theme.theme.heading, " ".join(reason.text for reason in theme.reasons))
            for theme in answer.themes
        ],
    )
    if answer.actions:
        table(
            "Next actions",
            ("Rating", "Owner", "Action", "Due"),
            [
                (
                    action.rating.value,
                    action.holder or role_title(action.owner),
                    action.title,
                    day(action.due) or "now",
                )
                for action in answer.actions[:most]
            ],
        )
        if len(answer.actions) > most:
            say(f"There are {len(answer.actions) - most} more actions. See the checklist.")
    say(*(f"Note: {note}" for note in answer.notes))


def _show_trend(trend: ReadinessTrend) -> None:
    table(
        f"Changes since {day(trend.since)}",
        ("Theme", "Before", "Now", "New reasons", "Resolved reasons"),
        [
            (
                theme.theme.heading,
                theme.before.value,
                theme.now.value,
                " ".join(reason.text for reason in theme.new),
                " ".join(reason.text for reason in theme.gone),
            )
            for theme in trend.themes
        ],
    )
