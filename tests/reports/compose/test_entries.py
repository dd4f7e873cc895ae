"""Calendar entries keep their identity through every re-plan."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given, strategies as st

import inspectprep
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Status
from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.planning.communication.embargo import embargo_of
from inspectprep.planning.communication.release_plan import release_plan
from inspectprep.reports.compose import report_of
from inspectprep.reports.compose.calendar_identity import uid_of
from inspectprep.reports.compose.day_tasks import checklist_entries
from inspectprep.reports.compose.entries import revision_of, timeline_entries
from tests.reports.plans import CALL, checklist, event, task, timeline
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


def test_the_tasks_of_a_day_are_one_entry_with_a_list() -> None:
    """Whoever does them. The day names the entry, so that a change of the list updates it."""
    more = (task("book-rooms", CALL, owners=("logistics",)), task("ring-partners", CALL, note="By noon."))
    entries = {entry.start: entry for entry in checklist_entries(checklist(*more))}
    first = entries[CALL]
    assert first.title == "3 tasks due, 1 done"
    assert first.description.splitlines() == [
        "- Done: Take the call. Director of children's services (DCS).",
        "- Tell all staff. Communications lead (COM), Principal social worker (PSW).",
        "- Book rooms. Logistics and IT lead (LOG).",
        "- Ring partners. Director of children's services (DCS). By noon.",
    ]
    changed = {entry.start: entry for entry in checklist_entries(checklist(*more[1:]))}
    assert changed[CALL].uid == first.uid
    assert changed[CALL].title == "2 tasks due, 1 done"


def test_a_task_alone_on_its_day_is_named() -> None:
    """There is nothing to list."""
    (press,) = (entry for entry in checklist_entries(checklist()) if entry.start == date(2018, 5, 22))
    assert press.title == "Prepare press"
    assert press.description.startswith("Owner: Communications lead (COM)")
    assert press.tentative


def test_what_others_set_has_an_entry_of_its_own() -> None:
    """Law, the inspectorate and its letter: it is not lost in a list, and has both alarms."""
    letter = task("send-documents", CALL, basis=Basis.NOTICE, source="The letter; The letter; A guide")
    entries = {entry.uid.split("/")[-1]: entry for entry in checklist_entries(checklist(letter))}
    own = entries["send-documents@inspectprep"]
    assert (own.title, own.deadline, own.on_the_day) == ("Send documents", True, False)
    assert own.description.splitlines()[-1] == "Sources: The letter; A guide"


def test_a_list_rings_once_and_only_if_something_is_due() -> None:
    """Not for what is done every day, what is done, or what rests on a forecast."""
    entries = {entry.start: entry for entry in checklist_entries(checklist())}
    assert (entries[CALL].deadline, entries[CALL].on_the_day) == (True, True)
    assert not entries[date(2018, 4, 17)].deadline
    assert not entries[date(2018, 5, 22)].deadline


def test_the_calendar_of_a_role_has_lists_of_its_own() -> None:
    """It is beside the calendar of all roles in one diary, and neither replaces the other."""
    tasks = checklist(task("ring-partners", CALL))
    own = checklist_entries(tasks.select(owner="psw"), owner="psw")
    assert [entry.title for entry in own] == ["Tell all staff"]
    assert not {entry.uid for entry in own} & {entry.uid for entry in checklist_entries(tasks)}


def test_the_calendar_of_a_role_has_hours_and_places() -> None:
    """The dates of the inspection, its tasks, and its visits."""
    visit = TimetableEntry(
        id="vis-1", day=CALL, starts="09:30", ends="10:30", title="Leaders", place="Room 4"
    )
    plan = timeline()
    tasks = checklist().select(owner="psw")
    report = report_of(plan, checklist=tasks, owner="psw", visits=(visit,), prepared=CALL)
    assert report.title.endswith(", for the principal social worker")
    assert report.series == ("event", "task", "visit")
    (shown,) = (entry for entry in report.entries if entry.series == "visit")
    assert (shown.begins, shown.finishes, shown.place) == ("09:30", "10:30", "Room 4")
    of_tasks = report_of(tasks, timeline=plan, owner="psw", visits=(visit,), prepared=CALL)
    assert of_tasks.entries == report.entries


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
    """What is done stays visible, and what is not needed leaves the list."""
    alone = {"basis": Basis.INSPECTORATE}
    tasks = checklist(
        task("publish", CALL, status=Status.DONE, **alone),
        task("appeal", CALL, status=Status.NOT_NEEDED, **alone),
    )
    entries = {entry.uid.split("/")[-1]: entry for entry in checklist_entries(tasks)}
    assert entries["publish@inspectprep"].title == "Done: Publish"
    assert not entries["publish@inspectprep"].deadline
    assert entries["appeal@inspectprep"].cancelled
    day = next(entry for entry in checklist_entries(tasks) if entry.title.endswith("1 task due, 1 done"))
    assert "Old habit" not in day.description
    finished = evolve(tasks, tasks=tuple(evolve(each, status=Status.DONE) for each in tasks))
    ended = next(
        entry for entry in checklist_entries(finished) if entry.start == CALL and not entry.cancelled
    )
    assert not ended.deadline
    assert ended.title.startswith("Done: ")


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
