"""The report of the action plan: areas for improvement, actions, owners, dates and measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspectprep.model.basis import Basis
from inspectprep.model.debrief import Action, ActionPlan, AreaActions, Deadline
from inspectprep.model.report import (
    Block,
    Bullets,
    CalendarEntry,
    Fold,
    Paragraph,
    PlainBlock,
    Report,
    Section,
    Table,
)
from inspectprep.model.report_blocks import Tag
from inspectprep.planning.standing.follow_up import action_plan_standing, is_late
from inspectprep.planning.wording import NOT_GIVEN, counted, long_date
from inspectprep.reports.compose.answer import who
from inspectprep.reports.compose.calendar_identity import uid_of_title
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.release_plan import firmness
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import small, table
from inspectprep.reports.words import basis_words, status_words

_SERIES = "action-plan"
_AREAS = "Areas for improvement"


def action_plan_report(plan: ActionPlan, context: ReportContext) -> Report:
    """Return the report of an action plan. Areas for improvement reveal the outcome, so it is embargoed."""
    return Report(
        kind="action-plan",
        title=f"{plan.authority or 'The council'}: action plan",
        subtitle=f"{plan.title}. As of {long_date(plan.on)}".removeprefix(". "),
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
    yield standing_section(action_plan_standing(plan), context, where=_AREAS, beside=tuple(_when(plan)))
    if plan.areas:
        yield Section(title=_AREAS, blocks=tuple(_area(area, plan, context) for area in plan.areas))
    if plan.unplaced:
        yield Section(title="Actions without an area", blocks=(_actions(plan.unplaced, plan, context),))
    sources = tuple({deadline.source: 0 for deadline in plan.deadlines if deadline.source})
    if sources:
        fold = Fold(title="Sources of the deadlines", summary="", blocks=(Bullets(items=sources),))
        yield Section(title="Sources", blocks=(fold,))


def _when(plan: ActionPlan) -> Iterator[Block]:
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
    if rows:
        yield table(("Due", "What", "Rule", "Date", "Basis"), rows, caption="When the plan is due")


def _area(area: AreaActions, plan: ActionPlan, context: ReportContext) -> Fold:
    """Return an area with its actions, folded under what is missing in it."""
    late = sum(is_late(action, plan) for action in area.actions)
    parts = (
        counted(len(area.actions), "action"),
        f"{late:,} late" if late else "",
        counted(len(area.gaps), "gap") if area.gaps else "no gaps",
    )
    blocks: list[PlainBlock] = [Paragraph(text=text) for text in _about(area, context)]
    if area.actions:
        blocks.append(_actions(area.actions, plan, context))
    if area.gaps:
        gaps = "; ".join(small(gap).removesuffix(".") for gap in area.gaps)
        blocks.append(Paragraph(text=f"Missing: {gaps}."))
    title = f"Priority action: {area.area}" if area.priority else area.area
    return Fold(title=title, summary=", ".join(filter(None, parts)), blocks=tuple(blocks))


def _basis(deadline: Deadline) -> str:
    """Return how a deadline is known: the duty, and the number of its days if that is less sure."""
    if deadline.duty is deadline.basis:
        return basis_words(deadline.basis)
    return f"The duty: {basis_words(deadline.duty)}. Its days: {basis_words(deadline.basis)}."


def _about(area: AreaActions, context: ReportContext) -> Iterator[str]:
    if area.owner:
        yield f"Responsible: {who(area.owner, '', context)}."
    if area.measure:
        yield f"Measure of success: {area.measure.removesuffix('.')}."
    if area.progress:
        yield f"Evidence of progress: {'; '.join(area.progress)}."


def _actions(actions: Sequence[Action], plan: ActionPlan, context: ReportContext) -> Table:
    rows = [
        (
            action.due,
            action.title,
            who(action.owner, "", context),
            action.measure,
            status_words(action.status),
            _late(action, plan),
        )
        for action in actions
    ]
    columns = ("Due", "Action", "Owner", "Measure", "Status", "Late")
    return table(columns, rows, caption="Actions with their owners and measures")


def _late(action: Action, plan: ActionPlan) -> Tag | None:
    return Tag(word="late") if is_late(action, plan) else None


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
