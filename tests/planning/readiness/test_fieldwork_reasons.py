"""What preparation, communication and lessons say about readiness, and how it moved."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.checklist import Theme
from inspectprep.model.debrief import Lesson
from inspectprep.model.preparation import MatchKind, PossibleMatch, PreparationCoverage, TeamCoverage
from inspectprep.model.readiness import Rating, Readiness, Reason, ThemeReadiness
from inspectprep.model.release import (
    Channel,
    CommunicationState,
    Disclosure,
    Embargo,
    EmbargoStage,
    ReleasePlan,
    ReleaseStep,
)
from inspectprep.model.trend import Direction
from inspectprep.model.workforce import RoleHolder
from inspectprep.planning.readiness import assess
from inspectprep.planning.readiness.communication_reasons import REACHED, communication_reasons
from inspectprep.planning.readiness.lessons_reasons import lesson_reasons
from inspectprep.planning.readiness.preparation_reasons import preparation_reasons
from inspectprep.planning.readiness.trend import trend
from tests.planning.test_readiness import TIMELINE

DAY = date(2018, 4, 9)


def team(name: str = "North", workers: int = 4, prepared: int = 4, **more: object) -> TeamCoverage:
    """Make a team's coverage, all prepared and proud of something."""
    return TeamCoverage(team=name, workers=workers, prepared=prepared, **{"proud": 1, **more})


def rules(reasons: tuple[Reason, ...]) -> list[str]:
    """Return the rules behind reasons."""
    return [each.rule for each in reasons]


def test_a_prepared_service_gives_one_green_reason() -> None:
    """Everybody prepared is said once."""
    [reason] = preparation_reasons(PreparationCoverage(on=DAY, teams=(team(),)))
    assert (reason.rating, reason.rule) == (Rating.GREEN, "workforce-prepared")
    assert "4 workers in 1 team" in reason.text


def test_no_worker_on_record_is_a_gap() -> None:
    """Unknown is never ready."""
    [reason] = preparation_reasons(PreparationCoverage(on=DAY))
    assert (reason.rating, reason.rule) == (Rating.AMBER, "workforce-unknown")


def test_a_team_below_the_share_is_red_and_named() -> None:
    """Half of the team is enough for amber; less is red."""
    half = preparation_reasons(
        PreparationCoverage(on=DAY, teams=(team(prepared=2, never=("Ann Avon", "Ben Brent")),))
    )
    assert rules(half) == ["worker-unprepared"]
    less = preparation_reasons(PreparationCoverage(on=DAY, teams=(team(prepared=1, never=("A", "B", "C")),)))
    assert rules(less) == ["team-unprepared", "worker-unprepared"]
    assert less[0].rating is Rating.RED
    assert "North (1 of 4)" in less[0].text


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"joined_since": ("Cat",)}, "worker-joined-since"),
        ({"stale": ("Cat",)}, "session-stale"),
        ({"unrecorded": 1}, "attendance-unknown"),
        ({"proud": 0}, "proud-work-unknown"),
    ],
)
def test_each_gap_has_a_reason_of_its_own(more: dict[str, object], rule: str) -> None:
    """Each is amber, belongs to somebody and asks for something."""
    prepared = 3 if rule in ("worker-joined-since", "session-stale") else 4
    [reason] = preparation_reasons(PreparationCoverage(on=DAY, teams=(team(prepared=prepared, **more),)))
    assert (reason.rule, reason.rating, reason.owner) == (rule, Rating.AMBER, "psw")
    assert reason.action


def test_names_in_question_keep_the_theme_amber() -> None:
    """A question about a name is settled by a person."""
    asked = PossibleMatch(kind=MatchKind.INITIAL, names=("Hazlett, D",), question="Who?")
    found = preparation_reasons(PreparationCoverage(on=DAY, teams=(team(),), unknown=("Dun",)), (asked,))
    assert rules(found) == ["attendance-unplaced", "names-in-question"]


HOLDERS = tuple(RoleHolder(role=role, name="Somebody", contact="01865 000000") for role in REACHED)
STEPS = tuple(ReleaseStep(channel=channel, title="Tell", ready=("good",)) for channel in Channel)
PLAN = ReleasePlan(outcomes=("good",), on=DAY, steps=STEPS)


def test_communication_that_is_prepared_is_green() -> None:
    """Every draft signed and everybody to be reached."""
    [reason] = communication_reasons(CommunicationState(plan=PLAN, holders=HOLDERS))
    assert reason.rating is Rating.GREEN


