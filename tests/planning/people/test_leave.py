"""Leave, its cover, and the roles that two people are in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import InvalidValueError
from inspectprep.model.checklist import Status
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.workforce import Leave, People, Person, RoleHolder
from inspectprep.planning.people.leave import CoverGap, cover_gap
from inspectprep.planning.readiness.people_reasons import people_reasons
from inspectprep.planning.schedule import schedule
from tests.planning.plans import framework, short
from tests.planning.test_readiness import task, tasks

CALL = date(2018, 4, 9)
TIMELINE = schedule(Inspection(variant="short", notified=CALL), framework(), short())
FEEDBACK = date(2018, 4, 20)


def leave(starting: date, until: date | None = None, cover: str = "") -> Leave:
    """Make a leave, of one day if no end is given."""
    return Leave(starting=starting, until=until or starting, cover=cover)


def council(**leaves: Leave) -> People:
    """Return a director, a deputy and an Annex A owner, some of them away."""
    names = {"dcs": "Ada", "deputy": "Ben", "annex-a": "Cas"}
    return People(
        people=tuple(
            Person(role=role, name=name, leave=(leaves[name],) if name in leaves else ())
            for role, name in names.items()
        )
    )


def gap(people: People, day: date = CALL) -> tuple[CoverGap, str] | None:
    """Return the gap in the director's cover."""
    return cover_gap(people, people.people[0], day)


def rated(people: People, day: date = CALL, *due: date) -> dict[str, Rating]:
    """Return the rules that spoke for the people, with their ratings; tasks are the Annex A owner's."""
    own = tasks(*(task(f"send-{each}", due=each, owners=("annex-a",)) for each in due)) if due else None
    return {reason.rule: reason.rating for reason in people_reasons(people, own, TIMELINE, day)}


def the(people: People, rule: str) -> Reason:
    """Return the reason that a rule gave."""
    (reason,) = [each for each in people_reasons(people, None, TIMELINE) if each.rule == rule]
    return reason


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (council(), None),
        (council(Ada=leave(CALL, cover="Ben")), None),
        (council(Ada=leave(CALL, cover="DEPUTY  director")), None),
        (council(Ada=leave(CALL)), (CoverGap.NOT_NAMED, "")),
        (council(Ada=leave(CALL, cover="psw")), (CoverGap.VACANT, "psw")),
        (council(Ada=leave(CALL, cover="Jo Bloggs")), (CoverGap.UNKNOWN, "Jo Bloggs")),
        (council(Ada=leave(CALL, cover="Ben"), Ben=leave(CALL)), (CoverGap.AWAY, "Ben")),
        (council(Ada=leave(CALL, cover="Ben"), Ben=leave(CALL, cover="Ada")), (CoverGap.CIRCLE, "Ada")),
        (council(Ada=leave(CALL, cover="Ada")), (CoverGap.CIRCLE, "Ada")),
        (
            council(Ada=leave(CALL, cover="Ben"), Ben=leave(CALL, cover="Cas"), Cas=leave(CALL, cover="dcs")),
            (CoverGap.CIRCLE, "Ada"),
        ),
        (
            council(Ada=leave(CALL, cover="Ben"), Ben=leave(CALL, cover="Cas"), Cas=leave(CALL, cover="Ben")),
            (CoverGap.CIRCLE, "Ben"),
        ),
        (council(Ada=leave(CALL, cover="Ben"), Ben=leave(CALL, cover="AXA")), (CoverGap.PASSED_ON, "Cas")),
    ],
    ids=[
        "in", "covered", "by_title", "not_named", "vacant", "unknown", "away_too", "each_other", "themselves",
        "three_in_a_circle", "circle_behind", "passed_on",
    ],
)  # fmt: skip
def test_each_gap_in_the_cover_is_found(people: People, expected: tuple[CoverGap, str] | None) -> None:
    """Whoever covers must be on record, and be there."""
    assert gap(people) == expected


def test_circles_count_only_where_the_leaves_overlap() -> None:
    """Each covers the other, in different weeks."""
    later = CALL + timedelta(days=7)
    people = council(Ada=leave(CALL, cover="Ben"), Ben=leave(later, cover="Ada"))
    assert gap(people) is None
    assert "leave-without-cover" not in rated(people)


@pytest.mark.parametrize("day", [CALL, date(2018, 4, 11), date(2018, 4, 18), FEEDBACK])
def test_a_directors_leave_counts_from_the_call_to_final_feedback(day: date) -> None:
    """On any working day between them, not only on the first."""
    assert rated(council(Ada=leave(day)))["leave-without-cover"] is Rating.RED


