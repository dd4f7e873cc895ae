"""The report of a self-evaluation: its gaps first, then the three answers, then what was asked for before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.errors import RefusedError
from inspectprep.model.evidence import CoverageState, EvidenceFreshness, Stance, may_see
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Audience, Paragraph, Report, Section, Tile, Tiles
from inspectprep.model.selfeval import Question
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, day_words, role_words, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.model.report import Table
    from inspectprep.model.selfeval import PlannedAction, SelfEvaluation, SelfEvaluationArea, Statement
    from inspectprep.reports.compose.context import ReportContext

__all__ = ["QUESTIONS", "selfeval_report"]

_FOR = (Audience.INSPECTION_TEAM, Audience.LEADERS, Audience.STAFF)

QUESTIONS = {
    Question.KNOW: "What do we know about the quality and impact of practice?",
    Question.HOW: "How do we know it?",
    Question.PLANS: "What are our plans for the next 12 months?",
}
"""The three questions, as every council answers them once a year."""

_STATES = {
    CoverageState.MISSING: ("No evidence", Rating.RED),
    CoverageState.STALE: ("Stale", Rating.AMBER),
    CoverageState.ONE_SIDED: ("One-sided", Rating.AMBER),
    CoverageState.COVERED: ("Both sides", Rating.GREEN),
}
_STANCES = {Stance.STRENGTH: "Strength", Stance.DEVELOPMENT: "To develop"}
_FRESH = {
    EvidenceFreshness.FRESH: "Fresh",
    EvidenceFreshness.STALE: "Stale",
    EvidenceFreshness.UNDATED: "No time stated",
}
_FEW = "Few people answered, so the figures stay inside the inspection team."


def selfeval_report(evaluation: SelfEvaluation, context: ReportContext) -> Report:
    """Return the draft, without what its audience may not know.

    Raises:
        RefusedError: if it is for people outside the service; it is theirs to read once leaders send it.
    """
    if context.audience not in _FOR:
        raise RefusedError(
            "A draft of the self-evaluation, with its gaps showing, does not leave the service.",
            who=tuple(each.value for each in _FOR),
        )
    seen, hidden = _for(evaluation, context.audience)
    return Report(
        kind="self-evaluation",
        title=f"{seen.authority or 'The council'}: self-evaluation, a draft from the evidence",
        subtitle=f"As of {day_words(seen.as_of)}",
        prepared=context.prepared or seen.as_of,
        classification=context.classification,
        audience=context.audience,
        sections=(
            Section(title="At a glance", blocks=(_glance(seen), *_words(hidden))),
            *_missing(seen),
            _section(Question.KNOW, _known(seen), *_trends(seen)),
            _section(Question.HOW, _how(seen)),
            _section(Question.PLANS, _plans(seen, context)),
            *_progress(seen),
        ),
        document=context.document_for(seen),
    )


def _for(evaluation: SelfEvaluation, audience: Audience) -> tuple[SelfEvaluation, int]:
    """Return what an audience may know of it, and how many items it may not."""
    areas = tuple(_area_for(each, audience) for each in evaluation.areas)
    before = sum(len(each.known) for each in evaluation.areas)
    return evolve(evaluation, areas=areas), before - sum(len(each.known) for each in areas)


def _area_for(area: SelfEvaluationArea, audience: Audience) -> SelfEvaluationArea:
    inside = audience is Audience.INSPECTION_TEAM
    known = (each for each in area.known if may_see(each.sensitivity, audience))
    trends = (each for each in area.trends if may_see(each.sensitivity, audience))
    return evolve(
        area,
        known=tuple(evolve(each, text=_FEW) if each.few and not inside else each for each in known),
        trends=tuple(evolve(each, text=_FEW) if each.few and not inside else each for each in trends),
    )


def _glance(evaluation: SelfEvaluation) -> Tiles:
    tiles = []
    for area in evaluation.areas:
        state, rating = _STATES[area.state]
        last = f"Last judged {area.grade}; " if area.grade else ""
        missing = counted(len(area.gaps), "gap") if area.gaps else "no gaps found"
        tiles.append(Tile(title=area.title, value=state, rating=rating, detail=f"{last}{missing}"))
    return Tiles(tiles=tuple(tiles))


def _words(hidden: int) -> Iterator[Paragraph]:
    yield Paragraph(
        text="This draft holds what the recorded evidence shows and nothing else. It is for people to weigh: "
        "what is missing here is either not known or not recorded."
    )
    if hidden:
        yield Paragraph(text=f"{counted(hidden, 'item')} of evidence are not for these readers and left out.")


def _missing(evaluation: SelfEvaluation) -> Iterator[Section]:
    rows = [(area.title, QUESTIONS[gap.question], gap.text) for area in evaluation.areas for gap in area.gaps]
    if rows:
        columns = ("Judgement", "Question", "What is missing")
        found = table(
            columns, rows, caption="What keeps the questions from being answered", group="Judgement"
        )
        yield Section(title="What is missing", blocks=(found,))


def _section(question: Question, *tables: Table) -> Section:
    held = tuple(each for each in tables if each.rows)
    nothing = Paragraph(text="Nothing that is recorded answers this question.")
    return Section(title=QUESTIONS[question], blocks=held or (nothing,))


def _known(evaluation: SelfEvaluation) -> Table:
    rows = [
        (area.title, _STANCES[each.stance], each.text, each.evidence, _FRESH[each.freshness])
        for area in evaluation.areas
        for each in area.known
    ]
    columns = ("Judgement", "Side", "What we know", "Evidence", "State")
    return table(columns, rows, caption="What the evidence shows, by judgement", group="Judgement")


def _trends(evaluation: SelfEvaluation) -> Iterator[Table]:
    rows = [(area.title, each.question, each.text) for area in evaluation.areas for each in area.trends]
    columns = ("Judgement", "Question", "What the answers show")
    yield table(columns, rows, caption="What surveys show over the years", group="Judgement")


def _how(evaluation: SelfEvaluation) -> Table:
    rows = [
        (
            area.title,
            each.evidence,
            each.title,
            each.kind.value.replace("-", " ").capitalize(),
            _time(each),
            each.good_until,
            _FRESH[each.freshness],
        )
        for area in evaluation.areas
        for each in area.known
    ]
    columns = ("Judgement", "Evidence", "What it is", "Kind", "Speaks for", "Fresh until", "State")
    return table(columns, rows, caption="What it rests on, by judgement", group="Judgement")


def _time(statement: Statement) -> str:
    if statement.starting and statement.until and statement.starting != statement.until:
        return f"{short_day(statement.starting)} to {short_day(statement.until)}"
    day = statement.until or statement.starting
    return short_day(day) if day else "Nobody says"


def _plans(evaluation: SelfEvaluation, context: ReportContext) -> Table:
    rows = [
        (
            area.title,
            each.title,
            each.area,
            role_words(each.owner, context.people) if each.owner else "Nobody named",
            each.due or "No date",
            _state(each),
        )
        for area in evaluation.areas
        for each in area.plans
    ]
    columns = ("Judgement", "Action", "For", "Who", "Due", "Note")
    return table(columns, rows, caption="What is to be done, by judgement", group="Judgement")


def _state(action: PlannedAction) -> str:
    words = ("Priority" if action.priority else "", "overdue" if action.overdue else "")
    text = ", ".join(each for each in words if each)
    return text[:1].upper() + text[1:]


def _progress(evaluation: SelfEvaluation) -> Iterator[Section]:
    rows = [
        (each.rating, each.title, "Priority action" if each.priority else "", each.found, each.text)
        for each in evaluation.progress
    ]
    if rows:
        columns = ("Rating", "What had to get better", "Urgent", "Found on", "What can be shown")
        found = table(columns, rows, caption="Areas for improvement from earlier inspections")
        yield Section(title="What earlier inspections asked for", blocks=(found,))
