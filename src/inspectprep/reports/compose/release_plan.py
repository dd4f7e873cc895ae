"""The report of the release plan: its position, drafts and sign-offs in order, and legal duties."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.model.basis import Basis
from inspectprep.model.debrief import Deadline
from inspectprep.model.release import Duty, ReleasePlan, ReleaseStep
from inspectprep.model.report import Bullets, CalendarEntry, Fold, Paragraph, Report, Section
from inspectprep.model.report_blocks import Tag
from inspectprep.planning.standing.release import release_standing
from inspectprep.planning.wording import long_date, rests_on_words, short_date
from inspectprep.reports.compose.calendar_identity import uid_of_title
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import basis_words, bounds_words, joined

_SERIES = "duty"
_ORDER = "Who is told, in which order"
_STEPS = ("No.", "Step", "Drafts by outcome", "State")
_DUTIES = ("By", "What", "Parts", "Date", "Basis")


def release_plan_report(plan: ReleasePlan, context: ReportContext) -> Report:
    """Return the report of a release plan; it may not leave the service before publication."""
    return Report(
        kind="release-plan",
        title=f"{plan.authority or 'The council'}: plan for releasing the outcome",
        subtitle=f"As of {long_date(plan.on)}",
        prepared=context.prepared or plan.on,
        classification=context.classification,
        audience=context.audience,
        embargoed=True,
        sections=tuple(_sections(plan, context)),
        entries=tuple(_entries(plan)),
        series=(_SERIES,),
        document=context.document_for(plan),
    )


def _sections(plan: ReleasePlan, context: ReportContext) -> Iterator[Section]:
    yield standing_section(
        release_standing(plan), context, where=_ORDER, beside=(Paragraph(text=_publication(plan)),)
    )
    steps = [
        (number, step.title, _drafts(step), Tag(word=_state(step)))
        for number, step in enumerate(plan.steps, 1)
    ]
    caption = "Who is told in which order, and the drafts for each outcome"
    yield Section(title=_ORDER, blocks=(table(_STEPS, steps, caption=caption),))
    duties = [
        (duty.due, duty.title, "; ".join(duty.parts), firmness(duty), basis_words(duty.basis))
        for duty in plan.duties
    ]
    if duties:
        duty_table = table(_DUTIES, duties, caption="Legal duties after publication")
        sources = tuple(dict.fromkeys(duty.source for duty in plan.duties if duty.source))
        fold = Fold(title="Sources", summary="", blocks=(Bullets(items=sources),))
        yield Section(title="Legal duties", blocks=(duty_table, *([fold] if sources else [])))
    if plan.notes:
        yield Section(title="Notes", blocks=(Bullets(items=plan.notes),))


def _drafts(step: ReleaseStep) -> str:
    """Return the drafts of a step by what they wait for."""
    parts = (
        f"Signed: {joined(step.ready)}." if step.ready else "",
        f"To sign: {'; '.join(step.unsigned)}." if step.unsigned else "",
        f"To write: {joined(step.missing)}." if step.missing else "",
    )
    return " ".join(filter(None, parts))


def _state(step: ReleaseStep) -> str:
    if step.released:
        return "sent"
    return "to write" if step.missing else "to sign" if step.unsigned else "ready"


def _publication(plan: ReleasePlan) -> str:
    if plan.published:
        return f"The report was published on {short_date(plan.published)}. Staff are told first."
    if plan.expected:
        window = bounds_words(plan.earliest, plan.latest, plan.by_8_in_10, short=True)
        return f"Publication is expected on {short_date(plan.expected)}{f': {window}' if window else ''}."
    return "The date of publication is not known."


def firmness(due: Duty | Deadline) -> str:
    """Return how sure the day of a duty is, in words."""
    if due.due is None:
        return "Not known yet"
    if due.rests_on is None:
        return "Firm"
    window = bounds_words(due.earliest, due.latest, short=True)
    return f"Counted from {rests_on_words(due.rests_on)}{f': {window}' if window else ''}"


def _entries(plan: ReleasePlan) -> Iterator[CalendarEntry]:
    for duty in plan.duties:
        if duty.due:
            yield CalendarEntry(
                uid=uid_of_title(plan.authority, _SERIES, duty.title),
                title=duty.title,
                start=duty.due,
                end=duty.due,
                description="\n".join(filter(None, ("; ".join(duty.parts), f"{firmness(duty)}."))),
                deadline=duty.rests_on is not Basis.MEASURED,
                tentative=duty.uncertain,
                revision=plan.on.toordinal(),
                series=_SERIES,
            )
