"""What is sourced of each framework, and that nothing else is given a date without being asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from inspectprep import Inspection, Workspace
from inspectprep.calendar.working import england
from inspectprep.model.basis import Basis
from inspectprep.model.timeline import Timeline
from inspectprep.plugins import open_registry
from inspectprep_inspectorates import plugin

VARIANTS = tuple(name for each in plugin.inspectprep_frameworks() for name in each.variants)
CALL = date(2026, 11, 30)
DAYS = st.dates(date(2023, 2, 1), date(2027, 6, 30)).filter(england().is_working)
WORKSPACE = Workspace(registry=open_registry(load_plugins=False, environ={}, extra=[plugin]))


def call_of(name: str, day: date = CALL) -> date:
    """Return a day, or the last working day on which the kind of inspection existed, if that is earlier."""
    until = WORKSPACE.catalogue.find(name).variant.until
    return day if until is None else min(day, england().add(until + timedelta(days=1), -1))


SOURCED = {
    "jtai": {
        "off_site_week": "account",
        "fieldwork": "account 10 working days",
        "publication": "measured",
        "action_plan": "law 70 working days",
    },
    "area-send": {
        "off_site_week": "account",
        "off_site_fieldwork": "account 8 working days",
        "fieldwork": "account 10 working days",
        "publication": "measured",
    },
    "hmip-youth-justice": {},
    "hmi-prisons-yoi": {},
    "hmi-prisons-irp": {"publication": "inspectorate 25 working days"},
    "cqc-local-authority": {"comments": "inspectorate 10 working days"},
    "cqc-provider-camhs": {},
    "sccif-childrens-home-full": {"home_annex_a_due": "inspectorate same day"},
    "sccif-childrens-home-interim": {"home_annex_a_due": "inspectorate same day"},
    "sccif-childrens-home-assurance": {},
    "school-full": {},
    "school-graded": {},
    "school-monitoring": {},
    "school-focused-monitoring": {},
    "school-urgent": {},
}
"""The steps that a source dates, with their distance. All others are planned by default or asked for."""

FIVE = ("exceptional", "strong standard", "expected standard", "needs attention", "urgent improvement")
FOUR = ("outstanding", "good", "requires improvement", "inadequate")
JUDGED = [
    ("hmip-youth-justice", date(2024, 9, 2), 5, FOUR, True),
    ("hmip-youth-justice", CALL, 0, (), False),
    ("hmi-prisons-yoi", CALL, 4, ("good", "reasonably good", "not sufficiently good", "poor"), False),
    ("cqc-local-authority", CALL, 10, FOUR, True),
    ("cqc-provider-camhs", CALL, 6, FOUR, True),
    ("school-graded", date(2024, 6, 3), 5, FOUR, True),
    ("school-graded", date(2024, 9, 9), 4, FOUR, False),
    ("school-graded", date(2025, 11, 9), 4, FOUR, False),
    ("school-full", date(2025, 11, 10), 8, FIVE, False),
]


def plan(variant: str, day: date = CALL, **notice: object) -> Timeline:
    """Plan an inspection."""
    return WORKSPACE.schedule(Inspection(variant=variant, notified=day, notice=notice))


@pytest.mark.parametrize("name", VARIANTS)
def test_a_step_has_a_source_or_is_a_default_or_is_asked_for(name: str) -> None:
    """Exactly the steps above rest on a source, at the distance that the source gives."""
    found = {
        each.id: f"{each.basis} {each.offset or ''}".strip()
        for each in WORKSPACE.catalogue.find(name).variant.milestones
        if each.anchor and each.basis not in (Basis.NOTICE, Basis.PLANNING)
    }
    assert set(found) == set(SOURCED[name])
    for step, wanted in SOURCED[name].items():
        assert found[step].startswith(wanted), step


def test_every_variant_is_in_the_table_of_sources() -> None:
    """A new variant says which of its steps are sourced."""
    assert set(SOURCED) == set(VARIANTS)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(VARIANTS), DAYS)
def test_what_is_not_sourced_is_a_default_with_a_reason_or_a_question(name: str, day: date) -> None:
    """On any day: no date without a basis and a source or a reason, and no unknown without its question."""
    timeline = plan(name, call_of(name, day))
    for event in timeline:
        if event.date is None:
            assert timeline.question(event.waits_for), event.id
        elif event.id != "notification":
            assert event.basis is not Basis.NOTICE, event.id
            assert event.source or (event.basis is Basis.PLANNING and event.note), event.id
        if event.end_waits_for:
            assert timeline.question(event.end_waits_for), event.id


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(VARIANTS), DAYS)
def test_the_plan_fills_as_the_questions_are_answered(name: str, day: date) -> None:
    """Each answer closes its question, and the last one leaves no event without a date."""
    notice: dict[str, tuple[date, date]] = {}
    day = call_of(name, day)
    answered = england().add(day, 5)
    while asked := [each for each in plan(name, day, **notice).questions if each.dates]:
        milestone = asked[0].id.partition(".")[0]
        assert milestone not in notice
        notice[milestone] = (answered, answered + timedelta(days=1))
    timeline = plan(name, day, **notice)
    assert [event.id for event in timeline if event.date is None or event.end_waits_for] == []
    facts = {fact.id for fact in WORKSPACE.catalogue.find(name).variant.facts}
    confirmed = {each.id for each in timeline.questions}
    assert all(each in facts or timeline[each.partition(".")[0]].date for each in confirmed)


@pytest.mark.parametrize(("name", "day", "judgements", "scale", "overall"), JUDGED)
def test_the_edition_of_the_day_has_its_judgements(
    name: str, day: date, judgements: int, scale: tuple[str, ...], overall: bool
) -> None:
    """The call chooses what is judged, on which scale, and whether there is an overall grade."""
    edition = WORKSPACE.catalogue.find(name, on=day).edition
    assert edition is not None
    assert len(edition.judgements) == judgements
    assert edition.scale == scale
    assert any(each.overall for each in edition.judgements) is overall


def test_the_notice_of_a_youth_justice_inspection_is_asked_for() -> None:
    """Nothing but the announcement has a date, and one example is not a rule."""
    timeline = plan("hmip-youth-justice")
    assert [event.id for event in timeline if event.date] == ["notification"]
    assert timeline["publication"].note.endswith("One report (n = 1) is not a rule.")
    given = plan("hmip-youth-justice", fieldwork=(date(2027, 1, 11), date(2027, 1, 15)))
    assert given["fieldwork"].last == date(2027, 1, 15)
    assert given["publication"].date is None


def test_a_progress_review_lasts_three_days_and_reports_within_25() -> None:
    """Two and a half days on site; its start is asked for."""
    assert plan("hmi-prisons-irp")["publication"].date is None
    given = plan("hmi-prisons-irp", fieldwork=date(2027, 1, 11))
    assert given["fieldwork"].last == date(2027, 1, 13)
    assert given["publication"].date == date(2027, 2, 17)


def test_an_institution_is_inspected_from_the_day_of_arrival_for_two_weeks() -> None:
    """Mostly unannounced; eighteen weeks for the report are a default."""
    timeline = plan("hmi-prisons-yoi")
    assert (timeline["fieldwork"].date, timeline["fieldwork"].last) == (CALL, date(2026, 12, 11))
    assert timeline["publication"].basis is Basis.PLANNING
    assert timeline["publication"].date == date(2026, 12, 11) + timedelta(weeks=18)
    assert timeline.question("fieldwork") is not None


def test_an_assessment_is_planned_from_the_earliest_week() -> None:
    """Nine to eleven weeks, with the question that confirms the day; the last day is not guessed."""
    fieldwork = plan("cqc-local-authority")["fieldwork"]
    assert fieldwork.date == fieldwork.earliest == CALL + timedelta(weeks=9)
    assert fieldwork.latest == CALL + timedelta(weeks=11)
    assert fieldwork.last is None
    given = plan("cqc-local-authority", draft_report=date(2027, 3, 1))
    assert given["comments"].date == date(2027, 3, 15)


def test_schools_have_another_framework_from_10_november_2025() -> None:
    """The newer kinds warn before that day. The older ones are not planned from it: see the editions."""
    for day, old in ((date(2025, 11, 7), True), (date(2025, 11, 10), False)):
        for name in ("school-full", "school-monitoring", "school-focused-monitoring"):
            assert any("did not exist before" in note for note in plan(name, day).notes) is old


def test_school_holidays_among_the_closures_move_the_report() -> None:
    """The aim of 30 working days leaves them out: a default that the council completes."""
    holidays = [date(2026, 12, 21) + timedelta(days=days) for days in range(14)]
    registry = open_registry(load_plugins=False, environ={}, extra=[plugin])
    with_holidays = Workspace(registry=registry, closures=holidays)
    visit = Inspection(variant="school-full", notified=CALL)
    without, moved = WORKSPACE.schedule(visit), with_holidays.schedule(visit)
    assert without["publication"].date == england().add(date(2026, 12, 2), 30)
    assert moved["publication"].date == england().closed_on(holidays).add(date(2026, 12, 2), 30)
    assert moved["publication"].date != without["publication"].date


@pytest.mark.parametrize("name", VARIANTS)
def test_the_checklist_opens_with_the_questions(name: str) -> None:
    """Each question is a task of the first day, and there is work for every stage besides."""
    timeline = plan(name, call_of(name))
    tasks = WORKSPACE.checklist(timeline)
    asked = [task for task in tasks if task.id.startswith("ask-")]
    assert [task.title for task in asked] == [f"Ask: {each.text}" for each in timeline.questions]
    assert {task.due for task in asked} == {call_of(name)}
    assert {"always-on", "notification", "on-site", "publication"} <= {task.phase.value for task in tasks}
    assert not [note for note in tasks.notes if note.startswith("No task")]
    assert not [note for note in tasks.notes if "inspectorates" in note or "did you mean" in note]
