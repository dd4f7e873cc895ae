"""The report of the action plan: areas for improvement, actions, owners, dates and measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Status
from inspectprep.model.debrief import Action, ActionPlan, AreaActions, Deadline
from inspectprep.model.report import Block, Bullets, CalendarEntry, Paragraph, Report, Section, Table
from inspectprep.model.report_blocks import Tag
from inspectprep.planning.wording import NOT_GIVEN
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.entries import uid_of_title
from inspectprep.reports.compose.release_plan import firmness
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import basis_words, day_words, role_words, status_words

_SERIES = "action-plan"


def action_plan_report(plan: ActionPlan, context: ReportContext) -> Report:
    """Return the report of an action plan. Areas for improvement reveal the outcome, so it is embargoed."""
    return Report(
        kind="action-plan",
        title=f"{plan.authority or 'The council'}: action plan",
        subtitle=f"{plan.title}. As of {day_words(plan.on)}".removeprefix(". "),
        prepared=context.prepared or plan.on,
        classification=context.classification,
        audience=context.audience,
        outcome=True,
        sections=tuple(_sections(plan, context)),
        entries=tuple(_entries(plan)),
        series=(_SERIES,),
        signatories=context.signatories,
        document=context.document_for(plan),
    )


def _sections(plan: ActionPlan, context: ReportContext) -> Iterator[Section]:
    rows = [
        (
            deadline.due,
            deadline.title,
            f"{deadline.working_days} working days after the report is received"
            if deadline.working_days
            else NOT_GIVEN,
            firmness(deadline),
            _basis(deadline),
        )
        for deadline in plan.deadlines
    ]
    columns = ("Due", "What", "Rule", "Date", "Basis")
    dates = table(columns, rows, caption="When the plan is due")
    yield Section(
        title="When it is due",
        blocks=(dates, Bullets(items=tuple({deadline.source: 0 for deadline in plan.deadlines}))),
    )
    if not plan.areas:
        text = "No area for improvement is recorded."
        yield Section(title="Areas for improvement", blocks=(Paragraph(text=text),))
    for area in plan.areas:
        blocks: list[Block] = [Paragraph(text=text) for text in _about(area, context)]
        if area.actions:
            blocks.append(_actions(area.actions, plan, context))
        if area.gaps:
            blocks.append(Bullets(items=tuple(f"Missing: {_small(gap)}" for gap in area.gaps)))
        title = f"Priority action: {area.area}" if area.priority else area.area
        yield Section(title=title, blocks=tuple(blocks))
    if plan.unplaced:
        yield Section(
            title="Actions without an area",
            blocks=(_actions(plan.unplaced, plan, context),),
        )


def _basis(deadline: Deadline) -> str:
    """Return how a deadline is known: the duty, and the number of its days if that is less sure."""
    if deadline.duty is deadline.basis:
        return basis_words(deadline.basis)
    return f"The duty: {basis_words(deadline.duty)}. Its days: {basis_words(deadline.basis)}."


def _about(area: AreaActions, context: ReportContext) -> Iterator[str]:
    if area.owner:
        yield f"Responsible: {role_words(area.owner, context.people)}."
    if area.measure:
        yield f"Measure of success: {area.measure.removesuffix('.')}."
    if area.progress:
        yield f"Evidence of progress: {'; '.join(area.progress)}."


def _small(gap: str) -> str:
    return f"{gap[:1].lower()}{gap[1:]}"


def _actions(actions: Sequence[Action], plan: ActionPlan, context: ReportContext) -> Table:
    rows = [
        (
            action.due,
            action.title,
            role_words(action.owner, context.people) if action.owner else "",
            action.measure,
            status_words(action.status),
            _late(action, plan),
        )
        for action in actions
    ]
    columns = ("Due", "Action", "Owner", "Measure", "Status", "Late")
    return table(columns, rows, caption="Actions with their owners and measures")


def _late(action: Action, plan: ActionPlan) -> Tag | None:
    closed = action.status in (Status.DONE, Status.NOT_NEEDED)
    return Tag(word="late") if not closed and action.due is not None and action.due < plan.on else None


def _entries(plan: ActionPlan) -> Iterator[CalendarEntry]:
    for deadline in plan.deadlines:
        if deadline.due:
            yield CalendarEntry(
                uid=uid_of_title(plan.authority, _SERIES, deadline.title),
                title=deadline.title,
                start=deadline.due,
                end=deadline.due,
                description=f"{firmness(deadline)}.",
                deadline=deadline.rests_on is not Basis.MEASURED,
                tentative=deadline.uncertain,
                revision=plan.on.toordinal(),
                series=_SERIES,
            )
