"""``inspectprep checklist``: the tasks of an inspection with owners, due dates and progress."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from inspectprep.cli.arguments import (
    ActualDates,
    Authority,
    Format,
    FrameworkFiles,
    InspectionId,
    Json,
    NoticeDates,
    OptionalDay,
    Out,
    OwnVariant,
    Reader,
    TaskFiles,
    read_actual,
    read_notice,
)
from inspectprep.cli.calendars import CALENDAR, calendar_of, known_owner
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import (
    TABLE,
    choose_output,
    day,
    emit_document,
    emit_report,
    on_terminal,
    say,
    table,
)
from inspectprep.cli.timeline import imagined_with_dates, needed
from inspectprep.cli.workspace_options import (
    INIT,
    RECORD,
    By,
    Place,
    Why,
    in_workspace,
    open_workspace,
    recorder,
    refuse_options,
)
from inspectprep.errors import UnknownNameError
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Theme
from inspectprep.model.framework import Phase
from inspectprep.model.roles import known_role, role_title
from inspectprep.planning.progress import due_on
from inspectprep.planning.questions import opened_words
from inspectprep.planning.readiness import CouncilState
from inspectprep.planning.tracker import person_on
from inspectprep.planning.wording import long_date
from inspectprep.reports.words import basis_words, status_words

if TYPE_CHECKING:
    from inspectprep.model.checklist import Checklist, Task
    from inspectprep.reports.compose.context import ReportOptions
    from inspectprep.workspace import Workspace


app = App(name="checklist", help="List tasks with owners and due dates, and read a filled-in workbook.")


@app.default
def checklist(
    variant: OwnVariant = "",
    /,
    *,
    notified: Annotated[
        OptionalDay,
        Parameter(help="The day of the call. In a workspace: the day of an imagined call."),
    ] = None,
    inspection: InspectionId = "",
    theme: Annotated[str | None, Parameter(help="Show only this theme, such as annex-a.")] = None,
    owner: Annotated[str | None, Parameter(help="Show only this role, such as dcs.")] = None,
    phase: Annotated[str | None, Parameter(help="Show only this phase, such as on-site.")] = None,
    actual: ActualDates = None,
    notice: NoticeDates = None,
    authority: Authority = "",
    reader: Reader = "",
    framework: FrameworkFiles = None,
    tasks: TaskFiles = None,
    place: Place = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """List the tasks of an inspection with their due dates.

    In a workspace, it needs no arguments. It shows the progress of the inspection that runs, or else of the
    preparation for the next likely call. With --actual or --notice, all tasks are still to do.
    """
    if in_workspace(place):
        given = {"--framework": framework, "--tasks": tasks, "--authority": authority}
        refuse_options(given, "not in a workspace", RECORD)
        workspace = open_workspace(place)
    else:
        refuse_options({"--inspection": inspection, "--reader": reader}, "only in a workspace", INIT)
        workspace = make_workspace(frameworks=framework or (), tasks=tasks or ())
    with workspace:
        output = choose_output(workspace, "checklist", format=format, out=out, as_json=json, screen=TABLE)
        recorded = workspace.folder is not None
        imagined = imagined_with_dates(
            variant,
            notified,
            authority,
            read_actual(actual),
            read_notice(notice),
            default=workspace.variant if recorded else "",
        )
        if recorded and imagined is None:
            on = None if inspection else workspace.current_day
            state = workspace.state(
                inspection=inspection,
                notified=notified,
                variant=variant,
                on=on,
                reader=reader,
                what="checklist",
            )
        else:
            refuse_options({"--inspection": inspection}, "for an inspection that has begun", RECORD)
            plan = workspace.schedule(imagined or needed(variant, notified, authority))
            state = CouncilState(timeline=plan, day=plan.notified, tasks=workspace.checklist(plan))
        chosen = _narrowed(state.checklist, theme, owner, phase)
        options = _companions(
            workspace, state, reader, progress=recorded and not (imagined or variant or notified)
        )
        if drawn := on_terminal(output):
            emit_report(workspace, chosen, drawn, **options)
        elif output.format != TABLE:
            if owner is not None and output.format == CALENDAR:
                options |= calendar_of(known_role(owner), state)
            emit_document(workspace, chosen, output, **options)
        else:
            _show(chosen, state, progress=recorded and imagined is None)
    return 0


@app.command
def read(
    file: Annotated[Path, Parameter(help="The workbook that you filled in.")],
    /,
    *,
    reader: Reader = "",
    place: Place = None,
    by: By = "",
    why: Why = "",
) -> int:
    """Record the tasks that were changed in a workbook from `checklist --out tracker.xlsx`.

    The exit code is 1 if a task has changed since the workbook was written. Its row is not recorded.
    """
    with open_workspace(place) as workspace:
        result = workspace.read_tracker(file, by=recorder(workspace, by), why=why, reader=reader)
    for task, entry in result.recorded:
        on = long_date(entry.value.on)
        say(f"{status_words(entry.value.status)} on {on}: {task.number} {task.title} ({entry.id}).")
    if not result.recorded:
        say("No row was recorded.")
    for row, task, status, wanted in result.conflicts:
        since = f" on {long_date(task.on)}" if task.on else ""
        now = f"it is {task.status.value}{since}"
        say(
            f"Not recorded: row {row}, {task.number} {task.title}. The workbook says {status.value} on "
            f"{long_date(wanted)}. It has changed since the workbook was written: {now}."
        )
    return 1 if result.conflicts else 0


def _companions(workspace: Workspace, state: CouncilState, reader: str, *, progress: bool) -> ReportOptions:
    options: ReportOptions = {
        "prepared": today(),
        "timeline": state.timeline,
        "people": state.present,
        "reader": reader,
    }
    if progress:
        options["change"] = workspace.store.head().number
    return options


def _narrowed(tasks: Checklist, theme: str | None, owner: str | None, phase: str | None) -> Checklist:
    if theme is not None and theme not in list(Theme):
        raise UnknownNameError("theme", theme, list(Theme), where="--theme")
    if phase is not None and phase not in list(Phase):
        raise UnknownNameError("phase", phase, list(Phase), where="--phase")
    return tasks.select(theme=theme, owner=owner and known_owner(tasks, owner), phase=phase)


def _show(chosen: Checklist, state: CouncilState, *, progress: bool) -> None:
    plan = state.timeline
    opened = f"{opened_words(plan)} {day(plan.notified)}"
    call = opened if state.running or not progress else f"if {opened}"
    name = f"Checklist, {plan.title}: {call}"
    status = ("Status",) if progress else ()
    columns = ("No.", *status, "Due", "Task", "Owner", "Phase", "Theme", "Basis")
    table(name, columns, [_row(task, state, progress=progress) for task in chosen])
    say(*(f"Note: {note}" for note in chosen.notes))


def _row(task: Task, state: CouncilState, *, progress: bool) -> tuple[str, ...]:
    doubt = " (forecast)" if task.uncertain else " (not confirmed)" if task.rests_on else ""
    due = f"{day(due_on(task))}{doubt}"
    if due_on(task) is None:
        waits = "when the letter says" if task.basis is Basis.NOTICE else "not known yet"
        due = waits if task.cadence in (None, Cadence.DAILY) else task.cadence.value
    status = (_status(task),) if progress else ()
    owners = ", ".join(_owner(owner, state) for owner in task.owners)
    return (
        f"{task.number}",
        *status,
        due,
        task.title,
        owners,
        task.phase.value,
        task.theme.heading,
        basis_words(task.basis, short=True),
    )


def _status(task: Task) -> str:
    since = f", {day(task.on)}" if task.on else ""
    return f"{task.status.value}{since}" + (f": {task.status_note}" if task.status_note else "")


def _owner(role: str, state: CouncilState) -> str:
    person, _ = person_on(state.people, role, state.day)
    return f"{person} ({role_title(role)})" if person else role_title(role)
