"""What is covered, judgement by judgement and question by question."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.enquiry import EnquiryStatus, LineOfEnquiry
from inspectprep.model.evidence import CoverageState, EvidenceItem, Stance
from inspectprep.planning.evidence import evidence_coverage
from inspectprep.planning.evidence.coverage import EvidenceIndex
from tests.planning.evidence.making import (
    CARE,
    DAY,
    HELP,
    LEADERS,
    base,
    item,
    items,
    measure,
    weakness,
)

OLD = {"starting": date(2015, 1, 1), "until": date(2015, 12, 31)}


def state(*given: EvidenceItem, judgement: str = HELP, day: date = DAY) -> CoverageState:
    """Return how well one judgement is covered."""
    (found,) = [each for each in evidence_coverage(base(*given), day).areas if each.judgement == judgement]
    return found.state


@pytest.mark.parametrize(
    ("given_items", "expected"),
    [
        ((), CoverageState.MISSING),
        ((item(judgements=(CARE,)),), CoverageState.MISSING),
        ((item(**OLD),), CoverageState.STALE),
        ((item(starting=None, until=None),), CoverageState.STALE),
        ((item(), item("ev-2")), CoverageState.ONE_SIDED),
        ((weakness("ev-3"), weakness("ev-4", **OLD)), CoverageState.ONE_SIDED),
        ((item(), weakness("ev-3", **OLD)), CoverageState.ONE_SIDED),
        ((item(), weakness("ev-3")), CoverageState.COVERED),
    ],
)
def test_a_judgement_is_missing_stale_one_sided_or_covered(
    given_items: tuple[EvidenceItem, ...], expected: CoverageState
) -> None:
    """Only fresh evidence of both sides covers it."""
    assert state(*given_items) is expected


def test_the_overall_judgement_needs_no_evidence_of_its_own() -> None:
    """It follows from the others."""
    assert [each.judgement for each in evidence_coverage(base(), DAY).areas] == [LEADERS, HELP, CARE]


def test_what_an_edition_does_not_judge_is_told_and_never_guessed_at() -> None:
    """Evidence on care leavers is not moved to where an older edition keeps them."""
    found = evidence_coverage(
        base(item(judgements=("care_leavers",)), item("ev-2", judgements=("overall",))), DAY
    )
    assert found.unknown == ("care_leavers",)
    assert [each.id for each in found.unplaced] == ["ev-1", "ev-2"]
    assert {each.state for each in found.areas} == {CoverageState.MISSING}


def test_a_line_of_enquiry_is_covered_from_either_side() -> None:
    """Evidence may name the line, or the line the evidence; one side of the picture answers it too."""
    lines = (
        LineOfEnquiry(id="enq-1", statement="Thresholds at the front door?"),
        LineOfEnquiry(id="enq-2", statement="Supervision?", evidence=("ev-2",)),
        LineOfEnquiry(id="enq-3", statement="Permanence?", evidence=("ev-3",)),
        LineOfEnquiry(id="enq-4", statement="Care leavers' homes?"),
    )
    given_items = (item(enquiries=("enq-1",), judgements=()), item("ev-2"), item("ev-3", **OLD))
    found = evidence_coverage(base(*given_items), DAY, enquiries=lines)
    assert [each.state for each in found.enquiries] == [
        CoverageState.COVERED,
        CoverageState.COVERED,
        CoverageState.STALE,
        CoverageState.MISSING,
    ]
    assert found.unplaced == ()


def test_only_the_newest_result_of_a_survey_counts() -> None:
    """What it replaces is neither a strength of today nor a gap to correct."""
    years = (
        measure("sur-1", 2016, 84, stance=Stance.DEVELOPMENT),
        measure("sur-2", 2017, 92),
    )
    (care,) = [each for each in evidence_coverage(base(measures=years), DAY).areas if each.judgement == CARE]
    assert [each.id for each in care.strengths] == ["sur-2"]
    assert care.developments == care.stale == ()


@given(st.lists(items(), max_size=8), items())
def test_more_evidence_never_covers_less(held: list[EvidenceItem], more: EvidenceItem) -> None:
    """Adding an item leaves every judgement as well covered as it was, or better."""
    before, after = evidence_coverage(base(*held), DAY), evidence_coverage(base(*held, more), DAY)
    for one, other in zip(before.areas, after.areas, strict=True):
        assert one.state.rank <= other.state.rank


@given(st.lists(items(), max_size=8), st.integers(0, 1000))
def test_time_alone_never_covers_more(held: list[EvidenceItem], days: int) -> None:
    """Waiting makes evidence stale and nothing else."""
    now, later = (
        evidence_coverage(base(*held), DAY),
        evidence_coverage(base(*held), DAY + timedelta(days=days)),
    )
    for one, other in zip(now.areas, later.areas, strict=True):
        assert one.state.rank >= other.state.rank


@given(st.lists(items(), max_size=8))
def test_every_item_is_counted_once_where_it_belongs(held: list[EvidenceItem]) -> None:
    """Each judgement sorts its own items, and whatever bears on none is named."""
    found = evidence_coverage(base(*held), DAY)
    for area in found.areas:
        own = [each for each in held if area.judgement in each.judgements]
        sorted_items = [*area.fresh, *area.stale, *area.undated]
        assert sorted(map(repr, own)) == sorted(map(repr, sorted_items))
    placed = [each for each in held if {LEADERS, HELP, CARE} & set(each.judgements)]
    assert len(found.unplaced) == len(held) - len(placed)


def test_a_mirror_image_is_covered_as_well() -> None:
    """Strengths and developments weigh the same."""
    turned = {Stance.STRENGTH: Stance.DEVELOPMENT, Stance.DEVELOPMENT: Stance.STRENGTH}
    for held in ((item(),), (item(), weakness("ev-2")), (item(**OLD),)):
        mirrored = tuple(evolve(each, stance=turned[each.stance]) for each in held)
        assert state(*held) is state(*mirrored)


def test_only_open_lines_of_enquiry_without_an_owner_are_unowned() -> None:
    """A closed line needs no owner."""
    lines = (
        LineOfEnquiry(id="enq-1", statement="Owned?", owner="psw"),
        LineOfEnquiry(id="enq-2", statement="Unowned?"),
        LineOfEnquiry(id="enq-3", statement="Closed?", status=EnquiryStatus.CLOSED),
    )
    assert [line.id for line in EvidenceIndex(base(), lines).unowned] == ["enq-2"]
