"""``inspectprep checklist``: the tasks of an inspection, with owners and due dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from attrs import evolve
from cyclopts import Parameter

from inspectprep.cli.arguments import (
    ActualDates,
    Authority,
    Day,
    Format,
    FrameworkFiles,
    Json,
    NoticeDates,
    Out,
    TaskFiles,
    VariantId,
    read_actual,
    read_notice,
)
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import TABLE, choose_output, day, emit_document, say, table
from inspectprep.errors import UnknownNameError
from inspectprep.model.checklist import Theme
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.workforce import ROLES, role_id, role_title

if TYPE_CHECKING:
    from inspectprep.model.checklist import Checklist, Task


def checklist(
    variant: VariantId,
    /,
    *,
    notified: Annotated[Day, Parameter(help="The day of the call.")],
    theme: Annotated[str | None, Parameter(help="Show only this theme, such as annex-a.")] = None,
    owner: Annotated[str | None, Parameter(help="Show only this role, such as dcs.")] = None,
    phase: Annotated[str | None, Parameter(help="Show only this phase, such as on-site.")] = None,
    actual: ActualDates = None,
    notice: NoticeDates = None,
    authority: Authority = "",
    framework: FrameworkFiles = None,
    tasks: TaskFiles = None,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """List the tasks of an inspection with their due dates."""
    workspace = make_workspace(frameworks=framework or (), tasks=tasks or ())
    output = choose_output(workspace, "checklist", format=format, out=out, as_json=json, screen=TABLE)
    plan = workspace.schedule(
        Inspection(
            variant=variant,
            notified=notified,
            authority=authority,
            actual=read_actual(actual),
            notice=read_notice(notice),
        )
    )
    chosen = _narrowed(workspace.checklist(plan), theme, owner, phase)
    if output.format != TABLE:
        emit_document(workspace, chosen, output, prepared=today(), timeline=plan)
    else:
        name = f"Checklist, {plan.title}: called {day(plan.notified)}"
        table(name, ("Due", "Task", "Owner", "Phase", "Theme", "Seen in"), [_row(task) for task in chosen])
        say(*(f"Note: {note}" for note in chosen.notes))
    return 0


def _narrowed(tasks: Checklist, theme: str | None, owner: str | None, phase: str | None) -> Checklist:
    if theme is not None and theme not in list(Theme):
        raise UnknownNameError("theme", theme, list(Theme), where="--theme")
    if phase is not None and phase not in list(Phase):
        raise UnknownNameError("phase", phase, list(Phase), where="--phase")
    role = owner and (role_id(owner) or owner)
    owners = {owner for task in tasks for owner in task.owners} | {role.id for role in ROLES}
    if role is not None and role not in owners:
        raise UnknownNameError("role", role, owners, where="--owner")
    return evolve(tasks.select(theme=theme, owner=role or None, phase=phase))


def _row(task: Task) -> tuple[str, str, str, str, str, str]:
    due = day(task.due) + (" (forecast)" if task.uncertain else "")
    if task.due is None:
        due = task.cadence.value if task.cadence else "when the letter says"
    owners = ", ".join(role_title(owner) for owner in task.owners)
    return due, task.title, owners, task.phase.value, task.theme.heading, task.trace
