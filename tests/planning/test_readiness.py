"""Red, amber or green by stated rules, with reasons and next actions."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.checklist import Checklist, Status, Task, Theme
from inspectprep.model.finding import (
    CheckSummary,
    LatePractice,
    LikelyLine,
    ListSummary,
    Nature,
    RuleCount,
    Severity,
    SkippedRule,
)
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness import Rating, Readiness
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.model.workforce import Leave, People, Person
from inspectprep.planning.schedule import schedule
from tests.planning.asking import readiness
from tests.planning.plans import framework, short

CALL = date(2018, 4, 9)
TIMELINE = schedule(Inspection(variant="short", authority="Oxfordshire", notified=CALL), framework(), short())


def task(name: str, theme: Theme = Theme.CHALLENGE, **more: object) -> Task:
    """Make a task with everything a test does not care about filled in."""
    values = {
        "id": name,
        "template": name,
        "title": name.capitalize(),
        "theme": theme,
        "phase": Phase.ON_SITE,
        "owners": ("deputy",),
        **more,
    }
    return Task(**values)


def tasks(*each: Task) -> Checklist:
    """Make a checklist."""
    return Checklist(tasks=each, variant="short", notified=CALL)


def summary(errors: int = 0, warnings: int = 0, practice: int = 0, **more: object) -> CheckSummary:
    """Make the summary of a check of all lists with a thousand rows."""
    counts = ((Severity.ERROR, Nature.DATA, errors), (Severity.WARNING, Nature.DATA, warnings))
    rules = [
        RuleCount(
            rule="AA-F-001", severity=severity, nature=nature, message="A date is missing.", count=count
        )
        for severity, nature, count in (*counts, (Severity.WARNING, Nature.PRACTICE, practice))
        if count
    ]
    lists = tuple(
        ListSummary(list=n, title=f"List {n}", found=True, rows=1000 // 11, errors=errors if n == 8 else 0)
        for n in range(1, 12)
    )
    values = {"as_of": CALL, "lists": lists, "rules": tuple(rules), "files": 1, **more}
    return CheckSummary(**values)


def people(*leaves: Leave, role: str = "dcs") -> People:
    """Name a director and a deputy, one of whom is away."""
    names = {"dcs": "Ada", "deputy": "Ben", "annex-a": "Cas"}
    return People(
        people=tuple(
            Person(role=each, name=name, leave=leaves if each == role else ()) for each, name in names.items()
        )
    )


def every_theme() -> Checklist:
    """Make a checklist with one finished task for each theme."""
    return tasks(*(task(theme.value, theme, status=Status.DONE, on=CALL) for theme in Theme))


def rules(readiness: Readiness, theme: Theme) -> dict[str, Rating]:
    """Return the rules that spoke for one theme, with their ratings."""
    (found,) = [each for each in readiness.themes if each.theme is theme]
    return {reason.rule: reason.rating for reason in found.reasons}


def test_what_nobody_knows_is_never_green() -> None:
    """Nothing given: Annex A is red, everything else amber."""
    ready = readiness(TIMELINE)
    assert ready.rating is Rating.RED
    assert {each.rating for each in ready.themes if each.theme is not Theme.ANNEX_A} == {Rating.AMBER}


def test_everything_in_order_is_green() -> None:
    """Green is possible, and says why."""
    ready = readiness(TIMELINE, tasks=every_theme(), annexa=summary(), people=people())
    assert ready.rating is Rating.GREEN
    assert ready.ready
    assert all(each.reasons for each in ready.themes)


@pytest.mark.parametrize(("errors", "rating"), [(0, Rating.GREEN), (9, Rating.AMBER), (10, Rating.RED)])
def test_annex_a_is_red_from_one_error_in_a_hundred_rows(errors: int, rating: Rating) -> None:
    """The lists hold 990 rows: ten errors are one in a hundred."""
    found = rules(readiness(TIMELINE, tasks=every_theme(), annexa=summary(errors=errors)), Theme.ANNEX_A)
    assert min(found.values(), key=lambda each: each.rank) is rating


def test_the_threshold_is_the_councils_own() -> None:
    """No inspectorate publishes one."""
    strict = ReadinessPolicy(red_errors_per_100_rows=0.1)
    assert rules(readiness(TIMELINE, annexa=summary(errors=1), policy=strict), Theme.ANNEX_A)[
        "annexa-errors"
    ] is (Rating.RED)


def test_a_missing_list_is_red_and_named() -> None:
    """Inspectors ask for all eleven."""
    lists = tuple(evolve(each, found=each.list != 9) for each in summary().lists)
    ready = readiness(TIMELINE, annexa=summary(lists=lists))
    assert rules(ready, Theme.ANNEX_A)["annexa-list-missing"] is Rating.RED
    assert any("List 9" in action.title for action in ready.actions)


@pytest.mark.parametrize(
    ("as_of", "rating"),
    [(date(2018, 3, 9), None), (date(2018, 3, 8), Rating.AMBER), (date(2018, 2, 5), Rating.RED)],
)
def test_an_old_check_goes_stale(as_of: date, rating: Rating | None) -> None:
    """Thirty-one calendar days are fresh, thirty-two amber, sixty-three red."""
    assert (
        rules(readiness(TIMELINE, annexa=summary(as_of=as_of)), Theme.ANNEX_A).get("annexa-stale") is rating
    )


def test_practice_warnings_and_skipped_rules_are_amber() -> None:
    """Data and practice are told apart."""
    found = rules(
        readiness(
            TIMELINE,
            tasks=every_theme(),
            annexa=summary(
                warnings=2, practice=3, skipped_rules=(SkippedRule(rule="AA-C-001", reason="no list"),)
            ),
        ),
        Theme.ANNEX_A,
    )
    assert found == {
        "annexa-warnings": Rating.AMBER,
        "annexa-practice": Rating.AMBER,
        "annexa-skipped": Rating.AMBER,
        "tasks-in-time": Rating.GREEN,
    }


@pytest.mark.parametrize(
    ("share", "own", "rating"),
    [
        (0.334, {}, Rating.RED),
        (0.33, {}, Rating.RED),
        (0.32, {}, None),
        (0.32, {"care-visits-late": 0.2}, Rating.RED),
        (0.5, {"care-visits-late": 0.6}, None),
        (0.334, {"plan-visits-late": 0.9}, Rating.RED),
        (0.0, {"care-visits-late": 0.0}, None),
    ],
)
def test_a_third_of_visits_late_is_red(share: float, own: dict[str, float], rating: Rating | None) -> None:
    """At or above the share of its indicator, which a council may change; below it practice is amber."""
    late = LatePractice(
        indicator="care-visits-late",
        title="children in care were not visited in time",
        share=share,
        red=0.33,
        late=100,
        of=300,
    )
    policy = ReadinessPolicy(red_late_shares=own)
    ready = readiness(TIMELINE, annexa=summary(practice=100, late=(late,)), policy=policy)
    found = rules(ready, Theme.ANNEX_A)
    assert found.get("annexa-practice-late") is rating
    assert found["annexa-practice"] is Rating.AMBER


def test_late_practice_says_which_and_how_much_unless_it_is_hidden() -> None:
    """The largest share first."""
    visits = LatePractice(indicator="a", title="visits were late", share=0.5, red=0.33, late=30, of=60)
    reviews = LatePractice(indicator="b", title="reviews were late", share=0.6, red=0.33)
    ready = readiness(TIMELINE, annexa=summary(late=(visits, reviews)))
    texts = [reason.text for theme in ready.themes for reason in theme.reasons]
    assert "Practice is too late: reviews were late; 30 of 60 visits were late (50%)." in texts


def test_likely_lines_of_enquiry_are_something_to_prepare_for() -> None:
    """The likeliest one becomes an action of the Annex A owner."""
    lines = tuple(
        LikelyLine(
            rank=rank,
            judgement="help_and_protection",
            indicator=f"figure-{rank}",
            title=f"Figure {rank}",
            reason="It stands out.",
            prepare=f"The cases behind figure {rank}.",
        )
        for rank in range(1, 6)
    )
    ready = readiness(TIMELINE, tasks=every_theme(), annexa=summary(likely=lines), people=people())
    assert rules(ready, Theme.ANNEX_A)["annexa-likely-lines"] is Rating.AMBER
    (theme,) = [each for each in ready.themes if each.theme is Theme.ANNEX_A]
    assert any("5 lines" in reason.text and "and 2 more" in reason.text for reason in theme.reasons)
    assert any("The cases behind figure 1." in action.title for action in ready.actions)


def test_a_director_abroad_without_cover_is_red() -> None:
    """The director was in Barcelona when Oxfordshire's call came."""
    away = Leave(starting=date(2018, 4, 3), until=date(2018, 4, 12))
    ready = readiness(TIMELINE, people=people(away))
    assert rules(ready, Theme.PLAN)["leave-without-cover"] is Rating.RED
    assert any(
        action.title.startswith("Name cover for the director") and action.owner == "deputy"
        for action in ready.actions
    )


