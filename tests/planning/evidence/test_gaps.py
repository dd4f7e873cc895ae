"""Gaps of a self-evaluation: said once, in plain words, without naming what some may not know of."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from inspectprep.model.evidence import EvidenceItem, EvidenceKind, SurveyMeasure
from inspectprep.model.selfeval import PlannedAction, Question
from inspectprep.planning.evidence import evidence_coverage
from inspectprep.planning.evidence.gaps import gaps
from tests.planning.evidence.making import CARE, DAY, HELP, base, item, items, measure, weakness

OLD = {"starting": date(2015, 1, 1), "until": date(2015, 12, 31)}
PLAN = PlannedAction(title="Train", area="Assessments", owner="psw", due=date(2018, 9, 1))
HEARD = {"kind": EvidenceKind.FEEDBACK}


def missing(
    *given_items: EvidenceItem,
    measures: tuple[SurveyMeasure, ...] = (),
    plans: tuple[PlannedAction, ...] = (PLAN,),
    judgement: str = HELP,
) -> list[tuple[str, str]]:
    """Return the gaps of one judgement."""
    found = evidence_coverage(base(*given_items, measures=measures), DAY)
    (area,) = [each for each in found.areas if each.judgement == judgement]
    asked = [each for each in measures if judgement in each.judgements]
    return [(each.question.value, each.text) for each in gaps(area, asked, plans)]


def test_both_sides_from_two_sources_with_a_plan_leave_no_gap() -> None:
    """No gap is possible."""
    assert missing(item(), weakness("ev-2", **HEARD)) == []


def test_nothing_recorded_is_the_first_gap() -> None:
    """And the plan is missing as well."""
    assert missing(plans=()) == [
        ("know", "Nothing is recorded about the quality and impact of practice."),
        ("plans", "Nothing is planned for the next twelve months."),
    ]


def test_the_side_that_is_missing_is_named() -> None:
    """Strengths alone hide what has to get better, and the other way round."""
    assert ("know", "No fresh evidence shows areas for development.") in missing(item())
    assert ("know", "No fresh evidence shows strengths.") in missing(weakness("ev-1"))


def test_evidence_that_says_nothing_is_counted() -> None:
    """A title is no finding."""
    both = (item(says=""), weakness("ev-2", **HEARD))
    assert missing(*both) == [("know", "1 item does not say what it shows.")]
    silent = (item(says=""), weakness("ev-2", says="", **HEARD))
    assert missing(*silent) == [("know", "2 items do not say what they show.")]


def test_how_we_know_it_wants_fresh_evidence_of_more_than_one_kind() -> None:
    """Stale, undated, one kind only, nobody's own words, numbers unknown."""
    found = missing(item(), weakness("ev-2"), item("ev-3", **OLD), item("ev-4", starting=None, until=None))
    assert [text for question, text in found if question == "how"] == [
        "1 item is stale.",
        "1 item has no dates.",
        "All fresh evidence is audits. No other kind confirms it.",
        "No fresh evidence has the views of children, families or carers.",
    ]
    assert ("how", "None of the evidence is fresh.") in missing(item(**OLD))
    uncounted = missing(measures=(measure("sur-1", 2016, 84), measure("sur-2", 2017, 92)), judgement=CARE)
    assert ("how", "1 figure without the number of people who answered.") in uncounted


def test_several_gaps_of_one_kind_are_counted_in_one_sentence() -> None:
    """The number and the words for it agree."""
    found = missing(
        item(),
        weakness("ev-2", **HEARD),
        *(item(f"ev-{number}", **OLD) for number in (3, 4)),
        *(item(f"ev-{number}", starting=None, until=None) for number in (5, 6, 7)),
    )
    assert found == [("how", "2 items are stale."), ("how", "3 items have no dates.")]
    asked = (measure("sur-1", 2017, 84), measure("sur-2", 2017, 84, question="felt safe"))
    assert ("how", "2 figures without the number of people who answered.") in missing(
        measures=asked, judgement=CARE
    )
    assert missing(
        item(), weakness("ev-2", **HEARD), plans=(PlannedAction(title="A", area="x", due=DAY),)
    ) == [("plans", "1 of 1 planned action without an owner.")]


def test_a_development_without_a_plan_is_worse_than_no_plan() -> None:
    """It is known, and nothing is done."""
    assert missing(item(), weakness("ev-2", **HEARD), plans=()) == [
        ("plans", "The areas for development have no plan for the next twelve months.")
    ]


def test_plans_want_a_date_and_an_owner_and_to_be_kept() -> None:
    """Each is counted among all."""
    plans = (
        PLAN,
        PlannedAction(title="A", area="x", owner="psw", due=date(2018, 4, 1), overdue=True),
        PlannedAction(title="B", area="x"),
    )
    assert missing(item(), weakness("ev-2", **HEARD), plans=plans) == [
        ("plans", "1 of 3 planned actions overdue."),
        ("plans", "1 of 3 planned actions without a date."),
        ("plans", "1 of 3 planned actions without an owner."),
    ]


@given(st.lists(items(), max_size=6))
def test_gaps_follow_the_questions_and_name_no_evidence(held: list[EvidenceItem]) -> None:
    """In order, each once, without an id or a title."""
    for area in evidence_coverage(base(*held), DAY).areas:
        found = gaps(area, (), ())
        order = [tuple(Question).index(each.question) for each in found]
        assert order == sorted(order)
        assert len(set(found)) == len(found)
        assert not [each for each in found if "ev-" in each.text or "Title" in each.text]
