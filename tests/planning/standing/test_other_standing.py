"""Where the self-evaluation, a forecast and a comparison stand."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import given

from inspectprep.model.comparison import Difference, PlanComparison
from inspectprep.model.evidence import CoverageState
from inspectprep.model.next_inspection import NextInspection
from inspectprep.model.selfeval import Gap, PlannedAction, Question, SelfEvaluation, SelfEvaluationArea
from inspectprep.planning.standing.comparison import comparison_standing
from inspectprep.planning.standing.forecasts import forecast_standing
from inspectprep.planning.standing.selfeval import selfeval_standing
from inspectprep.testing.strategies import values

DAY = date(2026, 11, 30)


def area(title: str, state: CoverageState, *plans: PlannedAction, gaps: int = 0) -> SelfEvaluationArea:
    """Return a judgement of a draft."""
    gap = Gap(question=Question.KNOW, text="Nothing is recorded.")
    return SelfEvaluationArea(
        judgement=title.lower(), title=title, state=state, plans=plans, gaps=(gap,) * gaps
    )


def test_a_draft_says_its_gaps_and_who_closes_them() -> None:
    """One judgement has its title, and several have their number."""
    late = PlannedAction(title="Train", area="Assessments", owner="psw", due=DAY, overdue=True)
    draft = SelfEvaluation(
        authority="Oxfordshire",
        edition="2026-04",
        as_of=DAY,
        areas=(
            area("Leaders", CoverageState.MISSING, gaps=2),
            area("Help", CoverageState.COVERED, late),
            area("Care", CoverageState.ONE_SIDED, gaps=1),
        ),
    )
    standing = selfeval_standing(draft)
    assert standing.verdict == "3 gaps before it can be sent"
    assert standing.sentence == (
        "Of 3 judgements: 1 with no evidence, 1 with evidence of one side, 1 with evidence of both sides."
    )
    assert [(turn.owner, turn.action) for turn in standing.turns] == [
        ("qa", "Record evidence for “Leaders”"),
        ("qa", "Record the other side for “Care”"),
        ("psw", "Finish 1 action that is late"),
        ("deputy", "Plan the next 12 months for 2 judgements"),
    ]


@given(values(SelfEvaluation))
def test_a_draft_names_no_evidence_in_its_answer(draft: SelfEvaluation) -> None:
    """The answer is the same for every reader, so evidence that only some may see does not change it."""
    without = evolve(draft, areas=tuple(evolve(each, known=(), trends=()) for each in draft.areas))
    assert selfeval_standing(draft) == selfeval_standing(without)


def line(topic: str, left: str, right: str) -> Difference:
    """Return a line of a comparison."""
    return Difference(topic=topic, id="x", title="X", left=left, right=right)


def test_a_comparison_counts_its_differences_by_topic() -> None:
    """Topics of plugins are other lines."""
    rows = (line("date", "a", "b"), line("date", "a", "a"), line("fact", "a", "b"), line("zq", "a", "b"))
    standing = comparison_standing(PlanComparison(left="Short", right="Standard", rows=rows))
    assert standing.verdict == "3 of 4 lines differ"
    assert standing.sentence == "These differ: 1 date, 1 fact, 1 other line."


def test_two_equal_plans_have_no_difference() -> None:
    """The answer says so."""
    plan = PlanComparison(left="Short", right="Short", rows=(line("date", "a", "a"),))
    assert comparison_standing(plan).verdict == "No recorded difference"


@given(values(NextInspection))
def test_a_forecast_says_its_middle_first(forecast: NextInspection) -> None:
    """A year is written if it is not that of the forecast."""
    verdict = forecast_standing(forecast).verdict
    assert verdict.startswith("As likely as not by ")
    assert (str(forecast.window.p50.year) in verdict) or forecast.window.p50.year == forecast.as_of.year
