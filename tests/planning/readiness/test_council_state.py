"""The state of a council on one day."""

from __future__ import annotations

from datetime import date, timedelta

from inspectprep.model.workforce import People, Person
from inspectprep.planning.readiness.council_state import CouncilState
from tests.planning.test_readiness import TIMELINE
from tests.whole import whole

CALL = TIMELINE.notified


def test_two_states_with_the_same_facts_are_equal() -> None:
    """Calculations that they share with other days are no fact, and are not printed."""
    one, other = (CouncilState(timeline=TIMELINE, day=CALL) for _ in range(2))
    assert one == other
    assert one != CouncilState(timeline=TIMELINE, day=CALL, running=True)
    assert "shared" not in whole(one)


def test_evidence_must_be_up_to_date_on_the_day_of_the_call_or_later() -> None:
    """Before the call it is the call that counts."""
    day = timedelta(days=1)
    found = [CouncilState(timeline=TIMELINE, day=each).evidence_day for each in (CALL - day, CALL + day)]
    assert found == [CALL, CALL + day]


def test_people_are_present_only_while_they_are_in_their_roles() -> None:
    """Nothing is known of the people if no roles are filled."""
    people = People(
        people=(Person(role="dcs", name="Ann", until=date(2000, 1, 1)), Person(role="psw", name="Cy"))
    )
    present = CouncilState(timeline=TIMELINE, day=CALL, people=people).present
    assert present is not None
    assert [each.name for each in present.people] == ["Cy"]
    assert CouncilState(timeline=TIMELINE, day=CALL).present is None


def test_a_checklist_that_is_not_known_is_empty() -> None:
    """It has the variant and the day of the call all the same."""
    found = CouncilState(timeline=TIMELINE, day=CALL).checklist
    assert (len(found), found.variant, found.notified) == (0, TIMELINE.variant, CALL)