def test_named_cover_takes_the_reason_away() -> None:
    """The deputy knew what to do."""
    away = Leave(starting=date(2018, 4, 3), until=date(2018, 4, 12), cover="deputy")
    assert "leave-without-cover" not in rules(readiness(TIMELINE, people=people(away)), Theme.PLAN)


def test_leave_that_ends_before_the_call_does_not_count() -> None:
    """Both ends of a leave are inclusive."""
    gone = Leave(starting=date(2018, 4, 3), until=date(2018, 4, 8))
    last = Leave(starting=date(2018, 4, 3), until=date(2018, 4, 9))
    assert "leave-without-cover" not in rules(readiness(TIMELINE, people=people(gone)), Theme.PLAN)
    assert "leave-without-cover" in rules(readiness(TIMELINE, people=people(last)), Theme.PLAN)


def test_cover_that_is_away_too_is_no_cover() -> None:
    """Two people on one beach."""
    away = Leave(starting=CALL, until=CALL, cover="Ben")
    both = People(
        people=(
            Person(role="dcs", name="Ada", leave=(away,)),
            Person(role="deputy", name="Ben", leave=(Leave(starting=CALL, until=CALL),)),
            Person(role="annex-a", name="Cas"),
        )
    )
    (plan,) = [each for each in readiness(TIMELINE, people=both).themes if each.theme is Theme.PLAN]
    gaps = [reason.rating for reason in plan.reasons if reason.rule == "leave-without-cover"]
    assert gaps == [Rating.RED, Rating.AMBER]


