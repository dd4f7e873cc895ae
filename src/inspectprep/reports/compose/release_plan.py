"""The report of the release plan: the stop until publication, drafts and sign-offs in order, legal duties."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.model.basis import Basis
from inspectprep.model.debrief import Deadline
from inspectprep.model.release import Duty, ReleasePlan
from inspectprep.model.report import Bullets, CalendarEntry, Paragraph, Report, Section, Tile, Tiles
from inspectprep.model.report_blocks import Tag
from inspectprep.planning.wording import rests_on_words
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.entries import uid_of_title
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import basis_words, bounds_words, day_words, joined

_SERIES = "duty"
_STEPS = ("Order", "Step", "Signed off for", "Waiting for", "No draft for", "State")
_DUTIES = ("By", "What", "Parts", "Date", "Basis")


def release_plan_report(plan: ReleasePlan, context: ReportContext) -> Report:
    """Return the report of a release plan; it may not leave the service before publication."""
    return Report(
        kind="release-plan",
        title=f"{plan.authority or 'The council'}: plan for releasing the outcome",
        subtitle=f"As of {day_words(plan.on)}",
        prepared=context.prepared or plan.on,
        classification=context.classification,
        audience=context.audience,
        embargoed=True,
        sections=tuple(_sections(plan)),
        entries=tuple(_entries(plan)),
        series=(_SERIES,),
        document=context.document_for(plan),
    )


def _sections(plan: ReleasePlan) -> Iterator[Section]:
    yield Section(title="Can the release begin?", blocks=(_tiles(plan), Paragraph(text=_verdict(plan))))
    steps = [
        (
            number,
            step.title,
            joined(step.ready),
            "; ".join(step.unsigned),
            joined(step.missing),
            Tag(word="draft missing" if step.missing else "to sign" if step.unsigned else "ready"),
        )
        for number, step in enumerate(plan.steps, 1)
    ]
    columns = ("Order", "Step", "Signed off for", "Waiting for", "No draft for", "State")
    step_table = table(
        columns, steps, caption="Who is told in which order, and for which outcomes a draft is ready"
    )
    yield Section(title="Who is told, in which order", blocks=(step_table,))
    duties = [
        (duty.due, duty.title, "; ".join(duty.parts), firmness(duty), basis_words(duty.basis))
        for duty in plan.duties
    ]
    if duties:
        duty_table = table(_DUTIES, duties, caption="Legal duties after publication")
        sources = tuple(dict.fromkeys(duty.source for duty in plan.duties if duty.source))
        yield Section(title="Legal duties", blocks=(duty_table, Bullets(items=sources)))
    if plan.notes:
        yield Section(title="Notes", blocks=(Bullets(items=plan.notes),))


def _tiles(plan: ReleasePlan) -> Tiles:
    ready = sum(len(step.ready) for step in plan.steps)
    wanted = len(plan.steps) * len(plan.outcomes)
    stop = Tile(
        title="Release",
        value="Stopped" if plan.stopped else "Can begin",
        detail="Until publication is recorded" if plan.stopped else "Staff first",
    )
    drafts = Tile(
        title="Drafts signed",
        value=f"{ready} of {wanted}",
    )
    return Tiles(tiles=(stop, drafts))


def _verdict(plan: ReleasePlan) -> str:
    if plan.published:
        return f"The report was published on {day_words(plan.published)}. Staff are told first."
    stopped = "No publication is recorded, so nothing can be released."
    if plan.expected:
        window = bounds_words(plan.earliest, plan.latest, plan.by_8_in_10)
        return f"{stopped} It is expected on {day_words(plan.expected)}{f', {window}' if window else ''}."
    return f"{stopped} The date of publication is not known."


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
