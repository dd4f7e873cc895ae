"""The self-evaluation as a report: gaps first, three answers, nothing that its readers may not know."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.errors import RefusedError
from inspectprep.model.audience import Audience
from inspectprep.model.evidence import EvidenceKind, Sensitivity
from inspectprep.model.history import AreaForImprovement, ImprovementAction
from inspectprep.model.inspection import Grade, Inspection
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Report, Table
from inspectprep.model.selfeval import SelfEvaluation
from inspectprep.planning.evidence.selfeval import self_evaluation
from inspectprep.reports.compose import report_of
from inspectprep.reports.compose.selfeval import QUESTIONS
from inspectprep.reports.html import write
from inspectprep.testing.strategies import values
from tests.planning.evidence.making import DAY, HELP, area, base, item, measure, weakness
from tests.whole import whole

TRAIN = ImprovementAction(title="Train assessors", owner="psw", due=date(2018, 9, 1))
PAST = Inspection(
    id="ins-1",
    title="Inspection, 2014",
    actual={"publication": date(2014, 6, 30)},
    grades=(Grade(judgement=HELP, grade="good"),),
)
SECRET = "Restricted finding"  # noqa: S105  # no password: what an item says


def evaluation() -> SelfEvaluation:
    """Return Oxfordshire's draft as it might have stood in April 2018."""
    held = base(
        item("ev-1", owner="qa"),
        weakness("ev-2", kind=EvidenceKind.FEEDBACK, says="Assessments vary."),
        item("ev-3", says=SECRET, title=SECRET, location="/zq/where", sensitivity=Sensitivity.RESTRICTED),
        measures=(
            measure("sur-1", 2016, 84),
            measure("sur-2", 2017, 92),
            measure("sur-3", 2017, None, 6, count=4, question="feel safe at home"),
        ),
    )
    areas: tuple[AreaForImprovement, ...] = (
        area("area-1", title="The quality of assessments", evidence=("ev-1",), actions=(TRAIN,)),
        area("area-2", title="The front door", priority=True),
    )
    return self_evaluation(held, areas, DAY, authority="Oxfordshire", edition="2018-01", past=(PAST,))


def rows(report: Report, title: str) -> list[dict[str, object]]:
    """Return the rows of every table of a section as mappings."""
    (section,) = (section for section in report.sections if section.title == title)
    return [
        dict(zip(block.columns, row, strict=True))
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_the_three_questions_stand_in_their_order() -> None:
    """Gaps come before the answers, and what earlier inspections asked for comes last."""
    assert [each.title for each in report_of(evaluation()).sections] == [
        "The answer",
        "What is missing",
        *QUESTIONS.values(),
        "Areas for improvement from earlier inspections",
    ]


def test_each_judgement_says_what_covers_it() -> None:
    """With the grade last given and the number of gaps."""
    assert [tuple(row.values()) for row in rows(report_of(evaluation()), "The answer")] == [
        ("Leaders", "No evidence", "", 2),
        ("Help and protection", "Both sides", "good", 0),
        ("Care and care leavers", "One-sided", "", 4),
    ]


def test_the_questionnaire_is_told_over_the_years() -> None:
    """84% and 92%, with what may and may not be said of them."""
    found = rows(report_of(evaluation()), QUESTIONS["know"])  # type: ignore[index]
    (trend,) = [each for each in found if "What the answers show" in each]
    assert str(trend["What the answers show"]).startswith(
        "92% in 2017 against 84% in 2016: a rise of 8 points."
    )


def test_plans_name_who_and_when() -> None:
    """A plan without either is a gap, not a plan."""
    (plan,) = rows(report_of(evaluation()), QUESTIONS["plans"])  # type: ignore[index]
    assert plan == {
        "Judgement": "Help and protection",
        "Action": "Train assessors",
        "Area": "The quality of assessments",
        "Owner": "Principal social worker",
        "Due": date(2018, 9, 1),
    }


def test_what_cannot_be_shown_to_have_moved_is_red() -> None:
    """And an area for priority action stands first."""
    found = rows(report_of(evaluation()), "Areas for improvement from earlier inspections")
    assert [(each["Rating"], each["Area for improvement"]) for each in found] == [
        (Rating.RED, "The front door"),
        (Rating.GREEN, "The quality of assessments"),
    ]


def everything(report: Report) -> str:
    """Return all that a report holds, drawn and as data."""
    stream = BytesIO()
    write(report, stream)
    return whole(report) + stream.getvalue().decode("utf-8")


@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_sees_what_it_may(audience: Audience) -> None:
    """Staff see nothing restricted, only the team sees few answers, and nobody outside sees it at all."""
    if audience in (Audience.PARTNERS, Audience.PUBLIC):
        with pytest.raises(RefusedError, match="inspection-team, leaders, staff") as refused:
            report_of(evaluation(), audience=audience)
        assert SECRET not in str(refused.value)
        return
    text = everything(report_of(evaluation(), audience=audience))
    assert (SECRET in text) is (audience is not Audience.STAFF)
    assert ("n=6" in text) is (audience is Audience.INSPECTION_TEAM)
    assert ("1 evidence item" in text) is (audience is Audience.STAFF)


def test_no_place_of_a_file_is_ever_told() -> None:
    """A path may name a child, and nobody needs it to read a draft."""
    assert "/zq/where" not in everything(report_of(evaluation()))


def test_an_empty_workspace_shows_its_gaps() -> None:
    """A gap that every judgement has is said once."""
    report = report_of(self_evaluation(base(), (), DAY))
    found = rows(report, "What is missing")
    assert [each["Judgements"] for each in found] == ["All 3", "All 3"]
    for title in QUESTIONS.values():
        assert rows(report, title) == []


@given(values(SelfEvaluation), st.sampled_from(Audience))
def test_whatever_it_holds_sensitive_texts_stay_where_they_belong(
    drawn: SelfEvaluation, audience: Audience
) -> None:
    """For any draft and any audience, a restricted statement reaches the team and leaders only."""
    marked = evolve(
        drawn,
        areas=tuple(
            evolve(
                each,
                known=tuple(
                    evolve(known, text=f"{known.sensitivity.name} {known.few}") for known in each.known
                ),
                trends=tuple(
                    evolve(trend, text=f"{trend.sensitivity.name} {trend.few}") for trend in each.trends
                ),
            )
            for each in drawn.areas
        ),
    )
    if audience in (Audience.PARTNERS, Audience.PUBLIC):
        with pytest.raises(RefusedError):
            report_of(marked, audience=audience)
        return
    text = whole(report_of(marked, audience=audience))
    if audience is Audience.STAFF:
        assert f"{Sensitivity.RESTRICTED.name} " not in text
    if audience is not Audience.INSPECTION_TEAM:
        assert " True'" not in text


def test_strengths_and_developments_are_called_by_name() -> None:
    """A reader sees at once which side a line is on."""
    found = rows(report_of(evaluation()), QUESTIONS["know"])  # type: ignore[index]
    sides = {each["What we know"]: each["Side"] for each in found if "Side" in each}
    assert sides["Assessments vary."] == "To develop"
    assert "Strength" in sides.values()