@pytest.mark.parametrize(
    "day", [CALL - timedelta(days=3), date(2018, 4, 14), FEEDBACK + timedelta(days=3)], ids=str
)
def test_leave_outside_the_inspection_does_not_count(day: date) -> None:
    """Before the call, on a Saturday, or after the feedback without a task due."""
    assert rated(council(Ada=leave(day))) == {"people-named": Rating.GREEN}


def test_an_owners_leave_counts_on_every_day_and_later_when_a_task_is_due() -> None:
    """The Annex A owner is away on a Wednesday off site, or when the task is due in May."""
    assert rated(council(Cas=leave(date(2018, 4, 11))))["leave-without-cover"] is Rating.AMBER
    later = date(2018, 5, 2)
    assert "leave-without-cover" not in rated(council(Cas=leave(later)), CALL, date(2018, 5, 3))
    assert rated(council(Cas=leave(later)), CALL, later)["leave-without-cover"] is Rating.AMBER


def test_only_a_directors_own_gap_during_the_inspection_is_red() -> None:
    """A question about the cover, or a task that is due later, is amber."""
    later = date(2018, 5, 21)
    own = tasks(task("plan", due=later, owners=("dcs",)))
    [after] = people_reasons(council(Ada=leave(later)), own, TIMELINE, CALL)
    assert (after.rule, after.rating) == ("leave-without-cover", Rating.AMBER)
    assert "is away on Mon 21 May, when a task is due, " in after.text
    asked = the(council(Ada=leave(CALL, cover="Jo Bloggs")), "cover-unknown")
    assert asked.rating is Rating.AMBER
    assert "Mon 9 Apr, the day of the call" in asked.text
    assert asked.action.startswith("Check the cover for the director")
    named = the(council(Ada=leave(date(2018, 4, 11))), "leave-without-cover")
    assert named.text.startswith("The director of children's services is away on Wed 11 Apr, and no")
    assert named.action == "Name cover for the director of children's services on Wed 11 Apr."
    assert (named.owner, the(council(Ben=leave(CALL)), "leave-without-cover").owner) == ("deputy", "dcs")


def test_a_task_that_is_done_needs_no_cover() -> None:
    """Only open work is left undone."""
    later = date(2018, 5, 2)
    done = tasks(task("send", due=later, owners=("annex-a",), status=Status.DONE, on=CALL))
    rules = {reason.rule for reason in people_reasons(council(Cas=leave(later)), done, TIMELINE)}
    assert "leave-without-cover" not in rules


def test_days_that_are_over_do_not_count() -> None:
    """On Thursday the leave of Wednesday is history."""
    people = council(Ada=leave(date(2018, 4, 11)))
    assert "leave-without-cover" in rated(people, date(2018, 4, 11))
    assert "leave-without-cover" not in rated(people, date(2018, 4, 12))


def test_a_longer_absence_says_for_how_many_days() -> None:
    """The first day and the number of the others."""
    text = the(council(Ada=leave(CALL, date(2018, 4, 12))), "leave-without-cover").text
    assert "Mon 9 Apr and 3 more days of the inspection" in text


@pytest.mark.parametrize(("last", "more"), [(10, "1 more day"), (11, "2 more days"), (12, "3 more days")])
def test_the_days_after_the_first_are_counted(last: int, more: str) -> None:
    """Monday is named, and the working days that follow are counted."""
    away = council(Ada=leave(CALL, date(2018, 4, last)))
    assert f"away on Mon 9 Apr and {more} of the inspection" in the(away, "leave-without-cover").text


def test_unknown_cover_and_passed_on_cover_are_questions() -> None:
    """They are asked about, and are never green."""
    unknown = the(council(Ada=leave(CALL, cover="Jo Bloggs")), "cover-unknown")
    assert unknown.rating is Rating.AMBER
    assert "Jo Bloggs" in unknown.text
    passed = council(Ada=leave(CALL, cover="Ben"), Ben=leave(CALL, cover="Cas"))
    assert the(passed, "cover-passed-on").rating is Rating.AMBER


def test_two_people_in_one_role_are_asked_about() -> None:
    """Unless one begins after the other has left."""
    ben, cat = Person(role="deputy", name="Ben"), Person(role="deputy", name="Cat")
    director = Person(role="dcs", name="Ada")
    reason = the(People(people=(director, ben, cat)), "role-held-twice")
    assert reason.rating is Rating.AMBER
    assert "Ben, Cat" in reason.text
    left = Person(role="deputy", name="Ben", until=date(2018, 3, 31))
    new = Person(role="deputy", name="Cat", starting=date(2018, 4, 1))
    assert rated(People(people=(director, left, new))) == {"people-named": Rating.GREEN}