def test_another_owners_leave_is_amber_and_counts_on_the_first_day_of_fieldwork_too() -> None:
    """The Annex A owner is needed on site as well."""
    away = Leave(starting=date(2018, 4, 16), until=date(2018, 4, 20))
    ready = readiness(TIMELINE, people=people(away, role="annex-a"))
    assert rules(ready, Theme.PLAN)["leave-without-cover"] is Rating.AMBER


def test_a_vacant_role_that_owns_tasks_is_a_reason() -> None:
    """Work without a name is nobody's."""
    ready = readiness(TIMELINE, tasks=tasks(task("film", owners=("communications",))), people=people())
    (theme,) = [each for each in ready.themes if each.theme is Theme.PLAN]
    assert any("communications lead" in reason.text for reason in theme.reasons)


def test_a_theme_without_any_task_is_not_green() -> None:
    """An empty list is not a finished one."""
    assert rules(readiness(TIMELINE, tasks=tasks()), Theme.DEBRIEF) == {"tasks-none": Rating.AMBER}


def test_what_is_red_is_wanted_by_the_next_working_day() -> None:
    """Nobody files a red reason under later."""
    ready = readiness(TIMELINE, tasks=every_theme(), annexa=summary(errors=50), people=people())
    assert [(action.owner, action.due) for action in ready.actions] == [("annex-a", date(2018, 4, 10))]


def test_an_overdue_task_is_red_from_the_day_after_it_was_due() -> None:
    """Due today is still in time."""
    due = tasks(task("log", due=date(2018, 4, 17)))
    assert rules(readiness(TIMELINE, tasks=due, as_of=date(2018, 4, 17)), Theme.CHALLENGE) == {
        "tasks-in-time": Rating.GREEN
    }
    assert rules(readiness(TIMELINE, tasks=due, as_of=date(2018, 4, 18)), Theme.CHALLENGE) == {
        "tasks-overdue": Rating.RED
    }


def test_standing_work_is_amber_until_it_is_confirmed() -> None:
    """Ready every month, not only on the day."""
    standing = task("monthly", phase=Phase.ALWAYS_ON)
    open_list, done_list = tasks(standing), tasks(evolve(standing, status=Status.DONE, on=CALL))
    assert (
        rules(readiness(TIMELINE, tasks=open_list), Theme.CHALLENGE)["standing-work-unconfirmed"]
        is Rating.AMBER
    )
    assert rules(readiness(TIMELINE, tasks=done_list), Theme.CHALLENGE)["tasks-in-time"] is Rating.GREEN


def test_actions_are_red_first_and_name_the_holder() -> None:
    """A director reads the top three."""
    ready = readiness(
        TIMELINE,
        tasks=tasks(
            task("tomorrow", due=date(2018, 4, 10), owners=("dcs",)),
            task("late", due=date(2018, 4, 6)),
            task("next-week", due=date(2018, 4, 20)),
        ),
        annexa=summary(),
        people=people(),
    )
    found = [(each.task, each.holder) for each in ready.actions if each.task]
    assert found == [("late", "Ben"), ("tomorrow", "Ada")]


@given(st.sets(st.sampled_from(["errors", "warnings", "practice"])), st.booleans(), st.booleans())
def test_the_rating_is_the_worst_reason(counts: set[str], named: bool, listed: bool) -> None:
    """Whatever is given, no theme is better than its worst reason and the whole than its worst theme."""
    ready = readiness(
        TIMELINE,
        tasks=tasks(task("late", due=date(2018, 4, 6))) if listed else None,
        annexa=summary(**dict.fromkeys(counts, 5)),
        people=people() if named else None,
    )
    for theme in ready.themes:
        assert theme.rating.rank == min(reason.rating.rank for reason in theme.reasons)
    assert ready.rating.rank == min(theme.rating.rank for theme in ready.themes)
