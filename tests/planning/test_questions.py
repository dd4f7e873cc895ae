"""What no source says is asked for, and nothing is dated from a guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.calendar.working import england
from inspectprep.errors import PlanError
from inspectprep.frameworks.checks import variant_problems
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, TaskTemplate, Theme
from inspectprep.model.framework import Fact, Milestone, Phase, Variant, Window
from inspectprep.model.inspection import Inspection
from inspectprep.model.offset import Offset
from inspectprep.model.readiness import Rating
from inspectprep.model.timeline import Timeline
from inspectprep.planning.call_questions import call_questions
from inspectprep.planning.communication.briefing import place_of
from inspectprep.planning.questions import undated_words
from inspectprep.planning.readiness import CouncilState, assess
from inspectprep.planning.schedule import schedule
from inspectprep.planning.tasks import checklist
from inspectprep.planning.tracker import track
from tests.planning.plans import framework, milestone, offset

CALL = date(2026, 11, 30)
UNKNOWN = {"basis": Basis.NOTICE, "source": ()}
VISIT = Variant(
    id="visit",
    title="Visit",
    milestones=(
        milestone("notification"),
        milestone("off_site_week", "notification", "same day", end="-1 working day", end_anchor="fieldwork"),
        milestone(
            "fieldwork", "notification", ask="When do you come?", end_ask="When do you leave?", **UNKNOWN
        ),
        milestone(
            "keep_in_touch", "fieldwork", "same day", end="same day", end_anchor="fieldwork.end", daily=True
        ),
        milestone("feedback", "fieldwork.end", "same day"),
        milestone("publication", "fieldwork.end", "25 working days"),
        milestone("letter", "publication", **UNKNOWN),
    ),
    facts=(
        Fact(id="team", title="Team", basis=Basis.NOTICE, source=(), ask="Who comes?"),
        Fact(id="grades", title="Grades", basis=Basis.NOTICE, source=(), value="none", ask="Grades?"),
    ),
)


def plan(**notice: object) -> Timeline:
    """Plan the visit with dates from the inspectorate."""
    inspection = Inspection(variant="visit", notified=CALL, notice=notice)
    return schedule(inspection, framework(), VISIT)


def test_an_unknown_first_day_is_asked_for_and_what_follows_names_the_question() -> None:
    """No event that depends on the answer has a date."""
    timeline = plan()
    assert [(asked.number, asked.id, asked.text) for asked in timeline.questions] == [
        (1, "fieldwork", "When do you come?"),
        (2, "fieldwork.end", "When do you leave?"),
        (3, "team", "Who comes?"),
    ]
    undated = {event.id: event.waits_for for event in timeline if event.date is None}
    assert undated == {
        "fieldwork": "fieldwork",
        "keep_in_touch": "fieldwork",
        "feedback": "fieldwork",
        "publication": "fieldwork",
        "letter": "letter",
    }
    assert set(timeline.questions[0].dates) == {"off_site_week", *list(undated)[:4]}
    week = timeline["off_site_week"]
    assert (week.date, week.end, week.last, week.end_waits_for) == (CALL, None, None, "fieldwork")
    assert undated_words(timeline, timeline["fieldwork"]) == "Ask: question 1"
    assert undated_words(timeline, timeline["feedback"]) == "Depends on question 1"
    assert undated_words(timeline, week, last=True) == "Depends on question 1"
    assert undated_words(timeline, timeline["letter"]) == "Take it from the letter, or ask"
    assert [note for note in timeline.notes if "not known yet" in note] == [
        (
            "These days are not known yet: “Letter”. "
            "Take each from the inspectorate's letters, or ask, and add it."
        )
    ]


def test_a_first_day_without_a_last_day_is_not_a_visit_of_one_day() -> None:
    """The last day stays unknown, and everything that counts from it."""
    timeline = plan(fieldwork=date(2027, 1, 11))
    assert [asked.id for asked in timeline.questions] == ["fieldwork.end", "team"]
    fieldwork = timeline["fieldwork"]
    assert (fieldwork.date, fieldwork.end, fieldwork.last) == (date(2027, 1, 11), None, None)
    assert fieldwork.end_waits_for == "fieldwork.end"
    assert timeline["off_site_week"].end == date(2027, 1, 8)
    assert timeline["feedback"].date is None
    assert timeline["publication"].waits_for == "fieldwork.end"
    assert set(timeline.questions[0].dates) == {"fieldwork", "keep_in_touch", "feedback", "publication"}


def test_the_plan_fills_when_the_answers_come() -> None:
    """Both days given: nothing waits but the letter and the fact."""
    timeline = plan(fieldwork=(date(2027, 1, 11), date(2027, 1, 15)))
    assert [asked.id for asked in timeline.questions] == ["team"]
    assert timeline["feedback"].date == date(2027, 1, 15)
    assert timeline["publication"].date == date(2027, 2, 19)
    assert [event.id for event in timeline if event.waits_for or event.end_waits_for] == ["letter"]


def test_what_happened_answers_a_question_as_a_letter_does() -> None:
    """An actual date is an answer too."""
    happened = Inspection(variant="visit", notified=CALL, actual={"fieldwork": (CALL, date(2026, 12, 4))})
    timeline = schedule(happened, framework(), VISIT)
    assert timeline.question("fieldwork") is None
    assert timeline["feedback"].date == date(2026, 12, 4)


def test_a_calculated_date_with_a_question_is_a_plan_until_it_is_confirmed() -> None:
    """The date is shown, and the question with it."""
    window = Window(earliest=offset("9 weeks"), expected=offset("9 weeks"), latest=offset("11 weeks"))
    planned = milestone("fieldwork", "notification", windows=(window,), ask="When do you come?")
    variant = Variant(id="visit", title="Visit", milestones=(milestone("notification"), planned))
    timeline = schedule(Inspection(variant="visit", notified=CALL), framework(), variant)
    assert timeline["fieldwork"].date == CALL + timedelta(weeks=9)
    assert timeline["fieldwork"].latest == CALL + timedelta(weeks=11)
    assert [(asked.id, asked.dates) for asked in timeline.questions] == [("fieldwork", ())]


def test_each_open_question_is_a_task_of_the_first_day() -> None:
    """The checklist opens with what to ask, under a number that stays the same."""
    template = TaskTemplate(
        id="brief",
        title="Brief",
        theme=Theme.PLAN,
        phase=Phase.ON_SITE,
        owners=("dcs",),
        anchor="fieldwork.end",
        offset=Offset.parse("same day"),
    )
    tasks = checklist(plan(), [template])
    asked = [task for task in tasks if task.id.startswith("ask-")]
    assert [(task.id, task.number, task.due, task.title) for task in asked] == [
        ("ask-fieldwork", 2, CALL, "Ask: When do you come?"),
        ("ask-fieldwork-end", 3, CALL, "Ask: When do you leave?"),
        ("ask-team", 4, CALL, "Ask: Who comes?"),
    ]
    later = checklist(plan(fieldwork=date(2027, 1, 11)), [template])
    assert [(task.id, task.number) for task in later if task.id.startswith("ask-")] == [
        ("ask-fieldwork-end", 3),
        ("ask-team", 4),
    ]
    assert (later["brief"].due, later["brief"].waits_for) == (None, "fieldwork")


def test_a_daily_task_of_a_visit_without_a_last_day_waits() -> None:
    """It is due once, on the first day, and says what it waits for."""
    template = TaskTemplate(
        id="debrief",
        title="Debrief",
        theme=Theme.DEBRIEF,
        phase=Phase.ON_SITE,
        owners=("dcs",),
        cadence=Cadence.DAILY,
        anchor="fieldwork",
        until_anchor="fieldwork.end",
    )
    waiting = [
        task
        for task in checklist(plan(fieldwork=date(2027, 1, 11)), [template])
        if task.template == "debrief"
    ]
    assert [(task.due, task.waits_for) for task in waiting] == [(date(2027, 1, 11), "fieldwork")]


def test_the_call_sheet_asks_in_the_words_of_the_framework() -> None:
    """Dates and unknown facts alike; a fact that the sheet asks for anyway is asked once."""
    facts = (
        *VISIT.facts,
        Fact(id="which_cases", title="Cases", basis=Basis.NOTICE, source=(), ask="Which cases?"),
    )
    asked = {question.id: question.text for question in call_questions(evolve(VISIT, facts=facts), plan())}
    assert asked["notice.fieldwork"] == "When do you come? When do you leave?"
    assert asked["answers.which-cases"] == "Which cases?"
    assert "answers.team" not in asked
    assert "answers.grades" not in asked


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ask": "Tell us the day."}, "should be a question"),
        ({"end_ask": "When do you leave"}, "should be a question"),
        ({"end_ask": "When?", "end_offset": offset("1 working day")}, "not both"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(change: dict[str, object], message: str) -> None:
    """Mistakes in a file are found before it is planned."""
    visit = evolve(VISIT.milestones[2], **{"ask": "", "end_ask": "", **change})
    variant = evolve(VISIT, milestones=(*VISIT.milestones[:2], visit, *VISIT.milestones[3:]))
    assert [
        problem.message for problem in variant_problems(framework(), variant) if message in problem.message
    ]


@pytest.mark.parametrize(
    ("successor", "words"),
    [
        ("new", "It was replaced by: New visit. Use the variant new."),
        ("the review", "It was replaced by: the review. See inspectprep frameworks"),
        ("", "Its successor is not known."),
    ],
)
def test_a_variant_that_has_ended_is_refused_with_its_successor(successor: str, words: str) -> None:
    """From the day after its last it cannot be planned. A recorded inspection still can, with a note."""
    new = evolve(VISIT, id="new", title="New visit", starting=CALL)
    old = evolve(VISIT, until=CALL - timedelta(days=1), successor=successor)
    both = evolve(framework(), variants=(old, new))
    with pytest.raises(PlanError) as caught:
        schedule(Inspection(variant="visit", notified=CALL), both, old)
    assert "Visit ended on Sunday 29 November 2026." in str(caught.value)
    assert words in str(caught.value)
    recorded = schedule(Inspection(id="insp-1", variant="visit", notified=CALL), both, old)
    assert any("Visit ended on" in note for note in recorded.notes)
    last = schedule(Inspection(variant="visit", notified=old.until), both, old)
    assert not [note for note in last.notes if "ended on" in note]


def test_a_call_before_a_kind_of_inspection_existed_has_a_note() -> None:
    """It names the kind that it replaced. The first day of some kinds is our reading: nothing is refused."""
    old = evolve(VISIT, id="old", title="Old visit", until=CALL, successor="visit")
    new = evolve(VISIT, starting=CALL + timedelta(days=1))
    notes = schedule(
        Inspection(variant="visit", notified=CALL), evolve(framework(), variants=(old, new)), new
    ).notes
    said = "Visit did not exist before Tuesday 1 December 2026. It replaced Old visit."
    assert said in notes


def test_a_variant_ends_after_it_begins() -> None:
    """The check of a file names the entry."""
    wrong = evolve(VISIT, starting=CALL, until=CALL - timedelta(days=1))
    assert [each.message for each in variant_problems(framework(), wrong)] == [
        "is before the variant's first day"
    ]


_LINKS = st.lists(
    st.tuples(
        st.integers(0, 30), st.booleans(), st.sampled_from(("offset", "notice", "ask", "asked_end", "span"))
    ),
    max_size=8,
)


@given(_LINKS, st.data())
def test_an_event_has_a_date_or_says_what_it_waits_for(
    links: list[tuple[int, bool, str]], data: st.DataObject
) -> None:
    """In any chain of steps: a date rests on no unknown day, and an unknown one leads to a question."""
    steps: list[Milestone] = [milestone("notification")]
    for index, (place, of_end, kind) in enumerate(links):
        base = steps[place % len(steps)].id
        anchor = f"{base}.end" if of_end else base
        more = {
            "offset": {"move": "2 working days"},
            "notice": UNKNOWN,
            "ask": {**UNKNOWN, "ask": "When?"},
            "asked_end": {"move": "1 working day", "end_ask": "Until when?"},
            "span": {"move": "1 working day", "end": "3 working days"},
        }[kind]
        steps.append(milestone(f"step_{index}", anchor, **more))
    variant = Variant(id="visit", title="Visit", milestones=tuple(steps))
    known = data.draw(st.sets(st.sampled_from([step.id for step in steps[1:]]))) if links else set()
    days = {name: (CALL + timedelta(days=7), CALL + timedelta(days=9)) for name in known}
    timeline = schedule(Inspection(variant="visit", notified=CALL, notice=days), framework(), variant)
    by_id = {step.id: step for step in steps}
    for event in timeline:
        assert (event.date is None) == bool(event.waits_for)
        for name in filter(None, (event.waits_for, event.end_waits_for)):
            waited, _, last = name.partition(".")
            assert waited not in known
            asked = by_id[waited].end_ask if last else by_id[waited].ask
            assert bool(asked) == (timeline.question(name) is not None)
            assert event.last is None
        if event.date is not None and event.id not in known and (anchor := by_id[event.id].anchor):
            base, _, last = anchor.partition(".")
            assert (timeline[base].last if last else timeline[base].date) is not None
    assert {name for asked in timeline.questions for name in asked.dates} == {
        event.id
        for event in timeline
        if timeline.question(event.waits_for) or timeline.question(event.end_waits_for)
    }


def test_a_day_on_site_is_named_without_a_last_day() -> None:
    """A briefing counts the days, and not out of how many."""
    timeline = plan(fieldwork=date(2027, 1, 11))
    assert place_of(timeline, date(2027, 1, 12), england()) == "Day 2 on site"
    assert place_of(timeline, date(2027, 1, 8), england()).startswith("Off-site week")


def test_a_task_that_waits_names_the_question() -> None:
    """The list of the day says what to ask, not that a letter is missing."""
    template = TaskTemplate(
        id="brief",
        title="Brief",
        theme=Theme.PLAN,
        phase=Phase.OFF_SITE,
        owners=("dcs",),
        anchor="fieldwork",
    )
    begun = Inspection(id="ins-1", variant="visit", notified=CALL)
    timeline = schedule(begun, framework(), VISIT)
    state = CouncilState(timeline=timeline, day=CALL, running=True, tasks=checklist(timeline, [template]))
    tracked = {task.id: task.blocked_by for task in track([state], england()).tasks}
    assert tracked["brief"] == ("Ask first: When do you come?",)


@pytest.mark.parametrize("asked", [True, False])
def test_an_inspection_that_asks_for_no_annex_a_is_not_red_for_want_of_it(asked: bool) -> None:
    """Neither a day for Annex A nor a task on it: there is nothing to check."""
    template = TaskTemplate(
        id="run", title="Run", theme=Theme.ANNEX_A, phase=Phase.ALWAYS_ON, owners=("annex-a",)
    )
    timeline = plan()
    tasks = checklist(timeline, [template] if asked else [])
    themes = {
        each.theme: each for each in assess(CouncilState(timeline=timeline, day=CALL, tasks=tasks)).themes
    }
    rules = {reason.rule for reason in themes[Theme.ANNEX_A].reasons}
    assert ("annexa-not-checked" in rules) is asked
    assert (themes[Theme.ANNEX_A].rating is Rating.GREEN) is not asked


def test_an_inspection_without_a_checklist_may_ask_for_annex_a() -> None:
    """What is not known is not taken to be ready."""
    assert CouncilState(timeline=plan(), day=CALL).asks_for_annex_a
