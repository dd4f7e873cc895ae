"""Who may have what, when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.errors import RefusedError
from inspectprep.model.audience import Audience
from inspectprep.model.inspection import Inspection
from inspectprep.model.release import (
    DailyNote,
    Disclosure,
    Embargo,
    EmbargoStage,
    PublicationRecorded,
    Refused,
)
from inspectprep.model.report import Paragraph, Report, Section
from inspectprep.model.timeline import Timeline
from inspectprep.planning.communication.embargo import (
    check_access,
    embargo_of,
    feedback_day,
    on_register,
    require_access,
)
from inspectprep.planning.communication.outcome import says_outcome
from inspectprep.planning.schedule import schedule
from tests.planning.plans import framework, milestone, short

CALL = date(2018, 4, 9)
FEEDBACK = date(2018, 4, 20)
PUBLISHED = date(2018, 5, 22)


def plan() -> Timeline:
    """Make the plan of a short inspection with a final feedback."""
    variant = short()
    feedback = milestone("final_feedback", "fieldwork.end", "same day")
    variant = evolve(variant, milestones=(*variant.milestones, feedback))
    return schedule(Inspection(variant="short", authority="Oxfordshire", notified=CALL), framework(), variant)


PLAN = plan()
REGISTER = (Disclosure(person="Ann Avon", role="dcs", on=FEEDBACK, what="provisional grades"),)
SEEN = (PublicationRecorded(on=PUBLISHED, seen_by="Cam Cole"),)


def state(on: date, *, published: bool = False) -> Embargo:
    """Return the embargo on a day."""
    return embargo_of(PLAN, SEEN if published else (), REGISTER, on=on)


def test_there_is_no_outcome_before_the_final_feedback() -> None:
    """The day before, nobody has been told."""
    assert state(FEEDBACK - timedelta(days=1)).stage is EmbargoStage.NO_OUTCOME
    assert state(FEEDBACK).stage is EmbargoStage.HELD


def test_telling_somebody_early_begins_the_embargo() -> None:
    """Whoever is told before the meeting is under embargo from then on."""
    early = (Disclosure(person="Ann Avon", on=date(2018, 4, 18)),)
    found = embargo_of(PLAN, (), early, on=date(2018, 4, 18))
    assert (found.stage, found.since) == (EmbargoStage.HELD, date(2018, 4, 18))


def test_an_expected_publication_lifts_nothing() -> None:
    """Long after the expected day the outcome is still held, until somebody records what they saw."""
    assert PLAN["publication"].date is not None
    late = PLAN["publication"].date + timedelta(days=365)
    assert state(late).stage is EmbargoStage.HELD
    assert state(late, published=True).stage is EmbargoStage.LIFTED


def test_a_publication_lifts_from_its_day_on() -> None:
    """A record dated tomorrow does not lift today."""
    assert state(PUBLISHED - timedelta(days=1), published=True).stage is EmbargoStage.HELD
    assert state(PUBLISHED, published=True).stage is EmbargoStage.LIFTED


def test_a_publication_before_the_outcome_is_known_lifts_nothing() -> None:
    """A report published before the feedback is about something else."""
    for day in (date(2014, 6, 1), CALL, FEEDBACK - timedelta(days=1)):
        earlier = (PublicationRecorded(on=day, seen_by="Cam Cole"),)
        assert embargo_of(PLAN, earlier, (), on=FEEDBACK).stage is EmbargoStage.HELD


def test_the_embargo_begins_on_the_recorded_day_of_feedback() -> None:
    """Until it is recorded, on the earliest planned day."""
    assert feedback_day(PLAN, PUBLISHED) == FEEDBACK
    moved = PLAN.inspection.happened("final_feedback", date(2018, 4, 24))
    later = schedule(moved, framework(), short())
    # A recorded day that is still to come has not happened, so the planned day counts.
    assert embargo_of(later, on=date(2018, 4, 23)).since == FEEDBACK
    assert embargo_of(later, on=date(2018, 4, 24)).since == date(2018, 4, 24)


def test_a_plan_without_final_feedback_is_under_embargo_from_its_first_day_on_site() -> None:
    """What is not known is taken to be early."""
    variant = short()
    without = tuple(each for each in variant.milestones if each.id not in ("final_feedback", "embargo"))
    bare = schedule(PLAN.inspection, framework(), evolve(variant, milestones=without))
    assert feedback_day(bare, PUBLISHED) == bare["fieldwork"].date


def test_a_person_is_on_the_register_from_the_day_they_were_told() -> None:
    """Case and spaces do not matter, the day does."""
    assert on_register(" ann  avon", REGISTER, FEEDBACK)
    assert not on_register("Ann Avon", REGISTER, FEEDBACK - timedelta(days=1))
    assert not on_register("Ben Brent", REGISTER, FEEDBACK)
    assert not on_register("", REGISTER, FEEDBACK)


def test_the_refusal_says_who_may() -> None:
    """A refusal names the register, and not what the outcome is."""
    report = Report(kind="action-plan", title="Areas", audience=Audience.LEADERS, outcome=True)
    with pytest.raises(RefusedError) as caught:
        require_access(report, person="Ben Brent", state=state(FEEDBACK))
    assert caught.value.who == ("Ann Avon",)
    assert "'Ben Brent' is not on the embargo register" in str(caught.value)
    assert "Ann Avon" in str(caught.value)


def test_an_outcome_goes_nowhere_when_nobody_knows_of_an_embargo() -> None:
    """Without a state, what tells an outcome is refused: unknown is not published."""
    with pytest.raises(RefusedError, match="open the workspace"):
        require_access(Report(kind="action-plan", title="Areas", outcome=True), person="Ann Avon")


def test_what_is_prepared_for_publication_stays_inside() -> None:
    """Drafts for each grade stay with those who prepare, and with the register once there is an outcome."""
    report = Report(kind="release-plan", title="Drafts", embargoed=True)
    require_access(report, state=state(CALL))
    with pytest.raises(RefusedError):
        require_access(report, state=state(FEEDBACK))
    require_access(report, person="Ann Avon", state=state(FEEDBACK))
    for audience in (Audience.STAFF, Audience.PARTNERS, Audience.PUBLIC):
        outward = Report(kind="release-plan", title="Drafts", embargoed=True, audience=audience)
        with pytest.raises(RefusedError):
            require_access(outward, person="Ann Avon", state=state(CALL))


def test_words_that_tell_a_grade_are_caught_without_a_mark() -> None:
    """An author who forgot the mark leaks nothing while the embargo holds."""
    words = Section(title="News", blocks=(Paragraph(text="Overall effectiveness: good."),))
    report = Report(kind="debrief", title="News", audience=Audience.STAFF, sections=(words,))
    with pytest.raises(RefusedError):
        require_access(report, state=state(FEEDBACK))
    require_access(report, state=state(PUBLISHED, published=True))


@pytest.mark.parametrize(
    "text",
    [
        "Overall: good",
        "We were judged good overall.",
        "Overall effectiveness is requires improvement to be good",
        "Leaders good; help and protection requires improvement",
        "children in care and care leavers are good",
        "Provisional grade: outstanding",
        "We got a Good!",
        "Help and protection is RI",
        "It's official: we were rated \u201cOutstanding\u201d",
    ],
)
def test_these_words_tell_an_outcome(text: str) -> None:
    """Ways in which people say a grade."""
    assert says_outcome(text)


@pytest.mark.parametrize(
    "text",
    [
        "The inspectors liked the good work of the locality service",
        "Judged good in 2014.",
        "At the last inspection leaders were judged good.",
        "Were we judged good?",
        "They had good conversations with the lead inspector",
        "The service is good at listening",
        "We got good feedback from schools",
        "They saw good practice in help and protection",
    ],
)
def test_these_words_tell_none(text: str) -> None:
    """History, questions and everyday praise pass."""
    assert not says_outcome(text)


AUDIENCES = st.sampled_from(Audience)
TAGS = st.sets(AUDIENCES, max_size=4).map(tuple)
PEOPLE = st.sampled_from(["", "Ann Avon", "Ben Brent"])
DAYS = st.dates(CALL, date(2018, 7, 1))
NOTES = st.builds(
    DailyNote,
    day=DAYS,
    text=st.sampled_from(["They met every social worker.", "Overall: good"]),
    audiences=TAGS,
    outcome=st.booleans(),
)
REPORTS = st.builds(
    Report,
    kind=st.sampled_from(["timeline", "action-plan", "debrief"]),
    title=st.just("A report"),
    audience=AUDIENCES,
    outcome=st.booleans(),
    embargoed=st.booleans(),
    counts=st.booleans(),
)


@given(NOTES, AUDIENCES, PEOPLE, DAYS, st.booleans())
def test_a_note_reaches_only_whom_it_names(
    note: DailyNote, audience: Audience, person: str, day: date, published: bool
) -> None:
    """No state and no register opens a note to an audience that it does not name."""
    answer = check_access(note, audience, person, state(day, published=published), REGISTER, day)
    if audience not in note.audiences:
        assert isinstance(answer, Refused)
        assert set(answer.who) == {each.value for each in note.audiences}


@given(NOTES | REPORTS, AUDIENCES, PEOPLE, DAYS, st.booleans())
def test_an_outcome_reaches_only_the_register_until_publication_is_recorded(
    thing: DailyNote | Report, audience: Audience, person: str, day: date, published: bool
) -> None:
    """Whatever is marked as an outcome is refused to everybody else, in every state."""
    now = state(day, published=published)
    answer = check_access(thing, audience, person, now, REGISTER, day)
    free = published and day >= PUBLISHED
    told = person == "Ann Avon" and day >= FEEDBACK
    inside = audience in (Audience.LEADERS, Audience.INSPECTION_TEAM)
    if thing.outcome and answer:
        assert free or (told and inside)


@given(REPORTS, AUDIENCES, PEOPLE, DAYS, st.booleans())
def test_counts_of_children_never_leave_the_service(
    report: Report, audience: Audience, person: str, day: date, published: bool
) -> None:
    """Publication does not open small numbers."""
    answer = check_access(report, audience, person, state(day, published=published), REGISTER, day)
    if report.counts and audience in (Audience.PARTNERS, Audience.PUBLIC):
        assert not answer


@given(NOTES | REPORTS, AUDIENCES, PEOPLE, DAYS)
def test_recording_a_publication_never_takes_anything_away(
    thing: DailyNote | Report, audience: Audience, person: str, day: date
) -> None:
    """What may be had under the embargo may be had after it."""
    before = check_access(thing, audience, person, state(day), REGISTER, day)
    after = check_access(thing, audience, person, state(PUBLISHED, published=True), REGISTER, PUBLISHED)
    assert after or not before
