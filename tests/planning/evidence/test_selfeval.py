"""The draft of the self-evaluation: what the evidence holds, all of it, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.evidence import CoverageState, EvidenceItem, Sensitivity
from inspectprep.model.freshness import Freshness
from inspectprep.model.history import AreaForImprovement, ImprovementAction
from inspectprep.model.inspection import Grade, Inspection
from inspectprep.model.readiness import Rating
from inspectprep.model.selfeval import SelfEvaluation, SelfEvaluationArea
from inspectprep.planning.evidence.selfeval import ELSEWHERE, self_evaluation
from tests.planning.evidence.making import (
    CARE,
    CHILDRENS_HOMES,
    DAY,
    HELP,
    LEADERS,
    area,
    base,
    item,
    items,
    measure,
    weakness,
)
from tests.whole import whole


def of(draft: SelfEvaluation, judgement: str) -> SelfEvaluationArea:
    """Return the answers for one judgement."""
    (found,) = [each for each in draft.areas if each.judgement == judgement]
    return found


def action(title: str, **more: Any) -> ImprovementAction:
    """Make an action that somebody owns."""
    return ImprovementAction(title=title, **{"owner": "psw", **more})


def planned(*actions: ImprovementAction, **more: Any) -> list[str]:
    """Return the titles of what is planned for help and protection."""
    one = area(actions=actions, **more)
    return [each.title for each in of(self_evaluation(base(), [one], DAY), HELP).plans]


def test_every_judgement_is_answered_for_but_the_overall_one() -> None:
    """In the edition's order, with its title."""
    draft = self_evaluation(base(), (), DAY, authority="Oxfordshire", edition="2018-01")
    assert [each.title for each in draft.areas] == ["Leaders", "Help and protection", "Care and care leavers"]
    assert (draft.authority, draft.edition, draft.as_of) == ("Oxfordshire", "2018-01", DAY)


def test_strengths_come_first_and_stale_evidence_last() -> None:
    """What an item does not say is told by its title."""
    old = {"starting": date(2015, 1, 1), "until": date(2015, 12, 31)}
    held = base(item("ev-3", **old), weakness("ev-2", says=""), item("ev-1"))
    known = of(self_evaluation(held, (), DAY), HELP).known
    assert [(each.evidence, each.text, each.freshness) for each in known] == [
        ("ev-1", "What ev-1 says.", Freshness.FRESH),
        ("ev-2", "Title of ev-2", Freshness.FRESH),
        ("ev-3", "What ev-3 says.", Freshness.STALE),
    ]
    assert known[0].good_until == date(2018, 9, 30)


def test_plans_are_open_actions_within_twelve_months() -> None:
    """Overdue ones first, undated ones last; what is done, closed or further off is no plan."""
    assert planned(
        action("Undated"),
        action("Done", done=date(2018, 1, 1)),
        action("Last day", due=date(2019, 4, 9)),
        action("Too far", due=date(2019, 4, 10)),
        action("Overdue", due=date(2018, 1, 1)),
    ) == ["Overdue", "Last day", "Undated"]
    assert planned(action("Open"), closed=date(2018, 1, 1)) == []


def test_the_owner_of_the_area_stands_in_for_the_actions() -> None:
    """Somebody answers for it."""
    one = area(owner="deputy", actions=(action("Train", owner=""),))
    assert of(self_evaluation(base(), [one], DAY), HELP).plans[0].owner == "deputy"


def test_the_grade_is_the_last_one_given_before_the_day() -> None:
    """A later report is not known yet, and one without a date was never given."""

    def past(year: int | None, grade: str) -> Inspection:
        day = None if year is None else date(year, 5, 22)
        return Inspection(
            title="x",
            actual={"publication": day} if day else (),
            grades=(Grade(judgement=HELP, grade=grade),),
        )

    history = (past(2014, "good"), past(2018, "requires improvement to be good"), past(None, "inadequate"))
    assert of(self_evaluation(base(), (), DAY, past=history), HELP).grade == "good"
    assert of(self_evaluation(base(), (), date(2018, 5, 22), past=history), HELP).grade.startswith("requires")
    assert of(self_evaluation(base(), (), DAY, past=history), CARE).grade == ""


def test_surveys_are_told_over_the_years_and_few_answers_marked() -> None:
    """Each change with its sentence; the stricter of two years' sensitivities counts."""
    years = (
        measure("sur-1", 2016, None, 40, count=36, sensitivity=Sensitivity.RESTRICTED),
        measure("sur-2", 2017, None, 40, count=30, sensitivity=Sensitivity.OPEN),
    )
    (trend,) = of(self_evaluation(base(measures=years), (), DAY), CARE).trends
    assert trend.question == f"{CHILDRENS_HOMES} (children in children's homes)"
    assert trend.sensitivity is Sensitivity.RESTRICTED
    assert trend.few  # 4 of 40 in 2016 said no
    assert not trend.better
    assert "a fall of 15 points" in trend.text


def test_progress_tells_how_the_measure_moved_unless_few_answered() -> None:
    """A sentence with small numbers would go further than the draft may."""
    many = (measure("sur-1", 2015, 84, 900), measure("sur-2", 2017, 92, 900))
    one = area(evidence=("sur-2",), measure=CHILDRENS_HOMES, actions=(action("Done", done=DAY),))
    (moved,) = self_evaluation(base(measures=many), [one], DAY).progress
    assert moved.rating is Rating.GREEN
    assert "a rise of 8 points" in moved.text
    few = (measure("sur-1", 2015, 50, 8), measure("sur-2", 2017, 75, 8))
    (hidden,) = self_evaluation(base(measures=few), [one], DAY).progress
    assert "points" not in hidden.text


def test_what_bears_on_no_judgement_is_not_lost() -> None:
    """It stands last, under its own heading, and only if there is any."""
    stray = area(judgements=(), actions=(action("Move offices"),))
    draft = self_evaluation(base(item(judgements=("care_leavers",))), [stray], DAY)
    last = draft.areas[-1]
    assert (last.judgement, last.title, last.state) == ("", ELSEWHERE, CoverageState.ONE_SIDED)
    assert [each.evidence for each in last.known] == ["ev-1"]
    assert [each.title for each in last.plans] == ["Move offices"]
    assert len(self_evaluation(base(item()), (), DAY).areas) == 3


@given(st.lists(items(), max_size=6, unique_by=lambda each: each.id))
def test_everything_recorded_is_told_where_it_belongs(held: list[EvidenceItem]) -> None:
    """Each item stands once under each of its judgements, or under the last heading."""
    draft = self_evaluation(base(*held), (), DAY)
    told = [(each.judgement, known.evidence) for each in draft.areas for known in each.known]
    judged = {LEADERS, HELP, CARE}
    expected = [(name, each.id) for each in held for name in (judged & set(each.judgements) or {""})]
    assert sorted(told) == sorted(expected)


@given(st.lists(items(), max_size=6, unique_by=lambda each: each.id))
def test_no_place_where_a_file_lies_is_told(held: list[EvidenceItem]) -> None:
    """Not even by accident: the draft has no room for it."""
    marked = [evolve(each, location="/zq/4711", sha256="zq" * 32) for each in held]
    areas: list[AreaForImprovement] = [area(evidence=tuple(each.id for each in held))]
    assert "zq" not in whole(self_evaluation(base(*marked), areas, DAY))
