"""The report of a self-evaluation: its position, its gaps, the three answers, and earlier areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from inspectprep.errors import RefusedError
from inspectprep.model.audience import Audience
from inspectprep.model.evidence import CoverageState, Stance, may_see
from inspectprep.model.freshness import Freshness
from inspectprep.model.report import Block, Paragraph, Report, Section, Table
from inspectprep.model.selfeval import PlannedAction, Question, SelfEvaluation, SelfEvaluationArea, Statement
from inspectprep.planning.standing.selfeval import selfeval_standing
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.reports.compose.answer import who
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import folded, table

_FOR = (Audience.INSPECTION_TEAM, Audience.LEADERS, Audience.STAFF)

QUESTIONS = {
    Question.KNOW: "What do we know about the quality and impact of practice?",
    Question.HOW: "How do we know it?",
    Question.PLANS: "What are our plans for the next 12 months?",
}
"""The three questions that every council answers once a year."""

_STATES = {
    CoverageState.MISSING: "No evidence",
    CoverageState.STALE: "Out of date",
    CoverageState.ONE_SIDED: "One-sided",
    CoverageState.COVERED: "Both sides",
}
_STANCES = {Stance.STRENGTH: "Strength", Stance.DEVELOPMENT: "To develop"}
_FRESH = {
    Freshness.FRESH: "Up to date",
    Freshness.DUE_SOON: "Up to date, due for renewal",
    Freshness.STALE: "Out of date",
    Freshness.UNDATED: "No dates",
}
_MISSING = "What is missing"
_GAPS = "Gaps in the evidence, by question"
_FEW = "Only the inspection team sees these figures. They are small, or would give small ones away."
_WITHHELD = "The evidence of progress is not for these readers."


def selfeval_report(evaluation: SelfEvaluation, context: ReportContext) -> Report:
    """Return the draft, without the items that are not for its audience.

    Raises:
        RefusedError: if the audience is outside the service: leaders decide when to send it.
    """
    if context.audience not in _FOR:
        raise RefusedError(
            "A draft self-evaluation shows its gaps and does not leave the service.",
            who=tuple(audience.value for audience in _FOR),
        )
    seen, hidden = _for(evaluation, context.audience)
    return Report(
        kind="self-evaluation",
        title=f"{seen.authority or 'The council'}: draft self-evaluation",
        subtitle=f"As of {long_date(seen.as_of)}",
        prepared=context.prepared or seen.as_of,
        classification=context.classification,
        audience=context.audience,
        sections=(
            standing_section(
                selfeval_standing(seen), context, where=_MISSING, beside=(_judgements(seen), *_words(hidden))
            ),
            *_missing(seen),
            _section(Question.KNOW, *_known(seen), *_trends(seen)),
            _section(Question.HOW, *_how(seen)),
            _section(Question.PLANS, *_plans(seen, context)),
            *_progress(seen),
        ),
        signatories=context.signatories,
        document=context.document_for(seen),
    )


def _for(evaluation: SelfEvaluation, audience: Audience) -> tuple[SelfEvaluation, int]:
    """Return the parts for an audience, and the number of items left out."""
    areas = tuple(_area_for(area, audience) for area in evaluation.areas)
    before = sum(len(area.known) for area in evaluation.areas)
    progress = tuple(
        item if may_see(item.sensitivity, audience) else evolve(item, text=_WITHHELD)
        for item in evaluation.progress
    )
    return evolve(evaluation, areas=areas, progress=progress), before - sum(len(area.known) for area in areas)


def _area_for(area: SelfEvaluationArea, audience: Audience) -> SelfEvaluationArea:
    inside = audience is Audience.INSPECTION_TEAM
    known = (statement for statement in area.known if may_see(statement.sensitivity, audience))
    trends = (trend for trend in area.trends if may_see(trend.sensitivity, audience))
    return evolve(
        area,
        known=tuple(
            evolve(statement, text=_FEW) if statement.few and not inside else statement for statement in known
        ),
        trends=tuple(
            evolve(trend, text=_FEW, better=None) if trend.few and not inside else trend for trend in trends
        ),
    )


def _judgements(evaluation: SelfEvaluation) -> Table:
    rows = [(area.title, _STATES[area.state], area.grade, len(area.gaps)) for area in evaluation.areas]
    columns = ("Judgement", "Evidence", "Last judged", "Gaps")
    return table(columns, rows, caption="Each judgement with its evidence and gaps")


def _words(hidden: int) -> Iterator[Paragraph]:
    yield Paragraph(
        text="This draft contains only what the recorded evidence shows. "
        "Anything missing is either not known or not recorded. People decide what to say."
    )
    if hidden:
        yield Paragraph(text=f"Left out for these readers: {counted(hidden, 'evidence item')}.")


def _missing(evaluation: SelfEvaluation) -> Iterator[Section]:
    """Yield the gaps. One that several judgements have is one row."""
    found: dict[tuple[Question, str], list[str]] = {}
    for area in evaluation.areas:
        for gap in area.gaps:
            found.setdefault((gap.question, gap.text), []).append(area.title)
    judged = sum(bool(area.judgement) for area in evaluation.areas)
    rows = [
        (QUESTIONS[question], text, f"All {judged}" if len(titles) == judged > 1 else "; ".join(titles))
        for question in Question
        for (asked, text), titles in found.items()
        if asked is question
    ]
    if rows:
        gap_table = table(
            ("Question", "What is missing", "Judgements"), rows, caption=_GAPS, group="Question"
        )
        yield Section(title=_MISSING, blocks=(gap_table,))


def _section(question: Question, *blocks: Block) -> Section:
    filled = tuple(block for block in blocks if not isinstance(block, Table) or block.rows)
    nothing = Paragraph(text="No recorded evidence answers this question.")
    return Section(title=QUESTIONS[question], blocks=filled or (nothing,))


def _known(evaluation: SelfEvaluation) -> Iterator[Block]:
    """Yield what the evidence shows. What several items of a judgement say alike is one row."""
    alike = Counter(
        (area.title, _STANCES[statement.stance], statement.text, _FRESH[statement.freshness])
        for area in evaluation.areas
        for statement in area.known
    )
    rows = [(*said, number) for said, number in alike.items()]
    columns = ("Judgement", "Side", "What we know", "State", "Items")
    yield from folded(columns, rows, "What the evidence shows, by judgement", "statement", group="Judgement")


def _trends(evaluation: SelfEvaluation) -> Iterator[Block]:
    rows = [(area.title, trend.question, trend.text) for area in evaluation.areas for trend in area.trends]
    columns = ("Judgement", "Question", "What the answers show")
    yield from folded(columns, rows, "What surveys show over the years", "question", group="Judgement")


def _how(evaluation: SelfEvaluation) -> Iterator[Block]:
    rows = [
        (
            area.title,
            statement.title,
            statement.kind.value.replace("-", " ").capitalize(),
            _time(statement),
            statement.good_until,
            _FRESH[statement.freshness],
        )
        for area in evaluation.areas
        for statement in sorted(area.known, key=lambda statement: statement.freshness.counts)
    ]
    columns = ("Judgement", "Evidence", "Kind", "Period", "Up to date until", "State")
    yield from folded(columns, rows, "Evidence by judgement", "item", group="Judgement")


def _time(statement: Statement) -> str:
    if statement.starting and statement.until and statement.starting != statement.until:
        return f"{short_date(statement.starting)} to {short_date(statement.until)}"
    day = statement.until or statement.starting
    return short_date(day) if day else "Not recorded"


def _plans(evaluation: SelfEvaluation, context: ReportContext) -> Iterator[Block]:
    rows = [
        (
            area.title,
            action.title,
            action.area,
            who(action.owner, "", context),
            action.due or "No date",
            _state(action),
        )
        for area in evaluation.areas
        for action in area.plans
    ]
    columns = ("Judgement", "Action", "Area", "Owner", "Due", "Note")
    yield from folded(columns, rows, "Planned actions by judgement", "action", group="Judgement")


def _state(action: PlannedAction) -> str:
    words = ("Priority" if action.priority else "", "overdue" if action.overdue else "")
    text = ", ".join(word for word in words if word)
    return text[:1].upper() + text[1:]


def _progress(evaluation: SelfEvaluation) -> Iterator[Section]:
    rows = [
        (item.rating, item.title, "Priority action" if item.priority else "", item.found, item.text)
        for item in evaluation.progress
    ]
    if rows:
        columns = ("Rating", "Area for improvement", "Urgent", "Found on", "Progress")
        blocks = tuple(folded(columns, rows, "Progress on areas for improvement", "area"))
        yield Section(title="Areas for improvement from earlier inspections", blocks=blocks)
