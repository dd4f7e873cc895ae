"""Records of a workspace join the question of readiness, and nothing changes without them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import InspectPrepError
from inspectprep.model.checklist import Theme
from inspectprep.model.enquiry import Fieldwork, RequestState, Showcase
from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.history import ImprovementAction
from inspectprep.model.inspection import Inspection
from inspectprep.model.preparation import PreparationCoverage, TeamCoverage
from inspectprep.model.readiness import Rating, Readiness
from inspectprep.model.release import CommunicationState
from inspectprep.planning.evidence import EvidencePolicy
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.schedule import schedule
from tests.planning.asking import readiness
from tests.planning.evidence.making import CARE, DAY, HELP, JUDGEMENTS, LEADERS, area, base, item, weakness
from tests.planning.plans import framework, short

TIMELINE = schedule(Inspection(variant="short", authority="Oxfordshire", notified=DAY), framework(), short())
EVERYWHERE = (LEADERS, HELP, CARE)
FULL = base(item("ev-1", judgements=EVERYWHERE), weakness("ev-2", judgements=EVERYWHERE))
DONE = ImprovementAction(title="Train every assessor", owner="psw", done=date(2017, 1, 9))
AREAS = (area(evidence=("ev-1",), actions=(DONE,)),)
ROOM = Fieldwork(
    requests=(RequestState(title="Audits", prepared=date(2018, 4, 1)),),
    showcases=(Showcase(service="The hub"),),
)


def rules(ready: Readiness, theme: Theme) -> dict[str, Rating]:
    """Return the rules that spoke for a theme."""
    (found,) = [each for each in ready.themes if each.theme is theme]
    return {each.rule: each.rating for each in found.reasons}


def test_without_records_nothing_changes() -> None:
    """Whoever asks without a workspace gets the answer that they always got."""
    plain = readiness(TIMELINE)
    assert readiness(TIMELINE, evidence=None, areas=None, fieldwork=None) == plain
    assert not [rule for theme in Theme for rule in rules(plain, theme) if rule.startswith("evidence")]


def test_records_in_order_give_green_reasons_where_they_belong() -> None:
    """Evidence and claims speak for challenge; areas and requests for the plan."""
    ready = readiness(TIMELINE, evidence=FULL, areas=AREAS, fieldwork=ROOM)
    challenge, plan = rules(ready, Theme.CHALLENGE), rules(ready, Theme.PLAN)
    assert challenge["evidence-covers"] is challenge["challenge-in-hand"] is Rating.GREEN
    assert plan["areas-moved"] is plan["requests-in-hand"] is Rating.GREEN


def test_an_empty_workspace_is_not_ready() -> None:
    """Nothing recorded is not the same as nothing asked."""
    ready = readiness(TIMELINE, evidence=EvidenceBase(judgements=JUDGEMENTS), areas=(), fieldwork=Fieldwork())
    assert rules(ready, Theme.CHALLENGE)["evidence-none"] is Rating.RED
    assert {"areas-unknown", "requests-unknown"} <= rules(ready, Theme.PLAN).keys()
    assert any(each.title.startswith("Record the latest audits") for each in ready.actions)


def test_a_call_that_is_months_away_finds_the_evidence_as_old_as_it_will_be() -> None:
    """Asked today about a Monday in the autumn, what is fresh today is stale by then."""
    later = Inspection(variant="short", notified=date(2018, 10, 8))
    ahead = readiness(schedule(later, framework(), short()), evidence=FULL, as_of=DAY)
    assert rules(ahead, Theme.CHALLENGE)["evidence-stale"] is Rating.AMBER
    assert "evidence-stale" not in rules(readiness(TIMELINE, evidence=FULL), Theme.CHALLENGE)


def test_the_policy_of_evidence_is_the_councils_own() -> None:
    """Audits that speak for a month only."""
    own = EvidencePolicy(months={"audit": 0})
    ready = readiness(TIMELINE, evidence=FULL, evidence_policy=own)
    assert rules(ready, Theme.CHALLENGE)["evidence-stale"] is Rating.AMBER


@given(st.integers(0, 700), st.integers(0, 100))
def test_waiting_never_makes_evidence_better(days: int, more: int) -> None:
    """With nothing new recorded, the worst reason of the evidence only gets worse."""

    def worst(after: int) -> int:
        ready = readiness(TIMELINE, evidence=FULL, areas=AREAS, as_of=DAY + timedelta(days=after))
        spoke = {**rules(ready, Theme.CHALLENGE), **rules(ready, Theme.PLAN)}
        return min(rating.rank for rule, rating in spoke.items() if rule.startswith(("evidence", "area")))

    assert worst(days + more) <= worst(days)


def test_each_input_gives_reasons_for_its_own_theme() -> None:
    """Without them nothing changes; with them the themes get their reasons."""
    teams = (TeamCoverage(team="North", workers=4, prepared=0, never=("A", "B", "C", "D")),)
    before = readiness(TIMELINE)
    after = readiness(
        TIMELINE,
        preparation=PreparationCoverage(on=DAY, teams=teams),
        communication=CommunicationState(),
        lessons=(),
    )
    new = {theme: rules(after, theme).keys() - rules(before, theme).keys() for theme in Theme}
    assert "team-unprepared" in new[Theme.PEOPLE]
    assert "contacts-missing" in new[Theme.COMMUNICATE]
    assert "lessons-unknown" in new[Theme.DEBRIEF]
    assert not new[Theme.PLAN]


def test_what_is_no_summary_of_a_check_is_refused() -> None:
    """Before anything is calculated from it."""
    wrong: Any = object()
    with pytest.raises(InspectPrepError, match=r"CouncilState\.annexa: The value should be a CheckSummary"):
        CouncilState(timeline=TIMELINE, day=DAY, annexa=wrong)