def test_drafts_missing_or_unsigned_and_contacts_are_named() -> None:
    """What is missing is counted by channel."""
    first = evolve(STEPS[0], ready=(), missing=("good",))
    second = evolve(STEPS[1], ready=(), unsigned=("good: Director",))
    plan = evolve(PLAN, steps=(first, second, *STEPS[2:]))
    found = communication_reasons(CommunicationState(plan=plan, holders=HOLDERS[1:]))
    assert rules(found) == ["release-drafts-missing", "release-drafts-unsigned", "contacts-missing"]
    assert "1 of 5 drafts" in found[0].text
    assert "staff (1)" in found[0].text
    assert "director of children's services" in found[2].text
    assert rules(communication_reasons(CommunicationState()))[0] == "release-unplanned"


def test_an_outcome_that_nobody_registered_is_red() -> None:
    """Somebody was at the feedback: an empty register is wrong."""
    held = Embargo(stage=EmbargoStage.HELD, on=DAY)
    [reason] = communication_reasons(CommunicationState(plan=PLAN, holders=HOLDERS, embargo=held))
    assert (reason.rating, reason.rule) == (Rating.RED, "register-empty")
    told = evolve(held, register=(Disclosure(person="Ann", on=DAY),))
    [reason] = communication_reasons(CommunicationState(plan=PLAN, holders=HOLDERS, embargo=told))
    assert (reason.rating, reason.rule) == (Rating.AMBER, "register-unreminded")


def test_every_open_lesson_is_an_action_for_its_owner() -> None:
    """A lesson acted on later than the day is still open on it."""
    lessons = (
        Lesson(learned="The call found us abroad.", next_time="Name cover for every leave.", owner="deputy"),
        Lesson(learned="Annex A was late.", acted_on=date(2018, 4, 10), owner="Annex A owner"),
        Lesson(learned="Blogs worked.", acted_on=date(2018, 4, 8)),
    )
    found = lesson_reasons(lessons, DAY)
    assert [each.owner for each in found] == ["deputy", "annex-a"]
    assert found[0].action == "Name cover for every leave."
    assert rules(lesson_reasons(lessons[2:], DAY)) == ["lessons-acted-on"]
    assert rules(lesson_reasons((), DAY)) == ["lessons-unknown"]


def test_assess_asks_only_what_it_is_given() -> None:
    """Without them nothing changes; with them the themes get their reasons."""
    before = assess(TIMELINE)
    after = assess(
        TIMELINE,
        preparation=PreparationCoverage(on=DAY, teams=(team(prepared=0, never=("A", "B", "C", "D")),)),
        communication=CommunicationState(),
        lessons=(),
    )
    got = {each.theme: set(rules(each.reasons)) for each in after.themes}
    had = {each.theme: set(rules(each.reasons)) for each in before.themes}
    assert "team-unprepared" in got[Theme.PEOPLE] - had[Theme.PEOPLE]
    assert "release-unplanned" in got[Theme.COMMUNICATE] - had[Theme.COMMUNICATE]
    assert "lessons-unknown" in got[Theme.DEBRIEF] - had[Theme.DEBRIEF]
    assert had[Theme.PLAN] == got[Theme.PLAN]


def answer(*ratings: Rating) -> Readiness:
    """Make an answer with a reason for each theme's rating."""
    themes = tuple(
        ThemeReadiness(
            theme=theme, rating=rating, reasons=(Reason(rating=rating, rule=rating.value, text=rating.value),)
        )
        for theme, rating in zip(Theme, ratings, strict=True)
    )
    worst = min(ratings, key=lambda each: each.rank)
    return Readiness(
        authority="Oxfordshire",
        variant="short",
        title="Short",
        as_of=DAY,
        notified=DAY,
        rating=worst,
        themes=themes,
    )


RATINGS = st.tuples(*[st.sampled_from(Rating)] * len(Theme))


@given(RATINGS, RATINGS)
def test_a_trend_turned_round_says_the_opposite(one: tuple[Rating, ...], two: tuple[Rating, ...]) -> None:
    """Better forwards is worse backwards, and what is new one way is gone the other way."""
    forwards, back = trend(answer(*one), answer(*two)), trend(answer(*two), answer(*one))
    opposite = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
    for there, again in zip(forwards.themes, back.themes, strict=True):
        assert again.direction is opposite.get(there.direction, Direction.SAME)
        assert (there.gone, there.new) == (again.new, again.gone)
        assert not any(each.rating is Rating.GREEN for each in (*there.gone, *there.new))


def test_a_theme_nobody_knew_counts_as_red() -> None:
    """What was not known was a gap."""
    now = answer(*[Rating.AMBER] * len(Theme))
    before = evolve(now, themes=now.themes[1:])
    first = trend(before, now).themes[0]
    assert (first.before, first.now, first.direction) == (Rating.RED, Rating.AMBER, Direction.BETTER)