def test_a_role_is_vacant_after_its_holder_has_left() -> None:
    """The director left in March."""
    people = People(
        people=(
            Person(role="dcs", name="Ada", until=date(2018, 3, 31)),
            Person(role="deputy", name="Ben"),
        )
    )
    assert rated(people) == {"role-vacant": Rating.RED}


def test_vacant_roles_are_one_reason() -> None:
    """The director alone is a reason of its own, because it is red."""
    work = tasks(task("tell-staff", owners=("communications", "psw")))
    reasons = [each for each in people_reasons(People(), work, TIMELINE) if each.rule == "role-vacant"]
    assert [(each.rating, each.owner) for each in reasons] == [
        (Rating.RED, "deputy"),
        (Rating.AMBER, "dcs"),
    ]
    assert reasons[1].text == (
        "3 roles have no named holder: deputy director, communications lead and principal social worker."
    )


def test_leave_in_another_role_of_the_same_person_counts() -> None:
    """Whoever is away is away in every role."""
    people = People(
        people=(
            Person(role="dcs", name="Ada", leave=(leave(CALL, cover="deputy"),)),
            Person(role="deputy", name="Ben"),
            Person(role="qa", name="ben", leave=(leave(CALL),)),
        )
    )
    assert gap(people) == (CoverGap.AWAY, "Ben")


def test_a_record_with_impossible_days_is_refused() -> None:
    """Leave and time in the role both begin before they end."""
    for cls, more in ((Leave, {}), (RoleHolder, {"role": "dcs"})):
        with pytest.raises(
            InvalidValueError, match=r"until: The value is before .*, the first day"
        ) as caught:
            cls(starting=FEEDBACK, until=CALL, **more)
        assert caught.value.field == "until"
    RoleHolder(role="dcs", starting=CALL, until=CALL, leave=(leave(CALL),))


def test_a_record_asks_about_others_in_the_role_and_about_unknown_cover() -> None:
    """With their names; people who do not overlap are no question."""
    ben = RoleHolder(id="per-1", role="deputy", name="Ben")
    cat = RoleHolder(id="per-2", role="Deputy director", name="Cat", leave=(leave(CALL, cover="Jo"),))
    first, second = cat.questions((ben, cat))
    assert "Ben" in first
    assert "Jo" in second
    later = RoleHolder(id="per-2", role="deputy", name="Cat", starting=FEEDBACK)
    before = RoleHolder(id="per-1", role="deputy", name="Ben", until=CALL)
    assert later.questions((before, later)) == ()


COVERS = st.sampled_from(["", "dcs", "deputy", "psw", "Ada", "ben", "Jo Bloggs"])
LEAVES = st.lists(
    st.builds(
        Leave,
        starting=st.just(CALL),
        until=st.sampled_from([CALL, FEEDBACK]),
        cover=COVERS,
    ),
    max_size=2,
).map(tuple)
PEOPLE = st.builds(
    Person,
    role=st.sampled_from(["dcs", "deputy", "psw"]),
    name=st.sampled_from(["", "Ada", "Ben", "Cas"]),
    leave=LEAVES,
)


@given(st.lists(PEOPLE, min_size=1, max_size=6))
def test_no_one_who_is_away_without_present_cover_is_green(each: list[Person]) -> None:
    """Any chain ends; without a gap somebody named is there."""
    people = People(people=tuple(each))
    for person in each:
        if person.away_on(CALL) is None:
            continue
        if cover_gap(people, person, CALL) is None:
            cover = person.away_on(CALL).cover
            assert any(people.leave_on(other, CALL) is None for other in people.named(cover))
        else:
            assert {Rating.RED, Rating.AMBER} & set(rated(people).values())


def test_people_who_are_away_without_cover_are_one_reason() -> None:
    """One line for all of them, and another for the deputy, whose cover the director names."""
    known = council(Ben=leave(CALL), Cas=leave(CALL)).people
    lead = Person(role="qa", name="Dee", leave=(leave(date(2018, 4, 11), date(2018, 4, 13)),))
    away = People(people=(*known, lead))
    found = [
        each for each in people_reasons(away, None, TIMELINE, CALL) if each.rule == "leave-without-cover"
    ]
    assert [each.owner for each in found] == ["dcs", "deputy"]
    assert found[1].text.startswith("2 role holders are away without cover: Annex A owner on Mon 9 Apr; ")
    assert " on Wed 11 Apr and 2 more days" in found[1].text
    assert found[1].action.startswith("Name cover for the Annex A owner; the ")
