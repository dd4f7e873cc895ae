"""Calendar entries keep their identity through every re-plan."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given, strategies as st

import inspectprep
from inspectprep.model.basis import Basis
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.planning.communication.embargo import embargo_of
from inspectprep.planning.communication.release_plan import release_plan
from inspectprep.reports.compose import report_of
from inspectprep.reports.compose.entries import checklist_entries, revision_of, timeline_entries, uid_of
from tests.reports.plans import CALL, checklist, event, timeline
from tests.whole import whole

names = st.text(max_size=8)


def test_a_re_plan_keeps_every_identity_and_raises_every_revision() -> None:
    """Recording a late start moves entries instead of adding new ones."""
    moved = timeline(
        event("fieldwork", date(2018, 4, 18), end=date(2018, 4, 24), actual=date(2018, 4, 18)),
        actual={"fieldwork": date(2018, 4, 18)},
    )
    before, after = timeline_entries(timeline()), timeline_entries(moved)
    assert [entry.uid for entry in before] == [entry.uid for entry in after]
    assert all(new.revision > old.revision for old, new in zip(before, after, strict=True))
    assert before != after


def test_a_later_day_raises_the_revision_even_without_a_new_fact() -> None:
    """A correction exported on another day still wins; within a day each new fact counts."""
    plan = timeline()
    days = [CALL + timedelta(days=number) for number in range(3)]
    revisions = [revision_of(plan, day) for day in days]
    assert revisions == sorted(set(revisions))
    assert revision_of(timeline(actual={"fieldwork": CALL}), days[1]) < revisions[2]


@given(st.tuples(names, names, names), st.tuples(names, names, names))
def test_different_things_never_share_an_identity(
    one: tuple[str, str, str], two: tuple[str, str, str]
) -> None:
    """Identity is an injective function of council, variant and name; only the council's case is folded."""
    made = [uid_of(each[0], each[1], CALL, "event", each[2]) for each in (one, two)]
    same = (one[0].casefold(), *one[1:]) == (two[0].casefold(), *two[1:])
    assert (made[0] == made[1]) == same
    assert all(uid.isascii() and " " not in uid for uid in made)


def test_identity_holds_no_date_but_the_call() -> None:
    """Two inspections of one council differ; a moved event does not."""
    first, second = (
        uid_of("Oxfordshire", "ilacs-short", day, "event", "fieldwork") for day in (CALL, date(2024, 2, 5))
    )
    assert first != second
    assert "2018-04-16" not in first


def test_daily_tasks_are_known_by_number_and_move_along() -> None:
    """The third debrief stays the third when the fieldwork starts a day later."""
    tasks = checklist()
    shifted = evolve(
        tasks,
        tasks=tuple(
            evolve(each, due=each.due + timedelta(days=1), id=f"{each.template}@later")
            if each.template == "evening-debrief" and each.due
            else each
            for each in tasks
        ),
    )
    assert [entry.uid for entry in checklist_entries(tasks)] == [
        entry.uid for entry in checklist_entries(shifted)
    ]
    assert len({entry.uid for entry in checklist_entries(tasks)}) == len(checklist_entries(tasks))


def test_forecasts_are_tentative_and_deadlines_are_not() -> None:
    """What the letter dates is due; a forecast never is; what happened needs no alarm."""
    dated = event("annex_a_due", date(2018, 4, 11), Phase.OFF_SITE, basis=Basis.NOTICE)
    done = event("comments", date(2018, 5, 1), Phase.DRAFT_REPORT, actual=date(2018, 5, 1))
    entries = {entry.uid.split("/")[-1]: entry for entry in timeline_entries(timeline(dated, done))}
    assert entries["annex_a_due@inspectprep"].deadline
    assert entries["action_plan@inspectprep"].deadline
    assert not entries["comments@inspectprep"].deadline
    assert entries["publication@inspectprep"].tentative
    assert not entries["publication@inspectprep"].deadline
    assert "Expected between Tuesday 22 May" in entries["publication@inspectprep"].description


def test_a_measured_forecast_has_its_numbers_in_words() -> None:
    """A calendar, a plan, the embargo and the release plan say by which days most reports were out."""
    visit = Inspection(variant="ilacs-short", notified=date(2025, 6, 2))
    plan = inspectprep.schedule(visit)
    (entry,) = (entry for entry in timeline_entries(plan) if entry.uid.endswith("/publication@inspectprep"))
    assert entry.tentative
    assert (
        "Usually on this day: 8 in 10 by Monday 28 July 2025, 19 in 20 by Tuesday 7 October 2025."
        in entry.description
    )
    assert "8 in 10 by Mon 28 Jul 2025, 19 in 20 by Tue 7 Oct 2025" in whole(report_of(plan))
    state = embargo_of(plan, (), (), on=date(2025, 6, 16))
    shown = whole(report_of(state))
    assert "8 in 10 by Mon 28 Jul 2025, 19 in 20 by Tue 7 Oct 2025" in shown
    release = whole(report_of(release_plan(plan, scale=("good",), embargo=state)))
    assert "expected on Tue 22 Jul 2025: 8 in 10 by Mon 28 Jul 2025" in release


def test_undated_events_and_tasks_have_no_entry() -> None:
    """Nothing is put on a day that nobody knows."""
    report = report_of(timeline(), checklist=checklist())
    assert not any("annex_a_due" in entry.uid for entry in report.entries)
    assert not any("send-annex-a" in entry.uid for entry in checklist_entries(checklist()))


def test_done_and_dropped_tasks_stop_ringing() -> None:
    """Done stays visible, not needed is cancelled, neither has an alarm."""
    entries = {entry.uid.split("/")[-1]: entry for entry in checklist_entries(checklist())}
    assert entries["take-the-call@inspectprep"].title == "Done: Take the call"
    assert not entries["take-the-call@inspectprep"].deadline
    assert entries["old-habit@inspectprep"].cancelled
    assert entries["tell-all-staff@inspectprep"].deadline


def test_a_timeline_with_its_checklist_has_both_in_one_calendar() -> None:
    """One file for the diary: events and tasks of one revision."""
    entries = report_of(timeline(), checklist=checklist(), prepared=date(2018, 4, 10)).entries
    kinds = {entry.uid.split("/")[3] for entry in entries}
    assert kinds == {"event", "task"}
    assert {entry.revision for entry in entries} == {1000}


def test_a_checklist_alone_grows_with_the_days_too() -> None:
    """Exported on a later day, its entries win over the earlier ones."""
    (early, late) = (
        report_of(checklist(), prepared=CALL + timedelta(days=number)).entries for number in (1, 2)
    )
    assert all(new.revision > old.revision for old, new in zip(early, late, strict=True))
